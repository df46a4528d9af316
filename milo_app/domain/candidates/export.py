"""Candidates as a file: CSV that a spreadsheet opens safely, or JSON for tools, row by row however many there are.

The rows of some hundred people are read at a time, each time in a unit of work of its own, so that a hundred thousand
take no more memory than a page. Contact details need candidate:read_contact; blind readers get neither names, contact
details nor places.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from milo_app.core.csv_lines import BOM, csv_lines
from milo_app.core.errors import Invalid
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import blind
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.candidates.listed import BEGUN, DONE, STOPPED, WAITING, keys_of
from milo_app.domain.candidates.models import MOST_STAGES, Application, ApplicationTag, Candidate, Decision
from milo_app.domain.candidates.queries import visible_to
from milo_app.domain.candidates.words import band, state_word
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of, stages_of

CHUNK = 500
Cell = str | int | float | None
Many = dict[int, list[dict[str, Cell]]]
"""Several things of each application, each with a name and a value, by the application's id."""
Form = Literal["csv", "json"]
Works = Callable[[], AbstractContextManager[Work]]
STAGE = "stage."
STAGES = "stages"
"""Stands for a column of each stage."""
CONTACT = frozenset({"email", "phone"})
SHOWN_BLIND = frozenset({"name", "interviewer", "state", "band", "scored_by", "decision", "decided_by", "source", "id"})
"""Texts that are not about the person: the alias, ours, and the interviewer's."""
HIDDEN_BLIND = CONTACT | {"country", "place"}
_WORDS = {"completed": "Completed", "in_progress": "In progress", "knocked_out": "Stopped"}
_CELLS = {DONE: "Completed", BEGUN: "In progress", WAITING: "Not started", STOPPED: "Stopped"}


class Cancelled(Exception):
    """Whoever asked for a file does not want it any more; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its key in JSON and its title in CSV. `number` is the stage's place, -1 for any other."""

    key: str
    title: str
    number: int = -1


_PLAIN = (
    Column("name", "Name"),
    Column("email", "E-mail"),
    Column("phone", "Phone"),
    Column("interviewer", "Interviewer"),
    Column("applied", "Applied (UTC)"),
    Column("state", "Status"),
    Column(STAGES, "Stages"),
    Column("overall", "Overall score"),
    Column("band", "Band"),
    Column("scored_by", "Scored by"),
    Column("decision", "Decision"),
    Column("reason", "Reason"),
    Column("decided_by", "Decided by"),
    Column("decided", "Decided (UTC)"),
    Column("engaged", "Last engaged (UTC)"),
    Column("completed", "Completed (UTC)"),
    Column("tags", "Tags"),
    Column("notes", "Notes"),
    Column("source", "Source"),
    Column("place", "Place"),
    Column("country", "Country"),
    Column("attempt", "Attempt"),
    Column("knocked_out_by", "Stopped by"),
    Column("csat", "Rating of the interview"),
    Column("csat_comment", "Comment on the interview"),
    Column("id", "Id"),
)
KEYS = tuple(column.key for column in _PLAIN)


def columns(w: Work, interviewer: Interviewer | None = None, wanted: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the columns that this reader gets: those wanted in their order, or all. Needs candidate:export.

    A key is one of `KEYS` or `stage.<key>` of the interviewer's present version; `stages` stands for all of them. With
    people of several interviewers (None) there is one column for whatever stages each has. Keys that are unknown, or
    that the reader may not see, are left out; raises `Invalid` when nothing is left.
    """
    w.require("candidate:export")
    stages = _stages(w, interviewer)
    known = {column.key: (column,) for column in (*_PLAIN, *stages)} | {STAGES: stages}
    hidden = HIDDEN_BLIND if w.actor.is_blind else frozenset() if w.actor.can("candidate:read_contact") else CONTACT
    chosen = dict.fromkeys(column for key in wanted or KEYS if key not in hidden for column in known.get(key, ()))
    if not chosen:
        raise Invalid("None of these columns can be exported.", field="columns", do="Choose others.")
    return tuple(chosen)


def _stages(w: Work, interviewer: Interviewer | None) -> tuple[Column, ...]:
    if interviewer is None:
        return (Column(STAGES, "Stages"),)
    if interviewer.version_id is None:
        return ()
    keys = keys_of(w, interviewer)
    titles = {stage.plan.key: stage.title for stage in plan_of(w, interviewer.version_id).stages}
    return tuple(Column(f"{STAGE}{key}", titles[key], number) for number, key in enumerate(keys))


def write(
    works: Works,
    target: Path,
    ids: Iterable[int],
    chosen: Sequence[Column],
    form: Form,
    *,
    bom: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write a file of these applications (internal ids, in the order given) and return how many there are.

    Raises `Cancelled`; whatever ends it early, no half file stays.
    """
    done = 0
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            for text, count in pieces(works, ids, chosen, form, bom=bom):
                if cancelled():
                    raise Cancelled
                out.write(text)
                done += count
                progress(done)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return done


def pieces(
    works: Works, ids: Iterable[int], chosen: Sequence[Column], form: Form, *, bom: bool = True
) -> Iterator[tuple[str, int]]:
    """Yield the file in pieces, each with how many people are in it. Who was erased meanwhile is not."""
    if form == "csv":
        yield (BOM if bom else "") + csv_lines([[column.title for column in chosen]]), 0
        for rows in batches(works, ids, chosen):
            yield csv_lines([[_flat(value) for value in row] for row in rows]), len(rows)
        return
    begun = "["
    for rows in batches(works, ids, chosen):
        parts = [json.dumps(_named(chosen, row), ensure_ascii=False, default=_moment_json) for row in rows]
        if parts:
            yield begun + "\n" + ",\n".join(parts), len(parts)
            begun = ","
    yield ("[]\n" if begun == "[" else "\n]\n"), 0


def batches(works: Works, ids: Iterable[int], chosen: Sequence[Column]) -> Iterator[list[list[Any]]]:
    """Yield rows of values in the order of the ids, some hundred at a time."""
    left = iter(ids)
    while part := list(islice(left, CHUNK)):
        with works() as w:
            w.require("candidate:export")
            found = _rows(w, part, chosen)
        yield found


def _named(chosen: Sequence[Column], row: Sequence[Any]) -> dict[str, Any]:
    return {column.key: value for column, value in zip(chosen, row, strict=True)}


def _moment_json(value: object) -> str:
    assert isinstance(value, datetime)
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def _flat(value: Any) -> Cell:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return "; ".join(f"{part['name']}: {part['value']}" for part in value)
    return value  # type: ignore[no-any-return]


_CHEAP = ("public_id", "state", "evaluation", "score", "scored_by", "decision", "decision_reason", "decided_at",
          "engaged_at", "invited_at", "completed_at", "notes_count", "source", "attempt", "knocked_out_by", "csat",
          "csat_comment", *(f"s{number}" for number in range(MOST_STAGES)))  # fmt: skip


def _rows(w: Work, ids: Sequence[int], chosen: Sequence[Column]) -> list[list[Any]]:
    """Read columns, not objects: a row is some hundred bytes, and nothing of it stays in the session."""
    decider = aliased(User)
    query = (
        visible_to(w)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .outerjoin(decider, col(decider.id) == col(Application.decided_by))
        .where(col(Application.id).in_(ids))
        .with_only_columns(
            col(Application.id).label("row_id"),
            *(getattr(Application, name) for name in _CHEAP),
            *(getattr(Candidate, name) for name in ("name", "email", "phone", "city", "region", "country")),
            col(Interviewer.title).label("interviewer"),
            col(decider.name).label("decider"),
        )
    )
    found = {row.row_id: row for row in w.session.execute(query)}
    keys = {column.key for column in chosen}
    many = {
        "tags": _tags(w, list(found)) if "tags" in keys else {},
        STAGES: _stages_of_each(w, list(found)) if STAGES in keys else {},
    }
    makers = [_maker(w, column, many) for column in chosen]
    rows = [(row_id, [make(found[row_id]) for make in makers]) for row_id in ids if row_id in found]
    if not w.actor.is_blind:
        return [values for _, values in rows]
    people = blind.people(w, [row.public_id for row in found.values()])
    shown = [column.key in SHOWN_BLIND for column in chosen]
    return [_veiled(values, people[found[row_id].public_id], shown) for row_id, values in rows]


def _veiled(values: Sequence[Any], person: blind.Person, shown: Sequence[bool]) -> list[Any]:
    """Return a row without what tells who it is about, in everything that somebody typed."""
    return [value if is_shown else _veil(value, person) for value, is_shown in zip(values, shown, strict=True)]


def _veil(value: Any, person: blind.Person) -> Any:
    if isinstance(value, str):
        return blind.veil(value, person)
    if isinstance(value, list):
        return [part | {"value": _veil(part["value"], person)} for part in value]
    return value


def _tags(w: Work, ids: Sequence[int]) -> Many:
    query = (
        select(col(ApplicationTag.application_id), col(ApplicationTag.name), col(ApplicationTag.value))
        .where(col(ApplicationTag.workspace_id) == w.workspace_id, col(ApplicationTag.application_id).in_(ids))
        .order_by(col(ApplicationTag.id))
    )
    found: Many = {}
    for application_id, name, value in w.session.execute(query):
        found.setdefault(application_id, []).append({"name": name, "value": value})
    return found


def _stages_of_each(w: Work, ids: Sequence[int]) -> Many:
    """Return the stages of each application by their titles, with the score or in a word where they stand."""
    query = (
        visible_to(w)
        .where(col(Application.id).in_(ids))
        .with_only_columns(col(Application.id), col(Application.version_id), col(Application.progress))
    )
    lines = list(w.session.execute(query))
    stages = stages_of(w, {version_id for _, version_id, _ in lines})
    found: Many = {}
    for row_id, version_id, progress in lines:
        told = [(stage.title, progress.get(str(stage.id), {})) for stage in stages[version_id]]
        found[row_id] = [{"name": title, "value": _standing(entry)} for title, entry in told]
    return found


def _standing(entry: Mapping[str, Any]) -> Cell:
    score: int | None = entry.get("score")
    return _WORDS.get(str(entry.get("state", "")), _CELLS[WAITING]) if score is None else score


def _maker(w: Work, column: Column, many: Mapping[str, Many]) -> Callable[[Row[Any]], Any]:
    if column.number >= 0:
        cell = f"s{column.number}"
        return lambda row: _cell(getattr(row, cell))
    makers: dict[str, Callable[[Row[Any]], Any]] = {
        "name": (lambda row: blind.alias(row.public_id)) if w.actor.is_blind else (lambda row: row.name),
        "email": lambda row: row.email,
        "phone": lambda row: phone_text(row.phone),
        "interviewer": lambda row: row.interviewer,
        "applied": lambda row: row.invited_at,
        "state": lambda row: state_word(row.state, row.evaluation),
        "overall": lambda row: row.score,
        "band": lambda row: band(row.score),
        "scored_by": lambda row: row.scored_by,
        "decision": lambda row: "" if row.decision == Decision.NONE else row.decision.value.capitalize(),
        "reason": lambda row: row.decision_reason,
        "decided_by": lambda row: (row.decider or "") if row.decision != Decision.NONE else "",
        "decided": lambda row: row.decided_at,
        "engaged": lambda row: row.engaged_at,
        "completed": lambda row: row.completed_at,
        "tags": lambda row: many["tags"].get(row.row_id, []),
        STAGES: lambda row: many[STAGES].get(row.row_id, []),
        "notes": lambda row: row.notes_count,
        "source": lambda row: row.source.value,
        "place": lambda row: ", ".join(part for part in (row.city, row.region) if part),
        "country": lambda row: row.country,
        "attempt": lambda row: row.attempt,
        "knocked_out_by": lambda row: row.knocked_out_by,
        "csat": lambda row: row.csat,
        "csat_comment": lambda row: row.csat_comment,
        "id": lambda row: row.public_id,
    }
    return makers[column.key]


def _cell(value: int) -> Cell:
    """Return a stage's score, or in a word where it stands."""
    return value if value >= 0 else _CELLS.get(value, _CELLS[WAITING])
