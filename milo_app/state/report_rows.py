"""A report as its page shows it: rows of words, already formatted for the reader. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from milo_app.core.text import full_time, plural, short_date
from milo_app.domain.candidates.ratings import RATINGS
from milo_app.domain.outreach.queries import ContactRow
from milo_app.domain.scoring import queries as scoring
from milo_app.domain.scoring.queries import Report


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
    stage: str


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
    href: str
    stage: str
    key: str
    own: int
    others: str


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
    href: str
    stage: str


class SignalLine(TypedDict):
    """Something to look at."""

    text: str
    detail: str
    href: str
    stage: str


class AttemptLine(TypedDict):
    """One run through the interview, after a retake."""

    text: str
    href: str
    is_shown: bool


class ScoredLine(TypedDict):
    """Who scored a stage."""

    stage: str
    score: str
    evaluator: str


class Choice(TypedDict):
    """An entry of a drop-down."""

    value: str
    label: str


class WhyLine(TypedDict):
    """How a score came about."""

    title: str
    score: str
    formula: str
    parts: list[str]


class ContactLine(TypedDict):
    """A mail to the person, with what became of it."""

    kind: str
    state: str
    tone: str
    when: str
    error: str


class FileLine(TypedDict):
    """A file that the person sent."""

    name: str
    detail: str
    href: str


class VersionLine(TypedDict):
    """How a note read before."""

    body: str
    until: str


class NotePiece(TypedDict):
    """A piece of a note; `mention` is "yes" where it names a colleague."""

    text: str
    mention: str


class NoteLine(TypedDict):
    """A note of a colleague."""

    id: str
    author: str
    initials: str
    body: str
    pieces: list[NotePiece]
    ago: str
    at: str
    edited: str
    versions: list[VersionLine]
    can_edit: bool
    can_delete: bool


class VerdictLine(TypedDict):
    """A colleague's verdict."""

    name: str
    initials: str
    value: str
    word: str
    comment: str
    ago: str


class PersonLine(TypedDict):
    """A colleague who can be named in a note."""

    id: str
    name: str
    initials: str


class EventLine(TypedDict):
    """A moment of the timeline."""

    kind: str
    text: str
    detail: str
    when: str


def stage_line(stage: scoring.StageRow) -> StageLine:
    file = stage.resume.file if stage.resume else None
    return StageLine(
        key=stage.key,
        kind=stage.kind,
        title=stage.title,
        score="" if stage.score is None else str(stage.score),
        band=stage.band,
        note=stage.note,
        criteria=[_criterion(row, stage.key) for row in stage.criteria],
        questions=[_question(row) for row in stage.questions],
        resume=[Segment(text=s["text"], mark=s["mark"]) for s in stage.resume.segments] if stage.resume else [],
        resume_note=stage.resume.note if stage.resume else "",
        resume_name=file.name if file else "",
        resume_href=f"/api/files/{file.public_id}" if file else "",
    )


def _criterion(row: scoring.CriterionRow, stage: str) -> CriterionLine:
    return CriterionLine(
        number=row.number,
        name=row.name,
        score="–" if row.score is None else str(row.score),
        band=row.band,
        percent=row.score or 0,
        weight=str(row.weight),
        share=f"{row.share}% of this stage",
        quotes=str(row.quotes or ""),
        reason=row.rationale or row.note,
        href=f"#{row.anchor}" if row.anchor else "",
        stage=stage,
        key=row.key,
        own=row.own,
        others=_others(row),
    )


def _others(row: scoring.CriterionRow) -> str:
    """Say what colleagues rated, or how many of them did while that is hidden."""
    if row.hidden:
        return f"{plural(row.hidden, 'colleague')} rated this. Rate it to see how."
    return ", ".join(f"{name}: {RATINGS[value]}" for name, value in row.others)


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


def timeline_lines(report: Report, contacts: Sequence[ContactRow], tz: str) -> list[EventLine]:
    """Return what happened with this application and what was mailed to the person, newest first."""
    events = [(row.at, row.kind, row.text, row.detail) for row in report.timeline]
    for row in contacts:
        detail = ". ".join(part for part in (row.state_label, row.error) if part)
        events.append((row.at, "failed" if row.error else "mailed", f"Mail: {row.kind_label}", detail))
    events.sort(key=lambda event: event[0], reverse=True)
    return [EventLine(kind=kind, text=text, detail=detail, when=full_time(at, tz)) for at, kind, text, detail in events]


def contact_lines(contacts: Sequence[ContactRow]) -> list[ContactLine]:
    """Return the mails to the person, newest first."""
    return [
        ContactLine(kind=row.kind_label, state=row.state_label, tone=row.tone, when=row.when, error=row.error)
        for row in contacts
    ]


def file_lines(report: Report, tz: str) -> list[FileLine]:
    """Return the files that the person sent."""
    return [
        FileLine(
            name=row.name,
            detail=" · ".join(
                part for part in (row.question or "Resume", size(row.size), short_date(row.at, tz)) if part
            ),
            href=f"/api/files/{row.public_id}",
        )
        for row in report.files
    ]


def size(number: int) -> str:
    """Return a size in bytes as people read it."""
    return f"{number / 1_048_576:.1f} MB" if number >= 1_048_576 else f"{max(1, round(number / 1024)):,} KB"


def why_lines(report: Report) -> list[WhyLine]:
    """Return how each score came about, the overall one first."""
    return [
        WhyLine(
            title=row.stage or "Overall",
            score="–" if row.score is None else str(row.score),
            formula=row.formula,
            parts=list(row.parts),
        )
        for row in report.why
    ]


def note_lines(report: Report) -> list[NoteLine]:
    """Return the notes, newest first."""
    return [
        NoteLine(
            id=row.id,
            author=row.author,
            initials=row.initials,
            body=row.body,
            pieces=[NotePiece(text=piece["text"], mention=piece["mention"]) for piece in row.pieces],
            ago=row.ago,
            at=row.at_text,
            edited=row.edited_text,
            versions=[VersionLine(body=one.body, until=one.until_text) for one in row.versions],
            can_edit=row.can_edit,
            can_delete=row.can_delete,
        )
        for row in report.notes.rows
    ]


def verdict_lines(report: Report) -> list[VerdictLine]:
    """Return the verdicts of colleagues that may be seen."""
    return [
        VerdictLine(
            name=row.name,
            initials=row.initials,
            value=row.value,
            word=row.word,
            comment=row.comment,
            ago=row.ago,
        )
        for row in report.opinions.others
    ]
