"""Blind review over a real websocket: no page of a recruiter brings what tells who a candidate is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.core.ids import short_key
from milo_app.core.work import system
from milo_app.domain.accounts.models import Membership, User
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.interviews.models import StoredFile, TextState
from milo_app.domain.notifications import service as notifying
from tests.factories.served import Place, Served
from tests.state.handlers import own, payload, policy, short
from tests.state.talking import Line, query_of

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(300)]

NAME, EMAIL, PHONE, SCHOOL = "Zephyrine Vandersloot", "zephyrine@hidden.example.com", "+442079460777", "Harrowgate"
TOLD = ("zephyrine", "vandersloot", EMAIL, "79460777", "7946 0777", "harrowgate", "1987 - 1990", "vandersloot-cv")
RESUME = f"""{NAME}
{EMAIL}

EXPERIENCE
Baker, Corner Shop, 2015 - Present

EDUCATION
BSc, {SCHOOL} University, 1987 - 1990
"""
CHANGES = (
    *("shortlist", "dismiss", "undo", "delete", "begin", "leave", "revoke", "resend", "end_others", "read_all"),
    *("erase", "allow_retake", "copy_link"),
)


def _rename(place: Place) -> None:
    """Give the candidate of a place a name, contact, resume and notice that can be recognized."""
    with bootstrap.work(system(place.workspace_id)) as w:
        application = w.session.get_one(Application, place.application_id)
        person = w.session.get_one(Candidate, application.candidate_id)
        person.name, person.name_key, person.email, person.phone = NAME, NAME.lower(), EMAIL, PHONE
        application.name_key, application.email_key = NAME.lower(), EMAIL
        application.decision_reason = f"{NAME} went to {SCHOOL} University"
        file = w.session.scalars(select(StoredFile).where(col(StoredFile.application_id) == application.id)).one()
        file.name, file.text, file.text_state = "Vandersloot-CV.pdf", RESUME, TextState.READ
        w.session.add_all([application, person, file])
        notifying.notify(
            w,
            "completed",
            f"completed:{short_key()}",
            f"{NAME} completed Baker",
            "{n} completed",
            body=f"Write to {EMAIL}",
            application_id=application.id,
            interviewer_id=application.interviewer_id,
        )


def _set_blind(place: Place, is_on: bool) -> None:
    with bootstrap.work(system(place.workspace_id)) as w:
        for email in place.emails.values():
            user = w.session.scalars(select(User).where(col(User.email) == email)).one()
            row = w.session.scalars(select(Membership).where(col(Membership.user_id) == user.id)).one()
            row.is_blind = is_on
            w.session.add(row)


@pytest.fixture
def blind(inside: Served) -> Iterator[Served]:
    """Everybody of the first workspace reviews blind; its candidate can be recognized. Put back afterwards."""
    _rename(inside.first)
    _set_blind(inside.first, True)
    yield inside
    _set_blind(inside.first, False)


def found_in(text: str) -> list[str]:
    """Return what of the candidate stands in a text."""
    return [word for word in TOLD if word in text.lower()]


def loads(registry: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the handlers that read: whatever loads, refreshes or opens something."""
    return [
        (name, handler)
        for name, handler in sorted(own(registry).items())
        if policy(handler).who == "signed_in" and not any(word in name.rsplit(".", 1)[-1] for word in CHANGES)
    ]


@pytest.mark.parametrize("person", ["admin"])
def test_no_page_brings_who_a_candidate_is(blind: Served, registry: dict[str, Any], person: str) -> None:
    told = []
    queries = ("", "&q=zephyrin", "&q=zephyrin%40hidden")
    with Line(blind, blind.cookie(person)) as line:
        for name, handler in loads(registry):
            load = f"{name.rsplit('.', 1)[0]}.load"
            for extra in queries if load == name else ("",):
                query = query_of(blind.first) + extra
                text = line.say(load, query=query).text if load in registry and load != name else ""
                given = payload(handler, application=blind.first.application, interviewer=blind.first.interviewer)
                text += line.say(name, given, query=query).text
                told += [(short(name), words)] if (words := found_in(text)) else []
    assert told == []


def test_the_sweep_would_find_it(inside: Served, registry: dict[str, Any]) -> None:
    _rename(inside.first)
    report = next(name for name in own(registry) if short(name) == "report.candidate.load")
    bell = next(name for name in own(registry) if short(name) == "session.shell.load")
    with Line(inside, inside.cookie("recruiter")) as line:
        text = line.say(report, query=query_of(inside.first)).text
        assert {"zephyrine", EMAIL, "harrowgate", "1987 - 1990"} <= set(found_in(text))
        assert "zephyrine" in found_in(line.say(bell, query=query_of(inside.first)).text)


def test_beginning_blind_review_empties_an_open_tab(inside: Served, registry: dict[str, Any]) -> None:
    _rename(inside.first)
    report = next(name for name in own(registry) if short(name) == "report.candidate.load")
    bell = next(name for name in own(registry) if short(name) == "session.shell.load")
    with Line(inside, inside.cookie("recruiter")) as line:
        assert found_in(line.say(report, query=query_of(inside.first)).text)
        _set_blind(inside.first, True)
        try:
            came = line.say(bell, query=query_of(inside.first))
            state = report.rsplit(".", 1)[0]
            assert not any(found_in(str(value)) for value in came.delta[state].values())
        finally:
            _set_blind(inside.first, False)
