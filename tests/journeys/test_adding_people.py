"""Adding people by hand, by paste and by file, and taking an interview as a test candidate."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from milo_app.commands.rehearsal import Rehearsal
from tests.journeys.conftest import Works
from tests.journeys.recruiting import ANSWER, answer, expect_path, open_settled, row_of, short_interviewer


def opened(page: Page, milo: Rehearsal, works: Works, title: str, tab: str = "") -> str:
    with works() as w:
        key = short_interviewer(w, title).public_id
    open_settled(page, f"{milo.origin}/interviewers/{key}{tab}")
    return key


def test_people_are_added_one_by_one_with_a_link_to_hand_on(
    recruiter: BrowserContext, phone: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    opened(page, milo, works, "By Hand")
    page.get_by_role("button", name="Add candidates").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("switch").click()
    expect(dialog.get_by_text("Nobody is written to.")).to_be_visible()
    page.fill("#name", "Ada Obi")
    page.fill("#email", "ada.obi@hand")
    dialog.get_by_role("button", name="Add and next").click()
    expect(dialog.get_by_text("is not an e-mail address")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Ada Obi")
    page.fill("#email", "ada.obi@hand.example.com")
    dialog.get_by_role("button", name="Add and next").click()
    expect(dialog.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.locator("#name")).to_have_value("")
    page.fill("#name", "Ada again")
    page.fill("#email", "ADA.OBI@hand.example.com")
    dialog.get_by_role("button", name="Add and next").click()
    expect(dialog.get_by_text("already")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row_of(page, "Ada Obi")).to_contain_text("Not started")


def test_a_pasted_list_names_its_bad_lines_and_adds_the_good_ones(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    opened(page, milo, works, "By Paste")
    page.get_by_role("button", name="Add candidates").first.click()
    page.get_by_role("button", name="Paste a list").click()
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("Paste at least one line")).to_be_visible()
    page.fill(
        "#people",
        "Mei Lin\tmei@paste.example.com\nTariq\tnobody\nTom Fox\ttom@paste.example.com\nMei\tmei@paste.example.com",
    )
    page.get_by_role("button", name="Look at the list").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Line 2 has no email address: Tariq")).to_be_visible()
    expect(dialog.get_by_text("Line 4 (Mei): Has the same address as line 1.")).to_be_visible()
    dialog.get_by_role("button", name="Add 2 people").click()
    expect(dialog.get_by_text("2 invitations on the way.")).to_be_visible()
    dialog.get_by_role("link", name="See the progress").click()
    expect_path(page, "/integrations$")
    expect(page.get_by_text("2 added, 1 known, 1 refused")).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Not added").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "has no email address" in text and "same address as line 1" in text


def test_a_file_with_semicolons_is_mapped_looked_at_added_and_taken_back(
    recruiter: BrowserContext, milo: Rehearsal, works: Works, tmp_path: Path
) -> None:
    file = tmp_path / "bewerber.csv"
    text = (
        "Vorname;Nachname;Kanal;Kontakt\nJosé;Müller;Messe;jose@file.example.com\nZoë;Groß;Messe;zoe@file.example.com\n"
    )
    file.write_bytes(text.encode("cp1252"))
    page = recruiter.new_page()
    opened(page, milo, works, "By File", "/integrations")
    page.get_by_role("button", name="Upload").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(str(file))
    expect(dialog.get_by_text("2 lines, 4 columns, separated by semicolons")).to_be_visible()
    expect(dialog.get_by_role("cell", name="José Müller")).to_be_visible()
    dialog.get_by_label("Nachname").select_option("ignore")
    expect(dialog.get_by_role("cell", name="José", exact=True)).to_be_visible()
    dialog.get_by_label("Nachname").select_option("last")
    expect(dialog.get_by_role("cell", name="Zoë Groß")).to_be_visible()
    dialog.get_by_role("switch").click()
    dialog.get_by_role("button", name="Add 2 people").click()
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_text("2 added")).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Personal links").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3 and "/i/me/" in lines[1]
    page.reload()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back", exact=True)).to_be_visible()


def test_a_test_run_goes_to_the_end_and_stays_out_of_the_list(
    recruiter: BrowserContext, milo: Rehearsal, works: Works
) -> None:
    page = recruiter.new_page()
    key = opened(page, milo, works, "By Trying", "/integrations")
    with recruiter.expect_page() as opening:
        page.get_by_role("button", name="Take it as a test candidate").click()
    trial = opening.value
    expect(trial.get_by_text("Test run. It counts in no figure.")).to_be_visible(timeout=15_000)
    trial.get_by_role("button", name="Agree and start").click()
    expect(trial.locator("main textarea")).to_be_visible(timeout=15_000)
    answer(trial, ANSWER)
    expect(trial.get_by_text("How was this interview for you?")).to_be_visible(timeout=30_000)
    row = page.get_by_role("listitem").filter(has_text="Test of Ada")
    expect(row).to_contain_text("Completed", timeout=60_000)
    trial.get_by_role("link", name="See the report").click()
    expect(trial.get_by_text("A colleague took this interview as a test.")).to_be_visible(timeout=15_000)
    open_settled(page, f"{milo.origin}/interviewers/{key}")
    expect(page.get_by_text("Nobody here yet")).to_be_visible()
    open_settled(page, f"{milo.origin}/interviewers/{key}/integrations")
    row.get_by_role("button", name="Delete").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Nobody has tried this interviewer yet.")).to_be_visible()
