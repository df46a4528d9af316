"""Settings, Audit: who did what, and whether the log is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import reflex as rx

from milo_app.core.paging import Page
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.audit import queries, service
from milo_app.domain.audit.queries import AuditRow
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.interviewers import queries as interviewers
from milo_app.state.access import look, me
from milo_app.state.listing import Foot, go, query_of
from milo_app.state.policy import requires, signed_in

PATH = "/settings/audit"
DEFAULTS = {"page": ""}


class Line(TypedDict):
    """One entry."""

    number: str
    at: str
    who: str
    sign: str
    words: str
    note: str
    about: str
    href: str


@dataclass(frozen=True)
class Names:
    """Names by internal id, with the page that shows each."""

    interviewers: dict[int, tuple[str, str]]
    applications: dict[int, tuple[str, str]]

    def of(self, kind: str, ids: tuple[int, ...]) -> tuple[str, str]:
        """Return the words and the address for what an entry is about."""
        if kind == "interviewer" and ids:
            public_id, title = self.interviewers.get(ids[0], ("", ""))
            return title, f"/interviewers/{public_id}" if public_id else ""
        if kind == "application" and ids:
            public_id, name = self.applications.get(ids[0], ("", ""))
            others = len(ids) - 1
            if others:
                return f"{name} and {plural(others, 'other')}" if name else plural(len(ids), "candidate"), ""
            return name, f"/candidates/{public_id}" if public_id else ""
        return "", ""


def entry_line(row: AuditRow, names: Names) -> Line:
    """Turn an entry into words; what was deleted since is named by its kind and number."""
    about, href = names.of(row.object_kind, row.object_ids)
    if not about and row.object_kind != "workspace":
        gone = f"{row.object_kind.replace('_', ' ')} {row.object_ids[0]}" if row.object_kind and row.object_ids else ""
        about = row.object_name or gone.capitalize()
    who = row.actor_name
    if row.actor_kind == "system":
        who = "Milo"
    elif row.actor_kind == "candidate":
        who = names.applications.get(row.actor_application or 0, ("", ""))[1] or "A candidate"
    return Line(
        number=f"{row.seq:,}",
        at=row.at,
        who=who,
        sign=row.actor_kind,
        words=row.words,
        note=row.note,
        about=about,
        href=href,
    )


class Audit(Foot, rx.State):
    """The page."""

    rows: list[Line] = []
    verdict: str = ""
    is_whole: bool = True
    is_verifying: bool = False
    is_loading: bool = True
    is_allowed: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read the page of the log that the address names."""
        self.is_allowed = me().actor.can("audit:read")
        if self.is_allowed:
            page, names = await look(_page, query_of(self, DEFAULTS)["page"])
            self.rows = [entry_line(row, names) for row in page.rows]
            self._set_foot(page)
        self.is_loading = False

    @rx.event
    @requires("audit:read")
    async def verify(self):
        """Recompute the whole chain and say whether it holds."""
        self.is_verifying, self.verdict = True, ""
        yield
        try:
            broken, total = await look(_verify)
        finally:
            self.is_verifying = False
        self.is_whole = broken is None
        if broken is None:
            self.verdict = f"The chain holds: {plural(total, 'entry', 'entries')} checked, none changed, none missing."
        else:
            self.verdict = (
                f"The chain breaks at entry {broken:,}. It, or the one before it, was changed or removed outside Milo. "
                "Entries before it hold. Keep a copy of the database and compare it with a backup."
            )

    @rx.event
    @requires("audit:read")
    async def first(self):
        """Open the first page."""
        return rx.redirect(PATH)

    @rx.event
    @requires("audit:read")
    async def previous(self):
        """Open the page before."""
        return go(PATH, {"page": self._prev}, DEFAULTS)

    @rx.event
    @requires("audit:read")
    async def next(self):
        """Open the page after."""
        return go(PATH, {"page": self._next}, DEFAULTS)

    @rx.event
    @requires("audit:read")
    async def last(self):
        """Open the last page."""
        return go(PATH, {"page": self._last}, DEFAULTS)


def _page(w: Work, cursor: str) -> tuple[Page[AuditRow], Names]:
    page = queries.page(w, cursor)
    about = {kind: {i for row in page.rows if row.object_kind == kind for i in row.object_ids[:1]} for kind in _KINDS}
    people = about["application"] | {row.actor_application for row in page.rows if row.actor_application is not None}
    roles = interviewers.titles(w, about["interviewer"]) if w.actor.can("interviewer:read") else {}
    return page, Names(roles, candidates.names(w, people) if w.actor.can("candidate:read") else {})


_KINDS = ("interviewer", "application")


def _verify(w: Work) -> tuple[int | None, int]:
    w.require("audit:read")
    seen = 0

    def count(number: int) -> None:
        nonlocal seen
        seen = number

    return service.verify(w, count), seen
