"""Coming back: after closing the browser, in a second tab, with a known address, on links that no longer open."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import select
from sqlmodel import col

from milo_app.commands.browsing import PHONE, context
from milo_app.commands.rehearsal import Rehearsal
from milo_app.core.work import Work
from milo_app.domain.candidates import links, service
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.interviews.models import Answer
from tests.journeys.candidates import Role, adults_only, every_kind, open_role, person, two_questions
from tests.journeys.conftest import Works


def _application(w: Work, role: Role) -> Application:
    return w.session.scalars(select(Application).where(col(Application.interviewer_id) == role.id)).one()


def _link(works: Works, role: Role) -> str:
    with works() as w:
        return links.path(links.issue(w, _application(w, role), links.LinkPurpose.RESEND))


def test_closing_the_browser_loses_neither_answers_nor_what_was_typed(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """The same question, the words that were not sent, and a choice that was not sent are there again."""
    role = open_role(works, every_kind())
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.presses("Go on without")
    ada.sees("Why this job?")
    ada.answers("It is near")
    ada.sees("Which shift")
    ada.page.locator("label.p-choice", has_text="Nights").click()
    ada.page.close()

    ada.page = phone.new_page()
    ada.opens(role.path)
    ada.sees("Which shift")
    expect(ada.page.get_by_role("radio", name="Nights")).to_be_checked()
    ada.presses("Save and go on")
    ada.sees("Which languages")
    ada.presses("Back")
    ada.sees("Which shift")
    expect(ada.page.get_by_role("radio", name="Nights")).to_be_checked()


def test_words_survive_the_server_going_away_while_they_are_typed(
    browser: Browser, works: Works, milo: Rehearsal
) -> None:
    """The line is lost, typing goes on, the line comes back: everything typed is still there and can be sent."""
    profile = context(browser, PHONE)
    role = open_role(works, two_questions())
    ada = person(profile, milo)
    ada.applies(role.path)
    ada.sees("What makes a good day?")
    ada.field().fill("Coffee")
    milo.kill()
    try:
        expect(ada.page.get_by_text("Reconnecting. Your work is kept.")).to_be_visible(timeout=20_000)
        ada.field().fill("Coffee, and people who smile")
    finally:
        milo.start()
    expect(ada.page.get_by_text("Reconnecting. Your work is kept.")).to_have_count(0, timeout=20_000)
    expect(ada.field()).to_have_value("Coffee, and people who smile")
    ada.presses("Save and go on")
    ada.sees("What makes a bad day?")
    with works() as w:
        said = w.session.scalars(select(Answer.body).where(col(Answer.application_id) == _application(w, role).id))
        assert "Coffee, and people who smile" in said.all()
    profile.close()


def test_a_second_tab_is_told_and_no_answer_is_lost_or_doubled(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """The first answer counts; the other tab goes on from there with a sentence."""
    role = open_role(works, two_questions())
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("What makes a good day?")
    other = person(phone, milo, ada.email)
    other.opens(role.path)
    other.sees("What makes a good day?")
    ada.answers("Sun")
    ada.sees("What makes a bad day?")
    other.answers("Rain")
    other.sees("What makes a bad day?")
    expect(other.page.get_by_text("answered in another tab")).to_be_visible()
    with works() as w:
        rows = w.session.scalars(select(Answer).where(col(Answer.application_id) == _application(w, role).id)).all()
        assert [row.body for row in rows if row.answered_at] == ["Sun"]


def test_a_known_address_opens_nothing_and_the_mailed_link_does(
    phone: BrowserContext, browser: Browser, milo: Rehearsal, works: Works
) -> None:
    """A stranger who types the address sees one sentence; the link goes on where its owner stopped, elsewhere too."""
    role = open_role(works, two_questions())
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("What makes a good day?")
    ada.answers("Sun")
    ada.sees("What makes a bad day?")

    elsewhere = context(browser, PHONE)
    stranger = person(elsewhere, milo, ada.email)
    stranger.applies(role.path, name="Eve")
    stranger.sees("We sent you your link.")
    assert not [cookie for cookie in elsewhere.cookies() if cookie["name"] == "milo_candidate"]
    expect(stranger.page.locator("main")).not_to_contain_text("Ada")

    stranger.opens(_link(works, role))
    stranger.presses("Open my interview")
    stranger.sees("What makes a bad day?")

    with works() as w:
        service.revoke_links(w, _application(w, role).public_id)
    stranger.presses("Save and go on")
    stranger.sees("Your interview is not open in this browser.")
    elsewhere.close()


def test_links_that_are_closed_say_so(phone: BrowserContext, milo: Rehearsal, works: Works) -> None:
    """Expired, archived, draft, unknown and revoked links each have their page."""

    def ended(w: Work, row: object) -> None:
        row.deadline_at = w.now - timedelta(minutes=1)  # type: ignore[attr-defined]

    ada = person(phone, milo)
    ada.opens(open_role(works, two_questions(), ended).path)
    ada.sees("The deadline for this role has passed.")
    ada.opens(open_role(works, two_questions(), lambda w, row: interviewers.archive(w, row.public_id)).path)
    ada.sees("This role is no longer open.")
    ada.opens("/i/rehearsal/no-such-role")
    ada.sees("There is no interview here.")

    role = open_role(works, two_questions())
    ada.applies(role.path)
    ada.sees("What makes a good day?")
    link = _link(works, role)
    with works() as w:
        service.revoke_links(w, _application(w, role).public_id)
    ada.opens(link)
    ada.presses("Open my interview")
    expect(ada.page.get_by_role("alert").filter(has_text="This link was replaced or taken back.")).to_be_visible()


def test_a_fixed_rule_stops_with_a_clear_page_and_another_try_is_offered(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """Who is stopped learns that no score did it; with retakes the same interview begins again."""

    def again(w: Work, row: object) -> None:
        row.max_retakes, row.retake_cooldown_days = 1, 0  # type: ignore[attr-defined]

    role = open_role(works, adults_only(), again)
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("How old are you?")
    ada.answers("16")
    ada.sees("Check your answers")
    ada.presses("Send and go on")
    ada.sees("Thank you, Ada.")
    expect(ada.page.locator("main")).to_contain_text("A fixed rule of the role ended the interview here, not a score.")
    ada.presses("Take it again")
    ada.sees("How old are you?")
    expect(ada.field()).to_have_value("")
    ada.answers("19")
    ada.sees("Check your answers")
    ada.presses("Send and go on")
    ada.sees("You are done.")


def test_a_retake_waits_for_its_day(phone: BrowserContext, milo: Rehearsal, works: Works) -> None:
    """Within the cooldown the page says from when, and offers no button."""

    def later(w: Work, row: object) -> None:
        row.max_retakes, row.retake_cooldown_days = 1, 7  # type: ignore[attr-defined]

    role = open_role(works, adults_only(), later)
    ada = person(phone, milo)
    ada.applies(role.path)
    ada.sees("How old are you?")
    ada.answers("16")
    ada.sees("Check your answers")
    ada.presses("Send and go on")
    ada.sees("Thank you, Ada.")
    expect(ada.page.locator("main")).to_contain_text("You can take it again from")
    expect(ada.page.get_by_role("button", name="Take it again")).to_have_count(0)
