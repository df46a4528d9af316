"""The workflow view of an interviewer's candidates: one column for each stage, then completed, shortlisted, dismissed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.cells import standing
from milo_app.components.chips import stage_icon
from milo_app.components.empty import loading
from milo_app.components.islands.rows import MenuAction, row_menu
from milo_app.components.islands.views import board, board_card, board_column
from milo_app.components.primitives import button, icon, link
from milo_app.components.sprite import mark, sprite
from milo_app.pages.candidates_table import nobody
from milo_app.state.applications import Applications as S
from milo_app.state.candidates_board import CandidatesBoard as B
from milo_app.state.session import Shell

_SCOPE = "#board"
_MENU = (
    MenuAction("open", "Open the report", "file-text", "/candidates/{id}"),
    MenuAction("shortlisted", "Move to Shortlisted", "star"),
    MenuAction("back", "Move back to where they stand", "undo-2"),
    MenuAction("dismissed", "Move to Dismissed", "x"),
)


def candidates_board() -> rx.Component:
    """Draw the columns, or why there is nobody in them."""
    items = [
        MenuAction(one.key, one.label, one.icon, one.href + S.suffix if one.href else "", one.tone) for one in _MENU
    ]
    everybody = board(rx.foreach(B.columns, _column), on_move=B.move, label="Candidates by where they stand")
    return rx.fragment(
        loading(B.is_loading, _skeleton(), rx.cond(B.is_empty, nobody(), everybody)),
        sprite("clock"),
        row_menu(_SCOPE, items, B.pick),
    )


def _column(column: Any) -> rx.Component:
    cards = column["cards"].to(list[dict[str, Any]])
    return board_column(
        column["key"],
        column["title"],
        rx.el.header(
            _sign(column),
            rx.el.h2(column["title"], class_name="m-cut", title=column["title"]),
            rx.el.span(column["count"], class_name="m-board-count"),
            rx.cond(
                column["median"] != "",
                rx.el.span(
                    rx.el.span("median ", class_name="m-board-word"),
                    column["median"],
                    class_name="m-board-median",
                    title="Half of them have been here for longer: the median",
                ),
                rx.fragment(),
            ),
            class_name="m-board-head",
        ),
        rx.cond((column["key"] == "dismissed") & (B.asking != ""), _reason(), rx.fragment()),
        rx.el.ul(
            rx.foreach(cards, _card),
            class_name="m-board-cards",
            tab_index=0,
            aria_label=column["title"],
        ),
        rx.el.footer(
            rx.el.span(column["foot"]),
            rx.cond(
                column["more"] != "",
                rx.el.button(column["more"], type="button", on_click=B.more(column["key"]), class_name="m-link"),
                rx.fragment(),
            ),
            class_name="m-board-foot",
        ),
    )


def _sign(column: Any) -> rx.Component:
    return rx.match(
        column["kind"],
        ("completed", icon("circle-check", 16)),
        ("shortlisted", icon("star", 16, class_name="m-fill m-board-star")),
        ("dismissed", icon("x", 16)),
        stage_icon(column["kind"], name=column["title"]),
    )


def _card(card: Any) -> rx.Component:
    return board_card(
        card["id"],
        rx.el.div(
            link(
                card["name"],
                href="/candidates/" + card["id"].to(str) + S.suffix,
                class_name="m-cut m-board-name",
                title=card["name"],
                draggable=False,
            ),
            rx.el.button(
                mark("ellipsis"),
                type="button",
                title="Move to, open",
                aria_label="Actions for " + card["name"].to(str),
                class_name="m-icon-btn is-quiet",
                custom_attrs={"data-more": "", "aria-haspopup": "menu"},
            ),
            class_name="m-board-line",
        ),
        rx.el.div(
            rx.el.span(standing(card["chip"].to(dict[str, str])), class_name="m-board-chip"),
            rx.el.span(
                mark("clock"),
                card["age"],
                class_name=rx.cond(card["is_late"], "m-clock is-late", "m-clock"),
                title=card["tip"],
            ),
            class_name="m-board-line",
        ),
        label=card["name"],
        column=card["column"],
        stands=card["stands"],
        can=card["can"],
        moves=Shell.can_decide,
    )


def _reason() -> rx.Component:
    """Ask, in the column itself, why somebody is dismissed; the answer may stay empty."""
    return rx.el.form(
        rx.el.label("Dismiss ", rx.el.strong(B.asking_name), html_for="dismissal-reason"),
        rx.el.input(
            id="dismissal-reason",
            name="reason",
            placeholder="Reason (optional)",
            max_length=300,
            auto_focus=True,
            auto_complete="off",
            class_name="m-input",
        ),
        rx.el.div(
            button("Dismiss", type="submit", size="small"),
            button("Cancel", B.leave, kind="quiet", size="small"),
            class_name="m-row",
        ),
        on_submit=B.dismiss,
        class_name="m-board-reason",
    )


def _skeleton() -> rx.Component:
    column = rx.el.div(*[rx.el.div(class_name="m-board-card m-ghost") for _ in range(4)], class_name="m-board-column")
    return rx.el.div(*[column for _ in range(5)], class_name="m-board", aria_hidden="true")
