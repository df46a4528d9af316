"""Jobs: one of several does it, a lost lease changes nothing, failures wait longer each time, the end keeps its reason."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Barrier

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core import lease, outbox
from milo_app.core.clock import FixedClock
from milo_app.core.errors import Unavailable
from milo_app.core.outbox import MAX_ATTEMPTS, Claimed, GiveUp, OutboxItem, OutboxState, Retry
from milo_app.core.work import system
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers import service as interviewers_service
from milo_app.jobs import worker
from milo_app.jobs.schedule import alone, timetable
from tests.databases import Installation
from tests.factories.house import make_house
from tests.factories.interviewers import make_interviewer, web_plan

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> FixedClock:
    """The clock of the worker, which moves when told."""
    clock = FixedClock(NOW)
    monkeypatch.setattr(bootstrap, "clock", lru_cache(lambda: clock))
    return clock


def add(count: int = 1, kind: str = "evaluate", key: str | None = None) -> None:
    """Add rows that are due."""
    with bootstrap.work(system(None)) as w:
        for number in range(count):
            outbox.enqueue(w, kind, {"n": number}, key=key)


def rows() -> list[OutboxItem]:
    """Read every row."""
    with bootstrap.read(system(None)) as w:
        found = list(w.session.exec(select(OutboxItem).order_by(col(OutboxItem.id))).all())
        w.session.expunge_all()
    return found


def claim(owner: str, limit: int = 10, hold: timedelta = timedelta(minutes=1)) -> list[Claimed]:
    """Claim as one worker."""
    with bootstrap.work(system(None)) as w:
        return outbox.claim(w.session, owner, w.now, kinds=["evaluate"], limit=limit, lease=hold)


def test_a_row_is_done_once_and_kept_as_done() -> None:
    add(9)
    seen: list[int] = []
    assert worker.drain({"evaluate": lambda item: seen.append(item.payload["n"])}) == 9
    assert sorted(seen) == list(range(9))
    assert {row.state for row in rows()} == {OutboxState.DONE}
    assert worker.drain({"evaluate": lambda item: seen.append(-1)}) == 0


def test_a_key_is_queued_once() -> None:
    add(3, key="evaluate:1:1")
    assert len(rows()) == 1


def test_two_workers_never_claim_the_same_row() -> None:
    add(40)
    together = Barrier(4)

    def work(number: int) -> list[int]:
        together.wait()
        mine: list[int] = []
        while found := claim(f"w{number}", limit=3):
            mine += [item.id for item in found]
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [number for part in pool.map(work, range(4)) for number in part]
    assert sorted(claimed) == sorted(row.id for row in rows() if row.id is not None)
    assert len(claimed) == 40


def test_a_worker_that_lost_its_lease_cannot_overwrite_the_one_that_took_over(clock: FixedClock) -> None:
    add()
    (slow,) = claim("slow")
    assert claim("quick") == []
    clock.advance(minutes=2)
    (quick,) = claim("quick")
    assert quick.fence > slow.fence
    with bootstrap.work(system(None)) as w:
        assert not outbox.fail(w.session, slow, w.now, "too late", final=True)
        assert outbox.finish(w.session, quick, w.now)
        assert not outbox.finish(w.session, slow, w.now)
    assert rows()[0].state == OutboxState.DONE


def test_a_failure_waits_longer_each_time_and_ends_with_its_reason(clock: FixedClock) -> None:
    add()

    def fail(item: Claimed) -> None:
        raise ValueError("the model is upside down")

    waits = []
    for _ in range(MAX_ATTEMPTS):
        assert worker.drain({"evaluate": fail}) == 1
        row = rows()[0]
        if row.state == OutboxState.DUE:
            waits.append((row.due_at - clock.now()).total_seconds())
            assert worker.drain({"evaluate": fail}) == 0
            clock.at = row.due_at
    assert rows()[0].state == OutboxState.FAILED
    assert "upside down" in rows()[0].error
    assert len(waits) == MAX_ATTEMPTS - 1
    assert waits[-1] > waits[0] * 4


def test_giving_up_ends_at_once_and_keeps_its_sentence() -> None:
    add()

    def stop(item: Claimed) -> None:
        raise GiveUp("The person asked to be forgotten.")

    worker.drain({"evaluate": stop})
    assert (rows()[0].state, rows()[0].error) == (OutboxState.FAILED, "The person asked to be forgotten.")


def test_a_handler_may_say_when_to_try_again(clock: FixedClock) -> None:
    add()

    def later(item: Claimed) -> None:
        raise Retry("The provider asked for an hour.", timedelta(hours=1))

    worker.drain({"evaluate": later})
    assert rows()[0].due_at == clock.now() + timedelta(hours=1)


def test_a_named_error_keeps_its_sentence_on_the_row() -> None:
    add()

    def busy(item: Claimed) -> None:
        raise Unavailable("The model does not answer.", do="Try again.")

    worker.drain({"evaluate": busy})
    assert rows()[0].error == "The model does not answer. Try again."


def test_one_bad_row_stops_no_other() -> None:
    add(5)
    seen: list[int] = []

    def some(item: Claimed) -> None:
        if item.payload["n"] == 0:
            raise ValueError
        seen.append(item.payload["n"])

    worker.drain({"evaluate": some})
    assert seen == [1, 2, 3, 4]


def test_a_kind_that_nobody_handles_stays_where_it_is() -> None:
    add(kind="carrier pigeon")
    assert worker.drain({"evaluate": lambda item: None}) == 0
    assert rows()[0].state == OutboxState.DUE


def test_of_two_schedulers_one_does_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def tick(owner: str) -> Callable[[], object]:
        def run() -> object:
            with bootstrap.work(system(None)) as w:
                fence = lease.take(w.session, "job:sweep", owner, w.now, timedelta(seconds=60))
            return runs.append(owner) if fence is not None else None

        return run

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda owner: tick(owner)(), ["one", "two", "three", "four"]))
    assert len(runs) == 1


def test_a_lease_can_be_renewed_by_its_holder_and_taken_when_it_ended(clock: FixedClock) -> None:
    def take(owner: str) -> int | None:
        with bootstrap.work(system(None)) as w:
            return lease.take(w.session, "job:x", owner, w.now, timedelta(seconds=30))

    assert take("one") == 1
    assert take("one") == 1
    assert take("two") is None
    clock.advance(seconds=31)
    assert take("two") == 2
    assert take("one") is None


def test_the_wrapper_runs_the_job_of_the_holder_only() -> None:
    runs: list[int] = []
    job = alone("mine", lambda: runs.append(1), 60)
    job()
    with bootstrap.work(system(None)) as w:
        w.session.execute(lease.Lease.__table__.update().values(owner="another machine"))  # type: ignore[attr-defined]
    job()
    assert runs == [1]


def test_the_timetable_names_each_job_once() -> None:
    names = [name for name, _, _ in timetable()]
    assert len(names) == len(set(names))
    assert {"deadlines", "cleanup", "rollups"} <= set(names)


def test_a_deadline_passes_once_with_two_workers(clock: FixedClock) -> None:
    house = make_house(clock)
    with house.work() as w:
        row = make_interviewer(w, web_plan(), days=1)
        public_id = row.public_id
    clock.advance(days=2)
    together = Barrier(2)

    def expire(_: int) -> int:
        together.wait()
        with bootstrap.work(system(house.workspace.id)) as w:
            return interviewers_service.expire_due(w)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(expire, range(2))) == [0, 1]
    with house.work() as w:
        assert interviewers.get(w, public_id).row.state == "expired"
    from milo_app.domain.interviewers.events import InterviewerDeadlinePassed

    assert len(house.told(InterviewerDeadlinePassed)) == 1
