"""What is settled before going live: link names, last days, words beside the text, and the settings of a plan."""

from __future__ import annotations

import datetime as dt

import pytest

from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, launch, plan_edits, publishing, queries, service
from milo_app.domain.interviewers.deadlines import as_typed, moment_from
from milo_app.domain.interviewers.errors import SlugTaken, StaleDraft
from milo_app.domain.interviewers.terms import StaleTerms
from tests.factories.interviewers import DESCRIPTION, full_plan, make_interviewer

BERLIN = "Europe/Berlin"


def drafted(w: Work) -> str:
    """Begin a draft that could go live."""
    started = composing.start_draft(w, DESCRIPTION)
    service.save_draft(w, started.id, full_plan(), 0)
    return started.id


def test_a_chosen_link_name_is_kept_and_used_when_the_draft_goes_live(w: Work) -> None:
    key = drafted(w)
    assert launch.choose_slug(w, key, "Our Store!") == "our-store"
    assert queries.draft(w, key).slug == "our-store"
    assert publishing.publish(w, key, 1).slug == "our-store"


def test_a_name_that_is_taken_is_refused_with_a_free_one(w: Work) -> None:
    make_interviewer(w, slug="our-store")
    with pytest.raises(SlugTaken, match="“our-store” is in use") as refused:
        launch.choose_slug(w, drafted(w), "our-store")
    assert refused.value.suggestion == "our-store-2"


@pytest.mark.parametrize(
    ("typed", "slug", "said"),
    [
        ("🚀 store", "store", "“store” is free"),
        ("🚀🚀", "", "Use letters, numbers and hyphens."),
        ("word " * 60, None, "299 characters and 100 fit"),
        ("Our Store", "our-store", "“our-store” is free"),
        ("our-store", "our-store", "This link is free."),
    ],
)
def test_link_names_are_tidied_and_it_is_said(w: Work, typed: str, slug: str | None, said: str) -> None:
    checked = publishing.check_slug(w, typed, drafted(w))
    assert said in checked.sentence
    assert slug is None or checked.slug == slug
    assert len(checked.slug) <= 100


def test_a_deadline_is_kept_with_the_draft_and_holds_when_it_goes_live(w: Work) -> None:
    key = drafted(w)
    ends = w.now + dt.timedelta(days=9)
    launch.choose_deadline(w, key, ends, None)
    publishing.publish(w, key, 1)
    assert queries.pick(w, key).deadline_at == ends


def test_a_deadline_that_passed_while_it_was_a_draft_is_told_before_it_goes_live(w: Work, clock: object) -> None:
    key = drafted(w)
    launch.choose_deadline(w, key, w.now + dt.timedelta(hours=1), None)
    clock.advance(hours=2)  # type: ignore[attr-defined]
    with pytest.raises(Invalid, match="has passed already"):
        publishing.publish(w, key, 1)


def test_a_live_interviewer_keeps_having_a_deadline(w: Work) -> None:
    live = make_interviewer(w)
    ends = w.now + dt.timedelta(days=3)
    launch.choose_deadline(w, live.public_id, ends, live.deadline_at)
    assert queries.pick(w, live.public_id).deadline_at == w.now + dt.timedelta(days=3)
    with pytest.raises(Invalid, match="has a deadline"):
        launch.choose_deadline(w, live.public_id, None, ends)


def test_a_colleagues_newer_deadline_is_not_overwritten(w: Work) -> None:
    key = drafted(w)
    launch.choose_deadline(w, key, w.now + dt.timedelta(days=9), None)
    with pytest.raises(StaleTerms, match="A colleague changed this setting"):
        launch.choose_deadline(w, key, w.now + dt.timedelta(days=2), None)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-11-20", "", "has passed already"),
        ("9999-12-31", "", "more than five years away"),
        ("2036-01-01", "", "more than five years away"),
    ],
)
def test_a_deadline_in_the_past_or_far_away_is_refused(w: Work, day: str, time: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        launch.choose_deadline(w, drafted(w), moment_from(day, time, BERLIN), None)
    assert refused.value.field == "deadline"


def test_a_day_ends_with_its_last_minute_in_the_workspace_and_a_time_is_local() -> None:
    assert moment_from("2026-12-31", "", BERLIN) == dt.datetime(2026, 12, 31, 22, 59, tzinfo=dt.UTC)
    assert moment_from("2026-12-31", "17:30", BERLIN) == dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)
    assert moment_from("", "", BERLIN) is None


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_means_the_later() -> None:
    with pytest.raises(Invalid, match="no 02:30 on 28 Mar 2027 in Europe/Berlin"):
        moment_from("2027-03-28", "02:30", BERLIN)
    assert moment_from("2027-10-31", "02:30", BERLIN) == dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(("day", "time"), [("soon", ""), ("2026-12-31", "25:00"), ("", "10:00"), ("2026-02-30", "")])
def test_what_is_no_day_or_time_is_refused(day: str, time: str) -> None:
    with pytest.raises(Invalid) as refused:
        moment_from(day, time, BERLIN)
    assert refused.value.field == "deadline"


@pytest.mark.parametrize(("day", "time"), [("2026-12-31", ""), ("2026-12-31", "17:30"), ("", "")])
def test_a_deadline_is_shown_as_it_was_typed(day: str, time: str) -> None:
    assert as_typed(moment_from(day, time, BERLIN), BERLIN) == (day, time)


def test_words_beside_the_text_stay_with_the_draft_and_reach_the_composer(w: Work) -> None:
    key = composing.start_draft(w, DESCRIPTION).id
    rev = composing.keep_words(w, key, wishes="form then interview", context="Needs a forklift license.")
    rev = service.save_draft(w, key, full_plan(), rev)
    draft = queries.draft(w, key)
    assert (draft.wishes, draft.context, draft.rev) == ("form then interview", "Needs a forklift license.", rev)


def test_words_that_are_too_long_are_refused_with_both_counts(w: Work) -> None:
    key = composing.start_draft(w, DESCRIPTION).id
    with pytest.raises(Invalid, match="60,000 characters, 10,000 more than the 50,000"):
        composing.keep_words(w, key, context="x" * 60_000)


def test_a_writer_with_an_older_plan_is_told_after_the_words_changed(w: Work) -> None:
    key = composing.start_draft(w, DESCRIPTION).id
    composing.keep_words(w, key, wishes="form only")
    with pytest.raises(StaleDraft):
        service.save_draft(w, key, full_plan(), 0)


def test_settings_change_one_by_one_and_an_overview_keeps_what_is_not_named() -> None:
    plan = plan_edits.change_settings(full_plan(), company={"text": "We sell kettles."}, tone="formal")
    plan = plan_edits.change_settings(plan, company={"delivery": "silent_reference"})
    assert plan.settings.company.text == "We sell kettles."
    assert (plan.settings.company.delivery.value, plan.settings.tone.value) == ("silent_reference", "formal")


@pytest.mark.parametrize(
    "address", ["http://a.example", "https://user:pass@a.example", "javascript:alert(1)", "https://", "a.example"]
)
def test_an_address_that_is_no_whole_https_link_is_refused_at_its_field(address: str) -> None:
    with pytest.raises(Invalid, match="whole https:// link") as refused:
        plan_edits.change_settings(full_plan(), redirect_url=address)
    assert refused.value.field == "redirect_url"


def test_an_overview_that_is_too_long_says_so() -> None:
    with pytest.raises(Invalid, match="longer than 10000 characters"):
        plan_edits.change_settings(full_plan(), job={"text": "x" * 10_001})
