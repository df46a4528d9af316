"""The built-in interlocutor: a short follow-up that asks for what an answer leaves out. Rules only, no AI.

What a candidate writes is never an instruction here: the rules look for features in it and quote at most one plain
noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from milo_app.adapters.llm_builtin.reading_words import STOP
from milo_app.core.text import fold, one_line
from milo_app.domain.interviews.ports import FollowUpCase

MAX_LENGTH = 300
OPTIONAL_FOLLOW_UPS = 2
FEW_WORDS = 12
ENOUGH_WORDS = 45
_STEERING = re.compile(
    r"[^.!?\n]*\b(?:ignore|disregard|forget)\b[^.!?\n]{0,40}\b(?:instruction|prompt|previous|above|"
    r"rules?)\b[^.!?\n]*[.!?]?|"
    r"[^.!?\n]*\b(?:score|rate|mark|give) (?:me|this|it|my answer)\b[^.!?\n]*[.!?]?|"
    r"[^.!?\n]*\b(?:system prompt|as an ai|you are (?:now|an ai)|ask me nothing|do not ask|don't ask|stop asking|"
    r"next question must)\b[^.!?\n]*[.!?]?",
    re.IGNORECASE,
)
_STEERING_WORD = re.compile(
    r"ignore|disregard|forget|\b(?:score|rate|mark|give)\b|prompt|\bai\b|ask|next question", re.IGNORECASE
)
"""Without any of these words `_STEERING` finds nothing; looking for them first is a hundred times quicker."""
_EVASIVE = re.compile(
    r"\b(?:i don'?t know|not sure|no idea|can'?t (?:think|remember|recall)|never happened|nothing comes to mind|"
    r"no example|"
    r"prefer not to|not applicable|n/a|pass\b|skip\b|i would rather not|hard to say)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:result|outcome|in the end|ended up|afterwards|since then|as a consequence|reduc|increas|saved|improv|"
    r"solved|resolved|fixed|"
    r"thanked|achiev|finished|delivered|worked out|succeed|failed|won\b|renewed|dropped from|went (?:up|down)|happy|"
    r"satisfied|"
    r"on time|passed|recovered|came back|now (?:we|they|it|everyone))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|twenty|thirty|fifty|hundred|thousand|half|double|"
    r"percent)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bI(?:'d| would| had| also| then| first|'ll)? (?:\w+ly )?(?:\w+ed|told|made|took|gave|went|found|spoke|wrote|"
    r"built|ran|led|ask|"
    r"call|put|set|kept|began|got|did|sent|showed|taught|brought|chose|drew|cut|met|held|saw|tell|check|stop|take|"
    r"start|make|explain|talk)\b"
)
_ALSO = re.compile(
    r"(?:,| and| then)\s+(?:then )?(?:\w{3,}ed|told|made|took|gave|went|found|spoke|wrote|built|got|sent|kept|"
    r"brought)\b"
)
_WE = re.compile(r"\b(?:we|our team|the team|they)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|last (?:year|month|week|summer|winter|spring|autumn)|in (?:19|20)\d\d|at my|while|during|one (?:day|"
    r"time|evening|night)|once|ago|"
    r"in my (?:last|previous|current|first)|on a)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:first|then|before|after|next|finally|straight away|at once|immediately|once)\b", re.IGNORECASE
)
_WHY = re.compile(r"\b(?:because|so that|since|in order to|otherwise|the reason|that way|therefore)\b", re.IGNORECASE)
_CHECK = re.compile(
    r"\b(?:check|make sure|follow.up|confirm|verify|measure|see whether|see if|look whether|monitor)\w*", re.IGNORECASE
)
_PAST = re.compile(
    r"tell me about|describe|walk me through|think of|when did|last thing|give me an example|take a|have you (?:done|"
    r"had|worked|led|built)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:the|our|my|an?)\s+([a-z][a-z-]{3,20})(?=\s+(?:was|were|had|and|but|that|who|which|to|from|in|on|at|with|"
    r"because|so|is|for|when|"
    r"then|again|myself)\b|[,.;!?]|$)"
)
_DULL = frozenset(
    [
        "thing",
        "things",
        "time",
        "times",
        "way",
        "ways",
        "while",
        "point",
        "case",
        "part",
        "team",
        "work",
        "start",
        "same",
        "other",
        "others",
        "rest",
        "best",
        "most",
        "first",
        "last",
        "next",
        "person",
        "people",
        "something",
        "anything",
        "answer",
        "question",
        "questions",
        "situation",
        "example",
        "problem",
        "result",
        "outcome",
        "beginning",
        "middle",
        "morning",
        "evening",
        "moment",
        "little",
        "little-bit",
        "company",
        "place",
        "kind",
        "sort",
        "right",
        "wrong",
        "whole",
        "past",
        "future",
        "bottom",
        "instructions",
        "instruction",
        "prompt",
        "system",
        "score",
    ]
)
_COMMON = frozenset(
    ["about", "would", "there", "their", "which", "where", "other", "could", "after", "first", "someb", "thing"]
)
_WORD = re.compile(r"[^\W\d_]{4,}")

_PAST_ASKS: dict[str, tuple[str, ...]] = {
    "more": ("Could you tell me a little more: what was the situation, and what did you do?",),
    "evasive": ("That is fine. Is there a similar situation, at work or elsewhere, that you could tell me about?",),
    "off": ("To come back to the question: could you give me one example that is about {criterion}?",),
    "own": ("What did you do yourself, as opposed to the others?",),
    "how": ("How exactly did you go about it? Take me through the steps.",),
    "result": ("What came of it in the end?",),
    "when": ("When and where was that, and who else was involved?",),
    "numbers": ("Can you put a number on it, such as how many, how long or how much?",),
    "extra": (
        "What would you do differently today?",
        "What did the others involved think of it?",
        "What did you learn from it?",
    ),
}
_FUTURE_ASKS: dict[str, tuple[str, ...]] = {
    "more": ("Could you say a little more: what would you do, step by step?",),
    "evasive": ("That is fine. What would be the very first thing you do?",),
    "off": ("To come back to the question: what would you do that is about {criterion}?",),
    "order": ("What would you do first, and what after that?",),
    "why": ("Why would you do it that way?",),
    "check": ("How would you know that it worked?",),
    "extra": (
        "Has something like that happened to you? What did you do?",
        "Who would you tell, and when?",
        "What would you do if that did not help?",
    ),
}
_NEUTRAL: dict[str, tuple[str, ...]] = {
    "de": (
        "Können Sie dazu noch etwas mehr erzählen?",
        "Was haben Sie dabei selbst getan?",
        "Was ist am Ende daraus geworden?",
    ),
    "fr": (
        "Pouvez-vous nous en dire un peu plus ?",
        "Qu’avez-vous fait vous-même ?",
        "Qu’est-ce que cela a donné au final ?",
    ),
    "es": ("¿Puede contarnos algo más?", "¿Qué hizo usted en concreto?", "¿Cuál fue el resultado final?"),
    "pt": ("Pode contar um pouco mais?", "O que fez você mesmo?", "Qual foi o resultado no final?"),
    "it": ("Può raccontarci qualcosa in più?", "Che cosa ha fatto Lei in prima persona?", "Com’è andata a finire?"),
    "nl": ("Kunt u daar iets meer over vertellen?", "Wat hebt u zelf gedaan?", "Wat kwam er uiteindelijk van?"),
}


def answer_language(text: str) -> str:
    """Return the language of an answer by its small words: one of seven codes, or `other` for another script."""
    letters = [ch for ch in text if ch.isalpha()]
    if letters and sum(ord(ch) > 0x24F for ch in letters) > len(letters) / 2:
        return "other"
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    counts = {tongue: sum(word in small for word in words) for tongue, small in STOP.items()}
    best = max(counts, key=lambda tongue: counts[tongue])
    return best if counts[best] >= 3 and counts[best] > 1.5 * counts["en"] else "en"


def _unsteered(reply: str) -> str:
    """Return a reply without the sentences that tell the interviewer what to do."""
    return _STEERING.sub(" ", reply) if _STEERING_WORD.search(reply) else reply


class BuiltinInterlocutor:
    """Asks for what an answer leaves out (port `Interlocutor`)."""

    label = "Built-in follow-ups (rules, no AI)"

    def follow_up(self, case: FollowUpCase) -> str | None:
        """Return one question of at most 300 characters, or None when enough was said; never one that was asked "
        "before."""
        if not case.exchanges:
            return None
        asked = fold(" ".join(exchange.prompt for exchange in case.exchanges))
        replies = [_unsteered(exchange.reply) for exchange in case.exchanges]
        so_far = len(case.exchanges) - 1
        if not case.is_required and so_far >= OPTIONAL_FOLLOW_UPS:
            return None
        tongue = answer_language(" ".join(replies))
        if tongue != "en":
            return self._neutral(tongue, asked) if case.is_required else None
        if not case.is_required and so_far and len(replies[-1].split()) < 5:
            return None
        asks = _PAST_ASKS if _PAST.search(case.question) else _FUTURE_ASKS
        missing = list(_missing(case, " ".join(replies), replies[-1], asks is _PAST_ASKS))
        if case.is_required:
            missing.append("extra")
        return self._first_new(missing, asks, asked, case, replies)

    @staticmethod
    def _neutral(tongue: str, asked: str) -> str | None:
        return next((ask for ask in _NEUTRAL.get(tongue, ()) if fold(ask) not in asked), None)

    @staticmethod
    def _first_new(
        missing: list[str], asks: dict[str, tuple[str, ...]], asked: str, case: FollowUpCase, replies: list[str]
    ) -> str | None:
        for feature in missing:
            for template in asks[feature]:
                ask = template.format(criterion=_criterion(case.criterion))
                if fold(ask) in asked:
                    continue
                noun = "" if feature in ("more", "evasive", "off") else _noun(replies, case.question, asked)
                named = _toned(f"You mentioned the {noun}. {ask}" if noun else ask, case, feature)
                return named if len(named) <= MAX_LENGTH else ask[:MAX_LENGTH]
        return None


def _toned(ask: str, case: FollowUpCase, feature: str) -> str:
    """Say it in the chosen tone: a word of thanks where one fits, never praise."""
    thanks = {"warm": "Thanks for telling me. ", "formal": "Thank you for your answer. "}.get(case.tone, "")
    is_later = len(case.exchanges) > 1
    return ask if is_later or feature in ("evasive", "off") else thanks + ask


def _criterion(name: str) -> str:
    short = one_line(name)[:80].rstrip(".") or "this"
    return short if short[:2].isupper() else short[0].lower() + short[1:]


def _missing(case: FollowUpCase, whole: str, last: str, is_past: bool) -> Iterator[str]:
    """Yield what the answer lacks, the most telling gap first."""
    words = whole.split()
    if _EVASIVE.search(last) and len(last.split()) < 30:
        yield "evasive"
    elif len(words) < FEW_WORDS:
        yield "more"
    if len(words) >= 20 and _is_off(case, whole):
        yield "off"
    if not is_past:
        gaps = [name for name, seen in (("order", _ORDER), ("check", _CHECK), ("why", _WHY)) if not seen.search(whole)]
        yield from gaps if len(words) < ENOUGH_WORDS or len(gaps) > 1 else ()
        return
    own = len(_OWN.findall(whole))
    own += len(_ALSO.findall(whole)) if own else 0
    if own == 0 or len(_WE.findall(whole)) > 2 * own:
        yield "own" if _WE.search(whole) else "how"
    if not _RESULT.search(whole):
        yield "result"
    if own < 2 and len(words) < ENOUGH_WORDS:
        yield "how"
    has_number = _NUMBER.search(whole) is not None
    if not _WHEN.search(whole) and not has_number:
        yield "when"
    if not has_number and len(words) < 2 * ENOUGH_WORDS:
        yield "numbers"


def _is_off(case: FollowUpCase, reply: str) -> bool:
    """Whether the answer shares no longer word, by its first five letters, with question, criterion, anchor and "
    "keywords."""
    about = " ".join((case.question, case.criterion, case.anchor_5, *case.keywords))
    wanted = {word[:5] for word in _WORD.findall(fold(about)) if len(word) > 4} - _COMMON
    return not wanted & {word[:5] for word in _WORD.findall(fold(reply))}


def _noun(replies: list[str], question: str, asked: str) -> str:
    """Return one plain noun that the candidate used and the questions did not, the latest reply first."""
    known = fold(question)
    for reply in reversed(replies):
        for noun in _NOUN.findall(reply):
            if noun not in _DULL and noun not in known and f"mentioned the {noun}" not in asked:
                return str(noun)
    return ""
