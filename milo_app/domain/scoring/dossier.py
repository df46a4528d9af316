"""What is known about one attempt, read in one go: the frozen plan, the answers, the resume, and the case to judge.

Everything here is a plain copy, so that judging can take minutes without holding a transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec, VersionPlan, plan_of
from milo_app.domain.interviews import queries as interviews
from milo_app.domain.interviews.models import Answer, StageRun, StageRunState, StoredFile, TextState
from milo_app.domain.scoring.evidence import Source
from milo_app.domain.scoring.ports import Case, Item, Passage, WantedTag

RESUME_REF: Final = "resume"
NOT_ANSWERED: Final = "Not answered"
SKIPPED: Final = "Skipped"
NO_RESUME: Final = "No resume was uploaded"
UNREADABLE: Final = "The resume could not be read"


@dataclass(frozen=True)
class StageDossier:
    """One stage that was begun: the case for the evaluator (None: nothing to judge) and what the checks need.

    `sources` holds every text of the stage by its ref; `left_out` the reason for each scored question without a reply,
    by question key; `values` the typed reply to each question, by question id.
    """

    run_id: int
    spec: StageSpec
    case: Case | None
    sources: Mapping[str, Source]
    left_out: Mapping[str, str]
    values: Mapping[int, Any]
    document_note: str = ""

    def input_hash(self, evaluator: str) -> str:
        """Return a digest of all that the verdict depends on: the same digest means the same question put again."""
        case = asdict(self.case) if self.case else None
        typed = {str(key): value for key, value in self.values.items()}
        texts = {ref: source.text for ref, source in self.sources.items()}
        body = json.dumps([evaluator, case, typed, texts, dict(self.left_out)], sort_keys=True, default=str)
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class Unread:
    """A resume whose text has not been read yet."""

    file_id: int
    blob_key: str
    kind: str


@dataclass(frozen=True)
class Dossier:
    """One attempt of one application."""

    application_id: int
    interviewer_id: int
    attempt: int
    plan: VersionPlan
    stages: tuple[StageDossier, ...]
    resume_text: str
    unread: Unread | None
    is_test: bool = False


def gather(w: Work, application_id: int, attempt: int) -> Dossier | None:
    """Return what is known about an attempt; None when the application is gone or has never had that attempt."""
    application = w.session.get(Application, application_id)
    if application is None or not 1 <= attempt <= application.attempt:
        return None
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    plan = plan_of(w, application.version_id)
    resume = interviews.resume_of(w, application_id)
    stages = [
        _stage(w, run, plan.stage(run.stage_id), resume, title=interviewer.title, language=interviewer.language)
        for run in interviews.run_rows(w, application_id, attempt)
        if run.state != StageRunState.NOT_STARTED
    ]
    return Dossier(
        application_id=application_id,
        interviewer_id=application.interviewer_id,
        attempt=attempt,
        plan=plan,
        stages=tuple(sorted(stages, key=lambda stage: stage.spec.position)),
        resume_text=resume.text if resume is not None and resume.text_state == TextState.READ else "",
        unread=_unread(resume),
        is_test=application.is_test,
    )


def _unread(resume: StoredFile | None) -> Unread | None:
    if resume is None or resume.text_state != TextState.WAITING:
        return None
    assert resume.id is not None
    return Unread(resume.id, resume.blob_key, resume.kind)


def _stage(
    w: Work, run: StageRun, spec: StageSpec, resume: StoredFile | None, *, title: str, language: str
) -> StageDossier:
    assert run.id is not None
    if spec.kind == StageKind.RESUME:
        return _resume_stage(run.id, spec, resume, title=title, language=language)
    answers = interviews.answers_of(w, run.id)
    sources = {
        _ref(answer): Source(answer.body, answer_id=answer.id)
        for answer in answers
        if answer.answered_at is not None and answer.body and _is_free_text(spec, answer)
    }
    items, left_out = _items(spec, answers)
    others = _others(spec, answers) if spec.plan.tags else ()
    values = {a.question_id: a.value.get("v") for a in answers if a.follow_up == 0 and a.answered_at is not None}
    is_judged = spec.kind == StageKind.WEB and bool(items or others)
    case = Case("web_interview", title, language, tuple(items), _wanted(spec), others) if is_judged else None
    return StageDossier(run.id, spec, case, sources, left_out, values)


def _resume_stage(
    run_id: int, spec: StageSpec, resume: StoredFile | None, *, title: str, language: str
) -> StageDossier:
    text = resume.text if resume is not None and resume.text_state == TextState.READ else ""
    criteria = [question for question in spec.questions if question.plan.is_scored]
    if not text.strip():
        reason = NO_RESUME if resume is None else UNREADABLE
        return StageDossier(run_id, spec, None, {}, {question.key: reason for question in criteria}, {})
    assert resume is not None
    passage = Passage(RESUME_REF, text)
    case = _case("resume", title, language, [_item(question, (passage,)) for question in criteria])
    source = Source(text, file_id=resume.id)
    return StageDossier(run_id, spec, case, {RESUME_REF: source}, {}, {}, document_note=resume.text_note)


def _case(stage: Literal["resume", "web_interview"], title: str, language: str, items: Sequence[Item]) -> Case | None:
    return Case(stage=stage, title=title, language=language, items=tuple(items)) if items else None


def _items(spec: StageSpec, answers: Sequence[Answer]) -> tuple[list[Item], dict[str, str]]:
    items: list[Item] = []
    left_out: dict[str, str] = {}
    for question in spec.questions:
        if not question.plan.is_scored:
            continue
        own = sorted((a for a in answers if a.question_id == question.id), key=lambda answer: answer.follow_up)
        passages = tuple(
            Passage(_ref(a), a.body, a.prompt) for a in own if a.answered_at is not None and a.body.strip()
        )
        if passages:
            items.append(_item(question, passages))
        else:
            left_out[question.key] = SKIPPED if any(a.is_skipped for a in own) else NOT_ANSWERED
    return items, left_out


def _item(question: QuestionSpec, passages: tuple[Passage, ...]) -> Item:
    plan = question.plan
    return Item(
        key=question.key,
        question=plan.text,
        criterion=plan.criterion,
        anchor_1=plan.anchor_1,
        anchor_5=plan.anchor_5,
        keywords=tuple(plan.keywords),
        passages=passages,
        instructions=plan.instructions,
    )


def _wanted(spec: StageSpec) -> tuple[WantedTag, ...]:
    return tuple(WantedTag(tag.name, tag.instructions, tag.format.value, tuple(tag.options)) for tag in spec.plan.tags)


def _others(spec: StageSpec, answers: Sequence[Answer]) -> tuple[Passage, ...]:
    """Return the answers in the candidate's own words that carry no score: tags may be found in them."""
    unscored = {question.id for question in spec.questions if question.kind == QuestionKind.OPEN}
    return tuple(
        Passage(_ref(a), a.body, a.prompt)
        for a in answers
        if a.question_id in unscored and a.answered_at is not None and a.body.strip()
    )


def _ref(answer: Answer) -> str:
    return f"answer-{answer.id}"


def _is_free_text(spec: StageSpec, answer: Answer) -> bool:
    """Return whether a reply is in the candidate's own words: only these can hold evidence or a signal."""
    kind = next((q.kind for q in spec.questions if q.id == answer.question_id), None)
    return kind in (QuestionKind.SHORT, QuestionKind.SCORED, QuestionKind.OPEN)
