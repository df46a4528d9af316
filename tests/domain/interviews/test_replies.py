"""Reading replies per kind of question."""

from __future__ import annotations

from typing import Any

import pytest

from milo_app.core.errors import Invalid
from milo_app.domain.interviewers.plan import QuestionKind as K
from milo_app.domain.interviews.replies import Reply, read
from tests.factories.interviewers import question


@pytest.mark.parametrize(
    ("kind", "text", "values", "value", "body"),
    [
        (K.SHORT, "  Hello\r\nthere ", (), "Hello\nthere", "Hello\nthere"),
        (K.SINGLE, "Nights", (), "Nights", "Nights"),
        (K.SINGLE, "", ("Days",), "Days", "Days"),
        (K.MULTIPLE, "", ("Polish", "English"), ["English", "Polish"], "English, Polish"),
        (K.NUMBER, "12", (), 12, "12"),
        (K.NUMBER, "12,5", (), 12.5, "12.5"),
        (K.NUMBER, "1,200", (), 1200, "1,200"),
        (K.NUMBER, "-3.25", (), -3.25, "-3.25"),
        (K.AMOUNT, "50 000", (), 50000, "50,000"),
        (K.SLIDER, "7", (), 7, "7"),
        (K.SLIDER, "6.9999", (), 7.0, "7"),
        (K.DATE, "2026-03-01", (), "2026-03-01", "1 Mar 2026"),
        (K.YES_NO, "Yes", (), "yes", "Yes"),
        (K.SHORT, "", (), None, ""),
    ],
)
def test_a_reply_is_kept_as_text_and_typed(kind: K, text: str, values: tuple[str, ...], value: Any, body: str) -> None:
    found = read(question(kind, "q"), Reply(text, values))
    assert (found.value, found.body) == (value, body)


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        (K.SINGLE, "Evenings", ()),
        (K.SINGLE, "", ("Days", "Nights")),
        (K.MULTIPLE, "", ("English", "Klingon")),
        (K.NUMBER, "twelve", ()),
        (K.NUMBER, "nan", ()),
        (K.NUMBER, "1e400", ()),
        (K.SLIDER, "11", ()),
        (K.DATE, "2026-02-30", ()),
        (K.DATE, "0001-01-01", ()),
        (K.YES_NO, "maybe", ()),
        (K.FILE, "my-file.pdf", ()),
    ],
)
def test_what_does_not_fit_the_question_is_refused_with_a_sentence(kind: K, text: str, values: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as error:
        read(question(kind, "q"), Reply(text, values))
    assert error.value.field == "answer" and error.value.sentence().endswith(".")
