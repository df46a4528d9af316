"""How often somebody may call: 300 requests a minute per key, 100 a minute per address without a key that opens.

Counted in Redis where several processes serve; when Redis is away each process counts for itself.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter, RateLimiter

from milo_app.core.errors import TooMany
from milo_app.core.settings import settings

PER_KEY = RateLimitItemPerMinute(300)
PER_STRANGER = RateLimitItemPerMinute(100)


@dataclass(frozen=True, slots=True)
class Rate:
    """What is left of a minute's requests; `resets_at` is in Unix seconds."""

    limit: int
    remaining: int
    resets_at: int

    def headers(self) -> dict[str, str]:
        """Return the headers that tell a program how fast it may go on."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.remaining),
            "x-ratelimit-reset": str(self.resets_at),
        }


@lru_cache(maxsize=1)
def _alone() -> RateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


@lru_cache(maxsize=1)
def _together(url: str) -> RateLimiter:
    return MovingWindowRateLimiter(storage_from_string(url, wrap_exceptions=True))


def forget() -> None:
    """Start to count anew."""
    _alone.cache_clear()
    _together.cache_clear()


def count(item: RateLimitItem, name: str) -> tuple[bool, Rate]:
    """Count one request under a name; the flag says whether it may be answered."""
    if settings().redis_url:
        try:
            return _count(_together(settings().redis_url), item, name)
        except StorageError:
            # A missing Redis must neither stop the API nor lift its limits.
            return _count(_alone(), item, name)
    return _count(_alone(), item, name)


def _count(limiter: RateLimiter, item: RateLimitItem, name: str) -> tuple[bool, Rate]:
    may = limiter.hit(item, "api-v2", name)
    window = limiter.get_window_stats(item, "api-v2", name)
    return may, Rate(item.amount, max(0, window.remaining), math.ceil(window.reset_time))


def refuse(rate: Rate) -> None:
    """Raise `TooMany` with the seconds until the next request may come."""
    wait = max(1, rate.resets_at - math.floor(time.time()))
    raise TooMany(
        f"More than {rate.limit} requests in a minute.", do=f"Wait {wait} seconds and go on.", retry_after=wait
    )
