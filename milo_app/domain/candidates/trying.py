"""People who only try an interview: a colleague as a test candidate. They stand in no list and count in no figure."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlmodel import col

from milo_app.core.ids import short_key
from milo_app.core.text import ago, first_name
from milo_app.core.work import Work
from milo_app.domain.candidates.contact import LONGEST_NAME, name_key
from milo_app.domain.candidates.models import Application, Candidate, Source
from milo_app.domain.candidates.service import changed, fresh_progress
from milo_app.domain.candidates.words import band, state_word
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer, InterviewerVersion
from milo_app.domain.interviewers.versions import plan_of

TEST_DOMAIN = "milo.invalid"
"""Nobody can own an address under `.invalid` (RFC 2606), so nothing can ever be mailed to a test."""
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A test run in the list of them; `is_trial`: it took the draft, not a published version."""

    id: str
    name: str
    interviewer_id: str
    interviewer_title: str
    state: str
    state_word: str
    score: int | None
    band: str
    version: str
    is_trial: bool
    ago: str


def add_test_person(w: Work, interviewer: Interviewer, version_id: int) -> Application:
    """Make a test candidate named after whoever acts and put it into an interviewer, open to candidates or not."""
    assert interviewer.id is not None
    shown = f"Test of {first_name(w.actor.name) or 'a colleague'}"[:LONGEST_NAME]
    person = Candidate(
        workspace_id=w.workspace_id,
        name=shown,
        name_key=name_key(shown),
        email=f"test+{short_key()}{short_key()}@{TEST_DOMAIN}",
        tz=w.actor.tz[:60],
        created_at=w.now,
        is_test=True,
    )
    w.session.add(person)
    w.session.flush()
    assert person.id is not None
    application = Application(
        workspace_id=w.workspace_id,
        interviewer_id=interviewer.id,
        candidate_id=person.id,
        version_id=version_id,
        source=Source.TEST,
        is_test=True,
        progress=fresh_progress(plan_of(w, version_id)),
        invited_at=w.now,
        engaged_at=w.now,
    )
    w.session.add(application)
    w.session.flush()
    changed(w, application, "created")
    return application


def tests_of(w: Work) -> Select[Application]:
    """Return the select of the test applications that the actor may see: its own list, kept out of every other."""
    w.require("candidate:read")
    return select(Application).where(col(Application.workspace_id) == w.workspace_id, col(Application.is_test))


def trial_rows(w: Work, interviewer_public_id: str = "") -> list[TrialRow]:
    """Return the latest test runs, newest first: of one interviewer, or of the workspace. Raises `InterviewerNotFound`."""
    query = tests_of(w)
    if interviewer_public_id:
        query = query.where(col(Application.interviewer_id) == interviewers.pick(w, interviewer_public_id).id)
    joined = (
        query.join(Candidate, col(Candidate.id) == col(Application.candidate_id))
        .join(Interviewer, col(Interviewer.id) == col(Application.interviewer_id))
        .join(InterviewerVersion, col(InterviewerVersion.id) == col(Application.version_id))
        .with_only_columns(Application, Candidate, Interviewer, InterviewerVersion)
        .order_by(col(Application.id).desc())
        .limit(MOST_LISTED)
    )
    return [_row(w, *line) for line in w.session.execute(joined)]


def _row(w: Work, a: Application, person: Candidate, interviewer: Interviewer, version: InterviewerVersion) -> TrialRow:
    return TrialRow(
        id=a.public_id,
        name=person.name,
        interviewer_id=interviewer.public_id,
        interviewer_title=interviewer.title,
        state=a.state.value,
        state_word=state_word(a.state, a.evaluation),
        score=a.score,
        band=band(a.score),
        version="Draft" if version.is_trial else f"Version {version.number}",
        is_trial=version.is_trial,
        ago=ago(a.engaged_at, w.now),
    )
