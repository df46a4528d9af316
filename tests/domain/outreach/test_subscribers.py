"""Mails that follow from what happened elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.core.settings import ROOT, settings
from milo_app.core.work import Actor
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import links
from milo_app.domain.candidates.models import Application, Source
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.outreach import service, subscribers
from milo_app.domain.outreach.models import Message
from milo_app.domain.outreach.ports import MailTransport
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    subscribers.register()
    return house(ports={MailTransport: DevMailbox()})


def _mails(home: House) -> list[tuple[str, str, str]]:
    with home.system() as w:
        rows = w.session.execute(select(Message).order_by(col(Message.id))).scalars()
        return [(row.kind, row.to_address, service.words_of(row)[0]) for row in rows]


def test_a_forgotten_password_is_mailed_to_its_owner_only(home: House) -> None:
    user = home.user()
    with home.system() as w:
        address = w.session.get_one(User, user).email
    nobody = Actor("candidate", None)
    with home.works(nobody) as w:
        accounts.ask_for_reset(w, address)
        accounts.ask_for_reset(w, "stranger@firm.test")
    (found,) = _mails(home)
    assert found[:2] == ("password_reset", address)
    assert f"{settings().origin}/reset/" in found[2]


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [("invitation", "invitation"), ("welcome", "welcome"), ("resend", "resume_link")],
)
def test_a_personal_link_is_mailed_in_the_words_of_its_purpose(home: House, purpose: str, kind: str) -> None:
    deadline = datetime(2026, 12, 24, 23, 0, tzinfo=UTC)
    role = home.interviewer(deadline_at=deadline)
    application = home.application(role, home.candidate("Dana Lee", "dana@mail.test"))
    with home.system() as w:
        row = w.session.get_one(Application, application.id)
        token = links.issue(w, row, links.LinkPurpose(purpose))
    (found,) = _mails(home)
    assert found[:2] == (kind, "dana@mail.test")
    assert f"{settings().origin}/i/me/{token}" in found[2]
    assert ("24 Dec" in found[2]) == (kind != "resume_link")
    assert ("12 minutes" in found[2]) == (kind == "invitation")


def _complete(home: House, application: Application, attempt: int = 1) -> None:
    with home.system() as w:
        w.publish(
            InterviewCompleted(
                application_id=application.id or 0, interviewer_id=application.interviewer_id, at=w.now, attempt=attempt
            )
        )


def test_a_candidate_is_thanked_once_per_attempt(home: House) -> None:
    application = home.application(home.interviewer())
    for attempt in (1, 1, 2):
        _complete(home, application, attempt)
    assert [kind for kind, _, _ in _mails(home)] == ["completion", "completion"]


@pytest.mark.parametrize("changes", [{"is_test": True}, {"source": Source.DEMO}])
def test_tests_and_demo_people_are_not_thanked(home: House, changes: dict[str, object]) -> None:
    _complete(home, home.application(home.interviewer(), **changes))
    assert _mails(home) == []


def test_a_link_without_a_deadline_is_good_for_a_month(home: House) -> None:
    application = home.application(home.interviewer())
    with home.system() as w:
        links.issue(w, w.session.get_one(Application, application.id), links.LinkPurpose.INVITATION)
        row = w.session.execute(select(links.PersonalLink)).scalar_one()
    assert row.expires_at - home.clock.now() > timedelta(days=27)
    assert "Please finish by" not in _mails(home)[0][2]


@pytest.mark.parametrize("kind", sorted(subscribers.PATHS))
def test_account_mails_lead_to_pages_that_exist(home: House, kind: str) -> None:
    source = (ROOT / "milo_app" / "pages" / "__init__.py").read_text()
    assert f'"{subscribers.PATHS[kind].format("[link]")}"' in source
