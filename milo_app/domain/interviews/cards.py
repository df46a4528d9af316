"""A stored file as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.text import full_time
from milo_app.domain.interviews.models import StoredFile


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file without its content. `text_state` is waiting, read or unreadable; `text_note` says why."""

    id: str
    name: str
    kind: str
    size: int
    size_text: str
    uploaded_text: str
    text_state: str
    text_note: str


def card_of(row: StoredFile, tz: str) -> FileCard:
    """Return the card of a file, its time in a zone."""
    return FileCard(
        id=row.public_id,
        name=row.name,
        kind=row.kind,
        size=row.size,
        size_text=size_text(row.size),
        uploaded_text=full_time(row.created_at, tz),
        text_state=row.text_state.value,
        text_note=row.text_note,
    )


def size_text(size: int) -> str:
    """Return a size as people read it: `840 B`, `12 KB`, `3.4 MB`."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"
