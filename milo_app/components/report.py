"""The parts of a candidate's report: scores with their evidence, never a number without the words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.chips import BAND_WORDS, avatar, badge
from milo_app.components.primitives import card, icon, icon_button, link, meta
from milo_app.components.values import Handler, Items, Num, Text, choose, each, inline, percent_of, when

_BAND_TONES = {"strong": "green", "borderline": "amber", "failed": "red"}


def report_header(
    name: Text,
    initials: Text,
    facts: Text,
    *,
    photo: Text = "",
    status: rx.Component | None = None,
    score: rx.Component | None = None,
    actions: Sequence[Any] = (),
    crumbs: rx.Component | None = None,
    position: Text = "",
    previous_href: Text = "",
    next_href: Text = "",
    tools: Sequence[Any] = (),
) -> rx.Component:
    """Head a report: who, the overall score, the decision buttons; on a phone the buttons stick to the bottom."""
    walk = rx.el.span(
        _walk("chevron-left", "Previous candidate", previous_href),
        rx.el.strong(position),
        _walk("chevron-right", "Next candidate", next_href),
        class_name="m-walk",
    )
    return rx.el.div(
        rx.el.div(
            when(position, walk),
            crumbs if crumbs is not None else rx.fragment(),
            rx.el.span(*tools, class_name="m-report-tools") if tools else rx.fragment(),
            class_name="m-report-trail",
        ),
        rx.el.div(
            rx.el.div(
                when(photo, rx.el.img(src=photo, alt="", class_name="m-avatar is-40"), avatar(initials, size=40)),
                rx.el.div(
                    rx.el.div(
                        rx.el.h1(name, class_name="m-h1"),
                        status if status is not None else rx.fragment(),
                        class_name="m-head-line",
                    ),
                    meta(facts),
                    class_name="m-two",
                ),
                class_name="m-who",
            ),
            score if score is not None else rx.fragment(),
            rx.el.div(*actions, class_name="m-report-actions") if actions else rx.fragment(),
            class_name="m-report-line",
        ),
        class_name="m-report-head",
    )


def _walk(sign: str, label: str, href: Text) -> rx.Component:
    if isinstance(href, str) and not href:
        return rx.fragment()
    return when(href, icon_button(sign, label, href=href))


def score_block(
    score: Text, band: Text, percent: Num, spread: Text = "", pass_percent: Num = 60, evaluator: Text = ""
) -> rx.Component:
    """Show the overall score large, with its band in words, who scored, and a bar whose notch is the pass mark (0-100)."""
    return rx.el.div(
        rx.el.div(
            rx.el.strong(score),
            when(spread, meta(spread)),
            rx.el.span(
                choose(band, BAND_WORDS, ""),
                class_name=f"m-badge is-{choose(band, _BAND_TONES, 'gray')}",
            ),
            class_name="m-big-score",
        ),
        score_bar(percent, band, pass_percent),
        when(evaluator, rx.el.span(evaluator, class_name="m-meta m-cut m-evaluator", title=evaluator)),
        class_name="m-score-block",
    )


def score_bar(percent: Num, band: Text, pass_percent: Num = 60) -> rx.Component:
    """Draw a score as a bar; the notch is the pass mark (0-100). The number must stand beside it."""
    return rx.el.span(
        class_name=f"m-bar has-notch is-{band}",
        custom_attrs=inline(p=percent_of(percent), notch=percent_of(pass_percent)),
        aria_hidden="true",
    )


def jump_link(text: Any, href: Text, on_jump: Handler = None, class_name: str = "m-link") -> rx.Component:
    """Link to a quote on this page; `on_jump` opens the tab it stands in, the target itself flashes by CSS."""
    return rx.el.a(text, href=href, class_name=class_name, **_press(on_jump))


def _press(on_jump: Handler) -> dict[str, Any]:
    return {"on_click": on_jump} if on_jump is not None else {}


def summary_item(
    kind: Text, text: Text, quote: Text = "", source: Text = "", href: Text = "", on_jump: Handler = None
) -> rx.Component:
    """Show one highlight (`strength`) or lowlight (`ask`) with the candidate's own words and where they were said."""
    where = when(source, rx.el.span(" · ", when(href, jump_link(source, href, on_jump), rx.el.span(source))))
    return rx.el.div(
        choose(
            kind,
            {
                "strength": icon("circle-check", 16, class_name="m-good"),
                "ask": icon("circle-help", 16, class_name="m-warn"),
            },
            icon("circle", 16),
        ),
        rx.el.div(
            rx.el.p(text, class_name="m-strong"),
            when(quote, rx.el.q(quote, class_name="m-quote")),
            rx.el.span(choose(kind, {"strength": "Strength", "ask": "Ask about"}, ""), where, class_name="m-meta"),
            class_name="m-two is-loose",
        ),
        class_name="m-summary-item",
    )


def scorecard(
    *rows: Any,
    note: Text = "",
    rated: Text = "",
    foot: Any = None,
    title: Text = "Scorecard",
    head_words: Text = "Criterion",
) -> rx.Component:
    """Frame the criteria with their column names; `rows` are `scorecard_row`s or one `rx.foreach`."""
    head = rx.el.div(
        rx.el.span(head_words),
        rx.el.span("AI score"),
        rx.el.span("Weight"),
        rx.el.span("Quotes"),
        class_name="m-criterion is-head",
    )
    side = when(rated, badge(rated)) if not isinstance(rated, str) or rated else None
    return card(
        head, *rows, foot if foot is not None else rx.fragment(),
        title_text=title, aside=side, note=note,
    )  # fmt: skip


def scorecard_row(
    number: Text,
    name: Text,
    score: Text,
    band: Text,
    percent: Num,
    weight: Text,
    quotes: Text = "",
    reason: Text = "",
    share: Text = "",
    pass_percent: Num = 60,
    href: Text = "",
    on_jump: Handler = None,
    below: rx.Component | None = None,
) -> rx.Component:
    """Show one criterion: number, name, score with bar and pass notch, weight, quotes; under it `below` and the reason.

    With `href` the name and the quotes lead to the first evidence.
    """
    value = rx.el.span(
        rx.el.span(score, rx.el.span(choose(band, BAND_WORDS, ""), class_name="m-sr")),
        score_bar(percent, band, pass_percent),
        class_name="m-mini-score",
    )
    blank = rx.el.span("–", rx.el.span("not scored", class_name="m-sr"), class_name="m-none")
    return rx.el.div(
        rx.el.span(
            rx.el.span(number, class_name="m-number"),
            when(href, jump_link(name, href, on_jump), rx.el.span(name)),
            class_name="m-criterion-name",
        ),
        choose(band, {"none": blank, "": blank}, value),
        rx.el.span("× ", weight, class_name="m-meta", title=share),
        when(
            quotes,
            rx.el.a(icon("quote", 12), quotes, href=href, class_name="m-meta m-quotes", **_press(on_jump)),
            rx.el.span(),
        ),
        below if below is not None else rx.fragment(),
        when(reason, rx.el.p(reason, class_name="m-reason")),
        class_name="m-criterion",
    )


def answers_card(*blocks: Any, title: Text = "Questions and answers", aside: Text = "") -> rx.Component:
    """Frame a run of question blocks."""
    return card(*blocks, title_text=title, aside=aside, padded=False)


def question_block(
    number: Text,
    question: Text,
    *turns: Any,
    score: Text = "",
    band: Text = "none",
    percent: Num = 0,
    anchor: str | rx.Var[Any] = "",
    note: Text = "",
) -> rx.Component:
    """Show one question with its score at the right and the answer turns under it; `anchor` is its id for links."""
    value = rx.el.span(rx.el.span(score), score_bar(percent, band), class_name="m-mini-score")
    props = {"id": anchor} if not isinstance(anchor, str) or anchor else {}
    return rx.el.section(
        rx.el.div(
            rx.el.span(number, class_name="m-muted"),
            rx.el.h3(question, class_name="m-strong"),
            choose(band, {"none": meta(note), "": meta(note)}, value),
            class_name="m-turn is-question",
        ),
        *turns,
        class_name="m-question",
        **props,
    )


def answer_turn(segments: Items, time: Text = "", margin: Text = "") -> rx.Component:
    """Show what the candidate said, evidence marked; `margin` names the criterion that the marks belong to."""
    return rx.el.div(
        rx.el.span(time, class_name="m-meta"),
        rx.el.p(evidence_text(segments), class_name="m-said"),
        rx.el.span(margin, class_name="m-meta m-margin"),
        class_name="m-turn",
    )


def followup_turn(text: Text, time: Text = "") -> rx.Component:
    """Show a follow-up question that the interviewer asked."""
    return rx.el.div(rx.el.span(time, class_name="m-meta"), rx.el.p(text, class_name="m-muted"), class_name="m-turn")


def evidence_text(segments: Items) -> rx.Component:
    """Write an answer with its evidence highlighted.

    Segments are `{"text": ..., "mark": ...}` in order; `mark` is the number of the criterion, "" for plain text.
    """

    def part(segment: Any) -> rx.Component:
        text = segment["text"]
        marked = rx.el.mark(text, rx.el.sup(segment["mark"], aria_label="evidence for criterion"), class_name="m-mark")
        return when(segment["mark"], marked, rx.el.span(text))

    return each(segments.to(list[dict[str, str]]) if isinstance(segments, rx.Var) else segments, part)


def dealbreaker_row(state: Text, rule: Any, proof: Text) -> rx.Component:
    """Show a deterministic check: `pass`, `fail` or `unknown`, with what proves it."""
    return rx.el.div(
        choose(
            state,
            {"pass": icon("check", 16, class_name="m-good"), "fail": icon("x", 16, class_name="m-bad")},
            icon("circle-help", 16, class_name="m-warn"),
        ),
        rx.el.div(rx.el.span(rule), when(proof, meta(proof)), class_name="m-two"),
        choose(state, {"pass": badge("Pass", "green"), "fail": badge("Fail", "red")}, badge("Not known", "amber")),
        class_name="m-check-row",
    )


def signal_row(text: Any, detail: Text = "") -> rx.Component:
    """Show an integrity signal in neutral words; signals never change a score."""
    return rx.el.div(
        icon("info", 16),
        rx.el.div(rx.el.span(text), when(detail, meta(detail)), class_name="m-two"),
        class_name="m-check-row",
    )


def scored_by_card(*rows: Any, when_text: Text = "", note: Text = "") -> rx.Component:
    """Frame who scored what; `note` is the line under it."""
    return card(
        *rows, when(note, rx.el.p(note, class_name="m-meta m-card-foot")), title_text="Scored by", aside=when_text
    )


def scored_by_row(stage: Text, score: Text, evaluator: Text) -> rx.Component:
    """Show which evaluator scored a stage: the built-in rules, or a model with its prompt version."""
    return rx.el.div(rx.el.span(stage), rx.el.strong(score), meta(evaluator), class_name="m-scored-by")


def timeline_row(kind: Text, text: Text, when_text: Text, detail: Text = "") -> rx.Component:
    """Show one event of a candidate's history in words, with its time."""
    signs = {
        "applied": icon("user-plus", 14),
        "started": icon("play", 14),
        "answered": icon("message-square", 14),
        "uploaded": icon("file-text", 14),
        "completed": icon("check", 14),
        "scored": icon("gauge", 14),
        "shortlisted": icon("star", 14),
        "dismissed": icon("x", 14),
        "reset": icon("undo-2", 14),
        "mailed": icon("mail", 14),
        "failed": icon("circle-alert", 14),
        "stopped": icon("ban", 14),
        "rated": icon("smile", 14),
        "noted": icon("notebook-pen", 14),
    }
    return rx.el.li(
        rx.el.span(choose(kind, signs, icon("circle-dot", 14)), class_name=f"m-event-icon is-{kind}"),
        rx.el.div(rx.el.span(text), when(detail, meta(detail)), class_name="m-two"),
        meta(when_text),
        class_name="m-event",
    )


def timeline(*rows: Any) -> rx.Component:
    """Hold timeline rows, newest first."""
    return rx.el.ol(*rows, class_name="m-timeline")


def file_row(name: Text, detail: Text, href: Text) -> rx.Component:
    """Show a file with its download; `href` is an authorised route of the API."""
    return rx.el.div(
        icon("file-text"),
        rx.el.div(rx.el.span(name, class_name="m-cut"), meta(detail), class_name="m-two"),
        link(
            icon("download"),
            rx.el.span("Download"),
            href=href,
            reload=True,
            class_name="m-btn is-outline is-small",
            download=True,
        ),
        class_name="m-check-row",
    )
