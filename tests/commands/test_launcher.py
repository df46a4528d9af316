"""The launcher: which Python it takes, what it says when none fits, and when it installs again."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from milo_app.core.settings import ROOT

TOOLS = ("sh", "dirname", "cat", "cmp", "cp", "rm", "printf", "env", "mkdir", "chmod")

FAKE_PYTHON = """#!/bin/sh
# A Python of version {minor}: answers the launcher's questions and makes a .venv that is a copy of itself.
case "$*" in
    *version_info*) exit {too_old} ;;
    *"import venv, ensurepip"*) exit {bare} ;;
    *"import pip"*) exit 0 ;;
    --version) echo "Python 3.{minor}.0" ;;
    "-m venv .venv")
        mkdir -p .venv/bin && cp "$0" .venv/bin/python && cp "$(dirname "$0")/uv" .venv/bin/uv ;;
    "-m pip config"*) exit 1 ;;
    *milo_app.cli*) echo "RAN with 3.{minor}: $*" ;;
    *) exit 0 ;;
esac
"""


def executable(path: Path, text: str) -> None:
    """Write a script that can be run."""
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class House:
    """A project folder with the launcher alone, and a PATH that holds only what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.root, self.bin = folder / "project", folder / "bin"
        self.root.mkdir()
        self.bin.mkdir()
        shutil.copy(ROOT / "milo", self.root / "milo")
        for name in ("requirements.lock", "requirements-test.lock", "requirements-uv.lock"):
            (self.root / name).write_text(f"{name}\n")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
        executable(self.bin / "uv", '#!/bin/sh\necho "$*" >>uv-calls\n')

    def python(self, name: str, minor: int, *, bare: bool = False) -> None:
        """Put a Python on PATH; a bare one lacks venv."""
        text = FAKE_PYTHON.format(minor=minor, too_old=int(minor < 11), bare=int(bare))
        executable(self.bin / name, text)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the launcher."""
        env = {"PATH": str(self.bin), "HOME": str(self.root)} | environment
        return subprocess.run(
            [str(self.root / "milo"), *arguments], env=env, capture_output=True, text=True, check=False, timeout=30
        )

    def installs(self) -> list[str]:
        """Return the locks that were installed, in order."""
        calls = self.root / "uv-calls"
        return [line.split()[-1] for line in calls.read_text().splitlines()] if calls.exists() else []


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_newest_python_that_fits_makes_the_environment(house: House) -> None:
    house.python("python3.11", 11)
    house.python("python3.13", 13)
    done = house.run("up")
    assert "RAN with 3.13" in done.stdout
    assert done.returncode == 0


def test_without_python_311_one_sentence_says_what_to_do(house: House) -> None:
    house.python("python3", 9)
    done = house.run("up")
    assert done.returncode == 1
    assert "Python 3.11 or newer was not found" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_python_without_venv_is_named_with_its_package(house: House) -> None:
    house.python("python3.12", 12, bare=True)
    done = house.run("up")
    assert done.returncode == 1
    assert "apt install python3.12-venv" in done.stderr


def test_a_bare_python_is_passed_over_when_another_can_make_environments(house: House) -> None:
    house.python("python3.12", 12, bare=True)
    house.python("python3.11", 11)
    assert "RAN with 3.11" in house.run("up").stdout


def test_milo_python_decides_and_is_refused_when_too_old(house: House) -> None:
    house.python("python3.13", 13)
    house.python("mine", 9)
    done = house.run("up", MILO_PYTHON=str(house.bin / "mine"))
    assert done.returncode == 1
    assert "is not Python 3.11 or newer" in done.stderr


def test_packages_are_installed_once_and_again_when_the_lock_changes(house: House) -> None:
    house.python("python3.11", 11)
    house.run("up")
    house.run("up")
    assert house.installs() == ["requirements.lock"]
    (house.root / "requirements.lock").write_text("changed\n")
    house.run("up")
    assert house.installs() == ["requirements.lock", "requirements.lock"]


def test_tests_need_the_test_packages_too(house: House) -> None:
    house.python("python3.11", 11)
    house.run("test")
    assert house.installs() == ["requirements.lock", "requirements-test.lock"]


def test_an_environment_whose_making_was_interrupted_is_made_again(house: House) -> None:
    house.python("python3.11", 11)
    house.run("up")
    (house.root / ".venv" / "milo-unfinished").touch()
    (house.root / ".venv" / "left-over").touch()
    assert "RAN" in house.run("up").stdout
    assert not (house.root / ".venv" / "left-over").exists()


def test_a_project_that_was_moved_gets_a_new_environment(house: House) -> None:
    house.python("python3.11", 11)
    house.run("up")
    moved = house.root.with_name("elsewhere")
    house.root.rename(moved)
    house.root = moved
    assert "Making the environment" in house.run("up").stderr


def test_arguments_reach_the_command_whole(house: House) -> None:
    house.python("python3.11", 11)
    assert "milo_app.cli admin create a b@c.example" in house.run("admin", "create", "a b@c.example").stdout


def test_the_launcher_is_plain_posix_shell() -> None:
    shell = shutil.which("dash")
    if not shell:
        pytest.skip("dash is not on this machine")
    assert subprocess.run([shell, "-n", str(ROOT / "milo")], check=False).returncode == 0
    assert os.access(ROOT / "milo", os.X_OK)
