"""Filling a workspace with a year of hiring: the same seed and the same present give the same rows (ids apart)."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from milo_app.core.clock import FixedClock
from milo_app.core.outbox import GiveUp, OutboxItem, Retry, enqueue
from milo_app.core.text import slugify
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Membership, Role, User, Workspace
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.audit.service import record
from milo_app.domain.candidates import decisions, listed, locating
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState, Source
from milo_app.domain.candidates.service import enrol, find_or_create
from milo_app.domain.demo import afterwards, fates, labels, stage_set
from milo_app.domain.demo.content.comments import COMMENTS, DISMISS_REASONS, PENDING_REASONS, STARS
from milo_app.domain.demo.content.homes import place_of
from milo_app.domain.demo.content.resumes import resume
from milo_app.domain.demo.fates import Fate
from milo_app.domain.demo.playing import Player, Recorder, Upload, Visitor, play
from milo_app.domain.demo.quiet import Unreachable, Works, quietly
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews import person, runs
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.scoring import service as scoring
from milo_app.domain.scoring.ports import Evaluator

BATCH = 50
PENDING_SHARE = 0.006
"""How many evaluations failed and wait for somebody to retry them."""
RESUME_LIMIT = 64 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Filled:
    """What was written."""

    interviewers: int
    applications: int
    seconds: float = 0.0


@dataclass
class Cast:
    """What a fill needs to know while it runs."""

    works: Works
    workspace_id: int
    now: datetime
    clock: FixedClock
    ids: dict[int, int] = field(default_factory=dict)
    plans: dict[Any, Any] = field(default_factory=dict)
    recruiter: Actor = field(default_factory=lambda: system(None))
    as_visitors: bool = False


def fill(
    works: Works,
    workspace_id: int,
    applications: int = 6000,
    seed: int = 7,
    progress: Progress = lambda done, total: None,
    *,
    as_visitors: bool = False,
) -> Filled:
    """Write interviewers and exactly so many applications into a workspace that has no demo data yet.

    `works` decides on the adapters; nothing leaves the house. `as_visitors` sends everybody through the services of the
    candidate's page one call at a time, which gives the same rows more slowly.
    """
    with works(system(workspace_id, "Demo")) as w:
        now = w.now.replace(microsecond=0)
        home = w.session.get_one(Workspace, workspace_id)
        home.is_demo = True
        w.session.add(home)
        tz, recruiter = home.tz, _recruiter(w)
    rng = random.Random(seed)  # noqa: S311 - a demo is to be the same each time
    made = fates.postings(rng, applications, now)
    people = fates.fates(rng, made, applications, now, tz)
    cast = Cast(works, workspace_id, now, FixedClock(now), recruiter=recruiter, as_visitors=as_visitors)
    progress(0, applications)
    cast.ids = stage_set.build(works, workspace_id, made, cast.plans)
    done = 0
    with _without_collector():
        for start in range(0, len(people), BATCH):
            batch = people[start : start + BATCH]
            _write(cast, batch)
            gc.collect(1)
            done += len(batch)
            progress(done, applications)
    cast.clock.at = now
    labels.put(works, workspace_id, made, cast.ids, cast.clock)
    stage_set.close(works, workspace_id, made, cast.ids, cast.clock)
    afterwards.settle(works, workspace_id, cast.clock, seed)
    # Quiet work tells nobody, so what lists read is written once, from the rows.
    listed.catch_up(works)
    return Filled(len(made), done)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Collect garbage once a batch: looking for it after every few hundred rows takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _recruiter(w: Work) -> Actor:
    """Return who decides in the demo: the first recruiter or admin, with the rights of a recruiter."""
    user = w.session.exec(
        select(User)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(col(Membership.workspace_id) == w.workspace_id, col(Membership.role) != Role.VIEWER)
        .order_by(col(Membership.role).desc(), col(User.id))
    ).first()
    return Actor(
        kind="user",
        workspace_id=w.workspace_id,
        user_id=user.id if user else None,
        name=user.name if user else "",
        role=Role.RECRUITER.value,
        permissions=granted(Role.RECRUITER),
    )


def _write(cast: Cast, batch: Sequence[Fate]) -> None:
    """Write a batch of people in one transaction; their resumes are stored before it and removed when it fails."""
    with cast.works(system(cast.workspace_id, "Demo")) as w:
        store = w.port(FileStore)
    uploads = _store(store, cast, batch)
    try:
        with quietly(cast.works, cast.workspace_id, cast.clock, cast.plans, by_id=True) as w:
            players = [_enter(w, cast, fate) for fate in batch]
            if not cast.as_visitors:
                with w.session.no_autoflush:
                    for player, fate in zip(players, batch, strict=True):
                        play(player, fate, uploads.get(fate.number), cast.now)
                _keep(w, players)
            else:
                for player, fate in zip(players, batch, strict=True):
                    play(player, fate, uploads.get(fate.number), cast.now)
            for player, fate in zip(players, batch, strict=True):
                _judge(w, cast, player.application, fate)
            cast.clock.at = cast.now
            record(w, "demo_written", "workspace", cast.workspace_id, {"applications": len(batch)})
    except BaseException:
        for upload in uploads.values():
            store.delete(upload.blob.key)
        raise


def _store(store: FileStore, cast: Cast, batch: Sequence[Fate]) -> dict[int, Upload]:
    def keep(fate: Fate) -> tuple[int, Upload]:
        rng = random.Random(fate.seed + 1)  # noqa: S311
        text = resume(rng, fate.person, fate.posting.role.family, fate.skill, cast.now.year)
        blob = store.save(cast.workspace_id, [text.encode()], RESUME_LIMIT)
        return fate.number, Upload(blob, f"{slugify(fate.person.name)}-resume.txt", text.strip())

    comers = [fate for fate in batch if _uploads(fate, cast.now)]
    with ThreadPoolExecutor(4) as pool:  # the store forces each file to disk; waiting for several at once is quicker
        return dict(pool.map(keep, comers))


def _uploads(fate: Fate, now: datetime) -> bool:
    """Whether somebody comes as far as a resume: it is the first step of every role of the demo."""
    return fate.started_at is not None and fate.quits_after != 0 and fate.started_at + timedelta(minutes=10) < now


def _enter(w: Work, cast: Cast, fate: Fate) -> Player:
    cast.clock.at = fate.invited_at
    face = fate.person
    interviewer = w.session.get_one(Interviewer, cast.ids[fate.posting.number])
    candidate = find_or_create(w, face.name, face.email, face.phone, face.tz)
    home = place_of(face.home) if _uploads(fate, cast.now) else None
    if home is not None and locating.stand(candidate, home, locating.RESUME):
        w.session.add(candidate)
    application, is_new = enrol(w, interviewer, candidate, Source.DEMO)
    assert is_new and interviewer.version_id is not None
    plan = plan_of(w, interviewer.version_id)
    if cast.as_visitors:
        runs.ensure_run(w, application, plan.stages[0])
        return Visitor(w, cast.clock, application)
    return Recorder(w, cast.clock, application, interviewer, plan)


def _keep(w: Work, players: Sequence[Player]) -> None:
    """Hand the rows of a batch to the database: runs and files first, since answers name their run."""
    recorders = [player for player in players if isinstance(player, Recorder)]
    w.session.add_all([row for player in recorders for row in player.settle_runs()])
    w.session.flush()
    w.session.add_all([row for player in recorders for row in player.settle_answers()])
    w.session.flush()


def _judge(w: Work, cast: Cast, application: Application, fate: Fate) -> None:
    """Evaluate who came to an end, and do what people do afterwards, each at its time."""
    if application.evaluation != EvaluationState.QUEUED:
        return
    rng = random.Random(fate.seed + 2)  # noqa: S311
    ended = application.engaged_at
    at = ended + timedelta(seconds=rng.uniform(4, 40))
    if at >= cast.now:
        enqueue_later(w, cast, application, rng)
        return
    cast.clock.at = at
    _evaluate(w, application, rng)
    if cast.as_visitors:
        w.session.execute(delete(OutboxItem).where(col(OutboxItem.key) == f"evaluate:{application.id}:1"))
    if application.state == ApplicationState.COMPLETED:
        _rate(w, cast, application, rng, at)
        _decide(w, cast, application, rng, at)


def enqueue_later(w: Work, cast: Cast, application: Application, rng: random.Random) -> None:
    """Leave somebody "being scored": the evaluation is done by the worker within minutes, while people look on."""
    cast.clock.at = cast.now
    enqueue(
        w,
        "evaluate",
        {"application": application.id, "attempt": application.attempt},
        due_at=cast.now + timedelta(minutes=rng.uniform(3, 90)),
        key=f"evaluate:{application.id}:{application.attempt}",
    )


def _evaluate(w: Work, application: Application, rng: random.Random) -> None:
    is_pending = application.state == ApplicationState.EVALUATING and rng.random() < PENDING_SHARE
    scorer = replace(w, actor=system(w.workspace_id))
    if is_pending:
        scorer = replace(scorer, ports={**w.ports, Evaluator: Unreachable(rng.choice(PENDING_REASONS))})

    @contextmanager
    def same() -> Iterator[Work]:
        yield scorer

    assert application.id is not None
    try:
        scoring.evaluate(same, application.id, application.attempt)
    except (Retry, GiveUp):
        # The reason is written on the application; nothing is queued, so that it stays to be seen.
        assert is_pending


def _rate(w: Work, cast: Cast, application: Application, rng: random.Random, at: datetime) -> None:
    if rng.random() > 0.45:
        return
    stars = rng.choice(STARS)
    cast.clock.at = at + timedelta(seconds=rng.uniform(5, 60))
    if cast.clock.at >= cast.now:
        return
    actor = Actor(kind="candidate", workspace_id=w.workspace_id, application_id=application.id)
    person.rate(replace(w, actor=actor), stars, rng.choice(COMMENTS[stars]) if rng.random() < 0.4 else "")


def _decide(w: Work, cast: Cast, application: Application, rng: random.Random, at: datetime) -> None:
    score = application.score
    at += timedelta(hours=rng.uniform(2, 110))
    roll = rng.random()
    if score is None or at >= cast.now:
        return
    cast.clock.at = at
    recruiter = replace(w, actor=cast.recruiter)
    if roll < (0.5 if score >= 80 else 0.16 if score >= 65 else 0.01):
        decisions.shortlist(recruiter, [application.public_id])
    elif roll > (0.98 if score >= 80 else 0.86 if score >= 60 else 0.62):
        decisions.dismiss(recruiter, [application.public_id], rng.choice(DISMISS_REASONS))


__all__ = ["Filled", "Progress", "fill"]
