"""An engine on a fake server, with two workspaces in its index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from milo_app.adapters.index_meili.breaker import Breaker
from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.adapters.index_meili.wire import Wire
from milo_app.domain.search.ports import Document, Kind
from tests.factories.meili.fake import ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, FakeMeili, fake_meili

ADA = Document(
    Kind.CANDIDATE,
    1,
    7,
    "Åda O'Brien",
    "ada.obrien@example.com",
    "+49 151 5550123",
    ("Forklift",),
    "Łódź",
    "Twelve years at the counter. Then React and Node.js for a bank. " + "More work followed. " * 30,
    (3,),
    ("status:shortlisted", "city:lodz"),
    12,
    datetime(2026, 11, 1, tzinfo=UTC),
)
ADAM = Document(Kind.CANDIDATE, 1, 8, "Adam Smith", interviewer_ids=(4,), years=2)
OTHER = Document(Kind.CANDIDATE, 2, 9, "Ada Elsewhere", "ada@elsewhere.example.com")
BAKER = Document(Kind.INTERVIEWER, 1, 3, "Baker for Ada", interviewer_ids=(3,))


def engine_on(fake: FakeMeili, search_s: float = 30) -> MeiliEngine:
    """Return an engine on a fake, quick to try again, and as patient as a busy machine asks for."""
    wire = Wire(
        fake.url, ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, search_s=search_s, write_s=30, breaker=Breaker(3, rest_s=1)
    )
    return MeiliEngine(wire)


@pytest.fixture
def fake() -> Iterator[FakeMeili]:
    """A fake server; whatever a test does, every request and answer has to fit the description."""
    with fake_meili() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def engine(fake: FakeMeili) -> MeiliEngine:
    """An engine whose index holds four documents and stands at change 5."""
    made = engine_on(fake)
    build = made.rebuild(4)
    build.add([ADA, ADAM, OTHER, BAKER])
    build.commit(5)
    return made
