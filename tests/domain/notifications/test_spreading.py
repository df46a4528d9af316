"""Lines that go further: to devices, by mail and to chats, as they are by then and never twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core import outbox
from milo_app.core.errors import Denied, Invalid, NotFound
from milo_app.core.outbox import Claimed, GiveUp, OutboxItem, OutboxState, Retry
from milo_app.core.work import system
from milo_app.domain.accounts import notices, own
from milo_app.domain.accounts.models import AuthSession, Role
from milo_app.domain.candidates.models import Source
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications import channels, devices, mailing, posting, service, spreading, subscribers
from milo_app.domain.notifications.channels import NewChannel
from milo_app.domain.notifications.models import ChannelPost, ChannelWebhook, Notification, PostState, PushDevice
from milo_app.domain.notifications.ports import Card, ChatPoster, Gone, Later, PushSender, Refused, Subscription
from milo_app.domain.outreach.models import Message
from milo_app.handlers import notice_mail
from tests.databases import Installation
from tests.domain.notifications.test_choices import complete, subscribe
from tests.factories.houses import House, house
from tests.factories.receiver import Browser


@dataclass
class Pushes:
    """A sender that keeps what it is given, and fails as it is told."""

    sent: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    def public_key(self) -> str:
        return "key"

    def check(self, subscription: Subscription) -> None:
        if "127.0.0.1" in subscription.endpoint:
            raise Invalid("This address leads into a private network, which Milo does not open.")

    def send(self, subscription: Subscription, payload: bytes, *, topic: str, is_urgent: bool) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append((subscription.endpoint, json.loads(payload)))


@dataclass
class Posts:
    """A poster that keeps what it is given, and fails as it is told."""

    sent: list[tuple[str, str, Card]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    def check(self, kind: str, url: str) -> str:
        if "127.0.0.1" in url:
            raise Invalid("This address leads into a private network, which Milo does not open.", field="url")
        return url

    def post(self, kind: str, url: str, card: Card) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append((kind, url, card))


@pytest.fixture
def pushes() -> Pushes:
    return Pushes()


@pytest.fixture
def posts() -> Posts:
    return Posts()


@pytest.fixture
def home(installation: Installation, pushes: Pushes, posts: Posts) -> House:
    subscribers.register()
    ports: dict[type[Any], Any] = {PushSender: pushes, ChatPoster: posts}
    return house(ports=ports)


@pytest.fixture
def role(home: House) -> Interviewer:
    return home.interviewer("Retail Associate")


def drain(home: House, kinds: tuple[str, ...] = ("notice", "push", "chat", "notice_mail")) -> list[str]:
    """Do what is due of these kinds, as the worker does, and return the reasons of what failed."""

    def begin(item: Claimed) -> Callable[[], bool]:
        def mark() -> bool:
            with home.works(system(None)) as w:
                return outbox.mark_sending(w.session, item)

        return mark

    doing: dict[str, Callable[[Claimed], None]] = {
        "notice": lambda item: spreading.spread(home.works, item),
        "push": lambda item: devices.deliver(home.works, item, begin(item)),
        "chat": lambda item: posting.deliver(home.works, item, begin(item)),
        "notice_mail": lambda item: mailing.deliver(home.works, item, notice_mail),
    }
    reasons: list[str] = []
    while True:
        with home.works(system(None)) as w:
            batch = outbox.claim(w.session, "test", w.now, kinds=list(kinds))
        if not batch:
            return reasons
        for item in batch:
            try:
                doing[item.kind](item)
            except (GiveUp, Retry) as failed:
                reasons.append(str(failed))
                with home.works(system(None)) as w:
                    after = failed.after if isinstance(failed, Retry) else None
                    outbox.fail(
                        w.session, item, w.now, str(failed), after=after or timedelta(seconds=1),
                        final=isinstance(failed, GiveUp),
                    )  # fmt: skip
            else:
                with home.works(system(None)) as w:
                    outbox.finish(w.session, item, w.now)


def device(home: House, user: int, name: str = "a") -> Browser:
    """Add a browser for a user."""
    browser = Browser(f"https://push.example/{name}")
    with home.as_role(Role.RECRUITER, user) as w:
        devices.add(w, browser.subscription(), "Mozilla/5.0 (X11; Linux x86_64) Chrome/140", None)
    return browser


def test_a_burst_is_one_push_and_then_one_with_the_number(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    complete(home, role, "Dana Lee")
    drain(home)
    for name in ("Eli Roy", "Fay Kim", "Gil Ott"):
        complete(home, role, name)
    drain(home)
    assert [said["title"] for _, said in pushes.sent] == ["Dana Lee completed Retail Associate"]
    home.clock.advance(seconds=16)
    drain(home)
    assert [said["title"] for _, said in pushes.sent][1:] == ["4 completed interviews for Retail Associate"]
    assert pushes.sent[0][1]["tag"] == pushes.sent[1][1]["tag"]
    home.clock.advance(minutes=5)
    drain(home)
    assert len(pushes.sent) == 2


def test_a_push_leads_to_the_candidate_and_holds_no_more_than_the_bell(
    home: House, role: Interviewer, pushes: Pushes
) -> None:
    user = home.user()
    device(home, user)
    application = complete(home, role)
    drain(home)
    ((_, said),) = pushes.sent
    assert set(said) == {"title", "body", "url", "tag"}
    assert said["url"] == f"/candidates/{application.public_id}"


def test_a_blind_reviewer_is_pushed_the_alias(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    with home.as_role(Role.RECRUITER, user) as w:
        own.set_blind(w, True)
    complete(home, role)
    drain(home)
    ((_, said),) = pushes.sent
    assert "Dana" not in json.dumps(said)
    assert said["title"].startswith("Candidate ")


def test_what_was_read_meanwhile_is_not_pushed(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    complete(home, role)
    with home.as_role(Role.RECRUITER, user) as w:
        service.mark_all_read(w)
    drain(home)
    assert pushes.sent == []


def test_quiet_hours_hold_a_push_until_they_end(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_quiet(w, "09:00", "11:00")
    complete(home, role)
    drain(home)
    assert pushes.sent == []
    home.clock.advance(hours=1)
    drain(home)
    assert len(pushes.sent) == 1


def test_only_those_are_pushed_to_who_want_it(home: House, role: Interviewer, pushes: Pushes) -> None:
    one, other = home.user("Ona One"), home.user("Otto Other")
    device(home, one, "one")
    device(home, other, "other")
    with home.as_role(Role.RECRUITER, other) as w:
        notices.set_cell(w, "completed", "push", False)
    complete(home, role)
    drain(home)
    assert [endpoint for endpoint, _ in pushes.sent] == ["https://push.example/one"]


def test_a_device_that_is_gone_is_removed(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    pushes.fails.append(Gone())
    complete(home, role)
    drain(home)
    with home.as_role(Role.RECRUITER, user) as w:
        assert devices.mine(w) == []


def test_a_busy_service_is_tried_again_when_it_said_so(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    device(home, user)
    pushes.fails.append(Later("It is busy (429).", timedelta(seconds=120)))
    complete(home, role)
    assert drain(home) == ["It is busy (429)."]
    home.clock.advance(seconds=119)
    assert drain(home) == []
    assert pushes.sent == []
    with home.as_role(Role.RECRUITER, user) as w:
        assert devices.mine(w)[0].error == "It is busy (429)."
    home.clock.advance(seconds=2)
    drain(home)
    assert len(pushes.sent) == 1
    with home.as_role(Role.RECRUITER, user) as w:
        assert devices.mine(w)[0].error == ""


def test_a_push_that_was_being_sent_when_the_server_stopped_is_not_sent_again(
    home: House, role: Interviewer, pushes: Pushes
) -> None:
    user = home.user()
    device(home, user)
    complete(home, role)
    drain(home, ("notice",))
    with home.works(system(None)) as w:
        (item,) = outbox.claim(w.session, "dead", w.now, kinds=["push"])
        outbox.mark_sending(w.session, item)
    home.clock.advance(hours=1)
    drain(home)
    assert pushes.sent == []
    with home.works(system(None)) as w:
        row = w.session.execute(select(OutboxItem).where(col(OutboxItem.kind) == "push")).scalar_one()
        assert row.state == OutboxState.FAILED


def test_an_endpoint_inside_the_house_is_refused(home: House) -> None:
    with home.as_role(Role.RECRUITER, home.user()) as w, pytest.raises(Invalid):
        devices.add(w, Browser("https://127.0.0.1/x").subscription())


@pytest.mark.parametrize(
    "raw", ["", "[]", "{}", "null", '{"endpoint": 7, "keys": {"p256dh": "a", "auth": "b"}}', "x" * 5_000]
)
def test_what_is_no_subscription_is_refused(home: House, raw: str) -> None:
    with home.as_role(Role.RECRUITER, home.user()) as w, pytest.raises(Invalid):
        devices.add(w, raw)


def test_a_device_is_renamed_and_removed_by_its_owner_alone(home: House) -> None:
    user, other = home.user("Una"), home.user("Vic")
    device(home, user)
    with home.as_role(Role.RECRUITER, user) as w:
        (row,) = devices.mine(w)
        assert row.name == "Chrome on Linux"
        devices.rename(w, row.id, "The desk")
    with home.as_role(Role.RECRUITER, other) as w:
        for act in (devices.remove, devices.test):
            with pytest.raises(NotFound):
                act(w, row.id)
    with home.as_role(Role.RECRUITER, user) as w:
        assert devices.mine(w)[0].name == "The desk"
        devices.remove(w, row.id)
        assert devices.mine(w) == []


def test_the_address_and_keys_of_a_device_are_not_readable_in_the_database(home: House) -> None:
    browser = device(home, home.user())
    with home.system() as w:
        row = w.session.execute(select(PushDevice)).scalar_one()
        kept = json.dumps([row.sealed, row.name, row.endpoint_hash, row.host])
    assert browser.endpoint not in kept
    assert json.loads(browser.subscription())["keys"]["auth"] not in kept


def test_signing_out_ends_pushes_to_that_browser(home: House, role: Interviewer, pushes: Pushes) -> None:
    user = home.user()
    browser = device(home, user)
    with home.as_role(Role.RECRUITER, user) as w:
        session = AuthSession(
            token_hash="h", user_id=user, workspace_id=w.workspace_id, created_at=w.now, seen_at=w.now,
            expires_at=w.now + timedelta(days=1),
        )  # fmt: skip
        w.session.add(session)
        w.session.flush()
        devices.seen(w, devices.mark_of(browser.endpoint), session.id or 0)
    with home.system() as w:
        w.session.execute(update(AuthSession).values(revoked_at=w.now))
    complete(home, role)
    drain(home)
    assert pushes.sent == []
    with bootstrap.work(system(None), home.clock) as w:
        assert devices.end_sessions(w) == 1


def test_somebody_else_who_signs_in_with_a_browser_takes_it_over(home: House) -> None:
    one, other = home.user("One"), home.user("Other")
    browser = device(home, one)
    with home.as_role(Role.RECRUITER, other) as w:
        devices.seen(w, devices.mark_of(browser.endpoint), 5)
    with home.as_role(Role.RECRUITER, one) as w:
        assert devices.mine(w) == []


def test_a_mail_about_a_score_goes_to_subscribers_who_want_it(home: House, role: Interviewer) -> None:
    one, other = home.user("Sue Scribe"), home.user("Ned Not")
    with home.system() as w:
        subscribe(w, role, one)
    for user in (one, other):
        with home.as_role(Role.RECRUITER, user) as w:
            notices.set_cell(w, "failed", "email", True)
    with home.system() as w:
        service.notify(
            w, "scoring_failed", "g", "The evaluation of Dana is pending", "{n} pending", interviewer_id=role.id
        )
    drain(home)
    assert [(mail.to_name, mail.subject) for mail in _mails(home)] == [
        ("Sue Scribe", "The evaluation of Dana is pending")
    ]


def test_a_daily_mail_holds_what_was_not_read_by_then_and_once(home: House, role: Interviewer) -> None:
    user = home.user()
    with home.system() as w:
        subscribe(w, role, user)
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_digest(w, "daily")
    complete(home, role, "Dana Lee")
    other = home.interviewer("Driver")
    with home.system() as w:
        subscribe(w, other, user)
    complete(home, other, "Eli Roy")
    drain(home)
    assert _mails(home) == []
    home.clock.advance(hours=22)
    drain(home)
    (mail,) = _mails(home)
    assert mail.kind == "notices"
    assert "Dana Lee completed Retail Associate" in mail.text
    assert "Eli Roy completed Driver" in mail.text
    home.clock.advance(days=1)
    drain(home)
    assert len(_mails(home)) == 1


def test_a_mention_is_mailed_at_once_to_whoever_is_named(home: House, role: Interviewer) -> None:
    named, other = home.user("Nia Named"), home.user("Otto Other")
    application = home.application(role)
    with home.system() as w:
        service.notify(
            w, "mention", "note:1", "Ann mentioned you on Dana", "x", body="Look", interviewer_id=role.id,
            application_id=application.id, count=1, only=[named],
        )  # fmt: skip
    drain(home)
    (mail,) = _mails(home)
    assert mail.to_name == "Nia Named"
    assert other


def _mails(home: House) -> list[Message]:
    with home.system() as w:
        return list(w.session.execute(select(Message).where(col(Message.user_id).is_not(None))).scalars())


SLACK = "https://hooks.slack.example/services/T0/B0/secretsecret"


def channel(home: House, user: int, *, is_shared: bool, interviewer: str = "", kind: str = "slack") -> str:
    """Connect a channel as an admin."""
    with home.as_role(Role.ADMIN, user) as w:
        return channels.add(w, NewChannel(kind, "#hiring", SLACK, interviewer), is_shared=is_shared)


def test_a_channel_of_the_workspace_is_told_once_for_everybody(home: House, role: Interviewer, posts: Posts) -> None:
    admin = home.user()
    home.user("Another")
    channel(home, admin, is_shared=True)
    complete(home, role)
    drain(home)
    ((kind, url, card),) = posts.sent
    assert (kind, url, card.title) == ("slack", SLACK, "Dana Lee completed Retail Associate")
    assert "/candidates/" in card.link


def test_a_burst_in_a_channel_becomes_one_message_with_the_number(home: House, role: Interviewer, posts: Posts) -> None:
    channel(home, home.user(), is_shared=True)
    complete(home, role, "Dana Lee")
    drain(home)
    for name in ("Eli Roy", "Fay Kim"):
        complete(home, role, name)
    home.clock.advance(seconds=31)
    drain(home)
    assert [card.title for *_, card in posts.sent] == [
        "Dana Lee completed Retail Associate",
        "2 completed interviews for Retail Associate",
    ]


def test_a_channel_about_one_interviewer_hears_of_no_other(home: House, role: Interviewer, posts: Posts) -> None:
    channel(home, home.user(), is_shared=True, interviewer=role.public_id)
    complete(home, home.interviewer("Driver"))
    drain(home)
    assert posts.sent == []
    complete(home, role)
    drain(home)
    assert len(posts.sent) == 1


def test_a_members_own_channel_follows_their_settings(home: House, role: Interviewer, posts: Posts) -> None:
    user = home.user()
    channel(home, user, is_shared=False, kind="teams")
    with home.as_role(Role.RECRUITER, user) as w:
        assert channels.kinds_of(w) == {"teams"}
        notices.set_cell(w, "completed", "teams", False)
    complete(home, role)
    drain(home)
    assert posts.sent == []
    with home.as_role(Role.RECRUITER, user) as w:
        notices.set_cell(w, "completed", "teams", True)
    home.clock.advance(minutes=1)
    complete(home, role, "Eli Roy")
    drain(home)
    assert [card.title for *_, card in posts.sent] == ["2 completed interviews for Retail Associate"]


def test_a_blind_workspace_posts_no_names(home: House, role: Interviewer, posts: Posts) -> None:
    user = home.user()
    channel(home, user, is_shared=True)
    with home.as_role(Role.ADMIN, user) as w:
        own.set_workspace_blind(w, True)
    complete(home, role)
    drain(home)
    ((*_, card),) = posts.sent
    assert "Dana" not in card.title + card.body


def test_an_address_that_is_gone_is_paused_and_its_keepers_are_told(
    home: House, role: Interviewer, posts: Posts
) -> None:
    admin, viewer = home.user(), home.user("Vera", Role.VIEWER)
    public_id = channel(home, admin, is_shared=True)
    posts.fails.append(Gone("hooks.slack.example does not know this address any more (404)."))
    complete(home, role)
    drain(home, ("notice", "chat"))
    with home.as_role(Role.ADMIN, admin) as w:
        (row,) = channels.listed(w, is_shared=True)
        assert row.is_paused
        assert "404" in row.error
        told = w.session.execute(select(Notification).where(col(Notification.kind) == "chat_failed")).scalars().all()
        assert [line.user_id for line in told] == [admin]
        assert viewer
        channels.pause(w, public_id, False)
    posts.fails.clear()
    complete(home, role, "Eli Roy")
    home.clock.advance(minutes=1)
    drain(home, ("notice", "chat"))
    assert len(posts.sent) == 1


def test_a_message_that_was_being_posted_when_the_server_stopped_is_not_posted_again(
    home: House, role: Interviewer, posts: Posts
) -> None:
    channel(home, home.user(), is_shared=True)
    complete(home, role)

    class Dies(Exception):
        pass

    posts.fails.append(Dies())
    with home.works(system(None)) as w:
        (item,) = outbox.claim(w.session, "dead", w.now, kinds=["chat"])

    def begin() -> bool:
        with home.works(system(None)) as w:
            return outbox.mark_sending(w.session, item)

    with pytest.raises(Dies):
        posting.deliver(home.works, item, begin)
    home.clock.advance(hours=1)
    drain(home)
    assert posts.sent == []
    with home.system() as w:
        assert w.session.execute(select(col(ChannelPost.state))).scalar_one() == PostState.UNKNOWN
        assert "Look in the channel" in w.session.execute(select(col(ChannelWebhook.error))).scalar_one()


def test_an_address_is_kept_sealed_and_shown_by_its_last_signs(home: House) -> None:
    admin = home.user()
    channel(home, admin, is_shared=True)
    with home.as_role(Role.ADMIN, admin) as w:
        row = w.session.execute(select(ChannelWebhook)).scalar_one()
        assert SLACK not in row.sealed
        assert channels.listed(w, is_shared=True)[0].where == "hooks.slack.example …cret"


def test_only_admins_connect_the_workspace_and_nobody_touches_a_colleagues_own(home: House) -> None:
    admin, recruiter = home.user(), home.user("Rita", Role.RECRUITER)
    with home.as_role(Role.RECRUITER, recruiter) as w, pytest.raises(Denied):
        channels.add(w, NewChannel("slack", "x", SLACK), is_shared=True)
    shared, private = channel(home, admin, is_shared=True), channel(home, admin, is_shared=False)
    with home.as_role(Role.RECRUITER, recruiter) as w:
        with pytest.raises(Denied):
            channels.remove(w, shared)
        with pytest.raises(NotFound):
            channels.test(w, private)


def test_a_refused_message_is_shown_with_its_reason(home: House, role: Interviewer, posts: Posts) -> None:
    admin = home.user()
    public_id = channel(home, admin, is_shared=True)
    posts.fails.append(Refused("hooks.slack.example did not take the message (400)."))
    with home.as_role(Role.ADMIN, admin) as w:
        channels.test(w, public_id)
    assert drain(home, ("chat",)) == ["hooks.slack.example did not take the message (400)."]
    with home.as_role(Role.ADMIN, admin) as w:
        assert channels.recent(w, public_id)[0][1] == "Failed"
        assert not channels.listed(w, is_shared=True)[0].is_paused


def test_nothing_about_people_of_a_demo_leaves_the_house(
    home: House, role: Interviewer, pushes: Pushes, posts: Posts
) -> None:
    user = home.user()
    device(home, user)
    application = home.application(role, source=Source.DEMO)
    with home.system() as w:
        service.notify(
            w, "mention", "note:9", "Ann mentioned you", "x", interviewer_id=role.id, application_id=application.id,
            count=1, only=[user],
        )  # fmt: skip
    drain(home)
    assert (pushes.sent, posts.sent, _mails(home)) == ([], [], [])
