"""The fields of what the AI interviewer knows and says; the Agent tab and the settings draw them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import field, form, select, text_area, text_input
from milo_app.components.primitives import button, icon_button, meta, mono, row, stack
from milo_app.components.values import when
from milo_app.state.interviewer_agent import Agent as S

LANGUAGES = (
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("tr", "Turkish"),
    ("ja", "Japanese"),
)
_TONES = (("warm", "Warm"), ("neutral", "Neutral"), ("formal", "Formal"))
_DELIVERIES = (
    ("exact_delivery", "Shown word for word"),
    ("summarized_delivery", "Shown as a summary"),
    ("reference_only", "Only when a candidate asks"),
    ("silent_reference", "Never said, only for context"),
)


def wrong(name: str) -> Any:
    """Return the sentence that stands at a field, empty while it is right."""
    return rx.cond(S.wrong_field == name, S.wrong, "")


def who_fields() -> rx.Component:
    """Draw name, language, tone and opening line."""
    return form(
        rx.el.div(
            field(
                "Name",
                text_input(
                    "persona",
                    S.persona,
                    lambda v: S.change("persona", v),
                    wait=600,
                    max_length=100,
                    error=wrong("persona"),
                ),
                for_="persona",
                error=wrong("persona"),
            ),
            field(
                "Language",
                select("language", LANGUAGES, S.language, lambda v: S.change("language", v), label="Language"),
                for_="language",
            ),
            class_name="m-pairs",
        ),
        field(
            "Tone",
            select("tone", _TONES, S.tone, lambda v: S.change("tone", v), label="Tone"),
            for_="tone",
            help="How it greets and how it asks follow-up questions. Your own questions stay as you wrote them.",
        ),
        field(
            "Opening line",
            text_area("opening", S.opening, lambda v: S.change("opening", v), rows=3, wait=700, max_length=1000),
            for_="opening",
            help="The first words of an interview stage. Empty: Milo's own, in the chosen tone.",
            error=wrong("opening"),
        ),
    )


def knowledge_fields() -> rx.Component:
    """Draw the three overviews, each with how it reaches the candidate, and the instructions."""
    return form(
        _overview("company", "About the company", S.company, S.company_delivery),
        _overview("job", "About the job", S.job, S.job_delivery),
        _overview("process", "How hiring goes on", S.process, S.process_delivery),
        field(
            "Instructions",
            text_area(
                "instructions",
                S.instructions,
                lambda v: S.change("instructions", v),
                rows=4,
                wait=700,
                max_length=10_000,
            ),
            for_="instructions",
            help="How to lead the interview. Candidates never see it; a connected model reads it, built-in rules cannot.",
            error=wrong("instructions"),
        ),
    )


def _overview(name: str, label: str, text: Any, delivery: Any) -> rx.Component:
    return field(
        label,
        stack(
            text_area(name, text, lambda v: S.change(f"{name}.text", v), rows=3, wait=700, max_length=10_000),
            row(
                meta("How candidates get it"),
                select(
                    f"{name}-delivery",
                    _DELIVERIES,
                    delivery,
                    lambda v: S.change(f"{name}.delivery", v),
                    label=f"{label}: how candidates get it",
                    small=True,
                ),
            ),
            gap=6,
        ),
        for_=name,
        error=wrong(f"{name}.text"),
    )


def role_fields() -> rx.Component:
    """Draw title and department."""
    return form(
        field(
            "Title",
            text_input(
                "title", S.title, lambda v: S.change("title", v), wait=600, max_length=200, error=wrong("title")
            ),
            for_="title",
            error=wrong("title"),
        ),
        field(
            "Department",
            text_input("department", S.department, lambda v: S.change("department", v), wait=600, max_length=80),
            for_="department",
            error=wrong("department"),
        ),
    )


def link_fields() -> rx.Component:
    """Draw where candidates go afterwards, and the calendar for people who are shortlisted."""
    return form(
        field(
            "Link after the last stage",
            text_input(
                "redirect_url",
                S.redirect_url,
                lambda v: S.change("redirect_url", v),
                wait=700,
                type="url",
                placeholder="https://",
                error=wrong("redirect_url"),
            ),
            for_="redirect_url",
            help="A button on the last page. It names the site, and opens only when the candidate presses it.",
            error=wrong("redirect_url"),
        ),
        field(
            "Scheduling link",
            text_input(
                "scheduling_url",
                S.scheduling_url,
                lambda v: S.change("scheduling_url", v),
                wait=700,
                type="url",
                placeholder="https://",
                error=wrong("scheduling_url"),
            ),
            for_="scheduling_url",
            help="Your calendar. You copy or mail it from the report of somebody whom you shortlisted.",
            error=wrong("scheduling_url"),
        ),
    )


def metadata_fields() -> rx.Component:
    """Draw keys and values for programs."""
    return stack(
        rx.foreach(
            S.metadata,
            lambda pair: row(
                mono(pair["key"]),
                rx.el.span(pair["value"], class_name="m-cut"),
                rx.el.span(class_name="m-push"),
                icon_button("x", "Remove " + pair["key"], S.remove_pair(pair["key"])),
            ),
        ),
        form(
            rx.el.div(
                field("Key", text_input("meta-key", max_length=40, required=True), for_="meta-key"),
                field("Value", text_input("meta-value", max_length=500), for_="meta-value"),
                button("Add", type="submit"),
                class_name="m-fields is-line",
            ),
            on_submit=S.add_pair,
            reset_on_submit=True,
        ),
        when(wrong("metadata"), rx.el.span(S.wrong, class_name="m-field-error", role="alert")),
        gap=8,
    )
