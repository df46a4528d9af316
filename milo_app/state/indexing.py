"""Data, Data Indexing: how the search indexes stand, what is in them, what could not be indexed, and building anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import ago, duration, full_time, plural
from milo_app.core.work import Work
from milo_app.domain.search import status
from milo_app.domain.search.ports import Kind
from milo_app.domain.search.status import Failure, IndexStatus, Overview
from milo_app.state.access import call, look, me
from milo_app.state.activity import size_words
from milo_app.state.live import listen
from milo_app.state.policy import requires, signed_in

PATH = "/data/indexing"
UNDO_MS = 8000
SWITCHES = {"resumes": "Resume text", "notes": "Notes", "tags": "Tags"}
_ENGINES = {"embedded": "Built-in engine"}
_KINDS = {Kind.CANDIDATE: "Candidates", Kind.INTERVIEWER: "Interviewers"}
_ONE = {Kind.CANDIDATE.value: "Candidate", Kind.INTERVIEWER.value: "Interviewer"}


class Fact(TypedDict):
    """A figure with its name; `title` says more."""

    name: str
    value: str
    title: str


class Engine(TypedDict):
    """An engine as shown. `word` is Idle, Running or Failed."""

    name: str
    version: str
    part: str
    word: str
    tone: str
    facts: list[Fact]
    is_running: bool
    percent: int
    how_far: str
    problem: str
    warning: str
    is_late: bool


class Left(TypedDict):
    """Something that could not be indexed."""

    id: int
    name: str
    kind: str
    engine: str
    reason: str
    when: str
    at: str


class Fields(TypedDict):
    """What of a kind is searched."""

    kind: str
    names: list[str]


def word_of(one: IndexStatus) -> tuple[str, str]:
    """Return the state of an engine in a word, and its tone."""
    if one.building is not None or one.is_wanted:
        return "Running", "iris"
    if not one.is_up or one.problem:
        return "Failed", "red"
    return "Idle", "green"


def how_far(one: IndexStatus) -> str:
    """Say how far a build is and how long it may take."""
    if one.building is None:
        return "Waiting to begin" if one.is_wanted else ""
    done = f"{one.building.done:,} of {one.building.total:,}"
    left = one.building.seconds_left
    return done if left is None else f"{done}, about {duration(left)} left"


def lag_words(seconds: float) -> str:
    """Return how long the oldest change has waited."""
    return "None" if seconds < 1 else duration(seconds)


def facts(one: IndexStatus, total: Mapping[Kind, int], tz: str, now: datetime) -> list[Fact]:
    """Return the figures of an engine."""
    counted = [
        Fact(
            name=words,
            value=f"{one.documents.get(kind, 0):,} of {total.get(kind, 0):,}" if one.is_up else "–",
            title="In the index, of those in the database of this workspace",
        )
        for kind, words in _KINDS.items()
    ]
    latest = max((at for at in (one.applied_at, one.built_at) if at), default=None)
    return [
        *counted,
        Fact(name="Queue", value=plural(one.waiting, "change"), title="Changes of all workspaces that wait"),
        Fact(name="Lag", value=lag_words(one.lag_seconds), title="How long the oldest change waits to be found"),
        Fact(name="Last update", value=ago(latest, now) or "Never", title=full_time(latest, tz)),
        Fact(name="Built", value=ago(one.built_at, now) or "Never", title=full_time(one.built_at, tz)),
        *([Fact(name="Size", value=size_words(one.size_bytes), title="Of all workspaces")] if one.size_bytes else []),
    ]


def _part(one: IndexStatus) -> str:
    if not one.is_primary:
        return "Steps in while the other does not answer"
    return "Answers every question" if one.is_up else "Does not answer now"


def engine_line(one: IndexStatus, total: Mapping[Kind, int], tz: str, now: datetime) -> Engine:
    """Turn an engine into what is shown of it."""
    word, tone = word_of(one)
    return Engine(
        name=_ENGINES.get(one.name, one.name),
        version=one.version,
        part=_part(one),
        word=word,
        tone=tone,
        facts=facts(one, total, tz, now),
        is_running=word == "Running",
        percent=one.building.percent if one.building else 0,
        how_far=how_far(one),
        problem=one.problem,
        warning=one.warning,
        is_late=one.is_late,
    )


def left_line(one: Failure, tz: str, now: datetime) -> Left:
    """Turn a failure into what is shown of it."""
    return Left(
        id=one.id,
        name=one.name or "Gone by now",
        kind=_ONE.get(one.kind, one.kind),
        engine=_ENGINES.get(one.engine, one.engine),
        reason=one.reason,
        when=ago(one.at, now),
        at=full_time(one.at, tz),
    )


def _seen(w: Work) -> tuple[Overview, datetime]:
    return status.overview(w), w.now


class Indexing(rx.State):
    """The page."""

    engines: list[Engine] = []
    fields: list[Fields] = [Fields(kind=words, names=list(status.SEARCHABLE[kind])) for kind, words in _KINDS.items()]
    failures: list[Left] = []
    failures_words: str = ""
    has_resumes: bool = True
    has_notes: bool = True
    has_tags: bool = True
    is_running: bool = False
    is_loading: bool = True
    is_allowed: bool = True
    problem: str = ""

    @rx.event
    @signed_in
    async def load(self):
        """Read how the indexes stand."""
        self.is_allowed = me().actor.can(status.PERMISSION)
        if self.is_allowed:
            await self._read()
        self.is_loading = False

    @rx.event
    @requires("search:reindex")
    async def refresh(self):
        """Read it again: something changed, or an index is being built."""
        await self._read()

    async def _read(self) -> None:
        try:
            found, now = await look(_seen)
        except MiloError as error:
            self.problem = error.sentence()
            return
        self.problem = ""
        tz = me().actor.tz
        self.engines = [engine_line(one, found.in_database, tz, now) for one in found.engines]
        self.is_running = any(one["is_running"] for one in self.engines)
        self.has_resumes, self.has_notes = found.switches.has_resumes, found.switches.has_notes
        self.has_tags = found.switches.has_tags
        self.failures = [left_line(one, tz, now) for one in found.failures]
        more = found.failures_count - len(self.failures)
        self.failures_words = f"and {more:,} more" if more > 0 else ""

    @rx.event
    @requires("search:reindex")
    async def reindex(self):
        """Build the indexes anew; the ones there are answer meanwhile."""
        await call(status.reindex)
        await self._read()
        return rx.toast.info("The index is being built anew. Everybody can go on searching.")

    @rx.event
    @requires("search:reindex")
    async def cancel(self):
        """Stop building."""
        was = await call(status.cancel)
        await self._read()
        return rx.toast.info("Stopped. The index from before stays." if was else "It had ended already.")

    @rx.event
    @requires("search:reindex")
    async def switch(self, what: str, is_on: bool):
        """Choose whether a part of the candidates' documents can be found, with Undo."""
        if what not in SWITCHES:
            return None
        await self._switch(what, is_on)
        words = f"{SWITCHES[what]} can be found again soon." if is_on else f"{SWITCHES[what]} can no longer be found."
        undo = {"label": "Undo", "on_click": Indexing.switch_back(what, not is_on)}
        return rx.toast.success(words, action=undo, duration=UNDO_MS)

    @rx.event
    @requires("search:reindex")
    async def switch_back(self, what: str, is_on: bool):
        """Take a switch back."""
        if what in SWITCHES:
            await self._switch(what, is_on)

    async def _switch(self, what: str, is_on: bool) -> None:
        await call(_switched, what, is_on)
        await self._read()

    @rx.event
    @requires("search:reindex")
    async def retry(self, failure: int):
        """Try one thing again that could not be indexed."""
        await call(status.retry, failure)
        await self._read()
        return rx.toast.info("It is tried again now.")

    @rx.event
    @requires("search:reindex")
    async def retry_all(self):
        """Try everything again that could not be indexed."""
        count = await call(status.retry)
        await self._read()
        return rx.toast.info(f"{plural(count, 'document')} {'is' if count == 1 else 'are'} tried again now.")


def _switched(w: Work, what: str, is_on: bool) -> None:
    now = status.overview(w).switches
    chosen = replace(now, **{f"has_{what}": is_on})
    status.switch(w, has_resumes=chosen.has_resumes, has_notes=chosen.has_notes, has_tags=chosen.has_tags)


listen(lambda path: path.rstrip("/") == PATH, lambda: Indexing.refresh, also={"search"})
