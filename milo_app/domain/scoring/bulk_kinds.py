"""The kinds of jobs on many candidates that end in a file, and new evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import col

from milo_app.core.errors import Conflict, NotFound
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.candidates import export
from milo_app.domain.candidates.bulk_work import FileRun, PeopleKind, Written
from milo_app.domain.candidates.models import Application, EvaluationState
from milo_app.domain.candidates.selection import Selection, chosen, count
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.versions import stages_of
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.scoring import package, service
from milo_app.domain.scoring.package import PackageChoices, safe_name
from milo_app.domain.scoring.ports import ReportPrinter

GONE = "Was deleted meanwhile"


def _title(w: Work, run: FileRun) -> str:
    title = interviewers.pick(w, run.interviewer).title if run.interviewer else "Candidates"
    return f"{safe_name(title)} {w.now:%Y-%m-%d}"


def write_export(run: FileRun) -> Written:
    """Write a table of people: `columns` are keys (none: all), `form` is csv or json."""
    form: export.Form = "json" if run.params.get("form") == "json" else "csv"
    with run.works() as w:
        interviewer = interviewers.pick(w, run.interviewer) if run.interviewer else None
        chosen = export.columns(w, interviewer, list(run.params.get("columns") or ()))
        name = _title(w, run)
    ids = list(run.ids())
    done = export.write(run.works, run.target, ids, chosen, form, cancelled=run.cancelled, progress=run.progress)
    return Written(f"{name}.{form}", len(ids) - done)


def write_package(run: FileRun) -> Written:
    """Write a ZIP file with a folder for each person; `choices` are the parts of `PackageChoices`."""
    choices = PackageChoices.from_parts(run.params.get("choices") or {})
    with run.works() as w:
        package.require(w, choices)
        name, printer, store = _title(w, run), w.port(ReportPrinter), w.port(FileStore)
    ids = list(run.ids())
    packed = package.write(
        run.works,
        run.target,
        ids,
        choices,
        printer=printer,
        store=store,
        cancelled=run.cancelled,
        progress=run.progress,
    )
    return Written(f"{name}.zip", len(ids) - packed.people)


def score_again(w: Work, application_id: int, params: Mapping[str, Any]) -> str:
    """Put an evaluation into the queue, or say why not."""
    row = w.session.get(Application, application_id)
    if row is None:
        return GONE
    try:
        service.retry(w, row.public_id)
    except (Conflict, NotFound) as reason:
        return reason.message
    return ""


RESCORE = PeopleKind(score_again)


def kept(store: FileStore, workspace_id: int, path: Path) -> tuple[str, int]:
    """Move a finished file to where files are kept; return its key and size."""
    with path.open("rb") as source:
        blob = store.save(workspace_id, iter(lambda: source.read(1 << 18), b""), MOST_BYTES)
    return blob.key, blob.size


MOST_BYTES = 20 << 30


@dataclass(frozen=True, slots=True)
class RescorePreview:
    """How many of those chosen can be evaluated again, and about what that costs in micro-units (0: built in)."""

    ready: int
    left_out: int
    micros: int


def rescore_preview(w: Work, selection: Selection) -> RescorePreview:
    """Say what a new evaluation of these people would take. Needs application:rescore; changes nothing."""
    w.require("application:rescore")
    query = chosen(w, selection)
    ready = query.where(col(Application.evaluation).in_([EvaluationState.DONE, EvaluationState.PENDING]))
    by_version: Any = ready.with_only_columns(col(Application.version_id), func.count()).group_by(
        col(Application.version_id)
    )
    found = {int(version): int(number) for version, number in w.session.execute(by_version)}
    stages = stages_of(w, found)
    micros = sum(
        number * prices.estimate(stage.kind.value for stage in stages[version]) for version, number in found.items()
    )
    total = sum(found.values())
    return RescorePreview(total, count(w, selection) - total, micros)
