"""The basics of a posting: title, company, place, hours and pay, deadline. Empty where the text does not say it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from milo_app.adapters.llm_builtin.reading import Posting
from milo_app.adapters.llm_builtin.reading_words import NO_RESUME
from milo_app.core.text import ellipsis, fold, one_line


@dataclass(frozen=True)
class Found:
    """A value and the line it stands in."""

    value: str = ""
    line: str = ""


@dataclass(frozen=True)
class Basics:
    """What a posting says about the job itself."""

    title: Found
    company: str
    place: Found
    is_on_site: bool
    pay: Found
    hours: Found
    deadline: Found
    deadline_date: dt.date | None
    needs_no_resume: bool


_LEAD = re.compile(
    r"^(?:(?:we(?:'re| are) (?:now )?(?:hiring|looking for|seeking|recruiting)|now hiring|hiring|job (?:title|"
    r"posting|ad)|position|role|"
    r"vacancy|wanted|title|wir suchen|stellenangebot|nous recherchons|offre d'emploi|buscamos|oferta de empleo|"
    r"join us as|"
    r"urgent|job description)\s*[:!–-]*\s*)+(?:an?\s+|eine?n?\s+|une?\s+|una?\s+)?",
    re.IGNORECASE,
)
_GENDER = re.compile(
    r"\s*\(?\b(?:[mwfhdx]\s*[/|]\s*[mwfhdx](?:\s*[/|]\s*[mwfhdx])?|all genders|h/f)\b\)?", re.IGNORECASE
)
_SEEKING = re.compile(
    r"(?:looking for|seeking|hiring|recruiting|in search of|to join us as|join our team as|as|suchen wir|suchen|"
    r"recherch(?:e|ons)|busca(?:mos)?)"
    r"\s+(?:an?|our next|eine?n?|une?|una?|the|someone as|two|three|several)\s+"
    r"((?:[\w’'&/.+-]+ ?){1,6}?)(?=\s+(?:to|who|for|in|at|with|on|that|für|zur|pour|para|en|à|and)\b|[,.;:(!]|$)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b((?:[A-Z][\w.'’-]+ ){0,2}[A-Z][\w.'’-]+),? ((?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|"
    r"N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|"
    r"UT|V[TA]|W[AVIY]|D\.?C\.?|ON|BC|QC))\b"
)
_BASED = re.compile(
    r"\b(?:based|located) (?:in|at|near)\s+((?:(?:the|central|downtown) )?(?:[A-Z][\w.'’-]+[ ,]{0,2}){1,4})"
)
_IN_TOWN = re.compile(
    r"\b(?:in|near|à|en) (?!English|German|French|Spanish|Excel|Python|January|February|March|April|May|June|July|"
    r"August|September|"
    r"October|November|December|Salesforce|This|The|Our)([A-Z][a-zà-ü]{3,}(?: [A-Z][a-z]+)?)(?=[.,;]| with| is|$)"
)
_PAY = re.compile(
    r"(?:[$£€]|USD|GBP|EUR|CAD)\s?\d[\d.,]*\s?[kK]?(?:\s*(?:-|–|—|to|bis|à|a)\s*(?:[$£€]|USD|GBP|"
    r"EUR)?\s?\d[\d.,]*\s?[kK]?)?"
    r"(?:\s*(?:/|per|an|a|p\.?|pro|par|por)\s?(?:hours?|hr|h|year|yr|annum|month|week|day|mile|stunde|jahr|monat|"
    r"heure|mois|an|año|mes|hora)\b)?|"
    r"\d[\d.,]*\s?[kK]?(?:\s*(?:-|–|bis|à|a)\s*\d[\d.,]*\s?[kK]?)?\s?(?:€|Euro|£)"
    r"(?:\s*(?:brutto|bruts?|brutos?)?\s*(?:/|pro|par|por|im|al)\s?(?:Stunde|Jahr|Monat|heure|mois|an|año|mes|hora))?"
)
_PERIOD = re.compile(
    r"(?:/|per|an|a|p\.?|pro|par|por|im|al)\s?(?:hour|hr|h|year|yr|annum|mile|stunde|jahr|monat|heure|mois|an|año|"
    r"mes|hora)\b",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"\s*(?:[+,]? ?base\b|base,|brut|an hour|a (?:day|year|week)|DOE|on target|OTE)", re.IGNORECASE
)
_PAY_WORD = re.compile(
    r"\b(?:salary|pay|base|compensation|wage|earn|we offer|rate|vergütung|gehalt|salaire|salario)\b[^.]{0,25}$",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\d{1,2}(?:[.,]\d+)?(?:\s*(?:-|–|to)\s*\d{1,2})?\s*(?:hours?|hrs?|h|Stunden|heures|horas)\s?(?:/|per|a|each|pro|"
    r"par|por|die|semanales|hebdo)\s?"
    r"(?:week|woche|semaine|semana)?\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"\b(full.?time|part.?time|temporary|permanent|seasonal|fixed.term|internship|freelance|zero.hours|vollzeit|"
    r"teilzeit|unbefristet|"
    r"CDI|CDD|temps plein|temps partiel|jornada completa|media jornada|\d{1,2}.month contract)\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(fully remote|remote.first|remote|hybrid|on.?site|in.office|home.?office|télétravail|teletrabajo)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:closing date|apply (?:by|before)|"
    r"to apply[^.\n]{0,60} by|deadline|applications? (?:close|must be (?:in|"
    r"received) by|due|by)|"
    r"closes(?: on)?|"
    r"bewerbungsfrist|date limite|fecha límite|bewerben sie sich bis)\b[^.\n]{0,50}",
    re.IGNORECASE,
)
_MONTHS = {
    m: n
    for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}
_MONTH = "((?:" + "|".join(_MONTHS) + ")[a-z]{0,6})"
_DATE_WORDS = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s*(\d{{4}})?|"
    rf"\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b,?\s*(\d{{4}})?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _line_with(posting: Posting, found: str) -> str:
    source = next((line.source for line in posting.lines if found in line.source), "")
    return source or next((label.source for label in posting.labels if found in label.source), "")


def clean_title(raw: str) -> str:
    """Return a title without lead-in, company, place, pay and gender marks; empty when nothing sensible is left."""
    text = _GENDER.sub("", one_line(raw).strip("*#_= !"))
    text = _LEAD.sub("", text)
    text = re.split(
        r"\s+[–—|@•]\s+|\s-\s|, (?=[A-Z£$€\d])|\s(?:at|in|bei|chez|for) (?=[A-Z])|\s*[($£€]|\. |: | \d{2,}", text
    )[0].strip(" .,:;!-–")
    text = re.split(
        r"\s+(?:needed|wanted|required|gesucht|für (?:die|unser)|for our|for the|para (?:restaurante|nuestr))\b", text
    )[0]
    text = text.strip(" .,:;!-–")
    if text.isupper() and len(text) > 8:
        text = " ".join(
            word.lower() if word in ("DE", "OF", "AND", "THE") else word.capitalize() for word in text.split()
        )
    words = text.split()
    return text if 1 <= len(words) <= 9 and 3 <= len(text) <= 80 and any(ch.isalpha() for ch in text) else ""


def _title(posting: Posting, given: str) -> Found:
    if given.strip():
        return Found(one_line(given)[:200], "")
    label = posting.labelled(
        r"(?:job ?)?title|position(?: title)?$|role$|vacancy|stelle|poste|puesto|job$|we(?:'re| are) hiring|now hiring"
    )
    if label and (title := clean_title(label.value)):
        return Found(title, label.source)
    flat = posting.flat
    first = next((line for line in posting.lines[:1] if line.section == "intro"), None)
    opening = first.source if first else flat[:160]
    short = len(opening.split()) <= 16 or bool(re.match(r"^[^.]{3,60}, [A-Z]", opening))
    is_sentence = re.match(
        r"(?i)^(?:we|our|are you|at |as |do you|join|the |this |in |for |wir |nous |en |is )", opening
    ) and not _LEAD.match(opening)
    if short and not is_sentence and (title := clean_title(opening)) and len(title.split()) <= 8:
        return Found(title, opening)
    for line in posting.lines[:25]:
        if found := _SEEKING.search(line.source):
            title = clean_title(
                re.sub(
                    r"^(?:experienced|talented|motivated|passionate|reliable|friendly|dedicated)(?:,? (?:and )?\w+)?\s",
                    "",
                    found[1],
                )
            )
            if title and fold(title) not in ("team", "person", "somebody", "someone", "candidate"):
                return Found(title[0].upper() + title[1:], line.source)
    title = clean_title(opening)
    return Found(title, opening) if title and not is_sentence else Found()


def _town_and_state(text: str) -> re.Match[str] | None:
    """Return the first `Town, ST` whose town is not written in capitals, as in `CHEF DE PARTIE`."""
    return next((found for found in _PLACE.finditer(text) if not found[1].isupper()), None)


def _place(posting: Posting) -> tuple[Found, bool]:
    label = posting.labelled(
        r"(?:job )?location|place|based in|standort|arbeitsort|einsatzort|lieu|ubicacion|where|office|site$|base$"
    )
    remote = _REMOTE.search(posting.flat)
    how = remote[1].casefold().replace("onsite", "on site").replace("on-site", "on site") if remote else ""
    if label:
        where, line = re.split(r"(?<=\w{3})\.\s+(?=[A-Z])", label.value)[0].strip(" ."), label.source
    elif found := _town_and_state(posting.flat[:6000]):
        where, line = f"{found[1]}, {found[2]}", _line_with(posting, found[0])
    elif based := _BASED.search(posting.flat[:6000]):
        where = re.split(r"\. |, (?:We|You|Our|The)\b", based[1])[0].strip(" ,.")
        line = _line_with(posting, based[0].strip())
    elif town := _IN_TOWN.search(" ".join(line.source for line in posting.lines[:6])):
        where, line = town[1], _line_with(posting, town[0])
    else:
        where, line = "", _line_with(posting, remote[0]) if remote else ""
    on_site = bool(where) and not re.search(
        r"remote|hybrid|home.?office|télétravail|teletrabajo", f"{how} {where}", re.IGNORECASE
    )
    value = ", ".join(part for part in (ellipsis(where, 80), how if fold(how) not in fold(where) else "") if part)
    return Found(value, line), on_site


def _deadline(posting: Posting) -> tuple[Found, dt.date | None]:
    found = _CLOSING.search(posting.flat)
    if not found:
        return Found(), None
    text = found[0]
    day: dt.date | None = None
    if iso := _ISO.search(text):
        day = _date(int(iso[1]), int(iso[2]), int(iso[3]))
        value = iso[0]
    elif words := next((m for m in _DATE_WORDS.finditer(text) if (m[2] or m[4] or "")[:3].casefold() in _MONTHS), None):
        month = _MONTHS[(words[2] or words[4])[:3].casefold()]
        year = words[3] or words[6]
        day = _date(int(year), month, int(words[1] or words[5])) if year else None
        value = one_line(words[0])
    elif numeric := re.search(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", text):
        value = numeric[0]
    else:
        return Found(), None
    return Found(value, _line_with(posting, value)), day


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _company(posting: Posting) -> str:
    label = posting.labelled(r"company|employer|organi[sz]ation|unternehmen|entreprise|empresa|school$|client$")
    if label:
        return ellipsis(label.value, 60)
    found = re.search(
        r"\b(?:[Aa]t|[Jj]oin|[Aa]bout) ([A-Z][\w&'’.-]+(?: (?:&|[A-Z][\w&'’.-]+)){0,3})(?=[,.:;!]| is | are | you|"
        r" we| and| as)",
        posting.flat[:5000],
    )
    if found and found[1] not in ("Us", "You", "The Role", "The Team", "Our", "The", "Us As"):
        return found[1].rstrip(".")
    found = re.search(
        r"\b([A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,3}) is (?:a|an|the|hiring|looking|seeking|one of)\b",
        posting.flat[:5000],
    )
    return found[1] if found and found[1] not in ("This", "It", "The Role", "There", "The Position") else ""


def _pay(text: str) -> re.Match[str] | None:
    """Return the first sum that is pay: with a period of time, or beside a word for pay; not a budget or a target."""
    for found in _PAY.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()]
        if _PERIOD.search(found[0]) or _PAY_WORD.search(before) or (_PERIOD_AFTER.match(text[found.end() :])):
            return found
        if (
            found.start() < 200
            and re.search(r"\d\s*(?:k\b|[.,]\d{3})", found[0])
            and not re.search(r"revenue|budget|quota", text[found.start() :][:60])
        ):
            return found
    return None


def basics_of(posting: Posting, given_title: str = "") -> Basics:
    """Return the basics of a posting."""
    place, on_site = _place(posting)
    pay = _pay(posting.shown)
    hours = _HOURS.search(posting.shown)
    contracts = list(dict.fromkeys(_CONTRACT.findall(posting.shown[:6000])))[:2]
    deadline, day = _deadline(posting)
    when = ", ".join([*contracts, *([hours[0]] if hours else [])])
    return Basics(
        title=_title(posting, given_title),
        company=_company(posting),
        place=place,
        is_on_site=on_site,
        pay=Found(pay[0].strip(" .,"), _line_with(posting, pay[0].strip())) if pay else Found(),
        hours=Found(when, _line_with(posting, hours[0] if hours else contracts[0])) if when else Found(),
        deadline=deadline,
        deadline_date=day,
        needs_no_resume=bool(NO_RESUME.search(posting.flat)),
    )
