"""Degrees, licenses and spoken languages in a resume, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from milo_app.domain.candidates.resume_skills import licenses
from milo_app.domain.candidates.resume_text import Line, Section, Vocabulary, clause_around, is_denied


@dataclass(frozen=True)
class Fact:
    """A value in its usual name or form, and the line of the resume that states it."""

    value: str
    line: str


class Level(IntEnum):
    """Levels of education, in their order."""

    SECONDARY = 1
    VOCATIONAL = 2
    ASSOCIATE = 3
    BACHELOR = 4
    MASTER = 5
    DOCTORATE = 6


@dataclass(frozen=True)
class Degree:
    """A level of education and its line; `is_finished` is false for one that is still being studied for or was left."""

    level: Level
    line: str
    is_finished: bool = True


@dataclass(frozen=True)
class Spoken:
    """A language by its English name, how well it is spoken, and the line. The level is "" where it is not said."""

    language: str
    level: str
    line: str


# --- degrees --------------------------------------------------------------------------------------------------------

_DEGREES: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        Level.DOCTORATE,
        re.compile(
            r"\bPh\.?\s?D\b|\bD\.?Phil\b|\b(?i:doctor of \w+|doctorate|doctorat|doctorado|juris doctor|"
            r"doctoral degree|"
            r"doktor der|promotion zum dr)|\bDr\. (?:rer|med|phil|iur|jur|oec|Ing)\b|\bM\.D\.|\bEd\.?D\.?(?=[\s,])"
        ),
    ),
    (
        Level.MASTER,
        re.compile(
            r"\bMBA\b|\bM\.?Sc\b|\bM\.(?:A|S|Eng|Ed)\.|\bM(?:A|S|Eng|Ed|SW|PH|PA) (?:in|of)\b|\bLL\.?M\b|"
            r"\b(?i:master(?:'s|’s|s)? (?:of|in|degree|en|thesis at)|master(?:'s|’s)\b|masterstudium|masterabschluss|"
            r"diplom-?(?:ingenieur|kauffrau|kaufmann|informatiker|betriebswirt|psychologe|psychologin)\w*|"
            r"maestría|máster en|magister)"
        ),
    ),
    (
        Level.BACHELOR,
        re.compile(
            r"\bB\.?Sc\b|\bB\.(?:A|S|Eng|Ed|Com|Tech|F\.A|B\.A)\.|\bB(?:A|S|Eng|Ed|BA|FA|Com|Tech|SN|SW) (?:in|of|"
            r"\(Hons\))|"
            r"\bBBA\b|\bLL\.?B\b|\b(?i:bachelor(?:'s|’s|s)?\b(?! party)|bachelorstudium|licenciatura|licencié|"
            r"licence en|licence professionnelle|grado en|undergraduate degree|ingeniería en)"
        ),
    ),
    (
        Level.ASSOCIATE,
        re.compile(
            r"\bA\.(?:A|S|A\.S)\.|\bAAS? (?:in|of)\b|"
            r"\b(?i:associate(?:'s|’s)? (?:degree|of (?:arts|science|applied)|in (?:arts|science|applied))|"
            r"associate(?:'s|’s) in|foundation degree|técnico superior)|\b(?:BTS|DUT|HND)\b"
        ),
    ),
    (
        Level.VOCATIONAL,
        re.compile(
            r"\b(?:NVQ|BTEC|CAP|BEP|IHK)\b|\b(?i:apprenticeship (?:in|as|at|:)|"
            r"completed (?:an? )?(?:\w+ )?apprenticeship|"
            r"trade school|vocational (?:school|training|certificate|diploma)|berufsausbildung|ausbildung (?:zum|"
            r"zur|als)|"
            r"gesellenbrief|meisterbrief|staatlich geprüfte\w*|formación profesional|bac pro|"
            r"baccalauréat professionnel)"
        ),
    ),
    (
        Level.SECONDARY,
        re.compile(
            r"\bGED\b|\b(?i:high school (?:diploma|graduate|degree|equivalen\w+)|secondary school (?:certificate|"
            r"diploma)|"
            r"abitur|fachabitur|mittlere reife|realschulabschluss|hauptschulabschluss|baccalauréat(?! professionnel)|"
            r"bachillerato|a-levels?|gcses?|matura)\b"
        ),
    ),
)
_UNFINISHED = re.compile(
    r"\b(?:expected|anticipated|in progress|pursuing|candidate|currently|ongoing|present|studying|student|incomplete|"
    r"unfinished|dropped out|did not (?:finish|complete|graduate)|not completed|coursework|"
    r"credits towards?|some college|"
    r"voraussichtlich|laufend|heute|abgebrochen|nicht abgeschlossen|en cours|en curso|cursando|inacabad\w+)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(r"\b(?:required|preferred|requirements?|or equivalent required|must have)\b", re.IGNORECASE)
_PUPILS = re.compile(
    r"\b(?:taught|teach(?:ing|er)?|tutor(?:ed|ing)?|supervised|advis(?:ed|ing)|for)\b[^,;]*$", re.IGNORECASE
)


def degrees_in(lines: list[Line]) -> tuple[Degree, ...]:
    """Return each level that a line states, the highest of the line only, each (level, finished) once."""
    found: dict[tuple[Level, bool], Degree] = {}
    for line in lines:
        for level, pattern in _DEGREES:
            match = pattern.search(line.text)
            if match is None or is_denied(line.text, match.start(), match.start()) or _WANTED.search(line.text):
                continue
            if line.section is not Section.EDUCATION and _PUPILS.search(line.text[: match.start()]):
                continue
            is_finished = not _UNFINISHED.search(line.text)
            found.setdefault((level, is_finished), Degree(level, line.text, is_finished))
            break
    return tuple(found.values())


# --- licenses -------------------------------------------------------------------------------------------------------

_LAPSED = re.compile(
    r"\b(?:expired|lapsed|revoked|suspended|pursuing|studying (?:for|towards?)|working towards?|"
    r"in progress|candidate|"
    r"planned|scheduled|pending|expected|abgelaufen|entzogen|expiré|suspendid[oa]|vencid[oa]|caducad[oa])\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:supervis\w+|assist(?:ed|ing|ant)?|alongside|report(?:ed|ing|s) to|hired|hiring|recruit\w*|manag(?:ed|ing)|"
    r"team of|support(?:ed|ing)|trained|scheduled|led)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _known_licenses() -> Vocabulary:
    return Vocabulary(licenses())


def licenses_in(lines: list[Line]) -> tuple[Fact, ...]:
    """Return the licenses and certificates that the person holds: not expired, planned, or those of other people."""
    found: dict[str, Fact] = {}
    for line in lines:
        for hit in _known_licenses().hits(line):
            before, after = clause_around(line.text, hit.start, hit.end)
            if is_denied(line.text, hit.start, hit.end) or _LAPSED.search(_own_part(before, after)):
                continue
            if line.section is not Section.LICENSES and _OF_OTHERS.search(before):
                continue
            found.setdefault(hit.name, Fact(hit.name, line.text))
    return tuple(found.values())


def _own_part(before: str, after: str) -> str:
    """The words that speak of this one item of a list: back and forth to the next comma."""
    return before.rpartition(",")[2] + " | " + after.partition(",")[0]


# --- languages ------------------------------------------------------------------------------------------------------

_LANGUAGES = {
    "English": "englisch|anglais|inglés",
    "German": "deutsch|allemand|alemán",
    "French": "französisch|français|francés",
    "Spanish": "spanisch|espagnol|español|castellano",
    "Portuguese": "portugiesisch|portugais|portugués",
    "Italian": "italienisch|italien|italiano",
    "Dutch": "niederländisch|holländisch|néerlandais|neerlandés|holandés",
    "Polish": "polnisch|polonais|polaco",
    "Czech": "tschechisch|tchèque|checo",
    "Slovak": "slowakisch|slovaque|eslovaco",
    "Hungarian": "ungarisch|hongrois|húngaro",
    "Romanian": "rumänisch|roumain|rumano",
    "Bulgarian": "bulgarisch|bulgare|búlgaro",
    "Greek": "griechisch|grec|griego",
    "Turkish": "türkisch|turc|turco",
    "Russian": "russisch|russe|ruso",
    "Ukrainian": "ukrainisch|ukrainien|ucraniano",
    "Serbian": "serbisch|serbe|serbio",
    "Croatian": "kroatisch|croate|croata",
    "Albanian": "albanisch|albanais|albanés",
    "Swedish": "schwedisch|suédois|sueco",
    "Norwegian": "norwegisch|norvégien|noruego",
    "Danish": "dänisch|danois|danés",
    "Finnish": "finnisch|finnois|finlandés",
    "Arabic": "arabisch|arabe|árabe",
    "Hebrew": "hebräisch|hébreu|hebreo",
    "Persian": "farsi|dari|persisch|persan|persa",
    "Kurdish": "kurdisch|kurde|kurdo",
    "Hindi": "",
    "Urdu": "",
    "Bengali": "bangla|bengalisch",
    "Punjabi": "panjabi",
    "Gujarati": "",
    "Tamil": "tamilisch",
    "Telugu": "",
    "Nepali": "",
    "Chinese": "mandarin|cantonese|chinesisch|chinois|chino|mandarín",
    "Japanese": "japanisch|japonais|japonés",
    "Korean": "koreanisch|coréen|coreano",
    "Vietnamese": "vietnamesisch|vietnamien|vietnamita",
    "Thai": "thailändisch|thaï|tailandés",
    "Tagalog": "filipino",
    "Indonesian": "indonesisch|indonésien|indonesio|bahasa indonesia",
    "Malay": "malaiisch",
    "Swahili": "suaheli|kiswahili",
    "Amharic": "",
    "Somali": "",
    "Tigrinya": "",
    "Yoruba": "",
    "Hausa": "",
    "Igbo": "",
    "Haitian Creole": "creole",
    "American Sign Language": "asl",
}
_LANGUAGE_OF = {
    spelling: name
    for name, others in _LANGUAGES.items()
    for spelling in (name.lower(), *(other for other in others.split("|") if other))
}
_LANGUAGE = re.compile(
    r"\b(?:" + "|".join(sorted(_LANGUAGE_OF, key=len, reverse=True)) + r")(?:kenntnisse|e|er|en)?\b", re.IGNORECASE
)
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for level, words in (
        ("native", "native|mother tongue|first language|bilingual|muttersprache|muttersprachler(?:in)?|"
         "langue maternelle|bilingue|nativ[oa]|lengua materna|bilingüe"),
        ("basic", "basic|beginner|elementary|a1|a2|grundkenntnisse|anfänger|débutant|notions|básico|elemental|"
         "principiante"),
        ("advanced", "advanced|professional working|proficient|proficiency|very good|c1|sehr gut|fortgeschritten|"
         "verhandlungssicher|sehr gute|avancé|avanzado|alto"),
        ("intermediate", "intermediate|conversational|working knowledge|limited working|b1|b2|gute?|mittelstufe|"
         "intermédiaire|moyen|intermedio|conversacional"),
        ("fluent", "fluent|fluently|full professional|c2|fließend|fliessend|courant|couramment|fluido|fluidez"),
    )
)  # fmt: skip
_ITEM = re.compile(r"[,;|•·/]|\s(?:and|und|et|y|&)\s|\.\s")
_ADVERTISES = re.compile(
    r"\b(?:required|preferred|a plus|teacher|lehrer|restaurant|cuisine|literature)\b", re.IGNORECASE
)


def spoken_in(lines: list[Line]) -> tuple[Spoken, ...]:
    """Return the languages that the person speaks: with a level beside them, or in the languages section."""
    found: dict[str, Spoken] = {}
    for line in lines:
        for spoken in _spoken_in_line(line):
            known = found.get(spoken.language)
            if known is None or (not known.level and spoken.level):
                found[spoken.language] = spoken
    return tuple(found.values())


def _spoken_in_line(line: Line) -> Iterator[Spoken]:
    carried = ""
    for start, item in _items(line.text):
        match = _LANGUAGE.search(item)
        if match is None:
            carried = ""
            continue
        before, after = item[: match.start()], item[match.end() :]
        level = _level(after) or _level(before)
        is_bare = not before.strip(" \t-–:") and not after.strip(" \t.")
        if not level and is_bare:
            level = carried
        # "Fluent in English, Spanish and French": the level stands before the first and holds for the bare ones.
        carried = level if not after.strip(" \t.") and (_level(before) or is_bare) else ""
        in_section = line.section is Section.LANGUAGES
        at = start + match.start()
        if not (level or in_section) or is_denied(line.text, at, at) or (_ADVERTISES.search(item) and not in_section):
            continue
        yield Spoken(_language(match.group()), level, line.text)


def _items(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _ITEM.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]


def _level(text: str) -> str:
    return next((level for level, pattern in _LEVELS if pattern.search(text)), "")


def _language(spelling: str) -> str:
    plain = spelling.lower()
    for ending in ("", "kenntnisse", "e", "er", "en"):
        if plain.removesuffix(ending) in _LANGUAGE_OF:
            return _LANGUAGE_OF[plain.removesuffix(ending)]
    return spelling
