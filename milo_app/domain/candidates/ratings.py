"""What colleagues make of somebody: a rating per criterion and a verdict, hidden from others until they gave theirs.

Hidden means that it is not read: a count is all that is told of what a reader may not see yet. Who may not rate at all
cannot be swayed by what others think and sees everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core.errors import Denied, Invalid
from milo_app.core.text import ago, initials, plain
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import queries
from milo_app.domain.candidates.events import CandidateRated, VerdictGiven, VerdictWithdrawn
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.service import changed
from milo_app.domain.candidates.team_models import Rating, Verdict, VerdictValue
from milo_app.domain.interviewers.versions import QuestionSpec, plan_of

RATINGS = {1: "Below", 2: "Partly", 3: "Meets", 4: "Exceeds"}
VERDICTS = {
    VerdictValue.DEFINITELY: "Definitely",
    VerdictValue.YES: "Yes",
    VerdictValue.UNSURE: "Unsure",
    VerdictValue.NO: "No",
}
MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A colleague's verdict."""

    name: str
    initials: str
    value: str
    word: str
    comment: str
    ago: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """What was rated on one criterion: the reader's own (0: not yet), and that of others once it may be seen."""

    own: int = 0
    others: tuple[tuple[str, int], ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the team makes of an application, as one reader may see it. `ratings` stand by question id.

    `hidden` counts the verdicts of others that the reader sees after giving one.
    """

    can_rate: bool = False
    verdict: str = ""
    comment: str = ""
    others: tuple[VerdictRow, ...] = ()
    hidden: int = 0
    ratings: dict[int, RatingRow] = field(default_factory=dict)


def rate(w: Work, public_id: str, question: str, value: int) -> None:
    """Rate one criterion, named by the key of its question; 0 takes one's own rating back."""
    w.require("note:write")
    if value not in (0, *RATINGS):
        raise Invalid("A rating is Below, Partly, Meets or Exceeds.", field="rating")
    application = queries.pick(w, public_id)
    spec = _criterion(w, application, question)
    mine = (
        col(Rating.application_id) == application.id,
        col(Rating.question_id) == spec.id,
        col(Rating.user_id) == _me(w),
    )
    row = w.session.scalars(select(Rating).where(*mine)).one_or_none()
    if (row.value if row else 0) == value:
        return
    if value == 0:
        w.session.execute(delete(Rating).where(*mine))
    elif row is None:
        made = {"application_id": application.id or 0, "question_id": spec.id, "user_id": _me(w)}
        w.session.add(Rating(workspace_id=w.workspace_id, **made, value=value, at=w.now))
    else:
        row.value, row.at = value, w.now
        w.session.add(row)
    w.session.flush()
    w.publish(CandidateRated(**_ids(w, application), question_id=spec.id, value=value))
    changed(w, application, "team")


def give(w: Work, public_id: str, value: str, comment: str = "") -> None:
    """Give one's verdict, or change it; an empty comment is fine."""
    w.require("note:write")
    try:
        chosen = VerdictValue(value)
    except ValueError as error:
        raise Invalid("A verdict is Definitely, Yes, Unsure or No.", field="verdict") from error
    words = plain(comment).strip()
    if len(words) > MOST_CHARACTERS:
        raise Invalid(
            f"The comment holds {MOST_CHARACTERS:,} characters.", field="comment", do="Write a note for more."
        )
    application = queries.pick(w, public_id)
    row = w.session.scalars(select(Verdict).where(*_mine(w, application))).one_or_none()
    if row is None:
        row = Verdict(
            workspace_id=w.workspace_id,
            application_id=application.id or 0,
            user_id=_me(w),
            value=chosen,
            comment=words,
            at=w.now,
        )
    elif (row.value, row.comment) == (chosen, words):
        return
    row.value, row.comment, row.at = chosen, words, w.now
    w.session.add(row)
    w.session.flush()
    w.publish(VerdictGiven(**_ids(w, application), value=chosen.value))
    changed(w, application, "team")


def take_back(w: Work, public_id: str) -> None:
    """Take one's verdict back; what others think is hidden again."""
    w.require("note:write")
    application = queries.pick(w, public_id)
    taken = w.session.execute(delete(Verdict).where(*_mine(w, application))).rowcount  # type: ignore[attr-defined]
    if taken:
        w.publish(VerdictWithdrawn(**_ids(w, application)))
        changed(w, application, "team")


def opinions(w: Work, application: Application) -> Opinions:
    """Return what the team makes of an application that was read already, as this reader may see it."""
    me = w.actor.user_id
    can_rate = me is not None and w.actor.can("note:write")
    verdicts = list(
        w.session.execute(
            select(Verdict, col(User.name))
            .join(User, col(User.id) == col(Verdict.user_id))
            .where(col(Verdict.application_id) == application.id)
            .order_by(col(Verdict.at), col(Verdict.id))
        )
    )
    own = next((verdict for verdict, _ in verdicts if verdict.user_id == me), None)
    others = [(verdict, name) for verdict, name in verdicts if verdict.user_id != me]
    is_open = own is not None or not can_rate
    return Opinions(
        can_rate=can_rate,
        verdict=own.value.value if own else "",
        comment=own.comment if own else "",
        others=tuple(_verdict(w, verdict, name) for verdict, name in others) if is_open else (),
        hidden=0 if is_open else len(others),
        ratings=_ratings(w, application, can_rate),
    )


def _ratings(w: Work, application: Application, can_rate: bool) -> dict[int, RatingRow]:
    found: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    query = (
        select(col(Rating.question_id), col(Rating.user_id), col(User.name), col(Rating.value))
        .join(User, col(User.id) == col(Rating.user_id))
        .where(col(Rating.application_id) == application.id)
        .order_by(col(Rating.id))
    )
    for question_id, user_id, name, value in w.session.execute(query):
        found[int(question_id)].append((int(user_id), str(name), int(value)))
    rows: dict[int, RatingRow] = {}
    for question_id, given in found.items():
        own = next((value for user_id, _, value in given if user_id == w.actor.user_id), 0)
        others = tuple((name, value) for user_id, name, value in given if user_id != w.actor.user_id)
        is_open = bool(own) or not can_rate
        rows[question_id] = RatingRow(own, others if is_open else (), 0 if is_open else len(others))
    return rows


def _verdict(w: Work, row: Verdict, name: str) -> VerdictRow:
    return VerdictRow(name, initials(name), row.value.value, VERDICTS[row.value], row.comment, ago(row.at, w.now))


def _criterion(w: Work, application: Application, key: str) -> QuestionSpec:
    for stage in plan_of(w, application.version_id).stages:
        for question in stage.questions:
            if question.key == key and question.plan.is_scored:
                return question
    raise Invalid("There is no such criterion.", do="Reload the page.")


def _mine(w: Work, application: Application) -> tuple[Any, ...]:
    return (col(Verdict.application_id) == application.id, col(Verdict.user_id) == _me(w))


def _me(w: Work) -> int:
    if w.actor.user_id is None:
        raise Denied("Only a person of the team can do this.")
    return w.actor.user_id


def _ids(w: Work, application: Application) -> dict[str, Any]:
    return {"application_id": application.id, "interviewer_id": application.interviewer_id, "at": w.now}
