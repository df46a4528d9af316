"""What holds at once: each change says what its writer saw, so that two people never overwrite each other."""

from __future__ import annotations

import datetime as dt

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.interviewers import queries, service, terms
from milo_app.domain.interviewers.errors import SlugTaken, WrongState
from milo_app.domain.interviewers.models import InterviewerState
from milo_app.domain.interviewers.terms import StaleTerms
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer


def test_a_new_link_name_holds_at_once_and_the_old_one_is_free_again(w) -> None:
    row = make_interviewer(w, slug="baker")
    assert terms.rename_link(w, row.public_id, "baker", "Head Baker 2").slug == "head-baker-2"
    assert make_interviewer(w, slug="baker").slug == "baker"


def test_a_link_name_in_use_is_refused_with_a_free_one(w) -> None:
    make_interviewer(w, slug="baker")
    row = make_interviewer(w, slug="cook")
    with pytest.raises(SlugTaken) as error:
        terms.rename_link(w, row.public_id, "cook", "baker")
    assert error.value.suggestion == "baker-2"


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(w) -> None:
    row = make_interviewer(w)
    terms.set_budget(w, row.public_id, None, 5_000_000)
    with pytest.raises(StaleTerms) as error:
        terms.set_budget(w, row.public_id, None, 9_000_000)
    assert error.value.now.budget_micros == 5_000_000
    assert queries.pick(w, row.public_id).budget_micros == 5_000_000


def test_changes_of_two_different_settings_both_hold(w) -> None:
    row = make_interviewer(w)
    terms.set_retakes(w, row.public_id, 0, 3)
    after = terms.set_cooldown(w, row.public_id, 0, 7)
    assert (after.max_retakes, after.retake_cooldown_days) == (3, 7)


def test_an_expired_interviewer_opens_again_with_a_later_deadline(w) -> None:
    row = make_interviewer(w, days=1)
    w.clock.advance(days=2)
    service.expire_due(w)
    terms.move_deadline(w, row.public_id, row.deadline_at, w.now + dt.timedelta(days=9))
    assert queries.pick(w, row.public_id).state == InterviewerState.ACTIVE


def test_an_archived_interviewer_keeps_its_deadline(w) -> None:
    row = make_interviewer(w)
    service.archive(w, row.public_id)
    with pytest.raises(WrongState):
        terms.move_deadline(w, row.public_id, row.deadline_at, w.now + dt.timedelta(days=9))


@pytest.mark.parametrize("days", [-1, 15])
def test_a_reminder_lies_within_two_weeks_of_the_deadline(w, days: int) -> None:
    row = make_interviewer(w)
    with pytest.raises(Invalid):
        terms.set_reminder(w, row.public_id, row.remind_days, days)


def test_a_viewer_changes_none_of_it(house: House) -> None:
    with house.work() as w:
        key = make_interviewer(w).public_id
    with house.work(house.viewer) as w:
        assert terms.terms(w, key).max_retakes == 0
        for change in (lambda: terms.set_retakes(w, key, 0, 1), lambda: terms.set_budget(w, key, None, 1)):
            with pytest.raises(Denied):
                change()
