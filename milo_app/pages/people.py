"""The directory: toolbar or selection bar, the table of people, and what can be done with them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.chips import badge
from milo_app.components.empty import empty, empty_frame, loading, skeleton_table
from milo_app.components.filters import filter_form, filter_menu, filter_option
from milo_app.components.forms import checkbox, field, form, select, switch_row
from milo_app.components.islands.rows import MenuAction
from milo_app.components.layout import filter_box, page_body, page_header, toolbar
from milo_app.components.primitives import button, icon_button, notice
from milo_app.components.values import when
from milo_app.pages import people_table
from milo_app.pages.activity import job_rows
from milo_app.pages.candidates_bulk import bulk_dialogs
from milo_app.pages.candidates_columns import columns_drawer, columns_menu
from milo_app.pages.candidates_filters import filter_line, phone_order, scores_filter, tags_filter
from milo_app.pages.frame import framed
from milo_app.pages.list_filters import filter_choice, filter_day
from milo_app.pages.people_twins import twins_dialog, twins_line
from milo_app.pages.report_dialogs import erase_dialog
from milo_app.pages.report_panel import report_panel
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.people import People as S
from milo_app.state.people import PeopleColumns
from milo_app.state.people_acts import PeopleActs as A
from milo_app.state.people_filters import PeopleMenus as F

SCOPE = "#people"
_MENU = (
    MenuAction("open", "Open the latest report", "file-text", "/candidates/{id}"),
    MenuAction("invite", "Invite to an interviewer", "user-plus"),
    MenuAction("cohort", "Add to a cohort", "users-round"),
    MenuAction("erase", "Erase this person", "trash-2", tone="danger"),
)
_ACTS = (("invite", "user-plus", "Invite to an interviewer"), ("cohort", "users-round", "Add to a cohort"))
_PROGRESS = (
    ("", "Any progress"), ("pending", "Not started"), ("in_progress", "In progress"), ("evaluating", "Being scored"),
    ("completed", "Completed"), ("knocked_out", "Disqualified"),
)  # fmt: skip
_STATUS = (("", "Any status"), ("shortlisted", "Shortlisted"), ("dismissed", "Dismissed"), ("none", "Undecided"))
_STAGES = (("", "Any stage"), ("resume", "Resume"), ("form", "Form"), ("web_interview", "Interview"))
_SOURCES = (("", "Any source"), ("link", "Link"), ("invite", "Invitation"), ("import", "List"), ("demo", "Demo"))
_RADII = (("0", "In the city"), ("10", "10 km"), ("25", "25 km"), ("50", "50 km"), ("100", "100 km"), ("250", "250 km"))
_SORTS = (
    ("engaged", "Last engaged"), ("first", "Newest first"), ("score", "Best score"), ("name", "Name"),
    ("interviews", "Most interviews"), ("years", "Most years"),
)  # fmt: skip


def people() -> rx.Component:
    """Draw the page."""
    shown = rx.fragment(
        _misread(),
        rx.cond((S.picked_count > 0) | S.all_picked, _selection(), _toolbar()),
        job_rows(),
        twins_line(),
        filter_line(S),
        when(S.note, notice(S.note, margin_bottom="12px")),
        when(S.left_out, notice(S.left_out, tone="warn", margin_bottom="12px")),
        phone_order(S, _SORTS),
        _table(),
        people_table.shared_by_rows(S, SCOPE, _MENU, A.act),
        bulk_dialogs(),
        columns_drawer(PeopleColumns, "in this list"),
        _invite_dialog(),
        twins_dialog(),
        erase_dialog(A.people, A.erase, A.is_erasing, A.set_erasing),
        report_panel(),
    )
    return framed(
        page_header(
            "Candidates",
            lead=rx.cond(
                S.everybody != "",
                S.everybody + " in this workspace, each once, over all interviewers.",
                "Everybody in this workspace, once, over all interviewers.",
            ),
        ),
        page_body(rx.cond(S.is_locked, _locked(), shown)),
        active="candidates",
    )


def _locked() -> rx.Component:
    return empty_frame(
        empty(
            "eye-off",
            "You review without names",
            "This list shows who people are over all interviewers. Open an interviewer to review its candidates.",
            button("Open interviewers", href="/interviewers"),
            button("My account", href="/settings/account", kind="quiet"),
        )
    )


def _misread() -> rx.Component:
    again = button("Show everybody", S.clear, size="small")
    return when(S.wrong, notice(S.wrong, tone="warn", action=again, margin_bottom="12px"))


def _word_of(value: Any, options: tuple[tuple[str, str], ...]) -> Any:
    return rx.match(value, *[one for one in options if one[0]], "")


def _menu(label: str, part: str, options: tuple[tuple[str, str], ...]) -> rx.Component:
    items = [filter_option(words, S.choose(part, key), S.parts[part] == key) for key, words in options]
    return filter_menu(label, _word_of(S.parts[part], options), *items)


def _toolbar() -> rx.Component:
    return rx.el.div(
        toolbar(
            _interviewer(),
            _menu("Stage", "stage", _STAGES),
            _menu("Progress", "state", _PROGRESS),
            _menu("Status", "decision", _STATUS),
            scores_filter(S, "Best score"),
            _more(),
            right=[
                filter_box(
                    S.parts["q"],
                    S.type_name,
                    placeholder="React devs in Toronto, or a name",
                    label="Search candidates",
                    on_enter=S.understand,
                    hint="Read as filters: skills, place, years, score, days",
                ),
                columns_menu(S, PeopleColumns),
            ],
        ),
        class_name="m-people-tools is-directory",
    )


def _interviewer() -> rx.Component:
    listed = rx.Var.create([{"value": "", "label": "Any interviewer"}]) + F.interviewers  # type: ignore[operator]
    control = select("interviewer", listed, S.parts["interviewer"], lambda value: S.choose("interviewer", value))
    return filter_form(
        "Interviewer",
        S.interviewer_title,
        field("Interviewer", control, for_="interviewer"),
        on_open=F.opened,
        width="320px",
    )


def _number(name: str, label: str, value: Any) -> rx.Component:
    control = rx.el.input(
        id=name, name=name, type="number", min="0", max="60", default_value=value, key=value,
        class_name="m-input is-number",
    )  # fmt: skip
    return field(label, control, for_=name)


def _more() -> rx.Component:
    return filter_form(
        "Filter",
        "",
        _city(),
        form(
            rx.el.div(
                _number("years", "Years, from", S.parts["years"]),
                _number("upto", "to", S.parts["upto"]),
                button("Show", kind="soft", type="submit", size="small"),
                class_name="m-row is-end",
            ),
            on_submit=S.type_years,
        ),
        rx.el.div(
            rx.cond(
                F.countries.length() > 0,
                filter_choice(S, "country", "Country", F.countries, "Any country"),
                rx.fragment(),
            ),
            rx.cond(F.skills.length() > 0, _skill(), rx.fragment()),
            filter_choice(S, "source", "Source", _SOURCES),
            rx.cond(
                F.cohorts.length() > 0, filter_choice(S, "cohort", "Cohort", F.cohorts, "Any cohort"), rx.fragment()
            ),
            filter_day(S, "since", "Engaged from"),
            filter_day(S, "until", "Engaged until"),
            class_name="m-filter-grid",
        ),
        tags_filter(S, F),
        is_on=S.chips.length() > 0,
        sign="plus",
        width="420px",
        name="More filters",
        on_open=F.opened,
    )


def _skill() -> rx.Component:
    listed = rx.Var.create([{"value": "", "label": "Add a skill"}]) + F.skills  # type: ignore[operator]
    return field("Skill", select("skill", listed, "", S.add_skill), for_="skill")


def _city() -> rx.Component:
    within = rx.cond(S.parts["within"] != "", S.parts["within"], "25")
    around = rx.el.select(
        *[rx.el.option(words, value=key) for key, words in _RADII],
        name="within",
        id="within",
        default_value=within,
        key=within,
        class_name="m-select",
    )
    city = rx.el.input(
        id="city", name="city", default_value=S.city, key=S.city, placeholder="Toronto", auto_complete="off",
        class_name="m-input", max_length=120,
    )  # fmt: skip
    return form(
        rx.el.div(
            field("City", city, for_="city"),
            field("Around it", rx.el.span(around, class_name="m-select-box"), for_="within"),
            button("Show", kind="soft", type="submit", size="small"),
            class_name="m-row is-end",
        ),
        on_submit=S.type_city,
    )


def _selection() -> rx.Component:
    """Stand in the place of the toolbar while somebody is selected."""
    acts = rx.fragment(
        rx.cond(S.can_invite, button("Invite", A.ask_invite, icon_name="user-plus"), rx.fragment()),
        rx.cond(
            S.can_change,
            rx.fragment(
                button("Cohort", CandidatesBulk.ask("cohort"), icon_name="users-round"),
                button("Enrich", CandidatesBulk.ask("enrich"), icon_name="sparkles"),
            ),
            rx.fragment(),
        ),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.strong(S.picked_words, role="status"),
            when(S.all_words, button(S.all_words, S.pick_all, kind="quiet")),
            acts,
            class_name="m-tools",
        ),
        rx.el.div(icon_button("x", "Select nobody", S.drop_picks), class_name="m-tools is-right"),
        class_name="m-toolbar m-selection",
        role="toolbar",
        aria_label="Selected candidates",
    )


def _table() -> rx.Component:
    table = people_table.people_table(S, SCOPE, _ACTS)
    return loading(S.is_loading, skeleton_table(), rx.cond(S.rows.length() > 0, table, _nobody()))


def _nobody() -> rx.Component:
    filtered = empty_frame(
        empty("search", "Nobody matches", S.nothing, button("Clear filters", S.clear, kind="soft")), ghosts=2
    )
    first_use = empty_frame(
        empty(
            "users",
            "Nobody here yet",
            "Whoever applies to one of your interviewers, or is invited to one, appears here.",
            button("Open interviewers", href="/interviewers"),
        )
    )
    return rx.cond(S.is_filtered, filtered, first_use)


def _invite_dialog() -> rx.Component:
    listed = rx.Var.create([{"value": "", "label": "Choose one"}]) + A.interviewers  # type: ignore[operator]
    mailing = switch_row(
        "Send each an invitation e-mail",
        rx.cond(
            A.is_mailed,
            "It holds the personal link. A mail cannot be taken back.",
            "Nobody is written to. You hand the personal links on, and it can be undone until somebody begins.",
        ),
        A.is_mailed,
        A.set_mailed,
        name="mailed",
    )
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("Invite " + A.people, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(
                "They come into another interviewer and keep what they have.",
                size="2",
                margin_bottom="12px",
                class_name="m-muted",
            ),
            rx.el.div(
                field("Interviewer", select("to", listed, A.interviewer, A.choose_interviewer), for_="to"),
                rx.cond(A.can_mail, mailing, rx.fragment()),
                rx.cond(
                    A.counts.length() > 0,
                    rx.el.div(rx.foreach(A.counts, lambda words: badge(words)), class_name="m-row is-wrap"),
                    rx.fragment(),
                ),
                when(A.ask_words, checkbox(A.ask_words, A.with_dismissed, A.set_dismissed, name="dismissed")),
                when(A.error, notice(A.error, tone="bad")),
                class_name="m-stack",
            ),
            rx.el.div(
                rx.dialog.close(button("Cancel", kind="quiet")),
                when(A.send_words, button(A.send_words, A.invite, kind="solid", loading=A.is_busy)),
                class_name="m-dialog-foot",
            ),
            max_width="440px",
        ),
        open=A.is_inviting,
        on_open_change=A.set_inviting,
    )
