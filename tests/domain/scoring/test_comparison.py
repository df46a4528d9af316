"""People side by side: what comes first, and who is called best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.domain.scoring import service
from milo_app.domain.scoring.comparison import Comparison, Line, compare
from milo_app.domain.scoring.queries import Report, report
from tests.databases import Installation
from tests.factories.attempts import House, apply, house
from tests.factories.evaluators import FULL, works

RIGHTS = ("application:read", "candidate:read")


@pytest.fixture
def ada(installation: Installation) -> Report:
    """The report on somebody who was scored."""
    place: House = house()
    number, public_id = apply(place, FULL)
    service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
    with bootstrap.read(place.user(*RIGHTS), place.clock) as w:
        return report(w, public_id)


def scored(person: Report, **scores: int | None) -> Report:
    """Return the report with other scores, by the first word of the criterion in lower case."""
    stages = tuple(
        replace(
            stage,
            criteria=tuple(
                replace(row, score=scores.get(row.name.split()[0].lower(), row.score)) for row in stage.criteria
            ),
        )
        for stage in person.stages
    )
    return replace(person, stages=stages)


def failing(person: Report) -> Report:
    """Return the report with its dealbreakers failed."""
    return replace(
        person, checks=tuple(replace(c, state="fail" if c.is_dealbreaker else c.state) for c in person.checks)
    )


def line(found: Comparison, title: str) -> Line:
    """Return a row by its title."""
    return next(one for one in found.lines if one.title == title)


def marks(found: Comparison, title: str) -> list[str]:
    """Return the marks of a row."""
    return [cell.mark for cell in line(found, title).cells]


def test_a_differing_dealbreaker_comes_before_the_widest_spread(ada: Report) -> None:
    found = compare([scored(ada, accuracy=90), failing(scored(ada, accuracy=20))])
    assert [one.kind for one in found.lines][:2] == ["dealbreaker", "criterion"]
    assert found.lines[1].title == "Accuracy"
    assert "They differ most in Accuracy, 70 points. 1 dealbreaker differs." in found.words


def test_criteria_stand_by_their_spread(ada: Report) -> None:
    found = compare([scored(ada, accuracy=90, handling=80, cash=70), scored(ada, accuracy=70, handling=40, cash=69)])
    spreads = [one.spread for one in found.lines if one.kind == "criterion"]
    assert spreads == [40, 20, 1]
    assert [one.part for one in found.lines if one.kind == "criterion"] == ["differences", "differences", "close"]


def test_best_needs_a_lead_wider_than_the_margin(ada: Report) -> None:
    three = [scored(ada, accuracy=score) for score in (90, 84, 60)]
    assert marks(compare(three), "Accuracy") == ["best", "", ""]
    assert marks(compare(three, [None, 6, None]), "Accuracy") == ["tied", "tied", ""]


def test_nobody_is_marked_where_all_are_close(ada: Report) -> None:
    assert marks(compare([scored(ada, accuracy=90), scored(ada, accuracy=81)]), "Accuracy") == ["", ""]


def test_a_missing_score_is_no_zero(ada: Report) -> None:
    found = compare([scored(ada, accuracy=90), scored(ada, accuracy=None)])
    assert (line(found, "Accuracy").spread, marks(found, "Accuracy")) == (None, ["", ""])


def test_each_score_stands_with_its_quote(ada: Report) -> None:
    cell = line(compare([ada, ada]), "Accuracy").cells[0]
    assert cell.proofs and cell.proofs[0].source == "Q2" and cell.proofs[0].anchor == "q-till"


def test_questions_without_a_score_show_what_was_said(ada: Report) -> None:
    answers = [one for one in compare([ada, ada]).lines if one.part == "answers"]
    assert answers and all(cell.proofs or cell.note for one in answers for cell in one.cells)


def test_a_question_that_one_was_not_asked_says_so(ada: Report) -> None:
    other = replace(ada, stages=tuple(replace(stage, questions=(), criteria=()) for stage in ada.stages))
    assert line(compare([ada, other]), "Accuracy").cells[1].note == "Was not asked"


def test_the_rubric_order_is_that_of_the_interview(ada: Report) -> None:
    found = compare([scored(ada, accuracy=90), scored(ada, accuracy=20)])
    assert [one.title for one in found.in_rubric_order() if one.kind == "criterion"] == [
        "Cash handling",
        "Handling upset customers",
        "Accuracy",
    ]
