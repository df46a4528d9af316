"""Carrying lines of the bell further: to devices, to mail, and to chats.

The transaction of the cause only asks for it, once a quarter minute and group; a worker then reads the lines as they
are by then, so that a burst becomes one push with a number and nothing is left out. A line that was read meanwhile is
carried nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.outbox import Claimed, OutboxItem, OutboxState, enqueue
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import notices
from milo_app.domain.accounts.notice_models import Digest
from milo_app.domain.accounts.notices import BY_KEY, DEFAULTS, NoticeSettings
from milo_app.domain.candidates.models import Application, Source
from milo_app.domain.interviewers import subscriptions
from milo_app.domain.notifications.kinds import MAIL_FAILED, MAILED_ELSEWHERE, TOPIC_OF
from milo_app.domain.notifications.models import ChannelPost, ChannelWebhook, Notification, PostState, PushDevice

Works = Callable[[Actor], AbstractContextManager[Work]]

KIND = "notice"
PUSH = "push"
MAIL = "notice_mail"
CHAT = "chat"
EVERY = timedelta(seconds=15)
MAIL_EVERY = timedelta(minutes=2)
CHAT_EVERY = timedelta(seconds=30)
MOST = 2_000


@dataclass(frozen=True)
class Words:
    """The columns of a line that is about one thing, and of one that is about many."""

    one: dict[str, Any]
    many: dict[str, Any]


def ask(w: Work, group_key: str) -> None:
    """Ask the worker to carry the lines of a group further soon."""
    soon(w, KIND, {"group": group_key}, f"{KIND}:{w.workspace_id}:{group_key}", EVERY)


def soon(w: Work, kind: str, payload: dict[str, Any], key: str, every: timedelta) -> None:
    """Add a thing to do now, or at the next full `every` when one was added for the present one already."""
    slot = int(w.now.timestamp() // every.total_seconds())
    if not _add(w, kind, payload, f"{key}:{slot}", w.now):
        begins = datetime.fromtimestamp((slot + 1) * every.total_seconds(), UTC)
        _add(w, kind, payload, f"{key}:{slot + 1}", begins)


def _add(w: Work, kind: str, payload: dict[str, Any], key: str, due_at: datetime) -> bool:
    """Enqueue under a key; False when it is there already, also when another transaction was first just now."""
    if columns(w.session, select(col(OutboxItem.id)).where(col(OutboxItem.key) == key)):
        return False
    try:
        with w.session.begin_nested():
            enqueue(w, kind, payload, due_at=due_at, key=key)
    except IntegrityError:
        return False
    return True


def forget_idle(w: Work) -> int:
    """Drop what was asked for groups that have no unread line any more, and return how many rows went."""
    waiting = w.session.scalars(
        select(OutboxItem).where(
            col(OutboxItem.workspace_id) == w.workspace_id,
            col(OutboxItem.kind) == KIND,
            col(OutboxItem.state) == OutboxState.DUE,
        )
    ).all()
    unread = select(col(Notification.group_key)).where(
        col(Notification.workspace_id) == w.workspace_id, col(Notification.read_at).is_(None)
    )
    busy = set(w.session.scalars(unread))
    idle = [row for row in waiting if row.payload["group"] not in busy]
    for row in idle:
        w.session.delete(row)
    w.session.flush()
    return len(idle)


def post(w: Work, kind: str, group_key: str, words: Words, count: int | None) -> None:
    """Note a message for the workspace's own chats that want this kind; a waiting one of the group grows."""
    topic = BY_KEY[TOPIC_OF[kind]]
    if topic.is_personal and topic.key != "system":
        return
    shared = select(col(ChannelWebhook.id)).where(
        col(ChannelWebhook.workspace_id) == w.workspace_id,
        col(ChannelWebhook.user_id).is_(None),
        ~col(ChannelWebhook.is_paused),
    )
    about = words.one["interviewer_id"]
    for (hook_id,) in columns(w.session, shared):
        hook = w.session.get_one(ChannelWebhook, hook_id)
        if topic.key in hook.topics and hook.interviewer_id in (None, about):
            note_post(w, hook, group_key, words, count)


def note_post(w: Work, hook: ChannelWebhook, group_key: str, words: Words, count: int | None) -> None:
    """Add a message to a chat, or let the waiting one of its group grow."""
    assert hook.id is not None
    waiting: ChannelPost | None = w.session.execute(
        select(ChannelPost)
        .where(
            col(ChannelPost.workspace_id) == w.workspace_id,
            col(ChannelPost.webhook_id) == hook.id,
            col(ChannelPost.group_key) == group_key,
            col(ChannelPost.state) == PostState.WAITING,
        )
        .limit(1)
    ).scalar_one_or_none()
    row = waiting or ChannelPost(
        workspace_id=w.workspace_id,
        webhook_id=hook.id,
        kind="",
        title="",
        group_key=group_key,
        count=0,
        created_at=w.now,
    )
    row.count = row.count + 1 if count is None else count
    for name, value in (words.one if row.count == 1 else words.many).items():
        if name != "created_at":
            setattr(row, name, value)
    w.session.add(row)
    w.session.flush()
    soon(w, CHAT, {"webhook": hook.id}, f"{CHAT}:{hook.id}", CHAT_EVERY)


def spread(works: Works, item: Claimed) -> None:
    """Carry the lines of a group further (the outbox handler for `notice`)."""
    assert item.workspace_id is not None
    with works(system(item.workspace_id)) as w:
        spread_group(w, str(item.payload["group"]))


def spread_group(w: Work, group_key: str) -> int:
    """Carry the unread lines of a group that grew since the last time; return how many lines those were."""
    query = (
        select(Notification)
        .where(
            col(Notification.workspace_id) == w.workspace_id,
            col(Notification.group_key) == group_key,
            col(Notification.read_at).is_(None),
            col(Notification.spread_rev) < col(Notification.rev),
        )
        .order_by(col(Notification.id))
        .limit(MOST)
        .execution_options(populate_existing=True)
    )
    lines = list(w.session.execute(query).scalars())
    if not lines:
        return 0
    targets = _targets(w, lines)
    for line in lines:
        line.spread_rev = line.rev
        w.session.add(line)
        if not _is_demo(w, line):
            _spread_one(w, line, targets)
    w.session.flush()
    if len(lines) == MOST:
        ask(w, group_key)
    return len(lines)


@dataclass(frozen=True)
class _Targets:
    """Where the people of some lines are reached."""

    wishes: dict[int, NoticeSettings]
    zones: dict[int, str]
    devices: dict[int, list[PushDevice]]
    hooks: dict[int, list[ChannelWebhook]]
    subscribed: frozenset[int]


def _targets(w: Work, lines: Sequence[Notification]) -> _Targets:
    users = {line.user_id for line in lines}
    devices: dict[int, list[PushDevice]] = defaultdict(list)
    for device in w.session.execute(
        select(PushDevice).where(col(PushDevice.workspace_id) == w.workspace_id, col(PushDevice.user_id).in_(users))
    ).scalars():
        devices[device.user_id].append(device)
    hooks: dict[int, list[ChannelWebhook]] = defaultdict(list)
    for hook in w.session.execute(
        select(ChannelWebhook).where(
            col(ChannelWebhook.workspace_id) == w.workspace_id,
            col(ChannelWebhook.user_id).in_(users),
            ~col(ChannelWebhook.is_paused),
        )
    ).scalars():
        hooks[hook.user_id or 0].append(hook)
    about = lines[0].interviewer_id
    subscribed = {user.id or 0 for user in subscriptions.subscribers(w, about)} if about is not None else set()
    zones = notices.zones_of(w, users)
    return _Targets(notices.of_users(w, users), zones, devices, hooks, frozenset(subscribed))


def _is_demo(w: Work, line: Notification) -> bool:
    """Whether a line is about somebody who was made for a demo: nothing about them leaves the house."""
    if line.application_id is None:
        return False
    source = select(col(Application.source)).where(col(Application.id) == line.application_id)
    return w.session.execute(source).scalar_one_or_none() == Source.DEMO


def _spread_one(w: Work, line: Notification, targets: _Targets) -> None:
    user, topic = line.user_id, TOPIC_OF[line.kind]
    wish, tz = targets.wishes.get(user, DEFAULTS), targets.zones[user]
    due = wish.quiet_until(w.now, tz) or w.now
    if wish.wants(topic, PUSH):
        for device in targets.devices[user]:
            payload = {"device": device.id, "line": line.id}
            enqueue(w, PUSH, payload, due_at=due, key=f"{PUSH}:{device.id}:{line.id}:{line.rev}")
    for hook in targets.hooks[user]:
        if wish.wants(topic, hook.kind.value):
            _post_line(w, hook, line)
    if wish.wants(topic, "email") and _is_mailed(line, wish, targets):
        _mail(w, line, wish, tz)


def _is_mailed(line: Notification, wish: NoticeSettings, targets: _Targets) -> bool:
    """Whether a mail goes from here: about an interviewer to its subscribers only, and nothing twice."""
    if line.group_key == MAIL_FAILED:
        return False
    if not BY_KEY[TOPIC_OF[line.kind]].is_personal and line.user_id not in targets.subscribed:
        return False
    return not (line.kind in MAILED_ELSEWHERE and wish.digest == Digest.AT_ONCE)


def _mail(w: Work, line: Notification, wish: NoticeSettings, tz: str) -> None:
    line.mail_at = wish.mail_at(w.now, tz)
    payload, key = {"user": line.user_id}, f"{MAIL}:{w.workspace_id}:{line.user_id}"
    if line.mail_at == w.now:
        soon(w, MAIL, payload, key, MAIL_EVERY)
    else:
        _add(w, MAIL, payload, f"{key}:at:{int(line.mail_at.timestamp())}", line.mail_at)


def _post_line(w: Work, hook: ChannelWebhook, line: Notification) -> None:
    """Note a message of a member's own chat; the state of the line stands in it, so it never adds up."""
    kept = {
        "kind": line.kind,
        "title": line.title.replace("{n}", f"{line.count:,}") if line.count > 1 else line.title,
        "body": line.body,
        "interviewer_id": line.interviewer_id,
        "application_id": line.application_id,
    }
    note_post(w, hook, line.group_key, Words(kept, kept), line.count)
