"""What people are told about, and in which words. A test application notifies nobody."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.money import exact
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates.bulk_models import BulkJob
from milo_app.domain.candidates.events import (
    ApplicationCreated,
    BulkJobFailed,
    BulkJobFinished,
    ImportFinished,
    NoteChanged,
    NoteDeleted,
    NoteWritten,
    PersonErased,
)
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, EvaluationState, Source
from milo_app.domain.candidates.team_models import Note
from milo_app.domain.interviewers import subscriptions
from milo_app.domain.interviewers.events import (
    InterviewerBudgetNear,
    InterviewerBudgetReached,
    InterviewerDeadlineNear,
    InterviewerDeadlinePassed,
)
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.notifications import service
from milo_app.domain.notifications.kinds import MAIL_FAILED
from milo_app.domain.scoring.events import ApplicationScored, GuestVerdictGiven, ScoringFailed
from milo_app.domain.scoring.guest_models import GuestLink


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(ApplicationCreated, on_applied)
    subscribe(ImportFinished, on_import_finished)
    subscribe(BulkJobFinished, on_job_over)
    subscribe(BulkJobFailed, on_job_over)
    subscribe(NoteWritten, on_mentioned)
    subscribe(NoteChanged, on_mentioned)
    subscribe(NoteDeleted, on_note_deleted)
    subscribe(PersonErased, on_person_erased)
    subscribe(InterviewCompleted, on_completed)
    subscribe(ApplicationScored, on_scored)
    subscribe(ScoringFailed, on_scoring_failed)
    subscribe(GuestVerdictGiven, on_guest_verdict)
    subscribe(InterviewerDeadlinePassed, on_deadline)
    subscribe(InterviewerDeadlineNear, on_deadline_near)
    subscribe(InterviewerBudgetReached, on_budget_reached)
    subscribe(InterviewerBudgetNear, on_budget_near)


def _told(w: Work, application_id: int) -> tuple[Application, str, str] | None:
    """Return an application with the name of its person and the title of its interviewer; None for a test."""
    found = w.session.execute(
        select(Application, col(Candidate.name), col(Interviewer.title))
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.id) == application_id)
    ).first()
    if found is None or found[0].is_test:
        return None
    return found[0], found[1], found[2]


def on_applied(w: Work, event: ApplicationCreated) -> None:
    """Somebody came in by the public link; people who were invited or made for a demo are known already."""
    told = _told(w, event.application_id)
    if told is None or told[0].source != Source.LINK:
        return
    application, name, title = told
    service.notify(
        w,
        "applied",
        f"applied:{application.interviewer_id}",
        f"{name} applied for {title}",
        f"{{n}} new candidates for {title}",
        interviewer_id=application.interviewer_id,
        application_id=application.id,
    )


def on_import_finished(w: Work, event: ImportFinished) -> None:
    """A list of people was added: whoever started it is told what came of it."""
    if event.user_id is None:
        return
    title = w.session.execute(
        select(col(Interviewer.title)).where(col(Interviewer.id) == event.interviewer_id)
    ).scalar_one()
    one = f"{plural(event.added, 'person', 'people')} added to {title}"
    left = [f"{event.known:,} known already"] if event.known else []
    left += [f"{event.refused:,} refused"] if event.refused else []
    service.notify(
        w,
        "import_done",
        f"import:{event.import_id}",
        one,
        one,
        body=". ".join(left) + "." if left else "",
        interviewer_id=event.interviewer_id,
        count=1,
        only=[event.user_id],
    )


def on_job_over(w: Work, event: BulkJobFinished | BulkJobFailed) -> None:
    """A job on many candidates is over: whoever started it is told."""
    label = w.session.execute(select(col(BulkJob.label)).where(col(BulkJob.id) == event.job_id)).scalar_one()
    is_done = isinstance(event, BulkJobFinished)
    body = ""
    if isinstance(event, BulkJobFailed):
        body = event.reason
    elif event.has_file:
        body = "The file is ready. It is kept for 7 days."
    elif event.skipped:
        body = f"{plural(event.skipped, 'person was', 'people were')} passed over."
    one = f"{label}: {'done' if is_done else 'failed'}"
    service.notify(
        w,
        "job_done" if is_done else "job_failed",
        f"job:{event.job_id}",
        one,
        one,
        body=body,
        interviewer_id=event.interviewer_id,
        count=1,
        only=[event.user_id] if event.user_id is not None else [],
    )


def on_mentioned(w: Work, event: NoteWritten | NoteChanged) -> None:
    """A note names colleagues: they are told, with its first words."""
    found = w.session.execute(
        select(col(Note.body), col(Candidate.name))
        .join(Application, col(Application.id) == col(Note.application_id))
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .where(col(Note.id) == event.note_id)
    ).first()
    if found is None or not event.mentioned_ids:
        return
    body, name = found
    said = f"{w.actor.name or 'A colleague'} mentioned you on {name}"
    service.notify(
        w,
        "mention",
        f"note:{event.note_id}",
        said,
        said,
        body=body,
        interviewer_id=event.interviewer_id,
        application_id=event.application_id,
        count=1,
        only=event.mentioned_ids,
    )


def on_note_deleted(w: Work, event: NoteDeleted) -> None:
    """A note is gone: lines that quote it lose its words."""
    service.withdraw(w, f"note:{event.note_id}", "The note was deleted.")


def on_person_erased(w: Work, event: PersonErased) -> None:
    """A person is erased: lines that name them go."""
    service.forget(w, event.application_ids)


def on_completed(w: Work, event: InterviewCompleted) -> None:
    """Somebody finished all stages."""
    told = _told(w, event.application_id)
    if told is None:
        return
    application, name, title = told
    service.notify(
        w,
        "completed",
        f"completed:{application.interviewer_id}",
        f"{name} completed {title}",
        f"{{n}} completed interviews for {title}",
        body="The answers are being scored.",
        interviewer_id=application.interviewer_id,
        application_id=application.id,
    )


def on_scored(w: Work, event: ApplicationScored) -> None:
    """A score stands: it is written under the unread line of the completion, or a new line when that was read."""
    told = _told(w, event.application_id)
    if told is None:
        return
    application, name, title = told
    assert application.id is not None
    _settle_pending(w, application.interviewer_id)
    words = "Nothing could be scored." if event.score is None else f"Score {event.score}."
    knowing = service.add_detail(w, f"completed:{application.interviewer_id}", application.id, words)
    if event.state == ApplicationState.KNOCKED_OUT.value:
        return
    again = not event.is_first
    service.notify(
        w,
        "rescored" if again else "scored",
        f"{'rescored' if again else 'scored'}:{application.interviewer_id}",
        f"The score of {name} was updated" if again else f"{name} was scored for {title}",
        f"Scores updated for {{n}} candidates of {title}" if again else f"{{n}} new scores for {title}",
        body=f"{words} {title}" if again else words,
        interviewer_id=application.interviewer_id,
        application_id=application.id,
        skip=knowing,
    )


def on_scoring_failed(w: Work, event: ScoringFailed) -> None:
    """A score is missing; the line shows how many are missing now, however often each was tried."""
    told = _told(w, event.application_id)
    if told is None:
        return
    application, name, title = told
    service.notify(
        w,
        "scoring_failed",
        f"scoring_failed:{application.interviewer_id}",
        f"The evaluation of {name} is pending",
        f"{{n}} evaluations are pending for {title}",
        body=event.reason,
        interviewer_id=application.interviewer_id,
        application_id=application.id,
        count=max(1, _pending(w, application.interviewer_id)),
    )


def on_guest_verdict(w: Work, event: GuestVerdictGiven) -> None:
    """A guest gave their verdict: whoever made the link is told, but not what it was. A change tells nothing."""
    told = _told(w, event.application_id)
    if told is None or not event.is_first or event.user_id is None:
        return
    application, name, title = told
    guest = w.session.get_one(GuestLink, event.link_id).guest
    service.notify(
        w,
        "guest_verdict",
        f"guest:{event.link_id}",
        f"{guest} gave a verdict on {name}",
        f"{guest} gave a verdict on {name}",
        body=f"For {title}. You see it after giving your own.",
        interviewer_id=application.interviewer_id,
        application_id=application.id,
        only=[event.user_id],
    )


def _pending(w: Work, interviewer_id: int) -> int:
    return int(
        w.session.execute(
            select(func.count())
            .select_from(Application)
            .where(
                col(Application.interviewer_id) == interviewer_id,
                col(Application.evaluation) == EvaluationState.PENDING,
                ~col(Application.is_test),
            )
        ).scalar_one()
    )


def _settle_pending(w: Work, interviewer_id: int) -> None:
    """Settle the line about missing scores once none is missing."""
    if _pending(w, interviewer_id) == 0:
        service.settle(w, f"scoring_failed:{interviewer_id}")


def on_deadline(w: Work, event: InterviewerDeadlinePassed) -> None:
    """An interviewer takes no new candidates any more."""
    title = w.session.execute(
        select(col(Interviewer.title)).where(col(Interviewer.id) == event.interviewer_id)
    ).scalar_one_or_none()
    if title is None:
        return
    service.notify(
        w,
        "deadline",
        f"deadline:{event.interviewer_id}",
        f"{title} reached its deadline",
        f"{title} reached its deadline",
        body="New candidates are turned away. Extend it or clone it.",
        interviewer_id=event.interviewer_id,
        count=1,
    )


def on_deadline_near(w: Work, event: InterviewerDeadlineNear) -> None:
    """A deadline is a week or a day away: its subscribers are told."""
    left = "tomorrow" if event.days == 1 else f"in {event.days} days"
    words = "Extend it to keep it open for longer."
    _tell_subscribers(w, event.interviewer_id, "deadline_near", f"{{}} ends {left}", words)


def on_budget_reached(w: Work, event: InterviewerBudgetReached) -> None:
    """A budget is used up: the subscribers are told that nobody new comes in."""
    words = "Nobody new can start. Raise the budget to open it again."
    _tell_subscribers(w, event.interviewer_id, "budget", "{} is paused: its budget is used up", words)


def on_budget_near(w: Work, event: InterviewerBudgetNear) -> None:
    """Four fifths of a budget are spent: the subscribers are told while there is time."""
    home = w.session.get_one(Workspace, w.workspace_id)
    share = event.spend_micros * 100 // event.budget_micros
    left = exact(event.budget_micros - event.spend_micros, home.currency)
    words = f"{left} are left. Intake pauses when it is used up."
    _tell_subscribers(w, event.interviewer_id, "budget_near", f"{{}} has used {share} % of its budget", words)


def on_mail_failed(w: Work, reason: str) -> None:
    """A mail could not be delivered: whoever looks after the workspace is told (wiring brings it from outreach)."""
    service.notify(
        w,
        "mail_failed",
        MAIL_FAILED,
        "A mail could not be delivered",
        "{n} mails could not be delivered",
        body=reason,
        right="user:manage",
    )


def _tell_subscribers(w: Work, interviewer_id: int, kind: str, said: str, body: str) -> None:
    title = w.session.execute(
        select(col(Interviewer.title)).where(col(Interviewer.id) == interviewer_id)
    ).scalar_one_or_none()
    if title is None:
        return
    text = said.replace("{}", title)
    service.notify(
        w,
        kind,
        f"{kind.removesuffix('_near')}:{interviewer_id}",
        text,
        text,
        body=body,
        interviewer_id=interviewer_id,
        count=1,
        only={user.id for user in subscriptions.subscribers(w, interviewer_id) if user.id is not None},
    )
