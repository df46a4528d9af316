"""Addresses at which chats take messages: a member's own, and those of the workspace, which admins keep.

Whoever holds such an address can post, so it is kept sealed and never shown again; people know it by its last signs. A
member's own address gets what their settings say. One of the workspace gets its topics, of all interviewers or of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import col

from milo_app.core.crypto import seal, unseal
from milo_app.core.errors import Invalid, NotFound
from milo_app.core.outbox import enqueue
from milo_app.core.text import ago, one_line
from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.accounts.notices import TOPICS
from milo_app.domain.interviewers.listing import pick
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.notifications.events import ChatAdded, ChatChanged, ChatRemoved
from milo_app.domain.notifications.models import ChannelPost, ChannelWebhook, ChatKind, PostState
from milo_app.domain.notifications.ports import ChatPoster
from milo_app.domain.notifications.spreading import CHAT

MOST = 50
LONGEST_NAME = 80
SHARED_TOPICS = tuple(topic.key for topic in TOPICS if not topic.is_personal or topic.key == "system")
DEFAULT_TOPICS = ("completed", "failed", "deadline", "budget")
LABELS = {ChatKind.SLACK: "Slack", ChatKind.TEAMS: "Microsoft Teams"}


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """An address, for people. `interviewer` is the title of the one that it is about, if any."""

    id: str
    kind: str
    name: str
    where: str
    interviewer: str
    topics: tuple[str, ...]
    is_paused: bool
    told: str
    error: str


@dataclass(frozen=True, slots=True)
class NewChannel:
    """What a person filled in; `interviewer` is a public id or empty."""

    kind: str
    name: str
    url: str
    interviewer: str = ""


def listed(w: Work, *, is_shared: bool) -> list[ChannelRow]:
    """Return the addresses of the workspace (integration:read) or of the present member, by name."""
    if is_shared:
        w.require("integration:read")
    query = (
        select(ChannelWebhook, col(Interviewer.title))
        .outerjoin(Interviewer, col(Interviewer.id) == col(ChannelWebhook.interviewer_id))
        .where(*_of(w, is_shared=is_shared))
        .order_by(col(ChannelWebhook.name), col(ChannelWebhook.id))
    )
    return [
        ChannelRow(
            row.public_id,
            row.kind.value,
            row.name,
            f"{row.host} …{row.tail}",
            title or "",
            tuple(row.topics),
            row.is_paused,
            ago(row.told_at, w.now) if row.told_at else "",
            row.error,
        )
        for row, title in w.session.execute(query).all()
    ]


def kinds_of(w: Work) -> set[str]:
    """Return which chats the present member has an address of: the others have no column in the settings."""
    query = select(col(ChannelWebhook.kind)).where(*_of(w, is_shared=False)).distinct()
    return {ChatKind(kind).value for kind in w.session.execute(query).scalars()}


def add(w: Work, new: NewChannel, *, is_shared: bool) -> str:
    """Keep an address and return its id; one of the workspace takes integration:manage. Raises `Invalid`."""
    if is_shared:
        w.require("integration:manage")
    kind, name = _kind(new.kind), one_line(new.name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(f"Give the channel a name, up to {LONGEST_NAME} characters.", field="name")
    url = w.port(ChatPoster).check(kind.value, new.url.strip())
    count = select(func.count()).select_from(ChannelWebhook).where(*_of(w, is_shared=is_shared))
    if w.session.execute(count).scalar_one() >= MOST:
        raise Invalid(f"There are {MOST} channels already.", safe="Nothing was changed.", do="Remove one first.")
    row = ChannelWebhook(
        workspace_id=w.workspace_id,
        user_id=None if is_shared else choices.owner(w),
        interviewer_id=pick(w, new.interviewer).id if new.interviewer else None,
        kind=kind,
        name=name,
        sealed="",
        host=url.split("/")[2][:120],
        tail=url[-4:],
        topics=list(DEFAULT_TOPICS),
        created_by=choices.owner(w),
        created_at=w.now,
    )
    row.sealed = seal(url, _place(row))
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(ChatAdded(channel_id=row.id, name=row.name, kind=kind.value, is_shared=is_shared))
    return row.public_id


def _kind(kind: str) -> ChatKind:
    try:
        return ChatKind(kind)
    except ValueError:
        raise Invalid("Choose Slack or Microsoft Teams.", field="kind") from None


def set_topics(w: Work, public_id: str, topics: Sequence[str]) -> None:
    """Choose what an address of the workspace is told about."""
    row = pick_channel(w, public_id)
    if unknown := set(topics) - set(SHARED_TOPICS):
        raise Invalid(f"There is no topic called {sorted(unknown)[0]}.", safe="Nothing was changed.")
    row.topics = [topic for topic in SHARED_TOPICS if topic in topics]
    _changed(w, row)


def pause(w: Work, public_id: str, is_paused: bool) -> None:
    """Stop posting to an address for a while, or go on."""
    row = pick_channel(w, public_id)
    row.is_paused, row.error = is_paused, "" if not is_paused else row.error
    _changed(w, row)


def _changed(w: Work, row: ChannelWebhook) -> None:
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(ChatChanged(channel_id=row.id, name=row.name, is_paused=row.is_paused))


def remove(w: Work, public_id: str) -> None:
    """Forget an address and what was posted there."""
    row = pick_channel(w, public_id)
    assert row.id is not None
    w.session.execute(delete(ChannelPost).where(col(ChannelPost.webhook_id) == row.id))
    w.session.delete(row)
    w.session.flush()
    w.publish(ChatRemoved(channel_id=row.id, name=row.name))


def test(w: Work, public_id: str) -> None:
    """Ask for a message that says that it works."""
    row = pick_channel(w, public_id)
    assert row.id is not None
    post = ChannelPost(
        workspace_id=w.workspace_id,
        webhook_id=row.id,
        kind="test",
        title=f"Milo writes here: {row.name}",
        body="This is a test. Nothing happened.",
        created_at=w.now,
    )
    w.session.add(post)
    w.session.flush()
    enqueue(w, CHAT, {"webhook": row.id})


def recent(w: Work, public_id: str, n: int = 5) -> list[tuple[str, str, str]]:
    """Return the newest messages of an address: title, state in words, and when."""
    row = pick_channel(w, public_id)
    query = (
        select(ChannelPost)
        .where(col(ChannelPost.workspace_id) == w.workspace_id, col(ChannelPost.webhook_id) == row.id)
        .order_by(col(ChannelPost.id).desc())
        .limit(n)
    )
    return [(post.title, STATES[post.state], ago(post.created_at, w.now)) for post in w.session.scalars(query)]


STATES = {
    PostState.WAITING: "Waiting",
    PostState.SENT: "Posted",
    PostState.FAILED: "Failed",
    PostState.UNKNOWN: "Nobody knows whether it arrived",
}


def pick_channel(w: Work, public_id: str) -> ChannelWebhook:
    """Return an address that the present member may change: their own, or one of the workspace as its admin."""
    query = select(ChannelWebhook).where(
        col(ChannelWebhook.workspace_id) == w.workspace_id, col(ChannelWebhook.public_id) == public_id
    )
    row: ChannelWebhook | None = w.session.execute(query).scalar_one_or_none()
    if row is None or (row.user_id is not None and row.user_id != choices.owner(w)):
        raise NotFound("This channel does not exist any more.")
    if row.user_id is None:
        w.require("integration:manage")
    return row


def address_of(row: ChannelWebhook) -> str:
    """Return the address itself, for the one call that posts to it."""
    return unseal(row.sealed, _place(row))


def _place(row: ChannelWebhook) -> str:
    return f"channel_webhook:{row.public_id}"


def _of(w: Work, *, is_shared: bool) -> tuple[Any, Any]:
    mine = col(ChannelWebhook.workspace_id) == w.workspace_id
    if is_shared:
        return mine, col(ChannelWebhook.user_id).is_(None)
    return mine, col(ChannelWebhook.user_id) == choices.owner(w)
