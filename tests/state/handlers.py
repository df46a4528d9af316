"""What the tests of the gate know about handlers: their names, policies, arguments and public variables."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping
from typing import Any

from milo_app.state.policy import Policy, policy_of

SECRET_LIKE = re.compile(r"email|phone|ssn|token|secret|key|password", re.IGNORECASE)


def own(registry: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    """Return Milo's own handlers by full name: all but Reflex's and `setvar`."""
    return {
        name: registered.handler.fn
        for name, registered in sorted(registry.items())
        if not name.endswith(".setvar") and registered.states[0].__module__.startswith("milo_app.")
    }


def short(name: str) -> str:
    """Return `module.class.handler` of a full name, as the reviewed lists write it."""
    state, handler = name.rsplit(".", 1)
    module, kind = state.rsplit(".", 1)[1].rsplit("____", 1)
    return f"{module.replace('milo_app___state___', '')}.{kind}.{handler}"


def policy(handler: Callable[..., Any]) -> Policy:
    """Return the mark of a handler."""
    found = policy_of(handler)
    assert found is not None
    return found


def arguments(handler: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotation of each argument but `self`; None where there is none."""
    hints = typing.get_type_hints(handler)
    return {name: hints.get(name) for name in list(inspect.signature(handler).parameters)[1:]}


_SAMPLES: dict[Any, Any] = {
    str: "x",
    int: 1,
    float: 1.0,
    bool: True,
    dict[str, str]: {"q": "x"},
    dict[str, str | None]: {"q": "x", "gone": None},
    list[str]: ["x"],
    list[int]: [1],
}


def payload(handler: Callable[..., Any], **known: Any) -> dict[str, Any]:
    """Return a payload whose types fit; `known` are the values of arguments that name something."""
    return {
        name: known[name] if name in known and isinstance(known[name], hint) else _SAMPLES[hint]
        for name, hint in arguments(handler).items()
    }


def reviewed(text: str) -> dict[str, str]:
    """Read a reviewed list: an entry a line, with a comment behind `#` where there is one."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        entry, _, comment = line.partition("#")
        if entry.strip():
            found[entry.strip()] = comment.strip()
    return found
