"""The reader of sentences: a model says what a sentence asks for, code looks places and skills up and checks the rest."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field, ValidationError

from milo_app.adapters.llm_model import prompts
from milo_app.adapters.llm_model.calling import AskAgain, CallFailed, ask, nonce
from milo_app.adapters.llm_model.connection import Connection
from milo_app.core.errors import Unavailable
from milo_app.core.text import one_line
from milo_app.domain.search.sentence import Wish, wish_of

LIMIT_S = 8.0
"""Somebody waits for it with their hands on the keys; the grammar stands ready."""


class SentenceReply(BaseModel):
    """What a sentence asks for, in its own words; what it does not name stays empty."""

    skills: list[str] = Field(default_factory=list)
    place: str = Field(default="", description="A city, with its country or region behind a comma, or a country")
    within_km: int | None = None
    min_years: int | None = None
    max_years: int | None = None
    min_score: int | None = None
    max_score: int | None = None
    since: date | None = None
    until: date | None = None
    stage: str = Field(default="", description='"resume", "form", "web_interview" or empty')
    state: str = Field(default="", description='"pending", "in_progress", "completed", "knocked_out" or empty')
    decision: str = Field(default="", description='"shortlisted", "dismissed", "none" or empty')
    text: str = Field(default="", description="Words that are none of these, to be searched for")


class ModelSentenceReader:
    """Reads sentences with a model (port `SentenceReader`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, text: str, today: str) -> Wish:
        """Return what a sentence asks for; raises `Unavailable` when the model gives nothing usable in time."""
        mark = nonce()
        instructions = prompts.SENTENCE.format(nonce=mark, today=today)
        shown = prompts.fenced(mark, "sentence", one_line(text))
        try:
            reply = ask(self._connection, instructions, shown, SentenceReply, _checked, limit_s=LIMIT_S, retries=1)
            return _wish(reply.output)
        except (CallFailed, ValidationError) as error:
            raise Unavailable("The model did not read this sentence.", safe="The built-in grammar read it.") from error


def _wish(said: SentenceReply) -> Wish:
    given = said.model_dump(exclude={"skills", "place"})
    return wish_of(said.skills, said.place, **given)


def _checked(found: SentenceReply, is_last: bool) -> SentenceReply:
    try:
        _wish(found)
    except ValidationError as error:
        if not is_last:
            names = ", ".join(str(one["loc"][0]) for one in error.errors() if one["loc"])
            raise AskAgain(f"These parts are not usable: {names}. Leave out what the sentence does not say.") from error
    return found
