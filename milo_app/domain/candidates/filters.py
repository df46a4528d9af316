"""What a list of candidates shows, as it stands in the URL: a pasted link shows the same people to whoever may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

from milo_app.domain.candidates.models import ApplicationState, Decision, EvaluationState, Source

STAGE_OPTIONS = {
    "top": "Top rated",
    "done": "Completed",
    "begun": "Incomplete",
    "none": "None",
    "stopped": "Stopped here",
}
SORTS = (
    "engaged",
    "score",
    "invited",
    "name",
    "decision",
    "state",
    "notes",
    "country",
    "source",
    "tags",
    "attempt",
    "completed",
)
"""Columns that a list can be sorted by; `stage.<key>` sorts by a stage's score."""
DEFAULTS = {
    "q": "", "state": "", "decision": "", "evaluation": "", "stages": "", "notes": "", "low": "", "high": "",
    "tags": "", "source": "", "country": "", "cohort": "", "since": "", "until": "", "places": "", "review": "",
    "sort": "engaged", "dir": "down",
}  # fmt: skip
"""The parts of the address that make a filter, with what they are when absent."""
MOST = 20
"""How many stages, tags or places one address may name."""


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What a list shows. Dismissed people come only with `decision="dismissed"`.

    `stages` are (stage key, one of `STAGE_OPTIONS`); all must hold, as must all `tags` (name, value; an empty value is
    any). `notes` is "with" or "without"; `low` and `high` bound the overall score; `since` and `until` are the local
    days on which somebody applied. `cohort` is a public id. `review` leaves who is finished, undecided and has no
    verdict of the reader yet.
    """

    q: str = ""
    state: str = ""
    decision: str = ""
    evaluation: str = ""
    sort: str = "engaged"
    descending: bool = True
    stages: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    low: int | None = None
    high: int | None = None
    tags: tuple[tuple[str, str], ...] = ()
    source: str = ""
    country: str = ""
    cohort: str = ""
    since: date | None = None
    until: date | None = None
    places: tuple[int, ...] = ()
    review: bool = False

    @property
    def count(self) -> int:
        """How many filters are on; the search, sort and order are none."""
        plain = replace(self, q="", sort="engaged", descending=True)
        none = ApplicationFilter()
        return sum(getattr(plain, name) != getattr(none, name) for name in ApplicationFilter.__dataclass_fields__)

    @property
    def is_narrow(self) -> bool:
        """Whether anybody may be left out."""
        return bool(self.count or self.q)


class Reader:
    """Reads the parts of an address one by one, and remembers in `wrong` which of them said nothing usable."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self.parts = parts
        self.wrong: list[str] = []

    def one_of(self, name: str, known: Collection[str]) -> str:
        """Return a value that is one of the known ones, or nothing."""
        value = self.parts.get(name, "")
        if value and value not in known:
            self.wrong.append(name)
            return ""
        return value

    def number(self, name: str, most: int = 100) -> int | None:
        """Return a whole number from 0 to the most."""
        value = self.parts.get(name, "")
        if not value:
            return None
        if value.isascii() and value.isdecimal() and len(value) <= 10 and int(value) <= most:
            return int(value)
        self.wrong.append(name)
        return None

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.parts.get(name, "")
        try:
            found = date.fromisoformat(value) if value else None
        except ValueError:
            found = date.min
        if found is None or 1970 < found.year < 3000:
            return found
        self.wrong.append(name)
        return None

    def pairs(self, name: str, known: Collection[str] | None = None) -> tuple[tuple[str, str], ...]:
        """Return pairs as `pairs_text` writes them; with `known` the second of each is one of them."""
        found: list[tuple[str, str]] = []
        text = self.parts.get(name, "")
        for piece in text.split(";")[:MOST] if text else ():
            first, colon, value = piece.partition(":")
            first, value = unquote(first)[:60], unquote(value)[:120]
            if not colon or not first or (known is not None and value not in known):
                self.wrong.append(name)
            else:
                found.append((first, value))
        return tuple(dict.fromkeys(found))

    def country(self) -> str:
        """Return the code of a country."""
        text = self.parts.get("country", "")
        if text and not (len(text) == 2 and text.isascii() and text.isalpha()):
            self.wrong.append("country")
            return ""
        return text.upper()

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return whole numbers with points between them."""
        found: list[int] = []
        text = self.parts.get(name, "")
        for piece in text.split(".")[:MOST] if text else ():
            if piece.isascii() and piece.isdecimal() and len(piece) <= 10:
                found.append(int(piece))
            else:
                self.wrong.append(name)
        return tuple(dict.fromkeys(found))


def from_parts(parts: Mapping[str, str]) -> tuple[ApplicationFilter, tuple[str, ...]]:
    """Read a filter from the parts of an address, with the names of the parts that say nothing usable.

    What cannot be read is left out, so that an address written by hand shows the default list and says so.
    """
    read = Reader(parts)
    wrong = read.wrong
    sort = parts.get("sort", "") or "engaged"
    if sort not in SORTS and not (sort.startswith("stage.") and 6 < len(sort) <= 40):
        wrong.append("sort")
        sort = "engaged"
    flt = ApplicationFilter(
        q=parts.get("q", "")[:200],
        state=read.one_of("state", frozenset(state.value for state in ApplicationState)),
        decision=read.one_of("decision", frozenset(decision.value for decision in Decision)),
        evaluation=read.one_of("evaluation", frozenset(state.value for state in EvaluationState)),
        sort=sort,
        descending=parts.get("dir", "down") != "up",
        stages=read.pairs("stages", frozenset(STAGE_OPTIONS)),
        notes=read.one_of("notes", frozenset({"with", "without"})),
        low=read.number("low"),
        high=read.number("high"),
        tags=read.pairs("tags"),
        source=read.one_of("source", frozenset(source.value for source in Source)),
        country=read.country(),
        cohort=parts.get("cohort", "")[:40],
        since=read.day("since"),
        until=read.day("until"),
        places=read.numbers("places"),
        review=bool(parts.get("review", "")),
    )
    return flt, tuple(wrong)


def to_parts(flt: ApplicationFilter) -> dict[str, str]:
    """Return a filter as the parts of an address; `from_parts` reads them back."""
    return {
        "q": flt.q,
        "state": flt.state,
        "decision": flt.decision,
        "evaluation": flt.evaluation,
        "stages": pairs_text(flt.stages),
        "notes": flt.notes,
        "low": "" if flt.low is None else str(flt.low),
        "high": "" if flt.high is None else str(flt.high),
        "tags": pairs_text(flt.tags),
        "source": flt.source,
        "country": flt.country,
        "cohort": flt.cohort,
        "since": flt.since.isoformat() if flt.since else "",
        "until": flt.until.isoformat() if flt.until else "",
        "places": ".".join(str(place) for place in flt.places),
        "review": "1" if flt.review else "",
        "sort": flt.sort,
        "dir": "down" if flt.descending else "up",
    }


def pairs_text(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return pairs as they stand in an address; `Reader.pairs` reads them back."""
    return ";".join(f"{quote(name, safe='')}:{quote(value, safe='')}" for name, value in pairs)
