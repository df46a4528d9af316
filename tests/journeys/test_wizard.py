"""Creating and editing an interviewer in six steps: from a text, a page, a document or a template to an open link."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.interviewers import composing, queries, service, templates
from milo_app.domain.interviewers.models import Interviewer
from tests.factories.interviewers import full_plan
from tests.journeys.conftest import Works
from tests.journeys.recruiting import POSTING, expect_path, open_settled, short_interviewer

KEPT = "Nobody sees it until you publish."


def _draft(page: Page, milo: Rehearsal, text: str = POSTING, wishes: str = "") -> None:
    open_settled(page, f"{milo.origin}/interviewers/new")
    page.fill("#description", text)
    if wishes:
        page.fill("#wishes", wishes)
    expect(page.get_by_text(f"{len(text):,} of 50,000 characters")).to_be_visible()
    page.get_by_role("button", name="Draft the interview").click()


def _ready(works: Works, title: str) -> str:
    """Make a draft that could go live and return its id."""
    with works() as w:
        started = composing.start_draft(w, POSTING, title)
        service.save_draft(w, started.id, full_plan(title=title), 0)
        return started.id


def _open(page: Page, milo: Rehearsal, key: str, step: str) -> None:
    open_settled(page, f"{milo.origin}/interviewers/{key}/edit?step={step}")


def _row(works: Works, key: str) -> Interviewer:
    with works() as w:
        return queries.pick(w, key)


def test_a_pasted_posting_goes_through_six_steps_and_goes_live(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    expect(page.get_by_text("weights 100%").first).to_be_visible()
    steps = page.get_by_role("navigation", name="Steps")
    for name, heading in (
        ("Plan", "Who are you hiring?"),
        ("Basics", "Basics"),
        ("Stages", "Stages"),
        ("Budget & alerts", "Budget and notifications"),
        ("Review & share", "Review and share"),
    ):
        steps.get_by_role("link", name=re.compile(name)).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    steps.get_by_role("link", name=re.compile("Basics")).click()
    page.fill("#slug", "our-store")
    expect(page.get_by_text("This link is free.")).to_be_visible()
    steps.get_by_role("link", name=re.compile("Review & share")).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("This interviewer is live.")).to_be_visible()
    expect(page.get_by_text("/i/rehearsal/our-store").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Share")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_what_was_found_in_the_text_stands_beside_it(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    open_settled(page, page.url.replace("step=questions", "step=plan"))
    expect(page.get_by_text("Found in your text")).to_be_visible()
    expect(page.get_by_text("Portland, OR", exact=True)).to_be_visible()
    expect(page.locator("#description")).to_have_value(POSTING)


def test_stages_come_in_the_order_that_was_asked_for_and_sms_is_said_not_to_exist(
    recruiter: BrowserContext, milo: Rehearsal
) -> None:
    page = recruiter.new_page()
    _draft(page, milo, wishes="SMS, then interview, then resume")
    expect_path(page, r"/edit\?step=questions$", 20_000)
    open_settled(page, page.url.replace("step=questions", "step=plan"))
    expect(page.get_by_text("Text message (SMS) and scenario stages do not exist")).to_be_visible()
    expect(page.locator("aside .m-stage-card strong")).to_have_text(["Interview", "Resume"])
    expect(page.locator("#wishes")).to_have_value("SMS, then interview, then resume")


def test_a_posting_of_three_words_says_so_and_keeps_the_text(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo, "Shop person wanted")
    expect(page.get_by_role("alert").filter(has_text="only 3 words")).to_be_visible()
    expect(page.locator("#description")).to_have_value("Shop person wanted")


def test_a_posting_that_is_too_long_says_by_how_much_and_keeps_the_text(
    recruiter: BrowserContext, milo: Rehearsal
) -> None:
    page = recruiter.new_page()
    long = ("We look for a calm person. " * 2400)[:60_000]
    _draft(page, milo, long)
    expect(page.get_by_role("alert").filter(has_text="10,000 more than the 50,000")).to_be_visible()
    assert page.locator("#description").input_value() == long


def test_an_address_that_leads_inside_is_refused_and_the_text_stays(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/new")
    page.fill("#description", "What I pasted before.")
    page.fill("#url", "https://127.0.0.1/jobs/1")
    page.get_by_role("button", name="Get text").click()
    expect(page.get_by_role("alert").filter(has_text="private network")).to_be_visible()
    expect(page.locator("#description")).to_have_value("What I pasted before.")


def test_a_document_is_read_and_offered_beside_what_was_pasted(
    recruiter: BrowserContext, milo: Rehearsal, tmp_path: Path
) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/new")
    (tmp_path / "job.txt").write_text(POSTING)
    page.set_input_files("input[type=file]", tmp_path / "job.txt")
    expect(page.locator("#description")).to_have_value(POSTING)
    (tmp_path / "more.txt").write_text("You also open the store on Sundays.")
    page.set_input_files("input[type=file]", tmp_path / "more.txt")
    page.get_by_role("button", name="Add below my text").click()
    expect(page.locator("#description")).to_have_value(f"{POSTING}\n\nYou also open the store on Sundays.")


def test_a_picture_is_no_document_and_it_is_said(recruiter: BrowserContext, milo: Rehearsal, tmp_path: Path) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/new")
    (tmp_path / "job.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 300)
    page.set_input_files("input[type=file]", tmp_path / "job.pdf")
    expect(page.get_by_text("a picture")).to_be_visible()


def test_a_usual_role_is_found_and_begun_with(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers/new")
    page.fill("#template-search", "nurse")
    page.get_by_role("button", name=re.compile("Registered nurse")).click()
    expect_path(page, r"/edit\?step=stages$")
    expect(page.get_by_role("heading", level=1).first).to_have_text("Registered nurse")
    expect(page.locator(".m-stage-row")).to_have_count(3)


def test_the_link_name_is_checked_as_it_is_typed(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    with works() as w:
        short_interviewer(w, "Taken Name")
    key = _ready(works, "Names")
    page = recruiter.new_page()
    _open(page, milo, key, "basics")
    page.fill("#slug", "taken-name")
    expect(page.get_by_text("“taken-name” is in use. “taken-name-2” is free.")).to_be_visible()
    page.fill("#slug", "🚀 rockets")
    expect(page.get_by_text("“rockets” is free")).to_be_visible()
    page.fill("#slug", "x" * 300)
    expect(page.get_by_text("That is 300 characters and 100 fit")).to_be_visible()
    page.fill("#slug", "kept-name")
    expect(page.get_by_text("This link is free.")).to_be_visible()
    expect(page.get_by_text(KEPT).first).to_be_visible()
    assert _row(works, key).slug == "kept-name"


def test_an_address_that_is_not_https_is_refused_at_its_field(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, _ready(works, "Links"), "basics")
    page.fill("#redirect_url", "http://acme.example/thanks")
    expect(page.get_by_role("alert").filter(has_text="whole https:// link")).to_be_visible()
    expect(page.locator("#redirect_url")).to_have_value("http://acme.example/thanks")


def test_what_is_typed_in_basics_shows_on_the_phone_beside_it(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, _ready(works, "Preview"), "basics")
    page.fill("#title", "Night Baker")
    page.fill("#opening", "Hello, we bake at night.")
    phone = page.locator(".m-phone-screen")
    expect(phone.get_by_text("Night Baker")).to_be_visible()
    expect(phone.get_by_text("Hello, we bake at night.")).to_be_visible()


def test_stages_are_moved_by_button_and_removed_with_undo(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, _ready(works, "Moved"), "stages")
    names = page.locator(".m-stage-head strong")
    expect(names).to_have_text(["Resume", "Form", "Web"])
    page.get_by_role("button", name="Move down").first.click()
    expect(names).to_have_text(["Form", "Resume", "Web"])
    page.get_by_role("button", name="Remove the stage").first.click()
    expect(names).to_have_text(["Resume", "Web"])
    page.get_by_role("button", name="Undo").click()
    expect(names).to_have_text(["Form", "Resume", "Web"])


def test_a_stage_is_dragged_by_keyboard(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = recruiter.new_page()
    _open(page, milo, _ready(works, "Dragged"), "stages")
    names = page.locator(".m-stage-head strong")
    expect(names).to_have_text(["Resume", "Form", "Web"])
    page.get_by_role("button", name="Move Resume").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    page.keyboard.press("Space")
    expect(names).to_have_text(["Form", "Resume", "Web"])


def test_an_interview_of_more_than_twenty_minutes_is_warned_about(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    open_settled(page, page.url.replace("step=questions", "step=stages"))
    expect(page.get_by_text("people leave after 15").first).to_be_visible()


def test_budget_deadline_and_mails_are_kept_as_they_are_typed(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _ready(works, "Kept")
    page = recruiter.new_page()
    _open(page, milo, key, "budget")
    page.fill("#budget", "1k")
    day = (dt.datetime.now(dt.UTC) + dt.timedelta(days=9)).date().isoformat()
    page.fill("#deadline", day)
    expect(page.get_by_text("You can extend it at any time.")).to_be_visible()
    page.select_option("#max_retakes", "2")
    expect(page.get_by_text("$1k, until").first).to_be_visible()
    page.get_by_role("switch", name=re.compile("^Mail Ada Admin")).click()
    expect(page.get_by_role("switch", name=re.compile("^Mail Ada Admin"))).not_to_be_checked()
    row = _row(works, key)
    assert row.budget_micros == 1_000_000_000
    assert row.deadline_at is not None
    assert row.deadline_at.date().isoformat() == day
    page.reload()
    expect(page.locator("#max_retakes")).to_have_value("2")


def test_wrong_budgets_and_deadlines_get_a_sentence_and_change_nothing(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _ready(works, "Wrong")
    page = recruiter.new_page()
    _open(page, milo, key, "budget")
    page.fill("#budget", "-5")
    expect(page.get_by_role("alert").filter(has_text="cannot be negative")).to_be_visible()
    page.fill("#budget", "a lot")
    expect(page.get_by_role("alert").filter(has_text="is not an amount")).to_be_visible()
    for day, said in (("2020-01-01", "has passed already"), ("9999-12-31", "more than five years away")):
        page.fill("#deadline", day)
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    row = _row(works, key)
    assert (row.budget_micros, row.deadline_at) == (None, None)


def test_the_review_names_what_is_missing_and_leads_to_its_step(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        key = composing.blank(w, "Nothing yet").id
    page = recruiter.new_page()
    _open(page, milo, key, "review")
    expect(page.get_by_text("Add at least one stage.")).to_be_visible()
    page.locator(".m-settle").get_by_role("link", name="Stages").click()
    expect_path(page, r"step=stages$")


def test_a_template_is_kept_becomes_the_default_and_new_interviewers_begin_with_it(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, _ready(works, "Store hire"), "review")
    page.get_by_role("button", name="Save as template").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("#template-code").fill("two words")
    dialog.get_by_role("button", name="Save as template").click()
    expect(dialog.get_by_role("alert").filter(has_text="letters, digits and hyphens")).to_be_visible()
    dialog.locator("#template-code").fill("store-hire")
    dialog.get_by_role("button", name="Save as template").click()
    expect(dialog).to_be_hidden()
    open_settled(page, f"{milo.origin}/templates")
    page.get_by_role("button", name="Let new interviewers begin with it").click()
    expect(page.locator(".m-template-row").get_by_text("Default")).to_be_visible()
    open_settled(page, f"{milo.origin}/interviewers/new")
    expect(page.get_by_text("New interviewers begin with your default template Store hire")).to_be_visible()
    page.get_by_role("button", name="Start from Store hire").click()
    expect_path(page, r"/edit\?step=stages$")
    expect(page.locator(".m-stage-row")).to_have_count(3)
    open_settled(page, f"{milo.origin}/templates")
    page.get_by_role("button", name="Delete the template").click()
    expect(page.locator(".m-template-row")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".m-template-row")).to_have_count(1)
    with works() as w:
        templates.delete(w, templates.listed(w)[0].id)


def test_a_usual_role_is_looked_at_before_it_is_begun_with(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/templates")
    page.get_by_role("button", name=re.compile("Barista")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("2 stages")).to_be_visible()
    dialog.get_by_role("button", name="Start from this").click()
    expect_path(page, r"/edit\?step=stages$")


def test_a_removed_question_comes_back_by_undo(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    cards = page.locator(".m-question-card")
    expect(cards.first).to_be_visible()
    before = cards.all_inner_texts()
    page.get_by_role("button", name="More about question 2", exact=True).click()
    page.get_by_role("menuitem", name="Remove").click()
    expect(cards).to_have_count(len(before) - 1)
    page.get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(len(before))
    assert cards.all_inner_texts() == before


def test_the_keyboard_moves_a_question_and_stays_with_it(recruiter: BrowserContext, milo: Rehearsal) -> None:
    page = recruiter.new_page()
    _draft(page, milo)
    expect_path(page, r"/edit\?step=questions$", 20_000)
    words = page.locator(".m-question-words")
    expect(words.first).to_be_visible()
    first, second, third = words.all_inner_texts()[:3]
    page.get_by_role("button", name="Move down").first.focus()
    page.keyboard.press("Enter")
    expect(words.nth(1)).to_have_text(first)
    page.keyboard.press("Enter")
    expect(words.nth(2)).to_have_text(first)
    assert words.all_inner_texts()[:3] == [second, third, first]


def test_two_tabs_on_one_draft_never_overwrite_each_other(recruiter: BrowserContext, milo: Rehearsal) -> None:
    first = recruiter.new_page()
    _draft(first, milo)
    expect_path(first, r"/edit\?step=questions$", 20_000)
    second = recruiter.new_page()
    open_settled(second, first.url.replace("step=questions", "step=basics"))
    second.fill("#title", "Store Associate")
    expect(second.get_by_text(KEPT).first).to_be_visible()
    first.get_by_role("button", name="More about question 1", exact=True).click()
    first.get_by_role("menuitem", name="Remove").click()
    expect(first.get_by_text("Nothing was overwritten")).to_be_visible()
    expect(first.get_by_role("heading", level=1).first).to_have_text("Store Associate")


def test_two_people_on_one_deadline_never_overwrite_each_other(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    key = _ready(works, "Shared")
    first, second = recruiter.new_page(), recruiter.new_page()
    _open(first, milo, key, "budget")
    _open(second, milo, key, "budget")
    first.select_option("#max_retakes", "3")
    expect(first.get_by_text(KEPT).first).to_be_visible()
    second.select_option("#max_retakes", "1")
    expect(second.get_by_text("A colleague changed this setting meanwhile.")).to_be_visible()
    expect(second.locator("#max_retakes")).to_have_value("3")


def test_editing_a_live_interviewer_publishes_a_version_for_new_candidates(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    with works() as w:
        made = short_interviewer(w, "Edited Later")
        key = made.public_id
    page = recruiter.new_page()
    _open(page, milo, key, "questions")
    page.get_by_role("button", name="Edit the question").click()
    page.fill("#q-text", "Tell us about a customer who was cross.")
    expect(page.get_by_text("New candidates see it after you publish.").first).to_be_visible()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name=re.compile("Review & share")).click()
    expect(page.get_by_text("affects new candidates only")).to_be_visible()
    page.get_by_role("button", name="Publish new version").click()
    expect(page.get_by_text("Live as version 2")).to_be_visible()
