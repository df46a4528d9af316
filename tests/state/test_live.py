"""Pokes: they reach the browsers from any thread, and a tab that was away for a moment gets them again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection
from contextvars import ContextVar
from itertools import pairwise

import pytest

from milo_app.state import live, live_pages
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
            pokes._free_at[workspace_id] = loop.time() + live.WINDOW_S

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


def test_a_tab_rests_for_as_long_as_its_answer_took(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> tuple[float, float]:
        pokes, loop = Pokes(), asyncio.get_running_loop()
        pokes._known["slow"].asked, pokes._known["quick"].asked = loop.time() - 2, loop.time() - 0.01
        for tab in ("slow", "quick"):
            pokes.answered(tab)
        return tuple(pokes._known[tab].free_at - loop.time() for tab in ("slow", "quick"))  # type: ignore[return-value]

    slow, quick = asyncio.run(story())
    assert 2 * live.REST - 0.1 < slow <= 2 * live.REST + 0.1
    assert quick <= live.WINDOW_S


def test_only_tabs_whose_page_asks_for_a_topic_aside_hear_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        live, "_listeners", [(lambda path: path == "/data/indexing", lambda: "read", frozenset({"search"}))]
    )
    pokes = Pokes()
    pokes._known["index"].path, pokes._known["list"].path = "/data/indexing", "/interviewers"
    assert pokes._listens("index", "search") and not pokes._listens("list", "search")
    assert pokes._listens("list", "candidates,search")


def test_what_is_for_one_member_pokes_their_tabs_alone() -> None:
    assert live.addressees(["read:7", "notice:9"]) == {7, 9}
    assert live.addressees(["read:7", "candidates"]) is None
    assert live.addressees(["notice"]) is None


def _told(monkeypatch: pytest.MonkeyPatch) -> tuple[Pokes, list[str]]:
    """Return pokes whose tabs are all connected here, and what was sent out of turn."""
    pokes, sent = Pokes(), []

    class Namespace:
        _token_manager = None

        async def emit_update(self, update: object, token: str) -> None:
            sent.append(token)

    class Registry:
        class app:
            event_namespace = Namespace()

    monkeypatch.setattr(live.RegistrationContext, "get", staticmethod(lambda: Registry))
    monkeypatch.setattr(live.Event, "from_event_type", staticmethod(lambda events: []))
    monkeypatch.setattr(pokes, "_is_here", lambda manager, tab: True)
    pokes._make = lambda topics: topics
    return pokes, sent


def test_a_poke_takes_the_number_at_each_members_bell_along_whether_their_tab_may_ask_now_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pokes, _ = _told(monkeypatch)
    updates: dict[str, live.StateUpdate] = {}

    class Manager:
        token_to_socket = {"seven": 1, "busy": 1, "nine": 1}

    class Namespace:
        _token_manager = Manager

        async def emit_update(self, update: live.StateUpdate, token: str) -> None:
            updates[token] = update

    monkeypatch.setattr(live.RegistrationContext.get().app, "event_namespace", Namespace())
    monkeypatch.setattr(live.Event, "from_event_type", staticmethod(lambda events: [events]))
    monkeypatch.setattr(pokes, "_redis", lambda: None)
    asked: list[set[int]] = []

    async def numbers(workspace_id: int, users: Collection[int]) -> dict[int, live.Delta]:
        asked.append(set(users))
        return {7: {"shell": {"unread": "3"}}, 9: {"shell": {"unread": ""}}}

    async def story(topic: str, badges: live.Badges) -> dict[str, live.StateUpdate]:
        updates.clear()
        pokes._badges, pokes._waiting[1] = badges, {topic}
        await pokes._deliver(1)
        return dict(updates)

    for tab, user in (("seven", 7), ("busy", 7), ("nine", 9)):
        pokes._tabs[1].add(tab)
        pokes._known[tab].user_id = user
    monkeypatch.setattr(pokes, "_may_tell", lambda tab, topics: tab != "busy")
    told = asyncio.run(story("notice", numbers))
    assert asked == [{7, 9}]
    assert told["seven"].delta == told["busy"].delta == {"shell": {"unread": "3"}}
    assert (told["seven"].events, told["busy"].events) == (["notice"], [])
    assert told["nine"].delta == {"shell": {"unread": ""}}
    assert set(asyncio.run(story("candidates", numbers))) == {"seven", "nine"} and asked == [{7, 9}]

    async def broken(workspace_id: int, users: Collection[int]) -> dict[int, live.Delta]:
        raise RuntimeError("the database is busy")

    assert set(asyncio.run(story("notice", broken))) == {"seven", "nine"}


def test_a_tab_whose_session_is_over_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    pokes, _ = _told(monkeypatch)

    class Manager:
        token_to_socket: dict[str, object] = {}

    gone: list[str] = []

    class Redis:
        async def delete(self, key: str) -> None:
            gone.append(key)

    monkeypatch.setattr(live.RegistrationContext.get().app.event_namespace, "_token_manager", Manager)
    monkeypatch.setattr(pokes, "_redis", Redis)

    async def story() -> int:
        pokes._tabs[1].add("tab")
        pokes._known["tab"].user_id = 7
        pokes.hang_up("tab")
        await asyncio.sleep(0)
        return pokes.count(1)

    assert asyncio.run(story()) == 0
    assert "tab" not in pokes._known and gone == ["milo:tab:tab:user"]


def test_a_tab_that_has_not_asked_back_is_not_poked_again_and_hears_of_it_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> None:
        pokes, sent = _told(monkeypatch)
        assert pokes._may_tell("tab", "candidates")
        assert pokes.is_waiting()
        assert not pokes._may_tell("tab", "notice")
        pokes.reads("tab")
        assert not pokes._may_tell("tab", "candidates")
        await asyncio.sleep(live.WINDOW_S * 2)
        assert sent == []
        pokes.answered("tab")
        assert sent == []
        await asyncio.sleep(live.WINDOW_S * 2)
        assert sent == ["tab"], "told once, of both"
        assert pokes.is_waiting()

    asyncio.run(story())


def test_what_changes_before_a_poked_tab_reads_is_read_by_it_and_told_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> None:
        pokes, sent = _told(monkeypatch)
        assert pokes._may_tell("tab", "candidates,notice")
        assert not pokes._may_tell("tab", "notice")
        pokes.reads("tab")
        pokes.answered("tab")
        await asyncio.sleep(live.WINDOW_S * 2)
        assert sent == []

    asyncio.run(story())


def test_a_tab_that_came_from_another_server_is_still_known_by_its_owner_and_hears_everything() -> None:
    class Redis:
        async def get(self, key: str) -> bytes:
            return b"7"

    async def story() -> tuple[bool, int]:
        pokes = Pokes()
        pokes._redis = Redis  # type: ignore[method-assign]
        return pokes._listens("tab", "search"), await pokes._owner("tab")

    assert asyncio.run(story()) == (True, 7)


def test_what_is_covered_by_a_poke_that_got_lost_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "ANSWER_S", 0.2)

    async def story() -> None:
        pokes, sent = _told(monkeypatch)
        assert pokes._may_tell("tab", "candidates")
        assert not pokes._may_tell("tab", "candidates")
        await asyncio.sleep(0.3)
        assert sent == ["tab"]
        await asyncio.sleep(0.3)
        assert not pokes.is_waiting(), "a tab that stays silent is not waited for"

    asyncio.run(story())


def test_a_tab_whose_answer_is_lost_is_poked_again_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "ANSWER_S", 0.2)

    async def story() -> None:
        pokes, sent = _told(monkeypatch)
        assert pokes._may_tell("tab", "candidates")
        assert not pokes._may_tell("tab", "notice")
        await asyncio.sleep(0.5)
        assert sent == ["tab"]

    asyncio.run(story())


def test_a_burst_pokes_a_tab_at_most_four_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        pokes, sent = _told(monkeypatch)
        end = asyncio.get_running_loop().time() + 2
        told = 0
        while asyncio.get_running_loop().time() < end:
            before = len(sent)
            told += pokes._may_tell("tab", "candidates")
            await asyncio.sleep(0.01)
            if pokes.is_waiting():
                pokes.answered("tab")
            told += len(sent) - before
        assert 4 <= told <= 9

    asyncio.run(story())


def test_pages_of_many_tabs_are_read_one_after_the_other_and_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, object]] = []

    async def tell(tab: str, events: object) -> None:
        told.append((tab, events))

    monkeypatch.setattr(live_pages.pokes, "is_waiting", lambda: False)
    monkeypatch.setattr(live_pages.pokes, "tell", tell)
    monkeypatch.setattr(live_pages, "refreshes_for", lambda path, topics: f"{path} {topics}")

    async def story() -> None:
        pages = live_pages.Pages()
        for tab in ("a", "b"):
            pages.later(tab, "/interviewers", "candidates")
        pages.later("b", "/candidates", "notice")
        await asyncio.sleep(live_pages.EACH_S * 6)
        pages.later("a", "/", "labels")
        await asyncio.sleep(live_pages.EACH_S * 3)

    asyncio.run(story())
    assert told == [("a", "/interviewers candidates"), ("b", "/candidates candidates,notice"), ("a", "/ labels")]
