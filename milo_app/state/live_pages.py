"""Pages that change while they are open, where many tabs are: all bells are read first, then page after page.

Reading a page costs the server several times what a bell does. A few tabs read theirs at once; of many, one after the
other is told to, so that whoever works meanwhile is not kept waiting. A tab that waits for its turn is told once,
whatever has changed until then.
"""

from __future__ import annotations

import asyncio

from milo_app.state.live import pokes, refreshes_for

FEW = 10
"""So many tabs of a workspace read their pages at once."""
EACH_S = 0.03
"""Between two tabs: about twice of what a page costs."""
BELLS_S = 0.3
"""How long a page waits for the bells at most."""


class Pages:
    """Which tabs are to read their page again, in the order in which they asked."""

    def __init__(self) -> None:
        self._due: dict[str, tuple[str, set[str]]] = {}
        self._task: asyncio.Task[None] | None = None

    def later(self, tab: str, path: str, topics: str) -> None:
        """Let a tab that shows this path read it again when its turn comes."""
        _, before = self._due.get(tab, ("", set()))
        self._due[tab] = (path, before | set(topics.split(",")))
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._go())

    async def _go(self) -> None:
        while self._due:
            for _ in range(round(BELLS_S / EACH_S)):
                if not pokes.is_waiting():
                    break
                await asyncio.sleep(EACH_S)
            tab = next(iter(self._due))
            path, topics = self._due.pop(tab)
            await pokes.tell(tab, refreshes_for(path, ",".join(sorted(topics))))
            await asyncio.sleep(EACH_S)


pages = Pages()
