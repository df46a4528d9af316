"""What the dialog for adding candidates says about the lines of a list, and that a list is held for its owner only."""

from __future__ import annotations

import pytest

from milo_app import bootstrap
from milo_app.core import held
from milo_app.core.errors import NotFound
from milo_app.domain.candidates.importing import CheckedLine
from milo_app.state.adding import _looked, line_words
from tests.databases import Installation
from tests.domain.conftest import clock, house
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer, web_plan

__all__ = ["clock", "house"]


def line(name: str, email: str, sentence: str) -> CheckedLine:
    return CheckedLine(2, name, email, "", "bad", sentence)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (line("Bo Chen", "", "has no email address."), "Line 2 has no email address: Bo Chen"),
        (line("Bo", "bo@x.com", "Has the same address as line 1."), "Line 2 (Bo): Has the same address as line 1."),
        (line("", "", "The quotes do not match."), "Line 2: The quotes do not match."),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_reason(given: CheckedLine, said: str) -> None:
    assert line_words(given) == said


def test_a_held_list_is_looked_at_with_its_mapping_and_by_its_owner_only(
    installation: Installation, house: House
) -> None:
    with house.work() as w:
        key = make_interviewer(w, web_plan()).public_id
    user = house.recruiter.user_id or 0
    kept = held.hold(b"Name;Email;Note\nAda;ada@x.com;x\nBo;;y\n", house.workspace.id or 0, user)
    with bootstrap.read(house.recruiter) as w:
        found = _looked(w, key, kept, (False, []), None)
        assert found.roles == ("name", "email", "ignore") and found.checked is not None
        assert (found.checked.add, found.checked.bad) == (1, 1)
        mapped = _looked(w, key, kept, (False, ["ignore", "ignore", "name"]), None)
        assert mapped.checked is None and "No column is chosen" in mapped.error
    with bootstrap.read(house.admin) as w, pytest.raises(NotFound):
        _looked(w, key, kept, (False, []), None)
