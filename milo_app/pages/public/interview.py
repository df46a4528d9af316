"""The interview: one page, one thing on the screen, phone first."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.islands import autosave_text, fetch_form, read_aloud, upload_box
from milo_app.components.public import (
    action_bar,
    consent_check,
    done_mark,
    done_steps,
    eyebrow,
    facts,
    facts_line,
    headline,
    primary,
    progress,
    public_card,
    public_choices,
    public_field,
    public_input,
    public_notice,
    public_page,
    public_slider,
    public_textarea,
    question_title,
    saved_mark,
    secondary,
    small_link,
    stars,
)
from milo_app.components.values import when
from milo_app.state.visit import Visit as S

_FOOT = (("See or take your data", "/i/my-data"), ("Privacy", "/i/privacy"))


def interview() -> rx.Component:
    """Draw whatever comes next for this candidate."""
    return rx.match(
        S.page,
        ("apply", _apply()),
        ("sent", _sent()),
        ("welcome", _welcome()),
        ("resume", _resume()),
        ("question", _question()),
        ("review", _review()),
        ("scoring", _done()),
        ("done", _done()),
        ("stopped", _stopped()),
        ("closed", _closed()),
        ("missing", _missing()),
        _loading(),
    )


def _page(*content: Any, **props: Any) -> rx.Component:
    return public_page(*content, brand=S.brand, letter=S.letter, brand_color=S.brand_color, footer_links=_FOOT, **props)


def _loading() -> rx.Component:
    return public_page(
        rx.el.div(class_name="p-loading", role="status", aria_label="Loading"), brand=S.brand, letter=S.letter
    )


def _disclosure() -> rx.Component:
    return rx.fragment(
        eyebrow(S.title),
        headline("You will talk with an AI interviewer.", "A person at " + S.brand + " reads every result."),
        facts_line((("clock", S.minutes), ("list-checks", S.questions), ("calendar", S.until))),
        facts(
            (
                ("keyboard", "You type your answers.", "Nothing is recorded."),
                ("sparkles", "AI scores your answers,", "a person decides."),
                ("users", "Only the hiring team", "can see them."),
                ("save", "Every answer is saved.", "You can stop and come back."),
            )
        ),
    )


def _apply() -> rx.Component:
    return _page(
        _disclosure(),
        fetch_form(
            public_field("Your name", public_input("name", auto_complete="name"), name="name"),
            public_field(
                "Email",
                public_input("email", type="email", auto_complete="email"),
                name="email",
                help="Your own link is sent here.",
            ),
            public_field("Phone", public_input("phone", type="tel", auto_complete="tel"), name="phone", optional=True),
            consent_check("I agree that " + S.brand + " keeps my answers to fill this role.", name="consent"),
            primary("Agree and start", type="submit"),
            action="/api/candidate/apply",
            label="Apply",
            fields={"workspace": S.workspace_slug_text, "slug": S.slug_text},
        ),
    )


def _sent() -> rx.Component:
    return _page(
        headline("We sent you your link.", "This email address has applied for this role already."),
        rx.el.p(
            "Open the mail on this device to go on where you stopped. It can take a minute to arrive.",
            class_name="p-muted",
        ),
        secondary("Use another email", href="/i/" + S.workspace_slug_text + "/" + S.slug_text),
    )


def _welcome() -> rx.Component:
    return _page(
        rx.cond(S.first_name != "", eyebrow("Hello " + S.first_name), rx.fragment()),
        _disclosure(),
        action=action_bar(
            primary("Start", S.begin, loading=S.is_busy), note="You can stop and come back. Nothing is lost."
        ),
    )


def _problem() -> rx.Component:
    return when(S.error, public_notice(S.error, tone="bad"))


def _told() -> rx.Component:
    return when(S.notice, public_notice(S.notice))


def _top() -> rx.Component:
    return progress(S.progress_label, S.minutes_left, S.segments)


def _files(purpose: str) -> rx.Component:
    return rx.foreach(
        S.files,
        lambda file: public_notice(
            file["name"],
            rx.cond(file["note"] != "", file["note"], file["size"]),
            tone=rx.cond(file["note"] != "", "warn", "good"),
            action=small_link("Remove", on_click=S.remove_file(file["id"]), icon_name="trash-2"),
        ),
    )


def _resume() -> rx.Component:
    return _page(
        question_title(S.stage_title, S.stage_intro),
        _files("resume"),
        upload_box(
            "/api/files",
            S.uploaded,
            accept=["pdf", "docx", "txt"],
            label="Choose your resume",
            hint="PDF, Word (DOCX) or text, up to 10 MB",
            fields={"purpose": "resume"},
        ),
        _told(),
        _problem(),
        top=_top(),
        aside=saved_mark(ok=S.files.length() > 0, text=rx.cond(S.files.length() > 0, "Saved", "")),
        action=action_bar(
            primary("Continue", S.finish, loading=S.is_busy, disabled=S.needs_resume & (S.files.length() == 0)),
            rx.cond(S.needs_resume, rx.fragment(), secondary("Go on without", S.finish)),
        ),
    )


def _question() -> rx.Component:
    said = rx.foreach(
        S.exchanges,
        lambda exchange: rx.el.div(
            rx.el.p(exchange["prompt"], class_name="p-muted"),
            rx.el.blockquote(exchange["reply"], class_name="p-said"),
            class_name="p-exchange",
        ),
    )
    return _page(
        said,
        question_title(S.text, S.help),
        rx.cond(S.kind == "scored", read_aloud(S.text, lang=S.language), rx.fragment()),
        rx.el.div(_control(), key=S.ref, class_name="p-answer"),
        _told(),
        _problem(),
        top=_top(),
        aside=saved_mark(text=rx.cond(S.is_saved, "Saved", ""), ok=S.is_saved),
        action=action_bar(
            primary("Save and go on", S.send, icon_name="check", loading=S.is_busy),
            rx.cond(S.can_go_back, secondary("Back", S.back), rx.fragment()),
            rx.cond(S.can_skip, secondary("Skip", S.skip, disabled=S.is_busy), rx.fragment()),
            note="Take your time. You can stop and come back.",
        ),
    )


def _control() -> rx.Component:
    """Draw the field that fits the kind of question."""
    choices = public_choices(S.key, S.options, S.draft, S.pick)
    many = public_choices(S.key, S.options, S.values, S.pick, multiple=True)
    number = rx.el.div(
        public_input("reply", default=S.draft, on_change=S.type_text, input_mode="decimal", aria_labelledby="question"),
        when(S.unit, rx.el.span(S.unit, class_name="p-muted")),
        class_name="p-number",
    )
    slider = public_slider(
        "reply",
        S.draft,
        S.type_text,
        low=S.low,
        high=S.high,
        step=S.step_size,
        low_word=S.low,
        high_word=S.high,
        shown=S.draft,
    )
    upload = rx.fragment(
        _files("answer"),
        upload_box(
            "/api/files",
            S.uploaded,
            accept=S.extensions,
            label="Choose a file",
            hint="Up to 10 MB",
            fields={"purpose": "answer", "question": S.key},
        ),
    )
    return rx.match(
        S.kind,
        ("single_choice", choices),
        ("yes_no", choices),
        ("multiple_choice", many),
        ("number", number),
        ("amount", number),
        ("slider", slider),
        (
            "date",
            public_input("reply", type="date", default=S.draft, on_change=S.type_text, aria_labelledby="question"),
        ),
        ("file", upload),
        autosave_text(S.draft, S.ref, S.type_text, max_length=S.max_length, labelled_by="question", wait=500),
    )


def _review() -> rx.Component:
    line = lambda item: rx.el.div(  # noqa: E731
        rx.el.div(rx.el.strong(item["text"]), rx.el.p(item["reply"], class_name="p-muted"), class_name="p-two"),
        small_link("Change", on_click=S.edit(item["key"]), icon_name="pencil"),
        class_name="p-review-line",
    )
    return _page(
        question_title("Check your answers", "You can change them until you send them."),
        rx.el.div(rx.foreach(S.review, line), class_name="p-review"),
        _problem(),
        top=_top(),
        action=action_bar(primary("Send and go on", S.finish, loading=S.is_busy)),
    )


def _done() -> rx.Component:
    return _page(
        done_mark(),
        headline(
            "Thank you, " + S.first_name + ". You are done.",
            "Your answers are saved and with the team at " + S.brand + ".",
        ),
        rx.el.h2("What happens next", class_name="p-h2"),
        done_steps(
            (
                ("done", "Your answers are in", "", "Nothing more is needed from you."),
                ("todo", "A person reads them", "", "The team at " + S.brand + " decides, not the AI."),
                ("todo", "You hear from " + S.brand, "", "By email."),
            )
        ),
        _feedback(),
        _again(),
    )


def _feedback() -> rx.Component:
    ask = public_card(
        stars(S.stars, S.rate, words=S.star_words),
        public_textarea(
            "comment",
            default=S.comment,
            on_blur=S.type_comment,
            placeholder="What should we change? (optional)",
            aria_label="What should we change?",
            rows=3,
        ),
        _problem(),
        secondary("Send feedback", S.send_feedback, soft=True),
        title="How was this interview for you?",
        text="The team sees it. It never changes your result.",
    )
    thanks = public_card(rx.el.p("Thank you for your feedback: " + S.star_words + ".", role="status"))
    return rx.cond(S.is_rated, thanks, ask)


def _again() -> rx.Component:
    return rx.fragment(
        rx.cond(
            S.can_retake,
            public_card(
                secondary("Take it again", S.retake),
                title="You may take this interview again",
                text="Your earlier answers stay with the team.",
            ),
            when(S.retake_text, rx.el.p(S.retake_text, class_name="p-muted")),
        )
    )


def _stopped() -> rx.Component:
    return _page(
        headline("Thank you, " + S.first_name + ".", "This role has a requirement that your answers do not meet."),
        rx.el.p(
            "A fixed rule of the role stopped the interview here, not a score. Your answers are saved, and a person at "
            + S.brand
            + " can look at them.",
            class_name="p-muted",
        ),
        _feedback(),
        _again(),
    )


def _closed() -> rx.Component:
    return _page(headline(S.closed_title, S.closed_text))


def _missing() -> rx.Component:
    return public_page(
        headline(
            "There is no interview here.",
            "The link may have a letter too many or too few. Check it, or ask whoever sent it.",
        ),
        brand="Milo",
        letter="M",
    )
