"""`milo demo`: fill the demo workspace."""

from __future__ import annotations

from milo_app.commands import prepare
from milo_app.commands.accounts import sentences
from milo_app.commands.terminal import Step, give_up, progress, say


def fill(applications: int, step: Step) -> None:
    """Make the demo workspace with so many applications."""
    from milo_app.demo import fill as make

    make(applications, step)


def run(applications: int) -> None:
    """`milo demo --applications N`: migrate, fill and say what there is now."""
    if not 1 <= applications <= 1_000_000:
        give_up("--applications takes 1 to 1,000,000.")
    prepare.installation()
    with sentences(), progress("Making the demo workspace") as step:
        fill(applications, step)
    say(f"The demo workspace holds {applications:,} applications. Delete demo data removes them.")
