"""Posting to chats (the outbox handler for `chat`): one address at a time, its waiting messages in order.

A message is marked before the call, so that a server that stops in the middle leaves "nobody knows" and posts nothing
twice. An address that is gone is paused, and whoever keeps it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.outbox import MAX_ATTEMPTS, Claimed, GiveUp, Retry
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.notifications import channels, service, shown
from milo_app.domain.notifications.models import ChannelPost, ChannelWebhook, PostState
from milo_app.domain.notifications.ports import Card, ChatPoster, Gone, Later, Refused

Works = Callable[[Actor], AbstractContextManager[Work]]
MOST = 20
"""Messages of one call; a chat takes about one a second."""


def deliver(works: Works, item: Claimed, begin: Callable[[], bool]) -> None:
    """Post what waits for one address. `begin` writes `sending`, and says if that held. Raises `GiveUp` or `Retry`."""
    assert item.workspace_id is not None
    if item.was_sending:
        _leave_unknown(works, item)
    for _ in range(MOST):
        if not _post_next(works, item, begin):
            return


def _post_next(works: Works, item: Claimed, begin: Callable[[], bool]) -> bool:
    with works(system(item.workspace_id)) as w:
        found = _next(w, item.payload["webhook"])
        if found is None:
            return False
        post_id, kind, url, card = found
        poster = w.port(ChatPoster)
    if not begin():  # the lease was lost: whoever took over posts it
        _note(works, item, post_id, PostState.WAITING, "")
        return False
    try:
        poster.post(kind, url, card)
    except Gone as error:
        _failed(works, item, post_id, str(error), is_gone=True)
        raise GiveUp(str(error)) from error
    except Refused as error:
        _failed(works, item, post_id, str(error), is_gone=False)
        raise GiveUp(str(error)) from error
    except Later as error:
        if item.attempts >= MAX_ATTEMPTS:
            _failed(works, item, post_id, f"{error} It was tried {item.attempts} times.", is_gone=False)
            raise GiveUp(str(error)) from error
        _note(works, item, post_id, PostState.WAITING, str(error))
        raise Retry(str(error), error.after) from error
    _note(works, item, post_id, PostState.SENT, "")
    return True


def _next(w: Work, webhook_id: int) -> tuple[int, str, str, Card] | None:
    """Mark the oldest waiting message as being sent, and return what is posted where."""
    hook = w.session.get(ChannelWebhook, webhook_id)
    query = (
        select(ChannelPost)
        .where(
            col(ChannelPost.workspace_id) == w.workspace_id,
            col(ChannelPost.webhook_id) == webhook_id,
            col(ChannelPost.state) == PostState.WAITING,
        )
        .order_by(col(ChannelPost.id))
        .limit(1)
    )
    row: ChannelPost | None = w.session.execute(query).scalar_one_or_none()
    if hook is None or row is None or (hook.is_paused and row.kind != "test"):
        return None
    row.state = PostState.UNKNOWN  # until the answer is here
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    return row.id, hook.kind.value, channels.address_of(hook), _card(w, hook, row)


def _card(w: Work, hook: ChannelWebhook, row: ChannelPost) -> Card:
    is_blind = accounts.is_blind(w, hook.user_id) if hook.user_id is not None else shown.is_blind_for_all(w)
    title, body = shown.words(w, row, is_blind=is_blind)
    path = "/settings/notifications" if row.kind == "test" else shown.path_of(w, row)
    return Card(title, body, settings().origin + path, "Open in Milo")


def _leave_unknown(works: Works, item: Claimed) -> None:
    """Say of messages that were being sent that nobody knows whether they arrived."""
    with works(system(item.workspace_id)) as w:
        hook = w.session.get(ChannelWebhook, item.payload["webhook"])
        if hook is not None:
            hook.error = "The server stopped while a message was posted. Look in the channel whether it arrived."
            w.session.add(hook)


def _note(works: Works, item: Claimed, post_id: int, state: PostState, error: str) -> None:
    with works(system(item.workspace_id)) as w:
        row = w.session.get(ChannelPost, post_id)
        hook = w.session.get(ChannelWebhook, item.payload["webhook"])
        if row is None or hook is None:
            return
        row.state, row.error, hook.error = state, error[:300], error[:300]
        if state == PostState.SENT:
            row.sent_at = hook.told_at = w.now
        w.session.add(row)
        w.session.add(hook)


def _failed(works: Works, item: Claimed, post_id: int, reason: str, *, is_gone: bool) -> None:
    _note(works, item, post_id, PostState.FAILED, reason)
    with works(system(item.workspace_id)) as w:
        hook = w.session.get(ChannelWebhook, item.payload["webhook"])
        if hook is None:
            return
        hook.is_paused = hook.is_paused or is_gone
        w.session.add(hook)
        w.session.flush()
        told = f"{channels.LABELS[hook.kind]} does not take messages for {hook.name}"
        service.notify(
            w,
            "chat_failed",
            f"chat:{hook.id}",
            told,
            told,
            body=reason + (" The channel is paused." if is_gone else ""),
            count=1,
            only=[hook.user_id] if hook.user_id is not None else None,
            right="candidate:read" if hook.user_id is not None else "integration:manage",
        )
