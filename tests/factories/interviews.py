"""Candidates at work: seats, and an interlocutor that follows a script."""

from __future__ import annotations

from collections.abc import Sequence

from milo_app.core.work import Actor
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviews.entry import PROVEN
from milo_app.domain.interviews.ports import FollowUpCase, StoredBlob


def candidate_of(application: Application, *, is_proven: bool = False) -> Actor:
    """Return the candidate of an application as actor."""
    return Actor(
        kind="candidate",
        workspace_id=application.workspace_id,
        application_id=application.id,
        role=PROVEN if is_proven else "",
    )


class ScriptedInterlocutor:
    """Asks what it is told to, then nothing more; an exception in the script is raised."""

    def __init__(self, script: Sequence[str | Exception | None] = ()) -> None:
        self.script = list(script)
        self.cases: list[FollowUpCase] = []

    def follow_up(self, case: FollowUpCase) -> str | None:
        """Return the next line of the script."""
        self.cases.append(case)
        line = self.script.pop(0) if self.script else None
        if isinstance(line, Exception):
            raise line
        return line


def blob(key: str = "ab/cdef", size: int = 2048) -> StoredBlob:
    """Return what a file store says about a file."""
    return StoredBlob(key, size, "0" * 64)
