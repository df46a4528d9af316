"""What the API can say about itself: that it answers, and which steps and questions exist."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Depends

from milo_app.api.v2.keys import needs
from milo_app.api.v2.shapes import Health, Shape, StepConfig
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, SCORED_KINDS, QuestionKind, StageKind

router = APIRouter()

# Names of the public API. One choice and several choices share a name and differ in mcq_type.
TYPES: dict[QuestionKind, str] = {
    QuestionKind.ELIGIBILITY: "eligibility",
    QuestionKind.CRITERION: "scored",
    QuestionKind.SHORT: "textarea",
    QuestionKind.SINGLE: "multiple-choice",
    QuestionKind.MULTIPLE: "multiple-choice",
    QuestionKind.NUMBER: "number",
    QuestionKind.SLIDER: "slider",
    QuestionKind.DATE: "date",
    QuestionKind.FILE: "file-upload",
    QuestionKind.SCORED: "scored",
    QuestionKind.OPEN: "open-ended",
    QuestionKind.YES_NO: "YES_NO",
    QuestionKind.AMOUNT: "NUMERIC",
}
CHOICES: dict[QuestionKind, Literal["single", "multiple"]] = {
    QuestionKind.SINGLE: "single",
    QuestionKind.MULTIPLE: "multiple",
}
_WORDS = {
    StageKind.RESUME: "Reads an uploaded resume: criteria are scored, eligibility is checked by fixed rules.",
    StageKind.FORM: "Asks for facts on a form and checks them by fixed rules. It carries no score.",
    StageKind.WEB: "Asks questions in the browser, with follow-ups. Scored questions carry one criterion each.",
}


class AgentType(Shape):
    """A kind of step and what its configuration holds, as a JSON schema."""

    object: Literal["agent_type"] = "agent_type"
    type: str
    description: str
    question_types: list[str]
    config_schema: dict[str, Any]


class AgentTypes(Shape):
    """Every kind of step."""

    object: Literal["list"] = "list"
    data: list[AgentType]


class QuestionType(Shape):
    """A kind of question or criterion."""

    object: Literal["question_type"] = "question_type"
    modality: Literal["voice", "form", "resume_eligibility", "resume_scoring"]
    type: str
    mcq_type: Literal["single", "multiple"] | None
    is_scored: bool


class QuestionTypes(Shape):
    """Every kind of question."""

    object: Literal["list"] = "list"
    data: list[QuestionType]


@router.get("/health")
def health() -> Health:
    """The API answers. This is the only path that needs no key."""
    return Health()


@router.get("/schemas/agents", dependencies=[Depends(needs())])
def agents() -> AgentTypes:
    """Return the kinds of step that exist."""
    return AgentTypes(
        data=[
            AgentType(
                type=kind.value,
                description=_WORDS[kind],
                question_types=sorted({TYPES[question] for question in KINDS_OF_STAGE[kind]}),
                config_schema=StepConfig.model_json_schema(mode="serialization"),
            )
            for kind in StageKind
        ]
    )


@router.get("/schemas/question-types", dependencies=[Depends(needs())])
def question_types() -> QuestionTypes:
    """Return the kinds of question that exist, by modality."""
    return QuestionTypes(data=[_question_type(kind) for kind in QuestionKind])


def _question_type(kind: QuestionKind) -> QuestionType:
    stage = next(stage for stage, kinds in KINDS_OF_STAGE.items() if kind in kinds)
    names: dict[StageKind, Literal["voice", "form", "resume_scoring"]] = {
        StageKind.WEB: "voice",
        StageKind.FORM: "form",
        StageKind.RESUME: "resume_scoring",
    }
    modality = "resume_eligibility" if kind == QuestionKind.ELIGIBILITY else names[stage]
    return QuestionType(modality=modality, type=TYPES[kind], mcq_type=CHOICES.get(kind), is_scored=kind in SCORED_KINDS)
