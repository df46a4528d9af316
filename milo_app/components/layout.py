"""The parts of a page inside the shell: header, breadcrumbs, tabs, segmented controls, toolbar, body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from milo_app.components.islands.listing import filter_field, in_place
from milo_app.components.primitives import icon, link
from milo_app.components.values import Handler, Num, Text, when


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab or segment: a link with its own URL, and a count behind its word."""

    key: str
    label: Text
    href: Text
    count: Text | Num | None = None
    icon: str = ""


def page_header(
    title: Text,
    *,
    crumbs: Sequence[tuple[Text, Text]] = (),
    badge: rx.Component | None = None,
    meta: Sequence[Any] = (),
    actions: Sequence[Any] = (),
    tabs: rx.Component | None = None,
    lead: Text = "",
) -> rx.Component:
    """Head a page: the trail to it, one h1, a badge, facts under it, actions at the right, tabs at the foot."""
    facts = rx.el.div(*meta, class_name="m-facts") if meta else rx.fragment()
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    breadcrumbs(crumbs) if crumbs else rx.fragment(),
                    rx.el.h1(title, class_name="m-h1"),
                    badge if badge is not None else rx.fragment(),
                    class_name="m-head-line",
                ),
                when(lead, rx.el.p(lead, class_name="m-muted")),
                facts,
                class_name="m-head-words",
            ),
            rx.el.div(*actions, class_name="m-head-actions") if actions else rx.fragment(),
            class_name="m-head-top",
        ),
        tabs if tabs is not None else rx.fragment(),
        class_name="m-head" + (" has-tabs" if tabs is not None else ""),
    )


def breadcrumbs(crumbs: Sequence[tuple[Text, Text]]) -> rx.Component:
    """Show the trail of links that leads here; the page itself is the heading behind it."""
    return rx.el.nav(
        *[
            rx.el.span(
                link(text, href=href, class_name="m-crumb"), icon("chevron-right", 14), class_name="m-crumb-step"
            )
            for text, href in crumbs
        ],
        aria_label="Breadcrumb",
        class_name="m-crumbs",
    )


def _current(key: str, active: Text) -> Any:
    if isinstance(active, rx.Var):
        return rx.cond(active == key, "page", "false")
    return "page" if active == key else "false"


def _tab_inside(item: Tab) -> list[Any]:
    count = rx.fragment() if item.count is None else rx.el.span(item.count, class_name="m-count")
    return [icon(item.icon) if item.icon else rx.fragment(), rx.el.span(item.label), count]


def tabs(items: Sequence[Tab], active: Text, aside: rx.Component | None = None, label: str = "Tabs") -> rx.Component:
    """Show tabs that are links, each with its own URL; `aside` (a view switcher) stands at the right of the row."""
    row = [
        link(
            *_tab_inside(item),
            href=item.href,
            class_name="m-tab",
            custom_attrs={"aria-current": _current(item.key, active)},
        )
        for item in items
    ]
    return rx.el.div(
        rx.el.nav(*row, class_name="m-tabs-list", aria_label=label),
        aside if aside is not None else rx.fragment(),
        class_name="m-tabs",
    )


def segmented(items: Sequence[Tab], active: Text, label: str = "View", on_go: Handler = None) -> rx.Component:
    """Show a segmented control whose parts are links, so that the choice lives in the URL.

    With `on_go` a plain click tells it the key of the part instead: the page shows it and takes the address along.
    """
    row = [
        link(
            *_tab_inside(item),
            href=item.href,
            custom_attrs={"aria-current": _current(item.key, active), "data-go": item.key},
        )
        for item in items
    ]
    if on_go is not None:
        return in_place(*row, on_go=on_go, label=label)
    return rx.el.nav(*row, class_name="m-seg", aria_label=label)


def segmented_buttons(
    options: Sequence[tuple[str, str]], value: Text, on_change: Callable[[str], Any] | Handler, label: str
) -> rx.Component:
    """Show a segmented control of buttons; `on_change` gets the key of the pressed part."""

    def pressed(key: str) -> Any:
        if isinstance(value, rx.Var):
            return rx.cond(value == key, "true", "false")
        return "true" if value == key else "false"

    parts = [
        rx.el.button(word, type="button", on_click=on_change(key), aria_pressed=pressed(key)) for key, word in options
    ]
    return rx.el.div(*parts, class_name="m-seg", role="group", aria_label=label)


def toolbar(*left: Any, right: Sequence[Any] = ()) -> rx.Component:
    """Lay out the 32 px row of filters over a list; it scrolls sideways on a phone."""
    return rx.el.div(
        rx.el.div(*left, class_name="m-tools"),
        rx.el.div(*right, class_name="m-tools is-right") if right else rx.fragment(),
        class_name="m-toolbar",
    )


def filter_box(
    value: Text,
    on_ask: Handler,
    placeholder: str = "Filter by name",
    label: str = "",
    on_enter: Handler = None,
    hint: str = "",
) -> rx.Component:
    """Draw a field that filters the list under it while somebody types.

    With `on_enter` what was typed is also submitted as `{"q": text}`; `hint` names the button that does so.
    """
    box = rx.el.div(
        icon("search"), filter_field(value, on_ask, label or placeholder, placeholder), class_name="m-search is-small"
    )
    if on_enter is None:
        return box
    button = rx.el.button(
        icon("sparkles"), type="submit", title=hint, aria_label=hint, class_name="m-icon-btn is-outline m-wide-only"
    )
    return rx.el.form(box, button, on_submit=on_enter, class_name="m-search-sentence")


def page_body(*children: Any, width: Literal["wide", "report", "form"] = "wide") -> rx.Component:
    """Hold the content of a page with its padding: up to 1440 px, 880 px for a report, 640 px for a form."""
    return rx.el.div(*children, class_name=f"m-body is-{width}")
