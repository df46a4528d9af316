"""`milo admin ...`: people and keys on the command line, for first steps and for when nobody can sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from milo_app.commands.terminal import give_up, say
from milo_app.core.errors import MiloError
from milo_app.core.settings import settings

# The pages that a link opens. Each holds a token, so they send no referrer and post by fetch (design.md 7).
SIGN_IN_PAGE, SET_UP_PAGE = "/enter", "/setup"


@contextmanager
def sentences() -> Iterator[None]:
    """Turn a named error of the domain into its sentence and exit code 1."""
    try:
        yield
    except MiloError as error:
        give_up(error.sentence())


def sign_in_link(email: str) -> str:
    """Return a one-time sign-in link for an account (15 minutes, single use)."""
    from milo_app.bootstrap import system, work
    from milo_app.core.errors import NotFound
    from milo_app.domain.accounts import queries, service
    from milo_app.domain.accounts.models import LinkKind

    with work(system(None)) as w:
        user = queries.user_by_email(w, email)
        if user is None or user.disabled_at is not None:
            raise NotFound(f"There is no active account for {email}.", do="./milo admin list shows all.")
        return f"{settings().origin}{SIGN_IN_PAGE}/{service.make_link(w, LinkKind.SIGN_IN, user)}"


def set_up_link() -> str:
    """Return a link that makes the first workspace and its admin (24 hours, single use)."""
    from milo_app.bootstrap import system, work
    from milo_app.domain.accounts import service
    from milo_app.domain.accounts.models import LinkKind

    with work(system(None)) as w:
        return f"{settings().origin}{SET_UP_PAGE}/{service.make_link(w, LinkKind.SETUP, None)}"


def first_admin() -> str:
    """Return the e-mail of the oldest active admin, or nothing where there is none."""
    from milo_app.bootstrap import read, system
    from milo_app.domain.accounts import queries

    with read(system(None)) as w:
        admins = [m for m in queries.everybody(w) if m.role == "admin" and not m.is_disabled]
    return min(admins, key=lambda member: member.user_id).email if admins else ""


def create(email: str, name: str, workspace: str, role: str, password: str) -> None:
    """Add a person to a workspace (made when its name is new) and print a sign-in link."""
    from milo_app.bootstrap import system, work
    from milo_app.domain.accounts import queries, service
    from milo_app.domain.accounts.models import Role

    if role not in {known.value for known in Role}:
        give_up(f"there is no role {role}. Roles: {', '.join(known.value for known in Role)}.")
    with sentences():
        with work(system(None)) as w:
            everything = queries.workspaces(w)
            home = next((each for each in everything if workspace in (each.slug, each.name)), None)
            if home is None and not workspace and len(everything) == 1:
                home = everything[0]
            if home is None and not workspace and everything:
                give_up("say which workspace: --workspace with one of " + ", ".join(each.slug for each in everything))
            home = home or service.create_workspace(w, workspace or "Recruiting")
            service.add_user(w, home, email, name, Role(role), password)
            say(f"{email} is {role} in {home.name}.")
        say(f"One-time sign-in link, valid for 15 minutes: {sign_in_link(email)}")


def list_all() -> None:
    """Print everybody, with role and workspace."""
    from rich.console import Console
    from rich.table import Table

    from milo_app.bootstrap import read, system
    from milo_app.domain.accounts import queries

    with read(system(None)) as w:
        members = queries.everybody(w)
    table = Table("Name", "E-mail", "Role", "Workspace", "State")
    for member in members:
        state = "off" if member.is_disabled else "active"
        table.add_row(member.name, member.email, member.role, member.workspace, state)
    Console().print(table if members else "Nobody yet. ./milo admin create EMAIL adds the first admin.")


def disable(email: str) -> None:
    """Switch an account off at once; its sessions end."""
    from milo_app.bootstrap import system, work
    from milo_app.domain.accounts import service

    with sentences(), work(system(None)) as w:
        service.disable_user(w, email)
    say(f"{email} is switched off and signed out everywhere.")


def link(email: str) -> None:
    """Print a one-time sign-in link."""
    with sentences():
        say(sign_in_link(email or first_admin()))


def _home(workspace: str) -> int:
    """Return the workspace of that slug, or the only one; ends with a sentence otherwise."""
    from milo_app.bootstrap import read, system
    from milo_app.domain.accounts import queries

    with read(system(None)) as w:
        everything = [(each.id, each.slug) for each in queries.workspaces(w)]
    found = [number for number, slug in everything if slug == workspace or (not workspace and len(everything) == 1)]
    if not found or found[0] is None:
        give_up("say which workspace: --workspace with one of " + ", ".join(slug for _, slug in everything))
    return found[0]


def api_key(workspace: str, name: str, scopes: str) -> None:
    """Make an API key and print it, the only time that it is shown."""
    from milo_app.bootstrap import system, work
    from milo_app.domain.accounts import api_keys

    with sentences(), work(system(_home(workspace))) as w:
        fresh = api_keys.make(w, name, [scope for scope in scopes.replace(",", " ").split() if scope])
    say(f"{fresh.text}\nThis key ({fresh.name}) is shown only now.")


def list_keys(workspace: str) -> None:
    """Print the keys of a workspace: their first characters, what they may do, and whether they still open."""
    from milo_app.bootstrap import read, system
    from milo_app.domain.accounts import api_keys

    with sentences(), read(system(_home(workspace))) as w:
        rows = api_keys.held(w)
    for row in rows:
        say(f"{row.prefix}  {row.state:<8} {row.name}  ({row.scopes})")
    if not rows:
        say("There is no key. Make one: ./milo admin api-key --scopes interviewer:read")


def revoke_key(workspace: str, beginning: str) -> None:
    """Close a key and say so."""
    from milo_app.bootstrap import system, work
    from milo_app.domain.accounts import api_keys

    with sentences(), work(system(_home(workspace))) as w:
        name = api_keys.revoke(w, beginning)
    say(f"The key {name} opens nothing any more.")
