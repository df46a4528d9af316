"""The page of one interviewer: tabs with addresses, editing, publishing with a comparison, trying the draft."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import col, select

from milo_app.commands.browsing import DESK, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import history, plan_edits, publishing, queries, service
from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings
from tests.journeys.candidates import open_role, person, two_questions
from tests.journeys.conftest import Works

STORY = "I once opened the shop alone and served forty people in an hour."


def open_tab(page: Page, milo: Rehearsal, key: str, tab: str = "") -> None:
    page.goto(f"{milo.origin}/interviewers/{key}{tab}")
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Barista", timeout=20_000)
    settle(page)


def test_each_tab_has_an_address_and_the_same_head(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = open_role(works, two_questions()).public_id
    page = recruiter.new_page()
    open_tab(page, milo, key)
    for tab, path in (("Agent", "/agent"), ("Settings", "/settings"), ("Candidates", "")):
        link = page.get_by_role("navigation", name="Interviewer", exact=True).get_by_role("link", name=tab)
        link.click()
        page.wait_for_url(f"**/interviewers/{key}{path}")
        expect(page.get_by_role("button", name="Share")).to_be_visible()
        expect(link).to_have_attribute("aria-current", "page")


def test_an_edit_is_published_with_a_comparison_and_whoever_began_keeps_theirs(
    recruiter: BrowserContext, phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    role = open_role(works, two_questions())
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("What makes a good day?")

    page = recruiter.new_page()
    open_tab(page, milo, role.public_id, "/settings?section=basics")
    page.fill("#persona", "Tom")
    bar = page.get_by_text("1 change not live yet.")
    expect(bar).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Publish v2").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 person in progress keeps version 1")
    expect(dialog).to_contain_text("Name of the interviewer")
    expect(dialog).to_contain_text("Sarah")
    dialog.get_by_role("button", name="Publish v2").click()
    expect(page.get_by_text("Version 2 is live.")).to_be_visible(timeout=15_000)
    expect(bar).to_have_count(0)

    page.goto(f"{milo.origin}/interviewers/{role.public_id}/settings?section=versions")
    expect(page.get_by_role("row", name="Version 2")).to_contain_text("Live", timeout=15_000)
    expect(page.get_by_role("row", name="Version 1")).to_contain_text("1 in progress")
    with works() as w:
        kept = w.session.exec(select(Application).where(col(Application.interviewer_id) == role.id)).one()
        assert kept.version_id != queries.pick(w, role.public_id).version_id


def test_discarded_changes_come_back_by_undo(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = open_role(works, two_questions()).public_id
    with works() as w:
        draft = queries.draft(w, key)
        service.save_draft(w, key, plan_edits.change_plan(draft.plan, persona="Ida"), draft.rev)
    page = recruiter.new_page()
    open_tab(page, milo, key, "/settings?section=basics")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#persona")).to_have_value("Sarah", timeout=15_000)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#persona")).to_have_value("Ida", timeout=15_000)


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = open_role(works, two_questions()).public_id
    page = recruiter.new_page()
    open_tab(page, milo, key, "/settings?section=basics")
    with works() as w:
        draft = queries.draft(w, key)
        service.save_draft(w, key, plan_edits.change_plan(draft.plan, persona="Ida"), draft.rev)
    page.fill("#department", "Bar")
    expect(page.get_by_text("changed in another tab or by a colleague")).to_be_visible(timeout=15_000)
    with works() as w:
        assert queries.draft(w, key).plan.persona == "Ida"


def test_an_earlier_version_is_read_and_taken_up_again(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = open_role(works, two_questions()).public_id
    with works() as w:
        draft = queries.draft(w, key)
        newer = plan_edits.change_question(draft.plan, "one", text="What is a fine day?")
        publishing.publish(w, key, service.save_draft(w, key, newer, draft.rev))
    page = recruiter.new_page()
    open_tab(page, milo, key, "/plan?version=1")
    expect(page.get_by_text("What makes a good day?")).to_be_visible(timeout=15_000)
    open_tab(page, milo, key, "/settings?section=versions&from=1&to=2")
    expect(page.locator(".m-diff")).to_contain_text("What is a fine day?", timeout=15_000)
    row = page.get_by_role("row", name="Version 1")
    row.hover()
    row.get_by_role("button", name="Restore as draft").click()
    expect(page.get_by_text("Version 1 is the draft now.")).to_be_visible(timeout=15_000)
    with works() as w:
        assert history.compare(w, key, 1, history.DRAFT) == ()


def test_the_draft_is_tried_in_the_page(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = open_role(works, two_questions()).public_id
    page = recruiter.new_page()
    open_tab(page, milo, key, "/agent")
    page.get_by_role("button", name="Start the try").click()
    talk = page.get_by_role("log")
    expect(talk).to_contain_text("I am Sarah, the AI interviewer", timeout=15_000)
    for text in ("What makes a good day?", "What makes a bad day?"):
        expect(talk).to_contain_text(text, timeout=15_000)
        page.fill("#try-answer", STORY)
        page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("That was the try.")).to_be_visible(timeout=15_000)


def test_a_candidate_is_told_about_the_role_asks_about_it_and_finds_the_way_on(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    held = RootSettings(
        opening="Welcome to the coffee talk.",
        company=Overview(text="We roast coffee in Leeds.", delivery=Delivery.EXACT),
        job=Overview(text="The pay is 13 pounds an hour.", delivery=Delivery.REFERENCE),
        process=Overview(text="The secret is the budget of nine.", delivery=Delivery.SILENT),
        redirect_url="https://acme.example/next",
    )
    role = open_role(works, two_questions().model_copy(update={"settings": held}))
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("Welcome to the coffee talk.")
    expect(ada.page.get_by_text("We roast coffee in Leeds.")).to_be_visible(timeout=15_000)
    expect(ada.page.get_by_text("13 pounds")).to_have_count(0)
    ada.page.get_by_text("Ask about this role").click()
    ada.page.fill("#role-question", "What is the salary?")
    ada.page.get_by_role("button", name="Ask", exact=True).click()
    expect(ada.page.get_by_text("The pay is 13 pounds an hour.")).to_be_visible(timeout=15_000)
    ada.page.fill("#role-question", "What is the secret budget?")
    ada.page.get_by_role("button", name="Ask", exact=True).click()
    expect(ada.page.get_by_text("The texts about this role do not say.")).to_be_visible(timeout=15_000)
    assert "budget of nine" not in ada.page.content()
    ada.presses("Continue")
    ada.sees("What makes a good day?")
    ada.answers(STORY)
    ada.sees("What makes a bad day?")
    ada.answers(STORY)
    onward = ada.page.get_by_role("link", name="Continue to acme.example")
    expect(onward).to_be_visible(timeout=20_000)
    assert onward.get_attribute("href") == "https://acme.example/next"
    assert "noopener" in (onward.get_attribute("rel") or "")


@pytest.fixture
def viewer(browser: Browser, milo: Rehearsal, works: Works) -> Any:
    """A desk where a viewer is signed in."""
    with works() as w:
        place = w.session.get_one(Workspace, w.workspace_id)
        accounts.add_user(w, place, "vito@example.com", "Vito Viewer", Role.VIEWER, "correct horse battery staple")
    profile = context(browser, DESK)
    sign_in(milo, profile, "vito@example.com")
    yield profile
    profile.close()


def test_a_viewer_reads_everything_and_changes_nothing(viewer: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = open_role(works, two_questions()).public_id
    page = viewer.new_page()
    open_tab(page, milo, key, "/settings?section=questions")
    expect(page.get_by_text("What makes a good day?")).to_be_visible(timeout=15_000)
    for name in ("Add candidates", "Discard", "Publish v2"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_role("button", name="Actions", exact=True).click()
    expect(page.get_by_role("menuitem")).to_have_text(
        ["Open the candidate's page", "View configuration", "Mute it for me"]
    )
    page.keyboard.press("Escape")
    open_tab(page, milo, key, "/settings?section=versions")
    expect(page.get_by_role("row", name="Version 1")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("button", name="Restore as draft")).to_have_count(0)
    open_tab(page, milo, key, "/agent")
    expect(page.get_by_text("Your role may read this.")).to_be_visible(timeout=15_000)
