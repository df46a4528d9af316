"""Answers about a role by retrieval: the best matching sentences, quoted, or "not known". Rules only, no AI.

What a candidate writes is only matched against the texts; nothing of it is ever followed or repeated.
"""

from __future__ import annotations

import re

from milo_app.adapters.llm_builtin.reading_words import STOP
from milo_app.core.sentences import sentences
from milo_app.core.text import ellipsis, fold
from milo_app.domain.interviews.ports import RoleAnswer, RoleCase

MOST_SENTENCES = 2
LONGEST = 600
ENOUGH = 1.0
_WORD = re.compile(r"[^\W_]{2,}")
_ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "pay salar wage money earn compe hourl rate euro dolla usd eur gbp",
        "remot home hybri offic onsit site",
        "hour shift sched weeke night eveni parti fullt time start",
        "vacat holid leave pto day",
        "locat where city addre based place site",
        "benef insur healt pensi perk bonus disco",
        "train onboa learn mento",
        "long proce step inter next hear back decis answe call hirin",
        "team colle manag repor peopl staff",
        "visa permi spons reloc",
    )
)
_SMALL_WORDS = """a an the is are do does did will would can could i we you they it he she to of in on at for with and or
but be have has there this that what which who how when where why my your our me us about any much many tell please know
get if from as am was were not no yes so"""
_SMALL = frozenset(_SMALL_WORDS.split())


class BuiltinRoleAnswers:
    """Quotes what the texts say (port `RoleAnswers`)."""

    label = "Built-in answers (quotes, no AI)"

    def answer(self, case: RoleCase) -> RoleAnswer:
        """Return up to two sentences of one text that share the question's words or their kin."""
        wanted = _keys(case.question)
        if not wanted:
            return RoleAnswer("", "", is_known=False)
        best: tuple[float, str, str] = (0.0, "", "")
        for passage in case.passages:
            text = passage.text
            scored = [
                (_score(wanted, text[start:end]), -place, " ".join(text[start:end].split()))
                for place, (start, end) in enumerate(sentences(text))
            ]
            found = sorted((one for one in scored if one[0] >= ENOUGH), reverse=True)[:MOST_SENTENCES]
            if found and found[0][0] > best[0]:
                quoted = " ".join(said for _, _, said in sorted(found, key=lambda one: -one[1]))
                best = (found[0][0], quoted, passage.title)
        score, quoted, title = best
        if not score:
            return RoleAnswer("", "", is_known=False)
        return RoleAnswer(ellipsis(quoted, LONGEST), title, is_known=True)

    def summarize(self, text: str) -> str:
        """Return nothing: the caller takes the first sentences and says so."""
        return ""


def _keys(text: str) -> set[str]:
    small = _SMALL | STOP["en"]
    return {word.removesuffix("s")[:5] for word in _WORD.findall(fold(text)) if word not in small}


def _score(wanted: set[str], sentence: str) -> float:
    """Weigh a sentence: 1 for each shared word, 0.75 more where a kin word (salary, pay) stands for an asked one."""
    said = _keys(sentence)
    if "$" in sentence or "€" in sentence or "£" in sentence:
        said |= {"pay"}
    exact = len(wanted & said)
    kin = sum(1 for group in _ALIKE if group & wanted - said and group & said)
    return exact + kin
