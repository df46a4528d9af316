"""API keys on the command line and in the workspace: listed by their first characters, closed for good."""

from __future__ import annotations

import pytest

from milo_app import bootstrap
from milo_app.core.errors import NotFound
from milo_app.core.work import system
from milo_app.domain.accounts import api_keys
from tests.factories.house import House, make_house


def test_a_closed_key_opens_nothing_and_is_listed_as_closed(house: House) -> None:
    home = system(house.workspace.id)
    with bootstrap.work(home, at=house.clock) as w:
        fresh = api_keys.make(w, "weekly report", ["interviewer:read"])
    with bootstrap.read(bootstrap.nobody(), at=house.clock) as w:
        assert api_keys.find(w.session, w.clock, fresh.text) is not None
    with bootstrap.work(home, at=house.clock) as w:
        assert api_keys.revoke(w, fresh.text) == "weekly report"
    with bootstrap.read(bootstrap.nobody(), at=house.clock) as w:
        assert api_keys.find(w.session, w.clock, fresh.text) is None
    with bootstrap.read(home, at=house.clock) as w:
        assert [(key.prefix, key.state) for key in api_keys.held(w)] == [(fresh.text.split("_")[2], "closed")]


def test_a_key_of_another_workspace_cannot_be_closed(house: House) -> None:
    with bootstrap.work(system(house.workspace.id), at=house.clock) as w:
        fresh = api_keys.make(w, "theirs", ["interviewer:read"])
    other = make_house(house.clock, "globex").workspace
    with pytest.raises(NotFound), bootstrap.work(system(other.id), at=house.clock) as w:
        api_keys.revoke(w, fresh.text)
