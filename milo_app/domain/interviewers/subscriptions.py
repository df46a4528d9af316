"""Who is mailed about an interviewer: active members of the workspace, its creator from the start.

Everybody who may read an interviewer may subscribe or unsubscribe themselves; choosing for others takes the right to
edit it. A change holds at once, also for mails that wait in a digest. Whoever leaves the workspace is mailed no more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from milo_app.core.errors import Invalid
from milo_app.core.text import initials
from milo_app.core.work import Work
from milo_app.domain.accounts import notices
from milo_app.domain.accounts.models import Membership, MembershipState, Role, User
from milo_app.domain.accounts.notice_models import Digest
from milo_app.domain.accounts.notices import NoticeSettings
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.interviewers import muting
from milo_app.domain.interviewers.events import InterviewerCloned, InterviewerDrafted, InterviewerSubscribersChanged
from milo_app.domain.interviewers.listing import pick
from milo_app.domain.interviewers.models import Interviewer, InterviewerSubscription
from milo_app.domain.interviewers.notice_models import NoticeLevel

READS_CANDIDATES = tuple(role for role in Role if "candidate:read" in granted(role))


@dataclass(frozen=True, slots=True)
class Choice:
    """A member who can be subscribed; `id` is the user's public id."""

    id: str
    name: str
    email: str
    initials: str
    is_subscribed: bool
    is_me: bool


def choices(w: Work, public_id: str) -> list[Choice]:
    """Return every active member with whether they are subscribed, by name."""
    row = pick(w, public_id)
    subscribed = {user.id for user in subscribers(w, row.id or 0)}
    return [
        Choice(
            user.public_id,
            user.name,
            user.email,
            initials(user.name),
            user.id in subscribed,
            user.id == w.actor.user_id,
        )
        for user in _members(w)
    ]


def subscribers(w: Work, interviewer_id: int) -> list[User]:
    """Return who is mailed about an interviewer now, in the order they came."""
    query = (
        select(User)
        .join(InterviewerSubscription, col(InterviewerSubscription.user_id) == col(User.id))
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(InterviewerSubscription.workspace_id) == w.workspace_id,
            col(InterviewerSubscription.interviewer_id) == interviewer_id,
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
            col(Membership.role).in_(READS_CANDIDATES),
            col(User.disabled_at).is_(None),
        )
        .order_by(col(InterviewerSubscription.id))
    )
    return list(w.session.exec(query))


def mailed(w: Work, interviewer_id: int, topic: str) -> list[User]:
    """Return which subscribers want a mail about a topic at once: neither switched off, nor muted, nor in a digest."""
    found = subscribers(w, interviewer_id)
    wishes = notices.of_users(w, [user.id or 0 for user in found])
    exceptions = muting.levels(w, interviewer_id)
    return [user for user in found if _wants_now(wishes.get(user.id or 0), exceptions.get(user.id or 0), topic)]


def _wants_now(wish: NoticeSettings | None, level: NoticeLevel | None, topic: str) -> bool:
    chosen = wish or notices.DEFAULTS
    return chosen.digest == Digest.AT_ONCE and chosen.wants(topic, "email") and muting.allows(level, topic)


def set_subscribers(w: Work, public_id: str, user_ids: Collection[str]) -> list[Choice]:
    """Make exactly these members (public ids) the subscribers. Raises `Invalid` for anybody who is no active member."""
    w.require("interviewer:update")
    row = pick(w, public_id)
    members = {user.public_id: user.id or 0 for user in _members(w)}
    if unknown := [each for each in user_ids if each not in members]:
        raise Invalid(
            "Only active members of this workspace can be subscribed.",
            field="subscribers",
            do="Reload to see who is in the team." if unknown else "",
        )
    _set(w, row, {members[each] for each in user_ids})
    return choices(w, public_id)


def subscribe(w: Work, public_id: str, user_id: str = "") -> list[Choice]:
    """Subscribe a member, or the present user; doing it again changes nothing."""
    return _switch(w, public_id, user_id, is_on=True)


def unsubscribe(w: Work, public_id: str, user_id: str = "") -> list[Choice]:
    """Unsubscribe a member, or the present user; doing it again changes nothing."""
    return _switch(w, public_id, user_id, is_on=False)


def _switch(w: Work, public_id: str, user_id: str, *, is_on: bool) -> list[Choice]:
    row = pick(w, public_id)
    members = {user.public_id: user.id or 0 for user in _members(w)}
    chosen = members.get(user_id) if user_id else w.actor.user_id
    if chosen is None or chosen not in members.values():
        raise Invalid("Only active members of this workspace can be subscribed.", field="subscribers")
    if chosen != w.actor.user_id:
        w.require("interviewer:update")
    present = _stored(w, row)
    _set(w, row, present | {chosen} if is_on else present - {chosen})
    return choices(w, public_id)


def _stored(w: Work, row: Interviewer) -> set[int]:
    query = select(InterviewerSubscription.user_id).where(
        col(InterviewerSubscription.workspace_id) == w.workspace_id,
        col(InterviewerSubscription.interviewer_id) == row.id,
    )
    return set(w.session.exec(query))


def _set(w: Work, row: Interviewer, wanted: set[int]) -> None:
    present = _stored(w, row)
    if gone := present - wanted:
        w.session.execute(
            delete(InterviewerSubscription).where(
                col(InterviewerSubscription.interviewer_id) == row.id, col(InterviewerSubscription.user_id).in_(gone)
            )
        )
    for user_id in sorted(wanted - present):
        _add(w, row.id or 0, user_id)
    if wanted != present:
        assert row.id is not None
        w.publish(InterviewerSubscribersChanged(interviewer_id=row.id, at=w.now, subscribers=len(wanted)))


def _add(w: Work, interviewer_id: int, user_id: int) -> None:
    try:
        with w.session.begin_nested():
            w.session.add(
                InterviewerSubscription(
                    workspace_id=w.workspace_id, interviewer_id=interviewer_id, user_id=user_id, created_at=w.now
                )
            )
    except IntegrityError:
        return  # somebody else subscribed them just now


def on_created(w: Work, event: InterviewerDrafted | InterviewerCloned) -> None:
    """Subscribe whoever makes an interviewer, by whichever way it is made."""
    if w.actor.kind == "user" and w.actor.user_id is not None:
        _add(w, event.interviewer_id, w.actor.user_id)


def _members(w: Work) -> list[User]:
    query = (
        select(User)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
            col(User.disabled_at).is_(None),
        )
        .order_by(col(User.name), col(User.id))
    )
    return list(w.session.exec(query))
