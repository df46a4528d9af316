"""Lines of the candidates table, its columns, and what its filters offer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import col, select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.candidates import columns, filter_choices, table
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.service import NewTag, add_tags, changed
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from tests.factories.candidates import make_application
from tests.factories.interviewers import make_interviewer


@pytest.fixture
def role(w: Work) -> Interviewer:
    """An interviewer with one person of France who has two tags, a note and the first stage behind them."""
    interviewer = make_interviewer(w)
    row = make_application(w, interviewer, "Ana Lima")
    person = w.session.get_one(Candidate, row.candidate_id)
    person.country = "FR"
    first = plan_of(w, row.version_id).stages[0]
    row.progress = row.progress | {str(first.id): row.progress[str(first.id)] | {"state": "completed", "score": 88}}
    row.notes_count = 3
    add_tags(w, row.id or 0, [NewTag("Years", "5"), NewTag("Shift", "Night")])
    w.session.add_all([person, row])
    changed(w, row, "progress")
    return interviewer


def as_role(w: Work, role: Role, *, is_blind: bool = False) -> Work:
    """The same work as somebody of a role."""
    return replace(w, actor=replace(w.actor, kind="user", permissions=granted(role), is_blind=is_blind))


def only(w: Work, interviewer: Interviewer) -> table.TableRow:
    """The one line of the table."""
    (row,) = table.page(w, interviewer, ApplicationFilter()).rows
    return row


def test_a_line_has_a_cell_for_each_stage_of_the_present_version(w: Work, role: Interviewer) -> None:
    row = only(w, role)
    assert [stage.key for stage in table.stage_columns(w, role)] == [
        stage.plan.key for stage in plan_of(w, role.version_id or 0).stages
    ]
    assert row.cells[0] is not None and (row.cells[0].cell, row.cells[0].text) == ("score", "88")
    assert row.cells[1] is not None and row.cells[1].cell == "not_started"
    assert (row.country, row.country_word, row.notes, row.tags) == (
        "FR",
        "France",
        3,
        (("Years", "5"), ("Shift", "Night")),
    )


def test_without_the_right_to_contact_data_a_line_has_no_address(w: Work, role: Interviewer) -> None:
    assert only(as_role(w, Role.RECRUITER), role).email == "ana.lima@example.com"
    assert only(as_role(w, Role.VIEWER), role).email == ""


def test_a_blind_reader_gets_an_alias_and_nothing_that_tells_who_it_is(w: Work, role: Interviewer) -> None:
    row = only(as_role(w, Role.RECRUITER, is_blind=True), role)
    assert row.name == f"Candidate {row.id[-4:].upper()}"
    assert (row.email, row.country, row.country_word) == ("", "", "")


def test_columns_are_own_then_of_the_team_then_the_usual_ones(w: Work, role: Interviewer) -> None:
    mine = as_role(w, Role.RECRUITER)
    usual = columns.read(mine, role, ["a", "b"])
    assert usual.order[:4] == ("applied", "stage.a", "stage.b", "score") and not usual.is_own
    columns.choose(mine, role.public_id, ["score", "applied", "stage.b", "stage.a"], ["stage.b"], "flag")
    own = columns.read(mine, role, ["a", "b"])
    assert own.shown[:3] == ("score", "applied", "stage.a")
    assert (own.avatar, own.is_own, own.has_team) == ("flag", True, False)
    columns.share(mine, role.public_id, own.order, own.hidden, "initials")
    team = columns.read(mine, role, ["a", "b"])
    assert (team.shown[:3], team.avatar, team.is_own, team.has_team) == (own.shown[:3], "initials", False, True)
    columns.choose(mine, role.public_id, usual.order, usual.hidden, "flag")
    columns.reset(mine, role.public_id)
    assert columns.read(mine, role, ["a", "b"]) == team


def test_a_stage_that_is_new_stands_behind_the_others_and_one_that_is_gone_is_passed_over(
    w: Work, role: Interviewer
) -> None:
    mine = as_role(w, Role.RECRUITER)
    columns.choose(mine, role.public_id, ["stage.old", "score", "stage.a", "applied"], [], "initials")
    assert columns.read(mine, role, ["a", "new"]).order[:4] == ("score", "stage.a", "stage.new", "applied")


def test_nonsense_is_no_layout_and_a_viewer_sets_nothing_for_the_team(w: Work, role: Interviewer) -> None:
    mine = as_role(w, Role.RECRUITER)
    with pytest.raises(Invalid):
        columns.choose(mine, role.public_id, ["salary"], [], "initials")
    with pytest.raises(Invalid):
        columns.choose(mine, role.public_id, ["score"], [], "cat")
    with pytest.raises(Denied):
        columns.share(as_role(w, Role.VIEWER), role.public_id, ["score"], [], "initials")


def test_filters_offer_what_somebody_has(w: Work, role: Interviewer) -> None:
    found = filter_choices.choices_of(w, role.public_id)
    assert {(one.name, one.value, one.count) for one in found.tags} == {("Years", "5", 1), ("Shift", "Night", 1)}
    assert [(one.code, one.name, one.count) for one in found.countries] == [("FR", "France", 1)]
    assert filter_choices.choices_of(as_role(w, Role.RECRUITER, is_blind=True), role.public_id).countries == ()


def test_an_address_that_names_a_stage_of_another_plan_loses_only_that(w: Work) -> None:
    flt = ApplicationFilter(stages=(("a", "top"), ("b", "done")), sort="stage.b", low=60)
    known, wrong = filter_choices.sifted(flt, ["a"])
    assert known == replace(flt, stages=(("a", "top"),), sort="engaged")
    assert wrong == ("stages", "sort")


def test_a_line_shows_the_revision_that_decisions_compare(w: Work, role: Interviewer) -> None:
    stored = w.session.scalars(select(Application).where(col(Application.interviewer_id) == role.id)).one()
    assert only(w, role).revision == stored.revision
