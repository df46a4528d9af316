"""The commands of `./milo`, one line each; what they do stands in `milo_app/commands`."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Milo's commands.")
admin = typer.Typer(no_args_is_help=True, help="People and keys: create, list, disable, link, api-key.")
app.add_typer(admin, name="admin")

PORT = typer.Option(None, min=1, max=65535, help="Port to listen on (MILO_PORT, default 3000).")


@app.command()
def up(
    port: int | None = PORT, empty: bool = typer.Option(False, "--empty", help="No demo; print a set-up link.")
) -> None:
    """Start Milo: prepare everything, build if something changed, serve on one port, print a one-time link."""
    from milo_app.commands.up import up as run

    run(port, empty=empty)


@app.command()
def dev(port: int | None = PORT) -> None:
    """Start Milo on loopback with hot reload."""
    from milo_app.commands.up import dev as run

    run(port)


@app.command()
def test(
    part: str = typer.Argument("", help="lint, types, imports, unit, services, state, contract, postgres or browser."),
    name: str = typer.Option("", "-k", help="Only tests whose name holds this."),
) -> None:
    """Run every check, or one part, or the tests of a name; what failed last time comes first."""
    from milo_app.commands.testing.run import run

    run(part, name)


@app.command()
def demo(applications: int = typer.Option(6000, "--applications", help="How many, up to 1,000,000.")) -> None:
    """Fill the demo workspace with people who do not exist."""
    from milo_app.commands.demo import run

    run(applications)


@app.command()
def bench(
    name: str = typer.Argument("", help="One measurement; without it, all."),
    as_json: bool = typer.Option(False, "--json", help="One object a line."),
    applications: int = typer.Option(0, "--applications", help="A smaller size, for a measurement that makes data."),
) -> None:
    """Measure what has a goal: page weight, round trips, hot queries."""
    from milo_app.commands.bench.run import run

    run(name, as_json, applications)


@app.command()
def shots(folder: str = typer.Argument(help="Where the pictures go."), only: str = typer.Option("", "--only")) -> None:
    """Photograph every page in both themes, on a desk and on a phone."""
    from milo_app.commands.shots import run

    run(folder, only)


@app.command()
def migrate(
    check: bool = typer.Option(False, "--check", help="Only say what is pending."),
    without_copy: bool = typer.Option(False, "--without-copy", help="You have a backup of your own."),
) -> None:
    """Bring the database to this version's schema, after making a copy."""
    from milo_app.commands.database import run

    run(without_copy=without_copy, check=check)


@app.command()
def backup(file: str = typer.Argument("", help="Default: backups in the data folder.")) -> None:
    """Write database, files and keys to one file, with checksums."""
    from milo_app.commands.backup import run

    run(file)


@app.command()
def restore(file: str, yes: bool = typer.Option(False, "--yes", help="Do not ask.")) -> None:
    """Put a backup back; what is there now is kept aside."""
    from milo_app.commands.restore import run

    run(file, yes)


@app.command()
def reindex() -> None:
    """Build the search index anew; the one that is there answers meanwhile."""
    from milo_app.commands.reindex import run

    run()


@app.command()
def doctor() -> None:
    """Check settings, keys, database, toolchain and everything that is connected."""
    from milo_app.commands.doctor import run

    run()


@app.command()
def jobs() -> None:
    """Run the job worker alone, beside servers that share Redis."""
    from milo_app.commands.jobs import run

    run()


@app.command("help")
def help_() -> None:
    """Show every command with its sentence."""
    from milo_app.commands.help import run

    run(app)


@admin.callback()
def _ready() -> None:
    from milo_app.commands.prepare import refuse_unmigrated

    refuse_unmigrated()


@admin.command("create")
def admin_create(
    email: str,
    name: str = typer.Option("", help="Their name."),
    workspace: str = typer.Option("", help="Slug or name; a new name makes a workspace."),
    role: str = typer.Option("admin", help="admin, recruiter or viewer."),
    password: str = typer.Option("", envvar="MILO_NEW_PASSWORD", help="Empty: they sign in by link."),
) -> None:
    """Add a person and print a one-time sign-in link."""
    from milo_app.commands.accounts import create

    create(email, name, workspace, role, password)


@admin.command("list")
def admin_list() -> None:
    """List everybody with role and workspace."""
    from milo_app.commands.accounts import list_all

    list_all()


@admin.command("disable")
def admin_disable(email: str) -> None:
    """Switch an account off and end its sessions."""
    from milo_app.commands.accounts import disable

    disable(email)


@admin.command("link")
def admin_link(email: str = typer.Argument("", help="Default: the first admin.")) -> None:
    """Print a one-time sign-in link."""
    from milo_app.commands.accounts import link

    link(email)


@admin.command("api-key")
def admin_api_key(
    name: str = typer.Option("command line", help="What the key is for."),
    workspace: str = typer.Option("", help="Slug; needed with several workspaces."),
    scopes: str = typer.Option("", help="Permissions, such as interviewer:read,application:read."),
    revoke: str = typer.Option("", help="Close the key with these 8 characters instead."),
) -> None:
    """Make an API key and show it once; list the keys without --scopes; close one with --revoke."""
    from milo_app.commands.accounts import api_key, list_keys, revoke_key

    if revoke:
        revoke_key(workspace, revoke)
    elif scopes:
        api_key(workspace, name, scopes)
    else:
        list_keys(workspace)


def main() -> None:
    """Entry of `./milo`: a wrong setting is told by name before any command runs."""
    from milo_app.commands.terminal import refuse_wrong_settings

    refuse_wrong_settings()
    app()


if __name__ == "__main__":
    main()
