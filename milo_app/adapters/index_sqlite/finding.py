"""One question, answered in stages: the name itself, beginnings of words, addresses and numbers, all words, nearly so.

A stage adds what the ones before have not found, up to one more than is counted. All that was found is ranked and then
cut into pages, so that no row stands on two of them.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from milo_app.adapters.index_sqlite import asking
from milo_app.adapters.index_sqlite.layout import id_of, span, table_of, unpacked
from milo_app.adapters.index_sqlite.names import ALIKE, Names, Vocabulary, alike, closest, likeness
from milo_app.domain.search.folding import Question, fold, is_cjk
from milo_app.domain.search.ports import COUNTED_TO, Count, Hit, Kind, Scope, SearchRequest

ENOUGH = 10
"""With fewer than so many, what is nearly right is looked for too."""
EXACT, CONTACT, BEGINNING, TEXT, NEARLY = 80, 72, 60, 38, 0
_MOST = COUNTED_TO + 1
_MOST_NEAR = 300
_MOST_HALVES = 1_500
_MOST_FRAGMENTS = 50_000
_WELL = 0.75
"""From which likeness on ten names are enough of an answer."""
_FROM = 4
"""Letters from which on the beginning of a word is looked for in resumes too."""
_AROUND = 70


@dataclass
class Found:
    """What was found by now: the base of each number's score, or the score itself where it is known."""

    base: dict[int, int] = field(default_factory=dict)
    score: dict[int, int] = field(default_factory=dict)

    def add(self, numbers: Iterable[int], base: int) -> None:
        """Add what was not found yet."""
        for number in numbers:
            if number not in self.base and len(self.base) < _MOST:
                self.base[number] = base

    @property
    def is_full(self) -> bool:
        """Whether more would not be counted."""
        return len(self.base) >= _MOST


class Finder:
    """Answers for one kind of one workspace over one connection."""

    def __init__(
        self,
        on: sqlite3.Connection,
        file: str,
        scope: Scope,
        request: SearchRequest,
        question: Question,
        vocabulary: Vocabulary,
        names: Names,
    ) -> None:
        self.on, self.file, self.scope, self.request, self.asked = on, file, scope, request, question
        self.vocabulary, self.names = vocabulary, names
        self.wanted = asking.groups(scope, request.narrowing)
        self.columns = "name email tags city" if scope.sees_contact else "name tags city"

    def answer(self, kind: Kind) -> tuple[list[Hit], Count]:
        """Return the page of hits and how many there are."""
        if any(not group for group in self.wanted):
            return [], Count()  # narrowed to nothing
        within = span(self.scope.workspace_id, kind)
        found = self._listed(within) if not self.request.text.strip() else self._found(within, kind)
        count = Count(min(len(found.base), COUNTED_TO), not found.is_full)
        size = max(1, min(self.request.per_page, 100))
        start = (max(1, self.request.page) - 1) * size
        if start >= len(found.base):
            return [], count
        ranked = self._ranked(found)[:COUNTED_TO]
        return self._hits(kind, ranked[start : start + size]), count

    def _listed(self, within: tuple[int, int]) -> Found:
        """Nothing is asked for: everything, or what the filters leave, newest first."""
        found = Found()
        if self.wanted:
            found.add(self._match("s_fts", asking.narrowed("", "", self.wanted), within), NEARLY)
        else:
            query = "SELECT id FROM s_name WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
            found.add((row[0] for row in self.on.execute(query, (*within, _MOST))), NEARLY)
        found.score = dict.fromkeys(found.base, 0)
        return found

    def _found(self, within: tuple[int, int], kind: Kind) -> Found:
        found, asked = Found(), self.asked
        if asked.units:
            words = asking.narrowed(asking.exact(asked.units), "name", self.wanted)
            found.add(self._match("s_fts", words, within), EXACT)
        reached = self._contacts(within) if kind is Kind.CANDIDATE and self.scope.sees_contact else []
        found.add(reached, CONTACT)
        if asked.units and not found.is_full:
            words = asking.narrowed(asking.beginning(asked.units), self.columns, self.wanted)
            found.add(self._match("s_fts", words, within), BEGINNING)
        if asked.units and not found.is_full and len(asked.text) > 1:
            self._in_text(within, found)
        is_meant = asked.is_address or (reached and asked.is_contact)
        if asked.units and len(found.base) < ENOUGH and not is_meant:
            self._nearly(within, found)
        return found

    def _in_text(self, within: tuple[int, int], found: Found) -> None:
        """Look for all words in resumes and notes; for more that the last one begins only where these are not enough."""
        units = self.asked.units
        found.add(self._match("s_all", asking.narrowed(asking.exact(units), "words", self.wanted), within), TEXT)
        if len(units[-1][-1]) >= _FROM and not found.is_full:
            words = " AND ".join(part for part in (asking.exact(units[:-1]), asking.beginning(units[-1:])) if part)
            found.add(self._match("s_all", asking.narrowed(words, "words", self.wanted), within), TEXT)

    def _contacts(self, within: tuple[int, int]) -> list[int]:
        asked, condition = self.asked, asking.holding(self.wanted)
        found: list[int] = []
        for column, wanted in (("email", asked.fragment), ("phone", asked.phone)):
            if len(wanted) < 3:
                continue
            match = f"{column} : {asking.quoted([wanted])}"
            if not condition[0]:
                found += self._match("s_tri", match, within)
                continue
            query = (
                "SELECT t.rowid FROM (SELECT rowid FROM s_tri WHERE s_tri MATCH ? AND rowid BETWEEN ? AND ? "
                f"ORDER BY rowid DESC LIMIT ?) t JOIN s_doc d ON d.id = t.rowid WHERE 1{condition[0]} LIMIT ?"
            )
            values = (match, *within, _MOST_FRAGMENTS, *condition[1], _MOST)
            found += [row[0] for row in self.on.execute(query, values)]
        return found

    def _match(self, table: str, match: str, within: tuple[int, int], limit: int = _MOST) -> list[int]:
        own = table_of(table, within[0])
        query = f"SELECT rowid FROM {own} WHERE {own} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in self.on.execute(query, (match, *within, limit))]

    # --- nearly ---

    def _nearly(self, within: tuple[int, int], found: Found) -> None:
        """Look for names that are nearly what was asked: one by one where they are few, else by their words first."""
        asked = self.asked.text
        scored: list[tuple[float, int]] = []
        is_long = len(asked) >= _FROM
        was_quick = is_long and " " in asked and self.names.are_few(self.on, self.file, within)
        if was_quick:
            scored = self._one_by_one(within, asked, set(found.base))
        if not scored:
            scored = self._by_words(within, set(found.base))
            enough = len(found.base) + len(scored) >= ENOUGH
            if is_long and not was_quick and not enough:
                scored += self._one_by_one(within, asked, {number for _, number in scored} | found.base.keys())
        for likely, number in sorted(scored, reverse=True):
            if number not in found.base and not found.is_full:
                found.base[number] = NEARLY
                found.score[number] = round(58 * likely)

    def _by_words(self, within: tuple[int, int], known: set[int]) -> list[tuple[float, int]]:
        """Return (likeness, number) of names with words that are nearly those of the question, and of some more.

        Where these are not enough, names that share one word with it are looked at: the rest of one may be further off.
        """
        words = [word for word in self.asked.words if not is_cjk(word)]
        is_alone = len(words) == 1
        near = {word: self.vocabulary.near(self.on, self.file, word, is_alone=is_alone) for word in words}
        if not any(near.values()):
            return []
        parts = [asking.any_of([*near[word], word]) for word in words]
        numbers: set[int] = set()
        for mix in _mixes(words, parts):
            if len(numbers) < _MOST_NEAR:
                numbers |= set(self._match("s_fts", asking.narrowed(mix, "name", self.wanted), within, _MOST_NEAR))
        scored = alike(self.asked.text, self._names(numbers - known))
        if is_alone or len(known) + sum(likely >= _WELL for likely, _ in scored) >= ENOUGH:
            return scored
        halves: set[int] = set()
        for nearest in filter(None, (closest(word, near[word]) for word in words)):
            one = asking.narrowed(asking.any_of(nearest), "name", self.wanted)
            halves |= set(self._match("s_fts", one, within, _MOST_HALVES))
        return scored + alike(self.asked.text, self._names(halves - numbers - known))

    def _one_by_one(self, within: tuple[int, int], asked: str, known: set[int]) -> list[tuple[float, int]]:
        near = list(self.names.near(self.on, self.file, within, asked, ALIKE))
        if " " in asked and self.names.are_few(self.on, self.file, within):
            turned = " ".join(reversed(asked.split()))
            near += self.names.near(self.on, self.file, within, turned, ALIKE)
        some = {number: likely for likely, number in near if number not in known and likely >= ALIKE}
        condition, values = asking.holding(self.wanted)
        query = f"SELECT id FROM s_doc d WHERE id IN (SELECT value FROM json_each(?)){condition}"
        return [(some[row[0]], row[0]) for row in self.on.execute(query, (json.dumps(list(some)), *values))]

    # --- ranking and showing ---

    def _names(self, numbers: Iterable[int]) -> list[tuple[int, str]]:
        query = "SELECT id, name FROM s_name WHERE id IN (SELECT value FROM json_each(?))"
        return self.on.execute(query, (json.dumps(list(numbers)),)).fetchall()

    def _ranked(self, found: Found) -> list[tuple[int, int]]:
        """Return (score, number), best first; among equals the newest."""
        asked = self.asked.text
        scored = [(found.score[number], number) for number in found.base if number in found.score]
        open_ = [number for number in found.base if number not in found.score]
        for number, name in self._names(open_):
            base = found.base[number]
            whole = fuzz.token_sort_ratio(asked, name)
            begun = 100.0 if name.startswith(asked) else fuzz.ratio(asked, name)
            scored.append((base + round(0.1 * whole + 0.1 * begun), number))
        scored.sort(reverse=True)
        return scored

    def _hits(self, kind: Kind, ranked: Sequence[tuple[int, int]]) -> list[Hit]:
        if not ranked:
            return []
        query = (
            "SELECT id, name, tags, city, email, phone, body FROM s_doc JOIN s_name USING (id) "
            "WHERE id IN (SELECT value FROM json_each(?))"
        )
        rows = {row[0]: row[1:] for row in self.on.execute(query, (json.dumps([number for _, number in ranked]),))}
        return [self._hit(kind, score, number, rows[number]) for score, number in ranked if number in rows]

    def _hit(self, kind: Kind, score: int, number: int, row: Sequence[str]) -> Hit:
        name, tags, city, email, phone, body = row
        matched = self._met(f"{name} {tags} {city}".split())
        if self.scope.sees_contact:
            matched |= {part for part in (self.asked.fragment,) if part and part in email}
            matched |= {part for part in (self.asked.phone,) if part and part in phone}
        snippet = ""
        missing = [word for word in self.asked.words if not any(one.startswith(word) for one in matched)]
        if missing and body:
            snippet, met = around(unpacked(body), missing)  # type: ignore[arg-type]
            matched |= met
        return Hit(kind, id_of(number), score, tuple(sorted(matched)), snippet)

    def _met(self, words: Iterable[str]) -> set[str]:
        """Return the words of a document that the question met: begun by one of its words, or nearly one."""
        asked = set(self.asked.words)
        met = {word for word in words if any(word.startswith(one) for one in asked)}
        lacking = [one for one in asked if not any(word.startswith(one) for word in met)]
        for one in lacking:
            near = [word for word in words if likeness(one, word) >= ALIKE]
            met |= {max(near, key=lambda word: likeness(one, word))} if near else set()
        return met


def _mixes(words: Sequence[str], parts: Sequence[str]) -> Iterator[str]:
    """Ask for a mistake in one of the words, then for one in each: of what is nearly right only the newest are looked at."""
    for at, part in enumerate(parts if len(words) > 1 else ()):
        exactly = [asking.quoted([word]) for word in words]
        yield " AND ".join([*exactly[:at], part, *exactly[at + 1 :]])
    yield " AND ".join(parts)


_WORD = re.compile(r"[^\W_]+")


def _next_word(body: str, start: int, latest: int) -> int:
    """Return where the first whole word from a place on begins; scripts without spaces are cut anywhere."""
    gap = body.find(" ", start, latest) if start else -1
    return gap + 1 or start


def _last_word(body: str, earliest: int, end: int) -> int:
    gap = body.rfind(" ", earliest, end) if end < len(body) else -1
    return gap if gap >= 0 else end


def around(body: str, wanted: Sequence[str]) -> tuple[str, set[str]]:
    """Return the part of a text that holds the first of the words, and which of them it holds."""
    for match in _WORD.finditer(body):
        word = fold(match.group()) if not match.group().isascii() else match.group().lower()
        if any(word.startswith(one) for one in wanted):
            start = _next_word(body, max(0, match.start() - _AROUND), match.start())
            end = _last_word(body, match.end(), min(len(body), match.end() + _AROUND))
            part = " ".join(body[start:end].split())
            met = {one for one in (fold(found) for found in _WORD.findall(part)) if one.startswith(tuple(wanted))}
            return ("… " if start else "") + part + (" …" if end < len(body) else ""), met
    return "", set()
