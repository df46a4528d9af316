"""A candidate's report over the list that it was opened from."""

from __future__ import annotations

import reflex as rx

from milo_app.components import islands
from milo_app.pages.report import shown_report
from milo_app.state.report import Candidate as S


def report_panel() -> rx.Component:
    """Draw it once on a page that links to candidates; it is empty until one is opened."""
    return islands.report_panel(shown_report(), label=S.name, on_open=S.open_over, on_close=S.close_over)
