"""Puts a report on paper: which parts stand on it, in which order and in whose words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.accounts import branding
from milo_app.domain.accounts import queries as accounts
from milo_app.domain.candidates import queries as candidates
from milo_app.domain.candidates.contact import phone_text
from milo_app.domain.scoring import queries
from milo_app.domain.scoring.events import ReportPrinted
from milo_app.domain.scoring.evidence import Segment
from milo_app.domain.scoring.paper import (
    Asked,
    Block,
    Check,
    Chip,
    Chips,
    Heading,
    Note,
    Paper,
    PaperOptions,
    Picture,
    Point,
    Quoted,
    Said,
    Scored,
)
from milo_app.domain.scoring.paper_words import Words
from milo_app.domain.scoring.report import CriterionRow, QuestionRow, Report, StageRow

MOST_QUOTES = 6
_TONES = {"pass": "strong", "fail": "weak", "unknown": "none"}


def paper(w: Work, public_id: str, options: PaperOptions) -> Paper:
    """Return the report on an application as paper. Needs candidate:export and application:read; raises `NotFound`."""
    w.require("candidate:export")
    return laid_out(w, queries.report(w, public_id), options)


def record(w: Work, public_id: str, form: Literal["pdf", "page"]) -> None:
    """Tell that a report is handed out; `form` is pdf or page. Raises `NotFound` for one that is gone by now."""
    w.require("candidate:export")
    application = candidates.pick(w, public_id)
    assert application.id is not None
    w.publish(
        ReportPrinted(application_id=application.id, interviewer_id=application.interviewer_id, at=w.now, form=form)
    )


def laid_out(w: Work, report: Report, options: PaperOptions) -> Paper:
    """Return a report that was read already as paper."""
    words = Words(options.language, is_locked=report.is_locked)
    home, logo = accounts.workspace(w), branding.logo(w)
    tz = w.actor.tz if w.actor.kind == "user" else home.tz
    printed = words("printed", words.date(w.now, tz, with_time=True))
    return Paper(
        language=words.language,
        company=home.name,
        color=home.brand_color,
        kicker=words("report"),
        title=one_line(report.name) or "?",
        subtitle=one_line(report.interviewer_title),
        score=report.score,
        score_word=words("overall"),
        tone=report.band,
        band=words(report.band),
        evaluator=_evaluators(report, words),
        facts=tuple(_facts(report, words, tz)),
        page_of=words.pages(),
        footer=f"{one_line(report.name)} · {printed}",
        logo=Picture(logo.kind, logo.body) if logo else None,
        file_stem=one_line(f"{report.name} - {report.interviewer_title}"),
        blocks=tuple(_blocks(report, options, words)),
    )


def _evaluators(report: Report, words: Words) -> str:
    judges = dict.fromkeys(words.known(row.evaluator) for row in report.scored_by if row.score is not None)
    return f"{words('scored_by')}: {', '.join(judges)}" if judges else ""


def _facts(report: Report, words: Words, tz: str) -> Iterator[tuple[str, str]]:
    finished = words.date(report.completed_at, tz)
    if finished and report.minutes:
        finished += f", {words('minutes', report.minutes)}"
    decision = words("undecided") if report.decision == "none" else words(report.decision)
    if report.decision != "none" and report.decided_by:
        decision += f" · {report.decided_by}, {words.date(report.decided_at, tz)}"
    pairs = (
        ("status", words(report.status)),
        ("stopped_by", report.knocked_out_by),
        ("decision", decision),
        ("reason", report.decision_reason),
        ("email", report.email),
        ("phone", phone_text(report.phone)),
        ("applied", words.date(report.invited_at, tz)),
        ("finished", finished),
        ("attempt", str(report.attempt) if len(report.attempts) > 1 else ""),
    )
    yield from ((words(key), one_line(value)) for key, value in pairs if value)


def _blocks(report: Report, options: PaperOptions, words: Words) -> Iterator[Block]:
    if options.chips and report.tags:
        yield Heading(words("answers"))
        yield Chips(tuple(Chip(one_line(tag.text)) for tag in report.tags))
    yield from _summary(report, options, words)
    yield from _scorecard(report, words)
    yield from _checks(report, words)
    if options.transcript:
        yield from _transcript(report, words)


def _summary(report: Report, options: PaperOptions, words: Words) -> Iterator[Block]:
    wanted = {"strength": options.highlights, "ask": options.lowlights}
    points = [point for point in report.points if wanted.get(point.kind, False)]
    if points:
        yield Heading(words("summary"))
    for point in points:
        quote = Quoted(point.quote, words.known(point.source)) if point.quote else None
        yield Point(words(point.kind), "strong" if point.kind == "strength" else "fair", point.text, quote)


def _scorecard(report: Report, words: Words) -> Iterator[Block]:
    stages = [stage for stage in report.stages if stage.criteria]
    if not stages:
        return
    yield Heading(words("scorecard"))
    if report.left_out:
        yield Note(words("left_out", report.left_out))
    quotes = _quotes(report, words)
    for stage in stages:
        share = words("stage_share", stage.share) if stage.share else ""
        aside = " · ".join(part for part in (_figure(stage.score, stage.band, words), share) if part)
        yield Heading(words.known(stage.title), aside, stage.band, level=3)
        if stage.state == "not_started":
            yield Note(words("not_started"))
            continue
        if stage.note:
            yield Note(words.known(stage.note))
        yield from (_criterion(row, quotes.get(row.number, []), words) for row in stage.criteria)


def _figure(score: int | None, band: str, words: Words) -> str:
    return words("none") if score is None else f"{score} {words(band)}"


def _criterion(row: CriterionRow, quotes: list[Quoted], words: Words) -> Scored:
    return Scored(
        number=row.number,
        name=row.name,
        score=row.score,
        tone=row.band,
        aside=words("weight", row.weight, row.share),
        text=row.rationale,
        note=words.known(row.note) or words("none"),
        quotes=tuple(quotes[:MOST_QUOTES]),
    )


def _quotes(report: Report, words: Words) -> dict[str, list[Quoted]]:
    """Return the evidence of each criterion by its number: the marked words of answers and of the resume."""
    found: dict[str, list[Quoted]] = {}
    for stage in report.stages:
        for question in stage.questions:
            source = question.number if stage.kind == "web_interview" else words("form")
            for turn in question.turns:
                _collect(found, turn.segments, source)
        if stage.resume is not None:
            _collect(found, stage.resume.segments, words("resume"))
    return found


def _collect(found: dict[str, list[Quoted]], segments: tuple[Segment, ...], source: str) -> None:
    """Add the marked stretches of a text; neighbours with the same mark are one quote."""
    open_quotes: dict[str, str] = {}
    for segment in (*segments, Segment(text="", mark="")):
        marks = [mark for mark in segment["mark"].split(", ") if mark]
        for mark in [mark for mark in open_quotes if mark not in marks]:
            found.setdefault(mark, []).append(Quoted(one_line(open_quotes.pop(mark)), source))
        for mark in marks:
            open_quotes[mark] = open_quotes.get(mark, "") + segment["text"]


def _checks(report: Report, words: Words) -> Iterator[Block]:
    if report.checks:
        yield Heading(words("checks"))
    for row in report.checks:
        parts = (
            words("dealbreaker") if row.is_dealbreaker else "",
            words("wanted", row.expected) if row.expected else "",
            words("found", words.known(row.found)) if row.found else "",
            words.known(row.source),
        )
        yield Check(words(row.state), _TONES[row.state], row.name, " · ".join(part for part in parts if part))


def _transcript(report: Report, words: Words) -> Iterator[Block]:
    stages = [stage for stage in report.stages if stage.questions and stage.state != "not_started"]
    if stages:
        yield Heading(words("transcript"))
    for stage in stages:
        yield from _answers(stage, words)


def _answers(stage: StageRow, words: Words) -> Iterator[Block]:
    yield Heading(words.known(stage.title), level=3)
    for question in stage.questions:
        yield Asked(
            number=question.number,
            text=question.text,
            aside=_figure(question.score, question.band, words) if question.score is not None else "",
            tone=question.band,
            note=words.known(question.note),
            turns=tuple(_said(question, words)),
        )


def _said(question: QuestionRow, words: Words) -> Iterator[Said]:
    for turn in question.turns:
        yield Said(words("follow_up") if turn.kind == "follow_up" else "", turn.segments)
    if question.file is not None and not question.turns:
        yield Said(words("file"), (Segment(text=question.file.name, mark=""),))
