"""QR codes of links, as PNG. Pure: text in, bytes out."""

from __future__ import annotations

import io

import segno

SMALLEST, LARGEST = 128, 2048
_QUIET = 4
"""Modules of white around the code; readers need four."""


def png(text: str, size: int) -> bytes:
    """Return a square PNG of about `size` pixels (held between 128 and 2048), never larger than that.

    Each module is a whole number of pixels, so that edges stay sharp in print; error correction M survives a crease.
    """
    code = segno.make(text, error="m", micro=False)
    modules = code.symbol_size(border=_QUIET)[0]
    wanted = min(max(size, SMALLEST), LARGEST)
    out = io.BytesIO()
    code.save(out, kind="png", scale=max(1, wanted // modules), border=_QUIET, dark="#000", light="#fff")
    return out.getvalue()
