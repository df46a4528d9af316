"""`milo up` and `milo dev`: from nothing to a running Milo."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from milo_app.commands import prepare
from milo_app.commands.accounts import first_admin, set_up_link, sign_in_link
from milo_app.commands.build import RECORD, ensure_built
from milo_app.commands.terminal import say
from milo_app.core.settings import ROOT, settings


def use_port(port: int | None) -> None:
    """Make a port given on the command line the setting of this process and of those it starts."""
    if port is not None:
        os.environ["MILO_PORT"] = str(port)
        settings.cache_clear()


def up(port: int | None, *, empty: bool) -> None:
    """Prepare, build if something changed, and serve until Ctrl-C. Does not return."""
    use_port(port)
    chosen = settings()
    prepare.refuse_taken_port(chosen.host, chosen.port)
    prepare.refuse_open_http()
    prepare.installation()
    # The build is another process, so on a first run it and the demo share the time.
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(ensure_built)
        if prepare.is_empty() and not empty:
            prepare.demo()
        building.result()
    os.environ["MILO_ANNOUNCE"] = announcement()
    _become(["milo_app.commands.supervise", chosen.host, str(chosen.port)])


def announcement() -> str:
    """Return what is printed once Milo answers: its address and a one-time link."""
    chosen = settings()
    admin = first_admin()
    if admin:
        way = f"Sign in as {admin} (one-time link, 15 minutes):\n  {sign_in_link(admin)}"
    else:
        way = f"Make the first workspace and its admin (one-time link, 24 hours):\n  {set_up_link()}"
    return f"\nMilo runs at {chosen.origin}\n{way}\nData: {chosen.data_dir}. Ctrl-C stops it.\n"


def dev(port: int | None) -> None:
    """Serve with hot reload on loopback. Reload rebuilds the pages; everything else is as in `up`, the gate too."""
    use_port(port)
    os.environ["MILO_HOST"] = "127.0.0.1"
    settings.cache_clear()
    prepare.refuse_taken_port("127.0.0.1", settings().port)
    prepare.installation()
    say(announcement())
    # What dev builds is readable and not minified: `up` must not take it for its own, nor the edge its old record.
    RECORD.unlink(missing_ok=True)
    # Reflex's preview serves a fresh build and the backend on one port, so cookies, forms and the gate behave as they
    # do in `up`. Its dev server would put the pages on a port of their own.
    number = str(settings().port)
    ports = ["--frontend-port", number, "--backend-port", number, "--backend-host", "127.0.0.1"]
    _become(["reflex", "run", "--env", "preview", *ports])


def _become(module_and_arguments: list[str]) -> None:
    """Replace this process, so that nothing opened while preparing is inherited by the server."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", *module_and_arguments])
