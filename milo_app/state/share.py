"""Sharing an interviewer: link, QR code, poster, and the code of a button; for the table, its page and the wizard."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.settings import settings
from milo_app.domain.interviewers import sharing
from milo_app.domain.interviewers.sharing import ShareCard
from milo_app.state.access import look
from milo_app.state.listing import path_part
from milo_app.state.policy import requires


class Share(rx.State):
    """The share dialog: open it from anywhere with `Share.open(interviewer_public_id)`."""

    is_open: bool = False
    title: str = ""
    link: str = ""
    closed: str = ""
    qr: str = ""
    qr_file: str = ""
    poster: str = ""
    code: str = ""

    @rx.event
    @requires("interviewer:read")
    async def open(self, interviewer: str):
        """Open the dialog for an interviewer; says so when it is gone."""
        try:
            card = await look(sharing.share_card, interviewer)
        except NotFound as gone:
            return rx.toast.error(gone.sentence())
        self.title, self.closed = card.title, card.closed
        self.link = address_of(card)
        self.qr, self.qr_file = qr_of(card, 320), qr_of(card, 1024, download=True)
        self.poster = f"/interviewers/{card.id}/poster" if card.link else ""
        self.code = sharing.button_code(self.link, card.title, card.brand_color) if card.link else ""
        self.is_open = True
        return None

    @rx.event
    @requires("interviewer:read")
    async def close(self, is_open: bool):
        """Follow what the dialog was told by key or click."""
        self.is_open = is_open


class Poster(rx.State):
    """One page of paper: the role, the company, how long it takes, the QR code and the link."""

    title: str = ""
    company: str = ""
    lead: str = ""
    link: str = ""
    qr: str = ""
    deadline: str = ""
    closed: str = ""
    back: str = ""
    missing: bool = False

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read the interviewer that the address names."""
        interviewer = path_part(self, "interviewer_id")
        self.back, self.missing = f"/interviewers/{interviewer}", False
        try:
            card = await look(sharing.share_card, interviewer)
        except NotFound:
            self.missing, self.title = True, ""
            return
        self.title, self.company, self.closed = card.title, card.company, card.closed
        self.lead = f"AI interview, {card.minutes_text}" if card.minutes_text else "AI interview"
        self.link = address_of(card)
        self.qr = qr_of(card, 1024)
        self.deadline = f"Apply by {card.deadline_text}" if card.deadline_text else ""


def address_of(card: ShareCard) -> str:
    """Return the whole public address, empty for a draft."""
    return settings().origin + card.link if card.link else ""


def qr_of(card: ShareCard, size: int, *, download: bool = False) -> str:
    """Return where the QR code's picture is, empty for a draft."""
    extra = "&download=1" if download else ""
    return f"/api/interviewers/{card.id}/qr.png?size={size}{extra}" if card.link else ""
