"""How soon 200 connected recruiters hear of something, and what a burst does to them.

Each of the 200 has an account and a tab of their own on the list of interviewers. A tab does what a browser does: when it
is poked, it fires the handler that it was told and reads the answer. "Told" is the poke; "badge" is the number at the bell
as it stands after the commit, "list" the answer with the new line under it. Clocks are those of one machine.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from milo_app.commands.bench.registry import CannotMeasure, Row, spread
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.commands.wire import NAMESPACE, ROOT_STATE

RECRUITERS = 200
ROUNDS = 20
BURST, BURST_S = 1_000, 10.0
GOAL_TOLD_MS, GOAL_BADGE_MS, GOAL_PER_SECOND = 300.0, 1_000.0, 4
CALM_S = 1.0
PATH = "/interviewers"
POKED = "poked"


@dataclass
class Listener:
    """One tab: when it was poked, and when it held which number of completions."""

    token: str
    pokes: list[float] = field(default_factory=list)
    badges: list[float] = field(default_factory=list)
    lists: list[tuple[float, int]] = field(default_factory=list)
    heard: float = 0.0
    socket: Any = None

    @property
    def shown(self) -> int:
        """The number of completions that its bell lists now."""
        return self.lists[-1][1] if self.lists else 0


def measure(applications: int = RECRUITERS) -> list[Row]:
    """Return the rows; `applications` is the number of recruiters."""
    with rehearsal(entry=("milo_app.commands.bench.live_server", str(applications))) as here:
        made = json.loads((here.data / "bench.json").read_text())
        return asyncio.run(_story(here, made))


async def _story(here: Rehearsal, made: dict[str, Any]) -> list[Row]:
    tabs = [Listener(f"live-{number}") for number in range(len(made["secrets"]))]
    for some in range(0, len(tabs), 20):
        chosen = list(zip(tabs[some : some + 20], made["secrets"][some : some + 20], strict=True))
        await asyncio.gather(*[_open(here, tab, secret) for tab, secret in chosen])
    told, badges, lists, done = [], [], [], 0
    for _ in range(ROUNDS):
        await _calm(tabs)
        since = time.time()
        (commit,) = await _complete(here, 1, 0)
        done += 1
        await _until(tabs, done, 15)
        told.append(1000 * (max(_first(tab.pokes, since) for tab in tabs) - commit))
        badges += [1000 * (_first(tab.badges, commit) - commit) for tab in tabs]
        lists += [1000 * (next(at for at, number in tab.lists if number >= done) - commit) for tab in tabs]
    await _calm(tabs)
    begun = time.time()
    commits = await _complete(here, BURST, BURST_S)
    done += BURST
    took = commits[-1] - begun
    await _until(tabs, done, 60)
    settled = max(next(at for at, number in tab.lists if number >= done) for tab in tabs) - commits[-1]
    busiest = max(_most_in_a_second([at for at in tab.pokes if at >= begun]) for tab in tabs)
    refreshes = [sum(at >= begun for at, _ in tab.lists) for tab in tabs]
    return _rows(told, badges, lists, busiest, refreshes, took, settled, [tab.shown for tab in tabs], done)


def _rows(
    told: list[float],
    badges: list[float],
    lists: list[float],
    busiest: int,
    refreshes: list[int],
    took: float,
    settled: float,
    shown: list[int],
    done: int,
) -> list[Row]:
    (told_50, told_95), (badge_50, badge_95), (list_50, list_95) = spread(told), spread(badges), spread(lists)
    after = {"n": len(badges), "p50": badge_50, "p95": badge_95}
    then = {"n": len(lists), "p50": list_50, "p95": list_95}
    worst, missed = round(max(told), 1), sum(number != done for number in shown)

    def row(name: str, value: float, unit: str, goal: float | None, holds: bool, **more: Any) -> Row:
        return {"name": f"live {name}", "value": value, "unit": unit, "goal": goal, "holds": holds, **more}

    return [
        row("last of all told", worst, "ms", GOAL_TOLD_MS, worst <= GOAL_TOLD_MS, n=len(told), p50=told_50, p95=told_95),
        row("commit to badge", badge_95, "ms", GOAL_BADGE_MS, badge_95 <= GOAL_BADGE_MS, **after),
        row("commit to the bell's list", list_95, "ms", None, True, **then),
        row("burst: completions", BURST, "in all", None, True),
        row("burst: took", round(took, 1), "s", None, True),
        row("burst: most refreshes of a tab in a second", busiest, "", GOAL_PER_SECOND, busiest <= GOAL_PER_SECOND),
        row("burst: refreshes of a tab", max(refreshes), "", None, True),
        row("burst: last list right after the last commit", round(settled, 2), "s", None, True),
        row("burst: tabs that missed something", missed, "", 0, missed == 0),
    ]  # fmt: skip


def _first(moments: list[float], since: float) -> float:
    return next((at for at in moments if at >= since), time.time())


def _most_in_a_second(moments: list[float]) -> int:
    return max((sum(start <= at < start + 1 for at in moments) for start in moments), default=0)


async def _until(tabs: list[Listener], number: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while any(tab.shown < number for tab in tabs):
        if time.monotonic() > end:
            late = sum(tab.shown < number for tab in tabs)
            raise CannotMeasure(f"{late} of {len(tabs)} tabs did not hear of everything within {seconds:g} seconds")
        await asyncio.sleep(0.02)


async def _calm(tabs: list[Listener]) -> None:
    """Wait until no tab has been poked or answered for a while: what one event does is measured by itself."""
    end = time.monotonic() + 60
    while time.time() - max(tab.heard for tab in tabs) < CALM_S and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


async def _complete(here: Rehearsal, count: int, seconds: float) -> list[float]:
    return await asyncio.to_thread(_ask, here.data / "bench.sock", count, seconds)


def _ask(door: Path, count: int, seconds: float) -> list[float]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(str(door))
        with line.makefile("rw") as wire:
            wire.write(json.dumps({"count": count, "seconds": seconds}) + "\n")
            wire.flush()
            return [float(at) for at in json.loads(wire.readline())]


async def _open(here: Rehearsal, tab: Listener, secret: str) -> None:
    """Connect, load the page, and begin to listen."""
    from simple_websocket import AioClient  # type: ignore[import-untyped]

    address = f"ws://localhost:{here.port}{NAMESPACE}/?token={tab.token}&EIO=4&transport=websocket"
    headers = {"Origin": here.origin, "Cookie": f"milo_session_{here.port}={secret}"}
    tab.socket = await AioClient.connect(address, headers=headers, max_message_size=8_000_000)
    await tab.socket.send(f"40{NAMESPACE},")
    await _send(tab, f"{ROOT_STATE}.hydrate_and_load", {})
    asyncio.get_running_loop().create_task(_listen(tab))


async def _send(tab: Listener, name: str, payload: dict[str, Any]) -> None:
    event = {"name": name, "payload": payload, "router_data": {"pathname": PATH, "asPath": PATH, "query": {}}}
    await tab.socket.send(f"42{NAMESPACE}," + json.dumps(["event", event]))


async def _listen(tab: Listener) -> None:
    """Answer heartbeats, fire what a poke says, and note what the bell shows."""
    from simple_websocket import ConnectionClosed

    while True:
        try:
            packet = str(await tab.socket.receive())
        except ConnectionClosed:
            return
        if packet == "2":
            await tab.socket.send("3")
        if not packet.startswith(f"42{NAMESPACE},"):
            continue
        now = tab.heard = time.time()
        _, body = json.loads(packet.split(",", 1)[1])
        update = json.loads(body) if isinstance(body, str) else body
        for event in update.get("events", []):
            if event["name"].endswith(f".{POKED}"):
                tab.pokes.append(now)
            if not event["name"].startswith("_"):
                await _send(tab, event["name"], event.get("payload") or {})
        for changes in update.get("delta", {}).values():
            for name, value in changes.items():
                if name.startswith("unread"):
                    tab.badges.append(now)
                if name.startswith("groups") and isinstance(value, list):
                    tab.lists.append((now, _completions(value)))


def _completions(groups: list[dict[str, Any]]) -> int:
    """Return the number of completed interviews that the lines of a bell speak of."""
    total = 0
    for line in (line for group in groups for line in group["lines"]):
        word = line["title"].split(" ")[0].replace(",", "")
        total += int(word) if word.isdigit() else 1 if " completed " in line["title"] else 0
    return total
