"""What the directory of people shows, as it stands in the URL: a pasted link shows the same people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

from milo_app.domain.candidates.filters import MOST, Reader, pairs_text
from milo_app.domain.candidates.models import ApplicationState, Decision, Source
from milo_app.domain.candidates.places import place
from milo_app.domain.interviewers.plan import StageKind

SORTS = ("engaged", "name", "score", "interviews", "first", "years", "country")
RADII = (0, 10, 25, 50, 100, 250)
"""How far around a city one can look, in kilometres; 0 is the city itself."""
NEAR = 25
"""The radius where none is said."""
MOST_YEARS = 60
DEFAULTS = {
    "q": "", "interviewer": "", "stage": "", "state": "", "decision": "", "source": "", "tags": "", "skills": "",
    "cohort": "", "country": "", "place": "", "within": "", "years": "", "upto": "", "low": "", "high": "",
    "since": "", "until": "", "sort": "engaged", "dir": "down",
}  # fmt: skip
"""The parts of the address that make a filter, with what they are when absent."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Whom the directory shows. Everything is optional; all that is set must hold.

    `interviewer` (a public id), `stage` (the kind of the stage where somebody stands), `state`, `decision` and `source`
    are met by one and the same application. `place` is the gazetteer's number of a city and `within` kilometres around
    it. `min_years` to `max_years` are years of experience, `low` to `high` the best score, `since` to `until` the local
    days of the last action. `tags` are (name, value; empty: any), `cohort` is a public id.
    """

    q: str = ""
    interviewer: str = ""
    stage: str = ""
    state: str = ""
    decision: str = ""
    source: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    skills: tuple[str, ...] = ()
    cohort: str = ""
    country: str = ""
    place: int = 0
    within: int = NEAR
    min_years: int | None = None
    max_years: int | None = None
    low: int | None = None
    high: int | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "engaged"
    descending: bool = True

    @property
    def count(self) -> int:
        """How many filters are on; the search, sort and order are none, a radius belongs to its city."""
        plain = replace(self, q="", sort="engaged", descending=True, within=NEAR)
        none = PeopleFilter()
        return sum(getattr(plain, name) != getattr(none, name) for name in PeopleFilter.__dataclass_fields__)

    @property
    def is_narrow(self) -> bool:
        """Whether anybody may be left out."""
        return bool(self.count or self.q)


def from_parts(parts: Mapping[str, str]) -> tuple[PeopleFilter, tuple[str, ...]]:
    """Read a filter from the parts of an address, with the names of the parts that say nothing usable."""
    read = Reader(parts)
    city = read.number("place", 2_000_000_000) or 0
    if city and ((found := place(city)) is None or found.is_country):
        read.wrong.append("place")
        city = 0
    within = read.number("within", max(RADII))
    flt = PeopleFilter(
        q=parts.get("q", "")[:200],
        interviewer=parts.get("interviewer", "")[:40],
        stage=read.one_of("stage", {kind.value for kind in StageKind}),
        state=read.one_of("state", {state.value for state in ApplicationState}),
        decision=read.one_of("decision", {decision.value for decision in Decision}),
        source=read.one_of("source", {source.value for source in Source}),
        tags=read.pairs("tags"),
        skills=_names(parts.get("skills", "")),
        cohort=parts.get("cohort", "")[:40],
        country=read.country(),
        place=city,
        within=NEAR if within is None else within,
        min_years=read.number("years", MOST_YEARS),
        max_years=read.number("upto", MOST_YEARS),
        low=read.number("low"),
        high=read.number("high"),
        since=read.day("since"),
        until=read.day("until"),
        sort=read.one_of("sort", SORTS) or "engaged",
        descending=parts.get("dir", "down") != "up",
    )
    return flt, tuple(read.wrong)


def to_parts(flt: PeopleFilter) -> dict[str, str]:
    """Return a filter as the parts of an address; `from_parts` reads them back."""
    return {
        "q": flt.q,
        "interviewer": flt.interviewer,
        "stage": flt.stage,
        "state": flt.state,
        "decision": flt.decision,
        "source": flt.source,
        "tags": pairs_text(flt.tags),
        "skills": ";".join(quote(name, safe="") for name in flt.skills),
        "cohort": flt.cohort,
        "country": flt.country,
        "place": str(flt.place or ""),
        "within": str(flt.within) if flt.place and flt.within != NEAR else "",
        "years": _said(flt.min_years),
        "upto": _said(flt.max_years),
        "low": _said(flt.low),
        "high": _said(flt.high),
        "since": flt.since.isoformat() if flt.since else "",
        "until": flt.until.isoformat() if flt.until else "",
        "sort": flt.sort,
        "dir": "down" if flt.descending else "up",
    }


def _said(number: int | None) -> str:
    return "" if number is None else str(number)


def _names(text: str) -> tuple[str, ...]:
    found = [unquote(piece)[:60].strip() for piece in text.split(";")[:MOST]]
    return tuple(dict.fromkeys(name for name in found if name))
