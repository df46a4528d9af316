"""Who will apply where and when, and how far they will come: decided before anything is written, from one seed.

Everything here is pure. Times lie in the year before `now`; a step that would lie after `now` has not been taken.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from milo_app.core.clock import zone
from milo_app.domain.demo.content.people import Face, face
from milo_app.domain.demo.content.roles import ROLES, Role

ACTIVE, EXPIRED, ARCHIVED, DRAFT = "active", "expired", "archived", "draft"
SHAPE = {ACTIVE: 15, EXPIRED: 40, ARCHIVED: 12, DRAFT: 3}
FULL_SIZE = 1500
"""From so many applications on, all interviewers exist; below, fewer do."""
RETURNING = 0.11
"""How many applications come from people who are known already."""

# How likely people apply in each hour of their day, Monday to Sunday beside it.
_HOURS = (1, 1, 0, 0, 0, 1, 3, 6, 9, 11, 11, 10, 12, 10, 9, 8, 8, 9, 11, 13, 14, 11, 6, 3)
_WEEKDAYS = (1.25, 1.15, 1.1, 1.0, 0.85, 0.55, 0.75)
_DUE_IN_HOURS = (5.0, 40.0, 70.0, 118.0, 160.0)
"""Deadlines of the first active interviewers: one today, the others within the week."""


@dataclass(frozen=True)
class Posting:
    """An interviewer to be: a role at a site, open from `opened_at` to `deadline_at`."""

    number: int
    role: Role
    site: str
    state: str
    opened_at: datetime
    deadline_at: datetime
    archived_at: datetime | None
    pull: float
    max_retakes: int
    budget_micros: int | None

    @property
    def title(self) -> str:
        """The title people see."""
        return f"{self.role.title}, {self.site}"


@dataclass(frozen=True)
class Fate:
    """One application. `seed` decides on the words; `quits_after` counts steps (None: goes through to the end)."""

    posting: Posting
    person: Face
    number: int
    invited_at: datetime
    started_at: datetime | None
    quits_after: int | None
    pace: float
    skill: float
    failing: float
    seed: int


def postings(rng: random.Random, applications: int, now: datetime) -> list[Posting]:
    """Return the interviewers of a demo of this size, the active ones first."""
    scale = min(1.0, applications / FULL_SIZE)
    counts = {state: max(1 if state == DRAFT else 2, round(number * scale)) for state, number in SHAPE.items()}
    places = [(role, site) for role in ROLES for site in role.sites]
    rng.shuffle(places)
    # Every department shows up among the active ones, whatever the size: the first of each comes to the front.
    seen: set[str] = set()
    first = [place for place in places if not (place[0].department in seen or seen.add(place[0].department))]  # type: ignore[func-returns-value]
    ordered = first + [place for place in places if place not in first]
    made: list[Posting] = []
    for state, count in counts.items():
        for at in range(count):
            role, site = ordered[len(made) % len(ordered)]
            made.append(_posting(rng, len(made), role, site, state, at, now))
    return made


def _posting(rng: random.Random, number: int, role: Role, site: str, state: str, at: int, now: datetime) -> Posting:
    archived: datetime | None = None
    if state in (ACTIVE, DRAFT):
        opened = now - timedelta(days=rng.uniform(3, 30), minutes=7)
        hours = _DUE_IN_HOURS[at] if at < len(_DUE_IN_HOURS) else rng.uniform(8 * 24, 32 * 24)
        deadline = now + timedelta(hours=hours)
    else:
        opened = now - timedelta(days=rng.uniform(40, 355))
        deadline = min(opened + timedelta(days=rng.uniform(24, 46)), now - timedelta(days=rng.uniform(1, 9)))
        if state == ARCHIVED:
            archived = min(deadline + timedelta(days=rng.uniform(2, 30)), now - timedelta(hours=rng.uniform(3, 60)))
    weight = role.pull * rng.uniform(0.6, 1.5) * {ACTIVE: 1.5, ARCHIVED: 0.8}.get(state, 1.0)
    return Posting(
        number=number,
        role=role,
        site=site,
        state=state,
        opened_at=opened,
        deadline_at=deadline,
        archived_at=archived,
        pull=weight,
        max_retakes=rng.choice((0, 0, 0, 1, 2)),
        budget_micros=rng.choice((None, None, 25_000_000, 50_000_000, 100_000_000)),
    )


def fates(rng: random.Random, made: Sequence[Posting], applications: int, now: datetime, tz: str) -> list[Fate]:
    """Return exactly `applications` fates, oldest first."""
    live = [posting for posting in made if posting.state != DRAFT]
    weights = [posting.pull for posting in live]
    known: list[tuple[Face, set[int]]] = []
    found: list[Fate] = []
    fresh = min(14, applications // 12)
    active = [posting for posting in live if posting.state == ACTIVE]
    for number in range(applications):
        is_fresh = number < fresh
        posting = rng.choice(active) if is_fresh else rng.choices(live, weights=weights)[0]
        person = _person(rng, known, posting, number)
        invited = now - timedelta(minutes=2 + 4.5 * number) if is_fresh else _moment(rng, posting, now, tz)
        found.append(_fate(rng, posting, person, number, invited, now, tz))
    return sorted(found, key=lambda fate: (fate.invited_at, fate.number))


def _person(rng: random.Random, known: list[tuple[Face, set[int]]], posting: Posting, number: int) -> Face:
    if known and rng.random() < RETURNING:
        person, places = rng.choice(known[-800:])
        if posting.number not in places:
            places.add(posting.number)
            return person
    person = face(rng, number)
    known.append((person, {posting.number}))
    return person


def _moment(rng: random.Random, posting: Posting, now: datetime, tz: str) -> datetime:
    """Return when somebody applies: more at the start, by hour and weekday of the workspace's zone."""
    place = zone(tz)
    last = min(posting.deadline_at - timedelta(minutes=30), now - timedelta(minutes=3))
    span = (last - posting.opened_at).total_seconds()
    best = posting.opened_at
    for _ in range(6):
        day = posting.opened_at + timedelta(seconds=span * rng.betavariate(1.1, 2.0))
        hour = rng.choices(range(24), weights=_HOURS)[0]
        local = day.astimezone(place).replace(hour=hour, minute=rng.randrange(60), second=rng.randrange(60))
        best = min(max(local.astimezone(posting.opened_at.tzinfo), posting.opened_at + timedelta(minutes=1)), last)
        if rng.random() < _WEEKDAYS[best.astimezone(place).weekday()] / 1.25:
            break
    return best


def _fate(
    rng: random.Random, posting: Posting, person: Face, number: int, invited: datetime, now: datetime, tz: str
) -> Fate:
    role = posting.role
    hour = invited.astimezone(zone(tz)).hour
    # People who open the link in the evening mostly go on at once; during work many put it off and forget it.
    start = role.start_rate * (1.08 if 18 <= hour <= 22 else 0.9 if 9 <= hour <= 15 else 1.0)
    started: datetime | None = None
    if rng.random() < start:
        wait = rng.choice((rng.uniform(20, 240), rng.uniform(20, 900), rng.uniform(600, 2 * 86_400)))
        started = invited + timedelta(seconds=wait)
        if started >= min(now, posting.deadline_at):
            started = None
    return Fate(
        posting=posting,
        person=person,
        number=number,
        invited_at=invited,
        started_at=started,
        quits_after=None if rng.random() < role.finish_rate else rng.choice((1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12)),
        pace=rng.uniform(0.6, 1.9),
        skill=min(0.98, max(0.02, rng.gauss(role.skill, 0.24))),
        failing=0.16 if rng.random() < 0.22 else 0.015,
        seed=rng.getrandbits(48),
    )
