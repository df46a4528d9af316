"""My account: what members change about themselves here, and blind review for themselves or for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import select, update
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.text import ago, one_line
from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.accounts.events import BlindReviewChanged, SessionsEnded
from milo_app.domain.accounts.models import AuthSession, Membership, User, Workspace

LONGEST_NAME = 120
REVIEW = "review"
"""The key of the member's choices for reviewing."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """How a member reviews: single-letter keys, going on by itself after a decision."""

    has_keys: bool = True
    goes_on: bool = True


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """A browser in which the member is signed in."""

    id: int
    agent: str
    seen: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What My account shows."""

    name: str
    email: str
    tz: str
    workspace_tz: str
    is_blind: bool
    is_workspace_blind: bool
    reviewing: Reviewing
    sessions: tuple[SignedInBrowser, ...]


def account(w: Work, session_id: int = 0) -> OwnAccount:
    """Return the member's own account; `session_id` names the session that asks."""
    user = w.session.get_one(User, choices.owner(w))
    home = w.session.get_one(Workspace, w.workspace_id)
    return OwnAccount(
        name=user.name,
        email=user.email,
        tz=user.tz,
        workspace_tz=home.tz,
        is_blind=_membership(w).is_blind,
        is_workspace_blind=home.is_blind,
        reviewing=reviewing(w),
        sessions=_sessions(w, session_id),
    )


def reviewing(w: Work) -> Reviewing:
    """Return how the member reviews; keys are on until they are switched off."""
    return _reviewing(choices.read(w, REVIEW))


def _reviewing(raw: Mapping[str, Any]) -> Reviewing:
    return Reviewing(bool(raw.get("keys", True)), bool(raw.get("goes_on", True)))


def set_reviewing(w: Work, wanted: Reviewing) -> None:
    """Keep how the member reviews."""
    choices.write(w, REVIEW, {"keys": wanted.has_keys, "goes_on": wanted.goes_on})


def change(w: Work, name: str, tz: str) -> None:
    """Change the member's name and time zone (empty: the workspace's). Raises `Invalid`."""
    wanted = one_line(name)
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise Invalid(f"Give your name, up to {LONGEST_NAME} characters.", field="name")
    if tz and tz not in available_timezones():
        raise Invalid("There is no such time zone.", field="tz", do="Choose one from the list.")
    user = w.session.get_one(User, choices.owner(w))
    user.name, user.tz = wanted, tz
    w.session.add(user)
    w.session.flush()


def set_blind(w: Work, is_on: bool) -> None:
    """Begin or leave blind review for oneself; leaving is kept in the audit log."""
    row = _membership(w)
    if row.is_blind == is_on:
        return
    row.is_blind = is_on
    w.session.add(row)
    w.session.flush()
    w.publish(BlindReviewChanged(user_id=row.user_id, is_on=is_on, is_for_all=False))


def set_workspace_blind(w: Work, is_on: bool) -> None:
    """Begin or leave blind review for everybody. Needs user:manage."""
    w.require("user:manage")
    home = w.session.get_one(Workspace, w.workspace_id)
    if home.is_blind == is_on:
        return
    home.is_blind = is_on
    w.session.add(home)
    w.session.flush()
    w.publish(BlindReviewChanged(user_id=choices.owner(w), is_on=is_on, is_for_all=True))


def end_other_sessions(w: Work, session_id: int) -> int:
    """Sign the member out everywhere but in the browser that asks, and return how many sessions ended."""
    user_id = choices.owner(w)
    done = w.session.execute(
        update(AuthSession)
        .where(
            col(AuthSession.user_id) == user_id,
            col(AuthSession.id) != session_id,
            col(AuthSession.revoked_at).is_(None),
            col(AuthSession.expires_at) > w.now,
        )
        .values(revoked_at=w.now)
    )
    count = int(done.rowcount)  # type: ignore[attr-defined]
    if count:
        w.publish(SessionsEnded(user_id=user_id, count=count))
    return count


def _membership(w: Work) -> Membership:
    query = select(Membership).where(
        col(Membership.workspace_id) == w.workspace_id, col(Membership.user_id) == choices.owner(w)
    )
    found: Membership = w.session.execute(query).scalar_one()
    return found


def _sessions(w: Work, session_id: int) -> tuple[SignedInBrowser, ...]:
    rows = w.session.scalars(
        select(AuthSession)
        .where(
            col(AuthSession.user_id) == choices.owner(w),
            col(AuthSession.revoked_at).is_(None),
            col(AuthSession.expires_at) > w.now,
        )
        .order_by(col(AuthSession.seen_at).desc())
        .limit(20)
    )
    return tuple(
        SignedInBrowser(row.id or 0, browser_words(row.agent), ago(row.seen_at, w.now), row.id == session_id)
        for row in rows
    )


def browser_words(agent: str) -> str:
    """Return a browser and its system in a few words: "Firefox on Linux"."""
    kinds = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )  # fmt: skip
    kind = next((word for sign, word in kinds if sign in agent), "A browser")
    system = next((word for sign, word in systems if sign in agent), "")
    return f"{kind} on {system}" if system else kind
