"""The workflow view and the map: cards moved by mouse, keys and menu; places chosen on the map and in the list."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlmodel import col, select

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates import locating
from milo_app.domain.candidates.importing import add_person
from milo_app.domain.candidates.models import Application, Candidate
from tests.factories.interviewers import full_plan, make_interviewer
from tests.journeys.conftest import Works
from tests.journeys.recruiting import expect_path, open_settled, press_until, row_of

HOMES = {"Ana Lima": "Newark, NJ", "Ben Ito": "Newark, NJ", "Cem Kaya": "Boston, MA", "Dan Roe": ""}


def _with_people(works: Works, title: str) -> str:
    with works() as w:
        key = make_interviewer(w, full_plan(title=title)).public_id
        for name, home in HOMES.items():
            mail = f"{name.split()[0].lower()}@{title.split()[0].lower()}.example.com"
            add_person(w, key, name, mail)
            person = w.session.scalars(select(Candidate).where(col(Candidate.email) == mail)).one()
            if home:
                locating.learn_from_resume(w, person, f"{name}\n{mail} | {home}\n\nExperience\nCook")
    return key


def _column(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def _card(page: Page, column: str, name: str) -> Locator:
    return _column(page, column).get_by_role("listitem").filter(has_text=name)


def _drag(page: Page, card: Locator, to: Locator) -> None:
    start, end = card.bounding_box(), to.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 50)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 60, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 120, steps=8)
    page.mouse.up()


def _board(recruiter: BrowserContext, milo: Rehearsal, key: str) -> Page:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{key}?view=workflow")
    expect(_card(page, "Resume", "Ana Lima")).to_be_visible()
    return page


def test_a_card_is_dragged_into_a_decision_and_put_back_by_undo(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = _board(recruiter, milo, _with_people(works, "Dragged Role"))
    _drag(page, _card(page, "Resume", "Ana Lima"), _column(page, "Shortlisted"))
    expect(_card(page, "Shortlisted", "Ana Lima")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(_card(page, "Resume", "Ana Lima")).to_be_visible()
    expect(_card(page, "Shortlisted", "Ana Lima")).to_have_count(0)


def test_a_finger_that_holds_a_card_drags_it(
    browser: Browser, milo: Rehearsal, works: Works, admin_cookies: list[Any]
) -> None:
    tablet = browser.new_context(viewport={"width": 1180, "height": 820}, has_touch=True, reduced_motion="reduce")
    tablet.add_cookies(admin_cookies)
    page = _board(tablet, milo, _with_people(works, "Touched Role"))
    start, end = _card(page, "Resume", "Ana Lima").bounding_box(), _column(page, "Shortlisted").bounding_box()
    assert start is not None and end is not None
    glass = tablet.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 60, start["y"] + 40
    touch("touchStart", x, y)
    expect(page.locator("#board")).to_have_attribute("data-held", "yes")
    to_x, to_y = min(end["x"] + end["width"] / 2, 1160), end["y"] + 120
    for step in range(1, 11):
        touch("touchMove", x + (to_x - x) * step / 10, y + (to_y - y) * step / 10)
    expect(_column(page, "Shortlisted")).to_have_attribute("data-over", "yes")
    touch("touchEnd")
    expect(_card(page, "Shortlisted", "Ana Lima")).to_be_visible()
    tablet.close()


def test_a_dismissal_asks_for_an_optional_reason_in_its_column(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = _board(recruiter, milo, _with_people(works, "Reasoned Role"))
    _drag(page, _card(page, "Resume", "Ben Ito"), _column(page, "Dismissed"))
    reason = page.get_by_placeholder("Reason (optional)")
    expect(reason).to_be_focused()
    reason.fill("Lives too far away")
    page.keyboard.press("Enter")
    expect(_card(page, "Dismissed", "Ben Ito")).to_be_visible()
    with works() as w:
        person = select(col(Candidate.id)).where(col(Candidate.email) == "ben@reasoned.example.com")
        row = w.session.scalars(select(Application).where(col(Application.candidate_id).in_(person))).one()
        assert row.decision_reason == "Lives too far away"


def test_a_stage_takes_nobody_and_says_why(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = _board(recruiter, milo, _with_people(works, "Refusing Role"))
    _drag(page, _card(page, "Resume", "Ana Lima"), _column(page, "Web"))
    expect(page.get_by_text("Ana Lima gets to Web by finishing Resume. Send a nudge instead.")).to_be_visible()
    expect(_card(page, "Resume", "Ana Lima")).to_be_visible()


def test_cards_are_moved_by_keys_and_by_their_menu(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = _board(recruiter, milo, _with_people(works, "Keyed Role"))
    page.get_by_role("button", name="Move Cem Kaya").focus()
    page.keyboard.press("Space")
    press_until(page, "ArrowRight", page.get_by_text("Cem Kaya is over Shortlisted."))
    page.keyboard.press("Space")
    expect(_card(page, "Shortlisted", "Cem Kaya")).to_be_visible()
    _card(page, "Shortlisted", "Cem Kaya").hover()
    page.get_by_role("button", name="Actions for Cem Kaya").click()
    page.get_by_role("menuitem", name="Move back to where they stand").click()
    expect(_card(page, "Resume", "Cem Kaya")).to_be_visible()


def test_the_board_follows_what_somebody_else_decides(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    key = _with_people(works, "Watched Role")
    page = _board(recruiter, milo, key)
    other = recruiter.new_page()
    open_settled(other, f"{milo.origin}/interviewers/{key}")
    row_of(other, "Ana Lima").hover()
    row_of(other, "Ana Lima").get_by_role("button", name="Shortlist").click()
    expect(_card(page, "Shortlisted", "Ana Lima")).to_be_visible()


@pytest.fixture
def mapped(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> Page:
    """A page with the map of three people in two cities and one who is nowhere; it fails on a foreign request."""
    foreign: list[str] = []
    recruiter.on("request", lambda asked: foreign.append(asked.url) if not asked.url.startswith(home) else None)
    home = (milo.origin, milo.origin.replace("http", "ws", 1), "data:", "blob:")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/{_with_people(works, 'Mapped Role')}?view=map")
    expect(page.locator(".m-map-box .scattergeo .point").first).to_be_visible()
    expect(page.get_by_text("1 of 4 has no location")).to_be_visible()
    assert foreign == []
    return page


def test_places_are_chosen_by_keys_in_the_list_and_stand_in_the_address(mapped: Page) -> None:
    people = mapped.get_by_role("list", name="People")
    expect(people.get_by_role("listitem")).to_have_count(4)
    mapped.get_by_role("button", name="Places 2").click()
    mapped.get_by_role("button", name="Boston, MA").focus()
    mapped.keyboard.press("Enter")
    expect_path(mapped, r"places=4930956")
    mapped.get_by_role("button", name="1 chosen").click()
    expect(people.get_by_role("listitem")).to_have_count(1)
    expect(people).to_contain_text("Cem Kaya")
    mapped.get_by_role("button", name="Clear", exact=True).click()
    expect(people.get_by_role("listitem")).to_have_count(4)
    mapped.get_by_role("button", name="Show them").click()
    expect(people).to_contain_text("Dan Roe")
    expect(people.get_by_role("listitem")).to_have_count(1)


def test_a_bubble_and_an_area_filter_the_people_beside_the_map(mapped: Page) -> None:
    people = mapped.get_by_role("list", name="People")
    bubble = mapped.locator(".m-map-box .scattergeo .point").first.bounding_box()
    assert bubble is not None
    mapped.mouse.click(bubble["x"] + bubble["width"] / 2, bubble["y"] + bubble["height"] / 2)
    expect(people.get_by_role("listitem")).to_have_count(2)
    mapped.get_by_role("button", name="Clear", exact=True).click()
    mapped.get_by_role("button", name="Select an area").click()
    box = mapped.locator(".m-map-box").bounding_box()
    assert box is not None
    mapped.mouse.move(box["x"] + 80, box["y"] + 20)
    mapped.mouse.down()
    mapped.mouse.move(box["x"] + 300, box["y"] + 200, steps=5)
    mapped.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 20, steps=8)
    mapped.mouse.up()
    expect(people.get_by_role("listitem")).to_have_count(3)
