"""The frame of every recruiter page: sidebar, top bar, strip, footer, and what a phone makes of them.

The shell takes all that it shows as arguments; a section that is not in `nav` does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_base.style import set_color_mode

from milo_app.components.chips import avatar
from milo_app.components.connection import connection_banner
from milo_app.components.primitives import button, icon, icon_button, link, post_button
from milo_app.components.values import Flag, Num, Text, when

_NAV_POPOVER = "m-nav"


@dataclass(frozen=True, slots=True)
class NavItem:
    """One section of the sidebar; `count` stands muted at its right, `foot` moves it to the bottom, `shown` may be a right."""

    key: str
    label: str
    href: str
    icon: str
    count: Text | Num | None = None
    foot: bool = False
    shown: Flag = True


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One link of the profile menu."""

    label: str
    href: str
    icon: str = ""


def shell(
    *content: Any,
    active: str,
    nav: Sequence[NavItem],
    workspace: Text,
    user_name: Text,
    user_email: Text,
    user_initials: Text,
    search: rx.Component | None = None,
    search_href: str = "",
    analytics_href: str = "",
    credits: rx.Component | None = None,
    activity: rx.Component | None = None,
    bell: rx.Component | None = None,
    create_href: str = "",
    can_create: Flag = True,
    menu: Sequence[MenuLink] = (),
    workspaces: rx.Component | None = None,
    sign_out_action: str = "",
    strip: rx.Component | None = None,
    footer: rx.Component | None = None,
    hotkeys: rx.Component | None = None,
) -> rx.Component:
    """Frame a recruiter page.

    `active` is the key of the section that is open. Slots that are None are not drawn. `footer` is the 56 px bar of a
    wizard or a save bar; `strip` says what is simulated; `workspaces` stands in the profile menu.
    """
    side = _side(nav, active, workspace)
    profile = _profile(user_name, user_email, user_initials, menu, workspaces, sign_out_action)
    return rx.el.div(
        rx.el.a("Skip to the content", href="#content", class_name="m-skip"),
        connection_banner(),
        rx.el.div(side, class_name="m-side"),
        rx.el.div(
            _side(nav, active, workspace), class_name="m-drawer", id=_NAV_POPOVER, custom_attrs={"popover": "auto"}
        ),
        rx.el.div(
            _top(search, search_href, analytics_href, credits, activity, bell, create_href, can_create, profile),
            strip if strip is not None else rx.fragment(),
            rx.el.main(*content, id="content", tab_index=-1, class_name="m-content"),
            footer if footer is not None else rx.fragment(),
            class_name="m-page",
        ),
        hotkeys if hotkeys is not None else rx.fragment(),
        class_name="m-app",
    )


def _side(nav: Sequence[NavItem], active: str, workspace: Text) -> rx.Component:
    top = [_nav_link(item, item.key == active) for item in nav if not item.foot]
    foot = [_nav_link(item, item.key == active) for item in nav if item.foot]
    return rx.el.nav(
        rx.el.div(
            link("Milo", href="/", class_name="m-logo", aria_label="Milo, start page"),
            when(workspace, rx.el.span(workspace, class_name="m-badge is-gray m-cut", title=workspace)),
            class_name="m-side-head",
        ),
        rx.el.div(*top, class_name="m-side-list"),
        rx.el.div(*foot, class_name="m-side-list is-foot") if foot else rx.fragment(),
        class_name="m-side-nav",
        aria_label="Sections",
    )


def _nav_link(item: NavItem, is_active: bool) -> rx.Component:
    current = {"aria-current": "page"} if is_active else {}
    count = rx.fragment() if item.count is None else rx.el.span(item.count, class_name="m-count")
    place = link(
        icon(item.icon), rx.el.span(item.label), count, href=item.href, class_name="m-nav-link", custom_attrs=current
    )
    return when(item.shown, place) if isinstance(item.shown, rx.Var) or not item.shown else place


def _top(
    search: rx.Component | None,
    search_href: str,
    analytics_href: str,
    credits: rx.Component | None,
    activity: rx.Component | None,
    bell: rx.Component | None,
    create_href: str,
    can_create: Flag,
    profile: rx.Component,
) -> rx.Component:
    hamburger = rx.el.button(
        icon("menu"),
        type="button",
        class_name="m-icon-btn is-quiet m-phone-only",
        aria_label="Open the menu",
        custom_attrs={"popoverTarget": _NAV_POPOVER},
    )
    find = rx.fragment()
    if search_href:
        glass = icon_button("search", "Search", href=search_href)
        find = rx.el.span(glass, class_name="m-phone-only", custom_attrs={"data-palette": ""})
    analytics = (
        link(icon("chart-column"), rx.el.span("Analytics"), href=analytics_href, class_name="m-top-link m-wide-only")
        if analytics_href
        else rx.fragment()
    )
    create = rx.fragment()
    if create_href:
        create = when(
            can_create,
            button("Create interviewer", href=create_href, kind="solid", icon_name="plus", class_name="m-create"),
        )
    return rx.el.header(
        hamburger,
        link("Milo", href="/", class_name="m-logo m-phone-only", aria_label="Milo, start page"),
        rx.el.div(search if search is not None else rx.fragment(), class_name="m-top-search m-wide-only"),
        rx.el.div(
            analytics,
            rx.el.div(credits, class_name="m-wide-only") if credits is not None else rx.fragment(),
            find,
            activity if activity is not None else rx.fragment(),
            bell if bell is not None else rx.fragment(),
            create,
            profile,
            class_name="m-top-right",
        ),
        class_name="m-top",
    )


def _profile(
    name: Text,
    email: Text,
    initials: Text,
    links: Sequence[MenuLink],
    workspaces: rx.Component | None,
    sign_out_action: str,
) -> rx.Component:
    rows = [
        link(
            icon(item.icon) if item.icon else rx.fragment(),
            rx.el.span(item.label),
            href=item.href,
            class_name="m-pop-link",
        )
        for item in links
    ]
    return rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                avatar(initials, tint=True),
                type="button",
                class_name="m-profile",
                aria_label="Your account",
                title="Your account",
            )
        ),
        rx.popover.content(
            rx.el.div(
                rx.el.strong(name, class_name="m-cut"),
                rx.el.span(email, class_name="m-meta m-cut"),
                class_name="m-pop-head",
            ),
            workspaces if workspaces is not None else rx.fragment(),
            *rows,
            theme_switch(),
            post_button("Sign out", sign_out_action, kind="quiet", icon_name="log-out", class_name="m-pop-link")
            if sign_out_action
            else rx.fragment(),
            align="end",
            side_offset=8,
            padding="6px",
            width="248px",
            class_name="m-pop",
        ),
    )


def theme_switch() -> rx.Component:
    """Let a person choose the light theme, the dark theme, or what the device says; it never asks the server."""
    choices = (("light", "sun", "Light"), ("dark", "moon", "Dark"), ("system", "monitor", "Auto"))
    return rx.el.div(
        *[
            rx.el.button(
                icon(sign, 14),
                rx.el.span(word),
                type="button",
                on_click=set_color_mode(mode),
                aria_pressed=rx.cond(rx.color_mode == mode, "true", "false"),
            )
            for mode, sign, word in choices
        ],
        class_name="m-seg m-theme",
        role="group",
        aria_label="Theme",
    )


def search_door(href: str, placeholder: str = "Search people, roles") -> rx.Component:
    """Draw what looks like the search field of the top bar and opens the palette; without scripts it is a link."""
    return link(
        icon("search"),
        rx.el.span(placeholder, class_name="m-cut"),
        rx.el.kbd("Ctrl K", aria_hidden="true"),
        href=href,
        class_name="m-search-door",
        aria_label=placeholder,
        aria_keyshortcuts="Control+K Meta+K",
        custom_attrs={"data-palette": "", "aria-haspopup": "dialog"},
    )


def credits_card(label: Text, lines: Sequence[tuple[Text, Text]], href: str = "") -> rx.Component:
    """Show the credits in the top bar; hover or focus opens the figures behind them."""
    body = [rx.el.div(rx.el.span(term), rx.el.strong(value), class_name="m-pair") for term, value in lines]
    word = (
        link(label, href=href, class_name="m-top-link")
        if href
        else rx.el.button(label, type="button", class_name="m-top-link")
    )
    return rx.hover_card.root(
        rx.hover_card.trigger(word),
        rx.hover_card.content(*body, side_offset=10, width="240px", class_name="m-pop"),
    )


def simulated_strip(
    text: Text, href: Text = "", link_text: str = "How to connect", action: rx.Component | None = None
) -> rx.Component:
    """Say in one slim line what is simulated, built-in or in the dev mailbox, and how to connect the real thing."""
    more = rx.fragment() if isinstance(href, str) and not href else link(link_text, href=href, class_name="m-link")
    return rx.el.div(
        icon("flask-conical", 14),
        rx.el.span(text, class_name="m-strip-text"),
        more,
        action if action is not None else rx.fragment(),
        class_name="m-strip",
        role="note",
    )


def toaster() -> rx.Component:
    """Place the toasts: bottom right, 8 seconds, so that an Undo can be reached."""
    return rx.toast.provider(position="bottom-right", duration=8000, close_button=True, visible_toasts=4)


def head() -> list[rx.Component]:
    """Give the tags for the page head: icon, theme colour, and the font that every page needs first."""
    return [
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="icon", href="/favicon.ico", sizes="32x32"),
        rx.el.link(
            rel="preload",
            href="/fonts/inter-latin.woff2",
            type="font/woff2",
            custom_attrs={"as": "font", "crossOrigin": "anonymous"},
        ),
        rx.el.meta(name="color-scheme", content="light dark"),
    ]
