"""`milo help`: every command with its sentence."""

from __future__ import annotations

import typer

from milo_app.commands.terminal import say


def table(app: typer.Typer) -> list[tuple[str, str]]:
    """Return every command as typed, with the first line of its sentence, in the order of cli.py."""
    rows: list[tuple[str, str]] = []
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        rows.append((name, (command.callback.__doc__ or "").strip().splitlines()[0]))
    for group in app.registered_groups:
        assert group.typer_instance is not None
        rows += [(f"{group.name} {name}", sentence) for name, sentence in table(group.typer_instance)]
    return rows


def run(app: typer.Typer) -> None:
    """Print the table; `./milo COMMAND --help` shows the options of one."""
    rows = table(app)
    width = max(len(name) for name, _ in rows)
    say("\n".join(f"  {name:<{width}}  {sentence}" for name, sentence in rows))
    say("\n./milo COMMAND --help shows its options.")
