"""Live updates: a poke tells a browser to run one handler, which re-authenticates and reads.

A poke is only a hint: the durable truth is in the database, so a lost one costs nothing (every page reads when it
loads). The first poke goes out at once; what follows is gathered for a quarter second. A tab that has not asked back yet
is not poked again, and then rests for as long as its answer took, so that many tabs leave the server time for whoever
works meanwhile: what comes in between is owed to it. The number at the bell goes along with the poke. Where many tabs
are open, all bells are read before the first page is (`state/live_pages.py`). This is the only module that touches the
semi-private parts of Reflex 0.10.1 for it: `App.event_namespace.emit_update`, its token manager, the marker of fields in
deltas, and `RedisTokenManager.emit_lost_and_found` (tests/state/test_live.py holds them).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex.state import BaseState, StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from milo_app.core.events import on_wake

log = logging.getLogger("milo.live")
WINDOW_S = 0.25
GATHER_S = 0.02
"""How long the first poke waits for others of the same transaction."""
REST = 0.6
"""How long a tab rests, as a part of what its answer took: the more tabs ask back, the longer that is."""
ANSWER_S = 5
"""After so long a tab that has not asked back is poked again."""
HANG_UP_S = 3
PATIENCE_S = 900
"""How long a tab without a connection is kept: a phone that wakes up or a slow line gets its pokes again."""
_COUNTED = frozenset({"notice", "read"})
"""Topics of pokes that change the number at a bell."""
_KEY = "milo:tabs:{}"
_OWNER = "milo:tab:{}:user"


Delta = dict[str, dict[str, Any]]
"""Values of a state's vars, as a browser takes them."""
Badges = Callable[[int, Collection[int]], Awaitable[Mapping[int, Delta]]]
"""Gives what the bells of some members of a workspace show."""


@dataclass
class _Tab:
    """A tab of this process: whose it is, since when it owes an answer (0: it does not), and what it has not heard of."""

    user_id: int = 0
    path: str = ""
    asked: float = 0.0
    sent: set[str] = field(default_factory=set)
    """What it was poked about and has not begun to read: what changes of the same kind until then is read along."""
    free_at: float = 0.0
    owed: set[str] = field(default_factory=set)


class Pokes:
    """Which tabs look at which workspace, and who is to be told."""

    def __init__(self) -> None:
        self._tabs: dict[int, set[str]] = defaultdict(set)
        self._known: dict[str, _Tab] = defaultdict(_Tab)
        self._waiting: dict[int, set[str]] = {}
        self._lost: dict[str, float] = {}
        self._sending: set[asyncio.Future[Any]] = set()
        self._free_at: dict[int, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._make: Callable[[str], Any] | None = None
        self._badges: Badges | None = None

    def start(self, loop: asyncio.AbstractEventLoop, make: Callable[[str], Any], badges: Badges | None = None) -> None:
        """Begin to deliver on this loop; `make(topics)` gives the event that the browsers fire, `badges` what goes along.

        Reflex keeps its registry in a context variable. Threads of the scheduler have none of it, so that the context
        of the start-up goes along with every poke.
        """
        self._loop, self._make, self._badges, self._context = loop, make, badges, copy_context()
        on_wake(self.wake)

    async def join(self, workspace_id: int, tab: str, user_id: int = 0, path: str = "") -> None:
        """Remember that a tab looks at a page of a workspace, and whose it is (from now on, until it is gone)."""
        self._tabs[workspace_id].add(tab)
        self._known[tab].user_id, self._known[tab].path = user_id, path
        self.reads(tab)
        self.answered(tab)
        for other, tabs in self._tabs.items():
            if other != workspace_id:
                tabs.discard(tab)
        if (redis := self._redis()) is not None:
            await redis.sadd(_KEY.format(workspace_id), tab)
            await redis.expire(_KEY.format(workspace_id), 86_400)
            await redis.set(_OWNER.format(tab), user_id, ex=86_400)

    def wake(self, workspace_id: int, topic: str) -> None:
        """Poke a workspace's tabs soon; may be called from any thread."""
        if self._loop is not None and self._context is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._schedule, workspace_id, topic, context=self._context.copy())

    def _schedule(self, workspace_id: int, topic: str) -> None:
        if workspace_id in self._waiting:
            self._waiting[workspace_id].add(topic)
            return
        self._waiting[workspace_id] = {topic}
        assert self._loop is not None
        wait = max(GATHER_S, self._free_at.get(workspace_id, 0.0) - self._loop.time())
        self._loop.call_later(wait, lambda: asyncio.ensure_future(self._deliver(workspace_id)))

    async def _deliver(self, workspace_id: int) -> None:
        waiting = self._waiting.pop(workspace_id, set())
        topics = ",".join(sorted({topic.partition(":")[0] for topic in waiting}))
        if self._make is None:
            return
        events = Event.from_event_type(self._make(topics))
        namespace = RegistrationContext.get().app.event_namespace
        manager = namespace._token_manager
        redis = self._redis()
        tabs = set(self._tabs[workspace_id])
        if redis is not None:
            tabs |= {raw.decode() for raw in await redis.smembers(_KEY.format(workspace_id))}
        if (users := addressees(waiting)) is not None:
            tabs = {tab for tab in tabs if await self._owner(tab) in users}
        self._free_at[workspace_id] = asyncio.get_running_loop().time() + WINDOW_S
        owned = await asyncio.gather(*[self._owner(tab) for tab in tabs]) if is_counted(topics) else ()
        owners = dict(zip(tabs, owned, strict=False))
        badges = await badges_of(self._badges, workspace_id, owned)
        sends = []
        for tab in tabs:
            if tab not in manager.token_to_socket and redis is None:
                self._miss(workspace_id, tab)
                continue
            self._lost.pop(tab, None)
            if redis is not None and not await manager.is_token_connected(tab):
                self._tabs[workspace_id].discard(tab)
                self._known.pop(tab, None)
                await redis.srem(_KEY.format(workspace_id), tab)
                continue
            badge = dict(badges.get(owners.get(tab, 0), {}))
            may_ask = not self._is_here(manager, tab) or (self._listens(tab, topics) and self._may_tell(tab, topics))
            if badge or may_ask:
                update = StateUpdate(delta=badge, events=events if may_ask else [])
                sends.append(namespace.emit_update(update, token=tab))
        # In one go: one after the other, the answers of the first would be read before the last is told.
        await asyncio.gather(*sends)

    @staticmethod
    def _is_here(manager: Any, tab: str) -> bool:
        """Whether a tab is connected to this process, so that its answers come here too."""
        record = manager.token_to_socket.get(tab)
        return record is not None and getattr(record, "instance_id", None) in (None, manager.instance_id)

    def _listens(self, tab: str, topics: str) -> bool:
        """Whether a tab has anything to do about these topics: all have with most, few with topics aside.

        One that came over from another process has not said yet what it shows.
        """
        path = self._known[tab].path
        return not path or not is_aside(topics) or bool(refreshes_for(path, topics))

    def _may_tell(self, tab: str, topics: str) -> bool:
        """Whether a tab may be poked now; else it is as soon as it has answered and had a rest."""
        loop, one = asyncio.get_running_loop(), self._known[tab]
        now = loop.time()
        if one.asked and now - one.asked < ANSWER_S:
            self._owe(tab, topics, one.asked + ANSWER_S)
        elif now < one.free_at:
            self._owe(tab, topics, one.free_at)
        else:
            one.asked, one.sent = now, set(topics.split(","))
            return True
        return False

    def _owe(self, tab: str, topics: str, until: float) -> None:
        one = self._known[tab]
        if not one.owed:
            asyncio.get_running_loop().call_at(until, self._pay, tab)
        one.owed |= set(topics.split(","))

    def _pay(self, tab: str) -> None:
        """Tell a tab what it has not heard of, if it may hear now."""
        one = self._known.get(tab)
        if one is None or not one.owed or self._make is None:
            return
        topics, one.owed = ",".join(sorted(one.owed)), set()
        namespace = RegistrationContext.get().app.event_namespace
        if self._is_here(namespace._token_manager, tab) and self._may_tell(tab, topics):
            update = StateUpdate(events=Event.from_event_type(self._make(topics)))
            self._keep(namespace.emit_update(update, token=tab))

    def _keep(self, doing: Awaitable[Any]) -> None:
        """Let something be done beside, and hold on to it until it is."""
        task = asyncio.ensure_future(doing)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    def reads(self, tab: str) -> None:
        """Note that a tab has asked back and begins to read: what is owed to it of the same kind is read along."""
        if (one := self._known.get(tab)) is not None:
            one.owed -= one.sent
            one.sent = set()

    def answered(self, tab: str) -> None:
        """Note that a tab has read what it was poked about: after a rest it may be poked again."""
        if (one := self._known.get(tab)) is None:
            return
        loop = asyncio.get_running_loop()
        took = loop.time() - one.asked if one.asked else 0.0
        one.asked, one.free_at = 0.0, loop.time() + max(WINDOW_S, REST * took)
        if one.owed:
            loop.call_at(one.free_at, self._pay, tab)

    def is_waiting(self) -> bool:
        """Whether a tab has been poked and has not asked back yet; one that is silent for long is not waited for."""
        since = asyncio.get_running_loop().time() - ANSWER_S
        return any(one.asked > since for one in self._known.values() if one.asked)

    async def tell(self, tab: str, events: list[Any]) -> None:
        """Let a tab of this process run events; nothing happens where it is gone."""
        namespace = RegistrationContext.get().app.event_namespace
        if events and self._is_here(namespace._token_manager, tab):
            await namespace.emit_update(StateUpdate(events=Event.from_event_type(events)), token=tab)

    def count(self, workspace_id: int) -> int:
        """Return how many tabs of a workspace this process knows."""
        return len(self._tabs.get(workspace_id, ()))

    async def _owner(self, tab: str) -> int:
        """Return whose a tab is: of this process by heart, of another by Redis."""
        if (one := self._known.get(tab)) is not None and one.user_id:
            return one.user_id
        redis = self._redis()
        return int(await redis.get(_OWNER.format(tab)) or 0) if redis is not None else 0

    def hang_up(self, tab: str) -> None:
        """Forget a tab whose session is over, and close its connection once its browser has had time to leave the page."""
        self._known.pop(tab, None)
        for tabs in self._tabs.values():
            tabs.discard(tab)
        if (redis := self._redis()) is not None:
            self._keep(redis.delete(_OWNER.format(tab)))
        manager = RegistrationContext.get().app.event_namespace._token_manager
        if (socket := manager.token_to_socket.get(tab)) is not None:
            asyncio.get_running_loop().call_later(HANG_UP_S, lambda: asyncio.ensure_future(self._close(socket.sid)))

    async def _close(self, sid: str) -> None:
        app = RegistrationContext.get().app
        transport = app.sio.manager.eio_sid_from_sid(sid, app.event_namespace.namespace)
        if transport is not None:
            await app.sio.eio.disconnect(transport)

    def _miss(self, workspace_id: int, tab: str) -> None:
        """Forget a tab that has had no connection for long."""
        now = time.monotonic()
        if now - self._lost.setdefault(tab, now) > PATIENCE_S:
            self._lost.pop(tab)
            self._known.pop(tab, None)
            self._tabs[workspace_id].discard(tab)

    def _redis(self) -> Any:
        from reflex.utils.token_manager import RedisTokenManager

        namespace = RegistrationContext.get().app.event_namespace
        manager = namespace._token_manager if namespace is not None else None
        return manager.redis if isinstance(manager, RedisTokenManager) else None


def addressees(topics: Collection[str]) -> set[int] | None:
    """Return the users whom topics such as `read:7` are for; None when any of them is for everybody."""
    users = [topic.partition(":")[2] for topic in topics]
    return {int(user) for user in users} if all(users) else None


def is_counted(topics: str) -> bool:
    """Whether what a poke is about may change the number at a bell."""
    return not _COUNTED.isdisjoint(topics.split(","))


def delta_of(state: type[BaseState], values: Mapping[str, Any]) -> Delta:
    """Return values of a state's vars, by their names, as a browser takes them."""
    return {state.get_full_name(): {name + FIELD_MARKER: value for name, value in values.items()}}


async def badges_of(badges: Badges | None, workspace_id: int, owners: Collection[int]) -> Mapping[int, Delta]:
    """Return the badges of these members, or none: a poke goes out all the same when they cannot be read now."""
    users = {user for user in owners if user}
    if badges is None or not users:
        return {}
    try:
        return await badges(workspace_id, users)
    except Exception:  # the tabs read the number themselves when they ask back
        log.warning("the numbers at the bells could not be read for a poke", exc_info=True)
        return {}


pokes = Pokes()
_listeners: list[tuple[Callable[[str], bool], Callable[[], Any], frozenset[str]]] = []
_ASIDE = frozenset({"jobs", "search"})
"""Topics that come often while something runs: only those hear of them who ask for them."""


def listen(path_matches: Callable[[str], bool], refresh: Callable[[], Any], also: Collection[str] = ()) -> None:
    """Run `refresh()` (an event) in tabs whose path matches whenever their workspace is poked; `also` for topics aside."""
    _listeners.append((path_matches, refresh, frozenset(also)))


def is_aside(topics: str) -> bool:
    """Whether a poke is about nothing but topics aside."""
    return set(topics.split(",")) <= _ASIDE


def refreshes_for(path: str, topics: str = "") -> list[Any]:
    """Return the events that a tab at this path should run when it is poked about these topics."""
    asked = frozenset(topics.split(","))
    return [
        refresh() for matches, refresh, also in _listeners if matches(path) and (not is_aside(topics) or asked & also)
    ]


async def poke_from_outside(
    workspace_id: int, topics: str, make: Callable[[str], Any], badges: Badges | None = None
) -> int:
    """Poke from a process that serves no browser (`milo jobs`), through Redis; returns how many tabs were told."""
    from reflex.utils import prerequisites
    from reflex.utils.token_manager import RedisTokenManager

    manager = RedisTokenManager(prerequisites.get_redis())  # type: ignore[arg-type]
    told = 0
    plain = ",".join(sorted({topic.partition(":")[0] for topic in topics.split(",")}))
    events = Event.from_event_type(make(plain))
    try:
        tabs = [raw.decode() for raw in await manager.redis.smembers(_KEY.format(workspace_id))]
        owned = (
            [int(raw or 0) for raw in await manager.redis.mget([_OWNER.format(tab) for tab in tabs])] if tabs else []
        )
        numbers = await badges_of(badges if is_counted(plain) else None, workspace_id, owned)
        for tab, owner in zip(tabs, owned, strict=True):
            update = StateUpdate(delta=dict(numbers.get(owner, {})), events=events)
            if await manager.emit_lost_and_found(tab, update):
                told += 1
            else:
                await manager.redis.srem(_KEY.format(workspace_id), tab)
    finally:
        await manager.close()
    return told


__all__ = ["Delta", "delta_of", "listen", "poke_from_outside", "pokes", "refreshes_for", "rx"]
