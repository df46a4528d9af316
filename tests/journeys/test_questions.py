"""Questions & scoring in a browser: every kind, moved by keys and pointer, tuned, reused, and answered by a candidate."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from milo_app.commands.rehearsal import Rehearsal
from milo_app.domain.interviewers import composing, queries, service
from milo_app.domain.interviewers.plan import QuestionKind, Rule, RuleOp
from tests.factories.interviewers import full_plan, make_interviewer, question, web_plan
from tests.journeys.conftest import Works
from tests.journeys.recruiting import apply, open_settled, press_until

SAVED = "Saved. Nobody sees it until you publish."


def _open(page: Page, milo: Rehearsal, works: Works, title: str) -> str:
    """Open the step of a fresh draft with a resume, a form and an interview; return the draft's id."""
    with works() as w:
        made = composing.start_draft(w, "Retail Associate. You help customers, run the till and keep the shop tidy.")
        service.save_draft(w, made.id, full_plan(title=title), 0)
    open_settled(page, f"{milo.origin}/interviewers/{made.id}/edit?step=questions")
    expect(page.get_by_role("button", name="Move question 1", exact=True)).to_be_visible()
    return made.id


def _menu(page: Page, number: int, action: str) -> None:
    page.get_by_role("button", name=f"More about question {number}", exact=True).click()
    page.get_by_role("menuitem", name=action).click()


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        ("Resume", ["Must have", "Scored 1 to 5"]),
        (
            "Form",
            ["Short answer", "One choice", "Several choices", "Number", "Slider", "Date", "File"],
        ),
        ("Web", ["Scored 1 to 5", "Not scored", "Yes or no", "Amount", "One choice", "Several choices"]),
    ],
)
def test_every_kind_can_be_added_to_its_stage(
    recruiter: BrowserContext, milo: Rehearsal, works: Works, stage: str, kinds: list[str]
) -> None:
    page = recruiter.new_page()
    draft = _open(page, milo, works, f"All kinds {stage}")
    page.get_by_role("tab", name=re.compile(stage)).click()
    cards = page.locator(".m-question-card")
    with works() as w:
        stages = queries.draft(w, draft).plan.stages
    before = next(len(one.questions) for one in stages if one.title == stage)
    expect(cards).to_have_count(before)
    for number, kind in enumerate(kinds, start=before + 1):
        page.get_by_role("button", name="Add question").click()
        page.get_by_role("menuitem", name=kind, exact=True).click()
        expect(cards).to_have_count(number)
        expect(page.locator("#q-kind option:checked")).to_have_text(kind)


def test_the_keyboard_drags_a_question_and_keeps_the_focus_on_its_handle(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    draft = _open(page, milo, works, "Dragged by keys")
    words = page.locator(".m-question-words")
    first, second = words.all_inner_texts()
    page.get_by_role("button", name="Move question 1", exact=True).focus()
    page.keyboard.press("Space")
    # Before its place is known it was only picked up, and the arrows lead nowhere yet.
    expect(page.get_by_text("question 1 is at place 1 of 2.")).to_be_attached()
    press_until(page, "ArrowDown", page.get_by_text("question 1 is at place 2 of 2."))
    page.keyboard.press("Space")
    expect(words.nth(0)).to_have_text(second)
    expect(words.nth(1)).to_have_text(first)
    expect(page.get_by_role("button", name="Move question 2", exact=True)).to_be_focused()
    expect(page.get_by_text(SAVED)).to_be_visible()
    with works() as w:
        assert [one.text for one in queries.draft(w, draft).plan.stages[2].questions] == [second, first]


def test_the_pointer_drags_a_question(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = recruiter.new_page()
    _open(page, milo, works, "Dragged by pointer")
    words = page.locator(".m-question-words")
    first, second = words.all_inner_texts()
    start = page.get_by_role("button", name="Move question 2", exact=True).bounding_box()
    end = page.get_by_role("button", name="Move question 1", exact=True).bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] - 10, steps=4)
    page.mouse.move(end["x"] + 8, end["y"] - 6, steps=8)
    page.mouse.up()
    expect(words.nth(0)).to_have_text(second)
    expect(words.nth(1)).to_have_text(first)


def test_a_proposal_changes_nothing_until_it_is_accepted(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, works, "Tuned")
    words = page.locator(".m-question-words").first
    _menu(page, 1, "Tune with AI")
    page.get_by_role("button", name="Harder").click()
    expect(page.get_by_text("What would you do differently today, and why?").first).to_be_visible()
    expect(words).to_have_text("Tell us about an upset customer.")
    page.get_by_role("button", name="Use this wording").click()
    expect(words).to_have_text("Tell us about an upset customer. What would you do differently today, and why?")
    _menu(page, 2, "Tune with AI")
    page.fill("#wish", "make it rhyme")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("It can make a question shorter, harder or easier")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("group", name="Tune the question")).to_have_count(0)


def test_a_question_goes_into_the_library_and_into_another_interview(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, works, "Library giver")
    _menu(page, 2, "Save to library")
    expect(page.get_by_text("Saved to the question library.")).to_be_visible()
    _open(page, milo, works, "Library taker")
    page.get_by_role("button", name="Reuse").click()
    page.fill("#reuse-search", "weekends")
    page.locator(".m-reuse").first.click()
    page.get_by_role("button", name="Insert 1 question").click()
    cards = page.locator(".m-question-card")
    expect(cards).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(2)
    page.get_by_role("button", name="Reuse").click()
    page.get_by_role("tab", name="Another interviewer").click()
    page.get_by_label("Interviewer", exact=True).select_option(label="Library giver")
    page.locator(".m-reuse").first.click()
    page.get_by_role("button", name="Insert 1 question").click()
    expect(cards).to_have_count(3)


def test_more_questions_are_written_and_can_be_taken_back(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    _open(page, milo, works, "Written")
    cards = page.locator(".m-question-card")
    page.get_by_role("button", name="Generate with AI").click()
    page.get_by_role("menuitem", name="3 more questions").click()
    expect(cards).to_have_count(5)
    page.get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(2)


def test_a_wording_check_is_used_or_kept(recruiter: BrowserContext, milo: Rehearsal, works: Works) -> None:
    page = recruiter.new_page()
    _open(page, milo, works, "Worded")
    page.get_by_role("button", name="Edit the question").first.click()
    page.fill("#q-text", "How would you help our young team?")
    page.get_by_role("button", name="Use “curious”").click()
    expect(page.locator("#q-text")).to_have_value("How would you help our curious team?")
    page.fill("#q-text", "Who is the guru of your team?")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".m-wording")).to_have_count(0)


def test_a_candidate_answers_a_choice_of_the_interview(
    phone: BrowserContext, recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    rule = Rule(op=RuleOp.ANY_OF, values=["Early, from 6 am"])
    asked = question(
        QuestionKind.SINGLE, "shift", "Which shift suits you?", options=["Early, from 6 am", "Late"], rule=rule
    )
    with works() as w:
        made = make_interviewer(w, web_plan(asked, title="Shift Chooser"))
        slug, key = made.slug, made.public_id
    page = phone.new_page()
    apply(page, f"{milo.origin}/i/rehearsal/{slug}", "Noor Example", "noor@example.com")
    page.get_by_label("Early, from 6 am").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()
    desk = recruiter.new_page()
    open_settled(desk, f"{milo.origin}/interviewers/{key}")
    desk.get_by_text("Noor Example").first.click()
    expect(desk.get_by_text("Early, from 6 am").first).to_be_visible()
