"""A served API with two workspaces, keys of every kind, and one application that went through everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.api.edge import Edge
from milo_app.api.routes import make_api
from milo_app.api.v2 import rates
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.accounts import api_keys
from milo_app.domain.accounts.models import ApiKey
from milo_app.domain.candidates import totals
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.scoring import service
from tests.databases import Installation
from tests.factories.attempts import House, apply, house
from tests.factories.evaluators import FULL, works

READ = ("interviewer:read", "candidate:read", "candidate:read_contact", "application:read")


def make_key(place: House, *scopes: str) -> str:
    """Make a key of a workspace and return its text."""
    with bootstrap.work(system(place.workspace_id)) as w:
        return api_keys.make(w, "tests", list(scopes)).text


def change_key(text: str, **values: Any) -> None:
    """Change the row of a key: revoked, expired, used."""
    with bootstrap.work(system(None)) as w:
        row = w.session.scalars(select(ApiKey).where(col(ApiKey.prefix) == text.split("_")[2])).one()
        for name, value in values.items():
            setattr(row, name, value)
        w.session.add(row)


def used_at(text: str) -> datetime | None:
    """Return when a key was used last, as noted."""
    with bootstrap.read(system(None)) as w:
        return w.session.scalars(select(ApiKey).where(col(ApiKey.prefix) == text.split("_")[2])).one().used_at


@dataclass
class Site:
    """What a test of the API works with: two workspaces, the ids of the first and the second, and a key of the first."""

    client: Client
    place: House
    other: House
    posting: str
    interview: str
    other_posting: str
    other_interview: str
    key: str


class Client:
    """Calls the server as a program does: the whole stack in front of the API, without a network."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def get(self, path: str, key: str = "", **headers: str) -> httpx.Response:
        """Send one GET to a path below /api/v2."""
        return await self.send("GET", path, key, **headers)

    async def send(self, method: str, path: str, key: str = "", **headers: str) -> httpx.Response:
        """Send one request to a path below /api/v2."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if key:
            sent["x-api-key"] = key
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=settings().origin) as client:
            return await client.request(method, f"/api/v2{path}", headers=sent)


def public_ids(place: House) -> str:
    """Return the public id of the interviewer of a house."""
    with place.open() as w:
        public_id: str = w.session.get_one(Interviewer, place.interviewer_id).public_id
        return public_id


def finished(place: House, email: str = "ada@example.com") -> str:
    """Add somebody who went through the interview and was scored; return the public id of the application."""
    number, public_id = apply(place, FULL, email=email)
    service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
    with place.open() as w:
        totals.recount(w, [place.interviewer_id])
    return public_id


def spread(place: House, ids: list[str], step: timedelta) -> None:
    """Invite the applications one step after the other, in the order given."""
    with place.open() as w:
        rows = {row.public_id: row for row in w.session.scalars(select(Application))}
        for place_in_line, public_id in enumerate(ids):
            rows[public_id].invited_at += step * place_in_line
            w.session.add(rows[public_id])


@pytest.fixture
def site(installation: Installation) -> Iterator[Site]:
    """Two workspaces with one finished application each."""
    rates.forget()
    place, other = house("acme"), house("globex")
    yield Site(
        client=Client(Edge(make_api())),
        place=place,
        other=other,
        posting=public_ids(place),
        interview=finished(place),
        other_posting=public_ids(other),
        other_interview=finished(other),
        key=make_key(place, *READ),
    )
    rates.forget()
