"""The demo is lively, the same for the same seed, and made of rows like those of real candidates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import text
from sqlmodel import select

from milo_app.core.clock import FixedClock
from milo_app.core.work import Work, system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.candidates.models import Application
from milo_app.domain.demo import invariants, writer
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews import progress
from tests.domain.demo.conftest import Works

_SIGNATURE = (
    """SELECT i.title, i.state, i.department, i.deadline_at, i.archived_at, t.invited, t.started, t.completed, t.score_sum
       FROM interviewer i LEFT JOIN interviewer_totals t ON t.interviewer_id = i.id WHERE i.workspace_id = :ws
       ORDER BY i.title, i.created_at""",
    """SELECT i.title, c.email, c.name, c.phone, a.state, a.evaluation, a.score, a.decision, a.decided_at, a.csat,
       a.csat_comment, a.knocked_out_by, a.invited_at, a.started_at, a.completed_at, a.engaged_at
       FROM application a JOIN interviewer i ON i.id = a.interviewer_id JOIN candidate c ON c.id = a.candidate_id
       WHERE a.workspace_id = :ws ORDER BY c.email, i.title, a.invited_at""",
    """SELECT i.title, c.email, s.position, r.state, r.attempt, r.invited_at, r.started_at, r.completed_at, r.score, r.passed
       FROM stage_run r JOIN application a ON a.id = r.application_id JOIN candidate c ON c.id = a.candidate_id
       JOIN stage s ON s.id = r.stage_id JOIN interviewer i ON i.id = a.interviewer_id
       WHERE r.workspace_id = :ws ORDER BY c.email, i.title, a.invited_at, s.position""",
    """SELECT i.title, c.email, s.position, q.position, n.follow_up, n.prompt, n.body, n.is_skipped, n.asked_at, n.answered_at
       FROM answer n JOIN application a ON a.id = n.application_id JOIN candidate c ON c.id = a.candidate_id
       JOIN question q ON q.id = n.question_id JOIN stage s ON s.id = q.stage_id
       JOIN interviewer i ON i.id = a.interviewer_id
       WHERE n.workspace_id = :ws ORDER BY c.email, i.title, a.invited_at, s.position, q.position, n.follow_up""",
    """SELECT c.email, f.name, f.size, f.sha256, f.text, f.text_state, f.created_at FROM stored_file f
       JOIN application a ON a.id = f.application_id JOIN candidate c ON c.id = a.candidate_id
       WHERE f.workspace_id = :ws ORDER BY c.email, f.created_at""",
    """SELECT c.email, q.position, x.score, x.passed, x.found, x.rationale, x.void_reason FROM item_score x
       JOIN application a ON a.id = x.application_id JOIN candidate c ON c.id = a.candidate_id
       JOIN question q ON q.id = x.question_id JOIN stage s ON s.id = q.stage_id
       JOIN interviewer i ON i.id = a.interviewer_id
       WHERE x.workspace_id = :ws ORDER BY c.email, i.title, a.invited_at, s.position, q.position""",
    """SELECT l.service, l.micros, l.at, l.note FROM ledger_entry l WHERE l.workspace_id = :ws ORDER BY l.at, l.micros""",
)


def signature(w: Work) -> list[list[tuple[Any, ...]]]:
    """Return everything that people can see of a workspace's demo, without ids."""
    connection = w.session.connection()
    return [[tuple(row) for row in connection.execute(text(query), {"ws": w.workspace_id})] for query in _SIGNATURE]


def _counts(w: Work, query: str) -> Counter[Any]:
    return Counter(row[0] for row in w.session.connection().execute(text(query), {"ws": w.workspace_id}))


def test_everything_that_is_written_obeys_the_invariants(works: Works, home: int) -> None:
    made = writer.fill(works, home, 60)
    with works(system(home)) as w:
        assert invariants.broken(w) == []
        assert analytics.wrong_cells(w) == []
        assert made.applications == _counts(w, "SELECT 1 FROM application WHERE workspace_id = :ws").total() == 60


def test_the_progress_that_lists_show_is_what_a_rebuild_gives(works: Works, home: int) -> None:
    writer.fill(works, home, 40)
    with works(system(home)) as w:
        for application in w.session.exec(select(Application)).all():
            assert application.progress == progress.computed(w, application, plan_of(w, application.version_id))


def test_the_same_seed_gives_the_same_demo(works: Works, home: int, other_home: int) -> None:
    writer.fill(works, home, 40, seed=11)
    writer.fill(works, other_home, 40, seed=11)
    with works(system(home)) as w:
        first = signature(w)
    with works(system(other_home)) as w:
        assert signature(w) == first
    assert all(first)


def test_another_seed_gives_another_demo(works: Works, home: int, other_home: int) -> None:
    writer.fill(works, home, 12, seed=1)
    writer.fill(works, other_home, 12, seed=2)
    with works(system(home)) as w:
        first = signature(w)
    with works(system(other_home)) as w:
        assert signature(w) != first


def test_writing_in_batches_leaves_the_rows_that_the_services_of_the_candidate_page_leave(
    works: Works, home: int, other_home: int
) -> None:
    writer.fill(works, home, 45, seed=5)
    writer.fill(works, other_home, 45, seed=5, as_visitors=True)
    with works(system(home)) as w:
        batched = signature(w)
    with works(system(other_home)) as w:
        for written, expected in zip(batched, signature(w), strict=True):
            assert written == expected


def test_the_workspace_is_lively(works: Works, home: int, clock: FixedClock) -> None:
    writer.fill(works, home, 200)
    with works(system(home)) as w:
        states = _counts(w, "SELECT state FROM application WHERE workspace_id = :ws")
        assert {"pending", "in_progress", "completed", "knocked_out"} <= states.keys()
        assert {"shortlisted", "dismissed", "none"} <= _counts(
            w, "SELECT decision FROM application WHERE workspace_id = :ws"
        ).keys()
        assert {"active", "expired", "archived", "draft"} <= _counts(
            w, "SELECT state FROM interviewer WHERE workspace_id = :ws"
        ).keys()
        assert len(_counts(w, "SELECT department FROM interviewer WHERE workspace_id = :ws")) == 6
        scores = _counts(w, "SELECT score / 20 FROM application WHERE workspace_id = :ws AND score IS NOT NULL")
        assert len(scores) >= 4
        several = "SELECT count(*) FROM application WHERE workspace_id = :ws GROUP BY candidate_id HAVING count(*) > 1"
        assert _counts(w, several).total() > 5
        assert _counts(w, "SELECT 1 FROM notification WHERE workspace_id = :ws AND read_at IS NULL").total() > 0
        assert _counts(w, "SELECT service FROM ledger_entry WHERE workspace_id = :ws")["grant"] == 4


def test_nobody_of_the_demo_is_mailed(works: Works, home: int) -> None:
    writer.fill(works, home, 40)
    with works(system(home)) as w:
        assert _counts(w, "SELECT kind FROM outbox WHERE workspace_id = :ws")["mail"] == 0
        assert _counts(w, "SELECT state FROM message WHERE workspace_id = :ws").keys() == {"simulated"}
        addresses = _counts(w, "SELECT email FROM candidate WHERE workspace_id = :ws")
        assert all(address.endswith("@example.com") for address in addresses)
        phones = _counts(w, "SELECT phone FROM candidate WHERE workspace_id = :ws AND phone <> ''")
        assert all(phone.startswith("+1") and phone[5:10] == "55501" for phone in phones)


def test_everything_is_marked_as_a_demo(works: Works, home: int) -> None:
    writer.fill(works, home, 15)
    with works(system(home)) as w:
        assert _counts(w, "SELECT source FROM application WHERE workspace_id = :ws").keys() == {"demo"}
        assert all(_counts(w, "SELECT is_demo FROM interviewer WHERE workspace_id = :ws"))
        assert all(_counts(w, "SELECT is_demo FROM workspace WHERE id = :ws"))
