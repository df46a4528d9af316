"""One way to draw every component, with plain values and with Vars; the tests beside this file run them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.components import (
    changes,
    chips,
    connection,
    empty,
    filters,
    forms,
    islands,
    labels,
    layout,
    notice_settings,
    notifications,
    people,
    primitives,
    public,
    public_inputs,
    report,
    sharing,
    shell,
    signin,
    sprite,
    table,
    wizard,
)
from milo_app.components.islands import listing, rows, telling

MODULES = [
    changes,
    chips,
    connection,
    empty,
    filters,
    forms,
    islands,
    labels,
    layout,
    listing,
    notice_settings,
    notifications,
    people,
    primitives,
    public,
    public_inputs,
    report,
    sharing,
    shell,
    rows,
    signin,
    sprite,
    table,
    telling,
    wizard,
]


class Plain:
    """Give plain values."""

    def text(self, value: str = "words") -> Any:
        return value

    def number(self, value: int = 4) -> Any:
        return value

    def flag(self, value: bool = True) -> Any:
        return value

    def texts(self) -> Any:
        return ["one", "two"]

    def rows(self, *keys: str) -> Any:
        return [{key: key for key in keys}]


class Vars:
    """Give Vars of the same types."""

    def text(self, value: str = "words") -> Any:
        return rx.Var("state.text").to(str)

    def number(self, value: int = 4) -> Any:
        return rx.Var("state.number").to(int)

    def flag(self, value: bool = True) -> Any:
        return rx.Var("state.flag").to(bool)

    def texts(self) -> Any:
        return rx.Var("state.texts").to(list[str])

    def rows(self, *keys: str) -> Any:
        return rx.Var("state.rows").to(list[dict[str, str]])


def press(*_values: Any) -> rx.event.EventSpec:
    """Stand in for an event handler."""
    return rx.console_log("pressed")


def box() -> rx.Component:
    return rx.el.div("inside")


LABEL_GROUP = {
    "name": "Region",
    "more": "",
    "lines": [{"pick": "region:east", "value": "East", "count": "2", "is_on": True}],
}

NOTICE_TOPICS = [
    {
        "key": "completed",
        "label": "Interview completed",
        "words": "Somebody finished.",
        "cells": [{"key": "push", "channel": "push", "label": "Interview completed: Push", "is_on": True}],
    }
]

Case = Callable[[Any], rx.Component]

CASES: dict[str, Case] = {
    "changes.change_list": lambda v: changes.change_list(v.rows("kind", "word", "place", "what", "before", "after")),
    "chips.score_chip": lambda v: chips.score_chip(
        v.text("84"), v.text("strong"), v.number(84), v.text("±4"), v.text(), v.text()
    ),
    "chips.stage_chip": lambda v: chips.stage_chip(v.text("88"), v.text("strong"), v.text()),
    "chips.step_ring": lambda v: chips.step_ring(v.number(66), v.text("Step 2/3")),
    "chips.stage_cell": lambda v: chips.stage_cell(
        v.text("progress"), v.text("Step 2/3"), v.text("fair"), v.number(66), v.text()
    ),
    "chips.stage_icon": lambda v: chips.stage_icon(v.text("resume"), name=v.text("Resume")),
    "chips.stage_icons": lambda v: chips.stage_icons(v.rows("kind", "name")),
    "chips.status_dot": lambda v: chips.status_dot(v.text("active"), v.text("Active"), show_word=False),
    "chips.state_badge": lambda v: chips.state_badge(v.text("expired"), v.text("Expired")),
    "chips.deadline_badge": lambda v: chips.deadline_badge(v.text("soon"), v.text("4d left")),
    "chips.decision_mark": lambda v: chips.decision_mark(v.text("shortlisted"), compact=True),
    "chips.tag_chip": lambda v: chips.tag_chip(v.text()),
    "chips.tags": lambda v: chips.tags(v.texts(), v.text("+1")),
    "chips.evaluator_label": lambda v: chips.evaluator_label(v.text("built-in rules"), v.flag()),
    "chips.avatar": lambda v: chips.avatar(v.text("AO")),
    "chips.badge": lambda v: chips.badge(v.text(), v.text("green")),
    "chips.count_badge": lambda v: chips.count_badge(v.text("15")),
    "chips.key_hint": lambda v: chips.key_hint("s"),
    "empty.empty": lambda v: empty.empty("users", v.text(), v.text(), box(), note=v.text()),
    "empty.empty_frame": lambda v: empty.empty_frame(box()),
    "empty.ghost_rows": lambda v: empty.ghost_rows(3),
    "empty.loading": lambda v: empty.loading(v.flag(), box(), box()),
    "empty.skeleton_table": lambda v: empty.skeleton_table(2),
    "empty.skeleton_card": lambda v: empty.skeleton_card(2),
    "empty.error_panel": lambda v: empty.error_panel(v.text(), v.text(), v.text(), box()),
    "empty.not_here": lambda v: empty.not_here(v.text()),
    "empty.up_to_date": lambda v: empty.up_to_date(v.text()),
    "empty.next_cards": lambda v: empty.next_cards([("mail", "Title", "Text", "/")]),
    "forms.field": lambda v: forms.field(
        v.text(), box(), for_="name", help=v.text(), error=v.text(), counter=v.text(), required=True
    ),
    "forms.text_input": lambda v: forms.text_input("name", v.text(), press, error=v.text(), icon_name="mail"),
    "forms.text_area": lambda v: forms.text_area("name", v.text(), press),
    "forms.number_input": lambda v: forms.number_input("name", v.text("3"), press, low=0, high=10, unit=v.text("days")),
    "forms.date_input": lambda v: forms.date_input("name", v.text("2026-11-21"), press),
    "forms.select": lambda v: forms.select(
        "name", v.rows("value", "label") if isinstance(v, Vars) else [("a", "A")], v.text(), press
    ),
    "forms.slider_input": lambda v: forms.slider_input(
        "name", v.number(), press, low=1, high=10, label=v.text(), shown=v.text()
    ),
    "forms.checkbox": lambda v: forms.checkbox(v.text(), v.flag(), press, name="name"),
    "forms.switch_row": lambda v: forms.switch_row(v.text(), v.text(), v.flag(), press, name="name"),
    "forms.switch": lambda v: forms.switch("name", v.flag(), press, label=v.text()),
    "forms.radio_cards": lambda v: forms.radio_cards(
        "name", [forms.Choice("a", v.text(), v.text(), "mail")], v.text("a"), press, label="Mode"
    ),
    "forms.checkbox_cards": lambda v: forms.checkbox_cards(
        "name", [forms.Choice("one", v.text())], v.texts(), press, label="Modes"
    ),
    "forms.form": lambda v: forms.form(box(), on_submit=press),
    "forms.fieldset": lambda v: forms.fieldset(v.text(), box(), help=v.text()),
    "forms.save_bar": lambda v: forms.save_bar(v.flag(), v.text(), press, press, v.flag()),
    "islands.saved_ago": lambda v: islands.saved_ago(v.number(), v.text()),
    "islands.hotkeys": lambda v: islands.hotkeys(v.texts(), press, v.flag()),
    "islands.palette": lambda v: islands.palette({"turn": 1, "groups": []}, press, press, slash=v.flag()),
    "islands.follow_anchor": lambda v: islands.follow_anchor(v.text()),
    "islands.report_panel": lambda v: islands.report_panel(box(), label=v.text(), on_open=press, on_close=rx.noop()),
    "islands.sortable": lambda v: islands.sortable(v.texts(), box(), on_move=press, across=True),
    "islands.sortable_item": lambda v: islands.sortable_item(v.text("key"), box(), label=v.text()),
    "islands.copy_button": lambda v: islands.copy_button(v.text(), icon_only=True),
    "islands.print_button": lambda v: islands.print_button(v.text("Print")),
    "islands.read_aloud": lambda v: islands.read_aloud(v.text(), v.text("en")),
    "islands.autosave_text": lambda v: islands.autosave_text(
        v.text(), v.text("q1"), press, labelled_by=v.text("question")
    ),
    "islands.choices": lambda v: islands.choices(
        v.texts(), v.texts(), v.text("q1"), press, multiple=v.flag(), epoch=v.text(), labelled_by=v.text("question")
    ),
    "islands.step_focus": lambda v: islands.step_focus(v.text("q1"), v.text("Question 1"), v.text()),
    "islands.paste_field": lambda v: islands.paste_field(
        "/api/imports", rx.console_log("done"), name="list", label=v.text(), button=v.text(), placeholder=v.text()
    ),
    "islands.upload_box": lambda v: islands.upload_box(
        v.text("/api/x"), press, accept=v.texts(), max_bytes=v.number(), current=v.text()
    ),
    "islands.fetch_form": lambda v: islands.fetch_form(box(), action=v.text("/api/x"), label=v.text("Sign in")),
    "layout.page_header": lambda v: layout.page_header(
        v.text(),
        crumbs=[(v.text(), v.text("/"))],
        badge=box(),
        meta=[box()],
        actions=[box()],
        tabs=box(),
        lead=v.text(),
    ),
    "layout.breadcrumbs": lambda v: layout.breadcrumbs([(v.text(), v.text("/"))]),
    "layout.tabs": lambda v: layout.tabs(
        [layout.Tab("a", v.text(), v.text("/"), v.text("3"), "mail")], v.text("a"), box()
    ),
    "layout.segmented": lambda v: layout.segmented([layout.Tab("a", v.text(), v.text("/"))], v.text("a")),
    "layout.segmented, in place": lambda v: layout.segmented(
        [layout.Tab("a", v.text(), v.text("/"))], v.text("a"), on_go=press
    ),
    "layout.segmented_buttons": lambda v: layout.segmented_buttons([("a", "A")], v.text("a"), press, "View"),
    "layout.toolbar": lambda v: layout.toolbar(box(), right=[box()]),
    "layout.filter_box": lambda v: layout.filter_box(v.text(), press),
    "layout.page_body": lambda v: layout.page_body(box(), width="report"),
    "listing.filter_field": lambda v: listing.filter_field(v.text(), press, v.text(), "Name"),
    "listing.in_place": lambda v: listing.in_place(box(), on_go=press, label="State"),
    "notifications.bell": lambda v: notifications.bell(v.text("3"), box(), has_unread=v.flag()),
    "notifications.notification_panel": lambda v: notifications.notification_panel(
        box(),
        unread=v.text("3"),
        has_unread=v.flag(),
        is_empty=v.flag(False),
        on_read_all=press,
        see_all_href="/n",
        settings_href="/s",
        choice=box(),
        is_unread=v.flag(),
    ),
    "notifications.notification_group": lambda v: notifications.notification_group(v.text("Today"), box()),
    "notifications.notification_item": lambda v: notifications.notification_item(
        v.text("completed"),
        v.text(),
        v.text(),
        v.text("2h"),
        unread=v.flag(),
        href=v.text("/x"),
        on_open=press,
        actions=[box()],
        tools=[box()],
    ),
    "notice_settings.notice_matrix": lambda v: notice_settings.notice_matrix(
        v.texts(), v.rows("key", "label", "words") if isinstance(v, Vars) else NOTICE_TOPICS, press
    ),
    "notice_settings.told_line": lambda v: notice_settings.told_line(
        "monitor", v.text(), v.text(), box(), error=v.text(), mark=v.text("Paused"), extra=box()
    ),
    "notice_settings.topic_boxes": lambda v: notice_settings.topic_boxes(
        v.rows("key", "label", "is_on") if isinstance(v, Vars) else NOTICE_TOPICS[0]["cells"], press, disabled=v.flag()
    ),
    "telling.notice_sound": lambda v: telling.notice_sound(v.number(), press),
    "telling.sound_sample": lambda v: telling.sound_sample(v.text("Listen")),
    "telling.push_switch": lambda v: telling.push_switch(v.text("key"), v.texts(), press),
    "filters.filter_menu": lambda v: filters.filter_menu(v.text(), v.text(), box(), name=v.text()),
    "filters.filter_option": lambda v: filters.filter_option(v.text(), press(), v.flag(), v.text()),
    "filters.filter_form": lambda v: filters.filter_form(v.text(), v.text(), box(), is_on=v.flag(), sign="plus"),
    "primitives.icon": lambda v: primitives.icon("mail"),
    "primitives.link": lambda v: primitives.link(v.text(), href=v.text("/x"), reload=True, new_tab=True),
    "primitives.text_link": lambda v: primitives.text_link(v.text(), v.text("/x")),
    "primitives.button": lambda v: primitives.button(
        v.text(), press, kind="solid", disabled=v.flag(), loading=v.flag(), icon_name="mail"
    ),
    "primitives.icon_button": lambda v: primitives.icon_button("mail", v.text("Send"), press, disabled=v.flag(False)),
    "primitives.post_button": lambda v: primitives.post_button(v.text(), v.text("/x"), fields={"id": v.text()}),
    "primitives.title": lambda v: primitives.title(v.text(), 2),
    "primitives.muted": lambda v: primitives.muted(v.text()),
    "primitives.meta": lambda v: primitives.meta(v.text()),
    "primitives.mono": lambda v: primitives.mono(v.text()),
    "primitives.card": lambda v: primitives.card(box(), title_text=v.text(), aside=v.text(), note=v.text(), id="here"),
    "primitives.divider": lambda v: primitives.divider(),
    "primitives.stack": lambda v: primitives.stack(box()),
    "primitives.row": lambda v: primitives.row(box(), wrap=True),
    "primitives.columns": lambda v: primitives.columns(box(), box()),
    "primitives.form_page": lambda v: primitives.form_page(box()),
    "primitives.definition": lambda v: primitives.definition(v.text(), v.text()),
    "primitives.notice": lambda v: primitives.notice(v.text(), "bad", title_text=v.text(), action=box()),
    "primitives.progress_line": lambda v: primitives.progress_line(v.number(), v.text("strong"), v.text()),
    "primitives.dialog": lambda v: primitives.dialog(box(), v.text(), v.text(), confirm=box()),
    "primitives.dialog_box": lambda v: primitives.dialog_box(
        v.text(), v.text(), box(), is_open=v.flag(), on_open_change=press
    ),
    "primitives.menu": lambda v: primitives.menu(box(), box()),
    "primitives.menu_item": lambda v: primitives.menu_item(v.text(), press(), icon_name="mail", danger=True),
    "public.public_page": lambda v: public.public_page(
        box(),
        brand=v.text(),
        letter=v.text("A"),
        aside=box(),
        action=box(),
        top=box(),
        brand_color=v.text("#0b7a66"),
        footer_links=[(v.text(), v.text("/"))],
    ),
    "people.test_run_button": lambda v: people.test_run_button(v.text(), text=v.text()),
    "public.trial_bar": lambda v: public.trial_bar(v.text()),
    "public.saved_mark": lambda v: public.saved_mark(v.text(), v.flag()),
    "public.eyebrow": lambda v: public.eyebrow(v.text()),
    "public.headline": lambda v: public.headline(v.text(), v.text()),
    "public.question_title": lambda v: public.question_title(v.text(), v.text()),
    "public.progress": lambda v: public.progress(v.text(), v.text(), v.texts()),
    "public.facts_line": lambda v: public.facts_line([("clock", v.text())]),
    "public.facts": lambda v: public.facts([("clock", v.text(), v.text())]),
    "public.public_card": lambda v: public.public_card(box(), title=v.text(), text=v.text()),
    "public.primary": lambda v: public.primary(v.text(), press, disabled=v.flag(), loading=v.flag(), icon_name="check"),
    "public.secondary": lambda v: public.secondary(v.text(), href=v.text("/x")),
    "public.action_bar": lambda v: public.action_bar(box(), box(), note=v.text(), trouble=box()),
    "public_inputs.public_field": lambda v: public_inputs.public_field(
        v.text(), box(), name="name", help=v.text(), error=v.text(), optional=True
    ),
    "public_inputs.public_input": lambda v: public_inputs.public_input(
        "name", default=v.text(), on_blur=press, invalid=v.flag()
    ),
    "public_inputs.public_textarea": lambda v: public_inputs.public_textarea("name", default=v.text(), on_blur=press),
    "public_inputs.public_select": lambda v: public_inputs.public_select(
        v.text("q"), v.rows("value", "label"), v.text(), press
    ),
    "public_inputs.posted_error": lambda v: public_inputs.posted_error("name"),
    "public_inputs.consent_check": lambda v: public_inputs.consent_check(
        v.text(), name="ok", checked=v.flag(), on_change=press
    ),
    "public_inputs.stars": lambda v: public_inputs.stars(v.number(4), press, v.text()),
    "public.done_mark": lambda v: public.done_mark(),
    "public.done_steps": lambda v: public.done_steps([(v.text("done"), v.text(), v.text(), v.text())]),
    "public.public_notice": lambda v: public.public_notice(v.text(), v.text(), tone="warn", action=box()),
    "public.small_link": lambda v: public.small_link(v.text(), v.text("/x"), icon_name="mail"),
    "report.report_header": lambda v: report.report_header(
        v.text(),
        v.text("AO"),
        v.text(),
        status=box(),
        score=box(),
        actions=[box()],
        crumbs=box(),
        position=v.text(),
        previous_href=v.text("/a"),
        next_href=v.text("/b"),
    ),
    "report.score_block": lambda v: report.score_block(
        v.text("84"), v.text("strong"), v.number(84), v.text("±4"), v.number(60)
    ),
    "report.score_bar": lambda v: report.score_bar(v.number(84), v.text("strong"), v.number(60)),
    "report.jump_link": lambda v: report.jump_link(v.text(), v.text("#q-1")),
    "report.summary_item": lambda v: report.summary_item(
        v.text("strength"), v.text(), v.text(), v.text("Q2"), v.text("#q2")
    ),
    "report.scorecard": lambda v: report.scorecard(box(), note=v.text(), rated=v.text(), foot=v.text()),
    "report.scorecard_row": lambda v: report.scorecard_row(
        v.text("1"),
        v.text(),
        v.text("84"),
        v.text("strong"),
        v.number(84),
        v.text("8"),
        v.text("3"),
        v.text(),
        v.text("30 %"),
    ),
    "report.answers_card": lambda v: report.answers_card(box(), aside=v.text()),
    "report.question_block": lambda v: report.question_block(
        v.text("Q1"),
        v.text(),
        box(),
        score=v.text("80"),
        band=v.text("strong"),
        percent=v.number(80),
        anchor=v.text("q1"),
        note=v.text(),
    ),
    "report.answer_turn": lambda v: report.answer_turn(v.rows("text", "mark"), v.text("0:48"), v.text()),
    "report.followup_turn": lambda v: report.followup_turn(v.text(), v.text()),
    "report.evidence_text": lambda v: report.evidence_text(v.rows("text", "mark")),
    "report.dealbreaker_row": lambda v: report.dealbreaker_row(v.text("pass"), v.text(), v.text()),
    "report.signal_row": lambda v: report.signal_row(v.text(), v.text()),
    "report.scored_by_card": lambda v: report.scored_by_card(box(), when_text=v.text(), note=v.text()),
    "report.scored_by_row": lambda v: report.scored_by_row(v.text(), v.text("84"), v.text()),
    "report.timeline_row": lambda v: report.timeline_row(v.text("scored"), v.text(), v.text(), v.text()),
    "report.timeline": lambda v: report.timeline(box()),
    "report.file_row": lambda v: report.file_row(v.text(), v.text(), v.text("/x")),
    "labels.label_tag": lambda v: labels.label_tag(v.text("Region"), v.text("East")),
    "labels.label_filter_menu": lambda v: labels.label_filter_menu(
        v.rows("name", "more", "lines") if isinstance(v, Vars) else [LABEL_GROUP],
        v.text("2"),
        v.text(""),
        on_search=press,
        on_toggle=press,
        on_clear=press,
        on_open=press,
        has_chosen=v.flag(),
        is_open=v.flag(),
    ),
    "labels.filter_chips": lambda v: labels.filter_chips(v.rows("pick", "words"), press),
    "labels.label_value_input": lambda v: labels.label_value_input(
        "value", v.text("picklist"), v.text("East"), v.rows("value", "label"), press, error=v.text()
    ),
    "labels.given_label": lambda v: labels.given_label(v.text(), v.text(), v.text("on 2 of 3"), press, v.flag()),
    "labels.named_select": lambda v: labels.named_select(
        v.text(), v.rows("value", "label") if isinstance(v, Vars) else [("a", "A")], v.text(), press
    ),
    "labels.required_label": lambda v: labels.required_label(
        v.text("id"), v.text(), v.text(), v.text("yes_no"), v.text(), v.rows("value", "label"), v.text(), press
    ),
    "sharing.share_panel": lambda v: sharing.share_panel(
        v.text("https://a.example/i/acme/role"), v.text("/q"), v.text("/f"), v.text("/p"), v.text("<a>"), v.text()
    ),
    "sharing.poster_sheet": lambda v: sharing.poster_sheet(
        v.text("Barista"), v.text("Acme"), v.text(), v.text(), v.text("/q"), v.text(), v.text(), v.text("/b")
    ),
    "rows.row_menu": lambda v: rows.row_menu("#list", [rows.MenuAction("open", "Open", "eye", "/x/{id}")], press),
    "rows.row_card": lambda v: rows.row_card("#list"),
    "rows.row_budget": lambda v: rows.row_budget("#list", press, sign=v.text("$"), error=v.text(), saved=v.number(1)),
    "rows.row_pick": lambda v: rows.row_pick("#list", v.texts(), press, clear=v.number(1), all=v.flag(False)),
    "sprite.sprite": lambda v: sprite.sprite("eye", "pencil"),
    "sprite.mark": lambda v: sprite.mark("eye"),
    "sprite.mark_at": lambda v: sprite.mark_at(v.text("#mi-eye")),
    "shell.shell": lambda v: a_shell(v),
    "shell.theme_switch": lambda v: shell.theme_switch(),
    "shell.search_door": lambda v: shell.search_door("/search"),
    "shell.credits_card": lambda v: shell.credits_card(v.text(), [(v.text(), v.text())], href="/x"),
    "shell.simulated_strip": lambda v: shell.simulated_strip(v.text(), v.text("/x"), action=box()),
    "connection.connection_banner": lambda v: connection.connection_banner(),
    "shell.toaster": lambda v: shell.toaster(),
    "shell.head": lambda v: rx.fragment(*shell.head()),
    "signin.sign_in_layout": lambda v: signin.sign_in_layout(box(), foot=[(v.text(), v.text("/"))], note=v.text()),
    "signin.sign_in_title": lambda v: signin.sign_in_title(v.text(), v.text()),
    "signin.or_line": lambda v: signin.or_line("or with a password"),
    "signin.sample_report": lambda v: signin.sample_report(),
    "table.data_table": lambda v: table.data_table(
        [table.Column("a", "Name", "30%", sort="name")],
        rx.el.tr(),
        caption="People",
        sort=v.text("name"),
        descending=v.flag(),
        on_sort=press,
    ),
    "table.sort_header": lambda v: table.sort_header(
        table.Column("a", "Name", sort="name"), v.text("name"), v.flag(), press
    ),
    "table.table_row": lambda v: table.table_row(rx.el.td(), actions=[box()], selected=v.flag()),
    "table.cell": lambda v: table.cell(v.text(), label=v.text(), title=v.text(), muted=True),
    "table.title_cell": lambda v: table.title_cell(
        v.text(), v.text("/x"), v.text(), lead=box(), mono_sub=True, mark=box()
    ),
    "table.stat_cell": lambda v: table.stat_cell(v.text("348"), v.text("64%"), v.number(64), v.text()),
    "table.paging": lambda v: table.paging(v.text("1–50 of 348"), v.flag(False), v.flag(), press, press, press, press),
    "wizard.stepper": lambda v: wizard.stepper(
        [wizard.Step("one", "Plan", v.text(), v.text("/x")), wizard.Step("two", "Basics")],
        v.text("one"),
        v.texts(),
        press,
    ),
    "wizard.wizard": lambda v: wizard.wizard(box(), box(), box()),
    "wizard.wizard_footer": lambda v: wizard.wizard_footer(v.text(), box(), tone=v.text("good")),
    "wizard.paste_box": lambda v: wizard.paste_box(box(), v.text(), box()),
    "wizard.found_row": lambda v: wizard.found_row(v.text(), v.text(), v.flag()),
    "wizard.stage_list": lambda v: wizard.stage_list(box()),
    "wizard.working": lambda v: wizard.working(v.text(), v.text()),
    "wizard.stage_card": lambda v: wizard.stage_card(v.text("resume"), v.text(), v.text(), box()),
    "wizard.weights_bar": lambda v: wizard.weights_bar(v.texts()),
    "wizard.question_card": lambda v: wizard.question_card(
        v.text("1"),
        v.text(),
        box(),
        source=v.text(),
        right=box(),
        more=box(),
        is_open=v.flag(),
        on_toggle=press,
        below=box(),
    ),
    "wizard.two_wordings": lambda v: wizard.two_wordings(v.text(), v.text(), v.text()),
    "wizard.more_fields": lambda v: wizard.more_fields(v.text(), box()),
    "wizard.source_line": lambda v: wizard.source_line(v.text()),
    "wizard.anchor_field": lambda v: wizard.anchor_field("5", v.text(), box()),
    "wizard.wording_check": lambda v: wizard.wording_check(v.text(), box()),
    "wizard.role_icon": lambda v: wizard.role_icon(v.text("truck")),
    "wizard.template_card": lambda v: wizard.template_card(
        v.text(), v.text(), v.text("truck"), v.rows("kind", "name"), v.text(), press, is_default=v.flag()
    ),
    "wizard.estimate_card": lambda v: wizard.estimate_card(v.text(), v.text(), v.text()),
    "wizard.settle_line": lambda v: wizard.settle_line(v.text(), v.text(), v.text("/x")),
    "wizard.summary_line": lambda v: wizard.summary_line(v.text(), v.text(), v.text("/x")),
    "wizard.phone_preview": lambda v: wizard.phone_preview(box(), action=box()),
}


def a_shell(v: Any) -> rx.Component:
    """Draw a shell with every slot filled."""
    return shell.shell(
        box(),
        active="interviewers",
        nav=[
            shell.NavItem("interviewers", "Interviewers", "/", "users", v.text("15")),
            shell.NavItem("help", "Help", "/help", "life-buoy", foot=True),
        ],
        workspace=v.text("Acme"),
        user_name=v.text(),
        user_email=v.text(),
        user_initials=v.text("DK"),
        search=box(),
        search_href="/search",
        analytics_href="/analytics",
        credits=box(),
        bell=box(),
        create_href="/new",
        can_create=v.flag(),
        menu=[shell.MenuLink("Account", "/me", "user")],
        workspaces=box(),
        sign_out_action="/out",
        strip=box(),
        footer=box(),
        hotkeys=box(),
    )
