"""Finding what somebody meant: words of names that are nearly those of the question, and names that are nearly it.

The vocabulary is that of all workspaces and is shown to nobody: a word of it is only asked for, within the scope. Names
of a workspace are compared one by one where there are few enough of them.
"""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from threading import Lock

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from milo_app.adapters.index_sqlite.layout import kept_as

_TERMS = 16
MOST_NAMES = 60_000
FEW = 8_000
_WORKSPACES_KEPT = 4
_WORDS_KEPT = 2_000
_KEPT_S = 60.0


def allowed(word: str) -> int:
    """Return how many mistakes a word may hold: short ones would mean anything."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


ALIKE = 0.7
"""From which likeness on a name is an answer."""
_LONGER = 0.72
"""What a name that is only alike but for the letters that it has more counts at most."""


def alike(asked: str, names: Sequence[tuple[int, str]]) -> list[tuple[float, int]]:
    """Return (likeness, number) of those who are alike: by the whole name, or one word by the words of it."""
    if " " not in asked:
        every = [(max(likeness(asked, name), *(0.97 * likeness(asked, one) for one in name.split()), 0.0), number)
                 for number, name in names]  # fmt: skip
        return [one for one in every if one[0] >= ALIKE]
    # Two quick looks at all of them leave a few for the exact one, which could like nobody else.
    texts = [name for _, name in names]
    near = {
        at
        for *_, at in process.extract(asked, texts, scorer=fuzz.token_sort_ratio, score_cutoff=100 * ALIKE, limit=None)
    }
    near |= {
        at for *_, at in process.extract(asked, texts, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=None)
    }
    every = [(likeness(asked, names[at][1]), names[at][0]) for at in near]
    return [one for one in every if one[0] >= ALIKE]


def closest(word: str, near: Sequence[str]) -> list[str]:
    """Return those of the words that are nearest to this one; only itself where it is one of them."""
    least = min((OSA.distance(word, one) for one in near), default=0)
    return [one for one in near if OSA.distance(word, one) == least]


def likeness(asked: str, name: str) -> float:
    """Return from 0 to 1 how alike two folded names are, whatever the order of their words."""
    direct = OSA.normalized_similarity(asked, name)
    if " " not in asked and " " not in name:
        return float(direct)
    turned = OSA.normalized_similarity(" ".join(sorted(asked.split())), " ".join(sorted(name.split())))
    # A name with one more part is far off by letters; it is an answer, behind those that are really alike.
    longer = min(_LONGER, fuzz.token_sort_ratio(asked, name) / 100 - 0.02)
    return float(max(direct, turned, longer))


class Vocabulary:
    """The words of all names in one file, in memory, by their length."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._file = ""
        self._last = 0
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._known: OrderedDict[tuple[str, int], list[str]] = OrderedDict()

    def near(self, on: sqlite3.Connection, file: str, word: str, *, is_alone: bool = True) -> list[str]:
        """Return the words that are nearly this one, the nearest first; beside others even a short one may hold a mistake."""
        most = allowed(word)
        if not is_alone and len(word) > 1:
            most = max(1, most)
        if most == 0:
            return []
        self._refresh(on, file)
        with self._lock:
            known = self._known.get((word, most))
        if known is not None:
            return known
        found: list[tuple[int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            terms = self._by_length.get(length, [])
            near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=most, limit=_TERMS)
            found += [(distance, term) for term, distance, _ in near]
        found.sort()
        terms = [term for _, term in found[:_TERMS]]
        with self._lock:
            self._known[word, most] = terms
            while len(self._known) > _WORDS_KEPT:
                self._known.popitem(last=False)
        return terms

    def _refresh(self, on: sqlite3.Connection, file: str) -> None:
        with self._lock:
            if file != self._file:
                self._file, self._last, self._by_length = file, 0, defaultdict(list)
            newest = on.execute("SELECT coalesce(max(id), 0) FROM s_term").fetchone()[0]
            if newest > self._last:
                for term in on.execute("SELECT term FROM s_term WHERE id > ?", (self._last,)):
                    self._by_length[len(term[0])].append(term[0])
                self._last = newest
                self._known.clear()


class Names:
    """The names of workspaces that were asked for last, in memory for a while."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int], tuple[float, list[int], list[str]]] = OrderedDict()

    def near(
        self, on: sqlite3.Connection, file: str, span: tuple[int, int], asked: str, cutoff: float
    ) -> Sequence[tuple[float, int]]:
        """Return (likeness, number) of names that are nearly the question; nothing where there are too many names."""
        ids, names = self._names(on, file, span)
        near = process.extract(asked, names, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=30)
        return [(likeness(asked, name), ids[at]) for name, _, at in near]

    def are_few(self, on: sqlite3.Connection, file: str, span: tuple[int, int]) -> bool:
        """Return whether comparing all names is quicker than asking for words that are nearly right."""
        return 0 < len(self._names(on, file, span)[0]) <= FEW

    def _names(self, on: sqlite3.Connection, file: str, span: tuple[int, int]) -> tuple[list[int], list[str]]:
        key = file, span[0]
        many = on.execute("SELECT n FROM s_count WHERE workspace_id = ? AND kind = ?", kept_as(span[0])).fetchone()
        if many is None or many[0] > MOST_NAMES:
            return [], []
        with self._lock:
            found = self._kept.get(key)
            if found is not None and time.monotonic() - found[0] < _KEPT_S:
                self._kept.move_to_end(key)
                return found[1], found[2]
        ids, names = [], []
        for number, name in on.execute("SELECT id, name FROM s_name WHERE id BETWEEN ? AND ?", span):
            ids.append(number)
            names.append(name)
        with self._lock:
            self._kept[key] = time.monotonic(), ids, names
            while len(self._kept) > _WORKSPACES_KEPT:
                self._kept.popitem(last=False)
        return ids, names
