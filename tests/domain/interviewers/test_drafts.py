"""Drafts: the text is kept first, the composer runs outside transactions, two tabs never overwrite each other."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied
from milo_app.domain.interviewers import composing, queries, service
from milo_app.domain.interviewers.errors import DescriptionTooLong, DescriptionTooShort, InterviewerNotFound, StaleDraft
from milo_app.domain.interviewers.events import InterviewerComposed
from milo_app.domain.interviewers.models import InterviewerState
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviewers.ports import ComposeFailed, Composer
from tests.factories.house import House, make_house
from tests.factories.interviewers import DESCRIPTION, ScriptedComposer, full_plan


def test_a_pasted_description_is_kept_as_a_draft_named_after_its_first_line(w) -> None:
    started = composing.start_draft(w, DESCRIPTION)
    view = queries.draft(w, started.id)
    assert view.description == DESCRIPTION
    assert view.plan.title == "Retail Associate"
    assert view.state == "draft" and not view.is_composed
    assert started.warnings == ()


def test_three_words_are_refused_with_their_number(w) -> None:
    with pytest.raises(DescriptionTooShort) as error:
        composing.start_draft(w, "Sales manager wanted")
    assert "only 3 words" in error.value.sentence()
    assert error.value.field == "description"


def test_twelve_words_are_taken_with_a_warning(w) -> None:
    started = composing.start_draft(w, "We look for a friendly baker who likes to start early in Hamburg")
    assert started.words == 13
    assert "13 words are little" in started.warnings[0]


def test_more_than_fifty_thousand_characters_are_refused_with_both_counts(w) -> None:
    with pytest.raises(DescriptionTooLong) as error:
        composing.start_draft(w, "word " * 12_000)
    assert "59,999 characters, 9,999 more than the 50,000" in error.value.sentence()
    assert "Nothing you pasted is lost" in error.value.sentence()


def test_exactly_fifty_thousand_characters_are_kept(w) -> None:
    started = composing.start_draft(w, "a" * 9 + " word" * 9_998 + "a")
    assert len(queries.draft(w, started.id).description) == MAX_DESCRIPTION


def test_a_language_without_spaces_is_not_taken_for_too_short(w) -> None:
    text = (
        "私たちは店舗で接客とレジを担当する販売員を募集しています。小売業での二年以上の経験が必要です。週末勤務あり。"
    )
    assert composing.start_draft(w, text).warnings == ()


def test_composing_saves_the_plan_with_its_facts_notes_and_origin(house: House) -> None:
    with house.work() as w:
        started = composing.start_draft(w, DESCRIPTION)
    view = composing.compose(house.work, started.id)
    assert view.is_composed and view.composer == "Scripted composer"
    assert [stage.kind.value for stage in view.plan.stages] == ["resume", "form", "web_interview"]
    assert view.facts[0].line in DESCRIPTION
    assert view.notes == ("Only English is known.",)
    assert [event.composer for event in house.told(InterviewerComposed)] == ["Scripted composer"]


def test_no_transaction_is_open_while_the_composer_works(house: House) -> None:
    seen: list[str] = []

    class Looking(ScriptedComposer):
        def compose(self, brief):  # type: ignore[no-untyped-def]
            with house.work() as other:  # would wait for the lock if the first transaction were still open
                service.save_draft(other, draft_id, full_plan(title="Shop assistant"), 0)
                seen.append("written")
            return super().compose(brief)

    house.ports[Composer] = Looking()
    with house.work() as w:
        draft_id = composing.start_draft(w, DESCRIPTION).id
    with pytest.raises(StaleDraft):
        composing.compose(house.work, draft_id)
    assert seen == ["written"]
    with house.work() as w:
        assert queries.draft(w, draft_id).plan.title == "Shop assistant"


def test_a_failing_composer_leaves_text_and_plan_as_they_were(house: House) -> None:
    house.ports[Composer] = ScriptedComposer(fails=True)
    with house.work() as w:
        started = composing.start_draft(w, DESCRIPTION)
    with pytest.raises(ComposeFailed):
        composing.compose(house.work, started.id)
    with house.work() as w:
        assert queries.draft(w, started.id).description == DESCRIPTION
        assert queries.draft(w, started.id).rev == 0


def test_an_older_tab_is_told_and_overwrites_nothing(w) -> None:
    draft_id = composing.start_draft(w, DESCRIPTION).id
    assert service.save_draft(w, draft_id, full_plan(title="First tab"), 0) == 1
    with pytest.raises(StaleDraft) as error:
        service.save_draft(w, draft_id, full_plan(title="Second tab"), 0)
    assert "Nothing was overwritten" in error.value.sentence()
    assert queries.draft(w, draft_id).plan.title == "First tab"


def test_a_viewer_may_not_begin_a_draft(house: House) -> None:
    with pytest.raises(Denied), house.work(house.viewer) as w:
        composing.start_draft(w, DESCRIPTION)


def test_a_deleted_draft_is_gone(w) -> None:
    draft_id = composing.start_draft(w, DESCRIPTION).id
    service.delete_draft(w, draft_id)
    with pytest.raises(InterviewerNotFound):
        queries.draft(w, draft_id)


def test_another_workspace_does_not_see_a_draft(house: House) -> None:
    with house.work() as w:
        draft_id = composing.start_draft(w, DESCRIPTION).id
    other = make_house(house.clock, "globex")
    with other.work() as w:
        with pytest.raises(InterviewerNotFound):
            queries.get(w, draft_id)
        assert queries.counts(w).draft == 0
    with house.work() as w:
        assert queries.pick(w, draft_id).state == InterviewerState.DRAFT
