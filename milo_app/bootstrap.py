"""The one place that chooses adapters, subscribes event handlers and hands out units of work."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy.exc import OperationalError

from milo_app import orm
from milo_app.core.clock import Clock, SystemClock
from milo_app.core.db import TenantSession, all_tenants, engine_for, in_workspace
from milo_app.core.errors import Unavailable
from milo_app.core.events import committed
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work, system
from milo_app.wiring import chosen_ports, subscribe_all

log = logging.getLogger("milo")
assert orm.metadata.tables  # every model is imported before the first session


@lru_cache(maxsize=1)
def ports() -> Mapping[type[Any], Any]:
    """Return the adapters of this process, by port."""
    return chosen_ports(settings())


@lru_cache(maxsize=1)
def clock() -> Clock:
    """Return the clock of this process."""
    return SystemClock()


@contextmanager
def work(actor: Actor, at: Clock | None = None, adapters: Mapping[type[Any], Any] | None = None) -> Iterator[Work]:
    """Open a transaction for an actor; commits at the end, then runs what waits for the commit. Any error rolls back."""
    with _session(actor, write=True) as session:
        w = Work(session=session, actor=actor, clock=at or clock(), ports=adapters or ports())
        try:
            yield w
            session.commit()
        except OperationalError as error:
            session.rollback()
            raise told(error) from error
        except BaseException:
            session.rollback()
            raise
    w.run_after_commit()
    committed()


@contextmanager
def read(actor: Actor, at: Clock | None = None) -> Iterator[Work]:
    """Open a read-only unit of work: it does not queue behind writers and is never committed."""
    with _session(actor, write=False) as session:
        try:
            yield Work(session=session, actor=actor, clock=at or clock(), ports=ports())
        except OperationalError as error:
            raise told(error) from error
        finally:
            session.rollback()


@contextmanager
def _session(actor: Actor, *, write: bool) -> Iterator[TenantSession]:
    subscribe_all()
    engine = engine_for(settings().database)
    bound = engine if write else engine.execution_options(write=False)
    scope = all_tenants() if actor.workspace_id is None and actor.kind == "system" else in_workspace(actor.workspace_id)
    with scope, TenantSession(bound, expire_on_commit=False) as session:
        yield session


def told(error: OperationalError) -> Exception:
    """Turn what a database says when it cannot go on into a sentence; other errors stay as they are."""
    text = str(error.orig).lower()
    if "locked" in text or "busy" in text:
        return Unavailable("The database is busy.", safe="Nothing was changed.", do="Try again in a moment.")
    if "full" in text or "no space" in text:
        return Unavailable(
            "The disk is full.", safe="Nothing was lost.", do="Ask your admin to make room, then try again."
        )
    if "connect" in text or "server closed" in text or "terminating" in text:
        return Unavailable("The database does not answer.", safe="Nothing was changed.", do="Try again in a moment.")
    return error


def nobody(ip: str = "") -> Actor:
    """Return the actor of somebody who is not signed in: no workspace, no rights."""
    return Actor(kind="candidate", workspace_id=None, ip=ip)


__all__ = ["clock", "nobody", "ports", "read", "system", "told", "work"]
