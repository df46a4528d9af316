"""What a file really is, by its bytes and never by its name, and how to say so to the person who sent it.

Looks at the first and last part of a file only; nothing is unpacked here. The parser's own checks come after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from milo_app.core.errors import Invalid


class FileKind(StrEnum):
    """The kinds that Milo can tell apart; the value is the usual file ending."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    PNG = "png"
    JPG = "jpg"
    IMAGE = "image"
    RTF = "rtf"
    DOC = "doc"
    LOCKED = "locked"
    ODT = "odt"
    XLSX = "xlsx"
    PPTX = "pptx"
    HTML = "html"
    XML = "xml"
    ZIP = "zip"
    PROGRAM = "program"
    MEDIA = "media"
    EMPTY = "empty"
    UNKNOWN = "unknown"


RESUME_KINDS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.TXT})
ANSWER_KINDS = RESUME_KINDS | {FileKind.PNG, FileKind.JPG}

_CALLED = {
    FileKind.PDF: "a PDF",
    FileKind.DOCX: "a Word document",
    FileKind.TXT: "a text file",
    FileKind.PNG: "a picture",
    FileKind.JPG: "a photo",
    FileKind.IMAGE: "a picture",
    FileKind.RTF: "a rich text (RTF) document",
    FileKind.DOC: "an old Office document (Word 97 to 2003 or alike)",
    FileKind.LOCKED: "locked with a password",
    FileKind.ODT: "an OpenDocument file",
    FileKind.XLSX: "a spreadsheet",
    FileKind.PPTX: "a slide deck",
    FileKind.HTML: "a web page",
    FileKind.XML: "an XML file or drawing",
    FileKind.ZIP: "a zip archive",
    FileKind.PROGRAM: "a program",
    FileKind.MEDIA: "a recording",
    FileKind.EMPTY: "empty",
    FileKind.UNKNOWN: "of a kind that cannot be read",
}

# The ending that people use for a kind; another ending is named in the refusal.
_ENDINGS = {
    FileKind.JPG: {"jpg", "jpeg", "jpe", "jfif"},
    FileKind.TXT: {"txt", "text", "md", ""},
    FileKind.HTML: {"html", "htm", "xhtml", "mhtml"},
    FileKind.IMAGE: {"gif", "webp", "heic", "heif", "tif", "tiff", "bmp", "avif"},
    FileKind.XML: {"xml", "svg"},
    FileKind.DOC: {"doc", "xls", "ppt", "msg", "dot"},
    FileKind.ODT: {"odt", "ods", "odp"},
    FileKind.PROGRAM: {"exe", "dll", "bin", "so", "sh"},
    FileKind.MEDIA: {"mp3", "mp4", "m4a", "wav", "webm", "ogg", "mov", "mkv"},
}

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_MARK = "EncryptedPackage".encode("utf-16-le")
_LOCK_SEARCH = 16 << 20

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPG),
    (b"GIF8", FileKind.IMAGE),
    (b"BM", FileKind.IMAGE),
    (b"II*\0", FileKind.IMAGE),
    (b"MM\0*", FileKind.IMAGE),
    (b"{\\rtf", FileKind.RTF),
    (_OLD_OFFICE, FileKind.DOC),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileKind.PROGRAM),
    (b"\xca\xfe\xba\xbe", FileKind.PROGRAM),
    (b"#!", FileKind.PROGRAM),
    (b"\x1a\x45\xdf\xa3", FileKind.MEDIA),
    (b"OggS", FileKind.MEDIA),
    (b"ID3", FileKind.MEDIA),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"PK\x07\x08", FileKind.ZIP),
    (b"Rar!", FileKind.ZIP),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ZIP),
    (b"\x1f\x8b", FileKind.ZIP),
)

_HEAD = 8192
_TAIL = 1 << 20
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta|title|table|div|p|h1|a\s|img\s|svg)\b", re.IGNORECASE
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\x1b\x85")


def look(path: Path) -> FileKind:
    """Tell what kind of file lies at a path, from its bytes. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(b"PK\x03\x04"):
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _TAIL))
            return _container(head, stream.read(_TAIL))
        if head.startswith(_OLD_OFFICE):
            # Word keeps a password-protected .docx inside the old container.
            rest = stream.read(_LOCK_SEARCH)
            return FileKind.LOCKED if _LOCK_MARK in head + rest else FileKind.DOC
    return kind_of(head)


def kind_of(head: bytes) -> FileKind:
    """Tell what a file is from its first bytes (8 kB are plenty); a zip container stays `ZIP`."""
    if not head:
        return FileKind.EMPTY
    if head.startswith(b"PK\x03\x04"):
        return FileKind.ZIP
    bare = head.lstrip(b"\xef\xbb\xbf\0 \t\r\n\f")
    if bare.startswith(b"%PDF-"):
        return FileKind.PDF
    if not bare:
        return FileKind.EMPTY if b"\0" not in head else FileKind.UNKNOWN
    boxed = _boxed(head)
    if boxed:
        return boxed
    for magic, kind in _MAGIC:
        # Two letters alone prove nothing: a text may start with "BM" or "MZ", a binary file has other bytes soon.
        if head.startswith(magic) and (len(magic) > 2 or magic == b"#!" or not _is_text(head)):
            return kind
    if not _is_text(head):
        return FileKind.UNKNOWN
    return _markup(head) or FileKind.TXT


def _boxed(head: bytes) -> FileKind | None:
    """Kinds whose name stands a few bytes in: RIFF and ISO media boxes."""
    if head[:4] == b"RIFF":
        return FileKind.IMAGE if head[8:12] == b"WEBP" else FileKind.MEDIA
    if head[4:8] == b"ftyp":
        return FileKind.IMAGE if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else FileKind.MEDIA
    return None


def _container(head: bytes, tail: bytes) -> FileKind:
    """Name a zip by the entries of its directory, which stands uncompressed at the end."""
    if b"mimetypeapplication/vnd.oasis.opendocument" in head[:120]:
        return FileKind.ODT
    listed = tail[tail.find(b"PK\x01\x02") :] if b"PK\x01\x02" in tail else b""
    if b"[Content_Types].xml" in listed:
        for entry, kind in (
            (b"word/document.xml", FileKind.DOCX),
            (b"xl/workbook.xml", FileKind.XLSX),
            (b"ppt/presentation.xml", FileKind.PPTX),
        ):
            if entry in listed:
                return kind
    return FileKind.ZIP


def _markup(head: bytes) -> FileKind | None:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "ignore").encode().lstrip()
    if not text.startswith(b"<"):
        return None
    start = text[:1024]
    if start.lower().startswith((b"<svg", b"<?xml")) and b"<html" not in start.lower():
        return FileKind.XML
    return FileKind.HTML if _HTML.search(start) else None


def _is_text(head: bytes) -> bool:
    """Text has no control characters but line ends and tabs; UTF-16 is known by its mark or by its zero bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if b"\0" in head:
        return utf16_without_mark(head) is not None
    controls = sum(1 for byte in head if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls == 0


def utf16_without_mark(data: bytes) -> str | None:
    """Return the codec when mostly-Latin text is UTF-16 without a byte order mark, else None."""
    sample = data[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


# --- sentences and names --------------------------------------------------------------------------------------------


def sniff(path: Path, name: str, allowed: Collection[FileKind] = RESUME_KINDS) -> FileKind:
    """Return what a file is if it may be taken; raises Invalid with a sentence that says what it is instead."""
    kind = look(path)
    if kind not in allowed:
        what, do = refusal(kind, name, allowed)
        raise Invalid(what, field="file", do=do)
    return kind


def refusal(kind: FileKind, name: str, allowed: Collection[FileKind] = RESUME_KINDS) -> tuple[str, str]:
    """Return what to tell somebody whose file is not taken: what it is, and what to do."""
    wanted = _one_of(sorted(one.value.upper() for one in allowed))
    if kind is FileKind.EMPTY:
        return "This file is empty.", f"Please choose it again, or send another {wanted} file."
    if kind is FileKind.LOCKED:
        return "This file is locked with a password.", f"Save it without a password as {wanted}, and send that file."
    ending = Path(display_name(name)).suffix.lower().lstrip(".")
    usual = _ENDINGS.get(kind, {kind.value})
    is_disguised = bool(ending) and ending not in usual and kind is not FileKind.UNKNOWN
    says = f"This is {_CALLED[kind]} named .{ending}." if is_disguised else f"This file is {_CALLED[kind]}."
    if kind in (FileKind.DOC, FileKind.RTF, FileKind.ODT, FileKind.HTML):
        return says, f"Open it, save it as {wanted}, and send that file."
    return says, f"Please send a {wanted} file."


def _one_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def content_type(kind: FileKind) -> str:
    """Return the media type to serve a stored file with, always as an attachment."""
    return {
        FileKind.PDF: "application/pdf",
        FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.TXT: "text/plain; charset=utf-8",
        FileKind.PNG: "image/png",
        FileKind.JPG: "image/jpeg",
    }.get(kind, "application/octet-stream")


def display_name(raw: str, limit: int = 120) -> str:
    """Return a file name that is safe to show and to offer for download: no path, no control or direction marks."""
    name = unicodedata.normalize("NFC", raw[:4096]).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c if not unicodedata.category(c).startswith("Z") else " " for c in name)
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = re.sub(r'[<>:"|?*]', "", name)
    name = re.sub(r" {2,}", " ", name).strip(" .")
    if not name:
        return "file"
    if len(name) <= limit:
        return name
    ending = Path(name).suffix
    return name[: limit - len(ending)].rstrip(" .") + ending if len(ending) <= 10 else name[:limit].rstrip(" .")
