"""Reflex's websocket as a program sees it: connect like a browser tab, send an event, read the updates.

Socket.IO over Engine.IO 4 on one websocket, with `simple-websocket` (Reflex brings it). Used by `bench` and by tests.
A packet is `<engine type><socket type>/_event,<json>`: 40 connects the namespace, 42 carries an event, 2 and 3 are the
heartbeat.
"""

from __future__ import annotations

import json
import time
import uuid
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from simple_websocket import Client  # type: ignore[import-untyped]

NAMESPACE = "/_event"
ROOT_STATE = "reflex___state____state"


class WireError(Exception):
    """The server refused, closed, or did not answer in time."""


class Hangup(WireError):
    """The server ended the connection on purpose."""


class Tab:
    """One browser tab: a token of its own, a cookie as the browser would send it, and where it is."""

    def __init__(self, origin: str, cookie: str = "", *, sent_origin: str | None = None, token: str = "") -> None:
        self.origin = origin
        self.token = token or str(uuid.uuid4())
        headers = {"Origin": origin if sent_origin is None else sent_origin}
        if cookie:
            headers["Cookie"] = cookie
        place = urlsplit(origin)
        secure = "s" if place.scheme == "https" else ""
        address = f"ws{secure}://{place.netloc}{NAMESPACE}/?token={self.token}&EIO=4&transport=websocket"
        self._socket = Client.connect(address, headers=headers, max_message_size=8_000_000)
        # Said before the greeting is read: a greeting that came together with the handshake is only seen with the next packet.
        self._socket.send(f"40{NAMESPACE},")
        self._expect("0")
        self._expect("40")

    def __enter__(self) -> Tab:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the tab."""
        self._socket.close()

    def send(self, name: str, payload: dict[str, Any] | None = None, path: str = "/", query: str = "") -> None:
        """Send an event (full handler name) from a page."""
        asked = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        router = {"pathname": path, "asPath": path + (f"?{query}" if query else ""), "query": asked}
        event = {"name": name, "payload": payload or {}, "router_data": router}
        self._socket.send(f"42{NAMESPACE}," + json.dumps(["event", event]))

    def receive(self, timeout: float = 10.0) -> dict[str, Any]:
        """Return the next update of the server (`delta`, `events`)."""
        end = time.monotonic() + timeout
        while True:
            packet = self._packet(end)
            if packet.startswith(f"42{NAMESPACE},"):
                name, body = json.loads(packet.split(",", 1)[1])
                if name == "event":
                    return dict(json.loads(body) if isinstance(body, str) else body)

    def open(self, path: str, query: str = "", timeout: float = 10.0) -> list[dict[str, Any]]:
        """Load a page as a fresh tab does and return its updates, up to the one that says that all is loaded."""
        self.send(f"{ROOT_STATE}.hydrate_and_load", path=path, query=query)
        updates: list[dict[str, Any]] = []
        while not (updates and _is_hydrated(updates[-1])):
            updates.append(self.receive(timeout))
        return updates

    def _packet(self, end: float) -> str:
        left = end - time.monotonic()
        packet = self._socket.receive(timeout=max(left, 0))
        if packet is None:
            raise WireError("the server did not answer in time")
        if packet == "1":
            raise Hangup("the server closed the connection")
        if packet == "2":
            self._socket.send("3")
            return ""
        return str(packet)

    def _expect(self, start: str) -> None:
        packet = self._packet(time.monotonic() + 10)
        if not packet.startswith(start):
            raise WireError(f"expected {start}, got {packet[:80]}")


def _is_hydrated(update: dict[str, Any]) -> bool:
    """Reflex sets this variable of its root state last, when every load handler of the page is done."""
    for state, changes in update.get("delta", {}).items():
        if state == ROOT_STATE:
            return any(name.startswith("is_hydrated") and value is True for name, value in changes.items())
    return False
