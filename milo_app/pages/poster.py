"""The poster of an interviewer: one sheet of paper, without the frame."""

from __future__ import annotations

import reflex as rx

from milo_app.components.empty import not_here
from milo_app.components.sharing import poster_sheet
from milo_app.state.share import Poster as S


def poster() -> rx.Component:
    """Draw the page."""
    sheet = poster_sheet(S.title, S.company, S.lead, S.link, S.qr, S.deadline, S.closed, S.back)
    return rx.cond(
        S.missing, not_here("There is no such interviewer here"), rx.cond(S.title == "", rx.fragment(), sheet)
    )
