"""The step "Questions & scoring": stages as tabs, questions as cards, one of them open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.empty import empty
from milo_app.components.forms import field, select, slider_input, switch, text_area, text_input
from milo_app.components.primitives import button, icon_button, menu, menu_item, meta, stack
from milo_app.components.values import when
from milo_app.components.wizard import anchor_field, question_card, weights_bar, wording_check
from milo_app.state.wizard_questions import WizardQuestions as S
from milo_app.state.wizard_stages import WizardStages

_STAGES = (("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))


def questions_step() -> rx.Component:
    """Draw the step."""
    return stack(
        _tabs(),
        rx.cond(
            S.open_stage != "",
            _stage(),
            empty("layers", "No stages yet", "Add a stage, or draft the interview from a description in Plan."),
        ),
        gap=12,
    )


def _tabs() -> rx.Component:
    def tab(stage: Any) -> rx.Component:
        return rx.el.button(
            stage_icon(stage["kind"], colored=True, name=stage["title"]),
            rx.el.span(stage["title"]),
            rx.el.span(stage["count"], class_name="m-count"),
            type="button",
            on_click=S.pick_stage(stage["key"]),
            aria_selected=rx.cond(stage["key"] == S.open_stage, "true", "false"),
            role="tab",
            class_name="m-tab",
        )

    return rx.el.div(
        rx.el.div(rx.foreach(S.stages, tab), class_name="m-tabs-list", role="tablist", aria_label="Stages"),
        rx.el.div(
            menu(
                button("Add stage", icon_name="plus", size="small"),
                *[menu_item(word, WizardStages.add_stage(kind)) for kind, word in _STAGES],
            ),
            class_name="m-tab-aside",
        ),
        class_name="m-tabs",
    )


def _stage() -> rx.Component:
    return stack(
        rx.el.div(
            text_input(
                "stage-title", S.stage_title, lambda v: S.change_stage("title", v), wait=600, aria_label="Stage title"
            ),
            icon_button("arrow-left", "Move the stage left", WizardStages.move_stage(S.open_stage, -1)),
            icon_button("arrow-right", "Move the stage right", WizardStages.move_stage(S.open_stage, 1)),
            icon_button("trash-2", "Remove the stage", WizardStages.remove_stage(S.open_stage)),
            rx.el.span(class_name="m-push"),
            menu(
                button("Add question", icon_name="plus"),
                rx.foreach(
                    S.addable,
                    lambda kind: rx.dropdown_menu.item(kind["label"], on_select=S.add_question(kind["value"])),
                ),
            ),
            class_name="m-stage-line",
        ),
        rx.cond(
            S.stage_kind == "resume",
            rx.el.div(
                _flag("A resume is required", S.stage_required, "is_required"),
                _flag("Failing a must-have stops the candidate", S.stage_enforced, "enforce_rules"),
                class_name="m-line-fields",
            ),
            rx.fragment(),
        ),
        stack(meta(S.sum_text), rx.cond(S.shares.length() > 0, weights_bar(S.shares), rx.fragment()), gap=6),
        rx.foreach(S.questions, _question),
        gap=10,
    )


def _flag(words: str, value: Any, name: str) -> rx.Component:
    return rx.el.label(
        switch(name, value, lambda on: S.change_stage(name, on.to_string()), label=words),
        rx.el.span(words),
        class_name="m-row",
    )


def _question(q: Any) -> rx.Component:
    is_open = S.open_question == q["key"]
    right = rx.cond(
        q["is_scored"],
        rx.fragment(rx.el.span("Scored"), _weight(q)),
        rx.cond(q["is_dealbreaker"], rx.el.span("Dealbreaker", class_name="m-badge is-red"), meta(q["kind_word"])),
    )
    words = text_area("q-text", q["text"], _set(q, "text"), rows=2, wait=700, aria_label="Question", spell_check=True)
    return question_card(
        q["number"],
        rx.cond(is_open, words, q["text"]),
        _open(q),
        source=q["source"],
        right=rx.cond(is_open, meta(q["kind_word"]), right),
        actions=(
            icon_button("arrow-up", "Move up", S.move_question(q["key"], -1), auto_focus=q["focus"] == "up"),
            icon_button("arrow-down", "Move down", S.move_question(q["key"], 1), auto_focus=q["focus"] == "down"),
            icon_button("trash-2", "Remove the question", S.remove_question(q["key"])),
        ),
        is_open=is_open,
        on_toggle=S.toggle(q["key"]),
        warning=when(q["hint"], wording_check("Wording check: " + q["hint"])),
        label="Edit the question",
        key=q["uid"],
    )


def _weight(q: Any) -> rx.Component:
    return slider_input(
        "weight-" + q["key"],
        q["weight"].to(int),
        lambda v: S.change_question(q["key"], "weight", v.to_string()),
        low=1,
        high=10,
        label="Weight",
        shown=q["share"],
    )


def _set(q: Any, name: str) -> Any:
    return lambda value: S.change_question(q["key"], name, value)


def _open(q: Any) -> rx.Component:
    return stack(
        rx.cond(q["is_scored"], _scoring(q), rx.fragment()),
        rx.cond(
            q["has_options"],
            field(
                "Options, separated by commas",
                text_input("q-options", q["options"], _set(q, "options"), wait=900),
                for_="q-options",
            ),
            rx.fragment(),
        ),
        rx.cond(
            q["has_range"],
            rx.el.div(
                field("From", text_input("q-low", q["low"], _set(q, "low"), wait=900), for_="q-low"),
                field("To", text_input("q-high", q["high"], _set(q, "high"), wait=900), for_="q-high"),
                class_name="m-fields",
            ),
            rx.fragment(),
        ),
        rx.cond(q["rule_shape"] != "none", _rule(q), rx.fragment()),
        _how(q),
        gap=16,
    )


def _how(q: Any) -> rx.Component:
    """The line of small controls: follow-ups, weight, must be answered, dealbreaker."""
    follow = rx.el.span(
        rx.el.span("Follow-ups"),
        select(
            "q-follow",
            (("0", "none"), ("1", "up to 1"), ("2", "up to 2"), ("3", "up to 3")),
            q["follow_ups"],
            _set(q, "max_follow_ups"),
            label="Follow-ups",
            small=True,
        ),
        class_name="m-line-field",
    )
    return rx.el.div(
        rx.cond(S.stage_kind != "resume", _yes("Must be answered", q, "is_required"), rx.fragment()),
        rx.cond(
            q["can_break"], _yes("Dealbreaker: failing it stops the candidate", q, "is_dealbreaker"), rx.fragment()
        ),
        rx.cond(q["can_follow"], follow, rx.fragment()),
        rx.cond(q["is_scored"], rx.el.span(rx.el.span("Weight"), _weight(q), class_name="m-line-field"), rx.fragment()),
        class_name="m-line-fields",
    )


def _yes(words: str, q: Any, name: str) -> rx.Component:
    return rx.el.label(
        switch(name, q[name], lambda on: S.change_question(q["key"], name, on.to_string()), label=words),
        rx.el.span(words),
        class_name="m-row",
    )


def _scoring(q: Any) -> rx.Component:
    return stack(
        field(
            "Criterion", text_input("q-criterion", q["criterion"], _set(q, "criterion"), wait=700), for_="q-criterion"
        ),
        rx.el.div(
            anchor_field(
                "1",
                "A weak answer",
                text_area("q-one", q["anchor_1"], _set(q, "anchor_1"), rows=3, wait=700, aria_label="A weak answer"),
            ),
            anchor_field(
                "5",
                "A strong answer",
                text_area("q-five", q["anchor_5"], _set(q, "anchor_5"), rows=3, wait=700, aria_label="A strong answer"),
            ),
            class_name="m-pairs",
        ),
        field(
            "Words that show it, separated by commas",
            text_input("q-keywords", q["keywords"], _set(q, "keywords"), wait=900),
            for_="q-keywords",
            help="The built-in evaluator looks for these.",
        ),
        gap=16,
    )


def _rule(q: Any) -> rx.Component:
    def part(name: str, words: str, value: Any, *, type_: str = "text") -> rx.Component:
        return field(
            words,
            text_input(
                f"q-rule-{name}",
                value,
                lambda v: S.change_rule(q["key"], q["rule_shape"], name, v),
                type=type_,
                wait=900,
            ),
            for_=f"q-rule-{name}",
        )

    shapes = field(
        "What is checked",
        select(
            "q-rule-shape",
            (("years", "Years of experience"), ("mentions", "Resume mentions")),
            q["rule_shape"],
            lambda v: S.change_rule(q["key"], q["rule_shape"], "shape", v),
        ),
        for_="q-rule-shape",
    )
    return rx.match(
        q["rule_shape"],
        ("values", part("first", "Accepted answers, separated by commas", q["rule_first"])),
        (
            "numbers",
            rx.el.div(
                part("first", "At least", q["rule_first"]),
                part("second", "At most", q["rule_second"]),
                class_name="m-fields",
            ),
        ),
        (
            "dates",
            rx.el.div(
                part("first", "Not before", q["rule_first"], type_="date"),
                part("second", "Not after", q["rule_second"], type_="date"),
                class_name="m-fields",
            ),
        ),
        ("years", rx.el.div(shapes, part("first", "At least (years)", q["rule_first"]), class_name="m-fields")),
        (
            "mentions",
            rx.el.div(shapes, part("first", "Any of these words", q["rule_first"]), class_name="m-fields"),
        ),
        rx.fragment(),
    )
