"""Time is UTC and is passed in; nothing in the domain reads the machine's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that moves only when told: for tests and for demo data written into the past."""

    at: datetime

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.at

    def advance(self, **delta: float) -> datetime:
        """Move forward by a timedelta given as keywords (`hours=2`) and return the new moment."""
        self.at += timedelta(**delta)
        return self.at


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone of that name, UTC where the name is unknown (a stored zone may leave the database)."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_day_bounds(day: date, tz: str) -> tuple[datetime, datetime]:
    """Return the UTC start and end of a local day; 23 or 25 hours apart where clocks change."""
    place = zone(tz)
    start = datetime.combine(day, time(0), place).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(0), place).astimezone(UTC)
    return start, end


def a_month_after(moment: datetime) -> datetime:
    """Return the same time one calendar month later, on the last day where that month is shorter."""
    year, month = (moment.year + 1, 1) if moment.month == 12 else (moment.year, moment.month + 1)
    for day in (moment.day, 30, 29, 28):
        try:
            return moment.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
