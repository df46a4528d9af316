"""What members choose to be told, and that it holds for every channel."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work
from milo_app.domain.accounts import notices
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.notice_models import Digest, NoticePreference
from milo_app.domain.accounts.notices import DEFAULTS, TOPICS, NoticeSettings
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import muting
from milo_app.domain.interviewers.events import InterviewerBudgetNear, InterviewerDeadlinePassed
from milo_app.domain.interviewers.models import Interviewer, InterviewerSubscription
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.notifications import queries, subscribers
from milo_app.domain.notifications.kinds import TOPIC_OF
from milo_app.domain.notifications.queries import NoticeRow
from milo_app.domain.outreach import subscribers as outreach_subscribers
from milo_app.domain.outreach.models import Message
from milo_app.domain.scoring.events import ApplicationScored
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    subscribers.register()
    outreach_subscribers.register()
    return house()


@pytest.fixture
def role(home: House) -> Interviewer:
    return home.interviewer("Retail Associate")


def lines(home: House, user: int) -> list[NoticeRow]:
    """Return the bell of a user."""
    with home.as_role(Role.RECRUITER, user) as w:
        return queries.latest(w)


def complete(home: House, role: Interviewer, name: str = "Dana Lee") -> Application:
    """Let somebody complete an interviewer."""
    application = home.application(role, home.candidate(name))
    with home.system() as w:
        ids = {"application_id": application.id or 0, "interviewer_id": application.interviewer_id}
        w.publish(InterviewCompleted(**ids, at=w.now, attempt=1))
    return application


def subscribe(w: Work, role: Interviewer, user: int) -> None:
    """Subscribe a user to an interviewer."""
    row = InterviewerSubscription(
        workspace_id=w.workspace_id, interviewer_id=role.id or 0, user_id=user, created_at=w.now
    )
    w.session.add(row)


def mails(home: House, kind: str) -> list[Message]:
    """Return the mails of a kind."""
    with home.system() as w:
        return list(w.session.execute(select(Message).where(col(Message.kind) == kind)).scalars())


def test_every_kind_belongs_to_a_topic() -> None:
    assert set(TOPIC_OF.values()) == {topic.key for topic in TOPICS}


def test_somebody_who_switched_a_topic_off_in_milo_has_no_line_and_the_others_have(
    home: House, role: Interviewer
) -> None:
    loud, silent = home.user("Lou Loud"), home.user("Sid Silent")
    with home.as_role(Role.RECRUITER, silent) as w:
        notices.set_cell(w, "completed", "in_app", False)
    complete(home, role)
    assert len(lines(home, loud)) == 1
    assert lines(home, silent) == []
    with home.as_role(Role.RECRUITER, silent) as w:
        assert queries.unread(w) == 0


def test_only_what_differs_from_the_defaults_is_kept(home: House) -> None:
    user = home.user()
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_cell(w, "applied", "push", True)
        notices.set_cell(w, "completed", "push", False)
        notices.set_cell(w, "completed", "push", True)
        row = w.session.execute(select(NoticePreference)).scalar_one()
        assert row.matrix == {"applied": {"push": True}}
        assert notices.mine(w).wants("applied", "push")


@pytest.mark.parametrize(("topic", "channel"), [("nothing", "push"), ("completed", "pigeon")])
def test_what_does_not_exist_cannot_be_switched(home: House, topic: str, channel: str) -> None:
    with home.as_role(Role.RECRUITER, home.user()) as w, pytest.raises(Invalid):
        notices.set_cell(w, topic, channel, True)


def test_a_muted_interviewer_is_silent_and_another_is_not(home: House, role: Interviewer) -> None:
    user, other = home.user("Mia Mute"), home.interviewer("Driver")
    with home.as_role(Role.RECRUITER, user) as w:
        assert muting.set_level(w, role.public_id, "muted") == ""
    complete(home, role)
    complete(home, other)
    assert [line.title for line in lines(home, user)] == ["Dana Lee completed Driver"]
    with home.as_role(Role.RECRUITER, user) as w:
        assert [(one.title, one.level) for one in muting.mine(w)] == [("Retail Associate", "muted")]
        assert muting.set_level(w, role.public_id, "") == "muted"
    complete(home, role, "Eli Roy")
    assert "Eli Roy completed Retail Associate" in [line.title for line in lines(home, user)]


def test_only_what_needs_somebody_comes_of_an_interviewer_that_was_chosen_so(home: House, role: Interviewer) -> None:
    user = home.user()
    with home.as_role(Role.RECRUITER, user) as w:
        muting.set_level(w, role.public_id, "urgent")
    complete(home, role)
    with home.system() as w:
        w.publish(InterviewerDeadlinePassed(interviewer_id=role.id or 0, at=w.now))
    assert [line.kind for line in lines(home, user)] == ["deadline"]


def test_a_subscriber_is_mailed_at_once_unless_they_chose_otherwise(home: House, role: Interviewer) -> None:
    users = {name: home.user(name) for name in ("At Once", "No Mail", "Each Morning", "Muted One")}
    with home.system() as w:
        for user in users.values():
            subscribe(w, role, user)
    with home.as_role(Role.RECRUITER, users["No Mail"]) as w:
        notices.set_cell(w, "completed", "email", False)
    with home.as_role(Role.RECRUITER, users["Each Morning"]) as w:
        notices.set_digest(w, "daily")
    with home.as_role(Role.RECRUITER, users["Muted One"]) as w:
        muting.set_level(w, role.public_id, "muted")
    complete(home, role)
    assert [mail.to_name for mail in mails(home, "interview_completed")] == ["At Once"]


def test_a_new_score_is_an_update_and_a_first_one_is_not(home: House, role: Interviewer) -> None:
    user = home.user()
    for name, is_first in (("Dana Lee", True), ("Eli Roy", False), ("Fay Kim", False)):
        application = home.application(role, home.candidate(name))
        ids = {"application_id": application.id or 0, "interviewer_id": application.interviewer_id}
        with home.system() as w:
            w.publish(ApplicationScored(**ids, attempt=1, score=70, is_first=is_first, state="completed"))
    assert sorted(line.title for line in lines(home, user)) == [
        "Dana Lee was scored for Retail Associate",
        "Scores updated for 2 candidates of Retail Associate",
    ]


def test_a_budget_that_comes_to_its_end_is_told_to_subscribers(home: House, role: Interviewer) -> None:
    one, other = home.user("Sue Scribe"), home.user("Ned Not")
    with home.system() as w:
        subscribe(w, role, one)
        near = InterviewerBudgetNear(
            interviewer_id=role.id or 0, at=w.now, budget_micros=100_000_000, spend_micros=89_000_000
        )
        w.publish(near)
    (line,) = lines(home, one)
    assert line.title == "Retail Associate has used 89 % of its budget"
    assert line.body.startswith("$11")
    assert lines(home, other) == []


def test_a_mail_that_fails_is_told_to_admins_only_and_never_by_mail(home: House, role: Interviewer) -> None:
    admin, recruiter = home.user("Ada Admin"), home.user("Rita R", Role.RECRUITER)
    with home.system() as w:
        subscribers.on_mail_failed(w, "The server refused it.")
        subscribers.on_mail_failed(w, "The server refused it.")
    assert [line.title for line in lines(home, admin)] == ["2 mails could not be delivered"]
    assert lines(home, recruiter) == []


AT = datetime.fromisoformat("2026-11-20T22:30:00+00:00")


@pytest.mark.parametrize(
    ("begins", "ends", "tz", "until"),
    [
        ("22:00", "07:00", "UTC", "2026-11-21T07:00:00+00:00"),
        ("23:00", "07:00", "UTC", None),
        ("23:00", "07:00", "Europe/Berlin", "2026-11-21T06:00:00+00:00"),
        ("12:00", "18:00", "America/New_York", "2026-11-20T23:00:00+00:00"),
        ("00:00", "06:00", "Asia/Kolkata", "2026-11-21T00:30:00+00:00"),
        ("", "", "UTC", None),
    ],
)
def test_quiet_hours_are_those_of_the_members_clock(begins: str, ends: str, tz: str, until: str | None) -> None:
    found = NoticeSettings(quiet_from=begins, quiet_to=ends).quiet_until(AT, tz)
    assert (found.isoformat() if found else None) == until


def test_quiet_hours_end_at_the_right_moment_when_clocks_change() -> None:
    # Clocks in New York go back on 1 November 2026 at two in the morning.
    at = datetime.fromisoformat("2026-11-01T03:00:00+00:00")
    found = NoticeSettings(quiet_from="22:00", quiet_to="07:00").quiet_until(at, "America/New_York")
    assert found is not None
    assert found.isoformat() == "2026-11-01T12:00:00+00:00"


@pytest.mark.parametrize(("begins", "ends"), [("22:00", ""), ("25:00", "07:00"), ("7", "8"), ("07:00", "07:00")])
def test_quiet_hours_that_are_none_are_refused(home: House, begins: str, ends: str) -> None:
    with home.as_role(Role.RECRUITER, home.user()) as w, pytest.raises(Invalid):
        notices.set_quiet(w, begins, ends)


def test_digests_come_at_the_full_hour_and_at_eight_in_the_morning() -> None:
    assert NoticeSettings().mail_at(AT, "UTC") == AT
    assert NoticeSettings(digest=Digest.HOURLY).mail_at(AT, "UTC") == AT + timedelta(minutes=30)
    morning = NoticeSettings(digest=Digest.DAILY).mail_at(AT, "Europe/Berlin")
    assert morning.isoformat() == "2026-11-21T07:00:00+00:00"


def test_the_sound_follows_the_switch_the_topic_and_the_quiet_hours(home: House, role: Interviewer) -> None:
    user = home.user()
    complete(home, role)

    def rings() -> int:
        with home.as_role(Role.RECRUITER, user) as w:
            return queries.rings(w, queries.latest(w))

    assert DEFAULTS.has_sound is False
    assert rings() == 0
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_sound(w, True)
    assert rings() > 0
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_quiet(w, "09:00", "11:00")
    assert rings() == 0
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_quiet(w, "", "")
        notices.set_cell(w, "completed", "sound", False)
    assert rings() == 0


def test_nobody_who_reaches_nobody_outside_leaves_work_behind(home: House, role: Interviewer) -> None:
    user = home.user()
    with home.as_role(Role.RECRUITER, user) as w:
        for channel in ("push", "email", "slack", "teams"):
            notices.set_cell(w, "completed", channel, False)
    complete(home, role)
    with home.system() as w:
        kinds = set(w.session.execute(select(col(OutboxItem.kind))).scalars())
    assert "notice" not in kinds
