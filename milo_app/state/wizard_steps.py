"""The steps of the wizard in a few words each: what they hold, which are done, what a candidate costs. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from milo_app.core import money
from milo_app.core.settings import settings
from milo_app.core.text import plural, short_date
from milo_app.domain.interviewers.composing import UNTITLED
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.queries import DraftView

LONG_MINUTES = 20
NO_LINES = {
    "plan": "Paste or pick",
    "basics": "",
    "stages": "",
    "questions": "",
    "budget": "",
    "review": "",
}
LANGUAGES = (
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("tr", "Turkish"),
    ("ja", "Japanese"),
)


def facts_of(draft: DraftView, tz: str) -> dict[str, Any]:
    """Return what the lines need of a draft beside its plan; moments as words."""
    moment: datetime | None = draft.deadline_at
    return {
        "origin": draft.composer,
        "text": bool(draft.description),
        "slug": draft.slug,
        "budget": draft.budget_micros,
        "deadline": short_date(moment, tz),
        "version": draft.version_number,
        "missing": len(draft.problems) - len(draft.plan.problems()),
    }


def step_lines(plan: Plan, facts: dict[str, Any]) -> dict[str, str]:
    """Return one short line per step."""
    questions = sum(len(stage.questions) for stage in plan.stages)
    budget = facts.get("budget")
    limit = "No limit" if budget is None else money.short(budget)
    ends = f"until {facts['deadline']}" if facts.get("deadline") else "one month"
    left = len(plan.problems()) + int(facts.get("missing", 0))
    ready = f"{plural(left, 'thing')} to settle" if left else "Ready to publish"
    if facts.get("version") and not left:
        ready = f"Live, version {facts['version']}"
    spoken = dict(LANGUAGES).get(plan.language, plan.language)
    return {
        "plan": _origin(facts),
        "basics": f"{plan.persona}, {spoken}",
        "stages": f"{plural(len(plan.stages), 'stage')}, {plan.minutes} min" if plan.stages else "None yet",
        "questions": plural(questions, "question") if plan.stages else "After the draft",
        "budget": f"{limit}, {ends}",
        "review": ready,
    }


def _origin(facts: dict[str, Any]) -> str:
    origin = str(facts.get("origin", ""))
    if origin.startswith(("Template: ", "Role template: ")):
        return "From a template"
    return "From your text" if facts.get("text") else "Paste or pick"


def steps_done(plan: Plan, facts: dict[str, Any]) -> list[str]:
    """Return the steps that need nothing more."""
    is_live = bool(facts.get("version"))
    found = plan.problems()
    marks = {
        "plan": bool(plan.stages),
        "basics": bool(plan.stages) and plan.title != UNTITLED,
        "stages": bool(plan.stages) and 0 < plan.minutes <= LONG_MINUTES,
        "questions": bool(plan.stages) and not found,
        "budget": bool(facts.get("deadline") or facts.get("budget") is not None) and not facts.get("missing"),
        "review": is_live and not found,
    }
    return [step for step, is_done in marks.items() if is_done]


def cost_words(micros: int, budget: int | None) -> tuple[str, str]:
    """Return what a completed candidate costs, and how many of them the budget covers (empty when that is unknown)."""
    if not settings().has_model:
        return "no charge: built-in rules score it", ""
    if not micros:
        return "plus the model's own price", ""
    covers = ""
    if budget:
        covers = f"{money.short(budget)} covers about {plural(budget // micros, 'candidate')}"
    return f"about {money.exact(micros)} per completed candidate", covers


def problem_step(problem: str) -> str:
    """Return the step in which a problem of a plan can be settled."""
    if problem.startswith(("Add at least one stage", "Two parts of the plan")):
        return "stages"
    return "questions"
