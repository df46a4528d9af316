"""The search among 100,000 and a million people in twenty workspaces: time, recall, freshness, size; tantivy beside it.

Times are those of `service.find` in a read transaction of its own, as a recruiter, with hits read again from the
database. Questions are made from people of the largest and of a small workspace by a seed.
"""

from __future__ import annotations

import gc
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from milo_app.commands.bench import search_stock as stock
from milo_app.commands.bench.interviewers import recruiter
from milo_app.commands.bench.registry import Row, timing

SIZES = (100_000, 1_000_000)
GOAL_MS, UPDATE_MS, FRESH_MS = 20.0, 5.0, 1_000.0
RECALL = {1: 0.98, 2: 0.95}
ROUNDS, COMPARED, UPDATES, FRESH = 200, 250, 300, 60
_ALIKE = 0.75
_IN_RESUMES = ("warehouse", "kitchen", "cloud")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Person:
    """Somebody to ask for."""

    workspace_id: int
    name: str
    email: str
    phone: str


def measure(applications: int = 0) -> list[Row]:
    """Return the rows for both sizes, or for one that is asked for."""
    rows: list[Row] = []
    for people in (applications,) if applications else SIZES:
        with stock.opened(people) as folder:
            rows += _measured(folder, people)
    return rows


def _measured(folder: Path, people: int) -> Iterator[Row]:
    engine = _engine()
    yield from _built(folder, people, engine)
    asked = _people()
    for name, questions in _questions(asked).items():
        yield _asked(f"{people:,}: {name}", questions)
    for mistakes in (1, 2):
        yield _recall(people, engine, asked, mistakes)
    yield _updates(people, engine)
    yield _fresh(people, engine)
    from milo_app.commands.bench import search_tantivy

    yield from search_tantivy.measure(folder, people, engine, _questions(asked))


def _engine() -> Any:
    from milo_app import bootstrap
    from milo_app.domain.search.engines import Engines

    return bootstrap.ports()[Engines].primary


def _built(folder: Path, people: int, engine: Any) -> Iterator[Row]:
    """Build the index once and remember how long that took; a later run measures on the same one."""
    from milo_app.adapters.index_sqlite.layout import LAYOUT
    from milo_app.jobs import search_index

    kept = folder / f"built-{LAYOUT}.json"
    if engine.cursor() is None or not kept.exists():
        begun, busy = time.perf_counter(), time.thread_time()
        (keeper,) = search_index.keepers()
        keeper.hold()
        keeper.indexer.rebuild()
        taken = {"wall": time.perf_counter() - begun, "cpu": time.thread_time() - busy}
        kept.write_text(json.dumps(taken | {"size": engine.place.size()}))
    built = json.loads(kept.read_text())
    yield told(f"{people:,}: building the index (CPU {built['cpu']:.0f} s)", round(built["wall"], 1), "s")
    yield told(f"{people:,}: index", round(built["size"] / 2**20), "MiB")


def told(name: str, value: float, unit: str, goal: float | None = None, *, holds: bool = True) -> Row:
    """Return the row of a figure that is no timing."""
    return {"name": name, "value": value, "unit": unit, "goal": goal, "holds": holds}


def _people() -> list[Person]:
    """Choose people of the largest workspace and of a small one, written in Latin letters."""
    from sqlalchemy import text

    from milo_app import bootstrap
    from milo_app.core.work import system

    rng = random.Random(5)  # noqa: S311 - the same questions each time
    found: list[Person] = []
    with bootstrap.read(system(None)) as w:
        connection = w.session.connection()
        homes = connection.execute(text("SELECT workspace_id, min(id), max(id) FROM candidate GROUP BY 1")).all()
        for home, first, last in (homes[0], homes[7]):
            ids = rng.sample(range(first, last + 1), min(900, last - first))
            query = text(
                "SELECT workspace_id, name, email, phone FROM candidate WHERE workspace_id = :home "
                "AND id IN (SELECT value FROM json_each(:ids))"
            )
            rows = connection.execute(query, {"home": home, "ids": json.dumps(ids)})
            found += [Person(*row) for row in rows if row.name.isascii()]
    rng.shuffle(found)
    return found


def mistyped(rng: random.Random, text: str, mistakes: int) -> str:
    """Return a text with so many letters changed, left out, put in or swapped, anywhere."""
    for _ in range(mistakes):
        at = rng.choice([at for at, sign in enumerate(text) if sign != " "])
        kind = rng.randrange(4)
        letter = rng.choice(_LETTERS.replace(text[at], ""))
        if kind == 0:
            text = text[:at] + letter + text[at + 1 :]
        elif kind == 1:
            text = text[:at] + text[at + 1 :]
        elif kind == 2:
            text = text[:at] + letter + text[at:]
        elif at + 1 < len(text) and text[at + 1] not in (" ", text[at]):
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        else:
            text = text[:at] + letter + text[at + 1 :]
    return text


def _questions(people: Sequence[Person]) -> dict[str, list[tuple[int, str]]]:
    rng = random.Random(6)  # noqa: S311 - the same questions each time
    ways: dict[str, Callable[[Person], str]] = {
        "prefix of 1 to 4 letters": lambda one: one.name.split()[rng.randrange(2)][: rng.randint(2, 4)],
        "exact last name": lambda one: one.name.split()[1],
        "two words": lambda one: one.name,
        "two words, the last begun": lambda one: f"{one.name.split()[0]} {one.name.split()[1][:1]}",
        "1 typo": lambda one: mistyped(rng, one.name.lower(), 1),
        "2 typos": lambda one: mistyped(rng, one.name.lower(), 2),
        "one word, 1 typo": lambda one: mistyped(rng, one.name.split()[1].lower(), 1),
        "e-mail, its beginning": lambda one: one.email[: rng.randint(8, 14)],
        "e-mail, its middle": lambda one: one.email[(at := rng.randint(2, 8)) : at + 7],
        "phone, last digits": lambda one: one.phone[-rng.randint(6, 9) :],
        "word of resumes and city": lambda one: (
            f"{rng.choice(('warehouse', 'kitchen', 'cloud'))} {one.email.split('@')[1].split('.')[0]}"
        ),
    }
    return {
        name: [(one.workspace_id, way(one)) for one in people[number * 7 : number * 7 + ROUNDS]]
        for number, (name, way) in enumerate(ways.items())
    }


def _asked(name: str, questions: Sequence[tuple[int, str]]) -> Row:
    from milo_app import bootstrap
    from milo_app.domain.search import service
    from milo_app.domain.search.asked import Asked

    taken: list[float] = []
    computed: list[float] = []
    answered = 0
    gc.collect()
    for number, (home, text) in enumerate((*questions[:5], *questions)):
        begun, busy = time.perf_counter(), time.thread_time()
        with bootstrap.read(recruiter(home)) as w:
            found = service.find(w, Asked(text))
        if number >= 5:
            answered += bool(found.candidates)
            taken.append(1000 * (time.perf_counter() - begun))
            computed.append(1000 * (time.thread_time() - busy))
    return timing(f"{name} ({answered} of {len(questions)} answered)", taken, GOAL_MS, computed)


def _recall(people: int, engine: Any, asked: Sequence[Person], mistakes: int) -> Row:
    """Compare the first ten hits with what comparing every name of the workspace finds; names equally alike are equal."""
    import sqlite3

    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    from milo_app.adapters.index_sqlite.layout import id_of, span
    from milo_app.domain.search.folding import joined
    from milo_app.domain.search.ports import Kind, Scope, SearchRequest

    rng = random.Random(9 + mistakes)  # noqa: S311 - the same questions each time
    names: dict[int, dict[int, str]] = {}
    with sqlite3.connect(engine.place.current()) as connection:
        for home in {one.workspace_id for one in asked}:
            rows = connection.execute(
                "SELECT id, name FROM s_name WHERE id BETWEEN ? AND ?", span(home, Kind.CANDIDATE)
            )
            names[home] = {id_of(number): name for number, name in rows}
    expected = got = 0
    for one in asked[:COMPARED]:
        text = joined(mistyped(rng, one.name.lower(), mistakes))
        all_names = names[one.workspace_id]
        best = process.extract(text, all_names, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=10)
        if not best:
            continue
        page = engine.search(Scope(one.workspace_id), SearchRequest(text, frozenset({Kind.CANDIDATE})))
        least = min(score for _, score, _ in best) - 1e-9
        alike = [OSA.normalized_similarity(text, all_names[hit.id]) for hit in page.hits[Kind.CANDIDATE]]
        expected += len(best)
        got += min(len(best), sum(score >= least for score in alike))
    recall = round(got / max(1, expected), 4)
    goal = RECALL[mistakes]
    return told(f"{people:,}: recall@10, {mistakes} typo(s)", recall, "", goal, holds=recall >= goal)


def _updates(people: int, engine: Any) -> Row:
    """Change one document after the other, as the indexer does, and put each back."""
    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.search import documents
    from milo_app.domain.search.ports import Document, Kind
    from milo_app.domain.search.queue import Changed

    at = engine.cursor()
    with bootstrap.read(system(None)) as w:
        ids = random.Random(3).sample(range(1, people // 5), UPDATES)  # noqa: S311 - the same people each time
        found = documents.read(w, [Changed(1, Kind.CANDIDATE.value, one) for one in ids])
    taken: list[float] = []
    computed: list[float] = []
    for number, document in enumerate(one for one in found if isinstance(one, Document)):
        for change in (replace(document, name=f"{document.name} Changed{number}"), document):
            begun, busy = time.perf_counter(), time.thread_time()
            engine.apply([change], at)
            taken.append(1000 * (time.perf_counter() - begun))
            computed.append(1000 * (time.thread_time() - busy))
        engine.tidy()
    return timing(f"{people:,}: one update", taken, UPDATE_MS, computed)


def _fresh(people: int, engine: Any) -> Row:
    """From the commit of a change until it can be found, with the timetable at work."""
    from sqlalchemy import update
    from sqlmodel import col

    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.candidates.models import Candidate
    from milo_app.domain.search.ports import Kind, Scope, SearchRequest
    from milo_app.jobs import schedule

    def renamed(number: int, name: str) -> None:
        with bootstrap.work(system(1)) as w:
            w.session.execute(update(Candidate).where(col(Candidate.id) == number).values(name=name))

    scheduler = schedule.start(schedule.SEARCH)
    rng = random.Random(4)  # noqa: S311 - the same people each time
    taken: list[float] = []
    try:
        for number in rng.sample(range(1, people // 5), FRESH):
            word = f"fresh{number}x{rng.randrange(10**6)}"
            time.sleep(rng.random() * 0.3)
            renamed(number, f"Somebody {word}")
            begun = time.perf_counter()
            while not engine.search(Scope(1), SearchRequest(word, frozenset({Kind.CANDIDATE}))).hits[Kind.CANDIDATE]:
                time.sleep(0.005)
                if time.perf_counter() - begun > 30:
                    break
            taken.append(1000 * (time.perf_counter() - begun))
            renamed(number, f"Somebody {number}")
    finally:
        scheduler.shutdown(wait=True)
    return timing(f"{people:,}: from commit to found", taken, FRESH_MS)
