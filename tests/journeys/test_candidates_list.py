"""The list of candidates: filters in the address, sorting and paging, selection, columns, views, and live arrivals."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import col, select

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates import decisions
from milo_app.domain.candidates.importing import add_person
from milo_app.domain.candidates.models import Application, Candidate
from tests.journeys.conftest import Works
from tests.journeys.recruiting import apply, expect_path, open_settled, row_of, short_interviewer

PEOPLE = ("Mei Lin", "Tariq Farouk", "Ana Lima", "Ben Adler")


def crowd(works: Works, title: str, people: Sequence[str] = PEOPLE) -> str:
    """Publish an interviewer with these people, and return its id."""
    place = title.split()[0].lower()
    with works() as w:
        key = short_interviewer(w, title).public_id
        for name in people:
            add_person(w, key, name, f"{name.split()[0].lower()}@{place}.example.com")
    return key


def at_list(recruiter: BrowserContext, milo: Rehearsal, key: str, query: str = "") -> Page:
    """Open the list of an interviewer."""
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}{query}")
    return page


def choose(page: Page, menu: str, option: str) -> None:
    """Choose an option of a filter by its menu."""
    page.get_by_role("button", name=menu).click()
    page.get_by_role("menuitemradio", name=option).click()


def public_id(works: Works, key: str, name: str) -> str:
    """Return the id of somebody's application."""
    with works() as w:
        query = select(Application.public_id).join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        return str(w.session.exec(query.where(col(Candidate.name) == name, col(Candidate.email).contains(key))).one())


def test_filters_are_chosen_by_menus_stand_in_the_address_and_are_cleared_together(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Menus Role")
    with works() as w:
        decisions.shortlist(w, [public_id(works, "menus", "Mei Lin")])
    page = at_list(recruiter, milo, key)
    choose(page, "Status", "Shortlisted")
    expect(row_of(page, "Tariq")).to_have_count(0)
    expect(row_of(page, "Mei Lin")).to_be_visible()
    expect_path(page, r"\?decision=shortlisted$")
    choose(page, "Progress", "Completed")
    expect(page.get_by_text("0 of 4 match 2 filters.")).to_be_visible()
    expect_path(page, r"\?state=completed&decision=shortlisted$")
    page.get_by_role("button", name="Clear 2 filters").click()
    expect(row_of(page, "Tariq")).to_be_visible()
    expect_path(page, rf"/interviewers/{key}$")


def test_an_address_by_hand_with_nonsense_shows_everybody_and_says_what_was_not_understood(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Nonsense Role")
    page = at_list(recruiter, milo, key, "?decision=maybe&low=many&stages=zz:top&stauts=x")
    expect(page.get_by_text("Milo does not understand all of this address")).to_contain_text(
        "status, lowest score, stauts, stage"
    )
    expect(page.locator("#candidates tbody tr")).to_have_count(4)
    page.get_by_role("button", name="Show everybody").click()
    expect(page.get_by_text("Milo does not understand")).to_have_count(0)


def test_every_header_sorts_and_pages_are_turned_without_numbers(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    people = [f"Person {number:02}" for number in range(1, 56)]
    key = crowd(works, "Paged Role")
    with works() as w:
        for name in people:
            add_person(w, key, name, f"{name[-2:]}@paged2.example.com")
    page = at_list(recruiter, milo, key)
    page.get_by_role("button", name="Candidate", exact=True).click()
    expect_path(page, r"\?sort=name&dir=up$")
    expect(page.locator("#candidates tbody tr").first).to_contain_text("Ana Lima")
    expect(page.get_by_role("columnheader", name="Candidate")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".m-paging")).to_contain_text("1–50 of 59")
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".m-paging")).to_contain_text("51–59 of 59")
    expect(row_of(page, "Tariq")).to_be_visible()
    page.get_by_role("button", name="First page").click()
    expect(page.locator(".m-paging")).to_contain_text("1–50 of 59")
    page.get_by_role("button", name="Last page").click()
    expect(row_of(page, "Tariq")).to_be_visible()


def test_a_selection_takes_ranges_the_page_and_all_that_match(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Picked Role")
    with works() as w:
        for number in range(56):
            add_person(w, key, f"Person {number:02}", f"{number}@picked2.example.com")
    page = at_list(recruiter, milo, key, "?sort=name&dir=up")
    rows = page.locator("#candidates tbody tr")
    rows.nth(0).hover()
    rows.nth(0).locator("[data-pick]").click()
    rows.nth(3).hover()
    rows.nth(3).locator("[data-pick]").click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="Selected candidates")
    expect(bar).to_contain_text("4 selected")
    page.locator("[data-pick-all]").click()
    expect(bar).to_contain_text("50 selected")
    bar.get_by_role("button", name="Select all 60").click()
    expect(bar).to_contain_text("All 60 selected")
    bar.get_by_role("button", name="Select nobody").click()
    expect(bar).to_have_count(0)
    expect(page.locator("#candidates [data-selected=yes]")).to_have_count(0)


def test_letters_move_between_rows_select_and_open(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = crowd(works, "Letters Role")
    page = at_list(recruiter, milo, key, "?sort=name&dir=up")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ana Lima")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.get_by_role("toolbar", name="Selected candidates")).to_contain_text("3 selected")
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Ben Adler")).to_be_focused()
    page.keyboard.press("Enter")
    expect_path(page, r"/candidates/[0-9a-f]+\?sort=name&dir=up")


def test_who_arrives_or_changes_while_the_list_is_open_takes_neither_focus_nor_selection(
    recruiter: BrowserContext, phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Living Role")
    page = at_list(recruiter, milo, key)
    row = row_of(page, "Ana Lima")
    row.hover()
    row.locator("[data-pick]").click()
    page.get_by_role("link", name="Ana Lima").focus()
    apply(phone.new_page(), f"{milo.origin}/i/rehearsal/living-role", "Nora New", "nora@living.example.com")
    expect(row_of(page, "Nora New")).to_be_visible()
    expect(page.get_by_role("link", name="Ana Lima")).to_be_focused()
    expect(row).to_have_attribute("data-selected", "yes")
    expect(page.get_by_role("toolbar", name="Selected candidates")).to_contain_text("1 selected")


def test_columns_are_arranged_by_keys_and_kept_for_the_next_visit(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Columns Role")
    page = at_list(recruiter, milo, key)
    page.get_by_role("button", name="Columns", exact=True).click()
    page.get_by_label("Source", exact=True).click()
    expect(page.get_by_role("columnheader", name="Source")).to_be_visible()
    page.get_by_role("button", name="Arrange columns").click()
    drawer = page.get_by_role("dialog", name="Columns")
    handle = drawer.get_by_role("button", name="Move Decision", exact=True)
    handle.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowUp")
    page.wait_for_timeout(300)
    page.keyboard.press("Space")
    headers = page.locator("#candidates thead th")
    expect(headers.nth(3)).to_contain_text("Decision")
    drawer.get_by_label("Find a column").fill("tag")
    expect(drawer.get_by_role("switch")).to_have_count(1)
    drawer.get_by_role("switch", name="Show Tags").click()
    drawer.get_by_role("button", name="Done").click()
    expect(page.get_by_role("columnheader", name="Tags")).to_have_count(0)
    again = at_list(recruiter, milo, key)
    expect(again.get_by_role("columnheader", name="Source")).to_be_visible()
    expect(again.get_by_role("columnheader", name="Tags")).to_have_count(0)
    again.get_by_role("button", name="Columns", exact=True).click()
    again.get_by_role("button", name="Arrange columns").click()
    again.get_by_role("button", name="Reset to the usual").click()
    expect(again.get_by_role("button", name="Reset to the usual")).to_have_count(0)
    again.get_by_role("button", name="Done").click()
    expect(again.get_by_role("columnheader", name="Tags")).to_be_visible()


def test_a_view_keeps_the_filters_and_is_offered_to_be_saved_only_when_they_changed(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = crowd(works, "Views Role")
    page = at_list(recruiter, milo, key)
    page.get_by_role("button", name="Views", exact=True).click()
    expect(page.get_by_text("A view keeps filters")).to_be_visible()
    expect(page.get_by_role("button", name="Save view")).to_have_count(0)
    page.keyboard.press("Escape")
    choose(page, "Status", "Undecided")
    page.get_by_role("button", name="Views", exact=True).click()
    page.get_by_role("button", name="Save view").click()
    dialog = page.get_by_role("dialog", name="Save view")
    dialog.get_by_label("Name").fill("Still open")
    dialog.get_by_role("button", name="Save view").click()
    expect_path(page, r"\?decision=none&saved=[0-9a-f]+$")
    page.get_by_role("button", name="Clear 1 filter").click()
    expect_path(page, r"\?saved=[0-9a-f]+$")  # the address follows the rows
    page.get_by_role("button", name="View: Still open").click()
    page.get_by_role("link", name="Still open").click()
    expect_path(page, r"\?decision=none&saved=[0-9a-f]+$")
