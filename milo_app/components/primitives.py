"""The small parts that every page is made of: links, buttons, texts, cards, rows, notices, menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from milo_app.components.values import Flag, Handler, Num, Text, either, inline, percent_of, when

Kind = Literal["solid", "soft", "outline", "quiet", "danger"]
Tone = Literal["info", "warn", "bad", "good"]

_TONE_ICONS: dict[str, str] = {"info": "info", "warn": "triangle-alert", "bad": "circle-alert", "good": "circle-check"}


def icon(name: str, size: int = 16, **props: Any) -> rx.Component:
    """Draw a lucide icon that only decorates; whatever it means must also stand in words."""
    props.setdefault("custom_attrs", {"aria-hidden": "true"})
    return rx.icon(tag=name, size=size, **props)


def link(*children: Any, href: Text, reload: bool = False, new_tab: bool = False, **props: Any) -> rx.Component:
    """Link to a place without any look of its own.

    `reload` leaves the client-side router: for downloads and for addresses that the server itself answers.
    """
    if new_tab:
        props |= {"target": "_blank", "rel": "noopener noreferrer"}
    if reload:
        # Reflex turns `rx.el.a` into a router link as well; this makes the browser itself follow it.
        props["reload_document"] = True
    return ReactRouterLink.create(*children, to=href, **props)


def text_link(text: Text, href: Text, reload: bool = False, new_tab: bool = False, **props: Any) -> rx.Component:
    """Link in running text, in the accent colour and underlined on hover."""
    return link(text, href=href, reload=reload, new_tab=new_tab, class_name="m-link", **props)


def button(
    text: Text,
    on_click: Handler = None,
    *,
    href: Text = "",
    kind: Kind = "outline",
    icon_name: str = "",
    icon_after: str = "",
    size: Literal["small", "normal", "large"] = "normal",
    type: Literal["button", "submit"] = "button",
    disabled: Flag = False,
    loading: Flag = False,
    wide: bool = False,
    reload: bool = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a button, or a link that looks like one when `href` is given; a screen has one solid button.

    `loading` keeps the width, shows a small turning ring and stops a second click.
    """
    look = f"m-btn is-{kind} is-{size}{' is-wide' if wide else ''} {class_name}".rstrip()
    before = icon(icon_name) if icon_name else rx.fragment()
    after = icon(icon_after) if icon_after else rx.fragment()
    if not isinstance(href, str) or href:
        return link(before, rx.el.span(text), after, href=href, reload=reload, class_name=look, **props)
    spinner = when(loading, rx.el.span(class_name="m-spin", custom_attrs={"aria-hidden": "true"}), before)
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        spinner, rx.el.span(text), after, type=type, disabled=either(disabled, loading), class_name=look, **props
    )


def icon_button(
    icon_name: str,
    label: Text,
    on_click: Handler = None,
    *,
    href: Text = "",
    kind: Literal["quiet", "outline", "soft", "solid"] = "quiet",
    disabled: Flag = False,
    reload: bool = False,
    size: int = 16,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a square 32 px button with an icon; its label is read aloud and shown on hover."""
    look = f"m-icon-btn is-{kind} {class_name}".rstrip()
    props = {"title": label, "aria_label": label, "class_name": look, **props}
    if not isinstance(href, str) or href:
        return link(icon(icon_name, size), href=href, reload=reload, **props)
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(icon(icon_name, size), type="button", disabled=disabled, **props)


def post_button(
    text: Text,
    action: Text,
    *,
    fields: Mapping[str, Text] | None = None,
    kind: Kind = "outline",
    icon_name: str = "",
    class_name: str = "",
    wide: bool = False,
    new_tab: bool = False,
) -> rx.Component:
    """Draw a real HTML form with one button, for what the server does by an HTTP POST (sign out, switch workspace)."""
    aside = {"target": "_blank", "rel": "noopener"} if new_tab else {}
    hidden = [
        rx.el.input(type="hidden", name=name, value=value, read_only=True) for name, value in (fields or {}).items()
    ]
    form = rx.el.form(
        *hidden,
        button(text, kind=kind, icon_name=icon_name, type="submit", class_name=class_name, wide=wide),
        method="post",
        action=action,
        class_name="m-post",
        **aside,
    )
    # Reflex gives every form without a handler one that prevents submitting; this one is meant to leave the page.
    form.event_triggers.pop("on_submit", None)
    return form


def title(text: Text, level: int = 2, **props: Any) -> rx.Component:
    """Write a heading: level 1 is the page (20/28), 2 a section or card (16/24), 3 a group (14/20)."""
    tag = {1: rx.el.h1, 2: rx.el.h2, 3: rx.el.h3}[level]
    return tag(text, class_name=f"m-h{level}", **props)


def muted(*text: Any, **props: Any) -> rx.Component:
    """Write 14 px text in the muted colour."""
    return rx.el.p(*text, class_name="m-muted", **props)


def meta(*text: Any, **props: Any) -> rx.Component:
    """Write 12 px text in the muted colour, for helpers, sources and times."""
    return rx.el.span(*text, class_name="m-meta", **props)


def mono(text: Text, **props: Any) -> rx.Component:
    """Write an id, slug or key in the mono font."""
    return rx.el.span(text, class_name="m-mono", **props)


def card(
    *children: Any,
    title_text: Text = "",
    aside: Any = None,
    note: Text = "",
    padded: bool = True,
    id: str = "",
    **props: Any,
) -> rx.Component:
    """Frame a piece of a page; `aside` stands small at the right of the title, `note` under it."""
    head: rx.Component = rx.fragment()
    if not isinstance(title_text, str) or title_text:
        side = aside if isinstance(aside, rx.Component) else (meta(aside) if aside is not None else rx.fragment())
        head = rx.el.div(
            rx.el.div(title(title_text), when(note, meta(note)), class_name="m-card-title"),
            side,
            class_name="m-card-head",
        )
    if id:
        props["id"] = id
    return rx.el.section(head, *children, class_name="m-card" + ("" if padded else " is-flush"), **props)


def divider(**props: Any) -> rx.Component:
    """Draw a hair line."""
    return rx.el.hr(class_name="m-rule", **props)


def stack(*children: Any, gap: int = 12, **props: Any) -> rx.Component:
    """Put things under each other, `gap` px apart."""
    return rx.el.div(*children, class_name="m-stack", custom_attrs=inline(gap=f"{gap}px"), **props)


def row(
    *children: Any,
    gap: int = 8,
    wrap: bool = False,
    justify: Literal["start", "between", "end"] = "start",
    **props: Any,
) -> rx.Component:
    """Put things beside each other, centred on one line, `gap` px apart."""
    look = f"m-row is-{justify}" + (" is-wrap" if wrap else "")
    return rx.el.div(*children, class_name=look, custom_attrs=inline(gap=f"{gap}px"), **props)


def columns(main: rx.Component, side: rx.Component) -> rx.Component:
    """Lay out two columns, 7 to 5; one under the other on narrow screens."""
    return rx.el.div(
        rx.el.div(main, class_name="m-stack is-16"),
        rx.el.aside(side, class_name="m-stack is-16"),
        class_name="m-columns",
    )


def form_page(*children: Any) -> rx.Component:
    """Lay out a form in a 640 px column."""
    return rx.el.div(*children, class_name="m-form-page")


def definition(term: Text, value: Any) -> rx.Component:
    """Show a fact with its name above it."""
    return rx.el.div(rx.el.dt(term, class_name="m-meta"), rx.el.dd(value), class_name="m-fact")


def notice(
    text: Any, tone: Tone = "info", *, title_text: Text = "", action: rx.Component | None = None, **props: Any
) -> rx.Component:
    """Say something about the page in a tinted bar; bad news is announced to screen readers."""
    props.setdefault("role", "alert" if tone == "bad" else "status")
    return rx.el.div(
        icon(_TONE_ICONS[tone]),
        rx.el.div(when(title_text, rx.el.strong(title_text)), rx.el.span(text), class_name="m-notice-text"),
        action if action is not None else rx.fragment(),
        class_name=f"m-notice is-{tone}",
        **props,
    )


def progress_line(percent: Num, tone: Text = "fair", label: Text = "") -> rx.Component:
    """Draw a 4 px bar; `tone` is strong, fair, weak or borderline. Give a label where no number stands beside it."""
    spoken = {"role": "img", "aria_label": label} if not isinstance(label, str) or label else {"aria_hidden": "true"}
    return rx.el.span(class_name=f"m-bar is-{tone}", custom_attrs=inline(p=percent_of(percent)), **spoken)


def dialog(
    trigger: rx.Component, title_text: Text, text: Text, *body: Any, confirm: rx.Component, cancel: str = "Cancel"
) -> rx.Component:
    """Ask before a send, a delete or spending; everything else gets an undo instead."""
    return rx.alert_dialog.root(
        rx.alert_dialog.trigger(trigger),
        rx.alert_dialog.content(
            rx.alert_dialog.title(title_text, class_name="m-h2", margin_bottom="8px"),
            rx.alert_dialog.description(text, class_name="m-muted", style={"font_size": "14px", "line_height": "20px"}),
            *body,
            rx.el.div(
                rx.alert_dialog.cancel(button(cancel, kind="quiet")),
                rx.alert_dialog.action(confirm),
                class_name="m-dialog-foot",
            ),
            max_width="440px",
        ),
    )


def dialog_box(
    title_text: Any, text: Any, *body: Any, is_open: Any, on_open_change: Any, width: str = "400px"
) -> rx.Component:
    """Open a small window over the page while `is_open`: a title, a sentence, what to fill in or to choose."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title_text, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(text, size="2", margin_bottom="12px", class_name="m-muted"),
            *body,
            max_width=width,
        ),
        open=is_open,
        on_open_change=on_open_change,
    )


def menu(trigger: rx.Component, *items: Any) -> rx.Component:
    """Open a list of actions under a button."""
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(*items, size="2", variant="soft", align="end"),
    )


def menu_item(
    text: Text,
    on_click: Handler = None,
    *,
    href: Text = "",
    icon_name: str = "",
    danger: bool = False,
    reload: bool = False,
    class_name: str = "",
) -> rx.Component:
    """One action of a menu; a link when `href` is given."""
    inside = [icon(icon_name) if icon_name else rx.fragment(), text]
    color: dict[str, Any] = {"color_scheme": "red"} if danger else {}
    if class_name:
        color["class_name"] = class_name
    if not isinstance(href, str) or href:
        return rx.dropdown_menu.item(
            link(*inside, href=href, reload=reload, class_name="m-menu-item"), as_child=True, **color
        )
    if on_click is not None:
        color["on_select"] = on_click
    return rx.dropdown_menu.item(*inside, **color)
