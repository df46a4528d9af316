"""What an admin does about the indexes is kept in the audit log, and nobody else may do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from milo_app.core import events
from milo_app.core.errors import Conflict, Denied, NotFound
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Role
from milo_app.domain.audit import queries as audit
from milo_app.domain.search import status
from milo_app.domain.search.models import SearchFailure, SearchIndex
from milo_app.jobs import search_index
from tests.databases import Installation
from tests.factories.houses import House, house

pytestmark = pytest.mark.alone


@pytest.fixture
def home(installation: Installation) -> House:
    """A workspace whose one person is in the index."""
    made = house()
    made.candidate("Dana Lee", "dana@mail.test")
    search_index.keep()
    return made


def kept(home: House) -> list[tuple[str, str]]:
    """Return the words and notes of the audit log about the search, newest first."""
    with home.as_role(Role.ADMIN) as w:
        return [(row.words, row.note) for row in audit.page(w).rows if "earch" in row.words]


def test_what_was_done_is_kept_with_what_it_changed(home: House) -> None:
    with home.system() as w:
        w.session.add(
            SearchFailure(
                workspace_id=home.workspace_id, engine="embedded", kind="candidate", doc_id=1, reason="Broken", at=w.now
            )
        )
    with home.as_role(Role.ADMIN) as w:
        status.switch(w, has_resumes=True, has_notes=False, has_tags=True)
        assert status.retry(w) == 1
        status.reindex(w)
        assert status.cancel(w)
        assert not status.cancel(w)
        assert status.retry(w) == 0
    assert kept(home) == [
        ("Building of the search index stopped", ""),
        ("New search index asked for", ""),
        ("Search tried again what could not be indexed", "1 document"),
        ("What the search finds changed", "resume text on, notes off, tags on"),
    ]


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.VIEWER])
@pytest.mark.parametrize(
    "act",
    [
        status.overview,
        status.reindex,
        status.cancel,
        status.retry,
        lambda w: status.switch(w, has_resumes=False, has_notes=False, has_tags=False),
    ],
)
def test_nobody_but_admins_looks_or_changes(home: House, role: Role, act: Callable[[Work], object]) -> None:
    with pytest.raises(Denied), home.as_role(role) as w:
        act(w)


def test_an_index_is_not_built_twice_at_once(home: House) -> None:
    with home.system() as w:
        row = w.session.get_one(SearchIndex, "embedded")
        row.is_building, row.beat_at = True, w.now
        w.session.add(row)
    with pytest.raises(Conflict), home.as_role(Role.ADMIN) as w:
        status.reindex(w)


def test_a_failure_that_is_gone_cannot_be_tried_again(home: House) -> None:
    with pytest.raises(NotFound), home.as_role(Role.ADMIN) as w:
        status.retry(w, 999)


def test_browsers_hear_of_a_build_and_of_what_was_taken(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(events, "_wakers", [lambda workspace_id, topic: told.append((workspace_id, topic))])
    with home.as_role(Role.ADMIN) as w:
        status.reindex(w)
    search_index.keep()
    assert told.count((home.workspace_id, "search")) >= 3  # asked for, on its way, done
    told.clear()
    home.candidate("Nora Quist")
    with home.system() as w:
        w.session.get_one(SearchIndex, "embedded").applied_at = None
    search_index.keep()
    assert (home.workspace_id, "search") in told
