"""What a candidate is told before an interview stage, and the box "Ask about this role". Nothing of it is kept."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from milo_app.core.errors import MiloError
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.ports import RoleAnswer
from milo_app.state.access import principal, slowly
from milo_app.state.policy import candidate

UNKNOWN = "The texts about this role do not say. A person at the company can tell you."
_LIMITS = (RateLimitItemPerMinute(6), RateLimitItemPerHour(30))
_MOST_SHOWN = 8
_limiter = FixedWindowRateLimiter(MemoryStorage())


class TellingRow(TypedDict):
    """A text before the interview; a long one is folded."""

    title: str
    text: str
    note: str
    is_long: bool


class Exchanged(TypedDict):
    """A question about the role and what the texts say."""

    question: str
    answer: str
    source: str


class Asking(rx.State):
    """Empty until the candidate is there: defaults are compiled into public JavaScript."""

    tellings: list[TellingRow] = []
    asked: list[Exchanged] = []
    error: str = ""
    is_busy: bool = False

    @rx.event
    @candidate
    async def brief(self):
        """Read what is shown before the interview; a summary may take a model's few seconds."""
        self.tellings = [
            TellingRow(title=one.title, text=one.text, note=one.note, is_long=one.is_long)
            for one in await slowly(run.told)
        ]

    @rx.event
    @candidate
    async def ask(self, form: dict[str, str]):
        """Answer a question from the texts of this role only."""
        question = form.get("role-question", "").strip()
        self.error = ""
        key = str(principal().actor.application_id)
        if not all(_limiter.test(limit, "ask", key) for limit in _LIMITS):
            self.error = "That was a lot of questions. Wait a minute, then ask again."
            return
        self.is_busy = True
        yield
        try:
            found = await slowly(run.ask, question)
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_busy = False
        for limit in _LIMITS:
            _limiter.hit(limit, "ask", key)
        self.asked = [*self.asked, exchanged(question, found)][-_MOST_SHOWN:]


def exchanged(question: str, found: RoleAnswer) -> Exchanged:
    """Return a question with its answer and where that comes from."""
    if not found.is_known:
        return Exchanged(question=question, answer=UNKNOWN, source="")
    how = "Quoted from" if found.is_quote else "AI answer from"
    return Exchanged(question=question, answer=found.text, source=f"{how} “{found.source}”")
