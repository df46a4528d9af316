"""Uploads and downloads over HTTP: the door first, then size and content, and always as an attachment."""

from __future__ import annotations

import io
import zipfile

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.interviews.models import StoredFile
from tests.api.conftest import as_candidate, as_user, browser
from tests.factories.served import SECRET_WORD, Place


def send(client: TestClient, body: bytes, name: str = "resume.txt", **fields: str):  # type: ignore[no-untyped-def]
    """Upload a file as a form does."""
    return client.post("/api/files", files={"file": (name, body)}, data={"purpose": "resume", **fields})


def stored(place: Place) -> tuple[int, int]:
    """Count rows and blobs."""
    with bootstrap.read(system(place.workspace_id)) as w:
        rows = int(w.session.execute(select(func.count(StoredFile.id))).scalar_one())
    blobs = [path for path in (settings().data_dir / "files").rglob("*") if path.is_file()]
    return rows, len(blobs)


def test_a_text_resume_is_taken_and_read(client: TestClient, first: Place) -> None:
    answer = send(as_candidate(client, first), b"Five years in a bakery. I can bake bread and train people." * 5)
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == "resume.txt"


def test_nobody_uploads_without_a_seat(client: TestClient, first: Place) -> None:
    before = stored(first)
    for one in (client, as_user(browser(), first, "admin")):
        answer = send(one, b"text")
        assert answer.status_code == 403
        assert "link" in answer.json()["error"]
    assert stored(first) == before


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"\0" * 60_000_000)
    return out.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
REFUSED = {
    "empty": (b"", "resume.txt"),
    "html named pdf": (b"<html><script>alert(1)</script></html>" * 20, "resume.pdf"),
    "an image": (PNG, "resume.png"),
    "an image named pdf": (PNG, "resume.pdf"),
    "a program": (b"MZ" + b"\0" * 500, "resume.pdf"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "resume.svg"),
    "a broken zip named docx": (b"PK\x03\x04" + b"\0" * 300, "resume.docx"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_resume_is_refused_with_a_sentence_and_not_kept(client: TestClient, first: Place, what: str) -> None:
    before = stored(first)
    body, name = REFUSED[what]
    answer = send(as_candidate(client, first), body, name)
    assert 400 <= answer.status_code < 500, answer.text
    assert len(answer.json()["error"]) > 20
    assert stored(first) == before


def test_a_zip_bomb_is_kept_but_not_opened_and_its_sender_is_told(client: TestClient, first: Place) -> None:
    answer = send(as_candidate(client, first), _bomb(), "resume.docx")
    assert answer.status_code == 200
    assert "was not opened" in answer.json()["note"]


def test_a_resume_that_is_too_large_is_refused_while_it_arrives(
    client: TestClient, first: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILO_RESUME_MAX_MB", "1")
    settings.cache_clear()
    before = stored(first)
    for size in (1_100_000, 1_300_000):
        answer = send(as_candidate(client, first), b"word " * (size // 5))
        assert answer.status_code == 413
        assert "1 MB" in answer.json()["error"]
    assert stored(first) == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "a\x00b.txt", "x" * 300 + ".txt", "résumé – final.txt", ".txt"]
)
def test_a_name_is_only_text_and_never_a_path(client: TestClient, first: Place, name: str) -> None:
    answer = send(as_candidate(client, first), b"Five years in a bakery, and two in a kitchen." * 5, name)
    assert answer.status_code == 200, answer.text
    kept = answer.json()["name"]
    assert "/" not in kept and "\x00" not in kept and len(kept) <= 200
    got = client.get(f"/api/files/{answer.json()['id']}")
    assert got.status_code == 200
    assert "\n" not in got.headers["content-disposition"]


@pytest.mark.parametrize(
    "fields",
    [{"purpose": "avatar"}, {"purpose": "answer"}, {"purpose": "answer", "question": "zz"}, {"purpose": "x" * 50}],
)
def test_a_file_for_a_place_that_is_not_there_is_refused(
    client: TestClient, first: Place, fields: dict[str, str]
) -> None:
    answer = send(as_candidate(client, first), b"text", **fields)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


def test_a_form_without_a_file_gets_a_sentence(client: TestClient, first: Place) -> None:
    answer = as_candidate(client, first).post("/api/files", data={"purpose": "resume"})
    assert answer.status_code == 422
    assert answer.json()["error"]


@pytest.mark.parametrize("who", ["recruiter", "admin", "candidate"])
def test_who_may_have_a_file_gets_it_as_an_attachment(client: TestClient, first: Place, who: str) -> None:
    one = as_candidate(client, first) if who == "candidate" else as_user(client, first, who)
    answer = one.get(f"/api/files/{first.file}")
    assert answer.status_code == 200
    assert answer.content == f"Resume of {SECRET_WORD}".encode()
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_viewer_may_not_download_files(client: TestClient, first: Place) -> None:
    answer = as_user(client, first, "viewer").get(f"/api/files/{first.file}")
    assert answer.status_code == 403
    assert "role" in answer.json()["error"]


@pytest.mark.parametrize("who", ["anonymous", "recruiter", "admin", "candidate"])
def test_a_file_of_others_is_answered_like_one_that_is_not_there(
    client: TestClient, first: Place, second: Place, who: str
) -> None:
    if who == "candidate":
        as_candidate(client, second)
    elif who != "anonymous":
        as_user(client, second, who)
    foreign, absent = client.get(f"/api/files/{first.file}"), client.get(f"/api/files/{'0' * 32}")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json() == absent.json()


@pytest.mark.parametrize("name", ["..%2f..%2fmilo.db", "%00", "x" * 500, "' OR 1=1 --", "../keys/secret"])
def test_a_made_up_file_name_finds_nothing(client: TestClient, first: Place, name: str) -> None:
    assert as_user(client, first, "admin").get(f"/api/files/{name}").status_code == 404
