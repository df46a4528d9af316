"""Workspace, interviewers and their candidates."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from milo_app import bootstrap
from milo_app.api.v2.asking import After, Limit, Moment, Search, known_edge, known_id, plain, span
from milo_app.api.v2.candidate_shape import candidates
from milo_app.api.v2.keys import needs
from milo_app.api.v2.posting_shape import name_of, posting
from milo_app.api.v2.shapes import (
    CandidateShape,
    Many,
    One,
    Pagination,
    Posting,
    PostingStats,
    PostingSummary,
    WorkspaceShape,
    seconds,
)
from milo_app.core.work import Actor
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.candidates import feed as people
from milo_app.domain.interviewers import feed, queries
from milo_app.domain.interviewers.models import InterviewerTotals
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.scoring.feed import average_scores

router = APIRouter()
PLACE = "/api/v2"
AnyKey = Annotated[Actor, Depends(needs())]
Interviewers = Annotated[Actor, Depends(needs("interviewer:read"))]
Candidates = Annotated[Actor, Depends(needs("interviewer:read", "candidate:read"))]


@router.get("/workspaces")
def workspaces(actor: AnyKey) -> Many[WorkspaceShape]:
    """Return the one workspace of the key."""
    with bootstrap.read(actor) as w:
        row = accounts.workspace(w)
        shape = WorkspaceShape(
            id=row.public_id,
            name=row.name,
            slug=row.slug,
            timezone=row.tz,
            currency=row.currency,
            created_at=seconds(row.created_at),
        )
    return Many(data=[shape], pagination=Pagination(has_more=False, total_count=1, url=f"{PLACE}/workspaces"))


@router.get("/postings")
def postings(actor: Interviewers, limit: Limit = 20, starting_after: After = "", search: Search = "") -> Many[Posting]:
    """Return interviewers in every state, newest first."""
    with bootstrap.read(actor) as w:
        found = feed.newest(w, limit=limit, after=known_edge(starting_after), search=plain(search))
        stages = feed.stages(w, found.rows)
        place = accounts.workspace(w)
        data = [posting(row, stages[row.public_id], place) for row in found.rows]
    pagination = Pagination(has_more=found.has_more, total_count=found.total, url=f"{PLACE}/postings")
    return Many(data=data, pagination=pagination)


@router.get("/postings/list")
def summaries(
    actor: Interviewers, limit: Limit = 20, starting_after: After = "", search: Search = ""
) -> Many[PostingSummary]:
    """Return interviewers in a few words, newest first."""
    with bootstrap.read(actor) as w:
        found = feed.newest(w, limit=limit, after=known_edge(starting_after), search=plain(search))
        data = [PostingSummary(id=row.public_id, title=row.title, name=name_of(row)) for row in found.rows]
    pagination = Pagination(has_more=found.has_more, total_count=found.total, url=f"{PLACE}/postings/list")
    return Many(data=data, pagination=pagination)


@router.get("/postings/{posting_id}")
def one(actor: Interviewers, posting_id: str) -> One[Posting]:
    """Return an interviewer with its stages."""
    with bootstrap.read(actor) as w:
        row = queries.pick(w, known_id(posting_id))
        return One(data=posting(row, feed.stages(w, [row])[row.public_id], accounts.workspace(w)))


@router.get("/postings/{posting_id}/stats")
def stats(actor: Interviewers, posting_id: str) -> One[PostingStats]:
    """Return the figures of an interviewer; tests are left out."""
    with bootstrap.read(actor) as w:
        row = queries.pick(w, known_id(posting_id))
        assert row.id is not None
        totals = w.session.get(InterviewerTotals, row.id)
        means = average_scores(w, row.id)
        shape = PostingStats(
            posting_id=row.public_id,
            title=row.title,
            name=name_of(row),
            total_candidates=totals.invited if totals else 0,
            completed_interviews=totals.completed if totals else 0,
            average_interview_score=means.get(StageKind.WEB),
            average_resume_score=means.get(StageKind.RESUME),
        )
    return One(data=shape)


@router.get("/postings/{posting_id}/candidates")
def applied(
    actor: Candidates,
    posting_id: str,
    limit: Limit = 20,
    starting_after: After = "",
    created_after: Moment = "",
    created_before: Moment = "",
) -> Many[CandidateShape]:
    """Return the candidates of an interviewer, those invited last first; tests are left out."""
    since, before = span(created_after, created_before)
    with bootstrap.read(actor) as w:
        row = queries.pick(w, known_id(posting_id))
        found = people.newest(w, row, limit=limit, after=known_edge(starting_after), since=since, before=before)
        data = candidates(w, row, found.rows)
    url = f"{PLACE}/postings/{posting_id}/candidates"
    return Many(data=data, pagination=Pagination(has_more=found.has_more, total_count=found.total, url=url))
