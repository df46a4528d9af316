"""What stands in `Interviewer.draft`: the plan being edited, and where it came from."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from milo_app.core.ids import short_key
from milo_app.domain.interviewers.plan import Plan, load_plan
from milo_app.domain.interviewers.ports import Fact


@dataclass(frozen=True)
class Draft:
    """A plan with its origin: the facts and notes of the composer (empty while nothing was composed).

    `wishes` are the recruiter's words on how the interview should go; `context` is text pasted beside the description
    (intake notes, a transcript). Both stay with the draft and are read again when it is composed again.
    """

    plan: Plan
    facts: tuple[Fact, ...] = ()
    composer: str = ""
    notes: tuple[str, ...] = field(default=())
    wishes: str = ""
    context: str = ""

    def stored(self) -> dict[str, Any]:
        """Return the draft as JSON."""
        return {
            "plan": self.plan.model_dump(mode="json"),
            "facts": [asdict(fact) for fact in self.facts],
            "composer": self.composer,
            "notes": list(self.notes),
            "wishes": self.wishes,
            "context": self.context,
        }


def read_draft(raw: dict[str, Any]) -> Draft:
    """Read a stored draft."""
    return Draft(
        plan=load_plan(raw["plan"]),
        facts=tuple(Fact(**fact) for fact in raw.get("facts", ())),
        composer=raw.get("composer", ""),
        notes=tuple(raw.get("notes", ())),
        wishes=raw.get("wishes", ""),
        context=raw.get("context", ""),
    )


_PLACEHOLDER = re.compile(r"draft-[0-9a-z]{16}")


def placeholder_slug() -> str:
    """Return a link name for a draft that has none yet."""
    return f"draft-{short_key()}{short_key()}"


def is_placeholder(slug: str) -> bool:
    """Return whether a draft still has the link name that nobody chose."""
    return _PLACEHOLDER.fullmatch(slug) is not None
