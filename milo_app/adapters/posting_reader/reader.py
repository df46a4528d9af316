"""Fetches a page that somebody typed and reads the posting on it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from milo_app.core import jail, safe_http
from milo_app.core.safe_http import Rules
from milo_app.core.text import one_line, plain
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviewers.ports import PostingText, UnreadablePosting

_CHILD = Path(__file__).with_name("child.py")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_REPLY = 12 * 400_000
_PASTE = "Paste the text of the posting instead."

SENTENCES: dict[str, str] = {
    "login": "That page asks to sign in, so there is no posting to read.",
    "robot": "That page asked whether we are a robot and showed no posting.",
    "script": "That page draws its text with a script, so there is nothing to read in it.",
    "no_text": "There is no posting on that page.",
    "too_big": "That page unpacks to far more than a posting needs, so it was not read.",
    "too_slow": "That page took too long to read.",
    "damaged": "That page could not be read.",
}


class WebPostingReader:
    """Implements the port PostingReader: `core.safe_http` fetches, a jailed child takes the page apart."""

    def __init__(
        self,
        *,
        allow_private: str | Sequence[str] = (),
        rules: Rules = safe_http.RULES,
        timeout: float = 15.0,
        child: Path = _CHILD,
    ) -> None:
        self._allow_private = allow_private
        self._rules = replace(rules, content_types=_PAGES)
        self._timeout = timeout
        self._child = child

    def read(self, url: str) -> PostingText:
        """Return the posting's text; an address without `https://` gets it. Raises as the port says."""
        typed = one_line(url)
        page = safe_http.get(
            typed if "://" in typed else f"https://{typed}", allow_private=self._allow_private, rules=self._rules
        )
        reply = self._ask(page.text)
        text = plain(str(reply.get("text", ""))).strip()
        if not text:
            reason = str(reply.get("reason", "damaged"))
            raise UnreadablePosting(SENTENCES.get(reason, SENTENCES["damaged"]), do=_PASTE)
        note = ""
        if len(text) > MAX_DESCRIPTION:
            text = text[:MAX_DESCRIPTION]
            note = f"The page is long: only its first {MAX_DESCRIPTION:,} characters were taken."
        return PostingText(text, one_line(str(reply.get("title", ""))), note)

    def _ask(self, page: str) -> dict[str, object]:
        with tempfile.TemporaryFile() as document:
            document.write(page.encode("utf-8", "replace"))
            document.seek(0)
            try:
                return jail.answer_of(self._child, "html", document, timeout=self._timeout, most=_MOST_REPLY)
            except jail.TooSlow:
                return {"reason": "too_slow"}
            except (jail.TooMuch, jail.NoAnswer):
                return {"reason": "damaged"}
