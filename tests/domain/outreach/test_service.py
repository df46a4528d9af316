"""A mail from its cause to the transport."""

from __future__ import annotations

import email
from collections.abc import Callable
from datetime import timedelta
from email import policy
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.core import outbox
from milo_app.core.db import all_tenants
from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.outbox import GiveUp, OutboxItem, Retry
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts.models import Membership, Role
from milo_app.domain.outreach import queries, service
from milo_app.domain.outreach.models import Message, MessageState
from milo_app.domain.outreach.ports import Handed, MailDelayed, MailRefused, MailTransport
from tests.databases import Installation
from tests.factories.houses import House, house

CONTEXT = {"name": "Dana", "interviewer": "Retail Associate", "link": "/i/me/s3cret-token"}
RESET = {"name": "Ada", "link": "/reset/s3cret-token"}
TO = service.To("dana@mail.test", "Dana Łuczak")


class Server:
    """A mail server that does what a test tells it."""

    name = "SMTP mail.test"
    is_simulated = False

    def __init__(self, answer: Callable[[], None] = lambda: None) -> None:
        self.answer = answer
        self.sent: list[EmailMessage] = []
        self.demo: list[bool] = []

    def send(self, message: EmailMessage, *, is_demo: bool = False) -> Handed:
        self.demo.append(is_demo)
        self.answer()
        self.sent.append(message)
        return Handed(self.name, is_simulated=False)


def _refuse() -> None:
    raise MailRefused("550 No such mailbox")


def _delay() -> None:
    raise MailDelayed("450 Busy", timedelta(minutes=5))


@pytest.fixture
def dev(installation: Installation) -> House:
    return house(ports={MailTransport: DevMailbox()})


@pytest.fixture
def server(installation: Installation) -> Server:
    return Server()


@pytest.fixture
def real(server: Server) -> House:
    return house(ports={MailTransport: server})


def _claim(home: House) -> list[outbox.Claimed]:
    with home.works(system(None)) as w:
        return outbox.claim(w.session, "me", w.now, kinds=["mail"])


def _queue(home: House, kind: str = "invitation", to: service.To = TO, key: str = "k", **context: str) -> Message:
    with home.system() as w:
        return service.queue(w, kind, to, context or (RESET if kind == "password_reset" else CONTEXT), key)


def _stored(home: House, key: str = "k") -> Message:
    with home.system() as w:
        return w.session.execute(select(Message).where(col(Message.key) == key)).scalar_one()


def test_a_mail_is_a_row_and_an_outbox_row_in_one_transaction(dev: House) -> None:
    with pytest.raises(RuntimeError), dev.system() as w:
        service.queue(w, "invitation", TO, CONTEXT, "k")
        raise RuntimeError("the cause failed")
    assert _claim(dev) == []
    _queue(dev)
    assert len(_claim(dev)) == 1


def test_the_same_cause_twice_is_one_mail(dev: House) -> None:
    assert _queue(dev).id == _queue(dev).id
    with dev.works(system(None)) as w:
        assert w.session.execute(select(func.count()).select_from(OutboxItem)).scalar_one() == 1


def test_the_dev_mailbox_keeps_the_mail_and_says_simulated(dev: House) -> None:
    _queue(dev)
    service.deliver(dev.works, _claim(dev)[0])
    found = _stored(dev)
    assert (found.state, found.transport, found.error) == (MessageState.SIMULATED, "dev mailbox", "")
    assert found.sent_at == dev.clock.now()


def test_a_mail_carries_both_parts_and_the_headers_of_a_machine(real: House, server: Server) -> None:
    _queue(real)
    service.deliver(real.works, _claim(real)[0])
    mail = email.message_from_bytes(server.sent[0].as_bytes(), policy=policy.default)
    assert mail["To"] == "Dana Łuczak <dana@mail.test>"
    assert "Northwind via Milo" in mail["From"] and mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[attr-defined]
    assert f"{settings().origin}/i/me/s3cret-token" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert _stored(real).state == MessageState.SENT


def test_only_an_invitation_offers_a_way_out(real: House, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILO_MAIL_FROM", "Milo <jobs@firm.example>")
    settings.cache_clear()
    _queue(real, "invitation", key="1")
    _queue(real, "resume_link", key="2")
    for item in _claim(real):
        service.deliver(real.works, item)
    ways = {mail["Subject"]: mail["List-Unsubscribe"] for mail in server.sent}
    assert (
        ways["Northwind invites you to an interview: Retail Associate"]
        == "<mailto:jobs@firm.example?subject=unsubscribe>"
    )
    assert ways["Your link to go on: Retail Associate"] is None


def test_a_refused_mail_is_failed_with_the_reason(real: House, server: Server) -> None:
    server.answer = _refuse
    _queue(real)
    with pytest.raises(GiveUp):
        service.deliver(real.works, _claim(real)[0])
    assert (_stored(real).state, _stored(real).error) == (MessageState.FAILED, "550 No such mailbox")


def test_a_delayed_mail_waits_for_the_time_that_was_asked_for(real: House, server: Server) -> None:
    server.answer = _delay
    _queue(real)
    with pytest.raises(Retry) as again:
        service.deliver(real.works, _claim(real)[0])
    assert again.value.after == timedelta(minutes=5)
    assert (_stored(real).state, _stored(real).error) == (MessageState.QUEUED, "450 Busy")


def test_a_mail_that_was_delayed_too_often_is_failed(real: House, server: Server) -> None:
    server.answer = _delay
    _queue(real)
    item = _claim(real)[0]
    last = outbox.Claimed(item.id, item.workspace_id, item.kind, item.payload, outbox.MAX_ATTEMPTS, item.fence, False)
    with pytest.raises(GiveUp, match="8 times"):
        service.deliver(real.works, last)
    assert _stored(real).state == MessageState.FAILED


def test_a_mail_that_was_handed_over_is_not_sent_again(real: House, server: Server) -> None:
    _queue(real)
    item = _claim(real)[0]
    service.deliver(real.works, item)
    service.deliver(real.works, item)
    assert len(server.sent) == 1


def test_each_try_carries_the_same_message_id(real: House, server: Server) -> None:
    _queue(real)
    with real.system() as w:
        row = w.session.execute(select(Message)).scalar_one()
        first = service.compose(row, service._home(w, row.workspace_id))
        second = service.compose(row, service._home(w, row.workspace_id))
    assert first["Message-ID"] == second["Message-ID"]


def test_candidates_of_a_demo_workspace_are_marked_and_its_users_are_not(server: Server) -> None:
    demo = house("Demo", ports={MailTransport: server}, is_demo=True)
    user = demo.user()
    _queue(demo, "invitation", key="1")
    _queue(demo, "password_reset", service.To("ada@firm.test", "Ada", user_id=user), key="2")
    for item in _claim(demo):
        service.deliver(demo.works, item)
    assert server.demo == [True, False]


@pytest.mark.parametrize(
    "link", ["https://evil.example/x", "//evil.example/x", "javascript:alert(1)", "i/me/x", "/i/ x", "/i/\\x", '/i/"x']
)
def test_a_mail_links_to_milo_only(dev: House, link: str) -> None:
    with pytest.raises(Invalid):
        _queue(dev, **{**CONTEXT, "link": link})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dana",
        "dana@",
        "@mail.test",
        "a b@mail.test",
        "a@b@c",
        "a@mail.test\nBcc: x@y.z",
        "a@m..t",
        "a@mail.",
        "<a@m.t>",
        "ä@mail.test",
    ],
)
def test_an_address_that_cannot_be_mailed_is_refused(dev: House, address: str) -> None:
    with pytest.raises(Invalid):
        _queue(dev, to=service.To(address))


def test_a_domain_with_accents_is_written_in_ascii(dev: House) -> None:
    assert _queue(dev, to=service.To("dana@bücher.test")).to_address == "dana@xn--bcher-kva.test"


def test_a_secret_link_stands_nowhere_in_the_database_in_the_clear(dev: House) -> None:
    _queue(dev, "password_reset", service.To("ada@firm.test", "Ada", user_id=dev.user()))
    service.deliver(dev.works, _claim(dev)[0])
    with dev.works(system(None)) as w:
        for row in [*w.session.execute(select(Message)).scalars(), *w.session.execute(select(OutboxItem)).scalars()]:
            assert "s3cret-token" not in repr(row.model_dump())


def test_a_secret_that_a_real_server_took_is_dropped(real: House, server: Server) -> None:
    user = real.user()
    _queue(real, "password_reset", service.To("ada@firm.test", "Ada", user_id=user))
    service.deliver(real.works, _claim(real)[0])
    assert "s3cret-token" in server.sent[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert _stored(real).mime == ""
    with real.as_role(Role.ADMIN, user) as w:
        view = queries.mail(w, _stored(real).public_id)
    assert view.is_link_hidden and not any(block.kind == "button" for block in view.blocks)


def test_the_owner_of_a_secret_sees_the_link_in_the_dev_mailbox(dev: House) -> None:
    user = dev.user()
    _queue(dev, "password_reset", service.To("ada@firm.test", "Ada", user_id=user))
    service.deliver(dev.works, _claim(dev)[0])
    with dev.as_role(Role.ADMIN, user) as w:
        view = queries.mail(w, _stored(dev).public_id)
    assert [b.href for b in view.blocks if b.kind == "button"] == [f"{settings().origin}/reset/s3cret-token"]


def test_an_admin_does_not_get_into_another_workspace_through_a_colleagues_link(dev: House) -> None:
    user, other = dev.user(), house("Elsewhere")
    _queue(dev, "password_reset", service.To("ada@firm.test", "Ada", user_id=user))
    viewer = dev.user("Vera")
    with dev.as_role(Role.ADMIN, viewer) as w:
        assert not queries.mail(w, _stored(dev).public_id).is_link_hidden
    with other.system() as w, all_tenants():
        w.session.add(Membership(workspace_id=other.workspace_id, user_id=user, role=Role.ADMIN, created_at=w.now))
    with dev.as_role(Role.ADMIN, viewer) as w:
        view = queries.mail(w, _stored(dev).public_id)
    assert view.is_link_hidden and "s3cret-token" not in repr(view)


def test_old_secrets_are_forgotten(dev: House) -> None:
    _queue(dev, "password_reset", service.To("ada@firm.test", "Ada", user_id=dev.user()), key="reset")
    _queue(dev, key="candidate")
    for item in _claim(dev):
        service.deliver(dev.works, item)
    dev.clock.advance(days=2)
    with dev.works(system(None)) as w:
        assert service.forget_secrets(w) == 1
    assert (_stored(dev, "reset").mime, bool(_stored(dev, "candidate").mime)) == ("", True)
    dev.clock.advance(days=40)
    with dev.works(system(None)) as w:
        assert service.forget_secrets(w) == 1


def test_a_failed_mail_can_be_sent_again_by_an_admin(real: House, server: Server) -> None:
    server.answer = _refuse
    _queue(real)
    with pytest.raises(GiveUp):
        service.deliver(real.works, _claim(real)[0])
    with real.as_role(Role.RECRUITER) as w, pytest.raises(Denied):
        service.retry(w, _stored(real).public_id)
    server.answer = lambda: None
    with real.as_role(Role.ADMIN) as w:
        service.retry(w, _stored(real).public_id)
    real.clock.advance(minutes=10)
    fresh = [item for item in _claim(real) if item.attempts == 1]
    service.deliver(real.works, fresh[0])
    assert _stored(real).state == MessageState.SENT
    with real.as_role(Role.ADMIN) as w, pytest.raises(Conflict):
        service.retry(w, _stored(real).public_id)


def test_the_mailbox_pages_newest_first_and_shows_its_own_workspace_only(dev: House) -> None:
    for number in range(60):
        _queue(dev, key=f"m{number}")
    other = house("Elsewhere", ports=dev.ports)
    theirs = _queue(other, key="theirs")
    with dev.as_role(Role.ADMIN) as w:
        page = queries.mailbox(w)
        rest = queries.mailbox(w, page.next)
        with pytest.raises(NotFound):
            queries.mail(w, theirs.public_id)
    assert (page.total, len(page.rows), len(rest.rows), rest.next) == (60, 50, 10, "")
    assert page.rows[0].public_id == _stored(dev, "m59").public_id
    with dev.as_role(Role.RECRUITER) as w, pytest.raises(Denied):
        queries.mailbox(w)


def test_the_contact_history_of_an_application_holds_its_own_mails(dev: House) -> None:
    role = dev.interviewer()
    one, two = dev.application(role), dev.application(role)
    _queue(dev, to=service.To("a@mail.test", application_id=one.id), key="1")
    _queue(dev, to=service.To("b@mail.test", application_id=two.id), key="2")
    with dev.as_role(Role.VIEWER) as w:
        rows = queries.contact_history(w, one.id or 0)
    assert [(row.kind_label, row.state_label) for row in rows] == [("Invitation", "Waiting")]
