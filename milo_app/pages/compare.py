"""Two to four candidates side by side, what differs most on top."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, badge, decision_mark
from milo_app.components.empty import empty, loading, skeleton_card
from milo_app.components.layout import page_body, page_header
from milo_app.components.primitives import button, icon, icon_button, link, meta, notice
from milo_app.components.report import score_block
from milo_app.components.values import inline, percent_of, when
from milo_app.pages.frame import framed
from milo_app.state.compare import Compare as S


def compare() -> rx.Component:
    """Draw the page."""
    few = empty(
        "columns-2",
        "Choose two to four candidates",
        "Select them in a list and press Compare, or open a report and choose Compare among its actions.",
        rx.cond(
            S.interviewer != "",
            button("Back to the candidates", href="/interviewers/" + S.interviewer),
            button("See the interviewers", href="/interviewers"),
        ),
    )
    body = rx.el.div(
        when(S.gone, notice(S.gone, tone="warn")),
        rx.cond(S.is_enough, _table(), rx.cond(S.others.length() > 0, rx.el.div(_one_more()), few)),
        class_name="m-stack is-16",
    )
    return framed(
        page_header(
            S.heading,
            crumbs=[(S.interviewer_title, "/interviewers/" + S.interviewer)],
            lead=S.words,
            badge=when(S.is_blind, badge("Blind review", "iris")),
            actions=[rx.cond(S.is_enough, _tools(), rx.fragment())],
        ),
        page_body(loading(S.is_loading, skeleton_card(6), body)),
        active="interviewers",
    )


def _tools() -> rx.Component:
    def way(key: str, words: str) -> rx.Component:
        return rx.el.button(
            words,
            type="button",
            on_click=S.choose_order(key),
            aria_pressed=rx.cond(S.order == key, "true", "false"),
        )

    order = rx.el.div(
        way("", "Differences first"),
        way("rubric", "Rubric order"),
        class_name="m-seg",
        role="group",
        aria_label="Order",
    )
    return rx.el.div(order, when(S.others.length() > 0, _add()), class_name="m-row is-wrap")


def _add() -> rx.Component:
    options = rx.foreach(S.others, lambda one: rx.el.option(one["label"], value=one["value"]))
    return rx.el.span(
        rx.el.select(
            rx.el.option("Add a candidate", value=""),
            options,
            value="",
            on_change=S.add,
            class_name="m-select",
            aria_label="Add a candidate",
        ),
        icon("chevron-down", 14),
        class_name="m-select-box is-small",
    )


def _one_more() -> rx.Component:
    return empty(
        "columns-2",
        "One more, at least",
        "Add somebody of the same interviewer. Those with the highest scores stand first.",
        _add(),
    )


def _table() -> rx.Component:
    said = "Scores 0 to 100. Best is marked only when the lead is wider than what a score may be off by."
    return rx.el.div(
        rx.el.table(
            rx.el.caption("Candidates side by side", class_name="m-sr"),
            rx.el.thead(
                rx.el.tr(rx.el.td(meta(said), class_name="c-first"), rx.foreach(S.people, _person)),
            ),
            rx.foreach(S.rows, _row),
            class_name="c-table",
        ),
        class_name="m-table-frame c-frame",
        tab_index=0,
        role="region",
        aria_label="Comparison",
    )


def _person(person: Any) -> rx.Component:
    decide = rx.el.div(
        rx.cond(
            person["decision"] == "shortlisted",
            button("Shortlisted", S.take_back(person["id"]), icon_name="star", kind="soft", size="small"),
            button("Shortlist", S.shortlist(person["id"]), icon_name="star", kind="soft", size="small"),
        ),
        rx.cond(
            person["decision"] == "dismissed",
            button("Dismissed", S.take_back(person["id"]), kind="soft", size="small"),
            icon_button("x", "Dismiss", S.dismiss(person["id"]), kind="outline", class_name="is-small"),
        ),
        class_name="m-row",
    )
    return rx.el.th(
        rx.el.div(
            rx.cond(
                S.is_blind, rx.el.span(icon("eye-off", 14), class_name="m-square is-gray"), avatar(person["initials"])
            ),
            rx.el.div(
                link(person["name"], href=person["href"], class_name="m-name m-cut"),
                meta(person["facts"]),
                class_name="m-two",
            ),
            icon_button("minus", "Take out of the comparison", S.leave_out(person["id"]), class_name="m-push-end"),
            class_name="c-person",
        ),
        rx.el.div(
            rx.cond(
                person["score"] != "",
                score_block(person["score"], person["band"], person["percent"]),
                rx.cond(person["is_locked"].to(bool), meta("Rate first, then see the score"), meta("No score")),
            ),
            rx.cond(S.can_decide, decide, decision_mark(person["decision"])),
            class_name="c-person is-below",
        ),
        scope="col",
    )


def _row(row: Any) -> rx.Component:
    head = rx.el.tr(
        rx.el.th(
            rx.el.strong(row["part"]),
            meta(row["part_note"]),
            col_span=S.people.length() + 1,
            scope="rowgroup",
            class_name="c-part",
        )
    )
    dots = row["dots"].to(list[dict[str, Any]])
    line = rx.el.span(
        rx.foreach(
            dots,
            lambda dot: rx.el.span(
                class_name=rx.cond(dot["is_best"].to(bool), "c-dot is-best", "c-dot"),
                custom_attrs=inline(p=percent_of(dot["at"])),
            ),
        ),
        class_name="c-line",
        aria_hidden="true",
    )
    return rx.el.tbody(
        when(row["part"], head),
        rx.el.tr(
            rx.el.th(
                rx.el.span(row["title"], class_name="c-title"),
                when(row["facts"], meta(row["facts"])),
                when(row["question"], meta(row["question"])),
                when(dots.length() > 1, line),
                scope="row",
                class_name="c-first",
            ),
            rx.foreach(row["boxes"].to(list[dict[str, Any]]), _box),
        ),
    )


def _box(box: Any) -> rx.Component:
    state = rx.match(
        box["state"],
        ("pass", badge("Pass", "green", "check")),
        ("fail", badge("Fail", "red", "x")),
        ("unknown", badge("Unclear", "amber", "circle-help")),
        rx.fragment(),
    )
    mark = rx.match(
        box["mark"],
        ("best", badge("Best", "iris", "trophy")),
        ("tied", badge("Tied best", "iris", "equal")),
        rx.fragment(),
    )
    score = rx.el.span(
        rx.el.strong(box["score"]),
        rx.el.span(
            class_name="m-bar c-bar is-" + box["band"].to(str),
            custom_attrs=inline(p=percent_of(box["percent"])),
            aria_hidden="true",
        ),
        class_name="c-score",
    )
    return rx.el.td(
        rx.el.div(
            when(box["score"], score),
            when(box["note"], meta(box["note"])),
            state,
            mark,
            class_name="c-head",
        ),
        rx.foreach(box["said"].to(list[dict[str, str]]), _said),
        class_name=rx.cond(box["mark"] != "", "is-best", ""),
    )


def _said(said: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p("“" + said["text"] + "”", class_name="c-quote", dir="auto"),
        rx.cond(
            said["source"] != "", link(said["source"], href=said["href"], class_name="m-link c-source"), rx.fragment()
        ),
    )
