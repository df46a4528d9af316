"""The invitation with a personal link works both ways: out through a real SMTP server, and into the dev mailbox."""

from __future__ import annotations

import email
from email import policy

import pytest
from sqlalchemy import select

from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.adapters.mail_smtp import SmtpMail
from milo_app.core import outbox
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates import links
from milo_app.domain.candidates.models import Application
from milo_app.domain.outreach import queries, service, subscribers
from milo_app.domain.outreach.models import Message
from milo_app.domain.outreach.ports import MailTransport
from tests.adapters.test_mail_smtp import Sink, _listening
from tests.databases import Installation
from tests.factories.houses import House, house


def _invite(home: House) -> str:
    """Issue a link to a person and hand the mail over; return the address of the link."""
    application = home.application(home.interviewer("Call Center Agent"), home.candidate("Dana Lee", "dana@firm.test"))
    with home.system() as w:
        token = links.issue(w, w.session.get_one(Application, application.id), links.LinkPurpose.INVITATION)
    with home.works(system(None)) as w:
        (item,) = outbox.claim(w.session, "me", w.now, kinds=["mail"])
    service.deliver(home.works, item)
    return f"{settings().origin}{links.path(token)}"


@pytest.fixture(autouse=True)
def _subscribed(installation: Installation) -> None:
    subscribers.register()


def test_the_invitation_leaves_through_a_server_and_its_link_is_not_kept() -> None:
    sink = Sink()
    with _listening(sink) as port:
        home = house(ports={MailTransport: SmtpMail("127.0.0.1", port, security="none")})
        link = _invite(home)
    mail = email.message_from_bytes(sink.taken[0], policy=policy.default)
    assert link in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert f'href="{link}"' in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    with home.system() as w:
        row = w.session.execute(select(Message)).scalar_one()
    assert row.state.value == "sent" and link not in repr(row.model_dump())


def test_the_invitation_lies_in_the_dev_mailbox_as_the_candidate_would_see_it() -> None:
    home = house(ports={MailTransport: DevMailbox()})
    link = _invite(home)
    with home.as_role(Role.ADMIN) as w:
        (row,) = queries.mailbox(w).rows
        view = queries.mail(w, row.public_id)
    assert row.state_label == "In the dev mailbox"
    assert [block.href for block in view.blocks if block.kind == "button"] == [link]
    assert view.blocks[0].text == "Your interview for Call Center Agent"
