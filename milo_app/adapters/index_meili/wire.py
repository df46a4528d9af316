"""The way to a Meilisearch server: keys, tenant tokens, time limits, and what its refusals mean.

Two keys are used, never the master key. The search key only signs tokens: each question carries one that is good for a
single workspace and a few minutes, so that even a wrong filter cannot reach another workspace.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchError
from meilisearch.errors import MeilisearchTimeoutError as TimedOut

from milo_app.adapters.index_meili.breaker import Breaker
from milo_app.adapters.index_meili.stored import NAMES
from milo_app.core.errors import Unavailable
from milo_app.core.settings import Settings
from milo_app.domain.search.ports import Kind

T = TypeVar("T")

OLDEST = (1, 10)
CHECKED = (1, 53)
"""The version whose published description our requests are validated against."""

SEARCH_S, WRITE_S = 2, 15
MOST_INDEXES = 1000
_TOKEN_LIFE = timedelta(minutes=5)
_SAFE = "Nothing is lost: what can be found is in the database."


class Refused(Exception):
    """The server does not take what it was sent. `code` is Meilisearch's own name for the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Wire:
    """One server. A client is made for every call: the package's clients must not be shared between threads."""

    def __init__(
        self,
        url: str,
        key: str = "",
        search_key: str = "",
        search_key_uid: str = "",
        *,
        prefix: str = "milo",
        search_s: float = SEARCH_S,
        write_s: float = WRITE_S,
        breaker: Breaker | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.prefix = prefix
        self._key = key
        self._search_key = search_key
        self._search_key_uid = search_key_uid
        self._search_s = search_s
        self._write_s = write_s
        self.breaker = breaker or Breaker()
        self._tokens: dict[int, tuple[datetime, str]] = {}
        self._lock = Lock()
        self._version: str = ""

    @classmethod
    def from_settings(cls, chosen: Settings) -> Wire:
        """Return the server of the settings."""
        return cls(
            chosen.meili_url,
            chosen.meili_key,
            chosen.meili_search_key,
            chosen.meili_search_key_uid,
            prefix=chosen.meili_prefix,
        )

    def index(self, kind: Kind, build: str = "") -> str:
        """Return the name of the index of a kind; `build` names one that is being built beside it, or was replaced."""
        return f"{self.prefix}_{NAMES[kind]}{'_' + build if build else ''}"

    def indexes(self) -> list[dict[str, Any]]:
        """Return every index of the server that the key opens."""
        # The package says "list" of what is the whole answer.
        answer: Any = self.working(lambda client: client.get_raw_indexes({"limit": MOST_INDEXES}))
        return list(answer["results"])

    def is_beside(self, name: str) -> bool:
        """Return whether an index is one of those that were built beside the ones that answer."""
        return any(name.startswith(f"{self.index(kind)}_") for kind in Kind)

    def searching(self, workspace_id: int, ask: Callable[[Client], T]) -> T:
        """Ask on behalf of one workspace, within the time limit of a search; raises `Unavailable`."""
        if not self.breaker.lets_through():
            raise Unavailable("The search server does not answer.", safe=_SAFE, do="Try again in a moment.")
        self.require_version()
        return self._told(lambda: ask(self._client(self._token(workspace_id), self._search_s)))

    def working(self, do: Callable[[Client], T], *, quick: bool = False) -> T:
        """Do something with the admin key; raises `Refused` for what the server does not take, else `Unavailable`."""
        return self._told(lambda: do(self._client(self._key, self._search_s if quick else self._write_s)))

    def version(self) -> str:
        """Ask for the version of the server."""
        self._version = str(self.working(lambda client: client.get_version(), quick=True)["pkgVersion"])
        return self._version

    def require_version(self) -> None:
        """Raise `Unavailable` when the server is too old; it is asked once, and again after every failure."""
        version = self._version or self.version()
        if parsed(version) < OLDEST:
            self._version = ""
            raise Unavailable(f"Meilisearch {version} is too old.", safe=_SAFE, do="Use 1.10 or newer.")

    def _client(self, key: str, timeout_s: float) -> Client:
        # The package takes whole seconds in its annotations only; requests takes fractions.
        return Client(self.url, key or None, timeout=timeout_s)  # type: ignore[arg-type]

    def _token(self, workspace_id: int) -> str:
        """Return a token that opens one workspace; the admin key where no search key is set."""
        if not self._search_key:
            return self._key
        now = datetime.now(UTC)
        with self._lock:
            until, token = self._tokens.get(workspace_id, (now, ""))
            if until - now > _TOKEN_LIFE / 5:
                return token
            until = now + _TOKEN_LIFE
            rules = {self.index(kind): {"filter": f"ws = {int(workspace_id)}"} for kind in Kind}
            token = Client(self.url, self._search_key).generate_tenant_token(
                self._search_key_uid, rules, expires_at=until
            )
            self._tokens = {
                ws: kept for ws, kept in self._tokens.items() if kept[0] > now
            }  # those of workspaces that nobody searches any more
            self._tokens[workspace_id] = (until, token)
            return token

    def _told(self, call: Callable[[], T]) -> T:
        try:
            answer = call()
        except MeilisearchApiError as error:
            raise self._api(error) from error
        except (MeilisearchError, ValueError, KeyError, TypeError, OSError) as error:
            # An answer that is no JSON or has another shape comes from something that is not Meilisearch.
            self._failed()
            raise Unavailable(self._sentence(error), safe=_SAFE, do="Try again in a moment.") from error
        self.breaker.went_well()
        return answer

    def _failed(self) -> None:
        self._version = ""
        self.breaker.failed()

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, TimedOut):
            return "Meilisearch did not answer in time."
        if isinstance(error, ValueError | KeyError | TypeError):  # no JSON, which requests calls an OSError as well
            return "What answers at MEILI_URL is not Meilisearch."
        return "Meilisearch could not be reached."

    def _api(self, error: MeilisearchApiError) -> Exception:
        status, code, said = error.status_code, str(error.code or ""), short(str(error.message))
        if status in (401, 403) or code in ("invalid_api_key", "missing_authorization_header"):
            self._failed()
            return Unavailable("Meilisearch does not accept the key.", safe=_SAFE, do="Check MEILI_KEY and its rights.")
        if status in (408, 429) or status >= 500 or code == "no_space_left_on_device":
            self._failed()
            return Unavailable(f"Meilisearch cannot take this now: {said}", safe=_SAFE, do="It is tried again.")
        if not code:
            self._failed()
            return Unavailable("What answers at MEILI_URL is not Meilisearch.", safe=_SAFE, do="Check the address.")
        self.breaker.went_well()  # it is up: it understood and refused
        return Refused(code, said)


def parsed(version: str) -> tuple[int, int]:
    """Return major and minor of a version; (0, 0) when it is none."""
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def short(text: str) -> str:
    """Return what a server said on one short line."""
    return " ".join(text.split())[:300]
