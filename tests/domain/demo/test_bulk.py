"""People multiplied in bulk obey the same invariants and recounts as those of the services."""

from __future__ import annotations

from sqlalchemy import text

from milo_app.core.work import system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.demo import bulk, invariants, writer
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


def test_lists_read_of_a_copy_what_stands_on_its_person(works: Works, home: int) -> None:
    writer.fill(works, home, 50)
    bulk.bulk(works, home, 300)
    with works(system(home)) as w:
        rows = w.session.execute(
            text(
                "SELECT a.name_key = c.name_key AND a.email_key = c.email AND a.country = c.country "
                "AND a.place_id = c.place_id, c.place_id > 0 FROM application a JOIN candidate c ON c.id = a.candidate_id"
            )
        ).all()
    assert len(rows) == 300
    assert all(is_same for is_same, _ in rows)
    assert sum(bool(is_placed) for _, is_placed in rows) > 200
