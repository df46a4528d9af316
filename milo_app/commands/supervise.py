"""Stand between the terminal and the server: start it, announce it once it answers, and end it in good order.

Only the standard library is imported, so that this process stays small while the server runs beside it. Ctrl-C reaches
this process alone (the server has a session of its own) and becomes one SIGTERM, which lets it finish what it is doing.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

DRAIN_S = 14.0
"""Seconds from the first signal to the end. The server's own limit is shorter, so this is the last resort."""

START_S = 60.0
"""Seconds after which a server that does not answer is reported."""


def listens(port: int) -> bool:
    """Return whether something accepts connections on the port of this machine."""
    for family, name in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as probe:
            probe.settimeout(1)
            try:
                probe.connect((name, port))
            except OSError:
                continue
            return True
    return False


class Supervisor:
    """One server process and the two signals that end it."""

    def __init__(self, command: list[str], port: int, announcement: str) -> None:
        self.port = port
        self.announcement = announcement
        self.stop_at: float | None = None
        self.child = subprocess.Popen(command, start_new_session=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)

    def stop(self, number: int, frame: object) -> None:
        """Ask the server to finish; a second signal changes nothing."""
        if self.stop_at is None:
            self.stop_at = time.monotonic() + DRAIN_S
            print("\nStopping: finishing what is under way ...", flush=True)
            self.child.terminate()

    def run(self) -> int:
        """Wait for the server and return the exit code of the command: 0 after a stop that was asked for."""
        announced, started = False, time.monotonic()
        while self.child.poll() is None:
            if not announced and self.stop_at is None and listens(self.port):
                announced = True
                print(self.announcement, flush=True)
            if not announced and started and time.monotonic() - started > START_S:
                started = 0.0
                print("The server has not answered yet. Its messages are above.", file=sys.stderr, flush=True)
            if self.stop_at is not None and time.monotonic() > self.stop_at:
                self.child.kill()
            time.sleep(0.1)
        if self.stop_at is not None:
            print("Stopped.", flush=True)
            return 0
        print(f"milo: the server ended by itself (code {self.child.returncode}).", file=sys.stderr, flush=True)
        return self.child.returncode or 1


def main() -> None:
    """Entry: `python -m milo_app.commands.supervise HOST PORT`, with the text to announce in MILO_ANNOUNCE."""
    host, port = sys.argv[1], sys.argv[2]
    # The announcement holds a sign-in link: in the environment, never in the arguments that every user can list.
    announcement = os.environ.pop("MILO_ANNOUNCE", "")
    command = [sys.executable, "-m", "milo_app.commands.serve", "--host", host, "--port", port]
    raise SystemExit(Supervisor(command, int(port), announcement).run())


if __name__ == "__main__":
    main()
