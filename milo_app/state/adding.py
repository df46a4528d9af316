"""Adding candidates: one by one, or a pasted or uploaded list that is looked at before anybody is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core import held
from milo_app.core.errors import Invalid, MiloError
from milo_app.core.settings import settings
from milo_app.core.text import ellipsis, plural
from milo_app.core.work import Work
from milo_app.domain.candidates import importing
from milo_app.domain.candidates.importing import PASTED, Added, Checked, CheckedLine
from milo_app.domain.candidates.sheet_reading import ROLES, ReadPerson, Role, Sheet, guess_roles, people_of, read_sheet
from milo_app.domain.candidates.sheet_text import text_of
from milo_app.state.access import call, look, me
from milo_app.state.listing import path_part
from milo_app.state.policy import requires

WAYS = ("one", "paste", "file")
MOST_SHOWN = 5
MOST_PROBLEMS = 50
MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_FATES = {
    "add": ("New", "green"),
    "ask": ("Dismissed earlier", "amber"),
    "known": ("Known", "gray"),
    "bad": ("Not added", "red"),
}


class Column(TypedDict):
    """A column of the list with its heading, an example and what it is taken for."""

    at: str
    heading: str
    sample: str
    role: str


class PreviewLine(TypedDict):
    """A line as it would be added."""

    number: str
    name: str
    email: str
    phone: str
    word: str
    tone: str
    note: str


class AddedLine(TypedDict):
    """Somebody who was added while the dialog is open; `link` for who was not mailed."""

    name: str
    email: str
    link: str


@dataclass(frozen=True)
class Looked:
    """What one look at a list gives."""

    sheet: Sheet
    roles: tuple[Role, ...]
    people: list[ReadPerson]
    checked: Checked | None
    error: str = ""


class Adding(rx.State):
    """The dialog."""

    is_open: bool = False
    way: str = "one"
    step: str = "put"
    is_mailed: bool = True
    is_busy: bool = False
    error: str = ""
    error_field: str = ""
    turn: int = 0
    ask: str = ""
    added: list[AddedLine] = []
    file_name: str = ""
    facts: str = ""
    has_heading: bool = False
    columns: list[Column] = []
    preview: list[PreviewLine] = []
    more: str = ""
    problems: list[str] = []
    more_problems: str = ""
    counts: list[str] = []
    ask_count: int = 0
    ask_words: str = ""
    with_dismissed: bool = False
    can_add: bool = False
    add_words: str = ""
    started: str = ""
    progress_href: str = ""
    _key: str = ""
    _asked: tuple[str, str, str] = ("", "", "")
    _heading: bool | None = None
    _roles: list[str] = []

    @rx.event
    @requires("candidate:create")
    async def show(self, way: str):
        """Open the dialog at one of its ways."""
        self._start_over()
        self.way, self.is_open, self.added = way if way in WAYS else "one", True, []
        self.is_mailed = me().actor.can("outreach:send_email")

    @rx.event
    @requires("candidate:create")
    async def set_open(self, is_open: bool):
        """Open or close the dialog; a list that was not confirmed is dropped."""
        self._start_over()
        self.is_open, self.added = is_open, []

    def _start_over(self) -> None:
        if self._key:
            held.drop(self._key, me().actor.workspace_id or 0, me().actor.user_id or 0)
        self._key, self.step, self.error, self.error_field, self.ask = "", "put", "", "", ""
        self._heading, self._roles, self.with_dismissed, self.started = None, [], False, ""
        self.columns, self.preview, self.problems, self.counts = [], [], [], []

    @rx.event
    @requires("candidate:create")
    async def choose_way(self, way: str):
        """Go to another way of adding."""
        self._start_over()
        self.way = way if way in WAYS else "one"

    @rx.event
    @requires("candidate:create")
    async def set_mailed(self, is_on: bool):
        """Choose whether invitations go out by e-mail."""
        self.is_mailed, self.error = is_on, ""

    @rx.event
    @requires("candidate:create")
    async def add_one(self, form: dict[str, str]):
        """Add the person of the form, and get ready for the next one."""
        await self._add((form.get("name", ""), form.get("email", ""), form.get("phone", "")), with_dismissed=False)

    @rx.event
    @requires("candidate:create")
    async def add_anyway(self):
        """Add somebody who was dismissed elsewhere, now that the question was answered."""
        await self._add(self._asked, with_dismissed=True)

    async def _add(self, typed: tuple[str, str, str], *, with_dismissed: bool) -> None:
        self.error = self.error_field = self.ask = ""
        place = path_part(self, "interviewer_id")
        name, email, phone = (text[:500] for text in typed)
        try:
            made = await call(
                importing.add_person,
                place,
                name,
                email,
                phone,
                is_mailed=self.is_mailed,
                with_dismissed=with_dismissed,
            )
        except MiloError as error:
            self.error, self.error_field = error.sentence(), getattr(error, "field", "")
            return
        self._show_one(made, typed)

    def _show_one(self, made: Added, typed: tuple[str, str, str]) -> None:
        if made.outcome == "dismissed":
            self.ask, self._asked = f"{made.name or made.email}: {made.sentence}", typed
        elif made.outcome == "here":
            self.error, self.error_field = f"{made.email}: {made.sentence}", "email"
        else:
            link = settings().origin + made.link if made.link else ""
            self.added = [AddedLine(name=made.name, email=made.email, link=link), *self.added][:30]
            self.turn += 1

    @rx.event
    @requires("candidate:create")
    async def listed(self, key: str, name: str):
        """A list arrived by its own route: look at it."""
        self._start_over()
        self._key, self.file_name = key, PASTED if self.way == "paste" else ellipsis(name, 120)
        await self._look()

    @rx.event
    @requires("candidate:create")
    async def choose_role(self, at: str, role: str):
        """Say what a column holds; another column that held it is left out then."""
        if role not in ROLES or not at.isdecimal() or int(at) >= len(self.columns):
            return
        roles = [column["role"] for column in self.columns]
        self._roles = ["ignore" if found == role != "ignore" else found for found in roles]
        self._roles[int(at)] = role
        await self._look()

    @rx.event
    @requires("candidate:create")
    async def set_heading(self, is_on: bool):
        """Say whether the first line names the columns."""
        self._heading, self._roles = is_on, []
        await self._look()

    @rx.event
    @requires("candidate:create")
    async def set_dismissed(self, is_on: bool):
        """Choose whether people who were dismissed earlier are added too."""
        self.with_dismissed = is_on
        await self._look()

    async def _look(self) -> None:
        """Read the held list, check it against the workspace, and show what would happen."""
        self.error = ""
        try:
            found = await look(_looked, path_part(self, "interviewer_id"), self._key, self._chosen(), self._heading)
        except MiloError as error:
            self.error, self.step = error.sentence(), "put"
            return
        self.step = "check"
        self._show_sheet(found)
        self._show_checked(found)

    def _chosen(self) -> tuple[bool, list[str]]:
        return self.file_name == PASTED, list(self._roles)

    def _show_sheet(self, found: Looked) -> None:
        sheet = found.sheet
        self.has_heading = bool(sheet.heading)
        first = next((line.cells for line in sheet.lines if not line.problem), ())
        self.columns = [
            Column(
                at=str(at),
                heading=sheet.heading[at] if at < len(sheet.heading) else f"Column {at + 1}",
                sample=ellipsis(first[at], 40) if at < len(first) else "",
                role=role,
            )
            for at, role in enumerate(found.roles)
        ]
        columns = plural(sheet.width, "column")
        apart = f", separated by {MARKS[sheet.delimiter]}" if sheet.width > 1 else ""
        self.facts = f"{plural(len(sheet.lines), 'line')}, {columns}{apart}"

    def _show_checked(self, found: Looked) -> None:
        checked = found.checked
        self.error = found.error
        if checked is None:
            self.preview, self.problems, self.counts, self.can_add, self.add_words = [], [], [], False, "Add people"
            self.more = self.more_problems = ""
            self.ask_count = 0
            return
        number = checked.add + (checked.ask if self.with_dismissed else 0)
        good = [line for line in checked.lines if line.fate == "add" or (line.fate == "ask" and self.with_dismissed)]
        bad = [line for line in checked.lines if line.fate in ("bad", "known")]
        self.preview = [_shown(line) for line in good[:MOST_SHOWN]]
        self.more = f"and {len(good) - MOST_SHOWN:,} more" if len(good) > MOST_SHOWN else ""
        self.problems = [line_words(line) for line in bad[:MOST_PROBLEMS]]
        left = len(bad) - MOST_PROBLEMS
        self.more_problems = f"and {left:,} more, all in the result afterwards" if left > 0 else ""
        self.counts = _count_words(checked)
        self.ask_count, self.ask_words = checked.ask, _ask_words(checked)
        self.can_add, self.add_words = number > 0, importing.add_words(number)

    @rx.event
    @requires("candidate:create")
    async def start(self):
        """Begin to add everybody of the list who can be added."""
        self.is_busy, self.error = True, ""
        yield
        place = path_part(self, "interviewer_id")
        try:
            # Read first and without a lock: a long list takes a second or two.
            found = await look(_looked, place, self._key, self._chosen(), self._heading)
            await call(
                importing.start,
                place,
                found.people,
                name=self.file_name,
                is_mailed=self.is_mailed,
                with_dismissed=self.with_dismissed,
            )
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_busy = False
        words = self.add_words.removeprefix("Add ")
        self._start_over()
        self.step, self.progress_href = "done", f"/interviewers/{place}/integrations"
        self.started = f"{words} {'is' if words.startswith('1 ') else 'are'} being added."
        if self.is_mailed:
            number = int(words.split()[0].replace(",", ""))
            self.started = f"{plural(number, 'invitation')} on the way."


def line_words(line: CheckedLine) -> str:
    """Say why a line is not added: "Line 2 has no email address: Bo Chen"."""
    who = ellipsis(line.name or line.email, 80)
    if line.sentence[:1].islower():
        said = f"Line {line.number:,} {line.sentence}"
        return f"{said.rstrip('.')}: {who}" if who else said
    return f"Line {line.number:,}{f' ({who})' if who else ''}: {line.sentence}"


def _shown(line: CheckedLine) -> PreviewLine:
    word, tone = _FATES[line.fate]
    return PreviewLine(
        number=f"{line.number:,}",
        name=line.name,
        email=line.email,
        phone=line.phone,
        word=word,
        tone=tone,
        note=line.sentence,
    )


def _count_words(checked: Checked) -> list[str]:
    found = [
        (checked.add, "new"),
        (checked.ask, "dismissed earlier"),
        (checked.known, "known"),
        (checked.bad, "not usable"),
    ]
    return [f"{number:,} {word}" for number, word in found if number]


def _ask_words(checked: Checked) -> str:
    verb = "was" if checked.ask == 1 else "were"
    return f"{plural(checked.ask, 'person', 'people')} {verb} dismissed in another interviewer. Add them too"


def _looked(w: Work, place: str, key: str, chosen: tuple[bool, list[str]], heading: bool | None) -> Looked:
    is_pasted, roles = chosen
    data = held.held(key, w.workspace_id, w.actor.user_id or 0)
    sheet = read_sheet(text_of(data), has_heading=heading, is_pasted=is_pasted)
    taken: tuple[Role, ...] = tuple(roles) if len(roles) == sheet.width else guess_roles(sheet)  # type: ignore[arg-type, assignment]
    try:
        people = people_of(sheet, taken, importing.place_region(w))
    except Invalid as missing:
        return Looked(sheet, taken, [], None, missing.sentence())
    return Looked(sheet, taken, people, importing.check(w, place, people))
