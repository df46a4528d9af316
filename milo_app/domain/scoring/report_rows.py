"""The rows behind a report, read with one query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.audit import queries as audit
from milo_app.domain.audit.queries import Deed
from milo_app.domain.candidates.bulk_models import TeamAct, TeamActItem
from milo_app.domain.candidates.models import Application, ApplicationTag
from milo_app.domain.candidates.ratings import Opinions, opinions
from milo_app.domain.interviewers.versions import QuestionSpec, StageSpec, VersionPlan, plan_of
from milo_app.domain.interviews.models import Answer, FilePurpose, StageRun, StoredFile
from milo_app.domain.scoring.evidence import Span
from milo_app.domain.scoring.models import Evaluation, EvaluationRunState, Evidence, Highlight, ItemScore, Signal

DEEDS = (
    "personal_link_issued",
    "personal_links_revoked",
    "note_written",
    "note_changed",
    "note_deleted",
    "verdict_given",
    "verdict_withdrawn",
    "retake_allowed",
    "retake_started",
    "scoring_requested",
    "report_printed",
)
"""What the timeline tells of the team; ratings are too many, and what a candidate does stands in rows of its own."""


@dataclass(frozen=True)
class Rows:
    """What is stored about an application; `runs`, `answers` and what hangs on them belong to the attempt shown."""

    application: Application
    plan: VersionPlan
    attempt: int
    all_runs: tuple[StageRun, ...]
    runs: dict[int, StageRun]
    answers: dict[int, list[Answer]]
    files: dict[int, StoredFile]
    evaluations: tuple[Evaluation, ...]
    current: dict[int, Evaluation]
    items: dict[int, ItemScore]
    evidence: dict[int, list[Evidence]]
    highlights: tuple[Highlight, ...]
    signals: tuple[Signal, ...]
    tags: tuple[ApplicationTag, ...]
    opinions: Opinions
    acts: tuple[tuple[TeamActItem, TeamAct, str], ...]
    deeds: tuple[Deed, ...]

    @property
    def resume(self) -> StoredFile | None:
        """The resume that counts: the one uploaded last."""
        found = [file for file in self.files.values() if file.purpose == FilePurpose.RESUME]
        return max(found, key=lambda file: (file.created_at, file.id or 0), default=None)

    def evaluation_of(self, stage: StageSpec) -> Evaluation | None:
        """Return the current evaluation of a stage in this attempt."""
        run = self.runs.get(stage.id)
        return self.current.get(run.id or 0) if run else None

    def numbers(self) -> dict[int, str]:
        """Return the number of each criterion by question id, counted through all stages."""
        scored = [q.id for stage in self.plan.stages for q in stage.questions if q.plan.is_scored]
        return {question_id: str(number) for number, question_id in enumerate(scored, start=1)}

    def spans_of_answer(self, answer_id: int) -> list[Span]:
        """Return the evidence in an answer, marked with the numbers of its criteria."""
        return self._spans(lambda evidence: evidence.answer_id == answer_id)

    def spans_of_file(self, file_id: int) -> list[Span]:
        """Return the evidence in a file, marked with the numbers of its criteria."""
        return self._spans(lambda evidence: evidence.file_id == file_id)

    def _spans(self, belongs: Callable[[Evidence], bool]) -> list[Span]:
        numbers = self.numbers()
        return [
            Span(one.start, one.end, numbers.get(question_id, ""))
            for question_id, item in self.items.items()
            for one in self.evidence.get(item.id or 0, ())
            if belongs(one)
        ]

    def place_of(self, answer_id: int | None, file_id: int | None) -> tuple[StageSpec, QuestionSpec | None] | None:
        """Return the stage and question that an answer or file belongs to."""
        for stage in self.plan.stages:
            run = self.runs.get(stage.id)
            for question in stage.questions:
                for answer in self.answers.get(question.id, ()) if run else ():
                    if answer_id is not None and answer.id == answer_id:
                        return stage, question
        if file_id is not None:
            return next(((stage, None) for stage in self.plan.stages if stage.kind.value == "resume"), None)
        return None


def read(w: Work, application: Application, attempt: int) -> Rows:
    """Read everything stored about one attempt of an application."""
    assert application.id is not None
    own = application.id
    plan = plan_of(w, application.version_id)
    all_runs = w.session.scalars(select(StageRun).where(col(StageRun.application_id) == own)).all()
    runs = {run.stage_id: run for run in all_runs if run.attempt == attempt}
    run_ids = {run.id for run in runs.values()}
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in w.session.scalars(
        select(Answer).where(col(Answer.application_id) == own).order_by(col(Answer.follow_up), col(Answer.id))
    ):
        if answer.stage_run_id in run_ids:
            answers[answer.question_id].append(answer)
    evaluations = w.session.scalars(
        select(Evaluation).where(col(Evaluation.application_id) == own).order_by(col(Evaluation.id))
    ).all()
    current = {
        e.stage_run_id: e
        for e in evaluations
        if e.is_current and e.state == EvaluationRunState.DONE and e.stage_run_id in run_ids
    }
    shown = [e.id for e in current.values()]
    items = w.session.scalars(select(ItemScore).where(col(ItemScore.evaluation_id).in_(shown))).all()
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for one in w.session.scalars(
        select(Evidence).where(col(Evidence.item_score_id).in_([item.id for item in items])).order_by(col(Evidence.id))
    ):
        evidence[one.item_score_id].append(one)
    return Rows(
        application=application,
        plan=plan,
        attempt=attempt,
        all_runs=tuple(all_runs),
        runs=runs,
        answers=answers,
        files=_files(w, own),
        evaluations=tuple(evaluations),
        current=current,
        items={item.question_id: item for item in items},
        evidence=evidence,
        highlights=tuple(
            w.session.scalars(
                select(Highlight).where(col(Highlight.evaluation_id).in_(shown)).order_by(col(Highlight.id))
            )
        ),
        signals=tuple(
            w.session.scalars(select(Signal).where(col(Signal.evaluation_id).in_(shown)).order_by(col(Signal.id)))
        ),
        tags=tuple(
            w.session.scalars(
                select(ApplicationTag).where(col(ApplicationTag.application_id) == own).order_by(col(ApplicationTag.id))
            )
        ),
        opinions=opinions(w, application),
        acts=_acts(w, own),
        deeds=tuple(audit.about(w, "application", own, DEEDS)),
    )


def _acts(w: Work, application_id: int) -> tuple[tuple[TeamActItem, TeamAct, str], ...]:
    """Return the decisions that were taken on an application, with who took them, newest first."""
    query = (
        select(TeamActItem, TeamAct, col(User.name))
        .join(TeamAct, col(TeamAct.id) == col(TeamActItem.act_id))
        .outerjoin(User, col(User.id) == col(TeamAct.user_id))
        .where(col(TeamActItem.application_id) == application_id)
        .order_by(col(TeamActItem.act_id).desc())
        .limit(100)
    )
    return tuple((item, act, name or "") for item, act, name in w.session.execute(query))


def _files(w: Work, application_id: int) -> dict[int, StoredFile]:
    query = select(StoredFile).where(col(StoredFile.application_id) == application_id).order_by(col(StoredFile.id))
    return {file.id: file for file in w.session.scalars(query) if file.id is not None}
