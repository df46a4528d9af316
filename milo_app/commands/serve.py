"""Serve the finished build, the API and the websocket on one port: the only module that touches how Reflex starts.

Reflex 0.10.1 internals relied on, each held by tests/commands/test_serve.py:
- `reflex.reflex._skip_compile()` sets REFLEX_SKIP_COMPILE, so that the app is imported but its pages are not compiled.
- `reflex.utils.exec.run_backend_prod(host, port, loglevel, True)` mounts `.web/build/client` behind the app's own
  routes and runs granian. The worker is forked from this process where fork is the platform's default.
- It builds the server as `granian.server.Server(...)`, looked up when called, without a limit for stopping workers. An
  open websocket would then hold the exit forever, so a subclass sets the limit and restarts a worker that crashed.
- It takes the number of workers from GRANIAN_WORKERS.
- `REFLEX_ENV_MODE=prod` makes client errors generic and takes the routes from `.web`.

Environment that `milo` sets for every command: REFLEX_DIR inside the project, REFLEX_USE_SYSTEM_BUN, telemetry and
version check off. With bunfig.toml and .npmrc in the project Reflex does not look for package mirrors.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys
from typing import Any

from milo_app.commands.running import hold
from milo_app.core.settings import ROOT, settings

DRAIN_S = 10
"""Seconds that running requests and websockets get after SIGTERM; `up` waits a little longer than this."""

TURN_S = 0.0005
"""How long a thread may hold the interpreter while others wait. Each question to the database lets go of it: with the
usual 5 ms a reader with ten questions waited up to 50 ms for a neighbour that only computes."""

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """On Linux, stop when the process that started this one dies, so that kill -9 leaves no server behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def limit_draining() -> None:
    """Make Reflex's server give its workers `DRAIN_S` seconds to stop and replace a worker that died by itself."""
    from granian import server

    class MiloServer(server.Server):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs |= {"workers_kill_timeout": DRAIN_S, "respawn_failed_workers": True, "log_access": False}
            super().__init__(*args, **kwargs)

    server.Server = MiloServer


def workers() -> int:
    """Return how many processes serve: one a core with Redis, else one, since its memory holds the open pages."""
    return min(os.cpu_count() or 1, 8) if settings().redis_url else 1


def serve(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. The build must be finished and the database migrated."""
    os.chdir(ROOT)
    os.environ["REFLEX_ENV_MODE"] = "prod"
    os.environ["GRANIAN_WORKERS"] = str(workers())
    from reflex.reflex import _skip_compile
    from reflex.utils import exec as reflex_exec
    from reflex_base.constants.base import LogLevel

    _skip_compile()  # type: ignore[no-untyped-call]
    sys.setswitchinterval(TURN_S)
    in_use = hold()  # noqa: F841 - the lock lasts as long as this name
    limit_draining()
    # Workers are forked from here and must not outlive it.
    os.register_at_fork(after_in_child=end_with_parent)
    level = {"debug": LogLevel.DEBUG, "error": LogLevel.ERROR}.get(settings().log_level, LogLevel.WARNING)
    reflex_exec.run_backend_prod(host, port, level, True)


def main() -> None:
    """Entry of the process that `up` starts."""
    parser = argparse.ArgumentParser(prog="python -m milo_app.commands.serve")
    parser.add_argument("--host", default=settings().host)
    parser.add_argument("--port", type=int, default=settings().port)
    chosen = parser.parse_args()
    end_with_parent()
    serve(chosen.host, chosen.port)


if __name__ == "__main__":
    main()
