"""Inviting people by mail; without a mail server the dev mailbox holds the link."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import BrowserContext, expect

from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled, row_of, short_interviewer


def test_an_invited_person_opens_the_interview_with_the_mailed_link(
    recruiter: BrowserContext, phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        key = short_interviewer(w, "By Invitation").public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    page.get_by_role("button", name="Add candidates").first.click()
    page.get_by_role("button", name="Paste a list").click()
    page.fill("#people", "Bo Chen, bo@example.com, +1 503 555 0114\nno address on this line")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("Line 2 has no email address")).to_be_visible()
    page.get_by_role("button", name="Add 1 person").click()
    expect(page.get_by_text("1 invitation on the way.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row_of(page, "Bo Chen")).to_contain_text("Not started")

    open_settled(page, f"{milo.origin}/mailbox")
    page.get_by_role("row").filter(has_text="bo@example.com").get_by_role("link").first.click()
    button = page.locator("a.m-mail-button")
    expect(button).to_be_visible()
    link = button.get_attribute("href") or ""
    handset = phone.new_page()
    handset.goto(link if link.startswith("http") else milo.origin + link)
    handset.get_by_role("button", name="Open my interview").click()
    expect(handset.get_by_role("button", name="Agree and start")).to_be_visible(timeout=15_000)
    handset.get_by_role("button", name="Agree and start").click()
    expect(handset.get_by_role("heading", name="Tell us about an upset customer")).to_be_visible(timeout=15_000)


def test_an_archived_interviewer_comes_back_by_undo_and_its_deadline_can_be_moved(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        key = short_interviewer(w, "Open And Shut").public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("This interviewer is archived.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("This interviewer is archived.")).to_have_count(0)
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Extend the deadline").click()
    page.fill("#last-day", "2020-01-01")
    page.get_by_role("button", name="Extend", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("passed")
    page.fill("#last-day", str(date.today() + timedelta(days=60)))
    page.get_by_role("button", name="Extend", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Deadline moved")).to_be_visible()
