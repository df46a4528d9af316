"""What people ask of the search and what they are shown: the words between the pages and the engines."""

from __future__ import annotations

from dataclasses import dataclass, field

from milo_app.domain.search.ports import BOTH, Count, Kind

PAGE_SIZES = (10, 20, 30, 50)
LONGEST = 200
"""A question is cut here; nobody types more, and a pasted page is not a name."""


@dataclass(frozen=True)
class SearchFilters:
    """What narrows an answer. Everything is optional; ids are public ids, `stage` the kind of a stage.

    `interviewer`, `stage` and `status` are met by one and the same application of a person.
    """

    interviewer: str = ""
    stage: str = ""
    status: str = ""
    tag: str = ""
    city: str = ""
    min_years: int | None = None
    max_years: int | None = None


@dataclass(frozen=True)
class Asked:
    """A question as the address says it."""

    text: str
    kinds: frozenset[Kind] = BOTH
    page: int = 1
    per_page: int = 10
    filters: SearchFilters = SearchFilters()


@dataclass(frozen=True)
class CandidateHit:
    """A person. `application_id` is the public id of the latest active application, empty when there is none.

    `match` is 0-100 and comparable within one answer only. `matched` holds the folded words that were met, `snippet`
    the part of resume or notes that holds one.
    """

    public_id: str
    name: str
    detail: str
    application_id: str
    interviewer_title: str
    score_text: str
    match: int = 0
    matched: tuple[str, ...] = ()
    snippet: str = ""


@dataclass(frozen=True)
class InterviewerHit:
    """An interviewer."""

    public_id: str
    title: str
    state: str
    department: str
    slug: str
    match: int = 0
    matched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Both groups with a count each, the time it took, and what the asker should know ("basic search")."""

    query: str
    candidates: list[CandidateHit] = field(default_factory=list)
    candidates_count: Count = field(default_factory=Count)
    interviewers: list[InterviewerHit] = field(default_factory=list)
    interviewers_count: Count = field(default_factory=Count)
    page: int = 1
    took_ms: float = field(default=0.0, compare=False, repr=False)
    note: str = ""
