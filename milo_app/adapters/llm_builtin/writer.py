"""The built-in writer of questions: from the template bank, and by a few plain changes. It says what it cannot do.

More questions come from what the description asks for and from the bank of the family of jobs. A question can be made
shorter, harder or easier, or be exchanged for the bank's question on a named criterion. Nothing here understands words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from milo_app.adapters.llm_builtin.composer import BuiltinComposer
from milo_app.adapters.llm_builtin.families import FAMILIES, SHARED_ASKS, SHARED_LOOKS, Ask, Family, FormAsk, Look, pick
from milo_app.core.text import fold, plural
from milo_app.domain.interviewers.plan import QuestionKind, QuestionPlan, StageKind
from milo_app.domain.interviewers.ports import Brief, ComposeFailed, QuestionBrief, Written
from milo_app.domain.interviewers.writing import asks_the_same

LABEL = "Built-in writer (templates and rules, no AI)"
ABLE = "It can make a question shorter, harder or easier, or ask about a criterion that you name."
_FORM_KINDS = {
    "short": QuestionKind.SHORT,
    "single": QuestionKind.SINGLE,
    "multiple": QuestionKind.MULTIPLE,
    "number": QuestionKind.NUMBER,
    "date": QuestionKind.DATE,
}
_SHORTER = re.compile(r"\b(?:short|shorter|shorten|brief|briefer|concise|crisp|cut|trim)\b")
_HARDER = re.compile(r"\b(?:hard|harder|tough|tougher|senior|difficult|demanding|deeper|challenging)\b")
_EASIER = re.compile(r"\b(?:easy|easier|simple|simpler|junior|beginner|beginners|entry|starter|starters|basic)\b")
_TOPIC = re.compile(r"\b(?:about|on|for|to test|towards|instead|criterion|ask)\b(.*)")
_DULL = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "this",
        "that",
        "more",
        "less",
        "much",
        "bit",
        "please",
        "make",
        "question",
        "ask",
        "about",
        "for",
        "criterion",
        "role",
        "job",
    ]
)
_FILLER = re.compile(
    r"\b(?:please|just|really|actually|basically|in as much detail as possible|as specifically as you can|in detail"
    r"|if you (?:can|could|like)|for us|to us)\b,?\s*",
    re.IGNORECASE,
)
_OPENERS = (
    (re.compile(r"^(?:could|can|would) you (?:please )?tell (?:me|us) about ", re.IGNORECASE), "Tell me about "),
    (re.compile(r"^i would like (?:you to tell me|to hear) about ", re.IGNORECASE), "Tell me about "),
    (re.compile(r"^(?:could|can|would) you (?:please )?describe ", re.IGNORECASE), "Describe "),
    (re.compile(r"^we would like to know ", re.IGNORECASE), "Tell us "),
)
_HARD_END = "What would you do differently today, and why?"
_HARD_STRONG = "Weighs what else was possible, gives figures, and says what they would change."
_EASY_END = "An example from school, home or volunteering counts too."
_EASY_WEAK = "Cannot name any situation, not even a small one."
_TEXT_LIMIT, _ANCHOR_LIMIT = 1000, 500


class BuiltinWriter:
    """Writes questions from templates (port `QuestionWriter`)."""

    label = LABEL

    def write(self, brief: QuestionBrief, count: int) -> Written:
        """Return up to `count` questions that the plan does not ask yet; fewer, with a note, when the bank ends."""
        chosen: list[QuestionPlan] = []
        for question in _candidates(brief):
            if not any(asks_the_same(question.text, text) for text in [*brief.existing, *(q.text for q in chosen)]):
                chosen.append(question)
            if len(chosen) == count:
                break
        notes = []
        if len(chosen) < count:
            found = f"Only {plural(len(chosen), 'new question')} found" if chosen else "No new question was found"
            notes.append(f"{found} in the templates. Write your own, or connect a model.")
        if brief.language != "en" and chosen:
            notes.append("The built-in writer knows English only.")
        return Written(tuple(chosen), LABEL, tuple(notes))

    def tune(self, brief: QuestionBrief, question: QuestionPlan, wish: str) -> Written:
        """Return the question changed by the first rule that the wish names, or a note that says why not."""
        if brief.language != "en":
            return _nothing("The built-in writer knows English only. Change the words yourself, or connect a model.")
        said = fold(wish)
        if _SHORTER.search(said):
            text = _shortened(question.text)
            if text == question.text:
                return _nothing("This question cannot be cut further by rule.")
            return _one(question, text=text)
        if _HARDER.search(said):
            return _sharpened(question, _HARD_END, anchor_5=_HARD_STRONG)
        if _EASIER.search(said):
            return _sharpened(question, _EASY_END, anchor_1=_EASY_WEAK)
        return _about(brief, question, said)


def _nothing(note: str) -> Written:
    return Written((), LABEL, (note,))


def _one(question: QuestionPlan, **fields: object) -> Written:
    return Written((question.model_copy(update=fields),), LABEL)


def _shortened(text: str) -> str:
    """Take out filler and a polite opening, then keep what asks: of several sentences those with the question."""
    words = _FILLER.sub("", text).strip()
    for pattern, plain in _OPENERS:
        words = pattern.sub(plain, words)
    parts = [part for part in re.split(r"(?<=[.?!])\s+", words) if part]
    asking = [part for part in parts if part.endswith("?")]
    if len(parts) > 1:
        words = asking[0] if asking and len(asking) < len(parts) and len(asking[0].split()) >= 4 else parts[0]
    elif len(words.split()) > 12 and re.search(r",\s", words):
        head = re.split(r",\s", words)[0].rstrip(".?!")
        words = head + ("?" if words.endswith("?") else ".") if len(head.split()) >= 5 else words
    return words[:1].upper() + words[1:] if words else text


def _sharpened(question: QuestionPlan, ending: str, *, anchor_1: str = "", anchor_5: str = "") -> Written:
    if question.kind not in (QuestionKind.SCORED, QuestionKind.OPEN):
        return _nothing("Only questions that people answer in their own words can be made harder or easier.")
    if ending in question.text:
        return _nothing("This was done already. " + ABLE)
    plain = question.text
    for other in (_HARD_END, _EASY_END):
        plain = plain.replace(other, "").strip()
    fields: dict[str, object] = {"text": f"{plain} {ending}"[:_TEXT_LIMIT]}
    if question.kind == QuestionKind.SCORED:
        if anchor_5:
            fields["anchor_5"] = f"{question.anchor_5} {anchor_5}".strip()[:_ANCHOR_LIMIT]
        if anchor_1:
            fields["anchor_1"] = anchor_1
    return _one(question, **fields)


def _about(brief: QuestionBrief, question: QuestionPlan, said: str) -> Written:
    """Exchange the question for the bank's closest one to the words of the wish."""
    topic = _TOPIC.search(said)
    words = {word for word in re.findall(r"[^\W\d_]{3,}", topic.group(1) if topic else said) if word not in _DULL}
    if question.kind not in (QuestionKind.SCORED, QuestionKind.CRITERION) or not words:
        return _nothing("The built-in writer did not understand that. " + ABLE)
    family = pick(brief.title, brief.description)
    ranked = []
    for order, template in enumerate(_bank(brief.stage, family, everything=True)):
        named = set(re.findall(r"[^\W\d_]{3,}", fold(template.criterion)))
        hits = 3 * len(_shared(words, named)) + sum(bool(template.pattern.search(word)) for word in words)
        if hits and not any(asks_the_same(template.text, text) for text in (*brief.existing, question.text)):
            ranked.append((-hits, order, template))
    if not ranked:
        return _nothing(f"The templates hold no question about “{' '.join(sorted(words))[:60]}”. " + ABLE)
    best = min(ranked, key=lambda one: one[:2])[2]
    return _one(
        question,
        text=best.text,
        criterion=best.criterion,
        anchor_1=best.weak,
        anchor_5=best.strong,
        keywords=best.keywords,
    )


def _shared(words: set[str], named: set[str]) -> set[str]:
    return {word for word in words if any(word[:5] == other[:5] for other in named)}


def _candidates(brief: QuestionBrief) -> Iterator[QuestionPlan]:
    """Give what the description asks for first, then the family's bank, then what suits every job."""
    try:
        drafted = BuiltinComposer().compose(Brief(brief.description, brief.title))
    except ComposeFailed:
        drafted = None
    for stage in drafted.plan.stages if drafted else ():
        if stage.kind == brief.stage:
            yield from (question for question in stage.questions if question.kind != QuestionKind.OPEN)
    family = pick(brief.title, brief.description)
    if brief.stage == StageKind.FORM:
        yield from (_of_form(one) for one in family.forms)
        return
    for template in _bank(brief.stage, family):
        yield _of_bank(template)


def _bank(stage: StageKind, family: Family, *, everything: bool = False) -> Iterator[Ask | Look]:
    families = (family, *(other for other in FAMILIES if other is not family)) if everything else (family,)
    for one in families[:1]:
        yield from one.looks if stage == StageKind.RESUME else one.asks
    yield from SHARED_LOOKS if stage == StageKind.RESUME else SHARED_ASKS
    for one in families[1:]:
        yield from one.looks if stage == StageKind.RESUME else one.asks


def _of_bank(template: Ask | Look) -> QuestionPlan:
    is_ask = isinstance(template, Ask)
    return QuestionPlan(
        kind=QuestionKind.SCORED if is_ask else QuestionKind.CRITERION,
        text=template.text,
        criterion=template.criterion,
        weight=template.weight,
        anchor_1=template.weak,
        anchor_5=template.strong,
        keywords=template.keywords,
        max_follow_ups=template.follow_ups if isinstance(template, Ask) else 0,
    )


def _of_form(one: FormAsk) -> QuestionPlan:
    return QuestionPlan(
        kind=_FORM_KINDS[one.kind],
        text=one.text,
        options=list(one.options),
        unit=one.unit,
    )
