"""What candidates see: phone first, one thing on the screen, native controls, light enough for an old phone on 3G.

Nothing here comes from the recruiter's shell, forms or tables, and no Radix component is used. The form controls
stand in `public_inputs` and can be imported from here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from milo_app.components.connection import connection_banner
from milo_app.components.primitives import icon, link
from milo_app.components.public_inputs import (
    consent_check,
    public_field,
    public_input,
    public_select,
    public_textarea,
    stars,
)
from milo_app.components.values import Flag, Handler, Items, Text, choose, each, either, inline, when

__all__ = [
    "action_bar",
    "consent_check",
    "done_mark",
    "done_steps",
    "eyebrow",
    "facts",
    "facts_line",
    "headline",
    "primary",
    "progress",
    "public_card",
    "public_field",
    "public_input",
    "public_notice",
    "public_page",
    "public_select",
    "public_textarea",
    "question_title",
    "saved_mark",
    "secondary",
    "small_link",
    "stars",
    "trial_bar",
]


def public_page(
    *content: Any,
    brand: Text,
    letter: Text,
    aside: rx.Component | None = None,
    action: rx.Component | None = None,
    footer_links: Sequence[tuple[Text, Text]] = (),
    width: Literal["narrow", "wide"] = "narrow",
    top: rx.Component | None = None,
    brand_color: Text = "",
    banner: rx.Component | None = None,
) -> rx.Component:
    """Frame a candidate's page: brand at the top, one column, action bar pinned on phones, links at the foot.

    `top` (a progress bar) stands over the content; `aside` at the right of the brand; `brand_color` is a workspace's
    own colour, checked for contrast with white before it gets here; `banner` stands above everything.
    """
    colored = inline(brand=brand_color) if not isinstance(brand_color, str) or brand_color else {}
    return rx.el.div(
        connection_banner(),
        banner if banner is not None else rx.fragment(),
        rx.el.header(
            rx.el.span(
                rx.el.span(letter, class_name="p-letter", aria_hidden="true"), rx.el.span(brand), class_name="p-brand"
            ),
            aside if aside is not None else rx.fragment(),
            class_name="p-top",
        ),
        rx.el.main(top if top is not None else rx.fragment(), *content, id="content", class_name="p-main"),
        action if action is not None else rx.fragment(),
        rx.el.footer(*[link(text, href=href) for text, href in footer_links], class_name="p-foot")
        if footer_links
        else rx.fragment(),
        class_name=f"p-page is-{width}",
        custom_attrs=colored,
    )


def trial_bar(report: Text) -> rx.Component:
    """Say above the page that this is a test run, with the way to its report."""
    return rx.el.div(
        icon("flask-conical"),
        rx.el.span("Test run. It counts in no figure."),
        link("See the report", href=report),
        class_name="p-trial",
        role="status",
    )


def saved_mark(text: Text = "Saved", ok: Flag = True) -> rx.Component:
    """Say in the header whether the last answer is kept; changes are announced."""
    return rx.el.span(when(ok, icon("check")), rx.el.span(text), class_name="p-saved", role="status")


def eyebrow(text: Text) -> rx.Component:
    """Name the role over the headline."""
    return rx.el.p(text, class_name="p-eyebrow")


def headline(text: Text, sub: Text = "") -> rx.Component:
    """Write the one large line of a page, and a lighter line under it."""
    return rx.el.div(rx.el.h1(text, class_name="p-headline"), when(sub, rx.el.p(sub, class_name="p-sub")))


def question_title(text: Text, hint: Text = "", id: str = "question") -> rx.Component:
    """Write a question large; the answer field refers to it by `id`."""
    return rx.el.div(
        rx.el.h1(text, class_name="p-headline is-question", id=id),
        when(hint, rx.el.p(hint, class_name="p-hint", id=f"{id}-help")),
    )


def progress(label: Text, left: Text, segments: Items) -> rx.Component:
    """Show "Question 3 of 6", the time left, and one segment per question; a segment is "done", "now" or "todo"."""
    return rx.el.div(
        rx.el.div(rx.el.strong(label), rx.el.span(left), class_name="p-progress-top"),
        rx.el.div(
            each(segments, lambda state: rx.el.span(class_name=f"is-{state}")),
            class_name="p-segments",
            aria_hidden="true",
        ),
        class_name="p-progress",
    )


def facts_line(facts: Sequence[tuple[str, Text]]) -> rx.Component:
    """Show minutes, questions and deadline on one line; items are (icon, words)."""
    return rx.el.div(*[rx.el.span(icon(sign), rx.el.span(words)) for sign, words in facts], class_name="p-facts-line")


def facts(items: Sequence[tuple[str, Text, Text]]) -> rx.Component:
    """Show the four one-line facts: what is kept, who scores, who sees, until when; items are (icon, strong, rest)."""
    return rx.el.ul(
        *[rx.el.li(icon(sign), rx.el.span(rx.el.strong(strong), " ", rest)) for sign, strong, rest in items],
        class_name="p-facts",
    )


def public_card(*children: Any, title: Text = "", text: Text = "") -> rx.Component:
    """Frame a part of a candidate's page."""
    head = rx.el.div(rx.el.h2(title, class_name="p-h2"), when(text, rx.el.p(text, class_name="p-muted")))
    return rx.el.section(when(title, head), *children, class_name="p-card")


def primary(
    text: Text,
    on_click: Handler = None,
    *,
    type: Literal["button", "submit"] = "button",
    icon_name: str = "",
    disabled: Flag = False,
    loading: Flag = False,
    href: Text = "",
    **props: Any,
) -> rx.Component:
    """Draw the one main button of a page, 44 px high."""
    return _button(text, on_click, "is-solid", type, icon_name, disabled, loading, href, props)


def secondary(
    text: Text,
    on_click: Handler = None,
    *,
    type: Literal["button", "submit"] = "button",
    icon_name: str = "",
    disabled: Flag = False,
    loading: Flag = False,
    href: Text = "",
    soft: bool = False,
    **props: Any,
) -> rx.Component:
    """Draw a second button, outlined or soft, 44 px high."""
    return _button(text, on_click, "is-soft" if soft else "is-outline", type, icon_name, disabled, loading, href, props)


def _button(
    text: Text,
    on_click: Handler,
    look: str,
    kind: str,
    icon_name: str,
    disabled: Flag,
    loading: Flag,
    href: Text,
    props: dict[str, Any],
) -> rx.Component:
    sign = icon(icon_name) if icon_name else rx.fragment()
    class_name = f"m-btn is-large {look}"
    if not isinstance(href, str) or href:
        return link(sign, rx.el.span(text), href=href, class_name=class_name, **props)
    turning = when(loading, rx.el.span(class_name="m-spin", aria_hidden="true"), sign)
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        turning, rx.el.span(text), type=kind, disabled=either(disabled, loading), class_name=class_name, **props
    )


def action_bar(primary_button: rx.Component, *others: Any, note: Any = "", trouble: Any = None) -> rx.Component:
    """Hold the buttons of a page: pinned to the bottom on a phone, in the flow on wide or low screens."""
    notes = rx.el.div(trouble if trouble is not None else rx.fragment(), rx.el.span(note), class_name="p-notes")
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                primary_button,
                rx.el.div(*others, class_name="p-others") if others else rx.fragment(),
                class_name="p-buttons",
            ),
            notes,
            class_name="p-bar-inner",
        ),
        class_name="p-bar",
    )


def done_mark() -> rx.Component:
    """Draw the tick over the thank-you line."""
    return rx.el.span(icon("check", 24), class_name="p-done")


def done_steps(steps: Sequence[tuple[Text, Text, Text, Text]]) -> rx.Component:
    """Say what happens next and by when; items are (state, title, when, text), state "done" or "todo"."""
    return rx.el.ol(
        *[
            rx.el.li(
                rx.el.span(
                    choose(state, {"done": icon("check", 14)}, rx.fragment()), class_name=f"p-step-sign is-{state}"
                ),
                rx.el.div(
                    rx.el.strong(title),
                    rx.el.span(when(moment, rx.el.span(rx.el.b(moment), " · ")), text, class_name="p-muted"),
                ),
            )
            for state, title, moment, text in steps
        ],
        class_name="p-steps",
    )


def public_notice(
    title: Text, text: Any = "", *, tone: Text = "info", action: rx.Component | None = None
) -> rx.Component:
    """Say something that needs attention: tone info, warn or bad; announced to screen readers."""
    signs = {"warn": icon("triangle-alert"), "bad": icon("circle-alert"), "good": icon("circle-check")}
    return rx.el.div(
        choose(tone, signs, icon("info")),
        rx.el.div(
            rx.el.strong(title),
            when(text, rx.el.p(text)),
            action if action is not None else rx.fragment(),
            class_name="p-notice-words",
        ),
        class_name=f"p-notice is-{tone}",
        role=rx.cond(tone == "bad", "alert", "status")
        if isinstance(tone, rx.Var)
        else ("alert" if tone == "bad" else "status"),
    )


def small_link(text: Text, href: Text = "", on_click: Handler = None, icon_name: str = "") -> rx.Component:
    """Draw a quiet link or button beside others ("Having trouble?", "Transcript")."""
    sign = icon(icon_name) if icon_name else rx.fragment()
    if not isinstance(href, str) or href:
        return link(sign, rx.el.span(text), href=href, class_name="p-link")
    press = {"on_click": on_click} if on_click is not None else {}
    return rx.el.button(sign, rx.el.span(text), type="button", class_name="p-link", **press)
