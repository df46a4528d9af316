"""What the server's log may hold: names and ids. Cookies, tokens, e-mails and phones are taken out of every line.

Reflex logs whole payloads and headers when an event fails (security.md F18), so the filter sits on the root handlers.
"""

from __future__ import annotations

import logging
import re

_REDACTIONS = (
    (re.compile(r"(?i)(cookie['\"]?\s*[:=]\s*['\"]?)[^'\"\n]+"), r"\1[removed]"),
    (re.compile(r"(?i)(__Host-milo_session|milo_session_\d+|milo_candidate)=[^;\s'\"]+"), r"\1=[removed]"),
    (
        re.compile(r"(?i)\b(token|password|secret|key|authorization)(['\"]?\s*[:=]\s*['\"]?)[^\s'\"&,}]{6,}"),
        r"\1\2[removed]",
    ),
    (re.compile(r"/(enter|reset|setup|i/me)/[\w-]{20,}"), r"/\1/[removed]"),
    (re.compile(r"milo_live_\w+"), "milo_live_[removed]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"(?<![\w.])\+?\d[\d ()-]{8,}\d(?![\w.])"), "[number]"),
)


def redact(text: str) -> str:
    """Return a line without secrets and personal data."""
    for pattern, instead in _REDACTIONS:
        text = pattern.sub(instead, text)
    return text


class Redacting(logging.Filter):
    """Rewrites records before a handler formats them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the message, and the text of a traceback; never drops a record."""
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
        return True


def quiet_logs() -> None:
    """Put the filter on every handler that exists now, and on the last resort."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    if logging.lastResort is not None:
        handlers.add(logging.lastResort)
    for handler in handlers:
        if not any(isinstance(known, Redacting) for known in handler.filters):
            handler.addFilter(Redacting())
