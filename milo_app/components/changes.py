"""A comparison of two plans: one line a difference, with the old and the new text under each other."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.primitives import icon, title
from milo_app.components.values import Items, Text, choose, each, when

_TONES = {"added": "green", "removed": "red", "moved": "iris", "changed": "amber"}


def change_list(rows: Items) -> rx.Component:
    """List differences; rows are `{"kind", "word", "place", "what", "before", "after"}`."""
    return rx.el.div(each(rows, _change), class_name="m-diffs")


def _change(row: Any) -> rx.Component:
    before: Text = row["before"]
    after: Text = row["after"]
    return rx.fragment(
        when(row["place"], title(row["place"], 3, margin_top="8px")),
        rx.el.div(
            rx.el.div(badge(row["word"], choose(row["kind"], _TONES, "gray")), rx.el.span(row["what"])),
            when(
                before,
                rx.el.p(icon("minus", 14), rx.el.span("Before: ", class_name="m-sr"), before, class_name="is-before"),
            ),
            when(
                after,
                rx.el.p(icon("plus", 14), rx.el.span("After: ", class_name="m-sr"), after, class_name="is-after"),
            ),
            class_name="m-diff",
        ),
    )
