"""A table of people: columns that each member chooses, ready cells, and what all its rows share.

`S` is a state class with `PeopleList` in it: an interviewer's candidates, or the directory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components import cells
from milo_app.components.chips import avatar
from milo_app.components.islands.rows import MenuAction, row_card, row_menu, row_pick
from milo_app.components.primitives import icon, link
from milo_app.components.sprite import mark, sprite
from milo_app.components.table import paging
from milo_app.components.values import Handler, inline

_SIGNS = ("circle", "loader-circle", "clock-alert", "ban", "check", "message-square", "ellipsis")


def shared_by_rows(S: Any, scope: str, actions: Sequence[MenuAction], on_pick: Handler) -> rx.Component:
    """Draw, once, what every row uses: icons, menu, hover card, selection."""
    items = [
        MenuAction(one.key, one.label, one.icon, one.href + S.suffix if one.href else "", one.tone) for one in actions
    ]
    return rx.fragment(
        sprite(*_SIGNS, *[one.icon for one in actions]),
        rx.el.div(
            icon("star", class_name="m-fill", custom_attrs={"id": "mi-star-full", "aria-hidden": "true"}),
            class_name="m-sprite",
            aria_hidden="true",
        ),
        row_menu(scope, items, on_pick),
        row_card(scope),
        row_pick(scope, S.ids, S.pick, clear=S.clears, all=S.all_picked, letters=S.letters),
    )


def people_table(S: Any, scope: str, acts: Sequence[tuple[str, str, str]]) -> rx.Component:
    """Draw a table of people from a `PeopleList`; `acts` are key, icon and words of what a row offers without its menu."""
    table = rx.el.table(
        rx.el.caption("Candidates", class_name="m-sr"),
        rx.el.thead(
            rx.el.tr(_name_head(S), rx.foreach(S.heads, lambda head: _head(S, head)), _no_head(), role="row"),
            role="rowgroup",
        ),
        rx.el.tbody(
            rx.foreach(S.rows, lambda row: _row(S, row, acts)),
            rx.foreach(S.below, lambda row: _row(S, row, acts)),
            role="rowgroup",
        ),
        class_name="m-table",
        role="table",
    )
    return rx.el.div(
        rx.el.div(table, class_name="m-table-frame", custom_attrs=inline(min=S.least)),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
        id=scope.removeprefix("#"),
        class_name=rx.cond(S.is_wide, "m-list m-people is-wide is-", "m-list m-people is-") + S.density,
        custom_attrs={"data-picking": "no", **inline(cols=S.tracks)},
    )


def _name_head(S: Any) -> rx.Component:
    everything = rx.el.label(
        rx.el.input(type="checkbox", aria_label="Select this page", custom_attrs={"data-pick-all": ""}),
        class_name="m-pick is-head",
    )
    order = rx.cond(S.parts["sort"] == "name", rx.cond(S.parts["dir"] == "down", "descending", "ascending"), "none")
    return rx.el.th(
        rx.el.span(everything, _sort_button(S, "Candidate", "name", order), class_name="m-list-head"),
        scope="col",
        role="columnheader",
        aria_sort=order,
    )


def _head(S: Any, head: Any) -> rx.Component:
    return rx.el.th(
        rx.cond(
            head["sort"] != "",
            _sort_button(S, head["label"], head["sort"], head["order"]),
            rx.el.span(head["label"], class_name="m-cut"),
        ),
        class_name=head["look"],
        scope="col",
        role="columnheader",
        title=rx.cond(head["hint"] != "", head["hint"], head["label"]),
        aria_sort=head["order"],
    )


def _sort_button(S: Any, label: Any, key: Any, order: Any) -> rx.Component:
    arrow = rx.match(order, ("descending", icon("arrow-down", 12)), ("ascending", icon("arrow-up", 12)), rx.fragment())
    return rx.el.button(
        rx.el.span(label, class_name="m-cut"), arrow, type="button", on_click=S.sort_by(key), class_name="m-sort"
    )


def _no_head() -> rx.Component:
    return rx.el.th(rx.el.span("Actions", class_name="m-sr"), scope="col", role="columnheader")


def _row(S: Any, row: Any, acts: Sequence[tuple[str, str, str]]) -> rx.Component:
    return rx.el.tr(
        _name(S, row),
        rx.foreach(row["cells"].to(list[dict[str, str]]), lambda cell, at: _cell(S, cell, at)),
        _actions(acts),
        key=row["id"],
        role="row",
        custom_attrs={
            "data-row": row["id"],
            "data-can": row["can"],
            "data-decision": row["decision"],
            "data-selected": "no",
        },
    )


def _name(S: Any, row: Any) -> rx.Component:
    pick = rx.el.label(
        rx.el.input(type="checkbox", aria_label="Select " + row["name"].to(str), custom_attrs={"data-pick": row["id"]}),
        class_name="m-pick",
    )
    face = rx.cond(
        row["picture"] != "",
        rx.el.img(src=row["picture"], alt="", loading="lazy", class_name="m-avatar is-28"),
        avatar(row["initials"]),
    )
    words = rx.el.span(
        rx.el.span(
            link(
                row["name"],
                href="/candidates/" + row["id"].to(str) + S.suffix,
                class_name="m-row-link m-cut",
                title=row["name"],
            ),
            rx.cond(row["decision"] == "shortlisted", mark("star-full", class_name="m-i m-row-star"), rx.fragment()),
            class_name="m-name",
        ),
        rx.el.span(row["mail"], class_name="m-cut m-meta", title=row["mail"]),
        class_name="m-two",
    )
    return rx.el.td(
        rx.el.div(
            rx.el.span(pick, class_name="m-lead"),
            rx.el.span(face, class_name="m-face"),
            words,
            class_name="m-title-cell",
        ),
        class_name="on-title",
        role="cell",
    )


def _cell(S: Any, cell: Any, at: Any) -> rx.Component:
    head = S.heads[at]
    return rx.el.td(
        rx.match(
            cell["kind"],
            ("chip", cells.chip(cell)),
            ("ring", cells.ring(cell)),
            ("sign", cells.sign(cell)),
            ("score", cells.score(cell)),
            ("failed", cells.failed(cell)),
            ("flag", _flag(cell)),
            ("tags", _tags(cell)),
            rx.el.span(cell["text"], class_name=cell["look"], title=cell["tip"]),
        ),
        class_name=head["look"],
        role="cell",
        custom_attrs={"data-label": head["label"]},
    )


def _flag(cell: Any) -> rx.Component:
    return rx.el.span(
        rx.el.img(src=cell["more"], alt="", loading="lazy", class_name="m-flag"),
        rx.el.span(cell["text"], class_name="m-cut"),
        class_name="m-flag-line",
        title=cell["tip"],
    )


def _tags(cell: Any) -> rx.Component:
    return rx.el.span(
        rx.foreach(cell["items"].to(list[str]), lambda value: rx.el.span(value, class_name="m-tag")),
        rx.el.span(cell["more"], class_name="m-meta"),
        class_name="m-tags m-above",
        tab_index=0,
        custom_attrs={"data-card": cell["tip"]},
    )


def _actions(acts: Sequence[tuple[str, str, str]]) -> rx.Component:
    def act(key: str, sign: str, words: str) -> rx.Component:
        return rx.el.button(
            mark(sign),
            type="button",
            title=words,
            aria_label=words,
            class_name=f"m-icon-btn is-quiet for-{key}",
            custom_attrs={"data-act": key},
        )

    more = rx.el.button(
        mark("ellipsis"),
        type="button",
        title="More actions",
        aria_label="More actions",
        class_name="m-icon-btn is-quiet",
        custom_attrs={"data-more": "", "aria-haspopup": "menu"},
    )
    return rx.el.td(
        rx.el.div(
            *[act(*one) for one in acts],
            more,
            class_name="m-actions",
        ),
        class_name="m-actions-cell",
        role="cell",
    )
