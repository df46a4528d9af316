"""The checks of a stage: eligibility, dealbreakers and pass/fail answers, by the one set of rules. No evaluator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from milo_app.domain.candidates.resume_facts import ResumeFacts
from milo_app.domain.interviewers import rules
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import QuestionSpec
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


@dataclass(frozen=True)
class ReadResume:
    """A resume as the rules see it: the larger of the years it claims and those its dates add up to, and its text."""

    years: float | None
    text: str


def as_rules_see(text: str, facts: ResumeFacts) -> ReadResume:
    """Return what the rules need of a resume. Where claim and dates differ, the larger counts: a check is no trap."""
    known = [years for years in (facts.claim.years if facts.claim else 0.0, facts.dated_years) if years > 0]
    return ReadResume(max(known, default=None), text)


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
                question.plan.is_dealbreaker or stage.spec.plan.enforce_rules,
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


def name_of(question: QuestionSpec) -> str:
    """Return the short name of a check."""
    return question.plan.criterion or question.plan.text
