"""An attempt at an interview as a candidate leaves it, written straight into the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from milo_app import bootstrap
from milo_app.core.clock import FixedClock
from milo_app.core.db import all_tenants
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, EvaluationState
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.versions import StageSpec, freeze, plan_of
from milo_app.domain.interviews.models import Answer, FilePurpose, StageRun, StageRunState, StoredFile, TextState

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def plan(**changes: Any) -> Plan:
    """Return a plan with a resume, a form and an interview of two scored questions, one open and one yes/no."""
    stages: list[dict[str, Any]] = [
        {
            "key": "resume",
            "kind": "resume",
            "title": "Resume",
            "weight": 2,
            "questions": [
                {
                    "key": "years",
                    "kind": "eligibility",
                    "text": "Three years in retail",
                    "rule": {"op": "years", "low": 3},
                },
                {
                    "key": "cash",
                    "kind": "criterion",
                    "text": "Has handled cash",
                    "criterion": "Cash handling",
                    "weight": 4,
                    "keywords": ["till", "cash"],
                    "anchor_1": "Never",
                    "anchor_5": "Daily",
                },
            ],
        },
        {
            "key": "form",
            "kind": "form",
            "title": "Form",
            "questions": [
                {
                    "key": "permit",
                    "kind": "single_choice",
                    "text": "Do you have the right to work?",
                    "options": ["Yes", "No"],
                    "is_dealbreaker": True,
                    "rule": {"op": "any_of", "values": ["Yes"]},
                },
                {"key": "why", "kind": "short_answer", "text": "Why us?"},
            ],
        },
        {
            "key": "web",
            "kind": "web_interview",
            "title": "Interview",
            "weight": 6,
            "questions": [
                {
                    "key": "upset",
                    "kind": "scored",
                    "text": "Tell me about a customer who was upset. What did you do?",
                    "criterion": "Handling upset customers",
                    "weight": 8,
                    "anchor_1": "Blames",
                    "anchor_5": "Mends it",
                    "max_follow_ups": 1,
                },
                {
                    "key": "till",
                    "kind": "scored",
                    "text": "How do you keep your till right?",
                    "criterion": "Accuracy",
                    "weight": 4,
                    "anchor_1": "Guesses",
                    "anchor_5": "Counts",
                },
                {"key": "start", "kind": "not_scored", "text": "When can you start?"},
                {
                    "key": "weekend",
                    "kind": "yes_no",
                    "text": "Can you work on Saturdays?",
                    "rule": {"op": "any_of", "values": ["yes"]},
                },
            ],
        },
    ]
    return Plan.model_validate({"title": "Retail Associate", "department": "Shops", "stages": stages} | changes)


@dataclass
class House:
    """A workspace with one published interviewer, and a clock that moves when told."""

    workspace_id: int
    interviewer_id: int
    version_id: int
    clock: FixedClock

    def open(self, ports: Mapping[type[Any], Any] | None = None, actor: Actor | None = None) -> Any:
        """Return a unit of work of this workspace (of the system, unless an actor is named)."""
        return bootstrap.work(actor or system(self.workspace_id), self.clock, ports)

    def user(self, *permissions: str) -> Actor:
        """Return a person of this workspace with exactly these permissions."""
        return Actor(
            kind="user", workspace_id=self.workspace_id, name="Ruth Recruiter", permissions=frozenset(permissions)
        )


def house(slug: str = "acme", interview: Plan | None = None) -> House:
    """Make a workspace with a published interviewer."""
    clock = FixedClock(NOON)
    with bootstrap.work(system(None), clock) as w, all_tenants():
        workspace = Workspace(slug=slug, name=slug.title(), created_at=NOON)
        w.session.add(workspace)
        w.session.flush()
        assert workspace.id is not None
        home = workspace.id
    with bootstrap.work(system(home), clock) as w:
        interviewer = Interviewer(
            workspace_id=home,
            title="Retail Associate",
            slug="retail",
            state=InterviewerState.ACTIVE,
            created_at=NOON,
        )
        w.session.add(interviewer)
        w.session.flush()
        assert interviewer.id is not None
        version = freeze(w, interviewer.id, 1, interview or plan())
        assert version.id is not None
        interviewer.version_id = version.id
        return House(home, interviewer.id, version.id, clock)


@dataclass(frozen=True)
class Attempt:
    """What a candidate did: replies by question key (a list: with follow-ups; None: skipped), and the resume's text."""

    replies: Mapping[str, str | list[str] | None]
    resume: str | None = None
    stopped_at: str = ""


def apply(place: House, done: Attempt, *, email: str = "ada@example.com", number: int = 1) -> tuple[int, str]:
    """Write an application whose attempt is over and waits for its evaluation; return its two ids."""
    with place.open() as w:
        person = Candidate(
            workspace_id=place.workspace_id, name="Ada Obi", email=email, phone="+442079460000", created_at=NOON
        )
        w.session.add(person)
        w.session.flush()
        assert person.id is not None
        application = Application(
            workspace_id=place.workspace_id,
            interviewer_id=place.interviewer_id,
            candidate_id=person.id,
            version_id=place.version_id,
            state=ApplicationState.KNOCKED_OUT if done.stopped_at else ApplicationState.EVALUATING,
            knocked_out_by="Right to work" if done.stopped_at else "",
            attempt=number,
            evaluation=EvaluationState.QUEUED,
            invited_at=NOON,
            engaged_at=NOON,
            started_at=NOON,
            completed_at=NOON + timedelta(minutes=14),
        )
        w.session.add(application)
        w.session.flush()
        assert application.id is not None
        write_attempt(w, application, done, number)
        return application.id, application.public_id


def write_attempt(w: Work, application: Application, done: Attempt, number: int) -> None:
    """Write the stage runs, answers and the resume of one attempt."""
    assert application.id is not None
    if done.resume is not None:
        w.session.add(
            StoredFile(
                workspace_id=application.workspace_id,
                application_id=application.id,
                purpose=FilePurpose.RESUME,
                name="resume.txt",
                kind="txt",
                size=len(done.resume),
                sha256="0" * 64,
                blob_key="nowhere",
                created_at=NOON,
                text_state=TextState.READ,
                text=done.resume,
            )
        )
    for stage in plan_of(w, application.version_id).stages:
        run = StageRun(
            workspace_id=application.workspace_id,
            interviewer_id=application.interviewer_id,
            application_id=application.id,
            stage_id=stage.id,
            kind=stage.kind,
            attempt=number,
            state=StageRunState.COMPLETED,
            invited_at=NOON,
            started_at=NOON,
            completed_at=NOON + timedelta(minutes=5),
        )
        is_end = stage.plan.key == done.stopped_at
        if is_end:
            run.state = StageRunState.KNOCKED_OUT
        w.session.add(run)
        w.session.flush()
        _write_answers(w, application, run, stage, done)
        if is_end:
            return


def _write_answers(w: Work, application: Application, run: StageRun, stage: StageSpec, done: Attempt) -> None:
    assert application.id is not None and run.id is not None
    for question in stage.questions:
        if question.key not in done.replies:
            continue
        said = done.replies[question.key]
        for follow_up, text in enumerate(said if isinstance(said, list) else [said]):
            w.session.add(
                Answer(
                    workspace_id=application.workspace_id,
                    application_id=application.id,
                    stage_run_id=run.id,
                    question_id=question.id,
                    follow_up=follow_up,
                    prompt=question.plan.text if follow_up == 0 else "What came of it?",
                    body=text or "",
                    value={"v": text} if text else {},
                    is_skipped=text is None,
                    asked_at=NOON,
                    answered_at=NOON + timedelta(minutes=1 + follow_up),
                )
            )
    w.session.flush()
