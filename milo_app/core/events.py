"""Domain events: facts in the past tense, told inside the transaction that made them true.

Subscribers run in that transaction and write their own rows, so no effect is lost. What may only happen after the
commit (waking browsers, nudging workers) goes through `Work.after_commit`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from milo_app.core.work import Work


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact. Subclasses are named in the past tense and carry ids, never rows."""


E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Any, Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], subscriber: Callable[[Work, E], None]) -> None:
    """Call `subscriber(w, event)` inside the transaction whenever an event of that class is published. Once each."""
    if subscriber not in _subscribers[kind]:
        _subscribers[kind].append(subscriber)


def tell(w: Work, event: Event) -> None:
    """Run the subscribers of an event's class and of its ancestors, in the order they subscribed."""
    for kind in type(event).__mro__:
        if issubclass(kind, Event):
            for subscriber in _subscribers.get(kind, ()):
                subscriber(w, event)


def subscriptions() -> dict[type[Event], int]:
    """Return how many subscribers each event class has (docs and tests)."""
    return {kind: len(found) for kind, found in _subscribers.items()}


_committed: list[Callable[[], None]] = []


def on_commit(action: Callable[[], None]) -> None:
    """Call the action after every commit of this process; it must be quick (the search looks whether anything changed)."""
    if action not in _committed:
        _committed.append(action)


def committed() -> None:
    """Tell that a transaction was committed (called by bootstrap only)."""
    for action in _committed:
        action()


_wakers: list[Callable[[int, str], None]] = []


def on_wake(waker: Callable[[int, str], None]) -> None:
    """Call `waker(workspace_id, topic)` after commits that browsers should hear of (the web layer plugs itself in)."""
    if waker not in _wakers:
        _wakers.append(waker)


def wake(workspace_id: int, topic: str) -> None:
    """Hint that something of a workspace changed. Only a hint: whoever missed it reads the same rows at the next load."""
    for waker in _wakers:
        waker(workspace_id, topic)
