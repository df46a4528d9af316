"""T5 and T10 over a real websocket: each handler for each kind of person, and with the ids of another workspace."""

from __future__ import annotations

import re
from typing import Any

import pytest

from milo_app.core.ids import public_id
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import granted
from milo_app.state.policy import Policy
from tests.factories.served import SECRET_WORD, Place, Served
from tests.state.handlers import own, payload, policy, short
from tests.state.talking import Came, Line, query_of, rows_of

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(300)]
PEOPLE = ("anonymous", "candidate", "viewer", "recruiter", "admin")
BLINDS = ("my_account.my_account.begin_blind", "my_account.my_account.leave_blind",
          "my_account.workspace_blind.begin", "my_account.workspace_blind.leave")  # fmt: skip
BEGINS = ("wizard_plan.wizard_plan.compose", "wizard_plan.wizard_plan.compose_now", "wizard_plan.wizard_plan.start_empty",
          "wizard_sources.wizard_sources.get_text", "wizard_sources.wizard_sources.get_text_now",
          "notices.notices.read_all", "indexing.indexing.cancel",
          *BLINDS)  # fmt: skip
"""These begin or end something of the caller's own, or go on in the background: their answers differ each time."""
AGO = re.compile(r'"(just now|[^"]* ago)"')
POKED = re.compile(r"\.(refresh|refresh_over|poked)$")
SIGNED_IN = ("viewer", "recruiter", "admin")
LAST = (*BLINDS, "demo.demo.delete", "report.candidate.erase", "visit.visit.retake")
"""Handlers whose success takes away what others need, such as the names that a leak would show: they come at the end."""


def may(person: str, mark: Policy) -> bool:
    """Whether the mark lets this kind of person in."""
    if mark.who == "public":
        return True
    if mark.who == "candidate":
        return person == "candidate"
    if person in ("anonymous", "candidate"):
        return False
    return mark.permissions <= granted(Role(person))


def ordered(registry: dict[str, Any]) -> list[tuple[str, Any]]:
    """Milo's handlers, those that end something last."""
    return sorted(own(registry).items(), key=lambda item: (short(item[0]) in LAST, item[0]))


def known(place: Place) -> dict[str, str]:
    """Values for arguments that name something of a workspace."""
    return {
        "application": place.application,
        "file_id": place.file,
        "interviewer": place.interviewer,
        "mail": "0" * 32,
    }


def without_pokes(came: Came) -> Came:
    """Leave out that a page is to be read again: where many tabs were open, that comes when its turn does."""
    return Came(came.delta, [one for one in came.events if not POKED.search(str(one["name"]))])


def reveals(came: Came) -> bool:
    """Whether an answer holds anything of the first workspace."""
    return SECRET_WORD in came.text or "acme" in came.text


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_not_gets_no_answer_and_changes_no_row(served: Served, registry: dict[str, Any], person: str) -> None:
    wrong = []
    before = unlogged(served)
    with Line(served, served.cookie(person)) as line:
        for name, handler in ordered(registry):
            if may(person, policy(handler)):
                continue
            logged = refusals(served)
            came = line.say(name, payload(handler, **known(served.first)), query=query_of(served.first))
            expected = 1 if person in SIGNED_IN and policy(handler).who == "signed_in" else 0
            one = refusals(served) - logged == expected
            if came.delta or reveals(came) or not came.is_refused or not one:
                wrong.append((short(name), came))
    assert wrong == []
    assert unlogged(served) == before


def refusals(served: Served) -> int:
    """How many refusals the audit log holds."""
    with served.database() as connection:
        query = "SELECT count(*) FROM audit_entry WHERE action = 'access_refused'"
        return int(connection.execute(query).fetchone()[0])


def unlogged(served: Served) -> dict[str, str]:
    """A fingerprint of everything but the audit log."""
    return {
        f"{place.workspace_id} {table}": found
        for place in (served.first, served.second)
        for table, found in rows_of(served, place.workspace_id).items()
        if not table.startswith("audit_")
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_is_let_through(served: Served, registry: dict[str, Any], person: str) -> None:
    # In the second workspace, so that the first stays as it was made.
    refused = []
    with Line(served, served.cookie(person, served.second)) as line:
        for name, handler in ordered(registry):
            if may(person, policy(handler)):
                came = line.say(name, payload(handler), query=query_of(served.second))
                if came.is_refused:
                    refused.append((short(name), came.events))
    assert refused == []


@pytest.mark.parametrize("person", ["anonymous", "candidate", "recruiter", "admin"])
def test_ids_of_another_workspace_open_nothing_and_change_nothing(
    served: Served, registry: dict[str, Any], person: str
) -> None:
    before = rows_of(served, served.first.workspace_id)
    shown = []
    with Line(served, served.cookie(person, served.second)) as line:
        for name, handler in ordered(registry):
            mark = policy(handler)
            if mark.who == "public":
                continue  # what the public page shows of a role is public
            line.hang_up()
            load = f"{name.rsplit('.', 1)[0]}.load"
            if load in registry and load != name and mark.who == "signed_in":
                shown += [(short(name), "load")] if reveals(line.say(load, query=query_of(served.first))) else []
            came = line.say(name, payload(handler, **known(served.first)), query=query_of(served.first))
            shown += [(short(name), came.text)] if reveals(came) else []
    assert shown == []
    assert rows_of(served, served.first.workspace_id) == before


def test_an_id_of_another_workspace_is_answered_like_one_that_nobody_has(
    served: Served, registry: dict[str, Any]
) -> None:
    differ = []
    nobody = Place(0, "", "")
    nobody.interviewer, nobody.application, nobody.file = public_id(), public_id(), public_id()
    nobody.slug, nobody.interviewer_slug = "nowhere-at-all", "nothing-here"
    with Line(served, served.cookie("admin", served.second)) as line:
        for name, handler in ordered(registry):
            if policy(handler).who != "signed_in" or short(name) in BEGINS:
                continue
            answers = []
            for place in (served.first, nobody):
                line.hang_up()
                load = f"{name.rsplit('.', 1)[0]}.load"
                if load in registry and load != name:
                    line.say(load, query=query_of(place))
                came = line.say(name, payload(handler, **known(place)), query=query_of(place))
                text = without_pokes(came).text
                for value in (place.interviewer, place.application, place.file, place.interviewer_slug, place.slug):
                    text = text.replace(value, "ID") if value else text
                answers.append(AGO.sub('"a while ago"', text))
            if answers[0] != answers[1]:
                differ.append((short(name), answers))
    unforeseen = [name for name, answers in differ if "reference" in str(answers)]
    assert unforeseen == [], "an id that is not there is an answer, not an unforeseen error"
    assert not differ, "\n".join(f"{name}\n  {a[:1500]}\n  {b[:1500]}" for name, (a, b) in differ[:3])
