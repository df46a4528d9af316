"""Words and bands for states and scores, the same in lists, profiles and exports."""

from __future__ import annotations

from milo_app.domain.candidates.models import ApplicationState, EvaluationState

STRONG_FROM = 80
FAIR_FROM = 60
STATE_WORDS = {
    ApplicationState.PENDING: "Not started",
    ApplicationState.IN_PROGRESS: "In progress",
    ApplicationState.EVALUATING: "Being scored",
    ApplicationState.COMPLETED: "Completed",
    ApplicationState.KNOCKED_OUT: "Disqualified",
}


def band(score: int | None) -> str:
    """Return strong from 80, fair from 60, weak below, and an empty text where there is no score."""
    if score is None:
        return ""
    return "strong" if score >= STRONG_FROM else "fair" if score >= FAIR_FROM else "weak"


def state_word(state: ApplicationState, evaluation: EvaluationState) -> str:
    """Return what a person reads for a state; a failed evaluation is named as such."""
    if state == ApplicationState.EVALUATING and evaluation == EvaluationState.PENDING:
        return "Evaluation pending"
    return STATE_WORDS[state]
