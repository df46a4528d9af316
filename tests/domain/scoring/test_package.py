"""A package of many candidates: what is in it, under which names, and what happens when something is missing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.adapters.files_local import LocalFiles
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.errors import Denied, Invalid
from milo_app.domain.candidates.export import Cancelled
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviews.models import FilePurpose, StoredFile
from milo_app.domain.scoring import package, service
from milo_app.domain.scoring.package import PackageChoices
from milo_app.domain.scoring.paper import Paper, PaperOptions, PrintingFailed
from milo_app.domain.scoring.ports import ReportPrinter
from tests.databases import Installation
from tests.factories.attempts import NOON, House, apply, house
from tests.factories.evaluators import FULL, works
from tests.factories.papers import text_of

RIGHTS = ("application:read", "application:media", "candidate:read", "candidate:read_contact", "candidate:export")


class Yard:
    """A workspace, its store, and some candidates with a stored resume."""

    def __init__(self, place: House, tmp_path: Path) -> None:
        self.place = place
        self.target = tmp_path / "package.zip"
        self.store = LocalFiles(tmp_path / "blobs")
        self.ids: list[int] = []

    def add(self, name: str = "Ada Obi", files: Iterable[tuple[str, str, bytes]] = ()) -> int:
        """Add somebody who is scored, with a resume and more files (name, kind, content)."""
        number, _ = apply(self.place, FULL, email=f"p{len(self.ids)}@example.com")
        service.evaluate(works(self.place, BuiltinEvaluator(self.place.clock)), number, 1)
        with self.place.open() as w:
            person = w.session.get_one(Candidate, w.session.get_one(Application, number).candidate_id)
            person.name = name
            resume = w.session.exec(select(StoredFile).where(col(StoredFile.application_id) == number)).one()
            resume.blob_key = self.store.save(self.place.workspace_id, [b"I led twelve people."], 1000).key
            for called, kind, content in files:
                blob = self.store.save(self.place.workspace_id, [content], 10**6)
                w.session.add(
                    StoredFile(
                        workspace_id=self.place.workspace_id, application_id=number, purpose=FilePurpose.ANSWER,
                        name=called, kind=kind, size=blob.size, sha256=blob.sha256, blob_key=blob.key, created_at=NOON,
                    )
                )  # fmt: skip
        self.ids.append(number)
        return number

    def write(self, choices: PackageChoices = PackageChoices(), *rights: str, **more: Any) -> package.Packed:
        """Write the package as a person with these rights."""
        actor = self.place.user(*(rights or RIGHTS))
        more = {"printer": bootstrap.ports()[ReportPrinter], "store": self.store, "ids": self.ids} | more
        opener = more.pop("works", lambda: bootstrap.read(actor, self.place.clock))
        return package.write(opener, self.target, more.pop("ids"), choices, **more)

    def names(self) -> list[str]:
        """Return the names in the package."""
        with ZipFile(self.target) as archive:
            assert archive.testzip() is None
            return archive.namelist()

    def read(self, name: str) -> bytes:
        """Return one file of the package."""
        with ZipFile(self.target) as archive:
            return archive.read(name)

    def index(self) -> list[dict[str, str]]:
        """Return the lines of the index."""
        return list(csv.DictReader(io.StringIO(self.read("index.csv").decode("utf-8-sig"))))


@pytest.fixture
def yard(installation: Installation, tmp_path: Path) -> Yard:
    """A workspace with the usual interview and nobody in it."""
    return Yard(house(), tmp_path)


def test_everybody_has_a_folder_with_report_and_resume_and_a_line_in_the_index(yard: Yard) -> None:
    yard.add("Ada Obi")
    yard.add("Ben Ito")
    told: list[int] = []
    made = yard.write(progress=told.append)
    assert (made.people, made.skipped, told) == (2, (), [1, 2])
    assert yard.names() == [
        "Ada Obi/Report.pdf",
        "Ada Obi/Resume.txt",
        "Ben Ito/Report.pdf",
        "Ben Ito/Resume.txt",
        "index.csv",
    ]
    assert "Ben Ito" in text_of(yard.read("Ben Ito/Report.pdf"))
    assert yard.read("Ada Obi/Resume.txt") == b"I led twelve people."
    first, second = yard.index()
    assert (first["Folder"], first["E-mail"], first["Report"], first["Files"]) == (
        "Ada Obi", "p0@example.com", "Report.pdf", "Resume.txt",
    )  # fmt: skip
    assert second["Status"] == "Completed" and second["Overall score"].isdigit()


def test_only_what_was_chosen_is_in_it(yard: Yard) -> None:
    files = [("certificate.pdf", "pdf", b"%PDF-"), ("call.mp3", "mp3", b"ID3"), ("clip.webm", "webm", b"\x1a")]
    yard.add("Ada Obi", files)
    yard.write(PackageChoices(report=False, resume=False, files=True))
    assert yard.names() == ["Ada Obi/certificate.pdf", "index.csv"]
    yard.write(PackageChoices(report=False, resume=False, audio=True, video=True))
    assert yard.names() == ["Ada Obi/call.mp3", "Ada Obi/clip.webm", "index.csv"]
    yard.write(PackageChoices(resume=False, paper=PaperOptions(transcript=False, language="fr")))
    text = text_of(yard.read("Ada Obi/Report.pdf"))
    assert "Rapport de candidature" in text and "Questions et réponses" not in text
    with pytest.raises(Invalid):
        yard.write(PackageChoices(report=False, resume=False))


def test_people_and_files_of_the_same_name_keep_apart(yard: Yard) -> None:
    yard.add("Ada Obi", [("a.txt", "txt", b"1"), ("A.txt", "txt", b"2"), ("Report.pdf", "pdf", b"%PDF-")])
    yard.add("ada obi")
    yard.add("Ada Obi (2)")
    yard.write(PackageChoices(files=True, resume=False))
    folders = [name.split("/")[0] for name in yard.names() if name.endswith("/Report.pdf")]
    assert len({folder.casefold() for folder in folders}) == 3
    assert {"Ada Obi/a.txt", "Ada Obi/A (2).txt", "Ada Obi/Report (2).pdf"} <= set(yard.names())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Windows\\x",
        "CON",
        "nul.txt",
        "N" * 200,
        "李" * 200,
        "👩‍💻 Zoë",
        "أحمد",
        "a\r\nb",
        " . ",
        "",
    ],
)
def test_every_name_makes_a_folder_that_every_system_takes(yard: Yard, name: str) -> None:
    yard.add(name)
    yard.write(PackageChoices(resume=False))
    place = yard.names()[0]
    folder, file = place.split("/")
    assert file == "Report.pdf" and folder
    assert len(folder.encode()) <= 181 and ".." not in folder and not set(folder) & set('\\:*?"<>|\r\n\t')
    assert folder.split(".")[0].casefold() not in ("con", "nul")


def test_many_people_of_one_long_name_keep_apart(yard: Yard) -> None:
    yard.add("N" * 200)
    yard.write(PackageChoices(report=False), ids=yard.ids * 12)
    folders = [name.split("/")[0] for name in yard.names() if "/" in name]
    assert len(set(folders)) == 12 and folders[-1].endswith(" (12)")


def test_a_file_that_is_gone_is_told_and_the_rest_is_there(yard: Yard) -> None:
    yard.add("Ada Obi")
    lost = yard.add("Ben Ito")
    with yard.place.open() as w:
        yard.store.delete(
            w.session.exec(select(StoredFile).where(col(StoredFile.application_id) == lost)).one().blob_key
        )
    made = yard.write(ids=[*yard.ids, 10**9])
    assert made.people == 2
    assert "Ben Ito/Report.pdf" in yard.names() and "Ben Ito/Resume.txt" not in yard.names()
    text = yard.read("skipped.txt").decode("utf-8-sig")
    assert "Ben Ito: Resume.txt: This file is not here any more." in text
    assert "not here any more" in text.splitlines()[1]


def test_a_report_that_cannot_be_printed_is_told_and_the_rest_is_there(yard: Yard) -> None:
    class Broken:
        def pdf(self, paper: Paper) -> bytes:
            raise PrintingFailed("x")

    yard.add("Ada Obi")
    made = yard.write(printer=Broken())
    assert made.skipped == ("Ada Obi: the report could not be printed. The PDF could not be made.",)
    assert yard.names() == ["Ada Obi/Resume.txt", "index.csv", "skipped.txt"]


def test_formulas_in_names_stay_text_in_the_index(yard: Yard) -> None:
    yard.add("=1+1")
    yard.write(PackageChoices(resume=False))
    assert yard.index()[0]["Name"] == "'=1+1"


def test_contact_details_need_their_right_and_files_too(yard: Yard) -> None:
    yard.add()
    yard.write(PackageChoices(), *(right for right in RIGHTS if right != "candidate:read_contact"))
    assert "E-mail" not in yard.index()[0] and b"example.com" not in yard.read("index.csv")
    for missing in ("candidate:export", "application:media", "application:read"):
        with pytest.raises(Denied):
            yard.write(PackageChoices(), *(right for right in RIGHTS if right != missing))
        assert not yard.target.exists()


def test_a_blind_reader_gets_reports_without_names_and_no_files(yard: Yard) -> None:
    from dataclasses import replace

    yard.add("Ada Obi", [("Ada.txt", "txt", b"Ada")])
    blind = replace(yard.place.user(*RIGHTS), is_blind=True)
    made = yard.write(PackageChoices(files=True), works=lambda: bootstrap.read(blind, yard.place.clock))
    report, index, skipped = yard.names()
    assert report.startswith("Candidate ") and (index, skipped) == ("index.csv", "skipped.txt")
    assert made.skipped == ("Resumes and other files were left out, because you review without names.",)
    everything = text_of(yard.read(report)) + yard.read(index).decode()
    assert "Ada" not in everything and "Obi" not in everything and "example.com" not in everything


def test_a_cancelled_or_failed_package_leaves_nothing(yard: Yard) -> None:
    yard.add()
    yard.add("Ben Ito")
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        yard.write(cancelled=lambda: next(answers))
    assert not yard.target.exists()

    def boom(done: int) -> None:
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        yard.write(progress=boom)
    assert not yard.target.exists()


def test_nothing_is_open_while_a_report_is_printed(yard: Yard) -> None:
    opened: list[str] = []
    actor = yard.place.user(*RIGHTS)

    class Watching:
        def pdf(self, paper: Paper) -> bytes:
            assert opened == []
            return b"%PDF-"

    class Opened:
        def __enter__(self) -> Any:
            opened.append("x")
            self.inner = bootstrap.read(actor, yard.place.clock)
            return self.inner.__enter__()

        def __exit__(self, *error: Any) -> Any:
            opened.pop()
            return self.inner.__exit__(*error)

    yard.add()
    assert yard.write(works=Opened, printer=Watching()).people == 1


def test_documents_are_stored_as_they_are_and_texts_are_packed(yard: Yard) -> None:
    yard.add("Ada Obi", [("long.txt", "txt", b"word " * 10_000)])
    yard.write(PackageChoices(files=True))
    with ZipFile(yard.target) as archive:
        assert archive.getinfo("Ada Obi/Report.pdf").compress_type == ZIP_STORED
        assert archive.getinfo("Ada Obi/long.txt").compress_size < 1_000


def test_choices_come_from_what_a_job_keeps() -> None:
    found = PackageChoices.from_parts({"report": "0", "video": "1", "language": "es", "chips": "0", "resume": "maybe"})
    assert found == PackageChoices(report=False, video=True, paper=PaperOptions(chips=False, language="es"))
    assert PackageChoices.from_parts({}) == PackageChoices()
