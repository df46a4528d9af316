"""Signing in: the lock, what a stranger can learn from time, links that work once, sessions that end."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from milo_app import bootstrap
from milo_app.core.errors import Conflict, Gone, Invalid, NotFound, TooMany
from milo_app.core.work import system
from milo_app.domain.accounts import api_keys, passwords, queries, service, sessions
from milo_app.domain.accounts.models import ApiKey, AuthSession, LinkKind, Role, User
from milo_app.domain.accounts.permissions import CATALOGUE, granted
from tests.factories.house import House

PASSWORD = "seven purple otters juggle"
EMAIL = "rita.recruiter@acme.example.com"
OTHER = "vera.viewer@acme.example.com"


@pytest.fixture(autouse=True)
def _with_passwords(house: House) -> None:
    stored = passwords.hashed(PASSWORD)
    with bootstrap.work(system(None), at=house.clock) as w:
        for email in (EMAIL, OTHER, "ada.admin@acme.example.com"):
            user = queries.user_by_email(w, email)
            assert user is not None
            user.password_hash = stored
            w.session.add(user)


def sign_in(house: House, email: str = EMAIL, password: str = PASSWORD, ip: str = "") -> service.Entered | None:
    """Try a password, as the route does: its row is committed either way."""
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
        return service.sign_in(w, email, password, ip=ip, agent="")


def found(house: House, secret: str) -> sessions.SignedInUser | None:
    """Look a cookie up."""
    with bootstrap.read(bootstrap.nobody()) as w:
        return sessions.find(w.session, house.clock, secret)


def link(house: House, kind: LinkKind, email: str = EMAIL) -> str:
    """Make an account link."""
    with bootstrap.work(system(None), at=house.clock) as w:
        return service.make_link(w, kind, queries.user_by_email(w, email))


def reset(house: House, token: str, password: str = "four lazy rivers hum") -> None:
    """Set a password through a link."""
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
        service.reset_password(w, token, password)


def wrong(house: House, times: int, email: str = EMAIL) -> None:
    """Try wrong passwords."""
    for _ in range(times):
        assert sign_in(house, email, "wrong") is None


def test_a_right_password_opens_a_session_for_that_person(house: House) -> None:
    entered = sign_in(house, f"  {EMAIL.upper()} ")
    assert entered is not None
    user = found(house, entered.secret)
    assert user is not None
    assert user.email == EMAIL
    assert user.actor.permissions == granted(Role.RECRUITER)


def test_only_the_digest_of_a_session_is_stored(house: House) -> None:
    entered = sign_in(house)
    assert entered is not None
    with bootstrap.read(system(None)) as w:
        rows = w.session.query(AuthSession).all()
    assert rows and all(entered.secret not in str(row) for row in rows)


def test_five_wrong_passwords_lock_the_account_also_for_the_right_one(house: House) -> None:
    wrong(house, 5)
    with pytest.raises(TooMany, match="five wrong passwords"):
        sign_in(house)


def test_four_wrong_passwords_do_not(house: House) -> None:
    wrong(house, 4)
    assert sign_in(house) is not None


def test_a_success_starts_the_count_again(house: House) -> None:
    wrong(house, 4)
    house.clock.advance(seconds=1)
    sign_in(house)
    house.clock.advance(seconds=1)
    wrong(house, 4)
    assert sign_in(house) is not None


def test_the_lock_ends_with_its_window(house: House) -> None:
    wrong(house, 5)
    house.clock.advance(minutes=29)
    with pytest.raises(TooMany):
        sign_in(house)
    house.clock.advance(minutes=2)
    assert sign_in(house) is not None


def test_one_locked_account_locks_no_other(house: House) -> None:
    wrong(house, 5)
    assert sign_in(house, OTHER) is not None


def test_an_address_without_an_account_locks_like_one_with(house: House) -> None:
    wrong(house, 5, "nobody@acme.example.com")
    with pytest.raises(TooMany, match="five wrong passwords"):
        sign_in(house, "nobody@acme.example.com")


def test_a_reset_lifts_the_lock(house: House) -> None:
    wrong(house, 5)
    house.clock.advance(seconds=1)
    reset(house, link(house, LinkKind.RESET))
    assert sign_in(house, password="four lazy rivers hum") is not None


def test_a_hundred_tries_a_minute_from_one_address_are_enough(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "holds", lambda stored, password: False)
    for number in range(service.PER_IP):
        assert sign_in(house, f"p{number}@x.example", ip="192.0.2.1") is None
    with pytest.raises(TooMany, match="too many sign-ins"):
        sign_in(house, ip="192.0.2.1")
    assert sign_in(house, ip="192.0.2.2") is None


def test_an_unknown_address_takes_as_long_as_a_wrong_password(house: House) -> None:
    def took(stored: str) -> float:
        begun = time.perf_counter()
        assert not passwords.holds(stored, "wrong")
        return time.perf_counter() - begun

    stored = passwords.hashed(PASSWORD)
    known, unknown = [], []
    for _ in range(9):
        known.append(took(stored))
        unknown.append(took(""))
    assert 0.4 < statistics.median(known) / statistics.median(unknown) < 2.5


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [(LinkKind.SIGN_IN, 15), (LinkKind.RESET, 60), (LinkKind.SETUP, 24 * 60), (LinkKind.INVITE, 7 * 24 * 60)],
)
def test_a_link_works_until_its_time_and_not_after(house: House, kind: LinkKind, minutes: int) -> None:
    token = link(house, kind)
    house.clock.advance(minutes=minutes, seconds=-1)
    with bootstrap.work(system(None), at=house.clock) as w:
        assert service.peek_link(w, kind, token)
    house.clock.advance(seconds=2)
    with bootstrap.work(system(None), at=house.clock) as w, pytest.raises(Gone):
        service.peek_link(w, kind, token)


def test_a_link_opens_only_what_it_was_made_for(house: House) -> None:
    token = link(house, LinkKind.SIGN_IN)
    with pytest.raises(Gone):
        reset(house, token)


def test_a_new_link_of_a_kind_voids_the_one_before(house: House) -> None:
    first, second = link(house, LinkKind.RESET), link(house, LinkKind.RESET)
    with pytest.raises(Gone):
        reset(house, first)
    reset(house, second)


def test_two_at_the_same_time_cannot_both_use_a_link(house: House) -> None:
    token = link(house, LinkKind.SIGN_IN)
    together = Barrier(2)

    def use(_: int) -> bool:
        together.wait()
        try:
            with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
                service.sign_in_by_link(w, token, ip="", agent="")
        except Gone:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [False, True]


def test_a_reset_ends_every_session_of_that_person_and_of_nobody_else(house: House) -> None:
    mine, other = sign_in(house), sign_in(house, OTHER)
    assert mine is not None and other is not None
    reset(house, link(house, LinkKind.RESET))
    assert found(house, mine.secret) is None
    assert found(house, other.secret) is not None


def test_two_resets_an_hour_are_mailed_and_no_more(house: House) -> None:
    for _ in range(4):
        with bootstrap.work(bootstrap.nobody(), at=house.clock) as w:
            service.ask_for_reset(w, EMAIL)
    from milo_app.domain.accounts.events import AccountLinkMade

    assert len(house.told(AccountLinkMade)) == 2


def test_a_session_that_nobody_uses_ends_after_twelve_hours_and_one_in_use_does_not(house: House) -> None:
    entered = sign_in(house)
    assert entered is not None
    for _ in range(5):
        house.clock.advance(hours=6)
        user = found(house, entered.secret)
        assert user is not None
        assert user.is_stale
        with bootstrap.work(system(None), at=house.clock) as w:
            sessions.touch(w.session, user.session_id, w.now)
        fresh = found(house, entered.secret)
        assert fresh is not None and not fresh.is_stale
    house.clock.advance(hours=12, seconds=1)
    assert found(house, entered.secret) is None


@pytest.mark.parametrize(("email", "hours"), [("ada.admin@acme.example.com", 24), (EMAIL, 7 * 24)])
def test_no_session_outlives_its_role(house: House, email: str, hours: int) -> None:
    entered = sign_in(house, email)
    assert entered is not None
    for _ in range(hours // 6):
        house.clock.advance(hours=6)
        user = found(house, entered.secret)
        if user is not None:
            with bootstrap.work(system(None), at=house.clock) as w:
                sessions.touch(w.session, user.session_id, w.now)
    assert found(house, entered.secret) is None


def test_a_switched_off_account_is_out_and_stays_out(house: House) -> None:
    entered = sign_in(house)
    assert entered is not None
    token = link(house, LinkKind.SIGN_IN)
    with bootstrap.work(system(None), at=house.clock) as w:
        service.disable_user(w, EMAIL)
    assert found(house, entered.secret) is None
    assert sign_in(house) is None
    with bootstrap.work(bootstrap.nobody(), at=house.clock) as w, pytest.raises(Exception, match="switched off"):
        service.sign_in_by_link(w, token, ip="", agent="")


def test_the_last_admin_cannot_be_switched_off(house: House) -> None:
    with bootstrap.work(system(None), at=house.clock) as w, pytest.raises(Conflict, match="last admin"):
        service.disable_user(w, "ada.admin@acme.example.com")
    with bootstrap.work(system(None), at=house.clock) as w:
        home = queries.workspace_by_slug(w, "acme")
        assert home is not None
        service.add_user(w, home, "second@acme.example.com", "Second", Role.ADMIN)
    with bootstrap.work(system(None), at=house.clock) as w:
        service.disable_user(w, "ada.admin@acme.example.com")
    with bootstrap.work(system(None), at=house.clock) as w, pytest.raises(Conflict, match="last admin"):
        service.disable_user(w, "second@acme.example.com")


def test_switching_off_somebody_who_is_not_there_says_so(house: House) -> None:
    with bootstrap.work(system(None), at=house.clock) as w, pytest.raises(NotFound):
        service.disable_user(w, "nobody@acme.example.com")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "at least 12"),
        ("", "at least 12"),
        ("x" * 129, "at most 128"),
        ("passwordpassword", "easy to guess"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("rita.recruiter@acme", "easy to guess"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        passwords.check_strength(password, known=["Rita Recruiter", "rita.recruiter@acme", "rita", "recruiter"])
    assert refused.value.field == "password"


def test_a_sentence_is_a_good_password() -> None:
    passwords.check_strength(PASSWORD, known=["Rita"])


@pytest.fixture
def key(house: House) -> Iterator[api_keys.FreshKey]:
    with house.work(house.admin) as w:
        made = api_keys.make(w, "ATS", ["candidate:read", "application:read"])
    yield made


def by_key(house: House, text: str):  # type: ignore[no-untyped-def]
    """Look a key up."""
    with bootstrap.work(system(None), at=house.clock) as w:
        found = api_keys.find(w.session, w.clock, text)
        return found.actor if found is not None else None


def test_a_key_acts_with_its_scopes_in_its_workspace_only(house: House, key: api_keys.FreshKey) -> None:
    actor = by_key(house, key.text)
    assert actor is not None
    assert actor.permissions == {"candidate:read", "application:read"}
    assert actor.workspace_id == house.workspace.id


def test_the_secret_of_a_key_is_stored_nowhere(house: House, key: api_keys.FreshKey) -> None:
    with bootstrap.read(system(None)) as w:
        row = w.session.query(ApiKey).one()
        assert key.text.rsplit("_", 1)[1] not in str(row.model_dump())


def test_a_key_ends_after_a_year_and_when_it_is_revoked(house: House, key: api_keys.FreshKey) -> None:
    house.clock.advance(days=364)
    assert by_key(house, key.text) is not None
    house.clock.advance(days=2)
    assert by_key(house, key.text) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"),
        lambda key: key.replace("milo_live_", "milo_test_"),
        lambda key: key + "_x",
        lambda key: "",
        lambda key: key.swapcase(),
        lambda key: "milo_live_aaaaaaaa_" + key.rsplit("_", 1)[1],
    ],
)
def test_a_changed_key_opens_nothing(house: House, key: api_keys.FreshKey, change) -> None:  # type: ignore[no-untyped-def]
    assert by_key(house, change(key.text)) is None


def test_nobody_gives_a_key_what_they_do_not_hold(house: House) -> None:
    with house.work(house.admin) as w:
        from dataclasses import replace

        poor = replace(w.actor, permissions=frozenset({"api_key:manage"}))
        with pytest.raises(Invalid, match="do not hold"):
            api_keys.make(replace(w, actor=poor), "x", ["candidate:delete"])
        with pytest.raises(Invalid, match="no permission"):
            api_keys.make(w, "x", ["candidate:everything"])


def test_roles_grow_from_viewer_to_admin() -> None:
    assert granted(Role.VIEWER) < granted(Role.RECRUITER) < granted(Role.ADMIN)
    assert granted(Role.ADMIN) == {permission.name for permission in CATALOGUE}


def test_a_person_is_the_same_account_in_two_workspaces(house: House) -> None:
    with bootstrap.work(system(None), at=house.clock) as w:
        other = service.create_workspace(w, "Birch")
        service.add_user(w, other, EMAIL, "", Role.VIEWER)
        user = queries.user_by_email(w, EMAIL)
        assert user is not None and user.id is not None
        assert [home.name for home in queries.workspaces_of(w, user.id)] == ["Acme", "Birch"]
        assert w.session.query(User).filter(User.email == EMAIL).count() == 1  # type: ignore[arg-type]
