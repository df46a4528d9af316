"""The create-interviewer wizard: stepper, three panes, plan cards, 56 px footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.primitives import icon, icon_button, link, meta
from milo_app.components.values import Flag, Handler, Items, Text, choose, each, inline, when, yes_no


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what is in it so far, and its URL."""

    key: str
    title: str
    text: Text = ""
    href: Text = ""


def stepper(
    steps: Sequence[Step],
    active: Text,
    done: Items = (),
    on_pick: Callable[[str], Any] | None = None,
) -> rx.Component:
    """Show the steps at the left; each can be pressed at any time, done ones carry a tick."""
    return rx.el.nav(
        rx.el.ol(*[_step(number, step, active, done, on_pick) for number, step in enumerate(steps, start=1)]),
        aria_label="Steps",
        class_name="m-steps",
    )


def _step(number: int, step: Step, active: Text, done: Items, on_pick: Callable[[str], Any] | None) -> rx.Component:
    is_done = done.to(list[str]).contains(step.key) if isinstance(done, rx.Var) else step.key in done
    is_active: Any = active == step.key
    inside = (
        rx.el.span(when(is_done, icon("check", 14), rx.el.span(str(number))), class_name="m-step-sign"),
        rx.el.span(
            rx.el.span(step.title, class_name="m-step-title"),
            when(step.text, rx.el.span(step.text, class_name="m-meta")),
            when(is_done, rx.el.span("done", class_name="m-sr")),
            class_name="m-two",
        ),
    )
    attrs = {"aria-current": yes_no(is_active, "step", "false"), "data-done": yes_no(is_done)}
    if not isinstance(step.href, str) or step.href:
        return rx.el.li(link(*inside, href=step.href, class_name="m-step", custom_attrs=attrs))
    press = {"on_click": on_pick(step.key)} if on_pick is not None else {}
    return rx.el.li(rx.el.button(*inside, type="button", class_name="m-step", custom_attrs=attrs, **press))


def wizard(steps: rx.Component, main: rx.Component, aside: rx.Component | None = None) -> rx.Component:
    """Lay out the three panes of the wizard: steps, work, preview; one under the other on a phone."""
    return rx.el.div(
        rx.el.div(steps, class_name="m-wizard-steps"),
        rx.el.div(main, class_name="m-wizard-main"),
        rx.el.aside(aside, class_name="m-wizard-aside") if aside is not None else rx.fragment(),
        class_name="m-wizard" + ("" if aside is not None else " is-two"),
    )


def wizard_footer(saved: Text, *buttons: Any, tone: Text = "good", said: rx.Component | None = None) -> rx.Component:
    """Draw the 56 px footer: the save state at the left (`said` shows it, else the words), Back and Next at the right."""
    words = said if said is not None else rx.el.span(saved)
    return rx.el.div(
        rx.el.span(when(saved, icon("check", 14)), words, class_name=f"m-saved is-{tone}", role="status"),
        rx.el.div(*buttons, class_name="m-row"),
        class_name="m-footer",
    )


def paste_box(area: rx.Component, counter: Text, *actions: Any) -> rx.Component:
    """Frame the large text area of a job description with its counter and its one button."""
    foot = rx.el.div(meta(counter), rx.el.div(*actions, class_name="m-row"), class_name="m-paste-foot")
    return rx.el.div(area, foot, class_name="m-paste")


def found_row(label: Text, value: Text, found: Flag = True) -> rx.Component:
    """Show one thing that was found in the pasted text, or that it was not found."""
    return rx.el.div(
        when(found, icon("check", 16, class_name="m-good"), icon("minus", 16)),
        rx.el.div(rx.el.span(label, class_name="m-meta"), rx.el.span(value), class_name="m-two"),
        class_name="m-found",
    )


def stage_card(kind: Text, name: Text, text: Text, *actions: Any) -> rx.Component:
    """Show one stage of a plan: colored sign, name, "6 questions, 12 min", and its actions."""
    return rx.el.div(
        rx.el.span(stage_icon(kind, colored=True), class_name="m-square is-gray"),
        rx.el.div(rx.el.strong(name), rx.el.span(text, class_name="m-meta"), class_name="m-two"),
        *actions,
        class_name="m-stage-card",
    )


def weights_bar(shares: Items) -> rx.Component:
    """Draw the shares of the weights as one 6 px bar; items are percents as text or number."""
    return rx.el.div(
        each(shares, lambda share: rx.el.span(custom_attrs=inline(p=share))), class_name="m-weights", aria_hidden="true"
    )


def question_card(
    number: Text,
    question: Any,
    *body: Any,
    source: Text = "",
    own: Text = "not from the description",
    right: Any = None,
    actions: Sequence[Any] = (),
    more: rx.Component | None = None,
    is_open: Flag = False,
    on_toggle: Handler = None,
    below: Any = None,
    label: Text = "Open the question",
    **props: Any,
) -> rx.Component:
    """Show one question of a plan with the line of the description that it came from, or that it is the recruiter's own.

    `right` is a weight (scored) or a Dealbreaker switch (pass or fail), never both; `body` shows while `is_open`;
    `more` is the menu; `below` stands under everything: a wording check, a proposal.
    """
    toggle = rx.fragment()
    if on_toggle is not None:
        toggle = when(
            is_open,
            icon_button("chevron-up", "Close the question", on_toggle, custom_attrs={"aria-expanded": "true"}),
            icon_button("chevron-down", label, on_toggle, custom_attrs={"aria-expanded": "false"}),
        )
    head = rx.el.div(
        rx.el.span(number, class_name="m-number"),
        rx.el.div(question, class_name="m-question-words"),
        rx.el.div(*actions, class_name="m-question-tools") if actions else rx.fragment(),
        more if more is not None else rx.fragment(),
        toggle,
        class_name="m-question-head",
    )
    line = rx.el.div(
        when(source, source_line(source), rx.el.span(icon("user", 14), own, class_name="m-source")),
        rx.el.span(class_name="m-push"),
        right if right is not None else rx.fragment(),
        class_name="m-question-line",
    )
    return rx.el.section(
        head,
        line,
        when(is_open, rx.el.div(*body, class_name="m-question-body")) if body else rx.fragment(),
        below if below is not None else rx.fragment(),
        class_name="m-question-card",
        custom_attrs={"data-open": yes_no(is_open)},
        **props,
    )


def two_wordings(label: Text, now: Text, proposed: Text) -> rx.Component:
    """Show what something says now beside what is proposed."""
    return rx.el.div(
        rx.el.span(label, class_name="m-meta"),
        rx.el.div(
            rx.el.p(when(now, rx.el.span(now), rx.el.span("Nothing yet", class_name="m-muted"))),
            rx.el.p(proposed, class_name="is-new"),
            class_name="m-pairs",
        ),
        class_name="m-wordings",
    )


def more_fields(title: Text, *fields: Any) -> rx.Component:
    """Fold fields away that few people need; opening it asks nobody."""
    return rx.el.details(
        rx.el.summary(icon("chevron-right", 14), rx.el.span(title), class_name="m-more-head"),
        rx.el.div(*fields, class_name="m-more-body"),
        class_name="m-more",
    )


def stage_list(*cards: Any) -> rx.Component:
    """Hold stage cards as one list with hair lines between them."""
    return rx.el.div(*cards, class_name="m-stage-list")


def working(text: Text, detail: Text) -> rx.Component:
    """Say what is being made, that it may take a while, and what is safe meanwhile; announced to screen readers."""
    return rx.el.div(
        rx.el.span(class_name="m-spin", aria_hidden="true"),
        rx.el.div(rx.el.strong(text), meta(detail), class_name="m-two"),
        class_name="m-working",
        role="status",
    )


def source_line(quote: Text) -> rx.Component:
    """Say which line of the description something came from."""
    return rx.el.span(
        icon("file-text", 14),
        "from the description: ",
        rx.el.q(quote, class_name="m-cut"),
        class_name="m-source",
        title=quote,
    )


def anchor_field(score: str, words: Text, control: rx.Component) -> rx.Component:
    """Label the description of a weak (1) or a strong (5) answer."""
    return rx.el.div(
        rx.el.span(
            rx.el.span(score, class_name="m-badge is-" + ("iris" if score == "5" else "gray")),
            words,
            class_name="m-anchor-label",
        ),
        control,
        class_name="m-anchor",
    )


def wording_check(text: Any, *actions: Any) -> rx.Component:
    """Warn about a word that may shut people out, with what to do about it."""
    return rx.el.div(
        icon("triangle-alert", 14), rx.el.span(text), rx.el.span(class_name="m-push"), *actions, class_name="m-wording"
    )


def phone_preview(
    *content: Any, title: Text = "What candidates see", action: rx.Component | None = None
) -> rx.Component:
    """Frame a live preview of the candidate's page like a phone."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2(title, class_name="m-h3"),
            action if action is not None else rx.fragment(),
            class_name="m-card-head",
        ),
        rx.el.div(rx.el.div(*content, class_name="m-phone-screen"), class_name="m-phone"),
    )


ROLE_ICONS = (
    "app-window", "building-2", "calendar", "chart-column", "code-xml", "coffee", "compass", "factory",
    "graduation-cap", "hard-hat", "headphones", "heart-handshake", "list-checks", "megaphone", "monitor-cog", "package",
    "palette", "phone", "receipt", "scale", "shield", "shopping-bag", "sparkles", "spray-can", "stethoscope", "store",
    "trending-up", "truck", "users", "wrench",
)  # fmt: skip
"""The signs of the usual roles; other names are shown as a bookmark."""


def role_icon(name: Text) -> rx.Component:
    """Draw the sign of a usual role or template."""
    return choose(name, {key: icon(key, 18) for key in ROLE_ICONS}, icon("bookmark", 18))


def template_card(
    title: Text,
    family: Text,
    icon_name: Text,
    stages: Items,
    minutes: Text,
    on_click: Handler = None,
    *,
    href: Text = "",
    is_default: Flag = False,
    **props: Any,
) -> rx.Component:
    """Show a template or usual role as one large button or link: sign, name, stage icons, minutes."""
    inside = (
        rx.el.span(role_icon(icon_name), class_name="m-square is-iris"),
        rx.el.span(
            rx.el.strong(title, class_name="m-cut"),
            rx.el.span(
                each(stages, lambda stage: stage_icon(stage["kind"], name=stage["name"])),
                rx.el.span(minutes),
                rx.el.span(family, class_name="m-cut"),
                when(is_default, rx.el.span("Default", class_name="m-badge is-iris")),
                class_name="m-meta m-template-line",
            ),
            class_name="m-two",
        ),
    )
    if not isinstance(href, str) or href:
        return link(*inside, href=href, class_name="m-template", title=title, **props)
    return rx.el.button(*inside, type="button", on_click=on_click, class_name="m-template", title=title, **props)


def estimate_card(minutes: Text, cost: Text, covers: Text = "") -> rx.Component:
    """Show what one candidate takes and costs, and how many of them the budget covers."""
    return rx.el.section(
        rx.el.strong(minutes),
        rx.el.span(cost, class_name="m-meta"),
        when(covers, rx.el.div(icon("wallet", 14), rx.el.span(covers), class_name="m-meta m-estimate-covers")),
        class_name="m-card m-estimate",
        aria_label="Estimate",
    )


def settle_line(text: Text, where: Text, href: Text) -> rx.Component:
    """Show one thing that keeps an interviewer from going live, with the way to the step where it is settled."""
    return rx.el.li(
        icon("circle-alert", 16),
        rx.el.span(text, class_name="m-push-text"),
        link(rx.el.span(where), icon("arrow-right", 14), href=href, class_name="m-link m-settle-link"),
        class_name="m-settle",
    )


def summary_line(title: Text, text: Text, href: Text) -> rx.Component:
    """Show what a step holds, with the way to it."""
    return rx.el.li(
        rx.el.span(title, class_name="m-meta"),
        rx.el.span(text),
        link("Change", href=href, class_name="m-link"),
        class_name="m-summary-line",
    )
