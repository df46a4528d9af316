"""Reading a sentence of the directory: by a model where there is one, else by the grammar; both fill in one schema."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from milo_app.core.errors import MiloError
from milo_app.core.work import Work
from milo_app.domain.search import sentence
from milo_app.domain.search.sentence import Wish, applied
from milo_app.domain.search.traits import why, without_traits

log = logging.getLogger("milo.search")


class SentenceReader(Protocol):
    """Reads a sentence into what it asks for. Raises `MiloError` when it cannot."""

    def read(self, text: str, today: str) -> Wish:
        """Return what a sentence asks for; `today` is the local day as YYYY-MM-DD."""
        ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence without protected traits, as the grammar reads it, and who else may read it."""

    text: str
    today: str
    wish: Wish
    said: str
    reader: SentenceReader | None


def prepare(w: Work, text: str) -> Prepared:
    """Take protected traits out and read the rest by the grammar. Needs candidate:read."""
    w.require("candidate:read")
    clean, left_out = without_traits(" ".join(text[: sentence.LONGEST].split()))
    today = w.now.date()
    reader = w.ports.get(SentenceReader) if clean and not w.actor.is_blind else None
    return Prepared(clean, today.isoformat(), sentence.read(clean, today).wish, why(left_out), reader)


def finish(made: Prepared) -> tuple[Wish, str]:
    """Let a model read it where there is one, and return what is asked for and why something was left out.

    To be called without a transaction: a model takes its time. Traits are taken out of what it leaves as text, too.
    """
    if made.reader is not None:
        try:
            wish = Wish.model_validate(made.reader.read(made.text, made.today).model_dump())
        except (MiloError, ValidationError) as failed:
            log.info("a sentence was read by the grammar: %s", type(failed).__name__)
        else:
            return wish.model_copy(update={"text": without_traits(wish.text)[0]}), made.said
    return made.wish, made.said


__all__ = ["Prepared", "SentenceReader", "Wish", "applied", "finish", "prepare"]
