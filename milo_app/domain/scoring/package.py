"""A package of many candidates: a ZIP file with a folder per person, written to disk one person at a time.

A person is read in a unit of work of their own; their report is printed, and their files are copied, after it is closed.
What cannot be read does not stop the rest: it stands in `skipped.txt`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlmodel import col, select

from milo_app.core.csv_lines import BOM, csv_lines
from milo_app.core.errors import Invalid, MiloError
from milo_app.core.filetypes import display_name
from milo_app.core.work import Work
from milo_app.domain.candidates.export import Cancelled, Cell
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.queries import visible_to
from milo_app.domain.interviews.models import FilePurpose, StoredFile
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.scoring import printing, queries
from milo_app.domain.scoring.paper import OFF, ON, Paper, PaperOptions
from milo_app.domain.scoring.ports import ReportPrinter
from milo_app.domain.scoring.report import Report

AUDIO = frozenset({"mp3", "m4a", "wav", "ogg", "flac"})
VIDEO = frozenset({"mp4", "webm", "mov", "mkv"})
PARTS = ("report", "resume", "files", "audio", "video")
INDEX, SKIPPED = "index.csv", "skipped.txt"
LONGEST_NAME = 80
_MOST_BYTES = 180
_CHUNK = 1 << 18
_PACKED = frozenset({"txt", "csv"})
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))})
Works = Callable[[], AbstractContextManager[Work]]


@dataclass(frozen=True, slots=True)
class PackageChoices:
    """What a package holds for each person: the report, the resume, files of answers, recordings where there are any."""

    report: bool = True
    resume: bool = True
    files: bool = False
    audio: bool = False
    video: bool = False
    paper: PaperOptions = field(default_factory=PaperOptions)

    @staticmethod
    def from_parts(parts: Mapping[str, str]) -> PackageChoices:
        """Read choices from a form or what a job keeps; what makes no sense is left at its default."""
        chosen: dict[str, Any] = {}
        for name in PARTS:
            value = str(parts.get(name, "")).lower()
            if value in ON or value in OFF:
                chosen[name] = value in ON
        return PackageChoices(**chosen, paper=PaperOptions.from_parts(parts))

    @property
    def has_files(self) -> bool:
        """Whether anything is chosen that candidates sent."""
        return self.resume or self.files or self.audio or self.video


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of it: people in the package, and lines about what is not."""

    people: int
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of somebody: its name in their folder, and where it is kept."""

    name: str
    kind: str
    blob_key: str


@dataclass(frozen=True, slots=True)
class _Person:
    """What is read of one person inside the transaction."""

    report: Report
    paper: Paper
    members: tuple[_Member, ...]
    at: datetime


def require(w: Work, choices: PackageChoices) -> None:
    """Check the rights that a package needs before a job begins; raises `Denied`, or `Invalid` for an empty choice."""
    w.require("candidate:export")
    w.require("application:read")
    if choices.has_files and not w.actor.is_blind:
        w.require("application:media")
    if not choices.report and not choices.has_files:
        raise Invalid("Nothing was chosen for the package.", field="report", do="Choose the report or the resume.")


def write(
    works: Works,
    target: Path,
    ids: Iterable[int],
    choices: PackageChoices,
    *,
    printer: ReportPrinter,
    store: FileStore,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] = lambda done: None,
) -> Packed:
    """Write the package of these applications (internal ids) and return what is in it and what is not.

    `progress` is told after each person how many are done. Raises `Cancelled`; whatever ends it early, no half file
    stays.
    """
    try:
        with ZipFile(target, "w", ZIP_STORED) as archive:
            writing = _Writing(archive, choices, printer, store, cancelled)
            for done, row_id in enumerate(ids, start=1):
                if cancelled():
                    raise Cancelled
                writing.add(works, row_id)
                progress(done)
            writing.finish(works)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Packed(len(writing.index), tuple(writing.skipped))


class _Writing:
    """A package while it is written: names that are taken, the lines of the index, what was left out."""

    def __init__(
        self,
        archive: ZipFile,
        choices: PackageChoices,
        printer: ReportPrinter,
        store: FileStore,
        cancelled: Callable[[], bool],
    ) -> None:
        self._archive = archive
        self._choices = choices
        self._printer = printer
        self._store = store
        self._cancelled = cancelled
        self._folders: dict[str, int] = {}
        self.index: list[list[Cell]] = []
        self.skipped: list[str] = []

    def add(self, works: Works, row_id: int) -> None:
        """Put one person into the package."""
        try:
            with works() as w:
                person = _read(w, row_id, self._choices)
        except MiloError as gone:
            if gone.status == 403:
                raise
            self.skipped.append("Somebody was left out, because they are not here any more.")
            return
        folder = self._folder(person.report.name)
        report = self._print(person, folder) if self._choices.report else ""
        names = _Names({report.casefold()})
        kept = [name for member in person.members if (name := self._copy(member, person, folder, names))]
        self.index.append(_line(person.report, folder, report, kept))

    def _folder(self, name: str) -> str:
        """Return a folder name that no other person has, also where capitals do not count."""
        wanted = safe_name(name)
        number = self._folders.get(_key(wanted), 0)
        folder = wanted
        while _key(folder) in self._folders:
            number += 1
            folder = f"{wanted} ({number})"
        self._folders[_key(wanted)] = max(number, 1)
        self._folders.setdefault(_key(folder), 1)
        return folder

    def _print(self, person: _Person, folder: str) -> str:
        try:
            made = self._printer.pdf(person.paper)
        except MiloError as failed:
            self.skipped.append(f"{folder}: the report could not be printed. {failed.message}")
            return ""
        self._archive.writestr(_entry(f"{folder}/Report.pdf", person.at), made)
        return "Report.pdf"

    def _copy(self, member: _Member, person: _Person, folder: str, names: _Names) -> str:
        try:
            source = self._store.open(member.blob_key)
        except (MiloError, OSError) as missing:
            reason = missing.message if isinstance(missing, MiloError) else "It cannot be read."
            self.skipped.append(f"{folder}: {member.name}: {reason}")
            return ""
        name = names.take(member.name)
        entry = _entry(f"{folder}/{name}", person.at, packed=member.kind in _PACKED)
        with source, self._archive.open(entry, "w", force_zip64=True) as out:
            for chunk in _chunks(source):
                if self._cancelled():
                    raise Cancelled
                out.write(chunk)
        return name

    def finish(self, works: Works) -> None:
        """Write the index, and the list of what was left out where there is anything."""
        with works() as w:
            require(w, self._choices)
            at, sees_contact, is_blind = w.now, w.actor.can("candidate:read_contact"), w.actor.is_blind
        if is_blind and self._choices.has_files:
            self.skipped.insert(0, "Resumes and other files were left out, because you review without names.")
        lines = [_HEADER, *self.index]
        if is_blind or not sees_contact:
            lines = [[*line[:2], *line[4:]] for line in lines]
        self._archive.writestr(_entry(INDEX, at, packed=True), (BOM + csv_lines(lines)).encode())
        if self.skipped:
            text = "\r\n".join([*self.skipped, ""])
            self._archive.writestr(_entry(SKIPPED, at, packed=True), (BOM + text).encode())


_HEADER: list[Cell] = [
    "Folder", "Name", "E-mail", "Phone", "Interviewer", "Status", "Overall score", "Band", "Decision", "Report",
    "Files", "Id",
]  # fmt: skip


def _line(report: Report, folder: str, printed: str, kept: list[str]) -> list[Cell]:
    decision = "" if report.decision == "none" else report.decision.capitalize()
    return [
        folder,
        report.name,
        report.email,
        report.phone,
        report.interviewer_title,
        report.status_word,
        report.score,
        "" if report.score is None else report.band,
        decision,
        printed,
        "; ".join(kept),
        report.public_id,
    ]


class _Names:
    """The names in one folder."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def take(self, wanted: str) -> str:
        """Return the name, with a number where it is taken already."""
        stem, ending = Path(wanted).stem, Path(wanted).suffix
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem} ({number}){ending}"
        self._taken.add(name.casefold())
        return name


def _read(w: Work, row_id: int, choices: PackageChoices) -> _Person:
    require(w, choices)
    found = w.session.scalars(visible_to(w).where(col(Application.id) == row_id)).one_or_none()
    if found is None:
        raise Invalid("They are not here any more.")
    report = queries.report(w, found.public_id)
    # A blind reader gets no file: a resume is what names its writer.
    members = () if w.actor.is_blind else tuple(_members(w, row_id, choices))
    return _Person(report, printing.laid_out(w, report, choices.paper), members, w.now)


def _members(w: Work, row_id: int, choices: PackageChoices) -> Iterator[_Member]:
    if not choices.has_files:
        return
    query = select(StoredFile).where(col(StoredFile.application_id) == row_id).order_by(col(StoredFile.id))
    files = list(w.session.exec(query))
    resumes = [file for file in files if file.purpose == FilePurpose.RESUME]
    if choices.resume and resumes:
        last = max(resumes, key=lambda file: (file.created_at, file.id or 0))
        yield _Member(f"Resume.{last.kind}", last.kind, last.blob_key)
    for file in files:
        kind = "audio" if file.kind in AUDIO else "video" if file.kind in VIDEO else "files"
        if file.purpose != FilePurpose.RESUME and getattr(choices, kind):
            yield _Member(_ending(safe_name(file.name), file.kind), file.kind, file.blob_key)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _ending(name: str, kind: str) -> str:
    """Return a file name that ends with what the file is, whatever it was called."""
    return name if name.lower().endswith((f".{kind}", ".jpeg" if kind == "jpg" else f".{kind}")) else f"{name}.{kind}"


def safe_name(name: str) -> str:
    """Return a name for a file or folder that every system takes: no path, no device, not too long in any script."""
    shown = display_name(name, LONGEST_NAME)
    while len(shown.encode()) > _MOST_BYTES:
        shown = shown[:-1].rstrip(" .")
    return f"_{shown}" if shown.partition(".")[0].strip().casefold() in _DEVICES else shown or "file"


def _entry(name: str, at: datetime, *, packed: bool = False) -> ZipInfo:
    entry = ZipInfo(name, date_time=at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    entry.external_attr = 0o600 << 16
    return entry


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
