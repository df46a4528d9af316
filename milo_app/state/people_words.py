"""The directory in words: its columns and rows, the chips of its filters, and what an address says that nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from milo_app.core.text import plural
from milo_app.core.work import Actor
from milo_app.domain.candidates.columns import Layout
from milo_app.domain.candidates.people_filters import NEAR, PeopleFilter
from milo_app.domain.candidates.people_rows import PersonRow
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.candidates.places import place
from milo_app.state.candidates_rows import (
    SOURCE_WORDS,
    Cell,
    Line,
    decision_cell,
    nothing,
    picture,
    plan,
    score_cell,
    tag_words,
    tags_cell,
    text,
)
from milo_app.state.label_filter import Chosen

PLANS = {
    "interviewer": plan("Latest interviewer", "", "on-line", "minmax(140px,1.2fr)", 140, "Where they came in last"),
    "interviews": plan("Interviews", "interviews", "is-right on-hide", "84px", 84, "In how many interviewers they are"),
    "score": plan("Best score", "score", "on-side", "96px", 96, "The best overall score of their interviews"),
    "engaged": plan("Last engaged", "engaged", "is-muted on-meta", "112px", 112, "Their last action, anywhere"),
    "tags": plan("Tags", "", "on-line", "minmax(120px,1fr)", 120, "Taken from the answers of the latest interview"),
    "place": plan("Place", "country", "on-line", "minmax(120px,.8fr)", 120, "From the resume, else from the phone"),
    "years": plan("Years", "years", "is-right on-hide", "64px", 64, "Years of experience, by their resume"),
    "progress": plan("Progress", "", "is-muted on-line", "120px", 120, "In the latest interview"),
    "decision": plan("Decision", "", "on-hide", "108px", 108, "In the latest interview"),
    "first": plan("First seen", "first", "is-muted on-hide", "96px", 96, "When they came in for the first time"),
}
STAGE_WORDS = {"resume": "Resume", "form": "Form", "web_interview": "Interview"}
PART_WORDS = {
    "interviewer": "interviewer", "stage": "stage", "state": "progress", "decision": "status", "source": "source",
    "tags": "tags", "skills": "skills", "cohort": "cohort", "country": "country", "place": "city",
    "within": "distance", "years": "least years", "upto": "most years", "low": "lowest score", "high": "highest score",
    "since": "engaged from", "until": "engaged until", "sort": "order",
}  # fmt: skip


def line(row: PersonRow, layout: Layout, actor: Actor) -> Line:
    """Turn a person into what the table shows."""
    return Line(
        id=row.id,
        name=row.name,
        mail=row.email,
        initials=row.initials,
        picture=picture(row, layout.avatar),
        decision="",
        can=" ".join(_allowed(actor)),
        cells=[_CELLS[key](row) for key in layout.shown],
    )


def _allowed(actor: Actor) -> Iterable[str]:
    yield "open"
    if actor.can("candidate:create"):
        yield "invite"
    if actor.can("candidate:update"):
        yield "cohort"
    if actor.can("candidate:delete"):
        yield "erase"


_CELLS: Mapping[str, Callable[[PersonRow], Cell]] = {
    "interviewer": lambda row: text(row.interviewer, row.interviewer, "m-cut"),
    "interviews": lambda row: text(f"{row.interviews:,}"),
    "score": lambda row: nothing("No interview was scored yet") if row.score is None else score_cell(
        row.score, row.band, "The best overall score of their interviews"
    ),
    "engaged": lambda row: text(row.engaged, row.engaged_full),
    "tags": lambda row: tags_cell(row.tags),
    "place": lambda row: text(row.place, row.place, "m-cut"),
    "years": lambda row: text("" if row.years is None else str(row.years)),
    "progress": lambda row: text(row.state_word),
    "decision": lambda row: decision_cell(row.decision),
    "first": lambda row: text(row.first, row.first_full),
}  # fmt: skip


def chips(flt: PeopleFilter, cohort: str) -> list[Chosen]:
    """Name the filters that no menu of the toolbar shows; `pick` is what `drop` takes."""
    found = [(f"skill:{at}", f"Skill: {name}") for at, name in enumerate(flt.skills)]
    if flt.place and (city := place(flt.place)) is not None:
        around = f", within {flt.within} km" if flt.within else ""
        found.append(("place", f"{city.label}{around}"))
    if flt.country:
        found.append(("country", country_name(flt.country)))
    if flt.min_years is not None or flt.max_years is not None:
        found.append(("years", years_words(flt.min_years, flt.max_years)))
    if flt.source:
        found.append(("source", f"Source: {SOURCE_WORDS.get(flt.source, flt.source)}"))
    if flt.cohort:
        found.append(("cohort", f"Cohort: {cohort or 'no longer there'}"))
    if flt.since:
        found.append(("since", f"Engaged from {day_words(flt.since)}"))
    if flt.until:
        found.append(("until", f"Engaged until {day_words(flt.until)}"))
    found += [(f"tag:{at}", tag_words(name, value)) for at, (name, value) in enumerate(flt.tags)]
    return [Chosen(pick=pick, words=words) for pick, words in found]


def years_words(low: int | None, high: int | None) -> str:
    """Say a range of years: "5+ years", "up to 3 years", "3 to 6 years"."""
    if high is None:
        return f"{low}+ years"
    if low is None:
        return f"Up to {plural(high, 'year')}"
    return f"{low} to {plural(high, 'year')}" if low != high else plural(low, "year")


def day_words(day: date) -> str:
    """Return a day as "3 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def drop(flt: PeopleFilter, pick: str) -> PeopleFilter:
    """Return a filter without what a chip names."""
    kind, _, at = pick.partition(":")
    if kind == "tag":
        return replace(flt, tags=tuple(tag for number, tag in enumerate(flt.tags) if str(number) != at))
    if kind == "skill":
        return replace(flt, skills=tuple(name for number, name in enumerate(flt.skills) if str(number) != at))
    if pick == "years":
        return replace(flt, min_years=None, max_years=None)
    if pick == "place":
        return replace(flt, place=0, within=NEAR)
    plain = PeopleFilter()
    known = ("source", "country", "cohort", "since", "until")
    return replace(flt, **{pick: getattr(plain, pick)}) if pick in known else flt
