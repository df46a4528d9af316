"""The views of an interviewer's candidates, and the switcher between them. A new view is one line of `VIEWS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import reflex as rx

from milo_app.components.layout import Tab, segmented
from milo_app.pages.candidates_board import candidates_board
from milo_app.pages.candidates_map import candidates_map
from milo_app.pages.candidates_table import candidates_table
from milo_app.state.applications import Applications as S


@dataclass(frozen=True, slots=True)
class CandidatesView:
    """A way to show the people whom the filter finds: its key in the address (`view=`), word, icon and content.

    What it reads of its own goes to the page's loads (`pages/__init__.py`) and reads the filter from the address.
    """

    key: str
    label: str
    icon: str
    draw: Callable[[], rx.Component]


VIEWS: tuple[CandidatesView, ...] = (
    CandidatesView("table", "Table", "table-2", candidates_table),
    CandidatesView("workflow", "Workflow", "square-kanban", candidates_board),
    CandidatesView("map", "Map", "map", candidates_map),
)


def view_switcher() -> rx.Component:
    """Draw the switcher at the right of the tabs; nothing where there is only one view."""
    if len(VIEWS) < 2:
        return rx.fragment()
    tabs = [Tab(view.key, view.label, S.view_hrefs[view.key], icon=view.icon) for view in VIEWS]
    return segmented(tabs, S.view, label="View")


def shown_view() -> rx.Component:
    """Draw the view that the address names."""
    others = [(view.key, view.draw()) for view in VIEWS[1:]]
    return rx.match(S.view, *others, VIEWS[0].draw()) if others else VIEWS[0].draw()
