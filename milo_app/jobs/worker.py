"""Claims outbox rows and runs their handlers, each outside any transaction, finished under its fence."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta

from milo_app import bootstrap
from milo_app.core import outbox
from milo_app.core.errors import MiloError
from milo_app.core.outbox import Claimed, GiveUp, Retry
from milo_app.core.work import system

log = logging.getLogger("milo.jobs")
OWNER = f"{socket.gethostname()}:{os.getpid()}"[:64]
BATCH = 4
LEASE = timedelta(minutes=10)
Handlers = Mapping[str, Callable[[Claimed], None]]

_busy: dict[str, threading.Lock] = defaultdict(threading.Lock)


def lanes(handlers: Handlers) -> dict[str, Handlers]:
    """Return the kinds apart: a model endpoint that hangs must not hold back mail."""
    return {kind: {kind: handler} for kind, handler in handlers.items()}


def drain(handlers: Handlers) -> int:
    """Do what is due until nothing is, and return how many rows were handled. A second call meanwhile returns at once."""
    busy = _busy[",".join(sorted(handlers))]
    if not busy.acquire(blocking=False):
        return 0
    done = 0
    try:
        while batch := _claim(handlers):
            for item in batch:
                _handle(handlers[item.kind], item)
                done += 1
    finally:
        busy.release()
    return done


def _claim(handlers: Handlers) -> list[Claimed]:
    with bootstrap.read(system(None)) as w:
        if not outbox.anything_due(w.session, w.now, list(handlers)):
            return []
    with bootstrap.work(system(None)) as w:
        return outbox.claim(w.session, OWNER, w.now, kinds=list(handlers), limit=BATCH, lease=LEASE)


def _handle(handler: Callable[[Claimed], None], item: Claimed) -> None:
    """Run one handler; its error decides between another try and the end. The reason stays on the row for people."""
    try:
        handler(item)
    except GiveUp as end:
        _settle(item, str(end), final=True)
    except Retry as again:
        _settle(item, str(again), after=again.after)
    except MiloError as error:
        _settle(item, error.sentence())
    except Exception as error:  # an unforeseen error must not stop the worker; the row keeps it
        log.exception("job %s %s failed", item.kind, item.id)
        _settle(item, f"{type(error).__name__}: {error}")
    else:
        with bootstrap.work(system(None)) as w:
            outbox.finish(w.session, item, w.now)


def _settle(item: Claimed, reason: str, *, after: timedelta | None = None, final: bool = False) -> None:
    with bootstrap.work(system(None)) as w:
        outbox.fail(w.session, item, w.now, reason, after=after, final=final)
