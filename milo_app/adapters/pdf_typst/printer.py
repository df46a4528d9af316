"""Implements the port ReportPrinter: a template and the paper as data go in, a PDF comes out, in this process.

The typesetter is memory-safe, gives the interpreter free while it works, may read nothing but its template's folder,
and takes some milliseconds a report, so it needs neither a process of its own nor a cache.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

import typst

from milo_app.domain.scoring.paper import Paper, PrintingFailed

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "report.typ"
_FONTS = _HERE / "fonts"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
NEUTRAL = "#0b7a6b"
AT_ONCE = 2
log = logging.getLogger("milo.print")


@lru_cache(maxsize=4)
def _fonts(extra: Path | None) -> typst.Fonts:
    """Return the fonts of the system, those that come with Milo, and those in the installation's own folder; read once."""
    return typst.Fonts(font_paths=[_FONTS, *([extra] if extra is not None and extra.is_dir() else [])])


class TypstPrinter:
    """Prints with the fonts of the system and of `fonts`, a folder for more of them; a few documents at once."""

    def __init__(self, fonts: Path | None = None) -> None:
        self._extra = fonts
        self._room = BoundedSemaphore(AT_ONCE)

    def pdf(self, paper: Paper) -> bytes:
        """Return the paper as a PDF, without a logo that cannot be drawn; raises PrintingFailed."""
        try:
            with self._room:
                return self._made(paper)
        except PrintingFailed:
            if paper.logo is None:
                raise
        return self.pdf(replace(paper, logo=None))

    def _made(self, paper: Paper) -> bytes:
        color = paper.color if _COLOR.fullmatch(paper.color) else NEUTRAL
        data = asdict(replace(paper, color=color, logo=None))
        with TemporaryDirectory(prefix="milo-print-") as folder:
            # The template may read nothing but this folder: itself, and the logo.
            template = Path(folder) / _TEMPLATE.name
            template.write_bytes(_TEMPLATE.read_bytes())
            if paper.logo is not None:
                data["logo"] = f"logo.{paper.logo.kind}"
                (Path(folder) / data["logo"]).write_bytes(paper.logo.body)
            return self._set(template, json.dumps(data, ensure_ascii=False))

    def _set(self, template: Path, data: str) -> bytes:
        try:
            compiler = typst.Compiler(template, root=template.parent, font_paths=_fonts(self._extra))
            made = compiler.compile(format="pdf", sys_inputs={"paper": data})
        except Exception as failed:
            raise self._failed(failed) from failed
        except BaseException as failed:
            # A panic of the typesetter is not an Exception, and not a wish to stop either.
            if type(failed).__name__ != "PanicException":
                raise
            raise self._failed(failed) from failed
        if not isinstance(made, bytes):
            raise PrintingFailed("no document")
        return made

    @staticmethod
    def _failed(failed: BaseException) -> PrintingFailed:
        # The reason may hold what a candidate wrote; the log gets its kind only.
        log.error("a report could not be printed: %s", type(failed).__name__)
        return PrintingFailed(type(failed).__name__)


def families(fonts: Path | None = None) -> list[str]:
    """Return the names of the fonts that reports can be printed with."""
    return sorted(_fonts(fonts).families())
