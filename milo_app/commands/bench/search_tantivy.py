"""tantivy as the yardstick: the same people, the same questions, in the same run. It is no part of Milo.

The package is fetched for measuring only; where it cannot be had, that is said instead.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from milo_app.commands.bench.registry import Row, timing
from milo_app.commands.bench.search_stock import packages

PACKAGE = "tantivy==0.27.0"
_WRITER_BYTES = 256_000_000
_CHUNK = 5_000


def measure(
    folder: Path, people: int, engine: Any, questions: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[Row]:
    """Return build, size and times for questions by words and by nearly right words."""
    if not packages(PACKAGE):
        print(f"tantivy is not measured: {PACKAGE} cannot be installed here", file=sys.stderr, flush=True)
        return
    index, took = _index(folder / "tantivy", people)
    size = sum(file.stat().st_size for file in (folder / "tantivy").glob("*"))
    yield {
        "name": f"{people:,} tantivy: building the index",
        "value": round(took, 1),
        "unit": "s",
        "goal": None,
        "holds": True,
    }
    yield {
        "name": f"{people:,} tantivy: index",
        "value": round(size / 2**20),
        "unit": "MiB",
        "goal": None,
        "holds": True,
    }
    searcher = index.searcher()
    for name, asked in questions.items():
        wall: list[float] = []
        busy: list[float] = []
        answered = 0
        for home, text in asked:
            begun, cpu = time.perf_counter(), time.thread_time()
            answered += _ask(index, searcher, home, text, name)
            wall.append(1000 * (time.perf_counter() - begun))
            busy.append(1000 * (time.thread_time() - cpu))
        yield timing(f"{people:,} tantivy: {name} ({answered} of {len(asked)} answered)", wall, None, busy)


def _schema() -> Any:
    import tantivy  # type: ignore[import-not-found]

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True, fast=True)
    builder.add_text_field("home", tokenizer_name="raw", index_option="basic")
    for field in ("name", "email", "tags", "city", "body"):
        builder.add_text_field(field, stored=field == "name", index_option="freq")
    builder.add_text_field("parts", tokenizer_name="parts", index_option="position")
    builder.add_text_field("digits", tokenizer_name="parts", index_option="position")
    return builder.build()


def _index(folder: Path, people: int) -> tuple[Any, float]:
    import tantivy

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    index = tantivy.Index(_schema(), str(folder))
    parts = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3, False)).filter(tantivy.Filter.lowercase()).build()
    index.register_tokenizer("parts", parts)
    begun = time.perf_counter()
    writer = index.writer(_WRITER_BYTES, 1)
    for document in _documents():
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, time.perf_counter() - begun


def _documents() -> Iterator[Any]:
    import tantivy

    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.search import documents
    from milo_app.domain.search.folding import digits, joined
    from milo_app.domain.search.ports import Kind

    for home in range(1, 21):
        last = 0
        while True:
            with bootstrap.read(system(None)) as w:
                ids = documents.ids_after(w, home, Kind.CANDIDATE, last, _CHUNK)
                found = [one for at in range(0, len(ids), 500) for one in documents.people(w, home, ids[at : at + 500])]
            if not ids:
                break
            last = ids[-1]
            for one in found:
                yield tantivy.Document(
                    id=one.id, home=str(home), name=joined(one.name), email=joined(one.email), tags=joined(" ".join(one.tags)),
                    city=joined(one.city), body=joined(one.body), parts=one.email, digits=digits(one.phone),
                )  # fmt: skip


def _ask(index: Any, searcher: Any, home: int, text: str, name: str) -> bool:
    from milo_app.domain.search.folding import words

    query = _query(index, home, text, words(text), name)
    result = searcher.search(query, 10)
    for _, address in result.hits:
        searcher.doc(address)
    return bool(result.hits)


def _query(index: Any, home: int, text: str, terms: list[str], name: str) -> Any:
    """Ask as one would there: nearly right words by its own automata, parts of addresses by groups of three letters."""
    import tantivy

    query, occur, schema = tantivy.Query, tantivy.Occur, index.schema
    must = [(occur.Must, query.term_query(schema, "home", str(home)))]
    if name.startswith(("e-mail", "phone")):
        field = "parts" if name.startswith("e-mail") else "digits"
        pieces = [text[at : at + 3] for at in range(len(text) - 2)]
        return query.boolean_query([*must, *((occur.Must, query.term_query(schema, field, one)) for one in pieces)])
    distance = 2 if "2 typos" in name else 1 if "typo" in name else 0
    for at, term in enumerate(terms):
        if distance and len(term) > 3:
            part = query.fuzzy_term_query(schema, "name", term, distance=distance, transposition_cost_one=True)
        elif at == len(terms) - 1 and ("prefix" in name or "begun" in name):
            part = query.regex_query(schema, "name", f"{term}.*")
        else:
            fields = ("name", "tags", "city", "body")
            part = query.boolean_query([(occur.Should, query.term_query(schema, field, term)) for field in fields])
        must.append((occur.Must, part))
    return query.boolean_query(must)
