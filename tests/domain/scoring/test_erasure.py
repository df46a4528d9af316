"""Erasing a person: nothing that says who it was is left in any table, and the figures stay as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from milo_app import bootstrap, orm
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.errors import Denied, NotFound
from milo_app.core.work import Actor
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.audit.service import verify
from milo_app.domain.candidates import decisions, erasure, links, notes, photos, ratings
from milo_app.domain.candidates.erasure import ErasedPerson
from milo_app.domain.candidates.models import Application, Candidate, CandidatePhoto
from milo_app.domain.interviews.models import StoredFile
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.outreach import service as mails
from milo_app.domain.scoring import service
from milo_app.domain.scoring.models import ItemScore
from milo_app.domain.scoring.queries import report
from tests.databases import Installation
from tests.factories.accounts import make_user
from tests.factories.attempts import House, apply, house
from tests.factories.evaluators import FULL, works
from tests.factories.papers import png

SAID = ("ada", "obi", "442079460000", "kettle", "slow for us", "ada@example.com")
"""What says who it was, or was said: in small letters."""


@pytest.fixture
def place(installation: Installation) -> House:
    """A workspace with the usual interview."""
    return house()


def people(place: House) -> tuple[Actor, Actor]:
    """Return an admin and a viewer of the workspace."""
    with place.open() as w:
        home = w.session.get_one(Workspace, place.workspace_id)
        return make_user(w, home, Role.ADMIN, "Dana Admin"), make_user(w, home, Role.VIEWER, "Vera Viewer")


@pytest.fixture
def admin(place: House) -> Actor:
    """Return an admin."""
    return people(place)[0]


@pytest.fixture
def person(place: House, admin: Actor) -> str:
    """Somebody about whom everything is stored that can be: answers, scores, notes, mails, links, a decision."""
    number, public_id = apply(place, FULL)
    with place.open() as w:
        resume = w.session.scalars(select(StoredFile)).one()
        blob = w.port(FileStore).save(place.workspace_id, [resume.text.encode()], 100_000)
        resume.blob_key = blob.key
        w.session.add(resume)
    service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
    with place.open(actor=admin) as w:
        notes.write(w, public_id, "Ada Obi is too slow for us, @Dana Admin")
        ratings.give(w, public_id, "no", "Ada is too slow for us")
        ratings.rate(w, public_id, "upset", 2)
        decisions.dismiss(w, [public_id], "Ada is too slow for us")
        links.copy(w, public_id)
        to = mails.To("ada@example.com", "Ada Obi", application_id=number)
        mails.queue(w, "completion", to, {"name": "Ada Obi", "interviewer": "Retail"}, "one")
    return public_id


def left_of(place: House) -> dict[str, list[str]]:
    """Return where anything that was said still stands, by table."""
    found: dict[str, list[str]] = {}
    with place.open() as w:
        for table in orm.metadata.sorted_tables:
            if table.name in ("stage", "question", "interviewer", "interviewer_version", "app_user"):
                continue
            for row in w.session.execute(text(f"SELECT * FROM {table.name}")):
                words = str(tuple(row)).lower()
                found.setdefault(table.name, []).extend(word for word in SAID if _stands(word, words))
    return {name: sorted(set(words)) for name, words in found.items() if words}


def _stands(word: str, words: str) -> bool:
    # "ada" and "obi" are parts of other words.
    return word in words if len(word) > 3 else any(f"{edge}{word} " in words for edge in (" ", "'", '"'))


def test_nothing_that_was_said_or_written_is_left(place: House, admin: Actor, person: str) -> None:
    assert {"candidate", "note", "verdict", "answer", "message", "stored_file"} <= set(left_of(place))
    with place.open(actor=admin) as w:
        erasure.erase(w, person)
    assert left_of(place) == {}


def test_the_files_leave_the_store(place: House, admin: Actor, person: str) -> None:
    with place.open(actor=admin) as w:
        key = w.session.scalars(select(StoredFile)).one().blob_key
        store = w.port(FileStore)
        assert store.path(key).exists()
        erasure.erase(w, person)
        assert store.path(key).exists()
    with pytest.raises(NotFound):
        store.path(key)


def test_the_photo_goes_too(place: House, admin: Actor, person: str) -> None:
    with place.open(actor=admin) as w:
        photos.set_photo(w, person, png(240, 240))
        assert len(w.session.scalars(select(CandidatePhoto)).all()) == 1
        erasure.erase(w, person)
        assert not w.session.scalars(select(CandidatePhoto)).all()
        assert w.session.scalars(select(Candidate)).one().photo_key == ""


def test_an_empty_line_stays_with_its_figures(place: House, admin: Actor, person: str) -> None:
    with place.open() as w:
        before = w.session.scalars(select(Application)).one()
        score, completed = before.score, before.completed_at
        scores = sorted(row.score or 0 for row in w.session.scalars(select(ItemScore)))
    with place.open(actor=admin) as w:
        erasure.erase(w, person)
    with place.open() as w:
        row = w.session.scalars(select(Application)).one()
        assert (row.score, row.completed_at, row.notes_count, row.name_key) == (score, completed, 0, "")
        assert sorted(one.score or 0 for one in w.session.scalars(select(ItemScore))) == scores
        assert w.session.scalars(select(Candidate)).one().name == "Erased person"
        assert verify(w) is None


def test_its_report_says_that_it_was_erased_and_so_does_a_second_time(place: House, admin: Actor, person: str) -> None:
    with place.open(actor=admin) as w:
        erasure.erase(w, person)
    with bootstrap.read(admin, place.clock) as w, pytest.raises(ErasedPerson, match="was erased"):
        report(w, person)
    with place.open(actor=admin) as w, pytest.raises(ErasedPerson):
        erasure.erase(w, person)


def test_only_who_may_delete_people_erases(place: House, admin: Actor, person: str) -> None:
    recruiter = replace(admin, permissions=admin.permissions - {"candidate:delete"})
    with place.open(actor=recruiter) as w, pytest.raises(Denied):
        erasure.erase(w, person)


def test_somebody_of_the_same_address_can_come_again(place: House, admin: Actor, person: str) -> None:
    with place.open(actor=admin) as w:
        erasure.erase(w, person)
    _, again = apply(place, FULL)
    with place.open() as w:
        assert w.session.scalars(select(Application).where(col(Application.public_id) == again)).one().attempt == 1
