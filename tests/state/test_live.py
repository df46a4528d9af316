"""Pokes: they reach the browsers from any thread, and a tab that was away for a moment gets them again."""

from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar
from itertools import pairwise

import pytest

from milo_app.state import live
from milo_app.state.live import PATIENCE_S, Pokes

registry: ContextVar[str] = ContextVar("registry", default="")


def test_a_poke_from_a_thread_of_the_scheduler_is_delivered_in_the_context_of_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "on_wake", lambda waker: None)
    seen: list[tuple[int, str]] = []

    async def story() -> None:
        registry.set("the server's")
        pokes = Pokes()
        pokes.start(asyncio.get_running_loop(), lambda topics: None)

        async def deliver(workspace_id: int) -> None:
            seen.append((workspace_id, registry.get()))

        monkeypatch.setattr(pokes, "_deliver", deliver)
        # A bare thread has an empty context, as the threads of APScheduler have.
        thread = threading.Thread(target=pokes.wake, args=(7, "candidates"))
        thread.start()
        thread.join()
        await asyncio.sleep(live.WINDOW_S * 2)

    asyncio.run(story())
    assert seen == [(7, "the server's")]


def test_a_tab_is_kept_while_its_connection_is_away_and_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(live.time, "monotonic", lambda: clock[0])
    pokes = Pokes()
    pokes._tabs[7].add("tab")
    pokes._miss(7, "tab")
    clock[0] += PATIENCE_S - 1
    pokes._miss(7, "tab")
    assert pokes._tabs[7] == {"tab"}
    clock[0] += 2
    pokes._miss(7, "tab")
    assert pokes._tabs[7] == set()


def test_the_first_poke_goes_out_at_once_and_a_burst_is_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "on_wake", lambda waker: None)
    seen: list[tuple[float, set[str]]] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        pokes = Pokes()
        pokes.start(loop, lambda topics: None)

        async def deliver(workspace_id: int) -> None:
            seen.append((loop.time(), pokes._waiting.pop(workspace_id)))
            pokes._pace(workspace_id, 4)

        monkeypatch.setattr(pokes, "_deliver", deliver)
        began = loop.time()
        for number in range(50):
            pokes.wake(7, f"t{number % 2}")
            await asyncio.sleep(0.02)
        await asyncio.sleep(live.WINDOW_S * 2)
        assert seen[0][0] - began < 0.15
        assert all(later - earlier >= live.WINDOW_S * 0.9 for (earlier, _), (later, _) in pairwise(seen))
        assert 4 <= len(seen) <= 8
        assert seen[1][1] == {"t0", "t1"}

    asyncio.run(story())


def test_many_tabs_are_poked_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> float:
        pokes = Pokes()
        pokes._pace(7, 200)
        return pokes._free_at[7] - asyncio.get_running_loop().time()

    assert 0.9 < asyncio.run(story()) <= 200 * live.EACH_S


def test_what_is_for_one_member_pokes_their_tabs_alone() -> None:
    assert live.addressees(["read:7", "notice:9"]) == {7, 9}
    assert live.addressees(["read:7", "candidates"]) is None
    assert live.addressees(["notice"]) is None
