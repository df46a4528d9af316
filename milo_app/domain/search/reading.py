"""Reading a sentence of the directory: by a model where there is one, else by the grammar; both fill in one schema."""

from __future__ import annotations

import logging
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


def understood(w: Work, text: str) -> tuple[Wish, str]:
    """Return what a sentence asks for, and a sentence about what was left out of it (empty: nothing was).

    Protected traits are taken out before a model sees the sentence, and once more from what it leaves as text.
    """
    w.require("candidate:read")
    today = w.now.date()
    clean, left_out = without_traits(" ".join(text[: sentence.LONGEST].split()))
    read = sentence.read(clean, today)
    reader = w.ports.get(SentenceReader)
    if reader is not None and clean and not w.actor.is_blind:
        try:
            wish = Wish.model_validate(reader.read(clean, today.isoformat()).model_dump())
        except (MiloError, ValidationError) as failed:
            log.info("a sentence was read by the grammar: %s", type(failed).__name__)
        else:
            return wish.model_copy(update={"text": without_traits(wish.text)[0]}), why(left_out)
    return read.wish, why(left_out)


__all__ = ["SentenceReader", "Wish", "applied", "understood"]
