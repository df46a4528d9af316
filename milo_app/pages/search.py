"""Search results: people and interviewers."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, badge, status_dot
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.finding import hit_group, hit_line, matched, search_form
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, stack
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.settings_frame import no_rights
from milo_app.state.search import Search as S


def search() -> rx.Component:
    """Draw the page."""
    found = rx.cond(S.shows_people | S.shows_roles, _results(), no_rights("people or interviewers"))
    return framed(
        page_header("Search"),
        page_body(
            stack(
                search_form(S.ask, S.q),
                when(S.note != "", rx.el.p(S.note, role="status")),
                loading(S.is_loading, skeleton_table(5), found),
                gap=20,
            ),
            width="report",
        ),
        active="",
    )


def _results() -> rx.Component:
    nothing = (S.people.length() == 0) & (S.roles.length() == 0)
    groups = stack(
        when(
            S.shows_people & (S.people.length() > 0),
            hit_group("Candidates", S.people_count, rx.foreach(S.people, _person)),
        ),
        when(
            S.shows_roles & (S.roles.length() > 0), hit_group("Interviewers", S.roles_count, rx.foreach(S.roles, _role))
        ),
        gap=24,
    )
    return rx.cond(S.is_asked, rx.cond(nothing, _nothing(), groups), _first_use())


def _person(person: Any) -> rx.Component:
    detail = rx.fragment(
        matched(person["detail"].to(list[dict[str, str]])),
        rx.cond((person["detail"].to(list[dict[str, str]]).length() > 0) & (person["role"] != ""), " · ", ""),
        rx.cond(person["role"] != "", person["role"], "No open application"),
    )
    return hit_line(
        avatar(person["initials"]),
        person["name"].to(list[dict[str, str]]),
        person["href"],
        detail=detail,
        aside=when(person["score"], badge("Score " + person["score"])),
    )


def _role(role: Any) -> rx.Component:
    detail = rx.fragment(role["word"], rx.cond(role["department"] != "", ", " + role["department"], ""))
    return hit_line(
        status_dot(role["state"], role["word"], show_word=False),
        role["title"].to(list[dict[str, str]]),
        role["href"],
        detail=detail,
        aside=when(role["slug"], rx.el.span(role["slug"], class_name="m-mono m-wide-only")),
    )


def _first_use() -> rx.Component:
    by_contact = "Names, and the beginnings of e-mail addresses and phone numbers. At least two letters."
    by_name = "Names of people and of interviewers. At least two letters."
    return empty_frame(
        empty("search", "Find people and interviewers", rx.cond(S.shows_contact, by_contact, by_name)), ghosts=0
    )


def _nothing() -> rx.Component:
    hint = rx.cond(
        S.shows_contact,
        "The search looks at the beginnings of names and addresses, whatever their accents.",
        "The search looks at the beginnings of names. Your role does not search e-mail and phone.",
    )
    return empty_frame(
        empty("search", "Nothing matches “" + S.q + "”", hint, button("See all interviewers", href="/interviewers")),
        ghosts=2,
    )
