"""The ledger can be read line by line and by service, by those who may, and no other workspace's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from milo_app.core.errors import Denied
from milo_app.core.money import MICROS
from milo_app.core.paging import Cursor
from milo_app.domain.accounts.models import Role
from milo_app.domain.billing import ledger, queries, service
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    made = house()
    with made.system() as w:
        service.grant(w, 10 * MICROS, "first", note="Start")
        for number in range(4):
            at = w.now + timedelta(minutes=number)
            service.charge(w, "web_interview", 2 * MICROS, f"web{number}", at=at)
        service.charge(w, "resume", 420_000, "resume", at=w.now + timedelta(hours=1))
    return made


def test_entries_come_by_their_moment_newest_first(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        first = ledger.entries(w, size=2)
        second = ledger.entries(w, first.next, size=2)
        last = ledger.entries(w, first.last, size=2)
    assert [row.words for row in first.rows] == ["Resume screening", "Web interview"] and first.total == 6
    assert first.rows[0].amount == "-$0.42"
    assert [row.amount for row in second.rows] == ["-$2.00", "-$2.00"]
    assert last.rows[-1].is_grant and last.rows[-1].amount == "$10.00" and last.rows[-1].note == "Start"


def test_services_add_up_to_the_spend_and_the_dearest_comes_first(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        services = ledger.by_service(w)
        assert [(each.service, each.entries) for each in services] == [("web_interview", 4), ("resume", 1)]
        assert sum(each.micros for each in services) == queries.spend(w)
        assert [each.service for each in ledger.by_service(w, since=w.now + timedelta(minutes=30))] == ["resume"]


def test_less_than_a_cent_is_not_written_as_nothing() -> None:
    assert ledger.amount(-1_234, "USD") == "-$0.001234"
    assert ledger.amount(10_000, "EUR") == "€0.01"
    assert ledger.amount(0, "USD") == "$0.00"


def test_a_viewer_does_not_read_the_ledger(home: House) -> None:
    for ask in (ledger.entries, ledger.by_service):
        with pytest.raises(Denied), home.as_role(Role.VIEWER) as w:
            ask(w)


def test_the_ledger_of_another_workspace_stays_there(home: House) -> None:
    other = house("Elsewhere")
    with other.as_role(Role.ADMIN) as w:
        assert ledger.entries(w).rows == [] and ledger.entries(w).total == 0 and ledger.by_service(w) == []


def test_a_forged_cursor_shows_the_first_page(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        for value in ("text", 10**300, -1, 1.5):
            assert len(ledger.entries(w, Cursor("next", value, 1, 0).text()).rows) == 6
