"""What a program reads of interviewers and their candidates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from tests.api.v2.conftest import Site, finished, spread
from tests.factories.attempts import NOON

START = int(NOON.timestamp())


def add_drafts(site: Site, *titles: str) -> None:
    """Add drafts, one after the other."""
    from milo_app.domain.interviewers.drafts import Draft
    from milo_app.domain.interviewers.plan import Plan

    for title in titles:
        with site.place.open() as w:
            draft = Draft(Plan(title=title)).stored()
            slug = title.lower().replace(" ", "-")
            w.session.add(
                Interviewer(workspace_id=site.place.workspace_id, title=title, slug=slug, draft=draft, created_at=w.now)
            )


async def test_an_interviewer_comes_with_its_stages_and_questions(site: Site) -> None:
    found = (await site.client.get(f"/postings/{site.posting}", site.key)).json()["data"]
    assert (found["title"], found["name"], found["status"], found["finalized"]) == (
        "Retail Associate", "retail", "active", True,
    )  # fmt: skip
    assert [(step["order"], step["id"], step["type"]) for step in found["workflow"]] == [
        (1, "resume", "resume"), (2, "form", "form"), (3, "web", "web_interview"),
    ]  # fmt: skip
    web = found["workflow"][2]["config"]
    assert [(q["id"], q["type"], q["score_weight"]) for q in web["questions"]] == [
        ("upset", "scored", 8), ("till", "scored", 4), ("start", "open-ended", None), ("weekend", "YES_NO", None),
    ]  # fmt: skip
    assert (web["weight"], found["workflow"][1]["config"]["weight"]) == (6, None)
    assert found["urls"]["candidate_url"] == "http://localhost:3000/i/acme/retail"
    assert found["created_at"] == START


async def test_a_draft_has_no_link_yet(site: Site) -> None:
    add_drafts(site, "Night Porter")
    found = (await site.client.get("/postings?search=PORTER", site.key)).json()
    draft = found["data"][0]
    assert (draft["status"], draft["finalized"], draft["name"], draft["urls"]["candidate_url"]) == (
        "draft", False, None, None,
    )  # fmt: skip
    assert found["pagination"] == {"has_more": False, "total_count": 1, "url": "/api/v2/postings"}


@pytest.mark.parametrize("path", ["/postings", "/postings/list"])
async def test_pages_hold_every_interviewer_once_newest_first(site: Site, path: str) -> None:
    add_drafts(site, *(f"Role {number}" for number in range(6)))
    titles, edge, more = [], "", True
    while more:
        body = (await site.client.get(f"{path}?limit=3{edge}", site.key)).json()
        titles += [row["title"] for row in body["data"]]
        edge, more = f"&starting_after={body['data'][-1]['id']}", body["pagination"]["has_more"]
    assert titles == [f"Role {number}" for number in range(5, -1, -1)] + ["Retail Associate"]


async def test_the_marks_of_a_pattern_are_searched_as_they_stand(site: Site) -> None:
    add_drafts(site, "100% remote")
    found = (await site.client.get("/postings/list?search=%25", site.key)).json()["data"]
    assert [row["title"] for row in found] == ["100% remote"]


async def test_twenty_come_unless_another_number_is_asked_for(site: Site) -> None:
    add_drafts(site, *(f"Role {number}" for number in range(25)))
    assert len((await site.client.get("/postings/list", site.key)).json()["data"]) == 20
    assert len((await site.client.get("/postings/list?limit=100", site.key)).json()["data"]) == 26


async def test_figures_are_those_of_the_interviewer(site: Site) -> None:
    found = (await site.client.get(f"/postings/{site.posting}/stats", site.key)).json()["data"]
    row = (await site.client.get(f"/postings/{site.posting}/candidates", site.key)).json()["data"][0]
    assert (found["total_candidates"], found["completed_interviews"]) == (1, 1)
    assert found["average_interview_score"] == row["agent_summary"]["web_interview"]["score"]
    assert found["average_resume_score"] == row["agent_summary"]["resume"]["resume_score"]


async def test_figures_without_scores_are_null(site: Site) -> None:
    add_drafts(site, "Night Porter")
    row = (await site.client.get("/postings/list?search=porter", site.key)).json()["data"][0]
    found = (await site.client.get(f"/postings/{row['id']}/stats", site.key)).json()["data"]
    assert (found["average_interview_score"], found["average_resume_score"], found["total_candidates"]) == (
        None,
        None,
        0,
    )


async def test_a_candidate_comes_with_steps_and_figures(site: Site) -> None:
    row = (await site.client.get(f"/postings/{site.posting}/candidates", site.key)).json()["data"][0]
    assert (row["interview_id"], row["posting_id"], row["email"]) == (site.interview, site.posting, "ada@example.com")
    assert (row["status"], row["created_at"], row["interviewed_at"]) == ("completed", START, START + 14 * 60)
    assert [(step["step_id"], step["status"]) for step in row["workflow"]["steps"]] == [
        ("resume", "completed"), ("form", "completed"), ("web", "completed"),
    ]  # fmt: skip
    assert row["workflow"]["all_complete"] is True
    assert row["agent_summary"]["web_interview"]["highlights"]
    assert row["agent_summary"]["form"]["is_eligible"] is True


async def test_pages_hold_every_candidate_once_also_those_of_one_moment(site: Site) -> None:
    ids = [site.interview, *(finished(site.place, f"p{number}@example.com") for number in range(4))]
    spread(site.place, ids[3:], timedelta(minutes=1))
    found, edge, more = [], "", True
    while more:
        body = (await site.client.get(f"/postings/{site.posting}/candidates?limit=2{edge}", site.key)).json()
        found += [row["interview_id"] for row in body["data"]]
        edge, more = f"&starting_after={body['data'][-1]['interview_id']}", body["pagination"]["has_more"]
    assert found == [ids[4], ids[3], ids[2], ids[1], ids[0]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"created_after={START + 60}", [2, 1]),
        (f"created_before={START + 60}", [1, 0]),
        (f"created_after={START + 60}&created_before={START + 60}", [1]),
        ("created_after=2026-11-21T12:01:00Z", [2, 1]),
        ("created_after=2026-11-21T12:01:00", [2, 1]),
        ("created_after=2026-11-21T13:01:00%2B01:00", [2, 1]),
        ("created_after=2026-11-21T13:01:00+01:00", [2, 1]),
        ("created_before=2026-11-21T12:00:59.999999", [0]),
        ("created_before=2026-11-21", []),
        (f"created_after={START + 60}.5", [2]),
        ("created_before=9999-12-31T23:59:59", [2, 1, 0]),
    ],
)
async def test_both_bounds_are_inclusive_and_utc_unless_they_say_otherwise(
    site: Site, query: str, expected: list[int]
) -> None:
    ids = [site.interview, *(finished(site.place, f"p{number}@example.com") for number in range(2))]
    spread(site.place, ids, timedelta(seconds=60, milliseconds=100))
    body = (await site.client.get(f"/postings/{site.posting}/candidates?{query}", site.key)).json()
    assert [ids.index(row["interview_id"]) for row in body["data"]] == expected
    assert body["pagination"]["total_count"] == len(expected)


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "1e9", "nan", "99999999999999", "999999999999"])
async def test_a_bound_that_is_no_moment_is_named(site: Site, value: str) -> None:
    answer = await site.client.get(f"/postings/{site.posting}/candidates?created_before={value}", site.key)
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, "created_before")


async def test_tests_of_the_team_are_not_candidates(site: Site) -> None:
    with site.place.open() as w:
        row = w.session.scalars(select(Application).where(col(Application.public_id) == site.interview)).one()
        row.is_test = True
        w.session.add(row)
    body = (await site.client.get(f"/postings/{site.posting}/candidates", site.key)).json()
    assert (body["data"], body["pagination"]["total_count"]) == ([], 0)


async def test_a_candidate_of_another_interviewer_is_no_edge(site: Site) -> None:
    with site.place.open() as w:
        other = Interviewer(
            workspace_id=site.place.workspace_id, title="Other", slug="other", created_at=w.now,
            state=InterviewerState.ACTIVE,
        )  # fmt: skip
        w.session.add(other)
        w.session.flush()
        public_id = other.public_id
    answer = await site.client.get(f"/postings/{public_id}/candidates?starting_after={site.interview}", site.key)
    assert answer.status_code == 404
