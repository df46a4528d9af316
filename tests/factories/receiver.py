"""A receiver on loopback that plays a push service or a chat: it keeps what it got, and answers as it is told.

It also plays the browser: `Browser` holds the keys of a subscription and decrypts what comes, by RFC 8291 and apart
from the program's own code.
"""

from __future__ import annotations

import base64
import datetime as dt
import ipaddress
import json
import os
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID


@dataclass
class Got:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Receiver:
    """A running receiver. `answers` are used up one by one: a status, headers, and seconds to wait before it."""

    port: int
    scheme: str
    got: list[Got] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], float]] = field(default_factory=list)
    usual: int = 201

    def url(self, path: str = "/hook") -> str:
        """Return an address of it."""
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def wait(self, count: int, seconds: float = 15) -> list[Got]:
        """Return what came once there is so much of it; raises AssertionError when it does not come."""
        until = time.monotonic() + seconds
        while len(self.got) < count:
            assert time.monotonic() < until, f"{len(self.got)} of {count} came"
            time.sleep(0.05)
        return self.got


@contextmanager
def receiver(port: int = 0, certificate: Path | None = None) -> Iterator[Receiver]:
    """Run a receiver; with a PEM file of key and certificate it speaks https."""
    found = Receiver(0, "https" if certificate else "http")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            found.got.append(Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            status, headers, wait = found.answers.pop(0) if found.answers else (found.usual, {}, 0)
            time.sleep(wait)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificate(place: Path) -> Path:
    """Write a key and a certificate for 127.0.0.1 that signs itself, as one PEM file."""
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
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return place


class Browser:
    """A browser's side of a subscription: a key pair, a secret, and the reading of what is pushed."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)

    @property
    def point(self) -> bytes:
        """The public key as it is sent."""
        return self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def subscription(self) -> str:
        """Return what `JSON.stringify` makes of a subscription."""
        keys = {"p256dh": _text(self.point), "auth": _text(self.secret)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": keys})

    def read(self, body: bytes) -> Any:
        """Decrypt a push: one record of aes128gcm whose key comes from an exchange with the sender's key."""
        salt, size = body[:16], body[20]
        sender = body[21 : 21 + size]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        exchanged = self.key.exchange(ec.ECDH(), theirs)
        shared = _derived(self.secret, b"WebPush: info\x00" + self.point + sender, 32, exchanged)
        content = _derived(salt, b"Content-Encoding: aes128gcm\x00", 16, shared)
        nonce = _derived(salt, b"Content-Encoding: nonce\x00", 12, shared)
        plain = AESGCM(content).decrypt(nonce, body[21 + size :], None)
        assert plain.endswith(b"\x02")
        return json.loads(plain[:-1])


def _derived(salt: bytes, info: bytes, length: int, material: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
