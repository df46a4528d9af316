"""Posts to incoming webhooks of Slack and Microsoft Teams. The address is checked like any that a person typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType
from urllib.parse import urlsplit

from milo_app.adapters.chat_hooks import slack, teams
from milo_app.core import safe_http, safe_post
from milo_app.core.errors import Invalid
from milo_app.domain.notifications.ports import Card, Gone, Later, Refused

_CHATS: dict[str, ModuleType] = {"slack": slack, "teams": teams}


@dataclass(frozen=True)
class HookPoster:
    """The poster of an installation."""

    allow_private: str = ""
    rules: safe_http.Rules = safe_http.RULES

    def check(self, kind: str, url: str) -> str:
        """Return the address in its normal form; raises `Invalid` where Milo does not go."""
        if kind not in _CHATS:
            raise Invalid("Choose Slack or Microsoft Teams.", field="kind")
        return safe_http.check(url, allow_private=self.allow_private, rules=self.rules)

    def post(self, kind: str, url: str, card: Card) -> None:
        """Post a card; raises `Gone`, `Refused` or `Later`."""
        chat = _CHATS[kind]
        body = json.dumps(chat.message(card), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            reply = safe_post.post(url, body, headers, allow_private=self.allow_private, rules=self.rules)
        except safe_http.RefusedAddress as error:
            raise Refused(error.message) from error
        except safe_http.Unreachable as error:
            raise Later(error.message) from error
        host = urlsplit(url).hostname or ""
        if reply.status in chat.OK:
            return
        if reply.status in (404, 410):
            raise Gone(f"{host} does not know this address any more ({reply.status}).")
        if reply.status == 429 or reply.status >= 500:
            wait = timedelta(seconds=reply.retry_after) if reply.retry_after else None
            raise Later(f"{host} is busy ({reply.status}).", wait)
        raise Refused(f"{host} did not take the message ({reply.status}).")
