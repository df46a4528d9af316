"""The stages of a report: scorecard, questions with their marked answers, the marked resume."""

from __future__ import annotations

from collections.abc import Sequence

from milo_app.core.text import ellipsis
from milo_app.domain.candidates.models import EvaluationState
from milo_app.domain.candidates.ratings import RatingRow
from milo_app.domain.interviewers.plan import QuestionKind, StageKind, weight_share
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec
from milo_app.domain.interviews.models import Answer, FilePurpose, StoredFile
from milo_app.domain.scoring.arithmetic import band
from milo_app.domain.scoring.dossier import NOT_ANSWERED, SKIPPED
from milo_app.domain.scoring.evidence import segments
from milo_app.domain.scoring.report import CriterionRow, FileRow, QuestionRow, ResumeRow, StageRow, TurnRow
from milo_app.domain.scoring.report_rows import Rows

RESUME_ANCHOR = "resume"
PENDING_NOTE = "Evaluation pending"
SCORING_NOTE = "Being scored"
NOT_SCORED = "not scored"


def anchor_of(question: QuestionSpec) -> str:
    """Return the DOM id of a question."""
    return f"q-{question.key}"


def label_of(stage: StageSpec, question: QuestionSpec | None) -> str:
    """Return how a place is called in a few letters: `Q2`, `Form`, `Resume`."""
    if stage.kind == StageKind.WEB and question is not None:
        return f"Q{question.position}"
    return {StageKind.RESUME: "Resume", StageKind.FORM: "Form", StageKind.WEB: "Interview"}[stage.kind]


def stage_rows(rows: Rows) -> tuple[StageRow, ...]:
    """Return every stage of the version in order, also those that were not begun."""
    weights = [stage.weight for stage in rows.plan.scored_stages]
    return tuple(_stage(rows, stage, weights) for stage in rows.plan.stages)


def _stage(rows: Rows, stage: StageSpec, weights: Sequence[int]) -> StageRow:
    run = rows.runs.get(stage.id)
    evaluation = rows.evaluation_of(stage)
    score = evaluation.score if evaluation else None
    return StageRow(
        key=stage.plan.key,
        kind=stage.kind.value,
        title=stage.title,
        state=run.state.value if run else "not_started",
        score=score,
        band=band(score),
        passed=run.passed if run else None,
        weight=stage.weight if stage.is_scored else 0,
        share=weight_share(stage.weight, list(weights)) if stage.is_scored else 0,
        note=_stage_note(rows, stage),
        started_at=run.started_at if run else None,
        completed_at=run.completed_at if run else None,
        criteria=_criteria(rows, stage),
        questions=() if stage.kind == StageKind.RESUME else tuple(_question(rows, stage, q) for q in stage.questions),
        resume=_resume(rows) if stage.kind == StageKind.RESUME else None,
    )


def _stage_note(rows: Rows, stage: StageSpec) -> str:
    run = rows.runs.get(stage.id)
    if run is None or run.started_at is None or not stage.is_scored or rows.evaluation_of(stage):
        return ""
    return {EvaluationState.PENDING: PENDING_NOTE, EvaluationState.QUEUED: SCORING_NOTE}.get(
        rows.application.evaluation, ""
    )


def _criteria(rows: Rows, stage: StageSpec) -> tuple[CriterionRow, ...]:
    numbers = rows.numbers()
    scored = [question for question in stage.questions if question.plan.is_scored]
    weights = [question.plan.weight for question in scored]
    return tuple(_criterion(rows, stage, question, numbers[question.id], weights) for question in scored)


def _criterion(
    rows: Rows, stage: StageSpec, question: QuestionSpec, number: str, weights: Sequence[int]
) -> CriterionRow:
    item = rows.items.get(question.id)
    score = item.score if item else None
    rated = rows.opinions.ratings.get(question.id, RatingRow())
    return CriterionRow(
        number=number,
        name=question.plan.criterion,
        score=score,
        band=band(score),
        weight=question.plan.weight,
        share=weight_share(question.plan.weight, list(weights)),
        quotes=len(rows.evidence.get(item.id or 0, ())) if item else 0,
        rationale=item.rationale if item else "",
        note=item.void_reason if item else _stage_note(rows, stage),
        anchor=RESUME_ANCHOR if stage.kind == StageKind.RESUME else anchor_of(question),
        anchor_1=question.plan.anchor_1,
        anchor_5=question.plan.anchor_5,
        key=question.key,
        own=rated.own,
        others=rated.others,
        hidden=rated.hidden,
    )


def _question(rows: Rows, stage: StageSpec, question: QuestionSpec) -> QuestionRow:
    item = rows.items.get(question.id)
    answers = rows.answers.get(question.id, [])
    score = item.score if item and question.plan.is_scored else None
    number = rows.numbers().get(question.id, "")
    criterion = f"{number} {question.plan.criterion}" if number else ""
    return QuestionRow(
        number=f"Q{question.position}",
        text=question.plan.text,
        kind=question.kind.value,
        anchor=anchor_of(question),
        score=score,
        band=band(score),
        note=_question_note(rows, stage, question, answers),
        criterion=criterion,
        turns=tuple(turn for answer in answers for turn in _turns(rows, answer, criterion)),
        file=_file_of(rows, question, answers),
    )


def _question_note(rows: Rows, stage: StageSpec, question: QuestionSpec, answers: Sequence[Answer]) -> str:
    if any(answer.is_skipped for answer in answers) and not any(answer.body for answer in answers):
        return SKIPPED
    if not any(answer.answered_at for answer in answers):
        return NOT_ANSWERED
    if not question.plan.is_scored:
        return NOT_SCORED if stage.kind == StageKind.WEB and question.kind == QuestionKind.OPEN else ""
    item = rows.items.get(question.id)
    return item.void_reason if item else _stage_note(rows, stage)


def _turns(rows: Rows, answer: Answer, criterion: str) -> list[TurnRow]:
    turns: list[TurnRow] = []
    if answer.follow_up > 0:
        turns.append(TurnRow("follow_up", ({"text": answer.prompt, "mark": ""},), answer.asked_at, ""))
    if answer.answered_at is None or not answer.body:
        return turns
    spans = rows.spans_of_answer(answer.id or 0)
    margin = ellipsis(criterion, 40) if spans else ""
    turns.append(TurnRow("answer", tuple(segments(answer.body, spans)), answer.answered_at, margin))
    return turns


def _resume(rows: Rows) -> ResumeRow:
    file = rows.resume
    if file is None or file.id is None:
        return ResumeRow(None, "waiting", "No resume was uploaded.", (), RESUME_ANCHOR)
    marked = tuple(segments(file.text, rows.spans_of_file(file.id))) if file.text else ()
    return ResumeRow(file_row(file), file.text_state.value, file.text_note, marked, RESUME_ANCHOR)


def _file_of(rows: Rows, question: QuestionSpec, answers: Sequence[Answer]) -> FileRow | None:
    named = next((a.file_id for a in reversed(answers) if a.file_id is not None), None)
    file = rows.files.get(named or 0)
    return file_row(file, question.plan.text) if file else None


def file_row(file: StoredFile, question: str = "") -> FileRow:
    """Return a file as a report shows it."""
    return FileRow(file.public_id, file.name, file.kind, file.size, question, file.created_at)


def file_rows(rows: Rows) -> tuple[FileRow, ...]:
    """Return every file of the application, the resume first."""
    texts = {question.id: question.plan.text for stage in rows.plan.stages for question in stage.questions}
    ordered = sorted(rows.files.values(), key=lambda f: (f.purpose != FilePurpose.RESUME, f.created_at, f.id or 0))
    return tuple(file_row(file, texts.get(file.question_id or 0, "")) for file in ordered)
