"""Create or edit an interviewer: three steps, an autosaved draft, a preview beside it."""

from __future__ import annotations

import reflex as rx

from milo_app.components.chips import state_badge
from milo_app.components.forms import field, form, select, text_input
from milo_app.components.islands import copy_button
from milo_app.components.layout import page_header
from milo_app.components.primitives import button, card, dialog, meta, mono, muted, notice, row, stack, title
from milo_app.components.values import when
from milo_app.components.wizard import (
    Step,
    found_row,
    paste_box,
    phone_preview,
    stage_card,
    stage_list,
    stepper,
    wizard,
    wizard_footer,
    working,
)
from milo_app.pages.frame import framed
from milo_app.pages.label_dialog import label_dialog
from milo_app.pages.required_labels import required_labels
from milo_app.pages.wizard_questions import questions_step
from milo_app.state.retakes import Retakes
from milo_app.state.session import Shell
from milo_app.state.wizard import Wizard as S
from milo_app.state.wizard_plan import WizardPlan as P
from milo_app.state.wizard_questions import WizardQuestions as Q
from milo_app.state.wizard_review import WizardReview as R

_STEPS = (
    Step("plan", "Plan", "Paste the description"),
    Step("questions", "Questions & scoring", rx.cond(S.how_many != "", S.how_many + " in all", "After the draft")),
    Step("review", "Review & share", "Link, deadline, publish"),
)

_RETAKES = (
    ("0", "None"),
    ("1", "One more try"),
    ("2", "Two more tries"),
    ("3", "Three more tries"),
    ("5", "Five more tries"),
)
_WAITS = (("0", "No wait"), ("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days"))


def new() -> rx.Component:
    """Draw the empty first step."""
    return framed(
        page_header("New interviewer", crumbs=[("Interviewers", "/interviewers")], badge=state_badge("draft", "Draft")),
        wizard(stepper(_STEPS, "plan"), _plan(), _found()),
        active="interviewers",
        footer=wizard_footer("", button("Start empty", P.start_empty, kind="quiet")),
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
        wizard(
            stepper(_STEPS, S.step, done=rx.cond(S.stages.length() > 0, ["plan"], []), on_pick=S.go),
            stack(when(S.conflict, notice(S.conflict, tone="warn")), main, gap=16),
            aside,
        ),
        label_dialog(),
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
                R.publish,
                kind="solid",
                loading=R.is_publishing,
            ),
            rx.fragment(),
        ),
    )


def _plan() -> rx.Component:
    area = rx.debounce_input(
        rx.el.textarea(
            id="description",
            value=P.text,
            on_change=P.type_text,
            placeholder="Paste the whole posting: tasks, requirements, hours, pay.",
            aria_label="Job description",
            aria_invalid=rx.cond(P.error != "", "true", "false"),
            aria_describedby="description-error",
            class_name="m-input is-area",
            spell_check=False,
            read_only=(S.status != "draft") | P.is_composing,
            max_length=190_000,
        ),
        debounce_timeout=300,
    )
    draft = button(
        rx.cond(S.stages.length() > 0, "Draft it again", "Draft the interview"),
        P.compose,
        kind=rx.cond(S.stages.length() > 0, "outline", "solid"),
        icon_name="sparkles",
        loading=P.is_composing,
    )
    return stack(
        stack(
            title("Who are you hiring?", 1),
            muted("Paste the job description. You edit every question before anybody is interviewed."),
            gap=4,
        ),
        paste_box(area, P.counter, rx.el.span(P.drafting_note, class_name="m-meta m-wide-only"), draft),
        rx.el.div(when(P.error, notice(P.error, tone="bad")), id="description-error"),
        when(
            P.is_composing,
            working(P.doing, "Your text is saved. You can leave this page: the draft appears under Drafts."),
        ),
        when(
            S.status != "draft",
            notice("The text of a live interviewer stays as it was. Drafting again makes new questions from it."),
        ),
        field(
            "Anything the interview should do",
            text_input("wishes", P.wishes, P.type_wishes, placeholder="For example: form, then interview, 4 questions"),
            for_="wishes",
            help="Optional. It is used when the interview is drafted.",
        ),
        gap=16,
    )


def _found() -> rx.Component:
    facts = rx.el.div(
        rx.foreach(
            P.facts,
            lambda f: found_row(f["label"], rx.cond(f["value"] != "", f["value"], "Not found"), f["value"] != ""),
        )
    )
    typical = stage_list(
        stage_card("resume", "Resume check", "Must-haves and scored criteria"),
        stage_card("form", "Short form", "Facts and dealbreakers"),
        stage_card("web_interview", "Interview", "Questions with anchors, follow-ups"),
    )
    return stack(
        when(P.facts.length() > 0, stack(title("Found in your text", 3), card(facts), gap=8)),
        stack(title("What you get", 3), rx.cond(S.stages.length() > 0, _stages(), typical), gap=8),
        rx.foreach(P.notes, lambda line: notice(line)),
        when(P.composer, meta("Drafted by: " + P.composer)),
        meta("You edit every question before anybody is interviewed. The text itself is never read out to candidates."),
        gap=20,
    )


def _stages() -> rx.Component:
    return stage_list(rx.foreach(S.stages, lambda s: stage_card(s["kind"], s["title"], s["summary"])))


def _preview() -> rx.Component:
    shown = rx.foreach(
        Q.questions,
        lambda q: rx.cond(
            (q["key"] == Q.open_question) | ((Q.open_question == "") & (q["number"] == "1")),
            _preview_question(q),
            rx.fragment(),
        ),
    )
    price = card(rx.el.strong(S.estimate), rx.el.div(meta(S.cost)))
    return stack(phone_preview(shown), when(S.estimate, price), gap=16)


def _preview_question(q: rx.Var) -> rx.Component:
    resume = stack(
        rx.el.h3("Share your resume", class_name="m-h2"),
        muted("Checked against: " + q["text"]),
        rx.el.div("PDF, Word or text", class_name="m-ghost-area"),
        gap=12,
    )
    asked = stack(
        rx.el.h3(q["text"], class_name="m-h2"),
        when(q["help"], muted(q["help"])),
        rx.cond(
            q["option_list"].length() > 0,
            stack(rx.foreach(q["option_list"], lambda word: rx.el.div(word, class_name="m-choice")), gap=6),
            rx.el.div("Your answer", class_name="m-ghost-area"),
        ),
        gap=12,
    )
    return rx.fragment(
        row(
            rx.el.strong(Shell.workspace),
            rx.el.span(q["number"] + " of " + Q.questions.length().to_string(), class_name="m-meta"),
            justify="between",
        ),
        rx.cond(Q.stage_kind == "resume", resume, asked),
        rx.el.span(class_name="m-push"),
        rx.el.span("Continue", class_name="m-btn is-solid is-wide", aria_hidden="true"),
    )


def _review() -> rx.Component:
    return stack(
        title("Review and share", 1),
        when(R.live_link, _live()),
        rx.cond(
            S.problems.length() > 0,
            card(
                stack(rx.foreach(S.problems, lambda line: notice(line, tone="warn")), gap=8),
                title_text="Before it can go live",
            ),
            rx.fragment(),
        ),
        when(R.error, notice(R.error, tone="bad")),
        card(_basics(), title_text="Basics"),
        required_labels(S.interviewer),
        stack(title("Stages", 2), _stages(), gap=8),
        rx.cond(
            S.status == "draft",
            row(
                dialog(
                    button("Delete this draft", kind="quiet", icon_name="trash-2"),
                    "Delete this draft?",
                    "The text and all questions go away. Nobody was interviewed with it.",
                    confirm=button("Delete the draft", R.discard, kind="danger"),
                )
            ),
            notice(
                "Publishing makes a new version that affects new candidates only. People who started keep theirs.",
            ),
        ),
        gap=16,
    )


def _live() -> rx.Component:
    return card(
        stack(
            notice("This interviewer is live. Anybody with the link can apply.", tone="good"),
            row(mono(R.live_link), copy_button(R.live_link, label="Copy link"), wrap=True),
            row(
                button("See its candidates", href="/interviewers/" + S.interviewer, kind="soft"),
                button("Open the candidate's page", href=R.live_link, icon_name="external-link", reload=True),
                wrap=True,
            ),
            gap=12,
        ),
        title_text="Share",
    )


def _basics() -> rx.Component:
    return form(
        field("Title", text_input("title", S.title, lambda v: S.change_plan("title", v), wait=600), for_="title"),
        field(
            "Link name",
            text_input("slug", R.slug, R.type_slug, mono=True, error=rx.cond(R.slug_ok, "", R.slug_note)),
            for_="slug",
            help=S.workspace_path + R.slug,
            error=rx.cond(R.slug_ok, "", R.slug_note),
        ),
        rx.el.div(
            field(
                "Department",
                text_input("department", S.department, lambda v: S.change_plan("department", v), wait=600),
                for_="department",
            ),
            field(
                "Name of the AI interviewer",
                text_input("persona", S.persona, lambda v: S.change_plan("persona", v), wait=600),
                for_="persona",
            ),
            class_name="m-pairs",
        ),
        field(
            "Last day",
            text_input("deadline", R.deadline, R.pick_deadline, type="date"),
            for_="deadline",
            help=rx.cond(
                S.status == "draft",
                "Empty: one month from today. You can extend it at any time.",
                "Empty: the deadline stays as it is.",
            ),
        ),
        rx.el.div(
            field(
                "Retakes",
                select("retakes", _RETAKES, Retakes.most, Retakes.allow, label="Retakes"),
                for_="retakes",
                help="Earlier attempts stay readable.",
            ),
            field(
                "Wait between attempts",
                select("wait", _WAITS, Retakes.wait_days, Retakes.wait, label="Wait between attempts"),
                for_="wait",
            ),
            class_name="m-pairs",
        ),
    )
