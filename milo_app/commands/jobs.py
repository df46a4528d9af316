"""`milo jobs`: the worker alone, beside servers that have MILO_JOBS_IN_SERVER=0."""

from __future__ import annotations

import asyncio
import logging
import os
import signal

from milo_app.commands.prepare import refuse_unmigrated
from milo_app.commands.running import hold
from milo_app.commands.terminal import give_up, say
from milo_app.core.settings import ROOT, settings

log = logging.getLogger("milo.jobs")

WINDOW_S = 0.25
"""Pokes of a workspace within this time become one."""


def run() -> None:
    """Run the timetable until SIGTERM or Ctrl-C; a job that is running may finish."""
    if not settings().redis_url:
        give_up(
            "the worker alone needs REDIS_URL: without Redis it cannot tell open browsers what changed. "
            "One process with ./milo up does the jobs itself."
        )
    refuse_unmigrated()
    in_use = hold()
    os.chdir(ROOT)
    asyncio.run(_work())
    in_use.close()


async def _work() -> None:
    # The app is imported for what it registers: handlers of events, and the handler that a poke names.
    import milo_app.milo_app  # noqa: F401
    from milo_app.core.events import on_wake
    from milo_app.jobs import schedule

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    on_wake(Outside(loop).wake)
    scheduler = schedule.start()
    say("The worker runs. Ctrl-C stops it.")
    await stop.wait()
    say("Stopping: finishing what is under way ...")
    await asyncio.to_thread(scheduler.shutdown, True)


class Outside:
    """Pokes browsers from a process that serves none: through Redis, coalesced per workspace."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: dict[int, set[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self, workspace_id: int, topic: str) -> None:
        """Poke a workspace's tabs soon; may be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._later, workspace_id, topic)

    def _later(self, workspace_id: int, topic: str) -> None:
        first = workspace_id not in self._waiting
        self._waiting.setdefault(workspace_id, set()).add(topic)
        if first:
            self._loop.call_later(WINDOW_S, self._send, workspace_id)

    def _send(self, workspace_id: int) -> None:
        task = self._loop.create_task(self._poke(workspace_id, ",".join(sorted(self._waiting.pop(workspace_id)))))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poke(self, workspace_id: int, topics: str) -> None:
        from redis.exceptions import RedisError

        from milo_app.state.live import poke_from_outside
        from milo_app.state.session import Shell, badges

        try:
            await poke_from_outside(workspace_id, topics, Shell.poked, badges)  # type: ignore[arg-type]
        except RedisError:
            # A poke is only a hint: pages read the truth when they load.
            log.warning("browsers of workspace %s were not told: Redis does not answer", workspace_id)
