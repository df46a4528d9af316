"""Guest verdicts: who may make a link, what it shows, when it ends, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.errors import Denied, Gone, Invalid, MiloError, NotFound
from milo_app.core.ids import digest
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Membership, Role, User
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.team_models import Verdict, VerdictValue
from milo_app.domain.notifications.models import Notification
from milo_app.domain.scoring import guest_page, guests, service
from milo_app.domain.scoring.guest_models import GuestLink
from milo_app.domain.scoring.guests import Wanted
from tests.databases import Installation
from tests.factories.attempts import NOON, Attempt, House, apply, house
from tests.factories.evaluators import FULL, works

RIGHTS = ("application:read", "candidate:read", "candidate:export", "note:write")


class Scene:
    """A scored candidate and a recruiter."""

    def __init__(self, place: House) -> None:
        self.place = place
        replies = {**FULL.replies, "upset": "I am Ada Obi and I mended it. Write to ada@example.com."}
        number, self.public_id = apply(place, Attempt(replies, FULL.resume))
        service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
        with place.open() as w:
            user = User(email="ruth@firm.test", name="Ruth Recruiter", created_at=NOON)
            w.session.add(user)
            w.session.flush()
            self.user_id = user.id or 0
            w.session.add(
                Membership(workspace_id=place.workspace_id, user_id=self.user_id, role=Role.RECRUITER, created_at=NOON)
            )

    def actor(self, *rights: str) -> Actor:
        """Return the recruiter with these rights."""
        made = self.place.user(*(rights or RIGHTS))
        return Actor(**{**made.__dict__, "user_id": self.user_id})

    def does(self, fn: Callable[..., Any], *args: Any, actor: Actor | None = None) -> Any:
        """Call a domain function as the recruiter."""
        with bootstrap.work(actor or self.actor(), self.place.clock) as w:
            return fn(w, *args)

    def link(self, **changes: Any) -> str:
        """Make a link and return its token."""
        return self.does(
            guests.create, self.public_id, Wanted(**{"guest": "Tom Hale", "questions": ("upset",), **changes})
        )

    def view(self, secret: str) -> guest_page.GuestView:
        """Open the page as nobody."""
        with bootstrap.read(system(None), self.place.clock) as w:
            return guest_page.view(w, secret)

    def give(self, secret: str, value: str, comment: str = "") -> None:
        """Give a verdict as the door does."""
        with bootstrap.work(system(None), self.place.clock) as w:
            link = guests.opened(w, secret)
            with w.inside(link.workspace_id) as inner:
                guests.give(inner, link, value, comment)

    def judge(self) -> None:
        """Give the recruiter's own verdict."""

        def write(w: Work) -> None:
            row = w.session.scalars(select(Application).where(col(Application.public_id) == self.public_id)).one()
            made = {"workspace_id": w.workspace_id, "application_id": row.id or 0, "user_id": self.user_id}
            w.session.add(Verdict(**made, value=VerdictValue.YES, at=w.now))

        self.does(write)


@pytest.fixture
def scene(installation: Installation) -> Scene:
    """A scored candidate and a recruiter."""
    return Scene(house())


def test_a_link_shows_the_chosen_answers_and_no_score(scene: Scene) -> None:
    found = scene.view(scene.link())
    assert (found.name, found.guest, found.asked_by) == ("Ada Obi", "Tom Hale", "Ruth Recruiter")
    assert [answer.question for answer in found.answers] == ["Tell me about a customer who was upset. What did you do?"]
    assert (found.score, found.scorecard) == ("", ())
    assert "how do you keep your till" not in str(found).lower()


def test_scores_are_shown_only_when_wanted(scene: Scene) -> None:
    assert scene.view(scene.link(shows_score=True)).score
    assert scene.view(scene.link(shows_scorecard=True)).scorecard


def test_a_blind_link_tells_nobodys_name(scene: Scene) -> None:
    found = scene.view(scene.link(is_blind=True, message="Is Ada Obi right for us?"))
    assert found.name == blind.alias(scene.public_id)
    assert not any(word in str(found) for word in ("Ada", "Obi", "ada@example.com"))


def test_a_blind_reviewer_makes_blind_links_only(scene: Scene) -> None:
    actor = Actor(**{**scene.actor().__dict__, "is_blind": True})
    secret = scene.does(guests.create, scene.public_id, Wanted("Tom", ("upset",)), actor=actor)
    assert scene.view(secret).is_blind


def test_only_the_digest_of_a_token_is_kept(scene: Scene) -> None:
    secret = scene.link()
    with scene.place.open() as w:
        row = w.session.scalars(select(GuestLink)).one()
        assert row.token_hash == digest(secret)
        assert secret not in str(row.__dict__)


@pytest.mark.parametrize(
    "wanted",
    [
        {"guest": ""},
        {"questions": ()},
        {"questions": ("nothing",)},
        {"days": 0},
        {"days": 31},
        {"message": "x" * 1001},
    ],
)
def test_a_link_that_makes_no_sense_is_refused(scene: Scene, wanted: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        scene.link(**wanted)


def test_making_and_revoking_need_the_right_to_hand_things_out(scene: Scene) -> None:
    reader = scene.actor("application:read", "candidate:read")
    with pytest.raises(Denied):
        scene.does(guests.create, scene.public_id, Wanted("Tom", ("upset",)), actor=reader)
    scene.link()
    with pytest.raises(Denied):
        scene.does(guests.revoke, scene.does(guests.rows, scene.public_id)[0].id, actor=reader)


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "a" * 4000, "' OR 1=1 --" + "x" * 20])
def test_a_token_that_nobody_made_opens_nothing(scene: Scene, secret: str) -> None:
    with pytest.raises(NotFound):
        scene.view(secret)


def test_a_link_ends_after_its_days(scene: Scene) -> None:
    secret = scene.link(days=2)
    scene.place.clock.at += timedelta(days=2)
    with pytest.raises(Gone):
        scene.view(secret)
    with pytest.raises(Gone):
        scene.give(secret, "yes")


def test_a_revoked_link_opens_nothing_and_keeps_its_verdict(scene: Scene) -> None:
    secret = scene.link()
    scene.give(secret, "yes", "Calm")
    scene.judge()
    scene.does(guests.revoke, scene.does(guests.rows, scene.public_id)[0].id)
    with pytest.raises(Gone):
        scene.view(secret)
    row = scene.does(guests.rows, scene.public_id)[0]
    assert (row.state, row.verdict, row.comment) == ("revoked", "Yes", "Calm")


def test_a_verdict_can_be_changed_until_the_link_ends(scene: Scene) -> None:
    secret = scene.link()
    scene.give(secret, "yes")
    scene.give(secret, "no", "On second thought")
    assert (scene.view(secret).verdict, scene.view(secret).comment) == ("no", "On second thought")


def test_a_verdict_is_hidden_until_the_reader_gave_theirs(scene: Scene) -> None:
    scene.give(scene.link(), "definitely", "Hire her")
    before = scene.does(guests.rows, scene.public_id)[0]
    assert (before.hidden, before.verdict, before.comment) == (True, "", "")
    scene.judge()
    after = scene.does(guests.rows, scene.public_id)[0]
    assert (after.hidden, after.verdict, after.comment) == (False, "Definitely", "Hire her")


def test_whoever_made_the_link_is_told_once_and_not_what_was_said(scene: Scene) -> None:
    secret = scene.link()
    scene.give(secret, "definitely")
    scene.give(secret, "no")
    with scene.place.open() as w:
        row = w.session.scalars(select(Notification).where(col(Notification.kind) == "guest_verdict")).one()
    assert (row.title, row.user_id) == ("Tom Hale gave a verdict on Ada Obi", scene.user_id)
    assert "efinitely" not in row.title + row.body


@pytest.mark.parametrize(("value", "comment"), [("maybe", ""), ("", ""), ("yes", "x" * 2001)])
def test_what_is_no_verdict_is_refused(scene: Scene, value: str, comment: str) -> None:
    secret = scene.link()
    with pytest.raises(Invalid):
        scene.give(secret, value, comment)


def test_another_workspace_sees_and_closes_no_link(scene: Scene) -> None:
    secret = scene.link()
    link = scene.does(guests.rows, scene.public_id)[0].id
    stranger = house("globex").user(*RIGHTS)
    for fn, argument in ((guests.rows, scene.public_id), (guests.revoke, link), (guests.choosable, scene.public_id)):
        with pytest.raises(MiloError):
            scene.does(fn, argument, actor=stranger)
    assert scene.view(secret).name == "Ada Obi"


def test_links_and_verdicts_go_with_the_application(scene: Scene) -> None:
    secret = scene.link()
    scene.give(secret, "yes", "Calm")

    def forget(w: Work) -> None:
        row = w.session.scalars(select(Application).where(col(Application.public_id) == scene.public_id)).one()
        guests.forget(w, [row.id])

    scene.does(forget)
    with scene.place.open() as w:
        assert list(w.session.scalars(select(GuestLink))) == []
    with pytest.raises(NotFound):
        scene.view(secret)
