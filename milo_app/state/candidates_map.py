"""The map of an interviewer's candidates: bubbles by city, and beside them the people of the places that are chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

import reflex as rx

from milo_app.core.errors import NotFound
from milo_app.core.paging import Page
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import geography, listing
from milo_app.domain.candidates.filters import MOST, ApplicationFilter, from_parts, to_parts
from milo_app.domain.candidates.geography import Geography
from milo_app.domain.candidates.rows import ApplicationRow
from milo_app.state.access import look
from milo_app.state.applications import DEFAULTS, LONGEST, is_candidates_tab
from milo_app.state.candidates_rows import BAND_WORDS, Cell, stage_cell
from milo_app.state.listing import go, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

VIEW = "map"
NOWHERE = 0
MOST_PLACES_LISTED = 200


class SpotLine(TypedDict):
    """One bubble, and one line of the list of places."""

    id: int
    label: str
    short: str
    lat: float
    lon: float
    count: int
    country: bool
    on: bool


class PersonLine(TypedDict):
    """One person beside the map."""

    id: str
    name: str
    initials: str
    place: str
    decision: str
    chip: Cell


class CandidatesMap(rx.State):
    """Places and people. Filter and chosen places stand in the address, as for the table."""

    spots: list[SpotLine] = []
    scope: str = "world"
    people: list[PersonLine] = []
    head: str = ""
    foot: str = ""
    nowhere: str = ""
    places_words: str = ""
    chosen: str = ""
    is_nowhere: bool = False
    is_loading: bool = True
    tab: str = "people"
    _interviewer: str = ""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read map and people when the address names this view."""
        chosen = path_part(self, "interviewer_id")
        if query_of(self, DEFAULTS, LONGEST)["view"] != VIEW:
            if not self.is_loading:
                self.spots, self.people, self.is_loading = [], [], True
            return
        if chosen != self._interviewer:
            self.spots, self.people, self.is_loading, self._interviewer = [], [], True, chosen
        await self._read()

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read them again: the map keeps its view, the list its scroll."""
        if not self.is_loading and query_of(self, DEFAULTS, LONGEST)["view"] == VIEW:
            await self._read()

    def _filter(self) -> ApplicationFilter:
        return from_parts(query_of(self, DEFAULTS, LONGEST))[0]

    async def _read(self) -> None:
        flt = self._filter()
        try:
            found, page = await look(_screen, self._interviewer, flt)
        except NotFound:
            self.is_loading = False
            return
        self.scope = found.scope
        self.spots = [spot_line(spot, flt.places) for spot in found.spots]
        self.people = [person_line(row) for row in page.rows]
        self.head = f"{page.total:,}{'+' if page.is_capped else ''} {'chosen' if flt.places else 'in view'}"
        self.foot = f"The first {len(page.rows)} of {page.total:,}" if page.total > len(page.rows) else ""
        self.nowhere = nowhere_words(found)
        self.places_words = f"Places {len(found.spots):,}"
        self.is_nowhere = NOWHERE in flt.places
        self.chosen = _chosen_words(found, flt)
        self.is_loading = False

    def _go(self, places: tuple[int, ...]):
        parts = {**to_parts(replace(self._filter(), places=places)), "view": VIEW}
        return go(f"/interviewers/{self._interviewer}", parts, DEFAULTS)

    @rx.event
    @requires("candidate:read")
    async def pick(self, ids: list[int]):
        """Choose the places of an area, or one place more or less."""
        before = self._filter().places
        known = {spot["id"] for spot in self.spots}
        wanted = tuple(place for place in dict.fromkeys(ids) if place in known)
        if not wanted:
            return None
        if len(wanted) == 1:
            return self._go(_toggled(before, wanted[0]))
        # The largest first: an address holds so many places and no more.
        kept = [spot["id"] for spot in self.spots if spot["id"] in set(wanted)][:MOST]
        told = rx.toast.info(f"The {MOST} largest places of that area were chosen.") if len(wanted) > MOST else None
        return [self._go(tuple(kept)), *([told] if told else [])]

    @rx.event
    @requires("candidate:read")
    async def toggle(self, place: int):
        """Choose one place more or less; 0 is nowhere."""
        if place == NOWHERE or place in {spot["id"] for spot in self.spots}:
            return self._go(_toggled(self._filter().places, place))
        return None

    @rx.event
    @requires("candidate:read")
    async def clear(self):
        """Choose no place: everybody stands beside the map again."""
        return self._go(())

    @rx.event
    @requires("candidate:read")
    async def show(self, tab: str):
        """Show the people, or the places as a list."""
        self.tab = "places" if tab == "places" else "people"


def _toggled(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    if place in places:
        return tuple(one for one in places if one != place)
    return (*places, place)[-MOST:]


def _screen(w: Work, interviewer: str, flt: ApplicationFilter) -> tuple[Geography, Page[ApplicationRow]]:
    return geography.geography(w, interviewer, flt), listing.page(w, interviewer, flt)


def _chosen_words(found: Geography, flt: ApplicationFilter) -> str:
    if not flt.places:
        return ""
    names = [spot.label for spot in found.spots if spot.id in flt.places]
    names += ["no location"] if NOWHERE in flt.places else []
    others = len(flt.places) - 1
    first = names[0] if names else plural(len(flt.places), "place")
    return f"{first} and {plural(others, 'more', 'more')}" if names and others else first


def spot_line(spot: geography.Spot, chosen: tuple[int, ...]) -> SpotLine:
    """Turn a spot into a bubble."""
    return SpotLine(
        id=spot.id,
        label=spot.label,
        short=spot.short,
        lat=spot.lat,
        lon=spot.lon,
        count=spot.count,
        country=spot.is_country,
        on=spot.id in chosen,
    )


def person_line(row: ApplicationRow) -> PersonLine:
    """Turn a row into a line beside the map."""
    return PersonLine(
        id=row.id,
        name=row.name,
        initials=row.initials,
        place=row.place or "No location",
        decision=row.decision,
        chip=_chip(row),
    )


def _chip(row: ApplicationRow) -> Cell:
    if row.knocked_out_by:
        return Cell(kind="failed", text=row.knocked_out_by, tip=row.knocked_out_by)
    if row.score is not None:
        look, words = f"is-{row.band}", BAND_WORDS.get(row.band, "")
        return Cell(
            kind="score", text=str(row.score), look=look, percent=f"{row.score}%", more=words, tip="Overall score"
        )
    now = next((cell for cell in row.stages if cell.state != "completed"), None)
    return stage_cell(now) if now else Cell(kind="text", text=row.state_word, look="m-meta")


def nowhere_words(found: Geography) -> str:
    """Say how many people have no location."""
    if not found.total:
        return ""
    if not found.nowhere:
        return "Everybody has a location"
    return f"{found.nowhere:,} of {found.total:,} {'has' if found.nowhere == 1 else 'have'} no location"


listen(is_candidates_tab, lambda: CandidatesMap.refresh)
