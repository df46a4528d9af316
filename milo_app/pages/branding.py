"""Settings: branding."""

from __future__ import annotations

import reflex as rx

from milo_app.components.empty import loading, skeleton_card
from milo_app.components.forms import field, form, text_input
from milo_app.components.islands import upload_box
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, card, muted, notice, row, stack
from milo_app.components.values import when
from milo_app.pages.settings_frame import in_settings, no_rights
from milo_app.state.branding import Brand as S

MOST_BYTES = 200 * 1024
_WHERE = "It stands on printed reports and in packages."


def branding() -> rx.Component:
    """Draw the page."""
    skeleton = stack(skeleton_card(3), skeleton_card(3))
    return in_settings(
        "branding",
        page_header("Branding", lead="How your company looks to candidates and on paper."),
        page_body(
            loading(S.is_loading, skeleton, rx.cond(S.may_change, _cards(), no_rights("the branding"))), width="report"
        ),
    )


def _cards() -> rx.Component:
    return stack(_color(), _logo(), gap=16)


def _color() -> rx.Component:
    faint = notice("White letters cannot be read on it, so candidates' pages keep Milo's own colour.", tone="warn")
    return card(
        form(
            field(
                "Colour",
                row(
                    rx.el.span(class_name="m-brand-swatch", style={"background": S.color}, aria_hidden="true"),
                    text_input("color", default=S.color, error=S.error, mono=True, max_length=7, key=S.color),
                    gap=8,
                ),
                for_="color",
                help="Six digits, such as #0b7a6b. Used on candidates' pages, in mails and on printed reports.",
                error=S.error,
            ),
            rx.cond(S.is_readable, rx.fragment(), faint),
            row(button("Save", type="submit", kind="solid")),
            on_submit=S.save,
        ),
        title_text="The company's colour",
    )


def _logo() -> rx.Component:
    shown = row(
        rx.el.img(src=S.logo_href, alt="The logo of " + S.company, class_name="m-brand-logo"),
        button("Remove the logo", S.remove_logo, icon_name="trash-2"),
        justify="between",
    )
    return card(
        stack(
            when(S.logo_href, shown, muted("There is no logo yet: printed reports carry the company's name alone.")),
            upload_box(
                "/api/branding/logo",
                S.logo_came,
                accept=["png", "jpg", "jpeg"],
                max_bytes=MOST_BYTES,
                label="Choose a logo",
                hint="PNG or JPG, up to 200 KB. Wide ones look best.",
                many=True,
            ),
        ),
        title_text="Logo",
        note=_WHERE,
    )
