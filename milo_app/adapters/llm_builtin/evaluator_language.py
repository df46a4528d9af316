"""Which language an answer is in, by its script and its most frequent function words.

The word lists of the built-in evaluator are English. An answer in another language is not scored by it at all, rather
than badly; this module only has to tell English from the rest and to name the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from milo_app.core.instructions import reads_like_instruction
from milo_app.core.sentences import sentences

ENGLISH: Final = "English"
MIN_WORDS: Final = 5
"""Below this many words the language cannot be told."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

PROFILES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        ENGLISH: """the and to of a in i was it that for my with is we on they he she had have so at but as be
            were this when from you are not an by then them would our after or who what if because
            about which there been me her his do did can very all out up""",
        "German": """der die das und ich ist nicht ein eine zu den mit war auf für haben wir sich dem des im
            von bei habe als auch es an dass sie er wird sind einen einer um am nach wenn aus noch nur
            wurde meine mein uns oder über dann hatte sehr kann""",
        "French": """le la les de des et je un une est que pour dans pas avec en du sur qui nous ce au il mon
            ma mes plus par suis été ai avons ont j'ai c'est était sont aux ou mais elle très vous
            leur d'un l'équipe après comme""",
        "Spanish": """el la los las de y que en un una es con por para se no mi del lo su al como más pero fue
            estaba muy yo he me nos hay cuando tengo trabajé también había sus este esta hasta porque
            era son equipo""",
        "Portuguese": """o a os as de e que em um uma é com por para se não meu minha do da no na dos das como mais
            mas foi eu muito ao também quando tenho estava pelo pela até isso nós são era fazer às""",
        "Italian": """il lo la i gli le di e che in un una è con per non mi del della sono ho ma come più nel
            alla dei delle si anche era quando ha abbiamo stato questo molto al da ai mio mia poi""",
        "Dutch": """de het een en ik van is dat niet in op te met voor zijn was we er aan die naar hebben heb
            als bij ook om dan maar mijn werd had wij hij ze uit over toen nog wat deze veel""",
        "Polish": """w i na z się nie do jest to że jak o po ale przez był była mam dla od za co oraz tym który
            która lub gdy są moje mojej moim bardzo tylko już kiedy pracy""",
        "Swedish": """och att det i en jag på är som för med av den till inte har var vi ett om men från så när
            vid mig min mitt de kan hade efter eller också mycket sig""",
        "Turkish": """ve bir bu da de için ile çok ben olarak en daha ama sonra gibi kadar her ne olan biz benim
            var değil o şu ki mi iş zaman önce""",
        "Romanian": """și de la în a cu pe că un o nu este am care pentru din mai să au fost ca sunt era dar după
            mi prin ne lor această foarte când""",
        "Czech": """a v na se že je s z do to jsem k o po ale jak za pro by byl byla jsme který která když tak
            nebo jeho mě už velmi tím od práci""",
        "Indonesian": """yang dan di untuk dengan saya ini itu dari pada tidak adalah ke dalam kami akan karena
            juga sudah telah ada bisa atau oleh sebagai mereka saat lebih""",
    }.items()
}
"""Frequent function words of the languages that can be named."""

_SCRIPTS: Final = (
    ("HANGUL", "Korean"),
    ("HIRAGANA", "Japanese"),
    ("KATAKANA", "Japanese"),
    ("CJK", "Chinese"),
    ("ARABIC", "Arabic"),
    ("HEBREW", "Hebrew"),
    ("DEVANAGARI", "Hindi"),
    ("BENGALI", "Bengali"),
    ("THAI", "Thai"),
    ("GREEK", "Greek"),
    ("CYRILLIC", "Russian"),
)
_OTHER: Final = "another language"


def language_of_answer(texts: Iterable[str]) -> str | None:
    """Return the language that a person writes in; words that address the evaluator do not count for it."""
    told = [text[a:b] for text in texts for a, b in sentences(text) if not reads_like_instruction(text[a:b])]
    return language_of("\n".join(told))


def language_of(text: str) -> str | None:
    """Return the name of the language ("German", "another language"), None where there is too little to tell."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return None
    script = _script_of(letters, text)
    if script:
        return script
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < MIN_WORDS:
        return None
    hits = {name: sum(word in profile for word in words) for name, profile in PROFILES.items()}
    best = max(hits, key=lambda name: (hits[name], name == ENGLISH))
    if hits[best] < 2 or hits[best] < 0.12 * len(words):
        return None
    # Names and job titles bring foreign words into English answers, so the other language has to lead clearly.
    if best != ENGLISH and hits[best] < 1.25 * hits[ENGLISH] + 1:
        return ENGLISH
    return best


def _script_of(letters: list[str], text: str) -> str:
    foreign = [char for char in letters if ord(char) > 0x24F and not unicodedata.name(char, "").startswith("LATIN")]
    if len(foreign) * 2 <= len(letters):
        return ""
    names = [unicodedata.name(char, "") for char in foreign]
    if any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names):
        return "Japanese"
    for prefix, language in _SCRIPTS:
        if sum(name.startswith(prefix) for name in names) * 2 > len(names):
            if language == "Russian" and re.search("[іїєґ]", text.casefold()):
                return "Ukrainian"
            return language
    return _OTHER
