"""The rows of the interviewers' table: eleven columns of ready text, and what all rows share."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.islands.rows import MenuAction, row_budget, row_card, row_menu, row_pick
from milo_app.components.primitives import link
from milo_app.components.sprite import mark, mark_at, sprite
from milo_app.components.table import Column, data_table, paging
from milo_app.components.values import inline
from milo_app.state.interviewer_acts import InterviewerActs as A
from milo_app.state.interviewers import Interviewers as S
from milo_app.state.label_dialog import LabelDialog
from milo_app.state.share import Share
from milo_app.state.subscribers import Subscribers

SCOPE = "#interviewers"
_STAGES = ("file-text", "clipboard-list", "message-square", "messages-square", "phone", "video", "circle")
_ROW = ("users", "pencil", "share-2", "ellipsis", "copy", "tag", "clock", "clock-alert", "circle-pause")
_MENU = (
    MenuAction("open", "View candidates", "users", "/interviewers/{id}"),
    MenuAction("edit", "Edit settings", "pencil", "/interviewers/{id}/settings"),
    MenuAction("compose", "Edit draft", "pencil", "/interviewers/{id}/edit"),
    MenuAction("share", "Share", "share-2"),
    MenuAction("labels", "Manage labels", "tag"),
    MenuAction("subscribers", "Email subscribers", "mail"),
    MenuAction("duplicate", "Duplicate", "copy-plus"),
    MenuAction("extend", "Extend deadline", "calendar-plus"),
    MenuAction("template", "Save as template", "bookmark-plus"),
    MenuAction("archive", "Archive", "archive"),
    MenuAction("unarchive", "Unarchive", "archive-restore"),
    MenuAction("delete", "Delete draft", "trash-2", tone="bad"),
)


def interviewer_table() -> rx.Component:
    """Draw the table with its foot."""
    return rx.el.div(
        data_table(
            _columns(), rx.foreach(S.rows, _row), rx.foreach(S.below, _row), caption="Interviewers", min_width=1120
        ),
        paging(S.range_text, S.has_previous, S.has_next, S.first, S.previous, S.next, S.last),
        id=SCOPE.removeprefix("#"),
        class_name="m-list " + S.rights + " is-" + S.density,
        custom_attrs={"data-picking": "no", "style": {"--cols": " ".join(one.width for one in _columns())}},
    )


def shared_by_rows() -> rx.Component:
    """Draw, once, what every row uses: icons, menu, hover card, budget popover, selection."""
    return rx.fragment(
        sprite(*_STAGES, *_ROW, *[one.icon for one in _MENU if one.icon not in _ROW]),
        row_menu(SCOPE, _MENU, A.menu),
        row_card(SCOPE),
        row_budget(SCOPE, A.save_budget, sign=S.sign, error=A.budget_error, saved=A.budgets_saved),
        row_pick(SCOPE, S.ids, S.pick, clear=S.clears, all=S.all_picked),
    )


def _columns() -> list[Column]:
    everything = rx.el.label(
        rx.el.input(type="checkbox", aria_label="Select this page", custom_attrs={"data-pick-all": ""}),
        class_name="m-pick is-head",
    )
    return [
        Column(
            "name", rx.el.span(everything, rx.el.span("Interviewer"), class_name="m-list-head"), "minmax(220px,1fr)"
        ),
        Column("workflow", "Workflow", "96px"),
        Column("stats", "Stats", "108px", hint="Candidates and how many completed"),
        Column("ats", "ATS", "44px", hint="Whether the role is synchronized with an applicant tracking system"),
        Column("csat", "CSAT", "52px", hint="Candidates' own rating, 1 to 5"),
        Column("spend", "Spend", "120px", hint="Spent of the budget"),
        Column("labels", "Labels", "168px"),
        Column("subs", "Subs", "48px", hint="Email subscribers"),
        Column("deadline", "Deadline", "112px"),
        Column("created", "Created", "72px"),
        Column("active", "Active", "60px", hint="How long it has been running"),
        Column("actions", "Actions", "0px", hidden_label=True),
    ]


def _td(*children: Any, look: str, label: str = "", **props: Any) -> rx.Component:
    return rx.el.td(*children, class_name=look, role="cell", custom_attrs={"data-label": label}, **props)


def _row(row: Any) -> rx.Component:
    return rx.el.tr(
        _name(row),
        _td(_workflow(row), look="on-line"),
        _td(_stats(row), look="on-chip", title=row["stats_title"]),
        _td("–", look="is-muted on-hide", title="Not connected", aria_label="Not connected"),
        _td(row["csat"], look="on-chip", label="CSAT", title=row["csat_title"]),
        _td(_spend(row), look="is-spend on-chip", label="Spend"),
        _td(_labels(row), look="on-line"),
        _td(_subscribers(row), look="on-hide"),
        _td(
            rx.el.span(mark_at(row["deadline_icon"]), row["deadline"], class_name=row["deadline_look"]),
            look="on-side",
            title=row["deadline_title"],
        ),
        _td(row["created"], look="is-muted on-hide", title=row["created_title"]),
        _td(row["active"], look="is-muted on-hide"),
        _actions(row),
        role="row",
        custom_attrs={"data-row": row["id"], "data-can": row["can"], "data-selected": "no"},
    )


def _name(row: Any) -> rx.Component:
    pick = rx.el.label(
        rx.el.input(
            type="checkbox", aria_label="Select " + row["title"].to(str), custom_attrs={"data-pick": row["id"]}
        ),
        class_name="m-pick",
    )
    words = rx.el.span(
        rx.el.span(
            link(row["title"], href=row["href"], class_name="m-row-link m-cut", title=row["title"]),
            rx.el.span(row["paused"], class_name="m-badge is-orange"),
            class_name="m-name",
        ),
        rx.el.span(
            rx.el.span(row["slug"], class_name="m-cut m-mono"),
            rx.el.button(
                mark("copy"),
                type="button",
                class_name="m-tiny",
                aria_label="Copy the link of " + row["title"].to(str),
                title="Copy the link",
                custom_attrs={"data-copy": row["link"]},
            ),
            class_name="m-slug",
        ),
        class_name="m-two",
    )
    lead = rx.el.span(
        pick,
        rx.el.span(class_name=row["dot"], aria_hidden="true"),
        rx.el.span(row["word"], class_name="m-sr"),
        class_name="m-lead",
        title=row["word"],
    )
    return rx.el.td(rx.el.div(lead, words, class_name="m-title-cell"), class_name="on-title", role="cell")


def _workflow(row: Any) -> rx.Component:
    return rx.el.span(
        rx.foreach(row["stages"].to(list[dict[str, str]]), lambda one: mark_at(one["icon"])),
        class_name="m-flow m-above",
        role="img",
        tab_index=0,
        aria_label=row["flow_words"],
        custom_attrs={"data-card": row["flow"]},
    )


def _bar(look: Any, percent: Any) -> rx.Component:
    return rx.el.span(class_name=look, custom_attrs=inline(p=percent), aria_hidden="true")


def _stats(row: Any) -> rx.Component:
    return rx.el.span(rx.el.span(row["stats"]), _bar(row["bar"], row["percent"]), class_name="m-stat")


def _spend(row: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(
            rx.el.span(row["spend"], title=row["spend_title"]),
            _bar(row["spend_bar"], row["spend_percent"]),
            class_name="m-stat",
        ),
        rx.el.button(
            mark("pencil"),
            type="button",
            class_name="m-tiny is-budget",
            aria_label="Change the budget of " + row["title"].to(str),
            title="Change the budget",
            custom_attrs={
                "data-budget": row["budget"],
                "data-name": row["title"],
                "data-note": row["spend_title"],
            },
        ),
        class_name="m-spend",
    )


def _labels(row: Any) -> rx.Component:
    return rx.el.span(
        rx.foreach(row["labels"].to(list[str]), lambda value: rx.el.span(value, class_name="m-tag")),
        rx.el.span(row["more"], class_name="m-meta"),
        rx.el.button(
            mark("tag"),
            type="button",
            on_click=LabelDialog.open(row["id"]),
            class_name="m-tiny for-labels",
            aria_label="Manage the labels of " + row["title"].to(str),
            title="Manage labels",
        ),
        class_name="m-tags m-above",
        custom_attrs={"data-card": row["label_card"]},
    )


def _subscribers(row: Any) -> rx.Component:
    return rx.el.button(
        row["subs"],
        type="button",
        on_click=Subscribers.open(row["id"]),
        class_name="m-cell-btn",
        aria_label=row["subs_words"],
        title="Email subscribers",
    )


def _actions(row: Any) -> rx.Component:
    def action(sign: str, words: str, **props: Any) -> rx.Component:
        return rx.el.button(
            mark(sign),
            type="button",
            title=words,
            aria_label=words,
            class_name=f"m-icon-btn is-quiet for-{sign}",
            **props,
        )

    def place(sign: str, words: str, href: Any) -> rx.Component:
        look = f"m-icon-btn is-quiet for-{sign}"
        return link(mark(sign), href=href, title=words, aria_label=words, class_name=look)

    return rx.el.td(
        rx.el.div(
            place("users", "View candidates", row["href"]),
            place("pencil", "Edit settings", row["edit"]),
            action("share-2", "Share", on_click=Share.open(row["id"])),
            action(
                "ellipsis",
                "More actions",
                custom_attrs={"data-more": "", "aria-haspopup": "menu"},
            ),
            class_name="m-actions",
        ),
        class_name="m-actions-cell",
        role="cell",
    )
