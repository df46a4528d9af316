"""The typesetter: always there, any script, nothing of a text is markup, and a failure is a sentence."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from milo_app.adapters.pdf_typst import printer as module
from milo_app.adapters.pdf_typst.printer import TypstPrinter, families
from milo_app.domain.scoring.paper import Picture, PrintingFailed
from tests.factories.papers import MARKUP, a_paper, png, text_of


def pages_of(pdf: bytes) -> int:
    """Count the pages."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_a_paper_is_a_tagged_pdf_with_all_that_stands_on_it() -> None:
    made = TypstPrinter().pdf(a_paper())
    assert made.startswith(b"%PDF-")
    assert "/StructTreeRoot" in str(PdfReader(io.BytesIO(made)).trailer["/Root"])
    text = text_of(made)
    for part in (
        "Acme",
        "Candidate report",
        "Ada Obi",
        "84",
        "Language: Igbo",
        "Stays calm.",
        "I rang her.",
        "Page 1 of 1",
    ):
        assert part in text


def test_markup_of_any_kind_stays_text() -> None:
    text = text_of(TypstPrinter().pdf(a_paper(MARKUP, title=MARKUP, company=MARKUP)))
    assert text.count("<script>alert(1)</script> #let x = 1 $y$ *z*") >= 5


@pytest.mark.parametrize("words", ["Ürümqi", "Привет мир", "Γειά σου", "Nguyễn Văn Ấm", "10 € · ½ × 2"])
def test_scripts_of_europe_need_no_font_of_the_system(words: str) -> None:
    assert words in text_of(TypstPrinter().pdf(a_paper(words, title=words)))


@pytest.mark.parametrize(("words", "family"), [("مرحبا بالعالم", "Arabic"), ("שלום עולם", "Hebrew")])
def test_words_from_right_to_left_keep_their_letters_and_bring_their_font(words: str, family: str) -> None:
    made = TypstPrinter().pdf(a_paper(words, title=words))
    text = text_of(made)
    assert all(word in text for word in words.split())
    assert family in fonts_of(made)


def fonts_of(pdf: bytes) -> str:
    """Return the names of the embedded fonts of the first page."""
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    return " ".join(str(font.get_object()["/BaseFont"]) for font in fonts.values())


def test_a_font_in_the_folder_of_the_installation_is_found(tmp_path: Path) -> None:
    here = module._FONTS / "Inter-Regular.otf"
    (tmp_path / "mine.otf").write_bytes(here.read_bytes())
    assert "Inter" in families(tmp_path)
    assert {"Inter", "Noto Sans Arabic", "Noto Sans Hebrew"} <= set(families())


def test_what_no_font_has_is_no_error() -> None:
    assert pages_of(TypstPrinter().pdf(a_paper("𓀀 𒀀 \U0001f9ff 李小龙 नमस्ते", title="👩‍💻 李小龙"))) == 1


def test_words_in_chinese_japanese_and_korean_are_printed_where_a_font_is_installed() -> None:
    words = "李小龙 カタカナ 한국어"
    made = TypstPrinter().pdf(a_paper(words, title=words))
    if any("CJK" in name for name in families()):
        assert words in text_of(made)
        assert "CJK" in fonts_of(made)
    assert pages_of(made) == 1


def test_a_name_of_200_letters_and_an_answer_without_spaces_stay_on_the_page() -> None:
    name, answer = "N" * 200, "x" * 3_000
    made = TypstPrinter().pdf(a_paper(answer, title=name))
    text = text_of(made).replace(" ", "")
    assert name in text and answer in text
    assert pages_of(made) > 1


def test_a_long_answer_runs_over_pages_that_are_numbered() -> None:
    made = TypstPrinter().pdf(a_paper("A word and another. " * 2_000))
    assert pages_of(made) > 3
    assert f"Page 2 of {pages_of(made)}" in text_of(made)


def test_a_colour_that_is_none_and_a_missing_score_are_drawn_all_the_same() -> None:
    made = TypstPrinter().pdf(a_paper(color='red"; #panic()', score=None, tone="none", band="not scored"))
    assert "not scored" in text_of(made)


def test_a_logo_is_drawn_and_one_that_cannot_be_is_left_out() -> None:
    body = png(60, 20)
    plain = TypstPrinter().pdf(a_paper())
    made = TypstPrinter().pdf(a_paper(logo=Picture("png", body)))
    assert "/XObject" in str(PdfReader(io.BytesIO(made)).pages[0]["/Resources"])
    assert text_of(made) == text_of(plain)
    broken = TypstPrinter().pdf(a_paper(logo=Picture("png", body[:45] + b"x" * 90)))
    assert text_of(broken) == text_of(plain)


def test_several_threads_print_at_once() -> None:
    found: list[bytes] = []
    printer = TypstPrinter()
    threads = [threading.Thread(target=lambda: found.append(printer.pdf(a_paper()))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6 and all(one.startswith(b"%PDF-") for one in found)


def test_the_template_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    import typst

    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret")
    source = f'#read("{secret}")'.encode()
    with pytest.raises(typst.TypstError):
        typst.Compiler(source, root=module._HERE).compile(format="pdf")


def test_a_template_that_cannot_be_set_says_so_without_what_was_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text('#panic("secret of Ada")')
    monkeypatch.setattr(module, "_TEMPLATE", broken)
    with pytest.raises(PrintingFailed) as failed:
        TypstPrinter().pdf(a_paper())
    assert (
        failed.value.sentence()
        == "The PDF could not be made. Nothing was changed. Print the page from your browser instead."
    )
    assert "Ada" not in caplog.text
