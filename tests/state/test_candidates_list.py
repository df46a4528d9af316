"""The candidates table and its filters in words: texts from rows, nothing from the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.candidates.columns import CORE, Layout
from milo_app.domain.candidates.filter_choices import TagChoice
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.rows import StageCell
from milo_app.domain.candidates.table import StageColumn, TableRow
from milo_app.state.candidates_columns import column_lines, labels
from milo_app.state.candidates_filters import tag_lines
from milo_app.state.candidates_rows import (
    Cell,
    heads,
    is_wide,
    line,
    picture,
    plans_with,
    stage_cell,
    tag_words,
    widths,
)
from milo_app.state.candidates_saved import query_text
from milo_app.state.candidates_words import chip_words, drop_part, misread, stage_menus, tag_picks

STAGES = (StageColumn("cv", "Resume", "resume"), StageColumn("talk", "Interview", "web_interview"))
LAYOUT = Layout(order=("applied", "stage.cv", "stage.talk", *[key for key in CORE if key != "applied"]))
DONE = StageCell(1, "resume", "Resume", "completed", 88, "strong", 1, 1, None, "score", "88", 88)
BEGUN = StageCell(2, "web_interview", "Interview", "in_progress", None, "", 2, 3, None, "progress", "2/3", 67)
ROW = TableRow(
    id="0198",
    name="Ada Obi",
    initials="AO",
    email="ada@example.com",
    country="NG",
    country_word="Nigeria",
    photo="01ab",
    state="in_progress",
    state_word="In progress",
    decision="shortlisted",
    score=84,
    band="strong",
    failed="",
    note="",
    cells=(DONE, BEGUN),
    applied="2h ago",
    applied_full="Sat 28 Nov 2026, 20:00",
    engaged="12m ago",
    engaged_full="Sat 28 Nov 2026, 22:00",
    completed="",
    completed_full="",
    source="import",
    attempt=2,
    notes=3,
    tags=(("Shift", "Weekends"), ("Years", "4"), ("Car", "Yes")),
    revision=7,
)


def somebody(role: Role = Role.RECRUITER) -> Actor:
    """An actor of a role."""
    return Actor("user", 1, 1, "Rita", role.value, granted(role))


def cells(row: TableRow = ROW, layout: Layout = LAYOUT) -> dict[str, Cell]:
    """The cells of a line by their column."""
    return dict(zip(layout.shown, line(row, layout, STAGES, somebody())["cells"], strict=True))


def test_a_line_holds_a_ready_cell_for_each_shown_column() -> None:
    shown = cells()
    assert list(shown) == ["applied", "stage.cv", "stage.talk", "score", "decision", "engaged", "tags", "notes"]
    assert (shown["stage.cv"]["kind"], shown["stage.cv"]["text"], shown["stage.cv"]["look"]) == (
        "chip",
        "88",
        "is-strong",
    )
    assert (shown["stage.talk"]["kind"], shown["stage.talk"]["text"]) == ("ring", "Step 2/3")
    assert (shown["score"]["text"], shown["score"]["percent"], shown["score"]["more"]) == ("84", "84%", "strong")
    assert shown["decision"]["text"] == "Shortlisted"
    assert (shown["tags"]["items"], shown["tags"]["more"]) == (["Weekends", "Years: 4"], "+1")
    assert (shown["notes"]["text"], shown["notes"]["tip"]) == ("3", "3 notes")


def test_further_columns_are_there_when_they_are_turned_on() -> None:
    shown = cells(layout=replace(LAYOUT, hidden=frozenset()))
    assert [shown[key]["text"] for key in ("progress", "source", "country", "attempt")] == [
        "In progress",
        "List",
        "Nigeria",
        "2",
    ]
    assert shown["country"]["more"] == "/flags/ng.svg"


@pytest.mark.parametrize(
    ("cell", "words"),
    [("not_started", "Not started"), ("scoring", "Being scored"), ("pending", "Pending"), ("stopped", "Stopped")],
)
def test_a_stage_without_a_score_has_a_sign_and_a_word(cell: str, words: str) -> None:
    shown = stage_cell(replace(BEGUN, cell=cell, text=words))
    assert (shown["kind"], shown["text"]) == ("sign", words)
    assert shown["more"].startswith("#mi-")


def test_a_stage_that_their_version_does_not_have_is_a_dash_that_says_so() -> None:
    shown = stage_cell(None)
    assert shown["text"] == "–" and "no such stage" in shown["tip"]


def test_a_failed_rule_stands_where_the_score_would_be_and_no_score_is_a_dash() -> None:
    assert cells(replace(ROW, failed="Work permit"))["score"]["kind"] == "failed"
    assert (
        cells(replace(ROW, score=None, note="The model did not answer"))["score"]["tip"] == "The model did not answer"
    )


def test_a_viewer_is_offered_the_report_only_and_nobody_is_offered_what_stands_already() -> None:
    assert line(ROW, LAYOUT, STAGES, somebody(Role.VIEWER))["can"] == "open"
    assert set(line(ROW, LAYOUT, STAGES, somebody())["can"].split()) == {"open", "nudge", "dismiss", "back"}
    finished = replace(ROW, state="completed", decision="none")
    assert set(line(finished, LAYOUT, STAGES, somebody())["can"].split()) == {"open", "shortlist", "dismiss"}


def test_a_flag_stands_before_the_name_only_when_it_is_wanted_and_known() -> None:
    assert picture(ROW, "flag") == "/flags/ng.svg"
    assert picture(ROW, "photo") == "/api/photos/01ab"
    assert picture(replace(ROW, photo=""), "photo") == ""
    assert picture(ROW, "initials") == picture(replace(ROW, country=""), "flag") == ""


def test_heads_say_which_column_sorts_and_the_grid_has_a_track_for_each() -> None:
    shown = heads(LAYOUT, plans_with(STAGES), "stage.cv", True)
    assert [(one["label"], one["order"]) for one in shown[:2]] == [("Applied", "none"), ("Resume", "descending")]
    assert all(one["sort"] for one in shown), "every column sorts the list"
    tracks, least = widths(LAYOUT, plans_with(STAGES))
    assert len(tracks.split()) == len(shown) + 2 and not is_wide(least)
    assert is_wide(widths(replace(LAYOUT, hidden=frozenset()), plans_with(STAGES))[1])


def test_chips_name_what_no_menu_shows_and_each_takes_off_its_own() -> None:
    flt = ApplicationFilter(
        state="completed",
        source="link",
        country="FR",
        since=date(2026, 3, 1),
        tags=(("Years", "4"), ("Shift", "Night")),
    )
    chips = chip_words(flt, "")
    assert [one["words"] for one in chips] == [
        "Source: Link",
        "Country: France",
        "Applied from 1 Mar 2026",
        "Years: 4",
        "Night",
    ]
    for one in chips:
        flt = drop_part(flt, one["pick"]) if not one["pick"].startswith("tag:") else flt
    assert flt == ApplicationFilter(state="completed", tags=(("Years", "4"), ("Shift", "Night")))
    assert drop_part(flt, "tag:0").tags == (("Shift", "Night"),)
    assert drop_part(flt, "state") == flt


def test_an_address_that_is_not_understood_is_named_in_words() -> None:
    assert misread(()) == ""
    assert misread(("decision",)) == "Milo does not understand all of this address: status. It was left out."
    assert misread(("low", "stauts", "low")).endswith("lowest score, stauts. They were left out.")


def test_each_stage_has_a_filter_that_says_what_is_chosen() -> None:
    menus = stage_menus(STAGES, ApplicationFilter(stages=(("talk", "top"),)))
    assert [(one["title"], one["words"]) for one in menus] == [("Resume", ""), ("Interview", "Top rated")]


def test_a_tag_is_picked_as_it_stands_in_an_address() -> None:
    tags = (TagChoice("Years", "4", 12), TagChoice("Shift", "Night; day", 1))
    lines, more = tag_lines(tags, "night")
    assert [(one["words"], one["count"]) for one in lines] == [("Shift: Night; day", "1")] and more == ""
    assert lines[0]["pick"] == tag_picks(ApplicationFilter(tags=(("Shift", "Night; day"),)))[0]
    assert tag_lines(tuple(TagChoice("N", str(at), 1) for at in range(70)), "")[1] == "10 more: type to find them"


def test_tags_that_say_nothing_alone_carry_their_name() -> None:
    assert [
        tag_words("Years", "4"),
        tag_words("Car", "Yes"),
        tag_words("Shift", "Night"),
        tag_words("Bilingual", ""),
    ] == [
        "Years: 4",
        "Car: Yes",
        "Night",
        "Bilingual",
    ]


def test_the_drawer_lists_hidden_columns_too_and_is_searched_by_word() -> None:
    lines = column_lines(LAYOUT, labels(plans_with(STAGES)), "")
    assert len(lines) == len(LAYOUT.order)
    assert (lines[1]["label"], lines[1]["kind"], lines[1]["is_on"]) == ("Resume", "Workflow", True)
    assert [one["key"] for one in column_lines(LAYOUT, labels(plans_with(STAGES)), "count")] == ["country"]


def test_a_view_keeps_filters_and_the_way_of_showing_in_one_spelling() -> None:
    parts = {"decision": "shortlisted", "sort": "engaged", "view": "map", "page": "abc", "saved": "0198"}
    assert query_text(parts) == "decision=shortlisted&view=map"
    assert query_text({"view": "nonsense", "low": "many"}) == ""
