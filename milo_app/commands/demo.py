"""`milo demo`: fill the demo workspace. Its people do not exist, and nothing leaves the house."""

from __future__ import annotations

from contextlib import AbstractContextManager

from milo_app.commands import prepare
from milo_app.commands.accounts import sentences
from milo_app.commands.terminal import Step, give_up, progress, say
from milo_app.core.errors import Conflict
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work

MOST = 1_000_000
ONE_BY_ONE = 20_000
"""Up to here every application goes through the services; beyond, a bulk writer multiplies what they made."""


def works(actor: Actor) -> AbstractContextManager[Work]:
    """Open a unit of work with the built-in rules and the dev mailbox, also where a model and a mail server are set."""
    from milo_app import bootstrap
    from milo_app.wiring import chosen_ports

    at_home = settings().model_copy(update={"ai_provider": "", "smtp_host": ""})
    return bootstrap.work(actor, adapters=chosen_ports(at_home))


def fill(applications: int, step: Step) -> None:
    """Make the demo workspace, if there is none, and fill it with so many applications."""
    from milo_app.core.work import system
    from milo_app.domain.demo import deletion, workspace, writer
    from milo_app.domain.demo.bulk import bulk

    home = workspace.ensure(works)
    if applications > ONE_BY_ONE:
        bulk(works, home.workspace_id, applications, step)
        return
    with works(system(home.workspace_id)) as w:
        if deletion.holds_demo(w):
            raise Conflict(
                "The demo workspace is filled already.",
                do="Delete demo data first, or name a number above 20,000 to fill it up to that.",
            )
    writer.fill(works, home.workspace_id, applications, progress=step)


def run(applications: int) -> None:
    """`milo demo --applications N`: migrate, fill and say what there is now."""
    if not 1 <= applications <= MOST:
        give_up(f"--applications takes 1 to {MOST:,}.")
    prepare.installation()
    with sentences(), progress("Making the demo workspace") as step:
        fill(applications, step)
    say(f"The demo workspace holds {applications:,} applications. Delete demo data removes them.")
