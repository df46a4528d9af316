"""T10 for the domain: every query, asked from one workspace with the ids of another, answers as if they were absent."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from sqlmodel import col, select

import milo_app.domain
from milo_app import bootstrap
from milo_app.core.errors import MiloError
from milo_app.core.work import Work, system
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.people_filters import PeopleFilter
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.interviewers import labelling
from milo_app.domain.interviewers.listing import InterviewerFilter
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.labels import queries as label_queries
from milo_app.domain.labels import service as labels
from milo_app.domain.labels.models import LabelDefinition, LabelKind
from milo_app.domain.outreach.models import Message
from tests.databases import Installation
from tests.factories.accounts import make_user
from tests.factories.served import SECRET_WORD, Place, furnish


@dataclass
class Ids:
    """What a stranger might know of the first workspace: public ids and row numbers."""

    place: Place
    interviewer_id: int
    version_id: int
    application_id: int
    run_id: int
    mail: str
    label: str
    label_id: int


EVERYTHING = ApplicationFilter()
ROLES = InterviewerFilter(tab="all")
CALLS: dict[str, Callable[[Any, Work, Ids], Any]] = {
    "accounts.is_blind": lambda fn, w, ids: fn(w, 1),
    "accounts.members": lambda fn, w, ids: fn(w),
    "accounts.workspace": lambda fn, w, ids: fn(w),
    "analytics.overview": lambda fn, w, ids: fn(w, 30, ids.interviewer_id),
    "analytics.totals": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "audit.about": lambda fn, w, ids: fn(w, "application", ids.application_id, ["application_created"]),
    "audit.page": lambda fn, w, ids: fn(w),
    "billing.balance": lambda fn, w, ids: fn(w),
    "billing.credits_view": lambda fn, w, ids: fn(w),
    "billing.granted": lambda fn, w, ids: fn(w),
    "billing.spend": lambda fn, w, ids: fn(w, interviewer_id=ids.interviewer_id),
    "billing.spend_by_interviewer": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "candidates.board": lambda fn, w, ids: fn(w, ids.place.interviewer, EVERYTHING),
    "candidates.capped_count": lambda fn, w, ids: fn(w, select(Application.id)),
    "candidates.filtered": lambda fn, w, ids: [a.public_id for a in w.session.scalars(fn(w, None, EVERYTHING))],
    "candidates.ids_of": lambda fn, w, ids: fn(w, None, EVERYTHING),
    "candidates.joined": lambda fn, w, ids: fn(w, [ids.application_id]),
    "candidates.chosen": lambda fn, w, ids: w.session.scalars(fn(w, Selection(ids=(ids.place.application,)))).all(),
    "candidates.count": lambda fn, w, ids: fn(w, Selection(ids=(ids.place.application,))),
    "candidates.column_page": lambda fn, w, ids: fn(w, ids.place.interviewer, EVERYTHING, "completed", 25),
    "candidates.counts": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "candidates.geography": lambda fn, w, ids: fn(w, ids.place.interviewer, EVERYTHING),
    "candidates.get": lambda fn, w, ids: fn(w, ids.place.application),
    "candidates.move": lambda fn, w, ids: fn(w, ids.place.application, "shortlisted"),
    "candidates.names": lambda fn, w, ids: fn(w, [ids.application_id]),
    "candidates.cohort_choices": lambda fn, w, ids: fn(w),
    "candidates.latest_of": lambda fn, w, ids: w.session.scalars(fn(w, PeopleFilter(), [1, 2, 3])).all(),
    "candidates.choices_of": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "candidates.cohort_name": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "candidates.page": lambda fn, w, ids: fn(w, ids.place.interviewer, EVERYTHING),
    "candidates.page_of_ids": lambda fn, w, ids: fn(w, None, EVERYTHING),
    "candidates.pick": lambda fn, w, ids: fn(w, ids.place.application),
    "candidates.pick_many": lambda fn, w, ids: fn(w, [ids.place.application]),
    "candidates.position": lambda fn, w, ids: fn(w, ids.place.application, EVERYTHING),
    "candidates.row": lambda fn, w, ids: fn(w, ids.application_id),
    "candidates.rows_by_id": lambda fn, w, ids: fn(w, [ids.application_id]),
    "candidates.visible_to": lambda fn, w, ids: w.session.execute(fn(w)).scalars().all(),
    "interviewers.choices": lambda fn, w, ids: fn(w),
    "interviewers.counts": lambda fn, w, ids: fn(w),
    "interviewers.draft": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "interviewers.get": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "interviewers.page": lambda fn, w, ids: fn(w, ROLES),
    "interviewers.pick": lambda fn, w, ids: fn(w, ids.place.interviewer),
    "interviewers.pick_many": lambda fn, w, ids: fn(w, [ids.place.interviewer]),
    "interviewers.plan_of": lambda fn, w, ids: fn(w, ids.version_id),
    "interviewers.titles": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "interviewers.visible_to": lambda fn, w, ids: w.session.execute(fn(w)).scalars().all(),
    "interviews.answers_of": lambda fn, w, ids: fn(w, ids.run_id),
    "interviews.files": lambda fn, w, ids: fn(w, ids.place.application),
    "interviews.resume_of": lambda fn, w, ids: fn(w, ids.application_id),
    "interviews.resume_text": lambda fn, w, ids: fn(w, ids.place.application),
    "interviews.run_rows": lambda fn, w, ids: fn(w, ids.application_id, 1),
    "interviews.timeline": lambda fn, w, ids: fn(w, ids.place.application),
    "interviews.transcript": lambda fn, w, ids: fn(w, ids.place.application),
    "labels.definition": lambda fn, w, ids: fn(w, ids.label),
    "labels.definitions": lambda fn, w, ids: fn(w),
    "labels.filter_choices": lambda fn, w, ids: fn(w),
    "labels.for_export": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "labels.having": lambda fn, w, ids: w.session.exec(
        select(Interviewer.id).where(*fn(w, col(Interviewer.id), {"region": ["east"]}))
    ).all(),
    "labels.is_used": lambda fn, w, ids: fn(w),
    "labels.labels_of": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "labels.missing_required": lambda fn, w, ids: fn(w, [ids.interviewer_id]),
    "labels.pick": lambda fn, w, ids: fn(w, ids.label),
    "labels.used_by": lambda fn, w, ids: fn(w, LabelDefinition(id=ids.label_id)),
    "labels.values_in_use": lambda fn, w, ids: fn(w, LabelDefinition(id=ids.label_id), ["east"]),
    "notifications.latest": lambda fn, w, ids: fn(w),
    "notifications.unread": lambda fn, w, ids: fn(w),
    "notifications.unread_of": lambda fn, w, ids: fn(w, range(1, 50)),
    "notifications.rings": lambda fn, w, ids: fn(w, []),
    "outreach.contact_history": lambda fn, w, ids: fn(w, ids.application_id),
    "outreach.mail": lambda fn, w, ids: fn(w, ids.mail),
    "outreach.mailbox": lambda fn, w, ids: fn(w),
    "outreach.simulated": lambda fn, w, ids: fn(w),
    "scoring.report": lambda fn, w, ids: fn(w, ids.place.application),
}

ACROSS_ON_PURPOSE = {
    "accounts.everybody": "commands only",
    "accounts.workspaces": "commands only",
    "accounts.user_by_email": "signing in, before there is a workspace",
    "accounts.workspace_by_slug": "public links, before there is a workspace",
    "accounts.workspaces_of": "the switch: the workspaces of one person",
    "candidates.cell_of": "names a column",
    "candidates.keys_of": "reads the stages of a row that was read already",
    "candidates.rows_of": "shapes rows that were read already",
    "interviewers.published_plan": "shapes rows that were read already",
    "interviewers.rows_of": "shapes rows that were read already",
    "interviewers.required_problems": "judges a row that was read already",
    "interviewers.is_paused": "judges a row that was read already",
    "interviewers.public_page": "the public page of a role, for anybody",
    "outreach.may_see_link": "judges a row that was read already",
}


READING = {"candidates": ("listing", "selection", "filter_choices", "board", "geography")}
"""Modules beside `queries` that only read: every function of them is called with two workspaces, too."""


def queries() -> dict[str, Any]:
    """Every public query: `capability.name` of functions that take the unit of work first."""
    found = {}
    parts = list(pkgutil.iter_modules(milo_app.domain.__path__))
    places = [(part, room) for part in parts for room in ("queries", *READING.get(part.name, ()))]
    for part, room in places:
        try:
            module = import_module(f"milo_app.domain.{part.name}.{room}")
        except ModuleNotFoundError:
            continue
        home = f"milo_app.domain.{part.name}."
        for name, fn in vars(module).items():
            is_own = inspect.isfunction(fn) and fn.__module__.startswith(home) and not name.startswith("_")
            if is_own and list(inspect.signature(fn).parameters)[:1] == ["w"]:
                found[f"{part.name}.{name}"] = fn
    return found


def test_every_query_is_asked_across_workspaces_or_says_why_not() -> None:
    assert sorted(set(queries()) - set(CALLS) - set(ACROSS_ON_PURPOSE)) == [], "add it to CALLS"


@pytest.fixture
def both(installation: Installation) -> tuple[Ids, Place]:
    """Two furnished workspaces, and the ids of the first."""
    first, second = furnish("acme", SECRET_WORD), furnish("birch", "Umbrella")
    with bootstrap.work(system(first.workspace_id)) as w:
        name = f"Region {SECRET_WORD}"
        label = labels.create(w, name, LabelKind.TEXT, key="region", is_required=True)
        labelling.assign(w, [first.interviewer], label.id, "East")
    with bootstrap.read(system(first.workspace_id)) as w:
        application = w.session.get(Application, first.application_id)
        row = w.session.exec(select(Interviewer)).one()
        run = w.session.exec(select(StageRun)).first()
        mail = w.session.exec(select(Message)).first()
        assert application is not None and row.id is not None and run is not None and mail is not None
        label_id = label_queries.pick(w, label.id).id or 0
        found = Ids(
            first,
            row.id,
            row.version_id or 0,
            first.application_id,
            run.id or 0,
            mail.public_id,
            label.id,
            label_id,
        )
    return found, second


def asked(w: Work, ids: Ids) -> dict[str, str]:
    """Ask every query and return what each said: its answer, or the name and sentence of its error."""
    said = {}
    present = queries()
    for name, call in CALLS.items():
        if name not in present:
            continue
        try:
            said[name] = repr(call(present[name], w, ids))
        except MiloError as error:
            said[name] = f"{type(error).__name__}: {error.sentence()}"
    return said


def test_no_query_shows_anything_of_another_workspace(both: tuple[Ids, Place]) -> None:
    ids, second = both
    with bootstrap.work(system(None)) as w:
        from milo_app.domain.accounts.models import Role, Workspace

        home = w.session.get(Workspace, second.workspace_id)
        assert home is not None
        stranger = make_user(w, home, Role.ADMIN, "Stranger Umbrella")
    nobody = Place(0, "", "", interviewer="0" * 32, application="0" * 32)
    absent = Ids(nobody, 10**6, 10**6, 10**6, 10**6, "0" * 32, "0" * 32, 10**6)
    with bootstrap.read(stranger) as w:
        foreign, nothing = asked(w, ids), asked(w, absent)
    assert {name: said for name, said in foreign.items() if SECRET_WORD in said or "acme" in said} == {}
    differ = {name: (said, nothing[name]) for name, said in foreign.items() if said != nothing[name]}
    assert differ == {}


def test_the_same_queries_do_show_it_to_its_own_people(both: tuple[Ids, Place]) -> None:
    ids, _ = both
    with bootstrap.read(system(ids.place.workspace_id)) as w:
        said = asked(w, ids)
    showing = {name for name, text in said.items() if SECRET_WORD in text}
    assert {"candidates.get", "candidates.page", "interviewers.get", "outreach.mail", "scoring.report"} <= showing
