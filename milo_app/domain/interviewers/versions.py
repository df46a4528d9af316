"""Published versions, as candidates answer them and scores point to them. Nothing here changes once it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlmodel import col, select

from milo_app.core.work import Work
from milo_app.domain.interviewers.errors import InterviewerNotFound
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion, Question, Stage
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, StageKind, StagePlan
from milo_app.domain.interviewers.plan_settings import RootSettings


@dataclass(frozen=True, slots=True)
class StageChip:
    """A stage as a list shows it."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A frozen question."""

    id: int
    stage_id: int
    position: int
    key: str
    kind: QuestionKind
    plan: QuestionPlan


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A frozen stage; its plan comes without questions, which stand beside it."""

    id: int
    position: int
    kind: StageKind
    title: str
    weight: int
    plan: StagePlan
    questions: tuple[QuestionSpec, ...]

    @property
    def is_scored(self) -> bool:
        """Whether anything in it carries a score."""
        return any(question.plan.is_scored for question in self.questions)

    @property
    def minutes(self) -> int:
        """Minutes that a candidate needs."""
        return self.plan.model_copy(update={"questions": [question.plan for question in self.questions]}).minutes


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """A frozen version with its stages in order."""

    version_id: int
    interviewer_id: int
    number: int
    minutes: int
    stages: tuple[StageSpec, ...]
    settings: RootSettings = field(default_factory=RootSettings)
    is_trial: bool = False
    persona: str = ""
    language: str = ""

    def stage(self, stage_id: int) -> StageSpec:
        """Return the stage of that id."""
        return next(stage for stage in self.stages if stage.id == stage_id)

    def question(self, question_id: int) -> QuestionSpec:
        """Return the question of that id."""
        return next(question for stage in self.stages for question in stage.questions if question.id == question_id)

    @property
    def question_count(self) -> int:
        """Questions that a candidate answers: those of forms and interviews."""
        return sum(len(stage.questions) for stage in self.stages if stage.kind != StageKind.RESUME)

    @property
    def scored_stages(self) -> tuple[StageSpec, ...]:
        """The stages whose score counts."""
        return tuple(stage for stage in self.stages if stage.is_scored)


def plan_of(w: Work, version_id: int) -> VersionPlan:
    """Return a version with its stages and questions; raises `InterviewerNotFound`.

    A session reads each version once: nothing in it changes, and a plan that was rolled back goes with its session.
    """
    kept: dict[tuple[int, int], VersionPlan] = w.session.info.setdefault("plans", {})
    key = (w.workspace_id, version_id)
    if key not in kept:
        kept[key] = _read(w, version_id)
    return kept[key]


def published_plan(w: Work, row: Interviewer, version: InterviewerVersion) -> Plan:
    """Return the plan that a version was frozen from, with its stages and questions.

    Versions from before titles and settings were frozen take those of their interviewer.
    """
    spec = version.spec or {
        "title": row.title,
        "department": row.department,
        "persona": row.persona,
        "language": row.language,
    }
    assert version.id is not None
    stages = [
        stage.plan.model_copy(update={"questions": [question.plan for question in stage.questions]})
        for stage in plan_of(w, version.id).stages
    ]
    return Plan.model_validate({**spec, "stages": [stage.model_dump() for stage in stages]})


def _read(w: Work, version_id: int) -> VersionPlan:
    version = w.session.exec(select(InterviewerVersion).where(col(InterviewerVersion.id) == version_id)).first()
    if version is None:
        raise InterviewerNotFound
    stages = w.session.exec(
        select(Stage).where(col(Stage.version_id) == version_id).order_by(col(Stage.position))
    ).all()
    questions = w.session.exec(
        select(Question).where(col(Question.version_id) == version_id).order_by(col(Question.position))
    ).all()
    return VersionPlan(
        version_id=version_id,
        interviewer_id=version.interviewer_id,
        number=version.number,
        minutes=version.minutes,
        settings=RootSettings.model_validate(version.spec.get("settings", {})),
        is_trial=version.is_trial,
        persona=version.spec.get("persona", ""),
        language=version.spec.get("language", ""),
        stages=tuple(_stage_spec(stage, [q for q in questions if q.stage_id == stage.id]) for stage in stages),
    )


def _stage_spec(stage: Stage, questions: Iterable[Question]) -> StageSpec:
    assert stage.id is not None
    return StageSpec(
        id=stage.id,
        position=stage.position,
        kind=stage.kind,
        title=stage.title,
        weight=stage.weight,
        plan=StagePlan.model_validate(stage.spec),
        questions=tuple(_question_spec(question) for question in questions),
    )


def _question_spec(question: Question) -> QuestionSpec:
    assert question.id is not None
    return QuestionSpec(
        id=question.id,
        stage_id=question.stage_id,
        position=question.position,
        key=question.key,
        kind=question.kind,
        plan=QuestionPlan.model_validate(question.spec),
    )


def stages_of(w: Work, version_ids: Collection[int]) -> dict[int, list[Stage]]:
    """Return the stages of several versions in order, by version id: one query for a page of rows."""
    found: dict[int, list[Stage]] = {version_id: [] for version_id in version_ids}
    if not found:
        return found
    query = (
        select(Stage).where(col(Stage.version_id).in_(list(found))).order_by(col(Stage.version_id), col(Stage.position))
    )
    for stage in w.session.exec(query):
        found[stage.version_id].append(stage)
    return found


def freeze(w: Work, interviewer_id: int, number: int, plan: Plan, *, is_trial: bool = False) -> InterviewerVersion:
    """Write a plan as a version: its row, its stages and their questions."""
    version = InterviewerVersion(
        workspace_id=w.workspace_id,
        interviewer_id=interviewer_id,
        number=number,
        published_at=w.now,
        published_by=w.actor.user_id,
        minutes=plan.minutes,
        is_trial=is_trial,
        spec=plan.model_dump(mode="json", exclude={"stages"}),
    )
    w.session.add(version)
    w.session.flush()
    assert version.id is not None
    stages = [_stage_row(w, version.id, position, stage) for position, stage in enumerate(plan.stages, start=1)]
    w.session.add_all(stages)
    w.session.flush()
    for row, stage in zip(stages, plan.stages, strict=True):
        assert row.id is not None
        w.session.add_all(
            [_question_row(w, version.id, row.id, position, q) for position, q in enumerate(stage.questions, start=1)]
        )
    w.session.flush()
    return version


def _stage_row(w: Work, version_id: int, position: int, stage: StagePlan) -> Stage:
    return Stage(
        workspace_id=w.workspace_id,
        version_id=version_id,
        position=position,
        kind=stage.kind,
        title=stage.title,
        weight=stage.weight,
        spec=stage.model_dump(mode="json", exclude={"questions"}),
    )


def _question_row(w: Work, version_id: int, stage_id: int, position: int, question: QuestionPlan) -> Question:
    return Question(
        workspace_id=w.workspace_id,
        version_id=version_id,
        stage_id=stage_id,
        position=position,
        key=question.key,
        kind=question.kind,
        criterion=question.criterion,
        weight=question.weight,
        is_dealbreaker=question.is_dealbreaker,
        spec=question.model_dump(mode="json"),
    )
