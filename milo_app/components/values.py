"""How a view takes a plain value or a Var: the types and the one branch that every component uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

Text = str | rx.Var[Any]
"""Words to show: a plain string, or a Var that holds one."""

Num = int | float | rx.Var[Any]
"""A number to show or to measure by: plain, or a Var."""

Flag = bool | rx.Var[Any]
"""Yes or no: plain, or a Var."""

Items = Sequence[Any] | rx.Var[Any]
"""A list: plain, or a Var of one."""

Handler = Any
"""What Reflex takes as an event handler: a handler, a lambda or an event spec; None where nothing happens."""


def when(flag: Flag | Text | Num | None, then: rx.Component, otherwise: rx.Component | None = None) -> rx.Component:
    """Show one of two components; decided now for a plain value, in the browser for a Var.

    Texts and numbers count as true when they are not empty and not zero.
    """
    if isinstance(flag, rx.Var):
        return rx.cond(flag, then, otherwise if otherwise is not None else rx.fragment())
    if flag:
        return then
    return otherwise if otherwise is not None else rx.fragment()


def choose(value: Text, cases: dict[str, Any], default: Any) -> Any:
    """Pick by key; decided now for a plain value, by `rx.match` for a Var."""
    if isinstance(value, rx.Var):
        return rx.match(value, *cases.items(), default)
    return cases.get(value, default)


def each(items: Items, draw: Callable[[Any], rx.Component]) -> rx.Component:
    """Draw every item of a list; a loop now for a plain list, `rx.foreach` for a Var."""
    if isinstance(items, rx.Var):
        return rx.foreach(items, draw)
    return rx.fragment(*[draw(item) for item in items])


def inline(**properties: Text | Num) -> dict[str, Any]:
    """Give `custom_attrs` that set CSS custom properties on the element itself.

    The name `p` becomes `--p`. It goes past Reflex's `style`, which would make one class per value.
    """
    given = {f"--{name}": value for name, value in properties.items()}
    # As one Var, because Reflex looks for the states that an element reads in Vars only, not inside a dict.
    return {"style": rx.Var.create(given) if any(isinstance(one, rx.Var) for one in given.values()) else given}


def percent_of(value: Num) -> Text:
    """Turn 64 into "64%", for a bar that is drawn with a CSS custom property."""
    return f"{value}%"


def either(first: Flag, second: Flag) -> Flag:
    """Say whether one of two flags holds; in the browser as soon as one of them is a Var."""
    if isinstance(first, rx.Var) or isinstance(second, rx.Var):
        return rx.Var.create(first).bool() | rx.Var.create(second).bool()
    return first or second


def yes_no(flag: Flag, yes: str = "yes", no: str = "no") -> Text:
    """Write a flag as a word, for an attribute that CSS or a screen reader reads."""
    return rx.cond(flag, yes, no) if isinstance(flag, rx.Var) else (yes if flag else no)


def label_id(name: str, part: str) -> str:
    """Name the element that labels or describes a control, so that both sides agree."""
    return f"{name}-{part}"
