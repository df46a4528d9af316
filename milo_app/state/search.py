"""The search page: people and interviewers, narrowed and paged as the address says."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import reflex as rx

from milo_app.core.text import ellipsis
from milo_app.core.work import Work
from milo_app.domain.candidates import people_choices
from milo_app.domain.candidates.filters import Reader
from milo_app.domain.candidates.models import ApplicationState, Decision
from milo_app.domain.candidates.people_filters import MOST_YEARS
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.search import service
from milo_app.domain.search.asked import LONGEST, PAGE_SIZES, Asked, Found, SearchFilters
from milo_app.domain.search.ports import BOTH, Kind
from milo_app.state.access import look, me
from milo_app.state.candidates_words import misread
from milo_app.state.found import Person, Role, count_words, person_line, role_line
from milo_app.state.label_filter import Chosen
from milo_app.state.listing import address, query_of
from milo_app.state.people_words import years_words
from milo_app.state.policy import signed_in

PATH = "/search"
DEFAULTS = {
    "q": "", "kind": "", "interviewer": "", "stage": "", "status": "", "tag": "", "city": "", "years": "", "upto": "",
    "page": "1", "size": "10",
}  # fmt: skip
STATUSES = {one.value for one in ApplicationState} | {Decision.SHORTLISTED.value, Decision.DISMISSED.value}
FARTHEST = 100
"""The last page that is asked for: hits are counted up to a thousand."""
PART_WORDS = {
    "kind": "kind", "stage": "stage", "status": "status", "years": "least years", "upto": "most years",
    "page": "page", "size": "number per page",
}  # fmt: skip


def asked_from(parts: Mapping[str, str]) -> tuple[Asked, tuple[str, ...]]:
    """Read a question from an address, with the names of the parts that say nothing usable."""
    read = Reader(parts)
    kind = read.one_of("kind", {one.value for one in Kind})
    size, page = read.number("size", PAGE_SIZES[-1]), read.number("page", 1_000_000)
    if size is not None and size not in PAGE_SIZES:
        read.wrong.append("size")
        size = None
    filters = SearchFilters(
        interviewer=parts.get("interviewer", "")[:40],
        stage=read.one_of("stage", {one.value for one in StageKind}),
        status=read.one_of("status", STATUSES),
        tag=parts.get("tag", "")[:120].strip(),
        city=parts.get("city", "")[:120].strip(),
        min_years=read.number("years", MOST_YEARS),
        max_years=read.number("upto", MOST_YEARS),
    )
    kinds = frozenset({Kind(kind)}) if kind else BOTH
    if not kind and filters != SearchFilters():
        # What narrows people says nothing about interviewers.
        kinds = frozenset({Kind.CANDIDATE})
    text = parts.get("q", "")[: 10 * LONGEST]
    return Asked(text, kinds, max(1, page or 1), size or PAGE_SIZES[0], filters), tuple(read.wrong)


class Search(rx.State):
    """What was asked and what was found."""

    q: str = ""
    parts: dict[str, str] = dict(DEFAULTS)
    chips: list[Chosen] = []
    people: list[Person] = []
    roles: list[Role] = []
    people_count: str = ""
    roles_count: str = ""
    interviewer_title: str = ""
    note: str = ""
    """What the asker should know, such as that the index is being built."""
    wrong: str = ""
    range_text: str = ""
    has_previous: bool = False
    has_next: bool = False
    is_loading: bool = True
    is_asked: bool = False
    """The question is long enough to be answered."""
    is_past_end: bool = False
    is_narrow: bool = False
    shows_people: bool = True
    shows_roles: bool = True
    shows_contact: bool = False

    @rx.event
    @signed_in
    async def load(self):
        """Search for what the address says."""
        actor = me().actor
        self.shows_people = actor.can("candidate:read") and not actor.is_blind
        self.shows_roles = actor.can("interviewer:read")
        self.shows_contact = actor.can("candidate:read_contact")
        self.parts = query_of(self, DEFAULTS, 10 * LONGEST)
        asked, wrong = asked_from(self.parts)
        given = tuple(name for name in self.router.url.query_parameters if name not in DEFAULTS)
        self.q = ellipsis(asked.text, LONGEST)
        self.wrong = misread((*wrong, *given), PART_WORDS)
        self.parts["page"], self.parts["size"] = str(asked.page), str(asked.per_page)
        found, self.interviewer_title = await look(_found, asked)
        self.is_asked = service.is_asked(asked)
        self.is_narrow = asked.filters != SearchFilters()
        self._show(found, asked)

    def _show(self, found: Found, asked: Asked) -> None:
        self.people = [person_line(hit, found.query) for hit in found.candidates]
        self.roles = [role_line(hit, found.query) for hit in found.interviewers]
        self.people_count = count_words(found.candidates_count)
        self.roles_count = count_words(found.interviewers_count)
        self.note = found.note
        self.chips = _chips(asked.filters)
        most = max(found.candidates_count, found.interviewers_count, key=lambda one: one.value)
        shown = max(len(found.candidates), len(found.interviewers))
        first = (asked.page - 1) * asked.per_page
        self.is_past_end = not shown and asked.page > 1
        self.range_text = f"{first + 1:,}–{first + shown:,} of {count_words(most)}" if shown else ""
        self.has_previous = asked.page > 1
        self.has_next = first + shown < most.value and shown == asked.per_page and asked.page < FARTHEST
        self.is_loading = False

    def _go(self, **changes: str) -> rx.event.EventSpec:
        return rx.redirect(address(PATH, {**self.parts, "page": "1", **changes}, DEFAULTS))

    @rx.event
    @signed_in
    async def ask(self, form: dict[str, str]):
        """Search for what was typed; the address carries it."""
        return self._go(q=form.get("q", "").strip()[: 10 * LONGEST])

    @rx.event
    @signed_in
    async def choose(self, part: str, value: str):
        """Set one part of the question; what says nothing usable changes nothing."""
        if part not in DEFAULTS or asked_from({part: value})[1]:
            return None
        return self._go(**{part: value})

    @rx.event
    @signed_in
    async def type_filters(self, form: dict[str, str]):
        """Set what was typed: tag, city and years."""
        given = {part: form.get(part, "").strip() for part in ("tag", "city", "years", "upto")}
        low, high = given["years"], given["upto"]
        if asked_from(given)[1] or (low and high and int(low) > int(high)):
            return rx.toast.error(f"Years go from 0 to {MOST_YEARS}, the lower one first.")
        return self._go(**given)

    @rx.event
    @signed_in
    async def drop(self, pick: str):
        """Take one filter off, by its chip."""
        return self._go(years="", upto="") if pick == "years" else await self._drop(pick)

    async def _drop(self, pick: str):
        return self._go(**{pick: ""}) if pick in ("tag", "city") else None

    @rx.event
    @signed_in
    async def clear(self):
        """Take all filters off; the text stays."""
        return rx.redirect(f"{PATH}?q={quote(self.parts['q'], safe='')}")

    @rx.event
    @signed_in
    async def turn(self, by: int):
        """Go to the page before (-1) or after (1), or to the first (0)."""
        page = max(1, int(self.parts["page"]) + by) if by in (-1, 1) else 1
        return self._go(page=str(page))


def _found(w: Work, asked: Asked) -> tuple[Found, str]:
    return service.find(w, asked), people_choices.interviewer_title(w, asked.filters.interviewer)


def _chips(filters: SearchFilters) -> list[Chosen]:
    found = [("tag", f"Tag: {filters.tag}")] if filters.tag else []
    if filters.city:
        found.append(("city", filters.city))
    if filters.min_years is not None or filters.max_years is not None:
        found.append(("years", years_words(filters.min_years, filters.max_years)))
    return [Chosen(pick=pick, words=ellipsis(words, 60)) for pick, words in found]
