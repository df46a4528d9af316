"""What is plugged into what: adapters into ports, subscribers into events, handlers into outbox kinds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from milo_app.core.events import Event, subscribe
from milo_app.core.settings import Settings
from milo_app.domain.accounts import events as accounts_events
from milo_app.domain.audit.subscribers import on_event


def chosen_ports(chosen: Settings) -> Mapping[type[Any], Any]:
    """Choose an adapter for each port from the settings."""
    return {}


def _events_of(module: Any) -> list[type[Event]]:
    return [
        kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
    ]


@lru_cache(maxsize=1)
def subscribe_all() -> None:
    """Subscribe every handler, once per process."""
    for kind in _events_of(accounts_events):
        subscribe(kind, on_event)
