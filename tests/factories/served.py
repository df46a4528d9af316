"""Two workspaces behind a running server: who is there, what they hold, and the cookies that open it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.clock import SystemClock
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import passwords, queries, sessions
from milo_app.domain.accounts.models import Membership, Role, User
from milo_app.domain.candidates.links import LinkPurpose, issue
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviews import entry, files
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.ports import FileStore
from tests.factories.accounts import make_user, make_workspace
from tests.factories.interviewers import full_plan, make_interviewer

PASSWORD = "seven purple otters juggle"
SECRET_WORD = "Quetzalcoatl"
"""In every text of the first workspace, so that a leak shows."""


@dataclass
class Place:
    """A workspace: ids that appear in addresses, and a cookie's value per role."""

    workspace_id: int
    workspace: str
    slug: str
    interviewer: str = ""
    interviewer_slug: str = ""
    application: str = ""
    application_id: int = 0
    file: str = ""
    link: str = ""
    candidate_cookie: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)


@dataclass
class Served:
    """A running server and the two workspaces that it serves."""

    origin: str
    port: int
    data: Path
    log: Path
    first: Place
    second: Place

    @property
    def cookie_name(self) -> str:
        """The name of the recruiter's cookie."""
        return f"milo_session_{self.port}"

    def cookie(self, who: str, place: Place | None = None) -> str:
        """Return the Cookie header of somebody: a role, "candidate", or nobody."""
        home = place or self.first
        if who == "anonymous":
            return ""
        if who == "candidate":
            return f"milo_candidate={home.candidate_cookie}"
        return f"{self.cookie_name}={home.cookies[who]}"

    def database(self) -> sqlite3.Connection:
        """Return a connection that sees what the server committed."""
        return sqlite3.connect(self.data / "milo.db", timeout=10)


def open_session(w: Work, user_id: int, workspace_id: int) -> str:
    """Open a session for a member and return the cookie's value."""
    with w.inside(workspace_id) as home:
        user = home.session.get(User, user_id)
        membership = home.session.execute(select(Membership).where(col(Membership.user_id) == user_id)).scalar_one()
        assert user is not None
        return sessions.begin(home, user, membership, ip="", agent="")


def furnish(slug: str, word: str, *, is_full: bool = True) -> Place:
    """Make a workspace with its people, an interviewer, a candidate at work, a file, and a session for each role."""
    clock = SystemClock()
    with bootstrap.work(system(None), at=clock) as w:
        home = make_workspace(w, slug, f"{slug.capitalize()} {word}")
        assert home.id is not None
        place = Place(home.id, home.public_id, home.slug)
        actors: dict[str, Actor] = {}
        for role in Role:
            actor = make_user(w, home, role, f"{role.value.capitalize()} {word}")
            assert actor.user_id is not None
            actors[role.value] = actor
            place.cookies[role.value] = open_session(w, actor.user_id, home.id)
            user = w.session.get(User, actor.user_id)
            assert user is not None
            place.emails[role.value] = user.email
    with bootstrap.work(actors["recruiter"], at=clock) as w:
        row = make_interviewer(w, full_plan(title=f"Baker {word}"))
        assert row.id is not None
        place.interviewer, place.interviewer_slug = row.public_id, row.slug
        interviewer_id = row.id
    with bootstrap.work(Actor(kind="candidate", workspace_id=place.workspace_id), at=clock) as w:
        applied = entry.apply(w, interviewer_id, f"Cora {word}", f"cora@{slug}.example.com")
        assert applied.application_id is not None
        place.application, place.application_id = applied.application, applied.application_id
        place.candidate_cookie = applied.token
    seated = Actor(kind="candidate", workspace_id=place.workspace_id, application_id=place.application_id)
    with bootstrap.work(seated, at=clock) as w:
        run.begin(w)
    blob = bootstrap.ports()[FileStore].save(place.workspace_id, [f"Resume of {word}".encode()], 10_000)
    with bootstrap.work(seated, at=clock) as w:
        place.file = files.attach_file(w, blob, name=f"{word}.txt", kind="txt", purpose="resume").id
    with bootstrap.work(system(place.workspace_id), at=clock) as w:
        application = w.session.get(Application, place.application_id)
        assert application is not None
        place.link = issue(w, application, LinkPurpose.RESEND)
    return place


def give_password(email: str) -> None:
    """Let an account sign in with `PASSWORD`."""
    with bootstrap.work(system(None)) as w:
        user = queries.user_by_email(w, email)
        assert user is not None
        user.password_hash = passwords.hashed(PASSWORD)
        w.session.add(user)
