"""`milo doctor`: looks at everything that an installation needs and says of each what is right or what to do."""

from __future__ import annotations

import re
import shutil
import smtplib
import ssl
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from milo_app.commands import build
from milo_app.commands.chromium import NOT_FOUND, find_chromium
from milo_app.commands.database import schema
from milo_app.commands.terminal import say
from milo_app.core.settings import Settings, settings

State = Literal["ok", "note", "warning", "problem"]

_CJK = re.compile(
    r"CJK|Noto S\w+ (SC|TC|HK|JP|KR)\b|Source Han|WenQuanYi|Hiragino|PingFang|Songti|Malgun|Yu Gothic|Droid Sans Fallback"
    r"|Nanum|IPA(ex|P)?(Gothic|Mincho)|Takao|Sarasa|AR PL|Apple SD Gothic",
    re.IGNORECASE,
)
_LOW_DISK, _NO_DISK = 2 * 2**30, 200 * 2**20
_PROVIDERS = {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: a problem stops Milo or endangers data, a warning should be changed."""

    about: str
    state: State
    sentence: str


Check = Callable[[Settings], Iterator[Finding]]


def address(chosen: Settings) -> Iterator[Finding]:
    """The address that people type, and what listens where."""
    host = urlsplit(chosen.origin).hostname or ""
    loopback = host in ("localhost", "127.0.0.1", "::1")
    if chosen.is_https or loopback:
        yield Finding("address", "ok", f"People reach Milo at {chosen.origin}.")
    elif chosen.allow_http:
        yield Finding("address", "warning", f"{chosen.origin} sends passwords in clear. Put https in front of it.")
    else:
        yield Finding("address", "problem", f"{chosen.origin} is plain http. Use https, or set MILO_ALLOW_HTTP=1.")
    if chosen.host not in ("127.0.0.1", "localhost", "::1") and not chosen.public_url:
        yield Finding("address", "warning", f"Milo listens on {chosen.host}, but links say localhost. Set PUBLIC_URL.")
    if chosen.is_https and not chosen.trusted_proxy_hops:
        sentence = "Behind a proxy all people seem to come from one address. Set MILO_TRUSTED_PROXY_HOPS."
        yield Finding("address", "warning", sentence)


def files(chosen: Settings) -> Iterator[Finding]:
    """The data folder and the keys: there, and for their owner only."""
    folder, key = chosen.data_dir, chosen.data_dir / "keys" / "secret"
    if not folder.exists():
        yield Finding("data folder", "note", f"{folder} is made at the first ./milo up.")
        return
    yield _private("data folder", folder, 0o700)
    if key.exists():
        yield _private("keys", key, 0o600)
    elif chosen.secret_keys:
        short = any(len(part.strip()) < 32 for part in chosen.secret_keys.split(","))
        sentence = (
            "A key in MILO_SECRET_KEYS is shorter than 32 characters." if short else "Keys from MILO_SECRET_KEYS."
        )
        yield Finding("keys", "problem" if short else "ok", sentence)
    else:
        yield Finding("keys", "problem", "There is no key. Restore keys/secret from a backup, or set MILO_SECRET_KEYS.")


def _private(about: str, path: Path, mode: int) -> Finding:
    found = stat.S_IMODE(path.stat().st_mode)
    if found & ~mode:
        return Finding(about, "problem", f"{path} can be read by others: chmod {mode:o} {path}")
    return Finding(about, "ok", f"{path} is private.")


def disk(chosen: Settings) -> Iterator[Finding]:
    """Room for answers and backups."""
    place = chosen.data_dir if chosen.data_dir.exists() else chosen.data_dir.parent
    free = shutil.disk_usage(place if place.exists() else "/").free
    state: State = "problem" if free < _NO_DISK else "warning" if free < _LOW_DISK else "ok"
    yield Finding("disk", state, f"{free / 2**30:.1f} GiB are free.")


def database(chosen: Settings) -> Iterator[Finding]:
    """The schema."""
    where = schema()
    if where.is_newer:
        yield Finding("database", "problem", f"A newer Milo made it (schema {where.current}). Use that version.")
    elif where.pending:
        yield Finding("database", "note", f"{len(where.pending)} migrations run at the next ./milo up.")
    else:
        yield Finding("database", "ok", f"Schema {where.current}.")
    if chosen.redis_url and chosen.database.startswith("sqlite"):
        yield Finding("database", "warning", "Several servers need PostgreSQL. SQLite is for one machine.")


def redis(chosen: Settings) -> Iterator[Finding]:
    """Redis, when it is set: answers, and is not open to everybody."""
    if not chosen.redis_url:
        yield Finding("redis", "note", "Not used: one server process, state in memory.")
        return
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        Redis.from_url(chosen.redis_url, socket_timeout=5, socket_connect_timeout=5).ping()
    except (RedisError, OSError, ValueError) as failed:
        yield Finding("redis", "problem", f"It does not answer: {_first(failed)}")
        return
    parts = urlsplit(chosen.redis_url)
    if parts.scheme != "unix" and not parts.password:
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        sentence = "It has no password: whoever reaches it can run code in Milo. Set one (requirepass)."
        yield Finding("redis", "warning" if local else "problem", sentence)
    else:
        yield Finding("redis", "ok", "It answers.")


def search(chosen: Settings) -> Iterator[Finding]:
    """The search server, when one is set: answers, is new enough, takes both keys, and keeps workspaces apart twice."""
    if not chosen.meili_url:
        yield Finding("search", "note", "No search server: the built-in engine, in a file of the data folder.")
        return
    from milo_app.adapters.index_meili import MeiliEngine
    from milo_app.core.errors import MiloError
    from milo_app.domain.search.errors import NotBuilt
    from milo_app.domain.search.ports import Scope, SearchRequest

    engine = MeiliEngine.from_settings(chosen)
    health = engine.health()
    if not health.is_up:
        yield Finding(
            "search", "problem", f"{_first(Exception(health.problem))} The built-in engine answers meanwhile."
        )
        return
    try:
        engine.search(Scope(0), SearchRequest("milo"))  # a workspace that does not exist
    except NotBuilt:
        yield Finding("search", "note", "The index has not been built yet; that begins with ./milo up.")
    except MiloError as failed:
        yield Finding("search", "problem", f"It cannot be searched: {failed.message}")
        return
    if not chosen.meili_search_key:
        sentence = "MEILI_SEARCH_KEY is empty: workspaces are kept apart by filters alone. Set it and its uid."
        yield Finding("search", "warning", sentence)
    elif health.problem:
        yield Finding("search", "warning", health.problem)
    else:
        yield Finding("search", "ok", f"Meilisearch {health.version}.")


def toolchain(chosen: Settings) -> Iterator[Finding]:
    """What builds the pages, and whether they are built."""
    bun = shutil.which("bun")
    if bun:
        number = subprocess.run([bun, "--version"], capture_output=True, text=True, check=False).stdout.strip()
        yield Finding("bun", "ok", f"Version {number}.")
    else:
        yield Finding("bun", "problem", "It was not found. Run commands through ./milo, which brings it.")
    if build.is_current():
        yield Finding("pages", "ok", "Built from the files as they are.")
    else:
        yield Finding("pages", "note", "They are built at the next ./milo up.")
    chromium = find_chromium()
    yield Finding("chromium", "ok" if chromium else "note", f"{chromium}." if chromium else NOT_FOUND + ". Tests only.")


def printing(chosen: Settings) -> Iterator[Finding]:
    """The typesetter of reports, and whether it has a font for Chinese, Japanese and Korean."""
    from milo_app.adapters.pdf_typst.printer import families

    names = families(chosen.data_dir / "fonts")
    if any(_CJK.search(name) for name in names):
        yield Finding(
            "reports", "ok", f"PDFs are printed with {len(names)} fonts, also in Chinese, Japanese and Korean."
        )
    else:
        folder = chosen.data_dir / "fonts"
        sentence = f"No font for Chinese, Japanese and Korean: install one (fonts-noto-cjk) or put one into {folder}."
        yield Finding("reports", "note", sentence)


def indexes(chosen: Settings) -> Iterator[Finding]:
    """The search index: there, not far behind the database, and without failures."""
    if schema().pending or schema().is_newer:
        return
    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.search import status

    with bootstrap.read(system(None)) as w:
        found = status.all_indexes(w)
        failures = status.failures_count(w)
    for one in found:
        name = f"The {one.name} index ({one.version})"
        if one.building is not None:
            yield Finding("search", "note", f"{name} is being built, {one.building.percent} %.")
        elif not one.is_up:
            sentence = f"{name}: {one.problem or 'it does not answer.'} A running Milo builds it by itself."
            yield Finding("search", "note" if one.name == "embedded" else "problem", sentence)
        elif one.is_late:
            sentence = f"{name} is {one.lag_seconds:,.0f} s behind with {one.waiting:,} changes. {one.problem}".strip()
            yield Finding("search", "warning", sentence)
        else:
            size = f", {one.size_bytes / 2**20:,.0f} MiB" if one.size_bytes is not None else ""
            yield Finding("search", "ok", f"{name} holds {sum(one.documents.values()):,} documents{size}.")
    if failures:
        sentence = f"{failures:,} things could not be indexed: Data, Data Indexing shows them with the reasons."
        yield Finding("search", "warning", sentence)


def model(chosen: Settings) -> Iterator[Finding]:
    """The model endpoint, when one is configured: it must answer; the key is not tried."""
    if not chosen.has_model:
        yield Finding("model", "note", "None: the built-in rules write plans and scores, and say so.")
        return
    import httpx

    base = chosen.ai_base_url or _PROVIDERS[chosen.ai_provider]
    try:
        answer = httpx.get(base, timeout=5)
    except httpx.HTTPError as failed:
        yield Finding("model", "problem", f"{base} does not answer: {_first(failed)}")
        return
    if answer.status_code >= 500:
        yield Finding("model", "warning", f"{base} answers with {answer.status_code}.")
    elif not chosen.ai_key:
        yield Finding("model", "warning", f"{base} answers, but MILO_AI_KEY is empty.")
    else:
        yield Finding("model", "ok", f"{chosen.ai_model} at {base}.")


def mail(chosen: Settings) -> Iterator[Finding]:
    """The mail server, when one is configured: connects, secures and signs in; nothing is sent."""
    if not chosen.smtp_host:
        yield Finding("mail", "note", "No mail server: mail stays in the dev mailbox.")
        return
    where = f"{chosen.smtp_host}:{chosen.smtp_port}"
    try:
        with _smtp(chosen) as server:
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
    except (OSError, smtplib.SMTPException) as failed:
        yield Finding("mail", "problem", f"{where}: {_first(failed)}")
        return
    if chosen.smtp_security == "none":
        yield Finding("mail", "warning", f"{where} answers, but mail crosses the network in clear.")
    else:
        yield Finding("mail", "ok", f"{where} answers.")


def push(chosen: Settings) -> Iterator[Finding]:
    """The key by which push services know Milo, and whether browsers allow push at this address."""
    path = chosen.data_dir / "keys" / "push"
    if not path.exists():
        sentence = "There is no key yet: it is made at the next ./milo up. One from a backup keeps the devices."
        yield Finding("push", "note", sentence)
        return
    yield _private("push", path, 0o600)
    loopback = (urlsplit(chosen.origin).hostname or "") in ("localhost", "127.0.0.1", "::1")
    if not chosen.is_https and not loopback:
        yield Finding("push", "warning", f"Browsers refuse push at {chosen.origin}: it needs https.")


def _smtp(chosen: Settings) -> smtplib.SMTP:
    if chosen.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(chosen.smtp_host, chosen.smtp_port, timeout=10, context=context)
    server = smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=10)
    if chosen.smtp_security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _first(failed: BaseException) -> str:
    return (str(failed).splitlines() or [type(failed).__name__])[0][:160]


CHECKS: tuple[Check, ...] = (
    address, files, disk, database, redis, search, indexes, toolchain, printing, model, mail, push,
)  # fmt: skip


def examine(chosen: Settings) -> list[Finding]:
    """Return every finding, in the order of the checks."""
    return [finding for check in CHECKS for finding in check(chosen)]


def run() -> None:
    """Print the findings; exit code 1 when there is a problem."""
    found = examine(settings())
    for finding in found:
        say(f"{finding.state:<8} {finding.about:<12} {finding.sentence}")
    problems = sum(finding.state == "problem" for finding in found)
    say(f"\n{problems} to solve." if problems else "\nNothing to solve.")
    raise SystemExit(1 if problems else 0)
