"""Settings pages: the list of pages at the left, connections, and what each role may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.layout import Tab
from milo_app.components.primitives import icon, link, meta, mono, title
from milo_app.components.values import Flag, Items, Text, choose, each, when


def settings_layout(pages: Sequence[Tab], active: str, *content: Any, label: str = "Settings") -> rx.Component:
    """Lay out a settings page: its neighbours at the left (on a phone over it, scrolling sideways), then the page."""
    links = [
        link(
            rx.el.span(page.label),
            href=page.href,
            class_name="m-sub-link",
            custom_attrs={"aria-current": "page"} if page.key == active else {},
        )
        for page in pages
    ]
    return rx.el.div(
        rx.el.nav(*links, class_name="m-sub-nav", aria_label=label),
        rx.el.div(*content, class_name="m-settings-main"),
        class_name="m-settings",
    )


def connection_card(sign: Text, name: Text, word: Text, tone: Text, text: Text, how: Text, rows: Items) -> rx.Component:
    """Show a part of the installation: what does it now, and the settings that change it, folded away.

    `sign` is cpu, mail, folder, database, search, layers or globe; rows are `{"name", "text", "is_set"}`; no rows, no fold.
    """
    signs = {key: icon(key) for key in ("cpu", "mail", "folder", "database", "search", "layers", "globe")}
    settings = rx.el.details(
        rx.el.summary(icon("sliders-horizontal", 14), rx.el.span("How to change it"), class_name="m-fold-line"),
        rx.el.p(how, class_name="m-muted m-fold-text"),
        rx.el.dl(each(rows, _setting), class_name="m-setting-list"),
        class_name="m-fold is-inside",
    )
    return rx.el.section(
        rx.el.span(choose(sign, signs, icon("plug")), class_name="m-square is-gray"),
        rx.el.div(
            rx.el.div(title(name, 2), badge(word, tone), class_name="m-head-line"),
            rx.el.p(text, class_name="m-muted"),
            when(how, settings),
            class_name="m-two is-loose",
        ),
        class_name="m-card m-connection",
    )


def _setting(item: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(mono(item["name"]), when(item["is_set"], badge("set", "green"))),
        rx.el.dd(item["text"]),
        class_name="m-setting",
    )


def role_matrix(heads: Items, areas: Items) -> rx.Component:
    """Show what each role may do: a row per permission, grouped by area, a column per role.

    Heads are `{"name", "people"}`; areas are `{"title", "rights": [{"name", "words", "held": [bool, ...]}]}`.
    """
    return rx.el.div(
        rx.el.table(
            rx.el.caption("What each role may do", class_name="m-sr"),
            rx.el.thead(
                rx.el.tr(rx.el.th("What people may do", scope="col", class_name="is-first"), each(heads, _role)),
            ),
            each(areas, _area),
            class_name="m-matrix",
        ),
        class_name="m-table-frame m-matrix-frame",
        tab_index=0,
        role="region",
        aria_label="What each role may do",
    )


def _role(head: Any) -> rx.Component:
    return rx.el.th(
        rx.el.span(head["name"], icon("lock", 12), class_name="m-matrix-role"),
        meta(head["people"]),
        scope="col",
        title="A built-in role cannot change",
    )


def _area(area: Any) -> rx.Component:
    rights = area["rights"].to(list[dict[str, Any]]) if isinstance(area, rx.Var) else area["rights"]
    return rx.el.tbody(
        rx.el.tr(rx.el.th(area["title"], scope="rowgroup", col_span=4, class_name="m-matrix-area")),
        each(rights, _right),
    )


def _right(right: Any) -> rx.Component:
    held = right["held"].to(list[bool]) if isinstance(right, rx.Var) else right["held"]
    return rx.el.tr(
        rx.el.th(right["words"], scope="row", class_name="is-first", title=right["name"]), each(held, _held)
    )


def _held(is_held: Flag) -> rx.Component:
    yes = rx.el.span(icon("check"), rx.el.span("yes", class_name="m-sr"))
    no = rx.el.span("–", rx.el.span("no", class_name="m-sr"), class_name="m-none")
    return rx.el.td(when(is_held, yes, no))
