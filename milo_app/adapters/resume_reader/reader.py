"""Runs the child that reads a document, and turns every way it can end into a sentence for the candidate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from milo_app.adapters.resume_reader.findings import MAX_CHARS, MAX_PAGES
from milo_app.core import jail
from milo_app.domain.interviews.ports import ResumeText, UnreadableResume

_CHILD = Path(__file__).with_name("child.py")
# JSON in ASCII takes at most 12 bytes for one character.
_MAX_REPLY = 12 * MAX_CHARS + 10_000
# One or two hidden characters are typesetting; a hidden word is a message.
_HIDDEN_FROM = 4

_SEND_ANOTHER = "Please send a PDF or DOCX that you saved from your word processor."

SENTENCES: dict[str, tuple[str, str]] = {
    "encrypted": ("This document is locked with a password.", "Save it without a password and send it again."),
    "empty": ("This document holds no text.", _SEND_ANOTHER),
    "scanned": (
        "This PDF is a picture of a page, such as a scan or a photo, and holds no text that can be read.",
        _SEND_ANOTHER,
    ),
    "only_hidden": ("All text in this document is invisible, as in a scanned page.", _SEND_ANOTHER),
    "damaged": ("This document is damaged or incomplete and cannot be opened.", "Save it again and send the new file."),
    "too_big": ("This document unpacks to far more than a resume needs, so it was not opened.", _SEND_ANOTHER),
    "too_large": ("This file is too large.", "Please send a smaller one."),
    "too_slow": ("This document took too long to read.", _SEND_ANOTHER),
    "nested": ("This document has other files packed inside, so it was not opened.", _SEND_ANOTHER),
    "not_a_document": ("This file is not a PDF, Word or text document.", _SEND_ANOTHER),
}


class JailedResumeReader:
    """Implements the port ResumeReader. Each document gets a process of its own, with an empty environment."""

    def __init__(self, *, timeout: float = 30.0, max_bytes: int = 100_000_000, child: Path = _CHILD) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._child = child

    def read(self, path: Path, kind: str) -> ResumeText:
        """Return the text of a `pdf`, `docx` or `txt`; raises UnreadableResume with a sentence for the candidate."""
        try:
            size = path.stat().st_size
        except OSError:
            raise _unreadable("damaged") from None
        if size == 0:
            raise _unreadable("empty")
        if size > self._max_bytes:
            raise _unreadable("too_large")
        return outcome(self._ask(path, kind))

    def _ask(self, path: Path, kind: str) -> dict[str, Any]:
        try:
            with path.open("rb") as document:
                return jail.answer_of(self._child, kind, document, timeout=self._timeout, most=_MAX_REPLY)
        except jail.TooSlow:
            raise _unreadable("too_slow") from None
        except jail.TooMuch:
            raise _unreadable("damaged") from None
        except jail.NoAnswer as ended:
            return {"reason": _why_it_died(ended.status)}


def outcome(reply: dict[str, Any]) -> ResumeText:
    """Turn what the child answered into the text, or raise UnreadableResume for its reason."""
    try:
        found = reply["found"]
        return ResumeText(text=str(found["text"]), pages=int(found["pages"]), warning=_warning(found))
    except (KeyError, TypeError, ValueError):
        raise _unreadable(str(reply.get("reason", "damaged"))) from None


def _why_it_died(status: int) -> str:
    """Read the end of a child that gave no answer: SIGXCPU is 24, SIGKILL comes from the CPU limit or the system."""
    if status in (-24, -9):
        return "too_slow"
    return "too_big" if status in (-6, -11) else "damaged"


def _unreadable(reason: str) -> UnreadableResume:
    message, do = SENTENCES.get(reason, SENTENCES["damaged"])
    return UnreadableResume(reason, message, do=do)


def _warning(found: dict[str, Any]) -> str:
    parts = []
    if int(found["hidden"]) >= _HIDDEN_FROM:
        parts.append("Hidden text was left out.")
    if int(found["more_pages"]):
        parts.append(f"Only the first {MAX_PAGES} pages were read.")
    if int(found["broken_pages"]):
        parts.append("Some pages are damaged and were left out.")
    if found["is_cut"]:
        parts.append(f"Only the first {MAX_CHARS:,} characters were read.")
    return " ".join(parts)
