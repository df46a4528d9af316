"""What interviews need from outside: a place for files, a reader of resumes, somebody who asks a follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from milo_app.core.errors import MiloError
from milo_app.domain.interviews.manner import Passage


@dataclass(frozen=True)
class StoredBlob:
    """What the store kept: an opaque key, the size in bytes and the SHA-256 as hexadecimal text."""

    key: str
    size: int
    sha256: str


class FileStore(Protocol):
    """Keeps files under random names."""

    def save(self, workspace_id: int, chunks: Iterable[bytes], limit: int) -> StoredBlob:
        """Write the chunks; raises `TooLarge` past `limit` bytes, `Unavailable` on a full disk. Leaves nothing then."""
        ...

    def open(self, key: str) -> BinaryIO:
        """Open a kept file for reading; raises `NotFound`."""
        ...

    def path(self, key: str) -> Path:
        """Return a local path to a kept file; raises `NotFound`."""
        ...

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        ...

    def sweep(self, older_than_seconds: float = 86_400) -> int:
        """Remove what a killed process left half written, and return how many files that was."""
        ...


@dataclass(frozen=True)
class ResumeText:
    """The text of a document. `warning` is a sentence when something was left out (hidden text, many pages)."""

    text: str
    pages: int
    warning: str = ""


class UnreadableResume(MiloError):
    """The document holds no text that can be read; the sentence says why and what to do. The file itself is kept."""

    status = 422

    def __init__(self, reason: str, message: str, *, do: str = "") -> None:
        super().__init__(message, do=do)
        self.reason = reason


class ResumeReader(Protocol):
    """Reads text out of an untrusted document, in a child process with limits."""

    def read(self, path: Path, kind: str) -> ResumeText:
        """Return the text of a `pdf`, `docx` or `txt`; raises `UnreadableResume`. Takes at most 30 seconds."""
        ...


@dataclass(frozen=True)
class Exchange:
    """A prompt and the reply it got."""

    prompt: str
    reply: str


@dataclass
class Meter:
    """Tokens that a call took; 0 without a model."""

    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, tokens_in: int, tokens_out: int) -> None:
        """Count one call."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out


@dataclass(frozen=True)
class FollowUpCase:
    """What is known when a follow-up is considered."""

    question: str
    criterion: str
    anchor_5: str
    keywords: tuple[str, ...]
    language: str
    exchanges: tuple[Exchange, ...]
    is_required: bool
    """True while fewer follow-ups were asked than the question's minimum."""
    instructions: str = ""
    """What the recruiter wrote for this question: how to follow up. Candidates never see it."""
    tone: str = "neutral"
    """warm, neutral or formal."""
    guidance: str = ""
    """What the recruiter wrote for the whole interview. Candidates never see it."""
    context: str = ""
    """What the interviewer knows of company, job and process. Parts of it may never be said."""
    meter: Meter = field(default_factory=lambda: Meter(), compare=False)
    """Where the tokens of a model are counted, for the ledger."""


class Interlocutor(Protocol):
    """Decides on a follow-up that reacts to the answer."""

    def follow_up(self, case: FollowUpCase) -> str | None:
        """Return the next question of at most 300 characters, or None when enough was said. Answers within seconds."""
        ...


@dataclass(frozen=True)
class RoleCase:
    """A candidate's question about the role, and the only texts that it may be answered from."""

    question: str
    passages: tuple[Passage, ...]
    language: str
    tone: str = "neutral"


@dataclass(frozen=True)
class RoleAnswer:
    """An answer with the title of its source. Not known: the texts do not say, and a person can tell."""

    text: str
    source: str
    is_known: bool
    is_quote: bool = True
    tokens_in: int = 0
    tokens_out: int = 0


class RoleAnswers(Protocol):
    """Answers questions about a role from given texts, and shortens a text."""

    def answer(self, case: RoleCase) -> RoleAnswer:
        """Return what the texts say, at most 600 characters; never anything that they do not say."""
        ...

    def summarize(self, text: str) -> str:
        """Return a summary of at most 320 characters; empty where only a model could write one."""
        ...
