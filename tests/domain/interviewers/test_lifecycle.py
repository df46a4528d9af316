"""draft -> active -> expired -> active, to the archive and back, each step with an exact undo; deadlines as typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from milo_app.core.errors import Conflict, Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.interviewers import lifecycle, queries, service
from milo_app.domain.interviewers.deadlines import deadline_from, moved_by
from milo_app.domain.interviewers.errors import WrongState
from milo_app.domain.interviewers.events import InterviewerClosed, InterviewerExtended, InterviewerReopened
from milo_app.domain.interviewers.listing import InterviewerFilter, page
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.undoing import Undo
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan


def states(w: Work) -> dict[str, str]:
    """Return the state of every interviewer by its name."""
    return {row.title: row.state for row in page(w, InterviewerFilter(tab="all")).rows}


def three(w: Work) -> list[Interviewer]:
    """Publish three interviewers that end in 5, 10 and 15 days."""
    return [make_interviewer(w, web_plan(title=f"Role {days}"), days=days) for days in (5, 10, 15)]


def test_archiving_is_undone_exactly(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, days=5)
        ends = row.deadline_at
        taken = lifecycle.archive(w, row.public_id)
        assert (taken.label, taken.count, row.state) == ("Archived Retail Associate", 1, InterviewerState.ARCHIVED)
    with house.work() as w:
        found = lifecycle.undo(w, Undo.from_dict(taken.as_dict()))
        back = queries.pick(w, row.public_id)
        assert (found.restored, back.state, back.archived_at, back.deadline_at) == (
            1,
            InterviewerState.ACTIVE,
            None,
            ends,
        )
    assert len(house.told(InterviewerClosed)) == len(house.told(InterviewerReopened)) == 1


def test_an_undo_after_the_deadline_brings_back_an_expired_interviewer(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, days=1)
        taken = lifecycle.archive(w, row.public_id)
    house.clock.advance(days=2)
    with house.work() as w:
        lifecycle.undo(w, taken)
        back = queries.pick(w, row.public_id)
        assert (back.state, back.expired_at) == (InterviewerState.EXPIRED, back.deadline_at)


def test_what_was_changed_again_is_left_alone(house: House) -> None:
    with house.work() as w:
        one, two, _ = three(w)
        taken = lifecycle.extend_many(w, [one.public_id, two.public_id], days=7)
    with house.work() as w:
        lifecycle.extend(w, two.public_id, w.now + timedelta(days=40))
    with house.work() as w:
        found = lifecycle.undo(w, taken)
        assert (found.restored, found.skipped) == (1, 1)
        assert queries.pick(w, two.public_id).deadline_at == w.now + timedelta(days=40)
    with house.work() as w, pytest.raises(Conflict, match="nothing left"):
        lifecycle.undo(w, taken)


def test_extending_an_expired_one_opens_it_and_undoing_closes_it(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, days=1)
    house.clock.advance(days=2)
    with house.work() as w:
        lifecycle.expire_due(w)
        ended = queries.pick(w, row.public_id).expired_at
        taken = lifecycle.extend(w, row.public_id, w.now + timedelta(days=3))
        assert queries.pick(w, row.public_id).state == InterviewerState.ACTIVE
    with house.work() as w:
        lifecycle.undo(w, taken)
        back = queries.pick(w, row.public_id)
        assert (back.state, back.expired_at) == (InterviewerState.EXPIRED, ended)


def test_many_are_archived_at_once_and_what_cannot_be_is_counted(house: House) -> None:
    with house.work() as w:
        rows = three(w)
        lifecycle.archive(w, rows[0].public_id)
        copy = service.clone(w, rows[1].public_id)
        taken = lifecycle.archive_many(w, [row.public_id for row in rows] + [copy, "0" * 32])
        assert (taken.count, taken.skipped, taken.label) == (2, 2, "Archived 2 interviewers, 2 skipped")
        lifecycle.undo(w, taken)
        assert states(w) == {
            "Role 5": "archived",
            "Role 10": "active",
            "Role 15": "active",
            "Role 10 (copy)": "draft",
        }
        assert lifecycle.unarchive_many(w, [rows[0].public_id]).count == 1


def test_each_is_extended_by_days_from_its_own_deadline(house: House) -> None:
    with house.work() as w:
        rows = three(w)
        before = [row.deadline_at for row in rows]
        taken = lifecycle.extend_many(w, [row.public_id for row in rows], days=7)
        assert [row.deadline_at for row in rows] == [moment + timedelta(days=7) for moment in before if moment]
        lifecycle.undo(w, taken)
        assert [row.deadline_at for row in rows] == before
        lifecycle.extend_many(w, [row.public_id for row in rows], deadline_at=w.now + timedelta(days=30))
        assert {row.deadline_at for row in rows} == {w.now + timedelta(days=30)}
    assert len(house.told(InterviewerExtended)) == 9


@pytest.mark.parametrize("raw", [{}, {"what": "erase", "items": [], "label": "", "count": 0}, {"items": [{"id": 1}]}])
def test_a_forged_undo_is_refused(raw: dict) -> None:
    with pytest.raises(Invalid, match="cannot be undone"):
        Undo.from_dict(raw)


def test_undoing_asks_for_the_right_again(house: House) -> None:
    with house.work() as w:
        taken = lifecycle.archive(w, make_interviewer(w).public_id)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        lifecycle.undo(w, taken)


def test_a_draft_cannot_be_archived(w: Work) -> None:
    copy = service.clone(w, make_interviewer(w).public_id)
    with pytest.raises(WrongState):
        lifecycle.archive(w, copy)


def test_a_copy_takes_settings_and_no_people(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w)
        service.set_budget(w, row.public_id, 5_000_000)
        service.configure(w, row.public_id, max_retakes=2, retake_cooldown_days=3, remind_days=5)
    with house.work(house.admin) as w:
        copy = queries.pick(w, service.clone(w, row.public_id))
        assert (copy.budget_micros, copy.max_retakes, copy.retake_cooldown_days, copy.remind_days) == (
            5_000_000,
            2,
            3,
            5,
        )
        from milo_app.domain.interviewers.subscriptions import subscribers

        assert [user.name for user in subscribers(w, copy.id or 0)] == ["Ada Admin"]


def test_a_day_without_a_time_ends_with_its_last_minute() -> None:
    assert deadline_from("2026-12-24", None, "Europe/Berlin") == datetime(2026, 12, 24, 22, 59, tzinfo=UTC)
    assert deadline_from(" 2026-07-01 ", "18:30", "America/New_York") == datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def test_a_time_that_clocks_skip_is_refused_with_the_next_one() -> None:
    with pytest.raises(Invalid, match="no 02:30 on 29 Mar 2026 in Europe/Berlin") as refused:
        deadline_from("2026-03-29", "02:30", "Europe/Berlin")
    assert (refused.value.field, refused.value.do) == ("deadline", "Choose 03:30, or another day.")


def test_a_time_that_comes_twice_means_the_later_one() -> None:
    assert deadline_from("2026-10-25", "02:30", "Europe/Berlin") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "24.12.2026", "2026-13-01", "99999-01-01", "²026-01-01"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(Invalid) as refused:
        deadline_from(day, None, "UTC")
    assert refused.value.field == "deadline"


@pytest.mark.parametrize("typed", ["25:00", "noon", "12:61"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a time"):
        deadline_from("2026-12-24", typed, "UTC")


@pytest.mark.parametrize("tz", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_year_9999_is_too_far_away(w: Work, tz: str) -> None:
    row = make_interviewer(w)
    with pytest.raises(Invalid, match="five years"):
        lifecycle.extend(w, row.public_id, deadline_from("9999-12-31", None, tz))


def test_a_deadline_in_the_past_is_refused(w: Work) -> None:
    row = make_interviewer(w)
    with pytest.raises(Invalid, match="passed already"):
        lifecycle.extend(w, row.public_id, deadline_from("2026-11-20", None, "Europe/Berlin"))


def test_days_are_added_on_the_calendar_not_by_the_hour() -> None:
    ends = datetime(2026, 3, 28, 17, 0, tzinfo=UTC)  # 18:00 in Berlin, the day before clocks go forward
    now = ends - timedelta(days=3)
    assert moved_by(ends, now, 1, "Europe/Berlin") == datetime(2026, 3, 29, 16, 0, tzinfo=UTC)
    assert moved_by(now - timedelta(days=9), now, 2, "Europe/Berlin") == datetime(2026, 3, 27, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, -3, 10**9])
def test_nobody_extends_by_no_days(days: int) -> None:
    with pytest.raises(Invalid):
        moved_by(None, datetime(2026, 1, 1, tzinfo=UTC), days, "UTC")
