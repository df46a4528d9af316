"""Lists show rows first and let the address follow: one that arrives late brings nothing back, one that is wanted does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.served import Served
from tests.state.handlers import own, short
from tests.state.talking import Came, Line

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(120)]


def named(registry: dict[str, Any], handler: str) -> str:
    """Return the full name of a handler."""
    return next(name for name in own(registry) if short(name) == handler)


def seen(came: Came, variable: str) -> list[Any]:
    """Return what an answer sets a variable to."""
    return [values[key] for values in came.delta.values() for key in values if key == f"{variable}_rx_state_"]


def test_an_address_that_was_overtaken_changes_nothing(inside: Served, registry: dict[str, Any]) -> None:
    load, type_name = (named(registry, f"interviewers.interviewers.{one}") for one in ("load", "type_name"))
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:

        def arrive(query: str) -> Came:
            return line.say(load, path="/interviewers", query=query)

        arrive("")
        for text in ("bak", "bake"):
            assert seen(line.say(type_name, {"text": text}, path="/interviewers"), "q") == [text]
        assert seen(arrive("q=bak"), "q") == []
        assert seen(arrive("q=bake"), "q") == []
        # Nothing is on its way any more: whoever goes back means it.
        assert seen(arrive("q=bak"), "q") == ["bak"]


def test_a_view_opens_right_after_a_filter(inside: Served, registry: dict[str, Any]) -> None:
    load, choose = (named(registry, f"applications.applications.{one}") for one in ("load", "choose"))
    key, path = inside.second.interviewer, f"/interviewers/{inside.second.interviewer}"
    with Line(inside, inside.cookie("recruiter", inside.second)) as line:
        line.say(load, path=path, query=f"interviewer_id={key}")
        line.say(choose, {"part": "notes", "value": "without"}, path=path, query=f"interviewer_id={key}")
        opened = line.say(load, path=path, query=f"interviewer_id={key}&notes=without&view=map")
        assert seen(opened, "view") == ["map"]
