"""Universal search on Meilisearch.

How far the index is stands in the index itself, as one more document: when a rebuilt index takes the place of the old
one, the number changes with it in the same instant.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from milo_app.adapters.index_meili import asking
from milo_app.adapters.index_meili.stored import MARKER, SCHEMA, by_kind, key_of, marker, stored
from milo_app.adapters.index_meili.wire import CHECKED, OLDEST, Refused, Wire, parsed
from milo_app.core.errors import MiloError, Unavailable
from milo_app.core.settings import Settings
from milo_app.domain.search.errors import NotBuilt
from milo_app.domain.search.ports import (
    Change,
    Count,
    Document,
    Health,
    Hit,
    Kind,
    Outcome,
    Rebuild,
    Scope,
    SearchPage,
    SearchRequest,
    Settled,
    Ticket,
)

NAME = "Meilisearch"
MOST_DOCUMENTS = 1000
MOST_BYTES = 5_000_000
_KEPT = timedelta(days=7)
_TIDIED_EVERY = timedelta(hours=24)
_OPEN = ("enqueued", "processing")


@dataclass(frozen=True)
class Mark:
    """How far an index is, and which build of it this is."""

    upto: int
    generation: str


class MeiliEngine:
    """A `SearchEngine` on a Meilisearch server."""

    name = NAME

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._lock = Lock()
        self._generation = ""
        self._settled = -1
        self._finished: set[int] = set()
        self._open: dict[str, int] = {}  # tasks of batches that were sent by this process: up to which number each goes
        self._tidied_at: datetime | None = None
        self.rebuilding: float | None = None

    @classmethod
    def from_settings(cls, chosen: Settings) -> MeiliEngine:
        """Return the engine of the settings."""
        return cls(Wire.from_settings(chosen))

    # --- finding -----------------------------------------------------------------------------------------------------

    def search(self, scope: Scope, request: SearchRequest) -> SearchPage:
        """Answer a question within a scope."""
        began = time.perf_counter()
        hits: dict[Kind, Sequence[Hit]] = dict.fromkeys(Kind, ())
        counts = dict.fromkeys(Kind, Count())
        plans = {kind: asking.ways(request.text, kind, sees_contact=scope.sees_contact) for kind in request.kinds}
        if request.text.strip() and asking.is_empty(request.text):
            plans = {}
        plans = {kind: plan for kind, plan in plans.items() if asking.may_find(scope, kind)}
        while plans and time.perf_counter() - began < 1:
            sections = self._sections(scope, request, {kind: plan.pop(0) for kind, plan in plans.items()})
            for kind, section in sections.items():
                hits[kind], counts[kind] = asking.hits(kind, section), asking.count(section)
            plans = {kind: plan for kind, plan in plans.items() if plan and not counts[kind].value}
        return SearchPage(hits, counts, self.name, 1000 * (time.perf_counter() - began))

    def _sections(
        self, scope: Scope, request: SearchRequest, chosen: dict[Kind, asking.Way]
    ) -> dict[Kind, dict[str, Any]]:
        queries = [asking.query(self.wire.index(kind), way, scope, request) for kind, way in chosen.items()]
        try:
            answer = self.wire.searching(scope.workspace_id, lambda client: client.multi_search(queries))
        except Refused as refused:
            if refused.code == "index_not_found":
                raise NotBuilt() from refused
            raise Unavailable(f"Meilisearch does not take this question: {refused.message}") from refused
        return dict(zip(chosen, answer["results"], strict=True))

    # --- keeping current ---------------------------------------------------------------------------------------------

    def apply(self, changes: Sequence[Change], upto: int) -> Ticket:
        """Send changes; they are searchable once their tasks are done."""
        self.wire.require_version()
        mark = self._mark()
        if mark is None:
            raise NotBuilt()
        try:
            tasks = self._sent(changes)
        except Refused as refused:
            return Ticket(upto, f"refused {refused.message}")
        task = f"{mark.generation} {' '.join(map(str, tasks))}".strip()
        with self._lock:
            self._open[task] = upto
        return Ticket(upto, task)

    def _sent(self, changes: Sequence[Change]) -> list[int]:
        tasks: list[int] = []
        for kind, things in by_kind(changes).items():
            name = self.wire.index(kind)
            for part in parts(thing for thing in things if isinstance(thing, Document)):
                tasks.append(self.add(name, part))
            gone = [key_of(thing) for thing in things if not isinstance(thing, Document)]
            if gone:
                tasks.append(self._remove(name, gone))
        return tasks

    def add(self, index: str, documents: Sequence[dict[str, Any]]) -> int:
        """Send documents to an index and return the task."""
        return self.wire.working(lambda client: client.index(index).add_documents(documents, "id")).task_uid

    def _remove(self, index: str, keys: list[str]) -> int:
        # The package's own function for this is deprecated in favour of filters, and `id` is not filterable here.
        path = f"indexes/{index}/documents/delete-batch"
        return int(self.wire.working(lambda client: client.http.post(path, keys))["taskUid"])

    def settle(self, ticket: Ticket) -> Settled:
        """Say what became of a batch; the cursor moves once nothing before it is open."""
        head, _, rest = ticket.task.partition(" ")
        if head == "refused":
            return Settled(Outcome.FAILED, rest)
        for uid in rest.split():
            state = self.state_of(int(uid))
            if state.outcome != Outcome.DONE:
                if state.outcome == Outcome.FAILED:
                    self._close(ticket.task)
                return state
        self._close(ticket.task)
        self._advance(ticket.upto, head)
        self._tidy()
        return Settled(Outcome.DONE)

    def state_of(self, uid: int) -> Settled:
        """Return what became of one task."""
        try:
            task = self.wire.working(lambda client: client.get_task(uid))
        except Refused as refused:
            return Settled(Outcome.FAILED, f"Meilisearch knows nothing of it any more: {refused.message}")
        if task.status == "succeeded":
            return Settled(Outcome.DONE)
        if task.status in _OPEN:
            return Settled(Outcome.WAITING)
        reason = str((task.error or {}).get("message") or f"The task was {task.status}.")
        return Settled(Outcome.FAILED, " ".join(reason.split())[:300])

    def _close(self, task: str) -> None:
        with self._lock:
            self._open.pop(task, None)

    def _advance(self, upto: int, generation: str) -> None:
        mark = self._mark()
        if mark is None or mark.generation != generation:
            return  # a rebuilt index stands there now, and says itself how far it is
        with self._lock:
            # Batches may be done out of order: the cursor stops before the first one that is still open.
            self._finished.add(upto)
            first_open = min(self._open.values(), default=max(self._finished) + 1)
            reached = max((number for number in self._finished if number < first_open), default=-1)
            if reached <= max(mark.upto, self._settled):
                return
            self._settled = reached
            self._finished = {number for number in self._finished if number > reached}
        self.add(self.wire.index(Kind.CANDIDATE), [marker(reached, generation)])

    def cursor(self) -> int | None:
        """Return up to which change everything is searchable; None when there is no index of this shape."""
        mark = self._mark()
        if mark is None:
            return None
        with self._lock:
            return max(mark.upto, self._settled)

    def _mark(self) -> Mark | None:
        """Read how far the index is. A new build makes everything forgotten that was known of the old one."""
        name = self.wire.index(Kind.CANDIDATE)
        try:
            found = dict(self.wire.working(lambda client: client.index(name).get_document(MARKER), quick=True))
        except Refused:
            return None
        if found.get("schema") != SCHEMA:
            return None
        mark = Mark(int(found["upto"]), str(found["generation"]))
        with self._lock:
            if mark.generation != self._generation:
                self._generation, self._settled, self._open, self._finished = mark.generation, -1, {}, set()
        return mark

    def rebuild(self, total: int) -> Rebuild:
        """Begin a new index beside the one that answers."""
        from milo_app.adapters.index_meili.rebuilding import MeiliRebuild

        self.wire.require_version()
        return MeiliRebuild(self, total)

    # --- care --------------------------------------------------------------------------------------------------------

    def _tidy(self) -> None:
        """Once a day, delete finished tasks that are older than a week, and an old index a day after it was replaced."""
        now = datetime.now(UTC)
        if self._tidied_at and now - self._tidied_at < _TIDIED_EVERY:
            return
        self._tidied_at = now
        try:
            self.forget_tasks(now - _KEPT)
            self._drop_replaced(now - _TIDIED_EVERY)
        except (Refused, MiloError):
            return  # it is tidied another day

    def forget_tasks(self, before: datetime) -> None:
        """Delete what the server remembers of tasks that were finished before a moment."""
        chosen = {"statuses": "succeeded,failed,canceled", "beforeFinishedAt": before.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self.wire.working(lambda client: client.delete_tasks(chosen))

    def _drop_replaced(self, before: datetime) -> None:
        for index in self.wire.indexes():
            touched = datetime.fromisoformat(index["updatedAt"].replace("Z", "+00:00"))
            if self.wire.is_beside(index["uid"]) and touched < before:
                self.wire.working(lambda client, name=index["uid"]: client.delete_index(name))  # type: ignore[misc]

    def health(self, workspace_id: int | None = None) -> Health:
        """Say how the server is; never raises. Documents are counted for one workspace, or (None) for all."""
        version = ""
        try:
            version = self.wire.version()
            state = self.wire.working(lambda client: client.health(), quick=True)["status"]
            known = self.wire.working(lambda client: client.get_all_stats(), quick=True)["indexes"]
        except Refused as refused:
            return Health(self.name, version, False, problem=f"Meilisearch does not answer: {refused.message}")
        except MiloError as error:
            return Health(self.name, version, False, problem=error.message)
        found = {kind: known.get(self.wire.index(kind)) or {} for kind in Kind}
        try:
            documents = {kind: self._count(kind, stats, workspace_id) for kind, stats in found.items()}
        except (Refused, MiloError) as error:
            return Health(self.name, version, False, problem=error.message)
        return Health(
            name=self.name,
            version=version,
            is_up=parsed(version) >= OLDEST and state == "available",
            documents=documents,
            size_bytes=sum(int(stats.get("indexSize", 0)) for stats in found.values()),
            reindexing=self.rebuilding,
            problem=_problem(version, state),
        )

    def _count(self, kind: Kind, stats: Mapping[str, Any], workspace_id: int | None) -> int:
        if not stats:
            return 0
        if workspace_id is None:
            ours = 1 if kind == Kind.CANDIDATE else 0  # one document says how far the index is
            return max(0, int(stats["numberOfDocuments"]) - ours)
        asked = {"filter": f"ws = {int(workspace_id)}", "limit": 0}
        name = self.wire.index(kind)
        return int(self.wire.working(lambda client: client.index(name).get_documents(asked), quick=True).total)


def _problem(version: str, state: str) -> str:
    if parsed(version) < OLDEST:
        return f"Version {version} is too old: use 1.10 or newer."
    if state != "available":
        return "The server has to be started again."
    if parsed(version) != CHECKED:
        return f"Requests are checked against the description of 1.53; this server is {version}."
    return ""


def parts(documents: Iterable[Document]) -> list[list[dict[str, Any]]]:
    """Return documents as they are sent, in parts that are small enough for one request."""
    made: list[list[dict[str, Any]]] = [[]]
    size = 0
    for document in documents:
        body = stored(document).model_dump()
        weight = len(json.dumps(body))
        if made[-1] and (len(made[-1]) >= MOST_DOCUMENTS or size + weight > MOST_BYTES):
            made.append([])
            size = 0
        made[-1].append(body)
        size += weight
    return [part for part in made if part]
