"""The workflow view: who stands in which column, since when, and which moves mean something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from milo_app.core.clock import FixedClock
from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import board, decisions, listed
from milo_app.domain.candidates.board import Column
from milo_app.domain.candidates.errors import ApplicationNotFound
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationState, Decision
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import full_plan, make_interviewer


@pytest.fixture
def role(w: Work) -> Interviewer:
    """An interviewer with a resume, a form and a web interview."""
    return make_interviewer(w, full_plan())


def _at(w: Work, role: Interviewer, name: str, stage: int, *, score: int | None = None) -> Application:
    """Put somebody before a stage, counted from 0; one past the last has finished, with a score."""
    application = make_application(w, role, name)
    plan = plan_of(w, application.version_id)
    application.progress = {
        str(one.id): {**application.progress[str(one.id)], "state": "completed" if number < stage else "not_started"}
        for number, one in enumerate(plan.stages)
    }
    if stage == len(plan.stages):
        application.state, application.completed_at = ApplicationState.COMPLETED, w.now
        application.score, application.score_sort = score, -1 if score is None else score
    w.session.add(application)
    w.session.flush()
    listed.restand(w, application.id or 0)
    return application


def _board(w: Work, role: Interviewer, **flt: object) -> dict[str, Column]:
    return {column.key: column for column in board.board(w, role.public_id, ApplicationFilter(**flt))}  # type: ignore[arg-type]


def _names(column: Column) -> list[str]:
    return [card.row.name for card in column.cards]


def test_columns_are_the_stages_then_completed_shortlisted_and_dismissed(w: Work, role: Interviewer) -> None:
    columns = board.board(w, role.public_id, ApplicationFilter())
    assert [column.title for column in columns] == ["Resume", "Form", "Web", "Completed", "Shortlisted", "Dismissed"]
    assert [column.count for column in columns] == [0] * 6
    assert columns[0].median is None


def test_everybody_stands_in_one_column(w: Work, role: Interviewer) -> None:
    _at(w, role, "Ana A", 0)
    _at(w, role, "Ben B", 2)
    _at(w, role, "Cem C", 3, score=70)
    _at(w, role, "Dan D", 3, score=90)
    decisions.shortlist(w, [_at(w, role, "Eva E", 3, score=95).public_id])
    decisions.dismiss(w, [_at(w, role, "Fay F", 1).public_id])
    found = _board(w, role)
    assert {key: _names(column) for key, column in found.items()} == {
        "stage.resume": ["Ana A"],
        "stage.form": [],
        "stage.web": ["Ben B"],
        "completed": ["Dan D", "Cem C"],
        "shortlisted": ["Eva E"],
        "dismissed": ["Fay F"],
    }


def test_a_column_says_how_long_its_people_have_been_there_and_who_is_late(
    w: Work, role: Interviewer, clock: FixedClock
) -> None:
    start = clock.at
    for name, days in (("Ana A", 9), ("Ben B", 3), ("Cem C", 1)):
        clock.at = start - timedelta(days=days)
        _at(w, role, name, 0)
    clock.at = start
    column = _board(w, role)["stage.resume"]
    assert _names(column) == ["Cem C", "Ben B", "Ana A"]
    assert column.median == timedelta(days=3)
    assert [card.is_late for card in column.cards] == [False, False, True]


def test_filters_hold_on_the_board_too(w: Work, role: Interviewer) -> None:
    _at(w, role, "Ana A", 3, score=90)
    _at(w, role, "Ben B", 3, score=50)
    decisions.dismiss(w, [_at(w, role, "Cem C", 3, score=40).public_id])
    assert _names(_board(w, role, low=60)["completed"]) == ["Ana A"]
    assert _board(w, role, low=60)["dismissed"].count == 0
    only = _board(w, role, decision="dismissed")
    assert {key: column.count for key, column in only.items() if column.count} == {"dismissed": 1}


def test_a_column_shows_25_and_then_more(w: Work, role: Interviewer) -> None:
    for number in range(30):
        _at(w, role, f"Ana {number:02d}", 0)
    assert len(_board(w, role)["stage.resume"].cards) == 25
    more = board.column_page(w, role.public_id, ApplicationFilter(), "stage.resume", 50)
    assert (more.count, len(more.cards)) == (30, 30)
    with pytest.raises(Invalid):
        board.column_page(w, role.public_id, ApplicationFilter(), "stage.gone", 50)


def test_a_person_can_be_moved_into_a_decision_and_back(w: Work, role: Interviewer) -> None:
    ana = _at(w, role, "Ana A", 3, score=70)
    done = board.move(w, ana.public_id, "dismissed", "Lives too far away")
    assert done.undo is not None
    assert (ana.decision, ana.decision_reason) == (Decision.DISMISSED, "Lives too far away")
    assert board.move(w, ana.public_id, "shortlisted").undo is not None
    assert ana.decision == Decision.SHORTLISTED
    back = board.move(w, ana.public_id, "completed")
    assert back.undo is not None
    assert ana.decision == Decision.NONE
    decisions.undo(w, back.undo)
    assert ana.decision == Decision.SHORTLISTED


def test_a_move_to_where_somebody_stands_already_changes_nothing(w: Work, role: Interviewer) -> None:
    ana = _at(w, role, "Ana A", 1)
    assert board.move(w, ana.public_id, "stage.form") == board.Move(None)
    board.move(w, ana.public_id, "shortlisted")
    assert board.move(w, ana.public_id, "shortlisted") == board.Move(None)


@pytest.mark.parametrize(
    ("stage", "to", "sentence"),
    [
        (0, "stage.web", "Ana A gets to Web by finishing Resume. Send a nudge instead."),
        (0, "completed", "Ana A has not finished Resume yet. Send a nudge instead."),
        (2, "stage.resume", "Ana A has been through Resume already. Allow a retake in the report instead."),
        (3, "stage.web", "Ana A has been through Web already. Allow a retake in the report instead."),
        (0, "stage.gone", "This stage is gone. Reload the page."),
    ],
)
def test_stages_are_reached_by_answering_alone(w: Work, role: Interviewer, stage: int, to: str, sentence: str) -> None:
    ana = _at(w, role, "Ana A", stage)
    assert board.move(w, ana.public_id, to) == board.Move(None, sentence)
    assert ana.decision == Decision.NONE


def test_moving_needs_the_right_to_decide(house: House, w: Work, role: Interviewer) -> None:
    ana = _at(w, role, "Ana A", 3)
    viewer = Work(session=w.session, actor=house.viewer, clock=w.clock, ports=w.ports)
    with pytest.raises(Denied):
        board.move(viewer, ana.public_id, "shortlisted")
    assert board.board(viewer, role.public_id, ApplicationFilter())


def test_a_person_who_is_not_there_cannot_be_moved(w: Work, role: Interviewer) -> None:
    with pytest.raises(ApplicationNotFound):
        board.move(w, "nothing", "shortlisted")
