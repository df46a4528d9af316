"""The directory: filters in the address, inviting somebody elsewhere, erasing, and what it says to whom."""

from __future__ import annotations

from uuid import uuid4

from playwright.sync_api import BrowserContext, expect

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates.importing import add_person
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled, row_of, short_interviewer


def test_people_are_narrowed_in_the_address_and_invited_to_another_interviewer(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word, other = uuid4().hex[:6], uuid4().hex[:6]
    with works() as w:
        first, second = short_interviewer(w, f"First {word}"), short_interviewer(w, f"Second {word}")
        key, there = first.public_id, second.public_id
        add_person(w, key, f"Mei {word}", f"mei@{word}.example.com", is_mailed=False)
        add_person(w, key, f"Tariq {other}", f"tariq@{other}.example.com", is_mailed=False)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/candidates?interviewer={key}&state=pending")
    expect(row_of(page, f"Mei {word}")).to_be_visible()
    expect(row_of(page, f"Tariq {other}")).to_be_visible()
    page.get_by_label("Search candidates").fill(f"mei {word}")
    expect(row_of(page, f"Tariq {other}")).to_have_count(0)
    expect_path(page, rf"/candidates\?q=mei(\+|%20){word}&interviewer={key}&state=pending$")
    page.get_by_label(f"Select Mei {word}").check()
    page.get_by_role("toolbar", name="Selected candidates").get_by_role("button", name="Invite", exact=True).click()
    dialog = page.get_by_role("dialog", name="Invite 1 candidate")
    dialog.get_by_label("Interviewer").select_option(there)
    dialog.get_by_role("switch", name="Send each an invitation e-mail").click()
    dialog.get_by_role("button", name="Add 1 person").click()
    expect(page.get_by_text(f"1 person added to Second {word}.")).to_be_visible()
    open_settled(page, f"{milo.origin}/candidates?interviewer={there}")
    expect(row_of(page, f"Mei {word}")).to_contain_text("2", timeout=15_000)
    page.get_by_role("link", name=f"Mei {word}").click()
    expect(page.locator(".m-over-panel").get_by_role("heading", name=f"Mei {word}", level=1)).to_be_visible()
    page.keyboard.press("Escape")
    expect_path(page, rf"/candidates/?\?interviewer={there}$")


def test_an_address_of_nonsense_is_named_and_shows_everybody(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/candidates?years=lots&colour=red&place=1")
    expect(page.get_by_text("Milo does not understand all of this address")).to_be_visible()
    page.get_by_role("button", name="Show everybody").click()
    expect_path(page, r"/candidates$")


def test_a_sentence_becomes_filters_and_a_protected_trait_is_left_out(
    recruiter: BrowserContext, milo: Rehearsal
) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/candidates")
    page.get_by_label("Search candidates").fill("young React devs in Toronto with 5+ years")
    page.keyboard.press("Enter")
    for words in ("Skill: React", "Toronto, ON, within 25 km", "5+ years"):
        expect(page.get_by_role("button", name=words)).to_be_visible()
    expect(page.get_by_text("Milo does not search by age")).to_be_visible()
    expect(page.get_by_label("Search candidates")).to_have_value("")
    expect_path(page, r"/candidates/?\?skills=React&place=6167865&years=5$")
    page.get_by_role("button", name="5+ years").click()
    expect_path(page, r"/candidates/?\?skills=React&place=6167865$")


def test_two_entries_of_one_person_are_merged_and_parted_again(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word, phone = uuid4().hex[:6], "+1503555" + str(uuid4().int)[:4]
    with works() as w:
        one, two = short_interviewer(w, f"One {word}"), short_interviewer(w, f"Two {word}")
        there = two.public_id
        add_person(w, one.public_id, f"Ada {word}", f"ada@{word}.example.com", phone, is_mailed=False)
        made = add_person(w, two.public_id, f"Ada {word}", f"obi@{word}.example.com", phone, is_mailed=False)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/candidates/{made.application}")
    page.get_by_role("button", name="Look at both").click()
    dialog = page.get_by_role("dialog", name="One person or two?")
    dialog.get_by_role("button", name=f"Merge and keep Ada {word}, ada@{word}.example.com").click()
    expect(page.get_by_text("Both addresses lead to this person.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Undone for 2 candidates.")).to_be_visible()
    open_settled(page, f"{milo.origin}/candidates?interviewer={there}")
    expect(row_of(page, f"Ada {word}")).to_contain_text(f"obi@{word}.example.com")
