"""Defining labels, changing and deleting them."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.domain.interviewers import labelling
from milo_app.domain.labels import queries, service
from milo_app.domain.labels.errors import KeyTaken, LabelNotFound, LabelNothingToUndo, StaleLabel, ValueInUse
from milo_app.domain.labels.events import LabelChanged, LabelCreated, LabelDeleted, LabelRestored
from milo_app.domain.labels.models import LabelKind
from milo_app.domain.labels.undoing import Undo
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan
from tests.factories.labels import make_draft, make_label, make_region


def test_a_label_gets_its_key_from_its_name(house: House) -> None:
    with house.work() as w:
        row = service.create(w, " Hiring  Region ", LabelKind.PICKLIST, description="Where", allowed="East,West")
        assert (row.key, row.name, row.description, row.kind) == ("hiring_region", "Hiring Region", "Where", "picklist")
        assert (row.allowed, row.is_required, row.used) == (("East", "West"), False, 0)
    assert len(house.told(LabelCreated)) == 1


def test_a_typed_key_is_normalised(w) -> None:
    assert service.create(w, "Region", LabelKind.TEXT, key="Sales Region!").key == "sales_region"


def test_two_keys_that_are_the_same_once_normalised_meet_an_error_that_names_the_label(w) -> None:
    make_label(w, "Cost Center")
    with pytest.raises(KeyTaken, match="“Cost Center” has the key cost_center already") as error:
        service.create(w, "Something else", LabelKind.NUMBER, key="COST--center")
    assert error.value.field == "key"


@pytest.mark.parametrize(
    ("name", "key", "field"),
    [("", "x", "name"), ("x" * 61, "x", "name"), ("Регион", "", "key"), ("Region", "!!!", "key")],
)
def test_a_label_without_a_usable_name_or_key_is_refused(w, name, key, field) -> None:
    with pytest.raises(Invalid) as error:
        service.create(w, name, LabelKind.TEXT, key=key)
    assert error.value.field == field


def test_a_description_has_a_limit(w) -> None:
    with pytest.raises(Invalid) as error:
        service.create(w, "Region", LabelKind.TEXT, description="x" * 301)
    assert error.value.field == "description"


def test_only_a_picklist_keeps_allowed_values(w) -> None:
    assert service.create(w, "Region", LabelKind.TEXT, allowed="East, West").allowed == ()


def test_a_viewer_reads_labels_and_changes_none(house: House) -> None:
    with house.work() as w:
        label = make_region(w)
    with house.work(house.viewer) as w:
        assert [row.name for row in queries.definitions(w)] == ["Region"]
        for change in (
            lambda: make_label(w, "Team"),
            lambda: service.delete(w, label.id),
            lambda: service.edit(w, label.id, name="Area", allowed="East"),
            lambda: service.assign(w, [1], label.id, "East"),
            lambda: service.unassign(w, [1], label.id),
        ):
            with pytest.raises(Denied):
                change()


def test_an_edit_changes_everything_but_key_and_kind(house: House) -> None:
    with house.work() as w:
        label = make_region(w)
        service.edit(w, label.id, name="Area", description="Where", allowed="West\nSouth", is_required=True)
        row = queries.definition(w, label.id)
        assert (row.key, row.kind) == ("region", "picklist")
        assert (row.name, row.description, row.allowed, row.is_required) == ("Area", "Where", ("West", "South"), True)
    assert len(house.told(LabelChanged)) == 1


def test_an_edit_that_changes_nothing_tells_nobody(house: House) -> None:
    with house.work() as w:
        label = make_region(w)
        service.edit(w, label.id, name="Region", allowed=list(label.allowed))
    assert house.told(LabelChanged) == []


def test_an_edit_of_a_label_that_a_colleague_changed_meanwhile_is_refused(w) -> None:
    seen = make_region(w)
    service.edit(w, seen.id, name="Area", allowed="East")
    with pytest.raises(StaleLabel):
        service.edit(w, seen.id, name="Zone", allowed="East", seen=seen.stamp)
    assert queries.definition(w, seen.id).name == "Area"


def test_a_value_in_use_does_not_go_and_the_error_names_who_has_it(w) -> None:
    label = make_region(w)
    baker = make_interviewer(w, web_plan(title="Baker"))
    cook = make_interviewer(w, web_plan(title="Cook"))
    labelling.assign(w, [baker.public_id, cook.public_id], label.id, "East")
    with pytest.raises(ValueInUse, match="“East” is in use on 2 interviewers: “Baker”, “Cook”") as error:
        labelling.edit_label(w, label.id, name="Region", allowed="West, North")
    assert error.value.used == {"East": (baker.id, cook.id)}
    assert queries.definition(w, label.id).allowed == ("East", "West", "North")


def test_a_value_that_goes_can_be_replaced_where_it_is_in_use_and_that_can_be_undone(w) -> None:
    label = make_region(w)
    baker = make_interviewer(w, web_plan(title="Baker"))
    labelling.assign(w, [baker.public_id], label.id, "East")
    taken = labelling.edit_label(w, label.id, name="Region", allowed="West, North", replacing={"East": "North"})
    assert [one.value for one in queries.labels_of(w, [baker.id])[baker.id]] == ["North"]
    done = labelling.undo(w, Undo.from_dict(taken.as_dict()))
    assert done.restored == 1
    assert [one.value for one in queries.labels_of(w, [baker.id])[baker.id]] == ["East"]
    assert queries.definition(w, label.id).allowed == ("East", "West", "North")


def test_writing_a_value_another_way_follows_on_every_interviewer(w) -> None:
    label = make_region(w)
    baker = make_interviewer(w, web_plan(title="Baker"))
    labelling.assign(w, [baker.public_id], label.id, "East")
    service.edit(w, label.id, name="Region", allowed="EAST, West, North")
    assert [one.value for one in queries.labels_of(w, [baker.id])[baker.id]] == ["EAST"]


def test_a_value_is_not_replaced_by_one_that_is_not_in_the_new_list(w) -> None:
    label = make_region(w)
    baker = make_interviewer(w, web_plan(title="Baker"))
    labelling.assign(w, [baker.public_id], label.id, "East")
    with pytest.raises(ValueInUse):
        service.edit(w, label.id, name="Region", allowed="West", replace={"East": "North"})


def test_a_deleted_label_takes_its_values_along_and_undo_brings_both_back(house: House) -> None:
    with house.work() as w:
        label = make_region(w, is_required=True)
        rows = [make_draft(w, name) for name in ("Baker", "Cook")]
        labelling.assign(w, [row.public_id for row in rows], label.id, "East")
        taken = service.delete(w, label.id)
        assert taken.count == 2
        assert queries.definitions(w) == [] and queries.labels_of(w, [row.id for row in rows]) == {}
    with house.work() as w:
        done = labelling.undo(w, Undo.from_dict(taken.as_dict()))
        assert (done.restored, done.skipped) == (2, 0)
        back = queries.definition(w, label.id)
        assert (back.key, back.allowed, back.is_required, back.used) == ("region", ("East", "West", "North"), True, 2)
    assert house.told(LabelDeleted)[0].removed == 2
    assert house.told(LabelRestored)[0].restored == 2


def test_a_deletion_is_undone_once(w) -> None:
    taken = service.delete(w, make_region(w).id)
    labelling.undo(w, taken)
    with pytest.raises(LabelNothingToUndo):
        labelling.undo(w, taken)


def test_a_deletion_is_not_undone_once_another_label_has_the_key(w) -> None:
    taken = service.delete(w, make_region(w).id)
    make_label(w, "Region")
    with pytest.raises(KeyTaken):
        labelling.undo(w, taken)


def test_a_deletion_is_undone_for_the_interviewers_that_are_still_there(w) -> None:
    from milo_app.domain.interviewers import service as interviewers

    label = make_region(w)
    stays, goes = (make_draft(w, name) for name in ("Baker", "Cook"))
    labelling.assign(w, [stays.public_id, goes.public_id], label.id, "East")
    taken = service.delete(w, label.id)
    interviewers.delete_draft(w, goes.public_id)
    done = labelling.undo(w, taken)
    assert (done.restored, done.skipped) == (1, 1)


def test_an_edit_is_not_undone_over_a_newer_one(w) -> None:
    label = make_region(w)
    taken = service.edit(w, label.id, name="Area", allowed="East")
    service.edit(w, label.id, name="Zone", allowed="East")
    with pytest.raises(LabelNothingToUndo):
        labelling.undo(w, taken)
    assert queries.definition(w, label.id).name == "Zone"


def test_a_label_of_another_workspace_is_not_there(house: House, clock) -> None:
    from tests.factories.house import make_house

    with house.work() as w:
        label = make_region(w)
    other = make_house(clock, "birch")
    with other.work() as w:
        make_region(w)
        for change in (
            lambda: service.delete(w, label.id),
            lambda: service.edit(w, label.id, name="Mine", allowed="x"),
            lambda: service.assign(w, [1], label.id, "East"),
            lambda: queries.definition(w, label.id),
        ):
            with pytest.raises(LabelNotFound):
                change()
