"""The kinds of notifications and the topic that each belongs to; topics are what people choose by."""

from __future__ import annotations

TOPIC_OF = {
    "completed": "completed",
    "applied": "applied",
    "scored": "scored",
    "rescored": "scored",
    "scoring_failed": "failed",
    "deadline": "deadline",
    "deadline_near": "deadline",
    "budget": "budget",
    "budget_near": "budget",
    "import_done": "jobs",
    "job_done": "jobs",
    "job_failed": "jobs",
    "mention": "mention",
    "guest_verdict": "mention",
    "mail_failed": "system",
    "chat_failed": "system",
    "index_failed": "system",
}
MAILED_ELSEWHERE = frozenset({"completed", "deadline_near", "budget"})
"""Subscribers who are mailed at once get these from outreach, in words of their own."""
MAIL_FAILED = "mail_failed"
"""The group of lines about mail that fails: they are never mailed."""
NEEDS_SOMEBODY = frozenset(
    {
        "scoring_failed",
        "deadline",
        "deadline_near",
        "budget",
        "budget_near",
        "mail_failed",
        "chat_failed",
        "index_failed",
    }
)
TONES = {
    "completed": "green",
    "scored": "green",
    "rescored": "green",
    "applied": "iris",
    "scoring_failed": "amber",
    "deadline": "orange",
    "deadline_near": "orange",
    "budget": "amber",
    "budget_near": "amber",
    "mention": "iris",
    "mail_failed": "red",
    "chat_failed": "red",
    "index_failed": "red",
}
_PLACES = {"mail_failed": "/mailbox", "chat_failed": "/settings/notifications", "index_failed": "/data/indexing"}
_PARTS = {
    "import_done": "/integrations",
    "budget": "/settings?section=budget",
    "budget_near": "/settings?section=budget",
    "deadline_near": "/settings?section=budget",
    "deadline": "/settings?section=budget",
}


def place(kind: str, interviewer: str, application: str) -> str:
    """Return where a line leads: to the one candidate it is about, else to the interviewer; empty for neither.

    The two are public ids, or empty.
    """
    if kind in _PLACES:
        return _PLACES[kind]
    if application:
        return f"/candidates/{application}" + ("?show=notes" if kind == "mention" else "")
    return f"/interviewers/{interviewer}{_PARTS.get(kind, '')}" if interviewer else ""
