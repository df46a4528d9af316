"""Lines and columns of the candidates table: every cell as ready text, so that the browser only places it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypedDict

from milo_app.core.text import ellipsis, plural
from milo_app.core.work import Actor
from milo_app.domain.candidates.columns import STAGE, Layout
from milo_app.domain.candidates.people_rows import PersonRow
from milo_app.domain.candidates.rows import StageCell
from milo_app.domain.candidates.table import StageColumn, TableRow

BAND_WORDS = {"strong": "strong", "fair": "fair", "weak": "weak"}
SOURCE_WORDS = {"link": "Link", "invite": "Invitation", "import": "List", "test": "Test", "demo": "Demo"}
DECISION_WORDS = {"shortlisted": "Shortlisted", "dismissed": "Dismissed"}
MOST_TAGS = 2
_WIDE_FROM = 1_096
"""From which width on a table scrolls sideways in a frame of its own, on a desk of 1440."""


class Cell(TypedDict, total=False):
    """What one cell shows; `kind` says how: text, chip, ring, sign, score, failed, flag or tags."""

    kind: str
    text: str
    look: str
    more: str
    tip: str
    percent: str
    items: list[str]


class Line(TypedDict):
    """One candidate as shown; `cells` stand in the order of the columns, `can` names what may be done."""

    id: str
    name: str
    mail: str
    initials: str
    picture: str
    decision: str
    can: str
    cells: list[Cell]


class Head(TypedDict):
    """One column: its words, the key it sorts by (empty: it cannot), how its cells look, and whether it sorts now."""

    key: str
    label: str
    sort: str
    look: str
    hint: str
    order: str


class Plan(TypedDict):
    """A column before it is drawn: its words, sort key, look, hint, width and least width in pixels."""

    label: str
    sort: str
    look: str
    hint: str
    width: str
    least: int


def plan(label: str, sort: str, look: str, width: str, least: int, hint: str = "") -> Plan:
    """Describe a column: words, sort key, look, width, the least width in pixels and a hint."""
    return Plan(label=label, sort=sort, look=look, hint=hint, width=width, least=least)


PLANS: Mapping[str, Plan] = {
    "applied": plan("Applied", "invited", "is-muted on-meta", "80px", 80, "When they applied or were added"),
    "score": plan("Overall", "score", "on-side", "92px", 92, "Weighted mean of the scored stages"),
    "decision": plan("Decision", "decision", "on-hide", "108px", 108),
    "engaged": plan("Last engaged", "engaged", "is-muted on-hide", "112px", 112, "Their last action"),
    "tags": plan("Tags", "tags", "on-line", "minmax(120px,1fr)", 120, "Taken from their answers; sorted by how many"),
    "notes": plan("Notes", "notes", "is-right on-hide", "56px", 56, "Notes of the team"),
    "progress": plan("Progress", "state", "is-muted on-line", "120px", 120),
    "source": plan("Source", "source", "is-muted on-hide", "88px", 88, "How they came in"),
    "country": plan("Country", "country", "on-hide", "128px", 128),
    "attempt": plan("Attempt", "attempt", "is-muted is-right on-hide", "68px", 68),
    "completed": plan("Completed", "completed", "is-muted on-hide", "88px", 88),
}
"""The core columns: words, sort key, look, width and the least width in pixels."""


def heads(layout: Layout, plans: Mapping[str, Plan], sort: str, is_down: bool) -> list[Head]:
    """Return the columns that are drawn, behind that of the names."""
    found = []
    for key in layout.shown:
        one = plans[key]
        order = ("descending" if is_down else "ascending") if one["sort"] == sort else "none"
        found.append(
            Head(key=key, label=one["label"], sort=one["sort"], look=one["look"], hint=one["hint"], order=order)
        )
    return found


def plans_with(stages: Sequence[StageColumn]) -> dict[str, Plan]:
    """Return the plans of the core columns and of those of the stages."""
    return {**PLANS, **{STAGE + stage.key: _stage_plan(STAGE + stage.key, stage.title) for stage in stages}}


def _stage_plan(key: str, title: str) -> Plan:
    return plan(title, key, "is-stage on-line", "minmax(100px,112px)", 100, f"Score of {title}, or how far they are")


def widths(layout: Layout, plans: Mapping[str, Plan]) -> tuple[str, int]:
    """Return the tracks of the grid, and the least width of the whole table in pixels."""
    shown = [plans[key] for key in layout.shown]
    # The last track is that of the buttons, which lie over the end of the row.
    tracks = ["minmax(208px,1.6fr)", *(one["width"] for one in shown), "0px"]
    return " ".join(tracks), 208 + sum(one["least"] for one in shown)


def is_wide(least: int) -> bool:
    """Return whether a table of that width scrolls sideways on a common desk."""
    return least > _WIDE_FROM


def line(row: TableRow, layout: Layout, stages: Sequence[StageColumn], actor: Actor) -> Line:
    """Turn a domain row into what the table shows to this person."""
    by_stage = {STAGE + stage.key: cell for stage, cell in zip(stages, row.cells, strict=True)}
    cells = [_CELLS[key](row) if key in _CELLS else stage_cell(by_stage.get(key)) for key in layout.shown]
    return Line(
        id=row.id,
        name=row.name,
        mail=row.email,
        initials=row.initials,
        picture=picture(row, layout.avatar),
        decision=row.decision,
        can=" ".join(_allowed(row, actor)),
        cells=cells,
    )


def picture(row: TableRow | PersonRow, avatar: str) -> str:
    """Return the address of what stands in the place of the initials; empty for the initials themselves."""
    if avatar == "flag" and row.country:
        return f"/flags/{row.country.lower()}.svg"
    return f"/api/photos/{row.photo}" if avatar == "photo" and row.photo else ""


def _allowed(row: TableRow, actor: Actor) -> Iterable[str]:
    yield "open"
    if row.state in ("pending", "in_progress") and row.decision != "dismissed" and actor.can("outreach:send_email"):
        yield "nudge"
    if not actor.can("candidate:decide"):
        return
    if row.decision != "shortlisted":
        yield "shortlist"
    if row.decision != "dismissed":
        yield "dismiss"
    if row.decision != "none":
        yield "back"


def text(words: str, tip: str = "", look: str = "") -> Cell:
    """Show words."""
    return Cell(kind="text", text=words, tip=tip, look=look)


def nothing(tip: str = "") -> Cell:
    """Show that there is nothing to show."""
    return Cell(kind="text", text="–", tip=tip, look="m-none")


_SIGNS = {
    "not_started": ("", "#mi-circle"),
    "scoring": ("is-accent", "#mi-loader-circle"),
    "pending": ("is-warn", "#mi-clock-alert"),
    "stopped": ("", "#mi-ban"),
    "done": ("is-good", "#mi-check"),
}


def stage_cell(cell: StageCell | None) -> Cell:
    """Show where somebody stands in a stage; None where their version has no such stage."""
    if cell is None:
        return nothing("Their version of the plan has no such stage")
    if cell.cell == "score":
        return Cell(kind="chip", text=cell.text, look=f"is-{cell.band}", more=BAND_WORDS.get(cell.band, ""))
    if cell.cell == "progress":
        words = f"Step {cell.text}" if cell.total else "Begun"
        return Cell(kind="ring", text=words, percent=f"{cell.percent}%")
    look, sign = _SIGNS[cell.cell]
    return Cell(kind="sign", text=cell.text, look=f"m-progress {look}".rstrip(), more=sign)


def _score(row: TableRow) -> Cell:
    if row.failed:
        return Cell(kind="failed", text=row.failed, tip=row.failed)
    if row.score is None:
        return nothing(row.note or "Scored after the interview")
    return score_cell(row.score, row.band, "Weighted mean of the scored stages")


def score_cell(score: int, band: str, tip: str) -> Cell:
    """Show an overall score with its bar."""
    more = BAND_WORDS.get(band, "")
    return Cell(kind="score", text=str(score), look=f"is-{band}", percent=f"{score}%", more=more, tip=tip)


def decision_cell(decision: str) -> Cell:
    """Show what was decided; nothing where nobody has."""
    if decision not in DECISION_WORDS:
        return text("")
    sign = "#mi-star-full" if decision == "shortlisted" else "#mi-x"
    return Cell(kind="sign", text=DECISION_WORDS[decision], look=f"m-decision is-{decision}", more=sign, tip="")


def tags_cell(tags: Sequence[tuple[str, str]]) -> Cell:
    """Show the first tags; the others stand in the hover card."""
    if not tags:
        return text("")
    rest = len(tags) - MOST_TAGS
    card = "\n".join(["Tags", *(f"{name}\t{value}" for name, value in tags[:30])])
    shown = [tag_words(name, value) for name, value in tags[:MOST_TAGS]]
    return Cell(kind="tags", items=shown, more=f"+{rest}" if rest > 0 else "", tip=card)


def tag_words(name: str, value: str) -> str:
    """Return a tag in a few words: its value, with the name in front where the value says nothing alone."""
    is_bare = value in ("Yes", "No", "") or value.lstrip("-").replace(".", "", 1).isdigit()
    return ellipsis(f"{name}: {value}" if value and is_bare else value or name, 40)


def _notes(row: TableRow) -> Cell:
    if not row.notes:
        return text("")
    words = plural(row.notes, "note")
    return Cell(kind="sign", text=str(row.notes), look="m-note-count", more="#mi-message-square", tip=words)


def _country(row: TableRow) -> Cell:
    if not row.country:
        return text("")
    return Cell(kind="flag", text=row.country_word, more=f"/flags/{row.country.lower()}.svg", tip=row.country_word)


_CELLS: Mapping[str, Callable[[TableRow], Cell]] = {
    "applied": lambda row: text(row.applied, row.applied_full),
    "score": _score,
    "decision": lambda row: decision_cell(row.decision),
    "engaged": lambda row: text(row.engaged, row.engaged_full),
    "tags": lambda row: tags_cell(row.tags),
    "notes": _notes,
    "progress": lambda row: text(row.state_word),
    "source": lambda row: text(SOURCE_WORDS.get(row.source, row.source)),
    "country": _country,
    "attempt": lambda row: text(str(row.attempt)),
    "completed": lambda row: text(row.completed, row.completed_full),
}
