"""Create or edit an interviewer: three steps, an autosaved draft, a preview beside it."""

from __future__ import annotations

import reflex as rx

from milo_app.components.chips import state_badge
from milo_app.components.forms import field, text_input
from milo_app.components.islands import copy_button
from milo_app.components.layout import page_header
from milo_app.components.primitives import button, card, dialog, meta, mono, muted, notice, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import (
    Step,
    found_row,
    paste_box,
    phone_preview,
    stage_card,
    stepper,
    wizard,
    wizard_footer,
)
from milo_app.pages.frame import framed
from milo_app.pages.wizard_questions import questions_step
from milo_app.state.wizard import Wizard as S

_STEPS = (
    Step("plan", "Plan", "Paste the description"),
    Step("questions", "Questions & scoring"),
    Step("review", "Review & share"),
)


def new() -> rx.Component:
    """Draw the empty first step."""
    return framed(
        page_header("New interviewer", crumbs=[("Interviewers", "/interviewers")], badge=state_badge("draft", "Draft")),
        wizard(stepper(_STEPS, "plan"), _plan(), _found()),
        active="interviewers",
        footer=wizard_footer("", button("Start empty", S.start_empty, kind="quiet")),
    )


def edit() -> rx.Component:
    """Draw the step that the address names."""
    main = rx.match(S.step, ("questions", questions_step()), ("review", _review()), _plan())
    aside = rx.match(S.step, ("questions", _preview()), ("review", _preview()), _found())
    return framed(
        page_header(
            rx.cond(S.title != "", S.title, "Interviewer"),
            crumbs=[("Interviewers", "/interviewers")],
            badge=state_badge(S.status, S.status.capitalize()),
        ),
        wizard(stepper(_STEPS, S.step, done=rx.cond(S.stages.length() > 0, ["plan"], []), on_pick=S.go), main, aside),
        active="interviewers",
        footer=_footer(),
    )


def _footer() -> rx.Component:
    return wizard_footer(
        S.saved,
        rx.cond(S.step == "questions", button("Back", S.go("plan"), kind="quiet"), rx.fragment()),
        rx.cond(S.step == "review", button("Back", S.go("questions"), kind="quiet"), rx.fragment()),
        rx.cond(
            (S.step == "plan") & (S.stages.length() > 0),
            button("Next: Questions & scoring", S.go("questions"), kind="soft", icon_after="arrow-right"),
            rx.fragment(),
        ),
        rx.cond(
            S.step == "questions",
            button("Next: Review & share", S.go("review"), kind="solid", icon_after="arrow-right"),
            rx.fragment(),
        ),
        rx.cond(
            S.step == "review",
            button(
                rx.cond(S.status == "draft", "Publish", "Publish new version"),
                S.publish,
                kind="solid",
                loading=S.is_publishing,
            ),
            rx.fragment(),
        ),
    )


def _plan() -> rx.Component:
    area = rx.debounce_input(
        rx.el.textarea(
            id="description",
            value=S.text,
            on_change=S.type_text,
            placeholder="Paste the whole posting: tasks, requirements, hours, pay.",
            aria_label="Job description",
            class_name="m-paste-area",
            spell_check=False,
        ),
        debounce_timeout=300,
    )
    return stack(
        title("Who are you hiring?", 1),
        muted("Paste the job description. You edit every question before anybody is interviewed."),
        paste_box(
            area,
            S.counter,
            button(
                rx.cond(S.stages.length() > 0, "Draft it again", "Draft the interview"),
                S.compose,
                kind="solid",
                icon_name="sparkles",
                loading=S.is_composing,
            ),
        ),
        when(S.error, notice(S.error, tone="bad")),
        field(
            "Anything the interview should do",
            text_input("wishes", S.wishes, S.type_wishes, placeholder="For example: form, then interview, 4 questions"),
            for_="wishes",
            help="Optional.",
        ),
        gap=16,
    )


def _found() -> rx.Component:
    facts = rx.el.div(
        rx.foreach(
            S.facts,
            lambda f: found_row(f["label"], rx.cond(f["value"] != "", f["value"], "Not found"), f["value"] != ""),
        )
    )
    return stack(
        rx.cond(S.facts.length() > 0, card(facts, title_text="Found in your text"), rx.fragment()),
        rx.cond(
            S.stages.length() > 0,
            card(
                rx.foreach(S.stages, lambda s: stage_card(s["kind"], s["title"], s["summary"])),
                title_text="What you get",
            ),
            card(
                found_row("Resume check", "Must-haves and scored criteria"),
                found_row("Short form", "Facts and dealbreakers"),
                found_row("Interview", "Questions with anchors and follow-ups"),
                title_text="What you get",
            ),
        ),
        rx.foreach(S.notes, lambda line: notice(line)),
        when(S.composer, meta("Drafted by: " + S.composer)),
        meta("The description itself is never read out to candidates."),
        gap=16,
    )


def _preview() -> rx.Component:
    shown = rx.foreach(
        S.questions,
        lambda q: rx.cond(
            (q["key"] == S.open_question) | ((S.open_question == "") & (q["number"] == "1")),
            rx.el.div(
                rx.el.p("Question " + q["number"], class_name="m-meta"),
                rx.el.h3(q["text"], class_name="m-h2"),
                rx.el.div(class_name="m-ghost-area"),
            ),
            rx.fragment(),
        ),
    )
    return stack(
        phone_preview(shown),
        when(S.estimate, card(rx.el.strong(S.estimate), meta(S.cost))),
        gap=16,
    )


def _review() -> rx.Component:
    live = card(
        notice("This interviewer is live. Anybody with the link can apply.", tone="good"),
        rx.el.div(mono(S.live_link), copy_button(S.live_link, label="Copy link"), class_name="m-row is-wrap"),
        button("See its candidates", href="/interviewers/" + S.interviewer, kind="soft"),
        title_text="Share",
    )
    return stack(
        title("Review and share", 1),
        rx.cond(S.live_link != "", live, rx.fragment()),
        rx.cond(
            S.problems.length() > 0,
            card(rx.foreach(S.problems, lambda line: notice(line, tone="warn")), title_text="Before it can go live"),
            rx.fragment(),
        ),
        when(S.error, notice(S.error, tone="bad")),
        card(
            field("Title", text_input("title", S.title, lambda v: S.change_plan("title", v), wait=600), for_="title"),
            field(
                "Link name",
                text_input("slug", S.slug, S.type_slug, mono=True),
                for_="slug",
                help=S.workspace_path + S.slug,
                error=rx.cond(S.slug_ok, "", S.slug_note),
            ),
            field(
                "Last day",
                text_input("deadline", S.deadline, S.pick_deadline, type="date"),
                for_="deadline",
                help="Empty: one month from today. You can extend it.",
            ),
            field(
                "Name of the AI interviewer",
                text_input("persona", S.persona, lambda v: S.change_plan("persona", v), wait=600),
                for_="persona",
            ),
            title_text="Basics",
        ),
        card(rx.foreach(S.stages, lambda s: stage_card(s["kind"], s["title"], s["summary"])), title_text="Stages"),
        rx.cond(
            S.status == "draft",
            dialog(
                button("Delete this draft", kind="quiet", icon_name="trash-2"),
                "Delete this draft?",
                "The text and all questions go away. Nobody was interviewed with it.",
                confirm=button("Delete the draft", S.discard, kind="danger"),
            ),
            meta("Publishing makes a new version for new candidates only. People who started keep theirs."),
        ),
        gap=16,
    )
