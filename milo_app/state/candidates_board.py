"""The workflow view of an interviewer's candidates: columns of cards, moved into a decision and out of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.domain.candidates import board, decisions
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.board import DISMISSED, SHORTLISTED, STAGE, Card, Column, Move
from milo_app.domain.candidates.filters import ApplicationFilter, from_parts
from milo_app.state.access import call, look, me
from milo_app.state.applications import DEFAULTS, LONGEST, is_candidates_tab
from milo_app.state.candidates_rows import BAND_WORDS, Cell, stage_cell
from milo_app.state.listing import path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

VIEW = "workflow"


class CardLine(TypedDict):
    """One card: `chip` is where the person stands or the score, `age` how long they have been in this column."""

    id: str
    name: str
    column: str
    stands: str
    can: str
    chip: Cell
    age: str
    tip: str
    is_late: bool


class ColumnLine(TypedDict):
    """One column; `foot` says "25 of 87", `more` what the button under it shows, empty when all are there."""

    key: str
    title: str
    kind: str
    count: str
    median: str
    foot: str
    more: str
    cards: list[CardLine]


class CandidatesBoard(rx.State):
    """The columns. The filter stands in the address, as for the table."""

    columns: list[ColumnLine] = []
    is_loading: bool = True
    is_empty: bool = False
    asking: str = ""
    """Whose dismissal waits for an optional reason."""
    asking_name: str = ""
    _interviewer: str = ""
    _sizes: dict[str, int] = {}
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read the columns when the address names this view."""
        chosen = path_part(self, "interviewer_id")
        if query_of(self, DEFAULTS, LONGEST)["view"] != VIEW:
            if self.columns:
                self.columns, self.is_loading = [], True
            return
        if chosen != self._interviewer:
            self.columns, self.is_loading, self._interviewer = [], True, chosen
        self._sizes, self.asking, self.asking_name = {}, "", ""
        await self._read()

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read the columns again: scroll and a card that is being dragged stay where they are."""
        if self.columns:
            await self._read()

    def _filter(self) -> ApplicationFilter:
        return from_parts(query_of(self, DEFAULTS, LONGEST))[0]

    async def _read(self) -> None:
        try:
            found = await look(board.board, self._interviewer, self._filter(), self._sizes)
        except NotFound:
            self.is_loading = False
            return
        may_decide = me().actor.can("candidate:decide")
        self.columns = [column_line(column, may_decide) for column in found]
        self.is_empty = not any(column.count for column in found)
        self.is_loading = False

    @rx.event
    @requires("candidate:read")
    async def more(self, key: str):
        """Show 25 more cards of a column."""
        column = next((one for one in self.columns if one["key"] == key), None)
        if column is not None:
            self._sizes[key] = min(board.MOST_CARDS, len(column["cards"]) + board.PAGE)
            await self._read()

    @rx.event
    @requires("candidate:decide")
    async def move(self, application: str, to: str):
        """Move a card to a column, or say why that cannot be; a dismissal first asks for an optional reason."""
        return await self._move(application, to)

    async def _move(self, application: str, to: str):
        card = self._card(application)
        if to == DISMISSED and card is not None and card["column"] != DISMISSED:
            self.asking, self.asking_name = application, card["name"]
            return None
        return await self._moved(await call(board.move, application, to))

    @rx.event
    @requires("candidate:decide")
    async def pick(self, action: str, application: str):
        """Move a card by its menu."""
        card = self._card(application)
        if card is None or action not in card["can"].split():
            return None
        return await self._move(application, card["stands"] if action == "back" else action)

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self, form: dict[str, str]):
        """Dismiss who was asked about, with the reason that was typed."""
        if not self.asking:
            return None
        application, self.asking, self.asking_name = self.asking, "", ""
        return await self._moved(await call(board.move, application, DISMISSED, form.get("reason", "")[:300]))

    @rx.event
    @requires("candidate:decide")
    async def leave(self):
        """Dismiss nobody."""
        self.asking, self.asking_name = "", ""

    def _card(self, application: str) -> CardLine | None:
        cards = (card for column in self.columns for card in column["cards"])
        return next((card for card in cards if card["id"] == application), None)

    async def _moved(self, done: Move):
        if done.undo is None:
            await self._read()
            return rx.toast.info(done.sentence, duration=8000) if done.sentence else None
        self._undo = done.undo.as_dict()
        await self._read()
        undo = {"label": "Undo", "on_click": CandidatesBoard.undo}
        return rx.toast.success(done.undo.label, action=undo, duration=8000)

    @rx.event
    @requires("candidate:decide")
    async def undo(self):
        """Put the last moved card back where it stood."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        await call(decisions.undo, Undo.from_dict(self._undo))
        self._undo = {}
        await self._read()
        return rx.toast.success("Undone.")


def column_line(column: Column, may_decide: bool) -> ColumnLine:
    """Turn a column into what the board shows."""
    shown = len(column.cards)
    rest = min(board.PAGE, column.count - shown, board.MOST_CARDS - shown)
    return ColumnLine(
        key=column.key,
        title=column.title,
        kind=column.kind,
        count=f"{column.count:,}",
        median=median_words(column.median),
        foot=f"{shown} of {column.count:,}" if column.count else "Nobody",
        more=f"Show {rest} more" if rest > 0 else "",
        cards=[card_line(card, column, may_decide) for card in column.cards],
    )


def card_line(card: Card, column: Column, may_decide: bool) -> CardLine:
    """Turn a card into what the board shows."""
    decided = column.key in (SHORTLISTED, DISMISSED)
    allowed = [key for key in (SHORTLISTED, DISMISSED) if key != column.key] + (["back"] if decided else [])
    return CardLine(
        id=card.row.id,
        name=card.row.name,
        column=column.key,
        stands=card.stands,
        can=" ".join(["open", *(allowed if may_decide else ())]),
        chip=_chip(card, column),
        age=age_words(card.waited),
        tip="Here for more than a week" if card.is_late else "Here since then",
        is_late=card.is_late,
    )


def _chip(card: Card, column: Column) -> Cell:
    row = card.row
    if row.knocked_out_by:
        return Cell(kind="failed", text=row.knocked_out_by, tip=row.knocked_out_by)
    if column.key.startswith(STAGE):
        return stage_cell(card.cell)
    if row.score is None:
        return Cell(kind="text", text=row.state_word, tip=row.evaluation_reason, look="m-meta")
    look, words = f"is-{row.band}", BAND_WORDS.get(row.band, "")
    return Cell(kind="score", text=str(row.score), look=look, percent=f"{row.score}%", more=words, tip="Overall score")


def age_words(gap: timedelta) -> str:
    """Return "now", "5m", "3h", "4d" or "8w"."""
    minutes = int(max(timedelta(0), gap).total_seconds() // 60)
    if minutes < 60:
        return f"{minutes}m" if minutes else "now"
    if minutes < 24 * 60:
        return f"{minutes // 60}h"
    days = minutes // (24 * 60)
    return f"{days}d" if days < 100 else f"{days // 7}w"


def median_words(gap: timedelta | None) -> str:
    """Return a median such as "1.6d", empty for an empty column."""
    if gap is None:
        return ""
    days = gap / timedelta(days=1)
    return f"{days:.1f}d" if days < 100 else f"{days:,.0f}d"


listen(is_candidates_tab, lambda: CandidatesBoard.refresh)
