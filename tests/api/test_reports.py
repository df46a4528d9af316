"""The report over HTTP: for those who may export, under its own name, and noted in the audit log."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy import select
from sqlmodel import col
from starlette.testclient import TestClient

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.audit.models import AuditDetail, AuditEntry
from milo_app.domain.candidates.models import Application, Candidate
from tests.api.conftest import as_candidate, as_user
from tests.factories.papers import text_of
from tests.factories.served import Place


def of(place: Place, ending: str = "pdf") -> str:
    """Return the address of the report."""
    return f"/api/candidates/{place.application}/report.{ending}"


def called(place: Place, name: str) -> None:
    """Give the candidate another name."""
    with bootstrap.work(system(place.workspace_id)) as w:
        application = w.session.get_one(Application, place.application_id)
        person = w.session.get_one(Candidate, application.candidate_id)
        person.name = name
        w.session.add(person)


def noted(place: Place) -> list[dict[str, object]]:
    """Return what the audit log keeps of printing."""
    with bootstrap.read(system(place.workspace_id)) as w:
        query = (
            select(AuditDetail.body)
            .join(AuditEntry, col(AuditEntry.id) == col(AuditDetail.entry_id))
            .where(col(AuditEntry.action) == "report_printed")
            .order_by(col(AuditEntry.id))
        )
        return list(w.session.scalars(query))


def test_a_recruiter_gets_a_pdf_to_keep(client: TestClient, first: Place) -> None:
    called(first, "Ada Obi")
    answer = as_user(client, first, "recruiter").get(of(first))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="Ada Obi - ')
    assert "Ada Obi" in text_of(answer.content)
    assert [(entry["application_id"], entry["form"]) for entry in noted(first)] == [(first.application_id, "pdf")]


@pytest.mark.parametrize("name", ["李小龙", "أحمد عبد الله", 'A "quoted"/../name\r\nX: y', "N" * 200, "👩‍💻 Zoë"])
def test_any_name_makes_a_safe_header_and_is_printed(client: TestClient, first: Place, name: str) -> None:
    called(first, name)
    answer = as_user(client, first, "admin").get(of(first))
    assert answer.status_code == 200
    header = answer.headers["content-disposition"]
    assert header.isascii() and "\n" not in header and header.count('"') == 2
    assert "/" not in header and ".." not in header.replace("...", "")
    if name == "李小龙":
        assert quote(name) in header


def test_the_page_is_the_same_report_under_a_policy_that_allows_nothing(client: TestClient, first: Place) -> None:
    called(first, "<script>alert(1)</script>")
    answer = as_user(client, first, "recruiter").get(of(first, "html") + "?language=de&transcript=0")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in answer.text and "&lt;script&gt;" in answer.text
    assert "Bericht zur Bewerbung" in answer.text and "Fragen und Antworten" not in answer.text
    assert noted(first)[-1]["form"] == "page"


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_nobody_else_gets_it(client: TestClient, first: Place, second: Place, ending: str) -> None:
    place = of(first, ending)
    assert client.get(place).status_code == 403
    assert as_candidate(client, first).get(place).status_code == 403
    assert as_user(client, first, "viewer").get(place).status_code == 403
    assert as_user(client, second, "admin").get(place).status_code == 404
    assert noted(first) == [] and noted(second) == []


def test_a_report_that_is_not_there_is_not_found(client: TestClient, first: Place) -> None:
    as_user(client, first, "admin")
    for wrong in ("0" * 32, "..%2Fx", "x'--"):
        assert client.get(f"/api/candidates/{wrong}/report.pdf").status_code == 404
