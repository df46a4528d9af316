"""Candidates as a file: the columns asked for, safe in a spreadsheet, whole or not at all, and in little memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Actor, Work, system
from milo_app.domain.candidates import export, listing
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.service import NewTag, add_tags, changed
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from tests.databases import Installation
from tests.factories.accounts import make_workspace
from tests.factories.candidates import make_application
from tests.factories.interviewers import make_interviewer

RIGHTS = frozenset({"candidate:read", "candidate:read_contact", "candidate:export"})


class Crowd:
    """A workspace with some candidates of one interviewer."""

    def __init__(self, *names: str) -> None:
        with bootstrap.work(system(None)) as w:
            self.workspace_id = make_workspace(w, "acme").id or 0
        with self.works() as w:
            self.interviewer = make_interviewer(w).public_id
        self.add(*names)

    def add(self, *names: str) -> None:
        """Add people."""
        with self.works() as w:
            interviewer = self.role(w)
            for number, name in enumerate(names):
                make_application(w, interviewer, name, f"person{number}.{len(name)}@example.com")

    def works(self, *rights: str, **changes: Any) -> Any:
        """Return a unit of work of the system, or of somebody with these rights."""
        if not rights:
            return bootstrap.work(system(self.workspace_id))
        return bootstrap.read(Actor("user", self.workspace_id, permissions=frozenset(rights), **changes))

    def role(self, w: Work) -> Interviewer:
        """Return the interviewer."""
        query = select(Interviewer).where(col(Interviewer.public_id) == self.interviewer)
        return w.session.exec(query).one()

    def text(self, form: export.Form = "csv", *wanted: str, rights: frozenset[str] = RIGHTS, **changes: Any) -> str:
        """Return everybody as a file."""
        with self.works(*rights, **changes) as w:
            chosen = export.columns(w, self.role(w), wanted)
            ids = listing.ids_of(w, self.role(w), ApplicationFilter())
        parts = export.pieces(lambda: self.works(*rights, **changes), ids, chosen, form)
        return "".join(text for text, _ in parts)

    def lines(self, *wanted: str, **changes: Any) -> list[list[str]]:
        """Return the lines of a CSV file, its header first."""
        return list(csv.reader(io.StringIO(self.text("csv", *wanted, **changes).removeprefix("\ufeff"))))


@pytest.fixture
def crowd(installation: Installation) -> Crowd:
    """Two people."""
    return Crowd("Ada Obi", "Ben Ito")


def test_it_has_a_column_for_everything_and_a_line_for_everybody(crowd: Crowd) -> None:
    header, *rows = crowd.lines()
    with crowd.works() as w:
        role = crowd.role(w)
        titles = [stage.title for stage in plan_of(w, role.version_id or 0).stages]
    assert header[:6] == ["Name", "E-mail", "Phone", "Interviewer", "Applied (UTC)", "Status"]
    assert header[6 : 6 + len(titles)] == titles
    assert [row[0] for row in rows] == ["Ada Obi", "Ben Ito"]
    assert {len(row) for row in rows} == {len(header)}


def test_columns_come_in_the_order_asked_for_and_unknown_ones_are_left_out(crowd: Crowd) -> None:
    assert crowd.lines("overall", "name", "nonsense", "name")[0] == ["Overall score", "Name"]
    with pytest.raises(Invalid):
        crowd.lines("nonsense")


def test_a_stage_shows_its_score_or_where_the_person_stands(crowd: Crowd) -> None:
    with crowd.works() as w:
        row = w.session.scalars(select(Application).order_by(col(Application.id))).first()
        assert row is not None
        first, second = plan_of(w, row.version_id).stages[:2]
        row.progress = row.progress | {
            str(first.id): row.progress[str(first.id)] | {"state": "completed", "score": 78},
            str(second.id): row.progress[str(second.id)] | {"state": "in_progress"},
        }
        row.score = row.score_sort = 78
        w.session.add(row)
        changed(w, row, "progress")
        keys = (first.plan.key, second.plan.key)
    wanted = (f"stage.{keys[0]}", f"stage.{keys[1]}", "overall")
    assert crowd.lines(*wanted)[1:] == [["78", "In progress", "78"], ["Not started", "Not started", ""]]
    found = json.loads(crowd.text("json", *wanted))
    assert found[0] == {wanted[0]: 78, wanted[1]: "In progress", "overall": 78}


def test_people_of_several_interviewers_have_one_column_for_their_stages(crowd: Crowd) -> None:
    with crowd.works() as w:
        chosen = export.columns(w, None, ("name", "stages"))
        ids = listing.ids_of(w, None, ApplicationFilter())
    text = "".join(text for text, _ in export.pieces(crowd.works, ids, chosen, "csv", bom=False))
    header, line, *_ = csv.reader(io.StringIO(text))
    assert header == ["Name", "Stages"]
    assert "Not started" in line[1] and "; " in line[1]


def test_contact_details_need_their_right(crowd: Crowd) -> None:
    rights = RIGHTS - {"candidate:read_contact"}
    assert "example.com" not in crowd.text(rights=rights)
    assert crowd.lines("email", "name", rights=rights)[0] == ["Name"]
    assert "person0.7@example.com" in crowd.text()


def test_it_needs_the_right_to_export(crowd: Crowd) -> None:
    with pytest.raises(Denied):
        crowd.text(rights=RIGHTS - {"candidate:export"})


def test_a_blind_reader_gets_aliases_and_nothing_that_tells_who_it_is(crowd: Crowd) -> None:
    with crowd.works() as w:
        first = w.session.scalars(select(Application).order_by(col(Application.id))).first()
        assert first is not None
        first.csat_comment = "Call me, Ada Obi, at person0.7@example.com."
        add_tags(w, first.id or 0, [NewTag("Called", "Ada")])
        w.session.add(first)
    header, *rows = crowd.lines(is_blind=True)
    assert "E-mail" not in header and "Country" not in header and "Phone" not in header
    assert all(row[0].startswith("Candidate ") and len(row[0]) == 14 for row in rows)
    whole = crowd.text("json", is_blind=True)
    assert "Ada" not in whole and "example.com" not in whole


FORMULAS = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "=cmd|'/c calc'!A1"]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula(installation: Installation, name: str) -> None:
    crowd = Crowd("Somebody")
    with crowd.works() as w:
        person = w.session.scalars(select(Candidate)).one()
        person.name = name
        w.session.add(person)
        add_tags(w, w.session.scalars(select(Application)).one().id or 0, [NewTag(name, name)])
    for line in crowd.lines("name", "tags")[1:]:
        assert all(cell.startswith("'") for cell in line)
    assert json.loads(crowd.text("json", "name"))[0]["name"] == name


@pytest.mark.parametrize("name", ["李小龙", "أحمد عبد الله", "👩‍💻 Zoë", "N" * 200, 'a "b", c\nd;e'])
def test_any_name_survives_both_forms(installation: Installation, name: str) -> None:
    crowd = Crowd("Somebody")
    with crowd.works() as w:
        person = w.session.scalars(select(Candidate)).one()
        person.name = name
        w.session.add(person)
    assert crowd.lines("name")[1] == [name]
    assert json.loads(crowd.text("json", "name")) == [{"name": name}]
    assert crowd.text().startswith("\ufeff")


def test_json_tells_moments_tags_and_what_is_not_there_as_tools_want_them(crowd: Crowd) -> None:
    with crowd.works() as w:
        add_tags(w, w.session.scalars(select(Application.id)).first() or 0, [NewTag("Years", "5")])
    found = json.loads(crowd.text("json"))
    assert found[0]["tags"] == [{"name": "Years", "value": "5"}] and found[1]["tags"] == []
    assert found[0]["overall"] is None and found[0]["applied"].endswith("Z") and found[0]["decided"] is None
    assert len(found[0]["id"]) == 32


def test_nobody_is_an_empty_file_with_a_header_or_an_empty_list(crowd: Crowd) -> None:
    with crowd.works() as w:
        chosen = export.columns(w, crowd.role(w), ("name",))
    assert "".join(text for text, _ in export.pieces(crowd.works, [], chosen, "csv", bom=False)) == "Name\r\n"
    assert json.loads("".join(text for text, _ in export.pieces(crowd.works, [], chosen, "json"))) == []


def test_ids_of_another_workspace_and_of_nobody_are_not_in_it(crowd: Crowd) -> None:
    with bootstrap.work(system(None)) as w:
        other = make_workspace(w, "birch").id or 0
    with bootstrap.work(system(other)) as w:
        foreign = make_application(w, make_interviewer(w), "Foreign Umbrella").id or 0
    with crowd.works() as w:
        chosen = export.columns(w, crowd.role(w), ("name",))
    text = "".join(text for text, _ in export.pieces(crowd.works, [foreign, 10**9], chosen, "csv", bom=False))
    assert text == "Name\r\n"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_is_written_in_chunks_with_progress(
    crowd: Crowd, tmp_path: Path, form: export.Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "CHUNK", 2)
    crowd.add("Cy", "Dee", "Eve")
    told: list[int] = []
    with crowd.works() as w:
        chosen = export.columns(w, crowd.role(w))
        ids = listing.ids_of(w, crowd.role(w), ApplicationFilter())
    target = tmp_path / "out"
    assert export.write(crowd.works, target, reversed(ids), chosen, form, progress=told.append) == 5
    assert told[-1] == 5 and told == sorted(told)
    body = target.read_text(encoding="utf-8-sig")
    names = (
        [row["name"] for row in json.loads(body)]
        if form == "json"
        else [row["Name"] for row in csv.DictReader(io.StringIO(body))]
    )
    assert names == ["Eve", "Dee", "Cy", "Ben Ito", "Ada Obi"]


def test_a_file_that_is_cancelled_or_fails_leaves_nothing(crowd: Crowd, tmp_path: Path) -> None:
    with crowd.works() as w:
        chosen = export.columns(w, crowd.role(w))
        ids = listing.ids_of(w, crowd.role(w), ApplicationFilter())
    calls = iter([False, True])
    with pytest.raises(export.Cancelled):
        export.write(crowd.works, tmp_path / "out", ids, chosen, "csv", cancelled=lambda: next(calls))

    def broken() -> Any:
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        export.write(broken, tmp_path / "out", ids, chosen, "csv")
    assert not (tmp_path / "out").exists()


def test_thousands_of_lines_take_no_more_memory_than_some(crowd: Crowd, tmp_path: Path) -> None:
    with crowd.works() as w:
        chosen = export.columns(w, crowd.role(w))
        ids = listing.ids_of(w, crowd.role(w), ApplicationFilter())
    export.write(crowd.works, tmp_path / "warm", ids, chosen, "csv")
    peaks = []
    for times in (1_000, 5_000):
        tracemalloc.start()
        export.write(crowd.works, tmp_path / "out", (ids[0] for _ in range(times)), chosen, "csv")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 1_000_000
