"""Starts the real app on loopback without its pages: gate, edge, API and websocket, as a process of its own."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys


def register_every_state() -> None:
    """Import the app and every state module, so that a handler counts before its page is on the site map."""
    import milo_app.milo_app  # noqa: F401
    from milo_app import state

    for module in pkgutil.iter_modules(state.__path__):
        importlib.import_module(f"milo_app.state.{module.name}")


def main(port: int) -> None:
    """Serve until the process is ended. The database that the environment names must be migrated."""
    from milo_app.commands.serve import end_with_parent, limit_draining
    from milo_app.core.settings import ROOT

    end_with_parent()
    os.chdir(ROOT)
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex.reflex import _skip_compile
    from reflex.utils import exec as reflex_exec
    from reflex_base.constants.base import LogLevel

    _skip_compile()  # type: ignore[no-untyped-call]
    register_every_state()
    limit_draining()
    os.register_at_fork(after_in_child=end_with_parent)
    reflex_exec.run_backend_prod("127.0.0.1", port, LogLevel.WARNING, False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
