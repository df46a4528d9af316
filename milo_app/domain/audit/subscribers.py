"""Turns domain events into audit entries."""

from __future__ import annotations

import re
from dataclasses import asdict

from milo_app.core.events import Event
from milo_app.core.work import Work
from milo_app.domain.audit.service import record

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
_SECRET = ("token", "secret", "password")


def on_event(w: Work, event: Event) -> None:
    """Record an event: its class name in snake case, its first id as the object, the rest as details without secrets."""
    fields = {name: value for name, value in asdict(event).items() if not any(part in name for part in _SECRET)}
    kind, object_id = "", ""
    for name, value in fields.items():
        if name.endswith("_id") and value is not None:
            kind, object_id = name.removesuffix("_id"), str(value)
            break
    alone: list[int] = list(fields.get("application_ids") or [])
    if len(alone) == 1 and fields.get("count", 1) == 1:
        # What was done to one person is found with that person, and its details go when they are erased.
        kind, object_id = "application", str(alone[0])
    record(w, _WORD.sub("_", type(event).__name__).lower(), kind, object_id, fields)
