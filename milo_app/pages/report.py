"""A candidate's report: scores with the words behind them, at the left the answers, at the right the scorecard."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge, decision_mark, stage_icon, state_badge, tag_chip
from milo_app.components.empty import loading, not_here, skeleton_card
from milo_app.components.layout import breadcrumbs, page_body
from milo_app.components.primitives import button, card, columns, link, menu, menu_item, notice
from milo_app.components.report import (
    answer_turn,
    answers_card,
    dealbreaker_row,
    evidence_text,
    file_row,
    followup_turn,
    jump_link,
    question_block,
    report_header,
    score_block,
    scorecard,
    scorecard_row,
    scored_by_card,
    scored_by_row,
    signal_row,
    summary_item,
    timeline,
    timeline_row,
)
from milo_app.components.values import when
from milo_app.pages.frame import framed
from milo_app.pages.scheduling import scheduling
from milo_app.state.report import Candidate as S
from milo_app.state.scheduling import Scheduling
from milo_app.state.session import Shell


def report() -> rx.Component:
    """Draw the report."""
    body = rx.fragment(_header(), page_body(_notices(), columns(_left(), _right())))
    here = loading(S.is_loading, page_body(skeleton_card(6)), body)
    return framed(rx.cond(S.missing, not_here("There is no such candidate here"), here), active="interviewers")


def _header() -> rx.Component:
    decide = rx.fragment(
        rx.cond(
            S.decision == "shortlisted",
            button("Shortlisted", S.clear, icon_name="star", kind="soft", title="Press again to take it back"),
            button("Shortlist", S.shortlist, icon_name="star", kind="soft"),
        ),
        rx.cond(
            S.decision == "dismissed",
            button("Dismissed", S.clear, icon_name="x", kind="soft", title="Press again to take it back"),
            button("Dismiss", S.dismiss, icon_name="x", kind="quiet"),
        ),
        rx.cond((S.decision == "shortlisted") & (Scheduling.link != ""), scheduling(), rx.fragment()),
        menu(
            button("Actions", icon_after="chevron-down"),
            menu_item("Mail a new link", S.resend, icon_name="send"),
            menu_item("Withdraw links", S.revoke, icon_name="link-2-off"),
            rx.cond(S.can_retry, menu_item("Retry the evaluation", S.retry, icon_name="refresh-cw"), rx.fragment()),
        ),
    )
    return report_header(
        S.name,
        S.initials,
        S.facts,
        status=rx.fragment(
            when(S.is_blind, badge("Blind review", "iris")),
            state_badge(S.status, S.status_word),
            when(S.is_test, badge("Test", "iris")),
            decision_mark(S.decision),
        ),
        score=rx.cond(S.score != "", score_block(S.score, S.band, S.percent), rx.fragment()),
        actions=[rx.cond(Shell.can_decide & ~S.is_test, decide, rx.fragment())],
        crumbs=breadcrumbs([(S.interviewer_title, S.back_href)]),
        position=S.position,
        previous_href=S.previous_href,
        next_href=S.next_href,
    )


def _notices() -> rx.Component:
    retry = rx.cond(
        S.can_retry & Shell.can_decide, button("Retry the evaluation", S.retry, size="small"), rx.fragment()
    )
    return rx.el.div(
        when(S.is_test, notice("A colleague took this interview as a test. It counts in no figure and no list.")),
        when(S.locked, notice(S.locked, title_text="Rate first, then see the AI score. ")),
        when(S.pending, notice(S.pending, tone="warn", action=retry)),
        when(S.explained, notice(S.explained, tone="bad")),
        when(S.attempts.length() > 0, _attempts()),
        class_name="m-report-notices",
    )


def _attempts() -> rx.Component:
    def one(row: Any) -> rx.Component:
        return link(
            row["text"],
            href=row["href"],
            custom_attrs={"aria-current": rx.cond(row["is_shown"], "page", "false")},
        )

    return rx.el.nav(rx.foreach(S.attempts, one), class_name="m-seg", aria_label="Attempts")


def _left() -> rx.Component:
    summary = card(
        rx.foreach(
            S.points,
            lambda p: summary_item(
                p["kind"], p["text"], p["quote"], p["source"], p["href"], on_jump=S.open_tab(p["stage"])
            ),
        ),
        title_text="Summary",
    )
    return rx.el.div(
        rx.cond(S.points.length() > 0, summary, rx.fragment()),
        _tabs(),
        rx.foreach(S.stages, _stage),
        card(
            timeline(rx.foreach(S.timeline, lambda e: timeline_row(e["kind"], e["text"], e["when"], e["detail"]))),
            title_text="Timeline",
        ),
        class_name="m-stack is-16",
    )


def _tabs() -> rx.Component:
    # A tab is a link to a name that no element has: it clears the address's jump target, which also opens a stage.
    def tab(stage: Any) -> rx.Component:
        return rx.el.a(
            stage_icon(stage["kind"], name=stage["title"]),
            rx.el.span(stage["title"]),
            rx.el.span(stage["score"], class_name="m-count"),
            href="#show-" + stage["key"],
            role="tab",
            on_click=S.open_tab(stage["key"]),
            aria_selected=rx.cond(stage["key"] == S.tab, "true", "false"),
            class_name="m-tab",
        )

    return rx.el.div(
        rx.el.div(rx.foreach(S.stages, tab), class_name="m-tabs-list", role="tablist", aria_label="Stages"),
        class_name="m-tabs",
    )


def _stage(stage: Any) -> rx.Component:
    resume = card(
        when(stage["resume_name"], file_row(stage["resume_name"], "As it was sent", stage["resume_href"])),
        when(stage["resume_note"], notice(stage["resume_note"], tone="warn")),
        when(stage["resume"].length() > 0, rx.el.div(evidence_text(stage["resume"]), class_name="m-resume-text")),
        when(
            (stage["resume_name"] == "") & (stage["resume"].length() == 0),
            rx.el.p("No resume was sent.", class_name="m-muted"),
        ),
        title_text="Resume",
        id="resume",
    )
    asked = answers_card(rx.foreach(stage["questions"], _question), title="Questions and answers", aside=stage["note"])
    return rx.el.div(
        rx.cond(stage["kind"] == "resume", resume, rx.fragment()),
        rx.cond(stage["questions"].length() > 0, asked, rx.fragment()),
        class_name="m-stage-panel",
        role="tabpanel",
        aria_label=stage["title"],
        custom_attrs={"data-open": rx.cond(stage["key"] == S.tab, "yes", "no")},
    )


def _question(question: Any) -> rx.Component:
    def turn(line: Any) -> rx.Component:
        return rx.cond(
            line["kind"] == "follow_up",
            followup_turn(line["text"]),
            answer_turn(line["segments"], margin=line["margin"]),
        )

    return question_block(
        question["number"],
        question["text"],
        rx.foreach(question["turns"].to(list[dict[str, Any]]), turn),
        when(question["file_name"], file_row(question["file_name"], "", question["file_href"])),
        score=question["score"],
        band=question["band"],
        percent=question["percent"],
        anchor=question["anchor"],
        note=question["note"],
    )


def _right() -> rx.Component:
    return rx.el.div(
        _scorecard(),
        rx.cond(
            S.checks.length() > 0,
            card(
                rx.foreach(S.checks, lambda c: dealbreaker_row(c["state"], _jump(c["name"], c), c["proof"])),
                title_text="Checks",
                aside=S.checks_note,
            ),
            rx.fragment(),
        ),
        rx.cond(
            S.signals.length() > 0,
            card(
                rx.foreach(S.signals, lambda s: signal_row(_jump(s["text"], s), s["detail"])),
                title_text="To look at",
                note="Signals never change a score. There is often a plain reason.",
            ),
            rx.fragment(),
        ),
        rx.cond(
            S.scored_by.length() > 0,
            scored_by_card(
                rx.foreach(S.scored_by, lambda row: scored_by_row(row["stage"], row["score"], row["evaluator"])),
                note="A score alone never rejects anybody. Each quote was found word for word in what the person said.",
            ),
            rx.fragment(),
        ),
        rx.cond(
            S.tags.length() > 0,
            card(
                rx.el.div(rx.foreach(S.tags, tag_chip), class_name="m-row is-wrap"),
                title_text="Tags",
                note="From the answers",
            ),
            rx.fragment(),
        ),
        when(
            S.csat,
            card(rx.el.p(S.csat), when(S.csat_comment, rx.el.q(S.csat_comment)), title_text="The candidate's rating"),
        ),
        class_name="m-stack is-16",
    )


def _jump(text: Any, row: Any) -> rx.Component:
    return when(row["href"], jump_link(text, row["href"], S.open_tab(row["stage"]), "m-plain-link"), rx.el.span(text))


def _scorecard() -> rx.Component:
    def rows(stage: Any) -> rx.Component:
        return rx.fragment(
            rx.foreach(
                stage["criteria"],
                lambda c: scorecard_row(
                    c["number"],
                    c["name"],
                    c["score"],
                    c["band"],
                    c["percent"],
                    c["weight"],
                    c["quotes"],
                    c["reason"],
                    c["share"],
                    href=c["href"],
                    on_jump=S.open_tab(c["stage"]),
                ),
            )
        )

    return scorecard(
        rx.foreach(S.stages, rows),
        note=rx.cond(
            S.left_out != "",
            S.left_out,
            "A stage is the weighted mean of its criteria, the overall score that of the stages.",
        ),
    )
