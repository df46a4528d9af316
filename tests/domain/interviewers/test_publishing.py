"""Going live, and what comes after: versions, link names, deadlines, the archive, copies."""

from __future__ import annotations

import datetime as dt

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import system
from milo_app.domain.interviewers import composing, publishing, queries, service
from milo_app.domain.interviewers.errors import (
    InterviewerIsDraft,
    InterviewerNotFound,
    NotPublishable,
    SlugTaken,
    StaleDraft,
    WrongState,
)
from milo_app.domain.interviewers.events import InterviewerDeadlinePassed, InterviewerPublished
from milo_app.domain.interviewers.models import InterviewerState, InterviewerTotals
from milo_app.domain.interviewers.plan import QuestionKind
from milo_app.domain.interviewers.queries import InterviewerFilter
from tests.factories.accounts import moment
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import DESCRIPTION, full_plan, make_interviewer, question, web_plan


def test_going_live_freezes_the_plan_with_a_link_and_a_month(house: House) -> None:
    with house.work() as w:
        started = composing.start_draft(w, DESCRIPTION)
        rev = service.save_draft(w, started.id, full_plan(), 0)
        done = publishing.publish(w, started.id, rev)
        row = queries.pick(w, started.id)
        assert (done.slug, done.link, done.version, done.state) == (
            "retail-associate",
            "/i/acme/retail-associate",
            1,
            "active",
        )
        assert row.deadline_at == moment("2026-12-21T12:00:00+00:00")
        frozen = queries.plan_of(w, row.version_id or 0)
        assert [(stage.kind.value, len(stage.questions)) for stage in frozen.stages] == [
            ("resume", 2),
            ("form", 3),
            ("web_interview", 2),
        ]
        assert frozen.stages[2].questions[0].plan.anchor_5 == "Gives an example"
        assert [stage.title for stage in frozen.scored_stages] == ["Resume", "Web"]
    assert len(house.told(InterviewerPublished)) == 1


def test_a_plan_with_gaps_does_not_go_live_and_says_what_is_missing(w) -> None:
    draft_id = composing.start_draft(w, DESCRIPTION).id
    plan = web_plan(question(QuestionKind.SCORED, "one", anchor_5=""))
    rev = service.save_draft(w, draft_id, plan, 0)
    with pytest.raises(NotPublishable) as error:
        publishing.publish(w, draft_id, rev)
    assert error.value.problems == ("Describe a weak and a strong answer for “Criterion one”.",)


def test_publishing_an_older_revision_is_refused(w) -> None:
    draft_id = composing.start_draft(w, DESCRIPTION).id
    service.save_draft(w, draft_id, full_plan(), 0)
    with pytest.raises(StaleDraft):
        publishing.publish(w, draft_id, 0)


def test_the_next_version_reaches_new_candidates_only(w) -> None:
    interviewer = make_interviewer(w, web_plan())
    before = make_application(w, interviewer, "Ana Lima")
    rev = service.save_draft(
        w, interviewer.public_id, web_plan(question(QuestionKind.SCORED, "three")), interviewer.draft_rev
    )
    assert queries.get(w, interviewer.public_id).has_unpublished_changes
    done = publishing.publish(w, interviewer.public_id, rev)
    after = make_application(w, interviewer, "Bo Li")
    assert (done.version, done.slug) == (2, "retail-associate")
    keys = [[q.key for q in queries.plan_of(w, row.version_id).stages[0].questions] for row in (before, after)]
    assert keys == [["one", "two"], ["three"]]
    assert not queries.get(w, interviewer.public_id).has_unpublished_changes


def test_a_link_name_is_unique_and_a_free_one_is_offered(w) -> None:
    make_interviewer(w)
    other = composing.start_draft(w, DESCRIPTION).id
    rev = service.save_draft(w, other, full_plan(), 0)
    checked = publishing.check_slug(w, "Retail  Associate!", other)
    assert (checked.is_free, checked.slug, checked.suggestion) == (False, "retail-associate", "retail-associate-2")
    with pytest.raises(SlugTaken) as error:
        publishing.publish(w, other, rev, slug="retail-associate")
    assert error.value.suggestion == "retail-associate-2"
    assert publishing.publish(w, other, rev).slug == "retail-associate-2"


@pytest.mark.parametrize("typed", ["", "!!!", "-"])
def test_a_link_name_needs_letters_or_digits(w, typed: str) -> None:
    checked = publishing.check_slug(w, typed)
    assert not checked.is_free and checked.suggestion


def test_the_name_of_personal_links_is_never_given_to_an_interviewer(w) -> None:
    assert publishing.check_slug(w, "me").slug == "me" and not publishing.check_slug(w, "me").is_free


@pytest.mark.parametrize("days", [-1, 0, 3000])
def test_deadlines_lie_ahead_and_within_reach(w, days: int) -> None:
    interviewer = make_interviewer(w)
    with pytest.raises(Invalid):
        service.extend(w, interviewer.public_id, w.now + dt.timedelta(days=days))


def test_a_passed_deadline_closes_once_across_processes(house: House) -> None:
    with house.work() as w:
        public_id = make_interviewer(w, days=1).public_id
    house.clock.advance(days=1)
    with house.work(system(None)) as w:
        assert service.workspaces_with_due(w) == [house.workspace.id]
    closed = []
    for _ in range(2):
        with house.work(system(house.workspace.id)) as w:
            closed.append(service.expire_due(w))
    assert closed == [1, 0] and len(house.told(InterviewerDeadlinePassed)) == 1
    with house.work() as w:
        assert queries.counts(w) == queries.Counts(expired=1)
        service.extend(w, public_id, w.now + dt.timedelta(days=2))
        assert queries.pick(w, public_id).state == InterviewerState.ACTIVE


def test_the_archive_gives_back_what_the_deadline_says(house: House) -> None:
    with house.work() as w:
        public_id = make_interviewer(w, days=2).public_id
        service.archive(w, public_id)
        service.archive(w, public_id)
        service.unarchive(w, public_id)
        assert queries.pick(w, public_id).state == InterviewerState.ACTIVE
        service.archive(w, public_id)
    house.clock.advance(days=3)
    with house.work() as w:
        service.unarchive(w, public_id)
        row = queries.pick(w, public_id)
        assert (row.state, row.archived_at) == (InterviewerState.EXPIRED, None)


def test_a_draft_is_neither_archived_nor_extended(w) -> None:
    draft_id = composing.start_draft(w, DESCRIPTION).id
    with pytest.raises(WrongState):
        service.archive(w, draft_id)
    with pytest.raises(WrongState):
        service.extend(w, draft_id, w.now + dt.timedelta(days=2))


def test_what_candidates_may_have_seen_is_not_deleted(w) -> None:
    with pytest.raises(WrongState):
        service.delete_draft(w, make_interviewer(w).public_id)


def test_a_clone_is_a_draft_of_its_own(w) -> None:
    source = make_interviewer(w)
    service.configure(w, source.public_id, max_retakes=2, retake_cooldown_days=5)
    copy = queries.get(w, service.clone(w, source.public_id))
    plan = queries.draft(w, copy.row.id).plan
    assert (copy.row.title, copy.row.state, copy.max_retakes) == ("Retail Associate (copy)", "draft", 2)
    assert not {q.key for s in plan.stages for q in s.questions} & {
        q.key for s in full_plan().stages for q in s.questions
    }
    assert publishing.publish(w, copy.row.id, copy.rev).slug == "retail-associate-copy"


def test_rights_are_asked_for(house: House) -> None:
    with house.work() as w:
        public_id = make_interviewer(w).public_id
    with house.work(house.viewer) as w:
        for act in (service.archive, service.unarchive, service.clone):
            with pytest.raises(Denied):
                act(w, public_id)
        with pytest.raises(Denied):
            service.set_budget(w, public_id, 5)
        with pytest.raises(Denied):
            publishing.publish(w, public_id, 1)
        assert queries.get(w, public_id).row.title == "Retail Associate"


@pytest.mark.parametrize("retakes", [-1, 11])
def test_retakes_go_from_none_to_ten(w, retakes: int) -> None:
    with pytest.raises(Invalid):
        service.configure(w, make_interviewer(w).public_id, max_retakes=retakes)


def test_the_public_page_says_what_anybody_may_know(house: House) -> None:
    with house.work() as w:
        make_interviewer(w, days=1)
        draft = queries.pick(w, composing.start_draft(w, DESCRIPTION).id)
    with house.work(system(None)) as w:
        page = queries.public_page(w, "acme", "retail-associate")
        assert (page.title, page.is_open, page.needs_resume, page.questions) == ("Retail Associate", True, True, 5)
        assert "till" not in repr(page)
        with pytest.raises(InterviewerIsDraft):
            queries.public_page(w, "acme", draft.slug)
        for place in (("acme", "nothing"), ("nowhere", "retail-associate")):
            with pytest.raises(InterviewerNotFound):
                queries.public_page(w, *place)
    house.clock.advance(days=2)
    with house.work(system(None)) as w:
        page = queries.public_page(w, "acme", "retail-associate")
        assert (page.state, page.is_open) == ("expired", False)


@pytest.mark.parametrize("sort", ["recent", "oldest", "most", "least"])
def test_the_list_holds_everybody_once_in_order(house: House, sort: str) -> None:
    with house.work() as w:
        for number in (3, 1, 3, 0, 2):
            row = make_interviewer(w)
            row.invited = w.session.get_one(InterviewerTotals, row.id).invited = number
            house.clock.advance(minutes=1)
        seen, cursor = [], ""
        while True:
            page = queries.page(w, InterviewerFilter(sort=sort), cursor, size=2)
            seen += [row.invited for row in page.rows]
            if not page.next:
                break
            cursor = page.next
    expected = {"recent": [2, 0, 3, 1, 3], "oldest": [3, 1, 3, 0, 2], "most": [3, 3, 2, 1, 0], "least": [0, 1, 2, 3, 3]}
    assert seen == expected[sort]


def test_a_line_says_stages_completion_and_deadline(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, days=4)
        found = w.session.get_one(InterviewerTotals, row.id)
        found.invited, found.completed, found.csat_count, found.csat_sum = 50, 32, 5, 23
        line = queries.page(w, InterviewerFilter(q="retail")).rows[0]
        assert [chip.kind for chip in line.stages] == ["resume", "form", "web_interview"]
        assert (line.completion_text, line.deadline_text, line.is_expiring, line.csat_text) == (
            "64%",
            "4d left",
            True,
            "4.6",
        )
        found.csat_count = 4
        assert queries.page(w, InterviewerFilter()).rows[0].csat_text == ""
        assert queries.page(w, InterviewerFilter(q="%")).rows == []
        assert queries.page(w, InterviewerFilter(tab="archived")).words == "0 of 0"
