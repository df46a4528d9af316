"""The doctor: what it calls a problem, and that it names the way out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from milo_app.adapters.index_meili import MeiliEngine
from milo_app.commands import doctor
from milo_app.commands.doctor import Check, Finding
from milo_app.core.crypto import ensure_keys
from milo_app.core.settings import settings
from tests.factories.meili.fake import ADMIN_KEY, SEARCH_KEY, SEARCH_KEY_UID, fake_meili


def found(check: Check, monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[Finding]:
    """Run one check under an environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    return list(check(settings()))


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({}, "ok"),
        ({"PUBLIC_URL": "https://milo.example.com", "MILO_TRUSTED_PROXY_HOPS": "1"}, "ok"),
        ({"PUBLIC_URL": "https://milo.example.com"}, "warning"),
        ({"PUBLIC_URL": "http://milo.example.com"}, "problem"),
        ({"PUBLIC_URL": "http://milo.example.com", "MILO_ALLOW_HTTP": "1"}, "warning"),
        ({"MILO_HOST": "0.0.0.0"}, "warning"),
    ],
)
def test_an_address_that_leaks_passwords_or_cannot_work_is_told(
    environment: dict[str, str], state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(doctor.address, monkeypatch, **environment)[-1].state == state


def test_files_that_others_can_read_are_a_problem_with_the_command_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MILO_SECRET_KEYS")
    settings.cache_clear()
    (tmp_path / "data").mkdir(mode=0o700)
    ensure_keys()
    assert {finding.state for finding in found(doctor.files, monkeypatch)} == {"ok"}
    (tmp_path / "data" / "keys" / "secret").chmod(0o644)
    keys = found(doctor.files, monkeypatch)[-1]
    assert keys.state == "problem"
    assert "chmod 600" in keys.sentence


def test_missing_keys_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILO_SECRET_KEYS")
    (tmp_path / "data").mkdir(mode=0o700)
    assert found(doctor.files, monkeypatch)[-1].state == "problem"


def test_a_full_disk_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 100 * 2**20})())
    assert found(doctor.disk, monkeypatch)[0].state == "problem"


def test_a_redis_that_does_not_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(doctor.redis, monkeypatch, REDIS_URL="redis://127.0.0.1:1")[0].state == "problem"


def test_a_model_endpoint_that_is_away_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"MILO_AI_PROVIDER": "openai", "MILO_AI_MODEL": "m", "MILO_AI_BASE_URL": "http://127.0.0.1:1/v1"}
    assert found(doctor.model, monkeypatch, **environment)[0].state == "problem"


def test_without_a_model_and_mail_server_it_says_what_happens_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "built-in rules" in found(doctor.model, monkeypatch)[0].sentence
    assert "dev mailbox" in found(doctor.mail, monkeypatch)[0].sentence


@pytest.fixture
def mail_server() -> Iterator[int]:
    """A mail server that greets and knows the two commands that the doctor says."""
    listener = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb") as lines:
            lines.write(b"220 here\r\n")
            lines.flush()
            for line in lines:
                lines.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")
                lines.flush()

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.close()
    thread.join(timeout=5)


def test_mail_in_clear_is_a_warning(mail_server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"MILO_SMTP_HOST": "127.0.0.1", "MILO_SMTP_PORT": str(mail_server), "MILO_SMTP_SECURITY": "none"}
    assert found(doctor.mail, monkeypatch, **environment)[0].state == "warning"


def test_a_mail_server_without_starttls_is_a_problem(mail_server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"MILO_SMTP_HOST": "127.0.0.1", "MILO_SMTP_PORT": str(mail_server)}
    assert found(doctor.mail, monkeypatch, **environment)[0].state == "problem"


def test_it_says_which_scripts_reports_can_be_printed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    from milo_app.adapters.pdf_typst import printer

    monkeypatch.setattr(printer, "families", lambda fonts: ["Inter", "Noto Sans Arabic"])
    (finding,) = found(doctor.printing, monkeypatch)
    assert finding.state == "note" and "fonts-noto-cjk" in finding.sentence and "fonts" in finding.sentence
    monkeypatch.setattr(printer, "families", lambda fonts: ["Inter", "Noto Sans CJK JP"])
    assert found(doctor.printing, monkeypatch)[0].state == "ok"


def test_the_built_in_search_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    [finding] = found(doctor.search, monkeypatch)
    assert (finding.state, "built-in" in finding.sentence) == ("note", True)


def test_a_search_server_is_looked_at_and_both_keys_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_meili() as fake:
        keys = {"MEILI_URL": fake.url, "MEILI_KEY": ADMIN_KEY}
        assert [one.state for one in found(doctor.search, monkeypatch, **keys)] == ["note", "warning"]
        MeiliEngine.from_settings(settings()).rebuild(0).commit(0)
        assert "MEILI_SEARCH_KEY is empty" in found(doctor.search, monkeypatch)[-1].sentence
        keys = {"MEILI_SEARCH_KEY": SEARCH_KEY, "MEILI_SEARCH_KEY_UID": SEARCH_KEY_UID}
        [good] = found(doctor.search, monkeypatch, **keys)
        assert (good.state, good.sentence) == ("ok", "Meilisearch 1.53.0.")
        fake.script.version = "1.40.0"
        assert found(doctor.search, monkeypatch)[-1].state == "warning"
        [wrong] = found(doctor.search, monkeypatch, MEILI_SEARCH_KEY="wrong")
        assert wrong.state == "problem" and "does not accept the key" in wrong.sentence
        [wrong] = found(doctor.search, monkeypatch, MEILI_KEY="wrong")
        assert wrong.state == "problem" and "built-in engine answers" in wrong.sentence
    [away] = found(doctor.search, monkeypatch)
    assert away.state == "problem"
