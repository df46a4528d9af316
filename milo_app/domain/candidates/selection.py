"""Whom an act on many is for: named people, or everybody whom a filter shows at that moment.

A choice by filter stays a filter until the act runs, so that it costs the same for fifty and for fifty thousand, and
reaches people whom no page has loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import people_filters
from milo_app.domain.candidates.filters import ApplicationFilter, from_parts, to_parts
from milo_app.domain.candidates.listing import filtered
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.people import latest_of
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.candidates.team_models import Cohort, CohortMember
from milo_app.domain.interviewers import queries as interviewers

MOST_NAMED = 1_000
"""So many people can be named one by one; more are chosen by a filter."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen applications: those with the public `ids`, or all that `flt` shows of an interviewer, or a whole cohort.

    `interviewer` is a public id, or empty for the whole workspace. With neither ids nor a filter nobody is chosen.
    `cohort` is a public id: everybody in it, by the application that brought them in. `people` are all whom a filter of
    the directory shows, by their latest application; it has no search, since a search names people.
    """

    interviewer: str = ""
    ids: tuple[str, ...] = ()
    flt: ApplicationFilter | None = None
    cohort: str = ""
    people: PeopleFilter | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data: a job keeps it."""
        return {
            "interviewer": self.interviewer,
            "ids": list(self.ids),
            "flt": to_parts(self.flt) if self.flt is not None else None,
            "cohort": self.cohort,
            "people": people_filters.to_parts(self.people) if self.people is not None else None,
        }

    @staticmethod
    def from_dict(raw: dict[str, Any]) -> Selection:
        """Read what `as_dict` made."""
        flt = from_parts(raw["flt"])[0] if raw.get("flt") is not None else None
        people = people_filters.from_parts(raw["people"])[0] if raw.get("people") is not None else None
        named = tuple(raw.get("ids", ()))
        return Selection(str(raw.get("interviewer", "")), named, flt, str(raw.get("cohort", "")), people)


def chosen(w: Work, selection: Selection) -> Select[Any]:
    """Return the select of the internal ids of those chosen whom the actor may read; tests are passed over.

    Raises `InterviewerNotFound`, and `Invalid` when too many are named one by one.
    """
    if len(selection.ids) > MOST_NAMED:
        raise Invalid(
            f"More than {MOST_NAMED:,} candidates are named one by one.", do="Select all that match a filter instead."
        )
    interviewer = interviewers.pick(w, selection.interviewer) if selection.interviewer else None
    if selection.flt is not None:
        query = filtered(w, interviewer, selection.flt)
    elif selection.people is not None:
        if selection.people.q:
            raise Invalid("A search names people one by one.", safe="Nothing was changed.")
        query = real(visible_to(w)).where(col(Application.id).in_(latest_of(w, selection.people)))
    elif selection.cohort:
        members = (
            select(col(CohortMember.application_id))
            .join(Cohort, col(Cohort.id) == col(CohortMember.cohort_id))
            .where(col(Cohort.workspace_id) == w.workspace_id, col(Cohort.public_id) == selection.cohort)
        )
        query = real(visible_to(w)).where(col(Application.id).in_(members))
    else:
        query = real(visible_to(w)).where(col(Application.public_id).in_(selection.ids))
        if interviewer is not None:
            query = query.where(col(Application.interviewer_id) == interviewer.id)
    return query.with_only_columns(col(Application.id))


def count(w: Work, selection: Selection) -> int:
    """Return exactly how many are chosen."""
    inner = chosen(w, selection).subquery()
    return int(w.session.execute(select(func.count()).select_from(inner)).scalar_one())
