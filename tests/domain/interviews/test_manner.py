"""How the interviewer speaks: the recruiter's opening, else one in the tone; overviews reach people only as chosen."""

from __future__ import annotations

import pytest

from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings, Tone
from milo_app.domain.interviews.manner import (
    context,
    first_sentences,
    has_tellings,
    opening_line,
    passages,
    tellings,
)


def held(delivery: Delivery, text: str = "We bake bread. We start at four.") -> RootSettings:
    return RootSettings(company=Overview(text=text, delivery=delivery))


def short(text: str) -> tuple[str, str]:
    return "Short.", "Summary by AI"


def test_the_recruiters_opening_is_said_as_written() -> None:
    assert opening_line(RootSettings(opening=" Welcome to Acme! "), "Sarah", "Ana") == "Welcome to Acme!"


@pytest.mark.parametrize("tone", list(Tone))
def test_milos_own_opening_names_the_interviewer_and_says_ai(tone: Tone) -> None:
    line = opening_line(RootSettings(tone=tone), "Sarah", "Ana")
    assert "Sarah" in line and "AI interviewer" in line


def test_the_tone_changes_the_opening() -> None:
    assert len({opening_line(RootSettings(tone=tone), "Sarah") for tone in Tone}) == 3


def test_an_exact_overview_is_told_word_for_word() -> None:
    (told,) = tellings(held(Delivery.EXACT), "Acme", short)
    assert (told.title, told.text, told.note) == ("About Acme", "We bake bread. We start at four.", "")


def test_a_long_exact_overview_is_folded_and_still_whole() -> None:
    (told,) = tellings(held(Delivery.EXACT, "Bread. " * 100), "Acme", short)
    assert told.is_long and told.text == ("Bread. " * 100).strip()


def test_a_summarized_overview_says_where_the_summary_comes_from() -> None:
    (told,) = tellings(held(Delivery.SUMMARY), "Acme", short)
    assert (told.text, told.note) == ("Short.", "Summary by AI")


@pytest.mark.parametrize("delivery", [Delivery.REFERENCE, Delivery.SILENT])
def test_what_is_only_for_reference_is_not_shown(delivery: Delivery) -> None:
    assert tellings(held(delivery), "Acme", short) == ()
    assert not has_tellings(held(delivery))


def test_silent_texts_answer_no_question_and_stand_in_the_context_of_a_model() -> None:
    silent = held(Delivery.SILENT)
    assert passages(silent, "Acme") == ()
    assert "We bake bread." in context(silent, "Acme")


@pytest.mark.parametrize("delivery", [Delivery.EXACT, Delivery.SUMMARY, Delivery.REFERENCE])
def test_everything_else_answers_questions(delivery: Delivery) -> None:
    assert [p.text for p in passages(held(delivery), "Acme")] == ["We bake bread. We start at four."]


def test_an_empty_overview_is_nothing() -> None:
    assert not has_tellings(held(Delivery.EXACT, "  "))
    assert passages(held(Delivery.EXACT, " "), "Acme") == ()


def test_first_sentences_stop_before_the_limit_at_a_sentence() -> None:
    text = "We bake bread for the whole town. " * 20
    found = first_sentences(text)
    assert len(found) <= 320 and found.endswith("town.")
    assert first_sentences("One sentence without an end") == "One sentence without an end"
