"""The follow-up against a real endpoint on loopback: within seconds, or none."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from milo_app.adapters.llm_model import Connection, ModelInterlocutor, warm_up
from milo_app.adapters.llm_model.interlocutor import FollowUpReply, _question
from milo_app.core.settings import ROOT
from milo_app.domain.interviews.ports import Exchange, FollowUpCase
from tests.factories.model_stub import RunningStub, model_stub

CASE = FollowUpCase(
    question="Tell us about a late delivery.",
    criterion="Handling pressure",
    anchor_5="Names steps and a result.",
    keywords=(),
    language="en",
    exchanges=(Exchange("Tell us about a late delivery.", "I called the customer and sent a second van."),),
    is_required=False,
)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Import the vendor libraries first, as a running server has."""
    warm_up()


def _interlocutor(stub: RunningStub, timeout_s: float = 6.0) -> ModelInterlocutor:
    return ModelInterlocutor(Connection("openai", "stub-1", stub.openai_url), timeout_s)


def test_a_follow_up_reacts_to_the_answer() -> None:
    with model_stub("valid") as stub:
        asked = _interlocutor(stub).follow_up(CASE)
    assert asked is not None and "called the customer" in asked and len(asked) <= 300


@pytest.mark.parametrize("behaviour", ["prose", "cut", "html", "error_500", "unauthorized", "rate_limited"])
def test_an_endpoint_that_fails_gives_no_follow_up_after_one_request(behaviour: str) -> None:
    with model_stub(behaviour) as stub:
        assert _interlocutor(stub).follow_up(CASE) is None
        assert len(stub.script.seen) == 1


def test_a_candidate_does_not_wait_for_an_endpoint_that_hangs() -> None:
    with model_stub("hang") as stub:
        begun = time.monotonic()
        assert _interlocutor(stub, timeout_s=0.5).follow_up(CASE) is None
        assert time.monotonic() - begun < 3


def test_a_first_follow_up_that_must_wait_for_the_libraries_still_ends_in_time() -> None:
    code = (
        "import time; from tests.factories.model_stub import model_stub\n"
        "from tests.adapters.llm_model.test_interlocutor import CASE, _interlocutor\n"
        "with model_stub('valid') as stub:\n"
        "    asking = _interlocutor(stub, timeout_s=0.05); begun = time.monotonic()\n"
        "    assert asking.follow_up(CASE) is None; print(time.monotonic() - begun < 1.5)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.strip() == "True", done.stderr


def test_after_a_failure_nobody_is_kept_waiting_again() -> None:
    with model_stub("error_500") as stub:
        asking = _interlocutor(stub)
        assert asking.follow_up(CASE) is None
        assert asking.follow_up(CASE) is None
        assert len(stub.script.seen) == 1


def test_a_required_follow_up_is_asked_for_and_kept_when_the_model_says_no() -> None:
    required = replace(CASE, is_required=True)
    assert _question(FollowUpReply(ask=False, question="What happened then?"), required) == "What happened then?"
    assert _question(FollowUpReply(ask=False, question="What happened then?"), CASE) is None


@pytest.mark.parametrize(
    "text", ["", "?", "See https://evil.example for more?", "<script>x</script> why?", "Tell us about a late delivery."]
)
def test_what_is_no_new_plain_question_is_not_asked(text: str) -> None:
    assert _question(FollowUpReply(ask=True, question=text), CASE) is None


def test_a_long_question_is_cut_at_300_characters() -> None:
    asked = _question(FollowUpReply(ask=True, question="why " * 200), CASE)
    assert asked is not None and len(asked) <= 300
