"""Builds the app: theme, pages, API, gate, lifespan. No page code."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx

from milo_app import bootstrap, pages
from milo_app.api.edge import Edge
from milo_app.api.routes import make_api
from milo_app.components import shell
from milo_app.core.logs import quiet_logs
from milo_app.core.settings import settings
from milo_app.domain.interviews.ports import Interlocutor
from milo_app.jobs import schedule
from milo_app.state.access import Gate, explain
from milo_app.state.live import pokes
from milo_app.state.session import Shell, badges

quiet_logs()


@asynccontextmanager
async def ticking(app: Any = None) -> AsyncIterator[None]:
    """Deliver pokes and run the timetable while the server runs; a running job may finish when it stops."""
    pokes.start(asyncio.get_running_loop(), Shell.poked, badges)
    if settings().has_model:
        bootstrap.ports()[Interlocutor]  # begins to load the model libraries, so that the first candidate need not wait
    scheduler = schedule.start() if settings().jobs_in_server else None
    # What is loaded stays. A full collection that walks over all of it stops everybody for a quarter of a second.
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if scheduler is not None:
            await asyncio.to_thread(scheduler.shutdown, True)


app = rx.App(
    stylesheets=["/milo.css"],
    toaster=shell.toaster(),
    head_components=shell.head(),
    html_lang="en",
    backend_exception_handler=explain,
    api_transformer=[make_api(), Edge],
)
app.app_wraps.pop((5, "Overlay"))  # Milo says itself that the line is lost, without naming addresses
app.add_middleware(Gate())
app.register_lifespan_task(ticking)
pages.add_all(app)
