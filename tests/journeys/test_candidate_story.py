"""The whole way of a candidate on a phone: disclosure, resume, form, interview, thanks, rating, own data."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, expect
from sqlalchemy import select
from sqlmodel import col

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviews.models import Answer
from milo_app.domain.interviews.runs import NOTICE
from tests.factories.documents import image_only_pdf, make_pdf
from tests.journeys.candidates import STORY, Person, every_kind, open_role, person
from tests.journeys.conftest import Works


def _fills_the_form(ada: Person) -> None:
    ada.sees("Why this job?")
    ada.answers("Because I live <b>near</b> & like people")
    ada.sees("Which shift")
    ada.picks("Nights")
    ada.sees("Which languages")
    ada.picks("English", "Polish")
    ada.sees("How old")
    ada.answers("a few")
    expect(ada.page.get_by_role("alert").filter(has_text="is not a number")).to_be_focused()
    expect(ada.field()).to_have_value("a few")
    ada.field().fill("31")
    ada.page.keyboard.press("Enter")
    ada.sees("How calm")
    ada.presses("Save and go on")
    expect(ada.page.get_by_role("alert").filter(has_text="to go on")).to_be_visible()
    ada.field().press("ArrowRight")
    ada.presses("Save and go on")
    ada.sees("When could you start?")
    ada.answers("2027-01-04")
    ada.sees("certificate")
    ada.uploads("certificate.pdf", make_pdf())
    expect(ada.page.get_by_role("list", name="Your files")).to_contain_text("certificate.pdf")
    ada.presses("Save and go on")


def test_a_candidate_goes_from_the_link_to_the_thanks_on_a_phone(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """Every kind of question, a change at the review, a follow-up, the rating, and a copy of it all."""
    role = open_role(works, every_kind())
    ada = person(phone, milo)
    ada.opens(role.path)
    ada.sees("You will talk with an AI interviewer.")
    expect(ada.page.get_by_text("A person at Rehearsal reads every result.")).to_be_visible()

    ada.applies(role.path)
    ada.sees("Your resume")
    ada.uploads("scan.pdf", image_only_pdf())
    expect(ada.page.get_by_text("Your file is kept. You can send another one, or go on.")).to_be_visible(timeout=30_000)
    ada.uploads("resume.pdf", make_pdf())
    expect(ada.page.get_by_text("Your file is kept.")).to_have_count(0, timeout=30_000)
    ada.presses("Continue")

    _fills_the_form(ada)
    ada.sees("Check your answers")
    assert ada.page.title().startswith("Check your answers")
    expect(ada.page.locator("main h1")).to_be_focused()
    expect(ada.page.locator("main")).to_contain_text("Because I live <b>near</b> & like people")
    ada.page.get_by_role("button", name="Change").first.click()
    ada.sees("Why this job?")
    ada.answers("It is near")
    ada.sees("Check your answers")
    expect(ada.page.locator("main")).to_contain_text("It is near")
    ada.presses("Send and go on")

    ada.sees("Tell us about an upset customer.")
    ada.answers(STORY)
    expect(ada.page.locator(".p-said")).to_have_text(STORY, timeout=20_000)
    ada.answers("She thanked us and still shops here.")
    ada.sees("Can you work weekends?")
    ada.picks("Yes")
    ada.sees("Thank you, Ada. You are done.")

    ada.page.get_by_role("button", name="4 of 5 stars").click()
    ada.page.locator("#comment").fill("Clear questions")
    ada.presses("Send feedback")
    expect(ada.page.get_by_text("Thank you for your feedback: 4 of 5, good.")).to_be_visible()
    ada.page.reload()
    expect(ada.page.get_by_text("Thank you for your feedback: 4 of 5, good.")).to_be_visible()

    ada.page.get_by_role("link", name="See or take my data").click()
    ada.sees("Your data")
    expect(ada.page.locator("main")).to_contain_text(ada.email)
    with ada.page.expect_download() as copy:
        ada.page.get_by_role("link", name="Take a copy").click()
    copied = json.loads(copy.value.path().read_text())
    assert copied["person"]["email"] == ada.email
    assert "It is near" in [answer["answer"] for answer in copied["interviews"][0]["answers"]]

    with works() as w:
        kept = w.session.scalars(select(Application).where(col(Application.interviewer_id) == role.id)).one()
        assert (kept.consent_notice, kept.csat, kept.csat_comment) == (NOTICE, 4, "Clear questions")
        assert kept.consent_at is not None
        assert len(w.session.scalars(select(Answer).where(col(Answer.application_id) == kept.id)).all()) == 10


def test_nobody_starts_without_agreeing_and_nothing_typed_is_lost(
    phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    """The page and the server both ask for consent; an error stands at its field and takes the focus there."""
    role = open_role(works, every_kind())
    ada = person(phone, milo)
    ada.opens(role.path)
    ada.page.locator("#name").fill("Ada Obi")
    ada.page.locator("#email").fill("ada.mail.test")
    ada.page.locator("#phone").fill("+49 30 123456")
    ada.presses("Agree and start")
    expect(ada.page.locator("[data-error-for=consent]")).to_contain_text("Tick the box to agree")
    expect(ada.page.get_by_role("checkbox")).to_be_focused()

    ada.page.get_by_role("checkbox").check()
    ada.presses("Agree and start")
    expect(ada.page.locator("[data-error-for=email]")).to_contain_text("has no @")
    expect(ada.page.locator("#email")).to_be_focused()
    expect(ada.page.locator("#phone")).to_have_value("+49 30 123456")

    fields = {"workspace": "rehearsal", "slug": role.path.rsplit("/", 1)[-1], "name": "Eve", "email": ada.email}
    answer = phone.request.post(f"{milo.origin}/api/candidate/apply", form=fields, headers={"Origin": milo.origin})
    assert answer.status == 422
    assert answer.json()["field"] == "consent"
    with works() as w:
        assert not w.session.scalars(select(Application).where(col(Application.interviewer_id) == role.id)).all()
