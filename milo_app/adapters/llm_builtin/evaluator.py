"""The built-in evaluator: transparent rules on how specific an answer is, with no model and no network.

It counts figures, own actions, steps, results and specific words, and takes off for filler, evasion and echoing the
question. It cannot know whether an answer is right; its label says so on every score. The same input gives the same
verdict, and each quote is a sentence of the answer itself.
"""

from __future__ import annotations

from typing import Final

from milo_app.adapters.llm_builtin import evaluator_features as features
from milo_app.adapters.llm_builtin.evaluator_features import Features, Sentence
from milo_app.adapters.llm_builtin.evaluator_language import ENGLISH, language_of_answer
from milo_app.adapters.llm_builtin.evaluator_points import answer_points, resume_points
from milo_app.adapters.llm_builtin.evaluator_resume import judge_resume
from milo_app.adapters.llm_builtin.evaluator_tags import find_tags
from milo_app.adapters.llm_builtin.evaluator_wanted import find_wanted
from milo_app.core.clock import Clock, SystemClock
from milo_app.core.text import fold, plural
from milo_app.domain.scoring.ports import Case, FoundTag, Item, Judged, Quote, Verdict

LABEL: Final = "Built-in evaluator (rules, no AI)"
VERSION: Final = "rules 1"
NO_EVIDENCE: Final = "No evidence found"
FULL_LENGTH: Final = 45
"""Words from which on length counts no further."""
MAX_QUOTES: Final = 3


class BuiltinEvaluator:
    """Port `Evaluator` by rules. The clock only tells what "present" means in a resume."""

    label = LABEL

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def evaluate(self, case: Case) -> Verdict:
        """Return the verdict; never fails, whatever the text holds."""
        if case.stage == "resume":
            return self._resume(case)
        whole = language_of_answer(p.text for p in case.passages)
        judged = [judge_answer(item, whole) for item in case.items]
        return Verdict(
            evaluator=LABEL,
            is_model=False,
            items=tuple(judged),
            points=answer_points(case, judged),
            tags=_tags(case) if whole in (ENGLISH, None) else (),
            prompt_version=VERSION,
        )

    def _resume(self, case: Case) -> Verdict:
        language = language_of_answer(p.text for p in case.passages)
        if language not in (ENGLISH, None):
            judged = [_void(item.key, _foreign("resume", language)) for item in case.items]
            return Verdict(evaluator=LABEL, is_model=False, items=tuple(judged), prompt_version=VERSION)
        year = self._clock.now().year
        judged = [judge_resume(item, year) or _void(item.key, NO_EVIDENCE) for item in case.items]
        return Verdict(
            evaluator=LABEL,
            is_model=False,
            items=tuple(judged),
            points=resume_points(case, judged),
            prompt_version=VERSION,
        )


def judge_answer(item: Item, case_language: str | None = None) -> Judged:
    """Return the score of one answer with its follow-ups, the counts in words, and its evidence."""
    spoken = [p for p in item.passages if any(char.isalnum() for char in p.text)]
    if not spoken:
        return _void(item.key, NO_EVIDENCE)
    language = language_of_answer(p.text for p in spoken) or case_language
    if language not in (ENGLISH, None):
        return _void(item.key, _foreign("answer", language))
    seen = features.read(spoken, item.question, item.keywords)
    if not seen.sentences:
        return _void(item.key, NO_EVIDENCE)
    parts = points(seen)
    score = max(0, min(100, round(sum(parts.values()))))
    if seen.words < 4 or _only_evasive(seen):
        score = min(score, 10)
    return Judged(
        key=item.key,
        score=score,
        rationale=rationale(seen),
        quotes=pick_quotes(seen),
        breakdown={
            "parts": {name: round(value) for name, value in parts.items()},
            "found": seen.found,
            "words": seen.words,
        },
    )


def points(seen: Features) -> dict[str, float]:
    """Return the points that each rule gives or takes; their sum, held between 0 and 100, is the score."""
    share = len(seen.covered) / min(4, seen.keywords) if seen.keywords else None
    # Without keywords to cover, what was told alone decides: the other parts are stretched to fill the scale.
    stretch = 1.0 if share is not None else 100 / 90
    gained = {
        "length": 8 * min(1.0, seen.words / FULL_LENGTH),
        "numbers": _steps(seen.numbers, (9, 6)),
        "actions": _steps(seen.actions, (9, 8, 7, 5)),
        "sequence": _steps(seen.steps, (5, 3)),
        "results": _steps(seen.results, (10, 6)),
        "specifics": 14 * min(1.0, seen.specific / 14),
    }
    gained = {name: value * stretch for name, value in gained.items()}
    gained["coverage"] = 10 * min(1.0, share) if share is not None else 0.0
    if seen.stuffed:
        gained["coverage"] = 0.0
    taken = {
        "filler": -min(30.0, 6.0 * seen.generic),
        "evasion": -min(36.0, 18.0 * seen.evasive),
        "echo": -20.0 * max(0.0, seen.echo - 0.4),
        "keyword list": -25.0 if seen.stuffed else 0.0,
    }
    return gained | taken


def _steps(count: int, worth: tuple[int, ...]) -> float:
    return float(sum(worth[:count]))


def _only_evasive(seen: Features) -> bool:
    return seen.evasive > 0 and seen.actions == 0 and seen.numbers == 0 and seen.results == 0


def rationale(seen: Features) -> str:
    """Return what was counted, in one or two sentences for the recruiter."""
    counts = [
        plural(seen.numbers, "number") if seen.numbers else "",
        plural(seen.actions, "own action") if seen.actions else "",
        plural(seen.steps, "step word") if seen.steps else "",
        plural(seen.results, "result") if seen.results else "",
        f"{len(seen.covered)} of {seen.keywords} keywords" if seen.keywords and seen.covered else "",
    ]
    missing = [
        name
        for name, count in (("numbers", seen.numbers), ("own actions", seen.actions), ("result", seen.results))
        if not count
    ]
    said = _listed([part for part in counts if part])
    text = (said[0].upper() + said[1:]) if said else ""
    if missing:
        text += ("; no " if text else "No ") + _listed(missing, "or")
    if seen.words < 15:
        text += f"; {plural(seen.words, 'word')} in all"
    against = [
        f"{plural(seen.generic, 'general phrase')}" if seen.generic else "",
        "the question is turned away" if seen.evasive else "",
        "much repeats the question" if seen.echo > 0.5 else "",
        "mostly a list of keywords" if seen.stuffed else "",
    ]
    found = [part for part in against if part]
    tail = ("Taken off: " + _listed(found)) if found else "No evasion"
    return f"{text}. {tail}."


def _listed(parts: list[str], last: str = "and") -> str:
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + f" {last} " + parts[-1]


def pick_quotes(seen: Features) -> tuple[Quote, ...]:
    """Return the sentences that show most, at most three, spread over the replies; else the telling words."""
    ranked = sorted(enumerate(seen.sentences), key=lambda pair: (-pair[1].substance, pair[0]))
    solid = [(at, s) for at, s in ranked if s.substance >= 3 and (s.actions or s.numbers or s.results or s.covered)]
    chosen: list[tuple[int, Sentence]] = []
    refs: set[str] = set()
    for at, sentence in solid:
        if sentence.ref not in refs:
            refs.add(sentence.ref)
            chosen.append((at, sentence))
    chosen += [pair for pair in solid if pair not in chosen]
    if not chosen:
        telling = [(at, s) for at, s in enumerate(seen.sentences) if s.evasive or s.generic]
        chosen = telling[:1] or ranked[:1]
    return tuple(Quote(s.ref, s.text) for _, s in sorted(chosen[:MAX_QUOTES], key=lambda pair: pair[0]))


def _tags(case: Case) -> tuple[FoundTag, ...]:
    """Return what the plan asks for, then what is noted anyway under other names."""
    wanted = find_wanted(case.tags, case.passages)
    names = {fold(tag.name) for tag in wanted}
    return (*wanted, *(tag for tag in find_tags(case.passages) if fold(tag.name) not in names))


def _void(key: str, reason: str) -> Judged:
    return Judged(key=key, score=None, rationale="", void_reason=reason)


def _foreign(what: str, language: str | None) -> str:
    return f"Not scored by the built-in evaluator: the {what} is in {language}"
