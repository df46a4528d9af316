"""What keeps the house readable and its words true: import contracts, lengths, and docs that name everything."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import milo_app.domain
from milo_app.cli import admin, app
from milo_app.core.events import Event
from milo_app.core.settings import ROOT, Settings
from milo_app.domain.accounts.permissions import CATALOGUE

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
"""Lines of a function with its docstring; the aim is 40 lines of code."""

A_LIST_OF_PARTS = {"milo_app/wiring.py:chosen_ports"}
"""One small factory an adapter, side by side in the one place that chooses them: a list, not a job."""

DATA_MODULES = "domain/demo/content/"
"""Tables of words: data in Python's clothes, exempt from the length of modules."""


def modules() -> Iterator[Path]:
    """Every module of the program."""
    yield from sorted((ROOT / "milo_app").rglob("*.py"))


def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts of pyproject.toml by id."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in found}


def test_no_module_has_two_jobs() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules()
        if DATA_MODULES not in path.as_posix() and (count := len(path.read_text().splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_no_function_has_two_jobs() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or 0) - node.lineno + 1
                if count > LONGEST_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = count
    assert {name: count for name, count in long.items() if name not in A_LIST_OF_PARTS} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {"utils", "helpers", "manager", "base", "common", "misc"}
    assert [str(path) for path in modules() if names & {path.stem, path.parent.name}] == []


def test_the_layers_are_exhaustive() -> None:
    found = contracts()
    for name in ("layers", "capabilities"):
        assert found[name]["type"] == "layers" and found[name]["exhaustive"] is True
    assert found["capabilities"]["layers"][0] == "demo"


def test_every_package_of_the_program_has_a_layer() -> None:
    named = " ".join(contracts()["layers"]["layers"]).replace("|", " ").replace(":", " ").split()
    packages = {found.name for found in pkgutil.iter_modules([str(ROOT / "milo_app")])}
    assert packages - set(named) == set()


def test_vendors_stay_out_of_domain_and_core() -> None:
    contract = contracts()["no-vendors"]
    assert set(contract["source_modules"]) == {"milo_app.domain", "milo_app.core"}
    assert {"reflex", "fastapi", "starlette", "twilio", "meilisearch", "apscheduler", "plotly"} <= set(
        contract["forbidden_modules"]
    )
    assert not contract.get("allow_indirect_imports")


def test_adapters_know_nothing_of_each_other() -> None:
    assert contracts()["adapters-apart"]["type"] == "independence"


CANDIDATES_SEE = {
    "access", "brand_colors", "door", "guest", "listing", "live", "my_data", "pace", "plan", "policy", "start",
    "visit", "visit_asking",
}  # fmt: skip
"""State modules without a recruiter's rows. `access` is among them on purpose: it is the gate, which must know both
kinds of people, and holds no variable of either."""


def test_every_recruiter_state_is_out_of_reach_of_candidate_pages() -> None:
    forbidden = {name.rsplit(".", 1)[1] for name in contracts()["candidates-apart"]["forbidden_modules"]}
    present = {found.name for found in pkgutil.iter_modules([str(ROOT / "milo_app" / "state")])}
    assert sorted(present - CANDIDATES_SEE - forbidden) == [], "name it in the contract candidates-apart"


def documents() -> str:
    """All of the documentation as one text."""
    return "\n".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))


def test_every_setting_stands_in_the_operator_guide() -> None:
    guide = (ROOT / "docs" / "operator-guide.md").read_text()
    bare = {"database_url", "redis_url", "public_url", "meili_url"}
    names = [
        name.upper() if name in bare or name.startswith("meili_") else f"MILO_{name.upper()}"
        for name in Settings.model_fields
    ]
    assert [name for name in names if name not in guide] == []


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_permission_stands_in_the_docs() -> None:
    text = documents()
    assert [permission.name for permission in CATALOGUE if permission.name not in text] == []


def test_every_command_stands_in_the_docs_and_says_what_it_does() -> None:
    text = documents() + (ROOT / "README.md").read_text()
    silent, missing = [], []
    for group, commands in (("", app.registered_commands), ("admin ", admin.registered_commands)):
        for command in commands:
            assert command.callback is not None
            name = command.name or command.callback.__name__.rstrip("_").replace("_", "-")
            missing += [group + name] if f"milo {group}{name}" not in text else []
            silent += [group + name] if not inspect.getdoc(command.callback) else []
    assert (missing, silent) == ([], [])


def events() -> list[type[Event]]:
    """Every event class of the domain."""
    for found in pkgutil.walk_packages(milo_app.domain.__path__, "milo_app.domain."):
        if found.name.endswith(".events"):
            import_module(found.name)
    known: list[type[Event]] = []
    todo: list[type[Event]] = [Event]
    while todo:
        children = [kind for kind in todo.pop().__subclasses__() if kind.__module__.startswith("milo_app.")]
        known += children
        todo += children
    return known


def test_every_event_says_what_happened() -> None:
    assert [kind.__name__ for kind in events() if not kind.__doc__ or kind.__doc__ == Event.__doc__] == []


def test_every_event_carries_ids_and_never_rows() -> None:
    from sqlmodel import SQLModel

    wrong = [
        f"{kind.__name__}.{name}"
        for kind in events()
        for name, hint in inspect.get_annotations(kind, eval_str=False).items()
        if any(word in str(hint) for word in ("Any", "dict")) or (isinstance(hint, type) and issubclass(hint, SQLModel))
    ]
    assert wrong == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [str(path.relative_to(ROOT)) for path in modules() if word in path.read_text()] == []
