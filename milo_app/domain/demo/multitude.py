"""Many interviewers for measuring lists: those of the demo multiplied, with labels, subscribers, budgets and deadlines.

A copy has the version, stages and questions of the interviewer it was made from under ids of its own, so that people
can be spread over the copies. States, days and names are mixed by a seed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from milo_app.core.ids import public_id
from milo_app.core.text import fold
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Membership, Role, User
from milo_app.domain.demo.copying import Sibling, Siblings
from milo_app.domain.demo.raw import Row, insert_rows, moment, next_id, stored
from milo_app.domain.labels.models import LabelDefinition, LabelKind

PLACES = ("Berlin", "Lisbon", "Porto", "Leeds", "Oslo", "Austin", "Denver", "Remote")
TEAMS = ("Blue", "Green", "Red", "Silver", "North", "South")
LEVELS = ("Junior", "Middle", "Senior", "Lead")
_STATES = ("active",) * 60 + ("expired",) * 22 + ("archived",) * 18
_TABLES = ("interviewer", "interviewer_version", "stage", "question")


def multiply(w: Work, number: int, seed: int = 7) -> Siblings:
    """Fill a workspace up to so many interviewers and return the copies by the original's id, itself among them."""
    rng = random.Random(seed)  # noqa: S311 - the same multitude each time
    kept = {table: stored(w.session.connection(), table, w.workspace_id) for table in _TABLES}
    versions = {row["id"]: row for row in kept["interviewer_version"]}
    by_version = _grouped(kept["stage"], "version_id")
    by_stage = _grouped(kept["question"], "stage_id")
    bases = [row for row in kept["interviewer"] if row["version_id"] is not None]
    siblings: Siblings = {
        row["id"]: [
            Sibling(row["id"], row["version_id"], {one["id"]: one["id"] for one in by_version[row["version_id"]]})
        ]
        for row in bases
    }
    ids = {table: next_id(w.session.connection(), table) for table in _TABLES}
    made: dict[str, list[Row]] = defaultdict(list)

    def copy(table: str, row: Row, **changes: Any) -> int:
        fresh = row | {"id": ids[table] + len(made[table])} | changes
        made[table].append(fresh)
        return int(fresh["id"])

    for count in range(number - len(kept["interviewer"])):
        base = bases[count % len(bases)]
        row_id = copy("interviewer", base, **_changes(w, rng, base, count))
        version_id = copy("interviewer_version", versions[base["version_id"]], interviewer_id=row_id)
        made["interviewer"][-1] |= {"version_id": version_id, "listed_version_id": version_id}
        stages = {}
        for stage in by_version[base["version_id"]]:
            stages[stage["id"]] = copy("stage", stage, version_id=version_id)
            for question in by_stage[stage["id"]]:
                copy("question", question, version_id=version_id, stage_id=stages[stage["id"]])
        siblings[base["id"]].append(Sibling(row_id, version_id, stages))
    for table in _TABLES:
        insert_rows(w.session.connection(), table, made[table])
    _dress(w, rng, [row["id"] for row in made["interviewer"]])
    return siblings


def _grouped(rows: list[Row], name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def _changes(w: Work, rng: random.Random, base: Row, count: int) -> Row:
    """Return what sets a copy apart. Moments are in the form of the base's, whatever the database."""
    state = rng.choice(_STATES)
    created = moment(base["created_at"]) - timedelta(minutes=rng.randint(0, 60 * 24 * 20))
    ends = w.now + timedelta(hours=rng.randint(2, 24 * 60)) if state == "active" else moment(base["deadline_at"])
    if state != "active" and ends > w.now:
        ends = w.now - timedelta(hours=rng.randint(1, 24 * 90))
    city = rng.choice(PLACES)

    def form(value: datetime) -> Any:
        if not isinstance(base["created_at"], int):
            return value
        return int(value.timestamp()) * 1_000_000

    return {
        "public_id": public_id(),
        "title": f"{base['title']} {city} {count}",
        "slug": f"{base['slug']}-{city.lower()}-{count}",
        "state": state,
        "created_at": form(created),
        "deadline_at": form(ends),
        "expired_at": form(ends) if state == "expired" else None,
        "archived_at": form(w.now - timedelta(hours=1)) if state == "archived" else None,
        "budget_micros": rng.choice((None, 500_000_000, 1_000_000_000, 0 if count % 97 == 0 else 2_000_000_000)),
    }


def _dress(w: Work, rng: random.Random, ids: list[int]) -> None:
    """Give the copies labels and subscribers."""
    labels = [_label(w, key, values) for key, values in (("place", PLACES), ("team", TEAMS), ("level", LEVELS))]
    users = _team(w)
    now = w.session.connection().execute(text("SELECT created_at FROM interviewer LIMIT 1")).scalar_one()
    assignments: list[Row] = []
    subscriptions: list[Row] = []
    next_label = next_id(w.session.connection(), "label_assignment")
    next_subscription = next_id(w.session.connection(), "interviewer_subscription")
    for interviewer_id in ids:
        for label, values in zip(labels, (PLACES, TEAMS, LEVELS), strict=True):
            if rng.random() < 0.8:
                value = rng.choice(values)
                assignments.append(
                    {
                        "id": next_label + len(assignments),
                        "workspace_id": w.workspace_id,
                        "definition_id": label.id,
                        "interviewer_id": interviewer_id,
                        "value": value,
                        "value_key": fold(value),
                        "assigned_at": now,
                    }
                )
        for user_id in rng.sample(users, rng.randint(1, min(4, len(users)))):
            subscriptions.append(
                {
                    "id": next_subscription + len(subscriptions),
                    "workspace_id": w.workspace_id,
                    "interviewer_id": interviewer_id,
                    "user_id": user_id,
                    "created_at": now,
                }
            )
    insert_rows(w.session.connection(), "label_assignment", assignments)
    insert_rows(w.session.connection(), "interviewer_subscription", subscriptions)


def _label(w: Work, key: str, values: tuple[str, ...]) -> LabelDefinition:
    found = w.session.exec(
        select(LabelDefinition).where(
            col(LabelDefinition.workspace_id) == w.workspace_id, col(LabelDefinition.key) == key
        )
    ).first()
    if found is None:
        found = LabelDefinition(
            workspace_id=w.workspace_id,
            key=key,
            name=key.capitalize(),
            kind=LabelKind.PICKLIST,
            allowed=list(values),
            created_at=w.now,
        )
        w.session.add(found)
        w.session.flush()
    return found


def _team(w: Work) -> list[int]:
    """Return six members, added where there are fewer."""
    present = list(
        w.session.exec(select(Membership.user_id).where(col(Membership.workspace_id) == w.workspace_id)).all()
    )
    for number in range(len(present), 6):
        user = User(email=f"colleague{number}@example.com", name=f"Colleague {chr(65 + number)}", created_at=w.now)
        w.session.add(user)
        w.session.flush()
        assert user.id is not None
        w.session.add(Membership(workspace_id=w.workspace_id, user_id=user.id, role=Role.RECRUITER, created_at=w.now))
        present.append(user.id)
    w.session.flush()
    return present
