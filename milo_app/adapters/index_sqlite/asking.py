"""Questions to the full-text tables: each word is quoted, so nothing that people type is a command of FTS5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from milo_app.adapters.index_sqlite.layout import token
from milo_app.domain.search.facets import MOST_YEARS, scope_token
from milo_app.domain.search.folding import is_cjk
from milo_app.domain.search.ports import Narrowing, Scope

Unit = Sequence[str]
MOST_FACETS = 900
"""Interviewers that one question can be narrowed to; somebody who sees more than that of them sees these."""


def quoted(words: Iterable[str]) -> str:
    """Return words as a phrase."""
    inside = " ".join(words).replace('"', '""')
    return f'"{inside}"'


def exact(units: Iterable[Unit]) -> str:
    """Ask for all units as they are."""
    return " AND ".join(quoted(unit) for unit in units)


def beginning(units: Iterable[Unit]) -> str:
    """Ask for all units at the beginning of words; signs that stand for themselves are whole words already."""
    return " AND ".join(quoted(unit) + ("" if is_cjk(unit[-1]) else " *") for unit in units)


def any_of(terms: Iterable[str]) -> str:
    """Ask for one of several words."""
    return "(" + " OR ".join(quoted([term]) for term in terms) + ")"


def groups(scope: Scope, narrowing: Narrowing) -> list[list[str]]:
    """Return the tokens that rows have to hold, one of each group."""
    found = [sorted(token(facet) for facet in group) for group in narrowing.facets if group]
    if scope.interviewer_ids is not None:
        found.append([token(scope_token(one)) for one in sorted(scope.interviewer_ids, reverse=True)[:MOST_FACETS]])
    if narrowing.min_years is not None or narrowing.max_years is not None:
        least, most = narrowing.min_years, narrowing.max_years
        years = range(max(0, least or 0), 1 + min(MOST_YEARS, MOST_YEARS if most is None else most))
        found.append([token(f"y:{year}") for year in years])
    return found


def narrowed(words: str, columns: str, wanted: Sequence[Sequence[str]]) -> str:
    """Ask for words in some columns and for one token of each group."""
    parts = [f"{{{columns}}} : ({words})"] if words else []
    parts += ["facets : (" + " OR ".join(quoted([one]) for one in group) + ")" for group in wanted]
    return " AND ".join(parts)


def holding(wanted: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Return the same condition over the column `facets` of `s_doc`, with its values."""
    if not wanted:
        return "", []
    parts = ["(" + " OR ".join(["instr(d.facets, ?) > 0"] * len(group)) + ")" for group in wanted]
    return " AND " + " AND ".join(parts), [one for group in wanted for one in group]
