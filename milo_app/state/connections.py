"""Settings, Connections: what is built in or simulated here, what is the real thing, and how to connect it."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

import reflex as rx

from milo_app.core.settings import Settings, settings
from milo_app.state.access import me
from milo_app.state.policy import signed_in


class Row(TypedDict):
    """A setting by name, with what it decides."""

    name: str
    text: str
    is_set: bool


class Connection(TypedDict):
    """A part of Milo that something outside can do."""

    key: str
    icon: str
    title: str
    word: str
    tone: str
    text: str
    how: str
    rows: list[Row]


def setting_name(field: str) -> str:
    """Return the environment variable of a setting."""
    alias = Settings.model_fields[field].validation_alias
    choices = getattr(alias, "choices", None)
    return str(choices[0]) if choices else f"MILO_{field.upper()}"


def rows_for(chosen: Settings, *fields: str) -> list[Row]:
    """Return settings with their descriptions and whether they were set; never a value, which may be a secret."""
    return [
        Row(
            name=setting_name(field),
            text=Settings.model_fields[field].description or "",
            is_set=field in chosen.model_fields_set,
        )
        for field in fields
    ]


_MODEL = ("ai_provider", "ai_model", "ai_base_url", "ai_key", "ai_output", "ai_timeout_s")
_PRICES = ("ai_micros_per_mtok_in", "ai_micros_per_mtok_out")
_MAIL = ("smtp_host", "smtp_port", "smtp_user", "smtp_password", "smtp_security", "mail_from")


def connections(chosen: Settings, *, with_settings: bool) -> list[Connection]:
    """Say of each part what does it now; names of settings only for those who run the installation."""
    made = [
        _model(chosen),
        _mail(chosen),
        _files(chosen),
        _database(chosen),
        _search(chosen),
        _redis(chosen),
        _address(chosen),
    ]
    if not with_settings:
        for each in made:
            each["how"], each["rows"] = "", []
    return made


def _model(chosen: Settings) -> Connection:
    real = chosen.has_model
    where = urlsplit(chosen.ai_base_url).hostname or "the provider's own address"
    return Connection(
        key="model",
        icon="cpu",
        title="Scores, plans and follow-up questions",
        word="Model" if real else "Built-in rules",
        tone="green" if real else "amber",
        text=f"{chosen.ai_model} at {where}. It scores answers, drafts interviews and asks follow-ups."
        if real
        else "Open rules score answers, draft interviews and ask follow-ups. Every score they made says so.",
        how="Each score names what made it. After a change, new evaluations use the new one; earlier scores stay."
        if real
        else "Any OpenAI-compatible endpoint or Anthropic. Set these and start Milo again:",
        rows=rows_for(chosen, *_MODEL, *_PRICES),
    )


def _mail(chosen: Settings) -> Connection:
    real = bool(chosen.smtp_host)
    return Connection(
        key="mail",
        icon="mail",
        title="Mail",
        word="SMTP" if real else "Dev mailbox",
        tone="green" if real else "amber",
        text=f"Mail goes out through {chosen.smtp_host}. Demo people get none: their addresses do not exist."
        if real
        else "Mail is kept in the dev mailbox and reaches nobody. Links in it work.",
        how="Set these and start Milo again:" if not real else "Set with:",
        rows=rows_for(chosen, *_MAIL),
    )


def _files(chosen: Settings) -> Connection:
    return Connection(
        key="files",
        icon="folder",
        title="Files",
        word="Local folder",
        tone="gray",
        text="Resumes and uploaded answers are kept in the data folder, and are part of every backup.",
        how="Set with:",
        rows=rows_for(chosen, "data", "resume_max_mb"),
    )


def _database(chosen: Settings) -> Connection:
    is_postgres = chosen.database.startswith("postgresql")
    return Connection(
        key="database",
        icon="database",
        title="Database",
        word="PostgreSQL" if is_postgres else "SQLite",
        tone="green" if is_postgres else "gray",
        text="A PostgreSQL server holds everything."
        if is_postgres
        else "One file in the data folder holds everything.",
        how="Both are full choices; PostgreSQL suits several servers. Set with:",
        rows=rows_for(chosen, "database_url"),
    )


def _search(chosen: Settings) -> Connection:
    real = bool(chosen.meili_url)
    where = urlsplit(chosen.meili_url).hostname or "the address that was set"
    return Connection(
        key="search",
        icon="search",
        title="Search",
        word="Meilisearch" if real else "Built-in engine",
        tone="green" if real else "gray",
        text=f"Meilisearch at {where}. While it does not answer, the built-in engine does."
        if real
        else "An index file in the data folder. Enough for one machine.",
        how="Data, Data Indexing shows how the index stands. Set with:"
        if real
        else "For several machines, a Meilisearch server of your own. Set these and start Milo again:",
        rows=rows_for(chosen, "meili_url", "meili_key", "meili_search_key", "meili_search_key_uid", "meili_prefix"),
    )


def _redis(chosen: Settings) -> Connection:
    real = bool(chosen.redis_url)
    return Connection(
        key="redis",
        icon="layers",
        title="Several servers",
        word="Redis" if real else "One process",
        tone="green" if real else "gray",
        text="Several processes share who looks at what through Redis."
        if real
        else "One process serves everybody and runs the jobs. Enough for a team.",
        how="Set with:",
        rows=rows_for(chosen, "redis_url", "jobs_in_server"),
    )


def _address(chosen: Settings) -> Connection:
    is_local = not chosen.public_url
    return Connection(
        key="address",
        icon="globe",
        title="Address",
        word="This computer only" if is_local else ("https" if chosen.is_https else "http"),
        tone="green" if chosen.is_https else "amber",
        text=f"Links start with {chosen.origin}."
        + (" Candidates elsewhere cannot open them." if is_local else " Live updates come from the same address."),
        how="Set the address that people type, behind an https proxy:",
        rows=rows_for(chosen, "public_url", "port", "host", "trusted_proxy_hops"),
    )


class Connections(rx.State):
    """The page."""

    items: list[Connection] = []
    is_admin: bool = False
    is_loading: bool = True
    is_allowed: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Say what is connected; how to connect it stands there for admins."""
        actor = me().actor
        self.is_allowed, self.is_admin = actor.can("integration:read"), actor.can("integration:manage")
        self.items = connections(settings(), with_settings=self.is_admin) if self.is_allowed else []
        self.is_loading = False
