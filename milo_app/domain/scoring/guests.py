"""Guest verdicts: a link to chosen answers of one candidate, for somebody without an account.

Only the digest of a link's token is stored, so it can be read once, by whoever makes it. A verdict of a guest is hidden
like those of colleagues until the reader gave theirs.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core.db import all_tenants
from milo_app.core.errors import Gone, Invalid, NotFound
from milo_app.core.ids import digest, token
from milo_app.core.text import ago, full_time, one_line, plain
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.team_models import Verdict, VerdictValue
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.scoring import queries
from milo_app.domain.scoring.events import GuestLinkMade, GuestLinkRevoked, GuestVerdictGiven
from milo_app.domain.scoring.guest_models import GuestLink, GuestVerdict

DAYS, MOST_DAYS = 7, 30
MOST_LINKS = 20
LONGEST_NAME, LONGEST_MESSAGE, LONGEST_COMMENT = 120, 1_000, 2_000
WORDS = {
    VerdictValue.DEFINITELY: "Definitely",
    VerdictValue.YES: "Yes",
    VerdictValue.UNSURE: "Unsure",
    VerdictValue.NO: "No",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new link shows. `questions` are keys of questions with an answer; scores are left out unless asked for."""

    guest: str
    questions: tuple[str, ...]
    message: str = ""
    shows_score: bool = False
    shows_scorecard: bool = False
    is_blind: bool = False
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Choosable:
    """A question with an answer, which a guest may be shown."""

    key: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class GuestRow:
    """A link as the team sees it. `verdict` is a word, empty while there is none or while it is `hidden`."""

    id: str
    guest: str
    by: str
    made: str
    state: str
    until: str
    is_blind: bool
    verdict: str
    comment: str
    given: str
    hidden: bool


def path(secret: str) -> str:
    """Return the path of a guest's link; the origin comes from the settings."""
    return f"/guest/{secret}"


def choosable(w: Work, public_id: str) -> list[Choosable]:
    """Return the questions of an application that a guest may be shown: those with an answer in words."""
    w.require("candidate:export")
    return [
        Choosable(question.anchor.removeprefix("q-"), question.number, question.text)
        for stage in queries.report(w, public_id).stages
        for question in stage.questions
        if any(turn.kind == "answer" for turn in question.turns)
    ]


def create(w: Work, public_id: str, wanted: Wanted) -> str:
    """Make a link and return its token, which nothing else ever shows again. Needs candidate:export.

    Raises `Invalid` for a missing name, no answer, or a time that is not 1 to 30 days.
    """
    w.require("candidate:export")
    application = candidates.pick(w, public_id)
    guest = one_line(wanted.guest)
    if not 0 < len(guest) <= LONGEST_NAME:
        raise Invalid("Say for whom the link is.", field="guest")
    message = plain(wanted.message).strip()
    if len(message) > LONGEST_MESSAGE:
        raise Invalid(f"The message holds {LONGEST_MESSAGE:,} characters.", field="message")
    if not 1 <= wanted.days <= MOST_DAYS:
        raise Invalid(f"A link works for 1 to {MOST_DAYS} days.", field="days")
    known = {one.key for one in choosable(w, public_id)}
    if not (chosen := [key for key in wanted.questions if key in known]):
        raise Invalid("Choose at least one answer.", field="questions")
    if len(_links_of(w, application)) >= MOST_LINKS:
        raise Invalid(f"There are {MOST_LINKS} links for this candidate.", do="Revoke one that nobody needs.")
    secret = token()
    row = GuestLink(
        workspace_id=w.workspace_id,
        application_id=application.id or 0,
        token_hash=digest(secret),
        guest=guest,
        message=message,
        questions=_ids_of(w, application, chosen),
        options={"score": wanted.shows_score, "scorecard": wanted.shows_scorecard},
        # A blind reviewer cannot hand on what they may not see.
        is_blind=wanted.is_blind or w.actor.is_blind,
        created_by=w.actor.user_id,
        created_at=w.now,
        expires_at=w.now + timedelta(days=wanted.days),
    )
    w.session.add(row)
    w.session.flush()
    w.publish(
        GuestLinkMade(
            application_id=row.application_id,
            interviewer_id=application.interviewer_id,
            at=w.now,
            link_id=row.id or 0,
            is_blind=row.is_blind,
        )
    )
    return secret


def _ids_of(w: Work, application: Application, keys: Sequence[str]) -> list[int]:
    stages = plan_of(w, application.version_id).stages
    found = {question.key: question.id for stage in stages for question in stage.questions}
    return [found[key] for key in keys if key in found]


def _links_of(w: Work, application: Application) -> list[GuestLink]:
    query = (
        select(GuestLink)
        .where(col(GuestLink.workspace_id) == w.workspace_id, col(GuestLink.application_id) == application.id)
        .where(col(GuestLink.revoked_at).is_(None))
    )
    return list(w.session.scalars(query))


def rows(w: Work, public_id: str) -> list[GuestRow]:
    """Return the links to an application, newest first, each with its guest's verdict where the reader may see it."""
    w.require("application:read")
    application = candidates.pick(w, public_id)
    is_open = not w.actor.can("note:write") or _gave_verdict(w, application)
    query = (
        select(GuestLink, GuestVerdict, col(User.name))
        .outerjoin(GuestVerdict, col(GuestVerdict.link_id) == col(GuestLink.id))
        .outerjoin(User, col(User.id) == col(GuestLink.created_by))
        .where(col(GuestLink.workspace_id) == w.workspace_id, col(GuestLink.application_id) == application.id)
        .order_by(col(GuestLink.id).desc())
        .limit(50)
    )
    return [_row(w, link, verdict, name or "", is_open) for link, verdict, name in w.session.execute(query)]


def _gave_verdict(w: Work, application: Application) -> bool:
    mine = select(col(Verdict.id)).where(
        col(Verdict.workspace_id) == w.workspace_id,
        col(Verdict.application_id) == application.id,
        col(Verdict.user_id) == w.actor.user_id,
    )
    return w.session.execute(mine).first() is not None


def _row(w: Work, link: GuestLink, verdict: GuestVerdict | None, by: str, is_open: bool) -> GuestRow:
    shown = verdict if is_open else None
    return GuestRow(
        id=link.public_id,
        guest=(shown.name if shown and shown.name else "") or link.guest,
        by=by,
        made=ago(link.created_at, w.now),
        state=_state(link, w.now),
        until=full_time(link.expires_at, w.actor.tz),
        is_blind=link.is_blind,
        verdict=WORDS[shown.value] if shown else "",
        comment=shown.comment if shown else "",
        given=ago(verdict.at, w.now) if verdict else "",
        hidden=verdict is not None and not is_open,
    )


def _state(link: GuestLink, now: datetime) -> str:
    return "revoked" if link.revoked_at else "expired" if link.expires_at <= now else "open"


def revoke(w: Work, link_id: str) -> None:
    """Close a link at once; the verdict that was given stays. Needs candidate:export. Raises `NotFound`."""
    w.require("candidate:export")
    row = w.session.scalars(
        select(GuestLink).where(col(GuestLink.workspace_id) == w.workspace_id, col(GuestLink.public_id) == link_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such link.")
    if row.revoked_at is not None:
        return
    row.revoked_at = w.now
    w.session.add(row)
    w.session.flush()
    application = w.session.get_one(Application, row.application_id)
    w.publish(
        GuestLinkRevoked(
            application_id=row.application_id, interviewer_id=application.interviewer_id, at=w.now, link_id=row.id or 0
        )
    )


def forget(w: Work, ids: Any) -> None:
    """Delete links and what guests said; `ids` are application ids, or a select of them."""
    mine = (col(GuestLink.workspace_id) == w.workspace_id, col(GuestLink.application_id).in_(ids))
    said = (
        col(GuestVerdict.workspace_id) == w.workspace_id,
        col(GuestVerdict.link_id).in_(select(col(GuestLink.id)).where(*mine)),
    )
    for statement in (delete(GuestVerdict).where(*said), delete(GuestLink).where(*mine)):
        w.session.execute(statement, execution_options={"synchronize_session": False})


def opened(w: Work, secret: str) -> GuestLink:
    """Return the link that a token opens now, in any workspace.

    Raises `NotFound` for a token that nobody made, `Gone` for a link that is over.
    """
    sought = digest(secret) if 20 <= len(secret) <= 100 else ""
    with all_tenants():
        row = w.session.scalars(select(GuestLink).where(col(GuestLink.token_hash) == sought)).one_or_none()
    # The index has found it; comparing again in constant time keeps a wrong collation from ever letting somebody in.
    if row is None or not hmac.compare_digest(row.token_hash, sought):
        raise NotFound("This link opens nothing.", do="Ask whoever sent it for a new one.")
    if _state(row, w.now) != "open":
        raise Gone("This link has ended.", safe="A verdict that was given stays.", do="Ask for a new one.")
    return row


def give(w: Work, link: GuestLink, value: str, comment: str = "", name: str = "") -> GuestVerdict:
    """Keep or change what a guest says, while the link is open. Raises `Invalid`."""
    try:
        chosen = VerdictValue(value)
    except ValueError as error:
        raise Invalid("Choose Definitely, Yes, Unsure or No.", field="value") from error
    words, called = plain(comment).strip(), one_line(name)
    if len(words) > LONGEST_COMMENT:
        raise Invalid(f"The comment holds {LONGEST_COMMENT:,} characters.", field="comment")
    if len(called) > LONGEST_NAME:
        raise Invalid("This name is too long.", field="name")
    row = w.session.scalars(
        select(GuestVerdict).where(
            col(GuestVerdict.workspace_id) == w.workspace_id, col(GuestVerdict.link_id) == link.id
        )
    ).one_or_none()
    is_first = row is None
    if row is None:
        row = GuestVerdict(workspace_id=w.workspace_id, link_id=link.id or 0, value=chosen, at=w.now)
    row.value, row.comment, row.name, row.at = chosen, words, called, w.now
    w.session.add(row)
    w.session.flush()
    application = w.session.get_one(Application, link.application_id)
    interviewer = w.session.get_one(Interviewer, application.interviewer_id)
    w.publish(
        GuestVerdictGiven(
            application_id=link.application_id,
            interviewer_id=interviewer.id or 0,
            at=w.now,
            link_id=link.id or 0,
            user_id=link.created_by,
            value=chosen.value,
            is_first=is_first,
        )
    )
    return row
