"""The step "Plan": paste, fetch, drop or pick, and what was found in the text beside it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.empty import empty
from milo_app.components.forms import field, text_area, text_input
from milo_app.components.islands import upload_box
from milo_app.components.primitives import button, card, meta, muted, notice, row, stack, text_link, title
from milo_app.components.values import when
from milo_app.components.wizard import found_row, paste_box, stage_card, stage_list, template_card, working
from milo_app.state.wizard import Wizard as S
from milo_app.state.wizard_plan import WizardPlan as P
from milo_app.state.wizard_sources import WizardSources as F

_FIVE_MB = 5 * 1024 * 1024


def plan_step() -> rx.Component:
    """Draw the step."""
    return stack(
        stack(
            title("Who are you hiring?", 1),
            muted("Paste the job description, or say in your own words how the interview should go."),
            gap=4,
        ),
        when(F.chosen, _default()),
        _paste(),
        rx.el.div(when(P.error, notice(P.error, tone="bad")), id="description-error"),
        when(
            P.is_composing,
            working(P.doing, "Your text is saved. You can leave this page: the draft appears under Drafts."),
        ),
        when(F.fetched, _offer()),
        rx.cond(
            S.status == "draft",
            _sources(),
            notice("The text of a live interviewer stays as it was. Drafting again makes new questions from it."),
        ),
        _words(),
        rx.cond(S.status == "draft", _templates(), rx.fragment()),
        gap=20,
    )


def _default() -> rx.Component:
    return notice(
        "New interviewers begin with your default template " + F.chosen_name + ". A text replaces its questions and"
        " keeps its other settings.",
        action=button("Not this time", F.without_template, kind="quiet", size="small"),
    )


def _paste() -> rx.Component:
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
        debounce_timeout=400,
    )
    draft = button(
        rx.cond(S.stages.length() > 0, "Draft it again", "Draft the interview"),
        P.compose,
        kind=rx.cond(S.stages.length() > 0, "outline", "solid"),
        icon_name="sparkles",
        loading=P.is_composing,
    )
    return paste_box(area, P.counter, rx.el.span(P.drafting_note, class_name="m-meta m-wide-only"), draft)


def _sources() -> rx.Component:
    link_form = rx.el.form(
        text_input(
            "url",
            F.url,
            F.type_url,
            icon_name="link",
            placeholder="acme.com/jobs/...",
            error=F.url_error,
            wait=150,
            input_mode="url",
            auto_complete="off",
        ),
        button(rx.cond(F.is_fetching, "Reading", "Get text"), type="submit", loading=F.is_fetching),
        on_submit=lambda _form: F.get_text(),
        class_name="m-fetch",
    )
    return rx.el.div(
        field(
            "Paste a link to the posting",
            link_form,
            for_="url",
            help=rx.cond(F.fetching != "", F.fetching, ""),
            error=F.url_error,
        ),
        field(
            "Or drop a file",
            upload_box(
                "/api/interviewers/description",
                accept=["pdf", "docx", "txt"],
                max_bytes=_FIVE_MB,
                label="PDF, Word or text, 5 MB",
                many=True,
                on_text=F.take_file,
            ),
        ),
        class_name="m-sources",
    )


def _offer() -> rx.Component:
    return card(
        stack(
            row(rx.el.strong("Text from "), rx.el.span(F.fetched_from, class_name="m-cut")),
            when(F.fetched_note, meta(F.fetched_note)),
            rx.el.div(
                F.fetched, class_name="m-fetched", tab_index=0, role="region", aria_label="The text that was read"
            ),
            row(
                button("Replace my text", F.put("replace"), kind="soft"),
                button("Add below my text", F.put("append")),
                button("Leave it", F.put("leave"), kind="quiet"),
                wrap=True,
            ),
            gap=10,
        ),
    )


def _words() -> rx.Component:
    return stack(
        field(
            "How should the interview go?",
            text_input(
                "wishes",
                P.wishes,
                P.type_wishes,
                wait=600,
                placeholder="For example: form, then resume, then interview with 4 questions",
            ),
            for_="wishes",
            help="Optional. Name the stages in order, and what to leave out.",
        ),
        rx.el.details(
            rx.el.summary("Add intake notes or a transcript", class_name="m-link m-summary"),
            field(
                "Notes beside the description",
                text_area(
                    "context", P.context, P.type_context, rows=5, wait=800, max_length=190_000, spell_check=False
                ),
                for_="context",
                help="Read for what to ask. Kept with the draft, never shown to candidates and never quoted.",
                error=P.context_error,
                counter=P.context_counter,
            ),
            open=P.context != "",
            class_name="m-more",
        ),
        gap=12,
    )


def _templates() -> rx.Component:
    return stack(
        row(
            title("Or start from a template", 2),
            rx.el.span(class_name="m-push"),
            rx.el.span(
                text_input(
                    "template-search",
                    F.q,
                    F.search,
                    icon_name="search",
                    placeholder="Search " + F.total,
                    aria_label="Search templates",
                    type="search",
                ),
                class_name="m-template-search",
            ),
            wrap=True,
        ),
        rx.cond(
            F.cards.length() > 0,
            rx.el.div(rx.foreach(F.cards, _card), class_name="m-templates"),
            empty("search", "No template matches", "Try the name of a job or of a field, such as sales."),
        ),
        row(
            when(F.has_more, button("Show all " + F.total, F.show_all, kind="quiet")),
            text_link("Manage templates", "/templates"),
        ),
        gap=12,
    )


def _card(one: Any) -> rx.Component:
    return template_card(
        one["title"],
        one["family"],
        one["icon"],
        one["stages"].to(list[dict[str, str]]),
        one["minutes"],
        F.start(one["kind"], one["key"]),
        is_default=one["is_default"],
        key=one["key"],
    )


def found() -> rx.Component:
    """Draw what was found in the text, and what the draft holds."""
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
    made = stage_list(rx.foreach(S.stages, lambda s: stage_card(s["kind"], s["title"], s["summary"])))
    return stack(
        when(P.facts.length() > 0, stack(title("Found in your text", 3), card(facts), gap=8)),
        stack(title("What you get", 3), rx.cond(S.stages.length() > 0, made, typical), gap=8),
        rx.foreach(P.notes, lambda line: notice(line)),
        when(P.composer, meta("Comes from: " + P.composer)),
        meta("You edit every question before anybody is interviewed. The text itself is never read out to candidates."),
        gap=20,
    )
