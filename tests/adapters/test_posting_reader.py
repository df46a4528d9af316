"""Postings from the web, against real servers on loopback: what is read, and which sentence each failure gets."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from milo_app.adapters.posting_reader.page_text import read_page
from milo_app.adapters.posting_reader.reader import WebPostingReader
from milo_app.core.addresses import networks
from milo_app.core.errors import Invalid, MiloError, TooLarge
from milo_app.core.safe_http import RefusedAddress, Rules, Unreachable
from milo_app.domain.interviewers.ports import PostingReader, UnreadablePosting

WORDS = (
    "You will welcome customers, keep the floor tidy and run a register. We look for somebody who stays calm with"
    " customers when the store is busy, keeps lines short at peak hours, and speaks up early and kindly."
)
MAIN = f"<main><h1>Retail Associate</h1><p>{WORDS}</p></main>"
PAGE = f"<html><head><title>Jobs</title></head><body><nav>Home Shop</nav>{MAIN}</body></html>"


def linked(posting: object, body: str = "") -> str:
    """A page that carries linked data."""
    data = json.dumps(posting)
    return f'<html><head><script type="application/ld+json">{data}</script></head><body>{body}</body></html>'


@contextlib.contextmanager
def site(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[int]:
    """Serve pages by path on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = pages[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def reader(port: int, **changes: object) -> PostingReader:
    """A reader that may open this port of loopback and nothing else inside."""
    values: dict[str, object] = {
        "allow_private": networks("127.0.0.1/32"),
        "allow_http": True,
        "ports": frozenset({port}),
        "resolve": lambda host, _port: ["10.0.0.9"] if host == "inside.example" else ["127.0.0.1"],
        "seconds": 5.0,
    }
    return WebPostingReader(rules=Rules(**(values | changes)))  # type: ignore[arg-type]


HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_the_main_text_of_a_page_is_read_without_its_menu() -> None:
    with site({"/job": (200, HTML, PAGE.encode())}) as port:
        found = reader(port).read(f"http://jobs.example:{port}/job")
    assert found.title == "Retail Associate"
    assert WORDS in found.text
    assert "Home Shop" not in found.text


def test_linked_data_of_a_posting_wins_over_what_the_page_shows() -> None:
    posting = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "Jobs"},
            {
                "@type": ["JobPosting"],
                "title": "Retail Associate",
                "hiringOrganization": {"name": "Acme &amp; Co"},
                "jobLocation": [{"address": {"addressLocality": "Portland", "addressRegion": "OR"}}],
                "baseSalary": {"currency": "USD", "value": {"minValue": 19, "maxValue": 22, "unitText": "HOUR"}},
                "description": f"<p>{WORDS}</p><ul><li>18 or older</li><li>Weekends</li></ul>",
                "qualifications": "Able to lift 12 kg",
            },
        ],
    }
    found = read_page(linked(posting, f"<p>{WORDS}</p>"))
    text = str(found["text"])
    assert text.startswith("Retail Associate, Acme & Co, Portland, OR\n\nUSD 19 to 22 per hour")
    assert "- 18 or older\n- Weekends" in text
    assert text.endswith("Qualifications:\nAble to lift 12 kg")


@pytest.mark.parametrize("posting", [[1, None, {"@type": "JobPosting"}], {"@type": "JobPosting", "description": 7}])
def test_linked_data_that_says_nothing_leaves_the_page_itself(posting: object) -> None:
    assert WORDS in str(read_page(linked(posting, f"<main><h1>Retail</h1><p>{WORDS}</p></main>"))["text"])


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "no_text"),
        ("<html><body><p>Nothing here.</p></body></html>", "no_text"),
        ("<form>Sign in<input type='password'></form>", "login"),
        ("<p>Please solve this captcha to go on.</p>", "robot"),
        ("<noscript>Please enable JavaScript.</noscript><p>Please enable JavaScript.</p>", "script"),
        ("<div id=root></div>" + "<script src=a.js></script>" * 3, "script"),
        ("\x00\x01\x02", "no_text"),
    ],
)
def test_a_page_without_a_posting_says_why(page: str, reason: str) -> None:
    assert read_page(page) == {"reason": reason}


def test_a_login_page_gets_its_sentence_and_the_way_out() -> None:
    page = b"<html><body><form>Sign in <input type=password></form></body></html>"
    with site({"/": (200, HTML, page)}) as port, pytest.raises(UnreadablePosting, match="asks to sign in") as failure:
        reader(port).read(f"http://jobs.example:{port}/")
    assert failure.value.sentence().endswith("Paste the text of the posting instead.")


def test_a_redirect_is_followed_outside_and_refused_inside() -> None:
    inside = {"inside.example": "10.0.0.9", "169.254.169.254": "169.254.169.254"}

    def resolve(host: str, _port: int) -> list[str]:
        return [inside.get(host, "127.0.0.1")]

    pages = {"/old": (302, {"Location": "/job"}, b""), "/job": (200, HTML, PAGE.encode())}
    with site(pages) as port:
        pages["/in"] = (302, {"Location": f"http://inside.example:{port}/job"}, b"")
        pages["/meta"] = (302, {"Location": f"http://169.254.169.254:{port}/latest"}, b"")
        assert WORDS in reader(port).read(f"http://jobs.example:{port}/old").text
        for path in ("/in", "/meta"):
            with pytest.raises(RefusedAddress, match="private network"):
                reader(port, resolve=resolve).read(f"http://jobs.example:{port}{path}")


@pytest.mark.parametrize(
    "typed",
    ["http://127.0.0.1/", "https://localhost/", "https://169.254.169.254/", "https://[::1]/", "https://10.1.2.3/job",
     "file:///etc/passwd", "https://user:pw@example.com/", "two words", "", "https://0x7f000001/"],
)  # fmt: skip
def test_an_address_that_leads_inside_or_is_none_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(MiloError) as refused:
        WebPostingReader().read(typed)
    assert refused.value.sentence().endswith(".")
    assert isinstance(refused.value, RefusedAddress | Unreachable)


def test_fifty_megabytes_are_cut_off_early() -> None:
    big = b"<p>" + b"a" * 50_000_000
    with site({"/": (200, HTML, big)}) as port, pytest.raises(TooLarge, match="larger than 2 MB"):
        reader(port).read(f"http://jobs.example:{port}/")


def test_a_pdf_or_json_is_no_page() -> None:
    for kind in ("application/pdf", "application/json", "image/png"):
        with site({"/": (200, {"Content-Type": kind}, b"x")}) as port, pytest.raises(Invalid, match="not a web page"):
            reader(port).read(f"http://jobs.example:{port}/")


def test_a_page_that_answers_with_an_error_is_named() -> None:
    with site({"/": (404, HTML, b"gone")}) as port, pytest.raises(Unreachable, match=r"error \(404\)"):
        reader(port).read(f"http://jobs.example:{port}/")


def test_a_very_long_posting_is_cut_and_it_is_said() -> None:
    long = f"<html><body><main><h1>Retail</h1>{''.join(f'<p>{n} {WORDS}</p>' for n in range(400))}</main></body></html>"
    with site({"/": (200, HTML, long.encode())}) as port:
        found = reader(port).read(f"http://jobs.example:{port}/")
    assert len(found.text) == 50_000
    assert found.note == "The page is long: only its first 50,000 characters were taken."


@pytest.mark.parametrize(("lines", "said"), [("time.sleep(60)", "too long"), ("sys.exit(1)", "could not be read")])
def test_a_parser_that_hangs_or_dies_gets_a_sentence(tmp_path: Path, lines: str, said: str) -> None:
    script = tmp_path / "stand_in.py"
    script.write_text(f"import sys, time\n{lines}\n")
    with site({"/": (200, HTML, PAGE.encode())}) as port:
        rules = Rules(
            allow_private=networks("127.0.0.1/32"),
            allow_http=True,
            ports=frozenset({port}),
            resolve=lambda _host, _port: ["127.0.0.1"],
        )
        with pytest.raises(UnreadablePosting, match=said):
            WebPostingReader(rules=rules, timeout=1.0, child=script).read(f"http://jobs.example:{port}/")
