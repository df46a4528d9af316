"""The commands: each has a sentence, is documented, and says what is wrong in one line."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from milo_app import cli
from milo_app.bootstrap import read, system
from milo_app.commands import accounts, help, prepare
from milo_app.commands.bench import registry, run
from milo_app.core.settings import ROOT, settings
from milo_app.domain.accounts import queries
from tests.databases import Installation

NAMED_IN_THE_ISSUE = {
    "up", "dev", "test", "demo", "bench", "shots", "migrate", "backup", "reindex",
    "restore", "doctor", "jobs", "help",
    "admin create", "admin list", "admin disable", "admin link", "admin api-key",
}  # fmt: skip


def milo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with the settings of this test."""
    return subprocess.run(
        [sys.executable, "-m", "milo_app.cli", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )


def test_every_command_has_a_sentence() -> None:
    rows = dict(help.table(cli.app))
    assert set(rows) == NAMED_IN_THE_ISSUE
    assert all(sentence.endswith(".") for sentence in rows.values())


def test_every_command_stands_in_the_operator_guide() -> None:
    guide = (ROOT / "docs" / "operator-guide.md").read_text()
    missing = [name for name, _ in help.table(cli.app) if f"./milo {name}" not in guide]
    assert missing == []


def test_every_setting_stands_in_the_operator_guide() -> None:
    guide = (ROOT / "docs" / "operator-guide.md").read_text()
    plain = {"database_url", "redis_url", "public_url"} | {
        n for n in type(settings()).model_fields if n.startswith("meili_")
    }
    names = [n.upper() if n in plain else f"MILO_{n.upper()}" for n in type(settings()).model_fields]
    assert [name for name in names if f"`{name}`" not in guide] == []


def test_a_wrong_setting_is_told_by_name() -> None:
    done = milo("doctor", MILO_PORT="eighty")
    assert done.returncode == 2
    assert "MILO_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_worker_alone_needs_redis() -> None:
    done = milo("jobs", REDIS_URL="")
    assert done.returncode == 1
    assert "needs REDIS_URL" in done.stderr


def test_people_cannot_be_managed_before_there_is_a_database(tmp_path: Path) -> None:
    done = milo("admin", "list", DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert done.returncode == 1
    assert "./milo up" in done.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def test_a_port_in_use_is_told_with_another_one(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        prepare.refuse_taken_port("127.0.0.1", taken)
    assert f"port {taken} is in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "refused"),
    [
        ({}, False),
        ({"PUBLIC_URL": "https://milo.example.com"}, False),
        ({"PUBLIC_URL": "http://localhost:3000"}, False),
        ({"PUBLIC_URL": "http://[::1]:3000"}, False),
        ({"PUBLIC_URL": "http://milo.example.com"}, True),
        ({"PUBLIC_URL": "http://localhost.example.com"}, True),
        ({"PUBLIC_URL": "http://milo.example.com", "MILO_ALLOW_HTTP": "1"}, False),
    ],
)
def test_plain_http_over_a_network_is_refused_unless_it_is_meant(
    environment: dict[str, str], refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    if refused:
        with pytest.raises(SystemExit):
            prepare.refuse_open_http()
    else:
        prepare.refuse_open_http()


def test_the_data_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILO_DATA", str(tmp_path / "deep" / "data"))
    settings.cache_clear()
    old = os.umask(0o022)
    try:
        prepare.installation()
    finally:
        os.umask(old)
    assert (tmp_path / "deep" / "data").stat().st_mode & 0o777 == 0o700


def test_the_first_admin_is_made_with_a_workspace_and_a_link(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts.create("Ada@Example.com", "Ada", "Acme", "admin", "")
    assert "http://localhost:3000/enter/" in capsys.readouterr().out
    with read(system(None)) as w:
        assert [(m.email, m.role, m.workspace) for m in queries.everybody(w)] == [("ada@example.com", "admin", "Acme")]
    assert accounts.first_admin() == "ada@example.com"


@pytest.mark.parametrize(("email", "role"), [("nobody", "admin"), ("a@example.com", "emperor")])
def test_what_cannot_be_an_account_is_refused_with_a_sentence(
    installation: Installation, email: str, role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        accounts.create(email, "", "Acme", role, "")
    assert capsys.readouterr().err.startswith("milo: ")


def test_the_last_admin_cannot_be_switched_off_from_the_command_line(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts.create("ada@example.com", "Ada", "Acme", "admin", "")
    with pytest.raises(SystemExit):
        accounts.disable("ada@example.com")
    assert "last admin" in capsys.readouterr().err


def test_an_api_key_is_shown_once_and_needs_known_scopes(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts.create("ada@example.com", "Ada", "Acme", "admin", "")
    capsys.readouterr()
    accounts.api_key("", "for tests", "application:read")
    assert capsys.readouterr().out.startswith("milo_live_")
    with pytest.raises(SystemExit):
        accounts.api_key("", "for tests", "everything")


def test_measurements_print_one_object_a_line_and_fail_when_a_goal_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [registry.timing("quick", [1.0, 2.0, 3.0], 50), registry.timing("slow", [80.0, 90.0], 50)]
    monkeypatch.setattr(run, "load", lambda name: lambda: rows)
    with pytest.raises(SystemExit) as ended:
        run.run("events", True)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ended.value.code == 1
    assert [row["holds"] for row in printed] == [True, False]
    assert {"name", "value", "unit", "goal", "holds", "n", "p50", "p95"} == set(printed[0])


@pytest.mark.parametrize("name", registry.BENCHES)
def test_every_measurement_can_be_loaded(name: str) -> None:
    assert callable(registry.load(name))
