"""Settings: notifications."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.empty import loading, skeleton_card
from milo_app.components.forms import field, form, select, switch_row, text_input
from milo_app.components.islands.telling import push_switch, sound_sample
from milo_app.components.layout import page_body, page_header, segmented_buttons
from milo_app.components.notice_settings import notice_matrix, told_line, topic_boxes
from milo_app.components.primitives import (
    button,
    card,
    dialog,
    dialog_box,
    icon,
    icon_button,
    menu,
    menu_item,
    muted,
    notice,
    row,
    stack,
)
from milo_app.components.values import when
from milo_app.pages.settings_frame import in_settings
from milo_app.state.chats import Chats
from milo_app.state.notice_settings import NoticeChoices as S
from milo_app.state.push_devices import PushDevices

DIGESTS = (("at_once", "At once"), ("hourly", "Every hour"), ("daily", "Every morning"))
LEVELS = (("", "As above"), ("urgent", "Only what needs me"), ("muted", "Muted"))
CHATS = (("slack", "Slack"), ("teams", "Microsoft Teams"))
HOW = {
    "slack": "In Slack: create an app for your workspace, switch on Incoming Webhooks, add one to a channel, copy its URL.",
    "teams": "In Teams: open Workflows of a channel, choose “Post to a channel when a webhook request is received”, "
    "copy its URL.",
}


def notice_settings() -> rx.Component:
    """Draw the page."""
    skeleton = stack(*[skeleton_card(3) for _ in range(4)])
    return in_settings(
        "notifications",
        page_header("Notifications", lead="What reaches you from this workspace, and how."),
        page_body(loading(S.is_loading, skeleton, _cards()), width="report"),
        _rename(),
        _add_chat(),
    )


def _cards() -> rx.Component:
    shared = when(Chats.can_share, _shared())
    return stack(_matrix(), _when(), _devices(), _exceptions(), _own(), shared, gap=16)


def _matrix() -> rx.Component:
    return card(
        notice_matrix(S.heads, S.topics, S.toggle),
        title_text="What you are told",
        note="Mail and chats about an interviewer come to its subscribers. Push comes to the browsers below.",
        padded=False,
    )


def _when() -> rx.Component:
    return card(
        stack(
            field(
                "E-mail",
                row(segmented_buttons(DIGESTS, S.digest, S.choose_digest, "How often you are mailed")),
                help="Every morning means at eight. What you have read in Milo by then is left out.",
            ),
            _quiet(),
            rx.el.div(
                switch_row(
                    "Sound",
                    "A short sound in one of your open tabs.",
                    S.has_sound,
                    S.switch_sound,
                    name="has-sound",
                ),
                sound_sample("Listen to it"),
                class_name="m-sound",
            ),
            gap=16,
        ),
        title_text="When",
    )


def _quiet() -> rx.Component:
    times = row(
        text_input("quiet_from", type="time", default=S.quiet_from, key="from" + S.quiet_from, aria_label="Quiet from"),
        rx.el.span("to", class_name="m-muted"),
        text_input("quiet_to", type="time", default=S.quiet_to, key="to" + S.quiet_to, aria_label="Quiet to"),
        button("Save", type="submit"),
        when(S.has_quiet, button("No quiet hours", S.end_quiet, kind="quiet")),
        wrap=True,
    )
    times = rx.el.div(times, class_name="m-quiet-times")
    return form(
        field(
            "Quiet hours",
            times,
            help="Push waits until they end, and there is no sound. Times are those of " + S.zone + ".",
            error=S.quiet_error,
        ),
        on_submit=S.save_quiet,
    )


def _devices() -> rx.Component:
    return card(
        stack(
            rx.cond(
                PushDevices.problem != "",
                notice(PushDevices.problem, "warn"),
                push_switch(PushDevices.public_key, PushDevices.marks, PushDevices.add),
            ),
            when(
                PushDevices.devices.length() > 0,
                rx.el.div(rx.foreach(PushDevices.devices, _device), role="list", class_name="m-hear-list"),
            ),
        ),
        title_text="Push",
        note="A push shows what the bell shows, also while Milo is closed. Signing out of a browser ends it there.",
    )


def _device(one: Any) -> rx.Component:
    more = menu(
        icon_button("ellipsis", "More for this browser"),
        menu_item("Rename", PushDevices.begin_rename(one["id"], one["name"]), icon_name="pencil"),
        menu_item("Remove", PushDevices.remove(one["id"]), icon_name="trash-2", danger=True),
    )
    test = button("Send a test", PushDevices.test(one["id"]), size="small")
    return told_line("monitor", one["name"], one["about"], test, more, error=one["error"])


def _rename() -> rx.Component:
    return dialog_box(
        "Rename this browser",
        "So that you know it again in the list.",
        form(
            field(
                "Name",
                text_input("device_name", default=PushDevices.new_name, key=PushDevices.renaming, max_length=80),
                for_="device_name",
                error=PushDevices.rename_error,
            ),
            row(button("Save", type="submit", kind="solid"), justify="end"),
            on_submit=PushDevices.rename,
        ),
        is_open=PushDevices.renaming != "",
        on_open_change=PushDevices.show_rename,
    )


def _exceptions() -> rx.Component:
    return card(
        stack(
            when(
                S.exceptions.length() > 0,
                rx.el.div(rx.foreach(S.exceptions, _exception), role="list", class_name="m-hear-list"),
            ),
            _add_exception(),
        ),
        title_text="Single interviewers",
        note="What is about you, such as a mention or your own export, comes all the same.",
    )


def _exception(one: Any) -> rx.Component:
    options = [rx.el.option(words, value=key) for key, words in LEVELS]
    chosen = rx.el.span(
        rx.el.select(
            *options,
            value=one["level"],
            on_change=lambda level: S.exempt(one["id"], level),
            class_name="m-select",
            aria_label="What you hear of it",
        ),
        icon("chevron-down", 14),
        class_name="m-select-box is-small",
    )
    return told_line("users", one["title"], "", chosen)


def _add_exception() -> rx.Component:
    options = rx.foreach(S.others, lambda option: rx.el.option(option["label"], value=option["value"]))
    return rx.el.span(
        rx.el.select(
            rx.el.option("Mute an interviewer …", value=""),
            options,
            value="",
            on_change=lambda value: S.exempt(value, "muted"),
            class_name="m-select",
            aria_label="Mute an interviewer",
        ),
        icon("chevron-down", 14),
        class_name="m-select-box m-mute-pick",
    )


def _own() -> rx.Component:
    return card(
        stack(
            _chat_list(Chats.own, _own_chat),
            row(button("Add a channel", Chats.begin("own"), icon_name="plus")),
        ),
        title_text="Your Slack and Teams",
        note="Messages to you alone. Once one is connected, it has its column above.",
    )


def _shared() -> rx.Component:
    return card(
        stack(
            _chat_list(Chats.shared, _shared_chat),
            row(button("Add a channel", Chats.begin("shared"), icon_name="plus")),
        ),
        title_text="Channels of the workspace",
        note="For everybody in a channel, whoever is subscribed. Names of candidates leave Milo for it.",
    )


def _chat_list(chats: Any, draw: Any) -> rx.Component:
    return when(chats.length() > 0, rx.el.div(rx.foreach(chats, draw), role="list", class_name="m-hear-list"))


def _own_chat(chat: Any) -> rx.Component:
    return told_line(
        "message-square", chat["name"], chat["about"], *_chat_acts(chat), error=chat["error"], mark=_mark(chat)
    )


def _shared_chat(chat: Any) -> rx.Component:
    boxes = topic_boxes(
        chat["boxes"].to(list[dict[str, Any]]), lambda topic, is_on: Chats.tell_about(chat["id"], topic, is_on)
    )
    return told_line(
        "message-square",
        chat["name"],
        chat["about"],
        *_chat_acts(chat),
        error=chat["error"],
        mark=_mark(chat),
        extra=boxes,
    )


def _mark(chat: Any) -> Any:
    return rx.cond(chat["is_paused"].to(bool), "Paused", "")


def _chat_acts(chat: Any) -> list[Any]:
    paused = chat["is_paused"].to(bool)
    remove = dialog(
        icon_button("trash-2", "Remove this channel"),
        "Remove this channel?",
        "Its address is forgotten. To connect it again you need the address from the chat.",
        confirm=button("Remove", Chats.remove(chat["id"]), kind="danger"),
    )
    pause = icon_button("pause", "Pause this channel", Chats.pause(chat["id"], True))
    go_on = icon_button("play", "Go on with this channel", Chats.pause(chat["id"], False))
    return [button("Send a test", Chats.test(chat["id"]), size="small"), rx.cond(paused, go_on, pause), remove]


def _add_chat() -> rx.Component:
    url_error = rx.cond(Chats.error_field == "url", Chats.error, "")
    name_error = rx.cond(Chats.error_field == "name", Chats.error, "")
    other = (Chats.error != "") & (Chats.error_field != "url") & (Chats.error_field != "name")
    one_role = field(
        "Interviewer",
        select("channel_role", Chats.roles, Chats.interviewer, Chats.choose_role),
        for_="channel_role",
    )
    return dialog_box(
        "Add a channel",
        "Milo posts to an incoming webhook. Whoever knows its address can post, so it is kept encrypted.",
        form(
            row(segmented_buttons(CHATS, Chats.kind, Chats.choose_kind, "Which chat")),
            muted(rx.cond(Chats.kind == "slack", HOW["slack"], HOW["teams"])),
            field(
                "Name",
                text_input("channel_name", error=name_error, max_length=80),
                for_="channel_name",
                error=name_error,
            ),
            field(
                "Webhook URL",
                text_input("channel_url", type="url", error=url_error, max_length=2048, auto_complete="off"),
                for_="channel_url",
                error=url_error,
            ),
            when(Chats.adding == "shared", one_role),
            when(other, notice(Chats.error, "bad")),
            row(button("Connect", type="submit", kind="solid"), justify="end"),
            on_submit=Chats.add,
        ),
        is_open=Chats.adding != "",
        on_open_change=Chats.show_form,
        width="480px",
    )
