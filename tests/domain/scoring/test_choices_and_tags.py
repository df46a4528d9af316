"""Choices and tags of an interview: asked, checked, extracted, and shown on the report."""

from __future__ import annotations

from typing import Any

import pytest

from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.errors import Invalid
from milo_app.core.work import system
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.plan import Plan, QuestionKind, QuestionPlan, Rule, RuleOp, StageKind
from milo_app.domain.interviewers.plan_settings import TagFormat, TagPlan
from milo_app.domain.interviews import service
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.steps import Step
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring import service as judging
from milo_app.domain.scoring.ports import Case, Evaluator, Verdict
from milo_app.domain.scoring.report import Report
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, question, stage
from tests.factories.interviews import ScriptedInterlocutor, candidate_of

SHIFTS = ["Early, from 6 am", "Late", "Night"]
STORY = "A customer was cross because of 3 late deliveries. I listened, rang the depot and she got a refund in 2 days."
WISHES = "I could start on 1 March 2027 and would like the late shift. My notice period is 4 weeks."


class Noting:
    """The built-in evaluator, which keeps the cases that it was given."""

    def __init__(self) -> None:
        self.inner = BuiltinEvaluator()
        self.label = self.inner.label
        self.cases: list[Case] = []

    def evaluate(self, case: Case) -> Verdict:
        self.cases.append(case)
        return self.inner.evaluate(case)


class Visit:
    """A candidate at work."""

    def __init__(self, house: House, plan: Plan) -> None:
        self.house, self.evaluator = house, Noting()
        house.ports[Evaluator] = self.evaluator
        with house.work() as w:
            self.application = make_application(w, make_interviewer(w, plan))
        self.actor = candidate_of(self.application)
        with self.work() as w:
            service.begin(w)

    def work(self) -> Any:
        return self.house.work(self.actor)

    def say(self, text: str = "", *values: str) -> Step:
        with self.work() as w:
            now = service.step(w)
        assert now.question is not None
        return service.answer(self.work, now.question.ref, Reply(text, values))

    def report(self) -> Report:
        home = system(self.application.workspace_id)
        judging.evaluate(lambda: self.house.work(home), self.application.id or 0, 1)
        with self.house.work() as w:
            return scoring.report(w, self.application.public_id)


def _plan(*questions: QuestionPlan, tags: tuple[TagPlan, ...] = ()) -> Plan:
    return Plan(title="Retail Associate", stages=[stage(StageKind.WEB, "web", *questions, tags=list(tags))])


def _shift(op: RuleOp, *values: str, kind: QuestionKind = QuestionKind.SINGLE, breaks: bool = False) -> QuestionPlan:
    rule = Rule(op=op, values=list(values))
    return question(kind, "shift", "Which shift suits you?", options=SHIFTS, rule=rule, is_dealbreaker=breaks)


def test_a_choice_of_an_interview_is_offered_as_a_choice(house: House) -> None:
    visit = Visit(house, _plan(_shift(RuleOp.ANY_OF, "Late"), question(QuestionKind.OPEN, "more")))
    with visit.work() as w:
        card = service.step(w).question
    assert card is not None and (card.kind, card.options) == ("single_choice", tuple(SHIFTS))
    with pytest.raises(Invalid, match="not one of the choices"):
        visit.say("", "Whenever")


def test_a_choice_that_passes_is_a_check_on_the_report_and_no_score(house: House) -> None:
    visit = Visit(house, _plan(_shift(RuleOp.ANY_OF, "Early, from 6 am", "Late"), question(QuestionKind.SCORED, "s")))
    visit.say("", "Early, from 6 am")
    assert visit.say(STORY).kind == "scoring"
    report = visit.report()
    [check] = report.checks
    assert (check.state, check.expected, check.found) == (
        "pass",
        "One of: Early, from 6 am, Late",
        "Early, from 6 am",
    )
    row = report.stages[0].questions[0]
    assert row.score is None and row.turns[0].segments[0]["text"] == "Early, from 6 am"
    assert [criterion.name for criterion in report.stages[0].criteria] == ["Criterion s"]


@pytest.mark.parametrize(
    ("rule", "said", "stops"),
    [
        ((RuleOp.ANY_OF, "Late"), ("Night", "Late"), False),
        ((RuleOp.ALL_OF, "Late", "Night"), ("Night",), True),
        ((RuleOp.ALL_OF, "Late", "Night"), ("Night", "Late"), False),
        ((RuleOp.NONE_OF, "Night"), ("Night", "Late"), True),
    ],
)
def test_a_dealbreaker_among_several_choices_stops_by_its_rule(
    house: House, rule: tuple[Any, ...], said: tuple[str, ...], stops: bool
) -> None:
    op, *values = rule
    visit = Visit(house, _plan(_shift(op, *values, kind=QuestionKind.MULTIPLE, breaks=True)))
    assert visit.say("", *said).kind == ("stopped" if stops else "scoring")
    with house.work() as w:
        row = w.session.get_one(Application, visit.application.id)
        assert row.knocked_out_by == ("Which shift suits you?" if stops else "")


def test_tags_that_the_plan_asks_for_stand_on_the_report_with_their_words(house: House) -> None:
    tags = (
        TagPlan(name="Start date", format=TagFormat.DATE),
        TagPlan(name="Notice period", format=TagFormat.NUMBER),
        TagPlan(name="Shift", format=TagFormat.OPTION, options=["Night shift", "Late shift"]),
        TagPlan(name="Favorite color"),
    )
    open_question = question(QuestionKind.OPEN, "when", "When could you start?")
    visit = Visit(house, _plan(question(QuestionKind.SCORED, "s"), open_question, tags=tags))
    visit.say(STORY)
    visit.say(WISHES)
    found = {tag.name: (tag.value, tag.quote) for tag in visit.report().tags}
    assert found["Start date"][0] == "1 March 2027"
    assert found["Notice period"] == ("4 weeks", "My notice period is 4 weeks.")
    assert found["Shift"][0] == "Late shift" and found["Shift"][1] in WISHES
    assert "Favorite color" not in found


def test_an_interview_without_scores_still_gives_its_tags(house: House) -> None:
    tag = TagPlan(name="Notice period", format=TagFormat.NUMBER)
    visit = Visit(house, _plan(question(QuestionKind.OPEN, "when"), tags=(tag,)))
    visit.say(WISHES)
    report = visit.report()
    assert [(one.name, one.value) for one in report.tags if one.name == "Notice period"] == [
        ("Notice period", "4 weeks")
    ]
    assert report.score is None


def test_instructions_reach_evaluator_and_interlocutor_and_never_the_candidate(house: House) -> None:
    secret = "Count volunteering as experience."
    asked = question(QuestionKind.SCORED, "s", instructions=secret, max_follow_ups=1)
    asking = ScriptedInterlocutor(["And what came of it?"])
    house.ports[Interlocutor] = asking
    visit = Visit(house, _plan(asked))
    with visit.work() as w:
        assert secret not in str(service.step(w))
    assert secret not in str(visit.say(STORY))
    visit.say("She still shops with us.")
    visit.report()
    assert asking.cases[0].instructions == secret
    assert visit.evaluator.cases[0].items[0].instructions == secret
