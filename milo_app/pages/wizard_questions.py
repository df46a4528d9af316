"""The step "Questions & scoring": stages as tabs, questions as cards that can be dragged, one of them open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.empty import empty
from milo_app.components.forms import slider_input, switch, text_area, text_input
from milo_app.components.islands import sortable, sortable_item
from milo_app.components.primitives import button, icon_button, menu, menu_item, meta, notice, row, stack
from milo_app.components.values import when
from milo_app.components.wizard import more_fields, question_card, weights_bar, wording_check, working
from milo_app.pages.wizard_question import question_fields, set_field, weight
from milo_app.pages.wizard_reuse import reuse_dialog
from milo_app.pages.wizard_tags import tags
from milo_app.pages.wizard_tuning import tuning
from milo_app.state.wizard_questions import WizardQuestions as S
from milo_app.state.wizard_reuse import WizardReuse
from milo_app.state.wizard_stages import WizardStages
from milo_app.state.wizard_writing import WizardWriting

_STAGES = (("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))
_COUNTS = (("1", "1 more question"), ("3", "3 more questions"), ("5", "5 more questions"), ("10", "10 more questions"))


def questions_step() -> rx.Component:
    """Draw the step."""
    return stack(
        _tabs(),
        rx.cond(
            S.open_stage != "",
            _stage(),
            empty("layers", "No stages yet", "Add a stage, or draft the interview from a description in Plan."),
        ),
        reuse_dialog(),
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
                button("Add stage", icon_name="plus", size="small", kind="quiet"),
                *[menu_item(word, WizardStages.add_stage(kind)) for kind, word in _STAGES],
            ),
            class_name="m-tab-aside",
        ),
        class_name="m-tabs",
    )


def _stage() -> rx.Component:
    return stack(
        stack(_bar(), rx.cond(S.shares.length() > 0, weights_bar(S.shares), rx.fragment()), gap=10),
        when(WizardWriting.is_writing, working(WizardWriting.writing_text, WizardWriting.pace)),
        when(WizardWriting.writing_error, _said(WizardWriting.writing_error, "bad")),
        when(WizardWriting.written_note, _said(WizardWriting.written_note, "info")),
        rx.cond(
            S.questions.length() > 0,
            sortable(S.order, rx.foreach(S.questions, _question), on_move=S.place_question),
            empty(
                "list-checks", "No questions yet", "Add one, reuse one, or let them be written from the description."
            ),
        ),
        rx.cond(S.stage_kind == "web_interview", tags(), rx.fragment()),
        _settings(),
        gap=12,
    )


def _said(words: Any, tone: Any) -> rx.Component:
    return notice(words, tone=tone, action=icon_button("x", "Close this note", WizardWriting.close_note))


def _bar() -> rx.Component:
    return rx.el.div(
        meta(S.sum_text),
        button("Reuse", WizardReuse.open_reuse, kind="quiet", icon_name="library", size="small"),
        menu(
            button(
                "Generate with AI", kind="soft", icon_name="sparkles", size="small", loading=WizardWriting.is_writing
            ),
            *[menu_item(words, WizardWriting.write(count)) for count, words in _COUNTS],
        ),
        menu(
            button("Add question", icon_name="plus", size="small"),
            rx.foreach(
                S.addable,
                lambda kind: rx.dropdown_menu.item(kind["label"], on_select=S.add_question(kind["value"])),
            ),
        ),
        class_name="m-question-bar",
    )


def _settings() -> rx.Component:
    """What few people change here: the stage's name, place and weight, and what a resume stage insists on."""
    return more_fields(
        "Stage settings",
        row(
            text_input(
                "stage-title", S.stage_title, lambda v: S.change_stage("title", v), wait=600, aria_label="Stage title"
            ),
            icon_button("arrow-left", "Move the stage left", WizardStages.move_stage(S.open_stage, -1)),
            icon_button("arrow-right", "Move the stage right", WizardStages.move_stage(S.open_stage, 1)),
            icon_button("trash-2", "Remove the stage", WizardStages.remove_stage(S.open_stage)),
        ),
        rx.cond(
            S.shares.length() > 0,
            rx.el.span(
                rx.el.span("Weight of the stage"),
                slider_input(
                    "stage-weight",
                    S.stage_weight,
                    lambda v: S.change_stage("weight", v.to_string()),
                    low=1,
                    high=10,
                    label="Weight of the stage",
                    shown=S.stage_weight.to_string() + " of 10",
                ),
                class_name="m-line-field",
            ),
            rx.fragment(),
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
    )


def _flag(words: str, value: Any, name: str) -> rx.Component:
    return rx.el.label(
        switch(name, value, lambda on: S.change_stage(name, on.to_string()), label=words),
        rx.el.span(words),
        class_name="m-row",
    )


def _question(q: Any) -> rx.Component:
    is_open = S.open_question == q["key"]
    words = text_area(
        "q-text", q["text"], set_field(q, "text"), rows=2, wait=700, aria_label="Question", spell_check=True
    )
    card = question_card(
        q["number"],
        rx.cond(is_open, words, q["text"]),
        question_fields(q),
        source=q["source"],
        right=rx.cond(is_open, rx.fragment(), _right(q)),
        actions=(
            icon_button("arrow-up", "Move up", S.move_question(q["key"], -1)),
            icon_button("arrow-down", "Move down", S.move_question(q["key"], 1)),
        ),
        more=_more(q),
        is_open=is_open,
        on_toggle=S.toggle(q["key"]),
        below=rx.fragment(
            when(q["hint"], _wording(q)), rx.cond(WizardWriting.tuned == q["key"], tuning(q), rx.fragment())
        ),
        label="Edit the question",
    )
    return sortable_item(q["key"], card, label="question " + q["number"])


def _right(q: Any) -> rx.Component:
    """The slot at the right of a closed card: a weight, or what passes with its dealbreaker switch, never both."""
    checked = rx.fragment(
        rx.el.span(rx.cond(q["expects"] != "", q["expects"], q["kind_word"]), class_name="m-meta m-expects"),
        rx.cond(
            q["can_break"],
            rx.el.span(
                rx.el.span("Dealbreaker"),
                switch(
                    "breaks-" + q["key"],
                    q["is_dealbreaker"],
                    lambda on: S.change_question(q["key"], "is_dealbreaker", on.to_string()),
                    label="Dealbreaker: failing it stops the candidate",
                ),
                class_name="m-line-field is-strong",
            ),
            rx.fragment(),
        ),
    )
    return rx.cond(q["is_scored"], rx.fragment(rx.el.span("Scored"), weight(q, "closed-")), checked)


def _more(q: Any) -> rx.Component:
    return menu(
        icon_button("ellipsis", "More about question " + q["number"]),
        menu_item("Tune with AI", WizardWriting.begin_tuning(q["key"]), icon_name="sparkles"),
        menu_item("Duplicate", S.duplicate_question(q["key"]), icon_name="copy"),
        menu_item("Save to library", WizardReuse.save_to_library(q["key"]), icon_name="library"),
        menu_item("Remove", S.remove_question(q["key"]), icon_name="trash-2", danger=True),
    )


def _wording(q: Any) -> rx.Component:
    use = rx.cond(
        q["hint_use"] != "",
        button("Use “" + q["hint_use"] + "”", S.use_wording(q["key"]), kind="quiet", size="small"),
        rx.fragment(),
    )
    return wording_check(
        "Wording check: " + q["hint"], use, button("Keep", S.keep_wording(q["key"]), kind="quiet", size="small")
    )
