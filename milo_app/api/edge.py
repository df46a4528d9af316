"""The outermost layer of the server: what every request passes before Reflex or a route sees it.

Origins, body sizes, closed doors of Reflex (`/_upload`), security headers, the loopback redirect, and the address chunk
of the build. Facts and reasons: security.md sections 2 and 7.9.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from milo_app.api.built import address_chunk, script_hashes
from milo_app.core.settings import settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_LIMIT = 1_000_000
LIST_LIMIT = 5_065_536
_UPLOADS = "/api/files"
_LISTS = "/api/imports"
_DESCRIPTIONS = "/api/interviewers/description"
_DESCRIPTION_LIMIT = 5 * 1_048_576 + 65_536
_CLOSED = ("/_upload", "/_all_routes", "/ping", "/_health")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TOKEN_PAGES = ("/enter/", "/reset/", "/setup/", "/i/me/", "/guest/")
_PARTS = (".js", ".css", ".woff2", ".map")
"""Parts of pages. Policies are for documents: on some thirty files of a first visit they would weigh more than the files."""
_LOOPBACK = ("127.0.0.1", "[::1]", "localhost")


class Edge:
    """ASGI middleware around the whole server."""

    def __init__(self, inner: App) -> None:
        self.inner = inner
        self.sockets: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass on one request."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        # Redirects are made from the scheme that people use, not from the one that a proxy speaks with Milo.
        scope["scheme"] = settings().origin.partition("://")[0]
        headers = _headers(scope)
        path: str = scope["path"]
        # PostgreSQL keeps no NUL in texts, so an address that holds one names nothing. The public API says so itself.
        if path.startswith(_CLOSED) or (_holds_nul(scope) and not path.startswith("/api/v2/")):
            await _answer(send, 404, b"", "text/plain")
            return
        if (place := _better_address(scope, headers)) is not None:
            await _answer(send, 307, b"", "text/plain", (("location", place),))
            return
        if refused := _refusal(scope, headers):
            await _answer(send, *refused)
            return
        if (chunk := address_chunk(path)) is not None:
            await _answer(send, 200, chunk, "text/javascript", (("cache-control", "no-store"),))
            return
        await self._pass_on(scope, _Body(receive, _limit_of(path)), _with_headers(send, path), send)

    async def _pass_on(self, scope: Scope, body: _Body, answer: Send, send: Send) -> None:
        """Let the inside answer, unless its body turned out to be too large: then that is the answer."""
        started = False

        async def unless_cut(message: Message) -> None:
            nonlocal started
            if not body.is_over or started:
                started = True
                await answer(message)

        try:
            await self.inner(scope, body, unless_cut)
        except Exception:
            if started or not body.is_over:
                raise
        if body.is_over and not started:
            await _answer(send, *_too_large(scope["path"]))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        origin, address = headers.get("origin", ""), client_address(scope, headers)
        if origin not in settings().origins or self.sockets[address] >= settings().sockets_per_address:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        self.sockets[address] += 1
        try:
            await self.inner(scope, receive, send)
        finally:
            self.sockets[address] -= 1
            if not self.sockets[address]:
                del self.sockets[address]


def _holds_nul(scope: Scope) -> bool:
    return "\x00" in scope["path"] or b"%00" in scope.get("query_string", b"")


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def client_address(scope: Scope, headers: Mapping[str, str]) -> str:
    """Return the client's address, read from X-Forwarded-For only when a known number of proxies stands before Milo."""
    hops = settings().trusted_proxy_hops
    chain = [part.strip() for part in headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if hops and len(chain) >= hops:
        return chain[-hops][:45]
    return str((scope.get("client") or ("",))[0])[:45]


def _name_of(host: str) -> str:
    """Return a Host header without its port."""
    return host[: host.find("]") + 1] if host.startswith("[") else host.split(":", 1)[0].lower()


def _better_address(scope: Scope, headers: dict[str, str]) -> str | None:
    """Cookies differ by host name, so pages opened by another loopback name move to localhost."""
    if settings().public_url or scope["method"] != "GET" or "text/html" not in headers.get("accept", ""):
        return None
    if _name_of(headers.get("host", "")) not in ("127.0.0.1", "[::1]"):
        return None
    query: str = scope.get("query_string", b"").decode("latin-1")
    path: str = scope.get("raw_path", scope["path"].encode()).decode("latin-1").split("?")[0]
    return settings().origin + path + (f"?{query}" if query else "")


def _refusal(scope: Scope, headers: dict[str, str]) -> tuple[int, bytes, str] | None:
    path: str = scope["path"]
    host = _name_of(headers.get("host", ""))
    if not settings().public_url and not settings().allow_http and host and host not in _LOOPBACK:
        return _refuse(
            421,
            "Milo does not know this address. Nothing is wrong with your data. "
            "Set PUBLIC_URL to the https address that people use, then start Milo again.",
        )
    if path in ("/livez", "/readyz") and not _is_local(scope, headers):
        return 404, b"", "text/plain"
    is_foreign = headers.get("origin", "") not in settings().origins
    if scope["method"] not in _SAFE and is_foreign and not path.startswith("/api/v2/"):
        return _refuse(403, "This request came from another site and was refused.")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _limit_of(path):
        return _too_large(path)
    return None


def _is_local(scope: Scope, headers: Mapping[str, str]) -> bool:
    """Whether this machine itself asks: a proxy on it comes from loopback too, but says for whom it asks."""
    is_relayed = "x-forwarded-for" in headers or "forwarded" in headers
    return not is_relayed and (scope.get("client") or ("",))[0] in ("127.0.0.1", "::1", "")


def _too_large(path: str) -> tuple[int, bytes, str]:
    return _refuse(413, f"This is larger than {_limit_of(path) // 1_000_000} MB. Nothing was changed.")


def _refuse(status: int, sentence: str) -> tuple[int, bytes, str]:
    return status, json.dumps({"error": sentence}).encode(), "application/json"


def _limit_of(path: str) -> int:
    # A multipart frame adds a little to the file itself.
    if path == _DESCRIPTIONS:
        return _DESCRIPTION_LIMIT
    if path.startswith(_LISTS):
        return LIST_LIMIT
    return settings().resume_max_mb * 1_048_576 + 65_536 if path.startswith(_UPLOADS) else BODY_LIMIT


class _Body:
    """Counts what really arrives: a chunked body has no length to check beforehand."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self.is_over = False

    async def __call__(self) -> Message:
        """Return the next part, or a disconnect once there was too much."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.is_over = True
            return {"type": "http.disconnect"}
        return message


def _with_headers(send: Send, path: str) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", [])}
            extra = [(n.encode(), v.encode()) for n, v in security_headers(path) if n.encode() not in present]
            if path.startswith("/assets/") and message["status"] == 200:
                extra.append((b"cache-control", b"public, max-age=31536000, immutable"))
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return wrapped


def content_security_policy() -> str:
    """Return the policy: everything from here, inline scripts by hash; 'unsafe-eval' only while Reflex's toasts evaluate."""
    origin = settings().origin
    socket = "ws" + origin.removeprefix("http")
    hashes = " ".join(script_hashes())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            f"connect-src 'self' {socket}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        )
    )


def security_headers(path: str) -> list[tuple[str, str]]:
    """Return the headers of an answer; a page whose address holds a token sends no referrer at all."""
    if path.startswith("/assets/") and path.endswith(_PARTS):
        return [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")]
    headers = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "no-referrer" if path.startswith(_TOKEN_PAGES) else "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ("content-security-policy", content_security_policy()),
    ]
    if settings().is_https:
        headers.append(("strict-transport-security", "max-age=31536000; includeSubDomains"))
    return headers


async def _answer(send: Send, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
    every = [
        ("content-type", f"{kind}; charset=utf-8"),
        ("content-length", str(len(body))),
        *headers,
        *security_headers(""),
    ]
    await send(
        {"type": "http.response.start", "status": status, "headers": [(n.encode(), v.encode()) for n, v in every]}
    )
    await send({"type": "http.response.body", "body": body})
