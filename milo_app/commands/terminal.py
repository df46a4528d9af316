"""How commands talk to the person at the terminal: plain sentences, one progress bar, one way to give up."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, Protocol


class Step(Protocol):
    """What a long task calls with the work done so far and the whole of it."""

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is finished."""


def say(sentence: str = "") -> None:
    """Print a sentence for the person who runs the command."""
    print(sentence, flush=True)


def give_up(sentence: str, code: int = 1) -> NoReturn:
    """End the command with a sentence on standard error; the exit code is 1 unless told."""
    print(f"milo: {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(code)


def refuse_wrong_settings() -> None:
    """End with one sentence per setting whose value cannot be used."""
    from pydantic import ValidationError

    from milo_app.core.settings import settings

    try:
        settings()
    except ValidationError as wrong:
        for error in wrong.errors():
            name = str(error["loc"][0]) if error["loc"] else "a setting"
            shown = name if name.isupper() else f"MILO_{name.upper()}"
            said = error["msg"].removeprefix("Value error, ")
            print(f"milo: {said}" if said.startswith(shown) else f"milo: {shown}: {said}", file=sys.stderr)
        raise SystemExit(2) from wrong


def given_path(text: str) -> Path:
    """Return a path that a person typed, relative to the folder that ./milo was called from."""
    return (Path(os.environ.get("MILO_FROM", Path.cwd())) / Path(text).expanduser()).resolve()


@contextmanager
def progress(title: str) -> Iterator[Step]:
    """Show one progress bar on a terminal, and a line every tenth of the way elsewhere (logs, CI)."""
    if not sys.stdout.isatty():
        yield _Lines(title)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), transient=False
    ) as bar:
        task = bar.add_task(title, total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield step


class _Lines:
    def __init__(self, title: str) -> None:
        self.title = title
        self.tenth = -1

    def __call__(self, done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if tenth > self.tenth:
            self.tenth = tenth
            say(f"{self.title}: {done:,} of {total:,}")
