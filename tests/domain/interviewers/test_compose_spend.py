"""What a model costs while it drafts stands in the ledger."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Conflict
from milo_app.core.settings import settings
from milo_app.domain.accounts.models import Role
from milo_app.domain.billing import queries as billing
from milo_app.domain.interviewers import composing, service
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.ports import Brief, Composed, Composer
from tests.databases import Installation
from tests.factories.houses import House, house

TEXT = "Warehouse lead wanted. You run a team of twelve people on the late shift and keep the count of stock right."


class Paid:
    """A composer that uses tokens, and lets something happen meanwhile."""

    label = "paid, prompt v1"

    def __init__(self) -> None:
        self.meanwhile = lambda: None

    def compose(self, brief: Brief) -> Composed:
        self.meanwhile()
        return Composed(Plan(title="Warehouse lead"), (), self.label, tokens_in=2_000_000, tokens_out=1_000_000)


@pytest.fixture
def composer() -> Paid:
    return Paid()


@pytest.fixture
def home(installation: Installation, composer: Paid, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("MILO_AI_MICROS_PER_MTOK_IN", "150000")
    monkeypatch.setenv("MILO_AI_MICROS_PER_MTOK_OUT", "600000")
    settings.cache_clear()
    return house(ports={Composer: composer})


def _spend(home: House) -> int:
    with home.system() as w:
        return billing.spend(w)


def test_each_draft_of_a_model_is_booked_and_the_draft_can_still_be_thrown_away(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        draft = composing.start_draft(w, TEXT)
    for _ in range(2):
        composing.compose(lambda: home.as_role(Role.RECRUITER), draft.id)
    assert _spend(home) == 2 * 900_000
    with home.as_role(Role.ADMIN) as w:
        service.delete_draft(w, draft.id)
    assert _spend(home) == 2 * 900_000


def test_a_draft_that_somebody_saved_meanwhile_was_paid_for_all_the_same(home: House, composer: Paid) -> None:
    with home.as_role(Role.RECRUITER) as w:
        draft = composing.start_draft(w, TEXT)

    def save() -> None:
        with home.as_role(Role.RECRUITER) as w:
            service.save_draft(w, draft.id, Plan(title="Mine"), 0)

    composer.meanwhile = save
    with pytest.raises(Conflict):
        composing.compose(lambda: home.as_role(Role.RECRUITER), draft.id)
    assert _spend(home) == 900_000
