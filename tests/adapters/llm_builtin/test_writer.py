"""The built-in writer: from templates and by a few rules, and honest about the rest."""

from __future__ import annotations

import pytest

from milo_app.adapters.llm_builtin.writer import BuiltinWriter
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, QuestionKind, StageKind
from milo_app.domain.interviewers.ports import QuestionBrief
from milo_app.domain.interviewers.writing import asks_the_same
from tests.factories.interviewers import DESCRIPTION, question

UPSET = "Tell me about an upset customer you helped. What did you do?"


def _brief(stage: StageKind = StageKind.WEB, existing: tuple[str, ...] = (), language: str = "en") -> QuestionBrief:
    return QuestionBrief(DESCRIPTION, "Retail Associate", language, stage, existing)


@pytest.mark.parametrize("stage", list(StageKind))
def test_new_questions_fit_their_stage_and_repeat_nothing(stage: StageKind) -> None:
    first = BuiltinWriter().write(_brief(stage), 3)
    assert len(first.questions) == 3 and {one.kind for one in first.questions} <= KINDS_OF_STAGE[stage]
    texts = tuple(one.text for one in first.questions)
    more = BuiltinWriter().write(_brief(stage, texts), 3)
    assert not any(asks_the_same(one.text, text) for one in more.questions for text in texts)


def test_scored_questions_come_with_both_anchors() -> None:
    made = BuiltinWriter().write(_brief(), 8)
    assert len(made.questions) == 8
    assert all(one.anchor_1 and one.anchor_5 and one.criterion for one in made.questions if one.is_scored)


def test_when_the_templates_end_it_says_so() -> None:
    everything = BuiltinWriter().write(_brief(), 40)
    rest = BuiltinWriter().write(_brief(existing=tuple(one.text for one in everything.questions)), 2)
    assert rest.questions == () and "No new question" in rest.notes[0]


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        ("make it shorter", "What did you do?"),
        ("a bit more concise please", "What did you do?"),
        ("harder", f"{UPSET} What would you do differently today, and why?"),
        ("easier, they are beginners", f"{UPSET} An example from school, home or volunteering counts too."),
    ],
)
def test_a_question_is_made_shorter_harder_or_easier(wish: str, text: str) -> None:
    asked = question(QuestionKind.SCORED, "q", UPSET)
    made = BuiltinWriter().tune(_brief(), asked, wish)
    assert made.questions[0].key == "q"
    assert made.questions[0].text in (text, "Tell me about an upset customer you helped.")


def test_harder_asks_more_of_a_strong_answer() -> None:
    made = BuiltinWriter().tune(_brief(), question(QuestionKind.SCORED, "q", UPSET), "harder")
    assert made.questions[0].anchor_5.startswith("Gives an example ")


def test_a_named_criterion_brings_the_templates_question_with_its_anchors() -> None:
    made = BuiltinWriter().tune(_brief(), question(QuestionKind.SCORED, "q", UPSET), "ask about teamwork instead")
    [found] = made.questions
    assert found.criterion == "Teamwork" and found.anchor_5 and found.text != UPSET


@pytest.mark.parametrize(
    ("kind", "wish"),
    [
        (QuestionKind.SCORED, "make it rhyme"),
        (QuestionKind.SCORED, "about zeppelins"),
        (QuestionKind.YES_NO, "harder"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_sentence(kind: QuestionKind, wish: str) -> None:
    made = BuiltinWriter().tune(_brief(), question(kind, "q", UPSET), wish)
    assert made.questions == () and made.notes[0].endswith(".")


def test_other_languages_are_left_to_people_and_models() -> None:
    made = BuiltinWriter().tune(_brief(language="de"), question(QuestionKind.SCORED, "q", UPSET), "shorter")
    assert made.questions == () and "English only" in made.notes[0]
