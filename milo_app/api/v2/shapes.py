"""The shapes of every answer but results. Names are those of the public API: posting, candidate, interview.

Moments are Unix seconds. A field that Milo has no fact for is null. Nothing beyond these fields can leave: extra ones
are refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Shape(BaseModel):
    """What all answers share: no field that is not declared, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def seconds(moment: datetime | None) -> int | None:
    """Return a moment as whole Unix seconds."""
    return None if moment is None else int(moment.timestamp())


class Pagination(Shape):
    """Whether more follows, how many there are (null beyond 10,000), and the path of the list."""

    has_more: bool
    total_count: int | None
    url: str


class Many(Shape, Generic[T]):
    """A part of a list."""

    data: list[T]
    pagination: Pagination


class One(Shape, Generic[T]):
    """One thing."""

    data: T
    meta: dict[str, Any] | None = None


class Health(Shape):
    """The API answers."""

    object: Literal["health"] = "health"
    status: Literal["ok"] = "ok"


class WorkspaceShape(Shape):
    """The workspace of the key."""

    object: Literal["workspace"] = "workspace"
    id: str
    name: str
    slug: str
    timezone: str
    currency: str
    created_at: int | None


class QuestionConfig(Shape):
    """A question or criterion of a step. `type` and `mcq_type` are listed by /schemas/question-types."""

    id: str
    type: str
    mcq_type: Literal["single", "multiple"] | None
    text: str
    help: str | None
    required: bool
    is_dealbreaker: bool
    criterion: str | None
    score_weight: int | None
    score_1_description: str | None
    score_5_description: str | None
    passes: str | None
    options: list[str]
    unit: str | None
    minimum: float | None
    maximum: float | None
    file_types: list[str]
    max_follow_ups: int


class StepConfig(Shape):
    """What a step asks. `weight` is its part in the overall score (null: it is not scored)."""

    title: str
    weight: int | None
    required: bool
    stops_on_failed_eligibility: bool
    minutes: int
    questions: list[QuestionConfig]


class WorkflowStep(Shape):
    """A stage of an interviewer."""

    id: str
    type: Literal["resume", "form", "web_interview"]
    order: int
    config: StepConfig


class PostingUrls(Shape):
    """Where people go: candidates to apply, the team to review."""

    candidate_url: str | None
    ingestion_url_key: None = None
    review_url: str


class Posting(Shape):
    """An interviewer with its stages."""

    object: Literal["posting"] = "posting"
    id: str
    company_id: str
    title: str
    name: str | None
    description: str
    language: str | None
    interviewer_name: str | None
    status: Literal["draft", "active", "expired", "archived"]
    finalized: bool
    archived: bool
    test_posting: bool
    workflow: list[WorkflowStep]
    urls: PostingUrls
    deadline: int | None
    redirect_url: None = None
    scheduling_url: None = None
    max_retakes: int
    allow_sms_comms: None = None
    instructions: None = None
    company_overview: None = None
    job_overview: None = None
    interview_process_overview: None = None
    company_overview_delivery_mode: None = None
    job_overview_delivery_mode: None = None
    interview_process_overview_delivery_mode: None = None
    phone_number_id: None = None
    sender_email_id: None = None
    email_template_group_id: None = None
    design_template_group_id: None = None
    retake_cooldown_days: int
    email_report_to_candidate: None = None
    ats_metadata: None = None
    metadata: None = None
    created_at: int | None
    updated_at: None = None


class PostingSummary(Shape):
    """An interviewer in a few words."""

    object: Literal["posting_summary"] = "posting_summary"
    id: str
    title: str
    name: str | None


class PostingStats(Shape):
    """Figures of an interviewer; averages are 0-100 with one decimal, null while nothing is scored."""

    object: Literal["posting_stats"] = "posting_stats"
    posting_id: str
    title: str
    name: str | None
    total_candidates: int
    completed_interviews: int
    average_interview_score: float | None
    average_resume_score: float | None


CandidateStatus = Literal[
    "pending", "in_progress", "evaluating", "completed", "shortlisted", "dismissed", "knocked_out"
]


class StepStatus(Shape):
    """Where a candidate stands in a step."""

    step_id: str
    order: int
    status: Literal["not_started", "in_progress", "completed", "knocked_out"]
    started: bool
    completed: bool
    knocked_out: bool
    last_updated_at: int | None


class CandidateWorkflow(Shape):
    """Where a candidate stands in all steps."""

    steps: list[StepStatus]
    all_complete: bool
    last_activity_at: int | None


class ResumeSummary(Shape):
    """The resume step in figures. Files are handed to signed-in people only, so there is no link."""

    resume_score: int | None
    is_eligible: bool | None
    resume_link: None = None


class WebInterviewSummary(Shape):
    """The interview step in figures."""

    score: int | None
    highlights: list[str]
    audio_recording_link: None = None
    video_recording_link: None = None


class FormSummary(Shape):
    """The form step in figures."""

    is_complete: bool
    is_eligible: bool | None
    questions_answered: int
    total_questions: int


class AgentSummary(Shape):
    """Each kind of step in figures; null when the interviewer has none of that kind."""

    resume: ResumeSummary | None
    web_interview: WebInterviewSummary | None
    sms: None = None
    form: FormSummary | None


class CandidateShape(Shape):
    """An application. The e-mail address is empty without candidate:read_contact, scores null without application:read."""

    object: Literal["candidate"] = "candidate"
    interview_id: str
    candidate_id: str
    posting_id: str
    name: str
    email: str
    score: int | None
    status: CandidateStatus
    interview_url: None = None
    workflow: CandidateWorkflow
    agent_summary: AgentSummary | None
    shortlisted: bool
    dismissed: bool
    metadata: None = None
    data: None = None
    interviewed_at: int | None
    created_at: int | None


class ErrorDetail(Shape):
    """One thing that is wrong with a request."""

    code: str
    message: str
    param: str | None = None


class ErrorShape(Shape):
    """Why a request was not answered."""

    type: str
    code: str
    message: str
    param: str | None = None
    doc_url: None = None
    errors: list[ErrorDetail] = []


class ErrorBody(Shape):
    """The body of every refusal."""

    error: ErrorShape


class Fault(Shape):
    """One thing that is wrong with a request, in the form that many clients know."""

    loc: list[str | int]
    msg: str
    type: str


class InvalidBody(ErrorBody):
    """The body of a 422: both forms of the same faults."""

    detail: list[Fault]
