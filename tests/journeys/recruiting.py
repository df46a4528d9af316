"""What recruiter journeys share: an open interviewer, a candidate at a phone, and how to find things on a page."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from playwright.sync_api import Locator, Page, expect

from milo_app.commands.browsing import settle
from milo_app.core.work import Work
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import QuestionKind
from tests.factories.interviewers import make_interviewer, question, web_plan

POSTING = """Retail Associate, Acme Home, Portland OR. Part time, 24 hours a week, $19.50 an hour.

You will welcome customers, keep the floor tidy and run a register. We look for somebody who stays calm with
customers when the store is busy, keeps lines short at peak hours, and speaks up early and kindly when something is
wrong. You will join a young and curious team.

Must have: 18 or older, weekends required, able to lift 12 kg. At least 2 years of retail experience.
Nice to have: a year in hospitality, Spanish."""

ANSWER = (
    "I was on the till at FreshMart when a customer was upset because her kettle had stopped working after a week."
    " First I listened, then I checked the sale by her card and gave her a refund within 5 minutes. I rang her two"
    " days later to check that it worked, and she still shops with us."
)


def short_interviewer(w: Work, title: str) -> Interviewer:
    """Publish an interviewer that asks one scored question and nothing more."""
    asked = question(
        QuestionKind.SCORED,
        "upset",
        "Tell us about an upset customer whom you helped.",
        criterion="Handling upset customers",
        keywords=["refund", "listened", "customer"],
    )
    return make_interviewer(w, web_plan(asked, title=title))


def apply(page: Page, address: str, name: str, email: str) -> None:
    """Fill in the first page of a candidate and start."""
    page.goto(address)
    page.fill("#name", name)
    page.fill("#email", email)
    page.check("input[name=consent]")
    page.get_by_role("button", name="Agree and start").click()


def answer(page: Page, text: str) -> None:
    """Type an answer to the question on the page and send it."""
    page.locator("main textarea").fill(text)
    page.get_by_role("button", name="Save and go on").click()


def press_until(page: Page, key: str, shown: Locator, times: int = 8) -> None:
    """Press a key until something is there, as people do: what was picked up listens to keys only a moment later."""
    for _ in range(times):
        page.keyboard.press(key)
        with suppress(AssertionError):
            expect(shown).to_be_attached(timeout=1_000)
            return
    expect(shown).to_be_attached()


def open_settled(page: Page, address: str) -> None:
    """Open an address and wait until its content stands."""
    page.goto(address)
    settle(page)


def row_of(page: Page, name: str) -> Any:
    """Return the table row of a candidate or interviewer."""
    return page.get_by_role("row").filter(has_text=name)


def expect_path(page: Page, pattern: str, timeout: float = 15_000) -> None:
    """Wait until the address ends as a pattern says."""
    expect(page).to_have_url(re.compile(pattern), timeout=timeout)
