"""Lists over HTTP: the session first, then size and kind; what leaves is an attachment and runs nothing."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core import held
from milo_app.core.errors import NotFound
from milo_app.core.settings import settings
from milo_app.core.work import system
from milo_app.domain.candidates import import_work, importing
from milo_app.domain.candidates.sheet_reading import ReadPerson
from tests.api.conftest import as_candidate, as_user, browser
from tests.factories.served import SECRET_WORD, Place

GOOD = b"Name;Email\nAda Obi;ada@x.com\n"


def send(client: TestClient, body: bytes, name: str = "people.csv"):  # type: ignore[no-untyped-def]
    return client.post("/api/imports", files={"file": (name, body)})


def kept() -> list[str]:
    folder = settings().data_dir / "held"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_list_is_held_for_whoever_sent_it_and_for_nobody_else(client: TestClient, first: Place) -> None:
    answer = send(as_user(client, first, "recruiter"), GOOD)
    assert answer.status_code == 200 and answer.json()["name"] == "people.csv"
    key = answer.json()["id"]
    workspace, user = (int(part) for part in key.split("-")[:2])
    assert workspace == first.workspace_id and held.held(key, workspace, user) == GOOD
    for stranger in ((workspace, user + 1), (workspace + 1, user)):
        with pytest.raises(NotFound):
            held.held(key, *stranger)
        held.drop(key, *stranger)
    assert kept() == [key]
    assert (settings().data_dir / "held" / key).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "1-1-x", "1-1-" + "0" * 32, "1-1-" + "a" * 31 + "/"])
def test_a_made_up_key_holds_nothing(key: str) -> None:
    with pytest.raises(NotFound):
        held.held(key, 1, 1)


def test_what_nobody_confirmed_goes_after_some_hours(client: TestClient, first: Place) -> None:
    send(as_user(client, first, "recruiter"), GOOD)
    assert held.sweep() == 0 and len(kept()) == 1
    assert held.sweep(hours=0) == 1 and kept() == []


def test_who_may_not_add_people_sends_no_list(client: TestClient, first: Place) -> None:
    for one in (client, as_user(browser(), first, "viewer"), as_candidate(browser(), first)):
        assert send(one, GOOD).status_code == 403
    assert send(as_user(browser("https://evil.example"), first, "admin"), GOOD).status_code == 403
    assert kept() == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + b"\0" * 300, "spreadsheet"),
        (b"%PDF-1.7\n", "PDF"),
        (b"MZ" + b"\0" * 300, "program"),
        (b"<html><body>x</body></html>", "web page"),
        (b"Name;Email\n", "nobody"),
        (b"a@x.com\n" * 20_002, "20,000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_not_kept(
    client: TestClient, first: Place, body: bytes, said: str
) -> None:
    answer = send(as_user(client, first, "recruiter"), body)
    assert 400 <= answer.status_code < 500 and said in answer.json()["error"]
    assert kept() == []


def test_five_megabytes_are_the_most(client: TestClient, first: Place) -> None:
    line = b"Ada Obi,ada@x.com," + b"x" * 482 + b"\n"
    assert send(as_user(client, first, "recruiter"), line * 9_900).status_code == 200
    answer = send(client, line * 10_050)
    assert answer.status_code == 413 and "5 MB" in answer.json()["error"]


def made(place: Place) -> str:
    rows = [
        ReadPerson(1, "Ada Obi", "ada@x.com", ""),
        ReadPerson(2, f"={SECRET_WORD}", "", "", "has no email address."),
    ]
    with bootstrap.work(system(place.workspace_id)) as w:
        key = importing.start(w, place.interviewer, rows, name="people.csv", is_mailed=False)
    import_work.work_off(lambda: bootstrap.work(system(place.workspace_id)), 1)
    return key


def test_what_was_refused_comes_as_an_attachment_without_formulas(client: TestClient, first: Place) -> None:
    answer = as_user(client, first, "recruiter").get(f"/api/imports/{made(first)}/refused.csv")
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")
    assert f"2,'={SECRET_WORD},,,refused,has no email address." in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff" and "no-store" in answer.headers["cache-control"]


def test_personal_links_are_handed_out_by_post_only(client: TestClient, first: Place) -> None:
    key = made(first)
    as_user(client, first, "recruiter")
    assert client.get(f"/api/imports/{key}/links").status_code == 405
    answer = client.post(f"/api/imports/{key}/links")
    assert answer.status_code == 200 and "/i/me/" in answer.text and "ada@x.com" in answer.text


def test_other_workspaces_and_viewers_get_neither(client: TestClient, first: Place, second: Place) -> None:
    key = made(first)
    for one, said in (
        (as_user(client, second, "admin"), 404),
        (as_user(browser(), first, "viewer"), 403),
        (browser(), 403),
    ):
        assert one.get(f"/api/imports/{key}/refused.csv").status_code == said
        assert one.post(f"/api/imports/{key}/links").status_code == said
