"""Questions about the role: from the texts of the candidate's own version, never from silent ones, and never kept."""

from __future__ import annotations

import pytest
from sqlmodel import select

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.interviewers import publishing, queries, service
from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.models import Answer
from milo_app.domain.interviews.ports import RoleAnswer, RoleAnswers, RoleCase
from milo_app.domain.interviews.replies import Reply
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan
from tests.factories.interviews import candidate_of


class Knowing:
    """Answers with all that it was given; an error in `fails` is raised."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.cases: list[RoleCase] = []

    def answer(self, case: RoleCase) -> RoleAnswer:
        self.cases.append(case)
        if self.fails:
            raise self.fails
        return RoleAnswer(" ".join(p.text for p in case.passages), "All", is_known=True)

    def summarize(self, text: str) -> str:
        if self.fails:
            raise self.fails
        return "In short."


def settings(**texts: tuple[str, Delivery]) -> RootSettings:
    return RootSettings(**{name: Overview(text=text, delivery=how) for name, (text, how) in texts.items()})


@pytest.fixture
def knowing(house: House) -> Knowing:
    port = Knowing()
    house.ports[RoleAnswers] = port
    return port


def seated(house: House, held: RootSettings):
    with house.work() as w:
        row = make_interviewer(w, web_plan().model_copy(update={"settings": held}))
        person = make_application(w, row)
        actor, key = candidate_of(person), row.public_id
    return (lambda: house.work(actor)), key


def test_an_answer_comes_from_everything_that_may_be_said(house: House, knowing: Knowing) -> None:
    held = settings(
        company=("Bread.", Delivery.EXACT), job=("At four.", Delivery.REFERENCE), process=("Secret.", Delivery.SILENT)
    )
    open_work, _ = seated(house, held)
    assert run.ask(open_work, "When do I start?").text == "Bread. At four."
    assert "Secret" not in str(knowing.cases)


def test_nothing_is_kept_of_a_question(house: House, knowing: Knowing) -> None:
    open_work, _ = seated(house, settings(job=("At four.", Delivery.REFERENCE)))
    run.ask(open_work, "When do I start?")
    with open_work() as w:
        assert w.session.exec(select(Answer)).all() == []


def test_a_port_that_fails_is_the_same_as_not_knowing(house: House, knowing: Knowing) -> None:
    knowing.fails = RuntimeError("down")
    open_work, _ = seated(house, settings(job=("At four.", Delivery.REFERENCE)))
    assert not run.ask(open_work, "When do I start?").is_known


@pytest.mark.parametrize("question", ["", "??", "x" * 301])
def test_an_empty_or_endless_question_is_refused_with_a_sentence(house: House, knowing: Knowing, question: str) -> None:
    open_work, _ = seated(house, settings(job=("At four.", Delivery.REFERENCE)))
    with pytest.raises(Invalid):
        run.ask(open_work, question)
    assert knowing.cases == []


def test_without_texts_nobody_is_asked(house: House, knowing: Knowing) -> None:
    open_work, _ = seated(house, RootSettings())
    assert not run.ask(open_work, "When do I start?").is_known
    assert knowing.cases == []


def test_only_a_candidate_asks(house: House, knowing: Knowing) -> None:
    with pytest.raises(Denied):
        run.ask(house.work, "When do I start?")


def test_a_candidate_keeps_the_texts_of_the_version_they_began_with(house: House, knowing: Knowing) -> None:
    open_work, key = seated(house, settings(job=("At four.", Delivery.EXACT)))
    with house.work() as w:
        draft = queries.draft(w, key)
        newer = draft.plan.model_copy(update={"settings": settings(job=("At nine.", Delivery.EXACT)), "persona": "Tom"})
        publishing.publish(w, key, service.save_draft(w, key, newer, draft.rev))
    with open_work() as w:
        run.begin(w)
    with open_work() as w:
        assert "Sarah" in run.step(w).opening
    assert [one.text for one in run.told(open_work)] == ["At four."]


def test_a_summary_that_fails_becomes_the_first_sentences_and_says_so(house: House, knowing: Knowing) -> None:
    knowing.fails = RuntimeError("down")
    open_work, _ = seated(house, settings(job=("We bake bread.", Delivery.SUMMARY)))
    (told,) = run.told(open_work)
    assert (told.text, told.note) == ("We bake bread.", "The first sentences")


def test_the_link_after_the_last_stage_comes_only_at_the_end(house: House, knowing: Knowing) -> None:
    open_work, _ = seated(house, RootSettings(redirect_url="https://acme.com/next"))
    with open_work() as w:
        assert run.step(w).redirect_url == ""
        run.begin(w)
    for ref in ("one.0.1", "two.0.1"):
        run.answer(open_work, ref, Reply(text="I did that for two years and it went well."))
    with open_work() as w:
        assert run.step(w).redirect_url == "https://acme.com/next"


def test_the_opening_comes_with_the_first_question_only(house: House, knowing: Knowing) -> None:
    open_work, _ = seated(house, RootSettings(opening="Welcome!"))
    with open_work() as w:
        run.begin(w)
    with open_work() as w:
        assert run.step(w).opening == "Welcome!"
    assert run.answer(open_work, "one.0.1", Reply(text="I did that.")).opening == ""
