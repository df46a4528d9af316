"""A review: who waits, in the order of the list."""

from __future__ import annotations

import pytest

from milo_app.core.errors import NotFound
from milo_app.domain.candidates import reviewing
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, Decision
from milo_app.domain.interviewers.models import Interviewer
from tests.databases import Installation
from tests.factories.houses import START, House, house

REVIEW = ApplicationFilter(review=True, sort="score")


@pytest.fixture
def place(installation: Installation) -> House:
    """A workspace."""
    return house()


def finished(place: House, role: Interviewer, score: int, **changes: object) -> Application:
    """Add somebody who is through."""
    return place.application(role, score=score, completed_at=START, **changes)


def queued(place: House, begun: Application, flt: ApplicationFilter = REVIEW) -> reviewing.Queue:
    """Return the queue as an admin sees it."""
    with place.works(place.actor(place.user())) as w:
        return reviewing.queue(w, begun.public_id, flt)


def test_those_who_finished_and_are_undecided_wait_in_the_lists_order(place: House) -> None:
    role = place.interviewer()
    low, high = finished(place, role, 50), finished(place, role, 90)
    finished(place, role, 70, decision=Decision.SHORTLISTED)
    place.application(role)
    finished(place, place.interviewer("Another"), 99)
    found = queued(place, low)
    assert (found.ids, found.total) == ((high.public_id, low.public_id), 2)


def test_whoever_it_begins_with_stands_in_it_even_when_decided(place: House) -> None:
    role = place.interviewer()
    waiting, decided = finished(place, role, 50), finished(place, role, 70, decision=Decision.DISMISSED)
    assert queued(place, decided).ids == (decided.public_id, waiting.public_id)


def test_another_workspace_has_no_queue_of_it(place: House) -> None:
    begun = finished(place, place.interviewer(), 50)
    with pytest.raises(NotFound):
        queued(house("Elsewhere"), begun)
