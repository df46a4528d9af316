"""The worker alone: what it tells browsers, and how often."""

from __future__ import annotations

import asyncio
import threading

import pytest
from redis.exceptions import ConnectionError as RedisGone

from milo_app.commands import jobs
from milo_app.state import live


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """The pokes that were sent through Redis."""
    sent: list[tuple[int, str]] = []

    async def poke(workspace_id: int, topics: str, make: object, badges: object) -> int:
        sent.append((workspace_id, topics))
        return 1

    monkeypatch.setattr(live, "poke_from_outside", poke)
    monkeypatch.setattr(jobs, "WINDOW_S", 0.02)
    return sent


async def test_many_wakes_of_a_workspace_become_one_poke_with_every_topic(told: list[tuple[int, str]]) -> None:
    outside = jobs.Outside(asyncio.get_running_loop())
    for topic in ("row:1", "bell", "row:1"):
        outside.wake(1, topic)
    outside.wake(2, "bell")
    await asyncio.sleep(0.2)
    assert sorted(told) == [(1, "bell,row:1"), (2, "bell")]


async def test_a_wake_may_come_from_any_thread(told: list[tuple[int, str]]) -> None:
    outside = jobs.Outside(asyncio.get_running_loop())
    threads = [threading.Thread(target=outside.wake, args=(1, f"t{number}")) for number in range(5)]
    for thread in threads:
        thread.start()
    await asyncio.to_thread(lambda: [thread.join() for thread in threads])
    await asyncio.sleep(0.2)
    assert {topic for _, topics in told for topic in topics.split(",")} == {f"t{number}" for number in range(5)}


async def test_redis_being_away_costs_a_line_in_the_log_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone(*_: object) -> int:
        raise RedisGone("refused")

    monkeypatch.setattr(live, "poke_from_outside", gone)
    monkeypatch.setattr(jobs, "WINDOW_S", 0.01)
    outside = jobs.Outside(asyncio.get_running_loop())
    outside.wake(7, "bell")
    await asyncio.sleep(0.2)
    assert not outside._tasks
