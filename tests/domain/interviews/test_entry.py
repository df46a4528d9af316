"""Coming in: by the public link, by a personal link, back in the same browser; and what a browser may learn."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.ids import digest
from milo_app.core.work import Actor, system
from milo_app.domain.candidates import links
from milo_app.domain.candidates import service as candidates
from milo_app.domain.candidates.errors import LinkExpired, LinkRevoked, LinkUnknown
from milo_app.domain.candidates.events import PersonalLinkIssued
from milo_app.domain.candidates.models import Candidate, PersonalLink
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.interviewers.errors import InterviewerArchived, InterviewerExpired
from milo_app.domain.interviews import entry, retakes, service
from milo_app.domain.interviews.errors import AlreadyRated, NotYourTurn, RetakeNotAllowed
from milo_app.domain.interviews.models import CandidateSession
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.outreach import service as mails
from milo_app.domain.outreach.models import Message
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan
from tests.factories.interviews import candidate_of


def visitor(house: House) -> Actor:
    return Actor(kind="candidate", workspace_id=house.workspace.id)


def apply(house: House, interviewer_id: int, name: str = "Ana Lima", email: str = "ana@example.com", phone: str = ""):  # type: ignore[no-untyped-def]
    with house.work(visitor(house)) as w:
        return entry.apply(w, interviewer_id, name, email, phone)


def made(house: House, days: int = 0) -> int:
    with house.work() as w:
        return make_interviewer(w, web_plan(), days=days).id or 0


def test_a_new_person_gets_a_browser_session_and_a_mailed_link(house: House) -> None:
    applied = apply(house, made(house))
    assert applied.outcome == "new" and applied.token
    with house.work(system(None)) as w:
        found = entry.seat(w, applied.token)
    assert found is not None and found.application == applied.application and not found.is_proven
    assert [event.purpose for event in house.told(PersonalLinkIssued)] == ["welcome"]


def test_a_known_address_opens_nothing_and_gets_its_link_by_mail(house: House) -> None:
    interviewer = made(house)
    apply(house, interviewer)
    house.clock.advance(hours=1)
    again = apply(house, interviewer, "Somebody Else", " ANA@Example.com ")
    assert (again.outcome, again.token, again.application, again.application_id) == ("known", "", "", None)
    assert [event.purpose for event in house.told(PersonalLinkIssued)] == ["welcome", "resend"]
    with house.work() as w:
        assert w.session.exec(select(Candidate.name)).all() == ["Ana Lima"]


def test_links_are_mailed_again_at_most_every_ten_minutes_and_five_times_a_day(house: House) -> None:
    interviewer = made(house)
    for _ in range(4):
        apply(house, interviewer)
    assert len(house.told(PersonalLinkIssued)) == 1
    for _ in range(10):
        house.clock.advance(minutes=11)
        apply(house, interviewer)
    assert len(house.told(PersonalLinkIssued)) == 5


@pytest.mark.parametrize(
    ("name", "email", "phone", "field"),
    [
        ("Ana", "ana.example.com", "", "email"),
        ("", "a@example.com", "", "name"),
        ("Ana", "a@example.com", "call me", "phone"),
    ],
)
def test_what_cannot_be_read_is_named_and_nobody_is_made(
    house: House, name: str, email: str, phone: str, field: str
) -> None:
    with pytest.raises(Invalid) as error:
        apply(house, made(house), name, email, phone)
    assert error.value.field == field
    with house.work() as w:
        assert w.session.exec(select(Candidate)).all() == []


def test_closed_interviewers_let_nobody_in(house: House) -> None:
    interviewer = made(house, days=1)
    house.clock.advance(days=1, seconds=1)
    with pytest.raises(InterviewerExpired):
        apply(house, interviewer)
    with house.work() as w:
        public_id = w.session.get_one(interviewers.Interviewer, interviewer).public_id
        interviewers.archive(w, public_id)
    with pytest.raises(InterviewerArchived):
        apply(house, interviewer)


def test_only_digests_of_links_and_cookies_are_stored(house: House) -> None:
    applied = apply(house, made(house))
    secret = house.told(PersonalLinkIssued)[0].token
    with house.work() as w:
        assert w.session.exec(select(PersonalLink.token_hash)).all() == [digest(secret)]
        assert w.session.exec(select(CandidateSession.token_hash)).all() == [digest(applied.token)]
    assert secret not in repr(house.told(PersonalLinkIssued)[0])


def opened(house: House, secret: str) -> links.LinkOwner:
    with house.work(system(None)) as w:
        return links.opened(w, secret)


def test_a_personal_link_lets_its_owner_in_elsewhere(house: House) -> None:
    applied = apply(house, made(house))
    owner = opened(house, house.told(PersonalLinkIssued)[0].token)
    with house.work(system(None)) as w, w.inside(owner.workspace_id) as inner:
        entered = entry.enter(inner, owner)
    with house.work(system(None)) as w:
        found = entry.seat(w, entered.token)
        assert entry.place(w, entered.application_id) == "/i/acme/retail-associate"
    assert found is not None and found.is_proven and found.application == applied.application


def test_a_revoked_link_says_so_and_its_browsers_are_out(house: House) -> None:
    applied = apply(house, made(house))
    secret = house.told(PersonalLinkIssued)[0].token
    with house.work() as w:
        assert candidates.revoke_links(w, applied.application) == 1
    with pytest.raises(LinkRevoked):
        opened(house, secret)
    with house.work(system(None)) as w:
        assert entry.seat(w, applied.token) is None


def test_a_link_ends_with_the_deadline_and_follows_one_that_is_moved(house: House) -> None:
    interviewer = made(house, days=3)
    apply(house, interviewer)
    secret = house.told(PersonalLinkIssued)[0].token
    house.clock.advance(days=4)
    with pytest.raises(LinkExpired):
        opened(house, secret)
    with house.work() as w:
        public_id = w.session.get_one(interviewers.Interviewer, interviewer).public_id
        interviewers.extend(w, public_id, house.clock.now().replace(month=12, day=30))
    assert opened(house, secret).application_id


def test_one_who_began_keeps_the_link_for_two_weeks_more(house: House) -> None:
    applied = apply(house, made(house, days=3))
    with house.work(
        Actor(kind="candidate", workspace_id=house.workspace.id, application_id=applied.application_id)
    ) as w:
        service.begin(w)
    secret = house.told(PersonalLinkIssued)[0].token
    house.clock.advance(days=16)
    assert opened(house, secret).application_id == applied.application_id
    house.clock.advance(days=2)
    with pytest.raises(LinkExpired):
        opened(house, secret)


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "a" * 5000, "../../etc"])
def test_unknown_links_lead_nowhere(house: House, secret: str) -> None:
    with pytest.raises(LinkUnknown):
        opened(house, secret)


def test_leaving_forgets_this_browser_only(house: House) -> None:
    applied = apply(house, made(house))
    with house.work(system(None)) as w:
        entry.leave(w, applied.token)
    with house.work(system(None)) as w:
        assert entry.seat(w, applied.token) is None


def test_a_typed_address_never_shows_what_an_earlier_visit_left(house: House) -> None:
    apply(house, made(house), "Ana Lima", "ana@example.com", "+49 30 1234567")
    house.clock.advance(days=1)
    with house.work() as w:
        second = make_interviewer(w, web_plan(title="Night Clerk")).id or 0
    stranger = apply(house, second, "Mallory", "ana@example.com")
    with house.work(
        Actor(kind="candidate", workspace_id=house.workspace.id, application_id=stranger.application_id)
    ) as w:
        shown = repr((service.status(w), service.my_data(w), service.export(w)))
    assert "Lima" not in shown and "1234567" not in shown and "Retail Associate" not in shown


def test_the_owner_of_the_mailbox_sees_every_interview(house: House) -> None:
    apply(house, made(house), "Ana Lima", "ana@example.com", "+49 30 1234567")
    with house.work() as w:
        second = make_interviewer(w, web_plan(title="Night Clerk")).id or 0
    applied = apply(house, second, "Ana", "ana@example.com")
    with house.work() as w:
        row = w.session.get_one(entry.Application, applied.application_id)
    with house.work(candidate_of(row, is_proven=True)) as w:
        body = service.export(w)
        assert [section.title for section in service.my_data(w).sections] == [
            "About you",
            "Retail Associate",
            "Night Clerk",
        ]
    assert body["person"]["phone"] == "+49301234567"
    assert [interview["role"] for interview in body["interviews"]] == ["Retail Associate", "Night Clerk"]


def finished(house: House, retakes: int = 0, cooldown: int = 0):  # type: ignore[no-untyped-def]
    with house.work() as w:
        interviewer = make_interviewer(w, web_plan())
        interviewers.configure(w, interviewer.public_id, max_retakes=retakes, retake_cooldown_days=cooldown)
        application = make_application(w, interviewer)
    actor = candidate_of(application)
    with house.work(actor) as w:
        service.begin(w)
    for _ in range(2):
        with house.work(actor) as w:
            ref = service.step(w).question.ref  # type: ignore[union-attr]
        service.answer(lambda: house.work(actor), ref, Reply("An answer"))
    return actor


def scored(house: House, actor: Actor) -> None:
    with house.work(system(house.workspace.id)) as w:
        application = w.session.get_one(entry.Application, actor.application_id)
        done = candidates.EvaluationState.DONE
        assert candidates.record_evaluation(w, application.id or 0, attempt=application.attempt, state=done, score=71)


def test_a_retake_waits_for_its_day_and_says_which(house: House) -> None:
    actor = finished(house, retakes=1, cooldown=3)
    scored(house, actor)
    with house.work(actor) as w, pytest.raises(RetakeNotAllowed) as error:
        service.retake(w)
    assert "Tue 24 Nov 2026" in error.value.sentence()
    house.clock.advance(days=3)
    with house.work(actor) as w:
        assert service.status(w).retake.is_possible
        service.retake(w)
        step = service.step(w)
        assert (step.kind, step.attempt, step.number) == ("question", 2, 1)
        assert not service.status(w).retake.left


def test_an_interview_without_retakes_is_taken_once(house: House) -> None:
    actor = finished(house)
    scored(house, actor)
    with house.work(actor) as w, pytest.raises(RetakeNotAllowed, match="taken once"):
        service.retake(w)


def test_one_person_can_be_given_another_attempt_with_a_wait_of_their_own(house: House) -> None:
    actor = finished(house, cooldown=30)
    scored(house, actor)
    with house.work() as w:
        public_id = w.session.get_one(entry.Application, actor.application_id).public_id
        retakes.allow(w, public_id, 1, 2)
        found = retakes.allowance(w, public_id)
    assert (found.taken, found.most, found.cooldown_days, found.is_own) == (0, 1, 2, True)
    with house.work(actor) as w, pytest.raises(RetakeNotAllowed) as error:
        service.retake(w)
    assert "Mon 23 Nov 2026" in error.value.sentence()
    house.clock.advance(days=2)
    with house.work(actor) as w:
        service.retake(w)
        assert service.step(w).attempt == 2
        assert not service.status(w).retake.left


def test_whoever_gets_another_attempt_can_be_mailed_a_link_that_says_from_when(house: House) -> None:
    actor = finished(house)
    with house.work() as w:
        public_id = w.session.get_one(entry.Application, actor.application_id).public_id
        retakes.allow(w, public_id, 2, 3, is_mailed=True)
        sent = w.session.exec(select(Message).where(col(Message.kind) == "retake")).one()
    assert "take the interview again" in sent.subject
    assert "You can begin from Tue 24 Nov 2026" in mails.words_of(sent)[0]


@pytest.mark.parametrize(("most", "days"), [(0, 0), (11, 0), (1, -1), (1, 366)])
def test_a_grant_that_opens_nothing_is_refused(house: House, most: int, days: int) -> None:
    actor = finished(house)
    with house.work() as w, pytest.raises(Invalid):
        public_id = w.session.get_one(entry.Application, actor.application_id).public_id
        retakes.allow(w, public_id, most, days)


def test_a_viewer_allows_no_retake(house: House) -> None:
    actor = finished(house)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        public_id = w.session.get_one(entry.Application, actor.application_id).public_id
        retakes.allow(w, public_id, 1, 0)


def test_a_result_of_an_earlier_attempt_does_not_reach_a_later_one(house: House) -> None:
    actor = finished(house, retakes=1)
    scored(house, actor)
    with house.work(actor) as w:
        service.retake(w)
    with house.work(system(house.workspace.id)) as w:
        done = candidates.EvaluationState.DONE
        assert not candidates.record_evaluation(w, actor.application_id or 0, attempt=1, state=done, score=99)
        assert w.session.get_one(entry.Application, actor.application_id).score is None


def test_feedback_is_given_once_and_only_at_the_end(house: House) -> None:
    actor = finished(house)
    with house.work(actor) as w:
        service.rate(w, 4, "Friendly")
    with house.work(actor) as w, pytest.raises(AlreadyRated):
        service.rate(w, 1)
    with house.work() as w:
        pending = make_application(w, make_interviewer(w, web_plan()), "Bo Li")
    with house.work(candidate_of(pending)) as w, pytest.raises(NotYourTurn):
        service.rate(w, 5)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_only_one_to_five_stars_exist(house: House, stars: int) -> None:
    actor = finished(house)
    with house.work(actor) as w, pytest.raises(Invalid):
        service.rate(w, stars)
