"""Papers to print, and what a PDF says."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from pypdf import PdfReader

from milo_app.domain.scoring.evidence import Segment
from milo_app.domain.scoring.paper import Asked, Chip, Chips, Heading, Paper, Point, Quoted, Said, Scored

MARKUP = '<b>bold</b> & <script>alert(1)</script> #let x = 1 $y$ *z* "q"'


def text_of(pdf: bytes) -> str:
    """Return the text of all pages with single spaces."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).replace("\u200b", "").split())


def segment(text: str, mark: str = "") -> Segment:
    """Return a piece of an answer."""
    return Segment(text=text, mark=mark)


def a_paper(said: str = "I rang her.", **changes: Any) -> Paper:
    """Return a paper with one block of each common kind."""
    values: dict[str, Any] = {
        "language": "en",
        "company": "Acme",
        "color": "#7a1fb4",
        "kicker": "Candidate report",
        "title": "Ada Obi",
        "subtitle": "Retail Associate",
        "score": 84,
        "score_word": "Overall score",
        "tone": "strong",
        "band": "strong",
        "evaluator": "Scored by: somebody",
        "facts": (("Status", "Completed"),),
        "page_of": "Page {n} of {m}",
        "footer": "Ada Obi · Printed today",
        "file_stem": "Ada Obi - Retail Associate",
        "blocks": (
            Chips((Chip("Language: Igbo"),)),
            Point("Highlight", "strong", "Stays calm.", Quoted(said, "Q1")),
            Heading("Interview", "84 strong", "strong", 3),
            Scored("1", "Calm", 84, "strong", "weight 5 of 10", "Names an action.", "", (Quoted(said, "Q1"),)),
            Asked(
                "Q1", "What did you do?", "84 strong", "strong", "", (Said("", (segment("So. "), segment(said, "1"))),)
            ),
        ),
    }
    return Paper(**(values | changes))


def png(width: int, height: int, color: bytes = b"\x7a\x1f\xb4") -> bytes:
    """Return a PNG of one colour; a large one tells its size only."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + color * width) * height if width * height <= 100_000 else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpg(width: int, height: int) -> bytes:
    """Return the beginning of a JPEG of a size; there is no picture in it."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    return b"\xff\xd8" + app + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\0" * 20
