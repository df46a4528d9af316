"""Blind review from the switch to the report and back, and what the browser was sent meanwhile."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import open_settled
from tests.journeys.reviewing import scored

NAME = "Zephyrine Vandersloot"


def test_a_recruiter_reviews_blind_and_leaves_it(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    scene = scored(works, "Blind Role", [NAME, "Ada Unseen"])
    sent: list[str] = []
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/settings/account")
    page.get_by_role("button", name="Review blind").click()
    expect(page.get_by_role("button", name="Leave blind review")).to_be_visible()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(str(data))))
    try:
        open_settled(page, f"{milo.origin}/interviewers/{scene.interviewer}")
        expect(page.get_by_text("Candidate " + scene.people[NAME][-4:].upper()).first).to_be_visible()
        open_settled(page, f"{milo.origin}{scene.path(NAME)}")
        expect(page.get_by_text("Blind review").first).to_be_visible()
        expect(page.get_by_text("Rate first, then see the AI score.")).to_be_visible()
        expect(page.get_by_text("I am [name].")).to_be_visible()
        open_settled(page, f"{milo.origin}/compare?ids={','.join(scene.people.values())}")
        expect(page.get_by_role("heading", level=1, name="Compare 2 candidates")).to_be_visible()
        assert "Vandersloot" not in page.content()
        assert sent and not any("Vandersloot" in frame or "Zephyrine" in frame for frame in sent)
    finally:
        open_settled(page, f"{milo.origin}/settings/account")
        page.get_by_role("button", name="Leave blind review").click()
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_contain_text("The audit log keeps who left blind review")
        dialog.get_by_role("button", name="Leave blind review").click()
        expect(page.get_by_role("button", name="Review blind")).to_be_visible()
    open_settled(page, f"{milo.origin}{scene.path(NAME)}")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    open_settled(page, f"{milo.origin}/settings/audit")
    expect(page.get_by_text("Blind review changed").first).to_be_visible()
