"""The database: column types that mean the same on SQLite and PostgreSQL, the engine, and the tenancy hook.

Two rules live here. Writes begin with BEGIN IMMEDIATE (a deferred transaction that reads and then writes fails under
load on SQLite). And a query over a table with a workspace is refused without one: the hook below adds
`workspace_id = :current` to every ORM select, update and delete, and refuses to flush a row of another workspace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC as utc_zone
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Executable,
    Integer,
    MetaData,
    Table,
    bindparam,
    create_engine,
    event,
)
from sqlalchemy import Enum as SAEnum
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState, UOWTransaction, with_loader_criteria
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, Session, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING


class UTC(TypeDecorator[datetime]):
    """An aware moment: timestamptz on PostgreSQL, integer microseconds on SQLite. A naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the storage of the dialect."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn a moment into what the database stores."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(utc_zone)
        return int(value.timestamp()) * 1_000_000 + value.microsecond if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Turn what the database stores into a moment in UTC."""
        if value is None:
            return None
        if dialect.name != "sqlite":
            return value.astimezone(utc_zone)  # type: ignore[no-any-return]
        return datetime.fromtimestamp(value // 1_000_000, utc_zone).replace(microsecond=value % 1_000_000)


Json: JSON = JSON().with_variant(JSONB(), "postgresql")


def text_enum(kind: type[Enum]) -> SAEnum:
    """Return a column type that stores an Enum's values as text of at most 24 characters on both databases."""
    return SAEnum(
        kind,
        native_enum=False,
        values_callable=lambda members: [member.value for member in members],
        length=24,
        create_constraint=False,
        validate_strings=True,
    )


class Tenant(SQLModel):
    """What every table of a workspace inherits: the column that the tenancy hook filters by."""

    workspace_id: int = Field(foreign_key="workspace.id", index=False, nullable=False)


_workspace: ContextVar[int | None] = ContextVar("milo_workspace", default=None)
_all_tenants: ContextVar[bool] = ContextVar("milo_all_tenants", default=False)


class NoWorkspace(RuntimeError):
    """A query over workspace tables ran without a workspace in context."""


@contextmanager
def in_workspace(workspace_id: int | None) -> Iterator[None]:
    """Run with the given workspace as the only visible one."""
    mark = _workspace.set(workspace_id)
    wide = _all_tenants.set(False)
    try:
        yield
    finally:
        _all_tenants.reset(wide)
        _workspace.reset(mark)


@contextmanager
def all_tenants() -> Iterator[None]:
    """Look across workspaces: only for sign-in, links, claiming jobs and installation-wide commands."""
    mark = _all_tenants.set(True)
    try:
        yield
    finally:
        _all_tenants.reset(mark)


@lru_cache(maxsize=1)
def _tenant_tables() -> tuple[type[Tenant], ...]:
    found: list[type[Tenant]] = []
    todo = list(Tenant.__subclasses__())
    while todo:
        kind = todo.pop()
        todo.extend(kind.__subclasses__())
        if hasattr(kind, "__table__"):
            found.append(kind)
    return tuple(found)


class TenantSession(Session):
    """A session that knows which workspace it works for."""


class OnlyThisWorkspace(CriteriaOption):
    """One option of a statement that stands for `with_loader_criteria` of every table of a workspace.

    Every table gets its criterion, since tables that are only joined are not named by the statement. One by one they
    took 0.3 ms of each statement: the key of SQLAlchemy's cache was made of all. Here it is made of the one value that
    changes. The base class is SQLAlchemy's own; tests/domain/test_tenancy.py holds both to the same SQL.
    """

    _traverse_internals = [("here", InternalTraversal.dp_clauseelement)]
    propagate_to_loaders = True

    def __init__(self, workspace_id: int) -> None:
        self.here = bindparam("workspace", workspace_id, Integer(), unique=True)
        self.each = tuple(
            with_loader_criteria(kind, kind.workspace_id == self.here, include_aliases=True)  # type: ignore[arg-type]
            for kind in _tenant_tables()
        )

    def process_compile_state(self, compile_state: Any) -> None:
        """Add the criteria where a statement is compiled."""
        for one in self.each:
            one.process_compile_state(compile_state)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        """Add them where a statement was given other columns."""
        for one in self.each:
            one.process_compile_state_replaced_entities(compile_state, mapper_entities)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Add them to an update or delete."""
        for one in self.each:
            one.get_global_criteria(attributes)


@lru_cache(maxsize=256)
def _only(workspace_id: int) -> OnlyThisWorkspace:
    return OnlyThisWorkspace(workspace_id)


def _names_tenant_table(statement: Any) -> bool:
    tables = {kind.__table__ for kind in _tenant_tables()}  # type: ignore[attr-defined]
    return any(part in tables for part in visitors.iterate(statement) if isinstance(part, Table))


@event.listens_for(TenantSession, "do_orm_execute")
def _only_this_workspace(state: ORMExecuteState) -> None:
    if _all_tenants.get() or state.is_column_load or state.is_relationship_load or not state.is_orm_statement:
        return
    if not (state.is_select or state.is_update or state.is_delete):
        return
    current = _workspace.get()
    if current is None:
        if not _names_tenant_table(state.statement):
            return
        raise NoWorkspace("a query needs a workspace, or `all_tenants()` where it is meant to look across them")
    state.statement = state.statement.options(_only(current))


@event.listens_for(TenantSession, "before_flush")
def _refuse_other_workspaces(session: Session, context: UOWTransaction, instances: Any) -> None:
    if _all_tenants.get():
        return
    current = _workspace.get()
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, Tenant) and row.workspace_id != current:
            raise NoWorkspace(f"cross-workspace write to {type(row).__name__}")


def columns(session: Session, query: Executable, given: Mapping[str, Any] | None = None) -> Sequence[Any]:
    """Run a select of columns that names its workspace itself, past the hook, and return its rows.

    For pages of lists, which ask several times at every click: what the hook and the ORM add costs more than the rows.
    """
    session.flush()
    return session.connection().execute(query, given).all()


def raw_columns(session: Session, query: Executable) -> Sequence[Any]:
    """Run a select like `columns`, and return what the driver gave, moments as it stores them (`moment_of` reads one).

    For tens of thousands of lines that are counted and sorted here: making objects of them costs more than reading them.
    """
    session.flush()
    return session.connection().execute(query).cursor.fetchall()


def is_sqlite(session: Session) -> bool:
    """Whether a session speaks to SQLite, for the few queries that are written differently for PostgreSQL."""
    return session.get_bind().dialect.name == "sqlite"


def moment_of(session: Session, stored: Any) -> datetime | None:
    """Return a moment that `raw_columns` gave."""
    return UTC().process_result_value(stored, session.get_bind().dialect)


class _SQLiteWithHints(SQLiteCompiler):
    """Writes `INDEXED BY` where a query asks for it by `with_hint`; SQLAlchemy leaves hints out on SQLite."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        """Return the hint as it was given."""
        return text


def make_engine(url: str) -> Engine:
    """Return an engine with the pragmas of data.md section 4 on SQLite and a bounded pool on PostgreSQL.

    Errors name the statement and never its values: those are people's data, and errors end up in the log.
    """
    if url.startswith("sqlite"):
        engine = create_engine(
            url, connect_args={"timeout": 10, "check_same_thread": False}, pool_size=12, hide_parameters=True
        )
        engine.dialect.statement_compiler = _SQLiteWithHints
        _tune_sqlite(engine)
        return engine
    return create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we emit BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "cache_size=-65536",
            "mmap_size=1073741824",
            "temp_store=MEMORY",
        ):
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def analyze(connection: Connection) -> None:
    """Let the database look at its tables, so that it chooses indexes by what is in them and not by a guess.

    SQLite does this only when it is told, and reads every index for it: ten seconds at a million applications.
    """
    connection.exec_driver_sql("ANALYZE")


_engines: dict[str, Engine] = {}


def engine_for(url: str) -> Engine:
    """Return the one engine of this process for an address."""
    if url not in _engines:
        _engines[url] = make_engine(url)
    return _engines[url]


def dispose_engines() -> None:
    """Close every pool (tests, and before a restore)."""
    for engine in _engines.values():
        engine.dispose()
    _engines.clear()
