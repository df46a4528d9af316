"""How the page Data Indexing says how an index stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from milo_app.domain.search.ports import Kind
from milo_app.domain.search.status import Failure, IndexStatus, Progress
from milo_app.state.indexing import engine_line, how_far, lag_words, left_line, word_of

NOW = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
IDLE = IndexStatus(
    name="Meilisearch",
    version="1.53.0",
    is_up=True,
    is_primary=True,
    documents={Kind.CANDIDATE: 1204, Kind.INTERVIEWER: 12},
    size_bytes=3_400_000,
    waiting=0,
    lag_seconds=0.0,
    is_late=False,
    building=None,
    is_wanted=False,
    built_at=NOW - timedelta(days=2),
    applied_at=NOW - timedelta(minutes=5),
    problem="",
)
TOTAL = {Kind.CANDIDATE: 1210, Kind.INTERVIEWER: 12}
BUILDING = replace(IDLE, building=Progress(400, 1000, 90))


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (IDLE, "Idle"),
        (BUILDING, "Running"),
        (replace(BUILDING, problem="before"), "Running"),
        (replace(IDLE, is_wanted=True), "Running"),
        (replace(IDLE, is_up=False), "Failed"),
        (replace(IDLE, problem="The disk is full."), "Failed"),
    ],
)
def test_the_state_is_one_word(one: IndexStatus, word: str) -> None:
    assert word_of(one)[0] == word


def test_a_warning_about_the_version_is_no_failure() -> None:
    assert word_of(replace(IDLE, warning="Another version than the one that was checked."))[0] == "Idle"


def test_figures_are_counted_against_the_database() -> None:
    shown = {fact["name"]: fact["value"] for fact in engine_line(IDLE, TOTAL, "UTC", NOW)["facts"]}
    assert shown == {
        "Candidates": "1,204 of 1,210",
        "Interviewers": "12 of 12",
        "Last update": "5m ago",
        "Built": "2d ago",
        "Lag": "None",
        "Queue": "0 changes",
        "Size": "3.4 MB",
    }


def test_an_engine_that_is_away_has_no_counts() -> None:
    shown = {
        fact["name"]: fact["value"] for fact in engine_line(replace(IDLE, is_up=False), TOTAL, "UTC", NOW)["facts"]
    }
    assert shown["Candidates"] == shown["Interviewers"] == "–"


def test_progress_says_how_far_and_how_long() -> None:
    line = engine_line(BUILDING, TOTAL, "UTC", NOW)
    assert (line["percent"], line["how_far"], line["is_running"]) == (40, "400 of 1,000, about 2 min left", True)
    assert how_far(replace(IDLE, building=Progress(0, 10, None))) == "0 of 10"
    assert how_far(replace(IDLE, is_wanted=True)) == "Waiting to begin"
    assert how_far(IDLE) == ""


@pytest.mark.parametrize(("seconds", "words"), [(0, "None"), (0.4, "None"), (12, "12 s"), (600, "10 min")])
def test_lag_in_words(seconds: float, words: str) -> None:
    assert lag_words(seconds) == words


def test_what_is_gone_by_now_is_said_to_be() -> None:
    failure = Failure(3, "Meilisearch", "candidate", "", "It cannot be indexed.", NOW - timedelta(hours=2))
    line = left_line(failure, "UTC", NOW)
    assert (line["name"], line["kind"], line["when"]) == ("Gone by now", "Candidate", "2h ago")
