"""A line of the interviewers' table: every cell as ready text, so that the browser only places it."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from milo_app.core.money import MICROS
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.core.work import Actor
from milo_app.domain.interviewers.queries import InterviewerRow

WORDS = {"active": "Active", "expired": "Expired", "archived": "Archived", "draft": "Draft"}
PAUSED = "Paused: budget used"
STAGE_ICONS = {
    "resume": "file-text",
    "form": "clipboard-list",
    "sms": "message-square",
    "web_interview": "messages-square",
    "phone": "phone",
    "video": "video",
}
_DEADLINES = {"soon": "m-badge is-amber", "today": "m-badge is-orange", "over": "m-badge is-amber"}
_DEADLINE_ICONS = {"soon": "#mi-clock", "today": "#mi-clock-alert", "over": "#mi-circle-pause"}
MOST_LABELS = 2


class StageSign(TypedDict):
    """A stage of an interviewer: its icon on the page's sprite, and its name."""

    icon: str
    name: str


class Line(TypedDict):
    """One interviewer as it is shown."""

    id: str
    title: str
    slug: str
    href: str
    edit: str
    link: str
    dot: str
    word: str
    paused: str
    stages: list[StageSign]
    flow: str
    flow_words: str
    stats: str
    stats_title: str
    bar: str
    percent: str
    csat: str
    csat_title: str
    spend: str
    spend_title: str
    spend_bar: str
    spend_percent: str
    budget: str
    labels: list[str]
    more: str
    label_card: str
    subs: str
    subs_words: str
    deadline: str
    deadline_look: str
    deadline_icon: str
    deadline_title: str
    created: str
    created_title: str
    active: str
    can: str


def chip_words(name: str, value: str) -> str:
    """Return what a label chip says: its value, with the name in front of a number or a yes, which say nothing alone."""
    return f"{name}: {value}" if says_nothing(value) else value


def says_nothing(value: str) -> bool:
    """Return whether a label's value is no word of its own: a number, Yes or No. Such chips stand behind the others."""
    return value in ("Yes", "No") or value.lstrip("-").replace(".", "", 1).isdigit()


def line(row: InterviewerRow, actor: Actor) -> Line:
    """Turn a domain row into what the table shows to this person."""
    dot = "paused" if row.is_paused else row.state
    flow = [f"{stage.title}\t{_done(row, at)}" for at, stage in enumerate(row.stages)]
    stats, stats_title = _stats(row)
    spend, spend_title = _spend(row)
    return Line(
        id=row.id,
        title=row.title,
        slug=row.slug or "not published",
        href=home_of(row),
        edit=f"/interviewers/{row.id}/{'edit' if row.state == 'draft' else 'settings'}",
        link=settings().origin + row.link if row.link else "",
        dot=f"m-dot is-{dot}",
        word=PAUSED if row.is_paused else WORDS[row.state],
        paused="Paused" if row.is_paused else "",
        stages=[StageSign(icon=f"#mi-{STAGE_ICONS.get(one.kind, 'circle')}", name=one.title) for one in row.stages],
        flow="\n".join(["Completed per stage", *flow]) if flow else "",
        flow_words=", ".join(words.replace("\t", " ") for words in flow) or "No stages yet",
        stats=stats,
        stats_title=stats_title,
        bar="m-bar is-borderline" if row.is_under_baseline else "m-bar is-fair",
        percent=f"{row.completion_percent}%",
        csat=row.csat_text or "–",
        csat_title=f"Mean of {plural(row.csat_count, 'rating')}" if row.csat_text else "Shown from 5 ratings on",
        spend=spend,
        spend_title=spend_title,
        spend_bar="" if not row.budget_text else f"m-bar is-{'borderline' if row.spend_percent >= 90 else 'fair'}",
        spend_percent=f"{row.spend_percent}%",
        budget=budget_typed(row.budget_micros),
        labels=[
            chip_words(name, value)
            for _, name, value in sorted(row.labels, key=lambda label: says_nothing(label[2]))[:MOST_LABELS]
        ],
        more=f"+{len(row.labels) - MOST_LABELS}" if len(row.labels) > MOST_LABELS else "",
        label_card="\n".join(["Labels", *(f"{name}\t{value}" for _, name, value in row.labels)]) if row.labels else "",
        subs=str(row.subscribers),
        subs_words=f"{plural(row.subscribers, 'email subscriber')} of {row.title}. Manage them",
        deadline="Ends today" if row.deadline_tone == "today" else row.deadline_text or "–",
        deadline_look=_DEADLINES.get(row.deadline_tone, "m-badge-none"),
        deadline_icon=_DEADLINE_ICONS.get(row.deadline_tone, ""),
        deadline_title=row.deadline_full,
        created=row.created_text,
        created_title=row.created_full,
        active=row.active_text or "–",
        can=" ".join(_allowed(row, actor)),
    )


def home_of(row: InterviewerRow) -> str:
    """Return where a row leads: its candidates, or the wizard while it is a draft."""
    return f"/interviewers/{row.id}/edit" if row.state == "draft" else f"/interviewers/{row.id}"


def budget_typed(micros: int | None) -> str:
    """Return a budget as somebody would type it: "1000", "0.5", empty for no limit."""
    if micros is None:
        return ""
    text = f"{Decimal(micros) / MICROS:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _done(row: InterviewerRow, at: int) -> str:
    return "–" if row.state == "draft" else f"{row.stage_done[at]:,}"


def _stats(row: InterviewerRow) -> tuple[str, str]:
    if not row.invited:
        return "–", "No candidates yet"
    note = ". At least 15 points under the 30 days before" if row.is_under_baseline else ""
    return f"{row.invited:,} · {row.completion_text}", f"{row.completed:,} of {row.invited:,} completed{note}"


def _spend(row: InterviewerRow) -> tuple[str, str]:
    if not row.spend_text:
        return "", ""
    if not row.budget_text:
        return row.spend_text, f"{row.spend_text} spent, no limit"
    return f"{row.spend_text} / {row.budget_text}", f"{row.spend_text} of {row.budget_text} spent, {row.spend_percent}%"


def _allowed(row: InterviewerRow, actor: Actor) -> list[str]:
    """Return what the menu offers for a row: what its state allows and the reader's rights cover."""
    is_live = row.state in ("active", "expired")
    wanted = [
        ("open", row.state != "draft"),
        ("compose", row.state == "draft" and actor.can("interviewer:update")),
        ("edit", row.state not in ("draft", "archived") and actor.can("interviewer:update")),
        ("share", row.state != "draft"),
        ("labels", row.state != "archived" and actor.can("interviewer:update")),
        ("subscribers", row.state != "draft"),
        ("duplicate", actor.can("interviewer:create")),
        ("extend", is_live and actor.can("interviewer:update")),
        ("template", row.state != "draft" and actor.can("template:manage")),
        ("archive", is_live and actor.can("interviewer:archive")),
        ("unarchive", row.state == "archived" and actor.can("interviewer:archive")),
        ("delete", row.state == "draft" and actor.can("interviewer:update")),
    ]
    return [name for name, holds in wanted if holds]
