"""Which engine answers: the chosen one, and the embedded one in its stead while that does not answer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from milo_app.core.errors import Unavailable
from milo_app.domain.search.errors import NotBuilt
from milo_app.domain.search.ports import Scope, SearchEngine, SearchPage, SearchRequest

log = logging.getLogger("milo.search")
BASIC = "Basic search: the search server does not answer."


@dataclass(frozen=True)
class Engines:
    """The engines of an installation. Every one is kept up to date; `fallback` is None where there is only one."""

    primary: SearchEngine
    fallback: SearchEngine | None = None

    @property
    def all(self) -> tuple[SearchEngine, ...]:
        """Every engine, the one that answers first."""
        return (self.primary,) if self.fallback is None else (self.primary, self.fallback)

    def search(self, scope: Scope, request: SearchRequest) -> tuple[SearchEngine, SearchPage]:
        """Answer with the chosen engine, or with the other and a note. Raises `Unavailable` when none can."""
        try:
            return self.primary, self.primary.search(scope, request)
        except Unavailable as failed:
            if self.fallback is None:
                raise
            log.warning("the search engine %s does not answer: %s", self.primary.name, failed.message)
            note = "" if isinstance(failed, NotBuilt) else BASIC
            return self.fallback, replace(self.fallback.search(scope, request), note=note)
