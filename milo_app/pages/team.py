"""Settings: the team, and what each role may do."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, badge
from milo_app.components.empty import loading, skeleton_table
from milo_app.components.islands import copy_button
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, card, dialog, mono, muted, row, stack, title
from milo_app.components.settings import role_matrix
from milo_app.components.table import Column, cell, data_table, table_row
from milo_app.components.values import when
from milo_app.pages.my_account import LEAVING, WHAT_BLIND_LEAVES_OUT
from milo_app.pages.settings_frame import in_settings, no_rights
from milo_app.state.my_account import WorkspaceBlind
from milo_app.state.team import Team as S

_ADD = "./milo admin create EMAIL --name NAME --role recruiter"
_COLUMNS = (
    Column("name", "Person", "40%"),
    Column("email", "E-mail", "34%"),
    Column("role", "Role", "110px"),
    Column("state", "State", "120px"),
)


def team() -> rx.Component:
    """Draw the page."""
    return in_settings(
        "team",
        page_header("Team and roles", lead="Who is in this workspace, and what each role may see and do."),
        page_body(loading(S.is_loading, skeleton_table(5), rx.cond(S.is_allowed, _page(), no_rights("the team")))),
    )


def _page() -> rx.Component:
    people = stack(
        row(title("People"), rx.el.span(S.count, class_name="m-count")),
        data_table(_COLUMNS, rx.foreach(S.people, _person), caption="People", min_width=640),
        when(S.can_invite, _add()),
    )
    roles = stack(
        title("Roles"),
        rx.el.p("The three built-in roles cannot change.", class_name="m-muted"),
        role_matrix(S.heads, S.areas),
        gap=8,
    )
    return stack(people, when(WorkspaceBlind.is_allowed, _blind()), roles, gap=32)


def _blind() -> rx.Component:
    leave = dialog(
        button("Show names to everybody", icon_name="eye"),
        "Leave blind review for everybody?",
        LEAVING + " Who reviews blind by their own choice goes on doing so.",
        confirm=button("Leave blind review", WorkspaceBlind.leave, kind="solid"),
    )
    begin = button("Let everybody review blind", WorkspaceBlind.begin, icon_name="eye-off")
    return card(
        stack(muted(WHAT_BLIND_LEAVES_OUT), row(rx.cond(WorkspaceBlind.is_on, leave, begin))),
        title_text="Blind review",
        aside=rx.cond(WorkspaceBlind.is_on, badge("On for everybody", "iris"), badge("Each decides")),
    )


def _person(person: Any) -> rx.Component:
    name = rx.el.span(person["name"], class_name="m-cut")
    words = rx.el.span(
        rx.el.span(name, when(person["is_me"].to(bool), badge("you")), class_name="m-name"), class_name="m-two"
    )
    return table_row(
        rx.el.td(
            rx.el.div(rx.el.span(avatar(person["initials"]), class_name="m-lead"), words, class_name="m-title-cell"),
            class_name="on-title",
            role="cell",
        ),
        cell(person["email"], phone="meta", muted=True, title=person["email"]),
        cell(person["role"], phone="side"),
        cell(rx.cond(person["is_off"].to(bool), badge("Switched off"), "Active"), phone="meta"),
    )


def _add() -> rx.Component:
    words = "People are added on the server's command line. The command prints a link that signs them in once."
    return card(
        stack(rx.el.p(words, class_name="m-muted"), row(mono(_ADD), copy_button(_ADD, label="Copy"), wrap=True), gap=8),
        title_text="Add a person",
    )
