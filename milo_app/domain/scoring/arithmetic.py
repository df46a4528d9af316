"""The arithmetic of scores: anchors, weighted means and bands (design.md section 4). Pure.

A criterion is judged between anchors 1 and 5; anchor s maps to 25(s-1), so a person always sees 0-100. A mean is
sum(weight x score) / sum(weight) over what was scored; void items leave the denominator and are counted beside it.
Rounding happens once, at the end of each mean, to the nearest whole number with halves up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final, Literal

Band = Literal["strong", "fair", "weak", "none"]

STRONG: Final = 80
"""A score from here on is strong, and a stage with it is Top Rated."""
PASS: Final = 60
"""A score from here on is fair, and a question with it passes."""


@dataclass(frozen=True)
class Weighted:
    """A score of 0-100 (None: not scored) with its weight of 1-10."""

    score: int | None
    weight: int


@dataclass(frozen=True)
class Mean:
    """A weighted mean: the score (None when nothing was scored), how many counted and how many were left out."""

    score: int | None
    scored: int
    left_out: int


def half_up(value: float | Fraction) -> int:
    """Return the nearest whole number, halves rounded up (Python's own `round` goes to the even one)."""
    return floor(Fraction(value) + Fraction(1, 2))


def clamp(score: float) -> int:
    """Return a score as a whole number held between 0 and 100, whatever an evaluator claims."""
    return max(0, min(100, half_up(score)))


def from_anchor(anchor: float) -> int:
    """Return the 0-100 score of a place between the anchors 1 and 5."""
    return clamp(25 * (anchor - 1))


def weighted_mean(items: Iterable[Weighted]) -> Mean:
    """Return sum(weight x score) / sum(weight) over the scored items; a weight below 1 counts as not scored."""
    total = weights = scored = left_out = 0
    for item in items:
        if item.score is None or item.weight < 1:
            left_out += 1
            continue
        total += item.weight * item.score
        weights += item.weight
        scored += 1
    return Mean(half_up(Fraction(total, weights)) if weights else None, scored, left_out)


def band(score: int | None) -> Band:
    """Return `strong` from 80, `fair` from 60, `weak` below, `none` without a score."""
    if score is None:
        return "none"
    if score >= STRONG:
        return "strong"
    return "fair" if score >= PASS else "weak"


def passes(score: int | None) -> bool | None:
    """Return whether a question with this score passes; None without a score."""
    return None if score is None else score >= PASS
