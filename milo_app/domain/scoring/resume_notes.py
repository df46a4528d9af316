"""What a resume states, as tags and, where its own figures differ, as a signal. With and without a model. Pure."""

from __future__ import annotations

from typing import Final

from milo_app.domain.candidates.resume_credentials import Level
from milo_app.domain.candidates.resume_facts import ResumeFacts
from milo_app.domain.scoring.dossier import RESUME_REF
from milo_app.domain.scoring.ports import FoundTag, Quote
from milo_app.domain.scoring.signals import FoundSignal

YEARS_DIFFER: Final = "years_differ"
MAX_OF_A_KIND: Final = 4
_GAP: Final = 2.0


def tags_of(facts: ResumeFacts) -> list[FoundTag]:
    """Return years of experience, languages, licences and the highest degree, each with the line that states it."""
    found: list[FoundTag] = []
    if facts.claim:
        found.append(FoundTag("Years of experience", _number(facts.claim.years), _quote(facts.claim.line)))
    elif facts.dated_years >= 1:
        line = facts.periods[0].line if facts.periods else ""
        found.append(FoundTag("Years of experience", f"about {facts.dated_years:.0f}, by its dates", _quote(line)))
    found += [
        FoundTag(
            "Language", f"{spoken.language} ({spoken.level})" if spoken.level else spoken.language, _quote(spoken.line)
        )
        for spoken in facts.languages[:MAX_OF_A_KIND]
    ]
    found += [FoundTag("Licence", licence.value, _quote(licence.line)) for licence in facts.licenses[:MAX_OF_A_KIND]]
    degree = facts.highest_degree
    if degree and degree.level >= Level.VOCATIONAL:
        found.append(FoundTag("Education", degree.level.name.capitalize(), _quote(degree.line)))
    return found


def signal_of(facts: ResumeFacts) -> FoundSignal | None:
    """Return a signal when the years that are claimed and those of the dates differ by more than two years."""
    if facts.claim is None or facts.dated_months == 0 or abs(facts.claim.years - facts.dated_years) <= _GAP:
        return None
    said, dated = _number(facts.claim.years), f"{facts.dated_years:.0f}"
    return FoundSignal(
        YEARS_DIFFER,
        f"States {said} years of experience; the dates of its jobs add up to about {dated}.",
        facts.claim.line[:280],
    )


def _number(years: float) -> str:
    return f"{years:g}"


def _quote(line: str) -> Quote | None:
    return Quote(RESUME_REF, line) if line else None
