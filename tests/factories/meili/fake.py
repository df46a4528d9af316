"""A small Meilisearch on loopback: the routes that Milo uses, checked against Meilisearch's own description.

Every request and every answer of its own is validated; what does not fit is kept in `faults`, and a wrong request is
refused. It can be made to fail: see `Script`. It is no Meilisearch: it shows that Milo keeps to the description and
copes with failures, not that a real server would find or rank the same.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.factories.meili.description import fault_of_answer, fault_of_request, request_of
from tests.factories.meili.index import Index, Wrong

ADMIN_KEY, SEARCH_KEY = "admin-key-of-the-fake", "search-key-of-the-fake"
SEARCH_KEY_UID = "7b1c4f0e-7c2b-4a55-9d8e-5a6f5c1f2d3e"
_VALID_ID = re.compile(r"[A-Za-z0-9_-]{1,511}")
_TEXT_OF = {401: "auth", 403: "auth", 422: "system", 503: "internal", 408: "system"}


@dataclass
class Script:
    """How the server behaves. Everything may be changed while it runs."""

    version: str = "1.53.0"
    stall_s: float = 0.0
    """Wait so long, then hang up without an answer."""
    status: int = 0
    """Answer everything with this status (408, 429, 503) instead."""
    html: bool = False
    """Answer 200 with a web page, as a proxy would."""
    is_full: bool = False
    """Refuse writes as when the queue of tasks has no room."""
    holds: bool = False
    """Take tasks and do not work on them."""
    reorders: bool = False
    """Work on the tasks of another index before older ones; within one index the order stays."""
    poison: set[str] = field(default_factory=set)
    """A batch with a document of one of these ids fails as a whole."""
    needs_restart: bool = False


class FakeMeili:
    """The server's memory: indexes, tasks, and what it has seen. It outlives the listening."""

    def __init__(self) -> None:
        self.script = Script()
        self.indexes: dict[str, Index] = {}
        self.tasks: dict[int, dict[str, Any]] = {}
        self.jobs: dict[int, Callable[[], None]] = {}
        self.seen: list[tuple[str, str, Any]] = []
        self.faults: list[str] = []
        self.lock = threading.RLock()
        self.port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    # --- coming and going --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Listen, on the port of before where there was one."""
        server = ThreadingHTTPServer(("127.0.0.1", self.port), type("Handler", (_Handler,), {"fake": self}))
        server.daemon_threads = True
        self._server, self.port = server, server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Be gone; what is kept stays."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def wipe(self) -> None:
        """Lose everything, as a server with a fresh disk."""
        with self.lock:
            self.indexes.clear()
            self.tasks.clear()
            self.jobs.clear()

    # --- tasks -------------------------------------------------------------------------------------------------------

    def enqueue(self, kind: str, index: str | None, job: Callable[[], None]) -> dict[str, Any]:
        """Take a task, and work on what is due."""
        with self.lock:
            if self.script.is_full and kind != "taskDeletion":
                raise Wrong(
                    "no_space_left_on_device", "Meilisearch cannot receive write operations: its queue is full.", 422
                )
            uid = len(self.tasks) + 1 if not self.tasks else max(self.tasks) + 1
            task = {
                "uid": uid,
                "indexUid": index,
                "status": "enqueued",
                "type": kind,
                "enqueuedAt": _now(),
                "error": None,
            }
            self.tasks[uid], self.jobs[uid] = task, job
            answer = {"taskUid": uid, **{name: task[name] for name in ("indexUid", "status", "type", "enqueuedAt")}}
            self.work()
            return answer

    def work(self, most: int = 1_000_000) -> None:
        """Work on tasks that wait, unless told to hold them."""
        with self.lock:
            for _ in range(most):
                waiting = sorted(self.jobs)
                if not waiting or self.script.holds:
                    return
                self.finish(waiting[0] if not self.script.reorders else self._other_index(waiting))

    def _other_index(self, waiting: list[int]) -> int:
        first = self.tasks[waiting[0]]["indexUid"]
        return next((uid for uid in waiting if self.tasks[uid]["indexUid"] not in (first, None)), waiting[0])

    def finish(self, uid: int) -> None:
        """Work on one task now, whatever waits before it."""
        with self.lock:
            task, job = self.tasks[uid], self.jobs.pop(uid)
            task["startedAt"] = _now()
            try:
                job()
                task["status"] = "succeeded"
            except Wrong as wrong:
                task["status"], task["error"] = "failed", _error(wrong)
            task["finishedAt"] = _now()

    # --- routes ------------------------------------------------------------------------------------------------------

    def answer(self, method: str, path: str, query: str, body: Any, key: str) -> tuple[int, Any]:
        """Return status and body for a request that fits the description."""
        parts = path.strip("/").split("/")
        if parts == ["health"]:
            return 200, {"status": "mustRestart" if self.script.needs_restart else "available"}
        if parts == ["multi-search"]:
            return 200, {"results": [self._searched(one, key) for one in body["queries"]]}
        if key != ADMIN_KEY:
            raise Wrong("invalid_api_key", "The provided API key is invalid.", 403)
        values = {name: many[0] for name, many in parse_qs(query).items()}
        match method, parts:
            case "GET", ["version"]:
                return 200, {"commitSha": "0", "commitDate": "2026-08-20", "pkgVersion": self.script.version}
            case "GET", ["stats"]:
                return 200, self._stats()
            case "GET", ["tasks", uid]:
                return 200, self._task(int(uid))
            case "DELETE", ["tasks"]:
                return 200, self.enqueue("taskDeletion", None, lambda: self._forget(values))
            case "POST", ["swap-indexes"]:
                return 202, self.enqueue("indexSwap", None, lambda: self._swap([one["indexes"] for one in body]))
            case "GET", ["indexes"]:
                rows = [self._described(index) for index in self.indexes.values()]
                limit, offset = int(values.get("limit", 20)), int(values.get("offset", 0))
                return 200, {"results": rows[offset:][:limit], "offset": offset, "limit": limit, "total": len(rows)}
            case "POST", ["indexes"]:
                return 202, self.enqueue("indexCreation", body["uid"], lambda: self._create(body))
            case _, ["indexes", uid, *rest]:
                return self._index_route(method, uid, rest, body, values)
        raise Wrong("bad_request", f"The fake has no {method} {path}.", 404)

    def _index_route(
        self, method: str, uid: str, rest: list[str], body: Any, values: dict[str, str]
    ) -> tuple[int, Any]:
        match method, rest:
            case "GET", []:
                return 200, self._described(self._index(uid))
            case "DELETE", []:
                return 202, self.enqueue("indexDeletion", uid, lambda: self._drop(uid))
            case "PATCH", ["settings"]:
                return 202, self.enqueue("settingsUpdate", uid, lambda: self._settle(uid, body))
            case "POST", ["documents"]:
                return 202, self.enqueue("documentAdditionOrUpdate", uid, lambda: self._add(uid, body, values))
            case "POST", ["documents", "delete-batch"]:
                return 202, self.enqueue("documentDeletion", uid, lambda: self._remove(uid, body))
            case "POST", ["documents", "fetch"]:
                index = self._index(uid)
                found = [one for one in index.documents.values() if index.passes(one, body.get("filter"))]
                limit, offset = body.get("limit", 20), body.get("offset", 0)
                rows = found[offset : offset + limit]
                return 200, {"results": rows, "offset": offset, "limit": limit, "total": len(found)}
            case "GET", ["documents", name]:
                document = self._index(uid).documents.get(name)
                if document is None:
                    raise Wrong("document_not_found", f"Document `{name}` not found.", 404)
                return 200, document
        raise Wrong("bad_request", f"The fake has no {method} /{'/'.join(rest)} of an index.", 404)

    @staticmethod
    def _described(index: Index) -> dict[str, Any]:
        names = {"uid": index.uid, "primaryKey": index.primary_key}
        return {**names, "createdAt": index.created_at, "updatedAt": index.updated_at}

    def _index(self, uid: str) -> Index:
        if uid not in self.indexes:
            raise Wrong("index_not_found", f"Index `{uid}` not found.", 404)
        return self.indexes[uid]

    def _task(self, uid: int) -> dict[str, Any]:
        if uid not in self.tasks:
            raise Wrong("task_not_found", f"Task `{uid}` not found.", 404)
        return self.tasks[uid]

    def _create(self, body: dict[str, Any]) -> None:
        if body["uid"] in self.indexes:
            raise Wrong("index_already_exists", f"Index `{body['uid']}` already exists.")
        self.indexes[body["uid"]] = Index(body["uid"], body.get("primaryKey"), created_at=_now(), updated_at=_now())

    def _drop(self, uid: str) -> None:
        self._index(uid)
        del self.indexes[uid]

    def _settle(self, uid: str, body: dict[str, Any]) -> None:
        self._index(uid).settings.update(body)

    def _add(self, uid: str, documents: list[dict[str, Any]], values: dict[str, str]) -> None:
        if uid not in self.indexes:
            self._create({"uid": uid, "primaryKey": values.get("primaryKey")})
        index = self.indexes[uid]
        for document in documents:
            name = str(document.get(index.primary_key or "id", ""))
            if not _VALID_ID.fullmatch(name):
                raise Wrong("invalid_document_id", f"Document identifier `{name}` is invalid.")
            if name in self.script.poison:
                raise Wrong("invalid_document_fields", f"The document `{name}` cannot be indexed.")
        for document in documents:
            index.documents[str(document[index.primary_key or "id"])] = document
        index.updated_at = _now()

    def _remove(self, uid: str, names: list[str]) -> None:
        index = self._index(uid)
        for name in names:
            index.documents.pop(str(name), None)
        index.updated_at = _now()

    def _swap(self, pairs: list[list[str]]) -> None:
        for one, other in pairs:
            self._index(one)
            self._index(other)
        for one, other in pairs:
            first, second = self.indexes[one], self.indexes[other]
            first.uid, second.uid = other, one
            self.indexes[one], self.indexes[other] = second, first

    def _forget(self, values: dict[str, str]) -> None:
        states, before = values.get("statuses", "").split(","), values.get("beforeFinishedAt", "9")
        gone = [t["uid"] for t in self.tasks.values() if t["status"] in states and t.get("finishedAt", "9") < before]
        for uid in gone:
            del self.tasks[uid]

    def _stats(self) -> dict[str, Any]:
        sizes = {uid: len(json.dumps(index.documents)) for uid, index in self.indexes.items()}
        return {
            "databaseSize": sum(sizes.values()),
            "usedDatabaseSize": sum(sizes.values()),
            "lastUpdate": None,
            "indexes": {
                uid: {
                    "numberOfDocuments": len(index.documents),
                    "indexSize": sizes[uid],
                    "usedIndexSize": sizes[uid],
                    "rawDocumentDbSize": sizes[uid],
                    "avgDocumentSize": sizes[uid] // max(1, len(index.documents)),
                    "isIndexing": False,
                    "fieldDistribution": {},
                }
                for uid, index in self.indexes.items()
            },
        }

    # --- searching ---------------------------------------------------------------------------------------------------

    def _searched(self, asked: dict[str, Any], key: str) -> dict[str, Any]:
        uid = asked["indexUid"]
        if uid not in self.indexes:
            raise Wrong("index_not_found", f"Inside `.queries[0]`: Index `{uid}` not found.", 400)
        rule = "" if key == ADMIN_KEY else _rule_of(key, uid)
        return self._index(uid).search(asked, rule)


def _rule_of(token: str, index: str) -> str:
    """Return the filter that a tenant token puts on every search, or refuse it."""
    wrong = Wrong("invalid_api_key", "The provided API key is invalid.", 403)
    try:
        head, payload, signature = token.split(".")
        signed = hmac.new(SEARCH_KEY.encode(), f"{head}.{payload}".encode(), hashlib.sha256).digest()
        if base64.urlsafe_b64encode(signed).rstrip(b"=").decode() != signature.rstrip("="):
            raise wrong
        said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        if said["apiKeyUid"] != SEARCH_KEY_UID or said["exp"] < time.time() or index not in said["searchRules"]:
            raise wrong
        return str(said["searchRules"][index]["filter"])
    except (ValueError, KeyError) as error:
        raise wrong from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _error(wrong: Wrong) -> dict[str, str]:
    kind = _TEXT_OF.get(wrong.status, "invalid_request")
    return {"message": wrong.message, "code": wrong.code, "type": kind, "link": "https://docs.meilisearch.com/errors"}


class _Handler(BaseHTTPRequestHandler):
    fake: FakeMeili
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: tests read `seen` and `faults`."""

    def _answer(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length") or 0))
        fake, script, parts = self.fake, self.fake.script, urlsplit(self.path)
        if script.stall_s:
            time.sleep(script.stall_s)
            self.close_connection = True
            return
        if script.html:
            self._send(200, b"<!doctype html><h1>Welcome to the proxy</h1>", "text/html")
            return
        if script.status:
            wrong = Wrong("too_many_search_requests" if script.status != 408 else "internal", "Not now.", script.status)
            self._send(script.status, json.dumps(_error(wrong)).encode())
            return
        key = (self.headers.get("authorization") or "").removeprefix("Bearer ")
        request = request_of(self.command, parts.path, parts.query, data, key)
        if fault := fault_of_request(request):
            fake.faults.append(f"{self.command} {self.path}: {fault}")
            self._send(400, json.dumps(_error(Wrong("bad_request", fault))).encode())
            return
        body = json.loads(data) if data else None
        with fake.lock:
            fake.seen.append((self.command, self.path, body))
            try:
                status, answer = fake.answer(self.command, parts.path, parts.query, body, key)
            except Wrong as wrong:
                status, answer = wrong.status, _error(wrong)
            text = json.dumps(answer).encode()
        if status not in (400, 403, 422) and (fault := fault_of_answer(request, status, text)):
            fake.faults.append(f"answer to {self.command} {self.path}: {fault}")  # statuses that routes do not describe
        self._send(status, text)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _answer

    def _send(self, status: int, data: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def fake_meili() -> Iterator[FakeMeili]:
    """Run a fake on loopback until the block ends."""
    fake = FakeMeili()
    fake.start()
    try:
        yield fake
    finally:
        fake.stop()
