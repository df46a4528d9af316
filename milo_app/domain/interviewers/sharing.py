"""What is handed around of an interviewer: its link, the code of a button, and the facts of a poster."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from milo_app.core.text import full_time, plural, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.interviewers import listing
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerTotals, InterviewerVersion

_BROKEN_COLOR = "#0b7a66"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the share dialog and the poster show. `link` is a path, empty for a draft.

    `is_open` says whether somebody new gets in now; `closed` says why not, with what to do, and is empty when it is
    open. `minutes` may be 0 for a plan without stages.
    """

    id: str
    title: str
    slug: str
    link: str
    company: str
    brand_color: str
    state: str
    is_open: bool
    closed: str
    minutes_text: str
    deadline_text: str
    deadline_day: str


def share_card(w: Work, public_id: str) -> ShareCard:
    """Return what may be handed around; raises `InterviewerNotFound`."""
    row = listing.pick(w, public_id)
    place = w.session.get_one(Workspace, w.workspace_id)
    version = w.session.get(InterviewerVersion, row.version_id) if row.version_id is not None else None
    minutes = version.minutes if version else read_draft(row.draft).plan.minutes
    closed = _why_closed(w, row)
    return ShareCard(
        id=row.public_id,
        title=row.title,
        slug=row.slug if version else "",
        link=listing.link_of(place.slug, row.slug) if version else "",
        company=place.name,
        brand_color=place.brand_color,
        state="paused" if closed and row.state == InterviewerState.ACTIVE else row.state.value,
        is_open=not closed,
        closed=closed,
        minutes_text=f"about {plural(minutes, 'minute')}" if minutes else "",
        deadline_text=full_time(row.deadline_at, place.tz),
        deadline_day=short_date(row.deadline_at, place.tz, w.now),
    )


def _why_closed(w: Work, row: Interviewer) -> str:
    if row.state == InterviewerState.DRAFT:
        return "This is a draft, so it has no link yet. Publish it first."
    if row.state == InterviewerState.ARCHIVED:
        return "This interviewer is archived. The link is closed until you unarchive it."
    is_over = row.deadline_at is not None and row.deadline_at <= w.now
    if row.state == InterviewerState.EXPIRED or is_over:
        return "The deadline has passed. The link is closed until you extend it."
    if row.budget_micros is not None:
        totals = w.session.get(InterviewerTotals, row.id)
        if totals is not None and totals.spend_micros >= row.budget_micros:
            return "The budget is used up. The link is paused until you raise it."
    return ""


def button_code(address: str, title: str, color: str) -> str:
    """Return the HTML of a button for a career site; whatever was typed in it is escaped.

    It opens the link in a new tab, needs no script and no style sheet, and its words keep 4.5:1 on the brand color.
    """
    background = color if _channels(color) else _BROKEN_COLOR
    style = (
        "display:inline-block;padding:12px 20px;border-radius:8px;text-decoration:none;"
        f"background:{background};color:{words_on(background)};font:500 16px/20px system-ui,sans-serif"
    )
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener" style="{escape(style)}">'
        f"Apply for {escape(title)}</a>"
    )


def words_on(color: str) -> str:
    """Return white or black, whichever reads better on a color such as "#0b7a66" (WCAG relative luminance)."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = _channels(color) or (0, 0, 0)
    luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return "#ffffff" if luminance <= 0.179 else "#000000"


def _channels(color: str) -> tuple[int, int, int] | None:
    digits = color.removeprefix("#")
    if len(digits) != 6 or not color.startswith("#"):
        return None
    try:
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    except ValueError:
        return None
