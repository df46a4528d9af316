"""A test run goes through the whole interview and changes no figure, no list, no feed, no mail and no notice."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlmodel import SQLModel, col, func, select

from milo_app import bootstrap
from milo_app.core.db import all_tenants
from milo_app.core.errors import Conflict, Denied, NotFound
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Role
from milo_app.domain.analytics import queries as analytics
from milo_app.domain.analytics import service as rollups
from milo_app.domain.analytics.models import RollupDay
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.candidates import decisions, feed
from milo_app.domain.candidates import listing as candidates
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Source
from milo_app.domain.candidates.trying import TEST_DOMAIN, trial_rows
from milo_app.domain.interviewers import composing, publishing, service, trials
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.listing import InterviewerFilter
from milo_app.domain.interviewers.models import Interviewer, InterviewerTotals, InterviewerVersion, Stage
from milo_app.domain.interviewers.plan import Plan, QuestionKind
from milo_app.domain.interviews import entry
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.trying import Tried, start_test
from milo_app.domain.notifications.models import Notification
from milo_app.domain.outreach.models import Message
from milo_app.domain.scoring import feed as results
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring import service as evaluating
from milo_app.domain.scoring import trying
from milo_app.domain.scoring.ports import Evaluator
from milo_app.domain.search import service as search
from milo_app.domain.search.asked import Asked
from tests.factories.accounts import make_user, make_workspace
from tests.factories.candidates import make_application
from tests.factories.evaluators import GOOD, Scripted
from tests.factories.house import House
from tests.factories.interviewers import DESCRIPTION, make_interviewer, question, web_plan
from tests.factories.interviews import ScriptedInterlocutor

ALL = ApplicationFilter()


def made(house: House, plan: Plan | None = None, **given: Any) -> str:
    with house.work() as w:
        return make_interviewer(w, plan or web_plan(), **given).public_id


def drafted(house: House, plan: Plan | None = None) -> str:
    with house.work() as w:
        started = composing.start_draft(w, DESCRIPTION, "Baker")
        service.save_draft(w, started.id, plan or web_plan(title="Baker"), 0)
        return started.id


def begun(house: House, interviewer: str, **given: Any) -> Tried:
    with house.work() as w:
        return start_test(w, interviewer, **given)


def seated(house: House, tried: Tried) -> Actor:
    with house.work(system(None)) as w:
        seat = entry.seat(w, tried.token)
    assert seat is not None and seat.application == tried.application
    return seat.actor()


def taken(house: House, tried: Tried, evaluator: Evaluator | None = None) -> None:
    """Take a test run to its end, have it scored, and rate it."""
    actor = seated(house, tried)
    ports = {**house.ports, Interlocutor: ScriptedInterlocutor(), Evaluator: evaluator or Scripted(score=90)}

    def opened(who: Actor) -> AbstractContextManager[Work]:
        return bootstrap.work(who, at=house.clock, adapters=ports)

    with opened(actor) as w:
        run.begin(w)
    for _ in range(20):
        with opened(actor) as w:
            step = run.step(w)
        if step.question is None:
            break
        house.clock.advance(minutes=1)
        run.answer(lambda: opened(actor), step.question.ref, Reply(text=GOOD))
    assert step.kind == "scoring"
    with opened(system(house.workspace.id)) as w:
        number = application(w, tried).id or 0
    evaluating.evaluate(lambda: opened(system(house.workspace.id)), number, 1)
    with opened(actor) as w:
        run.rate(w, 5, "Fine")
    with opened(system(house.workspace.id)) as w:
        assert application(w, tried).state == ApplicationState.COMPLETED
        assert application(w, tried).score == 90


def application(w: Work, tried: Tried) -> Application:
    return w.session.exec(select(Application).where(col(Application.public_id) == tried.application)).one()


def count(w: Work, kind: type[SQLModel]) -> int:
    return w.session.execute(select(func.count()).select_from(kind)).scalar_one()


def figures(house: House, interviewer: str) -> dict[str, str]:
    """Everything that a person or a program may read as a figure or a list, as text."""
    with house.work(system(None)) as w, all_tenants():
        rollups.recompute(lambda actor: house.work(actor))
    found: dict[str, Any] = {}
    with house.work(house.admin) as w:
        row = interviewers.pick(w, interviewer)
        totals = w.session.get(InterviewerTotals, row.id)
        found["totals"] = totals.model_dump() if totals else {}
        found["tiers"] = sorted(str(cell.model_dump(exclude={"id"})) for cell in w.session.exec(select(RollupDay)))
        found["page"] = candidates.page(w, interviewer, ALL)
        for state in ApplicationState:
            found[f"page {state}"] = candidates.page(w, interviewer, ApplicationFilter(state=state.value))
        for decision in ("none", "shortlisted", "dismissed"):
            found[f"page {decision}"] = candidates.page(w, interviewer, ApplicationFilter(decision=decision))
        found["page q"] = candidates.page(w, interviewer, ApplicationFilter(q="test"))
        found["counts"] = candidates.counts(w, interviewer)
        found["interviewers"] = interviewers.page(w, InterviewerFilter(tab="all"))
        found["interviewer"] = interviewers.get(w, interviewer)
        found["counts of interviewers"] = interviewers.counts(w)
        found["feed"] = feed.newest(w, row, limit=100)
        found["average"] = results.average_scores(w, row.id or 0)
        found["analytics"] = analytics.overview(w, 30)
        found["analytics of one"] = analytics.overview(w, 30, row.id)
        found["search"] = search.find(w, Asked("test"))
        found["search mail"] = search.find(w, Asked(TEST_DOMAIN))
        found["notices"] = count(w, Notification)
        found["mails"] = count(w, Message)
        found["spend of one"] = w.session.exec(
            select(func.sum(LedgerEntry.micros)).where(col(LedgerEntry.interviewer_id) == row.id)
        ).one()
        found["wrong cells"] = rollups.wrong_cells(w)
    return {name: repr(value) for name, value in found.items()}


def test_a_test_run_that_was_completed_and_scored_changes_no_figure_and_no_list(house: House) -> None:
    interviewer = made(house)
    with house.work() as w:
        make_application(w, interviewers.pick(w, interviewer), "Ana Lima")
    before = figures(house, interviewer)
    tried = begun(house, interviewer)
    assert figures(house, interviewer) == before
    start = house.clock.now()
    taken(house, tried)
    house.clock.at = start
    assert figures(house, interviewer) == before


def test_its_report_is_readable_and_says_that_it_is_a_test(house: House) -> None:
    tried = begun(house, made(house))
    taken(house, tried)
    with house.work() as w:
        report = scoring.report(w, tried.application)
        assert report.is_test and report.score == 90 and report.name == "Test of Rita"
        place = candidates.position(w, tried.application, ALL)
    assert (place.number, place.previous, place.next) == (0, "", "")


def test_the_cost_of_a_test_is_booked_to_the_workspace_and_to_no_interviewer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILO_AI_MICROS_PER_MTOK_IN", "3000000")
    settings.cache_clear()
    interviewer = made(house)
    before = figures(house, interviewer)
    tried = begun(house, interviewer)
    taken(house, tried)
    with house.work() as w:
        entries = w.session.exec(select(LedgerEntry)).all()
        assert sum(row.micros for row in entries) < 0
        assert all(row.interviewer_id is None and row.application_id is None for row in entries)
        assert all(row.note.startswith("Test run, ") for row in entries)
    assert figures(house, interviewer)["spend of one"] == before["spend of one"]


def test_a_draft_is_tried_as_it_stands_and_stays_a_draft(house: House) -> None:
    interviewer = drafted(house)
    tried = begun(house, interviewer)
    taken(house, tried)
    with house.work() as w:
        row = interviewers.pick(w, interviewer)
        version = w.session.get(InterviewerVersion, application(w, tried).version_id)
        assert version is not None and version.is_trial and version.number == -1
        assert row.version_id is None and row.state.value == "draft"
        assert [line.version for line in trial_rows(w, interviewer)] == ["Draft"]
    with house.work(system(None)) as w:
        seat = entry.seat(w, tried.token)
        assert seat is not None
        page = interviewers.public_page(w, house.workspace.slug, row.slug, seat.trial)
        assert page.questions == 2
        with pytest.raises(NotFound):
            interviewers.public_page(w, house.workspace.slug, row.slug)


def test_a_place_in_one_interviewer_opens_the_draft_of_no_other(house: House) -> None:
    tried, other = begun(house, drafted(house)), drafted(house)
    with house.work() as w:
        slug = interviewers.pick(w, other).slug
    with house.work(system(None)) as w:
        seat = entry.seat(w, tried.token)
        assert seat is not None
        with pytest.raises(NotFound):
            interviewers.public_page(w, house.workspace.slug, slug, seat.trial)


def test_an_unchanged_draft_is_frozen_once_and_a_changed_one_again(house: House) -> None:
    interviewer = drafted(house)
    first, again = begun(house, interviewer), begun(house, interviewer)
    with house.work() as w:
        service.save_draft(w, interviewer, web_plan(question(QuestionKind.SCORED, "new"), title="Baker"), 1)
    third = begun(house, interviewer)
    with house.work() as w:
        versions = [w.session.get(InterviewerVersion, application(w, one).version_id) for one in (first, again, third)]
        assert [version.number for version in versions if version] == [-1, -1, -2]


def test_the_draft_of_a_live_interviewer_can_be_tried_and_the_next_version_is_still_two(house: House) -> None:
    interviewer = made(house)
    with house.work() as w:
        row = interviewers.pick(w, interviewer)
        service.save_draft(w, interviewer, web_plan(question(QuestionKind.SCORED, "new")), row.draft_rev)
        live = row.version_id
    assert begun(house, interviewer, which="draft") and begun(house, interviewer)
    with house.work() as w:
        row = interviewers.pick(w, interviewer)
        used = sorted(w.session.exec(select(Application.version_id)))
        assert used[0] == live and used[1] != live
        assert publishing.publish(w, interviewer, row.draft_rev).version == 2


@pytest.mark.parametrize("closed", ["archived", "expired"])
def test_a_closed_interviewer_can_still_be_tried(house: House, closed: str) -> None:
    interviewer = made(house, days=1)
    with house.work() as w:
        if closed == "archived":
            service.archive(w, interviewer)
        else:
            house.clock.advance(days=2)
    taken(house, begun(house, interviewer))


def test_an_empty_draft_is_refused_with_what_it_lacks(house: House) -> None:
    with house.work() as w:
        interviewer = composing.start_draft(w, DESCRIPTION, "Baker").id
    with pytest.raises(trials.NotReadyToTry) as said:
        begun(house, interviewer)
    assert "cannot be tried yet" in said.value.sentence() and said.value.do


def test_viewers_and_strangers_try_nothing(house: House) -> None:
    interviewer = made(house)
    with pytest.raises(Denied), house.work(house.viewer) as w:
        start_test(w, interviewer)
    with house.work(system(None)) as w:
        stranger = make_user(w, make_workspace(w, "birch", "Birch"), Role.ADMIN, "Stan Stranger")
    tried = begun(house, interviewer)
    with house.work(stranger) as w:
        with pytest.raises(NotFound):
            start_test(w, interviewer)
        with pytest.raises(NotFound):
            trial_rows(w, interviewer)
        assert trial_rows(w) == [] and trying.delete_tests(w, [tried.application]) == 0


def test_deleting_a_test_run_leaves_nothing_of_it_and_touches_nobody_else(house: House) -> None:
    interviewer = made(house)
    with house.work() as w:
        real = make_application(w, interviewers.pick(w, interviewer), "Ana Lima").public_id
        before = {kind.__name__: count(w, kind) for kind in trying._LEFT_BEHIND}
    tried = begun(house, interviewer)
    taken(house, tried)
    with house.work() as w:
        assert trying.delete_tests(w, [tried.application, real]) == 1
    with house.work() as w:
        assert w.session.exec(select(Candidate.name)).all() == ["Ana Lima"]
        assert w.session.exec(select(Application.public_id)).all() == [real]
        assert {kind.__name__: count(w, kind) for kind in trying._LEFT_BEHIND} == before
        with pytest.raises(NotFound):
            scoring.report(w, tried.application)
    with house.work(system(None)) as w:
        assert entry.seat(w, tried.token) is None


def test_an_evaluation_that_comes_after_the_deletion_does_nothing(house: House) -> None:
    tried = begun(house, made(house))
    with house.work() as w:
        number = application(w, tried).id or 0
        trying.delete_tests(w, [tried.application])
    ports = {**house.ports, Evaluator: Scripted()}
    home = system(house.workspace.id)
    evaluating.evaluate(lambda: bootstrap.work(home, at=house.clock, adapters=ports), number, 1)


def test_throwing_away_a_draft_takes_its_test_runs_and_trials_along(house: House) -> None:
    interviewer = drafted(house)
    taken(house, begun(house, interviewer))
    with house.work() as w:
        service.delete_draft(w, interviewer)
    with house.work() as w:
        assert [count(w, kind) for kind in (Application, Candidate, InterviewerVersion, Stage, Interviewer)] == [0] * 5


def test_old_trials_that_nobody_took_are_cleaned_up_and_the_others_stay(house: House) -> None:
    kept, unused, fresh = drafted(house), drafted(house), drafted(house)
    begun(house, kept)
    with house.work() as w:
        trying.delete_tests(w, [begun_in(w, unused)])
    house.clock.advance(days=31)
    with house.work() as w:
        trying.delete_tests(w, [begun_in(w, fresh)])
        assert trying.forget_trials(w) == 1
        left = w.session.exec(select(InterviewerVersion.interviewer_id)).all()
        names = {w.session.get_one(Interviewer, number).public_id for number in left}
    assert names == {kept, fresh}


def begun_in(w: Work, interviewer: str) -> str:
    return start_test(w, interviewer).application


def test_forgetting_never_deletes_a_published_version(house: House) -> None:
    interviewer = made(house)
    with house.work() as w:
        version = interviewers.pick(w, interviewer).version_id or 0
        assert trials.forget(w, [version]) == 0
        assert interviewers.plan_of(w, version).stages


def test_decisions_pass_over_test_runs(house: House) -> None:
    tried = begun(house, made(house))
    with house.work() as w:
        assert decisions.shortlist(w, [tried.application]).count == 0
        row = application(w, tried)
        assert row.decision.value == "none" and row.source == Source.TEST


def test_a_test_run_says_so_to_whoever_takes_it(house: House) -> None:
    tried = begun(house, made(house))
    with house.work(seated(house, tried)) as w:
        status = run.status(w)
    assert status.is_test and status.first_name == "Test"


def test_retaking_follows_the_rules_of_the_interviewer(house: House) -> None:
    tried = begun(house, made(house))
    taken(house, tried)
    with pytest.raises(Conflict), house.work(seated(house, tried)) as w:
        run.retake(w)
