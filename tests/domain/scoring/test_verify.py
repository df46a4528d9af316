"""Evidence or no score: what is believed of a verdict, whoever gave it."""

from __future__ import annotations

from milo_app.domain.scoring.evidence import Source
from milo_app.domain.scoring.ports import Case, Item, Judged, Passage, Quote, Verdict
from milo_app.domain.scoring.verify import NO_EVIDENCE, verify

TEXT = "I took her to the side till. Then I rang her on the Friday."
OTHER = "I count the float twice."
SOURCES = {"answer-1": Source(TEXT, answer_id=1), "answer-2": Source(OTHER, answer_id=2)}


def _item(key: str, ref: str) -> Item:
    return Item(key, "What did you do?", key.title(), "", "", (), (Passage(ref, SOURCES[ref].text),))


CASE = Case("web_interview", "Retail Associate", "en", (_item("upset", "answer-1"), _item("cash", "answer-2")))


def _verdict(*items: Judged) -> Verdict:
    return Verdict(evaluator="A model", is_model=True, items=items)


def _quoted(score: int, *quotes: Quote) -> Judged:
    return Judged("upset", score, "Because.", quotes)


def test_a_quote_gets_the_offsets_and_the_words_of_the_original() -> None:
    found = verify(CASE, _verdict(_quoted(80, Quote("answer-1", "i RANG her on  the friday"))), SOURCES)[0]
    evidence = found.evidence[0]
    assert (found.score, evidence.quote) == (80, "I rang her on the Friday")
    assert TEXT[evidence.start : evidence.end] == evidence.quote


def test_an_invented_quote_is_dropped_and_the_rest_stands() -> None:
    judged = _quoted(80, Quote("answer-1", "I am the best"), Quote("answer-1", "I took her to the side till"))
    assert [e.quote for e in verify(CASE, _verdict(judged), SOURCES)[0].evidence] == ["I took her to the side till"]


def test_a_score_with_only_invented_quotes_is_void() -> None:
    found = verify(CASE, _verdict(_quoted(95, Quote("answer-1", "I am the best"))), SOURCES)[0]
    assert (found.score, found.void_reason, found.evidence) == (None, NO_EVIDENCE, ())


def test_a_score_without_any_quote_is_void() -> None:
    assert verify(CASE, _verdict(_quoted(95)), SOURCES)[0].score is None


def test_words_of_another_answer_are_no_evidence_for_this_one() -> None:
    found = verify(CASE, _verdict(_quoted(95, Quote("answer-2", "I count the float twice"))), SOURCES)[0]
    assert (found.score, found.void_reason) == (None, NO_EVIDENCE)


def test_an_item_that_the_verdict_leaves_out_is_void_and_keeps_its_place() -> None:
    found = verify(CASE, _verdict(_quoted(70, Quote("answer-1", "I rang her"))), SOURCES)
    assert [(one.key, one.score) for one in found] == [("upset", 70), ("cash", None)]


def test_items_that_nobody_asked_for_are_ignored() -> None:
    extra = Judged("bonus", 100, "", (Quote("answer-1", "I rang her"),))
    assert [one.key for one in verify(CASE, _verdict(extra), SOURCES)] == ["upset", "cash"]


def test_a_score_beyond_the_scale_is_held_inside_it() -> None:
    assert verify(CASE, _verdict(_quoted(140, Quote("answer-1", "I rang her"))), SOURCES)[0].score == 100


def test_the_same_words_quoted_twice_are_one_piece_of_evidence() -> None:
    judged = _quoted(70, Quote("answer-1", "I rang her"), Quote("answer-1", "I  rang her"))
    assert len(verify(CASE, _verdict(judged), SOURCES)[0].evidence) == 1


def test_the_reason_of_a_void_item_is_kept() -> None:
    reason = "Not scored by the built-in evaluator: the answer is in German"
    assert verify(CASE, _verdict(Judged("upset", None, "", void_reason=reason)), SOURCES)[0].void_reason == reason
