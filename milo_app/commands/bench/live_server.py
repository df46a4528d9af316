"""A Milo that completes interviews when it is told to: for `bench live`, which must not reach into the server itself.

It is served as always, by the same module. The worker that serves also listens at a unix socket in the data folder; a
line of JSON `{"count", "seconds"}` lets so many people complete one interviewer within that time, each in a transaction
of its own, and is answered by the moment of each commit. A single one goes the whole way, with its mails and totals. Of a
burst only what the bell does is done, since nothing else can be done a hundred times a second on two cores.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from pathlib import Path

from milo_app import bootstrap
from milo_app.commands.serve import serve
from milo_app.core.clock import SystemClock
from milo_app.core.events import wake
from milo_app.core.settings import settings
from milo_app.core.work import Work, system
from milo_app.domain.accounts import sessions
from milo_app.domain.accounts.models import Membership, Role, User, Workspace
from milo_app.domain.candidates.events import ApplicationChanged
from milo_app.domain.candidates.models import Application, ApplicationState, Candidate, Source
from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerVersion
from milo_app.domain.interviews.events import InterviewCompleted
from milo_app.domain.notifications.subscribers import on_completed

TITLE = "Retail Associate"
MOST = 1_200


def door() -> Path:
    """Return where the socket is."""
    return settings().data_dir / "bench.sock"


def scene(recruiters: int) -> dict[str, object]:
    """Make a workspace with so many recruiters, an interviewer, and people who are about to finish."""
    clock = SystemClock()
    with bootstrap.work(system(None), at=clock) as w:
        home = Workspace(name="Live", slug="live", created_at=w.now)
        w.session.add(home)
        w.session.flush()
        assert home.id is not None
        home_id = home.id
    with bootstrap.work(system(home_id), at=clock) as w:
        secrets = [_recruiter(w, number) for number in range(recruiters)]
        role = Interviewer(
            workspace_id=home_id, title=TITLE, slug="retail", state=InterviewerState.ACTIVE, created_at=w.now
        )
        w.session.add(role)
        w.session.flush()
        version = InterviewerVersion(
            workspace_id=home_id, interviewer_id=role.id or 0, number=1, published_at=w.now, minutes=12
        )
        w.session.add(version)
        w.session.flush()
        role.version_id = version.id
        w.session.add(role)
        people = [_person(w, role, number) for number in range(MOST)]
        return {
            "home": home_id,
            "secrets": secrets,
            "interviewer": role.id,
            "public_id": role.public_id,
            "people": people,
        }


def _recruiter(w: Work, number: int) -> str:
    user = User(email=f"recruiter{number}@live.example.com", name=f"Recruiter {number}", created_at=w.now)
    w.session.add(user)
    w.session.flush()
    assert user.id is not None
    membership = Membership(workspace_id=w.workspace_id, user_id=user.id, role=Role.RECRUITER, created_at=w.now)
    w.session.add(membership)
    w.session.flush()
    return sessions.begin(w, user, membership, ip="", agent="")


def _person(w: Work, role: Interviewer, number: int) -> int:
    person = Candidate(
        workspace_id=w.workspace_id,
        name=f"Candidate {number}",
        name_key=f"candidate {number}",
        email=f"candidate{number}@live.example.com",
        created_at=w.now,
    )
    w.session.add(person)
    w.session.flush()
    application = Application(
        workspace_id=w.workspace_id,
        interviewer_id=role.id or 0,
        candidate_id=person.id or 0,
        version_id=role.version_id or 0,
        source=Source.LINK,
        state=ApplicationState.IN_PROGRESS,
        invited_at=w.now,
        engaged_at=w.now,
    )
    w.session.add(application)
    w.session.flush()
    assert application.id is not None
    return application.id


def complete(made: dict[str, object], first: int, count: int, seconds: float) -> list[float]:
    """Let people complete, evenly over the seconds, and return when each was committed (seconds since 1970)."""
    people, done = made["people"], []
    assert isinstance(people, list)
    begun = time.monotonic()
    for number in range(count):
        wait = begun + seconds * number / count - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        with bootstrap.work(system(int(str(made["home"])))) as w:
            row = w.session.get_one(Application, people[first + number])
            row.state, row.completed_at = ApplicationState.COMPLETED, w.now
            w.session.add(row)
            w.session.flush()
            _tell(w, people[first + number], int(str(made["interviewer"])), is_whole=count == 1)
        done.append(time.time())
    return done


def _tell(w: Work, application_id: int, interviewer_id: int, *, is_whole: bool) -> None:
    event = InterviewCompleted(application_id=application_id, interviewer_id=interviewer_id, at=w.now, attempt=1)
    if is_whole:
        w.publish(event)
        w.publish(
            ApplicationChanged(application_id=application_id, interviewer_id=interviewer_id, at=w.now, what="state")
        )
        return
    on_completed(w, event)
    home = w.workspace_id
    w.after_commit(lambda: wake(home, "candidates"))


def listen() -> None:
    """Answer at the socket, one line at a time."""
    made = json.loads((settings().data_dir / "bench.json").read_text())
    at = 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door_:
        door_.bind(str(door()))
        door_.listen()
        while True:
            line, _ = door_.accept()
            with line, line.makefile("rw") as wire:
                asked = json.loads(wire.readline())
                done = complete(made, at, int(asked["count"]), float(asked["seconds"]))
                at += int(asked["count"])
                wire.write(json.dumps(done) + "\n")


def main() -> None:
    """Entry: `python -m milo_app.commands.bench.live_server HOST PORT RECRUITERS`."""
    place = settings().data_dir / "bench.json"
    made = scene(int(sys.argv[3]))
    place.write_text(json.dumps(made))
    # The worker is forked from here; it alone serves browsers, so that pokes start in it.
    os.register_at_fork(after_in_child=lambda: threading.Thread(target=listen, daemon=True).start())
    serve(sys.argv[1], int(sys.argv[2]))


if __name__ == "__main__":
    main()
