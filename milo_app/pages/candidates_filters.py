"""The toolbar over an interviewer's candidates: filters at the left, search and tools at the right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.filters import filter_form, filter_menu, filter_option
from milo_app.components.forms import field, form, select
from milo_app.components.labels import filter_chips
from milo_app.components.layout import filter_box, toolbar
from milo_app.components.primitives import button, icon, menu, menu_item
from milo_app.components.values import when
from milo_app.pages.candidates_columns import columns_menu
from milo_app.pages.list_filters import filter_choice, filter_day
from milo_app.pages.saved_views import views_button
from milo_app.state.applications import Applications as S
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.candidates_filters import CandidateFilters as F
from milo_app.state.candidates_saved import CandidateSaved
from milo_app.state.session import Shell

_PROGRESS = (
    ("", "All candidates", "all"),
    ("pending", "Not started", "pending"),
    ("in_progress", "In progress", "in_progress"),
    ("evaluating", "Being scored", "evaluating"),
    ("completed", "Completed", "completed"),
    ("knocked_out", "Disqualified", "knocked_out"),
)
_STATUS = (
    ("", "Any status", ""),
    ("shortlisted", "Shortlisted", "shortlisted"),
    ("dismissed", "Dismissed", "dismissed"),
    ("none", "Undecided", ""),
)
_NOTES = (("", "With or without notes"), ("with", "With notes"), ("without", "Without notes"))
_STAGES = (
    ("", "Anywhere"),
    ("top", "Top rated"),
    ("done", "Completed"),
    ("begun", "Incomplete"),
    ("none", "None"),
    ("stopped", "Stopped here"),
)
_BANDS = (("80", "", "80 and more"), ("60", "79", "60 to 79"), ("", "59", "Below 60"), ("", "", "Any score"))
_SOURCES = (("", "Any source"), ("link", "Link"), ("invite", "Invitation"), ("import", "List"), ("demo", "Demo"))
_EVALUATIONS = (
    ("", "Any state"), ("done", "Scored"), ("queued", "Being scored"), ("pending", "Score pending"),
    ("none", "Not scored"),
)  # fmt: skip
_SORTS = (
    ("engaged", "Last engaged"), ("invited", "Newest first"), ("score", "Best score"), ("name", "Name"),
    ("decision", "Decision"), ("notes", "Most notes"), ("completed", "Last completed"),
)  # fmt: skip


def candidates_toolbar() -> rx.Component:
    """Draw the filters and the tools."""
    return rx.el.div(
        toolbar(
            _progress(),
            rx.foreach(S.stages, _stage),
            _menu("Status", "decision", _STATUS),
            filter_menu(
                "Notes",
                _word_of(S.parts["notes"], _NOTES),
                *[filter_option(words, S.choose("notes", key), S.parts["notes"] == key) for key, words in _NOTES],
            ),
            scores_filter(S),
            _more(),
            right=[
                filter_box(S.parts["q"], S.type_name, placeholder="Name or email"),
                views_button(CandidateSaved),
                rx.cond(S.view == "table", columns_menu(), rx.fragment()),
                _take_along(),
                review_button(),
            ],
        ),
        class_name="m-people-tools",
    )


def _take_along() -> rx.Component:
    """Offer everybody whom the filters show as a table or as a package: selects them all, then asks what goes in."""
    trigger = rx.el.button(
        icon("download"),
        type="button",
        class_name="m-icon-btn is-outline",
        title="Download all that match",
        aria_label="Download all that match",
    )
    items = menu(
        trigger,
        menu_item("Export a table", [S.pick_all, CandidatesBulk.ask("export")], icon_name="table-2"),
        menu_item("Download a package", [S.pick_all, CandidatesBulk.ask("package")], icon_name="package"),
    )
    return rx.cond(CandidatesBulk.can_export & (S.rows.length() > 0), items, rx.fragment())


def review_button() -> rx.Component:
    """Open the first of those who finished and on whom nobody has decided; nothing while there is nobody."""
    return rx.cond(
        Shell.can_decide & (S.new_words != ""),
        button(S.new_words, S.review, kind="soft", icon_name="list-checks", class_name="m-review"),
        rx.fragment(),
    )


def filter_line(S: Any = S) -> rx.Component:
    """Name what the toolbar's menus do not show, with a way to take off each filter or all of them."""
    return rx.cond(
        S.filters > 0,
        rx.el.div(
            filter_chips(S.chips, S.drop),
            button(
                rx.cond(S.filters == 1, "Clear 1 filter", "Clear " + S.filters.to_string() + " filters"),
                S.clear,
                kind="quiet",
                size="small",
            ),
            class_name="m-chosen m-row is-wrap",
        ),
        rx.fragment(),
    )


def phone_order(S: Any = S, sorts: Any = None) -> rx.Component:
    """Offer the order where there are no headers to press: on a phone."""
    return rx.el.div(
        rx.el.span(S.range_text, class_name="m-meta"),
        select("order", sorts or _SORTS, S.parts["sort"], S.sort_by, label="Order", small=True),
        class_name="m-phone-order",
    )


def _word_of(value: Any, options: tuple[tuple[str, ...], ...]) -> Any:
    return rx.match(value, *[(one[0], one[1]) for one in options if one[0]], "")


def _progress() -> rx.Component:
    """The first filter says how many there are; with another choice it says which."""
    words = rx.match(S.parts["state"], *[(key, words) for key, words, _ in _PROGRESS if key], "All")
    number = rx.match(S.parts["state"], *[(key, S.counts[key]) for key, _, _ in _PROGRESS if key], S.counts["all"])
    items = [
        filter_option(words, S.choose("state", key), S.parts["state"] == key, S.counts[count])
        for key, words, count in _PROGRESS
    ]
    return filter_menu(words, number, *items, name="Progress", is_on=S.parts["state"] != "")


def _menu(label: str, part: str, options: tuple[tuple[str, str, str], ...]) -> rx.Component:
    items = [
        filter_option(words, S.choose(part, key), S.parts[part] == key, S.counts[count] if count else "")
        for key, words, count in options
    ]
    return filter_menu(label, _word_of(S.parts[part], options), *items)


def _stage(stage: Any) -> rx.Component:
    items = [filter_option(words, S.choose_stage(stage["key"], key), stage["value"] == key) for key, words in _STAGES]
    return filter_menu(stage["title"], stage["words"].to(str), *items)


def scores_filter(S: Any, label: str = "Score") -> rx.Component:
    """Draw the filter by a range of scores: bands to press, and two numbers to type."""
    low = rx.cond(S.parts["low"] != "", S.parts["low"], "0")
    high = rx.cond(S.parts["high"] != "", S.parts["high"], "100")
    is_on = (S.parts["low"] != "") | (S.parts["high"] != "")

    def number(name: str, label: str, value: Any) -> rx.Component:
        control = rx.el.input(
            id=f"score-{name}", name=name, type="number", min="0", max="100", default_value=value, key=value,
            class_name="m-input is-number",
        )  # fmt: skip
        return field(label, control, for_=f"score-{name}")

    bands = [
        rx.popover.close(button(words, S.choose_scores(first, last), kind="quiet", size="small"))
        for first, last, words in _BANDS
    ]
    return filter_form(
        label,
        rx.cond(is_on, low + "–" + high, ""),
        rx.el.div(*bands, class_name="m-row is-wrap m-choices-line"),
        form(
            rx.el.div(number("low", "From", S.parts["low"]), number("high", "To", S.parts["high"]), class_name="m-row"),
            rx.el.div(
                rx.popover.close(button("Show these scores", kind="soft", type="submit")), class_name="m-dialog-foot"
            ),
            on_submit=S.type_scores,
        ),
        width="300px",
    )


def _more() -> rx.Component:
    return filter_form(
        "Filter",
        "",
        rx.el.div(
            filter_choice(S, "source", "Source", _SOURCES),
            filter_choice(S, "evaluation", "Evaluation", _EVALUATIONS),
            rx.cond(
                F.countries.length() > 0,
                filter_choice(S, "country", "Country", F.countries, "Any country"),
                rx.fragment(),
            ),
            rx.cond(
                F.cohorts.length() > 0, filter_choice(S, "cohort", "Cohort", F.cohorts, "Any cohort"), rx.fragment()
            ),
            filter_day(S, "since", "Applied from"),
            filter_day(S, "until", "Applied until"),
            class_name="m-filter-grid",
        ),
        tags_filter(S, F),
        is_on=S.chips.length() > 0,
        sign="plus",
        width="420px",
        name="More filters",
        on_open=F.opened,
    )


def tags_filter(S: Any, F: Any) -> rx.Component:
    """Draw the tags that somebody of the list has, with a field that finds one."""

    def line(one: Any) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="checkbox",
                class_name="m-check",
                checked=S.tag_picks.contains(one["pick"]),
                on_change=S.toggle_tag(one["pick"]),
            ),
            rx.el.span(one["words"], class_name="m-cut", title=one["words"]),
            when(one["count"], rx.el.span(one["count"], class_name="m-count")),
            class_name="m-check-line m-label-line",
        )

    box = rx.debounce_input(
        rx.el.input(
            type="search", value=F.search, on_change=F.type_search, placeholder="Find a tag", aria_label="Find a tag",
            auto_complete="off",
        ),
        debounce_timeout=150,
    )  # fmt: skip
    return rx.cond(
        (F.tags.length() > 0) | (F.search != ""),
        rx.el.fieldset(
            rx.el.legend("Tags", class_name="m-meta"),
            rx.el.div(icon("search"), box, class_name="m-search is-small m-label-search"),
            rx.el.div(rx.foreach(F.tags, line), class_name="m-label-groups"),
            when(F.more, rx.el.span(F.more, class_name="m-meta m-label-more")),
            class_name="m-label-group",
        ),
        rx.fragment(),
    )
