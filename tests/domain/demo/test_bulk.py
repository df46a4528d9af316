"""People multiplied in bulk obey the same invariants and recounts as those of the services."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlmodel import col

from milo_app.core.work import system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.candidates import listed
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.demo import bulk, invariants, multitude, writer
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals
from tests.domain.demo.conftest import Works


def test_copies_obey_the_invariants_and_recounts(works: Works, home: int) -> None:
    writer.fill(works, home, 50)
    seen: list[tuple[int, int]] = []
    made = bulk.bulk(works, home, 700, lambda done, total: seen.append((done, total)))
    with works(system(home)) as w:
        assert invariants.broken(w) == []
        assert analytics.wrong_cells(w) == []
        assert bulk.count(w) == made.applications == 700
    assert seen[-1] == (700, 700)


def test_copies_spread_over_many_interviewers_with_the_largest_as_large_as_asked_for(works: Works, home: int) -> None:
    writer.fill(works, home, 50)
    with works(system(home)) as w:
        siblings = multitude.multiply(w, 40)
    bulk.bulk(works, home, 900, siblings=siblings, largest=300, alone=True)
    with works(system(home)) as w:
        query = select(col(InterviewerTotals.invited)).order_by(col(InterviewerTotals.invited).desc())
        sizes = list(w.session.scalars(query))
        assert (sizes[0], sum(sizes)) == (300, bulk.count(w)) and sizes[1] < 100
        assert invariants.broken(w) == []
        assert analytics.wrong_cells(w) == []
        ids = list(w.session.scalars(select(col(Interviewer.id)).where(col(Interviewer.version_id).is_not(None))))
        assert len(ids) >= 39
        assert sum(listed.restand_interviewer(w, row_id or 0) for row_id in ids) == 0


def test_the_indexes_that_were_set_aside_are_there_again(works: Works, home: int) -> None:
    def names() -> set[str]:
        with works(system(home)) as w:
            tables = ("candidate", "application", "stage_run")
            found = inspect(w.session.connection())
            return {str(index["name"]) for table in tables for index in found.get_indexes(table)}

    writer.fill(works, home, 20)
    before = names()
    bulk.bulk(works, home, 60, alone=True)
    assert names() == before and "ix_application_listed" in before


def test_filling_up_again_adds_nothing(works: Works, home: int) -> None:
    writer.fill(works, home, 20)
    bulk.bulk(works, home, 150)
    assert bulk.bulk(works, home, 150).applications == 150


def test_rows_can_be_added_by_the_services_after_a_bulk(works: Works, home: int, other_home: int) -> None:
    writer.fill(works, home, 40)
    bulk.bulk(works, home, 200)
    writer.fill(works, other_home, 20)
    with works(system(other_home)) as w:
        assert invariants.broken(w) == []


def test_an_invariant_that_is_broken_is_named(works: Works, home: int) -> None:
    writer.fill(works, home, 30)
    with works(system(home)) as w:
        w.session.connection().exec_driver_sql("UPDATE application SET score_sort = 3 WHERE score IS NULL")
        w.session.connection().exec_driver_sql("UPDATE interviewer_totals SET started = started + 1")
        rules = {one.rule for one in invariants.broken(w)}
    assert "The score that lists sort by is the score, or -1" in rules
    assert "The figures of an interviewer equal a recount of its applications" in rules


def test_lists_read_of_a_copy_where_its_person_lives(works: Works, home: int) -> None:
    writer.fill(works, home, 50)
    bulk.bulk(works, home, 300)
    with works(system(home)) as w:
        same = select(Application, Candidate).join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        rows = w.session.execute(same.where(col(Application.workspace_id) == home)).all()
    assert len(rows) == 300
    assert all((a.country, a.place_id) == (p.country, p.place_id) for a, p in rows)
    assert sum(a.place_id > 0 for a, _ in rows) > 200
