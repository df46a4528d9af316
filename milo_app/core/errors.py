"""Named outcomes with a sentence for the user: what happened, what is safe, what to do.

A stack trace is for the log; these are for people. The web layers map each class to one status code.
"""

from __future__ import annotations


class MiloError(Exception):
    """Something a person can be told. `message` says what happened, `safe` what is not lost, `do` what to do next."""

    status = 400

    def __init__(self, message: str, *, safe: str = "", do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.safe = safe
        self.do = do

    def sentence(self) -> str:
        """Return the three parts as one text."""
        return " ".join(part for part in (self.message, self.safe, self.do) if part)


class Invalid(MiloError):
    """The input cannot be taken as it is; `field` names the part at fault."""

    status = 422

    def __init__(self, message: str, *, field: str = "", safe: str = "", do: str = "") -> None:
        super().__init__(message, safe=safe, do=do)
        self.field = field


class Denied(MiloError):
    """The actor lacks the right."""

    status = 403


class NotFound(MiloError):
    """There is nothing of that name that this actor may see."""

    status = 404


class Conflict(MiloError):
    """Somebody else changed it first, or the state does not allow it."""

    status = 409


class Gone(MiloError):
    """It was there and is closed now: a revoked link, an archived interviewer."""

    status = 410


class TooLarge(MiloError):
    """The body or file is over its limit."""

    status = 413


class TooMany(MiloError):
    """Too many tries in too little time; `retry_after` is in seconds."""

    status = 429

    def __init__(self, message: str, *, retry_after: int = 60, safe: str = "", do: str = "") -> None:
        super().__init__(message, safe=safe, do=do)
        self.retry_after = retry_after


class Unavailable(MiloError):
    """Something that Milo needs does not answer: a full disk, a locked database, a provider."""

    status = 503
