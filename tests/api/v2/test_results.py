"""What a program reads of an interview: converted scores, answers, and the words behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.api.v2.results import card_score
from milo_app.domain.scoring import service
from tests.api.v2.conftest import Site
from tests.factories.attempts import Attempt, apply
from tests.factories.evaluators import FULL, GOOD, RESUME, Scripted, works


async def read(site: Site, done: Attempt = FULL, score: int = 75) -> dict[str, object]:
    """Have an attempt scored with one fixed score and return what the API says about it."""
    number, public_id = apply(site.place, done, email="grace@example.com")
    service.evaluate(works(site.place, Scripted(score=score)), number, 1)
    answer = await site.client.get(f"/interviews/{public_id}/data", site.key)
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()["data"]
    return found


@pytest.mark.parametrize(("score", "card"), [(0, 1), (25, 3), (50, 6), (75, 8), (94, 9), (95, 10), (100, 10)])
def test_a_score_becomes_one_of_ten(score: int, card: int) -> None:
    assert card_score(score) == card


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_better_score_never_becomes_a_lower_one(one: int, two: int) -> None:
    low, high = sorted((one, two))
    assert 1 <= card_score(low) <= card_score(high) <= 10


async def test_scores_are_converted_to_the_scales_of_the_api(site: Site) -> None:
    found = await read(site)
    assert (found["score"], found["status"]) == (75, "completed")
    web = found["web_interview"]
    assert isinstance(web, dict)
    assert web["match_score"] == 75
    assert [(q["question_id"], q["score"], q["not_scored"]) for q in web["scorecard"]] == [
        ("upset", 8, False), ("till", 8, False), ("start", 0, True), ("weekend", 0, True),
    ]  # fmt: skip
    resume = found["resume"]
    assert isinstance(resume, dict)
    assert [(c["criteria_id"], c["score"], c["confidence"]) for c in resume["score_criteria"]] == [("cash", 7.5, 1.0)]
    assert resume["overall_score"] == 75.0


async def test_each_score_carries_words_that_were_said(site: Site) -> None:
    found = await read(site)
    web, resume = found["web_interview"], found["resume"]
    assert isinstance(web, dict)
    assert isinstance(resume, dict)
    said = " ".join(answer["answer"] or "" for answer in found["answers"])  # type: ignore[attr-defined]
    quotes = [quote for question in web["scorecard"] for quote in question["quotes"]]
    assert len(quotes) == 2
    assert all(quote in said for quote in quotes)
    assert all(quote in RESUME for criterion in resume["score_criteria"] for quote in criterion["quotes"])


async def test_answers_stand_in_order_with_their_follow_ups(site: Site) -> None:
    found = await read(site)
    answers = found["answers"]
    assert isinstance(answers, list)
    assert [(a["question_id"], a["follow_up"]) for a in answers] == [
        ("permit", 0), ("why", 0), ("upset", 0), ("upset", 1), ("till", 0), ("start", 0), ("weekend", 0),
    ]  # fmt: skip
    upset = answers[2]
    assert (upset["answer"], upset["step_id"]) == (GOOD, "web")
    assert upset["quotes"]
    assert upset["quotes"][0] in GOOD


async def test_the_transcript_counts_from_the_start_of_the_interview(site: Site) -> None:
    web = (await read(site))["web_interview"]
    assert isinstance(web, dict)
    entries = web["scorecard"][0]["transcript"]
    assert [(e["speaker"], e["timestamp"], e["timestamp_str"]) for e in entries] == [
        ("Interviewer", 0, "00:00"), ("Candidate", 60, "01:00"),
        ("Interviewer", 0, "00:00"), ("Candidate", 120, "02:00"),
    ]  # fmt: skip
    assert [e["timestamp"] for e in web["transcript"]] == sorted(e["timestamp"] for e in web["transcript"])


async def test_a_question_without_a_score_says_why_and_is_no_zero(site: Site) -> None:
    web = (await read(site, Attempt({**FULL.replies, "till": None}, RESUME)))["web_interview"]
    assert isinstance(web, dict)
    skipped = web["scorecard"][1]
    assert (skipped["not_scored"], skipped["evaluation_summary"], skipped["quotes"]) == (True, "Skipped", [])
    assert web["match_score"] == 75


async def test_a_failed_check_is_told_with_what_passes(site: Site) -> None:
    form = (await read(site, Attempt({**FULL.replies, "permit": "No"}, RESUME)))["form"]
    assert isinstance(form, dict)
    permit = form["questions"][0]
    assert (permit["is_knockout"], permit["passed"], permit["candidate_answer"]) == (True, False, "No")
    assert (permit["expected_answer"], form["overall_status"]) == ("Yes", "failed")
    assert form["questions"][1]["passed"] is True


async def test_a_resume_that_is_missing_is_not_judged_and_fails_nobody(site: Site) -> None:
    resume = (await read(site, Attempt(FULL.replies)))["resume"]
    assert isinstance(resume, dict)
    assert (resume["overall_score"], resume["is_eligible"], resume["score_criteria"]) == (None, None, [])
    assert resume["eligibility_criteria"] == []
    assert [line["criteria_id"] for line in resume["not_judged"]] == ["years", "cash"]
    assert all(line["reason"] for line in resume["not_judged"])
