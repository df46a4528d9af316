"""Posting to addresses that people typed or browsers gave: chats and push services. `safe_http` decides where to."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from milo_app.core.safe_http import RULES, Exchange, Rules, Target, target_of, widened


@dataclass(frozen=True)
class Reply:
    """What the other side said to a post: its status, the wait that it asked for in seconds (0: none), its first words."""

    status: int
    retry_after: float = 0
    text: str = field(default="", repr=False)


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allow_private: str | Sequence[str] = (),
    rules: Rules = RULES,
) -> Reply:
    """Post to an address that a person or a browser named, and return what it said, whatever that is.

    A redirect is never followed: a body that was meant for one place goes to no other. Raises RefusedAddress or
    Unreachable.
    """
    rules = widened(rules, allow_private)
    deadline = rules.monotonic() + rules.seconds
    target = target_of(url, rules, deadline)
    return _Posting(target, rules, deadline, body, headers).run()


class _Posting(Exchange[Reply]):
    """One POST; every answer is one, also a refusal."""

    method = "POST"

    def __init__(self, target: Target, rules: Rules, deadline: float, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(target, rules, deadline)
        self.body, self.headers = body, headers

    def _request(self) -> bytes:
        lines = [
            f"POST {self.target.path} HTTP/1.1",
            f"Host: {self.target.authority}",
            "User-Agent: Milo",
            *(f"{name}: {value}" for name, value in self.headers.items()),
            f"Content-Length: {len(self.body)}",
            "Connection: close",
        ]
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a header holds a line break")
        return "\r\n".join((*lines, "", "")).encode("latin-1") + self.body

    def _answer(self, response: http.client.HTTPResponse) -> Reply:
        wait = response.headers.get("Retry-After", "").strip()
        seconds = float(wait) if wait.isdigit() else 0.0
        return Reply(response.status, min(seconds, 86_400), response.read(500).decode("utf-8", "replace"))
