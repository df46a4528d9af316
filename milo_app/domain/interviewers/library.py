"""The Question Library: questions kept for reuse, and questions taken over from another interviewer.

A question is copied each time: changing or deleting the one in the library changes no interviewer, and the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from milo_app.core.errors import Invalid, NotFound
from milo_app.core.ids import short_key
from milo_app.core.text import fold, one_line
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.events import (
    LibraryQuestionDeleted,
    LibraryQuestionRenamed,
    LibraryQuestionSaved,
)
from milo_app.domain.interviewers.models import Interviewer, LibraryQuestion
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, QuestionKind, QuestionPlan, StageKind
from milo_app.domain.interviewers.plan_edits import find_question

MOST_SHOWN = 50
MOST_KEPT = 2000
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class ReusableQuestion:
    """A question that can be copied; `id` names it in the library, or in the interviewer that it stands in."""

    id: str
    text: str
    kind: str
    criterion: str
    stage_title: str
    plan: QuestionPlan


@dataclass(frozen=True, slots=True)
class LibraryCopy:
    """A deleted question of the library as it was, to bring it back by `restore`."""

    public_id: str
    stage_kind: StageKind
    text: str
    spec: dict[str, Any]
    created_by: int | None
    created_at: datetime


def save(w: Work, public_id: str, key: str) -> bool:
    """Put a question of a draft into the library and return True; False when the same question is there already.

    Needs template:manage. Raises `NotFound`, and `Invalid` when the library is full.
    """
    w.require("template:manage")
    plan = read_draft(queries.pick(w, public_id).draft).plan
    stage, question = find_question(plan, key)
    # The line belongs to the description of this interviewer and means nothing elsewhere.
    spec = question.model_copy(update={"source_line": "", "key": short_key()}).model_dump(mode="json")
    for row in w.session.exec(
        _mine(w).where(col(LibraryQuestion.text_key) == _key(question.text), col(LibraryQuestion.kind) == question.kind)
    ):
        if _same(row.spec, spec):
            return False
    if len(w.session.exec(_mine(w).limit(MOST_KEPT)).all()) >= MOST_KEPT:
        raise Invalid(f"The library holds {MOST_KEPT:,} questions, which is the most.", do="Delete some first.")
    copy = LibraryCopy("", stage.kind, question.text, spec, w.actor.user_id, w.now)
    _put(w, copy)
    return True


def _same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return {**first, "key": ""} == {**second, "key": ""}


def _put(w: Work, copy: LibraryCopy) -> LibraryQuestion:
    row = LibraryQuestion(
        workspace_id=w.workspace_id,
        stage_kind=copy.stage_kind,
        kind=QuestionKind(copy.spec["kind"]),
        text=copy.text,
        text_key=_key(copy.text),
        spec=copy.spec,
        created_by=copy.created_by,
        created_at=copy.created_at,
    )
    if copy.public_id:
        row.public_id = copy.public_id
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(LibraryQuestionSaved(library_question_id=row.id, at=w.now, text=row.text[:200]))
    return row


def _key(text: str) -> str:
    return fold(text)[:LONGEST_TEXT]


def search(w: Work, words: str = "", stage_kind: StageKind | None = None) -> list[ReusableQuestion]:
    """Return questions of the library that can stand in a stage of that kind, newest first; at most 50.

    Every word must occur in the question. Needs template:read.
    """
    w.require("template:read")
    query = _mine(w).order_by(col(LibraryQuestion.id).desc()).limit(MOST_SHOWN)
    if stage_kind is not None:
        query = query.where(col(LibraryQuestion.kind).in_(sorted(KINDS_OF_STAGE[stage_kind])))
    for word in fold(words).split()[:8]:
        query = query.where(col(LibraryQuestion.text_key).icontains(word, autoescape=True))
    return [_of_library(row) for row in w.session.exec(query)]


def _mine(w: Work) -> Any:
    return select(LibraryQuestion).where(col(LibraryQuestion.workspace_id) == w.workspace_id)


def _of_library(row: LibraryQuestion) -> ReusableQuestion:
    plan = QuestionPlan.model_validate(row.spec)
    return ReusableQuestion(
        row.public_id, plan.text, plan.kind.value, plan.criterion if plan.is_scored else "", "", plan
    )


def rename(w: Work, public_id: str, text: str) -> None:
    """Change the words of a question in the library; interviewers that use it keep theirs. Raises `Invalid`."""
    w.require("template:manage")
    row = _pick(w, public_id)
    said = one_line(text)
    if not said:
        raise Invalid("A question needs words.", field="text", safe="It is as it was.")
    if len(said) > LONGEST_TEXT:
        raise Invalid(f"A question has at most {LONGEST_TEXT:,} characters.", field="text", safe="It is as it was.")
    if said == row.text:
        return
    row.text, row.text_key, row.spec = said, _key(said), {**row.spec, "text": said}
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(LibraryQuestionRenamed(library_question_id=row.id, at=w.now, text=said[:200]))


def delete(w: Work, public_id: str) -> LibraryCopy:
    """Take a question out of the library and return it as it was; `restore` brings it back."""
    w.require("template:manage")
    row = _pick(w, public_id)
    assert row.id is not None
    copy = LibraryCopy(row.public_id, row.stage_kind, row.text, dict(row.spec), row.created_by, row.created_at)
    w.publish(LibraryQuestionDeleted(library_question_id=row.id, at=w.now, text=row.text[:200]))
    w.session.delete(row)
    w.session.flush()
    return copy


def restore(w: Work, copy: LibraryCopy) -> None:
    """Bring a deleted question back under its old id; one that is there already stays as it is."""
    w.require("template:manage")
    if w.session.exec(_mine(w).where(col(LibraryQuestion.public_id) == copy.public_id)).first() is None:
        _put(w, copy)


def pick(w: Work, ids: Sequence[str]) -> list[QuestionPlan]:
    """Return the plans of questions of the library, in the order asked for; raises `NotFound` when one is gone."""
    w.require("template:read")
    return [QuestionPlan.model_validate(_pick(w, public_id).spec) for public_id in ids]


def _pick(w: Work, public_id: str) -> LibraryQuestion:
    row: LibraryQuestion | None = w.session.exec(_mine(w).where(col(LibraryQuestion.public_id) == public_id)).first()
    if row is None:
        raise NotFound("That question is no longer in the library.", do="Search again to see what is there.")
    return row


def sources(w: Work, words: str = "", leave_out: str = "") -> list[tuple[str, str]]:
    """Return id and title of the interviewers whose questions can be taken over, newest first; at most 50."""
    w.require("interviewer:read")
    query = queries.visible_to(w).order_by(col(Interviewer.id).desc()).limit(MOST_SHOWN + 1)
    if words.strip():
        query = query.where(col(Interviewer.title).icontains(words.strip(), autoescape=True))
    found = [(row.public_id, row.title) for row in w.session.execute(query).scalars()]
    return [one for one in found if one[0] != leave_out][:MOST_SHOWN]


def questions_of(w: Work, public_id: str, stage_kind: StageKind, words: str = "") -> list[ReusableQuestion]:
    """Return the questions of an interviewer's plan, as it is edited now, that can stand in a stage of that kind."""
    w.require("interviewer:read")
    plan = read_draft(queries.pick(w, public_id).draft).plan
    wanted = fold(words).split()
    return [
        ReusableQuestion(
            question.key,
            question.text,
            question.kind.value,
            question.criterion if question.is_scored else "",
            stage.title,
            question.model_copy(update={"source_line": ""}),
        )
        for stage in plan.stages
        for question in stage.questions
        if question.kind in KINDS_OF_STAGE[stage_kind] and all(word in fold(question.text) for word in wanted)
    ]
