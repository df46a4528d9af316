"""The Settings tab of an interviewer: sections at the left, each with an address, and one bar that publishes."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.changes import change_list
from milo_app.components.chips import badge
from milo_app.components.empty import loading, skeleton_card
from milo_app.components.forms import field, form, select, text_input
from milo_app.components.primitives import (
    button,
    card,
    definition,
    link,
    menu,
    menu_item,
    meta,
    mono,
    muted,
    notice,
    row,
    stack,
    title,
)
from milo_app.components.table import Column, cell, data_table, table_row
from milo_app.components.values import when
from milo_app.components.wizard import stage_card, stage_list
from milo_app.pages import agent_fields
from milo_app.pages.interviewer_frame import interviewer_page
from milo_app.pages.plan import version_parts
from milo_app.pages.publish_bar import publish_bar, publish_dialog
from milo_app.pages.required_labels import label_lines
from milo_app.pages.wizard_questions import questions_step
from milo_app.state.interviewer_changes import Changes
from milo_app.state.interviewer_header import Heading
from milo_app.state.interviewer_settings import SettingsTab as S
from milo_app.state.interviewer_terms import Terms
from milo_app.state.interviewer_versions import Versions
from milo_app.state.session import Shell
from milo_app.state.subscribers import Subscribers
from milo_app.state.wizard_stages import WizardStages

_SECTIONS = (
    ("overview", "Overview"),
    ("basics", "Basics"),
    ("stages", "Stages"),
    ("questions", "Questions"),
    ("budget", "Budget and deadline"),
    ("retakes", "Retakes"),
    ("notifications", "Notifications"),
    ("labels", "Labels"),
    ("versions", "Versions"),
)
_RETAKES = (("0", "None"), *((str(n), "One more try" if n == 1 else f"{n} more tries") for n in range(1, 11)))
_WAITS = (("0", "No wait"), ("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days"))
_REMINDERS = (("0", "Never"), ("1", "1 day before"), *((str(n), f"{n} days before") for n in (2, 3, 5, 7, 14)))


def settings() -> rx.Component:
    """Draw the tab."""
    shown = rx.match(
        S.section,
        ("basics", _editing(_basics())),
        ("stages", _editing(_stages())),
        ("questions", _editing(questions_step())),
        ("budget", _budget()),
        ("retakes", _retakes()),
        ("notifications", _notifications()),
        ("labels", _labels()),
        ("versions", _versions()),
        _overview(),
    )
    conflict = when(Changes.conflict, notice(Changes.conflict, tone="warn", margin_bottom="12px"))
    return interviewer_page(
        "settings",
        rx.el.div(
            _nav(),
            rx.el.div(conflict, loading(Heading.title == "", skeleton_card(6), shown), class_name="m-settings-main"),
            class_name="m-sections",
        ),
        publish_dialog(),
        footer=rx.cond(S.can_update, publish_bar(), rx.fragment()),
    )


def _nav() -> rx.Component:
    base = "/interviewers/" + Heading.interviewer + "/settings?section="
    links = [
        link(
            rx.el.span(words),
            href=base + key,
            class_name="m-sub-link",
            custom_attrs={"aria-current": rx.cond(S.section == key, "page", "false")},
        )
        for key, words in _SECTIONS
    ]
    return rx.el.nav(*links, class_name="m-sub-nav", aria_label="Settings of this interviewer")


def _editing(editor: rx.Component) -> rx.Component:
    """Draw an editor for those who may edit, else what is live, read only."""
    return rx.cond(
        S.can_update,
        editor,
        stack(notice("Your role may read this. A recruiter or an admin can change it."), version_parts(), gap=16),
    )


def _overview() -> rx.Component:
    facts = rx.el.dl(
        definition("Live version", rx.cond(Heading.version != "", Heading.version, "None yet")),
        definition("Link", rx.cond(Heading.link != "", mono(Heading.link), rx.el.span("After publishing"))),
        definition("Deadline", rx.cond(Terms.deadline_text != "", Terms.deadline_text, "None")),
        when(
            Shell.can_see_spend, definition("Budget", rx.cond(Terms.budget_text != "", Terms.budget_text, "No limit"))
        ),
        definition("Retakes", rx.cond(Terms.retakes == "0", "None", Terms.retakes)),
        class_name="m-fact-grid",
    )
    waiting = rx.cond(
        Changes.has_changes,
        card(
            stack(muted(Changes.affects), change_list(Changes.rows), gap=8),
            title_text="Not live yet",
            aside=Changes.summary,
        ),
        muted("The draft and the live version are the same."),
    )
    stages = stage_list(
        rx.foreach(Changes.stages, lambda stage: stage_card(stage["kind"], stage["title"], stage["summary"]))
    )
    return stack(
        card(facts, title_text="What holds now"),
        rx.cond(
            S.can_update,
            stack(rx.cond(Heading.version != "", waiting, rx.fragment()), title("Stages of the draft", 2), stages),
            version_parts(),
        ),
        gap=16,
    )


def _basics() -> rx.Component:
    return stack(
        card(agent_fields.role_fields(), title_text="The role"),
        card(agent_fields.who_fields(), title_text="The interviewer"),
        card(agent_fields.knowledge_fields(), title_text="What it knows and says"),
        card(agent_fields.link_fields(), title_text="Afterwards"),
        card(
            agent_fields.metadata_fields(),
            title_text="Metadata",
            note="For your own programs. It is part of the version and read through the API.",
        ),
        card(_slug(), title_text="Link name", note="Holds at once, without publishing."),
        gap=16,
    )


def _slug() -> rx.Component:
    changed = rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Change the link?", class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "The old link stops at once: whoever has it on a poster, a job board or in a mail will not get in. "
                "Personal links of people who were invited go on working.",
                size="2",
                class_name="m-muted",
            ),
            rx.el.div(
                rx.dialog.close(button("Keep the old link", kind="quiet")),
                button("Change the link", Terms.rename, kind="danger"),
                class_name="m-dialog-foot",
            ),
            max_width="440px",
        ),
        open=Terms.is_renaming,
        on_open_change=Terms.ask_rename,
    )
    note = rx.cond(Terms.slug_ok, "", Terms.slug_note)
    return rx.fragment(
        field(
            "Link name",
            rx.el.div(
                text_input("slug", Terms.slug, Terms.type_slug, mono=True, error=note, max_length=120),
                button("Change", Terms.ask_rename(True), disabled=~Terms.slug_ok | (Terms.slug == Heading.slug)),
                class_name="m-row",
            ),
            for_="slug",
            help=Terms.link_prefix + Terms.slug,
            error=note,
        ),
        changed,
    )


def _stages() -> rx.Component:
    def stage(one: Any) -> rx.Component:
        base = "/interviewers/" + Heading.interviewer + "/settings?section=questions"
        return rx.el.div(
            stage_card(one["kind"], one["title"], one["summary"]),
            button("Questions", href=base, size="small"),
            class_name="m-stage-line is-list",
        )

    kinds = (("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))
    return stack(
        row(
            title("Stages", 2),
            rx.el.span(class_name="m-push"),
            menu(
                button("Add stage", icon_name="plus"),
                *[menu_item(word, WizardStages.add_stage(kind)) for kind, word in kinds],
            ),
        ),
        rx.foreach(Changes.stages, stage),
        when(Changes.estimate, meta(Changes.estimate, ", ", Changes.cost)),
        gap=8,
    )


def _wrong(name: str) -> Any:
    return rx.cond(Terms.error_field == name, Terms.error, "")


def _at_once(text: str) -> rx.Component:
    return meta(text + " Holds at once, for everybody.")


def _budget() -> rx.Component:
    limit = form(
        field(
            "Budget",
            rx.el.div(
                text_input(
                    "budget",
                    default=Terms.budget,
                    key=Terms.budget,
                    input_mode="decimal",
                    placeholder="No limit",
                    error=_wrong("budget_micros"),
                    disabled=~S.can_budget,
                ),
                rx.cond(S.can_budget, button("Save", type="submit"), rx.fragment()),
                class_name="m-row",
            ),
            for_="budget",
            help="When it is used up, nobody new can start; whoever has begun can finish.",
            error=_wrong("budget_micros"),
        ),
        on_submit=Terms.save_budget,
    )
    deadline = field(
        "Last day",
        text_input(
            "last-day-of-all",
            Terms.last_day,
            Terms.pick_day,
            type="date",
            wait=800,
            error=_wrong("deadline_at"),
            disabled=~S.can_update,
        ),
        for_="last-day-of-all",
        help=rx.cond(Terms.deadline_text != "", "Nobody new can start after " + Terms.deadline_text, ""),
        error=_wrong("deadline_at"),
    )
    return stack(
        when(Shell.can_see_spend, card(limit, title_text="Budget", aside=Heading.spend)),
        card(deadline, title_text="Deadline"),
        _at_once("In the time zone of your workspace."),
        gap=16,
    )


def _retakes() -> rx.Component:
    fields = rx.el.div(
        field(
            "Retakes",
            select("retakes", _RETAKES, Terms.retakes, Terms.pick_retakes, label="Retakes", disabled=~S.can_update),
            for_="retakes",
            error=_wrong("max_retakes"),
        ),
        field(
            "Wait between attempts",
            select("wait", _WAITS, Terms.wait_days, Terms.pick_wait, label="Wait between", disabled=~S.can_update),
            for_="wait",
            error=_wrong("retake_cooldown_days"),
        ),
        class_name="m-pairs",
    )
    return stack(card(fields, title_text="Retakes"), _at_once("Earlier attempts stay readable."), gap=16)


def _notifications() -> rx.Component:
    reminder = field(
        "Remind candidates who have not finished",
        select("remind", _REMINDERS, Terms.remind_days, Terms.pick_reminder, label="Reminder", disabled=~S.can_update),
        for_="remind",
        help="One mail before the deadline, to people who started or were invited.",
        error=_wrong("remind_days"),
    )
    members = row(
        rx.el.span(Heading.subscribers),
        rx.el.span(class_name="m-push"),
        button("Manage subscribers", Subscribers.open(Heading.interviewer), icon_name="bell"),
    )
    return stack(
        card(members, title_text="Team", note="One mail when somebody completes, a digest when many do."),
        card(reminder, title_text="Candidates"),
        _at_once("Sent once for each deadline."),
        gap=16,
    )


def _labels() -> rx.Component:
    return stack(
        title("Labels", 2),
        muted("Labels sort interviewers by what your company needs: cost center, region, client."),
        label_lines(Heading.interviewer),
        _at_once("They are no part of a version."),
        gap=12,
    )


def _versions() -> rx.Component:
    columns = [
        Column("version", "Version", "19%"),
        Column("when", "Published", "14%"),
        Column("by", "By", "18%"),
        Column("people", "Candidates", "34%"),
        Column("actions", "Actions", "8px", hidden_label=True),
    ]
    history = data_table(columns, rx.foreach(Versions.lines, _version), caption="Versions", min_width=640)
    return stack(
        title("Versions", 2),
        rx.cond(
            Versions.lines.length() > 0,
            history,
            muted("No version yet. The first one is made when you publish the draft."),
        ),
        rx.cond(Versions.lines.length() > 0, _comparison(), rx.fragment()),
        gap=16,
    )


def _version(line: Any) -> rx.Component:
    return table_row(
        cell(
            row(
                link(line["word"], href=line["href"], class_name="m-link"),
                when(line["is_live"], badge("Live", "green")),
            )
        ),
        cell(rx.el.span(line["when"], title=line["full"]), muted=True),
        cell(line["by"], muted=True),
        cell(line["people"], muted=True),
        actions=(
            button("View", href=line["href"], size="small", kind="quiet"),
            rx.cond(
                line["is_live"].to(bool),
                rx.fragment(),
                button("Compare with live", Versions.compare_with_live(line["number"]), size="small", kind="quiet"),
            ),
            rx.cond(
                S.can_update,
                button("Restore as draft", Changes.restore(line["number"]), size="small", kind="quiet"),
                rx.fragment(),
            ),
        ),
    )


def _comparison() -> rx.Component:
    same = muted("These two are the same.")
    return card(
        row(
            select("compare-old", Versions.sides, Versions.old, Versions.pick_old, label="Compare from", small=True),
            meta("to"),
            select("compare-new", Versions.sides, Versions.new, Versions.pick_new, label="Compare to", small=True),
            wrap=True,
        ),
        rx.cond(
            Versions.is_compared,
            rx.cond(Versions.changes.length() > 0, change_list(Versions.changes), same),
            rx.fragment(),
        ),
        title_text="What differs",
    )
