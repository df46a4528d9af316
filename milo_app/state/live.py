"""Live updates: a poke tells a browser to run one handler, which re-authenticates and reads.

A poke is only a hint: the durable truth is in the database, so a lost one costs nothing (every page reads when it
loads). The first poke goes out at once; what follows is gathered for a quarter second, and for longer where many tabs
are open, since each of them asks back. This is the only module that touches the
semi-private parts of Reflex 0.10.1 for it: `App.event_namespace.emit_update`, its token manager, and
`RedisTokenManager.emit_lost_and_found` (tests/state/test_live.py holds them).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from contextvars import Context, copy_context
from typing import Any

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from milo_app.core.events import on_wake

log = logging.getLogger("milo.live")
WINDOW_S = 0.25
GATHER_S = 0.02
"""How long the first poke waits for others of the same transaction."""
EACH_S = 0.005
"""What a tab that asks back costs the server, about: two hundred tabs are poked once a second while a burst lasts."""
HANG_UP_S = 3
PATIENCE_S = 900
"""How long a tab without a connection is kept: a phone that wakes up or a slow line gets its pokes again."""
_KEY = "milo:tabs:{}"
_OWNER = "milo:tab:{}:user"


class Pokes:
    """Which tabs look at which workspace, and who is to be told."""

    def __init__(self) -> None:
        self._tabs: dict[int, set[str]] = defaultdict(set)
        self._waiting: dict[int, set[str]] = {}
        self._lost: dict[str, float] = {}
        self._free_at: dict[int, float] = {}
        self._users: dict[str, int] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._make: Callable[[str], Any] | None = None

    def start(self, loop: asyncio.AbstractEventLoop, make: Callable[[str], Any]) -> None:
        """Begin to deliver on this loop; `make(topics)` gives the event that the browsers fire.

        Reflex keeps its registry in a context variable. Threads of the scheduler have none of it, so that the context
        of the start-up goes along with every poke.
        """
        self._loop, self._make, self._context = loop, make, copy_context()
        on_wake(self.wake)

    async def join(self, workspace_id: int, tab: str, user_id: int = 0) -> None:
        """Remember that a tab looks at a workspace, and whose it is (from now on, until it is gone)."""
        self._tabs[workspace_id].add(tab)
        self._users[tab] = user_id
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

    def _pace(self, workspace_id: int, tabs: int) -> None:
        """Say when the next poke of a workspace may go out."""
        self._free_at[workspace_id] = asyncio.get_running_loop().time() + max(WINDOW_S, tabs * EACH_S)

    async def _deliver(self, workspace_id: int) -> None:
        waiting = self._waiting.pop(workspace_id, set())
        topics = ",".join(sorted({topic.partition(":")[0] for topic in waiting}))
        if self._make is None:
            return
        update = StateUpdate(events=Event.from_event_type(self._make(topics)))
        namespace = RegistrationContext.get().app.event_namespace
        manager = namespace._token_manager
        redis = self._redis()
        tabs = set(self._tabs[workspace_id])
        if redis is not None:
            tabs |= {raw.decode() for raw in await redis.smembers(_KEY.format(workspace_id))}
        if (users := addressees(waiting)) is not None:
            tabs = {tab for tab in tabs if await self._owner(tab) in users}
        self._pace(workspace_id, len(tabs))
        for tab in tabs:
            if tab not in manager.token_to_socket and redis is None:
                self._miss(workspace_id, tab)
                continue
            self._lost.pop(tab, None)
            if redis is not None and not await manager.is_token_connected(tab):
                self._tabs[workspace_id].discard(tab)
                await redis.srem(_KEY.format(workspace_id), tab)
                continue
            await namespace.emit_update(update, token=tab)

    async def _owner(self, tab: str) -> int:
        """Return whose a tab is: of this process by heart, of another by Redis."""
        if tab in self._users:
            return self._users[tab]
        redis = self._redis()
        return int(await redis.get(_OWNER.format(tab)) or 0) if redis is not None else 0

    def hang_up(self, tab: str) -> None:
        """Close the connection of a tab whose session is over, once its browser has had time to leave the page."""
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
            self._users.pop(tab, None)
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


async def poke_from_outside(workspace_id: int, topics: str, make: Callable[[str], Any]) -> int:
    """Poke from a process that serves no browser (`milo jobs`), through Redis; returns how many tabs were told."""
    from reflex.utils import prerequisites
    from reflex.utils.token_manager import RedisTokenManager

    manager = RedisTokenManager(prerequisites.get_redis())  # type: ignore[arg-type]
    told = 0
    plain = ",".join(sorted({topic.partition(":")[0] for topic in topics.split(",")}))
    update = StateUpdate(events=Event.from_event_type(make(plain)))
    try:
        for raw in await manager.redis.smembers(_KEY.format(workspace_id)):
            if await manager.emit_lost_and_found(raw.decode(), update):
                told += 1
            else:
                await manager.redis.srem(_KEY.format(workspace_id), raw)
    finally:
        await manager.close()
    return told


__all__ = ["listen", "poke_from_outside", "pokes", "refreshes_for", "rx"]
