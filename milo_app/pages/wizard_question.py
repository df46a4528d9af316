"""The inside of an open question: what every kind of it can say, and what passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components.forms import checkbox, field, select, slider_input, switch, text_area, text_input
from milo_app.components.primitives import meta, stack
from milo_app.components.values import when
from milo_app.components.wizard import anchor_field, more_fields
from milo_app.state.wizard_questions import WizardQuestions as S

_MOST = (("0", "none"), *((str(n), f"up to {n}") for n in range(1, 11)))
_LEAST = (("0", "none"), *((str(n), f"at least {n}") for n in range(1, 6)))


def set_field(q: Any, name: str) -> Callable[[Any], Any]:
    """Return the handler that changes one field of a question."""
    return lambda value: S.change_question(q["key"], name, value)


def weight(q: Any, place: str = "") -> rx.Component:
    """Draw the weight with its share beside it."""
    return slider_input(
        place + "weight-" + q["key"],
        q["weight"].to(int),
        lambda v: S.change_question(q["key"], "weight", v.to_string()),
        low=1,
        high=10,
        label="Weight",
        shown=q["share"],
    )


def question_fields(q: Any) -> rx.Component:
    """Draw everything about an open question but its words."""
    return stack(
        rx.cond(q["is_scored"], _anchors(q), rx.fragment()),
        rx.cond(q["has_options"], _options(q), rx.fragment()),
        rx.cond(q["has_range"], _range(q), rx.fragment()),
        rx.cond(q["has_files"], _files(q), rx.fragment()),
        rx.cond(q["rule_ops"].length() > 0, _rule(q), rx.fragment()),
        _line(q),
        _details(q),
        gap=14,
    )


def _anchors(q: Any) -> rx.Component:
    def anchor(score: str, words: str, name: str) -> rx.Component:
        area = text_area(f"q-{name}", q[name], set_field(q, name), rows=3, wait=700, aria_label=words)
        return anchor_field(score, words, area)

    return rx.el.div(
        anchor("1", "A weak answer", "anchor_1"), anchor("5", "A strong answer", "anchor_5"), class_name="m-pairs"
    )


def _options(q: Any) -> rx.Component:
    return field(
        "Options, one on a line",
        text_area("q-options", q["options"], set_field(q, "options"), rows=4, wait=900),
        for_="q-options",
    )


def _number(q: Any, name: str, words: str) -> rx.Component:
    control = text_input(f"q-{name}", q[name], set_field(q, name), wait=900, input_mode="decimal")
    return field(words, control, for_=f"q-{name}")


def _range(q: Any) -> rx.Component:
    return rx.el.div(
        _number(q, "low", "From"), _number(q, "high", "To"), _number(q, "step", "Step"), class_name="m-trio"
    )


def _files(q: Any) -> rx.Component:
    return rx.el.div(
        field(
            "Kinds of files, separated by commas",
            text_input("q-extensions", q["extensions"], set_field(q, "extensions"), wait=900),
            for_="q-extensions",
        ),
        _yes(q, "allows_many", "Several files may be sent"),
        class_name="m-pairs is-low",
    )


def _rule(q: Any) -> rx.Component:
    def change(part: str) -> Callable[[Any], Any]:
        return lambda value: S.change_rule(q["key"], part, value)

    def part(name: str, words: str, kind: str = "text") -> rx.Component:
        more = {"input_mode": "decimal"} if kind == "decimal" else {}
        return text_input(
            f"q-rule-{name}",
            q[f"rule_{name}"],
            change(name),
            type="date" if kind == "date" else "text",
            wait=900,
            aria_label=words,
            **more,
        )

    unit = when(q["unit"], meta(q["unit"]))
    fields = rx.match(
        q["rule_shape"],
        ("number", rx.fragment(part("first", "Number", "decimal"), unit)),
        (
            "numbers",
            rx.fragment(part("first", "From", "decimal"), meta("to"), part("second", "To", "decimal"), unit),
        ),
        ("date", part("first", "Day", "date")),
        ("dates", rx.fragment(part("first", "From", "date"), meta("to"), part("second", "To", "date"))),
        ("words", part("first", "Words, separated by commas")),
        rx.fragment(),
    )
    ticked = rx.el.div(
        rx.foreach(
            q["rule_options"],
            lambda one: checkbox(one["label"], one["is_on"], lambda _: S.change_rule(q["key"], "option", one["label"])),
        ),
        class_name="m-ticks",
        role="group",
        aria_label="What passes",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.label("What passes", html_for="q-rule-op"),
            rx.el.div(select("q-rule-op", q["rule_ops"], q["rule_op"], change("op")), fields, class_name="m-passes"),
            class_name="m-field",
        ),
        rx.cond(q["rule_shape"] == "options", ticked, rx.fragment()),
        when(q["rule_note"], meta(q["rule_note"], role="status")),
        class_name="m-stack is-8",
    )


def _line(q: Any) -> rx.Component:
    """The line of small controls: kind, follow-ups, and in the right slot a weight or the dealbreaker switch."""

    def small(words: str, control: rx.Component) -> rx.Component:
        return rx.el.span(rx.el.span(words), control, class_name="m-line-field")

    right = rx.cond(
        q["is_scored"],
        small("Weight", weight(q)),
        rx.cond(
            q["can_break"], _yes(q, "is_dealbreaker", "Dealbreaker: failing it stops the candidate"), rx.fragment()
        ),
    )
    return rx.el.div(
        small("Kind", select("q-kind", S.addable, q["kind"], set_field(q, "kind"), label="Kind", small=True)),
        rx.cond(
            q["can_follow"],
            small(
                "Follow-ups",
                select(
                    "q-follow", _MOST, q["follow_ups"], set_field(q, "max_follow_ups"), label="Follow-ups", small=True
                ),
            ),
            rx.fragment(),
        ),
        rx.el.span(class_name="m-push"),
        right,
        class_name="m-line-fields",
    )


def _yes(q: Any, name: str, words: str) -> rx.Component:
    return rx.el.label(
        switch(f"q-{name}", q[name], lambda on: S.change_question(q["key"], name, on.to_string()), label=words),
        rx.el.span(words),
        class_name="m-row",
    )


def _details(q: Any) -> rx.Component:
    """What few questions need; folded away."""

    def line(words: str, name: str, help: str = "", **more: Any) -> rx.Component:
        return field(
            words, text_input(f"q-{name}", q[name], set_field(q, name), wait=700, **more), for_=f"q-{name}", help=help
        )

    scored = stack(
        line("Criterion", "criterion", "Its short name on the report."),
        line("Words that show it, separated by commas", "keywords", "The built-in evaluator looks for these."),
        gap=14,
    )
    least = rx.el.span(
        rx.el.span("Follow-ups that are always asked"),
        select(
            "q-least",
            _LEAST,
            q["least_follow_ups"],
            set_field(q, "min_follow_ups"),
            label="Follow-ups that are always asked",
            small=True,
        ),
        class_name="m-line-field",
    )
    return more_fields(
        "More about this question",
        rx.cond(q["is_scored"], scored, rx.fragment()),
        rx.cond(
            S.stage_kind == "resume",
            rx.fragment(),
            stack(
                line("Help for candidates", "help", "Shown under the question."),
                _yes(q, "is_required", "Must be answered"),
                gap=14,
            ),
        ),
        rx.cond(q["has_unit"], line("Unit", "unit", "For example years, kg or $."), rx.fragment()),
        rx.cond(q["can_follow"], least, rx.fragment()),
        rx.cond(
            S.stage_kind == "web_interview",
            field(
                "Instructions for the interviewer",
                text_area(
                    "q-instructions", q["instructions"], set_field(q, "instructions"), rows=3, wait=900, max_length=5000
                ),
                for_="q-instructions",
                help="How to judge and follow up, for a connected model. Candidates never see it.",
            ),
            rx.fragment(),
        ),
    )
