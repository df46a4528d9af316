"""The lines of a resume with the section each stands in, and matching of whole words in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from milo_app.domain.candidates.resume_skills import Alias


class Section(StrEnum):
    """What a part of a resume is about, by its heading."""

    NONE = ""
    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    LICENSES = "licenses"
    PRIVATE = "private"
    OTHER = "other"


@dataclass(frozen=True)
class Line:
    """One line as it stands in the resume, without its outer spaces, and the section it belongs to."""

    text: str
    section: Section


_HEADINGS: dict[Section, str] = {
    Section.WORK: (
        "experience|work experience|professional experience|employment|employment history|work history|"
        "career history|career|relevant experience|professional background|positions|berufserfahrung|"
        "beruflicher werdegang|berufspraxis|"
        "werdegang|berufliche erfahrung|expérience|expériences|expérience professionnelle|"
        "expériences professionnelles|"
        "parcours professionnel|experiencia|experiencia laboral|experiencia profesional|historial laboral"
    ),
    Section.EDUCATION: (
        "education|education and training|academic background|academic history|qualifications|studies|"
        "ausbildung|bildung|"
        "bildungsweg|schulbildung|studium|ausbildung und studium|akademische ausbildung|formation|formations|"
        "études|"
        "formation académique|diplômes|educación|formación|formación académica|estudios"
    ),
    Section.SKILLS: (
        "skills|key skills|core skills|technical skills|skills and abilities|core competencies|competencies|"
        "expertise|"
        "areas of expertise|technologies|tools|software|programming languages|kenntnisse|fähigkeiten|kompetenzen|"
        "edv-kenntnisse|it-kenntnisse|fachkenntnisse|compétences|compétences clés|compétences techniques|habilidades|"
        "competencias|conocimientos|aptitudes"
    ),
    Section.LANGUAGES: "languages|language skills|sprachen|sprachkenntnisse|langues|idiomas|lenguas",
    Section.LICENSES: (
        "licenses|licences|certifications|certificates|licenses and certifications|licences and certifications|"
        "certifications and licenses|credentials|zertifikate|zertifizierungen|lizenzen|weiterbildung|weiterbildungen|"
        "führerschein|certificats|permis|permis et certificats|certificaciones|licencias|certificados"
    ),
    Section.PRIVATE: (
        "references|hobbies|interests|hobbies and interests|interessen|referenzen|loisirs|centres d'intérêt|références|"
        "intereses|aficiones|referencias"
    ),
    Section.OTHER: (
        "volunteering|volunteer experience|volunteer work|projects|personal projects|"
        "publications|awards|summary|profile|objective|about me|personal details|contact|ehrenamt|"
        "projekte|"
        "persönliche daten|profil|kontakt|bénévolat|projets|voluntariado|"
        "proyectos|"
        "perfil|resumen|datos personales|military service|wehrdienst|zivildienst"
    ),
}
_SECTION_OF = {name: section for section, names in _HEADINGS.items() for name in names.split("|")}
_LISTS = frozenset({Section.SKILLS, Section.LICENSES})
LONGEST_LINE = 1_000
_DECORATION = " \t•·●▪■–—-*#=_|»>:."
_LEAD = re.compile(r"^[\s•·●▪■–—\-*»>]+")
# A dot may belong to the word (.NET) or end the sentence before it; only NET takes it along.
_WORD = re.compile(r"\.NET\b|[^\W_]+[+#]*", re.IGNORECASE)
_GAP = re.compile(r"[\s\-‑–./&'’]{0,3}")
_LEFT_EDGE = re.compile(r"(?:[,;|•·/:(\t>]|\s[–—-]\s|\b(?:and|or|und|oder|et|ou|y|o)\s|\s&\s)\s*$|^[\s•·●▪■–—\-*»>]*$")
_RIGHT_EDGE = re.compile(r"^\s*(?:[,;|•·/:()\t]|[–—-]\s|&\s|(?:and|or|und|oder|et|ou|y|o)\b|\.?\s*$)")
_REAL_LEFT = re.compile(r"[,;|•·/:(\t>]\s*$")
_AND_LEFT = re.compile(r"\s(?:and|or|und|oder|et|ou|y|o|&)\s+$")
_REAL_RIGHT = re.compile(r"^\s*[,;|•·/)\t]")


def lines_of(text: str) -> list[Line]:
    """Split a resume into lines that are not empty, each with the section it stands in."""
    section = Section.NONE
    found: list[Line] = []
    for line in _pieces(text):
        own = _heading(line)
        if own is not None:
            section = own
        label, colon, rest = line.partition(":")
        inline = _heading(label) if colon and rest.strip() and len(label) < 40 else None
        found.append(Line(line, inline if inline is not None else section))
    return found


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines without outer spaces; one that never ends is cut at spaces, so that rules stay quick on it."""
    for raw in text.splitlines():
        line = raw.strip()
        while len(line) > LONGEST_LINE:
            cut = line.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE)
            cut = cut if cut > 0 else LONGEST_LINE
            yield line[:cut].strip()
            line = line[cut:].strip()
        if line:
            yield line


def _heading(line: str) -> Section | None:
    bare = line.strip(_DECORATION)
    if not bare or len(bare) > 40:
        return None
    plain = re.sub(r"\s*&\s*", " and ", re.sub(r"\s+", " ", bare)).lower().replace("’", "'")
    if re.fullmatch(r"(?:\w ){3,}\w", plain):
        # Designers space out headings: "S K I L L S".
        plain = plain.replace(" ", "")
    return _SECTION_OF.get(plain)


@dataclass(frozen=True)
class Hit:
    """A known name found in a line, from start to end."""

    name: str
    start: int
    end: int


class Vocabulary:
    """Finds known names in lines: whole words, longest first, each place used once."""

    def __init__(self, entries: Mapping[str, Sequence[Alias]]) -> None:
        self._by_words: dict[tuple[str, ...], list[Alias]] = {}
        for aliases in entries.values():
            for alias in aliases:
                words = tuple(match.group().casefold() for match in _WORD.finditer(alias.text))
                if words:
                    self._by_words.setdefault(words, []).append(alias)
        self._longest = max((len(words) for words in self._by_words), default=0)

    def with_terms(self, terms: Iterable[str]) -> Vocabulary:
        """Return a vocabulary that knows these names too, each written as it is and in any case."""
        extra = {term.strip(): [Alias(term.strip(), term.strip(), False, False)] for term in terms if term.strip()}
        made = Vocabulary(extra)
        for words, aliases in self._by_words.items():
            made._by_words.setdefault(words, []).extend(aliases)
        made._longest = max(made._longest, self._longest)
        return made

    def hits(self, line: Line) -> list[Hit]:
        """Return the names in a line, in order."""
        words = list(_WORD.finditer(line.text))
        sure: list[Hit] = []
        items: list[Hit] = []
        at = 0
        while at < len(words):
            step = 1
            for length in range(min(self._longest, len(words) - at), 0, -1):
                span = words[at : at + length]
                matches = list(self._matching(line.text, span))
                if matches:
                    for alias in matches:
                        (items if alias.is_item else sure).append(Hit(alias.name, span[0].start(), span[-1].end()))
                    step = length
                    break
            at += step
        has_company = bool(sure) or len({hit.name for hit in items}) > 1 or line.section in _LISTS
        return sorted(sure + (items if has_company else []), key=lambda hit: hit.start)

    def _matching(self, text: str, span: Sequence[re.Match[str]]) -> Iterator[Alias]:
        aliases = self._by_words.get(tuple(match.group().casefold() for match in span))
        if not aliases:
            return
        for before, after in pairwise(span):
            if not _GAP.fullmatch(text, before.end(), after.start()):
                return
        start, end = span[0].start(), span[-1].end()
        for alias in aliases:
            if alias.is_exact and _squeezed(text[start:end]) != _squeezed(alias.text):
                continue
            if alias.is_item and not _is_item(text, start, end):
                continue
            yield alias


def _squeezed(text: str) -> str:
    return " ".join(match.group() for match in _WORD.finditer(text))


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether a span is a whole item of a list: an edge on both sides, and a separator or the line's end on one."""
    left, right = text[:start], text[end:]
    if not _LEFT_EDGE.search(left) or not _RIGHT_EDGE.search(right):
        return False
    is_alone = not _LEAD.sub("", left) and not right.strip(" .")
    closes = bool(_AND_LEFT.search(left)) and not right.strip(" .")
    return is_alone or closes or bool(_REAL_LEFT.search(left)) or bool(_REAL_RIGHT.search(right))


_CLAUSE = re.compile(r"[.;!?](?:\s|$)|,\s(?:but|aber|mais|pero)\b|\s[–—]\s|[•·|]")
_NOT = re.compile(
    r"\b(?:no|not|never|without|lack(?:s|ing|ed)?|neither|nor|don't|doesn't|didn't|haven't|n't|kein|keine|"
    r"keinen|keinerlei|"
    r"nicht|nie|ohne|sans|aucun|aucune|jamais|pas|sin|ningún|ninguna|nunca|want to learn|would like to learn|"
    r"eager to learn|hoping to learn|keen to learn|interested in learning)\b",
    re.IGNORECASE,
)


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands in the same clause before and after a span."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    close = _CLAUSE.search(text, end)
    return text[begin:start], text[end : close.start() if close else len(text)]


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause before a span says that the person does not have it ("no experience with", "ohne")."""
    before, _ = clause_around(text, start, end)
    return bool(_NOT.search(before))
