"""The checks of a stage: eligibility, dealbreakers and pass/fail answers, by the one set of rules. No evaluator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from milo_app.domain.interviewers import rules
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import QuestionSpec
from milo_app.domain.interviews.eligibility import ReadResume
from milo_app.domain.scoring.dossier import NO_RESUME, StageDossier

CHECKER: Final = "Built-in checks (rules, no AI)"
"""What stands as evaluator of a stage that only has checks: the same with and without a model."""


@dataclass(frozen=True)
class Checked:
    """The outcome of one check. `stops` says whether failing it ends the interview."""

    question: QuestionSpec
    passed: bool | None
    expected: str
    found: str
    stops: bool


def check_stage(stage: StageDossier, resume: ReadResume | None) -> list[Checked]:
    """Return the outcome of every question of the stage that has a rule, in order."""
    facts = resume if stage.spec.kind == StageKind.RESUME else None
    found: list[Checked] = []
    for question in stage.spec.questions:
        outcome = rules.of_question(question.plan, stage.values.get(question.id), facts)
        if outcome is None:
            continue
        is_blind = stage.spec.kind == StageKind.RESUME and facts is None
        found.append(
            Checked(
                question,
                None if is_blind else outcome.passed,
                outcome.expected,
                NO_RESUME if is_blind else outcome.found,
                stage.spec.plan.stops_on(question.plan),
            )
        )
    return found


def stage_passed(checked: list[Checked]) -> bool | None:
    """Return False when a check fails, True when all hold, None when there is none or one cannot be told."""
    outcomes = [check.passed for check in checked]
    if False in outcomes:
        return False
    return None if not outcomes or None in outcomes else True


def stopping(checked: list[Checked]) -> Checked | None:
    """Return the first failed check that ends the interview."""
    return next((check for check in checked if check.stops and check.passed is False), None)
