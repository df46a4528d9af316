"""One published version, as candidates get it, read only."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge, stage_icon, tag_chip
from milo_app.components.empty import empty, empty_frame, loading, skeleton_card
from milo_app.components.primitives import button, card, definition, meta, row, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import question_card, weights_bar
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.state.plan import PlanPage as S


def plan() -> rx.Component:
    """Draw the page."""
    skeleton = stack(skeleton_card(3), skeleton_card(4), skeleton_card(4), gap=16)
    shown = rx.cond(S.missing != "", _missing(), rx.cond(S.parts.length() > 0, _page(), _unpublished()))
    return interviewer_page("settings", loading(S.is_loading, skeleton, shown), width="report")


def _page() -> rx.Component:
    base = "/interviewers/" + S.interviewer + "/settings?section=versions"
    head = rx.el.div(
        rx.el.div(
            row(title(S.version, 1), when(S.is_live, badge("Live", "green"))),
            rx.el.p(S.facts, class_name="m-muted"),
            meta(S.published),
            class_name="m-two",
        ),
        row(
            button("All versions", href=base, kind="quiet"),
            rx.cond(
                S.can_edit,
                rx.cond(
                    S.is_live,
                    button("Edit", href="/interviewers/" + S.interviewer + "/settings", icon_name="pencil"),
                    button(
                        "What differs from the draft",
                        href=base + "&from=" + S.number.to_string() + "&to=0",
                    ),
                ),
                rx.fragment(),
            ),
            wrap=True,
        ),
        class_name="m-version-head",
    )
    return stack(head, version_parts(), gap=20)


def version_parts() -> rx.Component:
    """Draw what a version holds: its settings, then its stages with their questions."""
    return stack(version_facts(), rx.foreach(S.parts, _stage), gap=28)


def version_facts() -> rx.Component:
    """Draw what the interviewer of a version knows and says."""
    facts = rx.el.dl(rx.foreach(S.told, lambda one: definition(one["name"], one["text"])), class_name="m-told")
    return when(S.told.length() > 0, card(facts))


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
            "This version does not exist",
            S.missing,
            button("All versions", href="/interviewers/" + S.interviewer + "/settings?section=versions"),
        ),
        ghosts=0,
    )
