"""How the fake server finds: words, prefixes, typos, filters and highlights as Meilisearch documents them, in memory.

It follows the documented rules that Milo relies on (all words or the last ones dropped, the last word as a prefix, one
and two typos by length, a typo in the first letter counts twice, no typos in chosen attributes). Its ranking only has
the documented order of words, typos, attributes and exactness; it says nothing about a real server's speed or scores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from milo_app.core.text import fold

MOST_WORDS = 10
_COMPARED = re.compile(r"(\w+)\s*(>=|<=|=|>|<)\s*('[^']*'|-?\w+)")
_LISTED = re.compile(r"(\w+)\s+IN\s+\[([^\]]*)\]")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


class Wrong(Exception):
    """A request that the server refuses, with Meilisearch's code for it."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


@dataclass(frozen=True)
class Met:
    """A query word that a word of a document meets: where, how much of it, and how well."""

    start: int
    length: int
    typos: int
    is_exact: bool


@dataclass
class Index:
    """Documents with the settings that decide how they are found."""

    uid: str
    primary_key: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    created_at: str = ""
    updated_at: str = ""

    def search(self, asked: dict[str, Any], extra_filter: str = "") -> dict[str, Any]:
        """Answer one query of a multi-search."""
        searchable = self.settings.get("searchableAttributes", ["*"])
        chosen = asked.get("attributesToSearchOn") or searchable
        if unknown := set(chosen) - set(searchable):
            raise Wrong("invalid_search_attributes_to_search_on", f"Attributes {sorted(unknown)} are not searchable.")
        attributes = [name for name in searchable if name in chosen]
        for rule in asked.get("sort") or ():
            if rule.split(":")[0] not in self.settings.get("sortableAttributes", []):
                raise Wrong("invalid_search_sort", f"Attribute `{rule}` is not sortable.")
        words = _TOKEN.findall(fold(asked.get("q") or ""))[:MOST_WORDS]
        found = []
        for number, document in enumerate(self.documents.values()):
            if not self.passes(document, asked.get("filter")) or not self.passes(document, extra_filter):
                continue
            ranked = self._rank(document, words, attributes, asked.get("matchingStrategy", "last"))
            if ranked is not None:
                found.append((ranked, number, document))
        found.sort(key=lambda one: (one[0][0], one[1]))
        if not words and asked.get("sort"):
            name = asked["sort"][0].split(":")[0]
            found.sort(key=lambda one: one[2].get(name, 0), reverse=asked["sort"][0].endswith("desc"))
        return self._page(asked, found, words, attributes)

    def _page(self, asked: dict[str, Any], found: list[Any], words: list[str], attributes: list[str]) -> dict[str, Any]:
        most = self.settings.get("pagination", {}).get("maxTotalHits", 1000)
        size, page = asked.get("hitsPerPage", 20), asked.get("page", 1)
        total = min(len(found), most)
        rows = found[:most][(page - 1) * size : page * size] if page else []
        return {
            "indexUid": self.uid,
            "hits": [self._hit(document, ranked[1], asked, words, attributes) for ranked, _, document in rows],
            "query": asked.get("q") or "",
            "processingTimeMs": 0,
            "hitsPerPage": size,
            "page": page,
            "totalPages": -(-total // size) if size else 0,
            "totalHits": total,
        }

    # --- words -------------------------------------------------------------------------------------------------------

    def _typos_for(self, word: str, attribute: str) -> int:
        rules = self.settings.get("typoTolerance", {})
        sizes = rules.get("minWordSizeForTypos", {"oneTypo": 5, "twoTypos": 9})
        if attribute in rules.get("disableOnAttributes", []) or (rules.get("disableOnNumbers") and word.isdigit()):
            return 0
        return 2 if len(word) >= sizes["twoTypos"] else 1 if len(word) >= sizes["oneTypo"] else 0

    def _meets(self, word: str, attribute: str, text: str, *, is_last: bool) -> Met | None:
        best: Met | None = None
        for token in _TOKEN.finditer(text):
            met = _met(word, fold(token[0]), token.start(), self._typos_for(word, attribute), is_last)
            if met and (best is None or (met.typos, not met.is_exact) < (best.typos, not best.is_exact)):
                best = met
        return best

    def _rank(
        self, document: dict[str, Any], words: list[str], attributes: list[str], strategy: str
    ) -> tuple[tuple[int, int, int, int], float] | None:
        if not words:
            return (0, 0, 0, 0), 1.0
        met: list[tuple[int, int, bool]] = []
        for number, word in enumerate(words):
            found = [
                (one.typos, place, not one.is_exact)
                for place, name in enumerate(attributes)
                for text in _texts(document.get(name))
                if (one := self._meets(word, name, text, is_last=number == len(words) - 1))
            ]
            if found:
                met.append(min(found))
            elif strategy == "all" or number == 0:
                return None
            else:
                break  # "last": words are dropped from the end
        typos, place = sum(one[0] for one in met), sum(one[1] for one in met)
        inexact = sum(one[2] for one in met)
        score = max(0.0, len(met) / len(words) - 0.08 * typos - 0.01 * place / len(met) - 0.02 * inexact)
        return (len(words) - len(met), typos, place, inexact), score

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _hit(
        self, document: dict[str, Any], score: float, asked: dict[str, Any], words: list[str], attributes: list[str]
    ) -> dict[str, Any]:
        wanted = asked.get("attributesToRetrieve") or ["*"]
        hit = {name: value for name, value in document.items() if "*" in wanted or name in wanted}
        cropped, marked = asked.get("attributesToCrop") or [], asked.get("attributesToHighlight") or []
        if cropped or marked:
            hit["_formatted"] = {
                name: self._formatted(name, value, asked, words if name in attributes else [])
                for name, value in document.items()
                if name in cropped or name in marked or name in hit
            }
        if asked.get("showRankingScore"):
            hit["_rankingScore"] = score
        return hit

    def _formatted(self, name: str, value: Any, asked: dict[str, Any], words: list[str]) -> Any:
        if isinstance(value, list):
            return [self._formatted(name, one, asked, words) for one in value]
        text = str(value)  # as Meilisearch does with numbers in `_formatted`
        spans = [
            (met.start, met.start + met.length)
            for number, word in enumerate(words)
            for token in _TOKEN.finditer(text)
            if (met := _met(word, fold(token[0]), token.start(), self._typos_for(word, name), number == len(words) - 1))
        ]
        if name not in (asked.get("attributesToHighlight") or []):
            spans = []
        begin, end = 0, len(text)
        if name in (asked.get("attributesToCrop") or []):
            begin, end = _window(text, spans, asked.get("cropLength", 10))
        out, at = "", begin
        for start, stop in sorted(set(spans)):
            if start < at or stop > end:
                continue
            out += (
                text[at:start]
                + asked.get("highlightPreTag", "<em>")
                + text[start:stop]
                + asked.get("highlightPostTag", "</em>")
            )
            at = stop
        mark = asked.get("cropMarker", "…")
        return (mark if begin else "") + out + text[at:end] + (mark if end < len(text) else "")

    # --- filters -----------------------------------------------------------------------------------------------------

    def passes(self, document: dict[str, Any], rule: Any) -> bool:
        """Return whether a document meets a filter: a list is AND, a list within it OR, a text ANDs of comparisons."""
        if not rule:
            return True
        if isinstance(rule, list):
            return all(
                any(self.passes(document, one) for one in part)
                if isinstance(part, list)
                else self.passes(document, part)
                for part in rule
            )
        return all(self._compares(document, part.strip()) for part in str(rule).split(" AND "))

    def _compares(self, document: dict[str, Any], text: str) -> bool:
        listed, compared = _LISTED.fullmatch(text), _COMPARED.fullmatch(text)
        found = listed or compared
        if not found:
            raise Wrong("invalid_search_filter", f"Was expecting an operation, instead found `{text[:40]}`.")
        name = found[1]
        if name not in self.settings.get("filterableAttributes", []):
            raise Wrong("invalid_search_filter", f"Attribute `{name}` is not filterable.")
        value = document.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if listed:
            wanted = {one.strip().strip("'") for one in listed[2].split(",") if one.strip()}
            return any(str(one) in wanted for one in values)
        assert compared
        sign, asked = compared[2], compared[3].strip("'")
        if sign == "=":
            return any(str(one) == asked for one in values)
        return any(_ordered(float(one), sign, float(asked)) for one in values if isinstance(one, int | float))


def _ordered(one: float, sign: str, other: float) -> bool:
    return {">=": one >= other, "<=": one <= other, ">": one > other, "<": one < other}[sign]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [] if value is None else [str(value)]


def _met(word: str, token: str, start: int, most: int, is_last: bool) -> Met | None:
    if token == word:
        return Met(start, len(token), 0, True)
    if is_last and token.startswith(word):
        return Met(start, len(word), 0, False)
    if not most or not token or (abs(len(token) - len(word)) > most and not (is_last and len(token) > len(word))):
        return None
    first = 1 if token[0] != word[0] else 0  # a typo in the first letter counts as two
    best = edits(word, token, most)
    length = len(token)
    if is_last:
        for size in range(max(1, len(word) - most), min(len(token), len(word) + most) + 1):
            if (one := edits(word, token[:size], most)) < best:
                best, length = one, size
    return Met(start, length, best + first, False) if best + first <= most else None


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters differ (changed, missing, added, two swapped), counted no further than `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        following = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]


def _window(text: str, spans: list[tuple[int, int]], words: int) -> tuple[int, int]:
    tokens = list(_TOKEN.finditer(text))
    if len(tokens) <= words:
        return 0, len(text)
    first = min((start for start, _ in spans), default=0)
    at = next((number for number, token in enumerate(tokens) if token.end() > first), 0)
    begin = max(0, min(at - words // 2, len(tokens) - words))
    return tokens[begin].start(), tokens[begin + words - 1].end()
