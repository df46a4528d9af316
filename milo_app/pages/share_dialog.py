"""The share dialog: draw it once on a page, open it with `Share.open(interviewer)`."""

from __future__ import annotations

import reflex as rx

from milo_app.components.primitives import button
from milo_app.components.sharing import share_panel
from milo_app.state.share import Share as S


def share_dialog() -> rx.Component:
    """Draw the dialog; closed until somebody shares an interviewer."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Share " + S.title, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Hand out the link in whatever way reaches people.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            share_panel(S.link, S.qr, S.qr_file, S.poster, S.code, S.closed),
            rx.el.div(rx.dialog.close(button("Done", kind="quiet")), class_name="m-dialog-foot"),
            max_width="560px",
        ),
        open=S.is_open,
        on_open_change=S.close,
    )
