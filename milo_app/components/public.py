"""What candidates see: phone first, one thing on the screen, native controls, light enough for an old phone on 3G.

Nothing here comes from the recruiter's shell, forms or tables, and no Radix component is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from milo_app.components.primitives import icon, link
from milo_app.components.values import Flag, Handler, Items, Text, choose, each, inline, label_id, when


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
) -> rx.Component:
    """Frame a candidate's page: brand at the top, one column, action bar pinned on phones, links at the foot.

    `top` (a progress bar) stands over the content; `aside` at the right of the brand; `brand_color` is a workspace's
    own colour, checked for contrast with white before it gets here.
    """
    colored = inline(brand=brand_color) if not isinstance(brand_color, str) or brand_color else {}
    return rx.el.div(
        rx.el.header(
            rx.el.span(rx.el.span(letter, class_name="p-letter", aria_hidden="true"), rx.el.span(brand), class_name="p-brand"),
            aside if aside is not None else rx.fragment(),
            class_name="p-top",
        ),
        rx.el.main(top if top is not None else rx.fragment(), *content, id="content", class_name="p-main"),
        action if action is not None else rx.fragment(),
        rx.el.footer(*[link(text, href=href) for text, href in footer_links], class_name="p-foot") if footer_links else rx.fragment(),
        class_name=f"p-page is-{width}",
        custom_attrs=colored,
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


def question_title(text: Text, hint: Text = "", id: str = "question") -> rx.Component:  # noqa: A002
    """Write a question large; the answer field refers to it by `id`."""
    return rx.el.div(rx.el.h1(text, class_name="p-headline", id=id), when(hint, rx.el.p(hint, class_name="p-hint")))


def progress(label: Text, left: Text, segments: Items) -> rx.Component:
    """Show "Question 3 of 6", the time left, and one segment per question; a segment is "done", "now" or "todo"."""
    return rx.el.div(
        rx.el.div(rx.el.strong(label), rx.el.span(left), class_name="p-progress-top"),
        rx.el.div(each(segments, lambda state: rx.el.span(class_name=f"is-{state}")), class_name="p-segments", aria_hidden="true"),
        class_name="p-progress",
    )


def facts_line(facts: Sequence[tuple[str, Text]]) -> rx.Component:
    """Show minutes, questions and deadline on one line; items are (icon, words)."""
    return rx.el.div(*[rx.el.span(icon(sign), rx.el.span(words)) for sign, words in facts], class_name="p-facts-line")


def facts(items: Sequence[tuple[str, Text, Text]]) -> rx.Component:
    """Show the four one-line facts: what is kept, who scores, who sees, until when; items are (icon, strong, rest)."""
    return rx.el.ul(
        *[rx.el.li(icon(sign), rx.el.span(rx.el.strong(strong), " ", rest)) for sign, strong, rest in items], class_name="p-facts"
    )


def public_card(*children: Any, title: Text = "", text: Text = "") -> rx.Component:
    """Frame a part of a candidate's page."""
    head = rx.el.div(rx.el.h2(title, class_name="p-h2"), when(text, rx.el.p(text, class_name="p-muted")))
    return rx.el.section(when(title, head), *children, class_name="p-card")


def primary(
    text: Text,
    on_click: Handler = None,
    *,
    type: Literal["button", "submit"] = "button",  # noqa: A002
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
    type: Literal["button", "submit"] = "button",  # noqa: A002
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
    text: Text, on_click: Handler, look: str, kind: str, icon_name: str, disabled: Flag, loading: Flag, href: Text, props: dict[str, Any]
) -> rx.Component:
    sign = icon(icon_name) if icon_name else rx.fragment()
    class_name = f"m-btn is-large {look}"
    if not isinstance(href, str) or href:
        return link(sign, rx.el.span(text), href=href, class_name=class_name, **props)
    turning = when(loading, rx.el.span(class_name="m-spin", aria_hidden="true"), sign)
    stopped: Any = disabled or loading
    if isinstance(disabled, rx.Var) or isinstance(loading, rx.Var):
        stopped = rx.Var.create(disabled).bool() | rx.Var.create(loading).bool()
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(turning, rx.el.span(text), type=kind, disabled=stopped, class_name=class_name, **props)


def action_bar(primary_button: rx.Component, *others: Any, note: Any = "", trouble: Any = None) -> rx.Component:
    """Hold the buttons of a page: pinned to the bottom on a phone, in the flow on wide or low screens."""
    notes = rx.el.div(trouble if trouble is not None else rx.fragment(), rx.el.span(note), class_name="p-notes")
    return rx.el.div(
        rx.el.div(
            rx.el.div(primary_button, rx.el.div(*others, class_name="p-others") if others else rx.fragment(), class_name="p-buttons"),
            notes,
            class_name="p-bar-inner",
        ),
        class_name="p-bar",
    )


def public_field(label: Text, control: rx.Component, *, name: str, help: Text = "", error: Text = "", optional: bool = False) -> rx.Component:  # noqa: A002
    """Label a control on a candidate's page; help and error are read with it."""
    extra = rx.el.span(" (optional)", class_name="p-muted") if optional else rx.fragment()
    return rx.el.div(
        rx.el.label(label, extra, html_for=name),
        control,
        rx.el.div(
            when(error, rx.el.span(icon("circle-alert", 16), rx.el.span(error), class_name="p-error", role="alert"), when(help, rx.el.span(help))),
            id=label_id(name, "help"),
            class_name="p-below",
        ),
        class_name="p-field",
    )


def public_input(
    name: str, *, type: str = "text", default: Text | None = None, on_blur: Handler = None, invalid: Flag = False, **props: Any  # noqa: A002
) -> rx.Component:
    """Draw a one-line field, 44 px high; uncontrolled, so that a slow line never eats a letter."""
    if default is not None:
        props["default_value"] = default
    if on_blur is not None:
        props["on_blur"] = on_blur
    attrs = {"aria-describedby": label_id(name, "help"), "aria-invalid": rx.cond(invalid, "true", "false") if isinstance(invalid, rx.Var) else str(invalid).lower()}
    return rx.el.input(id=name, name=name, type=type, class_name="m-input is-large", custom_attrs=attrs, **props)


def public_textarea(name: str, *, default: Text | None = None, rows: int = 4, on_blur: Handler = None, **props: Any) -> rx.Component:
    """Draw a field of several lines; for interview answers use the `autosave_text` island."""
    if default is not None:
        props["default_value"] = default
    if on_blur is not None:
        props["on_blur"] = on_blur
    return rx.el.textarea(id=name, name=name, rows=str(rows), class_name="m-input is-area is-large", custom_attrs={"aria-describedby": label_id(name, "help")}, **props)


def public_choices(
    name: Text, options: Items, value: Text | Items, on_pick: Handler, *, multiple: Flag = False, labelled_by: str = "question"
) -> rx.Component:
    """Offer options as large lines; items are `{"value": ..., "label": ...}`; `on_pick` gets the value that was pressed.

    With `multiple`, `value` is the list of those that hold, and `on_pick` toggles.
    """

    def line(option: Any, many: bool) -> rx.Component:
        if many:
            holds = value.to(list[str]).contains(option["value"]) if isinstance(value, rx.Var) else option["value"] in value
        else:
            holds = option["value"] == value
        return rx.el.label(
            rx.el.input(
                type="checkbox" if many else "radio",
                name=name,
                value=option["value"],
                checked=holds,
                on_change=lambda _picked: on_pick(option["value"]),
                class_name="m-check" if many else "m-radio",
            ),
            rx.el.span(option["label"]),
            class_name="p-choice",
        )

    def group(many: bool) -> rx.Component:
        items = options.to(list[dict[str, str]]) if isinstance(options, rx.Var) else options
        return rx.el.div(
            each(items, lambda option: line(option, many)),
            class_name="p-choices",
            role="group" if many else "radiogroup",
            aria_labelledby=labelled_by,
        )

    if isinstance(multiple, rx.Var):
        return rx.cond(multiple, group(True), group(False))
    return group(multiple)


def public_select(name: Text, options: Items, value: Text, on_change: Handler, *, placeholder: str = "Choose one") -> rx.Component:
    """Draw the phone's own drop-down; items are `{"value": ..., "label": ...}`."""
    items = options.to(list[dict[str, str]]) if isinstance(options, rx.Var) else options
    return rx.el.span(
        rx.el.select(
            rx.el.option(placeholder, value=""),
            each(items, lambda option: rx.el.option(option["label"], value=option["value"])),
            id=name,
            name=name,
            value=value,
            on_change=on_change,
            class_name="m-select",
        ),
        icon("chevron-down"),
        class_name="m-select-box is-large",
    )


def public_slider(
    name: Text, value: Text, on_change: Handler, *, low: Any = 0, high: Any = 10, step: Any = 1, low_word: Text = "", high_word: Text = "", shown: Text = ""
) -> rx.Component:
    """Draw a slider with its ends named and its value large."""
    return rx.el.div(
        when(shown, rx.el.strong(shown, class_name="p-slider-value")),
        rx.el.input(type="range", id=name, name=name, min=low, max=high, step=step, default_value=value, on_change=on_change, class_name="m-range is-large", aria_labelledby="question"),
        rx.el.div(rx.el.span(low_word), rx.el.span(high_word), class_name="p-progress-top"),
        class_name="p-slider",
    )


def consent_check(text: Any, *, name: str, checked: Flag | None = None, on_change: Handler = None, required: bool = True) -> rx.Component:
    """Draw a line that a person must agree to; the whole line can be pressed."""
    props: dict[str, Any] = {} if checked is None else {"checked": checked}
    if on_change is not None:
        props["on_change"] = on_change
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, required=required, class_name="m-check", **props), rx.el.span(text), class_name="p-consent"
    )


def stars(value: Any, on_rate: Handler, words: Text = "") -> rx.Component:
    """Draw five stars of 44 px; `on_rate` gets 1 to 5, `words` says the choice ("4 of 5, good")."""

    def star(number: int) -> rx.Component:
        lit: Any = value >= number
        sign = when(lit, icon("star", 28, class_name="m-fill"), icon("star", 28))
        chosen: Any = value == number
        said = rx.cond(chosen, "true", "false") if isinstance(value, rx.Var) else str(chosen).lower()
        return rx.el.button(
            sign,
            type="button",
            on_click=on_rate(number),
            aria_label=f"{number} of 5 stars",
            custom_attrs={"aria-pressed": said, "data-lit": rx.cond(lit, "yes", "no") if isinstance(value, rx.Var) else ("yes" if lit else "no")},
        )

    return rx.el.div(
        rx.el.div(*[star(number) for number in range(1, 6)], class_name="p-star-row", role="group", aria_label="Your rating"),
        when(words, rx.el.span(words, role="status")),
        class_name="p-stars",
    )


def done_mark() -> rx.Component:
    """Draw the tick over the thank-you line."""
    return rx.el.span(icon("check", 24), class_name="p-done")


def done_steps(steps: Sequence[tuple[Text, Text, Text, Text]]) -> rx.Component:
    """Say what happens next and by when; items are (state, title, when, text), state "done" or "todo"."""
    return rx.el.ol(
        *[
            rx.el.li(
                rx.el.span(choose(state, {"done": icon("check", 14)}, rx.fragment()), class_name=f"p-step-sign is-{state}"),
                rx.el.div(
                    rx.el.strong(title), rx.el.span(when(moment, rx.el.span(rx.el.b(moment), " · ")), text, class_name="p-muted")
                ),
            )
            for state, title, moment, text in steps
        ],
        class_name="p-steps",
    )


def public_notice(title: Text, text: Any = "", *, tone: Text = "info", action: rx.Component | None = None) -> rx.Component:
    """Say something that needs attention: tone info, warn or bad; announced to screen readers."""
    signs = {"warn": icon("triangle-alert"), "bad": icon("circle-alert"), "good": icon("circle-check")}
    return rx.el.div(
        choose(tone, signs, icon("info")),
        rx.el.div(rx.el.strong(title), when(text, rx.el.p(text)), action if action is not None else rx.fragment()),
        class_name=f"p-notice is-{tone}",
        role="alert" if tone == "bad" else "status",
    )


def small_link(text: Text, href: Text = "", on_click: Handler = None, icon_name: str = "") -> rx.Component:
    """Draw a quiet link or button beside others ("Having trouble?", "Transcript")."""
    sign = icon(icon_name) if icon_name else rx.fragment()
    if not isinstance(href, str) or href:
        return link(sign, rx.el.span(text), href=href, class_name="p-link")
    press = {"on_click": on_click} if on_click is not None else {}
    return rx.el.button(sign, rx.el.span(text), type="button", class_name="p-link", **press)
