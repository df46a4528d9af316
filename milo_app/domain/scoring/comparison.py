"""Two to four people side by side: a row per dealbreaker, criterion and question, what differs most on top. Pure.

"Best" stands only where the lead is wider than what a score may be off by; who is nearer than that to the top shares
"Tied best". Where nobody is far from anybody, nobody is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from milo_app.core.text import one_line, plural
from milo_app.domain.scoring.report import CriterionRow, QuestionRow, Report, StageRow

LEAST, MOST = 2, 4
MARGIN = 5
"""Points that a score may be off by where no ± was measured."""
CLOSE = 10
"""Under so many points apart nobody is marked."""
QUOTES = 2
Kind = Literal["dealbreaker", "criterion", "question"]
Part = Literal["differences", "close", "answers"]


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that were said, and where they stand in the person's report."""

    text: str
    source: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person has in a row. `mark` is best, tied or empty; `state` is pass, fail or unknown in a check."""

    score: int | None = None
    band: str = "none"
    state: str = ""
    mark: str = ""
    note: str = ""
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells stand in the order of the people. `spread` is how many points lie between them."""

    kind: Kind
    part: Part
    title: str
    question: str
    weight: int
    spread: int | None
    cells: tuple[Cell, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows, those that differ most first, and what is to be said in one line."""

    lines: tuple[Line, ...]
    words: str

    def in_rubric_order(self) -> tuple[Line, ...]:
        """Return the rows as the interview asks."""
        return tuple(sorted(self.lines, key=lambda line: line.order))


def compare(people: Sequence[Report], margins: Sequence[int | None] = ()) -> Comparison:
    """Return the comparison of some reports; `margins` are the ± of each person's scores where they were measured."""
    known = [margin for margin in margins if margin is not None]
    margin = max(known) if known else MARGIN
    lines = [*_checks(people), *_criteria(people, margin), *_questions(people)]
    numbered = [
        Line(line.kind, line.part, line.title, line.question, line.weight, line.spread, line.cells, order)
        for order, line in enumerate(lines)
    ]
    parts = {"differences": 0, "close": 1, "answers": 2}
    kinds = {"dealbreaker": 0, "criterion": 1, "question": 2}

    def place(line: Line) -> tuple[int, int, int, int]:
        first = kinds[line.kind] if line.part == "differences" else -kinds[line.kind]
        return parts[line.part], first, -(line.spread or 0), line.order

    ordered = tuple(sorted(numbered, key=place))
    return Comparison(ordered, _words(people, ordered))


def _checks(people: Sequence[Report]) -> Iterator[Line]:
    names: dict[tuple[str, str], str] = {}
    for person in people:
        for check in person.checks:
            if check.is_dealbreaker:
                names.setdefault((check.anchor, check.name), check.name)
    for key, title in names.items():
        cells = []
        for person in people:
            found = next((check for check in person.checks if (check.anchor, check.name) == key), None)
            said = one_line(found.found) if found else ""
            proofs = (Proof(said, found.source, found.anchor),) if found and said else ()
            cells.append(Cell(state=found.state if found else "unknown", proofs=proofs))
        differs = len({cell.state for cell in cells}) > 1
        yield Line("dealbreaker", "differences" if differs else "close", title, "", 0, None, tuple(cells), 0)


def _criteria(people: Sequence[Report], margin: int) -> Iterator[Line]:
    seen: dict[tuple[str, str], tuple[StageRow, CriterionRow]] = {}
    for person in people:
        for stage in person.stages:
            for row in stage.criteria:
                seen.setdefault((stage.key, row.name), (stage, row))
    for (stage_key, name), (_, first) in seen.items():
        found = [_criterion_of(person, stage_key, name) for person in people]
        scores = [row.score if row else None for row in found]
        marks = _marks(scores, margin)
        cells = tuple(
            Cell(
                score=row.score if row else None,
                band=row.band if row else "none",
                mark=mark,
                note=(row.note or ("" if row.score is not None else "No score")) if row else "Was not asked",
                proofs=_proofs(person, row.number) if row else (),
            )
            for person, row, mark in zip(people, found, marks, strict=True)
        )
        known = [score for score in scores if score is not None]
        spread = max(known) - min(known) if len(known) > 1 else None
        part: Part = "differences" if spread is not None and spread >= CLOSE else "close"
        yield Line("criterion", part, name, _asked(people, first.anchor), first.weight, spread, cells, 0)


def _marks(scores: Sequence[int | None], margin: int) -> list[str]:
    known = [score for score in scores if score is not None]
    if len(known) < LEAST or max(known) - min(known) < CLOSE:
        return ["" for _ in scores]
    top = max(known)
    near = [score is not None and top - score <= margin for score in scores]
    word = "best" if sum(near) == 1 else "tied"
    return [word if is_near else "" for is_near in near]


def _criterion_of(person: Report, stage_key: str, name: str) -> CriterionRow | None:
    rows = (row for stage in person.stages if stage.key == stage_key for row in stage.criteria if row.name == name)
    return next(rows, None)


def _asked(people: Sequence[Report], anchor: str) -> str:
    for person in people:
        for stage in person.stages:
            for question in stage.questions:
                if question.anchor == anchor:
                    return question.text
    return ""


def _proofs(person: Report, number: str) -> tuple[Proof, ...]:
    found: list[Proof] = []
    for stage in person.stages:
        for question in stage.questions:
            for turn in question.turns:
                for piece in turn.segments:
                    if number in piece["mark"].split(", "):
                        found.append(Proof(one_line(piece["text"]), question.number, question.anchor))
        for piece in stage.resume.segments if stage.resume else ():
            if number in piece["mark"].split(", ") and stage.resume:
                found.append(Proof(one_line(piece["text"]), "Resume", stage.resume.anchor))
    return tuple(found[:QUOTES])


def _questions(people: Sequence[Report]) -> Iterator[Line]:
    """Yield the questions that have no criterion, are no dealbreaker, and have at least one answer."""
    seen: dict[str, QuestionRow] = {}
    checked = {check.anchor for person in people for check in person.checks if check.is_dealbreaker}
    for person in people:
        for stage in person.stages:
            for question in stage.questions:
                if not question.criterion and question.anchor not in checked:
                    seen.setdefault(question.anchor, question)
    for anchor, first in seen.items():
        cells = tuple(_answer(person, anchor) for person in people)
        if any(cell.proofs for cell in cells):
            yield Line("question", "answers", first.text, "", 0, None, cells, 0)


def _answer(person: Report, anchor: str) -> Cell:
    for stage in person.stages:
        for question in stage.questions:
            if question.anchor == anchor:
                said = [
                    Proof(one_line("".join(piece["text"] for piece in turn.segments)), question.number, anchor)
                    for turn in question.turns
                    if turn.kind == "answer"
                ]
                return Cell(note="" if said else question.note or "No answer", proofs=tuple(said))
    return Cell(note="Was not asked")


def _words(people: Sequence[Report], lines: Sequence[Line]) -> str:
    """Say where they differ most, and how many dealbreakers differ."""
    said: list[str] = []
    widest = max((line for line in lines if line.part == "differences" and line.spread), key=_spread, default=None)
    if widest is not None:
        said.append(f"They differ most in {widest.title}, {plural(widest.spread or 0, 'point')}.")
    elif any(line.spread is not None for line in lines):
        said.append(f"They are within {CLOSE} points of each other in everything that is scored.")
    checks = sum(line.kind == "dealbreaker" and line.part == "differences" for line in lines)
    if checks:
        said.append(f"{plural(checks, 'dealbreaker')} {'differs' if checks == 1 else 'differ'}.")
    titles = {person.interviewer_title for person in people}
    if len(titles) > 1:
        said.append("They were asked by different interviewers.")
    return " ".join(said)


def _spread(line: Line) -> int:
    return line.spread or 0
