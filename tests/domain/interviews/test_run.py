"""The candidate's way from the first click to the last answer."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.outbox import OutboxItem
from milo_app.domain.candidates.events import ApplicationChanged
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.interviewers.plan import Plan, QuestionKind
from milo_app.domain.interviews import progress, service
from milo_app.domain.interviews.errors import AlreadyFinished, AnswerTooLong
from milo_app.domain.interviews.events import AnswerSaved, CandidateKnockedOut, InterviewCompleted, StageCompleted
from milo_app.domain.interviews.models import Answer, FilePurpose, StoredFile
from milo_app.domain.interviews.ports import Interlocutor, ResumeText
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.steps import Step
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import form_plan, full_plan, make_interviewer, question, web_plan
from tests.factories.interviews import ScriptedInterlocutor, blob, candidate_of


class Run:
    """A candidate at work in a house."""

    def __init__(self, house: House, plan: Plan, days: int = 0) -> None:
        self.house = house
        with house.work() as w:
            self.interviewer = make_interviewer(w, plan, days=days)
            self.application = make_application(w, self.interviewer)
        self.actor = candidate_of(self.application)

    def work(self) -> Any:
        return self.house.work(self.actor)

    def begin(self) -> Step:
        with self.work() as w:
            service.begin(w)
            return service.step(w)

    def step(self, at: str = "") -> Step:
        with self.work() as w:
            return service.step(w, at)

    def say(self, text: str = "", *values: str, ref: str = "") -> Step:
        now = self.step()
        assert ref or now.question is not None
        return service.answer(self.work, ref or now.question.ref, Reply(text, values))  # type: ignore[union-attr]

    def finish(self) -> Step:
        with self.work() as w:
            return service.finish_stage(w)

    def row(self) -> Application:
        with self.house.work() as w:
            found = w.session.get(Application, self.application.id)
            assert found is not None
            return found


def test_the_whole_way_ends_with_one_evaluation_asked_for(house: House) -> None:
    run = Run(house, full_plan())
    assert run.step().kind == "welcome"
    assert run.begin().kind == "resume"
    with run.work() as w:
        service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")
    assert run.finish().question.key == "age"  # type: ignore[union-attr]
    run.say("30")
    run.say("", "German", "English")
    review = service.skip(run.work, run.step().question.ref)  # type: ignore[union-attr]
    assert review.kind == "review"
    assert [line.reply for line in review.review] == ["30 years", "English, German", "Skipped"]
    assert run.finish().stage_kind == "web_interview"
    run.say("A customer was upset about a refund. I listened and paid it back.")
    assert run.say("yes").kind == "scoring"
    row = run.row()
    assert (row.state.value, row.evaluation.value) == ("evaluating", "queued")
    assert [event.kind for event in house.told(StageCompleted)] == ["resume", "form", "web_interview"]
    assert len(house.told(InterviewCompleted)) == 1
    with house.work() as w:
        (item,) = w.session.exec(select(OutboxItem).where(OutboxItem.kind == "evaluate")).all()
    assert item.payload == {"application": row.id, "attempt": 1}


def test_coming_back_shows_the_same_question_with_what_was_saved(house: House) -> None:
    run = Run(house, form_plan(question(QuestionKind.SHORT, "a"), question(QuestionKind.SHORT, "b")))
    run.begin()
    run.say("First answer")
    again = run.step()
    assert again.question is not None and again.question.key == "b"
    assert (again.number, again.total, again.segments) == (2, 2, ("done", "now"))
    earlier = run.step("a")
    assert earlier.question is not None and earlier.question.reply == "First answer"


def test_a_form_answer_can_be_replaced_until_the_stage_is_finished(house: House) -> None:
    run = Run(house, form_plan(question(QuestionKind.SHORT, "a"), question(QuestionKind.SHORT, "b")))
    run.begin()
    run.say("Old")
    ref = run.step("a").question.ref  # type: ignore[union-attr]
    run.say("New", ref=ref)
    run.say("B")
    assert [line.reply for line in run.step().review] == ["New", "B"]
    run.finish()
    with pytest.raises(AlreadyFinished):
        run.say("Later", ref=ref)


def test_a_second_tab_neither_doubles_nor_loses_an_answer(house: House) -> None:
    run = Run(house, web_plan())
    ref = run.begin().question.ref  # type: ignore[union-attr]
    run.say("From the first tab", ref=ref)
    after = run.say("From the second tab", ref=ref)
    assert "another tab" in after.notice
    assert after.question is not None and after.question.key == "two"
    with house.work() as w:
        rows = w.session.exec(select(Answer).where(Answer.answered_at.is_not(None))).all()  # type: ignore[union-attr]
    assert [row.body for row in rows] == ["From the first tab"]


def test_a_double_click_is_not_worth_a_notice(house: House) -> None:
    run = Run(house, web_plan())
    ref = run.begin().question.ref  # type: ignore[union-attr]
    run.say("Same words", ref=ref)
    assert run.say("Same words", ref=ref).notice == ""
    assert len(house.told(AnswerSaved)) == 1


def test_a_question_of_another_stage_leads_back_to_the_present_one(house: House) -> None:
    run = Run(house, web_plan())
    run.begin()
    assert "another point" in run.say("Hello", ref="nowhere.0.1").notice


def test_a_follow_up_reacts_to_the_answer_and_is_bounded(house: House) -> None:
    house.ports[Interlocutor] = ScriptedInterlocutor(["What did the customer say?", "And then?"])
    run = Run(
        house, web_plan(question(QuestionKind.SCORED, "one", max_follow_ups=1), question(QuestionKind.OPEN, "two"))
    )
    run.begin()
    follow = run.say("I calmed them down.")
    assert follow.question is not None and follow.question.is_follow_up
    assert follow.question.text == "What did the customer say?"
    assert [said.reply for said in follow.question.exchanges] == ["I calmed them down."]
    assert follow.number == 1
    after = run.say("They thanked me.")
    assert after.question is not None and after.question.key == "two"
    assert house.ports[Interlocutor].cases[0].exchanges[0].reply == "I calmed them down."


def test_a_failing_interlocutor_means_no_follow_up_and_the_answer_is_kept(house: House) -> None:
    house.ports[Interlocutor] = ScriptedInterlocutor([TimeoutError("no reply")])
    run = Run(
        house, web_plan(question(QuestionKind.SCORED, "one", max_follow_ups=2), question(QuestionKind.OPEN, "two"))
    )
    run.begin()
    after = run.say("I calmed them down.")
    assert after.question is not None and after.question.key == "two"


def test_the_answer_is_committed_before_the_interlocutor_is_asked(house: House) -> None:
    run = Run(house, web_plan(question(QuestionKind.SCORED, "one", max_follow_ups=1)))
    seen: list[str] = []

    class Looking(ScriptedInterlocutor):
        def follow_up(self, case: Any) -> None:
            with house.work() as w:
                seen.extend(row.body for row in w.session.exec(select(Answer)))

    house.ports[Interlocutor] = Looking()
    run.begin()
    assert run.say("Kept first").kind == "scoring"
    assert seen == ["Kept first"]


def test_a_follow_up_under_the_minimum_cannot_be_skipped(house: House) -> None:
    house.ports[Interlocutor] = ScriptedInterlocutor(["Why?", "How?"])
    run = Run(house, web_plan(question(QuestionKind.SCORED, "one", min_follow_ups=1, max_follow_ups=2)))
    run.begin()
    first = run.say("An answer")
    with pytest.raises(Invalid):
        service.skip(run.work, first.question.ref)  # type: ignore[union-attr]
    second = run.say("Because")
    assert second.question is not None and second.question.can_skip
    assert service.skip(run.work, second.question.ref).kind == "scoring"


def test_a_candidate_never_sees_anchors_weights_rules_or_keywords(house: House) -> None:
    run = Run(house, full_plan())
    run.begin()
    with run.work() as w:
        service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")
    run.finish()
    run.say("30")
    run.say("", "German")
    service.skip(run.work, run.step().question.ref)  # type: ignore[union-attr]
    shown = repr(run.finish())
    for secret in ("Gives an example", "Says nothing", "refund", "weight=", "any_of", "Criterion upset"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("said", "kept"), [("<b>bold</b> & <script>", "<b>bold</b> & <script>"), ("x" * 10_000, "x" * 10_000)]
)
def test_text_is_kept_as_it_was_typed(house: House, said: str, kept: str) -> None:
    run = Run(house, web_plan())
    run.begin()
    run.say(said)
    with house.work() as w:
        assert w.session.exec(select(Answer.body).order_by(Answer.id)).first() == kept  # type: ignore[arg-type]


def test_twenty_thousand_characters_are_refused_with_the_count_and_nothing_is_saved(house: House) -> None:
    run = Run(house, web_plan())
    run.begin()
    with pytest.raises(AnswerTooLong) as error:
        run.say("x" * 20_000)
    assert "20,000 characters, 10,000 more than the 10,000" in error.value.sentence()
    assert run.step().question.key == "one"  # type: ignore[union-attr]


def test_an_empty_answer_to_a_required_question_is_refused(house: House) -> None:
    run = Run(house, web_plan())
    run.begin()
    with pytest.raises(Invalid) as error:
        run.say("   ")
    assert error.value.field == "answer"


def test_a_required_resume_is_asked_for(house: House) -> None:
    run = Run(house, full_plan())
    run.begin()
    with pytest.raises(Invalid) as error:
        run.finish()
    assert error.value.field == "resume"


def test_a_failed_dealbreaker_stops_at_the_end_of_its_stage(house: House) -> None:
    run = Run(house, full_plan(stages=full_plan().stages[1:]))
    run.begin()
    run.say("17")
    run.say("", "German")
    service.skip(run.work, run.step().question.ref)  # type: ignore[union-attr]
    assert run.finish().kind == "stopped"
    row = run.row()
    assert (row.state.value, row.knocked_out_by, row.completed_at) == ("knocked_out", "How old are you?", None)
    assert len(house.told(CandidateKnockedOut)) == 1
    with pytest.raises(AlreadyFinished):
        run.finish()


def test_an_enforced_resume_check_stops_as_soon_as_the_text_is_read(house: House) -> None:
    plan = full_plan()
    plan.stages[0].enforce_rules = True
    run = Run(house, plan)
    run.begin()
    with run.work() as w:
        service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")
    assert run.finish().stage_kind == "form"
    text = "Jane Doe\nShop assistant, Corner Shop, Jan 2026 to Jun 2026\nSix months of retail experience"
    with house.work() as w:
        stored = w.session.exec(select(StoredFile)).one()
        assert stored.purpose == FilePurpose.RESUME and stored.id is not None
        service.set_file_text(w, stored.id, ResumeText(text, 1))
    assert run.step().kind == "stopped"
    assert run.row().knocked_out_by == "Two years of retail"


def test_one_who_began_may_finish_after_the_deadline(house: House) -> None:
    run = Run(house, web_plan(), days=1)
    run.begin()
    house.clock.advance(days=2)
    with house.work() as w:
        assert interviewers.expire_due(w) == 1
    run.say("One")
    assert run.say("Two").kind == "scoring"


def test_one_who_did_not_begin_finds_it_closed_after_the_deadline(house: House) -> None:
    run = Run(house, web_plan(), days=1)
    house.clock.advance(days=2)
    step = run.step()
    assert step.kind == "closed" and "has closed" in step.notice
    with pytest.raises(Exception, match="has closed"):
        run.begin()


def test_a_recruiter_cannot_act_as_a_candidate(house: House) -> None:
    Run(house, web_plan())
    with pytest.raises(Denied), house.work() as w:
        service.step(w)


def test_the_progress_cache_agrees_with_the_runs_at_every_step(house: House) -> None:
    run = Run(house, full_plan())

    def agree() -> None:
        with house.work() as w:
            row = w.session.get_one(Application, run.application.id)
            kept = dict(row.progress)
            assert progress.rebuild(w, row.id or 0) == kept

    agree()
    run.begin()
    agree()
    with run.work() as w:
        service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")
    agree()
    run.finish()
    agree()
    for text, values in (("30", ()), ("", ("German",))):
        run.say(text, *values)
        agree()
    service.skip(run.work, run.step().question.ref)  # type: ignore[union-attr]
    agree()
    run.finish()
    agree()
    run.say("An upset customer wanted a refund")
    agree()
    run.say("no")
    agree()
    assert run.row().progress[str(_last(run))]["state"] == "knocked_out"
    assert house.told(ApplicationChanged)[-1].what == "state"


def _last(run: Run) -> int:
    return max(int(key) for key in run.row().progress)
