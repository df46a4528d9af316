"""Saved views: a list's filters under a name, a member's own or shared with the team.

A view is the query string of a page and no more: it carries no rights, and whoever opens it sees what they may see.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.text import fold, one_line
from milo_app.core.work import Work
from milo_app.domain.accounts.choices import owner
from milo_app.domain.accounts.models import SavedView, User

MOST_VIEWS = 50
"""How many views of one page a member may keep."""
LONGEST_NAME, LONGEST_QUERY = 60, 2_000


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view as its reader sees it; `can_change` says whether renaming and deleting are theirs."""

    id: str
    name: str
    query: str
    is_shared: bool
    is_mine: bool
    owner: str
    can_change: bool


def views(w: Work, page: str) -> list[ViewRow]:
    """Return the member's own views of a page and the shared ones, by name."""
    me = owner(w)
    query = (
        select(SavedView, col(User.name))
        .join(User, col(User.id) == col(SavedView.user_id))
        .where(
            col(SavedView.workspace_id) == w.workspace_id,
            col(SavedView.page) == page,
            or_(col(SavedView.user_id) == me, col(SavedView.is_shared)),
        )
        .order_by(col(SavedView.id))
        .limit(400)
    )
    rows = [_line(w, view, name) for view, name in w.session.execute(query)]
    return sorted(rows, key=lambda row: fold(row.name))


def save(w: Work, page: str, name: str, query: str, *, is_shared: bool = False) -> ViewRow:
    """Keep a page's query string under a name.

    Raises `Invalid` for an empty or overlong name or query and over `MOST_VIEWS`, `Conflict` for a name that is taken.
    """
    me = owner(w)
    wanted = _name(w, page, name)
    if len(query) > LONGEST_QUERY or not 0 < len(page) <= 80:
        raise Invalid("These filters are too long to be saved.", field="name", do="Take a few of them out.")
    if sum(row.is_mine for row in views(w, page)) >= MOST_VIEWS:
        raise Invalid(f"You have {MOST_VIEWS} views here.", field="name", do="Delete one that you no longer need.")
    row = SavedView(
        workspace_id=w.workspace_id,
        user_id=me,
        page=page,
        name=wanted,
        query=query,
        is_shared=is_shared,
        created_at=w.now,
    )
    _flush(w, row)
    return _line(w, row, w.actor.name)


def change_query(w: Work, public_id: str, query: str) -> ViewRow:
    """Let a view show other filters from now on."""
    if len(query) > LONGEST_QUERY:
        raise Invalid("These filters are too long to be saved.", do="Take a few of them out.")
    row = _mine(w, public_id)
    row.query = query
    _flush(w, row)
    return _line(w, row, "")


def rename(w: Work, public_id: str, name: str) -> ViewRow:
    """Give a view another name; raises as `save` does."""
    row = _mine(w, public_id)
    row.name = _name(w, row.page, name, but=row.public_id)
    _flush(w, row)
    return _line(w, row, "")


def share(w: Work, public_id: str, is_shared: bool) -> ViewRow:
    """Show a view to the whole team, or to its owner only again."""
    row = _mine(w, public_id)
    row.is_shared = is_shared
    _flush(w, row)
    return _line(w, row, "")


def delete(w: Work, public_id: str) -> ViewRow:
    """Throw a view away and return it, so that it can be saved again."""
    row = _mine(w, public_id)
    gone = _line(w, row, "")
    w.session.delete(row)
    w.session.flush()
    return gone


def _mine(w: Work, public_id: str) -> SavedView:
    """Return a view that the member may change: an own one, and an admin also a shared one."""
    me = owner(w)
    readable: ColumnElement[bool] = or_(col(SavedView.user_id) == me, col(SavedView.is_shared))
    query = select(SavedView).where(
        col(SavedView.workspace_id) == w.workspace_id, col(SavedView.public_id) == public_id, readable
    )
    row: SavedView | None = w.session.execute(query).scalar_one_or_none()
    if row is None:
        raise NotFound("This view is no longer there.")
    if row.user_id != me and not w.actor.can("user:manage"):
        raise Denied("Only the person who made this view, or an admin, can change it.", do="Save one of your own.")
    return row


def _name(w: Work, page: str, name: str, but: str = "") -> str:
    wanted = one_line(name)
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise Invalid(f"Give the view a name of 1 to {LONGEST_NAME} characters.", field="name")
    if any(fold(row.name) == fold(wanted) and row.id != but for row in views(w, page)):
        raise Conflict("There is a view of that name already.", do="Choose another name.")
    return wanted


def _flush(w: Work, row: SavedView) -> None:
    try:
        with w.session.begin_nested():
            w.session.add(row)
    except IntegrityError as error:
        raise Conflict("There is a view of that name already.", do="Choose another name.") from error


def _line(w: Work, row: SavedView, name: str) -> ViewRow:
    is_mine = row.user_id == w.actor.user_id
    return ViewRow(
        id=row.public_id,
        name=row.name,
        query=row.query,
        is_shared=row.is_shared,
        is_mine=is_mine,
        owner=name,
        can_change=is_mine or w.actor.can("user:manage"),
    )
