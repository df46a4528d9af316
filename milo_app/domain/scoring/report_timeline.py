"""The timeline of a report: what happened, newest first, from the rows that say so."""

from __future__ import annotations

from collections.abc import Iterator

from milo_app.core.text import plural
from milo_app.domain.candidates.models import ApplicationState, Decision, Source
from milo_app.domain.interviews.models import FilePurpose, StageRunState
from milo_app.domain.scoring.models import EvaluationRunState
from milo_app.domain.scoring.report import TimelineRow
from milo_app.domain.scoring.report_rows import Rows

_CAME = {
    Source.LINK: "Applied by the public link",
    Source.INVITE: "Was invited",
    Source.IMPORT: "Was added from a list",
    Source.TEST: "Began as a test candidate",
    Source.DEMO: "Added as a demo candidate",
}


def timeline(rows: Rows, decider: str) -> tuple[TimelineRow, ...]:
    """Return what happened in all attempts, newest first; mails stand in the contact history of outreach."""
    found = [*_of_application(rows, decider), *_of_stages(rows), *_of_files(rows), *_of_evaluations(rows)]
    found += [*_of_acts(rows), *_of_deeds(rows)]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def _of_application(rows: Rows, decider: str) -> Iterator[TimelineRow]:
    application = rows.application
    yield TimelineRow("applied", _CAME[application.source], "", application.invited_at)
    if application.completed_at and application.state in (ApplicationState.COMPLETED, ApplicationState.EVALUATING):
        stars = plural(application.csat, "star") if application.csat else ""
        yield TimelineRow("completed", "Finished the interview", "", application.completed_at)
        if stars:
            yield TimelineRow(
                "rated", f"Rated the interview {stars}", application.csat_comment, application.completed_at
            )
    if application.decided_at is not None and not rows.acts:
        kind, word = {
            Decision.SHORTLISTED: ("shortlisted", "Shortlisted"),
            Decision.DISMISSED: ("dismissed", "Dismissed"),
            Decision.NONE: ("reset", "Decision taken back"),
        }[application.decision]
        by = f" by {decider}" if decider else ""
        yield TimelineRow(kind, f"{word}{by}", application.decision_reason, application.decided_at)


_ACTS = {
    "shortlisted": ("shortlisted", "Shortlisted"),
    "dismissed": ("dismissed", "Dismissed"),
    "cleared": ("reset", "Decision taken back"),
}


def _of_acts(rows: Rows) -> Iterator[TimelineRow]:
    """Each decision as it was taken; the reason of the one that stands."""
    stands = next((act.id for _, act, _ in rows.acts if act.undone_at is None and act.kind in _ACTS), None)
    for _, act, name in rows.acts:
        if act.kind not in _ACTS:
            continue
        kind, word = _ACTS[act.kind]
        why = rows.application.decision_reason if act.id == stands else ""
        by = f" by {name}" if name else ""
        yield TimelineRow(kind, f"{word}{by}", why or ("Undone since" if act.undone_at else ""), act.created_at)


_DEEDS = {
    "personal_link_issued": ("mailed", "Personal link made"),
    "personal_links_revoked": ("stopped", "Personal links withdrawn"),
    "note_written": ("noted", "Note written"),
    "note_changed": ("noted", "Note changed"),
    "note_deleted": ("noted", "Note deleted"),
    "verdict_given": ("rated", "Verdict given"),
    "verdict_withdrawn": ("rated", "Verdict taken back"),
    "retake_allowed": ("reset", "Another attempt allowed"),
    "retake_started": ("started", "Another attempt begun"),
    "scoring_requested": ("scored", "Evaluation asked for again"),
    "report_printed": ("uploaded", "Report taken along"),
}


def _of_deeds(rows: Rows) -> Iterator[TimelineRow]:
    for deed in rows.deeds:
        kind, words = _DEEDS[deed.action]
        yield TimelineRow(kind, f"{words} by {deed.who}" if deed.who else words, "", deed.at)


def _of_stages(rows: Rows) -> Iterator[TimelineRow]:
    attempts = len({run.attempt for run in rows.all_runs})
    for run in rows.all_runs:
        stage = next((stage for stage in rows.plan.stages if stage.id == run.stage_id), None)
        title = stage.title if stage else run.kind.value
        which = f"attempt {run.attempt}" if attempts > 1 else ""
        if run.started_at:
            yield TimelineRow("started", f"Started {title}", which, run.started_at)
        if run.completed_at and run.state == StageRunState.KNOCKED_OUT:
            why = rows.application.knocked_out_by
            yield TimelineRow("stopped", f"Stopped at {title}", why or which, run.completed_at)
        elif run.completed_at:
            yield TimelineRow("answered", f"Finished {title}", which, run.completed_at)


def _of_files(rows: Rows) -> Iterator[TimelineRow]:
    for file in rows.files.values():
        what = "a resume" if file.purpose == FilePurpose.RESUME else "a file"
        yield TimelineRow("uploaded", f"Uploaded {what}", file.name, file.created_at)


def _of_evaluations(rows: Rows) -> Iterator[TimelineRow]:
    stages = {run.id: run.stage_id for run in rows.all_runs}
    titles = {stage.id: stage.title for stage in rows.plan.stages}
    for evaluation in rows.evaluations:
        title = titles.get(stages.get(evaluation.stage_run_id, 0), "A stage")
        if evaluation.state == EvaluationRunState.FAILED:
            yield TimelineRow("failed", f"{title} could not be scored", evaluation.reason, evaluation.created_at)
        elif evaluation.score is not None:
            yield TimelineRow(
                "scored", f"{title} scored {evaluation.score}", evaluation.evaluator, evaluation.created_at
            )
