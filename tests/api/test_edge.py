"""The edge: origins, sizes, closed doors, headers, addresses. Around a small app that answers everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from milo_app.api import edge
from milo_app.api.edge import BODY_LIMIT, Edge
from milo_app.core.settings import settings


async def _anything(request: Request) -> Response:
    size = len(await request.body())
    return JSONResponse({"size": size}) if request.method == "POST" else HTMLResponse("<p>page</p>")


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


def site(*, base: str = "http://localhost:3000", address: str = "127.0.0.1", **headers: str) -> TestClient:
    """Return a browser before the edge with a page behind every path."""
    routes: list[Any] = [
        WebSocketRoute("/_event/", _socket),
        Route("/{path:path}", _anything, methods=["GET", "POST", "PUT", "DELETE"]),
    ]
    return TestClient(
        Edge(Starlette(routes=routes)), base_url=base, headers=headers, client=(address, 5), follow_redirects=False
    )


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation that people reach at https://milo.example.com."""
    monkeypatch.setenv("PUBLIC_URL", "https://milo.example.com")
    settings.cache_clear()
    yield


OURS = "http://localhost:3000"
FOREIGN = [
    "https://evil.example",
    "null",
    "http://localhost:3000.evil.example",
    "http://localhost:30001",
    "https://localhost:3000",
    "http://evil.example/http://localhost:3000",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_change_from_another_site_is_refused_with_a_sentence(origin: str, method: str) -> None:
    answer = site().request(method, "/api/auth/sign-out", headers={"origin": origin})
    assert answer.status_code == 403
    assert answer.json() == {"error": "This request came from another site and was refused."}


def test_a_change_without_an_origin_is_refused() -> None:
    assert site().post("/api/auth/sign-out").status_code == 403


@pytest.mark.parametrize("origin", [OURS, "http://127.0.0.1:3000", "http://[::1]:3000"])
def test_a_change_from_this_site_is_let_through(origin: str) -> None:
    assert site().post("/x", headers={"origin": origin}, content=b"abc").json() == {"size": 3}


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_websocket_from_another_site_is_closed_before_it_opens(origin: str) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, site().websocket_connect("/_event/", headers={"origin": origin}):
        pass
    assert closed.value.code == 1008


def test_a_websocket_without_an_origin_is_closed_before_it_opens() -> None:
    with pytest.raises(WebSocketDisconnect) as closed, site().websocket_connect("/_event/"):
        pass
    assert closed.value.code == 1008


def test_a_websocket_of_this_site_opens_and_its_place_is_free_again_afterwards() -> None:
    client = site()
    for _ in range(3):
        with client.websocket_connect("/_event/", headers={"origin": OURS}) as socket:
            assert socket.receive_text() == "open"
    assert isinstance(client.app, Edge)
    assert not client.app.sockets


def test_one_address_cannot_take_every_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILO_SOCKETS_PER_ADDRESS", "1")
    settings.cache_clear()
    client = site()
    assert isinstance(client.app, Edge)
    client.app.sockets["127.0.0.1"] = 1
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_event/", headers={"origin": OURS}):
        pass


@pytest.mark.parametrize(
    "path", ["/_upload", "/_upload/x.pdf", "/%5Fupload/x.pdf", "/ping", "/_health", "/_all_routes"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_reflex_own_doors_are_closed(path: str, method: str) -> None:
    answer = site().request(method, path, headers={"origin": OURS})
    assert (answer.status_code, answer.content) == (404, b"")


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read() -> None:
    answer = site().post("/api/auth/sign-in", headers={"origin": OURS}, content=b"x" * (BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert answer.json() == {"error": "This is larger than 1 MB. Nothing was changed."}


def test_a_body_of_chunks_is_counted_while_it_arrives() -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(12):
            yield b"x" * 100_000

    answer = site().post("/api/auth/sign-in", headers={"origin": OURS}, content=chunks())
    assert answer.status_code == 413
    assert answer.json() == {"error": "This is larger than 1 MB. Nothing was changed."}


def test_an_upload_may_be_as_large_as_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILO_RESUME_MAX_MB", "2")
    settings.cache_clear()
    post = site().post
    assert post("/api/files", headers={"origin": OURS}, content=b"x" * 2_000_000).status_code == 200
    answer = post("/api/files", headers={"origin": OURS}, content=b"x" * 2_200_000)
    assert answer.status_code == 413
    assert "2 MB" in answer.json()["error"]


@pytest.mark.parametrize("length", ["abc", "-1", "1e9", ""])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    answer = site().post("/x", headers={"origin": OURS, "content-length": length}, content=b"x")
    assert answer.status_code == 413


HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/interviewers", "/api/files/x", "/_upload", "/assets/flag.svg"])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    answer = site().get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers


def test_parts_of_pages_carry_no_policies_of_documents() -> None:
    answer = site().get("/assets/app.js")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "content-security-policy" not in answer.headers


def test_a_refusal_carries_the_security_headers_too() -> None:
    answer = site().post("/x", headers={"origin": "https://evil.example"})
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/enter/abc", "/reset/abc", "/setup/abc", "/i/me/abc"])
def test_a_page_whose_address_holds_a_token_sends_no_referrer(path: str) -> None:
    assert site().get(path).headers["referrer-policy"] == "no-referrer"


def test_the_policy_names_scripts_by_hash_and_lets_nothing_frame_or_embed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "script_hashes", lambda: ("'sha256-abc'",))
    parts = dict(part.split(" ", 1) for part in site().get("/").headers["content-security-policy"].split("; "))
    assert parts["default-src"] == "'self'"
    assert parts["script-src"] == "'self' 'unsafe-eval' 'sha256-abc'"
    assert "'unsafe-inline'" not in parts["script-src"]
    assert parts["connect-src"] == "'self' ws://localhost:3000"
    assert parts["object-src"] == parts["base-uri"] == parts["frame-src"] == parts["frame-ancestors"] == "'none'"
    assert parts["form-action"] == "'self'"
    assert not any("http:" in value or "https:" in value or "*" in value for value in parts.values())


PAGE = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("base", ["http://127.0.0.1:3000", "http://[::1]:3000"])
def test_a_page_opened_by_another_loopback_name_moves_to_localhost(base: str) -> None:
    answer = site(base=base).get("/candidates/1?tab=files", headers=PAGE)
    assert answer.status_code == 307
    assert answer.headers["location"] == "http://localhost:3000/candidates/1?tab=files"


def test_only_pages_move_and_not_what_programs_ask_for() -> None:
    assert site(base="http://127.0.0.1:3000").get("/livez", headers={"accept": "*/*"}).status_code == 200
    assert site().get("/", headers=PAGE).status_code == 200


@pytest.mark.parametrize("host", ["milo.example.com", "192.168.1.20:3000", "localhost.evil.example:3000"])
def test_an_address_that_milo_does_not_know_is_told_what_to_set(host: str) -> None:
    answer = site().get("/", headers={"host": host} | PAGE)
    assert answer.status_code == 421
    assert "PUBLIC_URL" in answer.json()["error"]


@pytest.mark.parametrize("host", ["localhost", "localhost:3000", "127.0.0.1:3000", "[::1]", "[::1]:3000"])
def test_every_loopback_name_is_known(host: str) -> None:
    assert site().get("/x", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_answered_to_this_machine_only(path: str) -> None:
    assert site().get(path).status_code == 200
    assert site(address="::1").get(path).status_code == 200
    assert site(address="192.0.2.7").get(path).status_code == 404


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded"])
@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_not_answered_through_a_proxy_on_this_machine(path: str, header: str) -> None:
    assert site().get(path, headers={header: "for=192.0.2.7"}).status_code == 404


@pytest.mark.usefixtures("secure")
def test_on_https_the_browser_is_told_to_stay_there_and_the_socket_is_secure() -> None:
    answer = site(base="http://milo.example.com").get("/")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "connect-src 'self' wss://milo.example.com;" in answer.headers["content-security-policy"]


@pytest.mark.usefixtures("secure")
def test_on_https_only_that_origin_may_change_things() -> None:
    post = site(base="http://milo.example.com").post
    assert post("/x", headers={"origin": "https://milo.example.com"}).status_code == 200
    for origin in ("http://milo.example.com", "http://localhost:3000", "https://milo.example.com.evil.example"):
        assert post("/x", headers={"origin": origin}).status_code == 403


def test_files_of_the_build_may_be_kept_and_pages_may_not() -> None:
    assert "immutable" in site().get("/assets/app-1a2b.js").headers["cache-control"]
    assert "cache-control" not in site().get("/interviewers").headers
