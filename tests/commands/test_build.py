"""When the pages are built, and what is remembered about a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from milo_app.commands import build


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose build is a page and a count of how often it was made."""
    (tmp_path / "milo_app").mkdir()
    (tmp_path / "milo_app" / "page.py").write_text("one")
    (tmp_path / "rxconfig.py").write_text("config")
    client = tmp_path / ".web" / "build" / "client"

    def export() -> None:
        client.mkdir(parents=True, exist_ok=True)
        (client / "index.html").write_text("<script>boot()</script>")
        count = tmp_path / "builds"
        count.write_text(count.read_text() + "x" if count.exists() else "x")

    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "WEB", tmp_path / ".web")
    monkeypatch.setattr(build, "CLIENT", client)
    monkeypatch.setattr(build, "RECORD", tmp_path / ".web" / "milo-build.json")
    monkeypatch.setattr(build, "_export", export)
    monkeypatch.setattr(build.fingerprint, "__defaults__", (tmp_path,))
    return tmp_path


def builds(project: Path) -> int:
    """How often the project was built."""
    return len((project / "builds").read_text())


def test_nothing_is_built_twice_while_nothing_changed(project: Path) -> None:
    assert build.ensure_built() is True
    assert build.ensure_built() is False
    assert builds(project) == 1


@pytest.mark.parametrize("file", ["milo_app/page.py", "milo_app/new.py", "rxconfig.py", "requirements.lock"])
def test_a_change_in_what_the_build_reads_builds_again(project: Path, file: str) -> None:
    build.ensure_built()
    (project / file).write_text("two")
    assert build.ensure_built() is True


@pytest.mark.parametrize(
    "file", ["milo_app/__pycache__/page.pyc", "README.md", "data/milo.db", "assets/external/x.jsx"]
)
def test_what_the_build_does_not_read_changes_nothing(project: Path, file: str) -> None:
    build.ensure_built()
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("two")
    assert build.ensure_built() is False


def test_a_renamed_file_counts_as_a_change(project: Path) -> None:
    build.ensure_built()
    (project / "milo_app" / "page.py").rename(project / "milo_app" / "other.py")
    assert not build.is_current()


def test_a_build_that_was_interrupted_is_not_taken_for_finished(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.ensure_built()
    (project / "milo_app" / "page.py").write_text("two")

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "_export", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build.ensure_built()
    (project / "milo_app" / "page.py").write_text("one")
    assert not build.is_current()


def test_a_build_that_only_lays_out_the_lock_anew_leaves_it_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = project / "reflex.lock" / "package.json"
    lock.parent.mkdir()
    lock.write_text('{\n  "name": "reflex"\n}')
    export = build._export

    def lays_out_anew() -> None:
        export()
        lock.write_text('{"name":"reflex"}')

    monkeypatch.setattr(build, "_export", lays_out_anew)
    build.ensure_built()
    assert lock.read_text() == '{\n  "name": "reflex"\n}'


def test_a_build_that_adds_a_package_changes_the_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = project / "reflex.lock" / "package.json"
    lock.parent.mkdir()
    lock.write_text('{"name": "reflex"}')
    export = build._export

    def adds() -> None:
        export()
        lock.write_text('{"name": "reflex", "dependencies": {"a": "1"}}')

    monkeypatch.setattr(build, "_export", adds)
    build.ensure_built()
    assert "dependencies" in lock.read_text()
    assert build.is_current()


def test_a_damaged_record_means_build_again(project: Path) -> None:
    build.ensure_built()
    build.RECORD.write_text("{")
    assert not build.is_current()


def test_the_record_holds_the_scripts_for_the_edge(project: Path) -> None:
    build.ensure_built()
    assert len(json.loads(build.RECORD.read_text())["scripts"]) == 1
