"""A rebuild in whole statements gives the figures that the job gives cell by cell, in every zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from sqlalchemy import literal_column, select, text
from sqlmodel import col

from milo_app.core.clock import zone
from milo_app.domain.analytics import days, service, subscribers
from milo_app.domain.billing import service as billing
from milo_app.domain.candidates.models import ApplicationState, Decision
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals
from tests.databases import Installation, on_postgres
from tests.factories.houses import House, house

ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Beirut", "America/Havana", "Pacific/Apia")
EACH = rules(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AUTUMN = datetime(2026, 10, 24, tzinfo=UTC)
MINUTES = st.integers(0, 60 * 24 * 14)
PERSON = st.fixed_dictionaries(
    {
        "role": st.integers(0, 2),
        "minute": MINUTES,
        "begins": st.none() | st.integers(0, 2000),
        "ends": st.none() | st.integers(0, 4000),
        "score": st.none() | st.integers(0, 100),
        "decision": st.sampled_from(list(Decision)),
        "csat": st.none() | st.integers(1, 5),
        "is_test": st.sampled_from([False, False, False, True]),
    }
)


def _add(home: House, roles: list[Interviewer], person: dict[str, Any]) -> None:
    invited = AUTUMN + timedelta(minutes=person["minute"])
    started = None if person["begins"] is None else invited + timedelta(minutes=person["begins"])
    completed = None if started is None or person["ends"] is None else started + timedelta(minutes=person["ends"])
    done = completed is not None
    role = roles[person["role"]]
    home.application(
        role,
        invited_at=invited,
        started_at=started,
        completed_at=completed,
        state=ApplicationState.COMPLETED if done else ApplicationState.IN_PROGRESS,
        score=person["score"] if done else None,
        score_sort=person["score"] if done and person["score"] is not None else -1,
        decision=person["decision"],
        csat=person["csat"] if done else None,
        is_test=person["is_test"],
    )
    with home.system() as w:
        service.mark(w, role.id or 0, invited, started, completed)


def _totals(home: House) -> dict[int, dict[str, Any]]:
    with home.system() as w:
        rows = w.session.scalars(select(InterviewerTotals).order_by(col(InterviewerTotals.interviewer_id)))
        return {row.interviewer_id: row.model_dump() for row in rows}


@EACH
@given(
    st.lists(PERSON, max_size=10), st.lists(st.tuples(st.integers(0, 2), MINUTES), max_size=4), st.sampled_from(ZONES)
)
def test_a_rebuild_equals_cell_by_cell(
    installation: Installation, people: list[dict[str, Any]], spent: list[tuple[int, int]], tz: str
) -> None:
    subscribers.register()
    home = house(f"House {datetime.now(UTC).timestamp()}", tz=tz)
    roles = [home.interviewer(name) for name in ("One", "Two", "Three")]
    for person in people:
        _add(home, roles, person)
    for number, (role, minute) in enumerate(spent):
        at = AUTUMN + timedelta(minutes=minute)
        with home.system() as w:
            billing.charge(w, "resume", 100 + number, f"{home.workspace_id}-{number}", interviewer_id=roles[role].id)
            w.session.execute(
                text("UPDATE ledger_entry SET at = :at WHERE source_key LIKE :key"),
                {
                    "at": at if on_postgres() else int(at.timestamp()) * 1_000_000,
                    "key": f"%{home.workspace_id}-{number}",
                },
            )
            service.mark(w, roles[role].id or 0, at)
    service.recompute(home.works)
    with home.system() as w:
        cells = service.cells_of(w)
        assert service.wrong_cells(w) == []
    totals = _totals(home)
    with home.system() as w:
        assert service.rebuild(w) == len(cells)
        assert service.cells_of(w) == cells
    rebuilt = _totals(home)
    assert {key: rebuilt[key] for key in totals} == totals
    assert all(not rebuilt[key]["invited"] for key in rebuilt.keys() - totals.keys())


@pytest.mark.parametrize("tz", ZONES)
def test_the_day_in_sql_is_the_day_of_the_zone_around_every_clock_change(installation: Installation, tz: str) -> None:
    moments = [
        at + timedelta(seconds=aside)
        for at, _ in days.clock_changes(tz, 2027)[1:]
        for aside in (-86400, -1, 0, 1, 3599, 3600, 7200, 86400)
    ] or [AUTUMN]
    stored = [f"to_timestamp({int(m.timestamp())})" if on_postgres() else int(m.timestamp()) * 10**6 for m in moments]
    home = house(tz=tz)
    found = []
    with home.system() as w:
        for value in stored:
            day = days.day_of("at", tz, 2027, is_sqlite=not on_postgres())
            shown = day if on_postgres() else f"date({day} * 86400, 'unixepoch')"
            query = select(literal_column(shown)).select_from(text(f"(SELECT {value} AS at) one"))
            found.append(str(w.session.execute(query).scalar_one()))
    assert found == [moment.astimezone(zone(tz)).date().isoformat() for moment in moments]
