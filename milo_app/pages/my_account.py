"""Settings: my account."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import loading, skeleton_card
from milo_app.components.forms import Choice, field, form, radio_cards, select, switch_row, text_input
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, card, dialog, muted, notice, row, stack
from milo_app.components.shell import theme_switch
from milo_app.components.values import when
from milo_app.pages.settings_frame import in_settings
from milo_app.state.my_account import MyAccount as S

WHAT_BLIND_LEAVES_OUT = (
    "Names, photos, e-mail addresses, phone numbers, schools, dates of study, files and recordings are not loaded. "
    "Candidates are called “Candidate 7F2A”, and scores open after your own rating."
)
LEAVING = "Names and contact details are shown again. The audit log keeps who left blind review, and when."


ZONES = (
    ("", "The workspace's time zone"),
    ("UTC", "UTC"),
    *[
        (name, name.replace("_", " "))
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    ],
)


def my_account() -> rx.Component:
    """Draw the page."""
    skeleton = stack(*[skeleton_card(3) for _ in range(4)])
    return in_settings(
        "account",
        page_header("My account", lead="How Milo works for you in this workspace."),
        page_body(loading(S.is_loading, skeleton, _cards()), width="report"),
    )


def _cards() -> rx.Component:
    return stack(_about(), _reviewing(), _blind(), _looks(), _browsers(), gap=16)


def _about() -> rx.Component:
    name_error = rx.cond(S.error_field == "name", S.error, "")
    tz_error = rx.cond(S.error_field == "tz", S.error, "")
    return card(
        form(
            field(
                "Name",
                text_input("name", default=S.name, error=name_error, auto_complete="name", max_length=120, key=S.name),
                for_="name",
                error=name_error,
            ),
            field(
                "Time zone",
                select("tz", ZONES, S.tz, S.pick_zone),
                for_="tz",
                help="Times on all pages are shown in it.",
                error=tz_error,
            ),
            row(button("Save", type="submit", kind="solid")),
            on_submit=S.save,
        ),
        title_text="About me",
    )


def _reviewing() -> rx.Component:
    return card(
        switch_row(
            "Single-letter keys",
            "s, d, j, k and the others, on the candidate's page and in lists. Ctrl K and Esc always work.",
            S.has_keys,
            S.switch_keys,
            name="keys",
        ),
        switch_row(
            "Go on by itself",
            "After a decision in a review, the next candidate opens.",
            S.goes_on,
            S.switch_going_on,
            name="goes-on",
        ),
        title_text="Reviewing",
    )


def _blind() -> rx.Component:
    everybody = notice("It is on for everybody here. An admin can end it under Team and roles.")
    leave = dialog(
        button("Leave blind review", icon_name="eye"),
        "Leave blind review?",
        LEAVING,
        confirm=button("Leave blind review", S.leave_blind, kind="solid"),
    )
    mine = rx.cond(S.is_blind, leave, button("Review blind", S.begin_blind, icon_name="eye-off"))
    return card(
        stack(muted(WHAT_BLIND_LEAVES_OUT), rx.cond(S.is_workspace_blind, everybody, rx.fragment()), row(mine)),
        title_text="Blind review",
        aside=rx.cond(S.is_blind | S.is_workspace_blind, badge("On", "iris"), badge("Off")),
    )


def _looks() -> rx.Component:
    rows = radio_cards(
        "density",
        (
            Choice("comfortable", "Comfortable", "More room between rows", "rows-2"),
            Choice("compact", "Compact", "More rows on a screen", "rows-3"),
        ),
        S.density,
        S.choose_density,
        label="Rows of lists",
    )
    return card(
        stack(
            field("Theme", theme_switch(), help="Kept in this browser."),
            field("Rows of lists", rows),
            gap=16,
        ),
        title_text="Look",
    )


def _browsers() -> rx.Component:
    return card(
        stack(
            stack(rx.foreach(S.browsers, _browser), gap=8, role="list"),
            when(S.can_end, row(button("Sign out everywhere else", S.end_others, icon_name="log-out"))),
        ),
        title_text="Signed in",
        note="Browsers in which you are signed in now.",
    )


def _browser(one: Any) -> rx.Component:
    return row(
        rx.el.span(one["agent"]),
        rx.cond(one["is_this"].to(bool), badge("this browser"), rx.el.span(one["seen"], class_name="m-meta")),
        justify="between",
        role="listitem",
    )
