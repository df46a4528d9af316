"""Notes of the team on an application: plain text, colleagues can be named, every edit keeps what stood before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.guard import change_if
from milo_app.core.text import ago, full_time, initials, plain
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates import mentions, queries
from milo_app.domain.candidates.events import NoteChanged, NoteDeleted, NoteWritten
from milo_app.domain.candidates.mentions import Piece
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.service import changed
from milo_app.domain.candidates.team_models import Note, NoteMention, NoteVersion

MOST_CHARACTERS = 5000
PAGE = 50


@dataclass(frozen=True, slots=True)
class NoteVersionRow:
    """How a note read until it was edited."""

    body: str
    until_text: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as its reader sees it; `pieces` are its words with the names of colleagues marked."""

    id: str
    author: str
    initials: str
    body: str
    pieces: tuple[Piece, ...]
    ago: str
    at_text: str
    at: datetime
    edited_text: str
    versions: tuple[NoteVersionRow, ...]
    can_edit: bool
    can_delete: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """The newest notes of an application, and how many there are."""

    rows: tuple[NoteRow, ...] = ()
    total: int = 0


def _words(body: str) -> str:
    text = plain(body).strip()
    if not text:
        raise Invalid("A note needs some words.", field="note")
    if len(text) > MOST_CHARACTERS:
        raise Invalid(f"A note holds {MOST_CHARACTERS:,} characters.", field="note", do="Split it into two.")
    return text


def write(w: Work, public_id: str, body: str, picked: Collection[str] = ()) -> str:
    """Write a note and return its public id; whom it names is told. `picked` are public ids chosen from the list."""
    w.require("note:write")
    application = queries.pick(w, public_id)
    note = Note(
        workspace_id=w.workspace_id,
        application_id=application.id or 0,
        author_id=_me(w),
        body=_words(body),
        created_at=w.now,
    )
    w.session.add(note)
    w.session.flush()
    fresh = _mention(w, note, picked)
    _recount(w, application)
    w.publish(NoteWritten(**_ids(w, application, note), mentioned_ids=fresh))
    return note.public_id


def edit(w: Work, note_id: str, body: str, seen: str, picked: Collection[str] = ()) -> None:
    """Change one's own note; `seen` is its text as the writer had it. Raises `Conflict` when it reads otherwise by now.

    Only colleagues who are newly named are told.
    """
    w.require("note:write")
    note, application = _own(w, note_id)
    text = _words(body)
    if text == note.body:
        return
    if note.author_id != w.actor.user_id:
        raise Denied("Only its author can change a note.", do="Write a note of your own.")
    before = note.body
    if before != seen or not change_if(w.session, note, col(Note.body) == before, body=text, edited_at=w.now):
        raise Conflict(
            "This note was changed in another window.",
            safe="Your words are still in the field.",
            do="Copy them, reload and look.",
        )
    w.session.add(NoteVersion(workspace_id=w.workspace_id, note_id=note.id or 0, body=before, until=w.now))
    fresh = _mention(w, note, picked)
    w.publish(NoteChanged(**_ids(w, application, note), mentioned_ids=fresh))
    changed(w, application, "team")


def remove(w: Work, note_id: str) -> None:
    """Delete a note with its earlier versions: its author may, and whoever may delete candidates."""
    w.require("note:write")
    note, application = _own(w, note_id)
    if not _may_delete(w, note):
        raise Denied("Only its author can delete a note.", do="Ask an admin of this workspace.")
    w.session.execute(delete(NoteVersion).where(col(NoteVersion.note_id) == note.id))
    w.session.execute(delete(NoteMention).where(col(NoteMention.note_id) == note.id))
    note.body, note.deleted_at = "", w.now
    w.session.add(note)
    _recount(w, application)
    w.publish(NoteDeleted(**_ids(w, application, note)))


def page(w: Work, application: Application, size: int = PAGE) -> Notes:
    """Return the newest notes of an application that was read already, newest first.

    In blind review these are the reader's own: those of colleagues may say who it is.
    """
    mine = [col(Note.application_id) == application.id, col(Note.deleted_at).is_(None)]
    if w.actor.is_blind:
        mine.append(col(Note.author_id) == w.actor.user_id)
    found = list(
        w.session.execute(
            select(Note, col(User.name))
            .join(User, col(User.id) == col(Note.author_id))
            .where(*mine)
            .order_by(col(Note.id).desc())
            .limit(max(1, min(size, 1_000)))
        )
    )
    ids = [note.id for note, _ in found if note.id is not None]
    versions, names = _versions(w, ids), _names(w, ids)
    rows = tuple(_row(w, note, author, versions[note.id], names[note.id]) for note, author in found)
    return Notes(rows, len(rows) if w.actor.is_blind else max(application.notes_count, len(rows)))


def _row(w: Work, note: Note, author: str, versions: Sequence[NoteVersion], names: Collection[str]) -> NoteRow:
    tz = w.actor.tz
    return NoteRow(
        id=note.public_id,
        author=author,
        initials=initials(author),
        body=note.body,
        pieces=tuple(mentions.pieces(note.body, names)),
        ago=ago(note.created_at, w.now),
        at_text=full_time(note.created_at, tz),
        at=note.created_at,
        edited_text=f"edited {full_time(note.edited_at, tz)}" if note.edited_at else "",
        versions=tuple(NoteVersionRow(one.body, full_time(one.until, tz)) for one in versions),
        can_edit=w.actor.can("note:write") and note.author_id == w.actor.user_id,
        can_delete=w.actor.can("note:write") and _may_delete(w, note),
    )


def _versions(w: Work, ids: Sequence[int]) -> dict[int | None, list[NoteVersion]]:
    found: dict[int | None, list[NoteVersion]] = defaultdict(list)
    query = select(NoteVersion).where(col(NoteVersion.note_id).in_(ids)).order_by(col(NoteVersion.id).desc())
    for version in w.session.scalars(query):
        found[version.note_id].append(version)
    return found


def _names(w: Work, ids: Sequence[int]) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = defaultdict(list)
    query = (
        select(col(NoteMention.note_id), col(User.name))
        .join(User, col(User.id) == col(NoteMention.user_id))
        .where(col(NoteMention.note_id).in_(ids))
    )
    for note_id, name in w.session.execute(query):
        found[note_id].append(name)
    return found


def _me(w: Work) -> int:
    if w.actor.user_id is None:
        raise Denied("Only a person of the team can do this.")
    return w.actor.user_id


def _own(w: Work, note_id: str) -> tuple[Note, Application]:
    """Return a note that is there, with its application."""
    note = w.session.scalars(
        select(Note).where(col(Note.public_id) == note_id, col(Note.deleted_at).is_(None))
    ).one_or_none()
    if note is None:
        raise NotFound("This note is gone.", do="Reload the page.")
    application = w.session.scalars(
        queries.visible_to(w).where(col(Application.id) == note.application_id)
    ).one_or_none()
    if application is None:
        raise NotFound("This note is gone.", do="Reload the page.")
    return note, application


def _may_delete(w: Work, note: Note) -> bool:
    return note.author_id == w.actor.user_id or w.actor.can("candidate:delete")


def _mention(w: Work, note: Note, picked: Collection[str]) -> tuple[int, ...]:
    """Keep whom a note names now, and return who was not named before and is somebody else than its author."""
    wanted = {one.user_id for one in mentions.named(note.body, mentions.colleagues(w), picked)}
    before = set(w.session.scalars(select(col(NoteMention.user_id)).where(col(NoteMention.note_id) == note.id)))
    gone = before - wanted
    if gone:
        w.session.execute(
            delete(NoteMention).where(col(NoteMention.note_id) == note.id, col(NoteMention.user_id).in_(gone))
        )
    for user_id in sorted(wanted - before):
        w.session.add(NoteMention(workspace_id=w.workspace_id, note_id=note.id or 0, user_id=user_id))
    w.session.flush()
    return tuple(sorted(wanted - before - {note.author_id}))


def _recount(w: Work, application: Application) -> None:
    """Write how many notes an application has, counted in the same statement."""
    w.session.flush()
    count = (
        select(func.count(col(Note.id)))
        .where(
            col(Note.workspace_id) == w.workspace_id,
            col(Note.application_id) == application.id,
            col(Note.deleted_at).is_(None),
        )
        .scalar_subquery()
    )
    w.session.execute(
        update(Application).where(col(Application.id) == application.id).values(notes_count=count),
        execution_options={"synchronize_session": False},
    )
    w.session.refresh(application)
    changed(w, application, "team")


def _ids(w: Work, application: Application, note: Note) -> dict[str, Any]:
    return {
        "application_id": application.id,
        "interviewer_id": application.interviewer_id,
        "at": w.now,
        "note_id": note.id,
    }
