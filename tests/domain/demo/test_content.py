"""What the demo's people say reads like people, and the built-in evaluator tells good answers from poor ones."""

from __future__ import annotations

import random
from statistics import median

from milo_app.adapters.llm_builtin.composer import BuiltinComposer
from milo_app.adapters.llm_builtin.evaluator import judge_answer
from milo_app.domain.candidates.contact import email_of, phone_of
from milo_app.domain.demo.content import answers
from milo_app.domain.demo.content.people import face
from milo_app.domain.demo.content.resumes import TRACKS
from milo_app.domain.demo.content.roles import ROLES
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.ports import Brief
from milo_app.domain.scoring.ports import Item, Passage


def test_every_role_gives_a_plan_that_can_go_live() -> None:
    for role in ROLES:
        plan = BuiltinComposer().compose(Brief(role.description, role.title)).plan
        assert plan.problems() == []
        assert [stage.kind for stage in plan.stages] == [StageKind.RESUME, StageKind.FORM, StageKind.WEB]
        assert role.family in answers.FAMILIES and role.family in TRACKS


def test_better_answers_score_higher() -> None:
    rng = random.Random(4)
    scores: dict[str, list[int]] = {}
    for role in ROLES[::3]:
        plan = BuiltinComposer().compose(Brief(role.description, role.title)).plan
        for question in (q for stage in plan.stages for q in stage.questions if q.kind == QuestionKind.SCORED):
            for quality in (answers.STRONG, answers.FAIR, answers.WEAK, answers.EVASIVE):
                words = answers.answer(rng, quality, role.family, question.criterion, question.text, question.keywords)
                assert "{" not in words and words == words.strip()
                asked = (question.text, question.criterion, question.anchor_1, question.anchor_5)
                item = Item("k", *asked, tuple(question.keywords), (Passage("a", words),))
                scores.setdefault(quality, []).append(judge_answer(item).score or 0)
    strong, fair, weak, evasive = (median(scores[name]) for name in ("strong", "fair", "weak", "evasive"))
    assert strong >= 80 > fair >= 40 > weak >= evasive


def test_people_have_addresses_and_numbers_that_are_kept_for_examples() -> None:
    rng = random.Random(4)
    people = [face(rng, number) for number in range(500)]
    assert len({person.email for person in people}) == 500
    assert all(email_of(person.email) == person.email for person in people)
    assert all(phone_of(person.phone) == person.phone for person in people)
    assert len({person.name for person in people}) > 350
