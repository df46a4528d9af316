"""Editing a plan: every step gives a valid plan or a sentence, and leaves the old one alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.core.errors import Invalid, NotFound
from milo_app.domain.interviewers import plan_edits as edits
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, Plan, QuestionKind, StageKind
from tests.factories.interviewers import full_plan


def keys(plan: Plan) -> list[str]:
    return [stage.key for stage in plan.stages]


@given(st.integers(-3, 9))
def test_moving_a_stage_keeps_every_stage(to: int) -> None:
    plan = full_plan()
    moved = edits.move_stage(plan, "form", to)
    assert sorted(keys(moved)) == sorted(keys(plan)) == ["form", "resume", "web"]
    assert keys(moved).index("form") == max(0, min(to, 2))


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_a_new_question_of_every_kind_is_valid_in_its_stage(kind: QuestionKind) -> None:
    home = next(stage for stage, kinds in KINDS_OF_STAGE.items() if kind in kinds)
    plan = full_plan()
    stage = next(stage for stage in plan.stages if stage.kind == home)
    after = edits.add_question(plan, stage.key, kind)
    added = edits.find_stage(after, stage.key).questions[-1]
    assert added.kind == kind and added.key not in {q.key for s in plan.stages for q in s.questions}
    assert len(edits.find_stage(plan, stage.key).questions) + 1 == len(edits.find_stage(after, stage.key).questions)


def test_a_question_of_another_stage_is_refused() -> None:
    with pytest.raises(Invalid, match="does not belong"):
        edits.add_question(full_plan(), "resume", QuestionKind.SLIDER)


def test_a_second_stage_of_a_kind_gets_a_title_of_its_own() -> None:
    plan = edits.add_stage(edits.add_stage(full_plan(), StageKind.FORM), StageKind.FORM)
    assert [stage.title for stage in plan.stages][3:] == ["Questions", "Questions 2"]


def test_removing_and_changing_leave_the_old_plan_alone() -> None:
    plan = full_plan()
    after = edits.remove_question(edits.change_question(plan, "age", text="Your age?"), "langs")
    assert edits.find_question(after, "age")[1].text == "Your age?"
    assert [q.key for q in edits.find_stage(after, "form").questions] == ["age", "why"]
    assert edits.find_question(plan, "age")[1].text == "How old are you?"
    assert edits.find_stage(edits.move_question(plan, "why", 0), "form").questions[0].key == "why"


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        ({"weight": 11}, "The weight must be at most 10.", "weight"),
        ({"text": ""}, "The question is empty.", "text"),
        ({"rule": None}, "A dealbreaker needs a rule that says what passes.", ""),
        ({"colour": "red"}, "Colour is not a part of the plan.", "colour"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(change: dict[str, object], said: str, field: str) -> None:
    with pytest.raises(Invalid) as error:
        edits.change_question(full_plan(), "age", **change)
    assert error.value.message == said
    assert error.value.field == field


def test_a_part_that_is_gone_is_named() -> None:
    with pytest.raises(NotFound, match="no longer in the plan"):
        edits.remove_question(full_plan(), "gone")
    with pytest.raises(NotFound):
        edits.remove_stage(full_plan(), "gone")
