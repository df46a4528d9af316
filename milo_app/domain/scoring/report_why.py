"""Why a score is what it is: the rubric, the evaluator and its runs, and the arithmetic written out."""

from __future__ import annotations

from milo_app.core.text import plural
from milo_app.domain.interviewers.versions import StageSpec
from milo_app.domain.scoring.models import Evaluation, EvaluationRunState
from milo_app.domain.scoring.report import WhyRow
from milo_app.domain.scoring.report_rows import Rows

MOST_TERMS = 12


def why(rows: Rows, overall: int | None) -> tuple[WhyRow, ...]:
    """Return how the overall score and that of each judged stage came about."""
    found: list[WhyRow] = []
    scored: list[tuple[StageSpec, Evaluation]] = []
    for stage in rows.plan.scored_stages:
        evaluation = rows.evaluation_of(stage)
        if evaluation is None:
            continue
        scored.append((stage, evaluation))
        found.append(WhyRow(stage.title, evaluation.score, _of_stage(rows, stage, evaluation), _runs(rows, evaluation)))
    terms = [(stage.weight, evaluation.score) for stage, evaluation in scored if evaluation.score is not None]
    if not terms:
        return tuple(found)
    names = ", ".join(f"{stage.title} weighs {stage.weight}" for stage, e in scored if e.score is not None)
    return (WhyRow("", overall, _mean(terms, overall), (f"{names}.",)), *found)


def _of_stage(rows: Rows, stage: StageSpec, evaluation: Evaluation) -> str:
    terms: list[tuple[int, int]] = []
    for question in stage.questions:
        item = rows.items.get(question.id)
        if question.plan.is_scored and item is not None and item.score is not None:
            terms.append((question.plan.weight, item.score))
    return _mean(terms, evaluation.score)


def _mean(terms: list[tuple[int, int]], result: int | None) -> str:
    """Write a weighted mean out: (8 × 92 + 4 × 71) / 12 = 85."""
    if not terms or result is None:
        return "Nothing could be scored."
    shown = " + ".join(f"{weight} × {score}" for weight, score in terms[:MOST_TERMS])
    more = " + …" if len(terms) > MOST_TERMS else ""
    return f"({shown}{more}) / {sum(weight for weight, _ in terms)} = {result}"


def _runs(rows: Rows, evaluation: Evaluation) -> tuple[str, ...]:
    """Return who judged a stage by which rubric, and what earlier runs of it said."""
    same = [e for e in rows.evaluations if e.stage_run_id == evaluation.stage_run_id]
    done = [e.score for e in same if e.state == EvaluationRunState.DONE]
    scores = ", ".join("no score" if score is None else str(score) for score in done)
    who = f"{evaluation.evaluator}, rubric version {rows.plan.number}"
    said = f"{plural(len(done), 'run')}: {scores}. The last one counts." if len(done) > 1 else "1 run."
    return (f"{who}.", said)
