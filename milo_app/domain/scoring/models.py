"""Tables of scoring: an evaluation of a stage run, its scores, and the words behind each."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Index
from sqlmodel import BigInteger, Field

from milo_app.core.db import UTC, Json, Tenant, text_enum


class EvaluationRunState(str, Enum):
    """Whether an evaluation gave a result."""

    DONE = "done"
    FAILED = "failed"


class PointKind(str, Enum):
    """Highlights are strengths; lowlights are things to ask about."""

    STRENGTH = "strength"
    ASK = "ask"


class Evaluation(Tenant, table=True):
    """One judgement of one stage run by one evaluator, kept with what it was made from."""

    __table_args__ = (Index("ix_evaluation_application", "application_id"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    stage_run_id: int = Field(foreign_key="stage_run.id")
    state: EvaluationRunState = Field(sa_type=text_enum(EvaluationRunState))
    is_current: bool = Field(
        default=True, description="False once a later evaluation of the same stage run replaced it."
    )
    evaluator: str = Field(
        max_length=120, description='Label for people: "Built-in evaluator (rules, no AI)" or model and prompt version.'
    )
    is_model: bool = False
    model: str = Field(default="", max_length=120)
    prompt_version: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=500, description="Why it failed.")
    score: int | None = None
    created_at: datetime = Field(sa_type=UTC)
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    micros: int = Field(default=0, sa_type=BigInteger)
    input_hash: str = Field(default="", max_length=64)
    raw: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class ItemScore(Tenant, table=True):
    """The result for one question or criterion. `score` is 0-100; None with `void_reason` otherwise."""

    __tablename__ = "item_score"
    __table_args__ = (
        Index("ix_item_score_evaluation", "evaluation_id"),
        Index("ix_item_score_question", "question_id", "score"),
    )

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id")
    application_id: int = Field(foreign_key="application.id")
    question_id: int = Field(foreign_key="question.id")
    score: int | None = None
    passed: bool | None = Field(
        default=None, description="For checks: whether the rule holds; None when it could not be told."
    )
    weight: int = 5
    expected: str = Field(default="", max_length=300, description="What passes, in words.")
    found: str = Field(default="", max_length=300, description="What was found, in words.")
    rationale: str = Field(default="")
    void_reason: str = Field(default="", max_length=200)
    breakdown: dict[str, Any] = Field(
        default_factory=dict, sa_type=Json, description="Built-in evaluator: what its rules counted."
    )


class Evidence(Tenant, table=True):
    """A verbatim quote behind a score, from an answer or a resume (`file_id`). Offsets count its characters."""

    __table_args__ = (Index("ix_evidence_item_score", "item_score_id"),)

    id: int | None = Field(default=None, primary_key=True)
    item_score_id: int = Field(foreign_key="item_score.id")
    answer_id: int | None = Field(default=None, foreign_key="answer.id")
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    quote: str
    start: int
    end: int


class Highlight(Tenant, table=True):
    """A point of the summary with its quote."""

    __table_args__ = (Index("ix_highlight_evaluation", "evaluation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id")
    application_id: int = Field(foreign_key="application.id")
    kind: PointKind = Field(sa_type=text_enum(PointKind))
    text: str = Field(max_length=300)
    quote: str = ""
    answer_id: int | None = Field(default=None, foreign_key="answer.id")
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    position: int = 0


class Signal(Tenant, table=True):
    """Something to look at in neutral words. It never changes a score."""

    __table_args__ = (Index("ix_signal_application", "application_id"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    evaluation_id: int = Field(foreign_key="evaluation.id")
    kind: str = Field(max_length=40)
    text: str = Field(max_length=300)
    quote: str = ""
    answer_id: int | None = Field(default=None, foreign_key="answer.id")
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
