"""Labels on interviewers: giving, taking, undoing, asking for the required ones, filtering, exporting."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.audit import queries as audit
from milo_app.domain.interviewers import composing, labelling, publishing
from milo_app.domain.interviewers import service as interviewers
from milo_app.domain.interviewers.errors import InterviewerNotFound, LabelsMissing, WrongState
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.labels import queries, service
from milo_app.domain.labels.errors import LabelNothingToUndo
from milo_app.domain.labels.events import LabelAssigned, LabelAssignmentUndone, LabelUnassigned
from milo_app.domain.labels.models import LabelKind
from milo_app.domain.labels.undoing import Undo
from tests.factories.house import House
from tests.factories.interviewers import DESCRIPTION, full_plan, make_interviewer, web_plan
from tests.factories.labels import make_draft, make_label, make_region


def values(w, row: Interviewer) -> dict[str, str]:
    """Return the labels of an interviewer by key."""
    return {one.key: one.value for one in queries.labels_of(w, [row.id]).get(row.id, [])}


def test_an_interviewer_has_one_value_per_label(house: House) -> None:
    with house.work() as w:
        label, row = make_region(w), make_interviewer(w)
        labelling.assign(w, [row.public_id], label.id, "east")
        taken = labelling.assign(w, [row.public_id], label.id, "West")
        assert values(w, row) == {"region": "West"}
        assert (taken.label, taken.count) == ("Region set to West", 1)
        assert queries.definition(w, label.id).used == 1
    assert [event.value for event in house.told(LabelAssigned)] == ["East", "West"]


def test_the_same_value_again_changes_nothing(house: House) -> None:
    with house.work() as w:
        label, row = make_region(w), make_interviewer(w)
        labelling.assign(w, [row.public_id], label.id, "East")
        assert labelling.assign(w, [row.public_id], label.id, "EAST").count == 0
    assert len(house.told(LabelAssigned)) == 1


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [(LabelKind.TEXT, " a  b ", "a b"), (LabelKind.NUMBER, "012", "12"), (LabelKind.YES_NO, "yes", "Yes")],
)
def test_values_are_checked_and_kept_by_their_kind(w, kind, typed, kept) -> None:
    label, row = make_label(w, "Thing", kind), make_interviewer(w)
    labelling.assign(w, [row.public_id], label.id, typed)
    assert values(w, row) == {"thing": kept}


def test_a_value_outside_the_picklist_is_refused_and_the_old_one_stays(w) -> None:
    label, row = make_region(w), make_interviewer(w)
    labelling.assign(w, [row.public_id], label.id, "East")
    with pytest.raises(Invalid, match="not one of the values"):
        labelling.assign(w, [row.public_id], label.id, "South")
    assert values(w, row) == {"region": "East"}


def test_a_label_goes_on_many_at_once_and_undo_restores_each_as_it_was(w) -> None:
    label = make_region(w)
    rows = [make_interviewer(w, web_plan(title=name)) for name in ("Baker", "Cook", "Dean")]
    ids = [row.public_id for row in rows]
    labelling.assign(w, ids[:1], label.id, "West")
    taken = labelling.assign(w, ids, label.id, "East")
    assert (taken.label, taken.count) == ("Region set to East on 3 interviewers", 3)
    done = labelling.undo(w, Undo.from_dict(taken.as_dict()))
    assert done.restored == 3
    assert [values(w, row) for row in rows] == [{"region": "West"}, {}, {}]


def test_undo_leaves_alone_what_was_changed_since(house: House) -> None:
    with house.work() as w:
        label = make_region(w)
        first, second = (make_interviewer(w, web_plan(title=name)) for name in ("Baker", "Cook"))
        taken = labelling.assign(w, [first.public_id, second.public_id], label.id, "East")
        labelling.assign(w, [first.public_id], label.id, "North")
        done = labelling.undo(w, taken)
        assert (done.restored, done.skipped) == (1, 1)
        assert (values(w, first), values(w, second)) == ({"region": "North"}, {})
        with pytest.raises(LabelNothingToUndo):
            labelling.undo(w, taken)
    assert house.told(LabelAssignmentUndone)[0].interviewer_ids == (second.id,)


def test_a_label_is_taken_off_and_back_on(house: House) -> None:
    with house.work() as w:
        label, row = make_region(w), make_interviewer(w)
        labelling.assign(w, [row.public_id], label.id, "East")
        taken = labelling.unassign(w, [row.public_id], label.id)
        assert values(w, row) == {}
        labelling.undo(w, taken)
        assert values(w, row) == {"region": "East"}
    assert len(house.told(LabelUnassigned)) == 1


def test_an_archived_interviewer_keeps_its_labels(w) -> None:
    label, row = make_region(w), make_interviewer(w)
    interviewers.archive(w, row.public_id)
    with pytest.raises(WrongState):
        labelling.assign(w, [row.public_id], label.id, "East")
    other = make_interviewer(w, web_plan(title="Baker"))
    taken = labelling.assign(w, [row.public_id, other.public_id], label.id, "East")
    assert taken.label == "Region set to East; 1 archived one left alone"
    assert (values(w, row), values(w, other)) == ({}, {"region": "East"})


def test_somebody_who_may_not_edit_interviewers_labels_none(house: House) -> None:
    with house.work() as w:
        label, row = make_region(w), make_interviewer(w)
    with house.work(house.viewer) as w:
        assert labelling.sheet(w, [row.public_id]).title == row.title
        with pytest.raises(Denied):
            labelling.assign(w, [row.public_id], label.id, "East")
        with pytest.raises(Denied):
            labelling.unassign(w, [row.public_id], label.id)


def test_interviewers_of_another_workspace_cannot_be_labelled(house: House, clock) -> None:
    from tests.factories.house import make_house

    with house.work() as w:
        row = make_interviewer(w)
    other = make_house(clock, "birch")
    with other.work() as w:
        label = make_region(w)
        with pytest.raises(InterviewerNotFound):
            labelling.assign(w, [row.public_id], label.id, "East")
        with pytest.raises(InterviewerNotFound):
            labelling.sheet(w, [row.public_id])


def test_the_sheet_of_several_says_on_how_many_a_value_is_and_what_is_missing(w) -> None:
    label = make_region(w, is_required=True)
    team = make_label(w, "Team")
    rows = [make_draft(w, name) for name in ("Baker", "Cook", "Dean")]
    ids = [row.public_id for row in rows]
    labelling.assign(w, ids[:2], label.id, "East")
    labelling.assign(w, ids, team.id, "Care")
    sheet = labelling.sheet(w, ids)
    assert sheet.title == "3 interviewers"
    assert [(one.name, one.value, sheet.counts[one.label, one.value_key]) for one in sheet.values] == [
        ("Region", "East", 2),
        ("Team", "Care", 3),
    ]
    assert sheet.missing == ("Region",)


def test_an_interviewer_does_not_go_live_the_first_time_without_its_required_labels(w) -> None:
    label = make_region(w, is_required=True)
    make_label(w, "Team", is_required=True)
    draft = composing.start_draft(w, DESCRIPTION).id
    rev = interviewers.save_draft(w, draft, full_plan(), 0)
    with pytest.raises(LabelsMissing) as error:
        publishing.publish(w, draft, rev)
    assert error.value.problems == ("Set the required label Region.", "Set the required label Team.")
    labelling.assign(w, [draft], label.id, "East")
    with pytest.raises(LabelsMissing, match="not ready to go live"):
        publishing.publish(w, draft, rev)
    labelling.assign(w, [draft], next(row.id for row in queries.definitions(w) if row.key == "team"), "Care")
    assert publishing.publish(w, draft, rev).state == "active"


def test_what_is_live_already_is_only_said_to_lack_a_label_that_became_required(w) -> None:
    row = make_interviewer(w)
    make_region(w, is_required=True)
    rev = interviewers.save_draft(w, row.public_id, web_plan(), row.draft_rev)
    assert publishing.publish(w, row.public_id, rev).version == 2
    assert queries.missing_required(w, [row.id]) == {row.id: ["Region"]}


def test_a_copy_has_the_labels_of_its_source(w) -> None:
    label, row = make_region(w), make_interviewer(w)
    labelling.assign(w, [row.public_id], label.id, "East")
    made = labelling.sheet(w, [interviewers.clone(w, row.public_id)])
    assert [(one.name, one.value) for one in made.values] == [("Region", "East")]


def test_a_deleted_draft_leaves_no_labels_behind(w) -> None:
    label, draft = make_region(w), composing.start_draft(w, DESCRIPTION).id
    labelling.assign(w, [draft], label.id, "East")
    interviewers.delete_draft(w, draft)
    assert queries.definition(w, label.id).used == 0


def test_a_filter_takes_any_value_of_a_label_and_all_of_the_labels(w) -> None:
    region, team = make_region(w), make_label(w, "Team")
    rows = {name: make_interviewer(w, web_plan(title=name)) for name in ("Baker", "Cook", "Dean", "Eve")}

    def give(name: str, label: str, value: str) -> None:
        labelling.assign(w, [rows[name].public_id], label, value)

    give("Baker", region.id, "East")
    give("Cook", region.id, "West")
    give("Dean", region.id, "North")
    give("Baker", team.id, "Care")
    give("Dean", team.id, "care")

    def found(**wanted: list[str]) -> set[str]:
        conditions = queries.having(w, col(Interviewer.id), wanted)
        return set(w.session.exec(select(Interviewer.title).where(*conditions)))

    assert found(region=["east", "west"]) == {"Baker", "Cook"}
    assert found(region=["east", "north"], team=["care"]) == {"Baker", "Dean"}
    assert found(region=["south"]) == set()
    assert found(region=["EAST"], gone=[]) == {"Baker"}
    assert found(gone=["x"]) == set()


def test_the_filter_menu_holds_values_in_use_with_their_counts(w) -> None:
    region, team = make_region(w), make_label(w, "Team")
    make_label(w, "Unused")
    ids = [make_interviewer(w, web_plan(title=name)).public_id for name in ("Baker", "Cook", "Dean")]
    labelling.assign(w, ids[:1], region.id, "East")
    labelling.assign(w, ids[1:], region.id, "North")
    labelling.assign(w, ids[:1], team.id, "care")
    labelling.assign(w, ids[1:], team.id, "Sales")
    menu = queries.filter_choices(w)
    assert [(one.key, [(v.value_key, v.value, v.count) for v in one.values]) for one in menu] == [
        ("region", [("east", "East", 1), ("north", "North", 2)]),
        ("team", [("sales", "Sales", 2), ("care", "care", 1)]),
    ]


def test_the_filter_menu_counts_the_open_tab_and_keeps_values_of_the_others(w) -> None:
    region, openings = make_region(w), make_label(w, "Openings", LabelKind.NUMBER)
    live, shelved = make_interviewer(w, web_plan(title="Baker")), make_interviewer(w, web_plan(title="Cook"))
    labelling.assign(w, [live.public_id], region.id, "East")
    labelling.assign(w, [shelved.public_id], region.id, "West")
    labelling.assign(w, [live.public_id], openings.id, "12")
    labelling.assign(w, [shelved.public_id], openings.id, "2")
    interviewers.archive(w, shelved.public_id)

    def counted(tab: str) -> dict[str, list[tuple[str, int]]]:
        return {one.key: [(v.value, v.count) for v in one.values] for one in labelling.filter_choices(w, tab)}

    assert counted("active") == {"region": [("East", 1), ("West", 0)], "openings": [("2", 0), ("12", 1)]}
    assert counted("archived")["region"] == [("East", 0), ("West", 1)]
    assert counted("")["region"] == [("East", 1), ("West", 1)]


def test_labels_of_many_are_read_with_one_query(w) -> None:
    from sqlalchemy import event

    label = make_region(w)
    rows = [make_interviewer(w, web_plan(title=name)) for name in ("Baker", "Cook", "Dean")]
    labelling.assign(w, [row.public_id for row in rows], label.id, "East")
    asked: list[str] = []
    engine = w.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert len(queries.labels_of(w, [row.id for row in rows])) == 3
    assert len(asked) == 1


def test_an_export_has_a_column_for_every_label(w) -> None:
    region, _ = make_region(w), make_label(w, "Team")
    row, bare = make_interviewer(w), make_interviewer(w, web_plan(title="Bare"))
    labelling.assign(w, [row.public_id], region.id, "East")
    made = queries.for_export(w, [row.id, bare.id])
    assert made.columns == (("region", "Region"), ("team", "Team"))
    assert made.values == {row.id: {"region": "East"}}


def test_the_log_says_what_was_done_to_labels(house: House) -> None:
    with house.work() as w:
        label, row = make_region(w), make_interviewer(w)
        labelling.assign(w, [row.public_id], label.id, "East")
        service.delete(w, label.id)
    with house.work(house.admin) as w:
        said = [(one.words, one.object_name, one.note) for one in audit.page(w).rows if one.object_kind == "label"]
    assert said == [
        ("Label deleted", "Region", "with its value on 1 interviewer"),
        ("Label set", "Region", "East on 1 interviewer"),
        ("Label created", "Region", ""),
    ]
