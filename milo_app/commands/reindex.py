"""`milo reindex`: build the search index anew, here or by the server that runs, and show how far it is."""

from __future__ import annotations

import time
from threading import Thread

from milo_app import bootstrap
from milo_app.commands.prepare import refuse_unmigrated
from milo_app.commands.terminal import give_up, progress, say
from milo_app.core.work import system
from milo_app.domain.search import status
from milo_app.jobs import search_index

_LOOK_S = 0.3


def run() -> None:
    """Ask for it, help where nobody else is at it, and wait for the end."""
    refuse_unmigrated()
    begun = time.monotonic()
    with bootstrap.work(system(None)) as w:
        status.want(w)
    with progress("Indexing") as step:
        helper: Thread | None = None
        while left := _left():
            if helper is None or not helper.is_alive():
                helper = Thread(target=search_index.keep, daemon=True)
                helper.start()
            for _, going_on in left:
                if going_on is not None and going_on.total:
                    step(going_on.done, going_on.total)
            time.sleep(_LOOK_S)
        if helper is not None:
            helper.join()
    with bootstrap.read(system(None)) as w:
        found = status.all_indexes(w)
    problems = [f"{one.name}: {one.problem}" for one in found if one.problem]
    if problems:
        give_up("; ".join(problems))
    for one in found:
        say(f"The {one.name} index holds {sum(one.documents.values()):,} documents ({time.monotonic() - begun:.1f} s).")


def _left() -> list[tuple[str, status.Progress | None]]:
    with bootstrap.read(system(None)) as w:
        return status.left_to_build(w)
