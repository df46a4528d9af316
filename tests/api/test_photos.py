"""Photos of candidates over HTTP: taken from those who edit, shown to those who read, and gone with the person."""

from __future__ import annotations

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.candidates import photos
from milo_app.domain.candidates.models import Candidate
from tests.api.conftest import as_candidate, as_user, browser
from tests.factories.papers import png
from tests.factories.served import Place

FACE = png(240, 240)


def send(client: TestClient, place: Place, body: bytes = FACE):  # type: ignore[no-untyped-def]
    """Upload a photo as the report does."""
    return client.post(f"/api/photos/{place.application}", files={"file": ("ada.png", body)})


def shown(client: TestClient, photo: str):  # type: ignore[no-untyped-def]
    """Ask for a photo."""
    return client.get(f"/api/photos/{photo}")


def test_a_recruiter_gives_a_photo_and_colleagues_see_it_on_the_report(client: TestClient, first: Place) -> None:
    answer = send(as_user(client, first, "recruiter"), first)
    assert answer.status_code == 200, answer.text
    seen = shown(as_user(client, first, "viewer"), answer.json()["id"])
    assert (seen.status_code, seen.content, seen.headers["content-type"]) == (200, FACE, "image/png")
    assert seen.headers["content-security-policy"].startswith("sandbox")


def test_a_second_photo_takes_the_place_of_the_first(client: TestClient, first: Place) -> None:
    old = send(as_user(client, first, "recruiter"), first).json()["id"]
    new = send(client, first, png(120, 120)).json()["id"]
    assert (shown(client, old).status_code, shown(client, new).status_code) == (404, 200)


@pytest.mark.parametrize("body", [b"", b"<svg onload=alert(1)>", b"GIF89a", png(4000, 4000)])
def test_only_a_small_picture_is_taken(client: TestClient, first: Place, body: bytes) -> None:
    assert send(as_user(client, first, "recruiter"), first, body).status_code == 422


def test_a_large_file_is_refused(client: TestClient, first: Place) -> None:
    assert send(as_user(client, first, "recruiter"), first, FACE + b"\0" * 200_000).status_code in (413, 422)


def test_nobody_else_gives_or_sees_a_photo(client: TestClient, first: Place, second: Place) -> None:
    assert send(client, first).status_code == 403
    assert send(as_candidate(client, first), first).status_code == 403
    assert send(as_user(client, first, "viewer"), first).status_code == 403
    assert send(as_user(client, second, "admin"), first).status_code == 404
    given = send(as_user(client, first, "recruiter"), first).json()["id"]
    assert shown(as_user(client, second, "admin"), given).status_code == 404
    with browser() as stranger:
        assert shown(stranger, given).status_code == 403


def test_a_photo_is_removed_again(client: TestClient, first: Place) -> None:
    given = send(as_user(client, first, "recruiter"), first).json()["id"]
    with bootstrap.work(system(first.workspace_id)) as w:
        photos.remove_photo(w, first.application)
        assert not any(person.photo_key for person in w.session.scalars(select(Candidate)))
    assert shown(client, given).status_code == 404
