"""The whole story with two browsers: a candidate answers on a phone, the recruiter sees it arrive without reloading."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import BrowserContext, expect
from sqlmodel import col, select

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.scoring.models import Evaluation
from tests.journeys.conftest import Works
from tests.journeys.recruiting import ANSWER, answer, apply, expect_path, open_settled, row_of, short_interviewer


def test_a_candidate_finishes_on_a_phone_and_the_open_list_shows_the_score_without_reloading(
    recruiter: BrowserContext, phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        made = short_interviewer(w, "Live Story")
        slug, key = made.slug, made.public_id
    board, handset = recruiter.new_page(), phone.new_page()
    open_settled(board, f"{milo.origin}/interviewers/{key}")
    expect(board.get_by_text("Nobody here yet")).to_be_visible()
    board.evaluate("window.notReloaded = true")

    apply(handset, f"{milo.origin}/i/rehearsal/{slug}", "Ada Obi", "ada@example.com")
    expect(handset.get_by_role("heading", name="Tell us about an upset customer")).to_be_visible(timeout=15_000)
    row = row_of(board, "Ada Obi")
    expect(row).to_contain_text("0/1", timeout=5_000)
    unread = board.locator(".m-bell-count")
    before = unread.inner_text() if unread.count() else ""
    board.get_by_placeholder("Name or email").focus()

    answer(handset, ANSWER)
    expect(handset.get_by_role("heading", name="Thank you")).to_be_visible(timeout=15_000)
    expect(row.locator(".m-score")).to_be_visible(timeout=30_000)
    shown_at = datetime.now(UTC)
    with works() as w:
        scored_at = w.session.exec(select(Evaluation.created_at).order_by(col(Evaluation.id).desc())).first()
    assert scored_at is not None
    assert (shown_at - scored_at).total_seconds() < 2, "the row has to change within 2 s of the evaluation"
    expect(row).to_contain_text("Ada Obi")
    expect(board.locator("[data-sonner-toast]").filter(has_text="Ada Obi").first).to_be_visible(timeout=5_000)
    expect(unread).not_to_have_text(before or "none")
    assert board.evaluate("window.notReloaded") is True
    assert board.evaluate("document.activeElement.placeholder") == "Name or email"

    board.get_by_role("link", name="Ada Obi").click()
    expect_path(board, "/candidates/")
    expect(board.get_by_role("heading", name="Ada Obi", level=1)).to_be_visible()
    expect(board.locator("mark").first).to_be_visible()
    assert board.locator("mark").first.evaluate("e => e.firstChild.textContent") in ANSWER
    expect(board.locator(".m-criterion-name").filter(has_text="Handling upset customers")).to_be_visible()
    expect(board.get_by_text("Scored by")).to_be_visible()

    report = board.locator(".m-over-panel")
    report.get_by_role("button", name="Shortlist", exact=True).click()
    expect(report.locator(".m-decision")).to_have_text("Shortlisted")
    board.get_by_role("button", name="Undo").click()
    expect(report.locator(".m-decision")).to_have_count(0)
    report.get_by_role("button", name="Dismiss", exact=True).click()
    expect(report.locator(".m-decision")).to_have_text("Dismissed")
