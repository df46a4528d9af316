"""A workspace with people, interviewers and applications, written as plain rows: the starting point of domain tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from milo_app import bootstrap
from milo_app.core.clock import FixedClock
from milo_app.core.text import fold, slugify
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts.models import Membership, MembershipState, Role, User, Workspace
from milo_app.domain.accounts.permissions import granted
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, EvaluationState, Source
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerVersion

START = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@dataclass
class House:
    """A workspace with a clock of its own. Every helper commits, as the program does."""

    workspace_id: int
    clock: FixedClock
    ports: Mapping[type[Any], Any] | None = None
    count: int = 0
    users: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def works(self, actor: Actor) -> Iterator[Work]:
        """Open a unit of work at the house's time, with the house's ports."""
        with bootstrap.work(actor, self.clock, self.ports) as w:
            yield w

    @contextmanager
    def system(self) -> Iterator[Work]:
        """Work as Milo itself."""
        with self.works(system(self.workspace_id)) as w:
            yield w

    def actor(self, user_id: int | None, role: Role = Role.ADMIN) -> Actor:
        """Return a user of this house with a role."""
        return Actor("user", self.workspace_id, user_id, "Ada Admin", role.value, granted(role), tz="UTC")

    @contextmanager
    def as_role(self, role: Role, user_id: int | None = None) -> Iterator[Work]:
        """Work as a user with a role."""
        with self.works(self.actor(user_id, role)) as w:
            yield w

    def _next(self) -> int:
        self.count += 1
        return self.workspace_id * 1000 + self.count

    def user(
        self,
        name: str = "Ada Admin",
        role: Role = Role.ADMIN,
        state: MembershipState = MembershipState.ACTIVE,
        is_disabled: bool = False,
    ) -> int:
        """Add a person to the team and return the id."""
        with self.system() as w:
            row = User(email=f"user{self._next()}@firm.test", name=name, created_at=w.now)
            row.disabled_at = w.now if is_disabled else None
            w.session.add(row)
            w.session.flush()
            assert row.id is not None
            w.session.add(
                Membership(workspace_id=self.workspace_id, user_id=row.id, role=role, state=state, created_at=w.now)
            )
            return row.id

    def interviewer(self, title: str = "Retail Associate", **changes: Any) -> Interviewer:
        """Add an active interviewer with one published version."""
        with self.system() as w:
            given: dict[str, Any] = {"state": InterviewerState.ACTIVE, "created_at": w.now, **changes}
            slug = f"{slugify(title)}-{self._next()}"
            row = Interviewer(workspace_id=self.workspace_id, title=title, slug=slug, **given)
            w.session.add(row)
            w.session.flush()
            assert row.id is not None
            version = InterviewerVersion(
                workspace_id=self.workspace_id, interviewer_id=row.id, number=1, published_at=w.now, minutes=12
            )
            w.session.add(version)
            w.session.flush()
            row.version_id = version.id
            w.session.add(row)
        return row

    def candidate(self, name: str = "Dana Lee", email: str = "", phone: str = "") -> Candidate:
        """Add a person."""
        with self.system() as w:
            row = Candidate(
                workspace_id=self.workspace_id,
                name=name,
                name_key=fold(name),
                email=email or f"person{self._next()}@mail.test",
                phone=phone,
                created_at=w.now,
            )
            w.session.add(row)
        return row

    def application(self, interviewer: Interviewer, person: Candidate | None = None, **changes: Any) -> Application:
        """Add a person's application; give `completed_at` and `score` for one that is through."""
        person = person or self.candidate()
        with self.system() as w:
            given: dict[str, Any] = {"invited_at": w.now, "engaged_at": w.now, "source": Source.LINK, **changes}
            if given.get("completed_at"):
                given.setdefault("state", ApplicationState.COMPLETED)
                given.setdefault("started_at", given["invited_at"])
            if given.get("score") is not None:
                given.setdefault("evaluation", EvaluationState.DONE)
                given["score_sort"] = given["score"]
            row = Application(
                workspace_id=self.workspace_id,
                interviewer_id=interviewer.id,
                candidate_id=person.id,
                version_id=interviewer.version_id,
                **given,
            )
            w.session.add(row)
        return row


def house(name: str = "Northwind", ports: Mapping[type[Any], Any] | None = None, **changes: Any) -> House:
    """Make a workspace; needs the `installation` fixture. `changes` are columns of the workspace."""
    clock = FixedClock(START)
    with bootstrap.work(system(None), clock) as w:
        row = Workspace(name=name, slug=slugify(name), created_at=w.now - timedelta(days=30), **changes)
        w.session.add(row)
        w.session.flush()
        assert row.id is not None
        return House(row.id, clock, ports)
