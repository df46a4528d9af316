"""The audit log: a chain that holds, tampering that shows at its row, details that may go, and no secret in them."""

from __future__ import annotations

import inspect
import json

import pytest
from sqlalchemy import text, update
from sqlmodel import col

from milo_app import bootstrap, wiring
from milo_app.core.events import Event
from milo_app.core.work import system
from milo_app.domain.accounts import events as accounts_events
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.accounts import service as accounts_service
from milo_app.domain.accounts.models import LinkKind
from milo_app.domain.audit import queries
from milo_app.domain.audit.models import AuditDetail, AuditEntry
from milo_app.domain.audit.queries import WORDS
from milo_app.domain.audit.service import record, verify
from milo_app.domain.candidates import events as candidates_events
from tests.factories.candidates import make_application
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer


@pytest.fixture
def written(house: House) -> House:
    """A house whose log has six entries of its own beside those of making things."""
    for number in range(6):
        house.clock.advance(seconds=1)
        with house.work() as w:
            record(
                w, "candidates_shortlisted", "application", number, {"application_ids": [number], "note": f"n{number}"}
            )
    return house


def holds(house: House) -> int | None:
    """Verify the workspace's chain."""
    with bootstrap.read(system(house.workspace.id)) as w:
        return verify(w)


def test_an_untouched_chain_holds(written: House) -> None:
    assert holds(written) is None


def test_an_empty_log_holds(house: House) -> None:
    with bootstrap.work(system(None)) as w:
        w.session.execute(text("DELETE FROM audit_detail"))
        w.session.execute(text("DELETE FROM audit_entry"))
    assert holds(house) is None


@pytest.mark.parametrize(
    "change",
    [
        "action = 'signed_in'",
        "object_id = '9'",
        "actor_id = 77",
        "body_mac = 'x'",
        "hash = 'x'",
        "prev_hash = 'x'",
        "seq = 40",
    ],
)
def test_a_changed_entry_is_found_at_its_row(written: House, change: str) -> None:
    with bootstrap.work(system(None)) as w:
        w.session.execute(text(f"UPDATE audit_entry SET {change} WHERE seq = 4"))
    assert holds(written) == 4


def test_a_changed_detail_is_found_at_its_row(written: House) -> None:
    with written.work() as w:
        entry = w.session.query(AuditEntry).filter(AuditEntry.seq == 3).one()  # type: ignore[arg-type]
        w.session.execute(
            update(AuditDetail).where(col(AuditDetail.entry_id) == entry.id).values(body={"note": "other"})
        )
    assert holds(written) == 3


def test_a_missing_entry_is_found_at_its_row(written: House) -> None:
    with bootstrap.work(system(None)) as w:
        w.session.execute(text("DELETE FROM audit_detail WHERE entry_id = (SELECT id FROM audit_entry WHERE seq = 2)"))
        w.session.execute(text("DELETE FROM audit_entry WHERE seq = 2"))
    assert holds(written) == 2


def test_erasing_details_keeps_the_chain(written: House) -> None:
    with written.work() as w:
        w.session.execute(text("DELETE FROM audit_detail WHERE workspace_id = :id"), {"id": written.workspace.id})
    assert holds(written) is None
    with written.work(written.admin) as w:
        assert len(queries.page(w).rows) >= 6


def test_each_workspace_has_a_chain_of_its_own(written: House) -> None:
    other = make_house(written.clock, "birch")
    with other.work() as w:
        record(w, "signed_in", "user", 1, {})
    assert holds(other) is None and holds(written) is None
    with other.work(other.admin) as w:
        assert all("n1" not in row.note for row in queries.page(w).rows)
        assert queries.page(w).total == 1


def test_a_rolled_back_change_leaves_no_entry(house: House) -> None:
    with house.work(house.admin) as w:
        before = queries.page(w).total
    with pytest.raises(RuntimeError), house.work() as w:
        record(w, "signed_in", "user", 1)
        raise RuntimeError
    with house.work(house.admin) as w:
        assert queries.page(w).total == before


def test_who_may_not_read_the_log_does_not(house: House) -> None:
    for actor in (house.recruiter, house.viewer):
        with house.work(actor) as w, pytest.raises(Exception, match="role does not allow"):
            queries.page(w)


def test_no_token_gets_into_the_log(house: House) -> None:
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
        accounts_service.ask_for_reset(w, "rita.recruiter@acme.example.com")
    with house.work() as w:
        row = make_interviewer(w)
        make_application(w, row)
    secrets = [e.token for e in house.told(accounts_events.AccountLinkMade)]
    secrets += [e.token for e in house.told(candidates_events.PersonalLinkIssued)]
    assert secrets
    with bootstrap.read(system(house.workspace.id)) as w:
        kept = json.dumps([detail.body for detail in w.session.query(AuditDetail).all()])
    assert [secret for secret in secrets if secret in kept] == []
    assert "account_link_made" not in kept and LinkKind.RESET.value in kept


def test_details_hold_ids_and_not_addresses(house: House) -> None:
    with house.work() as w:
        make_application(w, make_interviewer(w), "Ana Lima", "ana.lima@mail.example.com")
    with bootstrap.read(system(house.workspace.id)) as w:
        kept = json.dumps([detail.body for detail in w.session.query(AuditDetail).all()])
    assert "ana.lima@" not in kept and "Ana Lima" not in kept


def test_every_audited_event_has_words_on_the_page() -> None:
    from milo_app.domain.audit.subscribers import _WORD

    names = {_WORD.sub("_", kind.__name__).lower() for kind in wiring.AUDITED}
    assert sorted(names - set(WORDS)) == []
    assert sorted(set(WORDS) - names - {"demo_written"}) == [], "words for something that is never recorded"


NOT_AUDITED = {
    "ApplicationChanged": "a mark for screens and figures; its cause is recorded by its own event",
    "ApplicationStarted": "the candidate's own progress, kept in their stage runs",
    "StageStarted": "the candidate's own progress, kept in their stage runs",
    "StageCompleted": "the candidate's own progress, kept in their stage runs",
    "AnswerSaved": "every keystroke's sibling: the answers themselves are kept with their time",
    "FileAttached": "kept as a file with its time",
    "FeedbackGiven": "kept with the application, and nobody decides by it",
    "EvaluationRecorded": "recorded as ApplicationScored or ScoringFailed",
    "ImportEvent": "the shape of others, never told by itself",
    "ApplicationsTakenBack": "recorded as ImportTakenBack with the number of people",
    "TemplateEvent": "the shape of others, never told by itself",
    "NotificationsRead": "a member read their own bell",
    "InterviewerDeadlineNear": "a reminder: kept as a deadline notice and in the mailbox",
    "UsersNotified": "the bell: a copy of what was recorded already",
    "MessageQueued": "kept in the mailbox with its time and state",
    "MessageDelivered": "kept in the mailbox with its time and state",
    "MessageFailed": "kept in the mailbox with its time and state",
    "SpendBooked": "the ledger is append-only itself",
    "ApplicationEvent": "the shape of others, never told by itself",
    "CohortEvent": "the shape of others, never told by itself",
    "BulkJobEvent": "the shape of others, never told by itself",
    "BulkJobProgressed": "told every second for live pokes; its end is recorded",
    "PeopleRecounted": "follows an act that is recorded",
    "DecisionEvent": "the shape of others, never told by itself",
    "InterviewerEvent": "the shape of others, never told by itself",
    "LabelEvent": "the shape of others, never told by itself",
    "SearchEvent": "the shape of others, never told by itself",
    "LibraryEvent": "the shape of others, never told by itself",
}


def test_every_event_is_audited_or_says_why_not() -> None:
    kinds: set[type[Event]] = set()
    todo = [Event]
    while todo:
        for kind in todo.pop().__subclasses__():
            if kind.__module__.startswith("milo_app."):
                kinds.add(kind)
                todo.append(kind)
    silent = {kind.__name__ for kind in kinds if kind not in wiring.AUDITED}
    assert sorted(silent - set(NOT_AUDITED)) == [], "audit it in wiring.AUDITED, or give the reason here"


def test_every_event_says_what_happened_and_when_it_carries_ids_only() -> None:
    for kind in wiring.AUDITED:
        assert inspect.getdoc(kind), kind
        assert kind.__doc__ != Event.__doc__


def test_signing_in_and_out_is_recorded_for_the_person(house: House) -> None:
    with bootstrap.work(system(None), at=house.clock) as w:
        user = accounts.user_by_email(w, "rita.recruiter@acme.example.com")
        token = accounts_service.make_link(w, LinkKind.SIGN_IN, user)
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
        entered = accounts_service.sign_in_by_link(w, token, ip="", agent="")
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
        accounts_service.sign_out(w, entered.secret)
    with house.work(house.admin) as w:
        rows = queries.page(w).rows
    assert [row.action for row in rows[:2]] == ["signed_out", "signed_in"]
    assert {row.object_name for row in rows[:2]} == {"Rita Recruiter"}
