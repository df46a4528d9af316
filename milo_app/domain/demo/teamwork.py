"""What the team of the demo made of its people: notes that name a colleague, verdicts, and two cohorts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, delete, select

from milo_app.core.clock import FixedClock
from milo_app.core.text import first_name, fold
from milo_app.core.work import Work
from milo_app.domain.accounts.acting import actor_of
from milo_app.domain.accounts.models import Membership, MembershipState, Role, User
from milo_app.domain.candidates import notes, ratings
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.team_models import Cohort, CohortMember
from milo_app.domain.interviewers.models import Interviewer

SECOND_ROUND, LATER = "Second round", "Talk to again in spring"
COHORTS: Final = (SECOND_ROUND, LATER)
LOOKED_AT = 60
"""So many of those who finished last the team has looked at."""
_STRONG: Final = (
    ("Spoke clearly about a hard week. @{other} could you take the second talk?", "definitely"),
    ("Called back this morning, is free from the 1st. Let us be quick.", "yes"),
    ("Best answer to the customer question so far. Worth asking about weekends.", "definitely"),
    ("Good, and knows the tools. Salary is at the top of the range.", "yes"),
)
_FAIR: Final = (
    ("Likes the role, has little experience yet. Fine for the next opening.", "unsure"),
    ("{name} asked for part time. Keep in mind for spring.", "unsure"),
    ("Long way to the site; would move. @{other} what do you think?", "yes"),
)


def put(w: Work, clock: FixedClock, finished: Iterable[tuple[Application, Candidate, Interviewer]]) -> None:
    """Let colleagues write about the best of those who finished last, and gather some. Where nobody did, nothing is."""
    authors = _authors(w)
    if not authors:
        return
    now = clock.at
    scored = [(application, person) for application, person, _ in finished if application.score is not None]
    seen = sorted(scored, key=lambda one: (-(one[0].score or 0), one[0].id or 0))
    strong = seen[:7]
    fair = [one for one in seen[7:] if (one[0].score or 0) >= 45][:6]
    for words, people in ((_STRONG, strong[:4]), (_FAIR, fair[:3])):
        for number, ((application, person), (body, verdict)) in enumerate(zip(people, words, strict=False)):
            author, other = authors[number % len(authors)], authors[(number + 1) % len(authors)]
            clock.at = min(now, (application.completed_at or now) + timedelta(minutes=50 + 35 * number))
            one = replace(w, actor=actor_of(w, author.id))
            text = body.format(name=first_name(person.name), other=other.name)
            notes.write(one, application.public_id, text.replace(f"@{author.name} ", ""))
            ratings.give(one, application.public_id, verdict)
    clock.at = now
    _gather(w, SECOND_ROUND, [application for application, _ in strong], now - timedelta(days=20))
    _gather(w, LATER, [application for application, _ in fair], now - timedelta(days=60))


def _authors(w: Work) -> list[User]:
    query = (
        select(User)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(Membership.workspace_id) == w.workspace_id,
            col(Membership.state) == MembershipState.ACTIVE,
            col(Membership.role).in_([Role.RECRUITER, Role.ADMIN]),
        )
        .order_by(col(Membership.role).desc(), col(User.id))
        .limit(2)
    )
    return list(w.session.exec(query))


def _gather(w: Work, name: str, people: Iterable[Application], at: datetime) -> None:
    """Make a cohort, which has no maker, unless the workspace has one of that name."""
    taken = select(Cohort.id).where(col(Cohort.workspace_id) == w.workspace_id, col(Cohort.name_key) == fold(name))
    members = {row.candidate_id: row for row in people}
    if not members or w.session.exec(taken).first() is not None:
        return
    cohort = Cohort(workspace_id=w.workspace_id, name=name, name_key=fold(name), created_at=at)
    w.session.add(cohort)
    w.session.flush()
    for candidate_id, row in members.items():
        joined = CohortMember(
            workspace_id=w.workspace_id,
            cohort_id=cohort.id or 0,
            candidate_id=candidate_id,
            application_id=row.id or 0,
            added_at=row.completed_at or at,
        )
        w.session.add(joined)
    w.session.flush()


def remove(w: Work) -> None:
    """Delete the cohorts that the demo made and that hold nobody any more."""
    used = select(CohortMember.cohort_id).where(col(CohortMember.workspace_id) == w.workspace_id)
    w.session.execute(
        delete(Cohort).where(
            col(Cohort.workspace_id) == w.workspace_id,
            col(Cohort.name).in_(COHORTS),
            col(Cohort.created_by).is_(None),
            col(Cohort.id).not_in(used),
        ),
        execution_options={"synchronize_session": False},
    )
