"""The interview: one page, one thing on the screen, phone first."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.islands import fetch_form, read_aloud, step_focus, upload_box
from milo_app.components.primitives import link
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
    public_field,
    public_input,
    public_notice,
    public_page,
    public_textarea,
    question_title,
    saved_mark,
    secondary,
    small_link,
    stars,
    trial_bar,
)
from milo_app.components.values import when
from milo_app.pages.public.answering import answer_control
from milo_app.pages.public.asking import ask_box, told_before
from milo_app.state.visit import Visit as S

_FOOT = (("Privacy", "/i/privacy"), ("See or take my data", "/i/my-data"))
_NOBODY = (("Privacy", "/i/privacy"),)


def interview() -> rx.Component:
    """Draw whatever comes next for this candidate."""
    return rx.fragment(
        step_focus(S.focus, S.tab_title, S.sent_draft, S.error),
        rx.match(
            S.page,
            ("apply", _apply()),
            ("sent", _sent()),
            ("welcome", _welcome()),
            ("resume", _resume()),
            ("briefing", _briefing()),
            ("question", _question()),
            ("review", _review()),
            ("scoring", _done()),
            ("done", _done()),
            ("stopped", _stopped()),
            ("closed", _closed()),
            ("missing", _missing()),
            _loading(),
        ),
    )


def _page(*content: Any, **props: Any) -> rx.Component:
    given = {"footer_links": _FOOT, "banner": when(S.is_test, trial_bar(S.report))} | props
    return public_page(*content, brand=S.brand, letter=S.letter, brand_color=S.brand_color, **given)


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
                ("keyboard", "You type your answers.", "No recording."),
                ("sparkles", "AI scores your answers,", "a person decides."),
                ("users", "Only the hiring team", "can see them."),
                ("save", "Every answer is saved.", "Come back later."),
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
                public_input("email", type="email", auto_complete="email", input_mode="email"),
                name="email",
                help="Your own link is sent here, to come back on any device.",
            ),
            public_field("Phone", public_input("phone", type="tel", auto_complete="tel"), name="phone", optional=True),
            consent_check("I agree that " + S.brand + " keeps my answers to fill this role.", name="consent"),
            primary("Agree and start", type="submit"),
            action="/api/candidate/apply",
            label="Apply",
            fields={"workspace": S.workspace_slug_text, "slug": S.slug_text},
        ),
        footer_links=_NOBODY,
    )


def _sent() -> rx.Component:
    return _page(
        headline("We sent you your link.", "You can go on with the link in your mail."),
        rx.el.p(
            "If this email address has applied for this role already, its link is on the way. "
            "It can take a minute to arrive. Look in the spam folder too.",
            class_name="p-muted",
        ),
        action=action_bar(secondary("Use another email", href="/i/" + S.workspace_slug_text + "/" + S.slug_text)),
        footer_links=_NOBODY,
    )


def _welcome() -> rx.Component:
    return _page(
        when(S.first_name, eyebrow("Hello " + S.first_name)),
        _disclosure(),
        _told(),
        ask_box(),
        _problem(),
        action=action_bar(
            primary("Agree and start", S.begin, loading=S.is_busy),
            note="You agree that " + S.brand + " keeps your answers to fill this role.",
        ),
    )


def _problem() -> rx.Component:
    return when(S.error, public_notice(S.error, tone="bad"))


def _told() -> rx.Component:
    return when(S.notice, public_notice(S.notice))


def _top() -> rx.Component:
    return progress(S.progress_label, S.minutes_left, S.segments)


def _resume() -> rx.Component:
    return _page(
        question_title(S.stage_title, S.stage_intro),
        _told(),
        upload_box(
            "/api/files",
            S.uploaded,
            accept=["pdf", "docx", "txt"],
            label="Choose your resume",
            hint="PDF, Word (DOCX) or text, up to 10 MB",
            current=S.file_name,
            fields={"purpose": "resume"},
        ),
        when(
            S.file_note,
            public_notice(S.file_note, "Your file is kept. You can send another one, or go on.", tone="warn"),
        ),
        _problem(),
        top=_top(),
        aside=_saved(S.file_name != ""),
        action=action_bar(
            primary("Continue", S.finish, loading=S.is_busy, disabled=S.file_name == ""),
            *_optional(~S.needs_resume & (S.file_name == ""), secondary("Go on without", S.finish, disabled=S.is_busy)),
            note="The hiring team and the AI read it.",
        ),
    )


def _optional(shown: Any, button: rx.Component) -> list[rx.Component]:
    return [rx.cond(shown, button, rx.fragment())]


def _saved(holds: Any) -> rx.Component:
    return saved_mark(text=rx.cond(holds, "Saved", ""), ok=holds)


def _briefing() -> rx.Component:
    """What is said before the interview: the opening line and the overviews, long ones folded."""
    return _page(
        eyebrow(S.stage_title),
        question_title(S.opening, id="opening"),
        told_before(),
        ask_box(),
        action=action_bar(primary("Continue", S.go_on), note="Take your time. You can stop and come back."),
    )


def _question() -> rx.Component:
    return _page(
        _told(),
        when(S.opening, rx.el.p(S.opening, class_name="p-opening")),
        rx.cond(S.exchanges.length() > 0, _said(), rx.fragment()),
        question_title(S.text, S.help),
        rx.cond(
            (S.kind == "scored") | (S.kind == "not_scored"),
            rx.el.div(read_aloud(S.text, lang=S.language), class_name="p-links"),
            rx.fragment(),
        ),
        answer_control(),
        _problem(),
        ask_box(),
        top=_top(),
        aside=_saved(S.is_saved),
        action=action_bar(
            primary("Save and go on", S.send(S.ref), icon_name="check", loading=S.is_busy),
            *_optional(S.can_go_back, secondary("Back", S.back, icon_name="chevron-left", disabled=S.is_busy)),
            *_optional(S.can_skip, secondary("Skip", S.skip(S.ref), icon_name="skip-forward", disabled=S.is_busy)),
            note="Take your time. You can stop and come back.",
        ),
    )


def _said() -> rx.Component:
    """What was asked and answered before the follow-up that is on the page."""
    return rx.el.section(
        rx.foreach(
            S.exchanges,
            lambda exchange: rx.el.div(
                rx.el.p(exchange["prompt"], class_name="p-muted"),
                rx.el.blockquote(exchange["reply"], class_name="p-said"),
                class_name="p-exchange",
            ),
        ),
        class_name="p-exchanges",
        aria_label="What you said before",
    )


def _review() -> rx.Component:
    line = lambda item: rx.el.li(  # noqa: E731
        rx.el.div(rx.el.span(item["text"], class_name="p-muted"), rx.el.p(item["reply"]), class_name="p-two"),
        small_link("Change", on_click=S.edit(item["key"]), icon_name="pencil"),
        class_name="p-review-line",
    )
    return _page(
        question_title("Check your answers", "You can change them until you send them."),
        _told(),
        rx.el.ul(rx.foreach(S.review, line), class_name="p-review"),
        _problem(),
        top=_top(),
        aside=_saved(S.is_saved),
        action=action_bar(primary("Send and go on", S.finish, icon_name="check", loading=S.is_busy)),
    )


def _thanks() -> Any:
    return rx.cond(S.first_name != "", "Thank you, " + S.first_name + ".", "Thank you.")


def _done() -> rx.Component:
    return _page(
        rx.el.div(
            done_mark(),
            headline(_thanks() + " You are done.", "Your answers are saved and with the team at " + S.brand + "."),
            class_name="p-done-head",
        ),
        _told(),
        rx.el.section(
            rx.el.h2("What happens next", class_name="p-h2"),
            done_steps(
                (
                    ("done", "Your answers are in", "Today", "you need do nothing more"),
                    ("todo", "A person reads them", "", "The team at " + S.brand + " decides, not the AI."),
                    ("todo", "You hear from " + S.brand, "", "By email or phone."),
                )
            ),
            class_name="p-next",
        ),
        when(
            S.onward,
            rx.el.div(
                link(
                    rx.el.span("Continue to " + S.onward_host),
                    href=S.onward,
                    reload=True,
                    rel="noopener noreferrer",
                    class_name="m-btn is-large is-solid",
                ),
                class_name="p-links is-center",
            ),
        ),
        ask_box(),
        _feedback(),
        _again(),
        rx.el.div(
            small_link("Take a copy of my answers", "/i/my-data", icon_name="download"), class_name="p-links is-center"
        ),
    )


def _feedback() -> rx.Component:
    ask = public_card(
        stars(S.stars, S.rate, words=S.star_words),
        public_textarea(
            "comment",
            on_blur=S.type_comment,
            placeholder="What should we change? (optional)",
            aria_label="What should we change?",
            max_length=2000,
            rows=2,
        ),
        _problem(),
        rx.el.div(
            secondary("Send feedback", S.send_feedback, soft=True),
            rx.el.span("or just close this page", class_name="p-meta"),
            class_name="p-feedback-foot",
        ),
        title="How was this interview for you?",
        text="The team sees it. It never changes your result.",
    )
    thanks = public_card(rx.el.p("Thank you for your feedback: " + S.star_words + ".", role="status"))
    return rx.cond(S.is_rated, thanks, ask)


def _again() -> rx.Component:
    return rx.cond(
        S.can_retake,
        public_card(
            secondary("Take it again", S.retake, disabled=S.is_busy),
            title="You may take this interview again",
            text="Your earlier answers stay with the team.",
        ),
        when(S.retake_text, rx.el.p(S.retake_text, class_name="p-muted")),
    )


def _stopped() -> rx.Component:
    return _page(
        headline(_thanks(), "This role has a requirement that your answers do not meet."),
        _told(),
        rx.el.p(
            "A fixed rule of the role ended the interview here, not a score. Your answers are saved, and a person at "
            + S.brand
            + " can look at them. If you think this is a mistake, write to "
            + S.brand
            + ".",
            class_name="p-muted",
        ),
        _again(),
        rx.el.div(small_link("Take a copy of my answers", "/i/my-data", icon_name="download"), class_name="p-links"),
    )


def _closed() -> rx.Component:
    return _page(headline(S.closed_title, S.closed_text), footer_links=_NOBODY)


def _missing() -> rx.Component:
    return public_page(
        headline(
            "There is no interview here.",
            "The link may have a letter too many or too few. Check it, or ask whoever sent it.",
        ),
        brand="Interview",
        letter="I",
    )
