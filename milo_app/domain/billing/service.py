"""Writing the ledger. Entries are only ever added; a mistake is mended by another entry."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.billing.events import CreditsGranted, SpendBooked
from milo_app.domain.billing.models import LedgerEntry
from milo_app.domain.billing.prices import SERVICE_WORDS

MOST = 10**15
"""The largest single amount in micro-units; sums of many stay far inside 64 bits."""


def grant(w: Work, micros: int, source_key: str, note: str = "") -> bool:
    """Add credits; False when this `source_key` was booked already. Raises `Invalid` unless the amount is positive."""
    w.require("billing:manage")
    if micros <= 0:
        raise Invalid("Credits are a positive amount.", field="micros")
    is_new = _book(w, "grant", micros, source_key, note=note)
    if is_new:
        w.publish(CreditsGranted(micros=micros, note=note))
    return is_new


def charge(
    w: Work,
    service: str,
    micros: int,
    source_key: str,
    *,
    interviewer_id: int | None = None,
    application_id: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> bool:
    """Book spend of `micros` (0 or more) for a service; False when this `source_key` was booked already.

    A service that cost nothing leaves no entry. Called by the code that used the service, inside its transaction.
    """
    if service not in SERVICE_WORDS or service == "grant":
        raise Invalid("There is no service of this name.", field="service")
    if micros < 0:
        raise Invalid("Spend cannot be negative.", field="micros")
    if micros == 0:
        return False
    is_new = _book(
        w, service, -micros, source_key, interviewer_id=interviewer_id, application_id=application_id, note=note, at=at
    )
    if is_new:
        w.publish(
            SpendBooked(
                service=service,
                micros=micros,
                at=at or w.now,
                interviewer_id=interviewer_id,
                application_id=application_id,
            )
        )
    return is_new


def _book(
    w: Work,
    service: str,
    micros: int,
    source_key: str,
    *,
    interviewer_id: int | None = None,
    application_id: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> bool:
    if abs(micros) > MOST:
        raise Invalid("This amount is too large.", field="micros")
    if not source_key or len(source_key) > 100:
        raise Invalid("An entry needs a source key of at most 100 characters.", field="source_key")
    # Keys are unique over the installation, so each carries its workspace: equal causes in two workspaces never meet.
    key = f"{w.workspace_id}:{source_key}"
    if w.session.execute(select(col(LedgerEntry.id)).where(col(LedgerEntry.source_key) == key)).first():
        return False
    home = w.session.get(Workspace, w.workspace_id)
    w.session.add(
        LedgerEntry(
            workspace_id=w.workspace_id,
            at=at or w.now,
            service=service,
            micros=micros,
            currency=home.currency if home else "USD",
            interviewer_id=interviewer_id,
            application_id=application_id,
            source_key=key,
            note=one_line(note)[:200],
        )
    )
    w.session.flush()
    return True
