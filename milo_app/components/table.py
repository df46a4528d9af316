"""The table of every list: fixed layout, 40 px rows, sticky header, whole-row link, stacked cards on a phone.

A row opens by click, Enter and ctrl-click because its title is a real link stretched over the row; buttons in a row
lie above it. Hover actions and the phone layout are plain CSS, no server trip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from milo_app.components.primitives import icon, icon_button, link
from milo_app.components.values import Flag, Handler, Num, Text, inline, percent_of, when, yes_no

Align = Literal["left", "right"]
OnPhone = Literal["title", "side", "chip", "line", "meta", "hide"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width ("120px", "" shares the rest), and the sort key where it can be sorted."""

    key: str
    label: Any
    width: str = ""
    align: Align = "left"
    sort: str = ""
    hint: str = ""
    hidden_label: bool = False


def data_table(
    columns: Sequence[Column],
    *body: Any,
    caption: str,
    min_width: int = 960,
    sort: Text = "",
    descending: Flag = False,
    on_sort: Callable[[str], Any] | Handler = None,
) -> rx.Component:
    """Lay out a list; `body` is rows or one `rx.foreach`; `on_sort` gets the pressed header's sort key."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="m-sr"),
            rx.el.colgroup(*[_column_width(column) for column in columns]),
            rx.el.thead(
                rx.el.tr(*[sort_header(column, sort, descending, on_sort) for column in columns], role="row"),
                role="rowgroup",
            ),
            rx.el.tbody(*body, role="rowgroup"),
            class_name="m-table",
            role="table",
        ),
        class_name="m-table-frame",
        custom_attrs=inline(min=f"{min_width}px"),
    )


def _column_width(column: Column) -> rx.Component:
    return rx.el.col(custom_attrs={"style": {"width": column.width}} if column.width else {})


def sort_header(column: Column, sort: Text, descending: Flag, on_sort: Callable[[str], Any] | Handler) -> rx.Component:
    """Draw a header cell; a sortable one is a button, and the arrow shows only on the column that sorts."""
    label = rx.el.span(column.label, class_name="m-sr") if column.hidden_label else column.label
    look = f"is-{column.align}"
    if not column.sort or on_sort is None:
        return rx.el.th(label, class_name=look, scope="col", role="columnheader", title=column.hint)
    active: Any = rx.Var.create(sort) == column.sort
    down: Any = rx.Var.create(descending).bool()
    return rx.el.th(
        rx.el.button(
            label,
            rx.cond(active, rx.cond(down, icon("arrow-down", 12), icon("arrow-up", 12)), rx.fragment()),
            type="button",
            on_click=on_sort(column.sort),
            class_name="m-sort",
        ),
        class_name=look,
        scope="col",
        role="columnheader",
        title=column.hint,
        aria_sort=rx.cond(active, rx.cond(down, "descending", "ascending"), "none"),
    )


def table_row(*cells: Any, actions: Sequence[rx.Component] = (), selected: Flag = False, **props: Any) -> rx.Component:
    """Draw one row; `actions` (icon buttons) fade in over its right end on hover and on focus."""
    last = rx.el.td(rx.el.div(*actions, class_name="m-actions"), class_name="m-actions-cell", role="cell")
    return rx.el.tr(
        *cells, *([last] if actions else []), role="row", custom_attrs={"data-selected": yes_no(selected)}, **props
    )


def cell(
    *children: Any,
    align: Align = "left",
    phone: OnPhone = "line",
    label: Text = "",
    muted: bool = False,
    title: Text = "",
) -> rx.Component:
    """Draw one cell.

    On a phone the row is a card: `side` stands top right, `chip` and `line` follow under the title with their label
    in front, `meta` without it, and `hide` is left out.
    """
    look = f"is-{align} on-{phone}" + (" is-muted" if muted else "")
    return rx.el.td(*children, class_name=look, role="cell", title=title, custom_attrs={"data-label": label})


def title_cell(
    title: Text,
    href: Text,
    sub: Text = "",
    lead: rx.Component | None = None,
    mono_sub: bool = False,
    mark: rx.Component | None = None,
) -> rx.Component:
    """Draw the first cell of a row: the name is the link that opens the whole row; `lead` is a dot or an avatar."""
    words = rx.el.span(
        rx.el.span(
            link(title, href=href, class_name="m-row-link m-cut"),
            mark if mark is not None else rx.fragment(),
            class_name="m-name",
        ),
        when(sub, rx.el.span(sub, class_name="m-cut " + ("m-mono" if mono_sub else "m-meta"), title=sub)),
        class_name="m-two",
    )
    first = rx.el.span(lead, class_name="m-lead") if lead is not None else rx.fragment()
    return rx.el.td(rx.el.div(first, words, class_name="m-title-cell"), class_name="on-title", role="cell")


def stat_cell(count: Text, percent_text: Text, percent: Num, title: Text = "", phone: OnPhone = "chip") -> rx.Component:
    """Draw "348 · 64%" over a 64 px bar; `percent` is the length of the bar, 0-100."""
    return rx.el.td(
        rx.el.span(
            rx.el.span(count, " · ", percent_text),
            rx.el.span(class_name="m-bar is-fair", custom_attrs=inline(p=percent_of(percent)), aria_hidden="true"),
            class_name="m-stat",
        ),
        class_name=f"is-left on-{phone}",
        role="cell",
        title=title,
    )


def paging(
    label: Text,
    has_previous: Flag,
    has_next: Flag,
    on_first: Handler,
    on_previous: Handler,
    on_next: Handler,
    on_last: Handler,
    aside: rx.Component | None = None,
) -> rx.Component:
    """Draw the foot of a list: "1-50 of 348" and four buttons; there are no page numbers in a keyset list."""
    no_previous: Any = ~rx.Var.create(has_previous).bool() if isinstance(has_previous, rx.Var) else not has_previous
    no_next: Any = ~rx.Var.create(has_next).bool() if isinstance(has_next, rx.Var) else not has_next
    return rx.el.nav(
        rx.el.span(label, class_name="m-meta", role="status"),
        rx.el.div(
            aside if aside is not None else rx.fragment(),
            icon_button("chevrons-left", "First page", on_first, disabled=no_previous),
            icon_button("chevron-left", "Previous page", on_previous, disabled=no_previous),
            icon_button("chevron-right", "Next page", on_next, disabled=no_next),
            icon_button("chevrons-right", "Last page", on_last, disabled=no_next),
            class_name="m-row",
        ),
        class_name="m-paging",
        aria_label="Pages",
    )
