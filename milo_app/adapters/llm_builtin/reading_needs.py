"""Typed requirements found in a posting: years, licenses, education, languages, availability and the like. Rules "
"only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from milo_app.adapters.llm_builtin.reading import Line, Posting, clauses
from milo_app.adapters.llm_builtin.reading_words import ANY_LICENSE, LICENSE_PATTERNS, NUMBERS, SKILL_PATTERN, TONGUES


@dataclass(frozen=True)
class Need:
    """One typed requirement. `kind` says what; `name` what of (as in a question); `number` how much, in `unit`."""

    kind: str
    name: str
    must: bool
    line: Line
    number: float = 0
    unit: str = ""
    short: str = ""
    """A few words for the panel beside the description."""


_N = r"(\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_YEARS = re.compile(
    rf"\b{_N}\s*(?:\((?:\d+)\)\s*)?(?:\+|plus|or more|oder mehr)?\s*(?:(?:-|–|to|bis|à)\s*\d{{1,2}}\s*)?\+?\s*"
    r"(?:years?|yrs?|jahren?|jahre|ans|an(?= d['’]exp)|années?|años?)\b['’]?(?![- ](?:old|of age|ago|fixed|contract|"
    r"warrant))(?P<rest>.{0,110})",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"experien|erfahrung|expérience|background|\bpqe\b|work(?:ed|ing)|post.qualif|\b(?:in|as) (?:a|an|the)?\b|"
    r"driving|teaching|selling",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:(?:of|proven|relevant|recent|professional|hands-on|full-time|paid|previous|practical|direct|solid|"
    r"progressive|verifiable|"
    r"post-qualification|work|working|commercial|demonstrated|clinical|successful|prior|related|or more|"
    r"or equivalent|some|"
    r"combined|similar)\s+)*"
)
_AFTER = re.compile(
    r"experience\s*,?\s*(in|with|as|of|using|working (?:as|in|with))\s+(?:an?\s+|the\s+|our\s+)?([^,.;:()]{3,60}?)"
    r"(?=\s+(?:is|are|or (?:similar|equivalent|related)|required|preferred|within|and|who|that|would|at a|for)\b|"
    r"[,.;:()]|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"^\s*{_FILLER}([\w&/ -]{{3,40}}?)\s+experience", re.IGNORECASE)
_PLAIN = re.compile(
    r"^\s*(?:of\s+)?(?:work(?:ing|ed)?\s+)?(in|as)\s+(?:an?\s+|the\s+)?([^,.;:()]{3,40})", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?:at least|minimum age(?: of)?|must be|be|over|aged?|be over)?\s*(1[4-9]|2[0-5])\s*(?:years? (?:of age|old)|"
    r"\+? ?or (?:older|over)|"
    r"and over|jahre alt|ans révolus|años cumplidos)|mindestens (1[4-9]|2[0-5]) jahre alt",
    re.IGNORECASE,
)
_LIFT = re.compile(
    r"(?:lift|carry|move|heben|porter|levantar)\w*\b[^.;]{0,60}?(\d{1,3})\s?(lbs?|pounds|kgs?|kilos?)\b|"
    r"(\d{1,3})\s?(lbs?|pounds|kgs?|kilos?)\b[^.;]{0,30}\b(?:heben|lift)",
    re.IGNORECASE,
)
_TRAVEL = re.compile(
    r"(?:willing\w*|able|ability|available|required?|requires?|happy|ready|must|frequent|occasional|some|"
    r"regular)\b[^.;]{0,40}\btravel\b|"
    r"\btravel\b[^.;]{0,40}?(?:\d{1,2}\s?%|required|is needed|expected|between|across)|reisebereitschaft|déplacements|"
    r"disponibilidad para viajar|\d{1,2}\s?% (?:of )?travel",
    re.IGNORECASE,
)
_DRIVE = re.compile(
    r"driv(?:er|ing)['’]?s?['’]? licen[cs]e|(?:clean|full|valid|uk|"
    r"current) (?:uk )?(?:manual )?(?:driving )?licen[cs]e\b(?= to drive|$|[,.;]| and)|"
    r"führerschein|permis (?:b|de conduire)|carn(?:et|é) de conducir|permiso de conduc",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:authori[sz]ed|eligib\w+|right|permi\w+|entitled|legally able) to work|work (?:authori[sz]ation|permit)|"
    r"visa sponsorship|arbeitserlaubnis|permis de travail|permiso de trabajo",
    re.IGNORECASE,
)
_SHIFTS: tuple[tuple[str, str, str], ...] = (
    (
        "weekends",
        r"week-?ends?\b|saturdays?\b|wochenende|fines? de semana",
        "Can you work on weekends when the schedule asks for it?",
    ),
    (
        "nights",
        r"nights? shifts?|overnight|\bnights\b(?! away| a )|nachtschicht|nachtdienst|de nuit|turno de noche",
        "Can you work night shifts?",
    ),
    ("evenings", r"\bevenings?\b|late shifts?|spätschicht|abends|tardes y noches", "Can you work evenings?"),
    (
        "early mornings",
        r"early (?:mornings?|shifts?|starts?)|\b[3-6](?:[:.]\d\d)? ?a\.?m\b|frühschicht",
        "Can you start work early in the morning?",
    ),
    (
        "holidays",
        r"(?:public|bank|major|some|and) holidays|feiertag|jours fériés|festivos",
        "Can you work on some public holidays?",
    ),
    ("on call", r"on.call\b|rufbereitschaft|astreinte", "Can you take part in an on-call rotation?"),
    (
        "rotating shifts",
        r"rotat\w+ (?:shift|roster|schedule)|shift (?:work|pattern|rota)|schichtarbeit|schichtbereitschaft|3-schicht|"
        r"2x8|3x8|turnos rotativos",
        "Can you work rotating shifts?",
    ),
)
_SHIFT_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE), ask) for name, pattern, ask in _SHIFTS)
_NOT_SHIFT = re.compile(
    r"\bno (?:nights?|evenings?|weekends?)|(?:weekends?|evenings?) off|closed (?:on|at)|monday (?:to|through|-|"
    r"–) friday|holidays? (?:pay|allowance)|paid|"
    r"weekends free",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"availab|flexib|shift|rota|schedule|work|required|must|include|willing|hours|cover|schicht|bereit|disponib|"
    r"turno|horaire|travail",
    re.IGNORECASE,
)
_DEGREES: tuple[tuple[str, str, str], ...] = (
    ("doctorate", r"\bph\.?d\b|doctorate", "a doctorate"),
    ("master's degree", r"master['’]?s? (?:degree|of|in)|\bmba\b|\bmsc\b|masterabschluss", "a master's degree"),
    (
        "degree",
        r"bachelor|\bb\.?s\.?c?\b(?= (?:degree|in))|university degree|(?:college|undergraduate|relevant|"
        r"honours) degree|\bdegree\b"
        r"(?! of)|(?:abgeschlossenes )?studium|licence (?:en|pro)|bac\s?\+\s?[345]|grado en|licenciatura|"
        r"titulación universitaria",
        "a university degree or the equivalent",
    ),
    (
        "apprenticeship",
        r"abgeschlossene .{0,30}ausbildung|ausbildung (?:als|zum|zur|in)|apprenticeship",
        "a finished apprenticeship",
    ),
    (
        "vocational diploma",
        r"bac\s?\+\s?2|\bbts\b|\bdut\b|formación profesional|ciclo formativo|\bcap\b (?:cuisine|de)",
        "a vocational diploma",
    ),
    (
        "high school diploma",
        r"high.school (?:diploma|graduate|or)|\bged\b|gcses?\b|a.levels?\b",
        "a high school diploma, GCSEs or the equivalent",
    ),
)
_DEGREE_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE), ask) for name, pattern, ask in _DEGREES)
_EQUIVALENT = re.compile(
    r"equivalent|or (?:comparable|similar)|oder vergleichbar|ou équivalent|o equivalente", re.IGNORECASE
)
_TONGUE = re.compile(rf"\b({'|'.join(TONGUES)})(?:kenntnisse)?\b", re.IGNORECASE)
_SPEAK = re.compile(
    r"fluen|speak|spoken|proficien|language|bilingual|written|kenntnis|sprach|courant|langue|parl|nivel|"
    r"conversational|idioma|hablad|"
    r"\b[abc][12]\b|in wort",
    re.IGNORECASE,
)


def _years(line: Line) -> Iterator[Need]:
    for found in _YEARS.finditer(line.text):
        if re.search(r"\b(?:last|past|previous|next|for)\W+$", line.text[: found.start()], re.IGNORECASE):
            continue
        if not _EXPERIENCE.search(found["rest"]) and not _EXPERIENCE.search(line.text[: found.start()]):
            continue
        word = found[1].casefold()
        number = int(word) if word.isdigit() else NUMBERS[word]
        if not 0 < number <= 25:
            continue
        rest = re.split(r"[.;]", found["rest"])[0]
        name = _of_what(rest) or _of_what(line.text[: found.start()])
        nice = line.strength == "nice"
        yield Need("years", name, not nice, line, number, "years", f"{number}+ years" + (f" {name}" if name else ""))
        return


def _of_what(text: str) -> str:
    """Return what the experience is of, with its preposition (`in retail`), or nothing when it is not said plainly."""
    before = _BEFORE.match(text)
    after = _AFTER.search(text)
    if after and not (before and before.start(1) < after.start() and len(before[1].split()) > 1):
        name = f"{after[1].casefold()} {after[2].strip()}"
    elif before and before[1].strip().casefold() not in ("of", "work", "working", "relevant", "with", "in", "the"):
        name = f"of {before[1].strip()} experience"
    elif plain := _PLAIN.match(text):
        name = f"{plain[1].casefold()} {plain[2].strip()}"
    else:
        return ""
    name = re.sub(r"\s+(?:or|and|preferred|required|is|are)$", "", name.strip())
    return name if 2 <= len(name.split()) <= 9 else ""


def _licenses(line: Line) -> Iterator[Need]:
    seen: set[str] = set()
    if not ANY_LICENSE.search(line.text):
        return
    for pattern, name in LICENSE_PATTERNS:
        if pattern.search(line.text) and not (name == "a CDL" and "a Class A CDL" in seen):
            seen.add(name)
            yield Need(
                "license", name, line.strength == "must", line, short=re.sub(r"^(?:a|an|the) (?:current )?", "", name)
            )


def _simple(line: Line) -> Iterator[Need]:
    must = line.strength == "must"
    if found := _AGE.search(line.text):
        age = int(found[1] or found[2])
        yield Need("age", str(age), line.strength != "nice", line, age, short=f"{age} or older")
    if found := _LIFT.search(line.text):
        amount, unit = int(found[1] or found[3]), (found[2] or found[4]).casefold()
        unit = "kg" if unit.startswith("k") else "lb"
        yield Need("lift", f"{amount} {unit}", must, line, amount, unit, f"lift {amount} {unit}")
    if found := _TRAVEL.search(line.text):
        share = re.search(r"(\d{1,2})\s?%", line.text)
        yield Need(
            "travel", f"{share[1]}%" if share else "", must, line, short=f"travel {share[1]}%" if share else "travel"
        )
    if _DRIVE.search(line.text):
        yield Need("driving", "a valid driver's license", must, line, short="driver's license")
    if _RIGHT.search(line.text):
        yield Need("right to work", "", line.strength != "nice", line, short="right to work")


def _shifts(line: Line) -> Iterator[Need]:
    if _NOT_SHIFT.search(line.text) or not (_AVAILABLE.search(line.text) or line.strength == "must"):
        return
    for name, pattern, ask in _SHIFT_PATTERNS:
        if pattern.search(line.text):
            must = line.strength == "must" and not re.search(
                r"\boccasional|\bsometimes|\bmay\b", line.text, re.IGNORECASE
            )
            yield Need("shift", ask, must, line, short=name)


def _education(line: Line) -> Iterator[Need]:
    if line.section == "duties" and line.strength != "must":
        return
    for name, pattern, ask in _DEGREE_PATTERNS:
        if pattern.search(line.text):
            firm = line.strength == "must" and not _EQUIVALENT.search(line.text)
            yield Need("education", ask, firm, line, short=name)
            return


def _languages(line: Line) -> Iterator[Need]:
    if not _SPEAK.search(line.text) and (line.section not in ("must", "nice") or len(line.text) > 70):
        return
    seen: set[str] = set()
    for found in _TONGUE.finditer(line.text):
        tongue = TONGUES[found[1].casefold()]
        if tongue not in seen and not (found[1].islower() and found[1] in ("polish",)):
            seen.add(tongue)
            yield Need("language", tongue, line.strength == "must", line, short=tongue)


def _skills(line: Line) -> Iterator[Need]:
    seen: set[str] = set()
    for found in SKILL_PATTERN.findall(line.text):
        if found in (
            "R",
            "Go",
            "Word",
            "Outlook",
            "Notion",
            "Toast",
            "Sage",
            "Oracle",
            "Epic",
            "Swift",
            "Rust",
            "Outreach",
        ) and not re.search(
            rf"(?:,|/|\(|\bor\b|\band\b|\bin\b|\bwith\b|\busing\b)\s*{found}\b|\b{found}\s*(?:,|/|\))", line.text
        ):
            continue
        if found not in seen:
            seen.add(found)
            yield Need("skill", found, line.strength == "must", line, short=found)


_READERS: tuple[Callable[[Line], Iterator[Need]], ...] = (
    _years,
    _licenses,
    _simple,
    _shifts,
    _education,
    _languages,
    _skills,
)


def needs_of(posting: Posting) -> tuple[Need, ...]:
    """Return the typed requirements in the order of the text; each name once, the strongest mention of it."""
    best: dict[tuple[str, str], Need] = {}
    for line in posting.lines:
        if line.section not in ("intro", "duties", "must", "nice", "other", "facts"):
            if line.section in ("about", "benefits") or not (_RIGHT.search(line.text) or _AGE.search(line.text)):
                continue
            found = list(_simple(line))
        else:
            found = [need for part in _parts(line) for reader in _READERS for need in reader(part)]
        for need in found:
            key = (need.kind, "" if need.kind in ("age", "lift", "driving", "travel", "right to work") else need.name)
            if key not in best or (need.must and not best[key].must):
                best[key] = need
    return tuple(best.values())


def _parts(line: Line) -> list[Line]:
    """Return short lists such as `18 or older, weekends required` whole; long lines in clauses, so that each need "
    "is exact."""
    if line.section == "facts" or len(line.source) <= 90 or not line.source:
        return [line]
    parts = clauses(line)
    whole = [need for reader in _READERS for need in reader(line)]
    split = [need for part in parts for reader in _READERS for need in reader(part)]
    return parts if len(split) >= len(whole) else [line]
