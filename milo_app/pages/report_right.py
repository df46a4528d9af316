"""The right side of a report, which stays: scorecard with one's own ratings, verdict, checks, signals, who scored."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import tag_chip
from milo_app.components.forms import field, text_area
from milo_app.components.primitives import button, card, meta, notice
from milo_app.components.report import (
    dealbreaker_row,
    jump_link,
    scorecard,
    scorecard_row,
    scored_by_card,
    scored_by_row,
    signal_row,
)
from milo_app.components.report_team import rating, verdict_choice, verdict_row, why_block
from milo_app.components.values import when
from milo_app.pages.report_guests import guests_card
from milo_app.state.report import Candidate as S


def right() -> rx.Component:
    """Draw the right side."""
    first = rx.el.div(
        _scorecard(),
        rx.cond(S.can_rate | (S.others.length() > 0), _verdict(), rx.fragment()),
        guests_card(),
        rx.cond(
            S.checks.length() > 0,
            card(
                rx.foreach(S.checks, lambda c: dealbreaker_row(c["state"], _jump(c["name"], c), c["proof"])),
                title_text="Checks",
                aside=S.checks_note,
            ),
            rx.fragment(),
        ),
        class_name="m-stack is-16 m-order-2",
    )
    rest = rx.el.div(
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
                rx.el.div(rx.foreach(S.tags, tag_chip), class_name="m-row is-wrap m-many-tags"),
                title_text="Tags",
                note="From the answers",
            ),
            rx.fragment(),
        ),
        when(
            S.csat,
            card(rx.el.p(S.csat), when(S.csat_comment, rx.el.q(S.csat_comment)), title_text="The candidate's rating"),
        ),
        class_name="m-stack is-16 m-order-4",
    )
    return rx.fragment(first, rest)


def _jump(text: Any, row: Any) -> rx.Component:
    return when(row["href"], jump_link(text, row["href"], S.open_tab(row["stage"]), "m-plain-link"), rx.el.span(text))


def _scorecard() -> rx.Component:
    def rate(criterion: Any) -> rx.Component:
        mine = rating(criterion["name"], criterion["own"], lambda value: S.rate(criterion["key"], value))
        return rx.fragment(
            rx.cond(S.can_rate, mine, rx.fragment()),
            when(criterion["others"], rx.el.p(criterion["others"], class_name="m-reason is-others")),
        )

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
                    below=rate(c),
                ),
            )
        )

    return scorecard(
        rx.foreach(S.stages, rows),
        note=rx.cond(S.left_out != "", S.left_out, S.rubric_words),
        rated=S.rated,
        head_words=rx.cond(S.can_rate, "Criterion, your rating", "Criterion"),
        foot=rx.cond(S.why.length() > 0, _why(), rx.fragment()),
    )


def _why() -> rx.Component:
    shown = rx.dialog.root(
        rx.dialog.trigger(button("Why this score", kind="quiet", size="small", icon_name="calculator")),
        rx.dialog.content(
            rx.dialog.title("Why this score", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "Each number is a weighted mean: weight times score, added up, divided by the weights.",
                class_name="m-muted",
                size="2",
                margin_bottom="12px",
            ),
            rx.el.div(
                rx.foreach(
                    S.why, lambda row: why_block(row["title"], row["score"], row["formula"], row["parts"].to(list[str]))
                ),
                class_name="m-stack",
            ),
            rx.el.div(rx.dialog.close(button("Done", kind="quiet")), class_name="m-dialog-foot"),
            max_width="560px",
        ),
    )
    return rx.el.div(meta("Open ratings do not hold up a decision."), shown, class_name="m-card-foot m-why-foot")


def _verdict() -> rx.Component:
    mine = rx.el.div(
        verdict_choice(S.verdict, S.give_verdict),
        field(
            "Comment",
            text_area("verdict-comment", S.verdict_comment, S.comment_verdict, rows=2, wait=600, max_length=1000),
            for_="verdict-comment",
            help="Colleagues read it once they gave their own verdict.",
        ),
        class_name="m-stack",
    )
    return card(
        rx.cond(S.can_rate, mine, rx.fragment()),
        when(S.others_hidden, notice(S.others_hidden)),
        rx.el.div(
            rx.foreach(
                S.others,
                lambda v: verdict_row(v["initials"], v["name"], v["value"], v["word"], v["comment"], v["ago"]),
            ),
            class_name="m-team",
        ),
        title_text=rx.cond(S.can_rate, "Your verdict", "Verdicts"),
        note="Would you go on with this person?",
    )
