"""Typed addresses: what is refused, what is fetched, and that a refused one is never even connected to."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from milo_app.core import safe_http
from milo_app.core.addresses import is_allowed, is_public, networks, parse
from milo_app.core.errors import Invalid, TooLarge
from milo_app.core.safe_http import RefusedAddress, Rules, Unreachable

LOOPBACK = networks("127.0.0.0/8")

# --- S1 and S4: the corpus ------------------------------------------------------------------------------------------

REFUSED = [
    # plain private, loopback, link-local and special addresses
    "https://127.0.0.1/", "https://127.255.255.254/", "https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/",
    "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/", "https://169.254.170.2/v2/credentials",
    "https://100.64.0.1/", "https://100.100.100.200/", "https://168.63.129.16/", "https://192.0.0.192/",
    "https://0.0.0.0/", "https://0.1.2.3/", "https://224.0.0.1/", "https://239.255.255.250/", "https://255.255.255.255/",
    "https://240.0.0.1/", "https://198.18.0.1/", "https://192.0.2.1/", "https://203.0.113.9/", "https://192.88.99.1/",
    # other spellings of 127.0.0.1 and of the metadata address
    "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/", "https://127.0.1/",
    "https://0x7f.0.0.1/", "https://2852039166/", "https://127.0.0.1./", "https://１２７.0.0.1/", "https://127。0。0。1/",
    "https://localhost/", "https://LOCALHOST./",
    # IPv6 and the forms that carry an IPv4 address
    "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::ffff:8.8.8.8]/",
    "https://[::ffff:0:127.0.0.1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[64:ff9b::8.8.8.8]/",
    "https://[64:ff9b:1::a00:1]/", "https://[2002:7f00:1::]/", "https://[2002:808:808::]/", "https://[2001::1]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/",
    "https://[fc00::1]/", "https://[fd00:ec2::254]/", "https://[fec0::1]/", "https://[ff02::1]/", "https://[2001:db8::1]/",
    "https://[2606:4700::5efe:10.0.0.1]/",
    # not an address, not https, not an open port, or dressed up
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "javascript:alert(1)",
    "//example.com/", "example.com", "", "https://", "https:///x", "https://user@example.com/",
    "https://user:pass@example.com/", "https://example.com@127.0.0.1/", "https://example.com:22/", "https://example.com:6379/",
    "https://example.com:0/", "https://example.com:99999/", "https://example.com:x/", "https://exa\tmple.com/",
    "https://example.com\r\nHost: x/", "https://example.com\\@127.0.0.1/", "https://%31%32%37.0.0.1/",
    "https://exa mple.com/", "https://[::1/", "https://" + "a" * 64 + ".com/", "https://example.com/" + "a" * 2100,
]  # fmt: skip


def resolver_of_this_machine(host: str, port: int) -> list[str]:
    """Numbers and localhost as the machine reads them; every other name is a public address. No DNS is asked."""
    with contextlib.suppress(OSError):
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(entry[4][0]) for entry in found]
    return ["127.0.0.1", "::1"] if host == "localhost" else ["93.184.215.14"]


def test_the_corpus_is_large_enough() -> None:
    assert len(set(REFUSED)) >= 60


@pytest.mark.parametrize("url", REFUSED)
def test_a_url_of_the_corpus_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(RefusedAddress) as refusal:
        safe_http.check(url, rules=Rules(resolve=resolver_of_this_machine))
    assert refusal.value.sentence().endswith(".")
    assert refusal.value.field == "url"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.com", "https://example.com/"),
        ("https://EXAMPLE.com:443/jobs/1#apply", "https://example.com/jobs/1"),
        ("https://example.com:8443/a b".replace(" ", "%20"), "https://example.com:8443/a%20b"),
        ("https://example.com./x", "https://example.com/x"),
        ("https://bücher.example/stellen?q=köln", "https://xn--bcher-kva.example/stellen?q=k%C3%B6ln"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
    ],
)
def test_an_ordinary_public_url_passes_in_its_normal_form(url: str, normal: str) -> None:
    assert safe_http.check(url, rules=Rules(resolve=resolver_of_this_machine)) == normal


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    rules = Rules(resolve=lambda _host, _port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(RefusedAddress):
        safe_http.check("https://mixed.example/", rules=rules)


@pytest.mark.parametrize("answer", ["127.1", "", "not an address"])
def test_what_the_resolver_returns_must_be_a_whole_address(answer: str) -> None:
    with pytest.raises(RefusedAddress):
        safe_http.check("https://odd.example/", rules=Rules(resolve=lambda _host, _port: [answer]))


def test_plain_http_passes_only_where_it_is_allowed() -> None:
    rules = Rules(resolve=resolver_of_this_machine, allow_http=True)
    assert safe_http.check("http://example.com/", rules=rules) == "http://example.com/"


# --- S7: the allow list ---------------------------------------------------------------------------------------------


def test_the_allow_list_opens_the_named_host_and_no_other() -> None:
    rules = Rules(resolve=resolver_of_this_machine)
    assert safe_http.check("https://10.1.2.3/", allow_private="10.1.2.3/32", rules=rules) == "https://10.1.2.3/"
    for other in ("https://10.1.2.4/", "https://127.0.0.1/", "https://[::ffff:10.1.2.3]/"):
        with pytest.raises(RefusedAddress):
            safe_http.check(other, allow_private="10.1.2.3/32", rules=rules)


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "::ffff:169.254.169.254",
     "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "fe80::1", "0.0.0.0"],
)  # fmt: skip
def test_metadata_addresses_stay_closed_whatever_the_allow_list_says(address: str) -> None:
    parsed = parse(address)
    assert parsed is not None
    assert not is_allowed(parsed, networks("0.0.0.0/0, ::/0"))


def test_a_wrong_allow_list_is_named() -> None:
    with pytest.raises(Invalid, match=r"10\.0\.0"):
        networks("192.168.0.0/16, 10.0.0")


def test_ordinary_public_addresses_are_public() -> None:
    for text in ("8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001:80b::200e"):
        parsed = parse(text)
        assert parsed is not None
        assert is_public(parsed)


# --- servers on loopback --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def raw_server(answer: Callable[[socket.socket], None]) -> Iterator[tuple[int, list[int]]]:
    """A listener that counts connections and answers each one by hand; yields (port, connections)."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen: list[int] = []
    is_over = threading.Event()

    def one(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            answer(connection)

    def serve() -> None:
        while not is_over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            seen.append(1)
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1], seen
    finally:
        is_over.set()
        listener.close()


def replies(head: str, body: bytes = b"") -> Callable[[socket.socket], None]:
    """Answer any request with these header lines and this body."""

    def answer(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)

    return answer


def local_rules(port: int, **changes: object) -> Rules:
    values: dict[str, object] = {
        "allow_private": LOOPBACK,
        "allow_http": True,
        "ports": frozenset({port}),
        "resolve": lambda _host, _port: ["127.0.0.1"],
        "seconds": 5.0,
    }
    return Rules(**(values | changes))  # type: ignore[arg-type]


HTML = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nConnection: close"


def test_a_page_is_read_with_its_type_and_text() -> None:
    with raw_server(replies(HTML, "<p>Größe</p>".encode())) as (port, _):
        page = safe_http.get(f"http://jobs.example:{port}/x#y", rules=local_rules(port))
    assert page == safe_http.Page(f"http://jobs.example:{port}/x", "text/html", "<p>Größe</p>")


def test_a_listener_on_loopback_sees_no_connection_from_any_refused_url() -> None:
    with raw_server(replies(HTML)) as (port, seen):
        rules = Rules(resolve=resolver_of_this_machine, allow_http=True, ports=frozenset({port}))
        for name in ("127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]"):
            with pytest.raises(RefusedAddress):
                safe_http.get(f"http://{name}:{port}/", rules=rules)
        time.sleep(0.1)
        assert seen == []


def test_a_redirect_into_the_house_is_refused_before_it_is_followed() -> None:
    with raw_server(replies(HTML)) as (inner, seen):
        to_inner = replies(f"HTTP/1.1 302 Found\nLocation: http://127.0.0.2:{inner}/secret\nContent-Length: 0")
        with raw_server(to_inner) as (outer, _):
            rules = local_rules(
                outer,
                allow_private=networks("127.0.0.1/32"),
                ports=frozenset({outer, inner}),
                resolve=lambda host, _port: [host] if host[0].isdigit() else ["127.0.0.1"],
            )
            with pytest.raises(RefusedAddress):
                safe_http.get(f"http://public.example:{outer}/", rules=rules)
        assert seen == []


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    def hop(connection: socket.socket) -> None:
        number = int(connection.recv(65_536).split(b" ")[1][1:])
        if number == 0:
            connection.sendall(HTML.replace("\n", "\r\n").encode() + b"\r\n\r\nthere")
            return
        connection.sendall(f"HTTP/1.1 301 Moved\r\nLocation: /{number - 1}\r\nContent-Length: 0\r\n\r\n".encode())

    with raw_server(hop) as (port, seen):
        assert safe_http.get(f"http://a.example:{port}/3", rules=local_rules(port)).text == "there"
        seen.clear()
        with pytest.raises(Unreachable, match="more than 3"):
            safe_http.get(f"http://a.example:{port}/9", rules=local_rules(port))
        assert len(seen) == 4


def test_a_name_that_changes_its_mind_is_asked_once_and_the_checked_address_is_used() -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with raw_server(replies(HTML, b"first")) as (port, seen):
        page = safe_http.get(f"http://rebind.example:{port}/", rules=local_rules(port, resolve=rebinding))
        assert (page.text, len(seen), asked) == ("first", 1, ["rebind.example"])
        with pytest.raises(RefusedAddress):
            safe_http.get(f"http://rebind.example:{port}/", rules=local_rules(port, resolve=rebinding))
        assert len(seen) == 1


def test_a_name_that_cannot_be_resolved_is_unreachable_not_refused() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.raises(Unreachable, match=r"no server named nowhere\.example"):
        safe_http.check("https://nowhere.example/", rules=Rules(resolve=fails))


def test_a_resolver_that_hangs_ends_at_the_deadline() -> None:
    def hangs(_host: str, _port: int) -> list[str]:
        time.sleep(3)
        return ["93.184.215.14"]

    began = time.monotonic()
    with pytest.raises(Unreachable):
        safe_http.check("https://slow.example/", rules=Rules(resolve=hangs, seconds=0.3))
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("part", ["headers", "body"])
def test_dripping_bytes_end_at_the_deadline(part: str) -> None:
    def drips(connection: socket.socket) -> None:
        connection.recv(65_536)
        if part == "body":
            connection.sendall(HTML.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        else:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            connection.sendall(b"a")
            time.sleep(0.05)

    began = time.monotonic()
    with raw_server(drips) as (port, _), pytest.raises(Unreachable, match=r"within 0\.5 seconds"):
        safe_http.get(f"http://slow.example:{port}/", rules=local_rules(port, seconds=0.5))
    assert time.monotonic() - began < 1.5


def test_a_page_over_the_limit_is_refused_also_when_it_is_packed() -> None:
    packed = gzip.compress(b"a" * 5_000_000)
    head = HTML + "\nContent-Encoding: gzip"
    for start, body in ((HTML, b"a" * 2_100_000), (head, packed)):
        with raw_server(replies(start, body)) as (port, _), pytest.raises(TooLarge, match="2 MB"):
            safe_http.get(f"http://big.example:{port}/", rules=local_rules(port))


def test_a_packed_page_is_read() -> None:
    with raw_server(replies(HTML + "\nContent-Encoding: gzip", gzip.compress(b"hello"))) as (port, _):
        assert safe_http.get(f"http://a.example:{port}/", rules=local_rules(port)).text == "hello"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/html-evil", ""])
def test_other_content_is_not_taken_for_a_page(kind: str) -> None:
    with (
        raw_server(replies(f"HTTP/1.1 200 OK\nContent-Type: {kind}\nConnection: close", b"x")) as (port, _),
        pytest.raises(Invalid, match="not a web page"),
    ):
        safe_http.get(f"http://a.example:{port}/", rules=local_rules(port))


@pytest.mark.parametrize(
    "head",
    ["HTTP/1.1 404 Not Found\nContent-Type: text/html", "HTTP/1.1 302 Found\nContent-Type: text/html", "nonsense",
     HTML + "\nContent-Length: 500", HTML + "\nContent-Encoding: br", HTML + "\nTransfer-Encoding: chunked"],
)  # fmt: skip
def test_a_failing_server_is_unreachable_with_a_sentence(head: str) -> None:
    with raw_server(replies(head, b"short")) as (port, _), pytest.raises(Unreachable) as failure:
        safe_http.get(f"http://a.example:{port}/", rules=local_rules(port))
    assert "a.example" in failure.value.sentence()


@pytest.mark.parametrize(
    ("header", "body", "text"),
    [
        ("text/html; charset=ISO-8859-1", b"caf\xe9", "café"),
        ("text/html", b'<meta charset="windows-1252">caf' + b"\xe9", '<meta charset="windows-1252">café'),
        ("text/html; charset=no-such", "café".encode(), "café"),
        ("text/html; charset=zip", "café".encode(), "café"),
        ("application/json", b'{"a": "\xc3\xa9"}', '{"a": "é"}'),
    ],
)
def test_text_is_decoded_by_what_the_page_says(header: str, body: bytes, text: str) -> None:
    with raw_server(replies(f"HTTP/1.1 200 OK\nContent-Type: {header}\nConnection: close", body)) as (port, _):
        assert safe_http.get(f"http://a.example:{port}/", rules=local_rules(port)).text == text


def test_a_dead_address_does_not_use_up_the_time_of_the_next() -> None:
    with raw_server(replies(HTML, b"second")) as (port, _):
        rules = local_rules(port, resolve=lambda _host, _port: ["127.0.0.9", "127.0.0.1"])
        assert safe_http.get(f"http://a.example:{port}/", rules=rules).text == "second"


# --- TLS: the certificate is the name's, the connection is the address's --------------------------------------------


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate and key for a name, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "cert.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return pem


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[tuple[int, ssl.SSLContext, list[str]]]:
    """An https server for jobs.example on loopback; yields (port, a context that trusts it, names and hosts seen)."""
    pem = certificate(tmp_path, "jobs.example")
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"host {self.headers['Host']}")
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.sni_callback = lambda _socket, name, _context: seen.append(f"sni {name}")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, ssl.create_default_context(cafile=str(pem)), seen
    server.shutdown()
    server.server_close()


def test_the_name_stays_in_sni_and_host_while_the_address_is_pinned(
    tls_server: tuple[int, ssl.SSLContext, list[str]],
) -> None:
    port, trust, seen = tls_server
    page = safe_http.get(f"https://jobs.example:{port}/", rules=local_rules(port, tls=trust))
    assert page.text == "hello"
    assert seen == ["sni jobs.example", f"host jobs.example:{port}"]


def test_a_certificate_for_another_name_is_refused(tls_server: tuple[int, ssl.SSLContext, list[str]]) -> None:
    port, trust, _ = tls_server
    with pytest.raises(Unreachable, match="certificate"):
        safe_http.get(f"https://other.example:{port}/", rules=local_rules(port, tls=trust))


def test_an_unknown_certificate_is_refused_by_default(tls_server: tuple[int, ssl.SSLContext, list[str]]) -> None:
    port, _, _ = tls_server
    with pytest.raises(Unreachable, match="certificate"):
        safe_http.get(f"https://jobs.example:{port}/", rules=local_rules(port))
