"""What differs between two plans, in words: what was added, removed, moved and changed. Pure.

Stages and questions are told apart by their keys, which a draft keeps over its versions. Fields are walked by the schema
itself, so that a new one cannot be forgotten: two plans that differ anywhere have at least one change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel

from milo_app.core.text import ellipsis, one_line
from milo_app.domain.interviewers.plan import Plan, QuestionPlan, Rule, StagePlan
from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings
from milo_app.domain.interviewers.rules import words as rule_words

Kind = Literal["added", "removed", "moved", "changed"]
BASICS, SETTINGS = "Basics", "What the interviewer knows and says"
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `place` is Basics, the settings or a stage's title; `what` names the thing; texts are complete."""

    kind: Kind
    place: str
    what: str
    before: str = ""
    after: str = ""


_WORDS = {
    "title": "Title",
    "department": "Department",
    "language": "Language",
    "persona": "Name of the interviewer",
    "instructions": "Instructions",
    "opening": "Opening line",
    "tone": "Tone",
    "redirect_url": "Link after the last stage",
    "scheduling_url": "Scheduling link",
    "company": "About the company",
    "job": "About the job",
    "process": "About the process",
    "weight": "Weight",
    "is_required": "Required",
    "enforce_rules": "Stops people who fail a must-have",
    "intro": "Introduction",
    "kind": "Kind",
    "text": "Wording",
    "help": "Help",
    "criterion": "Criterion",
    "anchor_1": "What a weak answer shows",
    "anchor_5": "What a strong answer shows",
    "keywords": "Words that show coverage",
    "is_dealbreaker": "Dealbreaker",
    "rule": "What passes",
    "options": "Choices",
    "unit": "Unit",
    "low": "Lowest",
    "high": "Highest",
    "step": "Step",
    "extensions": "File types",
    "allows_many": "Several files",
    "min_follow_ups": "Fewest follow-ups",
    "max_follow_ups": "Most follow-ups",
    "source_line": "Line of the description",
}
DELIVERY_WORDS = {
    Delivery.EXACT: "shown word for word",
    Delivery.SUMMARY: "shown as a summary",
    Delivery.REFERENCE: "only when a candidate asks",
    Delivery.SILENT: "never said",
}


def diff(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Return every difference between two plans, basics first, then settings, then the stages in their new order."""
    return (
        *_fields(BASICS, old, new, skip={"stages", "settings"}),
        *_settings(old.settings, new.settings),
        *_stages(old.stages, new.stages),
    )


def summary(changes: Sequence[Change]) -> str:
    """Say how much differs: "3 changes: 1 added, 2 changed", or "2 changes" alone; empty for none."""
    if not changes:
        return ""
    counts = {kind: sum(1 for one in changes if one.kind == kind) for kind in ("added", "removed", "moved", "changed")}
    total = f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}"
    parts = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    return total if counts["changed"] == len(changes) else f"{total}: {parts}"


def _fields(place: str, old: BaseModel, new: BaseModel, *, skip: set[str], of: str = "") -> Iterator[Change]:
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name in skip or before == after:
            continue
        word = _WORDS.get(name, name.replace("_", " ").capitalize())
        yield Change("changed", place, f"{word}: {of}" if of else word, _said(before, old), _said(after, new))


def _settings(old: RootSettings, new: RootSettings) -> Iterator[Change]:
    texts = {"company", "job", "process"}
    yield from _fields(SETTINGS, old, new, skip=texts | {"metadata"})
    for name in ("company", "job", "process"):
        yield from _overview(_WORDS[name], getattr(old, name), getattr(new, name))
    for key in sorted(old.metadata.keys() | new.metadata.keys()):
        before, after = old.metadata.get(key), new.metadata.get(key)
        if before != after:
            kind: Kind = "added" if before is None else "removed" if after is None else "changed"
            yield Change(kind, SETTINGS, f"Metadata “{key}”", before or "", after or "")


def _overview(word: str, old: Overview, new: Overview) -> Iterator[Change]:
    if old.text != new.text:
        kind: Kind = "changed" if old.text and new.text else "added" if new.text else "removed"
        yield Change(kind, SETTINGS, word, old.text, new.text)
    if old.delivery != new.delivery:
        yield Change("changed", SETTINGS, f"{word}: how", DELIVERY_WORDS[old.delivery], DELIVERY_WORDS[new.delivery])


def _stages(old: Sequence[StagePlan], new: Sequence[StagePlan]) -> Iterator[Change]:
    before = {stage.key: stage for stage in old}
    moved = _moved([stage.key for stage in old], [stage.key for stage in new])
    homes = {question.key: stage for stage in old for question in stage.questions}
    known = {question.key: question for stage in old for question in stage.questions}
    kept = {question.key for stage in new for question in stage.questions}
    for place, stage in enumerate(new, start=1):
        was = before.get(stage.key)
        if was is None:
            yield Change("added", stage.title, "Stage", "", stage.title)
        else:
            if stage.key in moved:
                yield Change(
                    "moved", stage.title, "Stage", f"Place {_place((s.key for s in old), stage.key)}", f"Place {place}"
                )
            yield from _fields(stage.title, was, stage, skip={"key", "questions", "tags"})
            yield from _tags(was, stage)
        yield from _questions(was, stage, homes, known, kept)
    for stage in old:
        if all(stage.key != other.key for other in new):
            yield Change("removed", stage.title, "Stage", stage.title, "")
            yield from _gone(stage, kept)


def _questions(
    was: StagePlan | None,
    stage: StagePlan,
    homes: dict[str, StagePlan],
    known: dict[str, QuestionPlan],
    kept: set[str],
) -> Iterator[Change]:
    earlier = [question.key for question in was.questions] if was is not None else []
    moved = _moved(earlier, [question.key for question in stage.questions])
    for place, question in enumerate(stage.questions, start=1):
        before = known.get(question.key)
        if before is None:
            yield Change("added", stage.title, "Question", "", _full(question))
            continue
        home = homes[question.key]
        if home.key != stage.key:
            yield Change("moved", stage.title, _name(question), f"In {home.title}", f"In {stage.title}")
        elif question.key in moved:
            was_at = _place((q.key for q in home.questions), question.key)
            yield Change("moved", stage.title, _name(question), f"Place {was_at}", f"Place {place}")
        yield from _fields(stage.title, before, question, skip={"key"}, of=_name(before))
    if was is not None:
        yield from _gone(was, kept, stage.title)


def _gone(stage: StagePlan, kept: set[str], place: str = "") -> Iterator[Change]:
    for question in stage.questions:
        if question.key not in kept:
            yield Change("removed", place or stage.title, "Question", _full(question), "")


def _tags(old: StagePlan, new: StagePlan) -> Iterator[Change]:
    if old.tags == new.tags:
        return
    before, after = {tag.name: tag for tag in old.tags}, {tag.name: tag for tag in new.tags}
    told = 0
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name), after.get(name)
        if one != other:
            told += 1
            kind: Kind = "added" if one is None else "removed" if other is None else "changed"
            yield Change(kind, new.title, f"Tag “{name}”", _said(one, old), _said(other, new))
    if not told:
        yield Change(
            "moved", new.title, "Tags", ", ".join(t.name for t in old.tags), ", ".join(t.name for t in new.tags)
        )


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the fewest keys whose moving explains the new order: all common ones outside a longest rising run."""
    places = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in places]
    tails: list[int] = []
    chains: list[list[str]] = []
    for key in common:
        at = bisect_left(tails, places[key])
        chain = [*(chains[at - 1] if at else []), key]
        if at == len(tails):
            tails.append(places[key])
            chains.append(chain)
        else:
            tails[at], chains[at] = places[key], chain
    return set(common) - set(chains[-1] if chains else [])


def _place(keys: Iterable[str], key: str) -> int:
    return list(keys).index(key) + 1


def _name(question: QuestionPlan) -> str:
    return f"“{ellipsis(one_line(question.text), _LONGEST_NAME)}”"


def _full(question: QuestionPlan) -> str:
    return f"{question.text} ({question.criterion})" if question.is_scored else question.text


def _said(value: Any, owner: BaseModel) -> str:
    """Write a value of a field as people read it; nothing is cut."""
    if value is None or value == "":
        return "None"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Rule) and isinstance(owner, QuestionPlan):
        return rule_words(value, owner.kind, owner.unit)
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ").capitalize()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return ", ".join(_said(part, owner) for part in value) or "None"
    if isinstance(value, BaseModel):
        shown = ((name, getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(_said(part, owner) for name, part in shown if name != "key" and part not in ("", [], None))
    return str(value)
