"""The process that opens an untrusted document: `python -I -B child.py <kind>`, the document on standard input.

It gives up its rights first, then imports the parsers, and answers with one JSON object on standard output. Nothing of
it is imported by the server. Ends with status 0 whenever it answered.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

MEMORY = 768 << 20
CPU_SECONDS = 20
OPEN_FILES = 64

_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "pty.", "ctypes.dlopen", "ftplib.", "http.client.", "urllib.", "smtplib.",
    "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def give_up_rights() -> None:
    """Limit memory, time, files and processes for good, and forbid writing, processes and the network."""
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    # macOS knows the name and refuses the call; the caps on pages, characters and unpacked bytes hold there too.
    _limit(resource.RLIMIT_AS, MEMORY, may_fail=sys.platform == "darwin")
    sys.addaudithook(_watch)


def _limit(which: int, value: int, may_fail: bool = False) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (ValueError, OSError):
        if not may_fail:
            raise


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and len(arguments) == 3:
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("writing is not allowed here")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed here")


def answer(kind: str, stream: BinaryIO) -> dict[str, object]:
    """Read the document and return what goes to the parent: the findings, or the reason why there are none."""
    from milo_app.adapters.resume_reader.findings import Unreadable, finish

    try:
        if kind == "pdf":
            from milo_app.adapters.resume_reader.pdf_text import read_pdf as read
        elif kind == "docx":
            from milo_app.adapters.resume_reader.docx_text import read_docx as read
        elif kind == "txt":
            from milo_app.adapters.resume_reader.txt_text import read_txt as read
        else:
            raise Unreadable("not_a_document")
        return {"found": asdict(finish(read(stream)))}
    except Unreadable as reason:
        return {"reason": reason.reason}
    except MemoryError:
        return {"reason": "too_big"}
    except RecursionError:
        return {"reason": "damaged"}


def main() -> int:
    """Answer for the document on standard input."""
    give_up_rights()
    # Isolated mode leaves the project out of the path; it comes last, so that it cannot shadow a library.
    sys.path.append(str(Path(__file__).resolve().parents[3]))
    reply = json.dumps(answer(sys.argv[1], sys.stdin.buffer), ensure_ascii=True)
    sys.stdout.buffer.write(reply.encode("ascii"))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
