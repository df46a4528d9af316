"""The process that opens an untrusted document: `python -I -B child.py <kind>`, the document on standard input.

It gives up its rights first, then imports the parsers, and answers with one JSON object on standard output. Nothing of
it is imported by the server. Ends with status 0 whenever it answered.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

# Isolated mode leaves the project out of the path; it comes last, so that it cannot shadow a library.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from milo_app.core.jail import give_up_rights, say


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
    say(answer(sys.argv[1], sys.stdin.buffer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
