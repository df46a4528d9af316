"""A demo of a few dozen people on a fresh database, with the built-in rules and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from milo_app import bootstrap
from milo_app.adapters.files_local import LocalFiles
from milo_app.adapters.llm_builtin.composer import BuiltinComposer
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.adapters.llm_builtin.interlocutor import BuiltinInterlocutor
from milo_app.core.clock import FixedClock
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts.models import Role
from milo_app.domain.demo import workspace
from milo_app.domain.interviewers.ports import Composer
from milo_app.domain.interviews.ports import FileStore, Interlocutor
from milo_app.domain.scoring.ports import Evaluator
from tests.databases import Installation

Works = Callable[[Actor], AbstractContextManager[Work]]


@pytest.fixture
def works(installation: Installation, clock: FixedClock) -> Works:
    """Opens works with the adapters of a demo."""
    adapters: dict[type[Any], Any] = {
        Composer: BuiltinComposer(),
        Evaluator: BuiltinEvaluator(),
        Interlocutor: BuiltinInterlocutor(),
        FileStore: LocalFiles(installation.data / "files"),
    }
    return lambda actor: bootstrap.work(actor, at=clock, adapters=adapters)


@pytest.fixture
def home(works: Works) -> int:
    """The demo workspace."""
    return workspace.ensure(works).workspace_id


@pytest.fixture
def other_home(works: Works, home: int) -> int:
    """A second workspace in the same zone, to compare with."""
    with works(system(None)) as w:
        other = accounts.create_workspace(w, "Other", tz=workspace.server_zone())
        accounts.add_user(w, other, "olga@example.com", "Olga Other", Role.ADMIN)
        accounts.add_user(w, other, "otto@example.com", "Otto Other", Role.RECRUITER)
        assert other.id is not None
        return other.id
