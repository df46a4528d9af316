"""Data indexing: how the index stands, building it anew, what is in it, and what could not be indexed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Page, expect

from milo_app.commands.browsing import DESK, context, sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role, Workspace
from milo_app.domain.candidates.models import Candidate
from milo_app.domain.search.models import SearchFailure
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled

BUILT_IN = "Built-in engine"


def _open(page: Page, milo: Rehearsal) -> None:
    open_settled(page, f"{milo.origin}/data/indexing")
    expect(page.get_by_role("region", name=BUILT_IN)).to_be_visible()


def test_an_admin_builds_the_index_anew_and_sees_it_end(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _open(page, milo)
    engine = page.get_by_role("region", name=BUILT_IN)
    expect(engine).to_contain_text("Idle")
    page.get_by_role("button", name="Reindex", exact=True).click()
    expect(page.get_by_text("The index is being built anew. Everybody can go on searching.")).to_be_visible()
    expect(page.get_by_role("button", name="Reindex", exact=True)).to_be_visible(timeout=15_000)
    expect(engine).to_contain_text("Idle")
    expect(engine.locator(".m-fact").filter(has_text="Built")).to_contain_text("just now")


def test_notes_are_taken_out_of_the_index_and_brought_back_with_undo(
    recruiter: BrowserContext, milo: Rehearsal
) -> None:
    page = recruiter.new_page()
    _open(page, milo)
    notes = page.get_by_role("switch", name="Notes")
    expect(notes).to_be_checked()
    notes.click()
    expect(page.get_by_text("Notes can no longer be found.")).to_be_visible()
    expect(notes).not_to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(notes).to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="Notes")).to_be_checked()


def test_somebody_who_could_not_be_indexed_is_listed_with_the_reason_and_tried_again(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    word = f"Quill{uuid4().hex[:8]}"
    with works() as w:
        person = Candidate(workspace_id=w.workspace_id, name=word, email=f"{word.lower()}@firm.test", created_at=w.now)
        w.session.add(person)
        w.session.flush()
        w.session.add(
            SearchFailure(
                workspace_id=w.workspace_id,
                engine="embedded",
                kind="candidate",
                doc_id=person.id or 0,
                reason="The text is broken",
                at=w.now - timedelta(hours=2),
            )
        )
    page = recruiter.new_page()
    _open(page, milo)
    row = page.get_by_role("row").filter(has_text=word)
    expect(row).to_contain_text("The text is broken")
    row.get_by_role("button", name=f"Retry {word}").click()
    expect(page.get_by_text("It is tried again now.")).to_be_visible()
    expect(row).to_have_count(0)
    expect(page.get_by_text("Everything could be indexed.")).to_be_visible()


def test_a_change_elsewhere_shows_without_reloading(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = recruiter.new_page()
    _open(page, milo)
    people = page.get_by_role("region", name=BUILT_IN).locator(".m-fact").filter(has_text="Candidates")
    before = people.inner_text()
    with works() as w:
        w.session.add(
            Candidate(workspace_id=w.workspace_id, name="Live Wire", email=f"{uuid4().hex}@firm.test", created_at=w.now)
        )
    expect(people).not_to_have_text(before, timeout=15_000)


def test_whoever_is_no_admin_is_told_so(browser: Browser, milo: Rehearsal, works: Works) -> None:
    email = f"viewer-{uuid4().hex[:8]}@example.com"
    with works() as w:
        accounts.add_user(w, w.session.get_one(Workspace, w.workspace_id), email, "Vera Viewer", Role.VIEWER)
    profile = context(browser, DESK)
    try:
        sign_in(milo, profile, email)
        page = profile.new_page()
        open_settled(page, f"{milo.origin}/data/indexing")
        expect(page.get_by_text("Your role does not show the search index")).to_be_visible()
        expect(page.get_by_role("button", name="Reindex", exact=True)).to_have_count(0)
    finally:
        profile.close()
