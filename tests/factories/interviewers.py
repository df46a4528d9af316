"""Plans and interviewers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, publishing, queries, service
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, Rule, RuleOp, StageKind, StagePlan
from milo_app.domain.interviewers.ports import Brief, Composed, ComposeFailed, Fact

DESCRIPTION = """Retail Associate
You will help customers find what they need, run the till and keep the shop tidy.
We ask for two years of retail experience and a friendly manner.
You work weekends in turn, in our shop in Berlin. You must be 18 or older."""


def question(kind: QuestionKind, key: str, text: str = "", **fields: Any) -> QuestionPlan:
    """Return a question with what its kind needs."""
    needs: dict[QuestionKind, dict[str, Any]] = {
        QuestionKind.SINGLE: {"options": ["Days", "Nights"]},
        QuestionKind.MULTIPLE: {"options": ["English", "German", "Polish"]},
        QuestionKind.SLIDER: {"low": 0, "high": 10, "step": 1},
        QuestionKind.SCORED: {
            "criterion": f"Criterion {key}",
            "anchor_1": "Says nothing",
            "anchor_5": "Gives an example",
        },
        QuestionKind.CRITERION: {"criterion": f"Criterion {key}", "anchor_1": "None", "anchor_5": "Years of it"},
        QuestionKind.ELIGIBILITY: {"rule": Rule(op=RuleOp.YEARS, low=2)},
    }
    return QuestionPlan(key=key, kind=kind, text=text or f"Question {key}", **(needs.get(kind, {}) | fields))


def stage(kind: StageKind, key: str, *questions: QuestionPlan, **fields: Any) -> StagePlan:
    """Return a stage."""
    return StagePlan(
        key=key, kind=kind, title=fields.pop("title", key.capitalize()), questions=list(questions), **fields
    )


def full_plan(**fields: Any) -> Plan:
    """Return a plan with a resume, a form of every kind but files, and an interview with a follow-up."""
    adult = Rule(op=RuleOp.MIN, low=18)
    willing = Rule(op=RuleOp.ANY_OF, values=["yes"])
    refunds = {"keywords": ["refund"]}
    form = stage(
        StageKind.FORM,
        "form",
        question(QuestionKind.NUMBER, "age", "How old are you?", is_dealbreaker=True, rule=adult, unit="years"),
        question(QuestionKind.MULTIPLE, "langs", "Which languages do you speak?"),
        question(QuestionKind.SHORT, "why", "Why this job?", is_required=False),
    )
    web = stage(
        StageKind.WEB,
        "web",
        question(QuestionKind.SCORED, "upset", "Tell us about an upset customer.", max_follow_ups=1, **refunds),
        question(QuestionKind.YES_NO, "weekend", "Can you work weekends?", is_dealbreaker=True, rule=willing),
    )
    resume = stage(
        StageKind.RESUME,
        "resume",
        question(QuestionKind.ELIGIBILITY, "years", "Two years of retail"),
        question(QuestionKind.CRITERION, "retail", "Retail experience"),
    )
    return Plan(**({"title": "Retail Associate", "department": "Retail", "stages": [resume, form, web]} | fields))


def web_plan(*questions: QuestionPlan, title: str = "Retail Associate") -> Plan:
    """Return a plan with an interview only."""
    found = questions or (question(QuestionKind.SCORED, "one"), question(QuestionKind.SCORED, "two"))
    return Plan(title=title, stages=[stage(StageKind.WEB, "web", *found)])


def form_plan(*questions: QuestionPlan, **fields: Any) -> Plan:
    """Return a plan with a form only."""
    return Plan(title="Retail Associate", stages=[stage(StageKind.FORM, "form", *questions, **fields)])


def make_interviewer(w: Work, plan: Plan | None = None, *, slug: str = "", days: int = 0) -> Interviewer:
    """Publish an interviewer through the services; `days` sets its deadline, else it is a month."""
    wanted = plan or full_plan()
    started = composing.start_draft(w, DESCRIPTION, wanted.title)
    rev = service.save_draft(w, started.id, wanted, 0)
    ends = w.now + dt.timedelta(days=days) if days else None
    publishing.publish(w, started.id, rev, slug=slug, deadline_at=ends)
    return queries.pick(w, started.id)


class ScriptedComposer:
    """A composer that gives one plan, or fails."""

    label = "Scripted composer"

    def __init__(self, plan: Plan | None = None, fails: bool = False) -> None:
        self.plan = plan or full_plan()
        self.fails = fails
        self.briefs: list[Brief] = []

    def compose(self, brief: Brief) -> Composed:
        """Return the plan with one fact, or raise."""
        self.briefs.append(brief)
        if self.fails:
            raise ComposeFailed("The endpoint did not answer.", safe="Your text is kept.", do="Try again.")
        facts = (Fact("Experience", "2 years", "We ask for two years of retail experience and a friendly manner."),)
        return Composed(self.plan, facts, self.label, ("Only English is known.",))
