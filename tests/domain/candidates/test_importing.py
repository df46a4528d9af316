"""Adding people: one by one, and lists that a job works through once, whatever happens to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Barrier, Thread

import pytest
from sqlmodel import col, func, select

from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates import decisions, import_results, import_work, importing, links
from milo_app.domain.candidates.events import ImportFinished, PersonalLinkIssued
from milo_app.domain.candidates.models import (
    Application,
    Candidate,
    CandidateImport,
    CandidateImportRow,
    ImportRowState,
    ImportState,
    PersonalLink,
    Source,
)
from milo_app.domain.candidates.sheet_reading import ReadPerson
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers import service as interviewers_service
from milo_app.domain.interviewers.errors import InterviewerExpired
from milo_app.domain.interviews import entry
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.interviews.trying import start_test
from milo_app.domain.notifications.models import Notification
from milo_app.domain.outreach.models import Message
from tests.factories.accounts import make_user, make_workspace
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan


def role(house: House, days: int = 0) -> str:
    with house.work() as w:
        return make_interviewer(w, web_plan(), days=days).public_id


def people(count: int, start: int = 1) -> list[ReadPerson]:
    return [ReadPerson(n, f"Person {n}", f"person{n}@example.com", "") for n in range(start, start + count)]


def begin(house: House, interviewer: str, rows: Sequence[ReadPerson], **given: object) -> str:
    with house.work() as w:
        return importing.start(w, interviewer, rows, **{"name": "people.csv", "is_mailed": False, **given})  # type: ignore[arg-type]


def number(house: House, public_id: str) -> int:
    with house.work() as w:
        return import_results.pick_import(w, public_id).id or 0


def works(house: House) -> Callable[[], AbstractContextManager[Work]]:
    home = system(house.workspace.id)
    return lambda: house.work(home)


def work_off(house: House, public_id: str) -> None:
    import_work.work_off(works(house), number(house, public_id))


def outcome(house: House, public_id: str) -> tuple[int, int, int]:
    with house.work() as w:
        row = import_results.pick_import(w, public_id)
        assert row.state == ImportState.DONE
        return row.added, row.known, row.refused


def count(house: House, kind: type) -> int:
    with house.work() as w:
        return w.session.execute(select(func.count()).select_from(kind)).scalar_one()


def test_one_person_is_added_and_gets_a_mail(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        added = importing.add_person(w, interviewer, "Ana Lima", " ANA@example.com ", "030 123456")
    assert (added.outcome, added.link) == ("added", "")
    with house.work() as w:
        row = w.session.exec(select(Application)).one()
        assert row.source == Source.INVITE and row.public_id == added.application
    assert [event.purpose for event in house.told(PersonalLinkIssued)] == ["invitation"]
    assert count(house, Message) == 1


def test_one_person_who_is_not_mailed_gets_a_link_that_works(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        added = importing.add_person(w, interviewer, "Ana Lima", "ana@example.com", is_mailed=False)
    assert count(house, Message) == 0
    with house.work(system(None)) as w:
        owner = links.opened(w, added.link.rsplit("/", 1)[1])
    assert owner.workspace_id == house.workspace.id


def test_who_is_here_already_is_not_mailed_again(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        importing.add_person(w, interviewer, "Ana Lima", "ana@example.com")
        again = importing.add_person(w, interviewer, "Ana Lima", "ana@example.com")
    assert again.outcome == "here" and "already" in again.sentence
    assert count(house, Message) == 1


def test_who_was_dismissed_elsewhere_is_added_only_when_asked(house: House) -> None:
    with house.work() as w:
        other = make_interviewer(w, web_plan(title="Baker"))
        gone = make_application(w, other, "Ana Lima", "ana@example.com")
        decisions.dismiss(w, [gone.public_id])
    interviewer = role(house)
    with house.work() as w:
        first = importing.add_person(w, interviewer, "Ana Lima", "ana@example.com")
        assert (first.outcome, first.sentence) == ("dismissed", "Was dismissed in Baker.")
        again = importing.add_person(w, interviewer, "Ana Lima", "ana@example.com", with_dismissed=True)
    assert again.outcome == "added"


def test_who_was_erased_is_never_added(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        person = Candidate(
            workspace_id=w.workspace_id, name="Gone", email="gone@example.com", created_at=w.now, erased_at=w.now
        )
        w.session.add(person)
        w.session.flush()
        with pytest.raises(Conflict):
            importing.add_person(w, interviewer, "Gone", "gone@example.com", with_dismissed=True)
        checked = importing.check(w, interviewer, [ReadPerson(1, "Gone", "gone@example.com", "")])
    assert [line.fate for line in checked.lines] == ["bad"]


def test_the_address_of_a_test_run_is_no_candidate(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        start_test(w, interviewer)
        address = w.session.exec(select(Candidate.email)).one()
        with pytest.raises(Conflict):
            importing.add_person(w, interviewer, "Somebody", address)


def test_nobody_is_added_to_a_closed_interviewer(house: House) -> None:
    interviewer = role(house, days=1)
    house.clock.advance(days=2)
    with house.work() as w:
        with pytest.raises(InterviewerExpired):
            importing.add_person(w, interviewer, "Ana", "ana@example.com")
        with pytest.raises(InterviewerExpired):
            importing.start(w, interviewer, people(2), name="x", is_mailed=False)


def test_a_list_is_checked_against_the_workspace(house: House) -> None:
    with house.work() as w:
        other = make_interviewer(w, web_plan(title="Baker"))
        make_application(w, other, "Known", "person2@example.com")
        decisions.dismiss(w, [make_application(w, other, "No", "person3@example.com").public_id])
    interviewer = role(house)
    rows = [
        *people(4),
        ReadPerson(5, "Person 1", "person1@example.com", "", twin=1),
        ReadPerson(6, "Bo", "", "", "has no email address."),
    ]
    with house.work() as w:
        make_application(w, interviewers.pick(w, interviewer), "Here", "person4@example.com")
        checked = importing.check(w, interviewer, rows)
    assert [line.fate for line in checked.lines] == ["add", "add", "ask", "known", "known", "bad"]
    assert [checked.lines[1].sentence, checked.lines[4].sentence] == [
        "Known from Baker.",
        "Has the same address as line 1.",
    ]
    assert (checked.add, checked.ask, checked.known, checked.bad) == (2, 1, 2, 1)


def test_an_import_adds_everybody_once_and_tells_who_started_it(house: House) -> None:
    interviewer = role(house)
    rows = [*people(5), ReadPerson(6, "Bo", "", "", "has no email address.")]
    made = begin(house, interviewer, rows, is_mailed=True)
    work_off(house, made)
    assert outcome(house, made) == (5, 0, 1)
    work_off(house, made)
    assert outcome(house, made) == (5, 0, 1)
    assert (count(house, Application), count(house, Message)) == (5, 5)
    with house.work() as w:
        assert set(w.session.exec(select(Application.source))) == {Source.IMPORT}
        notice = w.session.exec(select(Notification)).one()
    assert (notice.user_id, notice.kind) == (house.recruiter.user_id, "import_done")
    assert notice.title == "5 people added to Retail Associate" and "1 refused" in notice.body
    assert len(house.told(ImportFinished)) == 1


def test_pasted_people_count_as_invited_by_hand(house: House) -> None:
    made = begin(house, role(house), people(2), name=importing.PASTED)
    work_off(house, made)
    with house.work() as w:
        assert set(w.session.exec(select(Application.source))) == {Source.INVITE}


class Killed(BaseException):
    """What the system does to a process: nothing after it runs."""


def test_a_worker_that_is_killed_anywhere_loses_and_doubles_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work, "PART", 3)
    made = begin(house, role(house), people(10), is_mailed=True)
    real, seen = import_work._add_one, 0

    def dies(*given: object) -> None:
        nonlocal seen
        seen += 1
        if seen in (2, 5, 9):
            raise Killed
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(import_work, "_add_one", dies)
    for _ in range(3):
        with pytest.raises(Killed):
            work_off(house, made)
    work_off(house, made)
    assert outcome(house, made) == (10, 0, 0)
    assert (count(house, Application), count(house, Candidate), count(house, Message)) == (10, 10, 10)


def test_two_workers_at_once_add_nobody_twice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_work, "PART", 4)
    made = begin(house, role(house), people(40))
    key = number(house, made)
    together = Barrier(2)
    failures: list[BaseException] = []

    def worker() -> None:
        together.wait()
        try:
            import_work.work_off(works(house), key)
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    work_off(house, made)
    assert outcome(house, made) == (40, 0, 0)
    assert count(house, Application) == 40 and len(house.told(ImportFinished)) == 1


def test_an_import_stops_cleanly_when_the_interviewer_closes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_work, "PART", 3)
    interviewer = role(house)
    made = begin(house, interviewer, people(8))
    assert import_work._part(works(house), number(house, made), lambda: 0.0)
    with house.work() as w:
        interviewers_service.archive(w, interviewer)
    work_off(house, made)
    assert outcome(house, made) == (3, 0, 5)
    with house.work() as w:
        (row,) = import_results.import_rows(w, interviewer)
        lines = w.session.exec(select(CandidateImportRow.sentence).where(CandidateImportRow.state == "refused")).all()
    assert "no longer taking applications" in row.reason and set(lines) == {row.reason}


def test_a_long_import_is_handed_back_to_the_queue(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_work, "PART", 2)
    made = begin(house, role(house), people(6))
    times = iter(range(0, 10_000, 40))
    import_work.work_off(works(house), number(house, made), lambda: float(next(times)))
    with house.work() as w:
        row = import_results.pick_import(w, made)
        queued = w.session.exec(select(OutboxItem).where(col(OutboxItem.kind) == "import")).all()
    assert row.state == ImportState.RUNNING and 0 < row.added < 6 and len(queued) == 2
    work_off(house, made)
    assert outcome(house, made) == (6, 0, 0)


def test_an_import_that_cannot_go_on_says_so_and_keeps_what_it_added(house: House) -> None:
    made = begin(house, role(house), people(3))
    with house.work() as w:
        import_work.give_up(w, number(house, made), "It could not go on.")
        row = import_results.pick_import(w, made)
        assert (row.state, row.refused, row.reason) == (ImportState.FAILED, 3, "It could not go on.")


def test_more_than_fifty_mails_need_the_right_to_contact_many(house: House) -> None:
    interviewer = role(house)
    few = Actor(
        "user",
        house.workspace.id,
        house.recruiter.user_id,
        "Rita",
        "custom",
        house.recruiter.permissions - {"outreach:blast"},
    )
    with house.work(few) as w:
        with pytest.raises(Denied, match="50 mails"):
            importing.start(w, interviewer, people(51), name="x", is_mailed=True)
        importing.start(w, interviewer, people(50), name="x", is_mailed=True)
        importing.start(w, interviewer, people(51, 100), name="y", is_mailed=False)


def test_viewers_add_nobody(house: House) -> None:
    interviewer = role(house)
    made = begin(house, interviewer, people(1))
    with house.work(house.viewer) as w:
        for call in (
            lambda: importing.add_person(w, interviewer, "Ana", "ana@example.com"),
            lambda: importing.check(w, interviewer, people(1)),
            lambda: importing.start(w, interviewer, people(1), name="x", is_mailed=False),
            lambda: import_results.links_csv(w, made, "http://x"),
            lambda: import_results.refused_csv(w, made),
            lambda: import_results.take_back(w, made),
        ):
            with pytest.raises(Denied):
                call()


def test_another_workspace_sees_and_changes_nothing_of_it(house: House) -> None:
    interviewer = role(house)
    made = begin(house, interviewer, people(2))
    work_off(house, made)
    with house.work(system(None)) as w:
        stranger = make_user(w, make_workspace(w, "birch", "Birch"), Role.ADMIN, "Stan Stranger")
    with house.work(stranger) as w:
        for call in (
            lambda: importing.add_person(w, interviewer, "Ana", "ana@example.com"),
            lambda: importing.check(w, interviewer, people(1)),
            lambda: import_results.import_rows(w, interviewer),
            lambda: import_results.links_csv(w, made, "http://x"),
            lambda: import_results.refused_csv(w, made),
            lambda: import_results.take_back(w, made),
        ):
            with pytest.raises(NotFound):
                call()
    with house.work(stranger) as w:
        import_work.give_up(w, 1, "mine now")
    assert outcome(house, made) == (2, 0, 0)


def test_a_list_in_which_nobody_is_new_is_refused(house: House) -> None:
    interviewer = role(house)
    work_off(house, begin(house, interviewer, people(2)))
    with pytest.raises(Invalid, match="Nobody"):
        begin(house, interviewer, people(2))


def test_links_are_made_when_they_are_asked_for_and_each_opens_its_owner(house: House) -> None:
    made = begin(house, role(house), people(3))
    work_off(house, made)
    assert count(house, PersonalLink) == 0
    with house.work() as w:
        lines = list(csv.reader(io.StringIO(import_results.links_csv(w, made, "http://milo.test"))))
    assert lines[0] == ["Name", "Email", "Personal link"] and len(lines) == 4
    assert count(house, Message) == 0
    with house.work(system(None)) as w:
        owner = links.opened(w, lines[2][2].rsplit("/", 1)[1])
        person = w.session.get_one(Candidate, w.session.get_one(Application, owner.application_id).candidate_id)
    assert person.email == lines[2][1] and lines[2][2].startswith("http://milo.test/i/me/")


def test_links_of_people_who_were_mailed_are_not_handed_out(house: House) -> None:
    made = begin(house, role(house), people(1), is_mailed=True)
    work_off(house, made)
    with house.work() as w, pytest.raises(Conflict):
        import_results.links_csv(w, made, "http://milo.test")


def test_the_refused_lines_come_back_with_their_reason_and_run_nothing(house: House) -> None:
    rows = [*people(1), ReadPerson(2, "=HYPERLINK(1)", "x@example.com", "", "The name is a formula, not a name.")]
    made = begin(house, role(house), rows)
    with house.work() as w:
        lines = list(csv.reader(io.StringIO(import_results.refused_csv(w, made))))
    assert lines[1] == ["2", "'=HYPERLINK(1)", "x@example.com", "", "refused", "The name is a formula, not a name."]


def test_an_import_without_mails_is_taken_back_as_if_it_had_never_been(house: House) -> None:
    interviewer = role(house)
    with house.work() as w:
        make_application(w, make_interviewer(w, web_plan(title="Baker")), "Kept", "person2@example.com")
    before = [count(house, kind) for kind in (Application, Candidate, StageRun)]
    made = begin(house, interviewer, people(4))
    work_off(house, made)
    with house.work() as w:
        import_results.links_csv(w, made, "http://milo.test")
        assert import_results.import_rows(w, interviewer)[0].can_undo
        assert import_results.take_back(w, made) == 4
    assert [count(house, kind) for kind in (Application, Candidate, StageRun)] == before
    assert count(house, PersonalLink) == 0
    with house.work() as w:
        (row,) = import_results.import_rows(w, interviewer)
        assert (row.state, row.added, row.can_undo) == ("taken_back", 0, False)
        assert import_results.take_back(w, made) == 0


def test_an_import_stays_once_somebody_has_started(house: House) -> None:
    interviewer = role(house)
    made = begin(house, interviewer, people(2))
    work_off(house, made)
    with house.work() as w:
        address = import_results.links_csv(w, made, "").splitlines()[1].rsplit("/", 1)[1]
    with house.work(system(None)) as w:
        owner = links.opened(w, address)
        with w.inside(owner.workspace_id, application_id=owner.application_id) as inner:
            entry.enter(inner, owner)
    candidate = Actor("candidate", owner.workspace_id, application_id=owner.application_id)
    with house.work(candidate) as w:
        run.begin(w)
    with house.work() as w, pytest.raises(Conflict, match="1 person of this import has started"):
        import_results.take_back(w, made)
    assert count(house, Application) == 2


def test_an_import_that_mailed_people_is_not_taken_back(house: House) -> None:
    made = begin(house, role(house), people(1), is_mailed=True)
    work_off(house, made)
    with house.work() as w, pytest.raises(Conflict, match="invitations are out"):
        import_results.take_back(w, made)


def test_people_who_came_by_themselves_meanwhile_are_known_and_survive_the_undo(house: House) -> None:
    interviewer = role(house)
    made = begin(house, interviewer, people(2))
    with house.work() as w:
        make_application(w, interviewers.pick(w, interviewer), "Quick", "person1@example.com")
    work_off(house, made)
    assert outcome(house, made) == (1, 1, 0)
    with house.work() as w:
        assert import_results.take_back(w, made) == 1
        assert w.session.exec(select(Candidate.email)).all() == ["person1@example.com"]


def test_dismissed_people_of_a_list_are_added_when_asked(house: House) -> None:
    with house.work() as w:
        gone = make_application(w, make_interviewer(w, web_plan(title="Baker")), "No", "person1@example.com")
        decisions.dismiss(w, [gone.public_id])
    interviewer = role(house)
    first = begin(house, interviewer, people(2))
    work_off(house, first)
    assert outcome(house, first) == (1, 0, 1)
    again = begin(house, interviewer, people(1), with_dismissed=True)
    work_off(house, again)
    assert outcome(house, again) == (1, 0, 0)


def test_every_line_of_an_import_keeps_its_place(house: House) -> None:
    made = begin(house, role(house), people(3))
    with house.work() as w:
        key = import_results.pick_import(w, made).id
        rows = w.session.exec(select(CandidateImportRow).where(col(CandidateImportRow.import_id) == key)).all()
        assert [(row.number, row.state) for row in rows] == [(n, ImportRowState.WAITING) for n in (1, 2, 3)]
        assert w.session.exec(select(CandidateImport.state)).one() == ImportState.QUEUED
