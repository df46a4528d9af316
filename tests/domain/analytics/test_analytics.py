"""The tiers: recomputed from raw rows, by local day, and always equal to a count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from sqlalchemy import func, select

from milo_app.core.errors import Denied
from milo_app.domain.accounts.models import Role
from milo_app.domain.analytics import queries, service, subscribers
from milo_app.domain.analytics.models import RollupDirty
from milo_app.domain.analytics.service import Figures
from milo_app.domain.billing import service as billing
from milo_app.domain.candidates.events import ApplicationChanged, What
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.interviewers.models import Interviewer
from tests.databases import Installation
from tests.factories.houses import START, House, house

EACH = rules(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def home(installation: Installation) -> House:
    subscribers.register()
    return house()


def _tell(home: House, application: Application, what: What = "state") -> None:
    with home.system() as w:
        w.publish(
            ApplicationChanged(
                application_id=application.id or 0, interviewer_id=application.interviewer_id, at=w.now, what=what
            )
        )


def _add(home: House, role: Interviewer, **changes: object) -> Application:
    application = home.application(role, **changes)
    _tell(home, application)
    return application


def _cells(home: House) -> dict[tuple[int, date], Figures]:
    with home.system() as w:
        return service.cells_of(w)


def test_a_change_marks_its_days_and_the_job_counts_them(home: House) -> None:
    role = home.interviewer()
    _add(home, role, invited_at=START - timedelta(days=2), completed_at=START, score=80)
    assert _cells(home) == {}
    assert service.recompute(home.works) == 2
    assert _cells(home) == {
        (role.id, date(2026, 11, 18)): Figures(invited=1, started=1, invited_completed=1),
        (role.id, date(2026, 11, 20)): Figures(completed=1, scored=1, score_sum=80),
    }


def test_marks_are_gone_after_the_job_and_running_it_again_changes_nothing(home: House) -> None:
    _add(home, home.interviewer(), completed_at=START, score=80)
    service.recompute(home.works)
    before = _cells(home)
    assert service.recompute(home.works) == 0
    assert _cells(home) == before


def test_the_same_change_told_three_times_is_counted_once(home: House) -> None:
    application = _add(home, home.interviewer(), completed_at=START)
    _tell(home, application)
    _tell(home, application)
    service.recompute(home.works)
    assert [cell.completed for cell in _cells(home).values()] == [1]


def test_tests_are_left_out(home: House) -> None:
    _add(home, home.interviewer(), is_test=True, completed_at=START, score=90)
    service.recompute(home.works)
    with home.system() as w:
        service.rebuild(w)
    assert _cells(home) == {}


def test_progress_within_a_stage_marks_nothing(home: House) -> None:
    _tell(home, home.application(home.interviewer()), "progress")
    with home.system() as w:
        assert w.session.execute(select(func.count()).select_from(RollupDirty)).scalar_one() == 0


@pytest.mark.parametrize(
    ("tz", "day"),
    [("UTC", date(2026, 11, 20)), ("Asia/Kathmandu", date(2026, 11, 21)), ("America/New_York", date(2026, 11, 20))],
)
def test_a_day_is_the_local_day_of_the_workspace(installation: Installation, tz: str, day: date) -> None:
    subscribers.register()
    home = house(tz=tz)
    _add(home, home.interviewer(), invited_at=datetime(2026, 11, 20, 18, 20, tzinfo=UTC))
    service.recompute(home.works)
    assert [found for _, found in _cells(home)] == [day]


def test_a_day_of_25_hours_holds_all_its_hours(installation: Installation) -> None:
    subscribers.register()
    home = house(tz="America/New_York")
    role = home.interviewer()
    first = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
    for hour in range(25):
        _add(home, role, invited_at=first + timedelta(hours=hour))
    _add(home, role, invited_at=first + timedelta(hours=25))
    service.recompute(home.works)
    assert [(day, cell.invited) for (_, day), cell in sorted(_cells(home).items())] == [
        (date(2026, 11, 1), 25),
        (date(2026, 11, 2), 1),
    ]


def test_a_score_that_goes_away_leaves_the_figures(home: House) -> None:
    application = _add(home, home.interviewer(), completed_at=START, score=80)
    service.recompute(home.works)
    with home.system() as w:
        row = w.session.get_one(Application, application.id)
        row.score, row.score_sort = None, -1
        w.session.add(row)
    _tell(home, application, "score")
    service.recompute(home.works)
    (cell,) = _cells(home).values()
    assert (cell.completed, cell.scored, cell.score_sum) == (1, 0, 0)


def test_spend_is_counted_on_its_day_and_in_the_totals(home: House) -> None:
    role = home.interviewer()
    _add(home, role)
    with home.system() as w:
        billing.charge(w, "resume", 700, "a", interviewer_id=role.id)
        billing.charge(w, "resume", 50, "b")
    service.recompute(home.works)
    assert [cell.spend_micros for cell in _cells(home).values()] == [700]
    with home.as_role(Role.ADMIN) as w:
        assert queries.totals(w, [role.id or 0])[role.id or 0].spend_micros == 700


def test_the_totals_count_people_over_all_time(home: House) -> None:
    role = home.interviewer()
    _add(home, role, completed_at=START, score=80, decision=Decision.SHORTLISTED, csat=4)
    _add(home, role)
    service.recompute(home.works)
    with home.as_role(Role.VIEWER) as w:
        found = queries.totals(w, [role.id or 0])[role.id or 0]
    assert (found.invited, found.completed, found.shortlisted, found.score_sum, found.csat_sum) == (2, 1, 1, 80, 4)


def test_a_mark_made_while_the_job_runs_is_not_lost(home: House) -> None:
    role = home.interviewer()
    _add(home, role)
    with home.system() as w:
        service.recompute_here(w)
        service.mark(w, role.id or 0, START)
    with home.system() as w:
        assert w.session.execute(select(func.count()).select_from(RollupDirty)).scalar_one() == 1


MOMENTS = st.integers(0, 60 * 24 * 12)
PEOPLE = st.lists(st.tuples(MOMENTS, st.integers(0, 3000), st.none() | st.integers(0, 100), st.booleans()), max_size=12)


@EACH
@given(PEOPLE, st.sampled_from(["UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Apia"]))
def test_the_job_a_rebuild_and_a_count_agree(
    home: House, people: list[tuple[int, int, int | None, bool]], tz: str
) -> None:
    fresh = house(f"House {datetime.now(UTC).timestamp()}", tz=tz)
    roles = [fresh.interviewer("One"), fresh.interviewer("Two")]
    start = datetime(2026, 10, 27, 0, 0, tzinfo=UTC)
    for number, (minute, took, score, is_done) in enumerate(people):
        invited = start + timedelta(minutes=minute)
        done = invited + timedelta(minutes=took) if is_done else None
        _add(fresh, roles[number % 2], invited_at=invited, completed_at=done, score=score if is_done else None)
    service.recompute(fresh.works)
    by_job = _cells(fresh)
    with fresh.system() as w:
        assert service.wrong_cells(w) == []
        service.rebuild(w)
    assert _cells(fresh) == by_job
    assert sum(cell.invited for cell in by_job.values()) == len(people)


def test_a_wrong_cell_is_found(home: House) -> None:
    role = home.interviewer()
    _add(home, role)
    assert service.recompute(home.works)
    home.application(role)
    with home.system() as w:
        assert service.wrong_cells(w) == [(role.id, date(2026, 11, 20))]


def test_the_cards_compare_with_the_window_before(home: House) -> None:
    role = home.interviewer()
    for days, score in ((1, 90), (2, 70), (9, 60)):
        at = START - timedelta(days=days)
        _add(home, role, invited_at=at, completed_at=at, score=score)
    _add(home, role, invited_at=START - timedelta(days=3))
    service.recompute(home.works)
    with home.as_role(Role.ADMIN) as w:
        found = queries.overview(w, days=7)
    cards = {card.key: (card.value_text, card.before_text, card.change_text, card.tone) for card in found.cards}
    assert cards["candidates"] == ("3", "1 in the 7 days before", "+200%", "up")
    assert cards["interviews"] == ("2", "1 in the 7 days before", "+100%", "up")
    assert cards["completion"] == ("67%", "100% in the 7 days before", "-33 pts", "down")
    assert cards["score"] == ("80", "60 in the 7 days before", "+20 pts", "up")
    assert cards["spend"] == ("$0.00", "$0.00 in the 7 days before", "", "")


def test_the_series_has_every_day_and_ends_today(home: House) -> None:
    _add(home, home.interviewer(), invited_at=START - timedelta(days=3))
    service.recompute(home.works)
    with home.as_role(Role.ADMIN) as w:
        found = queries.overview(w, days=5)
    assert [(point.day, point.invited) for point in found.series] == [
        ("2026-11-16", 0),
        ("2026-11-17", 1),
        ("2026-11-18", 0),
        ("2026-11-19", 0),
        ("2026-11-20", 0),
    ]
    assert found.end == date(2026, 11, 20) and found.is_current and not found.is_empty


def test_completion_never_passes_a_hundred_percent(home: House) -> None:
    role = home.interviewer()
    for _ in range(3):
        _add(home, role, invited_at=START - timedelta(days=40), completed_at=START)
    _add(home, role, invited_at=START, completed_at=START)
    service.recompute(home.works)
    with home.as_role(Role.ADMIN) as w:
        cards = {card.key: card.value for card in queries.overview(w, days=7).cards}
    assert (cards["interviews"], cards["candidates"], cards["completion"]) == (4, 1, 100)


def test_nothing_yet_shows_dashes(home: House) -> None:
    with home.as_role(Role.ADMIN) as w:
        found = queries.overview(w)
    assert found.is_empty
    assert {card.key: card.value_text for card in found.cards}["completion"] == "–"


def test_figures_that_wait_for_the_job_are_said_to(home: House) -> None:
    _add(home, home.interviewer())
    with home.as_role(Role.ADMIN) as w:
        assert not queries.overview(w).is_current


def test_a_viewer_sees_figures_without_spend(home: House) -> None:
    with home.as_role(Role.VIEWER) as w:
        found = queries.overview(w)
    assert "spend" not in {card.key for card in found.cards}
    assert {point.spend for point in found.series} == {None}


def test_without_the_right_there_are_no_figures(home: House) -> None:
    actor = home.actor(None)
    with home.works(type(actor)("user", home.workspace_id)) as w, pytest.raises(Denied):
        queries.overview(w)


def test_one_interviewer_can_be_looked_at_alone_and_workspaces_never_mix(home: House) -> None:
    one, two, other = home.interviewer("One"), home.interviewer("Two"), house("Elsewhere")
    for role, where in ((one, home), (two, home), (other.interviewer(), other)):
        _add(where, role)
    service.recompute(home.works)
    with home.as_role(Role.ADMIN) as w:
        assert queries.overview(w).cards[0].value == 2
        assert queries.overview(w, interviewer_id=one.id).cards[0].value == 1
    with other.as_role(Role.ADMIN) as w:
        assert queries.overview(w, interviewer_id=one.id).cards[0].value == 0
