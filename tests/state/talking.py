"""Talking to the served app over its websocket: send one event, and know what came of it and when it is over."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from milo_app.commands.wire import ROOT_STATE, Hangup, Tab, WireError
from tests.factories.served import Place, Served

BURST = 20
"""Events that one tab sends before a fresh one takes over: the gate slows a tab down that sends a steady stream."""

SAYS_NO = ("Your role does not allow this", "/sign-in?next=", "/i/closed")


@dataclass
class Came:
    """What an event brought: changed variables by state, without Reflex's own, and the events that the browser runs."""

    delta: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything as text, to look for words in."""
        return json.dumps([self.delta, self.events], sort_keys=True)

    @property
    def is_refused(self) -> bool:
        """Whether the gate answered with its sentence or sent the browser away."""
        return any(no in json.dumps(self.events) for no in SAYS_NO)


class Line:
    """A tab that is renewed after some events; each `say` waits until the event is over."""

    def __init__(self, here: Served, cookie: str) -> None:
        self.here, self.cookie = here, cookie
        self._tab: Tab | None = None
        self._said = 0
        self._flag = False

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *error: object) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Close the tab; the next event opens a fresh one with an empty state."""
        if self._tab is not None:
            self._tab.close()
        self._tab, self._said, self._flag = None, 0, False

    def is_closed_within(self, seconds: float) -> bool:
        """Wait, and return whether the server closed this connection meanwhile."""
        assert self._tab is not None
        end = time.monotonic() + seconds
        try:
            while (left := end - time.monotonic()) > 0:
                self._tab.receive(left)
        except Hangup:
            return True
        except WireError:
            return False
        return False

    def say(self, name: str, payload: dict[str, Any] | None = None, *, path: str = "/", query: str = "") -> Came:
        """Send one event and return everything that it brought."""
        if self._tab is None or self._said >= BURST:
            self.hang_up()
            self._tab = Tab(self.here.origin, self.cookie)
            self._settle()
        self._said += 1
        self._tab.send(name, payload, path=path, query=query)
        came = self._settle(path, query)
        # The sentence of an error is queued behind what waits already, so one more turn.
        more = self._settle(path, query)
        for state, changes in more.delta.items():
            came.delta.setdefault(state, {}).update(changes)
        return Came(came.delta, came.events + more.events)

    def _settle(self, path: str = "/", query: str = "") -> Came:
        """Events of a tab run one after the other, so the answer to a known one says that those before it are over."""
        assert self._tab is not None
        self._flag = not self._flag
        self._tab.send(f"{ROOT_STATE}.set_is_hydrated", {"value": self._flag}, path=path, query=query)
        came = Came()
        while True:
            update = self._tab.receive(20)
            delta = update.get("delta") or {}
            root = delta.pop(ROOT_STATE, {})
            for state, changes in delta.items():
                came.delta.setdefault(state, {}).update(changes)
            came.events += update.get("events") or []
            if root.get("is_hydrated_rx_state_") is self._flag:
                return came


def query_of(place: Place) -> str:
    """The dynamic parts of an address, as a browser sends them."""
    return (
        f"interviewer_id={place.interviewer}&application_id={place.application}"
        f"&workspace_slug={place.slug}&slug={place.interviewer_slug}"
    )


def rows_of(here: Served, workspace_id: int) -> dict[str, str]:
    """A fingerprint of each table's rows of one workspace."""
    with here.database() as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            columns = {line[1] for line in connection.execute(f'PRAGMA table_info("{table}")')}
            if "workspace_id" in columns:
                rows = connection.execute(f'SELECT * FROM "{table}" WHERE workspace_id = ?', (workspace_id,)).fetchall()
                found[table] = hashlib.sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()
    return found


class Watch:
    """Whether anything was written to the database since the last look."""

    def __init__(self, here: Served) -> None:
        self._connection = here.database()
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def changed(self) -> bool:
        """Return whether somebody committed a change since the last call."""
        before, self._seen = self._seen, self._version()
        return self._seen != before
