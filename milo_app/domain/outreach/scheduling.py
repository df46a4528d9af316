"""The scheduling link of an interviewer, for people who were shortlisted: shown to recruiters, mailed when they say so.

A mail that was sent cannot be taken back, so the page asks first.
"""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.errors import Conflict, Invalid
from milo_app.core.work import Work
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.models import Candidate, Decision
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.outreach import service
from milo_app.domain.outreach.models import Message


@dataclass(frozen=True, slots=True)
class SchedulingLink:
    """The link of the version that the candidate answers (empty: none), and whether it may be used now."""

    url: str
    is_shortlisted: bool


def link_for(w: Work, application: str) -> SchedulingLink:
    """Return the scheduling link for a candidate; raises `NotFound`."""
    w.require("candidate:read")
    row = candidates.pick(w, application)
    url = plan_of(w, row.version_id).settings.scheduling_url
    return SchedulingLink(url, row.decision == Decision.SHORTLISTED)


def mail_link(w: Work, application: str) -> Message:
    """Mail the link to a shortlisted candidate; a second click within a minute sends nothing more.

    Raises `Conflict` for somebody who is not shortlisted, and `Invalid` where there is no link or no address.
    """
    w.require("outreach:send_email")
    row = candidates.pick(w, application)
    found = link_for(w, application)
    if not found.url:
        raise Invalid("This interviewer has no scheduling link.", do="Add one in its settings, under Basics.")
    if not found.is_shortlisted:
        raise Conflict("Only shortlisted people get the scheduling link.", do="Shortlist this person first.")
    person = w.session.get_one(Candidate, row.candidate_id)
    if not person.email:
        raise Invalid("This person has no email address.", do="Copy the link and send it another way.")
    title = w.session.get_one(Interviewer, row.interviewer_id).title
    to = service.To(person.email, person.name, application_id=row.id)
    minute = int(w.now.timestamp()) // 60
    context = {"name": person.name, "interviewer": title, "link": found.url}
    return service.queue(w, "scheduling", to, context, f"scheduling:{row.id}:{minute}")
