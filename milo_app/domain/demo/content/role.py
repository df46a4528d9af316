"""What a role of the demo is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A job. `family` chooses the words of answers and resumes; the rates are what its people tend to do (0 to 1)."""

    title: str
    department: str
    family: str
    sites: tuple[str, ...]
    description: str
    start_rate: float
    finish_rate: float
    skill: float
    """How good its applicants are on average: 0 (weak) to 1 (strong)."""
    pull: float = 1.0
    """How many apply, compared with other roles."""
