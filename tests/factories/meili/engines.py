"""The Meilisearch engine for the behaviour suite: on the fake, and on a real server when the environment names one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.adapters.index_meili.wire import Wire
from tests.factories.meili.fake import ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, fake_meili

# Read before any test begins: tests themselves see no settings of the machine.
REAL = {name: os.environ.get(f"MEILI_{name}", "") for name in ("URL", "KEY", "SEARCH_KEY", "SEARCH_KEY_UID", "PREFIX")}


@contextmanager
def on_the_fake(folder: Path) -> Iterator[MeiliEngine]:
    """Yield an empty engine on a fake server, which may find no fault in any request or answer."""
    with fake_meili() as fake:
        yield MeiliEngine(Wire(fake.url, ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, search_s=10))
        assert fake.faults == []


@contextmanager
def on_a_server(folder: Path) -> Iterator[MeiliEngine]:
    """Yield an empty engine on the server of `MEILI_URL`, in indexes of its own that are deleted afterwards."""
    prefix = f"{REAL['PREFIX'] or 'milo'}_test_{uuid4().hex[:8]}"
    engine = MeiliEngine(Wire(REAL["URL"], REAL["KEY"], REAL["SEARCH_KEY"], REAL["SEARCH_KEY_UID"], prefix=prefix))
    try:
        yield engine
    finally:
        for name in [index["uid"] for index in engine.wire.indexes()]:
            if name.startswith(prefix):
                engine.wire.working(lambda client, name=name: client.delete_index(name))  # type: ignore[misc]


def rest() -> None:
    """Wait a moment before a task is asked for again."""
    time.sleep(0.02)
