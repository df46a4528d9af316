"""Whether one document answers a question: for the few that changed and that no engine has taken yet. All pure.

It follows the rules of the engines as far as one document can: beginnings of words, parts of an address, digits, whole
words of resume and notes, filters and scope. What is only nearly right waits for the engine.
"""

from __future__ import annotations

from milo_app.domain.search import folding
from milo_app.domain.search.folding import Question
from milo_app.domain.search.ports import Document, Hit, Kind, Narrowing, Scope

_WHOLE, _BEGUN, _CONTACT, _TEXT = 98, 70, 76, 44
_FIRST = 5
"""More for a name that begins with the question."""


def match(document: Document, asked: Question, scope: Scope, narrowing: Narrowing) -> Hit | None:
    """Return the hit that a document is for a question; None where it is none."""
    if not _is_within(document, scope, narrowing):
        return None
    score, matched = _score(document, asked, scope)
    return Hit(document.kind, document.id, score, matched) if score else None


def _is_within(document: Document, scope: Scope, narrowing: Narrowing) -> bool:
    if document.workspace_id != scope.workspace_id:
        return False
    if not (scope.sees_people if document.kind is Kind.CANDIDATE else scope.sees_interviewers):
        return False
    if scope.interviewer_ids is not None and not scope.interviewer_ids & set(document.interviewer_ids):
        return False
    if any(group and not group & set(document.facets) for group in narrowing.facets):
        return False
    least, most = narrowing.min_years, narrowing.max_years
    if least is None and most is None:
        return True
    return document.years >= max(0, least or 0) and (most is None or document.years <= most)


def _score(document: Document, asked: Question, scope: Scope) -> tuple[int, tuple[str, ...]]:
    name = folding.words(document.name)
    if name and tuple(name) == asked.words:
        return _WHOLE, tuple(name)
    shown = [*name, *(word for tag in document.tags for word in folding.words(tag)), *folding.words(document.city)]
    address = document.email.lower() if scope.sees_contact else ""
    if asked.fragment and asked.fragment in address:
        return _CONTACT, (asked.fragment,)
    if asked.phone and scope.sees_contact and asked.phone in folding.digits(document.phone):
        return _CONTACT, (asked.phone,)
    wanted = asked.words
    if not wanted:
        return 0, ()
    begun = [*shown, *folding.words(address)]
    met = tuple(word for word in begun if any(word.startswith(one) for one in wanted))
    if all(any(word.startswith(one) for word in begun) for one in wanted):
        return _BEGUN + (_FIRST if " ".join(name).startswith(asked.text) else 0), met
    everything = {*shown, *folding.words(document.body)}
    if len(asked.text) > 1 and all(one in everything for one in wanted):
        return _TEXT, met
    return 0, ()
