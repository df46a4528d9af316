"""The report on an application as a PDF, and as a page that a browser prints."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from milo_app import bootstrap
from milo_app.api.doors import signed_in
from milo_app.api.headers import attachment
from milo_app.core.errors import NotFound
from milo_app.core.work import Actor
from milo_app.domain.scoring import printing
from milo_app.domain.scoring.paper import Paper, PaperOptions
from milo_app.domain.scoring.paper_html import page, policy
from milo_app.domain.scoring.ports import ReportPrinter

router = APIRouter()


@router.get("/api/candidates/{application}/report.pdf")
def report_pdf(request: Request, application: str) -> Response:
    """Return the report as a PDF to keep. Options: chips, highlights, lowlights, transcript (0 or 1), language."""
    actor, paper = _paper(request, application)
    made = bootstrap.ports()[ReportPrinter].pdf(paper)
    _record(actor, application, "pdf")
    headers = {"content-disposition": attachment(f"{paper.file_stem}.pdf"), "cache-control": "private, no-store"}
    return Response(made, media_type="application/pdf", headers=headers)


@router.get("/api/candidates/{application}/report.html")
def report_page(request: Request, application: str) -> Response:
    """Return the same report as a page to print, with the same options."""
    actor, paper = _paper(request, application)
    _record(actor, application, "page")
    headers = {"content-security-policy": policy(paper), "cache-control": "private, no-store"}
    return HTMLResponse(page(paper), headers=headers)


def _paper(request: Request, application: str) -> tuple[Actor, Paper]:
    actor = signed_in(request).actor
    if not application.isalnum():
        raise NotFound("There is no such report.")
    with bootstrap.read(actor) as w:
        return actor, printing.paper(w, application, PaperOptions.from_parts(dict(request.query_params)))


def _record(actor: Actor, application: str, form: Literal["pdf", "page"]) -> None:
    """Note in the audit log who took it, before it is handed out."""
    with bootstrap.work(actor) as w:
        printing.record(w, application, form)
