"""Lines of the candidates table: what a reader may see of an application, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from milo_app.core.text import ago, full_time, initials, percent, short_date
from milo_app.core.work import Work
from milo_app.domain.candidates.blind import shown_name
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.locating import place_text
from milo_app.domain.candidates.models import Application, Candidate, EvaluationState
from milo_app.domain.candidates.words import band, state_word
from milo_app.domain.interviewers.models import Interviewer, Stage
from milo_app.domain.interviewers.versions import stages_of

Joined = tuple[Application, Candidate, Interviewer]


@dataclass(frozen=True, slots=True)
class StageCell:
    """A stage of an application. `cell` says what to draw.

    That is score, progress, scoring, pending, done, stopped or not_started; `percent` is the score or the progress.
    """

    stage_id: int
    kind: str
    title: str
    state: str
    score: int | None
    band: str
    done: int
    total: int
    passed: bool | None
    cell: str
    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """A line of the table. E-mail and phone are empty for readers without `candidate:read_contact`.

    In blind review `name` is the alias, and initials and contact details are empty.
    """

    id: str
    name: str
    initials: str
    email: str
    phone: str
    interviewer_id: str
    interviewer_title: str
    state: str
    state_word: str
    decision: str
    score: int | None
    band: str
    evaluation: str
    evaluation_reason: str
    stages: tuple[StageCell, ...]
    stages_done: int
    attempt: int
    knocked_out_by: str
    engaged_text: str
    engaged_at: datetime
    invited_text: str
    started_text: str
    completed_text: str
    csat: int | None
    is_test: bool
    country: str
    place: str
    """City and region, or the country alone: for a blind reader always that. Empty when nothing is known."""


def rows_of(w: Work, found: Sequence[Joined]) -> list[ApplicationRow]:
    """Turn applications with their person and interviewer into lines, with one query more for the stages."""
    stages = stages_of(w, {application.version_id for application, _, _ in found})
    sees_contact = w.actor.can("candidate:read_contact") and not w.actor.is_blind
    return [_row(w, *line, stages[line[0].version_id], sees_contact) for line in found]


def _row(
    w: Work, a: Application, person: Candidate, interviewer: Interviewer, stages: list[Stage], sees_contact: bool
) -> ApplicationRow:
    cells = tuple(stage_cell(stage, a.progress, a.evaluation) for stage in stages)
    return ApplicationRow(
        id=a.public_id,
        name=shown_name(w, person.name, a.public_id),
        initials="" if w.actor.is_blind else initials(person.name),
        email=person.email if sees_contact else "",
        phone=phone_text(person.phone) if sees_contact else "",
        interviewer_id=interviewer.public_id,
        interviewer_title=interviewer.title,
        state=a.state.value,
        state_word=state_word(a.state, a.evaluation),
        decision=a.decision.value,
        score=a.score,
        band=band(a.score),
        evaluation=a.evaluation.value,
        evaluation_reason=a.evaluation_reason,
        stages=cells,
        stages_done=sum(cell.state == "completed" for cell in cells),
        attempt=a.attempt,
        knocked_out_by=a.knocked_out_by,
        engaged_text=ago(a.engaged_at, w.now),
        engaged_at=a.engaged_at,
        invited_text=short_date(a.invited_at, w.actor.tz, w.now),
        started_text=full_time(a.started_at, w.actor.tz),
        completed_text=full_time(a.completed_at, w.actor.tz),
        csat=a.csat,
        is_test=a.is_test,
        country=a.country,
        place=place_text(person, country_only=w.actor.is_blind),
    )


def stage_cell(stage: Stage, progress: Mapping[str, Any], evaluation: EvaluationState) -> StageCell:
    """Return where somebody stands in a stage, from the progress of their application."""
    entry: dict[str, Any] = progress.get(str(stage.id), {})
    return _cell(
        stage.id or 0,
        stage.kind.value,
        stage.title,
        str(entry.get("state", "not_started")),
        entry.get("score"),
        int(entry.get("done", 0)),
        int(entry.get("total", 0)),
        entry.get("passed"),
        evaluation,
    )


@lru_cache(maxsize=4096)
def _cell(
    stage_id: int,
    kind: str,
    title: str,
    state: str,
    score: int | None,
    done: int,
    total: int,
    passed: bool | None,
    evaluation: EvaluationState,
) -> StageCell:
    # Kept: the cells of a list are few different ones, and a page of fifty people shows hundreds.
    cell, text = _drawn(state, score, done, total, evaluation)
    return StageCell(
        stage_id=stage_id,
        kind=kind,
        title=title,
        state=state,
        score=score,
        band=band(score),
        done=done,
        total=total,
        passed=passed,
        cell=cell,
        text=text,
        percent=score if score is not None else int(percent(done, total).rstrip("%").replace("–", "0")),
    )


def _drawn(state: str, score: int | None, done: int, total: int, evaluation: EvaluationState) -> tuple[str, str]:
    if state == "knocked_out":
        return "stopped", "Stopped"
    if score is not None:
        return "score", str(score)
    if state == "in_progress":
        return "progress", f"{done}/{total}"
    if state == "completed":
        if evaluation == EvaluationState.QUEUED:
            return "scoring", "Being scored"
        return ("pending", "Pending") if evaluation == EvaluationState.PENDING else ("done", "Done")
    return "not_started", "Not started"
