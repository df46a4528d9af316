"""What lists draw of saved views: the menu that opens one, the buttons that keep one, and the two dialogs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import checkbox, field, form, switch, text_input
from milo_app.components.primitives import button, dialog_box, icon, icon_button, link, notice
from milo_app.components.values import when
from milo_app.state.saved_views import SavedViews

Views = type[SavedViews]


def _view(one: Any) -> rx.Component:
    place = link(
        rx.el.span(one["name"], class_name="m-cut"),
        rx.el.span(one["note"], class_name="m-meta m-cut"),
        href=one["href"],
        class_name="m-pop-link",
    )
    return rx.popover.close(place)


def views_button(views: Views) -> rx.Component:
    """Draw one small button with all of it in its menu: the views, keeping the present filters, and managing them."""
    listed: Any = rx.Var.create(views.views).to(list).length() > 0
    name: Any = views.view_name
    dirty: Any = views.is_dirty
    can_update: Any = views.can_update
    trigger = rx.el.button(
        icon("bookmark"),
        type="button",
        class_name="m-icon-btn is-outline m-views-btn",
        title=rx.cond(name != "", "View: " + name, "Views"),
        aria_label=rx.cond(name != "", "View: " + name, "Views"),
        custom_attrs={"data-dirty": rx.cond(dirty, "yes", "no")},
    )
    keep = button("Save view", views.ask_name(True), kind="quiet", size="small", icon_name="bookmark-plus")
    update = button("Save changes", views.update_view, kind="quiet", size="small", icon_name="bookmark-check")
    return rx.popover.root(
        rx.popover.trigger(trigger),
        rx.popover.content(
            rx.cond(
                listed,
                rx.el.div(rx.foreach(views.views, _view), class_name="m-view-list"),
                rx.el.p("A view keeps filters, search and order under a name.", class_name="m-meta m-views-none"),
            ),
            rx.el.div(
                rx.cond(dirty, rx.popover.close(keep), rx.fragment()),
                rx.cond(can_update, rx.popover.close(update), rx.fragment()),
                rx.cond(
                    listed,
                    rx.popover.close(button("Manage views", views.manage(True), kind="quiet", size="small")),
                    rx.fragment(),
                ),
                class_name="m-row is-wrap",
            ),
            side_offset=6,
            align="end",
            padding="6px",
            width="280px",
            class_name="m-pop",
            aria_label="Views",
        ),
    )


def views_menu(views: Views) -> rx.Component:
    """Draw the menu of views; nothing while there are none."""

    name: Any = views.view_name
    menu = rx.popover.root(
        rx.popover.trigger(
            rx.el.button(
                icon("bookmark", 14),
                rx.el.span(rx.cond(name != "", name, "Views"), class_name="m-cut"),
                type="button",
                class_name="m-btn is-outline m-view-btn",
            )
        ),
        rx.popover.content(
            rx.el.div(rx.foreach(views.views, _view), class_name="m-view-list"),
            rx.popover.close(button("Manage views", views.manage(True), kind="quiet", size="small")),
            side_offset=6,
            padding="6px",
            width="260px",
            class_name="m-pop",
        ),
    )
    return rx.cond(rx.Var.create(views.views).to(list).length() > 0, menu, rx.fragment())


def view_buttons(views: Views) -> list[rx.Component]:
    """Draw "Save view" or "Save changes", only while the filters are not those of a view."""
    dirty: Any = views.is_dirty
    can_update: Any = views.can_update
    return [
        rx.cond(
            dirty & ~can_update,
            button("Save view", views.ask_name(True), kind="quiet", icon_name="bookmark-plus"),
            rx.fragment(),
        ),
        rx.cond(
            can_update,
            button("Save changes", views.update_view, kind="quiet", icon_name="bookmark-check"),
            rx.fragment(),
        ),
    ]


def name_dialog(views: Views, keeps: str) -> rx.Component:
    """Save the present filters under a name; `keeps` says what a view holds."""
    return dialog_box(
        "Save view",
        keeps,
        form(
            field(
                "Name",
                text_input("name", error=views.name_error, max_length=60, required=True, auto_complete="off"),
                for_="name",
                error=views.name_error,
            ),
            checkbox("Share with the team", name="shared"),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                button("Save view", kind="solid", type="submit"),
                class_name="m-dialog-foot",
            ),
            on_submit=views.save_view,
        ),
        is_open=views.is_naming,
        on_open_change=views.ask_name,
    )


def views_dialog(views: Views) -> rx.Component:
    """Rename, share and delete saved views."""

    def mine(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.input(
                default_value=one["name"],
                on_blur=lambda text: views.rename_view(one["id"], text),
                aria_label="Name of the view",
                max_length=60,
                class_name="m-input",
                key=one["id"].to(str) + one["name"].to(str),
            ),
            switch(
                "shared-" + one["id"].to(str),
                one["is_shared"].to(bool),
                lambda on: views.share_view(one["id"], on),
                label="Share with the team: " + one["name"].to(str),
            ),
            icon_button("trash-2", "Delete the view " + one["name"].to(str), views.delete_view(one["id"])),
            class_name="m-member",
        )

    def other(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(one["name"], class_name="m-push m-cut"),
            rx.el.span(one["note"], class_name="m-meta"),
            class_name="m-member",
        )

    return dialog_box(
        "Views",
        "The switch shares a view with the whole team.",
        when(views.name_error, notice(views.name_error, tone="warn")),
        rx.el.ul(
            rx.foreach(views.views, lambda one: rx.cond(one["can_change"].to(bool), mine(one), other(one))),
            class_name="m-members",
        ),
        rx.el.div(rx.dialog.close(button("Done", kind="quiet")), class_name="m-dialog-foot"),
        is_open=views.is_managing,
        on_open_change=views.manage,
        width="480px",
    )
