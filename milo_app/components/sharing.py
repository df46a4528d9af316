"""The parts of handing an interviewer around: the panel with link, QR code and button code, and the poster."""

from __future__ import annotations

import reflex as rx

from milo_app.components.islands import copy_button, print_button
from milo_app.components.primitives import button, icon, link, meta, notice
from milo_app.components.values import Text, when


def share_panel(address: Text, qr: Text, qr_file: Text, poster: Text, code: Text, closed: Text = "") -> rx.Component:
    """Show the ways to hand a link out; `closed` says why nobody gets in now. Without an address only that is shown."""
    return rx.el.div(
        when(closed, notice(closed, tone="warn")),
        when(address, rx.fragment(_link(address), _code_picture(qr, qr_file, poster), _button_code(code))),
        class_name="m-share",
    )


def _link(address: Text) -> rx.Component:
    return rx.el.div(
        rx.el.h3("Link", class_name="m-h3"),
        rx.el.div(
            rx.el.input(value=address, read_only=True, aria_label="Link", class_name="m-input is-mono"),
            copy_button(address, label="Copy link"),
            class_name="m-share-line",
        ),
        meta("Anybody with this link can apply."),
        class_name="m-share-part",
    )


def _code_picture(qr: Text, qr_file: Text, poster: Text) -> rx.Component:
    return rx.el.div(
        rx.el.img(src=qr, alt="QR code of the link", width="120", height="120", class_name="m-share-qr"),
        rx.el.div(
            rx.el.h3("QR code", class_name="m-h3"),
            meta("For a shop window, a flyer or a slide."),
            rx.el.div(
                button("Download PNG", href=qr_file, icon_name="download", size="small", reload=True),
                link(
                    icon("printer", 14),
                    rx.el.span("Poster"),
                    href=poster,
                    new_tab=True,
                    class_name="m-btn is-outline is-small",
                ),
                class_name="m-row is-wrap",
            ),
            class_name="m-share-part",
        ),
        class_name="m-share-picture",
    )


def _button_code(code: Text) -> rx.Component:
    return rx.el.div(
        rx.el.h3("Button for your career site", class_name="m-h3"),
        rx.el.textarea(
            value=code, read_only=True, rows="3", aria_label="Code of the button", class_name="m-share-code"
        ),
        rx.el.div(
            copy_button(code, label="Copy code"),
            meta("Opens the interview in a new tab. No script."),
            class_name="m-row",
        ),
        class_name="m-share-part",
    )


def poster_sheet(
    title: Text,
    company: Text,
    lead: Text,
    address: Text,
    qr: Text,
    deadline: Text = "",
    closed: Text = "",
    back: Text = "",
) -> rx.Component:
    """Lay out one sheet for the wall; what surrounds it on the screen is not printed."""
    return rx.el.main(
        rx.el.div(
            button("Back", href=back, kind="quiet", icon_name="arrow-left"),
            print_button("Print"),
            class_name="m-poster-tools",
        ),
        when(closed, rx.el.div(notice(closed, tone="warn"), class_name="m-poster-note")),
        rx.el.article(
            rx.el.p(company, class_name="m-poster-company"),
            rx.el.h1(title, class_name="m-poster-title"),
            rx.el.p(lead, class_name="m-poster-lead"),
            when(qr, rx.el.img(src=qr, alt="QR code of the link", class_name="m-poster-qr")),
            rx.el.p("Scan the code, or type the address:", class_name="m-poster-how"),
            rx.el.p(address, class_name="m-poster-link"),
            when(deadline, rx.el.p(deadline, class_name="m-poster-deadline")),
            class_name="m-poster",
        ),
        class_name="m-poster-page",
    )
