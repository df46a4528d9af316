"""Ten candidates reviewed by keyboard alone: moving, deciding, undoing, rating, writing, and the keys at rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import col, select

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.candidates.team_models import Rating, Verdict
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled
from tests.journeys.reviewing import Scene, scored

NAMES = [f"{first} Reviewer" for first in ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jill"]]


@pytest.fixture
def scene(works: Works) -> Scene:
    """Ten people who finished and wait for a look."""
    return scored(works, "Reviewed Role", NAMES)


def begin(page: Page, milo: Rehearsal, scene: Scene) -> None:
    """Begin the review at whoever finished last."""
    open_settled(page, f"{milo.origin}{scene.path(NAMES[-1], '?review=1')}")
    expect(page.get_by_role("status").filter(has_text="Review 1 of 10")).to_be_visible()


def shown(page: Page, name: str) -> None:
    """Wait until somebody's report stands."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def decisions(works: Works, scene: Scene) -> list[str]:
    """Return what was decided, in the order of the queue."""
    with works() as w:
        rows = w.session.exec(select(Application).where(col(Application.public_id).in_(scene.people.values()))).all()
        found = {row.public_id: row.decision.value for row in rows}
    return [found[scene.people[name]] for name in reversed(NAMES)]


def test_ten_candidates_are_reviewed_by_keyboard(
    recruiter: BrowserContext, milo: Rehearsal, works: Works, scene: Scene
) -> None:
    page = recruiter.new_page()
    begin(page, milo, scene)
    order = list(reversed(NAMES))
    shown(page, order[0])
    page.keyboard.press("j")
    shown(page, order[1])
    expect_path(page, f"{scene.people[order[1]]}\\?review=1$")
    page.keyboard.press("k")
    shown(page, order[0])
    for place, key in enumerate("sdsdsdsdsd"):
        shown(page, order[place])
        page.keyboard.press(key)
    expect(page.get_by_text("All 10 reviewed. 5 shortlisted, 5 dismissed.")).to_be_visible()
    assert decisions(works, scene) == ["shortlisted", "dismissed"] * 5
    page.keyboard.press("z")
    shown(page, order[-1])
    assert decisions(works, scene)[-1] == Decision.NONE.value
    page.keyboard.press("Escape")
    expect_path(page, f"/interviewers/{scene.interviewer}.*")


def test_questions_ratings_verdict_and_notes_go_by_keyboard_and_rest_while_typing(
    recruiter: BrowserContext, milo: Rehearsal, works: Works, scene: Scene
) -> None:
    page = recruiter.new_page()
    begin(page, milo, scene)
    page.keyboard.press("4")
    expect(
        page.get_by_role("radio", name="Definitely").or_(page.get_by_role("button", name="Definitely"))
    ).to_be_visible()
    page.keyboard.press("]")
    expect(page.get_by_text("Handling upset customers: 1 Below")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_text("1 of 1 rated")).to_be_visible()
    page.keyboard.press("n")
    note = page.get_by_label("Write a note")
    expect(note).to_be_focused()
    page.keyboard.type("sdjk z 1")
    expect(note).to_have_value("sdjk z 1")
    shown(page, NAMES[-1])
    assert decisions(works, scene) == ["none"] * 10
    with works() as w:
        row = w.session.exec(select(Application).where(col(Application.public_id) == scene.people[NAMES[-1]])).one()
        assert w.session.exec(select(Rating.value).where(col(Rating.application_id) == row.id)).all() == [3]
        verdicts = w.session.exec(select(Verdict.value).where(col(Verdict.application_id) == row.id)).all()
        assert [one.value for one in verdicts] == ["definitely"]
    note.blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Undo the last decision")
    page.keyboard.press("d")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    shown(page, NAMES[-1])
    assert decisions(works, scene) == ["none"] * 10


def test_keys_can_be_switched_off(recruiter: BrowserContext, milo: Rehearsal, works: Works, scene: Scene) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/settings/account")
    page.get_by_role("switch", name="Single-letter keys").click()
    try:
        open_settled(page, f"{milo.origin}{scene.path(NAMES[0])}")
        page.keyboard.press("s")
        page.wait_for_timeout(800)
        assert decisions(works, scene) == ["none"] * 10
    finally:
        open_settled(page, f"{milo.origin}/settings/account")
        page.get_by_role("switch", name="Single-letter keys").click()
        expect(page.get_by_role("switch", name="Single-letter keys")).to_be_checked()
