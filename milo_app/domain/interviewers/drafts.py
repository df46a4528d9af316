"""What stands in `Interviewer.draft`: the plan being edited, and where it came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from milo_app.domain.interviewers.plan import Plan, load_plan
from milo_app.domain.interviewers.ports import Fact


@dataclass(frozen=True)
class Draft:
    """A plan with its origin: the facts and notes of the composer (empty while nothing was composed)."""

    plan: Plan
    facts: tuple[Fact, ...] = ()
    composer: str = ""
    notes: tuple[str, ...] = field(default=())

    def stored(self) -> dict[str, Any]:
        """Return the draft as JSON."""
        return {
            "plan": self.plan.model_dump(mode="json"),
            "facts": [asdict(fact) for fact in self.facts],
            "composer": self.composer,
            "notes": list(self.notes),
        }


def read_draft(raw: dict[str, Any]) -> Draft:
    """Read a stored draft."""
    return Draft(
        plan=load_plan(raw["plan"]),
        facts=tuple(Fact(**fact) for fact in raw.get("facts", ())),
        composer=raw.get("composer", ""),
        notes=tuple(raw.get("notes", ())),
    )
