"""Deadlines: read what a person typed, and move one by days. Every page uses this one reading."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from milo_app.core.clock import zone
from milo_app.core.errors import Invalid
from milo_app.core.work import Work

LONGEST_DEADLINE_DAYS = 5 * 366
LAST_MINUTE = time(23, 59)
_FAR = "That deadline is more than five years away."


def check_deadline(w: Work, moment: datetime) -> None:
    """Raise `Invalid` for a deadline that has passed or lies more than five years away."""
    if moment <= w.now:
        raise Invalid("That deadline has passed already.", field="deadline", do="Choose a day from tomorrow on.")
    if (moment - w.now).days > LONGEST_DEADLINE_DAYS:
        raise Invalid(_FAR, field="deadline", do="Choose an earlier day.")


def moment_from(day: str, clock_time: str, tz: str) -> datetime | None:
    """Return the moment, in UTC, of a day ("2026-12-24") and a time ("18:00") in a zone; None without a day.

    Without a time it is 23:59, the last minute of that day. A time that comes twice when clocks go back means the later
    one. Raises `Invalid` for what is no day or time, and for a time that clocks skip. Whether it lies ahead is for
    `check_deadline` to say.
    """
    if not day.strip():
        if clock_time.strip():
            raise Invalid("There is a time without a day.", field="deadline", do="Choose the day as well.")
        return None
    when, at = _day(day), _time(clock_time)
    place = zone(tz)
    local = datetime.combine(when, at, place).replace(fold=1)
    try:
        moment = local.astimezone(UTC)
        back = moment.astimezone(place)
    except OverflowError as error:
        raise Invalid(_FAR, field="deadline", do="Choose an earlier day.") from error
    if back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        opens = max(back, local.replace(fold=0).astimezone(UTC).astimezone(place))
        raise Invalid(
            f"There is no {at:%H:%M} on {when.day} {when:%b %Y} in {tz}: clocks go forward then.",
            field="deadline",
            do=f"Choose {opens:%H:%M}, or another day.",
        )
    return moment


def deadline_from(day_text: str, time_text: str | None, tz: str) -> datetime:
    """As `moment_from`, for a form in which a day has to be chosen."""
    moment = moment_from(day_text, time_text or "", tz)
    if moment is None:
        raise Invalid("Choose a day.", field="deadline", do="Write it as year, month and day, like 2026-12-24.")
    return moment


def as_typed(moment: datetime | None, tz: str) -> tuple[str, str]:
    """Return the day and time that name a moment in a zone; the end of a day is that day without a time."""
    if moment is None:
        return "", ""
    local = moment.astimezone(zone(tz))
    if local.time() == time(0):  # midnight, as other programs may write the end of a day
        return (local.date() - timedelta(days=1)).isoformat(), ""
    return local.date().isoformat(), "" if local.time() == LAST_MINUTE else f"{local:%H:%M}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(
            f"“{text.strip()[:20]}” is not a date.",
            field="deadline",
            do="Write it as year, month and day, like 2026-12-24.",
        ) from error


def _time(text: str) -> time:
    if not text.strip():
        return LAST_MINUTE
    try:
        return time.fromisoformat(text.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise Invalid(
            f"“{text.strip()[:20]}” is not a time.", field="deadline", do="Write hours and minutes, like 17:30."
        ) from error


def moved_by(deadline_at: datetime | None, now: datetime, days: int, tz: str) -> datetime:
    """Return a deadline moved by local days, at the same time of day; one that has passed moves from now."""
    if not 1 <= days <= LONGEST_DEADLINE_DAYS:
        raise Invalid("Extend by at least one day.", field="deadline", do="Choose a number of days from 1 on.")
    place = zone(tz)
    known = (deadline_at or now).astimezone(place)
    start = known.date() if deadline_at is not None and deadline_at > now else now.astimezone(place).date()
    local = datetime.combine(start + timedelta(days=days), known.time(), place).replace(fold=1)
    return local.astimezone(UTC)  # a time that clocks skip becomes the one an hour on
