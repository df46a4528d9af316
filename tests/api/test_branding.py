"""The logo over HTTP: taken from admins, shown to members of its workspace, printed on reports."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import as_candidate, as_user, browser
from tests.factories.papers import png
from tests.factories.served import Place

LOGO = png(60, 20)


def send(client: TestClient, body: bytes = LOGO, name: str = "logo.png"):  # type: ignore[no-untyped-def]
    """Upload a logo as the page does."""
    return client.post("/api/branding/logo", files={"file": (name, body)})


def test_an_admin_gives_a_logo_and_members_see_it_and_print_it(client: TestClient, first: Place) -> None:
    plain = as_user(client, first, "admin").get(f"/api/candidates/{first.application}/report.html").text
    answer = send(client)
    assert answer.status_code == 200, answer.text
    place = f"/api/branding/logo/{answer.json()['id']}"
    shown = as_user(client, first, "viewer").get(place)
    assert (shown.status_code, shown.content, shown.headers["content-type"]) == (200, LOGO, "image/png")
    assert shown.headers["content-security-policy"].startswith("sandbox")
    as_user(client, first, "admin")
    page = client.get(f"/api/candidates/{first.application}/report.html")
    assert "data:image/png;base64," in page.text and "data:image" not in plain
    assert "img-src data:" in page.headers["content-security-policy"]
    printed = client.get(f"/api/candidates/{first.application}/report.pdf")
    assert b"/Image" in printed.content


@pytest.mark.parametrize("body", [b"", b"<svg onload=alert(1)>", b"%PDF-1.7", b"GIF89a"])
def test_only_a_picture_is_taken(client: TestClient, first: Place, body: bytes) -> None:
    answer = send(as_user(client, first, "admin"), body, "logo.png")
    assert answer.status_code == 422 and "PNG or JPG" in answer.json()["error"]


def test_a_large_file_is_refused(client: TestClient, first: Place) -> None:
    assert send(as_user(client, first, "admin"), LOGO + b"\0" * 300_000).status_code in (413, 422)


def test_nobody_else_gives_or_sees_a_logo(client: TestClient, first: Place, second: Place) -> None:
    assert send(client).status_code == 403
    assert send(as_candidate(client, first)).status_code == 403
    for role in ("recruiter", "viewer"):
        assert send(as_user(client, first, role)).status_code == 403
    given = send(as_user(client, first, "admin")).json()["id"]
    assert as_user(client, second, "admin").get(f"/api/branding/logo/{given}").status_code == 404
    with browser() as stranger:
        assert stranger.get(f"/api/branding/logo/{given}").status_code == 403


def test_another_site_cannot_send_one(first: Place) -> None:
    with browser("https://evil.example") as other:
        assert send(as_user(other, first, "admin")).status_code == 403
