"""The table of interviewers: filters in the address, one menu for all rows, selection, undo, budget, sharing, views."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import col, select

from milo_app.commands.browsing import settle, sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.interviewers import listing
from milo_app.domain.interviewers.models import Interviewer
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled, row_of, short_interviewer


def named(works: Works, *titles: str) -> str:
    """Publish interviewers whose names end in a word of their own, and return the word."""
    word = f"w{uuid4().hex[:8]}"
    with works() as w:
        for title in titles:
            short_interviewer(w, f"{title} {word}")
    return word


def at_table(recruiter: BrowserContext, milo: Rehearsal, word: str, query: str = "") -> Page:
    """Open the table with only the interviewers of a word."""
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers?q={word}{query}")
    return page


def menu_of(page: Page, row: Any, *, right: bool = False) -> Any:
    """Open the menu of a row by its button, or by a right click."""
    if right:
        row.locator(".m-row-link").click(button="right")
    else:
        row.hover()
        row.get_by_role("button", name="More actions").click()
    return page.get_by_role("menu", name="Actions")


def test_search_sort_and_tab_stand_in_the_address_and_a_pasted_link_shows_the_same(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse", "Cook")
    page = at_table(recruiter, milo, word)
    page.get_by_label("Filter by name or link name").fill(f"nurse {word}")
    expect(row_of(page, "Cook")).to_have_count(0)
    expect_path(page, rf"\?q=nurse\+{word}$")
    page.select_option("#sort", "oldest")
    expect_path(page, rf"\?q=nurse\+{word}&sort=oldest$")
    again = recruiter.new_page()
    open_settled(again, page.url)
    expect(row_of(again, f"Nurse {word}")).to_be_visible()
    expect(row_of(again, "Cook")).to_have_count(0)
    page.get_by_role("navigation", name="State").get_by_role("link", name="Archived").click()
    expect(page.get_by_text(f"No archived interviewer matches “nurse {word}”")).to_be_visible()
    page.get_by_role("link", name="Look in Active (1)").click()
    expect(row_of(page, f"Nurse {word}")).to_be_visible()


def test_a_tab_opens_in_place_and_by_its_address_where_another_tab_is_wanted(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse")
    page = at_table(recruiter, milo, word)
    archived = page.get_by_role("navigation", name="State").get_by_role("link", name="Archived")
    archived.click()
    expect(archived).to_have_attribute("aria-current", "page")
    expect_path(page, rf"\?tab=archived&q={word}$")
    page.go_back()
    expect(row_of(page, word)).to_be_visible()
    with recruiter.expect_page() as opened:
        archived.click(modifiers=["Control"])
    expect_path(opened.value, rf"\?tab=archived&q={word}$")
    expect(row_of(page, word)).to_be_visible()


def test_no_letter_is_lost_while_somebody_types_and_answers_come(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse", "Cook")
    page = at_table(recruiter, milo, word)
    field = page.get_by_label("Filter by name or link name")
    field.fill("")
    expect(field).to_have_value("")
    page.keyboard.type(f"nurse {word}", delay=45)
    expect(row_of(page, f"Nurse {word}")).to_be_visible()
    expect(row_of(page, f"Cook {word}")).to_have_count(0)
    expect(field).to_have_value(f"nurse {word}")
    expect_path(page, rf"\?q=nurse\+{word}$")
    page.select_option("#sort", "oldest")
    expect_path(page, rf"\?q=nurse\+{word}&sort=oldest$")
    expect(field).to_have_value(f"nurse {word}")
    field.fill(f"nobody {word}")
    page.get_by_role("button", name="Clear filters").click()
    expect(field).to_have_value("")


def test_the_menu_opens_by_button_right_click_and_key_and_gives_the_focus_back(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse")
    page = at_table(recruiter, milo, word)
    row = row_of(page, word)
    expect(menu_of(page, row, right=True)).to_be_visible()
    page.keyboard.press("Escape")
    row.get_by_role("button", name="More actions").focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu", name="Actions")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("End")
    expect(menu.get_by_role("menuitem", name="Archive")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(row.get_by_role("button", name="More actions")).to_be_focused()


def test_archiving_from_the_menu_can_be_undone(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    word = named(works, "Nurse")
    page = at_table(recruiter, milo, word)
    row = row_of(page, word)
    menu_of(page, row).get_by_role("menuitem", name="Archive").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_a_selection_is_counted_extended_and_archived_together(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse", "Cook", "Clerk")
    page = at_table(recruiter, milo, word)
    boxes = page.locator("#interviewers tbody").get_by_role("checkbox")
    boxes.nth(0).check(force=True)
    expect(page.get_by_text("1 selected")).to_be_visible()
    boxes.nth(2).click(modifiers=["Shift"], force=True)
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.get_by_role("button", name="Extend").click()
    page.get_by_role("button", name="One month longer").click()
    expect(page.get_by_text("Extended 3 interviewers")).to_be_visible()
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.get_by_role("toolbar").get_by_role("button", name="Archive").click()
    expect(page.get_by_text("Archived 3 interviewers")).to_be_visible()
    expect(page.get_by_text("3 selected")).to_have_count(0)


def test_a_budget_is_changed_in_its_row_and_a_mistake_is_told_beside_it(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse")
    page = at_table(recruiter, milo, word)
    row = row_of(page, word)
    row.hover()
    row.get_by_role("button", name="Change the budget").click()
    form = page.get_by_role("dialog", name="Budget of Nurse")
    form.get_by_role("textbox").fill("a lot")
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("is not an amount")
    form.get_by_role("textbox").fill("1.5k")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(row).to_contain_text("$1.5k")
    page.get_by_role("button", name="Undo").click()
    expect(row).not_to_contain_text("$1.5k")


def test_sharing_shows_link_qr_code_and_button_and_the_poster_is_one_sheet(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse")
    page = at_table(recruiter, milo, word)
    row = row_of(page, word)
    row.hover()
    row.get_by_role("button", name="Share").click()
    panel = page.get_by_role("dialog", name="Share")
    link = panel.get_by_role("textbox", name="Link").input_value()
    assert link.startswith(f"{milo.origin}/i/rehearsal/")
    assert 'target="_blank"' in panel.get_by_role("textbox", name="Code of the button").input_value()
    picture = panel.get_by_role("img", name="QR code of the link")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 200
    with recruiter.expect_page() as opened:
        panel.get_by_role("link", name="Poster").click()
    poster = opened.value
    expect(poster.get_by_role("heading", name=f"Nurse {word}")).to_be_visible()
    expect(poster.get_by_text(link)).to_be_visible()
    expect(poster.get_by_role("button", name="Print")).to_be_visible()


def test_a_view_is_saved_opened_and_deleted_again(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    word = named(works, "Nurse", "Cook")
    page = at_table(recruiter, milo, word, "&sort=oldest")
    page.get_by_role("button", name="Save view").click()
    dialog = page.get_by_role("dialog", name="Save view")
    dialog.get_by_label("Name").fill(f"View {word}")
    dialog.get_by_role("button", name="Save view").click()
    expect_path(page, r"view=[0-9a-f]+$")
    expect(page.get_by_role("button", name="Save view")).to_have_count(0)
    open_settled(page, f"{milo.origin}/interviewers")
    page.get_by_role("button", name="Views", exact=True).click()
    page.get_by_role("link", name=f"View {word}").click()
    expect(row_of(page, word)).to_have_count(2)
    page.get_by_role("button", name=f"View {word}").click()
    page.get_by_role("button", name="Manage views").click()
    page.get_by_role("button", name=f"Delete the view View {word}").click()
    expect(page.get_by_text(f"Deleted the view “View {word}”.")).to_be_visible()


def test_the_density_is_kept_for_the_next_visit(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = at_table(recruiter, milo, named(works, "Nurse"))
    page.get_by_role("button", name="Compact rows").click()
    expect(page.locator("#interviewers.is-compact")).to_be_visible()
    page.reload()
    settle(page)
    expect(page.locator("#interviewers.is-compact")).to_be_visible()
    page.get_by_role("button", name="Comfortable rows").click()
    expect(page.locator("#interviewers.is-comfortable")).to_be_visible()


def test_what_ends_this_week_stands_above_the_table_until_it_is_put_away(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = f"w{uuid4().hex[:8]}"
    with works() as w:
        key = short_interviewer(w, f"Nurse {word}").public_id

        row = w.session.exec(select(Interviewer).where(col(Interviewer.public_id) == key)).one()
        row.deadline_at = w.now + timedelta(days=2)
    page = at_table(recruiter, milo, word)
    strip = page.get_by_role("region", name="Needs attention")
    expect(strip).to_be_visible()
    expect(row_of(page, word)).to_contain_text("2d left")
    strip.get_by_role("button").click()
    expect(strip).to_have_count(0)
    page.reload()
    settle(page)
    expect(strip).to_have_count(0)


def test_the_present_filter_downloads_as_csv(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    word = named(works, "Nurse", "Cook")
    page = at_table(recruiter, milo, word)
    with page.expect_download() as started:
        page.get_by_role("link", name="Export these as CSV").click()
    lines = list(csv.DictReader(started.value.path().read_text("utf-8-sig").splitlines()))
    assert {line["Interviewer"] for line in lines} == {f"Nurse {word}", f"Cook {word}"}


def test_a_viewer_sees_no_spend_and_no_action_that_would_be_refused(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = named(works, "Nurse")
    email = f"{word}@example.com"
    with works() as w:
        home = w.session.get(Workspace, w.workspace_id)
        assert home is not None
        accounts.add_user(w, home, email, "Victor Viewer", Role.VIEWER, "a sentence that nobody guesses")
        assert listing.counts(w).active
    sign_in(milo, desk, email)
    page = at_table(desk, milo, word)
    row = row_of(page, word)
    menu = menu_of(page, row)
    expect(menu.get_by_role("menuitem")).to_have_text(["View candidates", "Share", "Email subscribers"])
    page.keyboard.press("Escape")
    for name in ("Change the budget", "Manage the labels", "Edit settings"):
        expect(row.get_by_role("button", name=name)).to_have_count(0)
        expect(row.get_by_role("link", name=name)).to_have_count(0)


def test_on_a_phone_a_row_is_a_card_with_its_menu(
    phone: BrowserContext, milo: Rehearsal, works: Works, admin_cookies: list[Any]
) -> None:
    word = named(works, "Nurse")
    phone.add_cookies(admin_cookies)
    page = at_table(phone, milo, word)
    row = row_of(page, word)
    row.get_by_role("button", name="More actions").click()
    menu = page.get_by_role("menu", name="Actions")
    expect(menu.get_by_role("menuitem", name="Share")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
