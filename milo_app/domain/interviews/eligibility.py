"""Checks that stop a candidate: dealbreakers, and the rules of a stage that enforces them. No model is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milo_app.core.work import Work
from milo_app.domain.candidates.resume_facts import ResumeFacts, read_facts
from milo_app.domain.interviewers import rules
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec
from milo_app.domain.interviews.models import StoredFile, TextState
from milo_app.domain.interviews.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ReadResume:
    """A resume as the rules see it."""

    years: float | None
    text: str


def as_rules_see(text: str, facts: ResumeFacts) -> ReadResume:
    """Return what the rules need. Where the claimed years and the dated ones differ, the larger counts: no trap."""
    known = [years for years in (facts.claim.years if facts.claim else 0.0, facts.dated_years) if years > 0]
    return ReadResume(max(known, default=None), text)


def _read(text: str, today: date) -> ReadResume:
    return as_rules_see(text, read_facts(text, today=today))


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a stage was passed (None: no check, or one that cannot be told), and the rule that stops somebody."""

    passed: bool | None
    stopped_by: str = ""


def gate(w: Work, sheet: Sheet, stage: StageSpec, resume: StoredFile | None) -> Gate:
    """Check a stage. The first failed dealbreaker stops, and any failed must-have of a resume stage that enforces them.

    A resume whose text has not been read yet gives no result; it is checked again once it has.
    """
    outcomes: list[bool | None] = []
    stopped_by = ""
    is_resume = stage.kind == StageKind.RESUME
    if is_resume and (resume is None or resume.text_state != TextState.READ):
        return Gate(None)
    facts = _read(resume.text, w.now.date()) if is_resume and resume is not None else None
    for question in stage.questions:
        rows = sheet.rows(question)
        value = rows[0].value.get("v") if rows and rows[0].answered_at is not None else None
        outcome = rules.of_question(question.plan, value, facts)
        if outcome is None:
            continue
        outcomes.append(outcome.passed)
        is_hard = stage.plan.stops_on(question.plan)
        if outcome.passed is False and is_hard and not stopped_by:
            stopped_by = rule_name(question)
    if False in outcomes:
        return Gate(False, stopped_by)
    return Gate(None if not outcomes or None in outcomes else True)


def rule_name(question: QuestionSpec) -> str:
    """Return the short name of a check, as the team reads it."""
    return (question.plan.criterion or question.plan.text)[:120]
