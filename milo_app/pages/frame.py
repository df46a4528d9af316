"""What all recruiter pages share: the shell filled from the session's state, and how a page is registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from milo_app.components import islands, notifications, shell
from milo_app.components.islands.telling import notice_sound
from milo_app.components.layout import segmented_buttons
from milo_app.components.primitives import button, dialog, icon_button, post_button
from milo_app.components.shell import MenuLink, NavItem
from milo_app.components.values import when
from milo_app.pages import activity
from milo_app.state.activity import Activity
from milo_app.state.demo import Demo
from milo_app.state.palette import Palette
from milo_app.state.session import Shell

WHICH = (("all", "All"), ("unread", "Unread"))
NAV = (
    NavItem("interviewers", "Interviewers", "/interviewers", "users", count=Shell.active_count),
    NavItem("candidates", "Candidates", "/candidates", "contact-round"),
    NavItem("analytics", "Analytics", "/analytics", "chart-column"),
    NavItem("mailbox", "Mailbox", "/mailbox", "send", shown=Shell.can_manage),
    NavItem("cohorts", "Cohorts", "/cohorts", "users-round"),
    NavItem("data", "Data", "/data/labels", "database"),
    NavItem("settings", "Settings", "/settings/connections", "settings"),
    NavItem("archived", "Archived", "/interviewers?tab=archived", "archive", count=Shell.archived_count, foot=True),
)


def framed(
    *content: Any, active: str, footer: rx.Component | None = None, hotkeys: rx.Component | None = None
) -> rx.Component:
    """Frame a recruiter page with the shell of the signed-in user."""
    return shell.shell(
        *content,
        activity.why_dialog(),
        notice_sound(Shell.ring, Shell.seen_in),
        islands.palette(Palette.answer, Palette.ask, Palette.pick, slash=Shell.has_keys),
        active=active,
        nav=NAV,
        workspace=Shell.workspace,
        user_name=Shell.user_name,
        user_email=Shell.user_email,
        user_initials=Shell.user_initials,
        search=shell.search_door("/search"),
        search_href="/search",
        analytics_href="/analytics",
        credits=when(
            Shell.credits_label,
            shell.credits_card(
                Shell.credits_label,
                [("Used", Shell.credits_used), ("Left", Shell.credits_left), ("This month", Shell.credits_month)],
                href="/settings/credits",
            ),
        ),
        activity=activity.menu(),
        bell=notifications.bell(
            Shell.unread,
            notifications.notification_panel(
                rx.foreach(Shell.groups, _notice_group),
                unread=Shell.unread,
                has_unread=Shell.has_unread,
                is_empty=Shell.is_quiet,
                on_read_all=Shell.read_all,
                see_all_href="/notifications",
                settings_href="/settings/notifications",
                choice=segmented_buttons(WHICH, rx.cond(Shell.only_unread, "unread", "all"), Shell.show, "Which"),
                is_unread=Shell.only_unread,
            ),
            has_unread=Shell.has_unread,
        ),
        create_href="/interviewers/new",
        can_create=Shell.can_create,
        menu=(
            MenuLink("My account", "/settings/account", "circle-user"),
            MenuLink("Connections", "/settings/connections", "plug"),
            MenuLink("Team", "/settings/team", "users"),
        ),
        workspaces=rx.cond(Shell.homes.length() > 1, rx.el.div(rx.foreach(Shell.homes, _home)), rx.fragment()),
        sign_out_action="/api/auth/sign-out",
        strip=_strip(),
        footer=footer,
        hotkeys=hotkeys,
    )


def _home(home: Any) -> rx.Component:
    return post_button(
        home["name"], "/api/auth/switch", fields={"workspace": home["id"]}, kind="quiet", class_name="m-pop-link"
    )


def _notice_group(group: Any) -> rx.Component:
    lines = group["lines"].to(list[dict[str, Any]])
    return notifications.notification_group(group["title"], rx.foreach(lines, _notice))


def _notice(line: Any) -> rx.Component:
    return notice_line(line, Shell.open_notice(line["id"].to(int), line["href"]))


def notice_line(line: Any, on_open: Any) -> rx.Component:
    """Draw a line of the bell, with what can be done about it at once."""
    act = button(line["act"], Shell.open_notice(line["id"].to(int), line["href"]), kind="soft", size="small")
    leave = button(line["leave"], Shell.read_one(line["id"].to(int)), kind="quiet", size="small")
    mute = icon_button(
        "bell-off",
        "Mute " + line["about_title"].to(str),
        Shell.mute(line["about"].to(str), line["about_title"].to(str)),
        size=14,
    )
    return notifications.notification_item(
        line["sign"],
        line["title"],
        line["body"],
        rx.el.span(line["ago"], title=line["at"]),
        unread=~line["is_read"].to(bool),
        href=line["href"],
        on_open=on_open,
        actions=[when(line["act"], act), when(line["leave"], leave)],
        tools=[when(line["about"], mute)],
    )


def _strip() -> rx.Component:
    return when(
        (Shell.simulated != "") | Shell.is_demo,
        shell.simulated_strip(
            rx.cond(Shell.is_demo, "This is a demo workspace. ", "") + Shell.simulated,
            href="/settings/connections",
            action=rx.cond(Shell.is_demo & Shell.can_manage, _delete_demo(), rx.fragment()),
        ),
    )


def _delete_demo() -> rx.Component:
    return dialog(
        button("Delete demo data", kind="quiet", size="small"),
        "Delete the demo data?",
        "All demo interviewers, candidates and results go away. What you created yourself stays.",
        confirm=button("Delete demo data", Demo.delete, kind="danger", loading=Demo.is_deleting),
    )


def add(
    app: rx.App,
    route: str,
    title: str,
    draw: Callable[[], rx.Component],
    on_load: Sequence[Any] = (),
    *,
    is_framed: bool = True,
) -> None:
    """Register a page; a framed one loads the shell before its own rows."""
    events = [Shell.load, *on_load, Activity.load] if is_framed else list(on_load)
    app.add_page(draw, route=route, title=f"{title} | Milo", on_load=events)
