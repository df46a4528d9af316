"""Simulators of evaluators, and the attempt that most tests of scoring judge."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from milo_app import bootstrap
from milo_app.core.work import Work
from milo_app.domain.scoring.ports import Case, EvaluationFailed, Evaluator, Judged, Quote, Verdict
from tests.factories.attempts import Attempt, House

GOOD = (
    "A lady came in with a kettle that had stopped after six days. I took her to the side till, found the sale by her "
    "card and swapped the kettle. I rang her on the Friday to check that it worked."
)
TILL = "I count the float twice before I open. In fourteen months my till was out once, by 1.20."
RESUME = (
    "Ada Obi\nEXPERIENCE\nStore supervisor, FreshMart, 2019 - present\nLed 12 people on the till and counted the cash\n"
)
FULL = Attempt(
    {"permit": "Yes", "why": "I live nearby.", "upset": [GOOD, "She came back 2 weeks later."], "till": TILL,
     "start": "I can start on 1 December.", "weekend": "yes"},
    RESUME,
)  # fmt: skip


class Scripted:
    """A simulator of an evaluator: it fails as often as it is told to, then gives a fixed score with a true quote."""

    label = "gpt-x, prompt v1"

    def __init__(self, *failures: EvaluationFailed | RuntimeError, score: int = 90) -> None:
        self.failures = list(failures)
        self.score = score
        self.cases: list[Case] = []

    def evaluate(self, case: Case) -> Verdict:
        """Fail as scripted, else quote the first six words of each item's first passage."""
        self.cases.append(case)
        if self.failures:
            raise self.failures.pop(0)
        items = tuple(
            Judged(i.key, self.score, "Said so.", (Quote(i.passages[0].ref, " ".join(i.passages[0].text.split()[:6])),))
            for i in case.items
        )
        return Verdict(self.label, True, items, model="gpt-x", prompt_version="v1", tokens_in=1000, tokens_out=200)


def works(place: House, evaluator: Evaluator) -> Callable[[], AbstractContextManager[Work]]:
    """Return what the job gets: units of work of the system with this evaluator plugged in."""
    return lambda: place.open({**bootstrap.ports(), Evaluator: evaluator})
