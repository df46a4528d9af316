"""What every row of a table shares, once per table: menu, hover card, budget popover, selection. Drawn in the browser.

A row is a plain element with data attributes; these find it by a CSS selector (`scope`) and need nothing per row. Their
icons are those of `sprite`, which draws each icon once on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from milo_app.components.values import Flag, Handler, Items, Num, Text


def _library(name: str) -> str:
    return "$/public" + rx.asset(path=name, shared=True)


class RowMenu(rx.NoSSRComponent):
    """The one menu of a table."""

    library = _library("row_menu.jsx")
    tag = "RowMenu"

    scope: rx.Var[str]
    items: rx.Var[list[dict[str, str]]]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


class RowCard(rx.NoSSRComponent):
    """The one hover card of a table."""

    library = _library("row_card.jsx")
    tag = "RowCard"

    scope: rx.Var[str]


class RowBudget(rx.NoSSRComponent):
    """The one budget popover of a table."""

    library = _library("row_budget.jsx")
    tag = "RowBudget"

    scope: rx.Var[str]
    sign: rx.Var[str]
    error: rx.Var[str]
    saved: rx.Var[int]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


class RowPick(rx.NoSSRComponent):
    """Keeps which rows are selected."""

    library = _library("row_pick.jsx")
    tag = "RowPick"

    scope: rx.Var[str]
    ids: rx.Var[list[str]]
    clear: rx.Var[int]
    all: rx.Var[bool]
    letters: rx.Var[bool]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


@dataclass(frozen=True, slots=True)
class MenuAction:
    """One action of the menu: shown for rows whose `data-can` names its key; `href` may hold `{id}`."""

    key: str
    label: str
    icon: str
    href: str = ""
    tone: str = ""


def row_menu(scope: str, items: Sequence[MenuAction], on_pick: Handler) -> rx.Component:
    """Give a table one menu, opened by a button with `data-more` or a right click; `on_pick(key, row id)`."""
    given = [
        {"key": one.key, "label": one.label, "icon": one.icon, "href": one.href, "tone": one.tone} for one in items
    ]
    return RowMenu.create(scope=scope, items=given, on_pick=on_pick)


def row_card(scope: str) -> rx.Component:
    """Give a table one hover card for `data-card`, and copying for `data-copy`."""
    return RowCard.create(scope=scope)


def row_budget(scope: str, on_save: Handler, *, sign: Text = "$", error: Text = "", saved: Num = 0) -> rx.Component:
    """Give a table one popover for `data-budget`; `on_save(row id, text)`, closed by another value of `saved`."""
    return RowBudget.create(scope=scope, sign=sign, error=error, saved=saved, on_save=on_save)


def row_pick(
    scope: str, ids: Items, on_change: Handler, *, clear: Num = 0, all: Flag = False, letters: Flag = False
) -> rx.Component:
    """Let rows be selected by boxes with `data-pick`; `on_change(ids)` comes with every change.

    With `letters`, j and k move between rows and x selects.
    """
    given: Any = ids if isinstance(ids, rx.Var) else list(ids)
    return RowPick.create(scope=scope, ids=given, clear=clear, all=all, letters=letters, on_change=on_change)
