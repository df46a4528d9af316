"""Words and numbers as people read them: slugs, initials, relative times, counts. All pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from milo_app.core.clock import zone

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")


def plain(text: str) -> str:
    """Return text in NFC without control and invisible characters; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return _CONTROL.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    return "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cs", "Co", "Cn"))


def one_line(text: str) -> str:
    """Return text on one line with single spaces."""
    return _SPACE.sub(" ", plain(text)).strip()


def fold(text: str) -> str:
    """Return text for comparing: case-folded, without accents, single spaces."""
    if text.isascii():
        return _SPACE.sub(" ", text.casefold()).strip()
    stripped = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
    return _SPACE.sub(" ", stripped.casefold()).strip()


def slugify(text: str, limit: int = 60) -> str:
    """Return lowercase letters, digits and hyphens, cut at a word; `interview` when nothing is left."""
    folded = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(folded) > limit:
        folded = folded[:limit].rsplit("-", 1)[0] or folded[:limit]
    return folded.strip("-") or "interview"


def initials(name: str) -> str:
    """Return up to two initials, `?` for an empty name."""
    words = [word for word in one_line(name).split(" ") if word and word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def first_name(name: str) -> str:
    """Return the first word of a name, for greeting."""
    return one_line(name).split(" ")[0]


def ellipsis(text: str, limit: int) -> str:
    """Return at most `limit` characters, cut at a word where possible."""
    text = one_line(text)
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",.;: ") + "…"


def plural(n: int, one: str, many: str = "") -> str:
    """Return `1 answer`, `2 answers`, `1,204 answers`."""
    return f"{n:,} {one if n == 1 else (many or one + 's')}"


def percent(part: int, whole: int) -> str:
    """Return a share without decimals, a dash when there is no whole."""
    return "–" if whole <= 0 else f"{round(100 * part / whole)}%"


def ago(moment: datetime | None, now: datetime) -> str:
    """Return `now`, `5m ago`, `2h ago`, `3d ago`, `2mo ago`, `1y ago`; empty for None."""
    if moment is None:
        return ""
    gap = max(timedelta(0), now - moment)
    minutes = int(gap.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes}m ago"
    if minutes < 48 * 60 and gap < timedelta(hours=24):
        return f"{minutes // 60}h ago"
    days = gap.days
    if days < 60:
        return f"{days}d ago"
    return f"{days // 30}mo ago" if days < 730 else f"{days // 365}y ago"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(moment: datetime | None, tz: str, now: datetime | None = None) -> str:
    """Return `12 Mar` in the zone, with the year when it is not the present one; empty for None."""
    if moment is None:
        return ""
    local = moment.astimezone(zone(tz))
    text = f"{local.day} {_MONTHS[local.month - 1]}"
    if now is not None and local.year != now.astimezone(zone(tz)).year:
        text += f" {local.year}"
    return text


def full_time(moment: datetime | None, tz: str) -> str:
    """Return `Sat 21 Nov 2026, 22:30` in the zone; empty for None."""
    if moment is None:
        return ""
    local = moment.astimezone(zone(tz))
    day, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
    return f"{day} {local.day} {month} {local.year}, {local.hour:02}:{local.minute:02}"


def deadline(moment: datetime | None, now: datetime, tz: str) -> tuple[str, str]:
    """Return a deadline's words and tone.

    ("23d left", ""), ("4d left", "soon") within a week, ("Ends today 18:00", "today"), ("Expired 3d ago", "over").
    """
    if moment is None:
        return "No deadline", ""
    if moment <= now:
        return f"Expired {ago(moment, now)}", "over"
    place = zone(tz)
    days = (moment.astimezone(place).date() - now.astimezone(place).date()).days
    if days == 0:
        return f"Ends today {moment.astimezone(place):%H:%M}", "today"
    return f"{days}d left", "soon" if days <= 7 else ""


def duration(seconds: float) -> str:
    """Return `45 s`, `12 min`, `1 h 5 min`."""
    seconds = int(seconds)
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min".removesuffix(" 0 min")
