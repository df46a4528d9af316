"""What the rules count in an answer, sentence by sentence, so that each count can be shown and each sentence quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from milo_app.adapters.llm_builtin.evaluator_words import (
    ACTIONS,
    ADVERBS,
    EVASIVE,
    FUNCTION_WORDS,
    GENERIC,
    NOT_ACTIONS,
    NUMBER,
    RESULTS,
    SEQUENCE,
    SUFFIXES,
    VAGUE_WORDS,
)
from milo_app.core.instructions import reads_like_instruction
from milo_app.core.sentences import sentences
from milo_app.core.text import fold
from milo_app.domain.scoring.ports import Passage

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_SUBJECT = re.compile(r"\b(?:i|we|i'd|i'll|i've|we'd|we'll|we've)\b")
_JOINT = re.compile(r"(?:,|;|\band\b|\bthen\b|\bor\b|\bbut\b)\s+")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without its ending, good enough to match "escalated" with "escalation"."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word.removesuffix("e") if len(word) > 4 else word


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded (no accents, no case)."""
    return _WORD.findall(fold(text).replace("’", "'"))


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry content, in order."""
    return [stem(word) for word in words_of(text) if word not in FUNCTION_WORDS and len(word) > 1]


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer: where it stands, and what the rules found in it."""

    ref: str
    text: str
    words: int
    numbers: tuple[str, ...]
    actions: tuple[str, ...]
    steps: tuple[str, ...]
    results: tuple[str, ...]
    specific: frozenset[str]
    covered: frozenset[str]
    generic: tuple[str, ...]
    evasive: tuple[str, ...]
    echo: float

    @property
    def substance(self) -> float:
        """How much this sentence shows; quotes are the sentences with the most of it."""
        shown = (
            3 * len(self.numbers[:2]) + 2.5 * len(self.actions[:3]) + 3 * len(self.results[:2]) + len(self.steps[:2])
        )
        return shown + 0.5 * min(8, len(self.specific)) + len(self.covered) - 2 * len(self.generic) - 3 * self.echo


@dataclass(frozen=True)
class Features:
    """The counts over a whole answer with its follow-ups."""

    sentences: tuple[Sentence, ...]
    words: int
    numbers: int
    actions: int
    steps: int
    results: int
    specific: int
    covered: tuple[str, ...]
    keywords: int
    generic: int
    evasive: int
    echo: float
    stuffed: bool
    found: dict[str, list[str]] = field(default_factory=dict)


def read(passages: Sequence[Passage], question: str, keywords: Iterable[str]) -> Features:
    """Return what the rules count in the passages that reply to one question."""
    wanted = {keyword: tuple(content_stems(keyword)) for keyword in keywords}
    wanted = {keyword: stems for keyword, stems in wanted.items() if stems}
    asked = " ".join([question, *(passage.prompt for passage in passages)])
    known = frozenset(content_stems(asked))
    asked_numbers = frozenset(_numbers(asked))
    found = [
        _sentence(passage.ref, passage.text[start:end], known, asked_numbers, wanted)
        for passage in passages
        for start, end in sentences(passage.text)
    ]
    kept = _without_repeats(found)
    # Words to the evaluator are no answer: they count neither for nor against, so that a score does not move with them.
    return _sum_up(kept, tuple(s for s in kept if not reads_like_instruction(s.text)), wanted)


def _without_repeats(found: list[Sentence]) -> tuple[Sentence, ...]:
    # The same sentence twice shows nothing twice.
    seen: set[str] = set()
    kept = []
    for sentence in found:
        key = " ".join(words_of(sentence.text))
        if key not in seen:
            seen.add(key)
            kept.append(sentence)
    return tuple(kept)


def _sentence(
    ref: str, text: str, known: frozenset[str], asked_numbers: frozenset[str], wanted: dict[str, tuple[str, ...]]
) -> Sentence:
    seen = _seen(text)
    told = frozenset(stem(word) for word in seen.content if stem(word) not in known and word not in VAGUE_WORDS)
    echoed = sum(stem(word) in known for word in seen.content) / len(seen.content) if seen.content else 0.0
    return Sentence(
        ref=ref,
        text=text,
        words=len(seen.stems),
        numbers=tuple(n for n in seen.numbers if n not in asked_numbers),
        actions=seen.actions,
        steps=seen.steps,
        results=seen.results,
        specific=told,
        covered=frozenset(keyword for keyword, parts in wanted.items() if _mentions(seen.stems, parts)),
        generic=seen.generic,
        evasive=seen.evasive,
        echo=echoed,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the word lists find in a sentence, whatever was asked."""

    stems: tuple[str, ...]
    content: tuple[str, ...]
    numbers: tuple[str, ...]
    actions: tuple[str, ...]
    steps: tuple[str, ...]
    results: tuple[str, ...]
    generic: tuple[str, ...]
    evasive: tuple[str, ...]


@lru_cache(maxsize=4096)
def _seen(text: str) -> _Seen:
    words = words_of(text)
    return _Seen(
        stems=tuple(stem(word) for word in words),
        content=tuple(word for word in words if word not in FUNCTION_WORDS and len(word) > 1),
        numbers=tuple(_numbers(text)),
        actions=_actions(text),
        steps=tuple(match.group().lower() for match in SEQUENCE.finditer(text)),
        results=tuple(match.group().lower() for match in RESULTS.finditer(text)),
        generic=tuple(match.group().lower() for match in GENERIC.finditer(text)),
        evasive=tuple(match.group().lower() for match in EVASIVE.finditer(text)),
    )


def _numbers(text: str) -> list[str]:
    return [match.group().lower().strip(" .,") for match in NUMBER.finditer(text)]


def _mentions(stems: Sequence[str], parts: tuple[str, ...]) -> bool:
    """Return whether the parts of a keyword stand close together, in any order."""
    if len(parts) == 1:
        return parts[0] in stems
    size = len(parts) + 3
    return any(set(parts) <= set(stems[at : at + size]) for at in range(max(1, len(stems) - len(parts) + 1)))


def _actions(text: str) -> tuple[str, ...]:
    """Return what the speaker says they did or would do: the verb after I or we, and verbs joined to it."""
    folded = fold(text).replace("’", "'")
    subject = _SUBJECT.search(folded)
    if not subject:
        # A terse answer leaves "I" out ("Called the supplier, moved two pallets"): its first word may be the verb.
        opening = _WORD.findall(folded)[:1]
        if not (opening and opening[0].endswith("ed") and _is_action(opening[0])):
            return ()
        pieces = _JOINT.split(folded)
    else:
        pieces = [part for clause in _SUBJECT.split(folded)[1:] for part in _JOINT.split(clause)]
    found = [verb for verb in (_leading_verb(piece) for piece in pieces) if verb]
    return tuple(dict.fromkeys(found))


def _leading_verb(piece: str) -> str:
    for word in _WORD.findall(piece)[:4]:
        if word in NOT_ACTIONS:
            return ""
        if _is_action(word):
            return stem(word)
        if word not in ADVERBS and not word.endswith("ly"):
            return ""
    return ""


def _is_action(word: str) -> bool:
    return word in ACTIONS or (
        word.endswith("ed") and len(word) > 4 and word not in NOT_ACTIONS and word not in VAGUE_WORDS
    )


def _sum_up(whole: tuple[Sentence, ...], found: tuple[Sentence, ...], wanted: dict[str, tuple[str, ...]]) -> Features:
    solid = [s for s in found if s.actions or s.numbers or s.results]
    actions = dict.fromkeys(verb for s in found for verb in s.actions)
    numbers = dict.fromkeys(n for s in found for n in s.numbers)
    steps = dict.fromkeys(step for s in found for step in s.steps)
    results = dict.fromkeys(r for s in found for r in s.results)
    generic = [phrase for s in found for phrase in s.generic]
    evasive = [phrase for s in found for phrase in s.evasive]
    specific = {word for s in found for word in s.specific}
    total = sum(s.words for s in found)
    # A keyword counts where something is told with it; a list of keywords tells nothing.
    covered = tuple(keyword for keyword in wanted if any(keyword in s.covered for s in solid))
    return Features(
        sentences=found or whole,
        words=total,
        numbers=len(numbers),
        actions=len(actions),
        steps=len(steps),
        results=len(results),
        specific=len(specific),
        covered=covered,
        keywords=len(wanted),
        generic=len(generic),
        evasive=len(evasive),
        echo=sum(s.echo * s.words for s in found) / total if total else 0.0,
        stuffed=_is_stuffed(found, wanted),
        found={
            "numbers": list(numbers), "actions": list(actions), "steps": list(steps), "results": list(results),
            "generic": generic, "evasive": evasive,
        },
    )  # fmt: skip


def _is_stuffed(found: tuple[Sentence, ...], wanted: dict[str, tuple[str, ...]]) -> bool:
    """Return whether the answer is mostly the criterion's own words, with little told about them."""
    parts = {part for stems in wanted.values() for part in stems}
    stems = [s for sentence in found for s in content_stems(sentence.text)]
    if len(stems) < 6 or not parts:
        return False
    return sum(s in parts for s in stems) / len(stems) > 0.4
