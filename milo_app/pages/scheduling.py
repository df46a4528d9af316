"""The scheduling link on the report of somebody who was shortlisted: copy it, or mail it after a question."""

from __future__ import annotations

import reflex as rx

from milo_app.components.islands import copy_button
from milo_app.components.primitives import button, dialog
from milo_app.state.scheduling import Scheduling as S


def scheduling() -> rx.Component:
    """Draw both ways."""
    mail = dialog(
        button("Mail it", kind="quiet", icon_name="calendar"),
        "Mail the scheduling link?",
        "One mail goes to this person with a button that opens " + S.host + ". It cannot be taken back.",
        confirm=button("Send the mail", S.send, kind="solid"),
    )
    return rx.fragment(copy_button(S.link, label="Copy scheduling link"), rx.cond(S.can_mail, mail, rx.fragment()))
