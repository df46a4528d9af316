"""The one client for addresses that people typed or browsers gave: job pages, chats, push services (security.md 7.3).

It resolves the name itself, refuses when any of the addresses is not public, and connects to exactly the address it
checked, so that a name cannot change its mind in between. Certificates and the Host header keep the name. Redirects
are followed by hand and each one is checked like a new URL. One deadline covers everything.
"""

from __future__ import annotations

import http.client
import io
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from milo_app.core.addresses import Network, is_allowed, networks, parse
from milo_app.core.errors import Invalid, MiloError, TooLarge, Unavailable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Resolver = Callable[[str, int], Sequence[str]]
A = TypeVar("A")

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RefusedAddress(Invalid):
    """The URL leads somewhere that Milo does not go; the sentence never says what is there."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="url", do="Use the public https address of the page.")


class Unreachable(Unavailable):
    """The other side did not answer in time, in full, or at all."""


def system_resolver(host: str, port: int) -> list[str]:
    """Return all addresses of a name as the machine's resolver gives them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Rules:
    """What one fetch may do. Seconds and bytes count over all redirects together."""

    allow_private: tuple[Network, ...] = ()
    allow_http: bool = False
    ports: frozenset[int] = frozenset({80, 443, 8443})
    content_types: frozenset[str] = frozenset({"text/html", "application/xhtml+xml", "application/json"})
    limit: int = 2_000_000
    seconds: float = 10.0
    redirects: int = 3
    resolve: Resolver = system_resolver
    tls: ssl.SSLContext | None = None
    monotonic: Callable[[], float] = time.monotonic


RULES = Rules()


@dataclass(frozen=True)
class Page:
    """What was read: the address it finally came from, its type without parameters, and its text."""

    final_url: str
    content_type: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Target:
    """A URL that passed the checks, with the addresses it may be reached at."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def url(self) -> str:
        """The URL in its normal form, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header writes them."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.scheme == "https" else 80) else f"{name}:{self.port}"


def get(url: str, *, allow_private: str | Sequence[str] = (), rules: Rules = RULES) -> Page:
    """Fetch a page that a person named. Raises RefusedAddress, Unreachable, TooLarge or Invalid, each with a sentence.

    `allow_private` is the setting of that name: comma separated networks that are reachable although private.
    """
    rules = widened(rules, allow_private)
    deadline = rules.monotonic() + rules.seconds
    for _ in range(rules.redirects + 1):
        target = target_of(url, rules, deadline)
        answer = _Getting(target, rules, deadline).run()
        if isinstance(answer, Page):
            return answer
        url = urljoin(target.url, answer)
    raise Unreachable(f"The page sent us on more than {rules.redirects} times.", do="Use the address it ends at.")


def check(url: str, *, allow_private: str | Sequence[str] = (), rules: Rules = RULES) -> str:
    """Return a typed URL in its normal form if Milo may go there now; raises RefusedAddress or Unreachable.

    For addresses that are stored and used later. The use has to go through this module again: names change.
    """
    rules = widened(rules, allow_private)
    return target_of(url, rules, rules.monotonic() + rules.seconds).url


def widened(rules: Rules, allow_private: str | Sequence[str]) -> Rules:
    if not allow_private:
        return rules
    return replace(rules, allow_private=rules.allow_private + networks(allow_private))


# --- the address ----------------------------------------------------------------------------------------------------


def target_of(url: str, rules: Rules, deadline: float) -> Target:
    parts, host, port = _split(url, rules)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[].-_")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:=&?~+!$,;'@()*[].-_")
    addresses = _resolve(host, port, rules, deadline)
    for text in addresses:
        address = parse(text)
        if address is None or not is_allowed(address, rules.allow_private):
            raise RefusedAddress("This address leads into a private network, which Milo does not open.")
    return Target(parts.scheme, host, port, path, tuple(addresses))


def _split(url: str, rules: Rules) -> tuple[SplitResult, str, int]:
    # urlsplit silently drops tabs and line breaks and browsers read backslashes as slashes: refuse both.
    url = url.strip(" ")
    if not url or len(url) > 2048 or any(ord(c) <= 32 or ord(c) == 127 or c == "\\" for c in url):
        raise RefusedAddress("This is not a web address.")
    try:
        parts = urlsplit(url)
        port = parts.port
        name = parts.hostname or ""
    except ValueError:
        raise RefusedAddress("This is not a web address.") from None
    if parts.scheme not in ("https", "http"):
        raise RefusedAddress("Only https addresses can be opened.")
    if parts.scheme == "http" and not rules.allow_http:
        raise RefusedAddress("Only https addresses can be opened, and this one is plain http.")
    if "@" in parts.netloc:
        raise RefusedAddress("The address holds a user name or password; leave that part out.")
    host = _host(name)
    port = port if port is not None else (443 if parts.scheme == "https" else 80)
    if port not in rules.ports:
        raise RefusedAddress(f"Port {port} cannot be opened; only {_listed(rules.ports)} can.")
    return parts, host, port


def _host(name: str) -> str:
    if ":" in name:
        address = parse(name)
        if address is None or "%" in name:
            raise RefusedAddress("This is not a web address.")
        return str(address)
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except (UnicodeError, ValueError):
        host = ""
    if not _HOST.fullmatch(host):
        raise RefusedAddress("This is not a web address.")
    return host


def _listed(ports: frozenset[int]) -> str:
    return ", ".join(str(port) for port in sorted(ports))


def _resolve(host: str, port: int, rules: Rules, deadline: float) -> list[str]:
    """Resolve in a thread of its own, because the machine's resolver cannot be given a time limit."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(rules.resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.01, deadline - rules.monotonic()))
    except queue.Empty:
        answer = OSError("the resolver took too long")
    if isinstance(answer, Exception) or not answer:
        raise Unreachable(f"There is no server named {host}, or its name cannot be looked up now.", do=_CHECK_IT)
    return list(answer)


_CHECK_IT = "Check the address, or try again in a minute."


# --- one request ----------------------------------------------------------------------------------------------------


class _DeadlineStream(io.RawIOBase):
    """Reads a socket; every single read gets only the time that is left, so that dripping bytes gain nothing."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection = connection
        self._left = left

    def readable(self) -> bool:
        """Say that this stream can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what is there; raises TimeoutError when the deadline has passed."""
        self._connection.settimeout(self._left())
        return self._connection.recv_into(cast(Any, buffer))

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """Return the buffered reader that http.client asks a socket for."""
        return io.BufferedReader(self)


class Exchange(Generic[A]):
    """One request to one checked target, over one connection and within one deadline."""

    method = "GET"

    def __init__(self, target: Target, rules: Rules, deadline: float) -> None:
        self.target = target
        self.rules = rules
        self.deadline = deadline

    def run(self) -> A:
        try:
            with self._connect() as connection:
                connection.settimeout(self._left())
                connection.sendall(self._request())
                stream = _DeadlineStream(connection, self._left)
                with http.client.HTTPResponse(cast(socket.socket, stream), method=self.method) as response:
                    response.begin()
                    return self._answer(response)
        except MiloError:
            raise
        except TimeoutError:
            raise Unreachable(
                f"{self.target.host} did not answer in full within {self.rules.seconds:g} seconds.", do=_CHECK_IT
            ) from None
        except ssl.SSLError:
            raise Unreachable(f"The certificate of {self.target.host} is not valid, so it was not opened.") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Unreachable(f"{self.target.host} could not be read.", do=_CHECK_IT) from None

    def _left(self) -> float:
        left = self.deadline - self.rules.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _connect(self) -> socket.socket:
        """Connect to an address that was checked, never to the name; the certificate must still be the name's."""
        problem: OSError | None = None
        waiting = len(self.target.addresses)
        for address in self.target.addresses:
            try:
                # A fair share each: one address that swallows packets must not use up the time of the others.
                plain = socket.create_connection((address, self.target.port), timeout=self._left() / waiting)
            except OSError as error:
                problem = error
                waiting -= 1
                continue
            if self.target.scheme == "http":
                return plain
            try:
                tls = self.rules.tls or ssl.create_default_context()
                return tls.wrap_socket(plain, server_hostname=self.target.host)
            except BaseException:
                plain.close()
                raise
        raise problem or OSError("no address")

    def _request(self) -> bytes:
        raise NotImplementedError

    def _answer(self, response: http.client.HTTPResponse) -> A:
        raise NotImplementedError


class _Getting(Exchange["Page | str"]):
    """One GET: a Page, or the Location to go on to."""

    def _request(self) -> bytes:
        types = ", ".join(sorted(self.rules.content_types))
        lines = (
            f"GET {self.target.path} HTTP/1.1",
            f"Host: {self.target.authority}",
            "User-Agent: Milo",
            f"Accept: {types}",
            "Accept-Encoding: identity",
            "Connection: close",
        )
        return "\r\n".join((*lines, "", "")).encode("ascii")

    def _answer(self, response: http.client.HTTPResponse) -> Page | str:
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location:
            return location
        if not 200 <= response.status < 300:
            raise Unreachable(f"{self.target.host} answered with an error ({response.status}).", do=_CHECK_IT)
        header = response.headers.get("Content-Type", "")
        kind = header.partition(";")[0].strip().lower()
        if kind not in self.rules.content_types:
            raise Invalid("That address is not a web page.", field="url", do="Paste the text instead.")
        return Page(self.target.url, kind, _decode(self._body(response), header))

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        limit = self.rules.limit
        body = bytearray()
        received = 0
        while chunk := response.read1(65_536):
            received += len(chunk)
            body += unpack(chunk, limit + 1 - len(body))
            if received > limit or len(body) > limit:
                raise TooLarge(f"The page is larger than {limit // 1_000_000} MB.", do="Paste the text instead.")
        if response.length:
            raise OSError("the body ended early")
        return bytes(body)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return how to unpack a body, at most so many bytes at a time. Identity is asked for; some send gzip anyway."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return lambda chunk, _limit: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise OSError("unknown content encoding")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def unpack(chunk: bytes, limit: int) -> bytes:
        try:
            return inflate.decompress(chunk, max(1, limit))
        except zlib.error as error:
            raise OSError("broken compression") from error

    return unpack


def _decode(body: bytes, header: str) -> str:
    """Decode by the charset of the header, else of the page's first bytes, else UTF-8 with marks for what is broken."""
    named = _CHARSET.search(header) or _CHARSET.search(body[:2048].decode("ascii", "replace"))
    for charset in (named.group(1) if named else "utf-8", "utf-8"):
        try:
            return body.decode(charset, "replace")
        except (LookupError, ValueError):
            continue
    return body.decode("latin-1")
