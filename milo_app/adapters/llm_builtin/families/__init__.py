"""The template bank: what an experienced recruiter asks, by family of jobs. Data only; `pick` finds the family."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families import care, clients, floor, hands, leads, makers, office
from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look
from milo_app.adapters.llm_builtin.families.shared import GENERAL_ASKS, GENERAL_FORMS, SHARED_ASKS, SHARED_LOOKS

GENERAL = Family(
    key="general",
    department="",
    titles="(?!)",
    words="(?!)",
    asks=GENERAL_ASKS,
    looks=SHARED_LOOKS,
    forms=GENERAL_FORMS,
)
FAMILIES: tuple[Family, ...] = (
    *floor.FAMILIES,
    *hands.FAMILIES,
    *care.FAMILIES,
    *clients.FAMILIES,
    *makers.FAMILIES,
    *office.FAMILIES,
    *leads.FAMILIES,
)
ENOUGH = 6
"""Points from which a family is believed: one title word, or half a dozen words that speak for it."""


def _points(family: Family, title: str, body: str) -> float:
    named = list(family.title_pattern.finditer(title))
    in_title = (
        12.0 + 0.1 * max(len(m.group()) for m in named) + 4 * (max(m.start() for m in named) / 200) if named else 0.0
    )
    in_body = 2.0 * min(3, len(family.title_pattern.findall(body)))
    speaking = {found.casefold() for found in family.word_pattern.findall(body)}
    return in_title + in_body + 1.0 * min(8, len(speaking))


def pick(title: str, body: str) -> Family:
    """Return the family that the title and the first 8,000 characters of the text speak for, else the general one."""
    body = body[:8000]
    ranked = sorted(((_points(family, title, body), -n, family) for n, family in enumerate(FAMILIES)), reverse=True)
    best = ranked[0]
    return best[2] if best[0] >= ENOUGH else GENERAL


__all__ = ["FAMILIES", "GENERAL", "SHARED_ASKS", "SHARED_LOOKS", "Ask", "Family", "FormAsk", "Look", "pick"]
