"""From a pasted posting to an open link, and what happens to edits."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import POSTING, expect_path, open_settled, short_interviewer


def _draft(page: Page, milo: Rehearsal, text: str = POSTING) -> None:
    open_settled(page, f"{milo.origin}/interviewers/new")
    page.fill("#description", text)
    expect(page.get_by_text(f"{len(text):,} of 50,000 characters")).to_be_visible()
    page.get_by_role("button", name="Draft the interview").click()


def test_a_pasted_posting_becomes_a_draft_is_edited_and_goes_live(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    expect(page.get_by_text("weights 100%")).to_be_visible()
    page.get_by_role("button", name="Edit the question").first.click()
    page.fill("#q-text", "Tell me about the hardest customer you had.")
    expect(page.get_by_text("Saved. Nobody sees it until you publish.")).to_be_visible()
    page.get_by_role("button", name="Next: Review & share").click()
    expect_path(page, r"step=review$")
    page.fill("#slug", "our-store")
    expect(page.get_by_text("/our-store", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("This interviewer is live.")).to_be_visible()
    page.get_by_role("link", name="See its candidates").click()
    expect(page.get_by_role("heading", name=re.compile("Retail Associate"))).to_be_visible()
    expect(page.get_by_text("Nobody here yet")).to_be_visible()


def test_a_posting_of_three_words_says_so_and_keeps_the_text(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo, "Shop person wanted")
    expect(page.get_by_role("alert").filter(has_text="only 3 words")).to_be_visible()
    expect(page.locator("#description")).to_have_value("Shop person wanted")


def test_a_posting_that_is_too_long_says_by_how_much_and_keeps_the_text(
    recruiter: BrowserContext, milo: Rehearsal
) -> None:
    page = recruiter.new_page()
    long = ("We look for a calm person. " * 2400)[:60_000]
    _draft(page, milo, long)
    expect(page.get_by_role("alert").filter(has_text="10,000 more than the 50,000")).to_be_visible()
    assert page.locator("#description").input_value() == long


def test_a_removed_question_comes_back_by_undo(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    cards = page.locator(".m-question-card")
    expect(cards.first).to_be_visible()
    before = cards.all_inner_texts()
    page.get_by_role("button", name="More about question 2", exact=True).click()
    page.get_by_role("menuitem", name="Remove").click()
    expect(cards).to_have_count(len(before) - 1)
    page.get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(len(before))
    assert cards.all_inner_texts() == before


def test_the_keyboard_moves_a_question_and_stays_with_it(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    words = page.locator(".m-question-words")
    expect(words.first).to_be_visible()
    first, second, third = words.all_inner_texts()[:3]
    page.get_by_role("button", name="Move down").first.focus()
    page.keyboard.press("Enter")
    expect(words.nth(1)).to_have_text(first)
    page.keyboard.press("Enter")
    expect(words.nth(2)).to_have_text(first)
    assert words.all_inner_texts()[:3] == [second, third, first]


def test_two_tabs_on_one_draft_never_overwrite_each_other(recruiter: BrowserContext, milo: Rehearsal) -> None:
    first = recruiter.new_page()
    _draft(first, milo)
    expect_path(first, r"/edit\?step=questions$", 20_000)
    second = recruiter.new_page()
    open_settled(second, first.url.replace("step=questions", "step=review"))
    second.fill("#title", "Store Associate")
    expect(second.get_by_text("Saved. Nobody sees it until you publish.")).to_be_visible()
    first.get_by_role("button", name="More about question 1", exact=True).click()
    first.get_by_role("menuitem", name="Remove").click()
    expect(first.get_by_text("Nothing was overwritten")).to_be_visible()
    expect(first.get_by_role("heading", level=1)).to_have_text("Store Associate")


def test_editing_a_live_interviewer_publishes_a_version_for_new_candidates(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        made = short_interviewer(w, "Edited Later")
        key = made.public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}/edit?step=questions")
    page.get_by_role("button", name="Edit the question").click()
    page.fill("#q-text", "Tell us about a customer who was cross.")
    expect(page.get_by_text("Saved. New candidates see it after you publish.")).to_be_visible()
    page.get_by_role("button", name="Next: Review & share").click()
    expect(page.get_by_text("affects new candidates only")).to_be_visible()
    page.get_by_role("button", name="Publish new version").click()
    expect(page.get_by_text("Live as version 2")).to_be_visible()
