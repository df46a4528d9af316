"""Mails that follow from what happened elsewhere."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.ids import digest
from milo_app.core.text import full_time, plural, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.events import AccountLinkMade
from milo_app.domain.accounts.models import LinkKind, Membership, User, Workspace
from milo_app.domain.candidates import links
from milo_app.domain.candidates.events import PersonalLinkIssued, PersonErased
from milo_app.domain.candidates.models import Application, Candidate, Source
from milo_app.domain.interviewers.events import InterviewerBudgetReached, InterviewerDeadlineNear
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion
from milo_app.domain.interviews import retakes
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.outreach import completions, deadlines, erasing, service

PATHS = {LinkKind.RESET.value: "/reset/{}", LinkKind.SIGN_IN.value: "/enter/{}"}
_TEMPLATES = {LinkKind.RESET.value: "password_reset", LinkKind.SIGN_IN.value: "sign_in_link"}
_PURPOSES = {
    "invitation": "invitation",
    "welcome": "welcome",
    "resend": "resume_link",
    "deadline": "deadline_reminder",
    "retake": "retake",
    "nudge": "nudge",
}


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(AccountLinkMade, on_account_link)
    subscribe(PersonalLinkIssued, on_personal_link)
    subscribe(InterviewCompleted, on_completed)
    subscribe(InterviewCompleted, completions.on_completed)
    subscribe(PersonErased, erasing.on_person_erased)
    subscribe(InterviewerDeadlineNear, deadlines.on_deadline_near)
    subscribe(InterviewerBudgetReached, deadlines.on_budget_reached)


def on_account_link(w: Work, event: AccountLinkMade) -> None:
    """Mail a single-use link to its owner, in the name of the workspace that the event was told in."""
    if event.kind not in _TEMPLATES:
        return
    user = w.session.get(User, event.user_id)
    member = w.session.execute(
        select(Membership).where(col(Membership.user_id) == event.user_id).order_by(col(Membership.id)).limit(1)
    ).scalar_one_or_none()
    if user is None or member is None:
        return
    context = {"name": user.name, "link": PATHS[event.kind].format(event.token)}
    to = service.To(user.email, user.name, user_id=user.id)
    service.queue_in(w, member.workspace_id, _TEMPLATES[event.kind], to, context, f"link:{digest(event.token)[:40]}")


def _reader(w: Work, application_id: int) -> tuple[Application, Candidate, Interviewer] | None:
    """Return who gets mail for an application; None for tests and for people who were made for a demo."""
    found = w.session.execute(
        select(Application, Candidate, Interviewer)
        .join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .where(col(Application.id) == application_id)
    ).first()
    if found is None or found[0].source == Source.DEMO or found[1].is_test or found[1].erased_at is not None:
        return None
    return found[0], found[1], found[2]


def on_personal_link(w: Work, event: PersonalLinkIssued) -> None:
    """Mail a candidate the personal link that was just made."""
    found = _reader(w, event.application_id)
    if found is None or event.purpose not in _PURPOSES:
        return
    application, person, interviewer = found
    home = w.session.get(Workspace, application.workspace_id)
    version = w.session.execute(
        select(InterviewerVersion).where(col(InterviewerVersion.id) == application.version_id)
    ).scalar_one_or_none()
    context = {"name": person.name, "interviewer": interviewer.title, "link": links.path(event.token)}
    if version is not None and version.minutes:
        context["minutes"] = plural(version.minutes, "minute")
    if interviewer.deadline_at is not None and home is not None:
        context["deadline"] = short_date(interviewer.deadline_at, home.tz, w.now)
    key = f"personal:{digest(event.token)[:40]}"
    if event.purpose == links.LinkPurpose.DEADLINE.value and interviewer.deadline_at is not None and home is not None:
        context["deadline"] = f"{full_time(interviewer.deadline_at, home.tz)} ({home.tz})"
        key = deadlines.reminder_key(application, interviewer.deadline_at)
    if event.purpose == links.LinkPurpose.RETAKE.value and (opens_at := retakes.opens_at(w, application)) > w.now:
        tz = person.tz or (home.tz if home else "UTC")
        context["from"] = f"{full_time(opens_at, tz)} ({tz})"
    to = service.To(person.email, person.name, application_id=application.id)
    service.queue(w, _PURPOSES[event.purpose], to, context, key)


def on_completed(w: Work, event: InterviewCompleted) -> None:
    """Thank a candidate, once per attempt."""
    found = _reader(w, event.application_id)
    if found is None or found[0].is_test:
        return
    application, person, interviewer = found
    to = service.To(person.email, person.name, application_id=application.id)
    context = {"name": person.name, "interviewer": interviewer.title}
    service.queue(w, "completion", to, context, f"completion:{application.public_id}:{event.attempt}")
