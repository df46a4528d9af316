"""What the search cannot do, in a sentence."""

from __future__ import annotations

from milo_app.core.errors import Unavailable


class NotBuilt(Unavailable):
    """There is no index yet, or it was lost; one is being built."""

    def __init__(self) -> None:
        super().__init__("The search index is being built.", safe="Nothing was lost.", do="Try again in a moment.")
