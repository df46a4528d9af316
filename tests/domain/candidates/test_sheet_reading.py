"""Lists of people as recruiters have them: any delimiter and encoding, broken lines named, nothing executed, linear time."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.core.errors import Invalid, TooLarge
from milo_app.domain.candidates.sheet_reading import MOST_PEOPLE, ReadPerson, Sheet, guess_roles, people_of, read_sheet
from milo_app.domain.candidates.sheet_text import MOST_BYTES, text_of


def read(text: str, *, pasted: bool = False, region: str = "US") -> list[ReadPerson]:
    sheet = read_sheet(text, is_pasted=pasted)
    return people_of(sheet, guess_roles(sheet), region)


def shown(rows: list[ReadPerson]) -> list[tuple[str, str]]:
    return [(row.name, row.email) for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(delimiter: str) -> None:
    lines = [["Name", "Email", "Phone"], ["Ada Obi", "ada@x.com", "+1 503 555 0114"], ["Bo Chen", "bo@x.com", ""]]
    text = "\n".join(delimiter.join(line) for line in lines)
    assert shown(read(text)) == [("Ada Obi", "ada@x.com"), ("Bo Chen", "bo@x.com")]


def test_commas_in_names_do_not_hide_the_real_delimiter() -> None:
    assert shown(read("Obi, Ada;ada@x.com\nChen, Bo;bo@x.com")) == [("Obi, Ada", "ada@x.com"), ("Chen, Bo", "bo@x.com")]


def test_the_hint_of_a_spreadsheet_is_followed_and_is_nobody() -> None:
    rows = read("sep=;\nName;Email\nAda;ada@x.com")
    assert shown(rows) == [("Ada", "ada@x.com")] and rows[0].number == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    text = "Vorname;Nachname;E-Mail\nJosé;Müller;jose@x.com\nZoë;Brontë;zoe@x.com\n"
    assert shown(read(text_of(text.encode(encoding)))) == [("José Müller", "jose@x.com"), ("Zoë Brontë", "zoe@x.com")]


def test_older_encodings_of_other_scripts_are_told_apart() -> None:
    text = "Name;Email\nИван Петров;ivan@x.ru\nОльга Иванова;olga@x.ru\n"
    assert shown(read(text_of(text.encode("cp1251"))))[0] == ("Иван Петров", "ivan@x.ru")


@pytest.mark.parametrize("body", [b"PK\x03\x04" + b"\0" * 200, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b""])
def test_what_is_no_text_is_refused_with_what_to_do(body: bytes) -> None:
    with pytest.raises(Invalid) as said:
        text_of(body, "people.csv")
    assert said.value.do


def test_too_many_bytes_and_too_many_lines_are_refused() -> None:
    with pytest.raises(TooLarge, match="MB"):
        text_of(b"a" * (MOST_BYTES + 1))
    line = "a@x.com\n"
    assert len(read_sheet(line * MOST_PEOPLE).lines) == MOST_PEOPLE
    with pytest.raises(TooLarge, match="20,000"):
        read_sheet(line * (MOST_PEOPLE + 1))
    assert len(read_sheet("Email\n" + line * MOST_PEOPLE).lines) == MOST_PEOPLE


@pytest.mark.parametrize("text", ["", "\n \n", ";;;\n", "Name,Email\n"])
def test_a_list_with_nobody_in_it_says_so(text: str) -> None:
    with pytest.raises(Invalid, match="nobody"):
        read_sheet(text)


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("First name,Last name,E-mail,Mobile", ("first", "last", "email", "phone")),
        ("Vorname;Nachname;E-Mail-Adresse;Telefon", ("first", "last", "email", "phone")),
        ("Nom;Prénom;Courriel", ("last", "first", "email")),
        ("Nombre,Apellidos,Correo electrónico", ("first", "last", "email")),
        ("Candidate,Notes,EMAIL_ADDRESS", ("name", "ignore", "email")),
        ("Email,Email 2,Full Name", ("email", "ignore", "name")),
    ],
)
def test_columns_are_guessed_by_the_words_of_the_heading(heading: str, roles: tuple[str, ...]) -> None:
    mark = ";" if ";" in heading else ","
    sheet = read_sheet(f"{heading}\n{mark.join('x' for _ in roles)}")
    assert guess_roles(sheet) == roles


def test_columns_are_guessed_by_what_stands_in_them() -> None:
    assert guess_roles(read_sheet("7,+1 503 555 0114,ada@x.com,Ada Obi\n8,+1 503 555 0115,bo@x.com,Bo Chen")) == (
        "ignore",
        "phone",
        "email",
        "name",
    )
    assert guess_roles(read_sheet("Ada|Obi|ada@x.com\nBo|Chen|bo@x.com")) == ("first", "last", "email")


def test_the_first_line_can_be_said_to_be_a_person_after_all() -> None:
    assert len(read_sheet("Name,mail@x.com\nAda,ada@x.com").lines) == 2
    assert len(read_sheet("Name,Email\nAda,ada@x.com", has_heading=False).lines) == 2


def test_each_bad_line_is_named_with_its_reason_and_the_good_ones_stay() -> None:
    rows = read(
        'Name,Email,Phone\n"Ada,ada@x.com\nBob,bob@x.com,12\nCleo,,\nDan,dan@,\n'
        + "E" * 201
        + ',e@x.com,\n=HYPERLINK("http://evil"),f@x.com,\nGus,bob@x.com,'
    )
    told = {row.number: row.problem or row.note or (f"twin {row.twin}" if row.twin else "") for row in rows}
    assert told[2] == "The quotes do not match."
    assert told[3] == "“12” is not a phone number. It was left out."
    assert told[4] == "has no email address."
    assert told[5] == "“dan@” is not an e-mail address."
    assert "longer than 200" in told[6]
    assert "quotes" in told[7] or "formula" in told[7]
    assert told[8] == "twin 3"


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+1+1", "-2+3", "=cmd|' /C calc'!A0"])
def test_formulas_are_shown_as_text_and_are_nobodys_name(name: str) -> None:
    (row,) = read(f"Name;Email\n{name};a@x.com")
    assert row.problem == "The name is a formula, not a name." and row.name == name


def test_a_quoted_cell_may_hold_delimiters_quotes_and_a_line_break() -> None:
    rows = read('Name,Email\n"Obi, ""Ada""\nMary",ada@x.com\nBo,bo@x.com')
    assert [(row.number, row.name) for row in rows] == [(2, 'Obi, "Ada" Mary'), (4, "Bo")]


def test_an_open_quote_swallows_no_other_line() -> None:
    rows = read('Name,Email\n"Ada,ada@x.com\n' + "\n".join(f"P{n},p{n}@x.com" for n in range(50)))
    assert [row.number for row in rows if row.problem] == [2]
    assert len(rows) == 51


def test_addresses_as_mail_programs_copy_them_are_people() -> None:
    rows = read('Ada Obi <ada@x.com>; "Bo Chen" <bo@x.com>\nCleo Day <cleo@x.com>, dan.fox@x.com', pasted=True)
    assert ("Cleo Day", "cleo@x.com") in shown(rows) and ("Dan Fox", "dan.fox@x.com") in shown(rows)


def test_pasted_bullets_are_no_part_of_a_name() -> None:
    assert shown(read("- Ada Obi, ada@x.com\n2. Bo Chen, bo@x.com", pasted=True)) == [
        ("Ada Obi", "ada@x.com"),
        ("Bo Chen", "bo@x.com"),
    ]


def test_an_address_may_stand_in_any_column_of_its_line() -> None:
    assert (
        shown(read("Ada, ada@x.com\nbo@x.com, Bo\nCleo, cleo@x.com\nDan, dan@x.com", pasted=True))[1][1] == "bo@x.com"
    )


def test_without_a_column_for_addresses_nothing_is_read() -> None:
    sheet = read_sheet("Ada,Obi\nBo,Chen")
    with pytest.raises(Invalid, match="No column"):
        people_of(sheet, guess_roles(sheet))


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=20), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    from milo_app.domain.candidates.sheet_lines import lines_of

    kept = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip(f" {delimiter}\t") for cell in row)]
    found = [line.cells for line in lines_of(out.getvalue(), delimiter) if not line.problem]
    broken_up = any(len(cell.splitlines()) > 1 for row in rows for cell in row)
    assert broken_up or [row for row in found if any(row)] == [row for row in kept if any(row)]


@given(st.binary(max_size=2000))
def test_any_bytes_give_people_or_a_sentence(data: bytes) -> None:
    try:
        sheet = read_sheet(text_of(data), is_pasted=True)
        rows = people_of(sheet, guess_roles(sheet))
    except (Invalid, TooLarge) as error:
        assert error.sentence()
        return
    assert len(rows) == len(sheet.lines)
    good = [row for row in rows if not row.problem and not row.twin]
    assert len({row.email for row in good}) == len(good)
    assert all("@" in row.email and row.name for row in good)


@given(st.text(alphabet="a@x.com,;\t|\"'=+-\n ", max_size=400))
def test_any_text_gives_numbered_lines_in_order(text: str) -> None:
    try:
        sheet: Sheet = read_sheet(text)
    except Invalid:
        return
    numbers = [line.number for line in sheet.lines]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("piece", ['"', '""', '"a\n', "a@b.", "a,", "\t", "=(", "<a@", " \n"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    began = time.process_time()
    try:
        sheet = read_sheet(piece * (1_000_000 // len(piece)), is_pasted=True)
        people_of(sheet, guess_roles(sheet))
    except (Invalid, TooLarge):
        pass
    assert time.process_time() - began < 5
