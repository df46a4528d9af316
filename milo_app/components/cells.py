"""Cells whose words, look and lengths come ready from the server: chips, rings, signs and scores of people."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.sprite import mark, mark_at
from milo_app.components.values import inline


def standing(cell: Any) -> rx.Component:
    """Draw where somebody stands: a score, a failed dealbreaker, a stage's chip, ring or sign, or words."""
    return rx.match(
        cell["kind"],
        ("chip", chip(cell)),
        ("ring", ring(cell)),
        ("sign", sign(cell)),
        ("score", score(cell)),
        ("failed", failed(cell)),
        rx.el.span(cell["text"], class_name=cell["look"], title=cell["tip"]),
    )


def chip(cell: Any) -> rx.Component:
    """Draw a stage's score."""
    return rx.el.span(
        cell["text"], rx.el.span(cell["more"], class_name="m-sr"), class_name="m-stage-chip " + cell["look"]
    )


def ring(cell: Any) -> rx.Component:
    """Draw how far somebody is in a stage."""
    return rx.el.span(
        rx.el.span(class_name="m-ring", custom_attrs=inline(p=cell["percent"]), aria_hidden="true"),
        rx.el.span(cell["text"]),
        class_name="m-progress",
    )


def sign(cell: Any) -> rx.Component:
    """Draw an icon of the page's sprite with its word."""
    return rx.el.span(mark_at(cell["more"]), rx.el.span(cell["text"]), class_name=cell["look"], title=cell["tip"])


def score(cell: Any) -> rx.Component:
    """Draw an overall score with its bar."""
    bar = rx.el.span(class_name="m-bar " + cell["look"], custom_attrs=inline(p=cell["percent"]), aria_hidden="true")
    return rx.el.span(
        rx.el.span(rx.el.strong(cell["text"]), class_name="m-score-top"),
        bar,
        rx.el.span(cell["more"], class_name="m-sr"),
        class_name="m-score " + cell["look"],
        title=cell["tip"],
    )


def failed(cell: Any) -> rx.Component:
    """Draw the name of a failed dealbreaker."""
    return rx.el.span(
        mark("x"), rx.el.span("Failed: ", class_name="m-sr"), rx.el.span(cell["text"], class_name="m-cut"),
        class_name="m-badge is-red", title=cell["tip"],
    )  # fmt: skip
