"""The index follows the database: every way of writing is noticed, and whatever happened, it ends as the database is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, delete, text, update
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates import erasure, merging, notes
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate, Decision
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.search import documents, queue, service, status
from milo_app.domain.search.asked import Asked, SearchFilters
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.models import SearchChange, SearchFailure, SearchIndex
from milo_app.domain.search.ports import Document, Kind, Scope, SearchRequest
from milo_app.jobs import search_index
from tests.databases import Installation, on_postgres
from tests.factories.houses import House, house

pytestmark = pytest.mark.alone


@pytest.fixture
def home(installation: Installation) -> House:
    home = house()
    home.candidate("Dana Lee", "dana@mail.test")
    search_index.keep()
    return home


def engine_of(home: House):
    return bootstrap.ports()[Engines].primary


def indexed(home: House, text: str, **changes: object) -> list[int]:
    """Ask the engine alone, without what the service adds."""
    page = engine_of(home).search(Scope(home.workspace_id), SearchRequest(text, **changes))  # type: ignore[arg-type]
    return [hit.id for hit in page.hits[Kind.CANDIDATE]]


def waiting(home: House) -> int:
    at = engine_of(home).cursor()
    with home.system() as w:
        return queue.depth(w, at).waiting


def test_a_new_person_is_queued_in_the_transaction_and_found_after_the_job(home: House) -> None:
    person = home.candidate("Nora Quist")
    assert (waiting(home), indexed(home, "nora")) == (1, [])
    assert search_index.keep() == 1
    assert (waiting(home), indexed(home, "nora")) == (0, [person.id])


def test_what_was_rolled_back_is_not_queued(home: House) -> None:
    with pytest.raises(RuntimeError), home.system() as w:
        w.session.add(Candidate(workspace_id=home.workspace_id, name="Gone", email="gone@mail.test", created_at=w.now))
        w.session.flush()
        raise RuntimeError
    assert waiting(home) == 0


def test_statements_in_bulk_and_plain_sql_are_noticed(home: House) -> None:
    people = [home.candidate(f"Nora {number}") for number in range(5)]
    search_index.keep()
    with home.system() as w:
        w.session.execute(
            update(Candidate).where(col(Candidate.id).in_([one.id for one in people[:3]])).values(name="Zoe Bulk"),
            execution_options={"synchronize_session": False},
        )
        w.session.connection().execute(
            text("UPDATE candidate SET name = 'Zoe Plain' WHERE id = :id"), {"id": people[3].id}
        )
        w.session.execute(delete(Candidate).where(col(Candidate.id) == people[4].id))
    assert waiting(home) == 5
    search_index.keep()
    assert sorted(indexed(home, "zoe")) == [one.id for one in people[:4]]
    assert indexed(home, "nora") == []


def test_columns_that_no_document_holds_queue_nothing(home: House) -> None:
    application = home.application(home.interviewer())
    search_index.keep()
    with home.system() as w:
        w.session.execute(
            update(Application)
            .where(col(Application.id) == application.id)
            .values(engaged_at=w.now + timedelta(days=1), csat=5)
        )
        w.session.execute(update(Application).where(col(Application.id) == application.id).values(state="pending"))
    assert waiting(home) == 0


def test_tags_notes_resumes_and_decisions_reach_the_document(home: House) -> None:
    author = home.user()
    interviewer = home.interviewer("Cook")
    application = home.application(interviewer, home.candidate("Ada Obi"))
    search_index.keep()
    own = {"workspace_id": home.workspace_id, "application_id": application.id}
    with home.system() as w:
        w.session.add(ApplicationTag(**own, interviewer_id=interviewer.id, name="Language", value="Suomi"))
        w.session.add(
            ApplicationTag(
                **own, interviewer_id=interviewer.id, name="Years of experience", value="about 6, by its dates"
            )
        )
        w.session.add(
            StoredFile(
                **own, purpose=FilePurpose.RESUME, name="cv.txt", kind="txt", size=1, sha256="", blob_key="k",
                created_at=w.now, text_state=TextState.READ, text="Kubernetes in production",
            )
        )  # fmt: skip
        w.session.execute(
            update(Application).where(col(Application.id) == application.id).values(decision=Decision.SHORTLISTED)
        )
    with home.as_role(Role.ADMIN, author) as w:
        notes.write(w, application.public_id, "Speaks of submarines")
    search_index.keep()
    for word in ("suomi", "kubernetes", "submarines"):
        assert indexed(home, word) == [application.candidate_id], word
    with home.as_role(Role.ADMIN) as w:
        filters = SearchFilters(interviewer=interviewer.public_id, status="shortlisted", min_years=6, max_years=6)
        assert [hit.name for hit in service.find(w, Asked("", filters=filters)).candidates] == ["Ada Obi"]


def test_what_a_workspace_switches_off_leaves_the_index(home: House) -> None:
    author = home.user()
    application = home.application(home.interviewer(), home.candidate("Ada Obi"))
    with home.as_role(Role.ADMIN, author) as w:
        notes.write(w, application.public_id, "Speaks of submarines")
    search_index.keep()
    assert indexed(home, "submarines") == [application.candidate_id]
    with home.as_role(Role.ADMIN, author) as w:
        status.switch(w, has_resumes=True, has_notes=False, has_tags=True)
    search_index.keep()
    assert indexed(home, "submarines") == []
    assert indexed(home, "ada obi") == [application.candidate_id]


def test_an_erased_person_is_gone_at_once_and_from_the_index(home: House) -> None:
    author = home.user()
    application = home.application(home.interviewer(), home.candidate("Ghost One", "ghost@mail.test"))
    search_index.keep()
    with home.as_role(Role.ADMIN, author) as w:
        erasure.erase(w, application.public_id)
    with home.as_role(Role.ADMIN) as w:
        found = service.find(w, Asked("ghost"))
    assert (found.candidates, found.candidates_count.value) == ([], 0)
    search_index.keep()
    assert (indexed(home, "ghost"), indexed(home, "erased")) == ([], [])


def test_what_was_just_written_is_found_before_the_index_has_it(home: House) -> None:
    home.candidate("Nora Quist", "nora@mail.test")
    for words in ("nora", "quist nor", "ora@mail"):
        with home.as_role(Role.RECRUITER) as w:
            found = service.find(w, Asked(words))
        assert ([hit.name for hit in found.candidates], found.candidates_count.value) == (["Nora Quist"], 1), words


def test_without_an_index_the_answer_says_so_and_one_is_built_by_itself(home: House) -> None:
    place = engine_of(home).place
    place.link.unlink()
    with home.as_role(Role.ADMIN) as w:
        found = service.find(w, Asked("dana"))
    assert "rebuilding, 0 %" in found.note
    search_index.keep()
    with home.as_role(Role.ADMIN) as w:
        found = service.find(w, Asked("dana"))
    assert ([hit.name for hit in found.candidates], found.note) == (["Dana Lee"], "")


def test_a_damaged_file_is_given_up_and_built_anew(home: House) -> None:
    file = engine_of(home).place.current()
    file.write_bytes(b"x" * 5_000)
    with home.as_role(Role.ADMIN) as w:
        assert service.find(w, Asked("dana")).note
    search_index.keep()
    assert len(indexed(home, "dana")) == 1


def test_an_index_that_is_too_far_behind_is_built_anew(home: House) -> None:
    home.candidate("Nora Quist")
    with home.system() as w:
        home.clock.at += timedelta(days=8)
        w.session.execute(update(SearchChange).values(created_at=w.now - timedelta(days=8)))
        assert queue.forget_old(w) == 2
    before = engine_of(home).place.current()
    search_index.keep()
    assert engine_of(home).place.current() != before
    assert len(indexed(home, "nora")) == 1


def test_reindex_builds_a_new_generation_and_says_how_far_it_is(home: House) -> None:
    before = engine_of(home).place.current()
    with home.as_role(Role.ADMIN) as w:
        status.reindex(w)
    search_index.keep()
    after = engine_of(home).place.current()
    assert after != before and not before.exists()
    with bootstrap.read(home.actor(None)) as w:
        (one,) = status.overview(w).engines
    assert (one.name, one.is_up, one.building, one.is_wanted, one.waiting, one.problem) == (
        "embedded", True, None, False, 0, "",
    )  # fmt: skip
    assert one.documents == {Kind.CANDIDATE: 1, Kind.INTERVIEWER: 0}
    assert one.built_at is not None


def test_a_build_that_is_stopped_leaves_the_index_that_answers(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine_of(home).place.current()
    with home.as_role(Role.ADMIN) as w:
        status.reindex(w)

    real = documents.ids_after

    def stopped(w, *given):
        with bootstrap.work(home.actor(None)) as other:
            status.cancel(other)
        return real(w, *given)

    monkeypatch.setattr(documents, "ids_after", stopped)
    search_index.keep()
    monkeypatch.undo()
    assert engine_of(home).place.current() == before
    assert len(list(before.parent.glob("*.db"))) == 1
    with home.system() as w:
        row = w.session.get_one(SearchIndex, "embedded")
        assert (row.problem, row.is_building, row.is_wanted) == ("", False, False)


def test_what_cannot_be_indexed_is_parked_with_its_reason_and_tried_again(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = documents.people

    def breaks(w, workspace_id, ids) -> list[Document]:
        found = real(w, workspace_id, ids)
        if any(document.name == "Bad Row" for document in found):
            raise ValueError("cannot be read")
        return found

    monkeypatch.setattr(documents, "people", breaks)
    bad, good = home.candidate("Bad Row"), home.candidate("Good Row")
    search_index.keep()
    assert (indexed(home, "good row"), indexed(home, "bad row")) == ([good.id], [])
    with bootstrap.read(home.actor(None)) as w:
        (failure,) = status.overview(w).failures
    assert (failure.name, failure.reason) == ("Bad Row", "ValueError: cannot be read")
    monkeypatch.undo()
    with home.as_role(Role.ADMIN) as w:
        assert status.retry(w, failure.id) == 1
    search_index.keep()
    assert indexed(home, "bad row")[0] == bad.id
    with home.system() as w:
        assert w.session.scalars(select(SearchFailure)).all() == []


def test_rows_in_bulk_can_be_written_without_a_row_of_the_queue_for_each(home: House) -> None:
    with home.system() as w, queue.held_still(w):
        for number in range(20):
            w.session.add(
                Candidate(
                    workspace_id=home.workspace_id, name=f"Many {number}", email=f"m{number}@mail.test",
                    created_at=w.now,
                )
            )  # fmt: skip
    assert waiting(home) == 1
    home.interviewer("Sommelier")
    search_index.keep()
    assert engine_of(home).health().documents == {Kind.CANDIDATE: 21, Kind.INTERVIEWER: 1}


def test_another_workspace_sees_its_own_counts_and_failures_only(home: House) -> None:
    other = house("Elsewhere")
    other.candidate("Dana Stranger")
    search_index.keep()
    with bootstrap.read(other.actor(None)) as w:
        seen = status.overview(w)
    assert seen.engines[0].documents[Kind.CANDIDATE] == seen.in_database[Kind.CANDIDATE] == 1


def test_the_title_of_an_interviewer_is_found_as_it_is_now(home: House) -> None:
    row = home.interviewer("Barista")
    search_index.keep()
    with bootstrap.work(system(home.workspace_id)) as w:
        w.session.execute(update(Interviewer).where(col(Interviewer.id) == row.id).values(title="Sommelier"))
    search_index.keep()
    page = engine_of(home).search(Scope(home.workspace_id), SearchRequest("sommelier"))
    assert [hit.id for hit in page.hits[Kind.INTERVIEWER]] == [row.id]


def test_what_commits_late_is_not_passed_over(home: House) -> None:
    """On PostgreSQL a row may become visible after one with a higher number; on SQLite the second writer waits."""
    if not on_postgres():
        assert engine_of(home).cursor() is not None
        with home.system() as w:
            at = queue.newest(w)
        home.candidate("Nora Quist")
        with home.system() as w:
            assert [one.kind for one in queue.after(w, at).things] == ["candidate"]
        return
    engine = create_engine(settings().database)
    row = text(
        "INSERT INTO candidate (workspace_id, public_id, name, name_key, email, phone, tz, created_at) "
        "VALUES (:home, 'late', 'Late Person', '', 'late@mail.test', '', '', now())"
    )
    with engine.connect() as slow:
        slow.execute(row, {"home": home.workspace_id})
        quick = home.candidate("Quick Person")
        search_index.keep()
        assert indexed(home, "quick person") == []  # it waits, and is found by comparing
        with home.as_role(Role.ADMIN) as w:
            assert [hit.name for hit in service.find(w, Asked("quick person")).candidates] == ["Quick Person"]
        slow.commit()
    engine.dispose()
    search_index.keep()
    assert indexed(home, "quick person")[0] == quick.id
    assert len(indexed(home, "late person")) == 1


def test_who_was_two_people_is_found_by_the_address_and_number_of_either(home: House) -> None:
    kept, gone = home.candidate("Ada Obi", "ada@one.test"), home.candidate("Ada M. Obi", "obi@two.test", "+48600700800")
    author = home.user()
    search_index.keep()
    with home.as_role(Role.ADMIN, author) as w:
        merging.merge(w, kept.public_id, gone.public_id)
    search_index.keep()
    for words in ("ada@one", "obi@two", "600700800"):
        assert indexed(home, words) == [kept.id], words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail dana.lee@firm.test today", "Mail today"),
        ("Call +1 (415) 555-0101 or 415 555 01012", "Call or"),
        ("See https://linkedin.com/in/dana and www.dana.test", "See and"),
        ("Cook, 2015 - 2019, led 12 people, 40 hours", "Cook, 2015 - 2019, led 12 people, 40 hours"),
        ("Budget 1,200,000 in 2021", "Budget 1,200,000 in 2021"),
    ],
)
def test_no_address_and_no_number_of_a_resume_is_indexed(text: str, expected: str) -> None:
    assert " ".join(documents.without_contact(text).split()) == expected
