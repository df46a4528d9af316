"""Chooses interview questions and resume criteria by matching the template bank against a posting's own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from milo_app.adapters.llm_builtin.families import SHARED_ASKS, SHARED_LOOKS, Ask, Family, Look
from milo_app.adapters.llm_builtin.reading import Line, Posting, clauses
from milo_app.adapters.llm_builtin.reading_needs import Need

MAX_UNITS = 350
_DEPTH_FAMILIES = frozenset({"software", "data", "it", "engineering", "design"})
_COMMON_TOOLS = frozenset(
    {
        "Excel",
        "Word",
        "Outlook",
        "PowerPoint",
        "Slack",
        "Jira",
        "Confluence",
        "Git",
        "Microsoft Office",
        "Google Workspace",
        "Notion",
    }
)
_MOTIVE = Ask(
    "Interest in this role",
    "What made you apply for this role, and what would you want to learn in the first three months?",
    "Any job would do. Knows nothing about the role.",
    "Connects own experience with this work, has looked into the role, and names something concrete to learn.",
    "motivat|passion|interest|enthusias|career",
    "because, role, learn, experience, months",
    weight=4,
    follow_ups=1,
)


@dataclass(frozen=True)
class Matched:
    """A template with the line that asks for it, if any, and how strongly the description wants it."""

    template: Ask | Look
    line: Line | None
    force: float
    mentions: int

    @property
    def weight(self) -> int:
        """The template's weight, more for a must or a repeated wish, less when the description does not mention it."""
        weight = self.template.weight
        if self.line is None:
            weight -= 1
        else:
            weight += int(self.line.strength == "must") + int(self.mentions >= 4)
        return max(1, min(10, weight))


def units_of(posting: Posting) -> list[Line]:
    """Return the askable lines, long ones in clauses, at most 350."""
    units: list[Line] = []
    first = posting.lines[0].source if posting.lines else ""
    for line in posting.askable:
        if line.source == first and line.section == "intro" and len(first.split()) <= 12:
            continue
        units.extend(part for part in clauses(line) if len(part.source.split()) >= 2 and part.source in posting.flat)
        if len(units) >= MAX_UNITS:
            break
    return units[:MAX_UNITS]


_PLAIN_FACT = re.compile(
    r"\d\+? ?(?:years|yrs)|years?['’]? (?:of )?\w* ?experience|months|licen[cs]e|certificat|diploma|\bdegree|"
    r"\blift\b|years (?:old|of age)|"
    r"weekend|evenings|\d{4}",
    re.IGNORECASE,
)


def _force(pattern: re.Pattern[str], line: Line) -> float:
    hits = {found.casefold() for found in pattern.findall(line.source)}
    if not hits:
        return 0.0
    bonus = {"must": 0.5, "nice": 0.0}.get(line.strength, 0.35 if line.section == "duties" else 0.2)
    length = len(line.source.split())
    return (
        len(hits) + bonus + (0.3 if 4 <= length <= 24 else 0.0) + (0.2 if line.section in ("duties", "must") else 0.0)
    )


def match(templates: Sequence[Ask | Look], units: Sequence[Line]) -> list[Matched]:
    """Give each template its best line; a line serves one template only, the one that it speaks for most."""
    pairs: list[tuple[float, int, int]] = []
    mentions = [0] * len(templates)
    for n, template in enumerate(templates):
        for m, line in enumerate(units):
            if force := _force(template.pattern, line):
                mentions[n] += 1
                pairs.append((force, n, m))
    taken: dict[int, tuple[float, int]] = {}
    used: set[str] = set()
    for force, n, m in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if n not in taken and units[m].source not in used:
            taken[n] = (force, m)
            used.add(units[m].source)
    return [
        Matched(template, units[taken[n][1]], taken[n][0], mentions[n])
        if n in taken
        else Matched(template, None, 0.0, 0)
        for n, template in enumerate(templates)
    ]


def _overlap(one: Ask, other: Ask) -> bool:
    """Whether two templates ask for much the same: two common cues."""
    return len(set(one.cues.split("|")) & set(other.cues.split("|"))) >= 2


def depth_of(family: Family, needs: Sequence[Need]) -> Ask | None:
    """Return a question about the tool that the description names first as a must, for families that live by tools."""
    tools = [need for need in needs if need.kind == "skill" and need.name not in _COMMON_TOOLS]
    if family.key not in _DEPTH_FAMILIES or not tools:
        return None
    tool = next((need for need in tools if need.must), tools[0]).name
    return Ask(
        f"Depth in {tool}",
        f"Tell me about the most demanding work you have done with {tool}. What did you decide, and how did it turn "
        f"out?",
        f"Names {tool} and what it is for. No decision of their own.",
        f"Names a concrete piece of work, a limit of {tool} they met, the choice they made, and the result.",
        re.escape(tool),
        f"{tool}, limit, decided, instead, result",
        weight=7,
    )


def interview(posting: Posting, family: Family, needs: Sequence[Need], count: int, wishes: str = "") -> list[Matched]:
    """Return `count` scored questions, the family's first, then competencies that the description asks for by name."""
    units = units_of(posting)
    depth = depth_of(family, needs)
    own = [*([depth] if depth else []), *family.asks]
    asking = [unit for unit in units if not (_PLAIN_FACT.search(unit.source) and len(unit.source.split()) < 14)]
    found = match([*own, *SHARED_ASKS, _MOTIVE], asking)
    mine, shared, motive = found[: len(own)], found[len(own) : -1], found[-1]

    def rank(item: Matched) -> float:
        wished = 4.0 if wishes and item.template.pattern.search(wishes) else 0.0
        return item.force + item.template.weight / 4 + wished + (3.0 if item.template is depth else 0.0)

    keep = sorted((m for m in mine if m.line is not None or rank(m) >= 4), key=lambda m: -rank(m))
    room = max(1, count // 3) if len(keep) >= 3 else count
    extra = [m for m in sorted(shared, key=lambda m: -rank(m)) if m.force >= 1.5 or rank(m) >= 4]
    chosen = keep[: max(1, count - min(room, len(extra)))]
    for item in extra:
        asked = [m.template for m in chosen if isinstance(m.template, Ask)]
        if (
            len(chosen) < count
            and isinstance(item.template, Ask)
            and not any(_overlap(item.template, ask) for ask in asked)
        ):
            chosen.append(item)
    rest = [*keep, *sorted(mine, key=lambda m: -rank(m)), motive, *sorted(shared, key=lambda m: -rank(m))]
    for item in rest:
        if len(chosen) < count and all(item.template is not m.template for m in chosen):
            chosen.append(item)
    order = {id(m.template): n for n, m in enumerate(found)}
    return sorted(chosen, key=lambda m: (-m.weight, order[id(m.template)]))


def resume_criteria(posting: Posting, family: Family, count: int) -> list[Matched]:
    """Return three to five things to look for in a resume."""
    units = units_of(posting)
    names = {look.criterion for look in family.looks}
    looks = [*family.looks, *(look for look in SHARED_LOOKS if look.criterion not in names)]
    if family.looks is not SHARED_LOOKS:
        looks = [look for look in looks if look.criterion != "Relevant experience" or look in family.looks]
    found = match(looks, units)
    first = found[: len(family.looks)]
    rest = sorted(found[len(family.looks) :], key=lambda m: -m.force)
    return [*first, *rest][:count]


def skill_look(needs: Sequence[Need]) -> Matched | None:
    """Return a resume criterion about the tools that the description names, when it names two or more."""
    tools = [need for need in needs if need.kind == "skill"]
    if len(tools) < 2:
        return None
    names = [need.name for need in tools[:6]]
    listed = ", ".join(names[:-1]) + f" and {names[-1]}"
    look = Look(
        "Tools of this role",
        f"Work done with {listed}.",
        "None of them appears, or only in a list.",
        "Most of them appear within positions or projects, with what was done.",
        "|".join(re.escape(name) for name in names),
        ", ".join(need.name for need in tools[:15]),
        weight=6,
    )
    best = next((need for need in tools if need.must), tools[0])
    return Matched(look, replace(best.line), 2.0, len(tools))
