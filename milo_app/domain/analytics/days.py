"""The tier of days for a whole workspace in one statement, instead of a walk through every raw row.

SQLite knows no zones, and the zones of a PostgreSQL server may be older than ours. So the clock changes of the zone are
found here and written into the statement: the same days as `core.clock` gives, on both databases.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import CursorResult, text

from milo_app.core.clock import zone
from milo_app.core.work import Work

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(hours=6)
"""No zone changes its clock twice within this time."""

_FILL = """
INSERT INTO rollup_day (workspace_id, interviewer_id, day,
    invited, started, completed, invited_completed, scored, score_sum, spend_micros)
SELECT :workspace, interviewer_id, {shown}, sum(invited), sum(started), sum(completed), sum(invited_completed),
    sum(scored), sum(score_sum), sum(spend)
FROM (
    SELECT interviewer_id, {invited_day} AS day, count(*) AS invited, 0 AS started, 0 AS completed,
        count(completed_at) AS invited_completed, 0 AS scored, 0 AS score_sum, 0 AS spend
    FROM application WHERE workspace_id = :workspace AND NOT is_test GROUP BY 1, 2
    UNION ALL
    SELECT interviewer_id, {started_day}, 0, count(*), 0, 0, 0, 0, 0
    FROM application WHERE workspace_id = :workspace AND NOT is_test AND started_at IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT interviewer_id, {completed_day}, 0, 0, count(*), 0, count(score), coalesce(sum(score), 0), 0
    FROM application WHERE workspace_id = :workspace AND NOT is_test AND completed_at IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT interviewer_id, {spent_day}, 0, 0, 0, 0, 0, 0, sum(-micros)
    FROM ledger_entry
    WHERE workspace_id = :workspace AND micros < 0 AND interviewer_id IS NOT NULL GROUP BY 1, 2
) cells
GROUP BY interviewer_id, day
"""


def fill_days(w: Work, tz: str) -> int:
    """Write every cell of this workspace, of which there must be none yet, and return how many there are."""
    is_sqlite = w.session.get_bind().dialect.name == "sqlite"
    until = w.now.year + 1
    statement = _FILL.format(
        shown="date(day * 86400, 'unixepoch')" if is_sqlite else "day",
        **{
            f"{name}_day": day_of(column, tz, until, is_sqlite=is_sqlite)
            for name, column in (
                ("invited", "invited_at"),
                ("started", "started_at"),
                ("completed", "completed_at"),
                ("spent", "at"),
            )
        },
    )
    done = w.session.connection().execute(text(statement), {"workspace": w.workspace_id})
    assert isinstance(done, CursorResult)
    return int(done.rowcount)


def day_of(column: str, tz: str, until: int, *, is_sqlite: bool) -> str:
    """Return SQL for the local day of a moment: days since 1970 on SQLite, a date on PostgreSQL."""
    changes = clock_changes(tz, until)
    # The latest first: most moments are recent and are compared with few changes.
    cases = "".join(
        f" WHEN {column} >= {_moment(at, is_sqlite=is_sqlite)} THEN {offset}" for at, offset in reversed(changes[1:])
    )
    shift = f"CASE{cases} ELSE {changes[0][1]} END" if cases else str(changes[0][1])
    if is_sqlite:
        return f"({column} / 1000000 + {shift}) / 86400"
    return f"CAST(timezone('UTC', {column}) + ({shift}) * interval '1 second' AS date)"


def _moment(at: datetime, *, is_sqlite: bool) -> str:
    seconds = int(at.timestamp())
    return str(seconds * 1_000_000) if is_sqlite else f"to_timestamp({seconds})"


@lru_cache(maxsize=64)
def clock_changes(tz: str, until: int) -> tuple[tuple[datetime, int], ...]:
    """Return from when on which offset from UTC holds, in seconds: from 1970 up to the end of the year `until`."""
    place = zone(tz)

    def offset(moment: datetime) -> int:
        away = moment.astimezone(place).utcoffset()
        return int(away.total_seconds()) if away else 0

    found = [(_FIRST, offset(_FIRST))]
    at, end = _FIRST, datetime(until + 1, 1, 1, tzinfo=UTC)
    while at < end:
        low, at = at, at + _STEP
        if offset(at) == found[-1][1]:
            continue
        high = at
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
            low, high = (middle, high) if offset(middle) == found[-1][1] else (low, middle)
        found.append((high, offset(high)))
    return tuple(found)
