"""The team's part of a report: ratings per criterion, verdicts, notes that name colleagues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components.chips import avatar, badge
from milo_app.components.primitives import icon, icon_button, meta
from milo_app.components.values import Flag, Handler, Items, Num, Text, choose, each, when

RATINGS = ((1, "Below"), (2, "Partly"), (3, "Meets"), (4, "Exceeds"))
VERDICTS = (("definitely", "Definitely"), ("yes", "Yes"), ("unsure", "Unsure"), ("no", "No"))
_VERDICT_TONES = {"definitely": "green", "yes": "green", "no": "amber"}


def rating(name: Text, own: Num, on_rate: Callable[[int], Handler]) -> rx.Component:
    """Rate one criterion in four words; the one that holds can be pressed again to take it back."""
    parts = [
        rx.el.button(word, type="button", on_click=on_rate(value), aria_pressed=_pressed(own, value))
        for value, word in RATINGS
    ]
    label: Any = "Your rating: " + name
    return rx.el.div(*parts, class_name="m-seg m-rating", role="group", aria_label=label)


def verdict_choice(value: Text, on_give: Callable[[str], Handler]) -> rx.Component:
    """Give a verdict in four words."""
    parts = [
        rx.el.button(word, type="button", on_click=on_give(key), aria_pressed=_pressed(value, key))
        for key, word in VERDICTS
    ]
    return rx.el.div(*parts, class_name="m-seg m-rating", role="group", aria_label="Your verdict")


def _pressed(held: Any, key: Any) -> Any:
    if isinstance(held, rx.Var):
        return rx.cond(held == key, "true", "false")
    return "true" if held == key else "false"


def verdict_row(initials: Text, name: Text, value: Text, word: Text, comment: Text, ago: Text) -> rx.Component:
    """Show the verdict of a colleague with their comment."""
    return rx.el.div(
        avatar(initials, size=24),
        rx.el.div(
            rx.el.div(
                rx.el.span(name, class_name="m-strong m-cut"),
                badge(word, choose(value, _VERDICT_TONES, "gray")),
                rx.el.span(ago, class_name="m-meta m-push-end"),
                class_name="m-row",
            ),
            when(comment, rx.el.p(comment, class_name="m-note-words", dir="auto")),
            class_name="m-two is-loose",
        ),
        class_name="m-team-row",
    )


def note_item(
    initials: Text,
    author: Text,
    ago: Text,
    at: Text,
    edited: Text,
    words: rx.Component,
    versions: rx.Component,
    *,
    tools: rx.Component,
) -> rx.Component:
    """Show a note with its author, its time, what it read before, and what may be done with it."""
    return rx.el.li(
        avatar(initials, size=28),
        rx.el.div(
            rx.el.div(
                rx.el.span(author, class_name="m-strong m-cut"),
                meta(ago, title=at),
                when(edited, meta(edited)),
                tools,
                class_name="m-row",
            ),
            words,
            versions,
            class_name="m-two is-loose",
        ),
        class_name="m-team-row",
    )


def note_words(pieces: Items) -> rx.Component:
    """Write a note as plain text with the names of colleagues marked."""

    def part(piece: Any) -> rx.Component:
        return when(piece["mention"], rx.el.strong(piece["text"], class_name="m-mention"), rx.el.span(piece["text"]))

    given = pieces.to(list[dict[str, str]]) if isinstance(pieces, rx.Var) else pieces
    return rx.el.p(each(given, part), class_name="m-note-words", dir="auto")


def note_versions(versions: Items) -> rx.Component:
    """Fold away what a note read before it was edited."""

    def one(version: Any) -> rx.Component:
        return rx.el.div(
            meta("Until " + version["until"]),
            rx.el.p(version["body"], class_name="m-note-words", dir="auto"),
            class_name="m-note-before",
        )

    given = versions.to(list[dict[str, str]]) if isinstance(versions, rx.Var) else versions
    return rx.el.details(
        rx.el.summary("Edits", class_name="m-summary m-quiet-link"), each(given, one), class_name="m-more"
    )


def mention_list(people: Items, on_pick: Callable[[Any], Handler]) -> rx.Component:
    """Offer colleagues under the field where an @ was typed."""

    def one(person: Any) -> rx.Component:
        return rx.el.button(
            avatar(person["initials"], size=20),
            rx.el.span(person["name"], class_name="m-cut"),
            type="button",
            on_click=on_pick(person["id"]),
            class_name="m-pop-link",
        )

    given = people.to(list[dict[str, str]]) if isinstance(people, rx.Var) else people
    return rx.el.div(each(given, one), class_name="m-mentions", role="group", aria_label="Colleagues to mention")


def note_tools(can_edit: Flag, can_delete: Flag, on_edit: Handler, delete: rx.Component) -> rx.Component:
    """Show what may be done with a note at the end of its line."""
    return rx.el.span(
        when(can_edit, icon_button("pencil", "Edit this note", on_edit)),
        when(can_delete, delete),
        class_name="m-push-end m-note-tools",
    )


def why_block(title: Text, score: Text, formula: Text, parts: Items) -> rx.Component:
    """Show how one score came about: its number, the arithmetic, who judged by which rubric."""
    given = parts.to(list[str]) if isinstance(parts, rx.Var) else parts
    return rx.el.div(
        rx.el.div(rx.el.strong(title), rx.el.strong(score), class_name="m-pair"),
        rx.el.code(formula, class_name="m-formula"),
        each(given, lambda part: meta(part)),
        class_name="m-why",
    )


def contact_row(kind: Text, state: Text, tone: Text, when_text: Text, error: Text = "") -> rx.Component:
    """Show a mail to the person with what became of it."""
    return rx.el.li(
        rx.el.span(icon("mail", 14), class_name="m-event-icon"),
        rx.el.div(rx.el.span(kind), when(error, meta(error)), class_name="m-two"),
        badge(state, tone),
        meta(when_text),
        class_name="m-event",
    )
