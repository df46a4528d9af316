"""The lists: filters in the address, empty states, rows that open by click and by Enter, and what a viewer sees."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from milo_app.commands.browsing import sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.candidates.importing import add_person
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled, row_of, short_interviewer


def _with_people(works: Works, title: str) -> str:
    with works() as w:
        key = short_interviewer(w, title).public_id
        place = title.split()[0].lower()
        add_person(w, key, "Mei Lin", f"mei@{place}.example.com")
        add_person(w, key, "Tariq Farouk", f"tariq@{place}.example.com")
    return key


def test_filters_stand_in_the_address_and_a_pasted_link_shows_the_same_list(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _with_people(works, "Filtered Role")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    page.get_by_placeholder("Name or email").fill("mei")
    expect(row_of(page, "Tariq")).to_have_count(0)
    expect_path(page, r"\?q=mei$")
    again = recruiter.new_page()
    open_settled(again, page.url)
    expect(row_of(again, "Mei Lin")).to_be_visible()
    expect(row_of(again, "Tariq")).to_have_count(0)
    page.get_by_placeholder("Name or email").fill("nobody at all")
    expect(page.get_by_text("0 of 2 match the search “nobody at all”.")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(row_of(page, "Tariq")).to_be_visible()


def test_a_row_opens_by_enter_and_decisions_can_be_undone_from_the_row(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _with_people(works, "Decided Role")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    row = row_of(page, "Mei Lin")
    row.hover()
    row.get_by_role("button", name="Shortlist").click()
    expect(row).to_contain_text("Shortlisted")
    page.get_by_role("button", name="Undo").click()
    expect(row).not_to_contain_text("Shortlisted")
    row.hover()
    row.get_by_role("button", name="Dismiss").click()
    expect(row).to_have_count(0)
    open_settled(page, f"{milo.origin}/interviewers/{key}?decision=dismissed")
    expect(row).to_contain_text("Dismissed")
    page.get_by_role("link", name="Mei Lin").focus()
    page.keyboard.press("Enter")
    expect_path(page, r"/candidates/[0-9a-f]+\?decision=dismissed")
    expect(page.locator(".m-over-panel").get_by_text("1 of 1")).to_be_visible()


def test_a_viewer_sees_people_without_contact_data_and_no_button_that_would_be_refused(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _with_people(works, "Viewed Role")
    with works() as w:
        home = w.session.get(Workspace, w.workspace_id)
        assert home is not None
        accounts.add_user(w, home, "vera@example.com", "Vera Viewer", Role.VIEWER, "a sentence that nobody guesses")
    sign_in(milo, desk, "vera@example.com")
    page = desk.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    expect(row_of(page, "Mei Lin")).to_be_visible()
    assert "viewed.example.com" not in page.content()
    row_of(page, "Mei Lin").hover()
    for name in ("Shortlist", "Dismiss", "Add candidates", "Create interviewer"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_role("link", name="Mei Lin").click()
    expect(page.get_by_role("heading", name="Mei Lin", level=1)).to_be_visible()
    assert "viewed.example.com" not in page.content()
    expect(page.get_by_role("button", name="Shortlist")).to_have_count(0)


def test_an_address_of_nothing_says_so(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    page.goto(f"{milo.origin}/candidates/0123456789abcdef0123456789abcdef")
    expect(page.get_by_text("There is no such candidate here")).to_be_visible()
    page.goto(f"{milo.origin}/interviewers/0123456789abcdef0123456789abcdef")
    expect(page.get_by_text("There is no such interviewer here")).to_be_visible()
