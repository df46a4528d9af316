"""Pokes: they reach the browsers from any thread, and a tab that was away for a moment gets them again."""

from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar

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
