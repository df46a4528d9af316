"""Trying a draft: the present questions, real follow-ups, and nothing that stays behind."""

from __future__ import annotations

import pytest
from sqlmodel import select

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import plan_edits, queries, service
from milo_app.domain.interviewers.plan import QuestionKind
from milo_app.domain.interviewers.plan_settings import Overview, RootSettings, Tone
from milo_app.domain.interviews import rehearsing
from milo_app.domain.interviews.models import Answer
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.domain.interviews.rehearsing import Spoken
from tests.factories.house import House
from tests.factories.interviewers import form_plan, make_interviewer, question, web_plan
from tests.factories.interviews import ScriptedInterlocutor

FIRST = Spoken("one", 0, "Question one", "I once did that.")


def tried(house: House, **settings: object) -> str:
    ask = [question(QuestionKind.SCORED, key, max_follow_ups=1) for key in ("one", "two")]
    plan = web_plan(*ask).model_copy(update={"settings": RootSettings(**settings)})
    with house.work() as w:
        return make_interviewer(w, plan).public_id


def scripted(house: House, *script: str | None) -> ScriptedInterlocutor:
    port = ScriptedInterlocutor(script)
    house.ports[Interlocutor] = port
    return port


def test_a_try_begins_with_the_opening_of_the_draft_and_its_first_question(house: House) -> None:
    key = tried(house, opening="Welcome!")
    with house.work() as w:
        opened = rehearsing.open_try(w, key)
    assert (opened.opening, opened.first.text, opened.first.total) == ("Welcome!", "Question one", 2)


def test_a_follow_up_comes_the_way_a_candidates_does_with_tone_instructions_and_context(house: House) -> None:
    key = tried(house, tone=Tone.FORMAL, instructions="Be brief", company=Overview(text="We bake."))
    port = scripted(house, "What came of it?")
    prompt = rehearsing.next_prompt(house.work, key, (FIRST,))
    assert (prompt.text, prompt.key, prompt.follow_up) == ("What came of it?", "one", 1)
    assert (port.cases[0].tone, port.cases[0].guidance) == ("formal", "Be brief")
    assert "We bake." in port.cases[0].context


def test_without_a_follow_up_the_next_question_comes_and_then_the_end(house: House) -> None:
    key = tried(house)
    scripted(house)
    assert rehearsing.next_prompt(house.work, key, (FIRST,)).key == "two"
    assert rehearsing.next_prompt(house.work, key, (FIRST, Spoken("two", 0, "Question two", "Yes."))).key == ""


def test_nothing_of_a_try_is_kept(house: House) -> None:
    key = tried(house)
    scripted(house, "What came of it?")
    rehearsing.next_prompt(house.work, key, (FIRST,))
    with house.work() as w:
        assert w.session.exec(select(Answer)).all() == [] and w.session.exec(select(Application)).all() == []


def test_a_question_that_was_changed_a_moment_ago_is_the_one_that_is_tried(house: House) -> None:
    key = tried(house)
    with house.work() as w:
        draft = queries.draft(w, key)
        service.save_draft(w, key, plan_edits.change_question(draft.plan, "one", text="Newer?"), draft.rev)
    with house.work() as w:
        assert rehearsing.open_try(w, key).first.text == "Newer?"


def test_an_empty_answer_is_asked_for_again(house: House) -> None:
    key = tried(house)
    with pytest.raises(Invalid):
        rehearsing.next_prompt(house.work, key, (Spoken("one", 0, "Question one", "  "),))


def test_an_interviewer_without_interview_questions_cannot_be_tried(house: House) -> None:
    with house.work() as w:
        key = make_interviewer(w, form_plan(question(QuestionKind.SHORT, "why"))).public_id
        with pytest.raises(Invalid):
            rehearsing.open_try(w, key)


def test_a_viewer_tries_nothing(house: House) -> None:
    key = tried(house)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        rehearsing.open_try(w, key)
