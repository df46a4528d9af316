"""The price book: what a stage is estimated at, and what model tokens cost. Integer micro-units of the currency.

Token prices come from the settings, because only the person who runs the endpoint knows them; without them tokens cost
nothing. The built-in evaluator uses no tokens and is free, so its spend is 0 and the estimate says what a model would
take at the prices that are set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from milo_app.core.settings import settings

_PER: Final = 1_000_000


@dataclass(frozen=True)
class Usage:
    """Tokens that one stage of a kind takes, for estimates: in and out."""

    tokens_in: int
    tokens_out: int


# Counted at four characters a token for a two-page resume, five answers of about 120 words and the prompts of v1.
TYPICAL: Final[dict[str, Usage]] = {
    "resume": Usage(3_200, 700),
    "form": Usage(0, 0),
    "web_interview": Usage(4_500, 1_400),
    "compose": Usage(2_500, 3_000),
}
SERVICE_WORDS: Final[dict[str, str]] = {
    "grant": "Credits added",
    "resume": "Resume screening",
    "form": "Form",
    "web_interview": "Web interview",
    "compose": "Drafting a plan",
}


def tokens_price(tokens_in: int, tokens_out: int) -> int:
    """Return the price of a model call in micro-units, rounded up, so that many small calls never cost nothing."""
    chosen = settings()
    exact = tokens_in * chosen.ai_micros_per_mtok_in + tokens_out * chosen.ai_micros_per_mtok_out
    return -(-exact // _PER)


def stage_price(kind: str) -> int:
    """Return the estimated price of one stage of a kind (`resume`, `form`, `web_interview`) in micro-units."""
    usage = TYPICAL.get(kind, Usage(0, 0))
    return tokens_price(usage.tokens_in, usage.tokens_out) if settings().has_model else 0


def estimate(kinds: Iterable[str]) -> int:
    """Return the estimated price of one candidate who goes through stages of these kinds."""
    return sum(stage_price(kind) for kind in kinds)
