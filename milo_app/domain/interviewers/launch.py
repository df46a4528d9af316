"""What is settled beside the plan before an interviewer goes live: its link name and its last day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.deadlines import check_deadline
from milo_app.domain.interviewers.errors import SlugTaken
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.publishing import check_slug, suggest_slug
from milo_app.domain.interviewers.terms import StaleTerms, move_deadline, terms


def choose_slug(w: Work, public_id: str, slug: str) -> str:
    """Keep a link name for a draft and return it in its tidy form; a live one changes its link when it is published.

    Raises `SlugTaken` with a free name, and `Invalid` for what holds no letter or digit.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    checked = check_slug(w, slug, public_id)
    if not checked.slug:
        raise Invalid(checked.sentence, field="slug", do=f"“{checked.suggestion}” is free.")
    if not checked.is_free:
        raise SlugTaken(checked.slug, checked.suggestion)
    if row.state != InterviewerState.DRAFT or row.slug == checked.slug:
        return checked.slug
    try:
        with w.session.begin_nested():
            change_if(w.session, row, col(Interviewer.state) == InterviewerState.DRAFT, slug=checked.slug)
    except IntegrityError as error:
        raise SlugTaken(checked.slug, suggest_slug(w, checked.slug, row.id)) from error
    return checked.slug


def choose_deadline(w: Work, public_id: str, moment: datetime | None, seen: datetime | None) -> None:
    """Set when intake closes: at once for a live interviewer, from going live on for a draft; `seen` is what stood there.

    None means "one month after going live" for a draft and is refused for a live one. Raises `Invalid` for a moment
    that has passed or lies more than five years away, and `StaleTerms` when a colleague changed it meanwhile.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.state != InterviewerState.DRAFT:
        if moment is None:
            raise Invalid("A live interviewer has a deadline.", field="deadline", do="Choose a later day instead.")
        if moment != seen:
            move_deadline(w, public_id, seen, moment)
        return
    if moment is not None:
        check_deadline(w, moment)
    same = col(Interviewer.deadline_at).is_(None) if seen is None else col(Interviewer.deadline_at) == seen
    is_draft = col(Interviewer.state) == InterviewerState.DRAFT
    if not change_if(w.session, row, is_draft, same, deadline_at=moment):
        raise StaleTerms(terms(w, public_id))
