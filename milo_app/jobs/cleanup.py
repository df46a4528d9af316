"""Removes what has served: old sessions, links, sign-in attempts, outbox rows, trials and files of exports."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core import held
from milo_app.core.outbox import OutboxItem, OutboxState
from milo_app.core.work import system
from milo_app.domain.accounts.models import AccountLink, AuthSession, SignInAttempt, Workspace
from milo_app.domain.candidates import bulk_work
from milo_app.domain.candidates.models import PersonalLink
from milo_app.domain.interviews.models import CandidateSession
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.notifications import devices
from milo_app.domain.outreach import service as outreach
from milo_app.domain.scoring import trying
from milo_app.domain.search import queue as search

KEEP = timedelta(days=7)


def sweep() -> int:
    """Delete rows that ended more than a week ago and return how many."""
    gone = 0
    with bootstrap.work(system(None)) as w:
        past = w.now - KEEP
        gone += devices.end_sessions(w)
        for statement in (
            delete(SignInAttempt).where(col(SignInAttempt.at) < past),
            delete(AccountLink).where(col(AccountLink.expires_at) < past),
            delete(AuthSession).where(col(AuthSession.expires_at) < past),
            delete(CandidateSession).where(col(CandidateSession.expires_at) < past),
            delete(PersonalLink).where(col(PersonalLink.expires_at) < past),
            delete(OutboxItem).where(col(OutboxItem.state) == OutboxState.DONE, col(OutboxItem.done_at) < past),
        ):
            gone += int(w.session.execute(statement).rowcount)  # type: ignore[attr-defined]
        gone += outreach.forget_secrets(w)
        gone += search.forget_old(w)
        homes = list(w.session.scalars(select(col(Workspace.id))))
    store = bootstrap.ports()[FileStore]
    for home in homes:
        with bootstrap.work(system(home)) as w:
            gone += trying.forget_trials(w)
            gone += bulk_work.expire(w, store.delete)
    return gone + store.sweep() + held.sweep() + bulk_work.sweep()
