"""Subscribers are active members, the creator from the start, and a change holds at once."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, MembershipState, User
from milo_app.domain.interviewers import composing, service
from milo_app.domain.interviewers import subscriptions as subs
from milo_app.domain.interviewers.events import InterviewerSubscribersChanged
from milo_app.domain.interviewers.listing import pick
from tests.factories.house import House
from tests.factories.interviewers import DESCRIPTION, make_interviewer


def names(w: Work, public_id: str) -> list[str]:
    """Return who is subscribed."""
    return [user.name for user in subs.subscribers(w, pick(w, public_id).id or 0)]


def user_id(w: Work, actor_id: int | None) -> str:
    """Return a user's public id."""
    return w.session.get_one(User, actor_id).public_id


def test_whoever_makes_an_interviewer_is_subscribed_by_each_way_of_making_one(w: Work) -> None:
    made = [composing.blank(w).id, composing.start_draft(w, DESCRIPTION).id, make_interviewer(w).public_id]
    made.append(service.clone(w, made[-1]))
    assert [names(w, each) for each in made] == [["Rita Recruiter"]] * 4


def test_members_are_chosen_and_a_change_is_told_once(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w)
        wanted = [user_id(w, house.viewer.user_id), user_id(w, house.admin.user_id)]
        found = subs.set_subscribers(w, row.public_id, wanted)
        assert {(each.name, each.is_subscribed) for each in found} == {
            ("Ada Admin", True),
            ("Rita Recruiter", False),
            ("Vera Viewer", True),
        }
        subs.set_subscribers(w, row.public_id, wanted)
    assert [event.subscribers for event in house.told(InterviewerSubscribersChanged)] == [2]


def test_nobody_from_outside_is_subscribed(w: Work) -> None:
    stranger = User(email="stranger@elsewhere.example", name="Stranger", created_at=w.now)
    w.session.add(stranger)
    w.session.flush()
    row = make_interviewer(w)
    for act in (lambda: subs.set_subscribers(w, row.public_id, [stranger.public_id]),
                lambda: subs.subscribe(w, row.public_id, stranger.public_id)):  # fmt: skip
        with pytest.raises(Invalid, match="active members"):
            act()


def test_who_leaves_the_team_falls_out(w: Work, house: House) -> None:
    row = make_interviewer(w)
    subs.subscribe(w, row.public_id, user_id(w, house.admin.user_id))
    left = w.session.exec(select(Membership).where(col(Membership.user_id) == house.admin.user_id)).one()
    left.state = MembershipState.REMOVED
    w.session.flush()
    assert names(w, row.public_id) == ["Rita Recruiter"]
    assert "Ada Admin" not in [each.name for each in subs.choices(w, row.public_id)]


def test_a_viewer_chooses_for_themselves_only(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w)
    with house.work(house.viewer) as w:
        assert [each.name for each in subs.subscribe(w, row.public_id) if each.is_subscribed] == [
            "Rita Recruiter",
            "Vera Viewer",
        ]
        subs.unsubscribe(w, row.public_id)
        assert names(w, row.public_id) == ["Rita Recruiter"]
        with pytest.raises(Denied):
            subs.unsubscribe(w, row.public_id, user_id(w, house.recruiter.user_id))
        with pytest.raises(Denied):
            subs.set_subscribers(w, row.public_id, [])


def test_a_discarded_draft_takes_its_subscriptions_along(w: Work) -> None:
    draft = composing.blank(w).id
    service.delete_draft(w, draft)
    from milo_app.domain.interviewers.models import InterviewerSubscription

    assert w.session.exec(select(InterviewerSubscription)).all() == []
