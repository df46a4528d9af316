"""Whether the process lives, and whether it can do its work. Answered to this machine only (the edge sees to it)."""

from __future__ import annotations

import shutil

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text

from milo_app import bootstrap
from milo_app.core.settings import settings

router = APIRouter()
_ROOM = 50_000_000


@router.get("/livez")
def livez() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"ok": True})


@router.get("/readyz")
def readyz() -> JSONResponse:
    """The database answers and the disk has room for uploads."""
    problems = []
    try:
        with bootstrap.read(bootstrap.nobody()) as w:
            w.session.connection().execute(text("SELECT 1"))
    except Exception as error:  # whatever it is, this process cannot work now
        problems.append(f"database: {type(error).__name__}")
    if shutil.disk_usage(settings().data_dir).free < _ROOM:
        problems.append("disk: less than 50 MB free")
    return JSONResponse({"ok": not problems, "problems": problems}, status_code=503 if problems else 200)
