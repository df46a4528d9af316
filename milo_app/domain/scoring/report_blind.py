"""The report for a blind reviewer: who it is about is left out, and judgements of others wait for the reader's own."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.candidates.team_models import Rating, Verdict
from milo_app.domain.scoring.arithmetic import band
from milo_app.domain.scoring.report import CriterionRow, QuestionRow, Report, StageRow
from milo_app.domain.scoring.report_rows import Rows

R = TypeVar("R")
_OURS = frozenset(
    {
        # Ids, enums and words of the interviewer's plan: they say nothing of the person, and a plan may use any word.
        "public_id", "interviewer_public_id", "interviewer_title", "interviewer_slug", "candidate_public_id", "source",
        "state", "status", "status_word", "decision", "decided_by", "band", "evaluation", "knocked_out_by", "key",
        "kind", "title", "number", "criterion", "margin", "anchor", "anchor_1", "anchor_5", "stage_key", "expected",
        "evaluator", "prompt_version", "stage", "state_word", "mark", "text_state",
    }
)  # fmt: skip
_NAMED_BY_PLAN = ("CriterionRow", "CheckRow")
_ASKED = ("QuestionRow",)


def veiled(w: Work, rows: Rows, made: Report) -> Report:
    """Return a report without name, contact, files, schools and dates of study.

    Scores and summary are not in it either until the reader has rated every criterion or given a verdict, so that the
    own view comes first; who may not rate sees them at once.
    """
    application = rows.application
    candidate = w.session.get_one(Candidate, application.candidate_id)
    person = blind.person_of(application, candidate, rows.resume.text if rows.resume else "")
    left = _left_to_rate(w, rows)
    found = _walked(_without_files(made, person), person)
    found = replace(found, name=person.alias, initials="", photo="", email="", phone="", is_blind=True)
    return _locked(found, left) if left else found


def _left_to_rate(w: Work, rows: Rows) -> int:
    """Return how many criteria the reader has yet to rate; 0 where nothing is to be rated or a verdict stands."""
    scored = {q.id for stage in rows.plan.stages for q in stage.questions if q.plan.is_scored}
    own = (w.actor.user_id, rows.application.id)
    if not scored or not w.actor.can("note:write"):
        return 0
    verdict = select(col(Verdict.id)).where(col(Verdict.user_id) == own[0], col(Verdict.application_id) == own[1])
    if w.session.execute(verdict).first() is not None:
        return 0
    rated = select(func.count(col(Rating.id))).where(
        col(Rating.user_id) == own[0], col(Rating.application_id) == own[1], col(Rating.question_id).in_(scored)
    )
    return len(scored) - int(w.session.execute(rated).scalar_one())


def _without_files(made: Report, person: blind.Person) -> Report:
    """Return the report without files and their names, and without the resume's lines about studies."""
    stages = []
    for stage in made.stages:
        questions = tuple(
            replace(row, file=None, turns=() if row.kind == "file" else row.turns) for row in stage.questions
        )
        resume = stage.resume
        if resume is not None:
            pieces = [blind.Piece(text=one["text"], mark=one["mark"]) for one in resume.segments]
            kept = tuple(blind.veil_pieces(pieces, person, is_resume=True))
            resume = replace(resume, file=None, segments=cast(Any, kept))
        stages.append(replace(stage, questions=questions, resume=resume))
    timeline = tuple(replace(row, detail="" if row.kind == "uploaded" else row.detail) for row in made.timeline)
    tags = tuple(replace(row, quote="" if row.name == "Education" else row.quote) for row in made.tags)
    return replace(made, stages=tuple(stages), files=(), timeline=timeline, tags=tags)


def _walked(value: R, person: blind.Person) -> R:
    """Return rows with every text veiled but those of the plan: what is added to a report later is veiled by itself."""
    if isinstance(value, str):
        return cast(R, blind.veil(value, person))
    if isinstance(value, tuple):
        if value and isinstance(value[0], dict):
            return cast(R, tuple(blind.veil_pieces(cast(Any, value), person)))
        return cast(R, tuple(_walked(one, person) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        kept = set(_OURS)
        kept |= {"name"} if type(value).__name__ in _NAMED_BY_PLAN else set()
        kept |= {"text"} if type(value).__name__ in _ASKED else set()
        changed = {one.name: _walked(getattr(value, one.name), person) for one in fields(value) if one.name not in kept}
        return cast(R, replace(cast(Any, value), **changed))
    return value


def _locked(made: Report, left: int) -> Report:
    """Return the report without scores, reasons and summary."""
    return replace(
        made,
        is_locked=True,
        to_rate=left,
        score=None,
        band=band(None),
        points=(),
        why=(),
        attempts=tuple(replace(row, score=None) for row in made.attempts),
        stages=tuple(_locked_stage(stage) for stage in made.stages),
        scored_by=tuple(replace(row, score=None, band=band(None)) for row in made.scored_by),
        timeline=tuple(row for row in made.timeline if row.kind != "scored"),
    )


def _locked_stage(stage: StageRow) -> StageRow:
    return replace(
        stage,
        score=None,
        band=band(None),
        criteria=tuple(_locked_criterion(row) for row in stage.criteria),
        questions=tuple(_locked_question(row) for row in stage.questions),
    )


def _locked_criterion(row: CriterionRow) -> CriterionRow:
    return replace(row, score=None, band=band(None), rationale="", note="")


def _locked_question(row: QuestionRow) -> QuestionRow:
    return replace(row, score=None, band=band(None))
