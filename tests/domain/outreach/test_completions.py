"""One mail per completed interview and subscriber; from the sixth in ten minutes on, one digest. Nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app.core.work import system
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates.models import Application, Source
from milo_app.domain.interviewers import subscriptions
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.outreach import completions
from milo_app.domain.outreach.models import CompletionNotice, Message
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan


@pytest.fixture
def role(house: House) -> Interviewer:
    """An interviewer with its creator as the only subscriber."""
    with house.work() as w:
        return make_interviewer(w, web_plan(title="Barista"))


def complete(house: House, role: Interviewer, name: str = "Ana Lima", **changes: Any) -> None:
    """Have somebody finish now."""
    with house.work() as w:
        application = make_application(w, role, name)
        for key, value in changes.items():
            setattr(application, key, value)
        w.session.flush()
    with house.work(system(house.workspace.id)) as w:
        w.publish(
            InterviewCompleted(application_id=application.id, interviewer_id=role.id, at=w.now, attempt=1)  # type: ignore[arg-type]
        )


def mails(house: House, *kinds: str) -> list[Message]:
    """Return the mails of these kinds, oldest first."""
    wanted = kinds or ("interview_completed", "completed_digest")
    with house.work() as w:
        return list(w.session.exec(select(Message).where(col(Message.kind).in_(wanted)).order_by(col(Message.id))))


def digest(house: House) -> int:
    """Run the job of this workspace."""
    with house.work(system(house.workspace.id)) as w:
        return completions.send_digests(w)


def test_each_subscriber_gets_one_mail_with_the_way_to_the_report(house: House, role: Interviewer) -> None:
    with house.work() as w:
        subscriptions.subscribe(w, role.public_id, w.session.get_one(User, house.admin.user_id).public_id)
    complete(house, role)
    found = mails(house)
    assert sorted(mail.to_name for mail in found) == ["Ada Admin", "Rita Recruiter"]
    assert found[0].subject == "Ana Lima completed Barista"
    assert "/candidates/" in found[0].text and "unsubscribe" in found[0].text


def test_the_same_completion_told_twice_is_mailed_once(house: House, role: Interviewer) -> None:
    complete(house, role)
    with house.work(system(house.workspace.id)) as w:
        row = w.session.exec(select(Application)).one()
        w.publish(InterviewCompleted(application_id=row.id, interviewer_id=role.id, at=w.now, attempt=1))  # type: ignore[arg-type]
    assert len(mails(house)) == 1


@pytest.mark.parametrize("changes", [{"is_test": True}, {"source": Source.DEMO}])
def test_tests_and_demo_people_are_never_mailed_about(house: House, role: Interviewer, changes: dict[str, Any]) -> None:
    complete(house, role, **changes)
    assert mails(house) == []


def test_from_the_sixth_in_ten_minutes_on_there_is_one_digest_at_their_end(house: House, role: Interviewer) -> None:
    for number in range(8):
        complete(house, role, f"Person {chr(65 + number)}")
        house.clock.advance(minutes=1)
    assert len(mails(house)) == 5
    assert digest(house) == 0
    house.clock.advance(minutes=2)
    assert digest(house) == 1
    assert digest(house) == 0
    (last,) = mails(house, "completed_digest")
    assert last.subject == "3 interviews completed: Barista"
    assert "Person F, Person G, Person H" in last.text


def test_while_people_keep_finishing_there_is_one_digest_every_ten_minutes(house: House, role: Interviewer) -> None:
    for number in range(40):
        complete(house, role, f"Person {number}")
        house.clock.advance(minutes=1)
        digest(house)
    house.clock.advance(minutes=10)
    digest(house)
    singles, digests = mails(house, "interview_completed"), mails(house, "completed_digest")
    assert (len(singles), len(digests)) == (5, 4)
    assert 5 + sum(int(mail.subject.split()[0]) for mail in digests) == 40


def test_calm_days_have_single_mails_again(house: House, role: Interviewer) -> None:
    for number in range(7):
        complete(house, role, f"Person {number}")
    house.clock.advance(minutes=30)
    digest(house)
    house.clock.advance(minutes=30)
    complete(house, role, "Late Lou")
    assert mails(house)[-1].subject == "Late Lou completed Barista"


def test_who_unsubscribed_meanwhile_gets_no_digest(house: House, role: Interviewer) -> None:
    for number in range(7):
        complete(house, role, f"Person {number}")
    with house.work() as w:
        subscriptions.unsubscribe(w, role.public_id)
    house.clock.advance(minutes=11)
    assert digest(house) == 0
    assert len(mails(house)) == 5


def test_two_schedulers_send_a_digest_once(house: House, role: Interviewer) -> None:
    for number in range(9):
        complete(house, role, f"Person {number}")
    house.clock.advance(minutes=11)
    together = Barrier(2)

    def run(_: int) -> int:
        together.wait()
        return digest(house)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == [0, 1]
    assert len(mails(house, "completed_digest")) == 1
    with house.work() as w:
        assert all(notice.sent_at is not None for notice in w.session.exec(select(CompletionNotice)))


def test_a_name_that_carries_an_address_is_not_put_into_our_mail(house: House, role: Interviewer) -> None:
    complete(house, role, "Win at www.evil.example now")
    (found,) = mails(house)
    assert "evil" not in found.subject + found.text
    assert found.subject == "A candidate completed Barista"


def test_a_digest_waits_for_the_end_of_its_window(house: House, role: Interviewer) -> None:
    start = house.clock.at
    for number in range(6):
        complete(house, role, f"Person {number}")
        house.clock.advance(seconds=30)
    with house.work() as w:
        (notice,) = w.session.exec(select(CompletionNotice).where(col(CompletionNotice.is_digest))).all()
    assert notice.due_at == start + timedelta(minutes=10)
