"""A list of people, pasted or from a file, as rows to add: columns guessed, each bad line named with its reason. All pure.

Nothing in a list is ever executed: a cell that a spreadsheet would run as a formula is shown as text and refused as a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from milo_app.core.errors import Invalid, TooLarge
from milo_app.core.text import ellipsis, fold, one_line
from milo_app.domain.candidates.contact import LONGEST_NAME, email_of, name_of, phone_of
from milo_app.domain.candidates.sheet_lines import ADDRESS, Line, delimiter_of, lines_of, pasted_lines

MOST_PEOPLE = 20_000
Role = Literal["name", "first", "last", "email", "phone", "ignore"]
ROLES: tuple[Role, ...] = get_args(Role)
_HEADINGS: dict[Role, tuple[str, ...]] = {
    "first": (
        "first", "first name", "firstname", "fname", "given name", "givenname", "forename", "vorname", "prenom",
        "nombre", "nombre de pila", "imie", "voornaam", "primeiro nome",
    ),
    "last": (
        "last", "last name", "lastname", "lname", "surname", "family name", "familyname", "nachname", "familienname",
        "nom", "nom de famille", "apellido", "apellidos", "cognome", "nazwisko", "achternaam", "sobrenome",
    ),
    "name": (
        "name", "full name", "fullname", "candidate", "candidate name", "applicant", "applicant name", "person",
        "contact", "contact name", "nom complet", "nombre completo", "vollstandiger name", "bewerber", "candidat",
        "candidato", "naam", "nome", "nome completo",
    ),
    "email": (
        "email", "e mail", "mail", "email address", "e mail address", "emailaddress", "candidate email", "work email",
        "personal email", "e mail adresse", "email adresse", "emailadresse", "courriel", "adresse email", "adresse mail",
        "correo", "correo electronico", "indirizzo email", "adres email", "posta elettronica", "primary email",
    ),
    "phone": (
        "phone", "phone number", "phonenumber", "telephone", "tel", "mobile", "mobile number", "mobile phone", "cell",
        "cell phone", "cellphone", "telefon", "telefonnummer", "handy", "mobil", "portable", "telefono", "movil",
        "celular", "telefone", "cellulare", "telefoon", "numer telefonu", "primary phone",
    ),
}  # fmt: skip
_BY_HEADING = {words: role for role, many in _HEADINGS.items() for words in many}
_FORMULA = re.compile(r"[=@]|[+\-][\d(=@]|[+\-]\w+\(")
_SENDER = re.compile(r"\s*\"?([^<>\"]{0,300}?)\"?\s*<\s*([^<>\s]{3,300})\s*>\s*")
_PHONE = re.compile(r"[+\d][\d\s()./-]{5,30}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with its cells. `heading` is the first line where it names the columns, else empty; `width` counts columns."""

    delimiter: str
    heading: tuple[str, ...]
    lines: tuple[Line, ...]
    width: int


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """A line as a person. `problem` says why it cannot be added; `note` what was left out of one that can."""

    number: int
    name: str
    email: str
    phone: str
    problem: str = ""
    note: str = ""
    twin: int = 0
    """The number of an earlier line with the same address, else 0."""


def read_sheet(text: str, *, has_heading: bool | None = None, is_pasted: bool = False) -> Sheet:
    """Read the lines of a list. `has_heading` None: the first line is a heading when it names columns.

    Raises `Invalid` for a list without lines and `TooLarge` for more than 20,000.
    """
    body = pasted_lines(text) if is_pasted else text
    delimiter = delimiter_of(body[:200_000].splitlines())
    lines: list[Line] = []
    for line in lines_of(body, delimiter):
        if not lines and line.number == 1 and re.fullmatch(r"sep=.?", line.cells[0], re.IGNORECASE):
            continue
        lines.append(line)
        if len(lines) > MOST_PEOPLE + 1:
            raise TooLarge(
                f"This list has more than {MOST_PEOPLE:,} lines.",
                safe="Nothing was added.",
                do="Send it in parts.",
            )
    if not lines:
        raise Invalid("There is nobody in this list.", field="file", do="Paste or choose another one.")
    named = _names_columns(lines[0]) if has_heading is None else has_heading
    heading = lines[0].cells if named else ()
    people = lines[1:] if named else lines
    if len(people) > MOST_PEOPLE:
        raise TooLarge(
            f"This list has more than {MOST_PEOPLE:,} lines.", safe="Nothing was added.", do="Send it in parts."
        )
    if not people:
        raise Invalid("This list has a heading and nobody under it.", field="file", do="Paste or choose another one.")
    width = max(len(line.cells) for line in lines if not line.problem) if any(not x.problem for x in lines) else 1
    return Sheet(delimiter, heading, tuple(people), width)


def _heading_words(cell: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", fold(cell)).split())


def _names_columns(line: Line) -> bool:
    if line.problem or any(ADDRESS.search(cell) for cell in line.cells):
        return False
    return any(_heading_words(cell) in _BY_HEADING for cell in line.cells)


def guess_roles(sheet: Sheet) -> tuple[Role, ...]:
    """Say what each column holds: by the words of the heading, then by what stands under it."""
    roles: list[Role] = ["ignore"] * sheet.width
    for at, cell in enumerate(sheet.heading[: sheet.width]):
        role = _BY_HEADING.get(_heading_words(cell), "ignore")
        if role != "ignore" and role not in roles:
            roles[at] = role
    sample = [line.cells for line in sheet.lines[:200] if not line.problem]
    if "email" not in roles:
        _claim(roles, "email", [_share(sample, at, _holds_address) for at in range(sheet.width)])
    if "phone" not in roles and not sheet.heading:
        _claim(roles, "phone", [_share(sample, at, _looks_like_phone) for at in range(sheet.width)])
    if not {"name", "first", "last"} & set(roles) and not sheet.heading:
        _guess_names(roles, sample)
    if "last" in roles and "name" in roles and "first" not in roles:
        # "Nom" or "Name" beside a surname is the first name.
        roles[roles.index("name")] = "first"
    return tuple(roles)


def _claim(roles: list[Role], role: Role, shares: Sequence[float]) -> None:
    free = [(share, -at) for at, share in enumerate(shares) if roles[at] == "ignore" and share >= 0.3]
    if free:
        roles[-max(free)[1]] = role


def _share(sample: Sequence[tuple[str, ...]], at: int, holds: Callable[[str], bool]) -> float:
    cells = [cells[at] for cells in sample if at < len(cells) and cells[at]]
    return sum(holds(cell) for cell in cells) / max(1, len(sample))


def _holds_address(cell: str) -> bool:
    return ADDRESS.search(cell) is not None


def _looks_like_phone(cell: str) -> bool:
    return _PHONE.fullmatch(cell) is not None and sum(ch.isdigit() for ch in cell) >= 6


def _guess_names(roles: list[Role], sample: Sequence[tuple[str, ...]]) -> None:
    """Without a heading the first column of words is the name; two columns of single words are first and last."""
    worded = [
        at
        for at, role in enumerate(roles)
        if role == "ignore" and _share(sample, at, lambda cell: any(ch.isalpha() for ch in cell)) >= 0.5
    ]
    if not worded:
        return
    two = worded[:2]
    if len(two) == 2 and two[1] == two[0] + 1 and all(_share(sample, at, _is_one_word) >= 0.7 for at in two):
        roles[two[0]], roles[two[1]] = "first", "last"
    else:
        roles[two[0]] = "name"


def _is_one_word(cell: str) -> bool:
    return bool(cell) and " " not in cell.strip()


def people_of(sheet: Sheet, roles: Sequence[Role], region: str = "US") -> list[ReadPerson]:
    """Return every line as a person, in order; the second line of an address names the first. Raises `Invalid`."""
    if "email" not in roles:
        raise Invalid(
            "No column is chosen for the e-mail address.", field="email", do="Choose it above the column that holds it."
        )
    seen: dict[str, int] = {}
    found: list[ReadPerson] = []
    for line in sheet.lines:
        person = _person(line, roles, region)
        if not person.problem:
            twin = seen.setdefault(person.email, person.number)
            if twin != person.number:
                person = ReadPerson(person.number, person.name, person.email, person.phone, twin=twin)
        found.append(person)
    return found


def _person(line: Line, roles: Sequence[Role], region: str) -> ReadPerson:
    if line.problem:
        return ReadPerson(line.number, "", ellipsis(" ".join(line.cells), 120), "", line.problem)
    cells: dict[str, str] = {}
    for role, cell in zip(roles, line.cells, strict=False):
        if role != "ignore" and cell and not cells.get(role):
            cells[role] = one_line(cell)
    email, said = _address(cells.get("email", ""))
    name = _shown_name(cells)
    if "@" not in email:
        # The address may stand in another column of this one line, with the name in its place.
        elsewhere = next((_address(cell)[0] for cell in line.cells if _holds_address(cell)), "")
        if not elsewhere:
            shown = name or ellipsis(" ".join(line.cells), 60)
            return ReadPerson(line.number, shown, "", "", "has no email address.")
        name, email = (email if "@" in name else name), elsewhere
    name = name or said or _from_address(email)
    try:
        address, shown = email_of(email), name_of(name)
    except Invalid as error:
        return ReadPerson(line.number, name[:LONGEST_NAME], email[:254], "", error.message)
    if _FORMULA.match(shown):
        return ReadPerson(line.number, shown, address, "", "The name is a formula, not a name.")
    phone, note = _phone(cells.get("phone", ""), region)
    return ReadPerson(line.number, shown, address, phone, note=note)


def _shown_name(cells: dict[str, str]) -> str:
    return cells.get("name", "") or " ".join(part for part in (cells.get("first", ""), cells.get("last", "")) if part)


def _address(cell: str) -> tuple[str, str]:
    """Return the address of a cell such as "Ada Obi <ada@example.com>", and the name before it."""
    if (found := _SENDER.fullmatch(cell)) is not None and "@" in found.group(2):
        return found.group(2), one_line(found.group(1))
    return cell.strip().strip("<>").removeprefix("mailto:"), ""


def _from_address(email: str) -> str:
    return one_line(re.sub(r"[._+-]+", " ", email.split("@")[0])).title()


def _phone(cell: str, region: str) -> tuple[str, str]:
    if not cell:
        return "", ""
    try:
        return phone_of(cell, region), ""
    except Invalid as error:
        return "", f"{error.message} It was left out."
