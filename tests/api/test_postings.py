"""A job description out of a document over HTTP: the door first, then size and content, and nothing is kept."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from milo_app.core.settings import settings
from tests.api.conftest import as_candidate, as_user
from tests.factories.documents import RESUME_LINES, make_pdf
from tests.factories.served import Place

ROUTE = "/api/interviewers/description"
TEXT = b"You will welcome customers and run a register. " * 5


def kept() -> int:
    """Count the blobs that lie in the store."""
    return sum(1 for path in (settings().data_dir / "files").rglob("*") if path.is_file())


def test_a_text_and_a_pdf_come_back_as_text_and_are_not_kept(client: TestClient, first: Place) -> None:
    before = kept()
    recruiter = as_user(client, first, "recruiter")
    plain = recruiter.post(ROUTE, files={"file": ("job.txt", TEXT)})
    assert plain.json() == {"name": "job.txt", "text": TEXT.decode().strip(), "note": ""}
    assert RESUME_LINES[0] in recruiter.post(ROUTE, files={"file": ("job.pdf", make_pdf())}).json()["text"]
    assert kept() == before


@pytest.mark.parametrize(
    ("name", "body", "status", "said"),
    [
        ("job.txt", b"x" * (5 * 1024 * 1024 + 1), 413, "5 MB"),
        ("job.pdf", b"<html><script>alert(1)</script></html>" * 20, 422, "web page"),
        ("job.docx", b"PK\x05\x06" + b"\0" * 100, 422, "zip archive"),
        ("job.txt", b"", 422, "empty"),
        ("job.pdf", b"%PDF-1.4\nbroken", 422, "damaged"),
    ],
)
def test_what_is_no_description_gets_a_sentence_and_is_not_kept(
    client: TestClient, first: Place, name: str, body: bytes, status: int, said: str
) -> None:
    before = kept()
    answer = as_user(client, first, "recruiter").post(ROUTE, files={"file": (name, body)})
    assert (answer.status_code, said in answer.json()["error"]) == (status, True), answer.text
    assert kept() == before


def test_nobody_else_may_use_the_reader(client: TestClient, first: Place) -> None:
    assert client.post(ROUTE, files={"file": ("job.txt", TEXT)}).status_code == 403
    assert as_candidate(client, first).post(ROUTE, files={"file": ("job.txt", TEXT)}).status_code == 403


def test_a_viewer_may_not_use_the_reader(client: TestClient, first: Place) -> None:
    assert as_user(client, first, "viewer").post(ROUTE, files={"file": ("job.txt", TEXT)}).status_code == 403
