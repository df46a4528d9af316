"""The left side of a report: the summary, and under its tabs the stages, notes, timeline, mails and files."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import stage_icon
from milo_app.components.forms import text_area
from milo_app.components.primitives import button, card, dialog, icon_button, notice
from milo_app.components.report import (
    answer_turn,
    answers_card,
    evidence_text,
    file_row,
    followup_turn,
    question_block,
    summary_item,
    timeline,
    timeline_row,
)
from milo_app.components.report_team import (
    contact_row,
    mention_list,
    note_item,
    note_tools,
    note_versions,
    note_words,
)
from milo_app.components.values import when
from milo_app.state.report import Candidate as S


def left() -> rx.Component:
    """Draw the left side."""
    summary = card(
        rx.foreach(
            S.points,
            lambda p: summary_item(
                p["kind"], p["text"], p["quote"], p["source"], p["href"], on_jump=S.open_tab(p["stage"])
            ),
        ),
        title_text="Summary",
    )
    sources = rx.el.div(
        _tabs(),
        rx.foreach(S.stages, _stage),
        _panel("notes", "Notes", _notes()),
        _panel(
            "timeline",
            "Timeline",
            card(
                timeline(rx.foreach(S.timeline, lambda e: timeline_row(e["kind"], e["text"], e["when"], e["detail"])))
            ),
        ),
        _panel("contacts", "Mails", _contacts()),
        _panel("files", "Files", card(rx.foreach(S.files, lambda f: file_row(f["name"], f["detail"], f["href"])))),
        class_name="m-stack is-16 m-order-3",
    )
    return rx.fragment(
        rx.el.div(rx.cond(S.points.length() > 0, summary, rx.fragment()), class_name="m-order-1"), sources
    )


def _tabs() -> rx.Component:
    def stage(one: Any) -> rx.Component:
        return _tab(one["key"], stage_icon(one["kind"], name=one["title"]), one["title"], one["score"])

    return rx.el.div(
        rx.el.div(
            rx.foreach(S.stages, stage),
            _tab("notes", rx.fragment(), "Notes", S.notes_count),
            _tab("timeline", rx.fragment(), "Timeline"),
            when(S.contacts.length() > 0, _tab("contacts", rx.fragment(), "Mails", S.contacts.length())),
            when(S.files.length() > 0, _tab("files", rx.fragment(), "Files", S.files.length())),
            class_name="m-tabs-list",
            role="tablist",
            aria_label="Sources",
        ),
        class_name="m-tabs",
    )


def _tab(key: Any, sign: rx.Component, title: Any, count: Any = "") -> rx.Component:
    # A tab is a link to a name that no element has: it clears the address's jump target, which also opens a stage.
    href: Any = "#show-" + key
    return rx.el.a(
        sign,
        rx.el.span(title),
        rx.el.span(count, class_name="m-count"),
        href=href,
        role="tab",
        on_click=S.open_tab(key),
        aria_selected=rx.cond(S.tab == key, "true", "false"),
        class_name="m-tab",
    )


def _panel(key: Any, title: Any, *children: rx.Component) -> rx.Component:
    return rx.el.div(
        *children,
        class_name="m-stage-panel",
        role="tabpanel",
        aria_label=title,
        custom_attrs={"data-open": rx.cond(S.tab == key, "yes", "no")},
    )


def _stage(stage: Any) -> rx.Component:
    resume = card(
        when(stage["resume_name"], file_row(stage["resume_name"], "As it was sent", stage["resume_href"])),
        when(stage["resume_note"], notice(stage["resume_note"], tone="warn")),
        when(stage["resume"].length() > 0, rx.el.div(evidence_text(stage["resume"]), class_name="m-resume-text")),
        when(
            (stage["resume_name"] == "") & (stage["resume"].length() == 0),
            rx.el.p("No resume was sent.", class_name="m-muted"),
        ),
        title_text="Resume",
        id="resume",
    )
    asked = answers_card(rx.foreach(stage["questions"], _question), title="Questions and answers", aside=stage["note"])
    return _panel(
        stage["key"],
        stage["title"],
        rx.cond(stage["kind"] == "resume", resume, rx.fragment()),
        rx.cond(stage["questions"].length() > 0, asked, rx.fragment()),
    )


def _question(question: Any) -> rx.Component:
    def turn(line: Any) -> rx.Component:
        return rx.cond(
            line["kind"] == "follow_up",
            followup_turn(line["text"]),
            answer_turn(line["segments"], margin=line["margin"]),
        )

    return question_block(
        question["number"],
        question["text"],
        rx.foreach(question["turns"].to(list[dict[str, Any]]), turn),
        when(question["file_name"], file_row(question["file_name"], "", question["file_href"])),
        score=question["score"],
        band=question["band"],
        percent=question["percent"],
        anchor=question["anchor"],
        note=question["note"],
    )


def _notes() -> rx.Component:
    write = rx.el.div(
        rx.el.label("Write a note", html_for="note-draft", class_name="m-sr"),
        text_area(
            "note-draft",
            S.draft,
            S.write_draft,
            rows=3,
            wait=200,
            placeholder="Write a note. Type @ to name a colleague, who is told.",
            max_length=5000,
        ),
        rx.cond(
            (S.suggestions.length() > 0) & (S.editing == ""), mention_list(S.suggestions, S.mention), rx.fragment()
        ),
        rx.el.div(
            button("Save the note", S.save_note, kind="soft", disabled=S.draft == ""),
            class_name="m-row is-end",
        ),
        class_name="m-note-form",
    )
    none = rx.el.p("No notes yet.", class_name="m-muted")
    return card(
        rx.cond(S.can_rate, write, rx.fragment()),
        rx.cond(S.notes.length() > 0, rx.el.ul(rx.foreach(S.notes, _note), class_name="m-team"), none),
        when(S.more_notes, button(S.more_notes, S.older_notes, kind="quiet", size="small")),
        title_text="Notes",
        note="Everybody of this workspace who may see candidates reads them; the candidate never does.",
    )


def _note(note: Any) -> rx.Component:
    change = rx.el.div(
        text_area(
            "note-edited", S.edited, S.write_edit, rows=3, wait=200, aria_label="Change the note", max_length=5000
        ),
        rx.cond(S.suggestions.length() > 0, mention_list(S.suggestions, S.mention), rx.fragment()),
        rx.el.div(
            button("Cancel", S.cancel_edit, kind="quiet", size="small"),
            button("Save", S.save_edit, kind="soft", size="small"),
            class_name="m-row is-end",
        ),
        class_name="m-note-form",
    )
    delete = dialog(
        icon_button("trash-2", "Delete this note"),
        "Delete this note?",
        "Its words and earlier versions go away for everybody. This cannot be undone.",
        confirm=button("Delete the note", S.delete_note(note["id"]), kind="danger"),
    )
    return note_item(
        note["initials"],
        note["author"],
        note["ago"],
        note["at"],
        note["edited"],
        rx.cond(S.editing == note["id"], change, note_words(note["pieces"])),
        rx.cond(note["versions"].to(list[Any]).length() > 0, note_versions(note["versions"]), rx.fragment()),
        tools=note_tools(note["can_edit"], note["can_delete"], S.edit_note(note["id"]), delete),
    )


def _contacts() -> rx.Component:
    return card(
        timeline(
            rx.foreach(S.contacts, lambda c: contact_row(c["kind"], c["state"], c["tone"], c["when"], c["error"]))
        ),
    )
