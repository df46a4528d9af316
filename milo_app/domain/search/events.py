"""What people did about the search indexes."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SearchEvent(Event):
    """Somebody changed something about the search of a workspace, or asked for a new index."""


@dataclass(frozen=True, kw_only=True)
class SearchReindexAsked(SearchEvent):
    """New indexes were asked for."""


@dataclass(frozen=True, kw_only=True)
class SearchReindexStopped(SearchEvent):
    """Building was stopped."""


@dataclass(frozen=True, kw_only=True)
class SearchSwitched(SearchEvent):
    """What of a workspace can be found was changed; `note` says to what."""

    note: str


@dataclass(frozen=True, kw_only=True)
class SearchRetried(SearchEvent):
    """What could not be indexed is tried again."""

    count: int


AUDITED = (SearchReindexAsked, SearchReindexStopped, SearchSwitched, SearchRetried)
