"""Text of a plain text file, whatever its encoding. Runs in the child process only."""

from __future__ import annotations

from typing import BinaryIO

from milo_app.adapters.resume_reader.findings import MAX_CHARS, Found, Unreadable
from milo_app.core.filetypes import utf16_without_mark

# Four bytes is the most that one character takes in any of these encodings.
MAX_BYTES = 4 * MAX_CHARS


def read_txt(stream: BinaryIO) -> Found:
    """Return the text, decoded as UTF-8 or UTF-16 where it is one of them, else as Windows-1252."""
    data = stream.read(MAX_BYTES + 4)
    text = decode(data)
    if "\0" in text:
        raise Unreadable("not_a_document")
    return Found(text=text, pages=1, is_cut=len(data) > MAX_BYTES)


def decode(data: bytes) -> str:
    """Decode by byte order mark, by zero bytes, by validity as UTF-8; what is left is Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        codec = utf16_without_mark(data)
        if codec:
            return data[: len(data) // 2 * 2].decode(codec, "replace")
    for cut in range(4):
        # A file cut at the limit may end inside a character.
        try:
            return data[: len(data) - cut].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:
                break
    return data.decode("cp1252", "replace")
