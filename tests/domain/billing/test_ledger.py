"""The ledger: sums are exact, a cause is booked once, nothing is ever changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from sqlalchemy import func, select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.money import MICROS
from milo_app.core.settings import settings
from milo_app.domain.accounts.models import Role
from milo_app.domain.billing import prices, queries, service
from milo_app.domain.billing.models import LedgerEntry
from tests.databases import Installation
from tests.factories.houses import House, house

EACH = rules(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = st.lists(st.tuples(st.booleans(), st.integers(1, 10**13), st.integers(0, 9)), max_size=25)


@pytest.fixture
def home(installation: Installation) -> House:
    return house()


@EACH
@given(AMOUNTS)
def test_the_balance_is_grants_less_spend_and_a_key_counts_once(
    home: House, booked: list[tuple[bool, int, int]]
) -> None:
    fresh = house(f"House {datetime.now(UTC).timestamp()}")
    seen: dict[str, int] = {}
    with fresh.system() as w:
        for is_grant, micros, key in booked:
            name = f"k{key}"
            is_new = service.grant(w, micros, name) if is_grant else service.charge(w, "resume", micros, name)
            assert is_new == (name not in seen)
            seen.setdefault(name, micros if is_grant else -micros)
    with fresh.as_role(Role.ADMIN) as w:
        assert queries.balance(w) == sum(seen.values())
        assert queries.spend(w) == -sum(value for value in seen.values() if value < 0)
        view = queries.credits_view(w)
    assert view.left == view.granted - view.used == sum(seen.values())
    assert 0 <= view.percent_used <= 100


@EACH
@given(st.lists(st.integers(0, 200), min_size=1, max_size=20), st.integers(0, 200))
def test_spend_of_two_windows_that_touch_adds_up(home: House, hours: list[int], cut: int) -> None:
    fresh = house(f"House {datetime.now(UTC).timestamp()}")
    start = fresh.clock.now()
    with fresh.system() as w:
        for number, hour in enumerate(hours):
            service.charge(w, "web_interview", 10 + number, f"k{number}", at=start + timedelta(hours=hour))
    middle = start + timedelta(hours=cut)
    with fresh.system() as w:
        assert queries.spend(w, None, middle) + queries.spend(w, middle) == queries.spend(w)


def test_the_same_cause_in_two_workspaces_is_two_entries(home: House) -> None:
    other = house("Elsewhere")
    for one, micros in ((home, 5), (other, 7)):
        with one.system() as w:
            assert service.charge(w, "resume", micros, "evaluation:1")
    with home.system() as w:
        assert queries.spend(w) == 5
    with other.system() as w:
        assert queries.spend(w) == 7


def test_what_cost_nothing_leaves_no_entry(home: House) -> None:
    with home.system() as w:
        assert not service.charge(w, "resume", 0, "k")
        assert w.session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one() == 0


@pytest.mark.parametrize(
    ("name", "micros", "key"),
    [("resume", -1, "k"), ("grant", 5, "k"), ("pizza", 5, "k"), ("resume", 5, ""), ("resume", 10**16, "k")],
)
def test_a_wrong_entry_is_refused(home: House, name: str, micros: int, key: str) -> None:
    with home.system() as w, pytest.raises(Invalid):
        service.charge(w, name, micros, key)


def test_only_who_manages_billing_adds_credits(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w, pytest.raises(Denied):
        service.grant(w, MICROS, "k")
    with home.as_role(Role.ADMIN) as w:
        assert service.grant(w, 20 * MICROS, "k")


def test_the_top_bar_shows_used_left_and_this_month(home: House) -> None:
    with home.system() as w:
        service.grant(w, 20 * MICROS, "g")
        service.charge(w, "resume", 4 * MICROS, "a", at=datetime(2026, 10, 31, 12, tzinfo=UTC))
        service.charge(w, "resume", 15 * MICROS, "b")
    with home.as_role(Role.RECRUITER) as w:
        view = queries.credits_view(w)
    assert (view.used_text, view.left_text, view.month_text) == ("$19.00", "$1.00", "$15.00")
    assert (view.percent_used, view.is_low, view.has_credits) == (95, True, True)


def test_the_month_begins_at_midnight_of_the_workspace(installation: Installation) -> None:
    home = house(tz="America/New_York")
    with home.system() as w:
        service.charge(w, "resume", 3, "before", at=datetime(2026, 11, 1, 3, 59, tzinfo=UTC))
        service.charge(w, "resume", 5, "after", at=datetime(2026, 11, 1, 4, 0, tzinfo=UTC))
        assert queries.credits_view(w).month_micros == 5


def test_without_grants_there_are_no_credits_to_show(home: House) -> None:
    with home.as_role(Role.ADMIN) as w:
        view = queries.credits_view(w)
    assert (view.has_credits, view.percent_used, view.left) == (False, 0, 0)


def test_a_viewer_sees_no_spend(home: House) -> None:
    with home.as_role(Role.VIEWER) as w, pytest.raises(Denied):
        queries.credits_view(w)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**8), st.integers(0, 10**8))
def test_tokens_cost_their_price_rounded_up_to_a_micro_unit(tokens_in: int, tokens_out: int, a: int, b: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILO_AI_MICROS_PER_MTOK_IN", str(a))
        patch.setenv("MILO_AI_MICROS_PER_MTOK_OUT", str(b))
        settings.cache_clear()
        price = prices.tokens_price(tokens_in, tokens_out)
    settings.cache_clear()
    exact = tokens_in * a + tokens_out * b
    assert price * 1_000_000 >= exact > (price - 1) * 1_000_000


def test_the_built_in_rules_are_estimated_at_nothing_and_a_model_at_its_price(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prices.estimate(["resume", "form", "web_interview"]) == 0
    for name, value in {"PROVIDER": "openai", "MODEL": "m", "MICROS_PER_MTOK_IN": "1000000"}.items():
        monkeypatch.setenv(f"MILO_AI_{name}", value)
    settings.cache_clear()
    assert prices.estimate(["resume", "form"]) == prices.stage_price("resume") == 3200
