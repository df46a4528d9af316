"""Reviewing by keyboard: a queue of candidates, keys that move and decide, and the next report ready before it is asked for."""

from __future__ import annotations

import time
from typing import Any

import reflex as rx

from milo_app.core.errors import Conflict, Gone, MiloError, NotFound
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.accounts import own
from milo_app.domain.candidates import decisions, queries, ratings, reviewing
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.listing import Position
from milo_app.domain.candidates.notes import PAGE
from milo_app.domain.outreach import queries as outreach
from milo_app.domain.outreach.queries import ContactRow
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring.queries import Report
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires

Loaded = tuple[Report, Position, list[ContactRow]]
FRESH_S = 2.0
"""So long a report that was shown from memory is not read again when its address arrives."""
KEPT = 4
"""How many reports are kept ready around the one that is shown."""
_VERDICTS = {1: "no", 2: "unsure", 3: "yes", 4: "definitely"}
_ANY = ("Escape",)
_ABOUT = ("s", "d", "1", "2", "3", "4", "n")
KEYS = ("j", "k", "s", "d", "z", "n", "1", "2", "3", "4", "[", "]", "?", *_ANY)


class ReviewPart(rx.State, mixin=True):
    """The queue of a review and what its keys do. Keys work on every report; the queue only where a review was begun."""

    keys: list[str] = []
    is_review: bool = False
    is_reviewed: bool = False
    review_place: str = ""
    review_words: str = ""
    review_more: str = ""
    focused: str = ""
    focused_words: str = ""
    anchor: str = ""
    _queue: list[str] = []
    _queue_total: int = 0
    _queue_for: str = ""
    _judged: dict[str, str] = {}
    _ahead: dict[str, Loaded] = {}
    _shown_at: float = 0.0
    _heading: str = ""
    """Whom a key has shown last: until that address arrives, older ones are only late."""
    _goes_on: bool = True
    _undone_for: str = ""

    async def _begin(self, parts: dict[str, str], flt: ApplicationFilter) -> None:
        """Make the queue that the address names, once; without `review` in it there is none."""
        wanted = await look(own.reviewing)
        self.keys = list(KEYS if wanted.has_keys else _ANY)
        self._goes_on = wanted.goes_on
        if not flt.review:
            self._end()
            return
        name = "&".join(f"{key}={value}" for key, value in sorted(parts.items()) if key not in ("page", "view"))
        if name != self._queue_for or self.application not in self._queue:
            try:
                found = await look(reviewing.queue, self.application, flt)
            except (NotFound, Gone):
                self._end()
                return
            self._queue, self._queue_total, self._queue_for = list(found.ids), found.total, name
            self._judged, self._ahead = {}, {}
        self.is_review, self.is_reviewed = True, False
        self._tell_place()

    def _end(self) -> None:
        self.is_review = self.is_reviewed = False
        self.review_place = self._queue_for = ""
        self._queue, self._judged, self._ahead = [], {}, {}

    def _tell_place(self) -> None:
        """In a review the head counts its queue, and its arrows walk along it."""
        if not self.is_review or self.application not in self._queue:
            return
        self.review_place = f"{self._queue.index(self.application) + 1:,} of {len(self._queue):,}"
        self.position = self.review_place
        self.previous_href, self.next_href = self._address(self._step(-1)), self._address(self._step(1))

    def _address(self, person: str) -> str:
        query = str(self.router.url.query)
        return "" if not person else f"/candidates/{person}" + (f"?{query}" if query else "")

    def _step(self, way: int) -> str:
        """Return who comes next or came before; empty at either end."""
        if not self.is_review or self.application not in self._queue:
            href = self.next_href if way > 0 else self.previous_href
            return href.partition("?")[0].removeprefix("/candidates/")
        at = self._queue.index(self.application) + way
        return self._queue[at] if 0 <= at < len(self._queue) else ""

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._shown_at < FRESH_S

    def _is_late(self, arrived: str) -> bool:
        """Whether an address arrives after a later key has shown somebody else already."""
        is_late = bool(self._heading) and arrived != self._heading and self._is_fresh()
        if not is_late:
            self._heading = ""
        return is_late

    @rx.event
    @requires("application:read")
    async def press(self, key: str, seen: str = ""):
        """Do what a key stands for. `seen` is who stood on the screen: nobody else is decided on or rated."""
        if self.is_reviewed and key not in ("z", "k", "Escape", "?"):
            return None
        if seen and seen != self.application and key in _ABOUT:
            return rx.toast.info("The next report was just opening. Nothing was changed. Press the key again.")
        moves = {"j": 1, "k": -1}
        if key in moves:
            return await self._move(moves[key])
        if key in ("s", "d"):
            return await self._decide_by_key(key)
        if key == "z":
            return await self._take_back()
        if key in ("1", "2", "3", "4"):
            return await self._rate_by_key(int(key))
        if key in ("[", "]"):
            return self._go_to_question(1 if key == "]" else -1)
        if key == "n" and self.can_rate:
            self.tab = "notes"
            return rx.set_focus("note-draft")
        if key == "?":
            self.dialog = "keys"
            return None
        return rx.redirect(self.back_href) if key == "Escape" else None

    async def _move(self, way: int) -> Any:
        if self.is_reviewed and way < 0:
            self.is_reviewed = False
            return None
        wanted = self._step(way)
        if wanted:
            return await self._show_other(wanted)
        if self.is_review and way > 0:
            self._finish()
            return None
        return rx.toast.info("This is the last one." if way > 0 else "This is the first one.")

    async def _show_other(self, wanted: str) -> Any:
        """Show somebody else: from memory where the report was read ahead, and let the address follow."""
        loaded = self._ahead.pop(wanted, None)
        if loaded is not None:
            self._leave_report()
            self.application = wanted
            self._show_report(loaded)
            self._shown_at = time.monotonic()
        self._heading = wanted
        return rx.redirect(self._address(wanted), replace=True)

    def _leave_report(self) -> None:
        self._forget_draft()
        self.tab = self.dialog = self.focused = self.focused_words = self.anchor = ""

    async def _decide_by_key(self, key: str) -> Any:
        if not me().actor.can("candidate:decide") or self.is_test:
            return rx.toast.info("Your role does not decide here." if not self.is_test else "A test is not decided on.")
        act = decisions.shortlist if key == "s" else decisions.dismiss
        try:
            undo = await call(act, [self.application], seen={self.application: self._revision})
        except Conflict as error:
            await self._read()
            return rx.toast.warning(error.sentence(), duration=8000)
        self._undo, self._undone_for = undo.as_dict(), self.application
        self._judged[self.application] = "shortlisted" if key == "s" else "dismissed"
        said = rx.toast.success(undo.label, action={"label": "Undo", "on_click": type(self).take_back}, duration=8000)
        if self.is_review and self._goes_on:
            return [one for one in (said, await self._move(1)) if one is not None]
        await self._read()
        return said

    @rx.event
    @requires("candidate:decide")
    async def take_back(self):
        """Undo the last decision and return to whom it was about."""
        return await self._take_back()

    async def _take_back(self) -> Any:
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        taken, person = Undo.from_dict(self._undo), self._undone_for
        self._undo = {}
        try:
            await call(decisions.undo, taken)
        except MiloError as error:
            return rx.toast.error(error.sentence())
        self._judged.pop(person, None)
        self._ahead.pop(person, None)
        self.is_reviewed = False
        said = rx.toast.success("Undone.")
        if self.is_review and person and person != self.application:
            return [said, await self._show_other(person)]
        await self._read()
        return said

    async def _rate_by_key(self, value: int) -> Any:
        """Rate the criterion of the question in focus; without one the keys give the verdict, from No to Definitely."""
        if not self.can_rate:
            return rx.toast.info("Your role does not rate here.")
        if self.focused:
            await call(ratings.rate, self.application, self.focused, value)
        else:
            await call(ratings.give, self.application, _VERDICTS[value], self.verdict_comment)
            self._judged.setdefault(self.application, "judged")
        await self._read()
        return None

    def _go_to_question(self, way: int) -> Any:
        places = [(stage["key"], row["anchor"], row["text"]) for stage in self.stages for row in stage["questions"]]
        if not places:
            return rx.toast.info("There are no questions here.")
        now = next(
            (at for at, (_, anchor, _) in enumerate(places) if anchor == self.anchor), -1 if way > 0 else len(places)
        )
        stage, anchor, text = places[max(0, min(now + way, len(places) - 1))]
        self.tab, self.anchor = stage, anchor
        key = anchor.removeprefix("q-")
        criterion = next((row for one in self.stages for row in one["criteria"] if row["key"] == key), None)
        self.focused = key if criterion else ""
        self.focused_words = f"{criterion['name']}: 1 Below, 2 Partly, 3 Meets, 4 Exceeds" if criterion else text
        return None

    def _finish(self) -> None:
        """Tell what came of the review."""
        said = list(self._judged.values())
        parts = [f"{said.count(word):,} {word}" for word in ("shortlisted", "dismissed") if said.count(word)]
        left = len(self._queue) - sum(word in ("shortlisted", "dismissed") for word in said)
        parts += [f"{left:,} left undecided"] if left else []
        total = len(self._queue)
        self.is_reviewed = True
        self.review_words = f"All {total:,} reviewed. {', '.join(parts)}." if parts else f"All {total:,} reviewed."
        waiting = self._queue_total - total
        self.review_more = f"{plural(waiting, 'candidate')} more to review" if waiting > 0 else ""

    @rx.event
    @requires("application:read")
    async def read_ahead(self):
        """Read the reports next to the one that is shown, so that the next key finds them."""
        near = [one for one in (self._step(1), self._step(-1)) if one] if self.is_review else []
        self._ahead = {one: self._ahead[one] for one in near if one in self._ahead}
        for one in near:
            if one not in self._ahead and len(self._ahead) < KEPT:
                try:
                    self._ahead[one] = await look(_loaded, one)
                except MiloError:
                    continue


def _loaded(w: Work, application: str) -> Loaded:
    report = scoring.report(w, application, None, PAGE)
    row = queries.pick(w, application)
    contacts = outreach.contact_history(w, row.id) if row.id is not None else []
    return report, Position(number=0, total=0, is_capped=False, previous="", next=""), contacts
