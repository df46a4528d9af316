"""Files that are taken along: memory and time of an export of 100,000 people, of a printed report, and of a package.

Memory is what Python holds at the most while the file is written, by `tracemalloc`; times are taken without it.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from milo_app.commands.bench.registry import Row, timing
from milo_app.commands.bench.stock import DATABASES, Stock, open_stock
from milo_app.core.work import Actor

PEOPLE, PACKED, PRINTED = 100_000, 200, 60
GOAL_MB, GOAL_PRINT_MS = 100.0, 150.0


def measure(applications: int = PEOPLE, packed: int = PACKED, databases: tuple[str, ...] = DATABASES) -> list[Row]:
    """Return peak memory and seconds of each kind of file."""
    rows: list[Row] = []
    for kind in databases:
        with open_stock(Stock(kind, applications, 200)) as home, TemporaryDirectory() as folder:
            target, reader = Path(folder) / "out", _reader(home)
            rows += _exports(kind, reader, target)
            if kind == "sqlite":
                rows += _printing(reader)
                rows += _package(reader, target, packed)
    return rows


def _reader(workspace_id: int) -> Actor:
    from milo_app.domain.accounts.models import Role
    from milo_app.domain.accounts.permissions import granted

    return Actor("user", workspace_id, None, "Bench", Role.RECRUITER.value, granted(Role.RECRUITER), tz="UTC")


def _taken(name: str, run: Callable[[], object], target: Path) -> list[Row]:
    begun = time.perf_counter()
    run()
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    try:
        run()
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    size = target.stat().st_size / 1e6
    return [
        {"name": f"{name}: memory", "value": round(peak, 1), "unit": "MB", "goal": GOAL_MB, "holds": peak <= GOAL_MB},
        {"name": f"{name}: time", "value": round(seconds, 1), "unit": "s", "goal": None, "holds": True},
        {"name": f"{name}: file", "value": round(size, 1), "unit": "MB", "goal": None, "holds": True},
    ]


def _exports(kind: str, reader: Actor, target: Path) -> list[Row]:
    from milo_app import bootstrap
    from milo_app.domain.candidates import export, listing
    from milo_app.domain.candidates.filters import ApplicationFilter

    def run(form: export.Form) -> None:
        with bootstrap.read(reader) as w:
            chosen = export.columns(w)
            ids = listing.ids_of(w, None, ApplicationFilter())
        export.write(lambda: bootstrap.read(reader), target, ids, chosen, form)

    return [
        *_taken(f"{kind}: CSV of everybody", lambda: run("csv"), target),
        *_taken(f"{kind}: JSON of everybody", lambda: run("json"), target),
    ]


def _told(reader: Actor, most: int) -> list[int]:
    """Return applications that have answers: copies made in bulk have none, and print fast."""
    from sqlmodel import col, select

    from milo_app import bootstrap
    from milo_app.domain.interviews.models import Answer

    with bootstrap.read(reader) as w:
        query = select(Answer.application_id).distinct().order_by(col(Answer.application_id)).limit(most)
        return list(w.session.exec(query))


def _printing(reader: Actor) -> list[Row]:
    from milo_app import bootstrap
    from milo_app.domain.candidates.models import Application
    from milo_app.domain.scoring import printing
    from milo_app.domain.scoring.paper import PaperOptions
    from milo_app.domain.scoring.ports import ReportPrinter

    printer = bootstrap.ports()[ReportPrinter]
    taken: list[float] = []
    computed: list[float] = []
    for number, row_id in enumerate(_told(reader, PRINTED + 1)):
        begun, busy = time.perf_counter(), time.process_time()
        with bootstrap.read(reader) as w:
            paper = printing.paper(w, w.session.get_one(Application, row_id).public_id, PaperOptions())
        printer.pdf(paper)
        if number:
            taken.append(1000 * (time.perf_counter() - begun))
            computed.append(1000 * (time.process_time() - busy))
    return [timing("a report read and printed", taken, GOAL_PRINT_MS, computed)]


def _package(reader: Actor, target: Path, people: int) -> list[Row]:
    from milo_app import bootstrap
    from milo_app.domain.interviews.ports import FileStore
    from milo_app.domain.scoring import package
    from milo_app.domain.scoring.ports import ReportPrinter

    ids = _told(reader, people)

    def run() -> None:
        package.write(
            lambda: bootstrap.read(reader),
            target,
            ids,
            package.PackageChoices(resume=False),
            printer=bootstrap.ports()[ReportPrinter],
            store=bootstrap.ports()[FileStore],
        )

    return _taken(f"package of {len(ids)} reports", run, target)
