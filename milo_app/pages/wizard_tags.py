"""The tags of an interview: what to note from the answers, beside the scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components.forms import select, text_area, text_input
from milo_app.components.primitives import button, icon_button, meta, row, stack, title
from milo_app.state.wizard_questions import WizardQuestions as S

_FORMATS = (("text", "A few words"), ("number", "A number"), ("date", "A date"), ("option", "One of a list"))


def tags() -> rx.Component:
    """Draw the list of tags with its add button."""
    return rx.el.section(
        row(
            rx.el.div(
                title("Tags", 3),
                meta("Facts to note from the answers. They stand on the report and never change a score."),
                class_name="m-two",
            ),
            rx.el.span(class_name="m-push"),
            button("Add tag", S.add_tag, icon_name="plus", size="small"),
        ),
        rx.foreach(S.tags, _tag),
        class_name="m-tag-editor",
    )


def _tag(tag: Any) -> rx.Component:
    def change(name: str) -> Callable[[Any], Any]:
        return lambda value: S.change_tag(tag["at"].to(int), name, value)

    number = tag["at"].to_string()
    options = text_area(
        "tag-options",
        tag["options"],
        change("options"),
        rows=3,
        wait=900,
        id="tag-options-" + number,
        placeholder="One option on a line",
        aria_label="Options, one on a line",
    )
    return stack(
        rx.el.div(
            text_input(
                "tag-name", tag["name"], change("name"), wait=900, id="tag-name-" + number, aria_label="Name of the tag"
            ),
            select("tag-format-" + number, _FORMATS, tag["format"], change("format"), label="Format"),
            text_input(
                "tag-look",
                tag["instructions"],
                change("instructions"),
                wait=900,
                id="tag-look-" + number,
                placeholder="What to look for",
                aria_label="What to look for",
                max_length=500,
            ),
            icon_button("trash-2", "Remove the tag", S.remove_tag(tag["at"].to(int))),
            class_name="m-tag-line",
        ),
        rx.cond(tag["has_options"], options, rx.fragment()),
        gap=6,
    )
