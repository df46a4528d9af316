"""The QR code and the table over HTTP: for members of the workspace only."""

from __future__ import annotations

import struct

from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.interviewers import composing, service
from tests.api.conftest import as_candidate, as_user
from tests.factories.served import Place


def width_of(png: bytes) -> int:
    """Return the width that a PNG says it has."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int(struct.unpack(">I", png[16:20])[0])


def test_a_member_gets_the_code_in_the_size_asked_for(client: TestClient, first: Place) -> None:
    place = f"/api/interviewers/{first.interviewer}/qr.png"
    answer = as_user(client, first, "viewer").get(place, params={"size": 1024})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "private, no-store"
    assert 900 < width_of(answer.content) <= 1024
    assert width_of(client.get(place, params={"size": 128}).content) <= 128


def test_a_download_has_the_name_of_the_link(client: TestClient, first: Place) -> None:
    answer = as_user(client, first, "admin").get(f"/api/interviewers/{first.interviewer}/qr.png?download=1")
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{first.interviewer_slug}-qr.png"


def test_nobody_else_gets_it(client: TestClient, first: Place, second: Place) -> None:
    place = f"/api/interviewers/{first.interviewer}/qr.png"
    assert client.get(place).status_code == 403
    assert as_candidate(client, first).get(place).status_code == 403
    assert as_user(client, second, "admin").get(place).status_code == 404


def test_a_size_or_an_id_that_makes_no_sense_is_refused(client: TestClient, first: Place) -> None:
    as_user(client, first, "admin")
    assert client.get(f"/api/interviewers/{first.interviewer}/qr.png?size=100000").status_code == 422
    assert client.get("/api/interviewers/none/qr.png").status_code == 404
    assert client.get("/api/interviewers/..%2Fx/qr.png").status_code == 404


def test_a_draft_has_no_code_and_an_archived_interviewer_keeps_its_own(client: TestClient, first: Place) -> None:
    with bootstrap.work(system(first.workspace_id)) as w:
        draft = composing.start_draft(w, "A barista makes coffee and is kind to guests.", "Barista").id
        service.archive(w, first.interviewer)
    as_user(client, first, "admin")
    assert client.get(f"/api/interviewers/{draft}/qr.png").status_code == 409
    assert client.get(f"/api/interviewers/{first.interviewer}/qr.png").status_code == 200


def test_the_table_downloads_as_csv_that_a_spreadsheet_reads(client: TestClient, first: Place) -> None:
    answer = as_user(client, first, "recruiter").get("/api/interviewers.csv?tab=active")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="interviewers-active.csv"'
    header, line, end = answer.content.decode().split("\r\n")
    assert header.startswith("\ufeffInterviewer,Link name,State")
    assert first.interviewer_slug in line and end == ""
    assert client.get("/api/interviewers.csv?tab=archived").text.count("\r\n") == 1


def test_a_selection_downloads_whatever_the_filter(client: TestClient, first: Place, second: Place) -> None:
    place = f"/api/interviewers.csv?tab=archived&ids={first.interviewer},{second.interviewer},x;drop"
    answer = as_user(client, first, "admin").get(place)
    assert answer.text.count("\r\n") == 2
    assert second.interviewer_slug == first.interviewer_slug or second.interviewer_slug not in answer.text


def test_nobody_downloads_the_table_without_a_session(client: TestClient, first: Place) -> None:
    assert client.get("/api/interviewers.csv").status_code == 403
    assert as_candidate(client, first).get("/api/interviewers.csv").status_code == 403
