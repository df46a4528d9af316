"""Jobs on many candidates: who is in them, how they go on after a crash, what they offer and to whom."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from milo_app.adapters.files_local import LocalFiles
from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.core.errors import Conflict, Denied, Gone, Invalid, NotFound
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work, system
from milo_app.domain.candidates import bulk_jobs, bulk_work, decisions
from milo_app.domain.candidates.bulk_models import BulkJob, BulkJobState
from milo_app.domain.candidates.bulk_work import FileRun, PeopleKind, Tools, Written
from milo_app.domain.candidates.events import BulkFileFetched, BulkJobFinished
from milo_app.domain.candidates.export import Cancelled
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, EvaluationState
from milo_app.domain.candidates.selection import Selection
from milo_app.domain.interviewers import lifecycle
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.notifications.models import Notification
from milo_app.domain.outreach import nudging
from milo_app.domain.outreach.models import Message
from milo_app.domain.outreach.ports import MailTransport
from milo_app.domain.scoring import bulk_kinds
from tests.factories.candidates import make_application
from tests.factories.crowds import make_crowd
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer

ALL = ApplicationFilter()


@pytest.fixture
def store(house: House, tmp_path: Path) -> LocalFiles:
    """Where files are kept."""
    found = LocalFiles(tmp_path / "blobs")
    house.ports |= {FileStore: found, MailTransport: DevMailbox()}
    return found


@pytest.fixture
def role(house: House, store: LocalFiles) -> Interviewer:
    """An interviewer with three people."""
    with house.work() as w:
        row = make_interviewer(w)
        for name in ("Ana Lima", "Ben Li", "=Cleo()"):
            make_application(w, row, name, f"{name.strip('=()').split()[0].lower()}@mail.test")
        return row


def tools(house: House, **kinds: Any) -> Tools:
    """Return what a worker brings along."""
    store: LocalFiles = house.ports[FileStore]
    known = {
        "export": bulk_kinds.write_export,
        "nudge": nudging.NUDGE,
        "rescore": bulk_kinds.RESCORE,
        **kinds,
    }

    def hold() -> bool:
        # A transaction of its own, as the lease takes: nothing may be open around it.
        with house.work(system(None)) as w:
            w.session.execute(text("SELECT 1"))
        return True

    return Tools(
        works=lambda actor: house.work(actor),
        kinds=known,
        keep=lambda workspace_id, path: bulk_kinds.kept(store, workspace_id, path),
        drop=store.delete,
        hold=hold,
    )


def begin(house: House, role: Interviewer, kind: str, params: Mapping[str, Any] | None = None) -> BulkJob:
    """Start a job on everybody of the interviewer."""
    with house.work() as w:
        started = bulk_jobs.start(w, kind, Selection(role.public_id, flt=ALL), params)
        return bulk_jobs.own(w, started.id)


def go(house: House, job: BulkJob, **kinds: Any) -> bulk_jobs.JobView:
    """Let a worker carry out a job and return how it stands then."""
    bulk_work.work_off(tools(house, **kinds), job.workspace_id, job.id or 0)
    return seen(house, job)


def seen(house: House, job: BulkJob) -> bulk_jobs.JobView:
    """Return how a job stands."""
    with house.work() as w:
        return bulk_jobs.view(bulk_jobs.own(w, job.public_id))


def blobs(store: LocalFiles, tmp_path: Path) -> list[Path]:
    """Return every kept file."""
    return [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


def test_an_export_is_offered_to_its_owner_whole_and_told_at_the_bell(
    house: House, role: Interviewer, store: LocalFiles
) -> None:
    job = begin(house, role, "export", {"form": "csv", "columns": ["name", "email", "state"]})
    with house.work() as w:
        make_application(w, w.session.get_one(Interviewer, role.id), "Late Comer")
    done = go(house, job)
    assert (done.state, done.done, done.total, done.skipped) == ("done", 3, 3, 0)
    assert done.label == "Export of 3 candidates" and done.file_name.endswith(".csv")
    with house.work() as w:
        file = bulk_jobs.file_for(w, job.public_id)
        bell = w.session.exec(select(Notification).where(col(Notification.kind) == "job_done")).one()
    assert (bell.title, bell.user_id) == ("Export of 3 candidates: done", house.recruiter.user_id)
    with store.open(file.key) as handle:
        lines = list(csv.reader(io.StringIO(handle.read().decode("utf-8-sig"))))
    assert [line[:2] for line in lines] == [
        ["Name", "E-mail"],
        ["Ana Lima", "ana@mail.test"],
        ["Ben Li", "ben@mail.test"],
        ["'=Cleo()", "cleo@mail.test"],
    ]
    assert house.told(BulkFileFetched)[0].job_id == job.id
    for stranger in (house.admin, house.viewer):
        with house.work(stranger) as w, pytest.raises((NotFound, Denied)):
            bulk_jobs.file_for(w, job.public_id)


def test_json_holds_what_the_columns_say(house: House, role: Interviewer, store: LocalFiles) -> None:
    job = begin(house, role, "export", {"form": "json", "columns": ["name"]})
    go(house, job)
    with house.work() as w, store.open(bulk_jobs.file_for(w, job.public_id).key) as handle:
        assert json.loads(handle.read())[0] == {"name": "Ana Lima"}


def test_an_export_that_is_cancelled_half_way_offers_no_file(
    house: House, role: Interviewer, store: LocalFiles, tmp_path: Path
) -> None:
    job = begin(house, role, "export")

    def write(run: FileRun) -> Written:
        run.target.write_text("half of it")
        with house.work() as w:
            bulk_jobs.cancel(w, job.public_id)
        if run.cancelled():
            raise Cancelled
        return Written("never.csv")

    assert go(house, job, export=write).state == "cancelled"
    assert blobs(store, tmp_path) == []
    assert list((tmp_path / "data" / "jobs").iterdir()) == []
    with house.work() as w, pytest.raises(NotFound):
        bulk_jobs.file_for(w, job.public_id)
    with house.work() as w, pytest.raises(Conflict):
        bulk_jobs.cancel(w, job.public_id)
    assert go(house, job).state == "cancelled"


def test_a_file_that_was_finished_after_the_cancel_is_dropped(
    house: House, role: Interviewer, store: LocalFiles, tmp_path: Path
) -> None:
    job = begin(house, role, "export")

    def write(run: FileRun) -> Written:
        run.target.write_text("all of it")
        with house.work() as w:
            bulk_jobs.cancel(w, job.public_id)
        return Written("never.csv")

    assert go(house, job, export=write).state == "cancelled"
    assert blobs(store, tmp_path) == []


def test_a_worker_that_dies_between_two_parts_leaves_nobody_out_and_does_nobody_twice(
    house: House, store: LocalFiles
) -> None:
    with house.work() as w:
        role = make_interviewer(w)
        make_crowd(w, role, 25)
    job = begin(house, role, "nudge")
    done: list[int] = []

    def each(w: Work, row_id: int, params: Mapping[str, Any]) -> str:
        if len(done) == 17 and house.events:
            raise KeyboardInterrupt
        row = w.session.get_one(Application, row_id)
        row.attempt += 1
        w.session.add(row)
        done.append(row_id)
        return "Every fifth" if row_id % 5 == 0 else ""

    with pytest.raises(KeyboardInterrupt):
        go(house, job, nudge=PeopleKind(each, part=10))
    half = seen(house, job)
    assert (half.state, half.done) == ("running", 10)
    house.events.clear()
    whole = go(house, job, nudge=PeopleKind(each, part=10))
    assert (whole.state, whole.done, whole.skipped) == ("done", 25, 5)
    with house.work() as w:
        assert {row.attempt for row in w.session.exec(select(Application))} == {2}
        assert [one.reason for one in bulk_jobs.skipped(w, job.public_id)] == ["Every fifth"] * 5
    assert [event.skipped for event in house.told(BulkJobFinished)] == [5]


def test_a_job_runs_with_the_rights_that_its_owner_holds_by_then(house: House, role: Interviewer) -> None:
    job = begin(house, role, "export")
    with house.work() as w:
        kept = w.session.get_one(BulkJob, job.id)
        kept.user_id = house.viewer.user_id
        w.session.add(kept)
    bulk_work.work_off(tools(house), job.workspace_id, job.id or 0)
    with house.work() as w:
        ended = w.session.get_one(BulkJob, job.id)
        assert ended.state == BulkJobState.FAILED and "role does not allow" in ended.reason


def test_a_file_is_kept_for_seven_days(house: House, role: Interviewer, store: LocalFiles, tmp_path: Path) -> None:
    job = begin(house, role, "export")
    go(house, job)
    house.clock.advance(days=6, hours=23)
    with house.work() as w:
        assert bulk_work.expire(w, store.delete) == 0
    house.clock.advance(hours=2)
    with house.work() as w:
        assert bulk_work.expire(w, store.delete) == 1
    assert blobs(store, tmp_path) == []
    with house.work() as w, pytest.raises(Gone):
        bulk_jobs.file_for(w, job.public_id)


def erase(house: House) -> None:
    """Erase Ben."""
    with house.work() as w:
        ben = w.session.exec(select(Candidate).where(col(Candidate.name) == "Ben Li")).one()
        ben.erased_at = w.now
        w.session.add(ben)


def test_a_file_with_somebody_who_was_erased_is_offered_no_more(
    house: House, role: Interviewer, store: LocalFiles, tmp_path: Path
) -> None:
    job = begin(house, role, "export")
    go(house, job)
    house.clock.advance(minutes=5)
    erase(house)
    with house.work() as w, pytest.raises(Gone, match="erased"):
        bulk_jobs.file_for(w, job.public_id)
    with house.work() as w:
        assert bulk_work.expire(w, store.delete) == 1
    assert blobs(store, tmp_path) == []
    house.clock.advance(minutes=5)
    assert go(house, begin(house, role, "export")).state == "done"


def test_somebody_who_is_erased_while_a_file_is_written_gets_into_none(
    house: House, role: Interviewer, store: LocalFiles, tmp_path: Path
) -> None:
    def write(run: FileRun) -> Written:
        run.target.write_text("with Ben")
        erase(house)
        return Written("never.csv")

    ended = go(house, begin(house, role, "export"), export=write)
    assert (ended.state, blobs(store, tmp_path)) == ("failed", [])


def test_nobody_starts_what_they_may_not_or_with_nobody_or_too_much_at_once(house: House, role: Interviewer) -> None:
    everybody = Selection(role.public_id, flt=ALL)
    with house.work(house.viewer) as w:
        for kind in bulk_jobs.KINDS:
            with pytest.raises(Denied):
                bulk_jobs.start(w, kind, everybody)
    with house.work() as w:
        with pytest.raises(Invalid, match="Nobody is selected"):
            bulk_jobs.start(w, "export", Selection(role.public_id))
        w.session.rollback()
    with house.work() as w:
        for _ in range(bulk_jobs.MOST_RUNNING):
            bulk_jobs.start(w, "export", everybody)
        with pytest.raises(Conflict):
            bulk_jobs.start(w, "export", everybody)
        kinds = [row.kind for row in w.session.exec(select(OutboxItem).where(col(OutboxItem.kind) == bulk_jobs.FILES))]
        assert len(kinds) == bulk_jobs.MOST_RUNNING


def test_a_row_stays_until_it_is_put_away(house: House, role: Interviewer) -> None:
    job = begin(house, role, "export")
    with house.work() as w, pytest.raises(Conflict):
        bulk_jobs.put_away(w, job.public_id)
    go(house, job)
    with house.work() as w:
        assert [one.id for one in bulk_jobs.mine(w)] == [job.public_id]
        bulk_jobs.put_away(w, job.public_id)
        assert bulk_jobs.mine(w) == []
    with house.work(house.admin) as w, pytest.raises(NotFound):
        bulk_jobs.skipped(w, job.public_id)


# Nudges


def mails(w: Work) -> list[str]:
    """Return whom a reminder went to."""
    query = select(Message).where(col(Message.kind) == "nudge").order_by(col(Message.id))
    return [row.to_address for row in w.session.exec(query)]


def test_a_nudge_says_before_and_after_who_is_passed_over_and_why(house: House, role: Interviewer) -> None:
    with house.work() as w:
        rows = {row.name_key: row for row in w.session.exec(select(Application))}
        rows["ana lima"].state = ApplicationState.COMPLETED
        w.session.add(rows["ana lima"])
        make_application(w, w.session.get_one(Interviewer, role.id), "Dora Dee")
        gone = make_application(w, w.session.get_one(Interviewer, role.id), "Finn Fox")
        decisions.dismiss(w, [gone.public_id])
        picked = Selection(ids=tuple(row.public_id for row in [*rows.values(), gone]))
        told = nudging.preview(w, picked)
        assert (told.send, told.skipped) == (2, 2)
        assert set(told.reasons) == {("Has finished", 1), ("Was dismissed", 1)}
        job = bulk_jobs.own(w, bulk_jobs.start(w, "nudge", picked).id)
    done = go(house, job)
    assert (done.state, done.skipped) == ("done", 2)
    with house.work() as w:
        assert mails(w) == ["ben@mail.test", "cleo@mail.test"]
        assert {(one.name, one.reason) for one in bulk_jobs.skipped(w, job.public_id)} == {
            ("Ana Lima", "Has finished"),
            ("Finn Fox", "Was dismissed"),
        }


def test_nobody_is_reminded_twice_within_48_hours(house: House, role: Interviewer) -> None:
    go(house, begin(house, role, "nudge"))
    house.clock.advance(hours=3)
    again = begin(house, role, "nudge")
    assert go(house, again).skipped == 3
    with house.work() as w:
        assert {one.reason for one in bulk_jobs.skipped(w, again.public_id)} == {"Was mailed 3 hours ago"}
        assert nudging.preview(w, Selection(role.public_id, flt=ALL)).reasons == (
            ("Was mailed in the last 48 hours", 3),
        )
        ana = w.session.exec(select(Application).where(col(Application.name_key) == "ana lima")).one()
        with pytest.raises(Conflict, match="was mailed 3 hours ago"):
            nudging.nudge(w, ana.public_id)
    house.clock.advance(hours=46)
    with house.work() as w:
        nudging.nudge(w, ana.public_id)
        assert mails(w).count("ana@mail.test") == 2


def test_closed_interviewers_and_erased_people_get_no_reminder(house: House, role: Interviewer) -> None:
    with house.work() as w:
        ben = w.session.exec(select(Candidate).where(col(Candidate.name) == "Ben Li")).one()
        ben.erased_at = w.now
        w.session.add(ben)
        assert nudging.preview(w, Selection(role.public_id, flt=ALL)).reasons == (("Has no address", 1),)
        lifecycle.archive(w, role.public_id)
        assert nudging.preview(w, Selection(role.public_id, flt=ALL)).reasons == (("The interviewer is closed", 3),)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        nudging.preview(w, Selection(role.public_id, flt=ALL))


def test_new_evaluations_are_asked_for_where_there_is_something_to_evaluate(house: House, role: Interviewer) -> None:
    with house.work() as w:
        ana = w.session.exec(select(Application).where(col(Application.name_key) == "ana lima")).one()
        ana.state, ana.evaluation = ApplicationState.COMPLETED, EvaluationState.DONE
        w.session.add(ana)
    job = begin(house, role, "rescore")
    assert go(house, job).skipped == 2
    with house.work() as w:
        assert w.session.get_one(Application, ana.id).evaluation == EvaluationState.QUEUED
        kinds = [row.payload["application"] for row in w.session.exec(select(OutboxItem)) if row.kind == "evaluate"]
        assert kinds == [ana.id]
