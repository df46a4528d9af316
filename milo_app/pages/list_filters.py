"""Fields that filters of lists of people share: one choice of several, and a day. `S` is the list's state."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import field, select


def filter_choice(S: Any, part: str, label: str, options: Any, first: str = "") -> rx.Component:
    """Choose one value for a part of the filter; `first` names the empty one where the options come from the server."""
    listed = options
    if isinstance(options, rx.Var):
        listed = rx.Var.create([{"value": "", "label": first}]) + options
    return field(label, select(part, listed, S.parts[part], lambda value: S.choose(part, value)), for_=part)


def filter_day(S: Any, part: str, label: str) -> rx.Component:
    """Choose a day for a part of the filter."""
    control = rx.el.input(
        id=part, type="date", value=S.parts[part], on_change=lambda value: S.choose(part, value),
        class_name="m-input is-date",
    )  # fmt: skip
    return field(label, control, for_=part)
