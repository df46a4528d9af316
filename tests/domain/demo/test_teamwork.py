"""The demo's team has written notes, given verdicts and gathered people; all of it goes with the demo."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import col, func, select

from milo_app.core.work import system
from milo_app.domain.accounts.acting import actor_of
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import cohorts
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.team_models import Note, NoteMention, Verdict
from milo_app.domain.demo import deletion, invariants, teamwork, writer
from milo_app.domain.demo.workspace import ADMIN
from tests.domain.demo.conftest import Works


def test_people_who_finished_last_have_notes_verdicts_and_cohorts(works: Works, home: int) -> None:
    writer.fill(works, home, 120)
    with works(system(home)) as w:
        notes = w.session.exec(select(Note)).all()
        assert len(notes) >= 4 and len({note.author_id for note in notes}) == 2
        assert w.session.exec(select(func.count()).select_from(Verdict)).one() == len(notes)
        named = w.session.exec(select(NoteMention)).all()
        assert named and all("@" in note.body for note in notes if note.id in {one.note_id for one in named})
        counted = w.session.exec(select(func.sum(col(Application.notes_count)))).one()
        assert counted == len(notes)
        made = {row.name: row.people for row in cohorts.all_of(w)}
        assert set(made) == set(teamwork.COHORTS) and all(made.values())
        assert invariants.broken(w) == []


def test_they_go_with_the_demo(works: Works, home: int) -> None:
    writer.fill(works, home, 120)
    with works(system(home)) as w:
        deletion.delete_demo(w)
    with works(system(home)) as w:
        assert w.session.exec(select(Note)).all() == []
        assert cohorts.all_of(w) == []


def test_a_cohort_of_the_workspace_of_that_name_is_left_to_it(works: Works, home: int) -> None:
    with works(system(home)) as w:
        dana = w.session.exec(select(User).where(col(User.email) == ADMIN)).one()
        cohorts.create(replace(w, actor=actor_of(w, dana.id)), teamwork.LATER)
    writer.fill(works, home, 120)
    with works(system(home)) as w:
        assert {row.name: row.people for row in cohorts.all_of(w)}[teamwork.LATER] == 0
        deletion.delete_demo(w)
    with works(system(home)) as w:
        assert [row.name for row in cohorts.all_of(w)] == [teamwork.LATER]
