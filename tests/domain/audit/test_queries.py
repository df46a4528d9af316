"""The audit log can be read: in words, with the right names, by those who may, and no other workspace's."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from milo_app.core.errors import Denied
from milo_app.core.paging import Cursor
from milo_app.domain.accounts.models import Role
from milo_app.domain.audit import queries, service
from milo_app.domain.audit.models import AuditDetail
from milo_app.wiring import AUDITED, subscribe_all
from tests.databases import Installation
from tests.factories.houses import House, house


@pytest.fixture
def home(installation: Installation) -> House:
    subscribe_all()
    return house()


def test_every_audited_event_has_words() -> None:
    from milo_app.domain.audit.subscribers import _WORD

    actions = {_WORD.sub("_", kind.__name__).lower() for kind in AUDITED}
    assert actions <= set(queries.WORDS)


def test_entries_come_newest_first_in_pages(home: House) -> None:
    ada = home.user()
    with home.as_role(Role.ADMIN, ada) as w:
        for number in range(5):
            service.record(w, "interviewer_published", "interviewer", number, {"number": number})
        first = queries.page(w, size=2)
        second = queries.page(w, first.next, size=2)
        last = queries.page(w, first.last, size=2)
    assert [row.seq for row in first.rows] == [5, 4] and first.total == 5
    assert [row.seq for row in second.rows] == [3, 2]
    assert [row.seq for row in last.rows] == [2, 1] and last.next == ""
    assert first.rows[0].words == "Version published" and first.rows[0].note == "version 4"
    assert first.rows[0].actor_name == "Ada Admin" and first.rows[0].object_ids == (4,)


def test_signing_in_is_the_doing_of_the_account_and_never_of_a_candidate(home: House) -> None:
    ada = home.user()
    with home.as_role(Role.ADMIN, ada) as w:
        from dataclasses import replace

        door = replace(w, actor=replace(w.actor, kind="candidate"))
        service.record(door, "signed_in", "user", ada, {"way": "link"})
        row = queries.page(w).rows[0]
    assert (row.actor_kind, row.actor_name, row.actor_application) == ("user", "Ada Admin", None)
    assert row.note == "with a one-time link" and row.object_name == "Ada Admin"


def test_a_decision_names_all_its_applications(home: House) -> None:
    with home.as_role(Role.ADMIN, home.user()) as w:
        service.record(w, "candidates_dismissed", "", "", {"application_ids": [3, 4], "count": 2})
        row = queries.page(w).rows[0]
    assert (row.object_kind, row.object_ids, row.note) == ("application", (3, 4), "2 people")


def test_an_entry_whose_details_were_erased_can_still_be_read(home: House) -> None:
    with home.as_role(Role.ADMIN, home.user()) as w:
        service.record(w, "candidate_knocked_out", "application", 9, {"rule": "Work permit"})
        assert queries.page(w).rows[0].note == "Work permit"
        w.session.delete(w.session.execute(select(AuditDetail)).scalars().one())
        w.session.flush()
        assert queries.page(w).rows[0].note == ""
        assert service.verify(w) is None


def test_a_forged_cursor_shows_the_first_page(home: House) -> None:
    with home.as_role(Role.ADMIN, home.user()) as w:
        service.record(w, "signed_out", "user", 1)
        for value in ("text", 10**300, -1, None, 1.5):
            assert len(queries.page(w, Cursor("next", value, 1, 0).text()).rows) == 1


def test_only_those_with_the_right_read_the_log(home: House) -> None:
    for role in (Role.RECRUITER, Role.VIEWER):
        with pytest.raises(Denied), home.as_role(role) as w:
            queries.page(w)


def test_the_log_of_another_workspace_stays_there(home: House) -> None:
    other = house("Elsewhere")
    with other.as_role(Role.ADMIN, other.user()) as w:
        service.record(w, "signed_out", "user", 1)
    with home.as_role(Role.ADMIN, home.user()) as w:
        page = queries.page(w)
    assert page.rows == [] and page.total == 0
