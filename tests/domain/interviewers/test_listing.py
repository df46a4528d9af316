"""The list of interviewers: who is found, in which order, and what a line says. Everything from maintained figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from milo_app.core.text import fold
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState
from milo_app.domain.analytics import service as analytics
from milo_app.domain.interviewers import service
from milo_app.domain.interviewers.attention import attention
from milo_app.domain.interviewers.listing import InterviewerFilter, counts, page
from milo_app.domain.interviewers.models import Interviewer, InterviewerSubscription, InterviewerTotals, StageTotals
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from tests.factories.house import House
from tests.factories.interviewers import full_plan, make_interviewer, web_plan

MICROS = 1_000_000


def put_label(w: Work, row: Interviewer, key: str, value: str) -> None:
    """Give an interviewer a label, made when there is none of that key."""
    found = w.session.exec(select(LabelDefinition).where(col(LabelDefinition.key) == key)).one_or_none()
    if found is None:
        found = LabelDefinition(
            workspace_id=w.workspace_id, key=key, name=key.capitalize(), kind=LabelKind.TEXT, created_at=w.now
        )
        w.session.add(found)
        w.session.flush()
    assert found.id is not None and row.id is not None
    w.session.add(
        LabelAssignment(
            workspace_id=w.workspace_id,
            definition_id=found.id,
            interviewer_id=row.id,
            value=value,
            value_key=fold(value),
            assigned_at=w.now,
        )
    )
    w.session.flush()


def titles(w: Work, **flt: Any) -> list[str]:
    """Return the names that a filter finds, in order."""
    return [row.title for row in page(w, InterviewerFilter(**flt)).rows]


def named(w: Work, *names: str) -> list[Interviewer]:
    """Publish interviewers of these names."""
    return [make_interviewer(w, web_plan(title=name)) for name in names]


@pytest.mark.parametrize(
    "typed", ["barista", "BARISTA", "creme", "crème", "crème-barista", "/i/acme/creme-barista", "  Barista "]
)
def test_a_name_or_link_name_is_found_whatever_the_case_and_accents(w: Work, typed: str) -> None:
    named(w, "Crème Barista", "Welder")
    assert titles(w, q=typed) == ["Crème Barista"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "🙂", "nobody", "interview", "draft-"])
def test_what_is_in_no_name_finds_nothing(w: Work, typed: str) -> None:
    named(w, "Barista", "Welder")
    assert titles(w, q=typed, tab="all") == []


def test_values_of_one_label_are_alternatives_and_labels_add_up(w: Work) -> None:
    berlin, lisbon, remote, none = named(w, "Berlin", "Lisbon", "Remote", "None")
    for row, city in ((berlin, "Berlin"), (lisbon, "Lisbon"), (remote, "Porto")):
        put_label(w, row, "city", city)
    for row in (berlin, none):
        put_label(w, row, "team", "Blue")
    assert titles(w, labels=(("city", "berlin"),)) == ["Berlin"]
    assert titles(w, labels=(("city", "Berlin"), ("city", "LISBON")), sort="oldest") == ["Berlin", "Lisbon"]
    assert titles(w, labels=(("city", "Berlin"), ("city", "Lisbon"), ("team", "blue"))) == ["Berlin"]
    assert titles(w, labels=(("nothing", "x"),)) == []


def test_a_line_shows_labels_and_subscribers_who_are_still_members(w: Work, house: House) -> None:
    (row,) = named(w, "Barista")
    put_label(w, row, "team", "Blue")
    put_label(w, row, "city", "Berlin")
    w.session.execute(delete(InterviewerSubscription))
    for actor in (house.recruiter, house.viewer, house.admin):
        w.session.add(
            InterviewerSubscription(
                workspace_id=w.workspace_id, interviewer_id=row.id or 0, user_id=actor.user_id or 0, created_at=w.now
            )
        )
    w.session.flush()
    membership = w.session.exec(select(Membership).where(col(Membership.user_id) == house.viewer.user_id)).one()
    membership.state = MembershipState.REMOVED
    w.session.flush()
    line = page(w, InterviewerFilter()).rows[0]
    assert line.labels == (("city", "City", "Berlin"), ("team", "Team", "Blue"))
    assert (line.subscribers, line.subscriber_initials) == (2, ("RR", "AA"))


def test_a_line_says_how_many_completed_each_stage(w: Work) -> None:
    plan = full_plan()
    row = make_interviewer(w, plan)
    for stage, done in zip(plan.stages[:2], (9, 4), strict=True):
        w.session.add(
            StageTotals(workspace_id=w.workspace_id, interviewer_id=row.id or 0, stage_key=stage.key, completed=done)
        )
    w.session.flush()
    line = page(w, InterviewerFilter()).rows[0]
    assert [chip.kind for chip in line.stages] == ["resume", "form", "web_interview"]
    assert (line.stage_done, line.questions) == ((9, 4, 0), 5)


def test_spend_is_written_against_the_budget_and_hidden_from_who_may_not_see_it(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w)
        service.set_budget(w, row.public_id, 1000 * MICROS)
        w.session.get_one(InterviewerTotals, row.id).spend_micros = 3 * MICROS
    with house.work() as w:
        line = page(w, InterviewerFilter()).rows[0]
        assert (line.spend_text, line.budget_text, line.spend_percent, line.is_paused) == ("$3", "$1k", 0, False)
        w.session.get_one(InterviewerTotals, row.id).spend_micros = 1000 * MICROS
        line = page(w, InterviewerFilter()).rows[0]
        assert (line.spend_percent, line.is_paused) == (100, True)
    with house.work(house.viewer) as w:
        line = page(w, InterviewerFilter()).rows[0]
        assert (line.spend_text, line.budget_text, line.spend_micros, line.budget_micros) == ("", "", 0, None)


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (32, "32d"), (59, "59d"), (430, "14mo")])
def test_a_line_says_how_long_it_runs(w: Work, days: int, said: str) -> None:
    row = make_interviewer(w)
    row.activated_at = w.now - timedelta(days=days)
    assert page(w, InterviewerFilter()).rows[0].active_text == said


def test_a_list_reads_no_more_often_with_more_interviewers(w: Work) -> None:
    from sqlalchemy import event

    def queries() -> int:
        w.session.expire_all()
        seen: list[str] = []
        event.listen(w.session.connection(), "before_cursor_execute", lambda c, cur, sql, *rest: seen.append(sql))
        page(w, InterviewerFilter())
        return len(seen)

    named(w, "One")
    few = queries()
    named(w, "Two", "Three", "Four", "Five")
    w.session.flush()
    w.session.expunge_all()
    assert queries() <= few + 1


def test_attention_names_what_ends_soon_falls_fails_or_is_paused(w: Work) -> None:
    soon, low, failing, paused, _ = named(w, "Soon", "Low", "Failing", "Paused", "Calm")
    soon.deadline_at = w.now + timedelta(days=3)
    w.session.get_one(InterviewerTotals, low.id).is_under_baseline = True
    w.session.get_one(InterviewerTotals, failing.id).pending = 2
    paused.budget_told_at = w.now
    w.session.flush()
    found = attention(w)
    assert found.expiring.items == ((soon.public_id, "Soon"),)
    assert found.completion.items == ((low.public_id, "Low"),)
    assert found.evaluations.items == ((failing.public_id, "Failing"),)
    assert found.budget.items == ((paused.public_id, "Paused"),)
    for need, title in (("expiring", "Soon"), ("completion", "Low"), ("evaluations", "Failing"), ("budget", "Paused")):
        assert titles(w, need=need) == [title]


def test_attention_counts_all_and_names_a_few(w: Work) -> None:
    for row in named(w, "One", "Two", "Three", "Four", "Five"):
        row.deadline_at = w.now + timedelta(days=1)
    w.session.flush()
    assert (attention(w).expiring.count, len(attention(w).expiring.items)) == (5, 3)
    assert not attention(w).is_calm


def test_an_archived_interviewer_needs_no_attention(w: Work) -> None:
    (row,) = named(w, "Soon")
    row.deadline_at = w.now + timedelta(days=1)
    row.budget_told_at = w.now
    w.session.flush()
    service.archive(w, row.public_id)
    assert attention(w).is_calm
    assert counts(w).archived == 1


def test_totals_follow_the_people_who_come_in(house: House) -> None:
    from tests.factories.candidates import make_application

    with house.work() as w:
        _, second = named(w, "First", "Second")
        make_application(w, second)
        analytics.recompute_here(w)
    with house.work() as w:
        assert titles(w, sort="most") == ["Second", "First"]
        assert titles(w, sort="least") == ["First", "Second"]
