"""Search results: people and interviewers, each group with its count, under filters that stand in the address."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, badge, status_dot
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.filters import filter_form, filter_menu, filter_option
from milo_app.components.finding import hit_group, hit_line, match_badge, matched, search_form
from milo_app.components.forms import field, form, select
from milo_app.components.labels import filter_chips
from milo_app.components.layout import page_body, page_header, toolbar
from milo_app.components.primitives import button, icon_button, notice, stack
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.settings_frame import no_rights
from milo_app.state.people_filters import PeopleMenus as F
from milo_app.state.search import Search as S

_KINDS = (("", "People and interviewers"), ("candidate", "Candidates"), ("interviewer", "Interviewers"))
_STAGES = (("", "Any stage"), ("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))
_STATUS = (
    ("", "Any status"), ("shortlisted", "Shortlisted"), ("dismissed", "Dismissed"), ("pending", "Not started"),
    ("in_progress", "In progress"), ("evaluating", "Being scored"), ("completed", "Completed"),
    ("knocked_out", "Disqualified"),
)  # fmt: skip
_SIZES = tuple((size, f"{size} per page") for size in ("10", "20", "30", "50"))


def search() -> rx.Component:
    """Draw the page."""
    shown = stack(
        search_form(S.ask, S.q),
        _filters(),
        when(S.wrong, notice(S.wrong, tone="warn")),
        when(S.note, notice(S.note)),
        loading(S.is_loading, skeleton_table(5), _results()),
        gap=16,
    )
    body = rx.cond(S.shows_people | S.shows_roles, shown, no_rights("people or interviewers"))
    return framed(page_header("Search"), page_body(body, width="report"), active="")


def _menu(label: str, part: str, options: tuple[tuple[str, str], ...]) -> rx.Component:
    value = S.parts[part]
    items = [filter_option(words, S.choose(part, key), value == key) for key, words in options]
    return filter_menu(label, rx.match(value, *[one for one in options if one[0]], ""), *items)


def _filters() -> rx.Component:
    listed = rx.Var.create([{"value": "", "label": "Any interviewer"}]) + F.interviewers  # type: ignore[operator]
    control = select("interviewer", listed, S.parts["interviewer"], lambda value: S.choose("interviewer", value))
    interviewer = filter_form(
        "Interviewer",
        S.interviewer_title,
        field("Interviewer", control, for_="interviewer"),
        on_open=F.opened,
        width="320px",
    )
    of_people = rx.fragment(interviewer, _menu("Stage", "stage", _STAGES), _menu("Status", "status", _STATUS), _more())
    clear = button("Clear filters", S.clear, kind="quiet", size="small")
    return rx.fragment(
        toolbar(
            rx.cond(S.shows_people & S.shows_roles, _menu("Kind", "kind", _KINDS), rx.fragment()),
            rx.cond(S.shows_people & (S.parts["kind"] != "interviewer"), of_people, rx.fragment()),
        ),
        rx.cond(
            S.is_narrow,
            rx.el.div(filter_chips(S.chips, S.drop), clear, class_name="m-chosen m-row is-wrap"),
            rx.fragment(),
        ),
    )


def _more() -> rx.Component:
    def text(name: str, label: str, hint: str) -> rx.Component:
        control = rx.el.input(
            id=name, name=name, default_value=S.parts[name], key=S.parts[name], placeholder=hint, max_length=120,
            auto_complete="off", class_name="m-input",
        )  # fmt: skip
        return field(label, control, for_=name)

    def number(name: str, label: str) -> rx.Component:
        control = rx.el.input(
            id=name, name=name, type="number", min="0", max="60", default_value=S.parts[name], key=S.parts[name],
            class_name="m-input is-number",
        )  # fmt: skip
        return field(label, control, for_=name)

    return filter_form(
        "Filter",
        "",
        form(
            text("tag", "Tag", "French"),
            text("city", "City", "Toronto"),
            rx.el.div(number("years", "Years, from"), number("upto", "to"), class_name="m-row"),
            rx.el.div(rx.popover.close(button("Show these", kind="soft", type="submit")), class_name="m-dialog-foot"),
            on_submit=S.type_filters,
        ),
        is_on=S.chips.length() > 0,
        sign="plus",
        name="More filters",
        width="300px",
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
        _foot(),
        gap=24,
    )
    none = rx.cond(S.is_past_end, _past_end(), _nothing())
    return rx.cond(S.is_asked, rx.cond(nothing, none, groups), _first_use())


def _foot() -> rx.Component:
    return rx.el.div(
        select("size", _SIZES, S.parts["size"], lambda value: S.choose("size", value), label="Per page", small=True),
        rx.el.span(S.range_text, class_name="m-meta m-push", role="status"),
        icon_button("chevron-left", "Previous page", S.turn(-1), disabled=~S.has_previous),
        icon_button("chevron-right", "Next page", S.turn(1), disabled=~S.has_next),
        class_name="m-row m-search-foot",
    )


def _person(person: Any) -> rx.Component:
    snippet = person["snippet"].to(list[dict[str, str]])
    found = person["detail"].to(list[dict[str, str]])
    detail = rx.fragment(
        matched(found),
        rx.cond((found.length() > 0) & (person["role"] != ""), " · ", ""),
        rx.cond(person["role"] != "", person["role"], "No open application"),
    )
    return hit_line(
        avatar(person["initials"]),
        person["name"].to(list[dict[str, str]]),
        person["href"],
        detail=detail,
        more=rx.cond(snippet.length() > 0, rx.el.span(matched(snippet), class_name="m-meta m-cut"), rx.fragment()),
        aside=rx.fragment(when(person["score"], badge("Score " + person["score"])), match_badge(person["match"])),
    )


def _role(role: Any) -> rx.Component:
    detail = rx.fragment(role["word"], rx.cond(role["department"] != "", ", " + role["department"], ""))
    return hit_line(
        status_dot(role["state"], role["word"], show_word=False),
        role["title"].to(list[dict[str, str]]),
        role["href"],
        detail=detail,
        aside=rx.fragment(
            when(role["slug"], rx.el.span(role["slug"], class_name="m-mono m-wide-only")), match_badge(role["match"])
        ),
    )


def _first_use() -> rx.Component:
    by_contact = "Names, e-mail addresses, phone numbers, tags and words of resumes and notes. At least two letters."
    by_name = "Names of people and of interviewers, tags and words of resumes. At least two letters."
    return empty_frame(
        empty("search", "Find people and interviewers", rx.cond(S.shows_contact, by_contact, by_name)), ghosts=0
    )


def _past_end() -> rx.Component:
    return empty_frame(
        empty("search", "There is no page " + S.parts["page"], "The results end before it.",
              button("First page", S.turn(0), kind="soft")),
        ghosts=0,
    )  # fmt: skip


def _nothing() -> rx.Component:
    hint = rx.cond(
        S.shows_contact,
        "Check the spelling, or try a part of the name, the e-mail or the phone number.",
        "Check the spelling, or try a part of the name. Your role does not search e-mail and phone.",
    )
    narrowed = button("Clear filters", S.clear, kind="soft")
    everybody = button("See all candidates", href="/candidates")
    return empty_frame(
        empty(
            "search",
            rx.cond(S.q != "", "Nothing matches “" + S.q + "”", "Nobody matches these filters"),
            hint,
            rx.cond(S.is_narrow, narrowed, everybody),
        ),
        ghosts=2,
    )
