"""Change a row only while it is still what the caller saw, so that two processes cannot both do the same thing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, inspect, update
from sqlmodel import Session, SQLModel


def change_if(session: Session, row: SQLModel, *conditions: Any, **values: Any) -> bool:
    """Set `values` in one UPDATE that also tests `conditions`; False, with nothing changed, when they no longer hold.

    The row is read again afterwards either way, so that the caller goes on with what is stored.
    """
    session.flush()
    kind = type(row)
    mapper = inspect(kind)
    keys = [
        column == value for column, value in zip(mapper.primary_key, mapper.primary_key_from_instance(row), strict=True)
    ]
    done = session.execute(
        update(kind).where(*keys, *conditions).values(**values).execution_options(synchronize_session=False)
    )
    session.refresh(row)
    assert isinstance(done, CursorResult)
    return bool(done.rowcount)
