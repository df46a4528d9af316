"""The words of the grammar of `sentence`: English, with the basics of German, French and Spanish."""

from __future__ import annotations

import re

TOP = 80
_YEAR = r"(?:years?|yrs?|yoe|jahren?|ans|années?|años)"
_EXPERIENCE = (
    r"(?:\s*(?:of|an|d['’]|de)?\s*(?:\w+\s+)?(?:experience|exp\b\.?|erfahrung|berufserfahrung|expérience|experiencia))?"
)
_LEAST = r"(?:at least|minimum(?: of)?|min\.?|more than|over|mindestens|mehr als|über|au moins|plus de|al menos|más de|mínimo)"
_MOST = (
    r"(?:at most|up to|maximum(?: of)?|max\.?|less than|under|fewer than|höchstens|bis zu|weniger als|unter|au plus|"
    r"moins de|jusqu['’]à|como máximo|hasta|menos de)"
)
_TO = r"(?:-|–|to|and|bis|und|à|et|a|y)"
_BETWEEN = r"(?:between|zwischen|entre|from|von|de)?"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule, re.IGNORECASE), kind) for rule, kind in rules)


YEARS = _rules(
    (rf"\b{_BETWEEN}\s*(\d{{1,2}})\s*{_TO}\s*(\d{{1,2}})\s*\+?\s*{_YEAR}\b{_EXPERIENCE}", "between"),
    (rf"\b{_MOST}\s+(\d{{1,2}})\s*{_YEAR}\b{_EXPERIENCE}", "most"),
    (rf"\b{_LEAST}\s+(\d{{1,2}})\s*\+?\s*{_YEAR}\b{_EXPERIENCE}", "least"),
    (rf"\b(\d{{1,2}})\s*\+?\s*{_YEAR}\b{_EXPERIENCE}", "least"),
)
"""Years of experience; a bare number means at least so many."""
_SCORE = r"(?:scores?|scored|scoring|points?|punkten?|ergebnis|note|puntos|puntuación)"
_OF_SCORE = r"\s*(?:of|von|de)?\s*"
SCORES = _rules(
    (rf"\b{_SCORE}\s+{_BETWEEN}\s*(\d{{1,3}})\s*{_TO}\s*(\d{{1,3}})\b", "between"),
    (rf"\b{_SCORE}{_OF_SCORE}(?:{_MOST}|below)\s*(\d{{1,3}})\b", "most"),
    (rf"\b{_SCORE}{_OF_SCORE}(?:{_LEAST}|above|from|>=?|ab)?\s*(\d{{1,3}})\s*\+?(?!\w)", "least"),
    (rf"\b(?:{_MOST}|below)\s+(\d{{1,3}})\s+{_SCORE}\b", "most"),
    (rf"\b(?:{_LEAST}|above)?\s*(\d{{1,3}})\s*\+?\s+{_SCORE}\b", "least"),
    (r"\b(?:top[- ]rated|top[- ]scorers?|strong(?:est)? candidates?)\b", "least"),
)
UNITS = (
    ("day", 1), ("tag", 1), ("jour", 1), ("día", 1), ("dia", 1), ("week", 7), ("woche", 7), ("semaine", 7), ("semana", 7),
    ("month", 30), ("monat", 30), ("mois", 30), ("mes", 30), ("quarter", 91), ("year", 365), ("jahr", 365), ("an", 365),
    ("año", 365),
)  # fmt: skip
"""How a unit of time begins, and its days."""
LAST = re.compile(
    r"\b(?:(?:active|engaged|seen|applied|interviewed|aktiv|beworben|actifs?|activos?)\s+)?"
    r"(?:(?:in|within|during|over)\s+(?:the\s+)?(?:last|past)|since\s+last|(?:this|last)(?=\s+(?:week|month|quarter|year))|"
    r"in den letzten|seit letzte[rmn]|ces|les|en los últimos|en las últimas|durant les)\s+"
    r"(?:(?P<n>\d{1,3})\s+)?(?:derni[èe]re?s\s+)?"
    r"(?P<unit>days?|weeks?|months?|quarters?|years?|tagen?|wochen?|monaten?|jahren?|jours?|semaines?|mois|an(?:née)?s?|"
    r"días?|semanas?|mes(?:es)?|años?)\b(?:\s+derni[èe]re?s)?",
    re.IGNORECASE,
)
IN_YEAR = re.compile(
    r"\b(?:(?:active|engaged|seen|applied|interviewed|aktiv|beworben)\s+)?(?:(?P<since>since|from|seit|ab|depuis|desde)|"
    r"in|en|im jahr)\s+(?P<year>20[0-4]\d)\b",
    re.IGNORECASE,
)


def _standing(part: str, value: str, words: str) -> tuple[str, str, re.Pattern[str]]:
    return part, value, re.compile(rf"\b(?:(?:who|that)\s+(?:are|is|were|have|has)\s+)?(?:{words})\b", re.IGNORECASE)


STANDING = (
    _standing("decision", "shortlisted", r"shortlisted|on the shortlist|vorgemerkt|in der engeren wahl|présélectionnée?s?|"
              r"preseleccionad[oa]s?"),
    _standing("decision", "dismissed", r"dismissed|rejected|turned down|abgelehnt\w*|refusée?s?|rechazad[oa]s?"),
    _standing("decision", "none", r"undecided|not decided|unentschieden|sin decidir"),
    _standing("stage", "resume", r"(?:at|in|stuck (?:at|in)|waiting (?:at|in)|on) (?:the )?(?:resume|cv) (?:stage|step|check)"),
    _standing("stage", "form", r"(?:at|in|stuck (?:at|in)|waiting (?:at|in)|on) (?:the )?form(?: stage| step)?"),
    _standing("stage", "web_interview", r"(?:at|in|stuck (?:at|in)|waiting (?:at|in)|on) (?:the )?interview (?:stage|step)"),
    _standing("state", "pending", r"not started|never started|have not (?:begun|started)|nicht begonnen|pas commencé"),
    _standing("state", "in_progress", r"in progress|half[- ]?way through|unfinished|incomplete|en cours|en curso"),
    _standing("state", "knocked_out", r"disqualified|knocked out|disqualifiziert|disqualifiés?|descalificad[oa]s?"),
    _standing("state", "completed", r"(?:completed|finished|done with)(?: (?:the|their|an?) interview)?|"
              r"abgeschlossen\w*|terminé|completad[oa]s?"),
)  # fmt: skip
"""Words for stages, states and decisions, the more particular first."""
TOKEN = re.compile(r"[^\W_][\w.+#/&'’@-]*[\w+#]|[^\W_]")
DOUBTFUL = frozenset(
    {
        "go",
        "r",
        "c",
        "swift",
        "dart",
        "rust",
        "ruby",
        "excel",
        "spring",
        "express",
        "word",
        "access",
        "scala",
        "lean",
        "ml",
    }
    | {"driving", "german", "french", "english", "spanish", "sales", "cooking", "cleaning", "reading", "writing"}
)
DOERS = _words(
    "dev devs developer developers engineer engineers programmer programmers coder coders expert experts "
    "specialist specialists people person persons candidate candidates talent talents folk folks somebody someone "
    "anyone anybody pro pros professional professionals entwickler entwicklerin entwicklerinnen ingenieur "
    "ingenieure ingenieurin leute kandidaten bewerber developpeur developpeurs developpeuse ingenieurs personnes "
    "candidats desarrollador desarrolladores desarrolladora ingeniero ingenieros personas candidatos "
)
"""Words for whoever does something; beside a skill they say no more than it does."""
FILLERS = _words(
    "a an the and or with without who whom that which is are was were be have has having had of for to in on at "
    "by from as me my our us i we you show find list get give search looking look need want please all any some "
    "every everybody everyone experience experienced exp skill skills skilled knowledge knows know knowing "
    "working work works worked based living located lives live near around within km kilometers kilometres miles "
    "mit und oder die der das den dem ein eine einen einer von im in fur die ich wir suche zeige erfahrung "
    "kenntnisse aus bei avec et ou le la les un une des du de d je nous cherche experience competences a au aux "
    "dans con y o el los las una del busco experiencia en que tienen candidate candidates people person persons "
    "kandidaten bewerber candidats candidatos personas leute "
)
NO_PLURALS = _words("sales news business process wireless logistics")
"""Words that end with an s and are no plurals."""
