"""What reviewing by keyboard adds to a report: the keys, a bar with what they do now, the last page, the list of keys."""

from __future__ import annotations

import reflex as rx

from milo_app.components.chips import key_hint
from milo_app.components.empty import empty
from milo_app.components.islands import follow_anchor, hotkeys
from milo_app.components.primitives import button
from milo_app.components.values import when
from milo_app.state.report import Candidate as S

KEYS = (
    (("j", "k"), "Next candidate, the one before"),
    (("s",), "Shortlist"),
    (("d",), "Dismiss"),
    (("z",), "Undo the last decision"),
    (("n",), "Write a note"),
    (("[", "]"), "Question before, next question"),
    (("1", "2", "3", "4"), "Rate the question's criterion: Below, Partly, Meets, Exceeds"),
    (("1", "2", "3", "4"), "With no question chosen, your verdict: No, Unsure, Yes, Definitely"),
    (("Esc",), "Back to the list"),
    (("?",), "This list"),
)
"""The keys of a report as its help shows them; the guide has the same."""


def review_keys() -> rx.Component:
    """Listen for the keys, and follow the question that they choose."""
    return rx.fragment(hotkeys(S.keys, lambda key: S.press(key, S.application)), follow_anchor(S.anchor))


def review_bar() -> rx.Component:
    """Say at the foot where the review stands and what the keys do now."""
    hints = rx.el.span(
        *[
            rx.el.span(key_hint(key), word, class_name="r-hint")
            for key, word in (("j", "next"), ("s", "shortlist"), ("d", "dismiss"), ("z", "undo"), ("?", "all keys"))
        ],
        class_name="r-hints m-wide-only",
    )
    now = rx.cond(S.focused_words != "", rx.el.span(S.focused_words, class_name="m-cut r-now"), rx.fragment())
    return rx.cond(
        (S.is_review | (S.focused_words != "")) & ~S.is_reviewed,
        rx.el.div(
            when(S.is_review, rx.el.strong("Review ", S.review_place)),
            now,
            hints,
            class_name="r-bar",
            role="status",
        ),
        rx.fragment(),
    )


def reviewed() -> rx.Component:
    """Say that the queue is at its end, with Undo for the last decision and the ways on."""
    return empty(
        "list-checks",
        S.review_words,
        rx.cond(S.review_more != "", S.review_more + ".", "Nobody else waits in this list."),
        button("Back to the list", href=S.back_href, kind="solid"),
        button("Undo the last", S.take_back, icon_name="undo-2"),
        button("Look at the last one", S.press("k", ""), kind="quiet"),
    )


def keys_dialog() -> rx.Component:
    """List the keys."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Keys", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "They rest while you type and while a dialog is open. Switch them off in My account.",
                class_name="m-muted",
                size="2",
                margin_bottom="12px",
            ),
            rx.el.dl(
                *[
                    rx.el.div(
                        rx.el.dt(*[key_hint(key) for key in keys], class_name="r-keys"),
                        rx.el.dd(words),
                        class_name="r-key",
                    )
                    for keys, words in KEYS
                ],
            ),
            rx.el.div(rx.dialog.close(button("Close", kind="quiet")), class_name="m-dialog-foot"),
            max_width="480px",
        ),
        open=S.dialog == "keys",
        on_open_change=S.opened,
    )
