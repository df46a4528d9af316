"""Signing in and out of the dashboard."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, expect

from milo_app.commands.browsing import DESK, context
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import queries, service
from milo_app.domain.accounts.models import LinkKind, Role, Workspace
from tests.journeys.conftest import ADMIN, Works
from tests.journeys.recruiting import expect_path, open_settled

PASSWORD = "a sentence that nobody guesses"


def _person(works: Works, email: str, role: Role = Role.RECRUITER) -> None:
    with works() as w:
        home = w.session.get(Workspace, w.workspace_id)
        assert home is not None
        service.add_user(w, home, email, "Robin Park", role, PASSWORD)


def test_a_one_time_link_signs_in_by_its_button_once_and_signing_out_ends_it(
    desk: BrowserContext, milo: Rehearsal, browser: Browser
) -> None:
    page = desk.new_page()
    link = f"{milo.origin}/enter/{milo.sign_in_token(ADMIN)}"
    page.goto(link)
    expect(page.get_by_role("heading", name="Welcome to Milo")).to_be_visible()
    page.get_by_role("button", name="Sign in").click()
    expect_path(page, "/interviewers$")
    other = context(browser, DESK)
    late = other.new_page()
    late.goto(link)
    late.get_by_role("button", name="Sign in").click()
    expect(late.get_by_role("alert").filter(has_text="link")).to_be_visible()
    expect_path(late, "/enter/")
    other.close()
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    expect_path(page, "/sign-in")
    page.goto(f"{milo.origin}/analytics")
    expect_path(page, "/sign-in")


def test_a_password_signs_in_and_leads_to_the_page_that_was_asked_for(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    _person(works, "robin@example.com")
    page = desk.new_page()
    page.goto(f"{milo.origin}/interviewers?tab=expired")
    expect_path(page, "/sign-in")
    page.fill("#email", "robin@example.com")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect_path(page, "/interviewers")
    expect(page.get_by_role("heading", name="Interviewers", level=1)).to_be_visible()


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    _person(works, "locked@example.com")
    page = desk.new_page()
    open_settled(page, f"{milo.origin}/sign-in")
    page.fill("#email", "locked@example.com")
    alert = page.locator("form [role=alert]")
    for _ in range(5):
        page.fill("#password", "not this one at all")
        with page.expect_response("**/api/auth/sign-in"):
            page.get_by_role("button", name="Sign in").click()
        expect(alert).not_to_be_empty()
    page.fill("#password", PASSWORD)
    with page.expect_response("**/api/auth/sign-in") as answered:
        page.get_by_role("button", name="Sign in").click()
    assert answered.value.status == 429
    expect(alert).to_contain_text("30 minutes")
    expect_path(page, "/sign-in")


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    _person(works, "forgot@example.com")
    page = desk.new_page()
    open_settled(page, f"{milo.origin}/forgot")
    page.fill("#email", "forgot@example.com")
    page.get_by_role("button", name="Send the link").click()
    expect(page.locator("form [role=status]")).to_contain_text("a link is on its way")
    with works() as w:
        user = queries.user_by_email(w, "forgot@example.com")
        assert user is not None
        link = f"{milo.origin}/reset/{service.make_link(w, LinkKind.RESET, user)}"
    page.goto(link)
    page.fill("#password", "short")
    page.get_by_role("button", name="Save password").click()
    expect(page.locator("form [role=alert]")).to_contain_text("12 characters")
    page.fill("#password", "another sentence to remember")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_text("Your password was changed.")).to_be_visible()
    page.fill("#email", "forgot@example.com")
    page.fill("#password", "another sentence to remember")
    page.get_by_role("button", name="Sign in").click()
    expect_path(page, "/interviewers$")
    page.goto(link)
    page.fill("#password", "a third sentence to remember")
    page.get_by_role("button", name="Save password").click()
    expect(page.locator("form [role=alert]")).to_contain_text("link")


def test_the_dark_theme_stays_after_a_reload(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_class("dark")
    page.reload()
    expect(page.locator("html")).to_have_class("dark")


def test_a_page_without_a_session_leads_to_signing_in(desk: BrowserContext, milo: Rehearsal) -> None:
    page = desk.new_page()
    page.goto(f"{milo.origin}/candidates/0123456789abcdef0123456789abcdef")
    expect_path(page, r"/sign-in\?next=/candidates/")
