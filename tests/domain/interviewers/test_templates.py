"""Templates: kept from an interviewer, renamed, deleted with Undo, one of them the default, and drafts that begin there."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Work
from milo_app.domain.audit.models import AuditEntry
from milo_app.domain.interviewers import composing, queries, service, templates, terms
from milo_app.domain.interviewers.templates import TemplateNotFound
from tests.factories.house import House, make_house
from tests.factories.interviewers import full_plan, make_interviewer


def saved(w: Work, name: str = "Store hire", **fields: str) -> str:
    """Keep a new interviewer's plan as a template."""
    return templates.save_as(w, make_interviewer(w).public_id, name, **fields)


def test_a_template_holds_the_stages_and_gets_a_code_from_its_name(w: Work) -> None:
    row = templates.view(w, saved(w, "Store hire, 2026")).row
    assert (row.name, row.code) == ("Store hire, 2026", "store-hire-2026")
    assert (row.stages, row.questions) == (("resume", "form", "web_interview"), 7)


def test_two_templates_never_share_a_code(w: Work) -> None:
    assert [templates.view(w, saved(w)).row.code for _ in range(2)] == ["store-hire", "store-hire-2"]
    with pytest.raises(Invalid, match="“store-hire” is in use") as refused:
        saved(w, code="Store-Hire")
    assert refused.value.field == "code"
    assert "“store-hire-3” is free." in refused.value.sentence()


@pytest.mark.parametrize("code", ["two words", "emoji-🚀", "-edge", "a" * 33, "ünder", "a--b"])
def test_a_code_of_other_characters_is_refused(w: Work, code: str) -> None:
    with pytest.raises(Invalid, match="letters, digits and hyphens"):
        saved(w, code=code)


@pytest.mark.parametrize(("name", "said"), [("  ", "needs a name"), ("a" * 121, "121 characters; 120 fit")])
def test_a_name_that_is_missing_or_too_long_is_refused(w: Work, name: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        saved(w, name)


def test_an_empty_draft_is_nothing_to_keep(w: Work) -> None:
    with pytest.raises(Invalid, match="nothing to keep yet"):
        templates.save_as(w, composing.blank(w, "Empty").id, "Empty")


def test_a_draft_begins_with_what_the_template_holds_and_keys_of_its_own(w: Work) -> None:
    source = make_interviewer(w)
    terms.set_retakes(w, source.public_id, 0, 2)
    started = templates.start(w, templates.save_as(w, source.public_id, "Store hire"))
    draft = queries.draft(w, started.id)
    assert [stage.title for stage in draft.plan.stages] == [stage.title for stage in full_plan().stages]
    assert {stage.key for stage in draft.plan.stages}.isdisjoint({"resume", "form", "web"})
    assert (draft.max_retakes, draft.composer, draft.state) == (2, "Template: Store hire", "draft")


def test_a_template_does_not_follow_later_changes_of_its_interviewer(w: Work) -> None:
    source = make_interviewer(w)
    kept = templates.save_as(w, source.public_id, "Store hire")
    service.save_draft(w, source.public_id, full_plan(stages=[]), source.draft_rev)
    assert len(templates.view(w, kept).plan.stages) == 3


def test_exactly_one_template_is_the_default_and_choosing_it_again_ends_that(w: Work) -> None:
    first, second = saved(w, "First"), saved(w, "Second")
    templates.choose_default(w, first)
    templates.choose_default(w, second)
    assert [row.name for row in templates.listed(w) if row.is_default] == ["Second"]
    found = templates.default_of(w)
    assert found is not None
    assert found.id == second
    templates.choose_default(w, second)
    assert templates.default_of(w) is None


def test_a_deleted_template_comes_back_as_it_was(w: Work) -> None:
    kept = saved(w)
    templates.choose_default(w, kept)
    before = templates.view(w, kept)
    gone = templates.delete(w, kept)
    with pytest.raises(TemplateNotFound):
        templates.view(w, kept)
    assert templates.restore(w, gone.as_dict()) == kept
    assert templates.view(w, kept) == before


def test_a_template_that_comes_back_leaves_a_newer_default_alone(w: Work) -> None:
    first, second = saved(w, "First"), saved(w, "Second")
    templates.choose_default(w, first)
    gone = templates.delete(w, first)
    templates.choose_default(w, second)
    templates.restore(w, gone.as_dict())
    assert [row.name for row in templates.listed(w) if row.is_default] == ["Second"]


def test_what_a_template_is_called_can_be_changed(w: Work) -> None:
    kept = saved(w)
    templates.rename(w, kept, "Store hire, north", "north", "For the stores up there")
    row = templates.view(w, kept).row
    assert (row.name, row.code, row.description) == ("Store hire, north", "north", "For the stores up there")


def test_templates_are_found_by_name_code_and_description(w: Work) -> None:
    saved(w, "Store hire", description="Weekend shifts")
    saved(w, "Nurse")
    assert [row.name for row in templates.listed(w, "WEEKEND")] == ["Store hire"]
    assert [row.name for row in templates.listed(w)] == ["Nurse", "Store hire"]


def test_another_workspace_neither_sees_nor_starts_a_template(house: House) -> None:
    with house.work() as w:
        kept = saved(w)
    other = make_house(house.clock, "globex")
    with other.work() as w:
        assert templates.listed(w) == []
        with pytest.raises(TemplateNotFound):
            templates.start(w, kept)


def test_a_viewer_sees_templates_and_changes_none(house: House) -> None:
    with house.work() as w:
        kept = saved(w)
    with house.work(house.viewer) as w:
        assert [row.id for row in templates.listed(w)] == [kept]
        with pytest.raises(Denied):
            templates.choose_default(w, kept)
        with pytest.raises(Denied):
            templates.start(w, kept)


def test_changes_of_templates_stand_in_the_audit_log(w: Work) -> None:
    kept = saved(w)
    templates.choose_default(w, kept)
    templates.restore(w, templates.delete(w, kept).as_dict())
    w.session.flush()
    actions = set(w.session.exec(select(AuditEntry.action).where(col(AuditEntry.workspace_id) == w.workspace_id)))
    assert {"template_saved", "default_template_chosen", "template_deleted", "template_restored"} <= actions


def test_there_are_twenty_usual_roles_of_many_families_and_each_could_go_live(w: Work) -> None:
    found = templates.roles(w)
    assert len(found) >= 20
    assert len({role.family for role in found}) >= 12
    assert [role.title for role in found if role.plan.problems()] == []
    assert len({role.key for role in found}) == len(found)


def test_a_draft_begins_with_a_usual_role(w: Work) -> None:
    draft = queries.draft(w, templates.start_role(w, "registered-nurse").id)
    assert (draft.plan.title, draft.plan.department) == ("Registered nurse", "Clinical")
    with pytest.raises(TemplateNotFound):
        templates.start_role(w, "astronaut")


def test_usual_roles_are_found_by_family(w: Work) -> None:
    assert {role.key for role in templates.roles(w, "sales")} == {"account-executive", "sales-development"}
