"""Text that addresses whoever reads it for a score: orders to ignore the rules, demands for points, forged system tags.

Known wordings in ten languages. Not finding any proves nothing; finding one is a fact to show, never a reason to judge.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from milo_app.core.text import fold

# Each pattern names what is to be overridden or given, not single words: "I ignored the previous instructions of my
# manager" is rare and harmless to flag, "score" and "system" alone would flag half of all honest answers.
_INSTRUCTIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(ignore|disregard|forget|override|bypass|skip)\b.{0,30}\b(previous|prior|above|earlier|all|any|your"
        r"|the)\b.{0,20}"
        r"\b(instruction|prompt|rule|rubric|criteria|guideline|direction)s?\b",
        r"\b(give|award|assign|grant)\b.{0,12}\b(me|this|the|my|every|all|him|her|them)\b.{0,30}\b(100|ten|10/10"
        r"|5/5|full|maximum|max|highest"
        r"|perfect|top)\b.{0,12}\b(points?|marks?|scores?|ratings?|out of)",
        r"\b(give|award|assign|grant)\b.{0,12}\b(this|the|my|every|all)\b.{0,12}\b(candidate|applicant|answer"
        r"|resume|cv|response)s?\b.{0,20}"
        r"\b(100|ten|10|5|full|maximum|highest|perfect|top)\b",
        r"\b(score|grade|rate|rank|mark)\b:? ?(me |this |it |him |her |all |every |the |my )?(candidate "
        r"|applicant |answer |answers |resume |cv )?"
        r"(is |a |as |at |with |to )*(100|10/10|5/5|one hundred|perfect score|the maximum|the highest"
        r"|highest possible|maximum)\b",
        r"\b(output|return|set)\b.{0,20}\bscore\b.{0,12}\b(100|10|5|maximum)\b",
        r"\b(you are|act as|pretend to be) (now )?(a|an|the) (helpful |lenient |generous )?(ai|assistant"
        r"|language model|llm|evaluator|grader|recruiter)\b",
        r"\b(system|developer) (prompt|message|instruction)s?\b",
        r"\b(recommend|mark|classify|rate) (me|this candidate|this applicant|the candidate) (as|for) (hired?"
        r"|hiring|an? (excellent|exceptional|perfect|top)|strong|qualified)",
        r"\bnew instructions?\b\s*:",
        r"\b(respond|reply|answer|output) only with\b",
        # German
        r"\b(ignorier\w*|vergiss|vergessen sie|missacht\w*|uberspring\w*)\b.{0,40}\b(anweisung|instruktion"
        r"|vorgabe|regel|kriteri|prompt|befehl)\w*",
        r"\b(gib|geben sie|vergib|vergeben sie|bewerte|bewerten sie)\b.{0,40}\b(100|volle|hochste|maximal"
        r"|beste)\w*\b.{0,20}(punkt|bewertung|note|wertung|prozent|$)",
        # French
        r"\b(ignore[zr]?|oublie[zr]?|ne (tiens|tenez) pas compte)\b.{0,40}\b(instruction|consigne|regle|critere"
        r"|directive|prompt)s?",
        r"\b(donne[zr]?|attribue[zr]?|accorde[zr]?|note[zr]?|mets|mettez)\b.{0,40}\b(100|maximal\w*|maximum"
        r"|meilleure|parfaite?|la totalite)\b.{0,20}(point|note|score|evaluation|$)",
        # Spanish and Portuguese
        r"\b(ignora|ignore|ignorad|olvida|olvide|omite|desconsidere|esqueca)\b.{0,40}\b(instruccion|instruc|regla"
        r"|regra|indicacion|criterio|orden)\w*",
        r"\b(dale|dame|da|otorga|otorgue|asigna|asigne|puntua|puntue|pon|de|atribua|avalie)\b.{0,40}\b(100"
        r"|maxim[ao]|perfecta?|mas alta)\b.{0,20}(punt|pont|nota|calific|$)",
        # Italian, Dutch, Polish, Turkish
        r"\b(ignora|dimentica)\b.{0,40}\b(istruzion|regol|criter)\w*",
        r"\b(assegna|dai|dammi|valuta)\b.{0,40}\b(100|massim[oa]|perfetto)\b.{0,20}(punt|voto|$)",
        r"\b(negeer|vergeet)\b.{0,40}\b(instructie|opdracht|regel)\w*",
        r"\bgeef\b.{0,40}\b(100|maximale|hoogste)\b.{0,20}(punt|score|$)",
        r"\b(zignoruj|ignoruj|pomin)\b.{0,40}\b(instrukcj|polecen|zasad)\w*",
        r"\bonceki\b.{0,20}\btalimat\w*.{0,20}(yok say|gormezden|unut)",
        # Russian, Chinese, Japanese
        r"(игнорируи|игнорируите|забудь|забудьте)\w*.{0,40}(инструкци|указани|правил)",
        r"(忽略|无视|無視|忘记|忘れ).{0,12}(指令|指示|说明|說明|规则|命令)|(指示|命令|指令).{0,6}(無視|忘れ|忽略)",
        r"(打|给|給).{0,8}(100|满|滿)\s*分|100\s*点(を|で)",
    )
)
TAGS: Final = re.compile(
    r"<\s*/?\s*(system|assistant|instructions?|prompt|admin|developer|user)\b[^>]*>|<\|[a-z_]+\|>|\[/?(inst"
    r"|system|sys)\]|<<\s*sys\s*>>"
    r"|(?:^|\n)\s*#{2,}\s*(system|instructions?|assistant)\b|(?:^|\n)\s*(system|assistant)\s*:|\"(role"
    r"|score)\"\s*:\s*(\"system\"|\d+)",
    re.IGNORECASE,
)
"""Marks that pose as a system message."""


@lru_cache(maxsize=2048)
def reads_like_instruction(sentence: str) -> bool:
    """Return whether a sentence is worded as an instruction to an evaluator, or poses as a system message."""
    if TAGS.search(sentence):
        return True
    folded = fold(sentence)
    return any(pattern.search(folded) for pattern in _INSTRUCTIONS)
