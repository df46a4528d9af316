"""One mail, as its reader sees it."""

from __future__ import annotations

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_card
from milo_app.components.layout import page_body, page_header
from milo_app.components.mail import mail_paper
from milo_app.components.primitives import button, notice, stack
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.settings_frame import no_rights
from milo_app.state.mailbox import Mail as S


def mail() -> rx.Component:
    """Draw the page."""
    shown = rx.cond(S.is_allowed, rx.cond(S.is_missing, _missing(), _page()), no_rights("mails"))
    return framed(
        page_header(
            rx.cond(S.kind != "", S.kind, "Mail"),
            crumbs=[("Mailbox", "/mailbox")],
            badge=when(S.word, badge(S.word, S.tone)),
        ),
        page_body(loading(S.is_loading, skeleton_card(6), shown), width="report"),
        active="mailbox",
    )


def _page() -> rx.Component:
    failed = notice(
        S.error,
        tone="bad",
        title_text="This mail did not go out",
        action=when(S.can_retry, button("Retry", S.retry, icon_name="refresh-cw")),
    )
    hidden = notice("The link of this mail opens somebody's account, so it is shown to its reader only.")
    return stack(
        when(S.error, failed),
        when(S.is_hidden, hidden),
        mail_paper(S.sender, S.to, S.subject, S.when, S.parts),
        gap=16,
    )


def _missing() -> rx.Component:
    return empty_frame(
        empty(
            "mail",
            "This mail does not exist",
            "It may belong to another workspace, or the address is not whole.",
            button("Back to the mailbox", href="/mailbox"),
        ),
        ghosts=0,
    )
