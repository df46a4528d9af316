"""How the interviewer speaks and what it may tell: opening line, tone, overviews by their delivery. Pure.

`silent_reference` texts are for a model's context only; they never reach a candidate by any way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from milo_app.core.sentences import sentences
from milo_app.core.text import ellipsis
from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings, Tone

LONGEST_SUMMARY = 320
LONG_TEXT = 400
"""From so many characters on an overview is folded away behind its title."""
_TITLES = {"company": "About {brand}", "job": "About the job", "process": "How hiring goes on"}
_OPENINGS = {
    Tone.WARM: "Hi{name}, I am {persona}, the AI interviewer. Take your time, and tell me about things you really did.",
    Tone.NEUTRAL: "I am {persona}, the AI interviewer. I ask one question at a time. Take your time.",
    Tone.FORMAL: "Good day{name}. I am {persona}, the AI interviewer for this role. Please take the time you need.",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A text that a candidate is shown before the interview. `note` says where a summary comes from."""

    title: str
    text: str
    is_long: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text from which questions about the role may be answered."""

    title: str
    text: str


def opening_line(held: RootSettings, persona: str, first_name: str = "") -> str:
    """Return the first words of an interview stage: the recruiter's, else Milo's own in the chosen tone."""
    if held.opening.strip():
        return held.opening.strip()
    name = f" {first_name}" if first_name else ""
    return _OPENINGS[held.tone].format(persona=persona, name=name)


def tellings(held: RootSettings, brand: str, summarize: Callable[[str], tuple[str, str]]) -> tuple[Telling, ...]:
    """Return what is shown before the interview; `summarize` gives a summary and where it comes from."""
    found = []
    for name, overview in _overviews(held):
        title, text = _TITLES[name].format(brand=brand), overview.text.strip()
        if overview.delivery == Delivery.EXACT:
            found.append(Telling(title, text, len(text) > LONG_TEXT))
        elif overview.delivery == Delivery.SUMMARY:
            short, note = summarize(text)
            found.append(Telling(title, short, False, note))
    return tuple(found)


def has_tellings(held: RootSettings) -> bool:
    """Whether anything is shown before the interview."""
    return any(one.delivery in (Delivery.EXACT, Delivery.SUMMARY) for _, one in _overviews(held))


def passages(held: RootSettings, brand: str) -> tuple[Passage, ...]:
    """Return what questions about the role may be answered from: everything but what is never said."""
    return tuple(
        Passage(_TITLES[name].format(brand=brand), overview.text.strip())
        for name, overview in _overviews(held)
        if overview.delivery != Delivery.SILENT
    )


def context(held: RootSettings, brand: str) -> str:
    """Return all overviews as context for a model, the silent ones too."""
    return "\n\n".join(f"{_TITLES[name].format(brand=brand)}: {one.text.strip()}" for name, one in _overviews(held))


def first_sentences(text: str) -> str:
    """Return the first sentences of a text, about two lines: the summary where no model writes one."""
    end = 0
    for _, stop in sentences(text):
        if end and stop > LONGEST_SUMMARY:
            break
        end = stop
    return ellipsis(" ".join(text[:end].split()), LONGEST_SUMMARY)


def _overviews(held: RootSettings) -> list[tuple[str, Overview]]:
    named = (("company", held.company), ("job", held.job), ("process", held.process))
    return [(name, overview) for name, overview in named if overview.text.strip()]
