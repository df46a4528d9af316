"""Wording checks: phrases in questions and descriptions that may keep people out, with what to say instead."""

from __future__ import annotations

import re

from milo_app.domain.interviewers.ports import WordingHint

_AGE = "can sound like an age limit."
_GENDER = "can sound as if one gender was meant."
_ORIGIN = "can shut out people by where they come from."
_HEALTH = "can shut out people with a disability."
_HYPE = "puts off many good people and says little."
_PRIVATE = "asks about private life, which must not decide."
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (
        r"young(?:er)?(?=,? (?:and|team|professional|dynamic|people|talent|at heart|person|man|woman|,|enough)|\b)",
        _AGE,
        "curious",
    ),
    (r"youthful", _AGE, "lively"),
    (r"recent (?:college |university )?grad(?:uate)?s?", _AGE, "people early in this career"),
    (r"digital natives?", _AGE, "at ease with digital tools"),
    (r"(?:high|boundless|youthful) energy", _AGE, "motivated"),
    (r"overqualified", _AGE, "looking for this level of work"),
    (
        r"(?:no more than|maximum(?: of)?|up to|under) \d{1,2} years(?: of experience|['’] experience)",
        _AGE,
        "at least the years needed",
    ),
    (r"(?:how old are you|your age|date of birth|what year were you born)", _PRIVATE, "leave it out"),
    (r"native[- ](?:level )?(?:english |german |french |spanish )?speakers?", _ORIGIN, "fluent"),
    (r"mother tongue|muttersprachler\w*|langue maternelle|lengua materna", _ORIGIN, "fluent"),
    (r"(?:no|without an?|neutral) (?:foreign )?accents?", _ORIGIN, "easy to understand"),
    (
        r"where are you (?:really |originally )?from|country of birth|your nationality",
        _PRIVATE,
        "Are you allowed to work here?",
    ),
    (r"(?:cultural|culture) fit", "is vague and favors people who resemble the team.", "shares our way of working"),
    (r"rock ?stars?|superstars?", _HYPE, "skilled person"),
    (r"ninjas?|gurus?|wizards?|hackers?(?= who)", _HYPE, "expert"),
    (r"(?:code|marketing|sales) (?:jedi|warrior|samurai)|warriors?", _HYPE, "expert"),
    (r"aggressive(?:ly)?|dominant|killer instinct", _GENDER, "determined"),
    (r"work hard,? play hard", _HYPE, "a clear workload and time off"),
    (
        r"like (?:a|one big) family|we(?:'re| are) a family",
        "can read as work without limits.",
        "a team that helps each other",
    ),
    (r"he/his|his/her|he or she|s/he|\(s\)he|he/she|she/he|him/her", _GENDER, "they"),
    (
        r"(?<![/\w])(?:he|his|him)(?![/\w])(?=\s+(?:will|must|should|is|has|can|own|work|team|duties|responsib|to))",
        _GENDER,
        "they",
    ),
    (r"chairman", _GENDER, "chair"),
    (r"sales ?man|sales ?men", _GENDER, "salesperson"),
    (r"handyman", _GENDER, "maintenance worker"),
    (r"foreman", _GENDER, "site lead"),
    (r"(?:waitress|hostess|stewardess|cleaning lady|girl friday)", _GENDER, "the job without gender"),
    (r"man(?:power|hours?)|manned", _GENDER, "staff"),
    (r"guys|gentlemen", _GENDER, "everybody"),
    (
        r"able[- ]bodied|(?:in )?perfect health|physically fit",
        _HEALTH,
        "able to do the tasks, with adjustments where needed",
    ),
    (r"must (?:stand|walk|see|hear) (?:for|all|well|clearly)", _HEALTH, "say which task needs doing"),
    (
        r"(?:any|your) (?:disabilit\w+|illness\w*|medical history|sick days)",
        _PRIVATE,
        "Can you do the tasks, with or without an adjustment?",
    ),
    (r"crazy|insane(?:ly)?|lame\b|tone[- ]deaf|blind spots?", _HEALTH, "a plain word"),
    (
        r"(?:are you|being) (?:married|pregnant)|marital status|plans? (?:to have|for) (?:children|a family)|"
        r"childcare arrangements",
        _PRIVATE,
        "leave it out",
    ),
    (r"(?:do you have|your) (?:children|kids|husband|wife|spouse)", _PRIVATE, "leave it out"),
    (
        r"your (?:religion|faith|church)|religious holidays|which church",
        _PRIVATE,
        "Can you work the hours of this job?",
    ),
    (
        r"(?:ever been )?arrest(?:ed)?(?= |\?|\.)|criminal (?:history|record)",
        "is restricted by law in many places before an offer.",
        "leave it for after an offer",
    ),
    (
        r"(?:current|previous|last) salary|salary history",
        "is unlawful to ask in many places.",
        "What pay do you expect?",
    ),
    (
        r"(?:attractive|well-groomed|clean-shaven) (?:appearance|person|people|look)",
        "judges looks.",
        "follows our dress code",
    ),
    (r"whitelist|blacklist", "ties good and bad to color.", "allow list, deny list"),
)
_ADVICE = frozenset(
    {
        "leave it out",
        "at least the years needed",
        "the job without gender",
        "say which task needs doing",
        "a plain word",
        "leave it for after an offer",
    }
)
"""What to do, in words that cannot stand in a question."""
_PATTERNS = tuple(
    (re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), reason, instead) for pattern, reason, instead in _PHRASES
)
_COMPOUND = re.compile(r"young (?:people|person|adult|offender|learner|child|carer|patient)", re.IGNORECASE)


def _hint(phrase: str, reason: str, instead: str) -> WordingHint:
    return WordingHint(phrase, f"“{phrase}” {reason}", instead, instead not in _ADVICE)


def hints(text: str) -> list[WordingHint]:
    """Return a hint for each phrase found, in the order of the text, each phrase once. Works on English word lists."""
    found: dict[str, tuple[int, WordingHint]] = {}
    for pattern, reason, instead in _PATTERNS:
        for hit in pattern.finditer(text):
            phrase = hit.group().strip()
            if phrase.casefold().startswith("young") and _COMPOUND.match(text, hit.start()):
                continue
            found.setdefault(phrase.casefold(), (hit.start(), _hint(phrase, reason, instead)))
    return [hint for _, hint in sorted(found.values(), key=lambda pair: pair[0])]
