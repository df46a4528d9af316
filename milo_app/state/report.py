"""One candidate's report: what a recruiter reads before deciding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from milo_app.core.errors import Conflict, Gone, NotFound
from milo_app.core.text import duration, plural, short_date
from milo_app.core.work import Work
from milo_app.domain.accounts import views
from milo_app.domain.candidates import decisions, listing, queries
from milo_app.domain.candidates.acts import Undo
from milo_app.domain.candidates.filters import ApplicationFilter, from_parts
from milo_app.domain.candidates.listing import Position
from milo_app.domain.outreach import queries as outreach
from milo_app.domain.outreach.queries import ContactRow
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring.queries import Report
from milo_app.state.access import call, look, me
from milo_app.state.applications import DEFAULTS, LONGEST
from milo_app.state.listing import address, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires
from milo_app.state.report_acts import ActsPart
from milo_app.state.report_guests import GuestPart
from milo_app.state.report_review import Loaded, ReviewPart
from milo_app.state.report_rows import (
    AttemptLine,
    CheckLine,
    Choice,
    ContactLine,
    EventLine,
    FileLine,
    PointLine,
    ScoredLine,
    SignalLine,
    StageLine,
    WhyLine,
    contact_lines,
    file_lines,
    stage_line,
    timeline_lines,
    why_lines,
)
from milo_app.state.report_team import TeamPart
from milo_app.state.report_twins import ReportTwins
from milo_app.state.scheduling import Scheduling

PANELS = ("notes", "timeline", "contacts", "files")
"""Tabs beside the stages."""


class Candidate(TeamPart, ActsPart, ReviewPart, GuestPart, rx.State):
    """The report of one application."""

    application: str = ""
    interviewer: str = ""
    interviewer_title: str = ""
    is_loading: bool = True
    missing: bool = False
    erased: bool = False
    name: str = ""
    initials: str = ""
    photo: str = ""
    is_blind: bool = False
    locked: str = ""
    facts: str = ""
    status: str = ""
    status_word: str = ""
    decision: str = ""
    is_test: bool = False
    decided: str = ""
    can_mail: bool = False
    can_erase: bool = False
    can_export: bool = False
    can_update: bool = False
    can_rescore: bool = False
    score: str = ""
    band: str = "none"
    percent: int = 0
    left_out: str = ""
    pending: str = ""
    can_retry: bool = False
    failed: str = ""
    points: list[PointLine] = []
    stages: list[StageLine] = []
    tab: str = ""
    checks: list[CheckLine] = []
    checks_note: str = ""
    signals: list[SignalLine] = []
    tags: list[str] = []
    scored_by: list[ScoredLine] = []
    timeline: list[EventLine] = []
    contacts: list[ContactLine] = []
    files: list[FileLine] = []
    why: list[WhyLine] = []
    rubric_words: str = ""
    evaluator: str = ""
    rescorable: list[Choice] = []
    csat: str = ""
    csat_comment: str = ""
    attempts: list[AttemptLine] = []
    explained: str = ""
    position: str = ""
    previous_href: str = ""
    next_href: str = ""
    back_href: str = "/interviewers"
    view_name: str = ""
    _undo: dict[str, Any] = {}
    _revision: int = 0
    _is_over: bool = False
    _saved: str = ""

    @rx.event
    @requires("application:read", "candidate:read")
    async def load(self):
        """Read the report of the address, and its neighbours in the list it was opened from."""
        self._is_over = False
        chosen = path_part(self, "application_id")
        if self._is_late(chosen):
            return None
        if chosen != self.application or not self._is_fresh():
            # Otherwise a key has shown it already, and its address only follows.
            await self._open(chosen)
        else:
            await self._read_guests()
        parts = query_of(self, DEFAULTS, LONGEST)
        await self._begin(parts, from_parts(parts)[0])
        return Candidate.read_ahead if self.is_review else None

    @rx.event
    @requires("application:read", "candidate:read")
    async def open_over(self, application: str):
        """Read the report that was opened over a list; the address is that of the report."""
        self._is_over = True
        self._end()
        await self._open(application[:64])
        return [Scheduling.open(self.application), ReportTwins.show(self.application)]

    @rx.event
    @requires("application:read", "candidate:read")
    async def close_over(self):
        """Forget the report: the list is in front again."""
        self.application, self.is_loading, self._is_over = "", True, False
        self.dialog = ""

    async def _open(self, chosen: str) -> None:
        if chosen != self.application:
            self.is_loading, self.tab, self.dialog = True, "", ""
            self._forget_draft()
            self.tab = _tab_of(str(self.router.url.fragment))
        if (shown := query_of(self, {"show": ""})["show"]) in PANELS:
            self.tab = shown
        self.application = chosen
        await self._read()
        await self._name_view()

    async def _name_view(self) -> None:
        """Say which saved view the list was opened with."""
        saved = query_of(self, DEFAULTS)["saved"]
        if saved != self._saved:
            known = await look(views.views, f"candidates:{self.interviewer}") if saved else []
            self._saved, self.view_name = saved, next((view.name for view in known if view.id == saved), "")

    async def _read(self) -> None:
        parts = query_of(self, DEFAULTS, LONGEST)
        wanted = query_of(self, {"attempt": ""})["attempt"]
        flt = from_parts(parts)[0]
        attempt = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None
        self.missing = False
        try:
            report, place, contacts = await look(_everything, self.application, flt, attempt, self._notes_size)
        except (NotFound, Gone) as error:
            self.missing, self.is_loading, self.erased = True, False, isinstance(error, Gone)
            self.name = ""
            return
        self._show_report((report, place, contacts))
        await self._read_guests()

    def _show_report(self, loaded: Loaded) -> None:
        """Show a report that was read, now or ahead of time."""
        report, place, contacts = loaded
        parts = query_of(self, DEFAULTS, LONGEST)
        self.missing = False
        self._show_head(report, me().actor.tz)
        self._show_body(report, me().actor.tz)
        self._show_team(report)
        self.timeline = timeline_lines(report, contacts, me().actor.tz)
        self.contacts, self.files = contact_lines(contacts), file_lines(report, me().actor.tz)
        query = {name: value for name, value in parts.items() if name != "page"}
        self.attempts = [
            AttemptLine(
                text=f"Attempt {row.number}: {row.state_word}" + (f", {row.score}" if row.score is not None else ""),
                href=address(f"/candidates/{self.application}", {**query, "attempt": str(row.number)}, DEFAULTS),
                is_shown=row.number == report.attempt,
            )
            for row in report.attempts
            if len(report.attempts) > 1
        ]
        self.position = f"{place.number:,} of {place.total:,}{'+' if place.is_capped else ''}" if place.number else ""
        self.previous_href = address(f"/candidates/{place.previous}", query, DEFAULTS) if place.previous else ""
        self.next_href = address(f"/candidates/{place.next}", query, DEFAULTS) if place.next else ""
        self.back_href = address(f"/interviewers/{report.interviewer_public_id}", parts, DEFAULTS)
        self.is_loading = False
        self._tell_place()

    def _show_head(self, report: Report, tz: str) -> None:
        self.interviewer, self.interviewer_title = report.interviewer_public_id, report.interviewer_title
        self.name, self.initials = report.name, report.initials
        self.photo = f"/api/photos/{report.photo}" if report.photo else ""
        self.is_blind = report.is_blind
        self.locked = (
            f"{plural(report.to_rate, 'criterion waits', 'criteria wait')} for your rating. The score, the reasons and "
            "the summary open together, so that your view is your own."
            if report.is_locked
            else ""
        )
        known = [f"applied {short_date(report.invited_at, tz)}"]
        if report.completed_at:
            known.append(f"finished {short_date(report.completed_at, tz)}")
        if report.minutes:
            known.append(duration(report.minutes * 60))
        self.facts = " · ".join([part for part in (report.email, report.phone) if part] + known)
        self.status, self.status_word = report.status, report.status_word
        self.decision, self.is_test = report.decision, report.is_test
        who = f"by {report.decided_by}" if report.decided_by else ""
        self.decided = ""
        if report.decided_at and report.decision != "none":
            said = " ".join(
                part for part in (report.decision.capitalize(), who, short_date(report.decided_at, tz)) if part
            )
            self.decided = f"{said}: {report.decision_reason}" if report.decision_reason else ""
        self.score = "" if report.score is None else str(report.score)
        self.band, self.percent = report.band, report.score or 0
        actor = me().actor
        self.can_mail, self.can_export = actor.can("outreach:send_email"), actor.can("candidate:export")
        self.can_erase, self.can_update = actor.can("candidate:delete"), actor.can("candidate:update")
        self.can_rescore = actor.can("application:rescore")
        self._revision = report.revision
        self.evaluator = ", ".join(dict.fromkeys(row.evaluator for row in report.scored_by if row.score is not None))
        self.left_out, self.pending = report.left_out_note, report.evaluation_note
        self.can_retry, self.failed = report.can_retry, report.knocked_out_by
        self.csat = f"{report.csat} of 5" if report.csat else ""
        self.csat_comment = report.csat_comment
        self.explained = (
            f"Stopped by the rule “{report.knocked_out_by}”. A person can still decide otherwise."
            if report.knocked_out_by
            else ""
        )

    def _show_body(self, report: Report, tz: str) -> None:
        self.points = [
            PointLine(
                kind=p.kind,
                text=p.text,
                quote=p.quote,
                source=p.source or ("Open the resume" if p.anchor == "resume" else ""),
                href=f"#{p.anchor}" if p.anchor else "",
                stage=p.stage_key,
            )
            for p in report.points
        ]
        self.stages = [stage_line(stage) for stage in report.stages]
        self._open_anchor()
        if self.tab not in {*(stage["key"] for stage in self.stages), *PANELS}:
            scored = [stage["key"] for stage in self.stages if stage["kind"] == "web_interview"]
            self.tab = (scored or [stage["key"] for stage in self.stages] or [""])[0]
        self.checks = [
            CheckLine(
                state=c.state,
                name=c.name,
                proof=" · ".join(
                    x for x in (c.source, c.found and f"found: {c.found}", c.expected and f"passes: {c.expected}") if x
                ),
                href=f"#{c.anchor}" if c.anchor else "",
                stage=c.stage_key,
            )
            for c in report.checks
        ]
        self.checks_note = report.checks_note
        self.signals = [
            SignalLine(
                text=s.text,
                detail=" · ".join(x for x in (s.source, f"“{s.quote}”" if s.quote else "") if x),
                href=f"#{s.anchor}" if s.anchor else "",
                stage=s.stage_key,
            )
            for s in report.signals
        ]
        self.tags = [tag.text for tag in report.tags]
        self.why = why_lines(report)
        self.rubric_words = f"Weighted means of the criteria, rubric v{report.version_number}."
        self.rescorable = [
            Choice(value=stage.key, label=stage.title) for stage in report.stages if stage.score is not None
        ]
        self.scored_by = [
            ScoredLine(
                stage=row.stage,
                score="–" if row.score is None else str(row.score),
                evaluator=" · ".join(x for x in (row.evaluator, row.prompt_version, short_date(row.at, tz)) if x),
            )
            for row in report.scored_by
        ]

    def _open_anchor(self) -> None:
        """Turn the name of a question in the address into the stage that it belongs to."""
        for stage in self.stages:
            if any(question["anchor"] == self.tab for question in stage["questions"]):
                self.tab = stage["key"]
        if self.tab == "resume":
            self.tab = next((stage["key"] for stage in self.stages if stage["kind"] == "resume"), "")

    @rx.event
    @requires("application:read")
    async def refresh(self):
        """Read the same report again: something changed. One that a key has just shown was read a moment ago."""
        if self.application and not self._is_fresh():
            await self._read()

    @rx.event
    @requires("application:read")
    async def refresh_over(self):
        """Read again what is open over a list."""
        if self.application and self._is_over:
            await self._read()

    @rx.event
    @requires("application:read")
    async def open_tab(self, key: str):
        """Show another stage."""
        self.tab = key

    @rx.event
    @requires("candidate:decide")
    async def shortlist(self):
        """Shortlist, with Undo."""
        return await self._decide(decisions.shortlist)

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self):
        """Dismiss, with Undo."""
        return await self._decide(decisions.dismiss)

    @rx.event
    @requires("candidate:decide")
    async def clear(self):
        """Take a decision back, with Undo."""
        return await self._decide(decisions.clear)

    async def _decide(self, decide: Callable[..., Undo], **more: str) -> rx.event.EventSpec:
        """Decide about the candidate as this page shows them; the second of two who decide is told of the first."""
        try:
            undo = await call(decide, [self.application], seen={self.application: self._revision}, **more)
        except Conflict as error:
            await self._read()
            return rx.toast.warning(error.sentence(), duration=8000)
        self._undo = undo.as_dict()
        await self._read()
        return rx.toast.success(undo.label, action={"label": "Undo", "on_click": Candidate.undo}, duration=8000)

    @rx.event
    @requires("candidate:decide")
    async def undo(self):
        """Restore exactly what the last decision changed."""
        if not self._undo:
            return rx.toast.info("There is nothing to undo.")
        await call(decisions.undo, Undo.from_dict(self._undo))
        self._undo = {}
        await self._read()
        return rx.toast.success("Undone.")


def _tab_of(fragment: str) -> str:
    """Return which tab an address names: `#show-notes`, or the stage of a question, which is told later."""
    return fragment.removeprefix("show-")[:60]


def _everything(
    w: Work, application: str, flt: ApplicationFilter, attempt: int | None, notes: int
) -> tuple[Report, Position, list[ContactRow]]:
    report = scoring.report(w, application, attempt, notes)
    row = queries.pick(w, application)
    contacts = outreach.contact_history(w, row.id) if row.id is not None else []
    return report, listing.position(w, application, flt), contacts


def _is_report(path: str) -> bool:
    return path.startswith("/candidates/") and path.rstrip("/") != "/candidates"


def _is_list(path: str) -> bool:
    return path.startswith("/interviewers/") or path.rstrip("/") == "/candidates"


listen(_is_report, lambda: Candidate.refresh)
listen(_is_list, lambda: Candidate.refresh_over)
