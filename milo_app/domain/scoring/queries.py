"""Reading results: the report on an application."""

from __future__ import annotations

from dataclasses import replace

from milo_app.core.errors import NotFound
from milo_app.core.text import initials
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import notes
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.erasure import refuse_erased
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Decision, EvaluationState
from milo_app.domain.candidates.words import state_word
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviews.models import StageRunState
from milo_app.domain.scoring import report_blind, report_rows
from milo_app.domain.scoring.arithmetic import Weighted, band, weighted_mean
from milo_app.domain.scoring.models import Evaluation, PointKind
from milo_app.domain.scoring.report import (
    AttemptRow,
    CheckRow,
    CriterionRow,
    FileRow,
    PointRow,
    QuestionRow,
    Report,
    ResumeRow,
    ScoredByRow,
    SignalRow,
    StageRow,
    TagRow,
    TimelineRow,
    TurnRow,
    WhyRow,
)
from milo_app.domain.scoring.report_rows import Rows
from milo_app.domain.scoring.report_stages import RESUME_ANCHOR, anchor_of, file_rows, label_of, stage_rows
from milo_app.domain.scoring.report_timeline import timeline
from milo_app.domain.scoring.report_why import why

__all__ = [
    "AttemptRow",
    "CheckRow",
    "CriterionRow",
    "FileRow",
    "PointRow",
    "QuestionRow",
    "Report",
    "ResumeRow",
    "ScoredByRow",
    "SignalRow",
    "StageRow",
    "TagRow",
    "TimelineRow",
    "TurnRow",
    "WhyRow",
    "report",
]

_STATUS = {
    ApplicationState.PENDING: "not_started",
    ApplicationState.IN_PROGRESS: "in_progress",
    ApplicationState.EVALUATING: "scoring",
    ApplicationState.COMPLETED: "completed",
    ApplicationState.KNOCKED_OUT: "disqualified",
}
MAX_POINTS = 6


def report(w: Work, public_id: str, attempt: int | None = None, notes_size: int = notes.PAGE) -> Report:
    """Return the report on an application, of its latest attempt unless another is named. Needs application:read.

    Without candidate:read_contact the e-mail address and the phone number are not in it. Raises `NotFound`, and
    `ErasedPerson` for somebody whose data was erased.
    """
    w.require("application:read")
    application = candidates.pick(w, public_id)
    refuse_erased(w, application)
    number = application.attempt if attempt is None else attempt
    if not 1 <= number <= application.attempt:
        raise NotFound("There is no such attempt.")
    rows = report_rows.read(w, application, number)
    made = replace(_assemble(w, rows), opinions=rows.opinions, notes=notes.page(w, application, notes_size))
    return report_blind.veiled(w, rows, made) if w.actor.is_blind else made


def _assemble(w: Work, rows: Rows) -> Report:
    application = rows.application
    person = w.session.get_one(Candidate, application.candidate_id)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    decider = w.session.get(User, application.decided_by) if application.decided_by else None
    may_contact = w.actor.can("candidate:read_contact") and not w.actor.is_blind
    score = application.score if rows.attempt == application.attempt else _attempt_score(rows, rows.attempt)
    counted, left_out = _counted(rows)
    checks = _checks(rows)
    return Report(
        public_id=application.public_id,
        interviewer_public_id=interviewer.public_id,
        interviewer_title=interviewer.title,
        interviewer_slug=interviewer.slug,
        candidate_public_id=person.public_id,
        name=person.name,
        initials=initials(person.name),
        photo=person.photo_key,
        email=person.email if may_contact else "",
        phone=person.phone if may_contact else "",
        source=application.source.value,
        is_test=application.is_test,
        state=application.state.value,
        status="pending" if _is_pending(application) else _STATUS[application.state],
        status_word=state_word(application.state, application.evaluation),
        decision=application.decision.value,
        decided_by=decider.name if decider and application.decision != Decision.NONE else "",
        decided_at=application.decided_at,
        decision_reason=application.decision_reason,
        score=score,
        band=band(score),
        counted=counted,
        left_out=left_out,
        left_out_note=_left_out_note(left_out),
        evaluation=application.evaluation.value,
        evaluation_note=_evaluation_note(application),
        can_retry=application.evaluation == EvaluationState.PENDING and w.actor.can("application:rescore"),
        knocked_out_by=application.knocked_out_by,
        invited_at=application.invited_at,
        started_at=application.started_at,
        completed_at=application.completed_at,
        engaged_at=application.engaged_at,
        minutes=_minutes(application),
        csat=application.csat,
        csat_comment=application.csat_comment,
        attempt=rows.attempt,
        attempts=_attempts(rows),
        points=_points(rows),
        stages=stage_rows(rows),
        checks=checks,
        checks_note=_checks_note(checks),
        signals=_signals(rows),
        tags=tuple(TagRow(t.name, t.value, t.quote, f"{t.name}: {t.value}") for t in rows.tags),
        scored_by=_scored_by(rows),
        files=file_rows(rows),
        timeline=timeline(rows, decider.name if decider else ""),
        why=why(rows, score),
        version_number=rows.plan.number,
        revision=application.revision,
    )


def _is_pending(application: Application) -> bool:
    waits = application.evaluation == EvaluationState.PENDING
    return waits and application.state in (ApplicationState.EVALUATING, ApplicationState.COMPLETED)


def _minutes(application: Application) -> int | None:
    if application.started_at is None or application.completed_at is None:
        return None
    return max(1, round((application.completed_at - application.started_at).total_seconds() / 60))


def _counted(rows: Rows) -> tuple[int, int]:
    """Return how many criteria count, and how many of the judged stages were left out."""
    scored = {q.id for stage in rows.plan.stages for q in stage.questions if q.plan.is_scored}
    results = [item.score for question_id, item in rows.items.items() if question_id in scored]
    return sum(score is not None for score in results), sum(score is None for score in results)


def _left_out_note(left_out: int) -> str:
    if not left_out:
        return ""
    verb = "was not scored and does" if left_out == 1 else "were not scored and do"
    return f"{left_out} {'criterion' if left_out == 1 else 'criteria'} {verb} not count."


def _evaluation_note(application: Application) -> str:
    if application.evaluation == EvaluationState.PENDING:
        reason = application.evaluation_reason.strip() or "The evaluator did not answer."
        return f"{reason} The answers are kept. Milo tries again by itself for a while; you can also retry now."
    return "The answers are being scored." if application.evaluation == EvaluationState.QUEUED else ""


def _attempt_score(rows: Rows, attempt: int) -> int | None:
    runs = {run.id: run.stage_id for run in rows.all_runs if run.attempt == attempt}
    latest = {e.stage_run_id: e for e in rows.evaluations if e.is_current and e.stage_run_id in runs}
    return weighted_mean(
        Weighted(e.score, rows.plan.stage(runs[run_id]).weight)
        for run_id, e in latest.items()
        if rows.plan.stage(runs[run_id]).is_scored
    ).score


def _attempts(rows: Rows) -> tuple[AttemptRow, ...]:
    application = rows.application
    found = []
    for number in range(application.attempt, 0, -1):
        runs = [run for run in rows.all_runs if run.attempt == number]
        is_current = number == application.attempt
        ends = [run.completed_at for run in runs if run.completed_at]
        stopped = any(run.state == StageRunState.KNOCKED_OUT for run in runs)
        word = state_word(application.state, application.evaluation)
        if not is_current:
            word = "Disqualified" if stopped else "Completed" if ends else "Not finished"
        score = application.score if is_current else _attempt_score(rows, number)
        found.append(AttemptRow(number, word, score, max(ends, default=None), is_current))
    return tuple(found)


def _points(rows: Rows) -> tuple[PointRow, ...]:
    """Return the summary: strengths before what to ask, those of later stages (said in person) before the resume's."""
    order = {evaluation.id: -stage.position for stage in rows.plan.stages if (evaluation := rows.evaluation_of(stage))}
    ordered = sorted(
        rows.highlights, key=lambda h: (h.kind != PointKind.STRENGTH, order.get(h.evaluation_id, 0), h.position)
    )
    strengths = [h for h in ordered if h.kind == PointKind.STRENGTH][:4]
    asks = [h for h in ordered if h.kind == PointKind.ASK][: MAX_POINTS - 3]
    return tuple(
        PointRow(h.kind.value, h.text, h.quote, *_where(rows, h.answer_id, h.file_id))
        for h in [*strengths, *asks][:MAX_POINTS]
    )


def _where(rows: Rows, answer_id: int | None, file_id: int | None) -> tuple[str, str, str]:
    """Return the name of a place, the DOM id to jump to, and the stage whose tab to open."""
    place = rows.place_of(answer_id, file_id)
    if place is None:
        return "", "", ""
    stage, question = place
    return label_of(stage, question), anchor_of(question) if question else RESUME_ANCHOR, stage.plan.key


def _checks(rows: Rows) -> tuple[CheckRow, ...]:
    found: list[tuple[bool, CheckRow]] = []
    for stage in rows.plan.stages:
        for question in stage.questions:
            item = rows.items.get(question.id)
            if item is None or question.plan.is_scored:
                continue
            stops = stage.plan.stops_on(question.plan)
            anchor = RESUME_ANCHOR if stage.kind == StageKind.RESUME else anchor_of(question)
            row = CheckRow(
                state="unknown" if item.passed is None else "pass" if item.passed else "fail",
                name=question.plan.criterion or question.plan.text,
                expected=item.expected,
                found=item.found,
                is_dealbreaker=stops,
                source=label_of(stage, question),
                anchor=anchor,
                stage_key=stage.plan.key,
            )
            found.append((stops, row))
    return tuple(row for _, row in sorted(found, key=lambda pair: not pair[0]))


def _checks_note(checks: tuple[CheckRow, ...]) -> str:
    if not checks:
        return ""
    return f"{sum(check.state == 'pass' for check in checks)} of {len(checks)} pass"


def _signals(rows: Rows) -> tuple[SignalRow, ...]:
    return tuple(SignalRow(s.kind, s.text, s.quote, *_where(rows, s.answer_id, s.file_id)) for s in rows.signals)


def _scored_by(rows: Rows) -> tuple[ScoredByRow, ...]:
    found = [(stage, rows.evaluation_of(stage)) for stage in rows.plan.stages]
    return tuple(_scored_row(stage.title, evaluation) for stage, evaluation in found if evaluation is not None)


def _scored_row(title: str, evaluation: Evaluation) -> ScoredByRow:
    return ScoredByRow(
        stage=title,
        score=evaluation.score,
        band=band(evaluation.score),
        evaluator=evaluation.evaluator,
        is_model=evaluation.is_model,
        prompt_version=evaluation.prompt_version,
        at=evaluation.created_at,
        seconds=evaluation.seconds,
        tokens=evaluation.tokens_in + evaluation.tokens_out,
    )
