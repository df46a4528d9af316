"""Answers about a role by a model: only from the given texts, with a quote that is checked, or "not known"."""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from pydantic import BaseModel

from milo_app.adapters.llm_model import prompts
from milo_app.adapters.llm_model.calling import CallFailed, ask, nonce
from milo_app.adapters.llm_model.connection import Connection
from milo_app.core.ids import digest
from milo_app.core.text import ellipsis, fold, one_line, plain
from milo_app.domain.interviews.ports import RoleAnswer, RoleCase

log = logging.getLogger("milo.model")
TIMEOUT_S = 8.0
LONGEST = 600
LONGEST_SUMMARY = 320
_KEPT = 200
_LINK = re.compile(r"https?:|www\.|<[a-z/]", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?")


class RoleReply(BaseModel):
    """Whether the texts say it, the answer in a few words, the number of the text, and the words that carry it."""

    known: bool
    answer: str = ""
    source: int = 0
    quote: str = ""


class SummaryReply(BaseModel):
    """A short version of a text."""

    summary: str


class ModelRoleAnswers:
    """Answers from given texts with a model (port `RoleAnswers`). Summaries are kept for as long as the process runs."""

    def __init__(self, connection: Connection, timeout_s: float = TIMEOUT_S) -> None:
        self._connection = replace(connection, timeout_s=timeout_s, tries=1)
        self._timeout_s = timeout_s
        self._summaries: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()
        self.label = f"{connection.model}, prompt {prompts.ROLE_VERSION}"[:120]

    def answer(self, case: RoleCase) -> RoleAnswer:
        """Return what the texts say; an answer without a quote that stands in its text is "not known"."""
        mark = nonce()
        language = case.language if _LANGUAGE.fullmatch(case.language) else "en"
        texts = [
            prompts.fenced(mark, f"text {number}", plain(f"{passage.title}\n{passage.text}"))
            for number, passage in enumerate(case.passages, start=1)
        ]
        asked = prompts.fenced(mark, "question", plain(case.question))
        instructions = prompts.ROLE.format(nonce=mark, language=language, tone=case.tone)
        try:
            reply = ask(
                self._connection,
                instructions,
                "\n".join([*texts, asked]),
                RoleReply,
                limit_s=self._timeout_s,
                retries=0,
            )
        except CallFailed as error:
            log.warning("no answer about the role: %s", error.reason)
            return RoleAnswer("", "", is_known=False)
        return replace(_checked(reply.output, case), tokens_in=reply.tokens_in, tokens_out=reply.tokens_out)

    def summarize(self, text: str) -> str:
        """Return a summary, or nothing when the model gave none; the same text is asked about once."""
        key = digest(text)
        with self._lock:
            if key in self._summaries:
                return self._summaries[key]
        mark = nonce()
        try:
            reply = ask(
                self._connection,
                prompts.SUMMARY.format(nonce=mark),
                prompts.fenced(mark, "text", plain(text)),
                SummaryReply,
                limit_s=self._timeout_s,
                retries=0,
            )
        except CallFailed as error:
            log.warning("no summary: %s", error.reason)
            return ""
        short = one_line(reply.output.summary)
        short = "" if _LINK.search(short) else ellipsis(short, LONGEST_SUMMARY)
        with self._lock:
            self._summaries[key] = short
            while len(self._summaries) > _KEPT:
                self._summaries.popitem(last=False)
        return short


def _checked(reply: RoleReply, case: RoleCase) -> RoleAnswer:
    unknown = RoleAnswer("", "", is_known=False)
    text, quote = one_line(reply.answer), fold(one_line(reply.quote))
    if not reply.known or not text or _LINK.search(text) or not 1 <= reply.source <= len(case.passages):
        return unknown
    passage = case.passages[reply.source - 1]
    if len(quote) < 3 or quote not in fold(one_line(passage.text)):
        return unknown
    return RoleAnswer(ellipsis(text, LONGEST), passage.title, is_known=True, is_quote=False)
