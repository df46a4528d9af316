"""The filters of a candidates list in words: menus, chips, and what an address says that nobody understands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from milo_app.domain.candidates.filters import STAGE_OPTIONS, ApplicationFilter, to_parts
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.candidates.table import StageColumn
from milo_app.state.candidates_rows import SOURCE_WORDS, tag_words
from milo_app.state.label_filter import Chosen

EVALUATION_WORDS = {"none": "Not scored", "queued": "Being scored", "done": "Scored", "pending": "Score pending"}
PART_WORDS = {
    "state": "progress",
    "decision": "status",
    "evaluation": "evaluation",
    "stages": "stage",
    "notes": "notes",
    "low": "lowest score",
    "high": "highest score",
    "tags": "tags",
    "source": "source",
    "country": "country",
    "since": "applied from",
    "until": "applied until",
    "places": "places",
    "sort": "order",
}


class StageMenu(TypedDict):
    """The filter of one stage: its key, its title, the chosen option and that in words."""

    key: str
    title: str
    value: str
    words: str


def stage_menus(stages: Sequence[StageColumn], flt: ApplicationFilter) -> list[StageMenu]:
    """Return the filter of each stage."""
    chosen = dict(flt.stages)
    return [
        StageMenu(
            key=stage.key,
            title=stage.title,
            value=chosen.get(stage.key, ""),
            words=STAGE_OPTIONS.get(chosen.get(stage.key, ""), ""),
        )
        for stage in stages
    ]


def chip_words(flt: ApplicationFilter, cohort: str) -> list[Chosen]:
    """Name the filters that no menu of the toolbar shows; `pick` is what `drop_part` takes."""
    found = [("source", f"Source: {SOURCE_WORDS.get(flt.source, flt.source)}")] if flt.source else []
    if flt.country:
        found.append(("country", f"Country: {country_name(flt.country)}"))
    if flt.evaluation:
        found.append(("evaluation", f"Evaluation: {EVALUATION_WORDS[flt.evaluation]}"))
    if flt.cohort:
        found.append(("cohort", f"Cohort: {cohort or 'no longer there'}"))
    if flt.since:
        found.append(("since", f"Applied from {flt.since.day} {flt.since:%b %Y}"))
    if flt.until:
        found.append(("until", f"Applied until {flt.until.day} {flt.until:%b %Y}"))
    if flt.places:
        found.append(("places", "Chosen on the map"))
    if flt.review:
        found.append(("review", "New, not judged by you"))
    found += [(f"tag:{at}", tag_words(name, value)) for at, (name, value) in enumerate(flt.tags)]
    return [Chosen(pick=pick, words=words) for pick, words in found]


def tag_picks(flt: ApplicationFilter) -> list[str]:
    """Return the chosen tags, each as it stands in an address."""
    return [to_parts(ApplicationFilter(tags=(tag,)))["tags"] for tag in flt.tags]


def drop_part(flt: ApplicationFilter, pick: str) -> ApplicationFilter:
    """Return a filter without what a chip names."""
    if pick.startswith("tag:"):
        at = pick.removeprefix("tag:")
        return replace(flt, tags=tuple(tag for number, tag in enumerate(flt.tags) if str(number) != at))
    plain = ApplicationFilter()
    known = ("source", "country", "evaluation", "cohort", "since", "until", "places", "review")
    return replace(flt, **{pick: getattr(plain, pick)}) if pick in known else flt


def misread(parts: Iterable[str], words: Mapping[str, str] = PART_WORDS) -> str:
    """Say which parts of an address were not understood; empty when all were."""
    names = [words.get(part, part[:30]) for part in dict.fromkeys(parts)][:6]
    if not names:
        return ""
    told = "It was" if len(names) == 1 else "They were"
    return f"Milo does not understand all of this address: {', '.join(names)}. {told} left out."
