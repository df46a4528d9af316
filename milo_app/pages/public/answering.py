"""The field in which a candidate answers, by the kind of question."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.islands import autosave_text, choices, upload_box
from milo_app.components.public import small_link
from milo_app.state.visit import Visit as S


def answer_control() -> rx.Component:
    """Draw the field that fits the kind of question."""

    def typed(kind: str, **more: Any) -> rx.Component:
        return autosave_text(
            S.saved,
            S.draft_key,
            S.type_text,
            kind=kind,
            epoch=S.epoch,
            max_length=S.max_length,
            labelled_by="question",
            described_by="question-help",
            lang=S.language,
            wait=500,
            **more,
        )

    def offered(many: bool) -> rx.Component:
        return choices(S.options, S.values, S.draft_key, S.choose, multiple=many, epoch=S.epoch)

    number = typed("number", unit=S.unit, on_enter=S.send(S.ref))
    return rx.match(
        S.kind,
        ("single_choice", offered(False)),
        ("yes_no", offered(False)),
        ("multiple_choice", offered(True)),
        ("number", number),
        ("amount", number),
        ("slider", typed("range", low=S.low, high=S.high, step=S.step_size, unit=S.unit)),
        ("date", typed("date", on_enter=S.send(S.ref))),
        ("file", _files()),
        ("short_answer", typed("area", rows=3)),
        typed("area"),
    )


def _files() -> rx.Component:
    line = lambda file: rx.el.li(  # noqa: E731
        rx.el.div(rx.el.strong(file["name"]), rx.el.span(file["size"], class_name="p-muted"), class_name="p-two"),
        small_link("Remove", on_click=S.remove_file(file["id"]), icon_name="trash-2"),
        class_name="p-review-line",
    )
    box = upload_box(
        "/api/files",
        S.uploaded,
        accept=S.extensions,
        label="Choose a file",
        hint="Up to 10 MB",
        many=True,
        fields={"purpose": "answer", "question": S.key},
    )
    return rx.el.div(
        rx.cond(S.allows_many | (S.files.length() == 0), box, rx.fragment()),
        rx.cond(
            S.files.length() > 0,
            rx.el.ul(rx.foreach(S.files, line), class_name="p-review", aria_label="Your files"),
            rx.fragment(),
        ),
        class_name="p-files",
    )
