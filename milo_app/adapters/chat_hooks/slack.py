"""A message as Slack's incoming webhooks take it: text for notifications, blocks for the channel.

Slack reads `&`, `<` and `>` as its own marks; what people wrote is escaped, so that a name cannot mention a channel.
"""

from __future__ import annotations

from typing import Any

from milo_app.domain.notifications.ports import Card

OK = frozenset({200})


def message(card: Card) -> dict[str, Any]:
    """Return the JSON of a message."""
    title, body = escaped(card.title), escaped(card.body)
    words = f"*{title}*\n{body}" if body else f"*{title}*"
    button = {"type": "button", "text": {"type": "plain_text", "text": card.button}, "url": card.link}
    return {
        "text": title,
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": words}},
            {"type": "actions", "elements": [button]},
        ],
    }


def escaped(text: str) -> str:
    """Escape the three signs that Slack reads, and the marks of emphasis at once."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("*", "\u2217").replace("`", "'").replace("_", "_\u200b")
