"""How fast a tab may ask: what a browser sends is counted, and what a page loads by itself is counted as one visit.

Opening a page runs a handful of handlers on the server that no browser sent. Counting each of them would stop somebody who
walks through candidates by keyboard, while a program that calls the same handlers directly is counted as ever.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

# A browser may send short bursts (typing, opening a page); a steady stream over this is a program.
EVENTS = RateLimitItemPerSecond(60, 3)
VISITS = RateLimitItemPerSecond(30, 3)
MOST_TABS = 10_000


class Pace:
    """Counts the events and page visits of each tab."""

    def __init__(self) -> None:
        self.limiter = FixedWindowRateLimiter(MemoryStorage())
        self._promised: OrderedDict[str, Counter[str]] = OrderedDict()

    def may_visit(self, tab: str, handlers: Iterable[str]) -> bool:
        """Count a visit; these handlers of its page may follow once each without being counted."""
        if not self.limiter.hit(VISITS, tab):
            self._promised.pop(tab, None)
            return False
        self._promised[tab] = Counter(handlers)
        self._promised.move_to_end(tab)
        while len(self._promised) > MOST_TABS:
            self._promised.popitem(last=False)
        return True

    def may_ask(self, tab: str, handler: str) -> bool:
        """Count an event, unless it is what the last visit brings along."""
        promised = self._promised.get(tab)
        if promised and promised[handler] > 0:
            promised[handler] -= 1
            return True
        return self.limiter.hit(EVENTS, tab)
