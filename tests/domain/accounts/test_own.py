"""My account: name, zone, blind review, sessions."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.accounts import own, sessions
from milo_app.domain.accounts.events import BlindReviewChanged, SessionsEnded
from milo_app.domain.accounts.models import Membership, User
from tests.factories.house import House


def cookie(house: House) -> str:
    """Sign the recruiter in and return the cookie's value."""
    with house.work() as w:
        user = w.session.get_one(User, house.recruiter.user_id)
        member = own._membership(w)
        assert isinstance(member, Membership)
        return sessions.begin(w, user, member, ip="", agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")


def test_a_name_and_a_zone_can_be_changed(house: House) -> None:
    with house.work() as w:
        own.change(w, "  Rita   R. ", "Europe/Berlin")
    with house.work() as w:
        found = own.account(w)
    assert (found.name, found.tz) == ("Rita R.", "Europe/Berlin")


@pytest.mark.parametrize(("name", "tz"), [("", "UTC"), ("x" * 121, "UTC"), ("Rita", "Mars/Olympus")])
def test_what_is_no_name_or_zone_is_refused(house: House, name: str, tz: str) -> None:
    with pytest.raises(Invalid), house.work() as w:
        own.change(w, name, tz)


def test_beginning_and_leaving_blind_review_is_told(house: House) -> None:
    for is_on in (True, False, False):
        with house.work() as w:
            own.set_blind(w, is_on)
    assert [(event.is_on, event.is_for_all) for event in house.told(BlindReviewChanged)] == [
        (True, False),
        (False, False),
    ]


def test_who_reviews_blind_holds_no_contact_details(house: House) -> None:
    secret = cookie(house)
    with house.work() as w:
        own.set_blind(w, True)
    with house.work() as w:
        found = sessions.find(w.session, w.clock, secret)
    assert found is not None and found.actor.is_blind
    assert not found.actor.can("candidate:read_contact") and found.actor.can("candidate:decide")


def test_an_admin_makes_everybody_review_blind(house: House) -> None:
    secret = cookie(house)
    with house.work(house.admin) as w:
        own.set_workspace_blind(w, True)
    with house.work() as w:
        found = sessions.find(w.session, w.clock, secret)
    assert found is not None and found.actor.is_blind
    with pytest.raises(Denied), house.work() as w:
        own.set_workspace_blind(w, False)


def test_signing_out_elsewhere_leaves_this_browser(house: House) -> None:
    here, there = cookie(house), cookie(house)
    with house.work() as w:
        mine = sessions.find(w.session, w.clock, here)
        assert mine is not None
        listed = own.account(w, mine.session_id).sessions
        assert [one.is_this for one in listed if one.is_this] == [True]
        assert {one.agent for one in listed} == {"Firefox on Linux"}
        assert own.end_other_sessions(w, mine.session_id) == len(listed) - 1
    with house.work() as w:
        assert sessions.find(w.session, w.clock, here) is not None
        assert sessions.find(w.session, w.clock, there) is None
    assert len(house.told(SessionsEnded)) == 1


def test_keys_are_on_until_they_are_switched_off(house: House) -> None:
    with house.work() as w:
        assert own.reviewing(w) == own.Reviewing()
        own.set_reviewing(w, own.Reviewing(has_keys=False, goes_on=False))
        assert own.reviewing(w) == own.Reviewing(False, False)
