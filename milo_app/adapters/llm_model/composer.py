"""The composer: a model drafts a plan, code turns it into the one schema and says what it left out."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from milo_app.adapters.llm_model import prompts
from milo_app.adapters.llm_model.calling import AskAgain, CallFailed, ask, nonce
from milo_app.adapters.llm_model.connection import Connection
from milo_app.core.text import ellipsis, one_line, plain, plural
from milo_app.domain.interviewers.plan import (
    KINDS_OF_STAGE,
    MAX_DESCRIPTION,
    Plan,
    QuestionKind,
    QuestionPlan,
    Rule,
    RuleOp,
    StageKind,
    StagePlan,
)
from milo_app.domain.interviewers.ports import Brief, Composed, ComposeFailed, Fact
from milo_app.domain.scoring.evidence import locate

_TITLES = {StageKind.RESUME: "Resume", StageKind.FORM: "A few facts", StageKind.WEB: "Interview"}
_FOLLOW_UPS = 2
_UNSUPPORTED = re.compile(r"\b(?:sms|text messages?|texting|scenario)\b", re.IGNORECASE)
_NOT_YET = (
    "Text message (SMS) and scenario stages do not exist in this version. The other stages are in the order you named."
)


class RuleReply(BaseModel):
    """What passes."""

    op: str
    values: list[str] = Field(default_factory=list)
    low: float | None = None
    high: float | None = None


class QuestionReply(BaseModel):
    """One question or criterion."""

    kind: str
    text: str
    criterion: str = ""
    weight: float = 5
    anchor_1: str = ""
    anchor_5: str = ""
    keywords: list[str] = Field(default_factory=list)
    options: list[str] = Field(default_factory=list)
    unit: str = ""
    low: float | None = None
    high: float | None = None
    is_dealbreaker: bool = False
    rule: RuleReply | None = None
    source_line: str = ""


class StageReply(BaseModel):
    """One stage."""

    kind: Literal["resume", "form", "web_interview"]
    title: str = ""
    questions: list[QuestionReply] = Field(default_factory=list)


class FactReply(BaseModel):
    """Something the description states."""

    label: str
    value: str
    line: str = ""


class PlanReply(BaseModel):
    """The draft."""

    title: str
    department: str = ""
    language: str = "en"
    stages: list[StageReply]
    facts: list[FactReply] = Field(default_factory=list)


class ModelComposer:
    """Drafts with a model, into the same schema as the built-in composer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.label = f"{connection.model}, prompt {prompts.COMPOSE_VERSION}"[:120]

    def compose(self, brief: Brief) -> Composed:
        """Return a draft; raises `ComposeFailed` with the reason."""
        description = plain(brief.description)[:MAX_DESCRIPTION]
        mark = nonce()
        try:
            reply = ask(
                self._connection,
                prompts.COMPOSE.format(nonce=mark),
                _prompt(brief, description, mark),
                PlanReply,
                lambda found, is_last: _checked(found, brief, description, is_last),
            )
        except CallFailed as error:
            raise ComposeFailed(
                error.reason, safe="Your description is saved.", do="Try again, or build the plan by hand."
            ) from error
        plan, left_out = to_plan(reply.output, brief, description)
        if plan is None:
            raise ComposeFailed(
                f"The model {self._connection.model} gave no questions that can be used.",
                safe="Your description is saved.",
                do="Try again, or build the plan by hand.",
            )
        notes: tuple[str, ...] = (_NOT_YET,) if _UNSUPPORTED.search(brief.instructions) else ()
        if left_out:
            were = "was" if len(left_out) == 1 else "were"
            said = f"{plural(len(left_out), 'suggestion')} of the model could not be used and {were} left out."
            notes = (*notes, said)
        return Composed(
            plan=plan,
            facts=_facts(reply.output.facts, description),
            composer=self.label,
            notes=notes,
            tokens_in=reply.tokens_in,
            tokens_out=reply.tokens_out,
        )


def _prompt(brief: Brief, description: str, mark: str) -> str:
    lines = []
    if brief.title:
        lines.append(f"The recruiter calls the role: {one_line(brief.title)}")
    if brief.instructions:
        lines.append(f"The recruiter adds: {plain(brief.instructions)[:4000]}")
    lines.append(prompts.fenced(mark, "job description", description))
    if brief.context.strip():
        lines.append("Notes beside the description, for what to ask; never a source_line:")
        lines.append(prompts.fenced(mark, "notes", plain(brief.context)[:MAX_DESCRIPTION]))
    return "\n".join(lines)


def _checked(found: PlanReply, brief: Brief, description: str, is_last: bool) -> PlanReply:
    """Ask again for a plan without stages or with questions that break a rule; the last reply is taken as it is."""
    plan, left_out = to_plan(found, brief, description)
    if not is_last and (plan is None or left_out):
        reasons = "; ".join(left_out[:8]) or "it has no stage with a question"
        raise AskAgain(prompts.PLAN_WRONG.format(reasons=reasons))
    return found


def to_plan(reply: PlanReply, brief: Brief, description: str) -> tuple[Plan | None, list[str]]:
    """Return the plan with the reasons for what was left out; None when no question could be used."""
    left_out: list[str] = []
    stages: list[StagePlan] = []
    for said in reply.stages[:10]:
        kind = StageKind(said.kind)
        questions: list[QuestionPlan] = []
        for one in said.questions[:40]:
            try:
                questions.append(to_question(one, kind, description))
            except (ValidationError, ValueError) as error:
                left_out.append(f"“{ellipsis(one.text, 60)}”: {reason_of(error)}")
        if questions:
            title = one_line(said.title)[:120] or _TITLES[kind]
            stages.append(StagePlan(kind=kind, title=title, questions=questions))
    if not stages:
        return None, left_out
    title = one_line(brief.title) or one_line(reply.title)
    language = reply.language.strip().lower()[:12] or "en"
    plan = Plan(
        title=title[:200] if len(title) >= 3 else "New interviewer",
        department=one_line(reply.department)[:80],
        language=language,
        stages=stages,
    )
    return plan, left_out


def reason_of(error: ValidationError | ValueError) -> str:
    """Say in a few words why a suggestion cannot be used."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])} {first['msg']}".strip()[:160]
    return str(error)[:160]


def to_question(said: QuestionReply, stage: StageKind, description: str) -> QuestionPlan:
    """Return a question of the one schema; raises `ValueError` (or pydantic's) for what does not belong in the stage."""
    kind = QuestionKind(said.kind.strip())
    if kind not in KINDS_OF_STAGE[stage]:
        raise ValueError(f"{kind.value} does not belong in a {stage.value} stage")
    weight = 5 if said.weight != said.weight else said.weight
    return QuestionPlan(
        kind=kind,
        text=one_line(said.text)[:1000],
        criterion=one_line(said.criterion)[:80],
        weight=max(1, min(10, round(max(-99.0, min(99.0, weight))))),
        anchor_1=one_line(said.anchor_1)[:500],
        anchor_5=one_line(said.anchor_5)[:500],
        keywords=_short(said.keywords, 40, 60),
        options=_short(said.options, 50, 200),
        unit=one_line(said.unit)[:20],
        low=said.low if kind == QuestionKind.SLIDER else None,
        high=said.high if kind == QuestionKind.SLIDER else None,
        is_dealbreaker=said.is_dealbreaker,
        rule=_rule(said.rule),
        max_follow_ups=_FOLLOW_UPS if kind == QuestionKind.SCORED else 0,
        source_line=line_of(description, said.source_line),
    )


def _short(words: list[str], most: int, longest: int) -> list[str]:
    cleaned = (one_line(word)[:longest] for word in words)
    return list(dict.fromkeys(word for word in cleaned if word))[:most]


def _rule(said: RuleReply | None) -> Rule | None:
    if said is None or not said.op.strip():
        return None
    return Rule(op=RuleOp(said.op.strip()), values=_short(said.values, 50, 200), low=said.low, high=said.high)


def line_of(description: str, said: str) -> str:
    """Return the description's own words for a line, at most 600 characters; empty when it does not stand there."""
    place = locate(description, said) if said.strip() else None
    return description[place[0] : place[1]].strip()[:600] if place else ""


def _facts(said: list[FactReply], description: str) -> tuple[Fact, ...]:
    """Return at most twelve facts; one whose line is not in the description is left out."""
    found = []
    for one in said:
        line = line_of(description, one.line)
        label, value = one_line(one.label)[:60], one_line(one.value)[:200]
        if line and label and value:
            found.append(Fact(label, value, line))
    return tuple(found[:12])
