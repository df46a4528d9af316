"""How a company looks: the colour and the logo on what candidates see and on printed reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.pictures import picture_of
from milo_app.core.work import Work
from milo_app.domain.accounts.events import BrandingChanged
from milo_app.domain.accounts.models import Workspace, WorkspaceLogo

MOST_BYTES = 200 * 1024
_COLOR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Branding:
    """The company's name and colour; `logo` is the public id of its logo, empty where there is none."""

    name: str
    color: str
    logo: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo: `png` or `jpg`, and its bytes."""

    kind: str
    body: bytes


def branding(w: Work) -> Branding:
    """Return how the company of this workspace looks."""
    home = w.session.get_one(Workspace, w.workspace_id)
    found = w.session.execute(select(col(WorkspaceLogo.public_id))).scalar_one_or_none()
    return Branding(home.name, home.brand_color, found or "")


def logo(w: Work) -> Logo | None:
    """Return the logo of this workspace."""
    row = w.session.execute(select(WorkspaceLogo)).scalar_one_or_none()
    return Logo(row.kind, row.body) if row is not None else None


def set_color(w: Work, color: str) -> str:
    """Change the company's colour, six digits behind a #, and return it as kept. Raises `Invalid`."""
    w.require("branding:manage")
    wanted = color.strip().lower()
    wanted = wanted if wanted.startswith("#") else f"#{wanted}"
    if not _COLOR.fullmatch(wanted):
        raise Invalid("This is no colour.", field="color", do="Enter six digits, such as #0b7a6b.")
    home = w.session.get_one(Workspace, w.workspace_id)
    if home.brand_color != wanted:
        home.brand_color = wanted
        w.session.add(home)
        w.session.flush()
        w.publish(BrandingChanged(what="color"))
    return wanted


def set_logo(w: Work, body: bytes) -> str:
    """Keep a logo in the place of the one before and return its public id. Raises `Invalid`."""
    w.require("branding:manage")
    if len(body) > MOST_BYTES:
        raise Invalid("A logo has up to 200 KB.", field="file", do="Choose a smaller one.")
    kind = picture_of(body).kind
    w.session.execute(delete(WorkspaceLogo))
    row = WorkspaceLogo(workspace_id=w.workspace_id, kind=kind, body=body, created_at=w.now)
    w.session.add(row)
    w.session.flush()
    w.publish(BrandingChanged(what="logo"))
    return row.public_id


def remove_logo(w: Work) -> None:
    """Go without a logo."""
    w.require("branding:manage")
    if branding(w).logo:
        w.session.execute(delete(WorkspaceLogo))
        w.publish(BrandingChanged(what="logo"))
