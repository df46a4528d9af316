"""Two people side by side: from a report, one more, what was said, and a decision from there."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from milo_app.commands.browsing import settle
from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled
from tests.journeys.reviewing import scored


def test_two_people_are_compared_and_one_is_shortlisted(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    scene = scored(works, "Compared Role", ["Ada Compared", "Ben Compared"])
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}{scene.path('Ada Compared')}")
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Compare").click()
    expect_path(page, r"/compare\?ids=\w+$")
    page.get_by_label("Add a candidate").select_option(value=scene.people["Ben Compared"])
    expect(page.get_by_role("heading", level=1, name="Compare 2 candidates")).to_be_visible()
    table = page.get_by_role("table", name="Candidates side by side")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    row = table.get_by_role("row").filter(has_text="Handling upset customers")
    expect(row).to_contain_text("refund")
    ada = table.get_by_role("columnheader").filter(has_text="Ada Compared")
    ada.get_by_role("button", name="Shortlist").click()
    expect(ada.get_by_role("button", name="Shortlisted")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(ada.get_by_role("button", name="Shortlist", exact=True)).to_be_visible()
    page.get_by_role("button", name="Rubric order").click()
    expect_path(page, r"order=rubric")


def test_an_address_with_nonsense_says_what_to_do(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    page.goto(f"{milo.origin}/compare?ids=<x>,,0000,0000")
    settle(page)
    expect(page.get_by_text("Choose two to four candidates")).to_be_visible()
