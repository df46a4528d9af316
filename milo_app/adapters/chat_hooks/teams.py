"""A message as the webhooks of Microsoft Teams workflows take it: an adaptive card as the only attachment."""

from __future__ import annotations

from typing import Any

from milo_app.domain.notifications.ports import Card

OK = frozenset({200, 202})
_TYPE = "application/vnd.microsoft.card.adaptive"


def message(card: Card) -> dict[str, Any]:
    """Return the JSON of a message."""
    words: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": escaped(card.title), "weight": "Bolder", "size": "Medium", "wrap": True}
    ]
    if card.body:
        words.append({"type": "TextBlock", "text": escaped(card.body), "wrap": True})
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": words,
        "actions": [{"type": "Action.OpenUrl", "title": card.button, "url": card.link}],
    }
    return {"type": "message", "attachments": [{"contentType": _TYPE, "contentUrl": None, "content": content}]}


def escaped(text: str) -> str:
    """Take the signs of Markdown their meaning: text blocks read links and emphasis."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]()#<>" else sign for sign in text)
