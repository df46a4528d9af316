"""The evaluator: a model judges, code decides what of it stands.

Quotes are looked up in the passages; what is shown later are the words of the passage, not those of the model. A reply
with a false quote is asked for again twice; after that the criteria concerned are void and the rest stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, Field

from milo_app.adapters.llm_model import prompts
from milo_app.adapters.llm_model.calling import AskAgain, CallFailed, Reply, ask, nonce
from milo_app.adapters.llm_model.connection import Connection
from milo_app.core.text import ellipsis, fold, one_line, plain
from milo_app.domain.scoring.arithmetic import clamp
from milo_app.domain.scoring.evidence import locate
from milo_app.domain.scoring.ports import (
    Case,
    EvaluationFailed,
    FoundTag,
    Item,
    Judged,
    Passage,
    Point,
    Quote,
    Verdict,
    WantedTag,
)

NO_EVIDENCE = "No evidence found"
NOT_ANSWERED = "Not answered"
_PASSAGE_LIMIT = 60_000


class QuoteReply(BaseModel):
    """Words copied from a passage."""

    passage: str = Field(description="Label of the passage, such as P1")
    text: str = Field(description="Words copied character by character from that passage")


class ItemReply(BaseModel):
    """The result for one criterion."""

    criterion: str = Field(description="Label of the criterion, such as C1")
    score: float | None = Field(description="0 to 100, or null when the passages hold nothing on it")
    rationale: str
    quotes: list[QuoteReply] = Field(default_factory=list)


class PointReply(BaseModel):
    """A strength, or something to ask about."""

    is_strength: bool
    text: str
    quote: QuoteReply | None = None


class TagReply(BaseModel):
    """A fact that the text states."""

    name: str
    value: str
    quote: QuoteReply | None = None


class VerdictReply(BaseModel):
    """The whole judgment."""

    items: list[ItemReply]
    highlights: list[PointReply] = Field(default_factory=list)
    tags: list[TagReply] = Field(default_factory=list)


@dataclass
class _Sheet:
    """A case with the labels that the model sees: C1, C2 for criteria and P1, P2 for passages."""

    case: Case
    items: dict[str, Item] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        labels: dict[str, str] = {}
        for item in self.case.items:
            if not any(passage.text.strip() for passage in item.passages):
                continue
            self.items[f"C{len(self.items) + 1}"] = item
            for passage in item.passages:
                if passage.text.strip() and passage.ref not in labels:
                    labels[passage.ref] = f"P{len(labels) + 1}"
                    self.passages[labels[passage.ref]] = passage
        for passage in self.case.others:
            if passage.text.strip() and passage.ref not in labels:
                labels[passage.ref] = f"P{len(labels) + 1}"
                self.passages[labels[passage.ref]] = passage
        self.labels = labels
        self.tags = {f"T{number}": tag for number, tag in enumerate(self.case.tags, start=1)}

    def prompt(self, mark: str) -> str:
        """Return the message: criteria first, then every passage once, between lines it cannot forge."""
        lines = [f"Role: {one_line(self.case.title)}", f"Language of the text: {self.case.language}", "", "Criteria:"]
        for label, item in self.items.items():
            places = ", ".join(self.labels[p.ref] for p in item.passages if p.ref in self.labels)
            lines += [
                f"{label}: {one_line(item.criterion)}",
                f"  Question: {one_line(item.question)}",
                f"  0 means: {one_line(item.anchor_1)}",
                f"  100 means: {one_line(item.anchor_5)}",
                f"  Passages: {places}",
            ]
            if item.instructions:
                lines.append(f"  Instructions of the recruiter: {one_line(item.instructions)}")
        for label, tag in self.tags.items():
            lines.append(f"{label}: {_asked(tag)}")
        lines.append("")
        for label, passage in self.passages.items():
            if passage.prompt:
                # A follow-up was made from the applicant's words, so the prompt is data like the reply.
                lines.append(prompts.fenced(mark, f"prompt of {label}", plain(passage.prompt)))
            lines.append(prompts.fenced(mark, f"passage {label}", plain(passage.text)[:_PASSAGE_LIMIT]))
        return "\n".join(lines)

    def find(self, said: QuoteReply | None, among: tuple[Passage, ...]) -> Quote | None:
        """Return the passage's own words for a quote, or None when they stand in none of the passages."""
        if said is None:
            return None
        named = self.passages.get(said.passage.strip().strip("<>[]").upper())
        ordered = [named, *among] if named in among else list(among)
        for passage in ordered:
            if passage is None:
                continue
            place = locate(passage.text, said.text)
            if place is not None:
                return Quote(passage.ref, passage.text[place[0] : place[1]])
        return None


class ModelEvaluator:
    """Judges with a model. `label` names it with the version of its prompt."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.label = f"{connection.model}, prompt {prompts.EVALUATE_VERSION}"[:120]

    def evaluate(self, case: Case) -> Verdict:
        """Return one result per item, in order; raises `EvaluationFailed` when the endpoint or its form failed."""
        sheet = _Sheet(case)
        if not sheet.items and not (sheet.tags and sheet.passages):
            return self._verdict(tuple(Judged(item.key, None, "", (), NOT_ANSWERED) for item in case.items))
        mark = nonce()
        try:
            reply = ask(
                self._connection,
                prompts.EVALUATE.format(nonce=mark),
                sheet.prompt(mark),
                VerdictReply,
                lambda found, is_last: _checked(sheet, found, is_last),
            )
        except CallFailed as error:
            raise EvaluationFailed(error.reason, retry_after=error.retry_after) from error
        return self._settled(sheet, reply)

    def _settled(self, sheet: _Sheet, reply: Reply[VerdictReply]) -> Verdict:
        said = {found.criterion.strip().upper(): found for found in reversed(reply.output.items)}
        labels = {item.key: label for label, item in sheet.items.items()}
        judged = []
        for item in sheet.case.items:
            label = labels.get(item.key)
            if label is None:
                judged.append(Judged(item.key, None, "", (), NOT_ANSWERED))
            else:
                judged.append(_judged(sheet, item, said.get(label)))
        everything = tuple(sheet.passages.values())
        return self._verdict(
            tuple(judged),
            points=_points(sheet, reply.output.highlights, everything),
            tags=_tags(sheet, reply.output.tags, everything),
            tokens=(reply.tokens_in, reply.tokens_out),
            raw=reply.raw,
        )

    def _verdict(
        self,
        items: tuple[Judged, ...],
        points: tuple[Point, ...] = (),
        tags: tuple[FoundTag, ...] = (),
        tokens: tuple[int, int] = (0, 0),
        raw: dict[str, object] | None = None,
    ) -> Verdict:
        return Verdict(
            evaluator=self.label,
            is_model=True,
            items=items,
            points=points,
            tags=tags,
            model=self._connection.model[:120],
            prompt_version=f"evaluate-{prompts.EVALUATE_VERSION}",
            tokens_in=tokens[0],
            tokens_out=tokens[1],
            raw=raw or {},
        )


def _checked(sheet: _Sheet, found: VerdictReply, is_last: bool) -> VerdictReply:
    """Ask again for what is missing, out of range, or not in the passages; the last reply is taken as it is."""
    if is_last:
        return found
    said = {one.criterion.strip().upper(): one for one in found.items}
    missing = [label for label in sheet.items if label not in said]
    known = [(label, one, sheet.items[label]) for label, one in said.items() if label in sheet.items]
    wrong = [label for label, one, _ in known if one.score is not None and not 0 <= one.score <= 100]
    bare = [label for label, one, _ in known if one.score is not None and not one.quotes]
    bad = [
        quote.text[:120]
        for _, one, item in known
        if one.score is not None
        for quote in one.quotes
        if sheet.find(quote, item.passages) is None
    ]
    reasons = []
    if missing:
        reasons.append(prompts.ITEMS_MISSING.format(missing=", ".join(missing)))
    if wrong:
        reasons.append(prompts.SCORES_WRONG.format(wrong=", ".join(wrong)))
    if bare:
        reasons.append(prompts.EVIDENCE_MISSING.format(missing=", ".join(bare)))
    if bad:
        reasons.append(prompts.QUOTES_WRONG.format(bad=bad[:8]))
    if reasons:
        raise AskAgain(" ".join(reasons))
    return found


def _judged(sheet: _Sheet, item: Item, said: ItemReply | None) -> Judged:
    if said is None or said.score is None or said.score != said.score:  # not a number is no score
        rationale = one_line(said.rationale)[:1000] if said else ""
        return Judged(item.key, None, rationale, (), NO_EVIDENCE)
    quotes = [sheet.find(quote, item.passages) for quote in said.quotes[:5]]
    if not quotes or any(quote is None for quote in quotes):
        return Judged(item.key, None, "", (), NO_EVIDENCE)
    held = max(0.0, min(100.0, said.score))
    verbatim = tuple(dict.fromkeys(quote for quote in quotes if quote is not None))
    return Judged(item.key, clamp(held), one_line(said.rationale)[:1000], verbatim)


def _points(sheet: _Sheet, said: list[PointReply], among: tuple[Passage, ...]) -> tuple[Point, ...]:
    """Return at most three of each kind; a point whose quote is not in the text is left out."""
    found: list[Point] = []
    for one in said:
        quote = sheet.find(one.quote, among)
        kind = "strength" if one.is_strength else "ask"
        if (one.quote is not None and quote is None) or not one.text.strip():
            continue
        if one.is_strength and quote is None:
            continue
        if sum(point.kind == kind for point in found) < 3:
            found.append(Point("strength" if one.is_strength else "ask", ellipsis(one.text, 300), quote))
    return tuple(found)


def _asked(tag: WantedTag) -> str:
    """Return a tag that the plan asks for, as the model reads it."""
    shape = {
        "text": "a few words",
        "number": "a number with its unit",
        "date": "a date or time as said",
        "option": f"exactly one of: {'; '.join(one_line(option) for option in tag.options)}",
    }[tag.format]
    look = f". Look for: {one_line(tag.instructions)}" if tag.instructions else ""
    return f"{one_line(tag.name)} ({shape}){look}"


def _tags(sheet: _Sheet, said: list[TagReply], among: tuple[Passage, ...]) -> tuple[FoundTag, ...]:
    """Return the tags that were asked for, then at most six others, each with words of the text behind it."""
    wanted: dict[str, FoundTag] = {}
    others: dict[str, FoundTag] = {}
    names = {fold(tag.name): label for label, tag in sheet.tags.items()}
    for one in said:
        quote = sheet.find(one.quote, among)
        name, value = one_line(one.name)[:60], one_line(one.value)[:120]
        if quote is None or not name or not value:
            continue
        label = name.upper() if name.upper() in sheet.tags else names.get(fold(name), "")
        if not label:
            others.setdefault(fold(name), FoundTag(name, value, quote))
        elif fitting := _in_format(sheet.tags[label], value):
            wanted.setdefault(label, FoundTag(sheet.tags[label].name, fitting, quote))
    return (*(wanted[label] for label in sheet.tags if label in wanted), *list(others.values())[:6])


def _in_format(tag: WantedTag, value: str) -> str:
    """Return a value in the form that its tag wants; empty when it has another one."""
    if tag.format == "option":
        return next((option for option in tag.options if fold(option) == fold(value)), "")
    if tag.format == "number":
        return value if any(char.isdigit() for char in value) else ""
    return value
