"""Deleting the demo takes back what the writer made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, text
from sqlmodel import col, select

from milo_app import orm
from milo_app.core.clock import FixedClock
from milo_app.core.errors import Denied
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.audit.models import AuditEntry
from milo_app.domain.candidates.models import Application, Candidate, Source
from milo_app.domain.candidates.service import enrol, find_or_create
from milo_app.domain.demo import deletion, invariants, writer
from milo_app.domain.interviewers import composing, publishing
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from tests.databases import Installation
from tests.domain.demo.conftest import Works

DESCRIPTION = (
    "Florist. You bind bouquets, advise customers, keep the shop tidy and order flowers every week. Two years."
)


def _own_interviewer(works: Works, home: int) -> int:
    with works(system(home)) as w:
        started = composing.start_draft(w, DESCRIPTION, "Florist")
    view = composing.compose(lambda: works(system(home)), started.id)
    with works(system(home)) as w:
        publishing.publish(w, started.id, view.rev)
        row = w.session.exec(select(Interviewer).where(col(Interviewer.public_id) == started.id)).one()
        assert row.id is not None
        return row.id


def _rows(w: Work, table: str) -> int:
    return int(w.session.connection().execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())


def test_everything_of_the_demo_goes(works: Works, home: int, installation: Installation) -> None:
    made = writer.fill(works, home, 60)
    assert list((installation.data / "files").rglob("*"))
    with works(system(home)) as w:
        gone = deletion.delete_demo(w)
        assert not deletion.holds_demo(w)
    assert (gone.interviewers, gone.applications) == (made.interviewers, 60)
    kept = {"workspace", "app_user", "membership", "audit_entry", "audit_detail"}
    with works(system(home)) as w:
        left = {table.name for table in orm.metadata.sorted_tables if _rows(w, table.name)}
        assert left - {"search_outbox"} == kept  # what the index has still to take out stands there until it did
        assert w.session.get_one(Workspace, home).is_demo is False
    assert [path for path in Path(installation.data / "files").rglob("*") if path.is_file()] == []


def test_what_a_person_made_stays(works: Works, home: int, clock: FixedClock) -> None:
    writer.fill(works, home, 40)
    own = _own_interviewer(works, home)
    with works(system(home)) as w:
        person = find_or_create(w, "Real Person", "real@milo.example")
        enrol(w, w.session.get_one(Interviewer, own), person, Source.LINK)
        known = w.session.exec(select(Candidate).where(col(Candidate.email) != person.email)).first()
        assert known is not None
        enrol(w, w.session.get_one(Interviewer, own), known, Source.INVITE)
        known_id = known.id
        is_open = (col(Interviewer.is_demo), col(Interviewer.state) == InterviewerState.ACTIVE)
        tried = w.session.exec(select(Interviewer).where(*is_open)).first()
        assert tried is not None
        enrol(w, tried, person, Source.LINK)
        tried_id = tried.id
    with works(system(home)) as w:
        deletion.delete_demo(w)
    with works(system(home)) as w:
        assert set(w.session.exec(select(Interviewer.id)).all()) == {own, tried_id}
        assert set(w.session.exec(select(Application.interviewer_id)).all()) == {own, tried_id}
        assert known_id in w.session.exec(select(Candidate.id)).all()
        assert w.session.scalar(select(func.count()).select_from(Candidate)) == 2
        assert not w.session.get_one(Interviewer, tried_id).is_demo
        assert invariants.broken(w) == []


def test_another_workspace_keeps_its_demo(works: Works, home: int, other_home: int) -> None:
    writer.fill(works, home, 20)
    writer.fill(works, other_home, 20)
    with works(system(home)) as w:
        deletion.delete_demo(w)
    with works(system(other_home)) as w:
        assert w.session.scalar(select(func.count()).select_from(Application)) == 20
        assert w.session.get_one(Workspace, other_home).is_demo
        assert invariants.broken(w) == []


def test_a_recruiter_may_not_delete_it(works: Works, home: int) -> None:
    recruiter = Actor(kind="user", workspace_id=home, role="recruiter", permissions=granted(Role.RECRUITER))
    with pytest.raises(Denied), works(recruiter) as w:
        deletion.delete_demo(w)


def test_doing_it_twice_changes_nothing_and_the_log_says_so(works: Works, home: int) -> None:
    writer.fill(works, home, 20)
    with works(system(home)) as w:
        deletion.delete_demo(w)
    with works(system(home)) as w:
        assert deletion.delete_demo(w) == deletion.Deleted(0, 0, 0)
    with works(system(home)) as w:
        actions = w.session.exec(select(AuditEntry.action)).all()
    assert actions.count("demo_deleted") == 2
