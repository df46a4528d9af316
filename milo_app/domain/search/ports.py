"""What the search asks of an engine, and what both engines promise: the embedded one and Meilisearch.

An engine holds copies of what can be found and ranks them. It decides nothing about rights: the scope that it is given
narrows the answer, and every hit is read again from the database before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

COUNTED_TO = 1000
"""Hits are counted exactly up to here; beyond, a count says that there are more."""


class Kind(str, Enum):
    """What can be found."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


BOTH = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the asker may find. Made from the session only, never from what a request says.

    `interviewer_ids` is None for somebody who sees all of the workspace; else only these interviewers, and only people
    with an application in one of them, are found and counted.
    """

    workspace_id: int
    interviewer_ids: frozenset[int] | None = None
    sees_people: bool = True
    sees_contact: bool = True
    sees_interviewers: bool = True


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Filters over documents. Each group is an OR, the groups are an AND; an empty group asks for nothing.

    `facets` are groups of the tokens that documents carry (`documents.facets_of`); years are whole years of experience.
    """

    facets: tuple[frozenset[str], ...] = ()
    min_years: int | None = None
    max_years: int | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question: folded or not, of any length and with any signs; the engine takes out what it cannot use."""

    text: str
    kinds: frozenset[Kind] = BOTH
    page: int = 1
    per_page: int = 10
    narrowing: Narrowing = Narrowing()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. `score` is 0-100, comparable within one answer only.

    `matched` holds the folded words of the document that the question met, for marking them; `snippet` is the part of
    the resume or notes that holds one of them, or empty.
    """

    kind: Kind
    id: int
    score: int
    matched: tuple[str, ...] = ()
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `is_exact` is False beyond `COUNTED_TO`."""

    value: int = 0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer: for each kind its page of hits, best first, and its count."""

    hits: Mapping[Kind, Sequence[Hit]]
    counts: Mapping[Kind, Count]
    engine: str
    took_ms: float
    note: str = ""
    """What the asker should know, such as "rebuilding, 40 %" or "basic search"; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine knows of one thing. Texts are as people wrote them; the engine folds.

    `interviewer_ids` are the interviewers that a person has applications in (for an interviewer: itself).
    """

    kind: Kind
    workspace_id: int
    id: int
    name: str
    email: str = ""
    phone: str = ""
    tags: tuple[str, ...] = ()
    city: str = ""
    body: str = ""
    interviewer_ids: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    years: int = -1
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A thing that is no more."""

    kind: Kind
    workspace_id: int
    id: int


Change = Document | Removal


@dataclass(frozen=True, slots=True)
class Ticket:
    """A batch that an engine took. `task` is empty when it is searchable already."""

    upto: int
    task: str = ""


class Outcome(str, Enum):
    """What became of a batch."""

    DONE = "done"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Settled:
    """How a batch ended, with the engine's reason when it failed."""

    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How an engine is. `documents` counts by kind; `reindexing` is None, or how far a rebuild is from 0 to 1."""

    name: str
    version: str
    is_up: bool
    documents: Mapping[Kind, int] = field(default_factory=dict)
    size_bytes: int | None = None
    reindexing: float | None = None
    problem: str = ""


class Rebuild(Protocol):
    """A new index beside the one that answers; nothing changes for searchers before `commit`."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents."""
        ...

    def is_ready(self) -> bool:
        """Whether everything that was added is in it, so that `commit` takes moments; asked again and again until it is."""
        ...

    def left_out(self) -> Sequence[tuple[Removal, str]]:
        """Return what the engine would not take, each with its reason."""
        ...

    def commit(self, upto: int) -> None:
        """Put it in the place of the old one at once; it holds every change up to this number of the queue."""
        ...

    def abort(self) -> None:
        """Throw it away."""
        ...


class SearchEngine(Protocol):
    """Finds. Raises `core.errors.Unavailable` when it does not answer in time."""

    name: str

    def search(self, scope: Scope, request: SearchRequest) -> SearchPage:
        """Answer a question within a scope. Any text is data: nothing in it is a command."""
        ...

    def apply(self, changes: Sequence[Change], upto: int) -> Ticket:
        """Take changes, each thing at most once; taking the same ones again changes nothing."""
        ...

    def settle(self, ticket: Ticket) -> Settled:
        """Say what became of a batch, without waiting for it."""
        ...

    def cursor(self) -> int | None:
        """Return up to which number of the queue everything is searchable; None when the index must be built anew."""
        ...

    def rebuild(self, total: int) -> Rebuild:
        """Begin a new index of about so many documents."""
        ...

    def health(self, workspace_id: int | None = None) -> Health:
        """Say how it is; never raises. Documents are counted for one workspace, or (None) for all."""
        ...
