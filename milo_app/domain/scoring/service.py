"""The evaluation of an attempt: read, judge without holding a transaction, write all results in one.

A stage that was judged already by the same evaluator on the same input is not judged again, so running the job twice
changes nothing and a retry after a failure pays only for what is missing. When an evaluator fails, nobody else takes
its place: the application says "evaluation pending" with the reason until the same evaluator answers.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from milo_app.core.clock import Clock
from milo_app.core.errors import Conflict, MiloError
from milo_app.core.ids import short_key
from milo_app.core.outbox import GiveUp, Retry, enqueue
from milo_app.core.work import Work
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates import service as applications
from milo_app.domain.candidates.models import Application, ApplicationState, EvaluationState
from milo_app.domain.candidates.resume_facts import ResumeFacts, read_facts
from milo_app.domain.candidates.service import NewTag
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.interviews import service as interviews
from milo_app.domain.interviews.eligibility import as_rules_see, rule_name
from milo_app.domain.interviews.ports import FileStore, ResumeReader, UnreadableResume
from milo_app.domain.scoring import results
from milo_app.domain.scoring.arithmetic import Weighted, weighted_mean
from milo_app.domain.scoring.checks import check_stage, stage_passed, stopping
from milo_app.domain.scoring.dossier import Dossier, StageDossier, Unread, gather
from milo_app.domain.scoring.events import ApplicationScored, ScoringFailed, ScoringRequested
from milo_app.domain.scoring.evidence import Source
from milo_app.domain.scoring.models import Evaluation
from milo_app.domain.scoring.ports import EvaluationFailed, Evaluator
from milo_app.domain.scoring.results import Judgement
from milo_app.domain.scoring.resume_notes import signal_of, tags_of
from milo_app.domain.scoring.signals import FoundSignal, find_signals, from_document_note
from milo_app.domain.scoring.verify import verify

log = logging.getLogger("milo.scoring")
OpenWork = Callable[[], AbstractContextManager[Work]]

_PATIENT: Final = 60
"""Seconds: a longer wait that an evaluator asks for is kept; below it the outbox's own growing delay applies."""


def evaluate(works: OpenWork, application_id: int, attempt: int) -> None:
    """Judge one attempt: the job behind the outbox kind `evaluate`. `works` opens a unit of work of the system.

    Raises `Retry` (with the reason, after it has been written) when the evaluator failed, `GiveUp` when trying again
    alone cannot help. An application or attempt that is gone is no error.
    """
    with works() as w:
        dossier = gather(w, application_id, attempt)
        evaluator, clock = w.port(Evaluator), w.clock
        kept = _kept(w, dossier, evaluator.label) if dossier else {}
    if dossier is not None and dossier.unread is not None:
        dossier = _with_resume(works, dossier, dossier.unread)
    if dossier is None:
        return
    judged = [
        _judge(stage, dossier, evaluator, clock)
        for stage in dossier.stages
        if kept.get(stage.run_id) != stage.input_hash(evaluator.label)
    ]
    with works() as w:
        _record(w, dossier, judged, evaluator.label)
    failed = [one for one in judged if one.failure]
    if failed:
        _try_again(failed)


def retry(w: Work, public_id: str) -> None:
    """Put an evaluation in the queue again: the button "Retry the evaluation". Needs application:rescore.

    Raises `Conflict` while one is waiting or running, and before the interview is over.
    """
    w.require("application:rescore")
    application = candidates.pick(w, public_id)
    if application.evaluation == EvaluationState.QUEUED:
        raise Conflict("The evaluation is already on its way.", do="Wait a moment.")
    if application.evaluation == EvaluationState.NONE:
        raise Conflict("There is nothing to evaluate yet.", do="Wait until the interview is over.")
    assert application.id is not None
    if not applications.record_evaluation(w, application.id, attempt=application.attempt, state=EvaluationState.QUEUED):
        raise Conflict("The application changed meanwhile.", do="Reload the page.")
    payload = {"application": application.id, "attempt": application.attempt}
    enqueue(w, "evaluate", payload, key=f"evaluate:{application.id}:{application.attempt}:{short_key()}")
    w.publish(ScoringRequested(application_id=application.id, interviewer_id=application.interviewer_id))


def _kept(w: Work, dossier: Dossier, evaluator: str) -> dict[int, str]:
    """Return the input of each stage run's current result, by stage run."""
    return {run_id: row.input_hash for run_id, row in results.currents_of(w, dossier.application_id).items()}


def _with_resume(works: OpenWork, dossier: Dossier, unread: Unread) -> Dossier | None:
    """Read the resume's text in its child process, keep it, and read the dossier again with it."""
    with works() as w:
        files, reader = w.port(FileStore), w.port(ResumeReader)
    try:
        text = reader.read(files.path(unread.blob_key), unread.kind)
    except UnreadableResume as problem:
        outcome: object = problem
    except MiloError as problem:
        reason = f"The resume could not be opened. {problem.message}"
        with works() as w:
            _say_pending(w, dossier, reason, will_retry=True)
        raise Retry(reason) from problem
    else:
        outcome = text
    with works() as w:
        interviews.set_file_text(w, unread.file_id, outcome)  # type: ignore[arg-type]
    with works() as w:
        return gather(w, dossier.application_id, dossier.attempt)


def _judge(stage: StageDossier, dossier: Dossier, evaluator: Evaluator, clock: Clock) -> Judgement:
    began = clock.now()
    facts = _facts(stage, dossier, began.date())
    seen = as_rules_see(dossier.resume_text, facts) if facts else None
    judged = Judgement(
        stage=stage,
        checked=tuple(check_stage(stage, seen)),
        signals=tuple(_signals(stage, facts)),
        input_hash=stage.input_hash(evaluator.label),
        tags=tuple(tags_of(facts)) if facts else (),
    )
    if stage.case is None:
        return judged
    try:
        verdict = evaluator.evaluate(stage.case)
    except EvaluationFailed as problem:
        taken = (clock.now() - began).total_seconds()
        return replace(judged, failure=problem.message, retry_after=problem.retry_after, seconds=taken)
    except Exception:
        # A defect of an adapter must not leave the application "being scored" for ever: it waits with a reason.
        log.exception("The evaluator %s raised", evaluator.label)
        return replace(judged, failure="The evaluator stopped unexpectedly.", retry_after=_PATIENT)
    judged = replace(
        judged,
        verdict=verdict,
        verified=tuple(verify(stage.case, verdict, stage.sources)),
        seconds=(clock.now() - began).total_seconds(),
    )
    return replace(judged, tags=results.verified_tags(judged, [*judged.tags, *verdict.tags]))


def _facts(stage: StageDossier, dossier: Dossier, today: date) -> ResumeFacts | None:
    is_resume = stage.spec.kind == StageKind.RESUME and dossier.resume_text
    return read_facts(dossier.resume_text, today=today) if is_resume else None


def _signals(stage: StageDossier, facts: ResumeFacts | None) -> list[tuple[FoundSignal, Source]]:
    """Return what is worth a look in the stage's texts. None of it reaches the evaluator or the arithmetic."""
    found = [(signal, source) for source in stage.sources.values() for signal in find_signals(source.text)]
    document = next((source for source in stage.sources.values() if source.file_id is not None), None)
    if document is not None:
        of_document = [from_document_note(stage.document_note), signal_of(facts) if facts else None]
        found += [(signal, document) for signal in of_document if signal is not None]
    return found


def _record(w: Work, dossier: Dossier, judged: list[Judgement], evaluator: str) -> None:
    # The lock makes two workers with the same job write one after the other.
    application = w.session.get(Application, dossier.application_id, with_for_update=True)
    if application is None:
        return
    is_first = results.is_first_result(w, dossier.application_id)
    current = {} if is_first else results.currents_of(w, dossier.application_id)
    for one in judged:
        if one.failure:
            results.write_failure(w, dossier, one, evaluator)
        elif not _is_written(current.get(one.stage.run_id), one):
            results.write(w, dossier, one)
            interviews.record_stage(w, one.stage.run_id, one.mean.score, stage_passed(list(one.checked)))
    if application.attempt != dossier.attempt:
        return
    _stop_when_not_eligible(w, application, judged)
    failed = [one for one in judged if one.failure]
    if failed:
        _say_pending(w, dossier, failed[0].failure, will_retry=all(one.retry_after is not None for one in failed))
    else:
        _record_score(w, dossier, is_first)


def _stop_when_not_eligible(w: Work, application: Application, judged: list[Judgement]) -> None:
    """Stop somebody whose resume fails an enforced check. Forms and interviews stop people as they answer."""
    if application.state == ApplicationState.KNOCKED_OUT:
        return
    for one in judged:
        failed = stopping(list(one.checked)) if one.stage.spec.kind == StageKind.RESUME else None
        if failed is not None:
            assert application.id is not None
            interviews.knock_out(w, application.id, one.stage.run_id, rule_name(failed.question))
            return


def _is_written(current: Evaluation | None, judged: Judgement) -> bool:
    return current is not None and current.input_hash == judged.input_hash


def _say_pending(w: Work, dossier: Dossier, reason: str, *, will_retry: bool) -> None:
    if applications.record_evaluation(
        w, dossier.application_id, attempt=dossier.attempt, state=EvaluationState.PENDING, reason=reason
    ):
        w.publish(
            ScoringFailed(
                application_id=dossier.application_id,
                interviewer_id=dossier.interviewer_id,
                attempt=dossier.attempt,
                reason=reason,
                will_retry=will_retry,
            )
        )


def _record_score(w: Work, dossier: Dossier, is_first: bool) -> None:
    """Write the overall score: the weighted mean of the stages that have one, with the names of their evaluators."""
    current = results.currents_of(w, dossier.application_id)
    rows = [(stage, current.get(stage.run_id)) for stage in dossier.stages]
    done = [(stage, row) for stage, row in rows if row is not None]
    score = weighted_mean(Weighted(row.score, stage.spec.weight) for stage, row in done if stage.spec.is_scored).score
    labels = dict.fromkeys(row.evaluator for stage, row in done if stage.spec.is_scored and stage.case is not None)
    applications.add_tags(w, dossier.application_id, _tags([row for _, row in done]))
    if not applications.record_evaluation(
        w,
        dossier.application_id,
        attempt=dossier.attempt,
        state=EvaluationState.DONE,
        score=score,
        scored_by=", ".join(labels),
    ):
        return
    application = w.session.get_one(Application, dossier.application_id)
    w.publish(
        ApplicationScored(
            application_id=dossier.application_id,
            interviewer_id=dossier.interviewer_id,
            attempt=dossier.attempt,
            score=score,
            is_first=is_first,
            state=application.state.value,
        )
    )


def _tags(rows: list[Evaluation]) -> list[NewTag]:
    found: dict[tuple[str, str], NewTag] = {}
    for row in rows:
        for name, value, quote in row.raw.get("tags", []):
            found.setdefault((name.casefold(), value.casefold()), NewTag(name, value, quote))
    return list(found.values())


def _try_again(failed: list[Judgement]) -> None:
    reason = failed[0].failure
    waits = [one.retry_after for one in failed]
    if any(wait is None for wait in waits):
        raise GiveUp(reason)
    longest = max(wait for wait in waits if wait is not None)
    raise Retry(reason, timedelta(seconds=longest) if longest > _PATIENT else None)
