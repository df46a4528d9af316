"""What members want to be told, by which channel, how often, and when not.

It stands this low because whoever mails a member asks here first. A member who chose nothing has the defaults; only
what differs from them is stored. Teams do not exist yet: the role and the subscription decide who is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts import choices
from milo_app.domain.accounts.models import User, Workspace
from milo_app.domain.accounts.notice_models import Digest, NoticePreference

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FEW = 50
MORNING = time(8, 0)
"""When a daily mail comes, in the member's zone."""


@dataclass(frozen=True)
class Channel:
    """A way in which somebody is told."""

    key: str
    label: str


CHANNELS = (
    Channel("in_app", "In Milo"),
    Channel("push", "Push"),
    Channel("sound", "Sound"),
    Channel("email", "E-mail"),
    Channel("slack", "Slack"),
    Channel("teams", "Microsoft Teams"),
)


@dataclass(frozen=True)
class Topic:
    """Something to be told about. A personal one is about the member, not about an interviewer; an urgent one needs somebody."""

    key: str
    label: str
    words: str
    on: frozenset[str]
    is_personal: bool = False
    is_urgent: bool = False


_QUIET = frozenset({"in_app"})
_AWAY = frozenset({"in_app", "push", "sound", "slack", "teams"})
_ALL = _AWAY | {"email"}

TOPICS = (
    Topic("completed", "Interview completed", "Somebody finished the last stage.", _ALL),
    Topic("applied", "New candidate", "Somebody came in through the public link.", _QUIET),
    Topic("scored", "Score ready or updated", "The answers were judged, or judged again.", _QUIET),
    Topic("failed", "Evaluation failed", "A score is missing, and is tried again.", _AWAY, is_urgent=True),
    Topic("deadline", "Deadline near or reached", "A week and a day before, and when it has passed.", _ALL, is_urgent=True),
    Topic("budget", "Budget near or reached", "At 80 % of a budget, and when it is used up.", _ALL, is_urgent=True),
    Topic("jobs", "Import and export done", "What you started has ended.", _AWAY - {"sound"}, is_personal=True),
    Topic("mention", "Mention", "A colleague names you, or a guest gives the verdict you asked for.", _ALL, is_personal=True),
    Topic(
        "system",
        "System",
        "Mail, messages or the search index fail. For those who manage people here.",
        _ALL,
        is_personal=True,
        is_urgent=True,
    ),
)  # fmt: skip
BY_KEY = {topic.key: topic for topic in TOPICS}
_CHANNEL_KEYS = frozenset(channel.key for channel in CHANNELS)


@dataclass(frozen=True)
class NoticeSettings:
    """The choices of one member, with the defaults under them."""

    matrix: dict[str, Any] = field(default_factory=dict)
    digest: Digest = Digest.AT_ONCE
    quiet_from: str = ""
    quiet_to: str = ""
    has_sound: bool = False

    def wants(self, topic: str, channel: str) -> bool:
        """Return whether a topic comes by a channel."""
        chosen = self.matrix.get(topic, {}).get(channel)
        return bool(chosen) if chosen is not None else channel in BY_KEY[topic].on

    def quiet_until(self, now: datetime, tz: str) -> datetime | None:
        """Return when the present quiet hours end, or None outside of them; they may go past midnight."""
        if not self.quiet_from or not self.quiet_to or self.quiet_from == self.quiet_to:
            return None
        here = now.astimezone(ZoneInfo(tz))
        at = here.strftime("%H:%M")
        over_night = self.quiet_from > self.quiet_to
        inside = at >= self.quiet_from or at < self.quiet_to if over_night else self.quiet_from <= at < self.quiet_to
        if not inside:
            return None
        end = here.replace(hour=int(self.quiet_to[:2]), minute=int(self.quiet_to[3:]), second=0, microsecond=0)
        return (end if end > here else end + timedelta(days=1)).astimezone(now.tzinfo)

    def mail_at(self, now: datetime, tz: str) -> datetime:
        """Return when the next mail goes: now, at the next full hour, or at eight in the morning."""
        if self.digest == Digest.HOURLY:
            return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        if self.digest == Digest.DAILY:
            here = now.astimezone(ZoneInfo(tz))
            morning = here.replace(hour=MORNING.hour, minute=MORNING.minute, second=0, microsecond=0)
            return (morning if morning > here else morning + timedelta(days=1)).astimezone(now.tzinfo)
        return now


DEFAULTS = NoticeSettings()


# Made once, since every poke asks it.
_CHOSEN = select(
    col(NoticePreference.user_id),
    col(NoticePreference.matrix),
    col(NoticePreference.digest),
    col(NoticePreference.quiet_from),
    col(NoticePreference.quiet_to),
    col(NoticePreference.has_sound),
).where(col(NoticePreference.workspace_id) == bindparam("workspace"))
_CHOSEN_BY = _CHOSEN.where(col(NoticePreference.user_id).in_(bindparam("users", expanding=True)))


def of_users(w: Work, user_ids: Collection[int]) -> dict[int, NoticeSettings]:
    """Return the choices of these members; those who chose nothing are left out (they have `DEFAULTS`)."""
    given: dict[str, Any] = {"workspace": w.workspace_id}
    query = _CHOSEN
    if len(user_ids) < _FEW:
        query, given["users"] = _CHOSEN_BY, list(user_ids)
    return {user_id: NoticeSettings(*rest) for user_id, *rest in columns(w.session, query, given)}


def of_user(w: Work, user_id: int) -> NoticeSettings:
    """Return the choices of one member."""
    return of_users(w, [user_id]).get(user_id, DEFAULTS)


def mine(w: Work) -> NoticeSettings:
    """Return the present member's choices."""
    return of_user(w, choices.owner(w))


def zone_of(w: Work, user_id: int) -> str:
    """Return the zone that a member's clock shows: their own, else the workspace's."""
    user = w.session.get_one(User, user_id)
    return user.tz or w.session.get_one(Workspace, w.workspace_id).tz


def zones_of(w: Work, user_ids: Collection[int]) -> dict[int, str]:
    """Return the zones of several members."""
    home = w.session.get_one(Workspace, w.workspace_id).tz
    query = select(col(User.id), col(User.tz)).where(col(User.id).in_(list(user_ids)))
    return {user_id: tz or home for user_id, tz in w.session.execute(query).all()}


def set_cell(w: Work, topic: str, channel: str, is_on: bool) -> NoticeSettings:
    """Switch a channel of a topic on or off for the present member."""
    if topic not in BY_KEY or channel not in _CHANNEL_KEYS:
        raise Invalid("There is no such notification.", safe="Nothing was changed.", do="Reload the page.")
    row = _own(w)
    cells = {**row.matrix.get(topic, {}), channel: is_on}
    # Only what differs stands in the row, so that better defaults reach everybody who left them alone.
    kept = {key: value for key, value in cells.items() if value != (key in BY_KEY[topic].on)}
    row.matrix = {key: value for key, value in {**row.matrix, topic: kept}.items() if value}
    return _keep(w, row)


def set_digest(w: Work, digest: str) -> NoticeSettings:
    """Choose how often the present member is mailed: at_once, hourly or daily."""
    row = _own(w)
    try:
        row.digest = Digest(digest)
    except ValueError:
        raise Invalid("There is no such frequency.", field="digest", do="Choose one from the list.") from None
    return _keep(w, row)


def set_sound(w: Work, is_on: bool) -> NoticeSettings:
    """Switch the sound on or off for the present member."""
    row = _own(w)
    row.has_sound = is_on
    return _keep(w, row)


def set_quiet(w: Work, begins: str, ends: str) -> NoticeSettings:
    """Keep the present member's quiet hours, HH:MM in their zone; both empty: none. Raises `Invalid`."""
    begins, ends = begins.strip(), ends.strip()
    if (begins or ends) and not (_CLOCK.fullmatch(begins) and _CLOCK.fullmatch(ends)):
        raise Invalid("Quiet hours need a beginning and an end.", field="quiet", do="Write times like 22:00 and 07:00.")
    if begins and begins == ends:
        raise Invalid("Quiet hours begin and end at the same minute.", field="quiet", do="Choose another end.")
    row = _own(w)
    row.quiet_from, row.quiet_to = begins, ends
    return _keep(w, row)


def _own(w: Work) -> NoticePreference:
    query = select(NoticePreference).where(
        col(NoticePreference.workspace_id) == w.workspace_id, col(NoticePreference.user_id) == choices.owner(w)
    )
    row: NoticePreference | None = w.session.execute(query).scalar_one_or_none()
    if row is not None:
        return row
    row = NoticePreference(workspace_id=w.workspace_id, user_id=choices.owner(w), changed_at=w.now)
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError:  # another tab was first
        row = w.session.execute(query).scalar_one()
    return row


def _keep(w: Work, row: NoticePreference) -> NoticeSettings:
    row.changed_at = w.now
    w.session.add(row)
    w.session.flush()
    return _settings(row)


def _settings(row: NoticePreference) -> NoticeSettings:
    return NoticeSettings(dict(row.matrix), row.digest, row.quiet_from, row.quiet_to, row.has_sound)
