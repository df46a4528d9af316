"""What the filters of the directory offer: interviewers, tags, skills and countries that somebody of the workspace has.

Values are found one after the other along an index, so that a million tags cost no more than the few that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from milo_app.core.db import columns
from milo_app.core.work import Work
from milo_app.domain.candidates.filter_choices import CountryChoice, cohort_choices
from milo_app.domain.candidates.models import ApplicationTag
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.people_models import CandidateSkill, PersonTotals
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.interviewers.models import Interviewer, InterviewerState

MOST = 150
MOST_INTERVIEWERS = 500


@dataclass(frozen=True, slots=True)
class PeopleChoices:
    """What the filters offer. Interviewers and cohorts are (public id, title); tags are (name, value)."""

    interviewers: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    skills: tuple[str, ...]
    countries: tuple[CountryChoice, ...]
    cohorts: tuple[tuple[str, str], ...]


def choices_of(w: Work) -> PeopleChoices:
    """Return what the filters of the directory offer."""
    w.require("candidate:read")
    tag, skill, totals = ApplicationTag, CandidateSkill, PersonTotals
    tags: list[tuple[str, str]] = []
    for name in _distinct(w, tag.name, MOST):
        tags += [(name, value) for value in _distinct(w, tag.value, MOST - len(tags), col(tag.name) == name)]
    skills = _distinct(w, skill.skill, MOST)
    codes = [code for code in _distinct(w, totals.country, MOST) if code]
    countries = sorted((CountryChoice(code, country_name(code), 0) for code in codes), key=lambda one: one.name)
    return PeopleChoices(
        interviewers=interviewer_choices(w),
        tags=tuple(tags),
        skills=tuple(skills),
        countries=tuple(countries),
        cohorts=cohort_choices(w),
    )


def interviewer_choices(w: Work) -> tuple[tuple[str, str], ...]:
    """Return published interviewers, those that run first."""
    query = (
        select(col(Interviewer.public_id), col(Interviewer.title))
        .where(
            col(Interviewer.workspace_id) == w.workspace_id,
            col(Interviewer.version_id).is_not(None),
        )
        .order_by((col(Interviewer.state) != InterviewerState.ACTIVE), col(Interviewer.title), col(Interviewer.id))
        .limit(MOST_INTERVIEWERS)
    )
    return tuple((key, title) for key, title in w.session.execute(query))


def interviewer_title(w: Work, public_id: str) -> str:
    """Return an interviewer's title, empty when there is none of that id."""
    query = select(col(Interviewer.title)).where(
        col(Interviewer.workspace_id) == w.workspace_id, col(Interviewer.public_id) == public_id
    )
    return str(w.session.scalar(query) or "") if public_id else ""


def known(w: Work, flt: PeopleFilter) -> tuple[PeopleFilter, tuple[str, ...]]:
    """Leave out an interviewer that is not there; also return the parts that named something unknown."""
    if flt.interviewer and not interviewer_title(w, flt.interviewer):
        return replace(flt, interviewer=""), ("interviewer",)
    return flt, ()


def _distinct(w: Work, column: Any, most: int, *where: ColumnElement[bool]) -> list[str]:
    """Return the distinct values of a column in order, each found behind the one before."""
    home = col(column.class_.workspace_id) == w.workspace_id
    found: list[str] = []
    while len(found) < most:
        query = select(col(column)).where(home, *where).order_by(col(column)).limit(1)
        if found:
            query = query.where(col(column) > found[-1])
        line = columns(w.session, query)
        if not line:
            break
        found.append(str(line[0][0]))
    return found
