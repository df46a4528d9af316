"""Budgets: what may be typed, and that a budget that is used up keeps new people out until it is raised."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Invalid
from milo_app.core.work import Work, system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.billing import service as billing
from milo_app.domain.candidates.models import ApplicationState
from milo_app.domain.interviewers import budgets, lifecycle, queries
from milo_app.domain.interviewers.budgets import budget_from, effect_of
from milo_app.domain.interviewers.errors import InterviewerPaused
from milo_app.domain.interviewers.events import InterviewerBudgetReached
from milo_app.domain.interviews import entry, runs
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan
from tests.factories.interviews import candidate_of

MICROS = 1_000_000


@pytest.mark.parametrize(
    ("typed", "micros"),
    [
        ("", None),
        ("  ", None),
        ("No limit", None),
        ("0", 0),
        ("$1,000", 1_000 * MICROS),
        ("1k", 1_000 * MICROS),
        ("1.5K", 1_500 * MICROS),
        ("2m", 2_000_000 * MICROS),
        ("250.50", 250_500_000),
        ("€ 12", 12 * MICROS),
        ("1,234,567.8", 1_234_567_800_000),
    ],
)
def test_a_budget_is_read_as_people_write_it(typed: str, micros: int | None) -> None:
    assert budget_from(typed) == micros


@pytest.mark.parametrize(
    "typed", ["-5", "−5", "$-1", "1.000", "1,5", "12,34", "1e3", "ten", "1 000", "∞", "NaN", "9" * 30, "0x10", "1kk"]
)
def test_an_amount_that_is_negative_or_can_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        budget_from(typed)
    assert refused.value.field == "budget"


def test_a_budget_that_pauses_at_once_says_so_first(house: House) -> None:
    public_id = _spent(house, 3)
    with house.work() as w:
        assert effect_of(w, public_id, 0) == "A budget of 0 pauses intake at once. Leave it empty for no limit."
        assert effect_of(w, public_id, 2 * MICROS) == "$3.00 is spent already, so this pauses intake at once."
        assert effect_of(w, public_id, 4 * MICROS) == effect_of(w, public_id, None) == ""


def _spent(house: House, dollars: int, key: str = "one") -> str:
    with house.work() as w:
        row = make_interviewer(w, web_plan())
        _charge(w, row.id or 0, dollars, key)
    return row.public_id


def _charge(w: Work, interviewer_id: int, dollars: int, key: str) -> None:
    billing.charge(w, "web_interview", dollars * MICROS, key, interviewer_id=interviewer_id)
    analytics.recompute_here(w)


def test_a_budget_that_is_reached_keeps_new_people_out_and_lets_others_finish(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, web_plan())
        lifecycle.set_budget(w, row.public_id, 5 * MICROS)
        started, waiting = make_application(w, row, "Ana Lima"), make_application(w, row, "Bo Chen")
    with house.work(candidate_of(started)) as w:
        runs.begin(w)
    with house.work(system(house.workspace.id)) as w:
        _charge(w, row.id or 0, 5, "web")
    nobody = candidate_of(waiting)
    with house.work(nobody) as w, pytest.raises(InterviewerPaused, match="taking a break") as refused:
        entry.apply(w, row.id or 0, "Cy Doe", "cy@example.com")
    assert "udget" not in refused.value.sentence() and "$" not in refused.value.sentence()
    with house.work(nobody) as w, pytest.raises(InterviewerPaused):
        runs.begin(w)
    with house.work() as w, pytest.raises(InterviewerPaused, match="budget of Retail Associate is used up"):
        make_application(w, queries.pick(w, row.public_id), "Di Ek")
    with house.work(candidate_of(started)) as w:
        from milo_app.domain.candidates.models import Application

        assert w.session.get_one(Application, started.id).state == ApplicationState.IN_PROGRESS
        from milo_app.domain.interviews import service as run

        assert run.step(w).kind == "question"


def test_the_public_page_of_a_paused_interviewer_is_closed_and_says_so(house: House) -> None:
    public_id = _spent(house, 3)
    with house.work() as w:
        lifecycle.set_budget(w, public_id, 3 * MICROS)
        slug = queries.pick(w, public_id).slug
    with house.work(system(None)) as w:
        shown = queries.public_page(w, house.workspace.slug, slug)
        assert (shown.is_open, shown.state) == (False, "paused")


def test_reaching_a_budget_is_told_once_and_again_only_after_it_was_raised(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, web_plan())
        lifecycle.set_budget(w, row.public_id, 5 * MICROS)
        for number in range(4):
            _charge(w, row.id or 0, 3, f"web:{number}")
    assert len(house.told(InterviewerBudgetReached)) == 1
    with house.work() as w:
        lifecycle.set_budget(w, row.public_id, 20 * MICROS)
        assert not budgets.is_paused(w, queries.pick(w, row.public_id))
        _charge(w, row.id or 0, 9, "web:again")
        assert budgets.is_paused(w, queries.pick(w, row.public_id))
    assert len(house.told(InterviewerBudgetReached)) == 2


def test_undoing_a_raise_pauses_again(house: House) -> None:
    public_id = _spent(house, 3)
    with house.work() as w:
        lifecycle.set_budget(w, public_id, 2 * MICROS)
        taken = lifecycle.set_budget(w, public_id, None)
        assert not budgets.is_paused(w, queries.pick(w, public_id))
        lifecycle.undo(w, taken)
        assert budgets.is_paused(w, queries.pick(w, public_id))


@pytest.mark.parametrize("micros", [-1, 10**15 + 1])
def test_a_budget_out_of_range_is_refused(w: Work, micros: int) -> None:
    with pytest.raises(Invalid):
        lifecycle.set_budget(w, make_interviewer(w).public_id, micros)
