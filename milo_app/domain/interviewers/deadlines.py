"""From a typed day and time to the moment at which intake closes. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from milo_app.core.clock import local_day_bounds, zone
from milo_app.core.errors import Invalid


def moment_from(day: str, clock_time: str, tz: str) -> datetime | None:
    """Return the moment that a day ("2026-12-31") and a time ("17:30") name in a zone, in UTC; None without a day.

    Without a time the day's end is meant. Raises `Invalid` for what is no date or time, and for a time that the clocks
    skip when they go forward; of a time that comes twice when they go back, the later one is meant.
    """
    if not day.strip():
        if clock_time.strip():
            raise Invalid("There is a time without a day.", field="deadline", do="Choose the day as well.")
        return None
    try:
        when = date.fromisoformat(day.strip())
    except ValueError as error:
        raise Invalid(f"“{day[:20]}” is not a date.", field="deadline") from error
    if when.year > 9000:
        raise Invalid("That deadline is more than five years away.", field="deadline", do="Choose an earlier day.")
    if not clock_time.strip():
        return local_day_bounds(when, tz)[1]
    try:
        at = time.fromisoformat(clock_time.strip())
    except ValueError as error:
        raise Invalid(f"“{clock_time[:20]}” is not a time.", field="deadline", do="Write it like 17:30.") from error
    local = datetime.combine(when, at.replace(tzinfo=None), zone(tz)).replace(fold=1)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone(tz)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(
            f"{at:%H:%M} does not exist on that day in {tz}: the clocks go forward.",
            field="deadline",
            do="Choose another time.",
        )
    return moment


def as_typed(moment: datetime | None, tz: str) -> tuple[str, str]:
    """Return the day and time that name a moment in a zone; the end of a day is that day without a time."""
    if moment is None:
        return "", ""
    local = moment.astimezone(zone(tz))
    if local.time() == time(0):
        return (local.date() - timedelta(days=1)).isoformat(), ""
    return local.date().isoformat(), f"{local:%H:%M}"
