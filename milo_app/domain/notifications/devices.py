"""Browsers that members want to be pushed to, and what is pushed there.

A device belongs to the sign-in in which its browser was last seen: signing out removes it, and so does somebody else's
sign-in, so that a shared computer tells nobody's news. A sign-in that merely runs out leaves it.
A push holds what the bell shows and no more, under the reader's blind review. It is handed over at most once: when the
server stops in the middle, it is left out, since the line stands in the bell anyhow.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from milo_app.core.crypto import seal, unseal
from milo_app.core.db import all_tenants
from milo_app.core.errors import Invalid, NotFound
from milo_app.core.ids import digest
from milo_app.core.outbox import MAX_ATTEMPTS, Claimed, GiveUp, Retry, enqueue
from milo_app.core.text import ago, one_line
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import choices
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.accounts.models import AuthSession
from milo_app.domain.accounts.own import browser_words
from milo_app.domain.notifications import shown
from milo_app.domain.notifications.events import PushDeviceAdded, PushDeviceRemoved
from milo_app.domain.notifications.kinds import NEEDS_SOMEBODY
from milo_app.domain.notifications.models import Notification, PushDevice
from milo_app.domain.notifications.ports import Gone, Later, PushSender, Refused, Subscription
from milo_app.domain.notifications.spreading import PUSH

Works = Callable[[Actor], AbstractContextManager[Work]]

MOST = 20
"""Devices of one member in one workspace."""
LONGEST_NAME = 80
FRESH = timedelta(days=1)
"""After that a push is no news any more, and is not handed over."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device, for its owner. `mark` lets the browser find out which of them it is."""

    id: str
    name: str
    host: str
    added: str
    told: str
    error: str
    mark: str


def mine(w: Work) -> list[DeviceRow]:
    """Return the present member's devices, the oldest first."""
    query = select(PushDevice).where(*_mine(w)).order_by(col(PushDevice.id))
    return [
        DeviceRow(
            row.public_id,
            row.name,
            row.host,
            ago(row.created_at, w.now),
            ago(row.told_at, w.now) if row.told_at else "",
            row.error,
            row.endpoint_hash[:16],
        )
        for row in w.session.execute(query).scalars()
    ]


def add(w: Work, raw: str, agent: str = "", session_id: int | None = None) -> str:
    """Keep what a browser gave when it subscribed (JSON), and return the device's id; again changes nothing but the keys.

    Raises `Invalid` for anything that is no subscription, and for addresses that Milo does not open.
    """
    found = read(raw)
    w.port(PushSender).check(found)
    mark = mark_of(found.endpoint)
    query = select(PushDevice).where(
        col(PushDevice.workspace_id) == w.workspace_id, col(PushDevice.endpoint_hash) == mark
    )
    row: PushDevice | None = w.session.execute(query).scalar_one_or_none()
    if row is None:
        count = select(func.count()).select_from(PushDevice).where(*_mine(w))
        if w.session.execute(count).scalar_one() >= MOST:
            raise Invalid(f"There are {MOST} devices already.", safe="Nothing was changed.", do="Remove one first.")
        row = PushDevice(
            workspace_id=w.workspace_id,
            user_id=choices.owner(w),
            name=browser_words(agent)[:LONGEST_NAME],
            endpoint_hash=mark,
            sealed="",
            created_at=w.now,
        )
    # Somebody else signed in with this browser: from now on it is theirs.
    row.user_id, row.session_id = choices.owner(w), session_id
    _keep(w, row, found)
    assert row.id is not None
    w.publish(PushDeviceAdded(device_id=row.id, user_id=row.user_id, host=row.host))
    return row.public_id


def renew(w: Work, old: str, raw: str) -> None:
    """Put the new address of a device of the present member in the place of the old one. Raises `Invalid` or `NotFound`."""
    found = read(raw)
    w.port(PushSender).check(found)
    query = select(PushDevice).where(*_mine(w), col(PushDevice.endpoint_hash) == mark_of(old))
    row: PushDevice | None = w.session.execute(query).scalar_one_or_none()
    if row is None:
        raise NotFound("This device is not in your list any more.")
    _keep(w, row, found)


def _keep(w: Work, row: PushDevice, found: Subscription) -> None:
    row.endpoint_hash, row.error = mark_of(found.endpoint), ""
    row.host = found.endpoint.split("/")[2][:120]
    row.sealed = seal(json.dumps([found.endpoint, found.p256dh, found.auth]), _place(row))
    w.session.add(row)
    w.session.flush()


def mark_of(endpoint: str) -> str:
    """Return the hash by which a browser is known: it can compute it too."""
    return digest(endpoint)


def read(raw: str) -> Subscription:
    """Read a `PushSubscription` as browsers write it; raises `Invalid`."""
    try:
        found: Any = json.loads(raw) if len(raw) < 4_000 else None
        endpoint, keys = found["endpoint"], found["keys"]
        subscription = Subscription(endpoint, keys["p256dh"], keys["auth"])
        if not all(isinstance(part, str) and part for part in (endpoint, subscription.p256dh, subscription.auth)):
            raise TypeError
    except (ValueError, TypeError, KeyError):
        raise Invalid("This browser gave no address for push.", field="device", do="Reload, and try again.") from None
    return subscription


def rename(w: Work, public_id: str, name: str) -> None:
    """Give a device another name; raises `Invalid`."""
    wanted = one_line(name)
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise Invalid(f"Give the device a name, up to {LONGEST_NAME} characters.", field="name")
    row = _pick(w, public_id)
    row.name = wanted
    w.session.add(row)
    w.session.flush()


def remove(w: Work, public_id: str) -> None:
    """Stop pushing to a device of the present member."""
    _drop(w, _pick(w, public_id))


def test(w: Work, public_id: str) -> None:
    """Ask for a push that says that it works."""
    row = _pick(w, public_id)
    enqueue(w, PUSH, {"device": row.id, "line": None})


def seen(w: Work, mark: str, session_id: int) -> None:
    """Note that the browser of a mark (a hash of its endpoint) is used by the present member now, in every workspace."""
    with all_tenants():
        here = col(PushDevice.endpoint_hash) == mark[:64]
        owner = choices.owner(w)
        w.session.execute(delete(PushDevice).where(here, col(PushDevice.user_id) != owner))
        w.session.execute(
            update(PushDevice)
            .where(here, col(PushDevice.user_id) == owner, col(PushDevice.session_id).is_distinct_from(session_id))
            .values(session_id=session_id)
        )


def end_sessions(w: Work) -> int:
    """Remove the devices whose sign-in was ended, in every workspace, and return how many (a job)."""
    ended = select(col(AuthSession.id)).where(col(AuthSession.revoked_at).is_not(None))
    done = w.session.execute(
        delete(PushDevice).where(col(PushDevice.session_id).in_(ended)),
        execution_options={"synchronize_session": False},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def deliver(works: Works, item: Claimed, begin: Callable[[], bool]) -> None:
    """Push one line to one device (the outbox handler for `push`). `begin` writes `sending`, and says if that held.

    Raises `GiveUp` or `Retry`; a device that is gone is removed.
    """
    if item.was_sending:
        raise GiveUp("The server stopped while it was pushed. It is not pushed twice.")
    assert item.workspace_id is not None
    home = system(item.workspace_id)
    with works(home) as w:
        device = w.session.get(PushDevice, item.payload["device"])
        found = _payload(w, device, item.payload["line"]) if device is not None else None
        if device is None or found is None:
            return
        subscription, sender = _unsealed(device), w.port(PushSender)
    payload, kind, tag = found
    if not begin():
        return
    try:
        sender.send(subscription, payload, topic=tag, is_urgent=kind in NEEDS_SOMEBODY or kind == "mention")
    except Gone:
        _settle(works, item, error=None)
        raise GiveUp("The browser took its permission back. The device was removed.") from None
    except Refused as error:
        _settle(works, item, error=str(error))
        raise GiveUp(str(error)) from error
    except Later as error:
        _settle(works, item, error=str(error))
        if item.attempts >= MAX_ATTEMPTS:
            raise GiveUp(f"{error} It was tried {item.attempts} times.") from error
        raise Retry(str(error), error.after) from error
    _settle(works, item, error="")


def _payload(w: Work, device: PushDevice, line_id: int | None) -> tuple[bytes, str, str] | None:
    """Return what is pushed, the kind, and the tag under which a newer one replaces it; None: there is nothing to say."""
    session = w.session.get(AuthSession, device.session_id) if device.session_id is not None else None
    if session is not None and session.revoked_at is not None:
        return None
    if line_id is None:
        said = {"title": "Push works", "body": f"{device.name} hears from Milo.", "url": "/settings/notifications"}
        return _written({**said, "tag": "test"}), "test", "test"
    line = w.session.get(Notification, line_id)
    if line is None or line.user_id != device.user_id or line.read_at is not None or w.now - line.created_at > FRESH:
        return None
    title, body = shown.words(w, line, is_blind=accounts.is_blind(w, line.user_id))
    tag = digest(line.group_key)[:32]
    said = {"title": title, "body": body, "url": shown.path_of(w, line), "tag": tag}
    return _written(said), line.kind, tag


def _written(said: dict[str, str]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _settle(works: Works, item: Claimed, *, error: str | None) -> None:
    """Note on the device how it went; None: it is gone."""
    assert item.workspace_id is not None
    with works(system(item.workspace_id)) as w:
        row = w.session.get(PushDevice, item.payload["device"])
        if row is None:
            return
        if error is None:
            _drop(w, row)
            return
        row.error = error[:300]
        row.told_at = row.told_at if error else w.now
        w.session.add(row)
        w.session.flush()


def _drop(w: Work, row: PushDevice) -> None:
    assert row.id is not None
    w.publish(PushDeviceRemoved(device_id=row.id, user_id=row.user_id, host=row.host))
    w.session.delete(row)
    w.session.flush()


def _mine(w: Work) -> tuple[Any, Any]:
    return (col(PushDevice.workspace_id) == w.workspace_id, col(PushDevice.user_id) == choices.owner(w))


def _pick(w: Work, public_id: str) -> PushDevice:
    query = select(PushDevice).where(*_mine(w), col(PushDevice.public_id) == public_id)
    row: PushDevice | None = w.session.execute(query).scalar_one_or_none()
    if row is None:
        raise NotFound("This device is not in your list any more.")
    return row


def _place(row: PushDevice) -> str:
    return f"push_device:{row.public_id}"


def _unsealed(row: PushDevice) -> Subscription:
    return Subscription(*json.loads(unseal(row.sealed, _place(row))))
