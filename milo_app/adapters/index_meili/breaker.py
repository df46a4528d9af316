"""A circuit breaker: a server that has just failed is left alone for a while, so that nobody waits for it in vain."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after `most` failures in a row for `rest_s` seconds; then one caller may try while the others still rest."""

    def __init__(self, most: int = 3, rest_s: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._rest_s = rest_s
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0
        self._lock = Lock()

    def lets_through(self) -> bool:
        """Return whether this caller may ask; once a rest is over, that is one caller in each rest."""
        with self._lock:
            if self._failures < self._most:
                return True
            now = self._clock()
            if now < self._rests_until:
                return False
            self._rests_until = now + self._rest_s
            return True

    def went_well(self) -> None:
        """Close it."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._rests_until = self._clock() + self._rest_s

    @property
    def is_open(self) -> bool:
        """Whether the server is being left alone."""
        with self._lock:
            return self._failures >= self._most
