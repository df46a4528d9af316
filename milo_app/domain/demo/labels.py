"""The labels of the demo: a region, a team, how urgent a role is and how many are hired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from sqlmodel import col, delete, select

from milo_app.core.clock import FixedClock
from milo_app.core.work import Work
from milo_app.domain.demo.fates import Posting
from milo_app.domain.demo.quiet import Works, quietly
from milo_app.domain.labels import queries, service
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind

_AMERICAS: Final = frozenset(
    [
        "Atlanta",
        "Austin",
        "Boston",
        "Chicago",
        "Columbus",
        "Dallas",
        "Denver",
        "Halifax",
        "Memphis",
        "New York",
        "Phoenix",
        "Portland",
        "Remote US",
        "San Francisco",
        "Seattle",
        "Tampa",
        "Toronto",
    ]
)
_ASIA: Final = frozenset({"Bangalore", "Manila", "Perth", "Singapore", "Sydney"})
REGIONS: Final = ("Americas", "Europe", "Asia Pacific")
TEAMS: Final = ("Care", "Engineering", "Operations", "Retail", "Sales", "Support")


def _region(posting: Posting) -> str:
    return REGIONS[0] if posting.site in _AMERICAS else REGIONS[2] if posting.site in _ASIA else REGIONS[1]


def _urgent(posting: Posting) -> str:
    return ("Yes", "", "No", "")[posting.number % 4]


def _openings(posting: Posting) -> str:
    return str(1 + posting.number * 7 % 12) if posting.number % 3 else ""


_LABELS: Final[tuple[tuple[str, str, LabelKind, Sequence[str], str, Callable[[Posting], str]], ...]] = (
    ("region", "Region", LabelKind.PICKLIST, REGIONS, "Where the people will work.", _region),
    ("team", "Team", LabelKind.PICKLIST, TEAMS, "Who hires.", lambda posting: posting.role.department),
    ("urgent", "Urgent", LabelKind.YES_NO, (), "Somebody waits for this hire.", _urgent),
    ("openings", "Openings", LabelKind.NUMBER, (), "How many are hired.", _openings),
)
KEYS: Final = frozenset(label[0] for label in _LABELS)


def put(works: Works, workspace_id: int, made: Sequence[Posting], ids: Mapping[int, int], clock: FixedClock) -> None:
    """Define the labels and give every demo interviewer its values; a key that the workspace has already is left to it."""
    with quietly(works, workspace_id, clock, {}) as w:
        taken = {row.key for row in queries.definitions(w)}
        for key, name, kind, allowed, description, value_for in _LABELS:
            if key in taken:
                continue
            label = service.create(w, name, kind, key=key, description=description, allowed=allowed)
            for value, holders in _by_value(made, ids, value_for):
                service.assign(w, holders, label.id, value)


def _by_value(
    made: Sequence[Posting], ids: Mapping[int, int], value_for: Callable[[Posting], str]
) -> Iterator[tuple[str, list[int]]]:
    found: dict[str, list[int]] = defaultdict(list)
    for posting in made:
        found[value_for(posting)].append(ids[posting.number])
    return ((value, holders) for value, holders in found.items() if value)


def remove(w: Work) -> None:
    """Delete the labels that the demo made (they have no creator) and that no interviewer has any more."""
    used = select(LabelAssignment.definition_id).where(col(LabelAssignment.workspace_id) == w.workspace_id)
    w.session.execute(
        delete(LabelDefinition).where(
            col(LabelDefinition.workspace_id) == w.workspace_id,
            col(LabelDefinition.key).in_(KEYS),
            col(LabelDefinition.created_by).is_(None),
            col(LabelDefinition.id).not_in(used),
        ),
        execution_options={"synchronize_session": False},
    )
