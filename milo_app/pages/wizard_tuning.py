"""Tuning one question: say what to change, see the proposal beside what stands there, accept or drop it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import text_input
from milo_app.components.primitives import button, meta, row, stack
from milo_app.components.values import when
from milo_app.components.wizard import two_wordings, working
from milo_app.state.wizard_writing import WizardWriting as W

_WISHES = ("Shorter", "Harder", "Easier")


def tuning(q: Any) -> rx.Component:
    """Draw the panel under the card that is being tuned."""
    ask = rx.el.form(
        text_input(
            "wish",
            W.wish,
            W.type_wish,
            placeholder="What should be different? For example: about night shifts",
            aria_label="What should be different?",
            auto_focus=True,
        ),
        button("Propose", kind="soft", icon_name="sparkles", type="submit", loading=W.is_tuning),
        on_submit=W.propose("").prevent_default,
        class_name="m-row",
    )
    return stack(
        ask,
        row(
            *[button(word, W.propose(word), kind="quiet", size="small", disabled=W.is_tuning) for word in _WISHES],
            rx.el.span(class_name="m-push"),
            rx.cond(W.new_text == "", button("Cancel", W.drop, kind="quiet", size="small"), rx.fragment()),
            wrap=True,
        ),
        when(W.is_tuning, working("Looking for another wording", W.pace)),
        when(W.tune_note, rx.el.p(W.tune_note, class_name="m-meta", role="status")),
        rx.cond(W.new_text != "", _proposal(q), rx.fragment()),
        gap=8,
        role="group",
        aria_label="Tune the question",
    )


def _proposal(q: Any) -> rx.Component:
    def changed(words: str, now: Any, proposed: Any) -> rx.Component:
        return rx.cond(now != proposed, two_wordings(words, now, proposed), rx.fragment())

    anchors = rx.fragment(
        changed("Criterion", q["criterion"], W.new_criterion),
        changed("A weak answer", q["anchor_1"], W.new_weak),
        changed("A strong answer", q["anchor_5"], W.new_strong),
    )
    return stack(
        rx.el.div(meta("Now"), meta("Proposed"), class_name="m-pairs"),
        two_wordings("Question", q["text"], W.new_text),
        rx.cond(W.has_anchors, anchors, rx.fragment()),
        row(
            button("Use this wording", W.accept, kind="soft", icon_name="check"),
            button("Drop it", W.drop, kind="quiet"),
            rx.el.span(class_name="m-push"),
            meta("Proposed by: " + W.proposed_by),
            wrap=True,
        ),
        gap=10,
        role="status",
    )
