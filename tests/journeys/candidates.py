"""What candidates' journeys share: a role to apply for, and the hands of a person on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from milo_app.commands.rehearsal import Rehearsal
from milo_app.core.work import Work
from milo_app.domain.interviewers.plan import Plan, QuestionKind, Rule, RuleOp, StageKind
from tests.factories.interviewers import make_interviewer, question, stage

PDF = "application/pdf"
STORY = "A kettle broke after a week. I listened, swapped it within 5 minutes and called her two days later."


def every_kind() -> Plan:
    """Return a plan with a resume that may be skipped, a form of every kind, and an interview with a follow-up."""
    kind = QuestionKind
    resume = stage(
        StageKind.RESUME, "resume", question(kind.CRITERION, "retail"), title="Your resume", is_required=False
    )
    form = stage(
        StageKind.FORM,
        "form",
        question(kind.SHORT, "why", "Why this job?"),
        question(kind.SINGLE, "shift", "Which shift do you prefer?"),
        question(kind.MULTIPLE, "langs", "Which languages do you speak?"),
        question(kind.NUMBER, "age", "How old are you?", unit="years", low=14, high=99),
        question(kind.SLIDER, "calm", "How calm are you when it is busy?"),
        question(kind.DATE, "start", "When could you start?"),
        question(kind.FILE, "cert", "Do you have a certificate?", extensions=["pdf"], is_required=False),
        title="A few facts",
    )
    web = stage(
        StageKind.WEB,
        "web",
        question(kind.SCORED, "upset", "Tell us about an upset customer.", min_follow_ups=1, max_follow_ups=1),
        question(kind.YES_NO, "weekend", "Can you work weekends?"),
        title="The interview",
    )
    return Plan(title="Retail Associate", stages=[resume, form, web])


def two_questions() -> Plan:
    """Return an interview of two questions in words."""
    kind = QuestionKind.SCORED
    asked = (question(kind, "one", "What makes a good day?"), question(kind, "two", "What makes a bad day?"))
    return Plan(title="Barista", stages=[stage(StageKind.WEB, "web", *asked)])


def adults_only() -> Plan:
    """Return a form that stops people under 18."""
    rule = Rule(op=RuleOp.MIN, low=18)
    asked = question(QuestionKind.NUMBER, "age", "How old are you?", is_dealbreaker=True, rule=rule)
    return Plan(title="Night Guard", stages=[stage(StageKind.FORM, "form", asked, title="A few facts")])


@dataclass
class Role:
    """A role that is open for applications: where, and its row's id."""

    path: str
    id: int
    public_id: str


def open_role(works: Callable[[], Any], plan: Plan, change: Callable[[Work, Any], None] | None = None) -> Role:
    """Publish an interviewer under a slug of its own; `change` may alter it in the same transaction."""
    slug = f"role-{uuid4().hex[:8]}"
    with works() as w:
        row = make_interviewer(w, plan, slug=slug)
        if change is not None:
            change(w, row)
        return Role(f"/i/rehearsal/{slug}", row.id, row.public_id)


@dataclass
class Person:
    """Somebody at a page."""

    page: Page
    origin: str
    email: str

    def opens(self, path: str) -> None:
        """Open a path of Milo."""
        self.page.goto(self.origin + path)

    def sees(self, heading: str) -> None:
        """Wait for the step with this heading."""
        expect(self.page.locator("main h1")).to_contain_text(heading, timeout=20_000)

    def presses(self, name: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def field(self) -> Locator:
        """Return the field of the question."""
        return self.page.locator("main").locator("textarea, input").first

    def answers(self, text: str) -> None:
        """Write an answer and send it."""
        self.field().fill(text)
        self.presses("Save and go on")

    def picks(self, *options: str) -> None:
        """Choose options and send them."""
        for option in options:
            self.page.locator("label.p-choice", has_text=option).click()
        self.presses("Save and go on")

    def uploads(self, name: str, content: bytes, kind: str = PDF) -> None:
        """Choose a file."""
        self.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def applies(self, path: str, name: str = "Ada Obi") -> None:
        """Open the public link, give name and address, agree, and start."""
        self.opens(path)
        self.page.locator("#name").fill(name)
        self.page.locator("#email").fill(self.email)
        self.page.get_by_role("checkbox").check()
        self.presses("Agree and start")


def person(profile: BrowserContext, milo: Rehearsal, email: str = "") -> Person:
    """Return a person with a browser of their own and an address nobody else has."""
    return Person(profile.new_page(), milo.origin, email or f"ada.{uuid4().hex[:10]}@mail.test")
