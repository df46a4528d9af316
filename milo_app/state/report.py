"""One candidate's report: what a recruiter reads before deciding."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from milo_app.core.text import duration, full_time, plural, short_date
from milo_app.core.work import Work
from milo_app.domain.candidates import decisions, queries, service
from milo_app.domain.candidates.decisions import Undo
from milo_app.domain.candidates.queries import ApplicationFilter, Position
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring import service as rescoring
from milo_app.domain.scoring.queries import Report
from milo_app.state.access import call, look, me
from milo_app.state.applications import DEFAULTS
from milo_app.state.listing import address, path_part, query_of
from milo_app.state.live import listen
from milo_app.state.policy import requires


class Segment(TypedDict):
    """A piece of text; `mark` is the number of the criterion it is evidence for."""

    text: str
    mark: str


class PointLine(TypedDict):
    """A highlight or lowlight."""

    kind: str
    text: str
    quote: str
    source: str
    href: str


class CriterionLine(TypedDict):
    """A row of the scorecard."""

    number: str
    name: str
    score: str
    band: str
    percent: int
    weight: str
    share: str
    quotes: str
    reason: str


class TurnLine(TypedDict):
    """An answer or a follow-up question."""

    kind: str
    segments: list[Segment]
    text: str
    margin: str


class QuestionLine(TypedDict):
    """A question with what was said."""

    number: str
    text: str
    anchor: str
    score: str
    band: str
    percent: int
    note: str
    turns: list[TurnLine]
    file_name: str
    file_href: str


class StageLine(TypedDict):
    """A stage with its scorecard and its questions."""

    key: str
    kind: str
    title: str
    score: str
    band: str
    note: str
    criteria: list[CriterionLine]
    questions: list[QuestionLine]
    resume: list[Segment]
    resume_note: str
    resume_name: str
    resume_href: str


class CheckLine(TypedDict):
    """A deterministic check."""

    state: str
    name: str
    proof: str


class SignalLine(TypedDict):
    """Something to look at."""

    text: str
    detail: str


class ScoredLine(TypedDict):
    """Who scored a stage."""

    stage: str
    score: str
    evaluator: str


class EventLine(TypedDict):
    """A moment of the timeline."""

    kind: str
    text: str
    detail: str
    when: str


class Candidate(rx.State):
    """The report of one application."""

    application: str = ""
    interviewer: str = ""
    interviewer_title: str = ""
    is_loading: bool = True
    missing: bool = False
    name: str = ""
    initials: str = ""
    email: str = ""
    phone: str = ""
    facts: str = ""
    status: str = ""
    status_word: str = ""
    decision: str = ""
    decided: str = ""
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
    csat: str = ""
    csat_comment: str = ""
    attempts: str = ""
    position: str = ""
    previous_href: str = ""
    next_href: str = ""
    back_href: str = "/interviewers"
    _undo: dict[str, Any] = {}

    @rx.event
    @requires("application:read", "candidate:read")
    async def load(self):
        """Read the report of the address, and its neighbours in the list it was opened from."""
        chosen = path_part(self, "application_id")
        if chosen != self.application:
            self.is_loading, self.tab = True, ""
        self.application = chosen
        await self._read()

    async def _read(self) -> None:
        parts = query_of(self, DEFAULTS)
        flt = ApplicationFilter(
            q=parts["q"],
            state=parts["state"],
            decision=parts["decision"],
            sort=parts["sort"],
            descending=parts["dir"] != "up",
        )
        report, place = await look(_report_and_place, self.application, flt)
        self._show_head(report, me().actor.tz)
        self._show_body(report, me().actor.tz)
        query = {name: value for name, value in parts.items() if name != "page"}
        self.position = f"{place.number:,} of {place.total:,}{'+' if place.is_capped else ''}" if place.number else ""
        self.previous_href = address(f"/candidates/{place.previous}", query, DEFAULTS) if place.previous else ""
        self.next_href = address(f"/candidates/{place.next}", query, DEFAULTS) if place.next else ""
        self.back_href = address(f"/interviewers/{report.interviewer_public_id}", query, DEFAULTS)
        self.is_loading = False

    def _show_head(self, report: Report, tz: str) -> None:
        self.interviewer, self.interviewer_title = report.interviewer_public_id, report.interviewer_title
        self.name, self.initials = report.name, report.initials
        self.email, self.phone = report.email, report.phone
        known = [f"applied {short_date(report.invited_at, tz)}"]
        if report.completed_at:
            known.append(f"finished {short_date(report.completed_at, tz)}")
        if report.minutes:
            known.append(duration(report.minutes * 60))
        self.facts = " · ".join([part for part in (report.email, report.phone) if part] + known)
        self.status, self.status_word = report.status, report.status_word
        self.decision = report.decision
        who = f"by {report.decided_by}" if report.decided_by else ""
        self.decided = (
            " ".join(part for part in (who, short_date(report.decided_at, tz)) if part) if report.decided_at else ""
        )
        self.score = "" if report.score is None else str(report.score)
        self.band, self.percent = report.band, report.score or 0
        self.left_out, self.pending = report.left_out_note, report.evaluation_note
        self.can_retry, self.failed = report.can_retry, report.knocked_out_by
        self.csat = f"{report.csat} of 5" if report.csat else ""
        self.csat_comment = report.csat_comment
        self.attempts = f"Attempt {report.attempt} of {len(report.attempts)}" if len(report.attempts) > 1 else ""

    def _show_body(self, report: Report, tz: str) -> None:
        self.points = [
            PointLine(kind=p.kind, text=p.text, quote=p.quote, source=p.source, href=f"#{p.anchor}" if p.anchor else "")
            for p in report.points
        ]
        self.stages = [_stage(stage) for stage in report.stages]
        if self.tab not in {stage["key"] for stage in self.stages}:
            scored = [stage["key"] for stage in self.stages if stage["kind"] == "web_interview"]
            self.tab = (scored or [stage["key"] for stage in self.stages] or [""])[0]
        self.checks = [
            CheckLine(
                state=c.state,
                name=c.name,
                proof=" · ".join(
                    x for x in (c.source, c.found and f"found: {c.found}", c.expected and f"passes: {c.expected}") if x
                ),
            )
            for c in report.checks
        ]
        self.checks_note = report.checks_note
        self.signals = [
            SignalLine(text=s.text, detail=" · ".join(x for x in (s.source, f"“{s.quote}”" if s.quote else "") if x))
            for s in report.signals
        ]
        self.tags = [tag.text for tag in report.tags]
        self.scored_by = [
            ScoredLine(stage=row.stage, score="–" if row.score is None else str(row.score), evaluator=row.evaluator)
            for row in report.scored_by
        ]
        self.timeline = [
            EventLine(kind=t.kind, text=t.text, detail=t.detail, when=full_time(t.at, tz)) for t in report.timeline
        ]

    @rx.event
    @requires("application:read")
    async def refresh(self):
        """Read the same report again: something changed."""
        if self.application:
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
        return await self._decided(await call(decisions.shortlist, [self.application]))

    @rx.event
    @requires("candidate:decide")
    async def dismiss(self):
        """Dismiss, with Undo."""
        return await self._decided(await call(decisions.dismiss, [self.application]))

    @rx.event
    @requires("candidate:decide")
    async def clear(self):
        """Take a decision back, with Undo."""
        return await self._decided(await call(decisions.clear, [self.application]))

    async def _decided(self, undo: Undo) -> rx.event.EventSpec:
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

    @rx.event
    @requires("application:rescore")
    async def retry(self):
        """Ask for the evaluation again."""
        await call(rescoring.retry, self.application)
        await self._read()
        return rx.toast.info("The evaluation runs again.")

    @rx.event
    @requires("candidate:update", "outreach:send_email")
    async def resend(self):
        """Mail the person a new personal link; older ones stop working."""
        await call(service.resend_link, self.application)
        return rx.toast.success("A new link is on its way.")

    @rx.event
    @requires("candidate:update")
    async def revoke(self):
        """Withdraw the person's links."""
        gone = await call(service.revoke_links, self.application)
        return rx.toast.success(f"{plural(gone, 'link')} withdrawn.")


def _stage(stage: scoring.StageRow) -> StageLine:
    file = stage.resume.file if stage.resume else None
    return StageLine(
        key=stage.key,
        kind=stage.kind,
        title=stage.title,
        score="" if stage.score is None else str(stage.score),
        band=stage.band,
        note=stage.note,
        criteria=[_criterion(row) for row in stage.criteria],
        questions=[_question(row) for row in stage.questions],
        resume=[Segment(text=s["text"], mark=s["mark"]) for s in stage.resume.segments] if stage.resume else [],
        resume_note=stage.resume.note if stage.resume else "",
        resume_name=file.name if file else "",
        resume_href=f"/api/files/{file.public_id}" if file else "",
    )


def _criterion(row: scoring.CriterionRow) -> CriterionLine:
    return CriterionLine(
        number=row.number,
        name=row.name,
        score="–" if row.score is None else str(row.score),
        band=row.band,
        percent=row.score or 0,
        weight=f"× {row.weight}",
        share=f"{row.share}% of this stage",
        quotes=str(row.quotes or ""),
        reason=row.rationale or row.note,
    )


def _question(row: scoring.QuestionRow) -> QuestionLine:
    return QuestionLine(
        number=row.number,
        text=row.text,
        anchor=row.anchor,
        score="" if row.score is None else str(row.score),
        band=row.band,
        percent=row.score or 0,
        note=row.note,
        turns=[
            TurnLine(
                kind=turn.kind,
                segments=[Segment(text=s["text"], mark=s["mark"]) for s in turn.segments],
                text="".join(s["text"] for s in turn.segments),
                margin=turn.margin,
            )
            for turn in row.turns
        ],
        file_name=row.file.name if row.file else "",
        file_href=f"/api/files/{row.file.public_id}" if row.file else "",
    )


def _report_and_place(w: Work, application: str, flt: ApplicationFilter) -> tuple[Report, Position]:
    return scoring.report(w, application), queries.position(w, application, flt)


listen(lambda path: path.startswith("/candidates/"), lambda: Candidate.refresh)
