"""Quotes and judgements in words go when a person is erased; the numbers stay, for figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import SQLModel, col

from milo_app.core.events import subscribe
from milo_app.core.outbox import OutboxItem
from milo_app.core.work import Work
from milo_app.domain.candidates.events import PersonErased
from milo_app.domain.interviews.erasing import on_person_erased as forget_answers
from milo_app.domain.scoring.guest_models import GuestLink, GuestVerdict
from milo_app.domain.scoring.models import Evaluation, Evidence, Highlight, ItemScore, Signal


def register() -> None:
    """Subscribe; bootstrap calls it once. Quotes point to answers and files, so they go before those."""
    subscribe(PersonErased, on_person_erased)
    subscribe(PersonErased, forget_answers)


def on_person_erased(w: Work, event: PersonErased) -> None:
    """Delete quotes, highlights, signals and guest links, and the words beside each score."""
    ids = list(event.application_ids)
    _delete(w, Evidence, col(Evidence.item_score_id).in_(select(col(ItemScore.id)).where(*_of(w, ItemScore, ids))))
    guests = select(col(GuestLink.id)).where(*_of(w, GuestLink, ids))
    _delete(w, GuestVerdict, col(GuestVerdict.link_id).in_(guests))
    for kind in (Highlight, Signal, GuestLink):
        _delete(w, kind, *_of(w, kind, ids))
    words = {"rationale": "", "found": "", "breakdown": {}}
    for kept, values in ((ItemScore, words), (Evaluation, {"raw": {}, "reason": ""})):
        w.session.execute(
            update(kept).where(*_of(w, kept, ids)).values(**values), execution_options={"synchronize_session": False}
        )
    for number in ids:
        _delete(w, OutboxItem, col(OutboxItem.key).startswith(f"evaluate:{number}:"))


def _of(w: Work, kind: Any, ids: list[int]) -> tuple[Any, ...]:
    return (kind.workspace_id == w.workspace_id, kind.application_id.in_(ids))


def _delete(w: Work, kind: type[SQLModel], *where: Any) -> None:
    mine = kind.workspace_id == w.workspace_id  # type: ignore[attr-defined]
    w.session.execute(delete(kind).where(mine, *where), execution_options={"synchronize_session": False})
