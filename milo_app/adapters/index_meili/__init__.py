"""Universal search on a Meilisearch server: the engine behind `domain.search.ports` when `MEILI_URL` is set."""

from milo_app.adapters.index_meili.engine import MeiliEngine

__all__ = ["MeiliEngine"]
