"""Data: the labels of the workspace."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.forms import Choice, field, form, radio_cards, switch_row, text_area, text_input
from milo_app.components.labels import named_select
from milo_app.components.layout import filter_box, page_body, page_header, toolbar
from milo_app.components.primitives import button, icon_button, mono, notice
from milo_app.components.table import Column, cell, data_table, table_row
from milo_app.components.values import when
from milo_app.pages.data_frame import in_data
from milo_app.pages.settings_frame import no_rights
from milo_app.state.labels import Labels as S

_COLUMNS = (
    Column("name", "Label", "26%"),
    Column("key", "Key", "18%"),
    Column("kind", "Type", "96px"),
    Column("allowed", "Allowed values"),
    Column("required", "Required", "92px"),
    Column("used", "Used by", "128px"),
    Column("actions", "Actions", "84px", hidden_label=True),
)
_KINDS = (
    Choice("picklist", "Picklist", "One of the values that you list.", "list"),
    Choice("text", "Text", "Anything on one line.", "type"),
    Choice("number", "Number", "A plain number, such as 12.5.", "hash"),
    Choice("yes_no", "Yes / No", "One of the two.", "toggle-left"),
)


def labels() -> rx.Component:
    """Draw the page."""
    return in_data(
        "labels",
        page_header(
            "Resource labels",
            lead="Your own names for what an interviewer is for: a region, a team, a client.",
            actions=[
                rx.cond(
                    S.can_manage & ~S.is_new,
                    button("Create label", S.create, kind="soft", icon_name="plus"),
                    rx.fragment(),
                )
            ],
        ),
        page_body(loading(S.is_loading, skeleton_table(5), rx.cond(S.is_allowed, _page(), no_rights("labels")))),
        _label_dialog(),
        _delete_dialog(),
    )


def _page() -> rx.Component:
    table = data_table(_COLUMNS, rx.foreach(S.rows, _row), caption="Labels", min_width=760)
    return rx.cond(
        S.is_new,
        _first_use(),
        rx.fragment(
            rx.cond(
                S.is_many | (S.q != ""),
                toolbar(filter_box(S.q, S.type_search, "Find a label, key or value")),
                rx.fragment(),
            ),
            rx.cond(S.rows.length() > 0, table, _nothing()),
        ),
    )


def _row(row: Any) -> rx.Component:
    name = rx.cond(
        S.can_manage,
        rx.el.button(row["name"], type="button", class_name="m-row-link m-cut", on_click=S.edit(row["id"])),
        rx.el.span(row["name"], class_name="m-cut"),
    )
    words = rx.el.span(
        rx.el.span(name, class_name="m-name"),
        when(row["description"], rx.el.span(row["description"], class_name="m-cut m-meta", title=row["description"])),
        class_name="m-two",
    )
    return table_row(
        rx.el.td(rx.el.div(words, class_name="m-title-cell"), class_name="on-title", role="cell"),
        cell(mono(row["handle"]), phone="line", label="Key", title=row["handle"]),
        cell(row["kind"], phone="side"),
        cell(row["allowed"], phone="meta", muted=True, title=row["all_allowed"]),
        cell(rx.cond(row["is_required"].to(bool), badge("Required", "iris"), "No"), phone="chip", label="Required"),
        cell(row["used"], phone="line", muted=True),
        cell(
            rx.cond(
                S.can_manage,
                rx.el.div(
                    icon_button("pencil", "Edit " + row["name"].to(str), S.edit(row["id"])),
                    icon_button("trash-2", "Delete " + row["name"].to(str), S.ask_delete(row["id"])),
                    class_name="m-row",
                ),
                rx.fragment(),
            ),
            phone="line",
        ),
    )


def _first_use() -> rx.Component:
    return empty_frame(
        empty(
            "tag",
            "Create your first label",
            "For example Region with the values East and West. Set it on interviewers, then filter the list by it. "
            "Labels are yours and on interviewers; tags come from what candidates answer.",
            rx.cond(S.can_manage, button("Create label", S.create, kind="outline", icon_name="plus"), rx.fragment()),
            note=rx.cond(S.can_manage, "", "A recruiter or admin of this workspace can create labels."),
        )
    )


def _nothing() -> rx.Component:
    return empty_frame(
        empty(
            "search",
            "No label matches “" + S.q + "”",
            "The search looks at names, keys, descriptions and allowed values.",
            button("Clear search", S.clear),
        ),
        ghosts=2,
    )


def _label_dialog() -> rx.Component:
    is_edit = S.editing != ""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(rx.cond(is_edit, "Edit label", "Create a label"), class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                rx.cond(
                    is_edit,
                    "Key and type stay as they are, so that filters and exports keep working.",
                    "The key and the type cannot change later; everything else can.",
                ),
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            form(
                *_fields(is_edit),
                on_submit=S.save,
                id="label-form",
            ),
            # Outside the form, which would send the switch as something else than text.
            rx.el.div(
                switch_row(
                    "Required",
                    "A new interviewer goes live only once it is set. Live ones are marked as missing it.",
                    S.is_required,
                    S.pick_required,
                    name="label-required",
                ),
                when(S.problem_field == "all", notice(S.problem, tone="bad")),
                class_name="m-stack m-form-more",
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button(
                    rx.cond(is_edit, "Save changes", "Create label"),
                    type="submit",
                    kind="solid",
                    loading=S.is_saving,
                    custom_attrs={"form": "label-form"},
                ),
                class_name="m-dialog-foot",
            ),
            max_width="560px",
        ),
        open=S.is_open,
        on_open_change=S.opened,
    )


def _wrong(field_name: str) -> Any:
    return rx.cond(S.problem_field == field_name, S.problem, "")


def _fields(is_edit: Any) -> list[rx.Component]:
    return [
        rx.el.div(_name(), _key(is_edit), class_name="m-pairs"),
        rx.cond(
            is_edit,
            field("Type", rx.el.span(rx.match(S.kind, *[(one.value, one.title) for one in _KINDS], ""))),
            field("Type", radio_cards("label-kind", _KINDS, S.kind, S.pick_kind, label="Type")),
        ),
        rx.cond(S.kind == "picklist", _allowed(), rx.fragment()),
        field(
            "Description (optional)",
            text_input(
                "label-description",
                S.description,
                S.type_description,
                error=_wrong("description"),
                auto_complete="off",
                max_length=300,
                placeholder="When to use it",
            ),
            for_="label-description",
            error=_wrong("description"),
        ),
    ]


def _name() -> rx.Component:
    control = text_input(
        "label-name",
        S.name,
        S.type_name,
        error=_wrong("name"),
        wait=150,
        max_length=60,
        auto_complete="off",
        placeholder="Region",
    )
    return field("Display name", control, for_="label-name", error=_wrong("name"))


def _key(is_edit: Any) -> rx.Component:
    error = rx.cond(S.problem_field == "key", S.problem, rx.cond(S.is_handle_free, "", S.handle_words))
    control = text_input(
        "label-key",
        S.handle,
        S.type_handle,
        error=error,
        mono=True,
        auto_complete="off",
        spell_check=False,
        placeholder="region",
    )
    return rx.cond(
        is_edit,
        field("Key", mono(S.handle), help="It never changes."),
        field("Key", control, for_="label-key", error=error, help=S.handle_words),
    )


def _allowed() -> rx.Component:
    return rx.fragment(
        field(
            "Allowed values",
            text_area(
                "label-allowed",
                S.allowed,
                S.type_allowed,
                rows=3,
                error=_wrong("allowed"),
                placeholder="East, West, North",
            ),
            for_="label-allowed",
            help="Commas or lines apart, up to 100.",
            error=_wrong("allowed"),
            counter=S.allowed_words,
        ),
        rx.cond(
            S.swaps.length() > 0,
            rx.el.div(rx.foreach(S.swaps, _swap), class_name="m-stack", role="group", aria_label="Replace values"),
            rx.fragment(),
        ),
    )


def _swap(swap: Any) -> rx.Component:
    words = "Replace " + swap["words"].to(str) + " with"
    return rx.el.div(
        rx.el.span(words),
        named_select(words, S.kept, swap["to"], lambda to: S.pick_swap(swap["value"], to)),
        class_name="m-row is-wrap",
    )


def _delete_dialog() -> rx.Component:
    return rx.alert_dialog.root(
        rx.alert_dialog.content(
            rx.alert_dialog.title("Delete the label " + S.doomed_name + "?", class_name="m-h2", margin_bottom="8px"),
            rx.alert_dialog.description(S.doomed_words, class_name="m-muted"),
            rx.el.div(
                rx.alert_dialog.cancel(button("Cancel", kind="quiet")),
                rx.alert_dialog.action(button("Delete label", S.delete, kind="danger")),
                class_name="m-dialog-foot",
            ),
            max_width="440px",
        ),
        open=S.is_deleting,
        on_open_change=S.close_delete,
    )
