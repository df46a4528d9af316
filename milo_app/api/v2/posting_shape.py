"""An interviewer as the public API shows it."""

from __future__ import annotations

from milo_app.api.v2.catalogue import CHOICES, TYPES
from milo_app.api.v2.shapes import Posting, PostingUrls, QuestionConfig, StepConfig, WorkflowStep, seconds
from milo_app.core.settings import settings
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import QuestionPlan, StagePlan
from milo_app.domain.interviewers.queries import link_of
from milo_app.domain.interviewers.rules import words


def posting(row: Interviewer, stages: list[StagePlan], place: Workspace) -> Posting:
    """Return an interviewer with its published stages, or those of its draft while it never went live."""
    is_live = row.version_id is not None
    return Posting(
        id=row.public_id,
        company_id=place.public_id,
        title=row.title,
        name=name_of(row),
        description=row.description,
        language=row.language,
        interviewer_name=row.persona,
        status=row.state.value,
        finalized=is_live,
        archived=row.archived_at is not None and row.state.value == "archived",
        test_posting=row.is_demo,
        workflow=[_step(order, stage) for order, stage in enumerate(stages, start=1)],
        urls=PostingUrls(
            candidate_url=settings().origin + link_of(place.slug, row.slug) if is_live else None,
            review_url=f"{settings().origin}/interviewers/{row.public_id}",
        ),
        deadline=seconds(row.deadline_at),
        max_retakes=row.max_retakes,
        retake_cooldown_days=row.retake_cooldown_days,
        created_at=seconds(row.created_at),
    )


def name_of(row: Interviewer) -> str | None:
    """Return the slug of the public link; a draft has none."""
    return row.slug if row.version_id is not None else None


def _step(order: int, stage: StagePlan) -> WorkflowStep:
    is_scored = any(question.is_scored for question in stage.questions)
    config = StepConfig(
        title=stage.title,
        weight=stage.weight if is_scored else None,
        required=stage.is_required,
        stops_on_failed_eligibility=stage.enforce_rules,
        minutes=stage.minutes,
        questions=[_question(question) for question in stage.questions],
    )
    return WorkflowStep(id=stage.key, type=stage.kind.value, order=order, config=config)


def _question(question: QuestionPlan) -> QuestionConfig:
    return QuestionConfig(
        id=question.key,
        type=TYPES[question.kind],
        mcq_type=CHOICES.get(question.kind),
        text=question.text,
        help=question.help or None,
        required=question.is_required,
        is_dealbreaker=question.is_dealbreaker,
        criterion=question.criterion or None,
        score_weight=question.weight if question.is_scored else None,
        score_1_description=question.anchor_1 or None,
        score_5_description=question.anchor_5 or None,
        passes=words(question.rule, question.kind, question.unit) if question.rule else None,
        options=question.options,
        unit=question.unit or None,
        minimum=question.low,
        maximum=question.high,
        file_types=question.extensions,
        max_follow_ups=question.max_follow_ups,
    )
