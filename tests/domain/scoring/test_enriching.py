"""Enrichment: resume, tags, place and duplicates are read again, and everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import col, select

from milo_app.adapters.files_local import LocalFiles
from milo_app.domain.candidates import bulk_jobs, bulk_work
from milo_app.domain.candidates.bulk_work import Tools
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.candidates.service import NewTag, add_tags
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.interviews.ports import FileStore, ResumeReader, ResumeText, UnreadableResume
from milo_app.domain.scoring import enriching
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer

RESUME = """Ana Lima
Portland, OR
ana@mail.test

Experience
7 years of experience in retail

Languages: English, Spanish (fluent)
"""


class Reader:
    """Reads every document as the same text."""

    def read(self, path: Path, kind: str) -> ResumeText:
        """Return the text, or that there is none."""
        if kind == "docx":
            raise UnreadableResume("empty", "This document holds no text.")
        return ResumeText(RESUME, pages=1)


@pytest.fixture
def people(house: House, tmp_path: Path) -> dict[str, int]:
    """Ana and Ben with the same resume, Cleo with one that cannot be read, Dora with none."""
    store = LocalFiles(tmp_path / "blobs")
    house.ports |= {FileStore: store, ResumeReader: Reader()}
    found: dict[str, int] = {}
    with house.work() as w:
        role = make_interviewer(w)
        for name, kind in (("Ana", "pdf"), ("Ben", "pdf"), ("Cleo", "docx"), ("Dora", "")):
            row = make_application(w, role, name, f"{name.lower()}@mail.test")
            found[name] = row.id or 0
            if kind:
                blob = store.save(house.workspace.id or 0, [kind.encode()], 1000)
                w.session.add(
                    StoredFile(
                        workspace_id=house.workspace.id, application_id=row.id, purpose=FilePurpose.RESUME, kind=kind,
                        name=f"cv.{kind}", size=blob.size, sha256=blob.sha256, blob_key=blob.key, created_at=w.now,
                    )
                )  # fmt: skip
        add_tags(w, found["Ana"], [NewTag("Years of experience", "3"), NewTag("Shift", "Night")])
        dora = w.session.get_one(Candidate, w.session.get_one(Application, found["Dora"]).candidate_id)
        dora.phone = "+14155550123"
        w.session.add(dora)
    return found


def tags(house: House, row_id: int) -> set[tuple[str, str]]:
    """Return the tags of somebody."""
    with house.work() as w:
        query = select(ApplicationTag).where(col(ApplicationTag.application_id) == row_id)
        return {(row.name, row.value) for row in w.session.exec(query)}


def test_what_a_resume_says_is_taken_again(house: House, people: dict[str, int]) -> None:
    with house.work() as w:
        started = bulk_jobs.start(w, "enrich", Selection(flt=ApplicationFilter()))
        job = bulk_jobs.own(w, started.id)
    worker = Tools(house.work, {"enrich": enriching.ENRICH}, keep=lambda place, path: ("", 0), drop=lambda key: None)
    bulk_work.work_off(worker, job.workspace_id, job.id or 0)
    with house.work() as w:
        done = bulk_jobs.view(bulk_jobs.own(w, job.public_id))
        reasons = {one.name: one.reason for one in bulk_jobs.skipped(w, job.public_id)}
        ana = w.session.get_one(Candidate, w.session.get_one(Application, people["Ana"]).candidate_id)
        dora = w.session.get_one(Candidate, w.session.get_one(Application, people["Dora"]).candidate_id)
        assert (ana.city, ana.place_source, dora.country) == ("Portland", "resume", "US")
        read = w.session.exec(select(StoredFile).where(col(StoredFile.application_id) == people["Ana"])).one()
        assert read.text_state == TextState.READ
    assert (done.state, done.done, done.skipped) == ("done", 4, 2)
    assert reasons["Dora"] == "Has no resume" and reasons["Cleo"].startswith("The resume could not be read.")
    assert ("Shift", "Night") in tags(house, people["Ana"])
    assert ("Years of experience", "7") in tags(house, people["Ana"])
    assert ("Years of experience", "3") not in tags(house, people["Ana"])
    assert ("Possible duplicate", "Same resume") in tags(house, people["Ben"])
    assert tags(house, people["Dora"]) == set()
