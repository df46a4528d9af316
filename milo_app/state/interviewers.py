"""The list of interviewers."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.work import Work
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.queries import Counts, InterviewerFilter, InterviewerRow
from milo_app.state.access import look
from milo_app.state.listing import Foot, go, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires

PATH = "/interviewers"
DEFAULTS = {"tab": "active", "q": "", "sort": "recent", "page": ""}
TABS = ("active", "draft", "expired", "archived")
SORTS = ("recent", "oldest", "most", "least")
WORDS = {"active": "Active", "expired": "Expired", "archived": "Archived", "draft": "Draft"}
_LEVEL = {"": "none", "soon": "soon", "today": "today", "over": "past"}


class StageSign(TypedDict):
    """A stage of an interviewer, for its icon."""

    kind: str
    name: str


class Line(TypedDict):
    """One interviewer as it is shown."""

    id: str
    title: str
    slug: str
    href: str
    state: str
    word: str
    department: str
    stages: list[StageSign]
    count: str
    completion: str
    percent: str
    score: str
    deadline: str
    deadline_level: str
    created: str


def _line(row: InterviewerRow) -> Line:
    return Line(
        id=row.id,
        title=row.title,
        slug=row.slug or "not published",
        href=f"/interviewers/{row.id}/edit" if row.state == "draft" else f"/interviewers/{row.id}",
        state=row.state,
        word=WORDS[row.state],
        department=row.department,
        stages=[StageSign(kind=stage.kind, name=stage.title) for stage in row.stages],
        count=f"{row.invited:,}" if row.invited else "–",
        completion=row.completion_text,
        percent=str(row.completion_percent),
        score="–" if row.score_avg is None else str(row.score_avg),
        deadline=row.deadline_text,
        deadline_level=_LEVEL.get(row.deadline_tone, "none"),
        created=row.created_text,
    )


class Interviewers(Foot, rx.State):
    """Rows, tabs and filters of the list."""

    rows: list[Line] = []
    tab: str = "active"
    q: str = ""
    sort: str = "recent"
    n_active: str = ""
    n_expired: str = ""
    n_archived: str = ""
    n_draft: str = ""
    is_loading: bool = True
    is_new: bool = False
    """Nothing was ever created here: the first-use page is shown."""

    @rx.event
    @requires("interviewer:read")
    async def load(self):
        """Read the page that the address names."""
        parts = query_of(self, DEFAULTS)
        self.tab = parts["tab"] if parts["tab"] in TABS else "active"
        self.sort = parts["sort"] if parts["sort"] in SORTS else "recent"
        self.q = parts["q"]
        await self._read(parts["page"])

    async def _read(self, cursor: str) -> None:
        page, counts = await look(_page_and_counts, InterviewerFilter(self.tab, self.q, self.sort), cursor)
        self.rows = [_line(row) for row in page.rows]
        self._set_foot(page)
        self.n_active, self.n_expired = str(counts.active), str(counts.expired)
        self.n_archived, self.n_draft = str(counts.archived), str(counts.draft)
        self.is_new = counts == Counts()
        self.is_loading = False

    @rx.event
    @requires("interviewer:read")
    async def refresh(self):
        """Read the same page again: something in the workspace changed."""
        await self._read(query_of(self, DEFAULTS)["page"])

    def _go(self, *, replace: bool = False, **changes: str) -> rx.event.EventSpec:
        parts = {"tab": self.tab, "q": self.q, "sort": self.sort, **changes}
        return go(PATH, parts, DEFAULTS, replace=replace)

    @rx.event
    @requires("interviewer:read")
    async def type_name(self, text: str):
        """Narrow the list as somebody types."""
        self.q = text[:200]
        return self._go(q=self.q, replace=True)

    @rx.event
    @requires("interviewer:read")
    async def sort_by(self, key: str):
        """Sort by one of the four orders."""
        return self._go(sort=key if key in SORTS else "recent")

    @rx.event
    @requires("interviewer:read")
    async def clear(self):
        """Drop the search text."""
        return self._go(q="")

    @rx.event
    @requires("interviewer:read")
    async def first(self):
        """Open the first page."""
        return self._go()

    @rx.event
    @requires("interviewer:read")
    async def previous(self):
        """Open the page before."""
        return self._go(page=self._prev)

    @rx.event
    @requires("interviewer:read")
    async def next(self):
        """Open the page after."""
        return self._go(page=self._next)

    @rx.event
    @requires("interviewer:read")
    async def last(self):
        """Open the last page."""
        return self._go(page=self._last)


def _page_and_counts(w: Work, flt: InterviewerFilter, cursor: str) -> tuple[queries.Page[InterviewerRow], Counts]:
    return queries.page(w, flt, cursor), queries.counts(w)


listen(lambda path: path.rstrip("/") == PATH, lambda: Interviewers.refresh)
