"""The HTTP API as one FastAPI application."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError

from milo_app.api import (
    auth,
    branding,
    candidate,
    files,
    guests,
    health,
    imports,
    interviewers,
    jobs,
    photos,
    postings,
    push,
    reports,
    trying,
)
from milo_app.api.doors import not_valid, told, unexpected
from milo_app.api.v2.app import PLACE, make_v2
from milo_app.core.errors import MiloError


def make_api() -> FastAPI:
    """Return the API that is mounted beside the pages."""
    api = FastAPI(title="Milo", docs_url=None, redoc_url=None, openapi_url=None)
    for part in (
        auth,
        branding,
        candidate,
        files,
        guests,
        health,
        postings,
        imports,
        interviewers,
        jobs,
        photos,
        push,
        reports,
        trying,
    ):
        api.include_router(part.router)
    api.add_exception_handler(MiloError, told)
    api.add_exception_handler(RequestValidationError, not_valid)
    api.add_exception_handler(Exception, unexpected)
    api.mount(PLACE, make_v2())
    return api
