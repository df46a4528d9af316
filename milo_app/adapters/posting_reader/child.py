"""The process that takes a stranger's page apart: `python -I -B child.py html`, the page in UTF-8 on standard input.

It gives up its rights first, then imports the parsers, and answers with one JSON object. Nothing of it is imported by
the server.
"""

from __future__ import annotations

import ctypes  # noqa: F401 - a date library imports it; once inside, opening libraries is forbidden
import sys
from pathlib import Path

# Isolated mode leaves the project out of the path; it comes last, so that it cannot shadow a library.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from milo_app.core.jail import give_up_rights, say


def main() -> int:
    """Answer for the page on standard input."""
    give_up_rights()
    try:
        from milo_app.adapters.posting_reader.page_text import read_page

        say(read_page(sys.stdin.buffer.read().decode("utf-8", "replace")))
    except MemoryError:
        say({"reason": "too_big"})
    except RecursionError:
        say({"reason": "no_text"})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
