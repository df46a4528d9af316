"""Reminders of a deadline: who gets which, once per deadline, and who gets none."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import system
from milo_app.domain.candidates import decisions
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Source
from milo_app.domain.interviewers import lifecycle, reminders, service, subscriptions
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications.models import Notification
from milo_app.domain.outreach import deadlines
from milo_app.domain.outreach import service as outreach
from milo_app.domain.outreach.models import Message
from milo_app.domain.outreach.ports import MailTransport
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan


@pytest.fixture
def role(house: House) -> Interviewer:
    """An interviewer that ends in 20 days; candidates are reminded 2 days before."""
    house.ports[MailTransport] = DevMailbox()
    with house.work() as w:
        return make_interviewer(w, web_plan(title="Barista"), days=20)


def tick(house: House) -> int:
    """Run the job, and what it asks for."""
    with house.work(system(house.workspace.id)) as w:
        begun = reminders.remind_due(w)
    done = 0
    while True:
        with house.work(system(house.workspace.id)) as w:
            rows = w.session.exec(
                select(OutboxItem).where(col(OutboxItem.kind) == reminders.OUTBOX_KIND).order_by(col(OutboxItem.id))
            ).all()[done:]
            payloads = [dict(row.payload) for row in rows]
        if not payloads:
            return begun
        for payload in payloads:
            from datetime import datetime

            with house.work(system(house.workspace.id)) as w:
                ends = datetime.fromisoformat(payload["deadline"])
                deadlines.remind_chunk(w, payload["interviewer"], ends, payload["after"])
        done += len(payloads)


def mails(house: House, kind: str) -> list[Message]:
    """Return the mails of a kind."""
    with house.work() as w:
        return list(w.session.exec(select(Message).where(col(Message.kind) == kind).order_by(col(Message.id))))


def test_subscribers_are_reminded_a_week_and_a_day_before_by_mail_and_bell(house: House, role: Interviewer) -> None:
    tick(house)
    assert mails(house, "deadline_near") == []
    for _ in range(20 * 4):
        house.clock.advance(hours=6)
        tick(house)
    found = mails(house, "deadline_near")
    assert [mail.subject for mail in found] == ["Barista ends in 7 days", "Barista ends tomorrow"]
    assert f"/interviewers/{role.public_id}" in found[0].text
    with house.work() as w:
        bells = w.session.exec(select(Notification).where(col(Notification.title).like("Barista ends%"))).all()
        assert {row.user_id for row in bells} == {house.recruiter.user_id}


def test_extending_makes_the_reminders_due_again_and_undoing_does_not_repeat_them(
    house: House, role: Interviewer
) -> None:
    house.clock.advance(days=14)
    tick(house)
    with house.work() as w:
        taken = lifecycle.extend(w, role.public_id, w.now + timedelta(days=30))
    tick(house)
    assert len(mails(house, "deadline_near")) == 1
    with house.work() as w:
        lifecycle.undo(w, taken)
    tick(house)
    assert len(mails(house, "deadline_near")) == 1
    with house.work() as w:
        lifecycle.extend(w, role.public_id, w.now + timedelta(days=30))
    house.clock.advance(days=24)
    tick(house)
    assert len(mails(house, "deadline_near")) == 2


def test_a_deadline_set_three_days_ahead_is_not_called_a_week_away(house: House, role: Interviewer) -> None:
    with house.work() as w:
        lifecycle.extend(w, role.public_id, w.now + timedelta(days=3))
    tick(house)
    assert mails(house, "deadline_near") == []
    house.clock.advance(days=2, hours=1)
    tick(house)
    assert [mail.subject for mail in mails(house, "deadline_near")] == ["Barista ends tomorrow"]


def test_after_a_long_pause_only_the_nearest_reminder_is_given(house: House, role: Interviewer) -> None:
    house.clock.advance(days=19, hours=12)
    tick(house)
    assert [mail.subject for mail in mails(house, "deadline_near")] == ["Barista ends tomorrow"]


def test_two_schedulers_remind_once(house: House, role: Interviewer) -> None:
    with house.work() as w:
        make_application(w, role)
    house.clock.advance(days=18, hours=12)
    together = Barrier(2)

    def run(_: int) -> int:
        together.wait()
        with house.work(system(house.workspace.id)) as w:
            return reminders.remind_due(w)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(run, range(2))) == 2
    tick(house)
    assert len(mails(house, "deadline_near")) == len(mails(house, "deadline_reminder")) == 1


def _dismiss(house: House, application: Application) -> None:
    with house.work() as w:
        decisions.dismiss(w, [application.public_id])


def _set(**values: Any) -> Any:
    def change(house: House, application: Application) -> None:
        with house.work() as w:
            row = w.session.get_one(Application, application.id)
            for name, value in values.items():
                setattr(row, name, value)

    return change


def _erase(house: House, application: Application) -> None:
    with house.work() as w:
        w.session.get_one(Candidate, application.candidate_id).erased_at = w.now


@pytest.mark.parametrize(
    "change",
    [
        _dismiss,
        _erase,
        _set(state=ApplicationState.KNOCKED_OUT),
        _set(state=ApplicationState.COMPLETED),
        _set(state=ApplicationState.EVALUATING),
        _set(source=Source.DEMO),
        _set(is_test=True),
    ],
)
def test_who_is_done_or_out_is_not_reminded(house: House, role: Interviewer, change: Any) -> None:
    with house.work() as w:
        gone, here = make_application(w, role, "Gone Gil"), make_application(w, role, "Here Hal")
    change(house, gone)
    house.clock.advance(days=18, hours=1)
    tick(house)
    assert [mail.application_id for mail in mails(house, "deadline_reminder")] == [here.id]


def test_a_candidate_is_reminded_once_with_a_link_that_works(house: House, role: Interviewer) -> None:
    from milo_app import bootstrap
    from milo_app.domain.candidates import links

    with house.work() as w:
        application = make_application(w, role)
    house.clock.advance(days=18, hours=1)
    for _ in range(5):
        tick(house)
    (mail,) = mails(house, "deadline_reminder")
    words = outreach.words_of(mail)[0]
    assert "It closes on Fri 11 Dec 2026, 13:00 (Europe/Berlin)" in words
    secret = words.split("/i/me/")[1].split()[0]
    with bootstrap.read(system(None), house.clock) as w:
        assert links.opened(w, secret).application_id == application.id
    with house.work() as w:
        lifecycle.extend(w, role.public_id, w.now + timedelta(days=10))
    tick(house)
    assert len(mails(house, "deadline_reminder")) == 1
    house.clock.advance(days=8, hours=1)
    tick(house)
    assert len(mails(house, "deadline_reminder")) == 2


def test_no_candidate_is_reminded_where_that_is_switched_off(house: House, role: Interviewer) -> None:
    with house.work() as w:
        make_application(w, role)
        service.configure(w, role.public_id, remind_days=0)
    house.clock.advance(days=19, hours=12)
    tick(house)
    assert mails(house, "deadline_reminder") == []


def test_while_a_budget_keeps_new_people_out_only_those_who_began_are_reminded(house: House, role: Interviewer) -> None:
    with house.work() as w:
        make_application(w, role, "Waiting Wes")
        began = make_application(w, role, "Began Bea")
        w.session.get_one(Application, began.id).state = ApplicationState.IN_PROGRESS
        lifecycle.set_budget(w, role.public_id, 0)
    house.clock.advance(days=18, hours=1)
    tick(house)
    assert [mail.application_id for mail in mails(house, "deadline_reminder")] == [began.id]


def test_a_chunk_that_runs_twice_mails_nobody_twice(house: House, role: Interviewer) -> None:
    with house.work() as w:
        for number in range(deadlines.CHUNK + 7):
            make_application(w, role, f"Person {number}")
    ends = role.deadline_at
    assert ends is not None and role.id is not None
    for _ in range(2):
        with house.work(system(house.workspace.id)) as w:
            deadlines.remind_chunk(w, role.id, ends, 0)
    assert len(mails(house, "deadline_reminder")) == deadlines.CHUNK
    with house.work(system(house.workspace.id)) as w:
        waiting = w.session.exec(select(OutboxItem).where(col(OutboxItem.kind) == reminders.OUTBOX_KIND)).all()
        assert len(waiting) == 1


def test_a_moved_deadline_stops_the_mails_that_wait(house: House, role: Interviewer) -> None:
    with house.work() as w:
        make_application(w, role)
        before = role.deadline_at
        lifecycle.extend(w, role.public_id, w.now + timedelta(days=40))
    assert before is not None
    with house.work(system(house.workspace.id)) as w:
        assert deadlines.remind_chunk(w, role.id or 0, before, 0) == 0


def test_subscribers_are_told_that_a_budget_is_used_up(house: House, role: Interviewer) -> None:
    with house.work() as w:
        from milo_app.domain.accounts.models import User

        subscriptions.subscribe(w, role.public_id, w.session.get_one(User, house.admin.user_id).public_id)
        lifecycle.set_budget(w, role.public_id, 0)
        lifecycle.set_budget(w, role.public_id, 0)
    found = mails(house, "budget_reached")
    assert Counter(mail.to_name for mail in found) == {"Ada Admin": 1, "Rita Recruiter": 1}
    assert "Its budget of $0.00 is used up" in found[0].text
    with house.work() as w:
        bells = w.session.exec(select(Notification).where(col(Notification.kind) == "budget")).all()
        assert {row.user_id for row in bells} == {house.admin.user_id, house.recruiter.user_id}
