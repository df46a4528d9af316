"""People: found once, invited, decided about, listed page by page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from sqlmodel import col

from milo_app.core.errors import Denied, Invalid
from milo_app.core.guard import change_if
from milo_app.domain.candidates import contact, decisions, listing, queries, service, totals
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.errors import ApplicationNotFound, NothingToUndo
from milo_app.domain.candidates.events import CandidatesDismissed, DecisionsRestored
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationState, Decision, EvaluationState
from milo_app.domain.candidates.service import NewTag
from milo_app.domain.interviewers.models import InterviewerTotals
from tests.factories.candidates import make_application
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("(212) 555-0123", "US", "+12125550123"),
        ("(020) 7946 0958", "GB", "+442079460958"),
        ("0049 30 123456", "US", "+4930123456"),
        ("030 123456", "DE", "+4930123456"),
        ("+91-98765 43210", "US", "+919876543210"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("", "US", ""),
    ],
)
def test_phones_are_read_in_any_national_form(typed: str, region: str, kept: str) -> None:
    assert contact.phone_of(typed, region) == kept


@pytest.mark.parametrize("typed", ["call me", "12", "555-0123", "+1 000 1"])
def test_what_is_no_phone_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a phone number"):
        contact.phone_of(typed, "US")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Ana@Example.COM ", "ana@example.com"), ("j@bücher.de", "j@xn--bcher-kva.de"), ("a+b@x.io", "a+b@x.io")],
)
def test_addresses_are_made_comparable(typed: str, kept: str) -> None:
    assert contact.email_of(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ana.example.com", "has no @"),
        ("", "missing"),
        ("a@@b.com", "not an"),
        ("a@b", "not an"),
        ("a b@c.de", "not an"),
    ],
)
def test_what_is_no_address_is_refused_with_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        contact.email_of(typed)


def test_a_zone_tells_whose_numbers_are_meant() -> None:
    zones = ["Europe/Berlin", "Asia/Kolkata", "Europe/London", "nowhere"]
    assert [contact.region_of(zone) for zone in zones] == ["DE", "IN", "GB", "US"]


def test_a_person_is_found_again_by_address_and_keeps_the_name(w) -> None:
    first = service.find_or_create(w, "Ana Lima", "ana@example.com")
    again = service.find_or_create(w, "A. L.", "ANA@example.com", "030 123456")
    assert (again.id, again.name, again.phone) == (first.id, "Ana Lima", "+4930123456")


def people(w, number: int):  # type: ignore[no-untyped-def]
    interviewer = make_interviewer(w)
    return interviewer, [make_application(w, interviewer, f"Person {index:02d}") for index in range(number)]


def test_a_decision_is_undone_exactly(house: House) -> None:
    with house.work() as w:
        _, (one, two) = people(w, 2)
        decisions.shortlist(w, [one.public_id])
        before = (one.decision, one.decided_at, one.decided_by, one.decision_reason)
    house.clock.advance(minutes=5)
    with house.work() as w:
        undo = decisions.dismiss(w, [one.public_id, two.public_id], "  no\nweekends ")
        assert undo.label == "2 candidates dismissed"
    kept = Undo.from_dict(undo.as_dict())
    with house.work() as w:
        assert decisions.undo(w, kept).restored == 2
        row = queries.pick(w, one.public_id)
        assert (row.decision, row.decided_at, row.decided_by, row.decision_reason) == before
        assert queries.pick(w, two.public_id).decision == Decision.NONE
    assert house.told(CandidatesDismissed)[0].reason == "no weekends"
    restored = house.told(DecisionsRestored)[0]
    assert (restored.count, restored.application_ids) == (2, (one.id, two.id))


def test_what_was_changed_again_since_is_left_alone(house: House) -> None:
    with house.work() as w:
        _, (one, two) = people(w, 2)
        undo = decisions.dismiss(w, [one.public_id, two.public_id])
    house.clock.advance(minutes=1)
    with house.work() as w:
        decisions.shortlist(w, [one.public_id])
        assert decisions.undo(w, undo) == decisions.Undone(1, 1)
        assert queries.pick(w, one.public_id).decision == Decision.SHORTLISTED
        with pytest.raises(NothingToUndo):
            decisions.undo(w, undo)


def test_a_viewer_decides_nothing(house: House) -> None:
    with house.work() as w:
        _, (one,) = people(w, 1)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        decisions.shortlist(w, [one.public_id])


def test_a_viewer_gets_rows_without_address_and_phone(house: House) -> None:
    with house.work() as w:
        interviewer, _ = people(w, 1)
        assert listing.page(w, interviewer.public_id, ApplicationFilter()).rows[0].email == "person.00@example.com"
    with house.work(house.viewer) as w:
        row = listing.page(w, interviewer.public_id, ApplicationFilter()).rows[0]
        assert "example.com" not in repr(row)
        assert listing.page(w, interviewer.public_id, ApplicationFilter(q="example.com")).rows == []


SORTS = ["engaged", "score", "invited", "name"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_hold_everybody_once_forwards_and_backwards(house: House, sort: str, descending: bool) -> None:
    with house.work() as w:
        interviewer = make_interviewer(w)
        for index in range(7):
            row = make_application(w, interviewer, f"Person {index % 3} {index}")
            row.score, row.score_sort = (None, -1) if index % 3 == 0 else (index * 10 % 40, index * 10 % 40)
            house.clock.advance(minutes=index % 2)
        flt = ApplicationFilter(sort=sort, descending=descending)
        forwards, cursor, starts = [], "", []
        while True:
            page = listing.page(w, interviewer.public_id, flt, cursor, size=3)
            forwards += [row.id for row in page.rows]
            starts.append(page.words)
            if not page.next:
                break
            cursor = page.next
        backwards: list[str] = []
        while True:
            backwards = [row.id for row in page.rows] + backwards
            if not page.prev:
                break
            page = listing.page(w, interviewer.public_id, flt, page.prev, size=3)
        whole = [row.id for row in listing.page(w, interviewer.public_id, flt).rows]
    assert forwards == backwards == whole and len(set(whole)) == 7
    assert starts == ["1–3 of 7", "4–6 of 7", "7–7 of 7"]


def test_a_forged_cursor_is_the_first_page(w) -> None:
    interviewer, _ = people(w, 2)
    for sort in SORTS:
        page = listing.page(w, interviewer.public_id, ApplicationFilter(sort=sort), "WyJuZXh0Iix7ImEiOjF9LDEsMV0")
        assert len(page.rows) == 2


def test_dismissed_people_appear_only_when_asked_for(w) -> None:
    interviewer, (one, two) = people(w, 2)
    decisions.dismiss(w, [one.public_id])
    shown = listing.page(w, interviewer.public_id, ApplicationFilter())
    assert [row.id for row in shown.rows] == [two.public_id] and shown.total == 1
    hidden = listing.page(w, interviewer.public_id, ApplicationFilter(decision="dismissed"))
    assert [row.id for row in hidden.rows] == [one.public_id]
    assert listing.counts(w, interviewer.public_id) == listing.ApplicationCounts(all=1, pending=1, dismissed=1)


def test_search_finds_names_without_accents_and_wildcards_are_letters(w) -> None:
    interviewer, _ = people(w, 1)
    make_application(w, interviewer, "José Núñez", "jn@example.com")

    def found(q: str) -> list[str]:
        return [row.name for row in listing.page(w, interviewer.public_id, ApplicationFilter(q=q)).rows]

    assert found("nunez") == found("NÚÑ") == found("jn@") == ["José Núñez"]
    assert found("%") == []


def test_neighbours_follow_the_filter(w) -> None:
    _, rows = people(w, 4)
    flt = ApplicationFilter(sort="name", descending=False)
    middle = listing.position(w, rows[1].public_id, flt)
    assert (middle.number, middle.total) == (2, 4)
    assert (middle.previous, middle.next) == (rows[0].public_id, rows[2].public_id)
    decisions.dismiss(w, [rows[2].public_id])
    assert listing.position(w, rows[1].public_id, flt).next == rows[3].public_id
    assert listing.position(w, rows[2].public_id, flt).number == 0


def test_tags_are_replaced(w) -> None:
    _, (one,) = people(w, 1)
    service.add_tags(w, one.id or 0, [NewTag("Years", "3")])
    service.add_tags(w, one.id or 0, [NewTag("Years", "5", "five years")])
    assert queries.get(w, one.public_id).tags == (queries.Tag("Years", "5", "five years"),)


def test_a_score_completes_who_was_being_scored_and_stays_with_who_was_stopped(w) -> None:
    _, (one, two) = people(w, 2)
    one.state, two.state = ApplicationState.EVALUATING, ApplicationState.KNOCKED_OUT
    for row in (one, two):
        assert service.record_evaluation(
            w, row.id or 0, attempt=1, state=EvaluationState.DONE, score=64, scored_by="Rules"
        )
    assert (one.state, two.state) == (ApplicationState.COMPLETED, ApplicationState.KNOCKED_OUT)
    row = queries.get(w, one.public_id).row
    assert (row.score, row.band, row.state_word) == (64, "fair", "Completed")


def test_a_failed_evaluation_is_named_in_the_row(w) -> None:
    _, (one,) = people(w, 1)
    one.state = ApplicationState.EVALUATING
    service.record_evaluation(w, one.id or 0, attempt=1, state=EvaluationState.PENDING, reason="No reply in 60 s")
    row = queries.get(w, one.public_id).row
    assert (row.state_word, row.evaluation_reason) == ("Evaluation pending", "No reply in 60 s")


def test_totals_are_recounted_from_rows_without_tests(w) -> None:
    interviewer, rows = people(w, 3)
    rows[0].score, rows[0].csat, rows[0].started_at, rows[0].completed_at = 80, 5, w.now, w.now
    rows[2].is_test = True
    totals.recount(w, [interviewer.id or 0])
    found = w.session.get_one(InterviewerTotals, interviewer.id)
    assert (found.invited, found.started, found.completed, found.scored, found.score_sum) == (2, 1, 1, 1, 80)


def test_another_workspace_sees_none_of_it(house: House) -> None:
    with house.work() as w:
        _, (one,) = people(w, 1)
        undo = decisions.shortlist(w, [one.public_id])
    other = make_house(house.clock, "globex")
    reads: list[Callable[..., object]] = [queries.get, queries.pick, service.resend_link, service.revoke_links]
    with other.work() as w:
        for read in reads:
            with pytest.raises(ApplicationNotFound):
                read(w, one.public_id)
        assert decisions.dismiss(w, [one.public_id]).count == 0
        with pytest.raises(NothingToUndo):
            decisions.undo(w, undo)
        assert listing.ids_of(w, None, ApplicationFilter()) == []


def test_a_guarded_change_happens_once(w) -> None:
    _, (one,) = people(w, 1)
    started = {"state": ApplicationState.IN_PROGRESS}
    is_pending = col(Application.state) == ApplicationState.PENDING
    assert change_if(w.session, one, is_pending, **started)
    assert not change_if(w.session, one, is_pending, **started)
    assert one.state == ApplicationState.IN_PROGRESS


def test_views_hold_no_internal_ids_of_people_and_applications(w) -> None:
    _, (one,) = people(w, 1)
    shown = dataclasses.asdict(queries.get(w, one.public_id).row)
    assert shown["id"] == one.public_id and len(shown["interviewer_id"]) == 32
