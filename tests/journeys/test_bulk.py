"""Acts on many candidates in the browser: select, decide, undo, export, package, cohort, and what a viewer sees of it."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

from playwright.sync_api import BrowserContext, Page, expect

from milo_app.commands.browsing import sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.candidates.importing import add_person
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled, row_of, short_interviewer

PEOPLE = ("Mei Lin", "Tariq Farouk", "Ana Lima")
JOB_MS = 60_000


def _role(works: Works, title: str) -> str:
    with works() as w:
        key = short_interviewer(w, title).public_id
        for name in PEOPLE:
            add_person(w, key, name, f"{name.split()[0].lower()}@{title.split()[0].lower()}.example.com")
    return key


def _all_selected(page: Page, milo: Rehearsal, key: str) -> None:
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    expect(row_of(page, "Ana Lima")).to_be_visible()
    page.get_by_label("Select this page").check(force=True)
    expect(page.get_by_text("3 selected")).to_be_visible()


def _download(page: Page, label: str) -> bytes:
    row = page.get_by_role("group", name=label).first
    with page.expect_download(timeout=JOB_MS) as waiting:
        row.get_by_role("link", name="Download").click(timeout=JOB_MS)
    return waiting.value.path().read_bytes()


def test_everybody_selected_is_shortlisted_and_stands_as_before_after_undo(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _role(works, "Bulk Decisions")
    page = recruiter.new_page()
    _all_selected(page, milo, key)
    bar = page.get_by_role("toolbar", name="Selected candidates")
    bar.get_by_role("button", name="Shortlist").click()
    expect(page.get_by_text("3 candidates shortlisted")).to_be_visible()
    expect(row_of(page, "Mei Lin")).to_contain_text("Shortlisted")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Undone for 3 candidates.")).to_be_visible()
    expect(row_of(page, "Mei Lin")).not_to_contain_text("Shortlisted")


def test_people_are_dismissed_with_a_reason_and_brought_back_from_the_activity_menu(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _role(works, "Activity Menu")
    page = recruiter.new_page()
    _all_selected(page, milo, key)
    page.get_by_role("toolbar", name="Selected candidates").get_by_role("button", name="Dismiss").click()
    dialog = page.get_by_role("dialog", name="Dismiss 3 candidates")
    dialog.get_by_label("Reason").fill("The role is filled")
    dialog.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Everybody here was dismissed")).to_be_visible()
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    page.get_by_role("button", name="Activity").click()
    menu = page.get_by_role("dialog", name="Activity")
    menu.get_by_text("3 candidates dismissed").wait_for()
    menu.get_by_role("button", name="Undo").first.click()
    expect(row_of(page, "Mei Lin")).to_be_visible()


def test_an_export_and_a_package_are_made_downloaded_and_hold_everybody(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _role(works, "Exported Role")
    page = recruiter.new_page()
    _all_selected(page, milo, key)
    bar = page.get_by_role("toolbar", name="Selected candidates")
    bar.get_by_role("button", name="Export").click()
    page.get_by_role("dialog", name="Export 3 candidates").get_by_role("button", name="Export").click()
    lines = list(csv.reader(io.StringIO(_download(page, "Export of 3 candidates").decode("utf-8-sig"))))
    assert {line[0] for line in lines[1:]} == set(PEOPLE)
    page.reload()
    expect(page.get_by_role("group", name="Export of 3 candidates").first).to_be_visible()
    _all_selected(page, milo, key)
    bar.get_by_role("button", name="Download").click()
    page.get_by_role("dialog", name="Download 3 candidates").get_by_role("button", name="Make the package").click()
    with ZipFile(io.BytesIO(_download(page, "Package of 3 candidates"))) as package:
        names = package.namelist()
        assert {f"{name}/Report.pdf" for name in PEOPLE} <= set(names)
        assert package.read("Mei Lin/Report.pdf").startswith(b"%PDF")
    page.get_by_role("group", name="Export of 3 candidates").first.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("group", name="Export of 3 candidates")).to_have_count(0)


def test_a_cohort_is_filled_from_the_list_and_shows_its_people(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _role(works, "Cohort Role")
    page = recruiter.new_page()
    _all_selected(page, milo, key)
    page.get_by_role("toolbar", name="Selected candidates").get_by_role("button", name="Cohort").click()
    dialog = page.get_by_role("dialog", name="Add 3 candidates to a cohort")
    dialog.get_by_label("new").fill("Silver medals")
    dialog.get_by_role("button", name="Add").click()
    expect(page.get_by_text("3 candidates added to Silver medals")).to_be_visible()
    open_settled(page, f"{milo.origin}/cohorts")
    page.get_by_role("link", name="Silver medals").click()
    expect(row_of(page, "Tariq Farouk")).to_be_visible()
    page.get_by_label("Select Tariq Farouk").click()
    page.get_by_role("button", name="Take out of the cohort").click()
    expect(row_of(page, "Tariq Farouk")).to_have_count(0)
    page.get_by_role("button", name="Undo").first.click()
    expect(row_of(page, "Tariq Farouk")).to_be_visible()


def test_a_reminder_says_first_who_gets_one_and_goes_out_once(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _role(works, "Nudged Role")
    page = recruiter.new_page()
    _all_selected(page, milo, key)
    page.get_by_role("toolbar", name="Selected candidates").get_by_role("button", name="Nudge").click()
    dialog = page.get_by_role("dialog", name="Remind 3 candidates")
    expect(dialog.get_by_text("Was mailed in the last 48 hours")).to_be_visible()
    expect(dialog.get_by_role("button", name="Send")).to_have_count(0)


def test_a_viewer_sees_no_act_on_many(desk: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = _role(works, "Watched Role")
    with works() as w:
        home = w.session.get(Workspace, w.workspace_id)
        assert home is not None
        accounts.add_user(w, home, "wanda@example.com", "Wanda Watcher", Role.VIEWER, "a sentence that nobody guesses")
    sign_in(milo, desk, "wanda@example.com")
    page = desk.new_page()
    _all_selected(page, milo, key)
    bar = page.get_by_role("toolbar", name="Selected candidates")
    for name in ("Shortlist", "Dismiss", "Nudge", "Download", "Export", "Cohort", "More"):
        expect(bar.get_by_role("button", name=name, exact=True)).to_have_count(0)
