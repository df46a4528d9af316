"""What a small picture is, read from its first bytes: PNG or JPEG, and how large. Nothing is decoded here."""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.core.errors import Invalid

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_TAKEN = "Choose a PNG or JPG file."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's kind (`png` or `jpg`), and its size in pixels."""

    kind: str
    width: int
    height: int


def picture_of(body: bytes, most_pixels: int = 4_000_000) -> Picture:
    """Return what a picture is; raises `Invalid` for anything else, and for one that unpacks to too much."""
    found = _png(body) or _jpg(body)
    if found is None:
        raise Invalid("This file is no picture that can be used.", field="file", do=_TAKEN)
    if not found.width or not found.height or found.width * found.height > most_pixels:
        raise Invalid(
            f"This picture has {found.width} × {found.height} pixels.", field="file", do="Choose a smaller one."
        )
    return found


def _png(body: bytes) -> Picture | None:
    if not body.startswith(_PNG) or body[12:16] != b"IHDR" or len(body) < 57:
        return None
    return Picture("png", int.from_bytes(body[16:20], "big"), int.from_bytes(body[20:24], "big"))


def _jpg(body: bytes) -> Picture | None:
    """Walk over the segments up to the one that tells the size."""
    if not body.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if marker in _SIZES:
            height, width = (int.from_bytes(body[at + n : at + n + 2], "big") for n in (5, 7))
            return Picture("jpg", width, height)
        if length < 2:
            return None
        at += 2 + length
    return None
