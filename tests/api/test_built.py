"""The address chunk and the script hashes that the edge answers with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from milo_app.api.built import address_chunk, inline_script_hashes, script_hashes, with_origin
from milo_app.core.settings import settings

CHUNK = (
    "var e={PING:`http://localhost:3000/ping`,EVENT:`ws://localhost:3000/_event`,TRANSPORT:`websocket`};export{e as t};"
)


@pytest.fixture
def client(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "reflex-env-CMiQY6cd.js").write_text(CHUNK)
    (tmp_path / "assets" / "state-CMiQY6cd.js").write_text(CHUNK)
    return tmp_path


def use(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    """Set the environment and read the settings again."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


def test_the_browser_is_told_the_port_in_force(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, MILO_PORT="4010")
    chunk = address_chunk("/assets/reflex-env-CMiQY6cd.js", client)
    assert chunk is not None
    assert b"`ws://localhost:4010/_event`" in chunk
    assert b"3000" not in chunk


def test_behind_an_https_proxy_the_websocket_is_secure_and_keeps_the_port(
    client: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, PUBLIC_URL="https://milo.example.com:8443")
    chunk = address_chunk("/assets/reflex-env-CMiQY6cd.js", client)
    assert chunk is not None
    assert b"`wss://milo.example.com:8443/_event`" in chunk
    assert b"`https://milo.example.com:8443/ping`" in chunk


def test_two_ports_after_one_another_get_two_answers(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, MILO_PORT="4010")
    first = address_chunk("/assets/reflex-env-CMiQY6cd.js", client)
    use(monkeypatch, MILO_PORT="4011")
    assert address_chunk("/assets/reflex-env-CMiQY6cd.js", client) != first


@pytest.mark.parametrize(
    "path",
    [
        "/assets/state-CMiQY6cd.js",
        "/assets/reflex-env-CMiQY6cd.js.gz",
        "/assets/reflex-env-../../secret.js",
        "/reflex-env-CMiQY6cd.js",
        "/assets/reflex-env-gone.js",
        "/",
    ],
)
def test_every_other_path_is_left_to_the_build(client: Path, path: str) -> None:
    assert address_chunk(path, client) is None


def test_only_baked_addresses_are_replaced() -> None:
    chunk = with_origin("a=`http://localhost:3000/ping`;b=`https://example.org:3000/x`;", "http://localhost:9")
    assert chunk == "a=`http://localhost:9/ping`;b=`https://example.org:3000/x`;"


def test_the_hashes_follow_the_record_and_are_empty_before_the_first_build(tmp_path: Path) -> None:
    record = tmp_path / "milo-build.json"
    assert script_hashes(record, tmp_path) == ()
    record.write_text(json.dumps({"scripts": ["'sha256-a'"]}))
    assert script_hashes(record, tmp_path) == ("'sha256-a'",)
    record.write_text(json.dumps({"scripts": ["'sha256-b'"]}))
    os.utime(record, ns=(1, 1))
    assert script_hashes(record, tmp_path) == ("'sha256-b'",)


def test_the_hashes_of_inline_scripts_are_those_that_a_browser_computes(tmp_path: Path) -> None:
    page = '<script>alert(1)</script><script src="a.js"></script><script type="module">alert(1)</script>'
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "index.html").write_text(page)
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert inline_script_hashes(tmp_path) == ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]


def test_without_a_record_the_pages_themselves_are_read_at_every_build(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<script>one()</script>")
    first = script_hashes(tmp_path / "no-record", tmp_path)
    page.write_text("<script>two()</script>")
    os.utime(page, ns=(1, 1))
    second = script_hashes(tmp_path / "no-record", tmp_path)
    assert len(first) == len(second) == 1
    assert first != second
