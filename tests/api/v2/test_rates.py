"""How often a program may call."""

from __future__ import annotations

import time

import pytest

from milo_app.api.v2 import rates
from milo_app.core.settings import settings
from tests.api.v2.conftest import READ, Site, make_key


async def test_answers_say_what_is_left_of_the_minute(site: Site) -> None:
    found = [await site.client.get("/workspaces", site.key) for _ in range(2)]
    assert [answer.headers["x-ratelimit-limit"] for answer in found] == ["300", "300"]
    assert [answer.headers["x-ratelimit-remaining"] for answer in found] == ["299", "298"]
    assert 0 <= int(found[0].headers["x-ratelimit-reset"]) - time.time() <= 61


async def test_the_301st_request_of_a_minute_is_refused_with_a_time_to_wait(site: Site) -> None:
    prefix = site.key.split("_")[2]
    for _ in range(299):
        rates.count(rates.PER_KEY, f"key:{prefix}")
    last = await site.client.get("/workspaces", site.key)
    refused = await site.client.get("/workspaces", site.key)
    assert (last.status_code, last.headers["x-ratelimit-remaining"]) == (200, "0")
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate_limit_exceeded")
    assert 1 <= int(refused.headers["retry-after"]) <= 61
    assert refused.headers["x-ratelimit-remaining"] == "0"


async def test_keys_are_counted_apart(site: Site) -> None:
    for _ in range(300):
        rates.count(rates.PER_KEY, f"key:{site.key.split('_')[2]}")
    assert (await site.client.get("/workspaces", site.key)).status_code == 429
    assert (await site.client.get("/workspaces", make_key(site.place, *READ))).status_code == 200


async def test_guessing_keys_is_stopped_by_address_and_known_keys_go_on(site: Site) -> None:
    found = [await site.client.get("/workspaces", "milo_live_AAAAAAAA_" + "b" * 32) for _ in range(101)]
    assert [answer.status_code for answer in found] == [401] * 100 + [429]
    assert (await site.client.get("/workspaces", site.key)).status_code == 200


def test_a_redis_that_is_away_does_not_lift_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    settings.cache_clear()
    rates.forget()
    found = [rates.count(rates.PER_STRANGER, "address:x")[0] for _ in range(101)]
    rates.forget()
    assert found == [True] * 100 + [False]
