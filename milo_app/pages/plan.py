"""The Interview tab: the published version, as candidates get it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge, stage_icon, tag_chip
from milo_app.components.empty import empty, empty_frame, loading, skeleton_card
from milo_app.components.primitives import button, meta, notice, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import question_card, weights_bar
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.pages.settings_frame import no_rights
from milo_app.state.plan import PlanPage as S


def plan() -> rx.Component:
    """Draw the page."""
    skeleton = stack(skeleton_card(3), skeleton_card(4), skeleton_card(4), gap=16)
    shown = rx.cond(S.is_allowed, rx.cond(S.is_missing, _missing(), _page()), no_rights("interviewers"))
    return interviewer_page("plan", loading(S.is_loading, skeleton, shown), width="report")


def _page() -> rx.Component:
    changed = notice(
        "The draft holds changes that are not published. Candidates get what stands here.",
        action=when(
            S.can_edit,
            button("See the draft", href="/interviewers/" + S.interviewer + "/edit?step=questions", size="small"),
        ),
    )
    return rx.cond(
        S.parts.length() > 0,
        stack(when(S.has_changes, changed), rx.foreach(S.parts, _stage), gap=28),
        _unpublished(),
    )


def _stage(part: Any) -> rx.Component:
    shares = part["shares"].to(list[str])
    return rx.el.section(
        rx.el.div(
            rx.el.span(stage_icon(part["kind"], colored=True), class_name="m-square is-gray"),
            rx.el.div(title(part["title"]), meta(part["facts"]), class_name="m-two"),
            when(part["weight"], badge(part["weight"])),
            class_name="m-plan-head",
        ),
        when(part["intro"], rx.el.p(part["intro"], class_name="m-muted")),
        when(shares.length() > 1, weights_bar(shares)),
        rx.foreach(part["questions"].to(list[dict[str, Any]]), _question),
        class_name="m-plan-stage",
    )


def _question(asked: Any) -> rx.Component:
    dealbreaker, optional = asked["is_dealbreaker"].to(bool), asked["is_optional"].to(bool)
    right = rx.cond(
        dealbreaker,
        badge("Dealbreaker", "red"),
        when(asked["weight"], rx.el.span(asked["weight"], ", ", asked["share"], " of the stage")),
    )
    more = rx.el.div(
        rx.el.span(asked["kind"]),
        when(asked["criterion"], rx.el.span("Criterion: ", asked["criterion"])),
        when(asked["rule"], rx.el.span("Passes: ", asked["rule"])),
        when(asked["follow_ups"], rx.el.span(asked["follow_ups"])),
        when(optional, rx.el.span("Optional")),
        class_name="m-plan-more",
    )
    options = asked["options"].to(list[str])
    words = rx.el.div(
        asked["text"],
        when(asked["help"], rx.el.div(meta(asked["help"]))),
        more,
        when(options.length() > 0, rx.el.div(rx.foreach(options, tag_chip), class_name="m-plan-list")),
        when(asked["strong"], _anchors(asked)),
    )
    return question_card(asked["number"], words, source=asked["source"], right=right)


def _anchors(asked: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(badge("1"), rx.el.span(asked["weak"])),
        rx.el.div(badge("5", "iris"), rx.el.span(asked["strong"])),
        class_name="m-anchors",
        aria_label="What a weak and a strong answer show",
        role="group",
    )


def _unpublished() -> rx.Component:
    return empty_frame(
        empty(
            "pencil",
            "Not published yet",
            "Candidates get an interview once a version is published.",
            when(S.can_edit, button("Edit the draft", href="/interviewers/" + S.interviewer + "/edit")),
        ),
        ghosts=0,
    )


def _missing() -> rx.Component:
    return empty_frame(
        empty(
            "search",
            "This interviewer does not exist",
            "It may have been deleted, or it belongs to another workspace.",
            button("See all interviewers", href="/interviewers"),
        ),
        ghosts=0,
    )
