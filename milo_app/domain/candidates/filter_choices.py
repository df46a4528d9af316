"""What the filters of a candidates list offer: the tags, countries and cohorts that somebody of it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationTag
from milo_app.domain.candidates.place_words import country_name
from milo_app.domain.candidates.queries import real, visible_to
from milo_app.domain.candidates.team_models import Cohort
from milo_app.domain.interviewers import queries as interviewers

MOST_TAGS = 300
MOST_COHORTS = 200


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A value of a tag, and how many have it."""

    name: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country, and how many come from there."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the filters offer; cohorts are (public id, name)."""

    tags: tuple[TagChoice, ...]
    countries: tuple[CountryChoice, ...]
    cohorts: tuple[tuple[str, str], ...]


def choices_of(w: Work, interviewer_public_id: str) -> FilterChoices:
    """Return what the filters of an interviewer's list offer; no country in blind review."""
    w.require("candidate:read")
    interviewer = interviewers.pick(w, interviewer_public_id)
    return FilterChoices(_tags(w, interviewer.id or 0), _countries(w, interviewer.id or 0), cohort_choices(w))


def _tags(w: Work, interviewer_id: int) -> tuple[TagChoice, ...]:
    tag, number = ApplicationTag, func.count()
    query = (
        select(col(tag.name), col(tag.value), number)
        .where(col(tag.workspace_id) == w.workspace_id, col(tag.interviewer_id) == interviewer_id)
        .group_by(col(tag.name), col(tag.value))
        .order_by(number.desc(), col(tag.name), col(tag.value))
        .limit(MOST_TAGS)
    )
    return tuple(TagChoice(name, value, int(count)) for name, value, count in w.session.execute(query))


def _countries(w: Work, interviewer_id: int) -> tuple[CountryChoice, ...]:
    if w.actor.is_blind:
        return ()
    country = col(Application.country)
    query = (
        real(visible_to(w))
        .where(col(Application.interviewer_id) == interviewer_id, country != "")
        .with_only_columns(country, func.count())
        .group_by(country)
    )
    found = [CountryChoice(code, country_name(code), int(count)) for code, count in w.session.execute(query)]
    return tuple(sorted(found, key=lambda one: one.name))


def cohort_choices(w: Work) -> tuple[tuple[str, str], ...]:
    """Return the cohorts of the workspace by name, each with its public id."""
    query = (
        select(col(Cohort.public_id), col(Cohort.name))
        .where(col(Cohort.workspace_id) == w.workspace_id)
        .order_by(col(Cohort.name_key))
        .limit(MOST_COHORTS)
    )
    return tuple((public_id, name) for public_id, name in w.session.execute(query))


def cohort_name(w: Work, public_id: str) -> str:
    """Return a cohort's name, empty when there is none of that id."""
    query = select(col(Cohort.name)).where(
        col(Cohort.workspace_id) == w.workspace_id, col(Cohort.public_id) == public_id
    )
    return str(w.session.scalar(query) or "")


def sifted(flt: ApplicationFilter, stage_keys: Iterable[str]) -> tuple[ApplicationFilter, tuple[str, ...]]:
    """Leave out what names a stage that the interviewer does not have; also return the parts that did."""
    keys = set(stage_keys)
    stages = tuple((key, option) for key, option in flt.stages if key in keys)
    wrong = ["stages"] if stages != flt.stages else []
    sort = flt.sort
    if sort.startswith("stage.") and sort.removeprefix("stage.") not in keys:
        sort = "engaged"
        wrong.append("sort")
    return replace(flt, stages=stages, sort=sort), tuple(wrong)
