"""Lines of the interviewers' table, the strip above it, and views: texts from rows, nothing from the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.interviewers.attention import Attention, Part
from milo_app.domain.interviewers.lines import InterviewerRow
from milo_app.domain.interviewers.versions import StageChip
from milo_app.state.interviewer_rows import budget_typed, chip_words, home_of, line
from milo_app.state.interviewer_tools import alert, has_news, parts_of, query_text

ROW = InterviewerRow(
    id="0198",
    title="Retail Associate",
    slug="retail",
    link="/i/acme/retail",
    state="active",
    department="Retail",
    stages=(StageChip("resume", "Resume"), StageChip("web_interview", "Interview")),
    stage_done=(1200, 8),
    questions=6,
    invited=348,
    started=300,
    completed=223,
    completion_percent=64,
    completion_text="64%",
    is_under_baseline=False,
    score_avg=70,
    csat_text="4.4",
    csat_count=31,
    spend_micros=3_000_000,
    budget_micros=1_000_000_000,
    currency="USD",
    spend_text="$3",
    budget_text="$1k",
    spend_percent=0,
    is_paused=False,
    labels=(("team", "Team", "Retail"), ("region", "Region", "East"), ("site", "Site", "Reno")),
    subscribers=1,
    subscriber_initials=("AO",),
    deadline_text="4d left",
    deadline_tone="soon",
    deadline_full="Wed 25 Nov 2026, 18:00",
    created_text="12 Mar",
    created_full="Thu 12 Mar 2026, 09:00",
    active_text="32d",
    is_expiring=True,
    max_retakes=0,
)


def somebody(role: Role = Role.RECRUITER) -> Actor:
    """An actor of a role."""
    return Actor("user", 1, 1, "Rita", role.value, granted(role))


def test_a_line_holds_every_cell_as_text() -> None:
    shown = line(ROW, somebody())
    assert shown["href"] == "/interviewers/0198"
    assert (shown["stats"], shown["percent"], shown["csat"]) == ("348 · 64%", "64%", "4.4")
    assert (shown["spend"], shown["budget"]) == ("$3 / $1k", "1000")
    assert (shown["labels"], shown["more"]) == (["Retail", "East"], "+1")
    assert (shown["subs"], shown["deadline"], shown["active"]) == ("1", "4d left", "32d")
    assert shown["stages"][1] == {"icon": "#mi-messages-square", "name": "Interview"}


def test_hovering_shows_who_completed_each_stage_and_all_labels() -> None:
    shown = line(ROW, somebody())
    assert shown["flow"] == "Completed per stage\nResume\t1,200\nInterview\t8"
    assert shown["flow_words"] == "Resume 1,200, Interview 8"
    assert shown["label_card"].splitlines() == ["Labels", "Team\tRetail", "Region\tEast", "Site\tReno"]


def test_a_draft_opens_in_the_wizard_and_has_no_link_to_copy() -> None:
    draft = replace(ROW, state="draft", slug="", link="", deadline_text="", deadline_tone="", active_text="")
    shown = line(draft, somebody())
    assert home_of(draft) == "/interviewers/0198/edit"
    assert (shown["slug"], shown["link"], shown["deadline"], shown["active"]) == ("not published", "", "–", "–")
    assert "Resume\t–" in shown["flow"]


@pytest.mark.parametrize(
    ("state", "has", "lacks"),
    [
        ("draft", {"compose", "duplicate", "delete"}, {"open", "edit", "share", "archive", "extend", "unarchive"}),
        ("active", {"edit", "share", "extend", "archive", "labels"}, {"unarchive", "delete"}),
        ("expired", {"share", "extend", "archive"}, {"unarchive", "delete"}),
        ("archived", {"share", "unarchive", "duplicate"}, {"archive", "extend", "delete", "edit", "labels"}),
    ],
)
def test_the_menu_offers_what_the_state_allows(state: str, has: set[str], lacks: set[str]) -> None:
    offered = set(line(replace(ROW, state=state), somebody())["can"].split())
    assert has <= offered
    assert not lacks & offered


def test_a_viewer_is_offered_nothing_that_would_be_refused() -> None:
    offered = set(line(ROW, somebody(Role.VIEWER))["can"].split())
    assert offered == {"open", "share", "subscribers"}


def test_what_is_low_or_used_up_looks_different() -> None:
    low = line(replace(ROW, is_under_baseline=True), somebody())
    assert low["bar"] == "m-bar is-borderline" and "15 points" in low["stats_title"]
    paused = line(replace(ROW, is_paused=True, spend_percent=100), somebody())
    assert (paused["paused"], paused["dot"], paused["word"]) == ("Paused", "m-dot is-paused", "Paused: budget used")
    assert (
        line(replace(ROW, deadline_text="Ends today 18:00", deadline_tone="today"), somebody())["deadline"]
        == "Ends today"
    )


def test_few_ratings_and_no_candidates_are_dashes() -> None:
    shown = line(replace(ROW, csat_text="", csat_count=4, invited=0), somebody())
    assert (shown["csat"], shown["stats"]) == ("–", "–")


@pytest.mark.parametrize(
    ("micros", "text"), [(None, ""), (0, "0"), (1_000_000_000, "1000"), (500_000, "0.5"), (2_250_000, "2.25")]
)
def test_a_budget_is_edited_as_somebody_types_it(micros: int | None, text: str) -> None:
    assert budget_typed(micros) == text


def test_one_that_needs_attention_is_opened_and_several_are_listed() -> None:
    one = alert("expiring", Part(1, (("0198", "Retail Associate"),)))
    assert (one["text"], one["href"]) == ("Retail Associate ends this week", "/interviewers/0198")
    many = alert("budget", Part(3, ()))
    assert (many["text"], many["href"]) == ("3 have used up their budget", "/interviewers?need=budget")


def test_the_strip_comes_back_only_with_something_new() -> None:
    now = {"expiring": ["a", "b"], "budget": []}
    assert has_news(now, {})
    assert not has_news(now, {"expiring": ["a", "b", "c"]})
    assert has_news(now | {"budget": ["d"]}, {"expiring": ["a", "b"]})
    assert [name for name, _ in parts_of(Attention())] == ["budget", "expiring", "evaluations", "completion"]


def test_a_view_keeps_filters_in_one_spelling_without_page_and_view() -> None:
    parts = {"tab": "active", "q": "nurse", "sort": "most", "page": "abc", "view": "0198", "labels": "team:care"}
    assert query_text(parts) == "q=nurse&sort=most&labels=team%3Acare"
    assert query_text({"tab": "active", "sort": "recent"}) == ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Region", "Europe", "Europe"),
        ("Openings", "3", "Openings: 3"),
        ("Budget share", "-0.5", "Budget share: -0.5"),
        ("Urgent", "Yes", "Urgent: Yes"),
    ],
)
def test_a_label_chip_names_itself_where_its_value_says_nothing_alone(name: str, value: str, words: str) -> None:
    assert chip_words(name, value) == words
