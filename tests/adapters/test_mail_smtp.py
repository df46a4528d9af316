"""Mail to a real SMTP server on loopback."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from milo_app.adapters.mail_devbox import DevMailbox
from milo_app.adapters.mail_smtp import SmtpMail
from milo_app.core.settings import Settings
from milo_app.domain.outreach.ports import MailDelayed, MailRefused


class Sink:
    """Keeps what it takes; answers chosen recipients with chosen codes."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.was_tls: list[bool] = []

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("gone@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy@"):
            return "450 4.2.1 Mailbox busy, try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        if b"forbidden" in envelope.content:
            return "554 5.7.1 Content refused"
        self.taken.append(envelope.content)
        self.was_tls.append(session.ssl is not None)
        return "250 OK"


def _mail(to: str = "dana@firm.test", body: str = "Grüße, your link: http://localhost:3000/i/x") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Milo <milo@house.test>"
    mail["To"] = f"Dana Łuczak <{to}>"
    mail["Subject"] = "Your interview for Café lead"
    mail.set_content(body)
    mail.add_alternative(f"<p>{body}</p>", subtype="html")
    return mail


@contextmanager
def _listening(sink: Sink, **options: Any) -> Iterator[int]:
    controller = Controller(sink, hostname="127.0.0.1", port=0, **options)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        controller.port = found.getsockname()[1]
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A self-made certificate for 127.0.0.1: the server's context, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = tmp_path / "cert.pem", tmp_path / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, private)
    return server, ssl.create_default_context(cafile=str(public))


def test_a_mail_arrives_with_both_parts_and_names_in_any_script(sink: Sink) -> None:
    with _listening(sink) as port:
        handed = SmtpMail("127.0.0.1", port, security="none").send(_mail())
    assert (handed.transport, handed.is_simulated) == ("SMTP 127.0.0.1", False)
    assert b"multipart/alternative" in sink.taken[0] and b"text/html" in sink.taken[0]


def test_starttls_secures_the_mail_with_a_trusted_certificate(
    sink: Sink, certificate: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    server, client = certificate
    with _listening(sink, tls_context=server, require_starttls=True) as port:
        SmtpMail("127.0.0.1", port, security="starttls", context=client).send(_mail())
    assert sink.was_tls == [True]


def test_a_certificate_that_nobody_trusts_delays_the_mail(
    sink: Sink, certificate: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    with _listening(sink, tls_context=certificate[0]) as port, pytest.raises(MailDelayed, match="secure connection"):
        SmtpMail("127.0.0.1", port, security="starttls").send(_mail())
    assert sink.taken == []


def test_a_server_without_starttls_gets_no_mail_in_the_clear(sink: Sink) -> None:
    with _listening(sink) as port, pytest.raises(MailDelayed, match="does not offer"):
        SmtpMail("127.0.0.1", port, security="starttls").send(_mail())
    assert sink.taken == []


def test_tls_from_the_first_byte_works(sink: Sink, certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, client = certificate
    with _listening(sink, ssl_context=server) as port:
        SmtpMail("127.0.0.1", port, security="tls", context=client).send(_mail())
    assert len(sink.taken) == 1


def _authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=isinstance(data, LoginPassword) and data.password == b"right")


@pytest.mark.parametrize(("password", "arrives"), [("right", True), ("wrong", False)])
def test_a_wrong_password_keeps_the_mail_waiting(
    sink: Sink, certificate: tuple[ssl.SSLContext, ssl.SSLContext], password: str, arrives: bool
) -> None:
    server, client = certificate
    with _listening(sink, tls_context=server, authenticator=_authenticator, auth_required=True) as port:
        mail = SmtpMail("127.0.0.1", port, "milo", password, "starttls", context=client)
        if arrives:
            mail.send(_mail())
        else:
            with pytest.raises(MailDelayed, match="user name and password"):
                mail.send(_mail())
    assert len(sink.taken) == int(arrives)


def test_an_unknown_mailbox_is_refused_for_good_with_the_words_of_the_server(sink: Sink) -> None:
    with _listening(sink) as port, pytest.raises(MailRefused, match=r"550 5\.1\.1 No such mailbox"):
        SmtpMail("127.0.0.1", port, security="none").send(_mail("gone@firm.test"))


def test_a_busy_mailbox_is_tried_later(sink: Sink) -> None:
    with _listening(sink) as port, pytest.raises(MailDelayed, match="450"):
        SmtpMail("127.0.0.1", port, security="none").send(_mail("busy@firm.test"))


def test_refused_content_is_final(sink: Sink) -> None:
    with _listening(sink) as port, pytest.raises(MailRefused, match="554"):
        SmtpMail("127.0.0.1", port, security="none").send(_mail(body="forbidden words"))


@contextmanager
def _greeting(line: bytes) -> Iterator[int]:
    """A server that sends one line and nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def serve() -> None:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            held.append(connection)
            if line:
                connection.sendall(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        for connection in held:
            connection.close()


def test_a_server_that_never_greets_is_left_after_the_time_limit() -> None:
    with _greeting(b"") as port:
        begun = time.monotonic()
        with pytest.raises(MailDelayed, match=r"did not answer within 0\.5 s"):
            SmtpMail("127.0.0.1", port, security="none", timeout_s=0.5).send(_mail())
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("line", "kind"), [(b"421 4.3.2 Closing\r\n", MailDelayed), (b"554 No service\r\n", MailRefused)]
)
def test_a_greeting_that_turns_mail_away_is_heard(line: bytes, kind: type[Exception]) -> None:
    with _greeting(line) as port, pytest.raises(kind):
        SmtpMail("127.0.0.1", port, security="none", timeout_s=5).send(_mail())


def test_a_server_that_is_not_there_delays_the_mail() -> None:
    with pytest.raises(MailDelayed, match="could not be reached"):
        SmtpMail("127.0.0.1", 9, security="none", timeout_s=2).send(_mail())


@pytest.mark.parametrize("to", ["dana@example.com", "x@EXAMPLE.org", "x@mail.example.net"])
def test_addresses_for_examples_get_no_mail_even_when_a_server_is_configured(sink: Sink, to: str) -> None:
    mail = _mail()
    del mail["To"]
    mail["To"] = to
    with _listening(sink) as port, pytest.raises(MailRefused, match="reserved for examples"):
        SmtpMail("127.0.0.1", port, security="none").send(mail)
    assert sink.taken == []


@pytest.mark.parametrize("to", ["x@example.com.", "nobody", "", "a@b@c"])
def test_what_is_no_address_gets_no_mail(sink: Sink, to: str) -> None:
    mail = _mail()
    del mail["To"]
    mail["To"] = to
    with _listening(sink) as port, pytest.raises(MailRefused, match="no valid address"):
        SmtpMail("127.0.0.1", port, security="none").send(mail)
    assert sink.taken == []


def test_people_of_a_demo_workspace_get_no_mail(sink: Sink) -> None:
    with _listening(sink) as port, pytest.raises(MailRefused, match="demo workspace"):
        SmtpMail("127.0.0.1", port, security="none").send(_mail(), is_demo=True)
    assert sink.taken == []


def test_the_server_of_the_settings_is_used_and_its_password_is_not_shown() -> None:
    mail = SmtpMail.from_settings(Settings(smtp_host="mail.firm.test", smtp_user="milo", smtp_password="hush"))
    assert (mail.host, mail.port, mail.security, mail.password) == ("mail.firm.test", 587, "starttls", "hush")
    assert "hush" not in repr(mail)


def test_the_dev_mailbox_says_that_it_is_simulated() -> None:
    handed = DevMailbox().send(_mail("dana@example.com"), is_demo=True)
    assert handed.is_simulated
