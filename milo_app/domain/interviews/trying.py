"""Taking an interview as a test candidate: the real pages, the real scoring, and no figure that moves."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.work import Work
from milo_app.domain.candidates.trying import add_test_person
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.trials import Which, version_to_try
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews import entry
from milo_app.domain.interviews.events import TestRunStarted
from milo_app.domain.interviews.runs import ensure_run


@dataclass(frozen=True, slots=True)
class Tried:
    """A test run that waits to be taken: the cookie's value, the page, and the id of the application."""

    token: str
    path: str
    application: str


def start_test(w: Work, interviewer_public_id: str, which: Which = "live") -> Tried:
    """Begin a test run of an interviewer in whatever state it is; a draft is frozen as a trial first.

    Needs interviewer:update. Raises `InterviewerNotFound` and `NotReadyToTry`.
    """
    w.require("interviewer:update")
    interviewer = interviewers.pick(w, interviewer_public_id)
    version_id = version_to_try(w, interviewer, which)
    application = add_test_person(w, interviewer, version_id)
    stages = plan_of(w, version_id).stages
    if stages:
        ensure_run(w, application, stages[0])
    assert application.id is not None and interviewer.id is not None
    w.publish(TestRunStarted(application_id=application.id, interviewer_id=interviewer.id, at=w.now))
    secret = entry.sit(w, application, is_proven=True)
    return Tried(secret, entry.place(w, application.id), application.public_id)
