"""Labels: created under Data, set on an interviewer, asked for before going live, deleted and brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import delete

from milo_app.commands.browsing import sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.interviewers import composing, labelling
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.labels import queries
from milo_app.domain.labels import service as labels
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from tests.factories.interviewers import DESCRIPTION, full_plan
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled, row_of, short_interviewer


@pytest.fixture(autouse=True)
def _no_labels_afterwards(works: Works) -> Iterator[None]:
    """The house is shared with other journeys, which know of no required label."""
    yield
    with works() as w:
        w.session.exec(delete(LabelAssignment))
        w.session.exec(delete(LabelDefinition))


def _create(page: Page, name: str, allowed: str = "") -> None:
    page.get_by_role("button", name="Create label").first.click()
    page.get_by_label("Display name").fill(name)
    if allowed:
        page.get_by_label("Allowed values").fill(allowed)
    else:
        page.get_by_role("radio", name="Yes / No").click()
    page.get_by_role("dialog").get_by_role("button", name="Create label").click()


def test_a_label_is_created_with_a_key_that_is_shown_while_typing(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/data/labels")
    expect(page.get_by_role("heading", name="Create your first label")).to_be_visible()
    page.get_by_role("button", name="Create label").click()
    page.get_by_label("Display name").fill("Sales Region")
    expect(page.get_by_text("Saved as sales_region. It never changes.")).to_be_visible()
    page.get_by_label("Allowed values").fill("East, West\nEAST")
    expect(page.get_by_text("2 values")).to_be_visible()
    page.get_by_label("Display name").press("Enter")
    row = row_of(page, "Sales Region")
    expect(row).to_contain_text("sales_region")
    expect(row).to_contain_text("East, West")
    _create(page, "sales - REGION")
    expect(page.get_by_text("The label “Sales Region” has the key sales_region already.").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_label_is_set_changed_and_removed_in_the_dialog_with_undo(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        labels.create(w, "Region", LabelKind.PICKLIST, allowed="East, West")
        labels.create(w, "Openings", LabelKind.NUMBER)
        key = short_interviewer(w, "Labelled Role").public_id
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}/settings?section=labels")
    page.get_by_role("button", name="Manage labels").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Label", exact=True).select_option(label="Region")
    dialog.get_by_label("Value").select_option(label="West")
    dialog.get_by_role("button", name="Apply label").click()
    expect(dialog.get_by_role("listitem").filter(has_text="Region")).to_contain_text("West")
    dialog.get_by_label("Label", exact=True).select_option(label="Openings")
    dialog.get_by_role("textbox", name="Value").fill("1,200")
    dialog.get_by_role("button", name="Apply label").click()
    expect(dialog.get_by_text("is not a plain number")).to_be_visible()
    dialog.get_by_role("textbox", name="Value").fill("012.50")
    dialog.get_by_role("textbox", name="Value").press("Enter")
    expect(dialog.get_by_role("listitem").filter(has_text="Openings")).to_contain_text("12.5")
    dialog.get_by_role("button", name="Remove Region").click()
    expect(dialog.get_by_role("listitem").filter(has_text="Region")).to_have_count(0)
    dialog.get_by_role("button", name="Undo").click()
    expect(dialog.get_by_role("listitem").filter(has_text="Region")).to_contain_text("West")


def test_a_deleted_label_says_how_many_lose_it_and_comes_back_with_its_values(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        label = labels.create(w, "Region", LabelKind.PICKLIST, allowed="East, West")
        keys = [short_interviewer(w, f"Deleted Label Role {n}").public_id for n in (1, 2)]
        labelling.assign(w, keys, label.id, "East")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/data/labels")
    expect(row_of(page, "Region")).to_contain_text("2 interviewers")
    page.get_by_role("button", name="Delete Region").click()
    expect(page.get_by_text("It is set on 2 interviewers; they lose it.")).to_be_visible()
    page.get_by_role("button", name="Delete label").click()
    expect(row_of(page, "Region")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row_of(page, "Region")).to_contain_text("2 interviewers")
    with works() as w:
        assert queries.definition(w, label.id).used == 2


def test_a_value_in_use_is_replaced_before_it_goes(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    with works() as w:
        label = labels.create(w, "Region", LabelKind.PICKLIST, allowed="East, West")
        key = short_interviewer(w, "Moved Role").public_id
        labelling.assign(w, [key], label.id, "East")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/data/labels")
    page.get_by_role("button", name="Edit Region").click()
    page.get_by_label("Allowed values").fill("West, North")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("“East” is in use on 1 interviewer: “Moved Role”.")).to_be_visible()
    page.get_by_label("Replace “East” on 1 interviewer with").select_option(label="North")
    page.get_by_role("button", name="Save changes").click()
    expect(row_of(page, "Region")).to_contain_text("West, North")
    with works() as w:
        assert [one.value for one in labelling.sheet(w, [key]).values] == ["North"]


def test_a_required_label_is_asked_for_before_an_interviewer_goes_live(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        labels.create(w, "Region", LabelKind.PICKLIST, allowed="East, West", is_required=True)
        key = composing.start_draft(w, DESCRIPTION).id
        interviewers.save_draft(w, key, full_plan(title="Required Role"), 0)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}/edit?step=review")
    expect(page.get_by_text("Set the required label Region.").first).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="not ready to go live")).to_be_visible()
    page.locator(".m-settle").get_by_role("link", name="Budget & alerts").click()
    expect(page.get_by_text("Not set yet: Region.")).to_be_visible()
    page.get_by_label("Region").select_option(label="East")
    expect(page.get_by_text("Not set yet: Region.")).to_have_count(0)
    page.get_by_role("button", name="Next: Review & share").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("This interviewer is live.")).to_be_visible()


def test_a_viewer_reads_labels_and_finds_no_button_that_would_be_refused(
    desk: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        labels.create(w, "Region", LabelKind.TEXT)
        home = w.session.get_one(Workspace, w.workspace_id)
        accounts.add_user(w, home, "lena@example.com", "Lena Viewer", Role.VIEWER, "a sentence that nobody guesses")
    sign_in(milo, desk, "lena@example.com")
    page = desk.new_page()
    open_settled(page, f"{milo.origin}/data/labels")
    expect(row_of(page, "Region")).to_be_visible()
    for name in ("Create label", "Edit Region", "Delete Region"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page).to_have_title(re.compile("Resource labels"))
