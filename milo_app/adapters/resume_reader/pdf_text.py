"""Text of a PDF as a reader would see it. Runs in the child process only."""

from __future__ import annotations

import io
from typing import BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject

from milo_app.adapters.resume_reader.findings import MAX_CHARS, MAX_PAGES, Found, Unreadable
from milo_app.adapters.resume_reader.visible import VisibleText

# What pypdf raises on broken input besides its own errors.
_BROKEN = (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, OSError)


def read_pdf(stream: BinaryIO) -> Found:
    """Return the visible text of the first 30 pages; raises Unreadable."""
    try:
        reader = PdfReader(io.BytesIO(stream.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        count = len(reader.pages)
    except LimitReachedError:
        raise Unreadable("too_big") from None
    except _BROKEN:
        raise Unreadable("damaged") from None
    if not count:
        raise Unreadable("damaged")
    found = Found(text="", pages=min(count, MAX_PAGES), more_pages=max(0, count - MAX_PAGES))
    has_picture = _read_pages(reader, found)
    if not found.text.strip():
        raise Unreadable(_why_empty(found, has_picture))
    return found


def _read_pages(reader: PdfReader, found: Found) -> bool:
    """Fill in the text page by page; tell whether any page shows a picture."""
    parts: list[str] = []
    length = 0
    has_picture = False
    for number in range(found.pages):
        try:
            page = reader.pages[number]
            text, hidden = _page_text(page)
            has_picture = has_picture or _shows_picture(page)
        except LimitReachedError:
            raise Unreadable("too_big") from None
        except _BROKEN:
            found.broken_pages += 1
            continue
        found.hidden += hidden
        parts.append(text)
        length += len(text)
        if length > MAX_CHARS:
            found.is_cut = True
            break
    found.text = "\n\n".join(part for part in parts if part.strip())
    return has_picture


def _page_text(page: PageObject) -> tuple[str, int]:
    contents = page.get_contents()
    if contents is None:
        return "", 0
    # extract_text() swallows the limit error of a bomb and would call it an empty page; asking first does not.
    contents.get_data()
    box = page.cropbox
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    visible = VisibleText(
        page_box=(float(box.left), float(box.bottom), float(box.right), float(box.top)),
        resources=resources if isinstance(resources, DictionaryObject) else DictionaryObject(),
    )
    text = page.extract_text(visitor_operand_before=visible.before, visitor_operand_after=visible.after)
    return text, visible.hidden


def _shows_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    objects = resources.get("/XObject") if isinstance(resources, DictionaryObject) else None
    objects = objects.get_object() if objects is not None else None
    if not isinstance(objects, DictionaryObject):
        return False
    entries = [entry.get_object() for entry in objects.values()]
    return any(isinstance(entry, DictionaryObject) and entry.get("/Subtype") == "/Image" for entry in entries)


def _why_empty(found: Found, has_picture: bool) -> str:
    if found.hidden:
        return "only_hidden"
    if has_picture:
        return "scanned"
    return "damaged" if found.broken_pages else "empty"
