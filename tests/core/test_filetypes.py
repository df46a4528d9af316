"""Files are known by their bytes; names are only shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from milo_app.core.errors import Invalid
from milo_app.core.filetypes import ANSWER_KINDS, FileKind, content_type, display_name, look, sniff
from tests.factories import documents as made

SAVE_IT = "Open it, save it as DOCX, PDF or TXT, and send that file."
KINDS = [
    (made.make_pdf(), FileKind.PDF),
    (b"\xef\xbb\xbf\r\n" + made.make_pdf(), FileKind.PDF),
    (made.encrypted_pdf(), FileKind.PDF),
    (made.make_docx(), FileKind.DOCX),
    (made.docx_zip_bomb(2), FileKind.DOCX),
    (made.bare_zip(), FileKind.ZIP),
    (made.truncated_docx(), FileKind.ZIP),
    (made.make_txt(), FileKind.TXT),
    (made.make_txt(["Müller – Köln"], "cp1252"), FileKind.TXT),
    (made.make_txt(["Müller in Köln"], "utf-16"), FileKind.TXT),
    (made.make_txt(["A long enough line of text"], "utf-16-le"), FileKind.TXT),
    (made.make_txt(["A long enough line of text"], "utf-16-be"), FileKind.TXT),
    (b"BM stands for Bench Manager, a title I held.", FileKind.TXT),
    (b"MZ Studio, 2019 - 2021", FileKind.TXT),
    (b"I know <script> tags and 3 < 4", FileKind.TXT),
    (b"<dana@example.com> Dana Whitfield", FileKind.TXT),
    (made.png(), FileKind.PNG),
    (made.jpg(), FileKind.JPG),
    (b"GIF89a\x01\x00", FileKind.IMAGE),
    (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind.IMAGE),
    (b"\0\0\0\x18ftypheic\0\0\0\0", FileKind.IMAGE),
    (b"\0\0\0\x18ftypmp42\0\0\0\0", FileKind.MEDIA),
    (made.rtf(), FileKind.RTF),
    (made.old_word_doc(), FileKind.DOC),
    (made.locked_docx(), FileKind.LOCKED),
    (made.html_named_pdf(), FileKind.HTML),
    (made.polyglot_html_pdf(), FileKind.HTML),
    ("<!doctype html><p>x".encode("utf-16"), FileKind.HTML),
    (made.svg(), FileKind.XML),
    (b"MZ\x90\0\x03\0\0\0" + b"\0" * 64, FileKind.PROGRAM),
    (b"#!/bin/sh\nrm -rf ~\n", FileKind.PROGRAM),
    (made.empty_file(), FileKind.EMPTY),
    (b" \r\n ", FileKind.EMPTY),
    (bytes(range(256)), FileKind.UNKNOWN),
    (b"\0" * 500, FileKind.UNKNOWN),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_a_file_is_known_by_its_bytes(tmp_path: Path, data: bytes, kind: FileKind) -> None:
    path = tmp_path / "stored"
    path.write_bytes(data)
    assert look(path) is kind


def test_other_office_files_are_named_and_not_taken_for_word(tmp_path: Path) -> None:
    for entries, kind in (
        ({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}, FileKind.XLSX),
        ({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}, FileKind.PPTX),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, FileKind.ODT),
        ({"word/document.xml": b"<x/>"}, FileKind.ZIP),
    ):
        path = tmp_path / "stored"
        path.write_bytes(made.zip_of(entries))
        assert look(path) is kind


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (made.html_named_pdf(), "resume.pdf",
         "This is a web page named .pdf. Open it, save it as DOCX, PDF or TXT, and send that file."),
        (made.html_named_pdf(), "resume.html",
         "This file is a web page. Open it, save it as DOCX, PDF or TXT, and send that file."),
        (made.jpg(), "IMG_1.pdf", "This is a photo named .pdf. Please send a DOCX, PDF or TXT file."),
        (made.jpg(), "IMG_1.JPEG", "This file is a photo. Please send a DOCX, PDF or TXT file."),
        (made.bare_zip(), "cv.docx", "This is a zip archive named .docx. Please send a DOCX, PDF or TXT file."),
        (made.empty_file(), "cv.pdf",
         "This file is empty. Please choose it again, or send another DOCX, PDF or TXT file."),
        (made.old_word_doc(), "cv.doc",
         "This file is an old Office document (Word 97 to 2003 or alike). " + SAVE_IT),
        (made.locked_docx(), "cv.docx",
         "This file is locked with a password. Save it without a password as DOCX, PDF or TXT, and send that file."),
        (bytes(range(256)), "cv.pdf",
         "This file is of a kind that cannot be read. Please send a DOCX, PDF or TXT file."),
        (b"MZ\x90\0\x03\0\0\0" + b"\0" * 64, "cv.pdf.exe",
         "This file is a program. Please send a DOCX, PDF or TXT file."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_the_file_is(tmp_path: Path, data: bytes, name: str, sentence: str) -> None:
    path = tmp_path / "stored"
    path.write_bytes(data)
    with pytest.raises(Invalid) as refusal:
        sniff(path, name)
    assert refusal.value.sentence() == sentence
    assert refusal.value.field == "file"


def test_the_name_never_decides(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(made.make_pdf())
    assert sniff(path, "holiday.exe") is FileKind.PDF


def test_pictures_are_taken_where_a_form_asks_for_any_file(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(made.png())
    assert sniff(path, "scan.png", ANSWER_KINDS) is FileKind.PNG


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("resume.pdf", "resume.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\cv final.docx", "cv final.docx"),
        ("a/b\\c.txt", "c.txt"),
        ("cv\x00.pdf\r\nX-Evil: 1", "cv.pdfX-Evil 1"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("re\u200bsume.pdf", "resume.pdf"),
        ("  . hidden  name .pdf  ", "hidden name .pdf"),
        ("Lebenslauf Müller.pdf", "Lebenslauf Müller.pdf"),
        ("履歴書.pdf", "履歴書.pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("", "file"),
        ("..", "file"),
        ("/", "file"),
    ],
)
def test_a_shown_name_has_no_path_and_no_tricks(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = display_name("x" * 300 + ".docx")
    assert len(name) == 120
    assert name.endswith("x.docx")
    assert len(display_name("x" * 300)) == 120


def test_only_known_documents_are_served_with_their_own_type() -> None:
    assert content_type(FileKind.PDF) == "application/pdf"
    assert content_type(FileKind.HTML) == "application/octet-stream"
