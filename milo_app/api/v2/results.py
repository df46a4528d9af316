"""Results in the shape of the public API, made from the same rows as the report on the candidate page.

Conversion of a score s of 0-100 (design.md section 4): scorecard 1 + 9 s / 100, half up; resume criterion s / 10.
"""

from __future__ import annotations

from datetime import datetime

from milo_app.api.v2.catalogue import TYPES
from milo_app.api.v2.result_shapes import (
    FormQuestionResult,
    FormResult,
    GivenAnswer,
    NotJudged,
    ResumeCheck,
    ResumeResult,
    ResumeScore,
    ScorecardQuestion,
    TranscriptEntry,
    WebInterviewResult,
)
from milo_app.api.v2.shapes import seconds
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviewers.rules import words
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec
from milo_app.domain.interviews.models import Answer, StageRunState
from milo_app.domain.scoring.arithmetic import Weighted, weighted_mean
from milo_app.domain.scoring.models import Highlight, ItemScore, PointKind
from milo_app.domain.scoring.report_rows import Rows

NOT_ASKED = "Not answered."
NO_RESULT = "This could not be told from the resume."


def card_score(score: int) -> int:
    """Return a score of 0-100 on the scale 1-10; halves round up."""
    return (200 + 18 * score + 100) // 200


def web_interview(rows: Rows) -> WebInterviewResult | None:
    """Return the interview, or None where there is none or it has no score."""
    stages = _stages(rows, StageKind.WEB)
    score = _score(rows, stages)
    if score is None:
        return None
    start = min((run.started_at for s in stages if (run := rows.runs.get(s.id)) and run.started_at), default=None)
    judged = {e.id for s in stages if (e := rows.evaluation_of(s))}
    points = [point for point in rows.highlights if point.evaluation_id in judged]
    questions = [question for stage in stages for question in stage.questions]
    spoken = [entry for question in questions for entry in _said(rows, question, start)]
    return WebInterviewResult(
        interview_id=rows.application.public_id,
        match_score=score,
        highlights=_texts(points, PointKind.STRENGTH),
        lowlights=_texts(points, PointKind.ASK),
        scorecard=[_card(rows, question, rank, start) for rank, question in enumerate(questions, start=1)],
        transcript=sorted(spoken, key=lambda entry: entry.timestamp),
        tags=[f"{tag.name}: {tag.value}" for tag in rows.tags],
    )


def _stages(rows: Rows, kind: StageKind) -> list[StageSpec]:
    return [stage for stage in rows.plan.stages if stage.kind == kind]


def _score(rows: Rows, stages: list[StageSpec]) -> int | None:
    judged = [(evaluation.score, stage.weight) for stage in stages if (evaluation := rows.evaluation_of(stage))]
    return weighted_mean(Weighted(score, weight) for score, weight in judged).score


def _texts(points: list[Highlight], kind: PointKind) -> list[str]:
    return [point.text for point in sorted(points, key=lambda p: p.position) if point.kind == kind]


def _card(rows: Rows, question: QuestionSpec, rank: int, start: datetime | None) -> ScorecardQuestion:
    plan = question.plan
    item = rows.items.get(question.id)
    score = item.score if item and plan.is_scored else None
    return ScorecardQuestion(
        question_id=question.key,
        question_text=plan.text,
        score=0 if score is None else card_score(score),
        score_weight=plan.weight,
        evaluation_summary=_summary(item),
        evaluation_criteria=plan.criterion or (words(plan.rule, plan.kind, plan.unit) if plan.rule else ""),
        score_1_description=plan.anchor_1 or None,
        score_5_description=plan.anchor_5 or None,
        not_scored=score is None,
        rank=rank,
        transcript=_said(rows, question, start),
        quotes=_quotes(rows, item),
    )


def _summary(item: ItemScore | None) -> str:
    if item is None:
        return ""
    if item.passed is not None:
        return f"Expected: {item.expected}. Found: {item.found}."
    return item.void_reason or item.rationale


def _quotes(rows: Rows, item: ItemScore | None) -> list[str]:
    return [evidence.quote for evidence in rows.evidence.get(item.id or 0, ())] if item else []


def _said(rows: Rows, question: QuestionSpec, start: datetime | None) -> list[TranscriptEntry]:
    found: list[TranscriptEntry] = []
    for answer in rows.answers.get(question.id, ()):
        found.append(_entry("Interviewer", answer.prompt or question.plan.text, answer.asked_at, start))
        if answer.answered_at is not None and answer.body:
            found.append(_entry("Candidate", answer.body, answer.answered_at, start))
    return found


def _entry(speaker: str, text: str, at: datetime, start: datetime | None) -> TranscriptEntry:
    elapsed = max(0, int((at - (start or at)).total_seconds()))
    return TranscriptEntry(
        speaker="Interviewer" if speaker == "Interviewer" else "Candidate",
        text=text,
        timestamp=elapsed,
        timestamp_str=f"{elapsed // 60:02d}:{elapsed % 60:02d}",
    )


def resume(rows: Rows) -> ResumeResult | None:
    """Return the resume, or None where the interviewer asks for none."""
    stages = _stages(rows, StageKind.RESUME)
    if not stages:
        return None
    scores: list[ResumeScore] = []
    checks: list[ResumeCheck] = []
    missing: list[NotJudged] = []
    for question in (question for stage in stages for question in stage.questions):
        item = rows.items.get(question.id)
        text = question.plan.criterion or question.plan.text
        if item is not None and item.score is not None:
            scores.append(_resume_score(rows, question, text, item, item.score))
        elif item is not None and item.passed is not None:
            reasons = [f"Expected: {item.expected}. Found: {item.found}."]
            passed = item.passed
            checks.append(
                ResumeCheck(
                    criteria_id=question.key, criteria_text=text, passed=passed, confidence=1.0, reasons=reasons
                )
            )
        else:
            reason = (item.void_reason if item else "") or NO_RESULT
            missing.append(NotJudged(criteria_id=question.key, criteria_text=text, reason=reason))
    score = _score(rows, stages)
    return ResumeResult(
        interview_id=rows.application.public_id,
        overall_score=None if score is None else float(score),
        is_eligible=_eligible(stages, checks),
        score_criteria=scores,
        eligibility_criteria=checks,
        not_judged=missing,
    )


def _resume_score(rows: Rows, question: QuestionSpec, text: str, item: ItemScore, score: int) -> ResumeScore:
    quotes = _quotes(rows, item)
    source = rows.resume.text if rows.resume else ""
    verified = sum(quote in source for quote in quotes)
    return ResumeScore(
        criteria_id=question.key,
        criteria_text=text,
        score=score / 10,
        confidence=round(verified / len(quotes), 2) if quotes else 0.0,
        reasons=[item.rationale] if item.rationale else [],
        quotes=quotes,
    )


def _eligible(stages: list[StageSpec], checks: list[ResumeCheck]) -> bool | None:
    wanted = sum(not question.plan.is_scored for stage in stages for question in stage.questions)
    if any(not check.passed for check in checks):
        return False
    return True if wanted and len(checks) == wanted else None


def form(rows: Rows) -> FormResult | None:
    """Return the form, or None where the interviewer has none."""
    stages = _stages(rows, StageKind.FORM)
    if not stages:
        return None
    questions = [_form_question(rows, stage, question) for stage in stages for question in stage.questions]
    runs = [rows.runs.get(stage.id) for stage in stages]
    is_stopped = any(run is not None and run.state == StageRunState.KNOCKED_OUT for run in runs)
    is_through = all(run is not None and run.state == StageRunState.COMPLETED for run in runs)
    failed = is_stopped or any(question.is_knockout and not question.passed for question in questions)
    return FormResult(
        interview_id=rows.application.public_id,
        overall_status="failed" if failed else "passed" if is_through else "pending",
        questions=questions,
    )


def _form_question(rows: Rows, stage: StageSpec, question: QuestionSpec) -> FormQuestionResult:
    plan = question.plan
    item = rows.items.get(question.id)
    answer = next((a for a in rows.answers.get(question.id, ()) if a.answered_at is not None), None)
    return FormQuestionResult(
        question_id=question.key,
        question_text=plan.text,
        question_type=TYPES[plan.kind],
        is_knockout=stage.plan.stops_on(plan),
        passed=item is None or item.passed is not False,
        candidate_answer=_text(rows, answer) if answer else None,
        expected_answer=words(plan.rule, plan.kind, plan.unit) if plan.rule else None,
    )


def _text(rows: Rows, answer: Answer) -> str | None:
    if answer.body or answer.file_id is None:
        return answer.body or None
    file = rows.files.get(answer.file_id)
    return file.name if file else None


def answers(rows: Rows) -> list[GivenAnswer]:
    """Return every question that was put in the present attempt with its reply, in order, scored or not."""
    quotes: dict[int, list[str]] = {}
    for found in rows.evidence.values():
        for one in found:
            quotes.setdefault(one.answer_id or 0, []).append(one.quote)
    return [
        GivenAnswer(
            step_id=stage.plan.key,
            question_id=question.key,
            follow_up=answer.follow_up,
            prompt=answer.prompt or question.plan.text,
            answer=_text(rows, answer) if answer.answered_at is not None else None,
            is_skipped=answer.is_skipped,
            asked_at=seconds(answer.asked_at),
            answered_at=seconds(answer.answered_at),
            quotes=quotes.get(answer.id or 0, []),
        )
        for stage in rows.plan.stages
        for question in stage.questions
        for answer in rows.answers.get(question.id, ())
    ]
