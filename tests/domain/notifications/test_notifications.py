"""What people are told, and how it is grouped while unread."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState, Role
from milo_app.domain.candidates.events import ApplicationCreated
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState, Source
from milo_app.domain.interviewers.events import InterviewerDeadlinePassed
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.notifications import queries, service, subscribers
from milo_app.domain.notifications.models import Notification
from milo_app.domain.notifications.queries import NoticeRow
from milo_app.domain.scoring.events import ApplicationScored, ScoringFailed
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    subscribers.register()
    return house()


@pytest.fixture
def role(home: House) -> Interviewer:
    return home.interviewer("Retail Associate")


def _lines(home: House, user: int) -> list[NoticeRow]:
    with home.as_role(Role.RECRUITER, user) as w:
        return queries.latest(w)


def _ids(application: Application) -> dict[str, int]:
    return {"application_id": application.id or 0, "interviewer_id": application.interviewer_id}


def _complete(home: House, application: Application) -> None:
    with home.system() as w:
        w.publish(InterviewCompleted(**_ids(application), at=w.now, attempt=1))


def _score(w: Work, application: Application, score: int | None = 82, state: str = "completed") -> None:
    w.publish(ApplicationScored(**_ids(application), attempt=1, score=score, is_first=True, state=state))


def _fail(home: House, application: Application) -> None:
    with home.system() as w:
        row = w.session.get_one(Application, application.id)
        row.evaluation = EvaluationState.PENDING
        w.session.add(row)
        w.session.flush()
        w.publish(ScoringFailed(**_ids(application), attempt=1, reason="The endpoint is busy.", will_retry=True))


def test_completions_of_one_interviewer_are_one_line_with_a_count(home: House, role: Interviewer) -> None:
    user = home.user()
    for name in ("Dana Lee", "Eli Roy", "Fay Kim", "Gil Ott", "Hal Poe"):
        _complete(home, home.application(role, home.candidate(name)))
    (line,) = _lines(home, user)
    assert (line.title, line.count) == ("5 completed interviews for Retail Associate", 5)
    assert (line.application_id, line.interviewer_id) == ("", role.public_id)


def test_one_completion_names_the_person_and_leads_to_the_application(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role, home.candidate("Dana Lee"))
    _complete(home, application)
    (line,) = _lines(home, user)
    assert (line.title, line.application_id) == ("Dana Lee completed Retail Associate", application.public_id)


def test_another_interviewer_has_its_own_line(home: House, role: Interviewer) -> None:
    user = home.user()
    for one in (role, home.interviewer("Driver")):
        _complete(home, home.application(one))
    assert len(_lines(home, user)) == 2


def test_a_line_that_was_read_is_not_touched_again(home: House, role: Interviewer) -> None:
    user = home.user()
    _complete(home, home.application(role))
    with home.as_role(Role.ADMIN, user) as w:
        assert service.mark_read(w, [queries.latest(w)[0].id]) == 1
    home.clock.advance(minutes=1)
    _complete(home, home.application(role))
    assert [(line.count, line.is_read) for line in _lines(home, user)] == [(1, False), (1, True)]


def test_a_score_is_written_under_the_unread_completion(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role)
    _complete(home, application)
    with home.system() as w:
        _score(w, application)
    (line,) = _lines(home, user)
    assert (line.kind, line.body) == ("completed", "Score 82.")


def test_a_score_after_the_completion_was_read_is_a_new_line_for_that_user_only(home: House, role: Interviewer) -> None:
    reader, other = home.user(), home.user()
    application = home.application(role, home.candidate("Dana Lee"))
    _complete(home, application)
    with home.as_role(Role.ADMIN, reader) as w:
        service.mark_all_read(w)
    with home.system() as w:
        _score(w, application)
    assert [line.title for line in _lines(home, reader) if not line.is_read] == [
        "Dana Lee was scored for Retail Associate"
    ]
    assert [line.kind for line in _lines(home, other)] == ["completed"]


def test_a_disqualified_person_makes_no_line_of_a_score(home: House, role: Interviewer) -> None:
    user = home.user()
    with home.system() as w:
        _score(w, home.application(role), state=ApplicationState.KNOCKED_OUT.value)
    assert _lines(home, user) == []


def test_a_missing_score_is_one_line_however_often_it_was_tried(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role, home.candidate("Dana Lee"))
    for _ in range(4):
        _fail(home, application)
    (line,) = _lines(home, user)
    assert (line.title, line.count, line.body) == ("The evaluation of Dana Lee is pending", 1, "The endpoint is busy.")
    _fail(home, home.application(role))
    assert _lines(home, user)[0].title == "2 evaluations are pending for Retail Associate"


def test_the_line_about_missing_scores_is_settled_when_none_is_missing(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role)
    _fail(home, application)
    with home.system() as w:
        row = w.session.get_one(Application, application.id)
        row.evaluation = EvaluationState.DONE
        w.session.add(row)
        w.session.flush()
        _score(w, application)
    assert [line.kind for line in _lines(home, user) if not line.is_read] == ["scored"]


@pytest.mark.parametrize(("source", "told"), [(Source.LINK, 1), (Source.INVITE, 0), (Source.DEMO, 0)])
def test_only_people_who_came_by_the_link_are_news(home: House, role: Interviewer, source: Source, told: int) -> None:
    user = home.user()
    application = home.application(role, source=source)
    with home.system() as w:
        w.publish(
            ApplicationCreated(
                **_ids(application), at=w.now, candidate_id=application.candidate_id, source=source.value
            )
        )
    assert len(_lines(home, user)) == told


def test_a_passed_deadline_is_told_with_what_can_be_done(home: House, role: Interviewer) -> None:
    user = home.user()
    with home.system() as w:
        w.publish(InterviewerDeadlinePassed(interviewer_id=role.id or 0, at=w.now))
    (line,) = _lines(home, user)
    assert (line.title, line.interviewer_id) == ("Retail Associate reached its deadline", role.public_id)


def test_a_test_application_notifies_nobody(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role, is_test=True)
    _complete(home, application)
    _fail(home, application)
    with home.system() as w:
        _score(w, application)
    assert _lines(home, user) == []


def test_only_active_members_of_this_workspace_are_told(home: House, role: Interviewer) -> None:
    told = [home.user(role=one) for one in Role]
    home.user(state=MembershipState.REMOVED)
    home.user(state=MembershipState.PENDING)
    home.user(is_disabled=True)
    house("Elsewhere").user()
    _complete(home, home.application(role))
    with home.system() as w:
        users = sorted(w.session.execute(select(Notification.user_id)).scalars())
        assert w.session.execute(select(func.count()).select_from(Membership)).scalar_one() == 6
    assert users == sorted(told)


def test_nobody_reads_or_marks_the_lines_of_somebody_else(home: House, role: Interviewer) -> None:
    mine, theirs = home.user(), home.user()
    _complete(home, home.application(role))
    foreign = [line.id for line in _lines(home, theirs)]
    with home.as_role(Role.ADMIN, mine) as w:
        assert service.mark_read(w, foreign) == 0
        assert service.mark_all_read(w) == 1
    with home.as_role(Role.ADMIN, theirs) as w:
        assert queries.unread(w) == 1


def test_the_numbers_at_all_bells_are_read_at_once_and_are_those_of_each(home: House, role: Interviewer) -> None:
    mine, theirs, elsewhere = home.user(), home.user(), house("Elsewhere").user()
    _complete(home, home.application(role))
    with home.as_role(Role.ADMIN, mine) as w:
        service.mark_all_read(w)
    _complete(home, home.application(home.interviewer("Another role")))
    with home.system() as w:
        assert queries.unread_of(w, [mine, theirs, elsewhere]) == {mine: 1, theirs: 2}


def test_the_bell_of_another_workspace_does_not_ring(home: House, role: Interviewer) -> None:
    user = home.user()
    elsewhere = house("Elsewhere")
    _complete(home, home.application(role))
    with elsewhere.as_role(Role.ADMIN, user) as w:
        assert (queries.unread(w), queries.latest(w)) == (0, [])


def test_a_rolled_back_cause_tells_nobody(home: House, role: Interviewer) -> None:
    user = home.user()
    application = home.application(role)
    with pytest.raises(RuntimeError), home.system() as w:
        w.publish(InterviewCompleted(**_ids(application), at=w.now, attempt=1))
        raise RuntimeError("not committed")
    assert _lines(home, user) == []


def test_a_candidate_has_no_bell(home: House) -> None:
    with home.as_role(Role.ADMIN, None) as w:
        assert (queries.unread(w), queries.latest(w)) == (0, [])
