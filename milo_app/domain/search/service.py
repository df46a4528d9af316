"""The search of the whole workspace: people and interviewers, in two groups with a count each.

The engine finds and ranks; what it found is read again from the database before anybody sees it, and what changed a
moment ago, so that no engine has it yet, is compared here. E-mail and phone are searched, and shown, only for those who
may see them: otherwise somebody could spell out an address letter by letter. For the same reason a blind reviewer finds
no people at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from milo_app.core.errors import Unavailable
from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.search import documents, facets, folding, hits, matching, queue, status
from milo_app.domain.search.asked import LONGEST, PAGE_SIZES, Asked, Found
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.errors import NotBuilt
from milo_app.domain.search.ports import (
    BOTH,
    COUNTED_TO,
    Count,
    Document,
    Hit,
    Kind,
    Scope,
    SearchEngine,
    SearchPage,
    SearchRequest,
)

Shown = TypeVar("Shown")

SHORTEST = 2
PHONE_DIGITS = folding.PHONE_DIGITS
MOST_WAITING = 50
"""Changes that are compared here while the engine has not taken them."""
_AT_ONCE = 100


_NONE = Count()


@dataclass(frozen=True, slots=True)
class _Group:
    """The hits of one kind on this page, and how many there are in all."""

    hits: Sequence[Hit] = ()
    count: Count = _NONE


def scope_of(w: Work) -> Scope:
    """Return what the actor may find."""
    sees_people = w.actor.can("candidate:read") and not w.actor.is_blind
    return Scope(
        w.workspace_id,
        sees_people=sees_people,
        sees_contact=sees_people and w.actor.can("candidate:read_contact"),
        sees_interviewers=w.actor.can("interviewer:read"),
    )


def is_asked(asked: Asked) -> bool:
    """Return whether a question can be answered: two letters, one Chinese sign, or nothing but filters."""
    text = one_line(asked.text)
    if not text:
        return asked.kinds != BOTH or facets.is_narrow(facets.narrowing(asked.filters))
    return len(text) >= SHORTEST or folding.is_cjk(text)


def find(w: Work, asked: Asked) -> Found:
    """Return what a question finds; groups that the actor may not read stay empty."""
    begun = time.perf_counter()
    text = one_line(asked.text[: 4 * LONGEST])[:LONGEST]
    page = max(1, asked.page)
    if not is_asked(asked):
        return Found(text, page=page)
    scope = scope_of(w)
    size = asked.per_page if asked.per_page in PAGE_SIZES else max(1, min(asked.per_page, PAGE_SIZES[-1]))
    request = SearchRequest(text, asked.kinds, page, size, facets.narrowing(asked.filters))
    engine, answer = _answer(w, scope, request)
    groups = _with_waiting(w, engine, scope, request, answer)
    question = folding.question(text)
    people, people_count = _shown(groups[Kind.CANDIDATE], lambda found: hits.people(w, found, question))
    roles, roles_count = _shown(groups[Kind.INTERVIEWER], lambda found: hits.roles(w, found))
    took = 1000 * (time.perf_counter() - begun)
    return Found(text, people, people_count, roles, roles_count, page, took, answer.note)


def _answer(w: Work, scope: Scope, request: SearchRequest) -> tuple[SearchEngine, SearchPage]:
    engines = w.port(Engines)
    try:
        return engines.search(scope, request)
    except NotBuilt:
        engine = engines.fallback or engines.primary
        going_on = status.progress(w, engine)
        note = f"The search index is rebuilding, {going_on.percent if going_on else 0} %."
    except Unavailable as failed:
        engine, note = engines.fallback or engines.primary, failed.sentence()
    return engine, SearchPage({}, {}, engine.name, 0.0, note)


def _with_waiting(
    w: Work, engine: SearchEngine, scope: Scope, request: SearchRequest, answer: SearchPage
) -> Mapping[Kind, _Group]:
    """Put what the engine has not taken yet in the place of what it knows of the same things."""
    groups = {kind: _Group(answer.hits.get(kind, ()), answer.counts.get(kind, Count())) for kind in Kind}
    try:
        things = queue.waiting(w, engine.cursor() or 0, MOST_WAITING)
    except Unavailable:  # it answered a moment ago
        return groups
    if not things:
        return groups
    question = folding.question(request.text)
    now: dict[Kind, dict[int, Hit | None]] = {kind: {} for kind in Kind}
    for change in documents.read(w, things):
        found = matching.match(change, question, scope, request.narrowing) if isinstance(change, Document) else None
        now[change.kind][change.id] = found
    return {kind: _merged(groups[kind], now[kind], request) if kind in request.kinds else groups[kind] for kind in Kind}


def _merged(group: _Group, now: Mapping[int, Hit | None], request: SearchRequest) -> _Group:
    """An engine may know more ways to find something than are compared here, so only a removal takes a hit away."""
    known = {hit.id for hit in group.hits}
    fresh = [hit for number, hit in now.items() if hit is not None and number not in known]
    if not fresh or request.page != 1:
        return group
    is_whole = group.count.is_exact and group.count.value == len(group.hits)
    found = sorted([*group.hits, *fresh], key=lambda hit: -hit.score)[: request.per_page]
    value = group.count.value + len(fresh) if is_whole else group.count.value
    return _Group(found, Count(value, group.count.is_exact))


def _shown(group: _Group, read: Callable[[Sequence[Hit]], list[Shown]]) -> tuple[list[Shown], Count]:
    """Read hits again and take those that are gone from the count as well."""
    rows = read(group.hits)
    gone = len(group.hits) - len(rows)
    count = Count(max(0, group.count.value - gone), True) if gone and group.count.is_exact else group.count
    return rows, count


def people_ids(w: Work, text: str) -> tuple[list[int], bool, str]:
    """Return the internal ids of the people whom a text finds, best first, whether these are all, and what to know.

    For lists that filter and sort people themselves; an engine is asked for a hundred at a time and no further than it
    counts.
    """
    scope, text = scope_of(w), one_line(text[: 4 * LONGEST])[:LONGEST]
    found: dict[int, None] = {}
    note, count = "", Count()
    for page in range(1, COUNTED_TO // _AT_ONCE + 1):
        request = SearchRequest(text, frozenset({Kind.CANDIDATE}), page, _AT_ONCE)
        engine, answer = _answer(w, scope, request)
        group = _with_waiting(w, engine, scope, request, answer)[Kind.CANDIDATE]
        found |= dict.fromkeys(hit.id for hit in group.hits)
        note, count = answer.note, group.count
        if len(group.hits) < _AT_ONCE:
            break
    return list(found), count.is_exact, note
