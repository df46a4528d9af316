"""What is handed around of an interviewer, and what it says when nobody gets in."""

from __future__ import annotations

import pytest

from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, listing, service, sharing
from milo_app.domain.interviewers.models import InterviewerTotals
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan


def test_an_open_interviewer_has_a_link_and_the_facts_of_its_poster(w: Work) -> None:
    row = make_interviewer(w, web_plan(title="Barista"), slug="barista")
    card = sharing.share_card(w, row.public_id)
    assert (card.title, card.company, card.link) == ("Barista", "Acme", "/i/acme/barista")
    assert (card.is_open, card.closed, card.state) == (True, "", "active")
    assert card.minutes_text.startswith("about ") and card.minutes_text.endswith(("minute", "minutes"))
    assert card.deadline_text


def test_a_draft_has_no_link(w: Work) -> None:
    draft = composing.start_draft(w, "A barista makes coffee and is kind to guests.", "Barista").id
    card = sharing.share_card(w, draft)
    assert (card.link, card.is_open) == ("", False)
    assert "draft" in card.closed


def test_an_archived_an_expired_and_a_paused_one_say_why_they_are_closed(house: House) -> None:
    with house.work() as w:
        key = make_interviewer(w, days=3).public_id
        service.set_budget(w, key, 5_000_000)
    with house.work() as w:
        w.session.get_one(InterviewerTotals, listing.pick(w, key).id).spend_micros = 5_000_000
    with house.work() as w:
        paused = sharing.share_card(w, key)
        assert paused.state == "paused" and "budget" in paused.closed
    house.clock.advance(days=4)
    with house.work() as w:
        assert "deadline has passed" in sharing.share_card(w, key).closed
        service.archive(w, key)
        assert "archived" in sharing.share_card(w, key).closed


def test_the_button_opens_a_new_tab_and_what_was_typed_stays_text() -> None:
    code = sharing.button_code('https://a.example/i/x?"', 'Cook "night" <b>&</b>', "#0b7a6b")
    assert 'target="_blank" rel="noopener"' in code
    assert 'href="https://a.example/i/x?&quot;"' in code
    assert "Apply for Cook &quot;night&quot; &lt;b&gt;&amp;&lt;/b&gt;</a>" in code


@pytest.mark.parametrize("color", ["red;}</style>", "#12345", "#gggggg", "", '#0b7a66"x'])
def test_a_color_that_is_none_never_reaches_the_code(color: str) -> None:
    assert "background:#0b7a66;color:#ffffff" in sharing.button_code("https://a.example", "Cook", color)


@pytest.mark.parametrize(
    ("color", "words"), [("#000000", "#ffffff"), ("#0b7a66", "#ffffff"), ("#ffd84d", "#000000"), ("#ffffff", "#000000")]
)
def test_the_words_of_the_button_can_be_read_on_its_color(color: str, words: str) -> None:
    assert sharing.words_on(color) == words
