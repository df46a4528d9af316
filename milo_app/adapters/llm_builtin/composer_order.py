"""Reads what a recruiter adds in words: which stages, in which order, how many questions, what to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from milo_app.adapters.llm_builtin.reading_words import NUMBERS
from milo_app.core.text import fold
from milo_app.domain.interviewers.plan import StageKind

_STAGES: tuple[tuple[StageKind | None, str], ...] = (
    (StageKind.RESUME, r"\b(?:resumes?|cvs?|roscoe)\b"),
    (StageKind.FORM, r"\b(?:forms?|questionnaire)\b"),
    (StageKind.WEB, r"\b(?:voice|video|web|phone|interviews?|sarah|calls?|chat)\b"),
    (None, r"\b(?:sms|text messages?|texting|tyler|scenario|assessment)\b"),
)
_WITHOUT = (
    r"\b(?:no|without|skip|leave out|drop|omit|exclude|don't need|do not need|not need)(?: an?| the| any)?\s+(?:\w+ )?$"
)
_ONLY = re.compile(r"\b(?:only|just|nothing but)\b")
_SEQUENCE = re.compile(r"->|→|>|\bthen\b|\bfollowed by\b|\bafter (?:that|which)\b|\bfirst\b|\border\b")
_COUNT = re.compile(r"\b(\d{1,2}|" + "|".join(n for n in NUMBERS if len(n) > 2) + r")\s+(?:\w+ ){0,2}?questions?\b")
_OPTIONAL = re.compile(
    r"(?:resumes?|cvs?)\s+(?:is |are |should be )?(?:optional|not required|voluntary)|optional (?:resume|cv)"
)


@dataclass(frozen=True)
class Order:
    """What was asked for. `stages` is None when the usual order stands; `count` is None when the number is ours to "
    "choose."""

    stages: tuple[StageKind, ...] | None = None
    left_out: frozenset[StageKind] = frozenset()
    count: int | None = None
    is_resume_optional: bool = False
    has_no_dealbreakers: bool = False
    unsupported: bool = False


def read_order(instructions: str) -> Order:
    """Read free text such as `form then voice, 4 questions`; what is not understood changes nothing."""
    text = fold(instructions)
    if not text:
        return Order()
    named: list[tuple[int, StageKind]] = []
    left_out: set[StageKind] = set()
    unsupported = False
    for kind, pattern in _STAGES:
        for found in re.finditer(pattern, text):
            is_without = re.search(_WITHOUT, text[: found.start()]) is not None
            if kind is None:
                unsupported = unsupported or not is_without
            elif is_without:
                left_out.add(kind)
            elif not re.match(r"\s*questions?\b", text[found.end() :]) or kind is not StageKind.WEB:
                named.append((found.start(), kind))
    ordered = tuple(dict.fromkeys(kind for _, kind in sorted(named) if kind not in left_out))
    is_optional = _OPTIONAL.search(text) is not None
    counts = _COUNT.search(text)
    number = (int(counts[1]) if counts[1].isdigit() else NUMBERS[counts[1]]) if counts else None
    is_list = bool(_SEQUENCE.search(text)) and len(ordered) >= (1 if unsupported else 2)
    is_only = (
        bool(_ONLY.search(text)) and bool(ordered) and not re.search(r"\b(?:only|just) (?:\d|\w+ questions?)", text)
    )
    return Order(
        stages=ordered if is_list or is_only else None,
        left_out=frozenset(left_out),
        count=max(1, min(15, number)) if number is not None else None,
        is_resume_optional=is_optional,
        has_no_dealbreakers=re.search(r"\b(?:no|without)(?: any)? (?:dealbreakers?|knock-?outs?)", text) is not None,
        unsupported=unsupported,
    )
