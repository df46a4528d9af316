"""The reader of sentences against a real endpoint on loopback."""

from __future__ import annotations

import pytest

from milo_app.adapters.llm_model import Connection, ModelSentenceReader
from milo_app.core.errors import Unavailable
from milo_app.domain.candidates.places import named
from milo_app.domain.search.sentence import Wish
from tests.factories.model_stub import RunningStub, model_stub


def _reader(stub: RunningStub, output: str = "auto") -> ModelSentenceReader:
    return ModelSentenceReader(Connection("openai", "stub-1", stub.openai_url, output=output, timeout_s=20.0))  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["tool", "json_schema", "prompted"])
def test_what_a_model_names_is_looked_up_and_what_nobody_knows_stays_text(mode: str) -> None:
    with model_stub("valid") as stub:
        made = _reader(stub, mode).read("calm React people around Lyon", "2026-11-21")
    lyon = next(one for one in named("Lyon") if one.country == "FR")
    assert made == Wish(skills=["React"], place=lyon.id, min_years=5, text="Basket weaving calm")


@pytest.mark.parametrize("behaviour", ["prose", "error_500", "score_140"])
def test_a_reply_that_does_not_do_is_a_failure_that_the_grammar_answers(behaviour: str) -> None:
    with model_stub(behaviour) as stub, pytest.raises(Unavailable):
        _reader(stub).read("5+ years", "2026-11-21")
