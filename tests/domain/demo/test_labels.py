"""The demo's labels are there for every kind, and go away with it unless somebody uses them."""

from __future__ import annotations

from sqlmodel import col, select

from milo_app.core.work import system
from milo_app.domain.demo import deletion, invariants, labels, writer
from milo_app.domain.interviewers import composing, labelling
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.labels import queries, service
from milo_app.domain.labels.models import LabelAssignment, LabelDefinition, LabelKind
from tests.domain.demo.conftest import Works


def test_every_demo_interviewer_has_a_region_and_a_team_and_some_more(works: Works, home: int) -> None:
    made = writer.fill(works, home, 30)
    with works(system(home)) as w:
        used = {row.key: row.used for row in queries.definitions(w)}
        assert set(used) == labels.KEYS
        assert used["region"] == used["team"] == made.interviewers
        assert 0 < used["urgent"] < made.interviewers and 0 < used["openings"] < made.interviewers
        assert {row.kind for row in queries.definitions(w)} == {"picklist", "yes_no", "number"}
        assert len(queries.filter_choices(w)) == 4
        assert invariants.broken(w) == []


def test_the_demos_labels_go_with_it_and_a_label_of_the_workspace_stays(works: Works, home: int) -> None:
    writer.fill(works, home, 20)
    with works(system(home)) as w:
        service.create(w, "Client", LabelKind.TEXT)
        draft = composing.blank(w, "Florist").id
        region = next(row for row in queries.definitions(w) if row.key == "region")
        labelling.assign(w, [draft], region.id, "Europe")
    with works(system(home)) as w:
        deletion.delete_demo(w)
    with works(system(home)) as w:
        assert set(w.session.exec(select(LabelDefinition.key))) == {"client", "region"}
        (left,) = w.session.exec(select(LabelAssignment)).all()
        kept = w.session.exec(select(Interviewer).where(col(Interviewer.id) == left.interviewer_id)).one()
        assert kept.title == "Florist"


def test_a_workspace_that_has_such_a_label_keeps_its_own(works: Works, home: int) -> None:
    with works(system(home)) as w:
        service.create(w, "Region", LabelKind.TEXT)
    writer.fill(works, home, 10)
    with works(system(home)) as w:
        region = next(row for row in queries.definitions(w) if row.key == "region")
        assert (region.kind, region.used) == ("text", 0)
