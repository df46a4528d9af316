"""T1-T4: every handler is marked, what is public was reviewed by name, and arguments have types that can be checked."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reflex.state import BaseState, State
from sqlmodel import SQLModel

from milo_app.core.settings import ROOT
from milo_app.state.access import unmarked
from milo_app.state.policy import policy_of, public, requires
from tests.state.handlers import SECRET_LIKE, arguments, own, policy, reviewed, short

HERE = Path(__file__).parent


def states(kind: type[BaseState] = State) -> Iterator[type[BaseState]]:
    """Every state class of Milo's."""
    for child in kind.get_substates():
        if child.__module__.startswith("milo_app."):
            yield child
        yield from states(child)


def public_variables() -> set[str]:
    """Every variable that is sent to the browser, as `module.class.variable`."""
    found = set()
    for kind in states():
        place = f"{kind.__module__.removeprefix('milo_app.state.')}.{kind.__name__}"
        found |= {f"{place}.{name}" for name in kind._frontend_var_names}
    return found


def test_every_handler_carries_a_policy_mark(registry: dict[str, Any]) -> None:
    assert len(own(registry)) > 80
    assert unmarked() == []


def test_a_handler_without_a_mark_would_be_named(registry: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    name, handler = next(iter(own(registry).items()))
    monkeypatch.delattr(handler, "_milo_policy")
    assert policy_of(handler) is None
    assert unmarked() == [name]


def test_the_public_handlers_are_the_reviewed_ones(registry: dict[str, Any]) -> None:
    found = {short(name) for name, handler in own(registry).items() if policy(handler).who == "public"}
    assert found == set(reviewed((HERE / "public_handlers.txt").read_text()))


def test_each_public_handler_says_why_nobody_needs_to_sign_in_for_it() -> None:
    listed = reviewed((HERE / "public_handlers.txt").read_text())
    assert [name for name, why in listed.items() if not why] == []


def test_what_runs_in_the_background_is_begun_by_a_handler_that_waits_for_its_turn(registry: dict[str, Any]) -> None:
    # Reflex runs it at once, past what was typed before: see `wizard_plan.compose`.
    names = {short(name) for name in own(registry)}
    behind = {short(name) for name in own(registry) if registry[name].handler.is_background}
    assert behind and all(name.endswith("_now") and name.removesuffix("_now") in names for name in behind)
    pages = "".join(path.read_text() for path in (ROOT / "milo_app" / "pages").rglob("*.py"))
    assert [name for name in behind if f".{name.rsplit('.', 1)[1]}" in pages] == []


def test_the_variables_that_browsers_get_are_the_reviewed_ones(registry: dict[str, Any]) -> None:
    listed = set(reviewed((HERE / "public_vars.txt").read_text()))
    found = public_variables()
    assert sorted(found - listed) == [], "these reach the browser and nobody has reviewed them"
    assert sorted(listed - found) == [], "these are reviewed and no longer exist"


def test_a_variable_that_sounds_personal_or_secret_says_why_it_may_be_sent() -> None:
    listed = reviewed((HERE / "public_vars.txt").read_text())
    assert [name for name, why in listed.items() if SECRET_LIKE.search(name.rsplit(".", 1)[1]) and not why] == []


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in typing.get_args(hint):
        yield from _parts(part)


def test_every_argument_has_a_type_that_the_gate_can_check(registry: dict[str, Any]) -> None:
    loose = [
        f"{short(name)}({argument})"
        for name, handler in own(registry).items()
        for argument, hint in arguments(handler).items()
        if hint is None or any(part in (Any, dict, list, object) for part in _parts(hint))
    ]
    assert loose == []


def test_no_handler_takes_a_database_row(registry: dict[str, Any]) -> None:
    rows = [
        f"{short(name)}({argument})"
        for name, handler in own(registry).items()
        for argument, hint in arguments(handler).items()
        if any(isinstance(part, type) and issubclass(part, SQLModel) for part in _parts(hint))
    ]
    assert rows == []


def test_what_browsers_get_before_anybody_signed_in_is_empty_of_people() -> None:
    for kind in states():
        for name, value in kind.get_fields().items():
            if name.startswith("_") or name not in kind.base_vars:
                continue
            default = (
                value.default if not callable(getattr(value, "default_factory", None)) else value.default_factory()
            )
            assert "@" not in str(default), f"{kind.__name__}.{name} has a default that is compiled into public files"


def test_a_mark_for_an_unknown_permission_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown permission"):
        requires("candidate:everything")
    with pytest.raises(ValueError, match="unknown permission"):
        requires()


def test_the_mark_stays_on_the_function_that_the_gate_sees() -> None:
    @public
    def open_to_all() -> None: ...

    assert policy_of(open_to_all) is not None
