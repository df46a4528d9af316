"""What a list needs of the browser to answer at once: the field that filters it, and tabs that change it in place."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.values import Handler, Text


def _library(name: str) -> str:
    return "$/public" + rx.asset(path=name, shared=True)


class FilterField(rx.Component):
    """Asks while somebody types, and never takes back what was typed."""

    library = _library("filter_field.jsx")
    tag = "FilterField"

    value: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    on_ask: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class InPlace(rx.Component):
    """Lets a plain click on one of its links ask the page instead of opening the address."""

    library = _library("in_place.jsx")
    tag = "InPlace"

    label: rx.Var[str]
    on_go: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def filter_field(value: Text, on_ask: Handler, label: str, placeholder: str) -> rx.Component:
    """Draw a search field; `on_ask(text)` comes with the first letter, and after a pause with those that follow."""
    return FilterField.create(value=value, on_ask=on_ask, label=label, placeholder=placeholder)


def in_place(*links: Any, on_go: Handler, label: str) -> rx.Component:
    """Hold links with `data-go`; `on_go(key)` is asked on a plain click."""
    return InPlace.create(*links, on_go=on_go, label=label)
