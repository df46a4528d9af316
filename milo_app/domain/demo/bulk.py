"""A million applications for measuring lists, figures and search: people multiplied in bulk from those of the demo.

A copy is a new person with the course of somebody whom the services wrote: the same stages, score, check and decision,
moved in time within the interviewer's opening. Copies carry no transcript, file or evaluation of their own, so that a
million of them fit on a laptop; only people of the largest interviewer have tags. Who is copied, and to where, is drawn
here; the database itself copies the rows.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import text

from milo_app.core.db import analyze
from milo_app.core.ids import public_id
from milo_app.core.work import Work, system
from milo_app.domain.analytics import service as analytics
from milo_app.domain.candidates import locating, people_totals
from milo_app.domain.candidates.contact import name_key
from milo_app.domain.demo import copying
from milo_app.domain.demo.content.homes import place_of
from milo_app.domain.demo.content.people import face
from milo_app.domain.demo.copying import Copy, Sibling, Siblings
from milo_app.domain.demo.quiet import Works
from milo_app.domain.demo.raw import Row, moment, moved, next_id
from milo_app.domain.demo.writer import Filled, Progress, fill
from milo_app.domain.search import queue

CHUNK = 50_000
TEMPLATES = 1500
"""Applications that are written through the services first when the workspace holds no demo people."""
MOST_TEMPLATES = 20_000
_PLACE = ("city", "region", "country", "lat", "lon", "place_id", "place_source")
"""Where somebody lives: a new person lives where the one they are made from does."""
_MOMENTS = ("invited_at", "started_at", "completed_at", "engaged_at", "decided_at")


@dataclass(frozen=True, slots=True)
class Template:
    """An application to copy, and the room it can be moved in (seconds)."""

    id: int
    interviewer_id: int
    version_id: int
    invited_at: Any
    progress: dict[str, Any]
    place: Row
    earlier: float
    later: float


@dataclass
class Draw:
    """Whom to copy and where to: what is drawn by chance, with what has to come out exactly.

    `wanted` copies go to the interviewer `largest` among the `left` that are still to be drawn.
    """

    rng: random.Random
    templates: Sequence[Template]
    siblings: Siblings
    left: int
    largest: Sibling | None = None
    fitting: Sequence[Template] = ()
    wanted: int = 0
    progress: dict[tuple[int, int], str] = field(default_factory=dict)
    returning: list[tuple[int, int]] = field(default_factory=list)

    def next(self) -> tuple[Template, Sibling | None]:
        """Return a template and the interviewer that its copy is moved to (None: it stays with its own)."""
        self.left -= 1
        if self.largest is not None and self.rng.random() * (self.left + 1) < self.wanted:
            self.wanted -= 1
            return self.rng.choice(self.fitting), self.largest
        while True:
            template = self.rng.choice(self.templates)
            if not self.siblings:
                return template, None
            to = self.rng.choice(self.siblings[template.interviewer_id])
            if to is not self.largest:
                return template, to

    def known(self, interviewer_id: int) -> int | None:
        """Return somebody who applied somewhere else before; each person comes back at most once."""
        if len(self.returning) < 100 or self.rng.random() > 0.1:
            return None
        at = self.rng.randrange(len(self.returning))
        if self.returning[at][1] == interviewer_id:
            return None
        return self.returning.pop(at)[0]

    def progress_of(self, template: Template, to: Sibling | None) -> str | None:
        """Return the progress of a copy, whose stages have ids of their own; None where it is the template's."""
        if to is None or to.interviewer_id == template.interviewer_id:
            return None
        key = template.id, to.interviewer_id
        if key not in self.progress:
            made = {str(to.stages.get(int(stage), int(stage))): cell for stage, cell in template.progress.items()}
            self.progress[key] = json.dumps(made)
        return self.progress[key]


def bulk(
    works: Works,
    workspace_id: int,
    applications: int = 1_000_000,
    progress: Progress = lambda done, total: None,
    seed: int = 7,
    siblings: Siblings | None = None,
    largest: int = 0,
    *,
    alone: bool = False,
) -> Filled:
    """Fill a workspace up to so many demo applications, recompute its figures and let the database analyze.

    `siblings` spread the copies over other interviewers (`multitude.multiply`); with `largest` one of them ends with
    exactly so many people. `alone`: nobody else uses this database, so indexes are made after the rows.
    """
    with works(system(workspace_id, "Demo")) as w:
        present = count(w)
    if not present:
        fill(works, workspace_id, min(TEMPLATES, applications), seed, lambda done, _: progress(done, applications))
    with works(system(workspace_id, "Demo")) as w:
        present = count(w)
        rng = random.Random(seed + present)  # noqa: S311 - the same demo each time
        draw = _draw(w, rng, applications - present, siblings or {}, largest)
    if draw.templates and draw.left > 0:
        with copying.without_indexes(works, workspace_id, alone=alone):
            while draw.left > 0:
                size = min(CHUNK, draw.left)
                with works(system(workspace_id, "Demo")) as w, queue.held_still(w):
                    _chunk(w, draw, size, present, alone=alone)
                present += size
                progress(present, applications)
    with works(system(workspace_id, "Demo")) as w:
        analyze(w.session.connection())
        analytics.rebuild(w)
        people_totals.rebuild(w)
        interviewers = w.session.connection().execute(
            text("SELECT count(*) FROM interviewer WHERE workspace_id = :ws AND is_demo"), {"ws": workspace_id}
        )
        number = int(interviewers.scalar_one())
    with works(system(workspace_id, "Demo")) as w:
        analyze(w.session.connection())
    return Filled(number, present)


def count(w: Work) -> int:
    """Return how many demo applications this workspace holds."""
    query = text("SELECT count(*) FROM application WHERE workspace_id = :ws AND source = 'demo'")
    return int(w.session.connection().execute(query, {"ws": w.workspace_id}).scalar_one())


def _draw(w: Work, rng: random.Random, left: int, siblings: Siblings, largest: int) -> Draw:
    templates = _templates(w)
    draw = Draw(rng, templates, siblings, left)
    if largest and siblings and templates:
        by_base: dict[int, list[Template]] = {}
        for template in templates:
            by_base.setdefault(template.interviewer_id, []).append(template)
        base = max(by_base, key=lambda one: (len(by_base[one]), -one))
        draw.largest, draw.fitting = siblings[base][0], by_base[base]
        query = text("SELECT count(*) FROM application WHERE workspace_id = :ws AND interviewer_id = :id")
        has = w.session.connection().execute(query, {"ws": w.workspace_id, "id": draw.largest.interviewer_id})
        draw.wanted = min(left, largest - int(has.scalar_one()))
    return draw


def _templates(w: Work) -> list[Template]:
    connection = w.session.connection()
    query = text(
        "SELECT id, activated_at, deadline_at FROM interviewer WHERE workspace_id = :ws AND version_id IS NOT NULL"
    )
    opening = {
        row.id: (moment(row.activated_at), min(moment(row.deadline_at), w.now))
        for row in connection.execute(query, {"ws": w.workspace_id})
    }
    names = ", ".join([f"a.{name}" for name in _MOMENTS] + [f"p.{name}" for name in _PLACE])
    rows = connection.execute(
        text(
            f"SELECT a.id, a.interviewer_id, a.version_id, CAST(a.progress AS text) AS progress, {names} "  # noqa: S608
            "FROM application a JOIN candidate p ON p.id = a.candidate_id WHERE a.workspace_id = :ws "
            "AND a.source = 'demo' AND a.evaluation IN ('none', 'done') ORDER BY a.id LIMIT :most"
        ),
        {"ws": w.workspace_id, "most": MOST_TEMPLATES},
    ).mappings()
    found: list[Template] = []
    for row in rows:
        opened, closes = opening[row["interviewer_id"]]
        first = moment(row["invited_at"])
        # A course may run on past the deadline, but nobody comes in after it and nothing lies in the future.
        last = max(moment(row[name]) for name in _MOMENTS if row[name] is not None)
        later = min((closes - first).total_seconds(), (w.now - last).total_seconds())
        found.append(
            Template(
                row["id"],
                row["interviewer_id"],
                row["version_id"],
                row["invited_at"],
                json.loads(row["progress"]),
                {name: row[name] for name in _PLACE},
                max(0.0, (first - opened).total_seconds() - 60),
                max(0.0, later),
            )
        )
    return found


def _chunk(w: Work, draw: Draw, size: int, number: int, *, alone: bool) -> None:
    connection = w.session.connection()
    next_person, next_application = next_id(connection, "candidate"), next_id(connection, "application")
    people: list[Row] = []
    copies: list[Copy] = []
    for at in range(size):
        template, to = draw.next()
        gap = int(draw.rng.uniform(-template.earlier, template.later))
        interviewer_id = to.interviewer_id if to else template.interviewer_id
        person_id = draw.known(interviewer_id)
        if person_id is None:
            person_id = next_person + len(people)
            created_at = moved(template.invited_at, gap)
            person = _person(draw.rng, person_id, number + at, created_at, w.workspace_id)
            people.append(person | template.place)
            draw.returning.append((person_id, interviewer_id))
        copies.append(
            Copy(
                next_application + at,
                public_id(),
                template.id,
                gap,
                person_id,
                interviewer_id,
                to.version_id if to else template.version_id,
                draw.progress_of(template, to),
            )
        )
    del draw.returning[:-2000]
    tagged = draw.largest.interviewer_id if draw.largest else 0
    copying.write(connection, people, copies, draw.siblings, tagged=tagged, alone=alone)


def _person(rng: random.Random, person_id: int, number: int, created_at: Any, workspace_id: int) -> Row:
    made = face(rng, number)
    local, _, domain = made.email.partition("@")
    return {
        "id": person_id,
        "workspace_id": workspace_id,
        "public_id": public_id(),
        "name": made.name,
        "name_key": name_key(made.name),
        "email": f"{local}.x@{domain}",  # no address of the services' people is met again
        "phone": made.phone,
        "tz": made.tz,
        "created_at": created_at,
        **_home(made.home),
    }


@lru_cache(maxsize=256)
def _home(home: str) -> Row:
    """Return what is kept of where somebody lives; nothing for one who does not say."""
    place = place_of(home) if home else None
    if place is None:
        return {"city": "", "region": "", "country": "", "lat": None, "lon": None, "place_id": 0, "place_source": ""}
    return {
        "city": place.name,
        "region": place.region_text,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "place_id": place.id,
        "place_source": locating.RESUME,
    }
