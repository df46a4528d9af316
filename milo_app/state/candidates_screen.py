"""One read of an interviewer's candidates: the rows, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.paging import Page
from milo_app.core.work import Work
from milo_app.domain.accounts import choices, own
from milo_app.domain.candidates import columns, filter_choices, listing, table
from milo_app.domain.candidates.columns import Layout
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listing import ApplicationCounts
from milo_app.domain.candidates.table import StageColumn, TableRow
from milo_app.domain.interviewers import queries as interviewers
from milo_app.state.interviewers import DENSITY


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rows and does not change with each click."""

    counts: ApplicationCounts
    layout: Layout
    cohort: str
    density: str
    letters: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """One read of the list; `page` is None where another view shows the people, `around` where it is fresh."""

    stages: tuple[StageColumn, ...]
    flt: ApplicationFilter
    unknown: tuple[str, ...]
    page: Page[TableRow] | None
    around: Around | None


def read_screen(
    w: Work, interviewer_id: str, flt: ApplicationFilter, cursor: str, has_rows: bool, has_around: bool
) -> Screen:
    """Read what the page shows; raises `InterviewerNotFound`. What names a stage that is not there is left out."""
    interviewer = interviewers.pick(w, interviewer_id)
    stages = table.stage_columns(w, interviewer)
    keys = [stage.key for stage in stages]
    known, unknown = filter_choices.sifted(flt, keys)
    around = None
    if has_around:
        cohort = filter_choices.cohort_name(w, known.cohort) if known.cohort else ""
        density = "compact" if choices.read(w, DENSITY).get("rows") == "compact" else "comfortable"
        around = Around(
            listing.counts(w, interviewer_id),
            columns.read(w, interviewer, keys),
            cohort,
            density,
            own.reviewing(w).has_keys,
        )
    page = table.page(w, interviewer, known, cursor) if has_rows else None
    return Screen(stages, known, unknown, page, around)
