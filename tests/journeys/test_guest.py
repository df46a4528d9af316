"""A guest without an account gives a verdict; the recruiter sees it after giving their own; a closed link is closed."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, expect

from milo_app.commands.browsing import PHONE, context, settle
from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled
from tests.journeys.reviewing import scored


def test_a_guest_gives_a_verdict_by_link(
    recruiter: BrowserContext, milo: Rehearsal, works: Works, browser: Browser
) -> None:
    scene = scored(works, "Guest Role", ["Ada Hosted"])
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}{scene.path('Ada Hosted')}")
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Ask a guest").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the guest").fill("Tom Hale")
    dialog.get_by_role("button", name="Make the link").click()
    expect(dialog.get_by_text("This link is shown once.")).to_be_visible()
    link = dialog.locator(".m-mono").inner_text()
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_text("No answer yet")).to_be_visible()

    outside = context(browser, PHONE)
    guest = outside.new_page()
    guest.goto(link)
    settle(guest)
    expect(guest.get_by_role("heading", level=1, name="What do you think of Ada Hosted?")).to_be_visible()
    expect(guest.get_by_text("You see no score")).to_be_visible()
    guest.get_by_role("button", name="Send verdict").click()
    expect(guest.get_by_text("Choose Definitely, Yes, Unsure or No.")).to_be_visible()
    guest.locator("label", has_text="Worth a meeting").click()
    guest.get_by_label("Comment").fill("Calm and precise")
    guest.get_by_role("button", name="Send verdict").click()
    expect(guest.get_by_text("Thank you, your verdict is kept.")).to_be_visible()
    assert outside.cookies() == []

    open_settled(page, f"{milo.origin}{scene.path('Ada Hosted')}")
    expect(page.get_by_text("You see it after giving yours.").first).to_be_visible()
    expect(page.get_by_text("Calm and precise")).to_have_count(0)
    page.keyboard.press("3")
    expect(page.get_by_text("Calm and precise")).to_be_visible()
    page.get_by_role("button", name="Close this link").click()
    expect(page.get_by_text("The link is closed.")).to_be_visible()
    guest.goto(link)
    settle(guest)
    expect(guest.get_by_text("This link has ended.")).to_be_visible()
    outside.close()
