"""What the edge must know about the finished build: the inline scripts that the CSP allows, and the address chunk.

A built bundle carries the address of the server in one small file, `assets/reflex-env-<hash>.js`: with the port of the
build on http, and without any port on https. Served as it is, an installation on a second port would talk to the first.
So that file is answered from here with the origin in force, uncompressed and never cached.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from milo_app.core.settings import ROOT, settings

CLIENT = ROOT / ".web" / "build" / "client"
RECORD = ROOT / ".web" / "milo-build.json"

_CHUNK = re.compile(r"^/assets/reflex-env-[\w-]+\.js$")
_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_BAKED = re.compile(r"(http|ws)s?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?(?=/)")


def with_origin(chunk: str, origin: str) -> str:
    """Return the chunk with every baked address replaced by the origin (`ws` keeps its kind, `wss` under https)."""
    scheme, _, rest = origin.partition("://")
    secure = "s" if scheme == "https" else ""
    return _BAKED.sub(lambda found: f"{found[1]}{secure}://{rest}", chunk)


@lru_cache(maxsize=8)
def _chunk(path: Path, changed: int, origin: str) -> bytes:
    return with_origin(path.read_text(encoding="utf-8"), origin).encode()


def address_chunk(path: str, client: Path = CLIENT) -> bytes | None:
    """Return the JavaScript for a request path that names the address chunk, else None (let the build answer)."""
    if not _CHUNK.match(path):
        return None
    file = client / path.lstrip("/")
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return _chunk(file, changed, settings().origin)


@lru_cache(maxsize=4)
def _scripts(record: Path, changed: int) -> tuple[str, ...]:
    return tuple(json.loads(record.read_text())["scripts"])


def inline_script_hashes(client: Path) -> list[str]:
    """Return the CSP sources ('sha256-...') of every inline script in built HTML."""
    found: set[str] = set()
    for page in client.rglob("*.html"):
        for script in _INLINE.findall(page.read_text(encoding="utf-8")):
            found.add("'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'")
    return sorted(found)


@lru_cache(maxsize=4)
def _computed(client: Path, changed: int) -> tuple[str, ...]:
    return tuple(inline_script_hashes(client))


def script_hashes(record: Path = RECORD, client: Path = CLIENT) -> tuple[str, ...]:
    """Return the CSP sources of the built pages' inline scripts, as recorded by the build.

    Without a record (`milo dev` builds at every change) they are computed from the pages. Empty before the first build.
    """
    try:
        return _scripts(record, record.stat().st_mtime_ns)
    except OSError:
        pass
    try:
        return _computed(client, (client / "index.html").stat().st_mtime_ns)
    except OSError:
        return ()
