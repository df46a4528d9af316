"""Text of a Word document in reading order, with text boxes and content controls. Runs in the child process only."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from milo_app.adapters.resume_reader.findings import Found, Unreadable

MAX_ENTRIES = 1_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
# Small parts may pack better than 100:1 by chance and do no harm.
RATIO_FROM = 1_000_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OFF = frozenset({"0", "false", "off", "none"})


def read_docx(stream: BinaryIO) -> Found:
    """Return the text of header, body and footer; raises Unreadable."""
    data = stream.read()
    check_zip(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body: Any = document.element.body
        inside = [rel for rel in document.part.rels.values() if not rel.is_external]
        around = {
            kind: [cast(XmlPart, rel.target_part) for rel in inside if rel.reltype == kind]
            for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
        }
    except (KeyError, ValueError, SyntaxError, AttributeError, LookupError, OSError):
        # lxml's errors are SyntaxErrors; python-docx raises the others for a package that lacks its parts.
        raise Unreadable("damaged") from None
    reading = _Reading()
    lines = [line for part in around[RELATIONSHIP_TYPE.HEADER] for line in reading.blocks(part.element)]
    lines += reading.blocks(body)
    lines += [line for part in around[RELATIONSHIP_TYPE.FOOTER] for line in reading.blocks(part.element)]
    return Found(text="\n".join(lines), pages=1, hidden=reading.hidden)


def check_zip(data: bytes) -> None:
    """Refuse archives that unpack to too much or hold what no document holds; counts the real bytes, not the claims."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or "word/document.xml" not in names:
                raise Unreadable("not_a_document")
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise Unreadable("too_big")
            unpacked = 0
            for entry in entries:
                _check_entry(entry)
                unpacked += _unpacked_size(archive, entry, MAX_UNPACKED - unpacked)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        raise Unreadable("damaged") from None


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & 0x1:
        raise Unreadable("encrypted")
    if name.startswith("/") or ".." in name.split("/") or ":" in name or stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable("not_a_document")
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise Unreadable("too_big")


def _unpacked_size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one entry to nowhere and return its real size."""
    size = 0
    with archive.open(entry) as part:
        while chunk := part.read(1 << 16):
            if size == 0:
                _check_start(entry.filename, chunk)
            size += len(chunk)
            if size > left or (size > RATIO_FROM and size > MAX_RATIO * max(1, entry.compress_size)):
                raise Unreadable("too_big")
    return size


def _check_start(name: str, chunk: bytes) -> None:
    if chunk.startswith((b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise Unreadable("nested")
    # Word never writes a document type; it is only there to define entities.
    if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in chunk[:8192].upper().replace(b"\0", b""):
        raise Unreadable("not_a_document")


class _Reading:
    """Walks the XML tree itself, because python-docx leaves out content controls and text boxes."""

    def __init__(self) -> None:
        self.hidden = 0

    def blocks(self, root: Any) -> Iterator[str]:
        """Yield the lines of everything below an element in document order."""
        for child in root:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag not in (_FALLBACK, f"{_W}del", f"{_W}moveFrom"):
                yield from self.blocks(child)

    def _table(self, table: Any) -> Iterator[str]:
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue
            own = (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)
            cells = [list(self.blocks(cell)) for cell in own]
            if all(len(cell) <= 1 for cell in cells):
                yield "\t".join(line for cell in cells for line in cell)
            else:
                for cell in cells:
                    yield from cell

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text: list[str] = []
        boxes: list[Any] = []
        self._inline(paragraph, text, boxes, is_hidden=False)
        for line in "".join(text).split("\n"):
            if line.strip():
                yield line.strip()
        for box in boxes:
            yield from self.blocks(box)

    def _inline(self, element: Any, text: list[str], boxes: list[Any], is_hidden: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{_W}r":
                self._inline(child, text, boxes, is_hidden or _is_hidden_run(child))
            elif tag == f"{_W}t":
                if is_hidden:
                    self.hidden += len((child.text or "").strip())
                else:
                    text.append(child.text or "")
            elif tag == f"{_W}tab":
                text.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                text.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                text.append("-")
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif isinstance(tag, str) and tag not in (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"):
                self._inline(child, text, boxes, is_hidden)


def _is_hidden_run(run: Any) -> bool:
    """Hidden, white on nothing, or smaller than 2 points."""
    look = run.find(f"{_W}rPr")
    if look is None:
        return False
    vanish = look.find(f"{_W}vanish")
    if vanish is not None and str(vanish.get(f"{_W}val", "1")).lower() not in _OFF:
        return True
    size = look.find(f"{_W}sz")
    if size is not None and str(size.get(f"{_W}val", "")).isdigit() and int(size.get(f"{_W}val")) < 4:
        return True
    color = look.find(f"{_W}color")
    is_white = color is not None and str(color.get(f"{_W}val", "")).upper() in ("FFFFFF", "FEFEFE", "FDFDFD")
    return is_white and not _has_background(run)


def _has_background(run: Any) -> bool:
    """Whether a run may stand on something that is not white paper: shading, a styled table, a text box, a picture."""
    for element in (run, *run.iterancestors()):
        if element.tag == f"{_W}txbxContent":
            return True
        shades = [element.find(path) for path in _SHADES]
        if any(shade is not None and _is_dark(shade) for shade in shades):
            return True
        style = element.find(f"{_W}tblPr/{_W}tblStyle")
        if style is not None and style.get(f"{_W}val") not in ("TableGrid", "TableNormal"):
            return True
    page = run.getroottree().getroot()
    if page.find(f"{_W}background") is not None:
        return True
    return any(anchor.get("behindDoc") in ("1", "true") for anchor in page.iter(f"{_DRAWING}anchor"))


_SHADES = (
    f"{_W}rPr/{_W}shd",
    f"{_W}rPr/{_W}highlight",
    f"{_W}pPr/{_W}shd",
    f"{_W}tcPr/{_W}shd",
    f"{_W}tblPr/{_W}shd",
)


def _is_dark(shade: Any) -> bool:
    fill = str(shade.get(f"{_W}fill") or shade.get(f"{_W}val") or "").upper()
    return fill not in ("", "AUTO", "FFFFFF", "CLEAR", "WHITE", "NONE", "NIL")
