"""More questions and other wordings by a writer: booked, put behind what is there, never in place of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from milo_app.core.errors import Invalid, NotFound
from milo_app.core.settings import settings
from milo_app.domain.accounts.models import Role
from milo_app.domain.billing import queries as billing
from milo_app.domain.interviewers import composing, queries, service, writing
from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan
from milo_app.domain.interviewers.plan_edits import change_plan, find_stage
from milo_app.domain.interviewers.ports import QuestionBrief, QuestionWriter, WriteFailed, Written
from tests.databases import Installation
from tests.factories.houses import House, house
from tests.factories.interviewers import full_plan, question


class Scripted:
    """A writer that gives what it is told to, and lets something happen meanwhile."""

    label = "paid, prompt v1"

    def __init__(self) -> None:
        self.questions: list[QuestionPlan] = [
            question(QuestionKind.SCORED, "new", "How do you close the shop at night?"),
            question(QuestionKind.SCORED, "same", "Tell us about an upset customer!"),
        ]
        self.meanwhile: Callable[[], None] = lambda: None
        self.briefs: list[QuestionBrief] = []
        self.fails = False

    def write(self, brief: QuestionBrief, count: int) -> Written:
        return self._made(brief, self.questions[:count])

    def tune(self, brief: QuestionBrief, question: QuestionPlan, wish: str) -> Written:
        return self._made(brief, self.questions[:1])

    def _made(self, brief: QuestionBrief, questions: list[QuestionPlan]) -> Written:
        self.briefs.append(brief)
        self.meanwhile()
        if self.fails:
            raise WriteFailed("The endpoint did not answer.")
        return Written(tuple(questions), self.label, ("One note.",), 2_000_000, 1_000_000)


@pytest.fixture
def writer() -> Scripted:
    return Scripted()


@pytest.fixture
def home(installation: Installation, writer: Scripted, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("MILO_AI_MICROS_PER_MTOK_IN", "150000")
    monkeypatch.setenv("MILO_AI_MICROS_PER_MTOK_OUT", "600000")
    settings.cache_clear()
    return house(ports={QuestionWriter: writer})


@pytest.fixture
def draft(home: House) -> str:
    with home.as_role(Role.RECRUITER) as w:
        made = composing.blank(w, "Retail Associate")
        service.save_draft(w, made.id, full_plan(), 0)
    return made.id


def _generate(home: House, draft: str, count: int = 2, stage: str = "web") -> writing.Added:
    return writing.generate(lambda: home.as_role(Role.RECRUITER), draft, stage, count)


def _tune(home: House, draft: str, wish: str = "shorter") -> writing.Proposal:
    return writing.tune(lambda: home.as_role(Role.RECRUITER), draft, "upset", wish)


def _texts(home: House, draft: str) -> list[str]:
    with home.as_role(Role.RECRUITER) as w:
        return [one.text for one in find_stage(queries.draft(w, draft).plan, "web").questions]


def test_new_questions_go_behind_those_that_are_there_and_repeats_are_left_out(home: House, draft: str) -> None:
    made = _generate(home, draft)
    assert _texts(home, draft) == [
        "Tell us about an upset customer.",
        "Can you work weekends?",
        "How do you close the shop at night?",
    ]
    assert len(made.keys) == 1 and (made.rev, made.notes) == (2, ("One note.",))


def test_the_writer_is_told_what_is_asked_already(home: House, draft: str, writer: Scripted) -> None:
    _generate(home, draft)
    assert "Can you work weekends?" in writer.briefs[0].existing and writer.briefs[0].title == "Retail Associate"


def test_what_was_saved_meanwhile_stays(home: House, draft: str, writer: Scripted) -> None:
    def edit() -> None:
        with home.as_role(Role.RECRUITER) as w:
            found = queries.draft(w, draft)
            service.save_draft(w, draft, change_plan(found.plan, persona="Max"), found.rev)

    writer.meanwhile = edit
    made = _generate(home, draft)
    with home.as_role(Role.RECRUITER) as w:
        assert queries.draft(w, draft).plan.persona == "Max" and made.rev == 3
    assert len(_texts(home, draft)) == 3


def test_a_failing_writer_changes_and_costs_nothing(home: House, draft: str, writer: Scripted) -> None:
    writer.fails = True
    with pytest.raises(WriteFailed):
        _generate(home, draft)
    with pytest.raises(WriteFailed):
        _tune(home, draft)
    assert len(_texts(home, draft)) == 2
    with home.system() as w:
        assert billing.spend(w) == 0


def test_tokens_are_booked_for_questions_and_for_proposals(home: House, draft: str) -> None:
    _generate(home, draft)
    _tune(home, draft)
    with home.system() as w:
        assert billing.spend(w) == 2 * 900_000


def test_only_repeats_add_nothing_and_say_so(home: House, draft: str, writer: Scripted) -> None:
    writer.questions = writer.questions[1:]
    made = _generate(home, draft)
    assert made.keys == () and made.notes and len(_texts(home, draft)) == 2


def test_a_proposal_changes_words_only_and_nothing_in_the_draft(home: House, draft: str, writer: Scripted) -> None:
    writer.questions = [question(QuestionKind.SCORED, "x", "Shorter?", weight=9, anchor_5="Better.", max_follow_ups=5)]
    found = _tune(home, draft)
    assert found.question is not None
    assert (found.question.text, found.question.anchor_5) == ("Shorter?", "Better.")
    assert (found.question.key, found.question.weight, found.question.max_follow_ups) == ("upset", 5, 1)
    assert _texts(home, draft)[0] == "Tell us about an upset customer."


def test_without_a_proposal_the_note_says_why(home: House, draft: str, writer: Scripted) -> None:
    writer.questions = []
    found = _tune(home, draft)
    assert found.question is None and found.notes == ("One note.",)


def test_an_empty_wish_a_wrong_number_and_a_stage_that_is_gone_are_refused(home: House, draft: str) -> None:
    with pytest.raises(Invalid, match="should be different"):
        _tune(home, draft, "  ")
    with pytest.raises(Invalid, match="1 to 10"):
        _generate(home, draft, 11)
    with pytest.raises(NotFound):
        _generate(home, draft, 1, "nowhere")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Tell us about an upset customer.", "TELL US about an upset customer", True),
        ("How do you handle an upset customer?", "How do you handle an angry customer?", True),
        ("How do you close the shop?", "Which languages do you speak?", False),
        ("", "?", False),
    ],
)
def test_questions_with_mostly_the_same_words_ask_the_same(first: str, second: str, same: bool) -> None:
    assert writing.asks_the_same(first, second) is same
