"""Versions: who published what, what the draft would change, going back without losing anything."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied
from milo_app.domain.candidates import versions as use
from milo_app.domain.interviewers import history, plan_edits, publishing, queries, service
from milo_app.domain.interviewers.errors import StaleDraft
from milo_app.domain.interviewers.history import DRAFT, NoSuchVersion
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import full_plan, make_interviewer


def renamed(w, row, persona: str) -> int:
    view = queries.draft(w, row.public_id)
    return service.save_draft(w, row.public_id, plan_edits.change_plan(view.plan, persona=persona), view.rev)


def test_an_unchanged_draft_has_nothing_to_publish(w) -> None:
    row = make_interviewer(w)
    found = history.unpublished(w, row.public_id)
    assert (found.changes, found.live, found.next) == ((), 1, 2)
    assert not queries.get(w, row.public_id).has_unpublished_changes


def test_a_changed_draft_says_what_new_candidates_would_get(w) -> None:
    row = make_interviewer(w)
    renamed(w, row, "Tom")
    found = history.unpublished(w, row.public_id)
    assert [(c.what, c.before, c.after) for c in found.changes] == [("Name of the interviewer", "Sarah", "Tom")]
    assert queries.get(w, row.public_id).has_unpublished_changes


def test_the_history_names_number_author_and_the_live_one(w) -> None:
    row = make_interviewer(w)
    publishing.publish(w, row.public_id, renamed(w, row, "Tom"))
    lines = history.versions(w, row.public_id)
    assert [(line.number, line.is_live) for line in lines] == [(2, True), (1, False)]
    assert {line.by for line in lines} == {w.actor.name}


def test_two_versions_can_be_compared_and_the_draft_with_either(w) -> None:
    row = make_interviewer(w)
    publishing.publish(w, row.public_id, renamed(w, row, "Tom"))
    renamed(w, row, "Ida")
    assert [c.after for c in history.compare(w, row.public_id, 1, 2)] == ["Tom"]
    assert [(c.before, c.after) for c in history.compare(w, row.public_id, 1, DRAFT)] == [("Sarah", "Ida")]


def test_an_earlier_version_comes_back_as_draft_and_the_replaced_draft_is_given_back(w) -> None:
    row = make_interviewer(w)
    rev = renamed(w, row, "Tom")
    publishing.publish(w, row.public_id, rev)
    done = history.restore(w, row.public_id, 1, rev)
    assert history.compare(w, row.public_id, 1, DRAFT) == ()
    assert queries.get(w, row.public_id).version_number == 2
    service.save_draft(w, row.public_id, done.before, done.rev)
    assert queries.draft(w, row.public_id).plan.persona == "Tom"


def test_discarding_returns_to_what_is_live(w) -> None:
    row = make_interviewer(w)
    history.discard(w, row.public_id, renamed(w, row, "Tom"))
    assert history.unpublished(w, row.public_id).changes == ()


def test_restoring_over_a_newer_draft_is_refused_and_keeps_it(w) -> None:
    row = make_interviewer(w)
    stale = queries.draft(w, row.public_id).rev
    renamed(w, row, "Tom")
    with pytest.raises(StaleDraft):
        history.restore(w, row.public_id, 1, stale)
    assert queries.draft(w, row.public_id).plan.persona == "Tom"


def test_a_version_that_was_never_published_is_not_there(w) -> None:
    row = make_interviewer(w)
    for number in (0, 2, -1):
        with pytest.raises(NoSuchVersion):
            history.restore(w, row.public_id, number, queries.draft(w, row.public_id).rev)


def test_a_viewer_reads_the_history_and_restores_nothing(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w)
        key, rev = row.public_id, row.draft_rev
    with house.work(house.viewer) as w:
        assert len(history.versions(w, key)) == 1
        with pytest.raises(Denied):
            history.restore(w, key, 1, rev)


def test_a_published_plan_is_the_plan_that_was_published(w) -> None:
    plan = full_plan(persona="Tom", language="de")
    row = make_interviewer(w, plan)
    assert history.compare(w, row.public_id, 1, DRAFT) == ()


def test_people_are_counted_on_the_version_that_they_answer(w) -> None:
    row = make_interviewer(w)
    first = row.version_id
    make_application(w, row, "Ana Lima")
    publishing.publish(w, row.public_id, renamed(w, row, "Tom"))
    make_application(w, row, "Bo Chen")
    test = make_application(w, row, "Cy Test")
    test.is_test = True
    w.session.add(test)
    w.session.flush()
    found = use.use_of(w, row.public_id)
    assert {version: used.people for version, used in found.items()} == {first: 1, row.version_id: 1}
