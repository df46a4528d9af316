"""The search: a mistyped name opens the right profile, the palette by keyboard alone, results that page and narrow."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from milo_app.commands.browsing import settle
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates import erasure
from milo_app.domain.candidates.importing import add_person
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import InterviewerState
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled, short_interviewer

NAMES = "abcdefghijklmnop"


def letters() -> str:
    """Return a word of eight letters that no other test uses."""
    return "".join(NAMES[int(sign, 16)] for sign in uuid4().hex[:8])


def palette(page: Page) -> tuple[Locator, Locator]:
    """Open the palette by its key; return it and its field."""
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog", name="Search and actions")
    return box, box.get_by_role("combobox")


def test_a_mistyped_name_opens_the_right_profile(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    word = letters()
    with works() as w:
        key = short_interviewer(w, f"Role {word}").public_id
        made = add_person(w, key, f"Ada {word.capitalize()}", f"ada@{word}.example.com", is_mailed=False)
        add_person(w, key, "Somebody Else", f"else@{word[::-1]}.example.com", is_mailed=False)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers")
    page.keyboard.press("/")
    box = page.get_by_role("dialog", name="Search and actions")
    wrong = word[:4] + ("x" if word[4] != "x" else "y") + word[5:]
    box.get_by_role("combobox").fill(wrong)
    hit = box.get_by_role("option").filter(has_text=f"Ada {word.capitalize()}")
    expect(hit).to_be_visible()
    expect(hit.locator("mark")).to_have_text([word.capitalize()])
    expect(box.get_by_role("group", name=re.compile("^Candidates, 1$"))).to_be_visible()
    page.keyboard.press("Enter")
    expect_path(page, rf"/candidates/{made.application}$")
    expect(page.get_by_role("heading", name=f"Ada {word.capitalize()}", level=1)).to_be_visible()


def test_the_palette_is_worked_by_keyboard_alone(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    word = letters()
    with works() as w:
        role = short_interviewer(w, f"Closing {word}").public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers")
    box, field = palette(page)
    expect(field).to_be_focused()
    page.keyboard.type(word)
    expect(box.get_by_role("option", selected=True)).to_contain_text(f"Closing {word}")
    page.keyboard.press("Enter")
    expect_path(page, rf"/interviewers/{role}$")
    expect(page.get_by_role("heading", level=1, name=f"Closing {word}")).to_be_visible()
    settle(page)
    box, field = palette(page)
    expect(box.get_by_role("group", name="Recent").get_by_role("option").first).to_contain_text(f"Closing {word}")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    box, field = palette(page)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    box, field = palette(page)
    page.keyboard.type("go to analyt")
    expect(box.get_by_role("option", selected=True)).to_contain_text("Go to analytics")
    page.keyboard.press("Enter")
    expect_path(page, r"/analytics/?$")


def test_results_are_narrowed_and_paged_in_the_address(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = letters()
    with works() as w:
        key = short_interviewer(w, f"Paged {word}").public_id
        for number in range(12):
            add_person(w, key, f"Nia {word} {number}", f"nia{number}@{word}.example.com", is_mailed=False)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/search?q={word}&size=10")
    people = page.get_by_role("link", name=re.compile(f"^Nia {word}", re.I))
    expect(people).to_have_count(10)
    expect(page.get_by_text("1–10 of 12")).to_be_visible()
    page.get_by_role("button", name="Next page").click()
    expect(people).to_have_count(2)
    expect_path(page, r"page=2")
    page.get_by_role("button", name="Kind", exact=False).first.click()
    page.get_by_role("menuitemradio", name="Interviewers", exact=True).click()
    expect(people).to_have_count(0)
    expect(page.get_by_role("link", name=f"Paged {word}")).to_be_visible()
    open_settled(page, f"{milo.origin}/search?q={word}&page=10000&size=7")
    expect(page.get_by_text("There is no page 10000")).to_be_visible()
    expect(page.get_by_text("number per page")).to_be_visible()


def test_somebody_erased_between_search_and_click_gives_a_page_that_says_so(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = letters()
    with works() as w:
        key = short_interviewer(w, f"Gone {word}").public_id
        made = add_person(w, key, f"Vanja {word}", f"vanja@{word}.example.com", is_mailed=False)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/search?q={word}")
    hit = page.get_by_role("link", name=re.compile(f"^Vanja {word}", re.I))
    expect(hit).to_be_visible()
    with works() as w:
        erasure.erase(w, made.application)
    hit.click()
    expect(page.get_by_text("This person's data was erased")).to_be_visible()


def test_an_interviewer_is_archived_from_the_palette_and_comes_back(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = letters()
    with works() as w:
        role = short_interviewer(w, f"Archived {word}")
        key = role.public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers")
    box, field = palette(page)
    expect(field).to_be_focused()
    page.keyboard.type(f"archive {word}")
    act = box.get_by_role("option").filter(has_text=f"Archive Archived {word}")
    expect(act).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(box.get_by_role("option", selected=True)).to_contain_text(f"Archive Archived {word}")
    page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Undone.", exact=True)).to_be_visible()
    with works() as w:
        assert interviewers.pick(w, key).state == InterviewerState.ACTIVE
