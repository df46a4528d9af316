"""Chips, badges, dots and marks: how a score, a state or a decision looks wherever it stands.

Every function takes plain values or the pre-formatted fields of a row. Colour is never the only sign: each state
also has a word or an icon, and each score band a word for screen readers.
"""

from __future__ import annotations

from typing import Final, Literal

import reflex as rx

from milo_app.components.primitives import icon
from milo_app.components.values import Flag, Items, Num, Text, choose, each, inline, percent_of, when

BAND_WORDS: Final[dict[str, str]] = {
    "strong": "strong",
    "fair": "fair",
    "weak": "weak",
    "borderline": "borderline, look yourself",
    "failed": "failed",
    "none": "not scored",
}
"""The word for each score band, for screen readers and exports."""

STAGE_NAMES: Final[dict[str, str]] = {
    "resume": "Resume",
    "form": "Form",
    "sms": "SMS",
    "web_interview": "Web interview",
    "phone": "Phone interview",
    "video": "Video interview",
}
"""The name of each stage kind."""

_STATE_TONES: Final[dict[str, str]] = {
    "active": "green",
    "expiring": "green",
    "completed": "green",
    "sent": "green",
    "expired": "amber",
    "pending": "amber",
    "simulated": "amber",
    "paused": "orange",
    "failed": "red",
    "scoring": "iris",
    "in_progress": "iris",
}

_STATE_ICONS: Final[dict[str, str]] = {
    "completed": "check",
    "expired": "circle-pause",
    "archived": "archive",
    "paused": "wallet",
    "draft": "pencil",
    "disqualified": "ban",
    "stopped": "ban",
    "pending": "clock-alert",
    "failed": "circle-alert",
    "simulated": "flask-conical",
}


def score_chip(
    score: Text, band: Text, percent: Num, spread: Text = "", failed: Text = "", note: Text = ""
) -> rx.Component:
    """Show an overall score in 76 px: number, spread over the runs, and a bar.

    `band` is strong, fair, weak, borderline, failed or none; `failed` names the failed dealbreaker; `percent` is the
    length of the bar, 0-100; `note` says what the number is of, on hover.
    """
    number = rx.el.span(
        rx.el.span(
            rx.el.strong(score),
            when(spread, rx.el.small(spread)),
            class_name="m-score-top",
        ),
        rx.el.span(class_name=f"m-bar is-{band}", custom_attrs=inline(p=percent_of(percent)), aria_hidden="true"),
        rx.el.span(choose(band, BAND_WORDS, ""), class_name="m-sr"),
        class_name=f"m-score is-{band}",
        title=note,
    )
    stopped = rx.el.span(
        icon("x", 12), rx.el.span("Failed: ", class_name="m-sr"), rx.el.span(failed, class_name="m-cut"),
        class_name="m-badge is-red", title=failed,
    )  # fmt: skip
    blank = rx.el.span("–", rx.el.span("not scored", class_name="m-sr"), class_name="m-none", title=note)
    return choose(band, {"failed": stopped, "none": blank, "": blank}, number)


def stage_chip(score: Text, band: Text, title: Text = "") -> rx.Component:
    """Show a stage's score in 36 px: the number alone, green from 80."""
    return rx.el.span(
        score,
        rx.el.span(choose(band, BAND_WORDS, ""), class_name="m-sr"),
        class_name=f"m-stage-chip is-{band}",
        title=title,
    )


def step_ring(percent: Num, text: Text) -> rx.Component:
    """Show how far somebody is in a stage: a ring that fills, and the words ("Step 2/3")."""
    return rx.el.span(
        rx.el.span(class_name="m-ring", custom_attrs=inline(p=percent_of(percent)), aria_hidden="true"),
        rx.el.span(text),
        class_name="m-progress",
    )


def stage_cell(kind: Text, text: Text, band: Text = "", percent: Num = 0, title: Text = "") -> rx.Component:
    """Show where one stage stands, in one table cell.

    `kind` is score, progress, not_started, scoring, pending, stopped, expired, done or none; `text` is the score or
    the words beside the sign.
    """

    def said(sign: rx.Component, tone: str = "") -> rx.Component:
        return rx.el.span(sign, rx.el.span(text), class_name=f"m-progress {tone}".rstrip(), title=title)

    return choose(
        kind,
        {
            "score": stage_chip(text, band, title),
            "progress": step_ring(percent, text),
            "not_started": said(rx.el.span(class_name="m-ring is-empty", aria_hidden="true")),
            "scoring": said(icon("loader-circle", 14), "is-accent"),
            "pending": said(icon("clock-alert", 14), "is-warn"),
            "stopped": said(icon("ban", 14)),
            "expired": said(icon("circle-pause", 14), "is-warn"),
            "done": said(icon("check", 14), "is-good"),
        },
        rx.el.span("–", class_name="m-none"),
    )


def stage_icon(kind: Text, size: int = 16, colored: bool = False, name: Text = "") -> rx.Component:
    """Draw the sign of a stage kind; its name is read aloud and shown on hover."""
    signs = {
        "resume": icon("file-text", size),
        "form": icon("clipboard-list", size),
        "sms": icon("message-square", size),
        "web_interview": icon("messages-square", size),
        "phone": icon("phone", size),
        "video": icon("video", size),
    }
    said = name if not isinstance(name, str) or name else choose(kind, STAGE_NAMES, "Stage")
    look = f"m-stage-icon is-{kind}" if colored else "m-stage-icon"
    return rx.el.span(
        choose(kind, signs, icon("circle", size)), class_name=look, role="img", aria_label=said, title=said
    )


def stage_icons(stages: Items) -> rx.Component:
    """Draw the stages of an interviewer in order; items are `{"kind": ..., "name": ...}`."""
    return rx.el.span(
        each(stages, lambda stage: stage_icon(stage["kind"], name=stage["name"])), class_name="m-stage-icons"
    )


def status_dot(state: Text, word: Text, show_word: bool = True) -> rx.Component:
    """Show a state by dot and word; without the visible word it is still read aloud and shown on hover."""
    spoken = rx.el.span(word) if show_word else rx.el.span(word, class_name="m-sr")
    return rx.el.span(
        rx.el.span(class_name=f"m-dot is-{state}", aria_hidden="true"), spoken, class_name="m-status", title=word
    )


def state_badge(state: Text, word: Text) -> rx.Component:
    """Show a state as a badge with a dot or an icon: active, expired, archived, draft, completed, pending and so on."""
    dot = rx.el.span(class_name=f"m-dot is-{state}", aria_hidden="true")
    return rx.el.span(
        choose(state, {key: icon(name, 12) for key, name in _STATE_ICONS.items()}, dot),
        rx.el.span(word),
        class_name=f"m-badge is-{state} is-{choose(state, _STATE_TONES, 'gray')}",
    )


def deadline_badge(level: Text, text: Text) -> rx.Component:
    """Show a deadline: plain text when far (`none`), amber when `soon`, orange `today`, amber when `past`."""
    return choose(
        level,
        {
            "soon": rx.el.span(icon("clock", 12), rx.el.span(text), class_name="m-badge is-amber"),
            "today": rx.el.span(icon("clock-alert", 12), rx.el.span(text), class_name="m-badge is-orange"),
            "past": rx.el.span(icon("circle-pause", 12), rx.el.span(text), class_name="m-badge is-amber"),
        },
        rx.el.span(text),
    )


def decision_mark(decision: Text, compact: bool = False) -> rx.Component:
    """Show a person's decision: a star for shortlisted, a cross for dismissed, nothing while undecided."""
    word = "m-sr" if compact else ""
    return choose(
        decision,
        {
            "shortlisted": rx.el.span(
                icon("star", 14, class_name="m-fill"),
                rx.el.span("Shortlisted", class_name=word),
                class_name="m-decision is-shortlisted",
                title="Shortlisted",
            ),
            "dismissed": rx.el.span(
                icon("x", 14),
                rx.el.span("Dismissed", class_name=word),
                class_name="m-decision is-dismissed",
                title="Dismissed",
            ),
        },
        rx.fragment(),
    )


def tag_chip(text: Text) -> rx.Component:
    """Show one tag that came from an answer."""
    return rx.el.span(text, class_name="m-tag", title=text)


def tags(items: Items, more: Text = "") -> rx.Component:
    """Show a few tags on one line; `more` ("+2") stands behind them."""
    return rx.el.span(each(items, tag_chip), when(more, rx.el.span(more, class_name="m-meta")), class_name="m-tags")


def evaluator_label(text: Text, builtin: Flag = False) -> rx.Component:
    """Say who scored: the built-in rules (a ruler) or a model with its prompt version (a chip)."""
    return rx.el.span(
        when(builtin, icon("ruler", 12), icon("cpu", 12)), rx.el.span(text), class_name="m-badge is-gray", title=text
    )


def avatar(initials: Text, size: Literal[20, 24, 28, 40] = 28, tint: bool = False) -> rx.Component:
    """Draw a round badge with one or two initials; the name must stand beside it."""
    return rx.el.span(initials, class_name=f"m-avatar is-{size}" + (" is-tint" if tint else ""), aria_hidden="true")


def badge(text: Text, tone: Text = "gray", icon_name: str = "") -> rx.Component:
    """Show a short word in a soft, high-contrast badge: gray, green, amber, orange, red or iris."""
    return rx.el.span(
        icon(icon_name, 12) if icon_name else rx.fragment(), rx.el.span(text), class_name=f"m-badge is-{tone}"
    )


def count_badge(text: Text) -> rx.Component:
    """Show a count beside a word, in the muted colour."""
    return rx.el.span(text, class_name="m-count")


def key_hint(key: str) -> rx.Component:
    """Show the key that does the same as the button it stands in."""
    return rx.el.kbd(key, class_name="m-key", aria_hidden="true")
