"""Headers of downloads."""

from __future__ import annotations

from urllib.parse import quote

from milo_app.core.filetypes import display_name


def attachment(name: str) -> str:
    """Return a Content-Disposition (RFC 6266): the name in UTF-8, and one in ASCII for whoever cannot read that."""
    shown = display_name(name, 150)
    plain = "".join(char if char.isascii() and (char.isalnum() or char in " ._-()") else "_" for char in shown)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
