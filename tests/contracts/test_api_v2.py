"""Every answer of the public API has the shape that the described one has; what Milo adds is listed here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app.core.outbox import Retry
from milo_app.domain.candidates.models import Application, ApplicationState, Decision
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.scoring import service
from milo_app.domain.scoring.ports import EvaluationFailed
from tests.api.v2.conftest import Site, finished, make_key, site
from tests.contracts.reference import faults, schema_of, undescribed
from tests.factories.attempts import Attempt, apply
from tests.factories.evaluators import FULL, RESUME, Scripted, works

__all__ = ["site"]

POSTING = "/api/v2/postings/{posting_id}"
PATHS = {
    "/health": "/health",
    "/workspaces": "/api/v2/workspaces",
    "/postings": "/api/v2/postings",
    "/postings/list": "/api/v2/postings/list",
    "/postings/{posting}": POSTING,
    "/postings/{posting}/stats": f"{POSTING}/stats",
    "/postings/{posting}/candidates": f"{POSTING}/candidates",
    "/interviews/{interview}/data": "/api/v2/interviews/{interview_id}/data",
    "/schemas/agents": "/api/v2/schemas/agents",
    "/schemas/question-types": "/api/v2/schemas/question-types",
}
OWN_FIELDS = {
    "/interviews/{interview}/data": {
        "$.data.answers",
        "$.data.resume.not_judged",
        "$.data.resume.score_criteria.quotes",
        "$.data.web_interview.scorecard.quotes",
    }
}
DATA = PATHS["/interviews/{interview}/data"]
REFUSED = schema_of("/api/v2/postings", 401)


def at(site: Site, path: str) -> str:
    """Return a path with the ids of the first workspace."""
    return path.format(posting=site.posting, interview=site.interview)


@pytest.mark.parametrize("path", PATHS)
async def test_an_answer_fits_the_description(site: Site, path: str) -> None:
    body = (await site.client.get(at(site, path), site.key)).json()
    assert faults(body, schema_of(PATHS[path], 200)) == []


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_but_the_listed_additions_goes_beyond_the_description(site: Site, path: str) -> None:
    body = (await site.client.get(at(site, path), site.key)).json()
    assert undescribed(body, schema_of(PATHS[path], 200)) == OWN_FIELDS.get(path, set())


@pytest.mark.parametrize(
    "path", [path for path in PATHS if "schemas" not in path and path not in ("/health", "/workspaces")]
)
async def test_every_described_field_is_there_also_when_milo_has_no_fact_for_it(site: Site, path: str) -> None:
    body = (await site.client.get(at(site, path), site.key)).json()
    answer = body["data"][0] if isinstance(body["data"], list) else body["data"]
    kind = {"posting": "PostingResponse", "posting_summary": "PostingSummary", "posting_stats": "PostingStatsResponse",
            "candidate": "CandidateResponse", "interview_data": "InterviewDataResponse"}[answer["object"]]  # fmt: skip
    described = schema_of(PATHS[path], 200)["$ref"]
    assert kind in described
    from tests.contracts.reference import description

    assert set(description()["components"]["schemas"][kind]["properties"]) <= set(answer)


@pytest.mark.parametrize("state", list(InterviewerState))
async def test_postings_in_every_state_fit(site: Site, state: InterviewerState) -> None:
    with site.place.open() as w:
        row = w.session.get_one(Interviewer, site.place.interviewer_id)
        row.state, row.deadline_at = state, w.now + timedelta(days=3)
        row.archived_at = w.now if state == InterviewerState.ARCHIVED else None
        w.session.add(row)
    body = (await site.client.get(f"/postings/{site.posting}", site.key)).json()
    assert faults(body, schema_of(POSTING, 200)) == []
    assert (body["data"]["status"], body["data"]["archived"]) == (state.value, state == InterviewerState.ARCHIVED)


@pytest.mark.parametrize("decision", list(Decision))
@pytest.mark.parametrize("state", list(ApplicationState))
async def test_candidates_in_every_state_fit(site: Site, state: ApplicationState, decision: Decision) -> None:
    with site.place.open() as w:
        row = w.session.scalars(select(Application).where(col(Application.public_id) == site.interview)).one()
        row.state, row.decision = state, decision
        w.session.add(row)
    listed = (await site.client.get(f"/postings/{site.posting}/candidates", site.key)).json()
    assert faults(listed, schema_of(PATHS["/postings/{posting}/candidates"], 200)) == []
    decided = decision != Decision.NONE
    assert listed["data"][0]["status"] == (decision.value if decided else state.value)
    data = (await site.client.get(f"/interviews/{site.interview}/data", site.key)).json()
    assert faults(data, schema_of(DATA, 200)) == []
    is_open = state in (ApplicationState.PENDING, ApplicationState.IN_PROGRESS)
    assert (data["data"]["status"] == "not_ready") is is_open
    assert (data["data"]["web_interview"] is None and data["data"]["answers"] == []) is is_open


async def test_what_was_stopped_or_failed_or_left_out_fits_too(site: Site) -> None:
    _, stopped = apply(site.place, Attempt({"permit": "No"}, RESUME, stopped_at="form"), email="stopped@example.com")
    number, failed = apply(site.place, FULL, email="failed@example.com")
    with pytest.raises(Retry):
        service.evaluate(works(site.place, Scripted(EvaluationFailed("away"), EvaluationFailed("away"))), number, 1)
    number, silent = apply(site.place, Attempt({"permit": "Yes"}), email="silent@example.com")
    service.evaluate(works(site.place, Scripted()), number, 1)
    for public_id in (stopped, failed, silent):
        body = (await site.client.get(f"/interviews/{public_id}/data", site.key)).json()
        assert faults(body, schema_of(DATA, 200)) == []
        assert body["data"]["web_interview"] is None


async def test_refusals_have_the_described_shape(site: Site) -> None:
    poor = make_key(site.place)
    found = [
        await site.client.get("/postings"),
        await site.client.get("/postings", poor),
        await site.client.get("/postings/nothing", site.key),
        await site.client.get("/nowhere", site.key),
        await site.client.send("POST", "/postings", site.key),
        await site.client.get(f"/postings/{site.posting}/candidates?created_after=2&created_before=1", site.key),
    ]
    assert [answer.status_code for answer in found] == [401, 403, 404, 404, 405, 400]
    for answer in found:
        assert faults(answer.json(), REFUSED) == []
        assert undescribed(answer.json(), REFUSED) == set()


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "search=" + "a" * 201])
async def test_a_fault_in_a_question_is_told_in_both_described_forms(site: Site, query: str) -> None:
    answer = await site.client.get(f"/postings?{query}", site.key)
    assert answer.status_code == 422
    assert faults(answer.json(), REFUSED) == []
    assert faults(answer.json(), schema_of("/api/v2/postings", 422)) == []
    assert answer.json()["error"]["param"] == query.split("=")[0]


def test_the_validator_finds_what_is_wrong() -> None:
    assert faults({"error": {"type": "x", "code": 5}}, REFUSED) != []
    assert undescribed({"error": {"type": "x", "code": "y", "message": "z", "more": 1}}, REFUSED) == {"$.error.more"}


async def test_a_page_of_many_fits(site: Site) -> None:
    for number in range(3):
        finished(site.place, f"p{number}@example.com")
    body = (await site.client.get(f"/postings/{site.posting}/candidates?limit=2", site.key)).json()
    assert faults(body, schema_of(PATHS["/postings/{posting}/candidates"], 200)) == []
    assert (len(body["data"]), body["pagination"]["has_more"], body["pagination"]["total_count"]) == (2, True, 4)
