"""The report at work: over the list, next, notes that reach a colleague, ratings, verdicts, another attempt, erasing."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import delete
from sqlmodel import col, select

from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.commands.browsing import DESK, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal
from milo_app.core.work import Work, system
from milo_app.domain.accounts.models import Role, User, Workspace
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.scoring import service as scoring
from milo_app.domain.scoring.ports import Evaluator
from tests.factories.accounts import make_user
from tests.factories.attempts import Attempt, write_attempt
from tests.factories.candidates import make_application
from tests.journeys.conftest import Works
from tests.journeys.recruiting import ANSWER, expect_path, row_of, short_interviewer


@dataclass
class Scene:
    """A role with people who are finished and scored, oldest first."""

    interviewer: str
    title: str
    people: dict[str, str]


@pytest.fixture
def scene(works: Works) -> Scene:
    """Three people who gave the same answer."""
    title = f"Clerk {uuid4().hex[:6]}"
    found = Scene("", title, {})
    numbers: list[int] = []
    with works() as w:
        row = short_interviewer(w, title)
        found.interviewer = row.public_id
        for name in ("Ada Obi", "Bo Li", "Cy <b>Roe</b>"):
            person = make_application(w, row, name, f"{uuid4().hex[:8]}@example.com")
            person.state, person.evaluation = ApplicationState.EVALUATING, EvaluationState.QUEUED
            person.started_at = person.completed_at = person.engaged_at = w.now
            w.session.add(person)
            # Whoever comes in has the run of their first stage already; the attempt brings its own.
            w.session.execute(delete(StageRun).where(col(StageRun.application_id) == person.id))
            write_attempt(w, person, Attempt({"upset": ANSWER}), 1)
            found.people[name] = person.public_id
            numbers.append(person.id or 0)
        home = w.workspace_id
    for number in numbers:
        scoring.evaluate(_as_system(works, home), number, 1)
    return found


def _as_system(works: Works, home: int) -> Callable[[], AbstractContextManager[Work]]:
    from milo_app import bootstrap

    ports = dict(bootstrap.ports()) | {Evaluator: BuiltinEvaluator(bootstrap.clock())}
    return lambda: bootstrap.work(system(home), adapters=ports)


@pytest.fixture
def colleague(milo: Rehearsal, browser: Browser, works: Works) -> BrowserContext:
    """A second recruiter at a desk."""
    with works() as w:
        place = w.session.get_one(Workspace, w.workspace_id)
        name = f"Rita Ray {uuid4().hex[:4]}"
        actor = make_user(w, place, Role.RECRUITER, name)
        user = w.session.get_one(User, actor.user_id)
        user.email = f"{uuid4().hex[:8]}@example.com"
        w.session.add(user)
        email = user.email
    profile = context(browser, DESK)
    sign_in(milo, profile, email)
    profile.milo_name = name  # type: ignore[attr-defined]
    return profile


def open_report(page: Page, milo: Rehearsal, public_id: str, name: str) -> None:
    page.goto(f"{milo.origin}/candidates/{public_id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=20_000)
    settle(page)


def test_a_row_opens_over_the_list_and_back_leaves_the_list_as_it_was(
    recruiter: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    page = recruiter.new_page()
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto(f"{milo.origin}/interviewers/{scene.interviewer}?sort=name&dir=up")
    expect(row_of(page, "Cy <b>Roe</b>")).to_be_visible(timeout=20_000)
    settle(page)
    row_of(page, "Cy <b>Roe</b>").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, 120)")
    scrolled = page.evaluate("window.scrollY")
    page.evaluate("window.notReloaded = true")

    row_of(page, "Bo Li").get_by_role("link", name="Bo Li").click()
    panel = page.get_by_label("Bo Li", exact=True)
    expect(panel.get_by_role("heading", name="Bo Li", level=1)).to_be_visible(timeout=15_000)
    expect_path(page, rf"/candidates/{scene.people['Bo Li']}\?.*sort=name")
    expect(panel).to_contain_text("2 of 3")

    panel.get_by_role("link", name="Next candidate").click()
    expect(page.get_by_role("heading", name="Cy <b>Roe</b>", level=1)).to_be_visible(timeout=15_000)
    expect_path(page, rf"/candidates/{scene.people['Cy <b>Roe</b>']}\?")
    same = page.url

    page.keyboard.press("Escape")
    expect_path(page, rf"/interviewers/{scene.interviewer}\?sort=name")
    expect(page.get_by_role("heading", name="Cy <b>Roe</b>", level=1)).to_have_count(0)
    assert page.evaluate("window.scrollY") == scrolled
    assert page.evaluate("window.notReloaded") is True
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert scene.people["Cy <b>Roe</b>"] in focused

    pasted = recruiter.new_page()
    pasted.goto(same)
    expect(pasted.get_by_role("heading", name="Cy <b>Roe</b>", level=1)).to_be_visible(timeout=20_000)
    expect(pasted.get_by_text("3 of 3")).to_be_visible()


def test_evidence_jumps_to_the_answer_in_the_panel_and_on_the_page(
    recruiter: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Ada Obi"], "Ada Obi")
    page.get_by_role("tab", name="Notes").click()
    expect(page.locator("#q-upset")).not_to_be_visible()
    page.locator("a.m-quotes").first.click()
    expect(page.locator("#q-upset")).to_be_in_viewport(timeout=10_000)

    page.goto(f"{milo.origin}/interviewers/{scene.interviewer}")
    row_of(page, "Ada Obi").get_by_role("link", name="Ada Obi").click()
    expect(page.get_by_role("heading", name="Ada Obi", level=1)).to_be_visible(timeout=15_000)
    page.get_by_role("tab", name="Notes").click()
    page.locator("a.m-quotes").first.click()
    expect(page.locator("#q-upset")).to_be_in_viewport(timeout=10_000)
    expect_path(page, rf"/candidates/{scene.people['Ada Obi']}")


def picture() -> bytes:
    """Return a photo that a browser can open."""
    kept = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(kept, "PNG")
    return kept.getvalue()


def test_a_photo_stands_on_the_report_and_in_a_list_that_shows_photos(
    recruiter: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Ada Obi"], "Ada Obi")
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("menuitem", name="Photo", exact=True).click()
    dialog = page.get_by_role("dialog", name="Photo")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "ada.png", "mimeType": "image/png", "buffer": picture()}
    )
    face = page.locator(".m-who img.m-avatar")
    expect(face).to_be_visible()
    expect(face).to_have_js_property("naturalWidth", 240)

    page.goto(f"{milo.origin}/interviewers/{scene.interviewer}")
    settle(page)
    page.get_by_role("button", name="Columns", exact=True).click()
    page.get_by_role("group", name="Before the name").get_by_role("button", name="Photo", exact=True).click()
    page.keyboard.press("Escape")
    expect(row_of(page, "Ada Obi").locator("img.m-avatar")).to_have_attribute("src", re.compile("^/api/photos/"))
    expect(row_of(page, "Bo Li").locator("img.m-avatar")).to_have_count(0)

    open_report(page, milo, scene.people["Ada Obi"], "Ada Obi")
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("menuitem", name="Photo", exact=True).click()
    page.get_by_role("button", name="Remove the photo").click()
    expect(face).to_have_count(0)


def test_a_note_with_a_name_arrives_at_the_bell_of_the_colleague(
    recruiter: BrowserContext, colleague: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    name = colleague.milo_name  # type: ignore[attr-defined]
    theirs = colleague.new_page()
    theirs.goto(f"{milo.origin}/interviewers")
    settle(theirs)
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Ada Obi"], "Ada Obi")
    page.get_by_role("tab", name="Notes").click()
    field = page.get_by_label("Write a note")
    field.press_sequentially(f"<i>Calm.</i> @{name[:6]}")
    page.get_by_role("group", name="Colleagues to mention").get_by_role("button", name=name).click()
    expect(field).to_have_value(f"<i>Calm.</i> @{name} ")
    page.get_by_role("button", name="Save the note").click()
    note = page.get_by_role("listitem").filter(has_text="<i>Calm.</i>")
    expect(note.locator(".m-mention")).to_have_text(f"@{name}", timeout=10_000)

    told = theirs.get_by_text("mentioned you on Ada Obi")
    expect(told.first).to_be_visible(timeout=15_000)  # the toast
    theirs.get_by_role("button", name="Notifications,").click()
    theirs.get_by_role("link", name="mentioned you on Ada Obi").click()
    expect(theirs.locator(".m-note-words")).to_contain_text("<i>Calm.</i>", timeout=15_000)
    expect(theirs.locator(".m-note-words")).to_be_visible()

    note.get_by_role("button", name="Edit this note").click()
    page.get_by_label("Change the note").fill("Calm under pressure.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Calm under pressure.")).to_be_visible(timeout=10_000)
    page.get_by_text("Edits", exact=True).click()
    expect(page.locator(".m-note-before")).to_contain_text("<i>Calm.</i>")


def test_a_verdict_is_hidden_until_one_gave_ones_own(
    recruiter: BrowserContext, colleague: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Ada Obi"], "Ada Obi")
    rating = page.get_by_role("group", name="Your rating").first
    rating.get_by_role("button", name="Exceeds").click()
    expect(rating.get_by_role("button", name="Exceeds")).to_have_attribute("aria-pressed", "true", timeout=10_000)
    page.get_by_label("Comment").fill("Would hire at once.")
    page.get_by_role("group", name="Your verdict").get_by_role("button", name="Definitely").click()
    expect(page.get_by_role("button", name="Definitely")).to_have_attribute("aria-pressed", "true", timeout=10_000)

    theirs = colleague.new_page()
    open_report(theirs, milo, scene.people["Ada Obi"], "Ada Obi")
    expect(theirs.get_by_text("1 colleague gave a verdict.")).to_be_visible(timeout=15_000)
    assert "Would hire at once" not in theirs.content()
    theirs.get_by_role("group", name="Your verdict").get_by_role("button", name="Unsure").click()
    expect(theirs.get_by_text("Would hire at once.")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Unsure").last).to_be_visible(timeout=15_000)


def test_another_attempt_is_allowed_with_numbers_of_its_own(
    recruiter: BrowserContext, milo: Rehearsal, scene: Scene, works: Works
) -> None:
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Bo Li"], "Bo Li")
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Allow another attempt").click()
    page.get_by_label("Retakes in all").fill("2")
    page.get_by_label("Days to wait").fill("3")
    page.get_by_role("button", name="Allow and send the mail").click()
    expect(page.get_by_text("Allowed. A mail is on its way.")).to_be_visible(timeout=15_000)
    with works() as w:
        row = w.session.exec(select(Application).where(Application.public_id == scene.people["Bo Li"])).one()
        assert (row.own_max_retakes, row.own_cooldown_days) == (2, 3)


def test_an_erased_person_is_gone_wherever_they_were_open(
    recruiter: BrowserContext, colleague: BrowserContext, milo: Rehearsal, scene: Scene
) -> None:
    theirs = colleague.new_page()
    open_report(theirs, milo, scene.people["Bo Li"], "Bo Li")
    page = recruiter.new_page()
    open_report(page, milo, scene.people["Bo Li"], "Bo Li")
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Erase this person").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("Answers, resume and every other file")
    dialog.get_by_role("button", name="Erase this person").click()
    for where in (page, theirs):
        expect(where.get_by_role("heading", name="This person's data was erased")).to_be_visible(timeout=15_000)
    assert "Bo Li" not in theirs.content()
