"""A query may name the index that SQLite is to read; PostgreSQL decides for itself."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.dialects import postgresql

from milo_app.core.db import make_engine

BOOKS = Table("book", MetaData(), Column("id", Integer), Column("author", Integer))
QUERY = select(BOOKS.c.id).with_hint(BOOKS, "INDEXED BY ix_book_author", "sqlite").where(BOOKS.c.author == 1)


def test_the_index_that_a_query_names_is_written_for_sqlite() -> None:
    said = str(QUERY.compile(dialect=make_engine("sqlite://").dialect))
    assert "FROM book INDEXED BY ix_book_author" in said


def test_the_hint_is_left_out_on_postgresql() -> None:
    assert "INDEXED" not in str(QUERY.compile(dialect=postgresql.dialect()))
