"""Find a real Chromium for journeys, pictures and measurements; install one where the machine can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from milo_app.commands.terminal import say
from milo_app.core.settings import settings

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

NOT_FOUND = (
    "Chromium was not found. Install it (Debian: apt install chromium), or name it: MILO_CHROMIUM=/path/to/chromium"
)


def find_chromium() -> str:
    """Return the path of a Chromium: MILO_CHROMIUM, one on PATH, else Playwright's own. Empty where there is none."""
    named = settings().chromium
    if named:
        return named if shutil.which(named) else ""
    for name in (*_NAMES, _MAC):
        if found := shutil.which(name):
            return found
    return _playwrights_own()


def _playwrights_own() -> str:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return ""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def ensure_chromium() -> str:
    """Return a Chromium, installing one first if need be: by apt as root on Debian, else Playwright's download."""
    found = find_chromium()
    if found or settings().chromium:
        return found
    say("Installing Chromium for tests, pictures and measurements ...")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
            subprocess.run(["apt-get", *command], env=environment, check=False, **quiet)  # type: ignore[call-overload]
    if not find_chromium():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, **quiet)  # type: ignore[call-overload]
    return find_chromium()


def launch_arguments() -> list[str]:
    """Return the switches that Chromium needs on this machine: as root its sandbox cannot start."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []
