"""What lists read of an application, what each filter shows, and how a filter stands in an address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, listed, listing
from milo_app.domain.candidates.filters import DEFAULTS, SORTS, ApplicationFilter, from_parts, to_parts
from milo_app.domain.candidates.models import FINISHED, NO_RUN, Application, ApplicationState, ApplicationTag
from milo_app.domain.candidates.service import NewTag, add_tags, changed
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer


def stand(w: Work, row: Application, *states: tuple[str, int | None], state: str = "in_progress") -> None:
    """Put an application to so many stages: (state, score) each."""
    progress = dict(row.progress)
    for stage, (name, score) in zip(plan_of(w, row.version_id).stages, states, strict=False):
        progress[str(stage.id)] = progress[str(stage.id)] | {"state": name, "score": score}
    row.progress, row.state = progress, ApplicationState(state)
    w.session.add(row)
    changed(w, row, "progress")


def shown(w: Work, interviewer: Interviewer, **flt: Any) -> set[str]:
    """Return the names that a filter shows."""
    return {row.name for row in listing.page(w, interviewer.public_id, ApplicationFilter(**flt)).rows}


@pytest.fixture
def crowd(w: Work) -> Interviewer:
    """Return an interviewer with one person at each kind of place."""
    interviewer = make_interviewer(w)
    fresh, begun, stopped, done, best = (
        make_application(w, interviewer, name) for name in ("Fresh", "Begun", "Stopped", "Done", "Best")
    )
    stand(w, fresh, state="pending")
    stand(w, begun, ("completed", 40), ("in_progress", None))
    stand(w, stopped, ("completed", None), ("knocked_out", None), state="knocked_out")
    stand(w, done, ("completed", 60), ("completed", None), ("completed", 70), state="completed")
    stand(w, best, ("completed", 90), ("completed", None), ("completed", 95), state="completed")
    for row, score in ((done, 65), (best, 92)):
        row.score = row.score_sort = score
        w.session.add(row)
    add_tags(w, best.id or 0, [NewTag("Years", "5"), NewTag("Shift", "Night; day: any")])
    w.session.flush()
    return interviewer


def test_cells_tell_where_each_stage_stands(w: Work, crowd: Interviewer) -> None:
    rows = {row.name_key: row for row in w.session.scalars(select(Application))}
    cells = {name: (row.s0, row.s1, row.s2, row.s3) for name, row in rows.items()}
    assert cells["fresh"] == (listed.WAITING, NO_RUN, NO_RUN, NO_RUN)
    assert cells["begun"] == (40, listed.BEGUN, NO_RUN, NO_RUN)
    assert cells["stopped"] == (listed.DONE, listed.STOPPED, NO_RUN, NO_RUN)
    assert cells["best"] == (90, listed.DONE, 95, NO_RUN)
    assert [rows[name].board for name in ("fresh", "begun", "stopped", "best")] == [0, 1, 1, FINISHED]


def test_each_stage_filter_shows_its_people(w: Work, crowd: Interviewer) -> None:
    first, second, third = listed.keys_of(w, crowd)[:3]
    assert shown(w, crowd, stages=((first, "top"),)) == {"Best"}
    assert shown(w, crowd, stages=((first, "done"),)) == {"Begun", "Stopped", "Done", "Best"}
    assert shown(w, crowd, stages=((second, "begun"),)) == {"Begun"}
    assert shown(w, crowd, stages=((second, "stopped"),)) == {"Stopped"}
    assert shown(w, crowd, stages=((third, "none"),)) == {"Fresh", "Begun", "Stopped"}
    assert shown(w, crowd, stages=((first, "done"), (third, "done"))) == {"Done", "Best"}


def test_score_tags_days_and_review_narrow_the_list(w: Work, crowd: Interviewer) -> None:
    assert shown(w, crowd, low=80) == {"Best"}
    assert shown(w, crowd, high=80) == {"Done"}
    assert shown(w, crowd, tags=(("Years", "5"),)) == shown(w, crowd, tags=(("Shift", ""),)) == {"Best"}
    assert shown(w, crowd, tags=(("Years", "6"),)) == set()
    assert shown(w, crowd, since=date(1999, 1, 1), until=date(1999, 2, 1)) == set()
    assert len(shown(w, crowd, since=w.now.date(), until=w.now.date())) == 5
    assert shown(w, crowd, review=True) == {"Done", "Best"}
    best = w.session.exec(select(Application).where(col(Application.name_key) == "best")).one()
    decisions.shortlist(w, [best.public_id])
    assert shown(w, crowd, review=True) == {"Done"}
    assert listing.counts(w, crowd.public_id).review == 1


def test_cells_follow_a_new_version_by_stage_key(w: Work, crowd: Interviewer) -> None:
    keys = listed.keys_of(w, crowd)
    w.session.execute(Application.__table__.update().values(s0=7, s1=7, board=3, name_key=""))  # type: ignore[attr-defined]
    w.session.expire_all()
    assert listed.restand_interviewer(w, crowd.id or 0) == 5
    assert listed.restand_interviewer(w, crowd.id or 0) == 0
    rows = {row.name_key: row for row in w.session.scalars(select(Application))}
    assert (rows["best"].s0, rows["best"].s2) == (90, 95) and len(keys) >= 3
    assert w.session.get_one(Interviewer, crowd.id).listed_version_id == crowd.version_id


@pytest.mark.parametrize("sort", [*SORTS, "stage"])
def test_every_sort_holds_everybody_once(w: Work, crowd: Interviewer, sort: str) -> None:
    key = f"stage.{listed.keys_of(w, crowd)[0]}" if sort == "stage" else sort
    for down in (True, False):
        flt, seen, cursor = ApplicationFilter(sort=key, descending=down), [], ""
        while True:
            page = listing.page(w, crowd.public_id, flt, cursor, size=2)
            seen += [row.name for row in page.rows]
            cursor = page.next
            if not cursor:
                break
        assert sorted(seen) == ["Begun", "Best", "Done", "Fresh", "Stopped"]


def test_a_filter_reads_back_from_its_address() -> None:
    flt = ApplicationFilter(
        q="a&b",
        stages=(("k;1", "top"), ("k:2", "none")),
        tags=(("Shift", "Night; day: any"), ("Años", "")),
        low=10,
        since=date(2026, 1, 31),
        places=(3, 4),
        country="DE",
        review=True,
        sort="stage.k1",
        descending=False,
    )
    assert from_parts(DEFAULTS | to_parts(flt)) == (flt, ())
    assert from_parts(DEFAULTS) == (ApplicationFilter(), ())


def test_nonsense_in_an_address_shows_the_default_list_and_is_named() -> None:
    parts = {
        "state": "x", "decision": "y", "stages": "a;b:zzz", "low": "9e9", "high": "-1", "since": "32.1.2026",
        "until": "0001-01-01", "country": "12", "places": "a.b", "sort": "drop table", "source": "x", "notes": "x",
    }  # fmt: skip
    flt, wrong = from_parts(parts)
    assert flt == ApplicationFilter() and set(wrong) == set(parts)


def test_a_blind_reader_neither_searches_nor_sorts_by_name(house: House) -> None:
    with house.work() as w:
        interviewer = make_interviewer(w)
        make_application(w, interviewer, "Zoe Adams")
        make_application(w, interviewer, "Adam Zorn")
        blind = Work(session=w.session, actor=_blind(w), clock=w.clock, ports=w.ports)
        assert len(listing.page(blind, interviewer.public_id, ApplicationFilter(q="zoe")).rows) == 2
        by_name = listing.page(blind, interviewer.public_id, ApplicationFilter(sort="name", descending=False)).rows
        by_time = listing.page(blind, interviewer.public_id, ApplicationFilter(descending=False)).rows
        assert [row.id for row in by_name] == [row.id for row in by_time]


def test_attempts_tags_and_ends_sort_with_who_has_none_at_the_bottom(w: Work, crowd: Interviewer) -> None:
    rows = {row.name_key: row for row in w.session.scalars(select(Application))}
    rows["done"].completed_at, rows["best"].completed_at = w.now, w.now - timedelta(days=2)
    rows["begun"].attempt = 3
    w.session.flush()

    def first(sort: str, *, down: bool = True) -> str:
        return listing.page(w, crowd.public_id, ApplicationFilter(sort=sort, descending=down)).rows[0].name

    assert (first("tags"), first("attempt"), first("completed")) == ("Best", "Begun", "Done")
    assert first("completed", down=False) not in ("Done", "Best")


def test_the_number_of_tags_follows_the_tags(w: Work, crowd: Interviewer) -> None:
    best = w.session.scalars(select(Application).where(col(Application.name_key) == "best")).one()
    assert best.tags_count == 2
    add_tags(w, best.id or 0, [NewTag("Years", "6")])
    assert best.tags_count == 1


def _blind(w: Work) -> Any:
    from dataclasses import replace

    return replace(w.actor, is_blind=True)


def test_tags_carry_their_interviewer(w: Work, crowd: Interviewer) -> None:
    assert {tag.interviewer_id for tag in w.session.scalars(select(ApplicationTag))} == {crowd.id}
