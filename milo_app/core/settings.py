"""Every setting of an installation, read once from the environment.

A setting is named `MILO_<NAME>`; the four addresses that other tools know by name too
(`DATABASE_URL`, `REDIS_URL`, `MEILI_URL`, `PUBLIC_URL`) keep their usual names, and so do the keys of Meilisearch.
`docs/operator-guide.md` lists all of them; a test compares the two.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """The settings of one installation. Wrong values are refused at start with the name of the setting."""

    model_config = SettingsConfigDict(env_prefix="MILO_", env_file=None, extra="ignore", populate_by_name=True)

    data: Path = Field(default=ROOT / "data", description="Folder that holds the database, files and keys.")
    port: int = Field(default=3000, ge=1, le=65535, description="The one port for app, API and websocket.")
    host: str = Field(
        default="127.0.0.1", description="Address to listen on. Loopback unless a proxy stands before it."
    )
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_URL", "database_url"),
        description="SQLite or PostgreSQL. Empty: milo.db in the data folder.",
    )
    redis_url: str = Field(
        default="",
        validation_alias=AliasChoices("REDIS_URL", "redis_url"),
        description="Redis for several server processes. Empty: one process, state in memory.",
    )
    meili_url: str = Field(
        default="",
        validation_alias=AliasChoices("MEILI_URL", "meili_url"),
        description="Meilisearch server for the search. Empty: the built-in engine, a file in the data folder.",
    )
    meili_key: str = Field(
        default="",
        validation_alias=AliasChoices("MEILI_KEY", "meili_key"),
        description="Key of Meilisearch that may write documents, indexes, settings and tasks. Not the master key.",
    )
    meili_search_key: str = Field(
        default="",
        validation_alias=AliasChoices("MEILI_SEARCH_KEY", "meili_search_key"),
        description="Key of Meilisearch that may search only; it signs a short token for each workspace.",
    )
    meili_search_key_uid: str = Field(
        default="",
        validation_alias=AliasChoices("MEILI_SEARCH_KEY_UID", "meili_search_key_uid"),
        description="The uid that Meilisearch gave the search key.",
    )
    meili_prefix: str = Field(
        default="milo",
        pattern=r"^[a-z0-9-]{1,40}$",
        validation_alias=AliasChoices("MEILI_PREFIX", "meili_prefix"),
        description="How the names of Milo's indexes begin, for a Meilisearch that others use too.",
    )
    public_url: str = Field(
        default="",
        validation_alias=AliasChoices("PUBLIC_URL", "public_url"),
        description="The address that people type, such as https://milo.example.com. Empty: http://localhost:<port>.",
    )
    allow_http: bool = Field(default=False, description="Accept plain http on an address that is not loopback.")
    allow_private: str = Field(
        default="", description="Comma separated networks that typed addresses may reach although they are private."
    )
    trusted_proxy_hops: int = Field(
        default=0, ge=0, le=5, description="Number of proxies before Milo that set X-Forwarded-For."
    )
    secret_keys: str = Field(
        default="", description="Encryption keys, newest first. Empty: made on the first run in data/keys."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="What the server log shows."
    )

    ai_provider: Literal["", "openai", "anthropic"] = Field(
        default="", description="openai (any OpenAI-compatible endpoint) or anthropic. Empty: the built-in rules."
    )
    ai_base_url: str = Field(default="", description="Address of the model endpoint. Empty: the provider's own.")
    ai_key: str = Field(default="", description="Key for the model endpoint.")
    ai_model: str = Field(default="", description="Name of the model.")
    ai_output: Literal["auto", "tool", "json_schema", "prompted"] = Field(
        default="auto", description="How the model is asked for structured output."
    )
    ai_timeout_s: float = Field(default=60.0, gt=0, le=600, description="Seconds to wait for one model reply.")
    ai_micros_per_mtok_in: int = Field(
        default=0, ge=0, description="Price of a million input tokens in millionths of the currency."
    )
    ai_micros_per_mtok_out: int = Field(
        default=0, ge=0, description="Price of a million output tokens in millionths of the currency."
    )

    smtp_host: str = Field(default="", description="Mail server. Empty: mail stays in the dev mailbox.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="User name at the mail server.")
    smtp_password: str = Field(default="", description="Password at the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the mail connection is secured."
    )
    mail_from: str = Field(default="Milo <milo@localhost>", description="Sender of every mail.")

    sockets_per_address: int = Field(default=400, ge=1, description="Open browsers per network address.")
    applications_per_hour: int = Field(default=60, ge=1, description="Applications per hour from one network address.")

    jobs_in_server: bool = Field(default=True, description="Run the job ticks inside the server process.")
    resume_max_mb: int = Field(default=10, ge=1, le=100, description="Largest resume or answer file in megabytes.")
    chromium: str = Field(default="", description="Path of Chromium for tests and pictures. Empty: looked for.")

    @model_validator(mode="after")
    def _whole_search_key(self) -> Settings:
        if bool(self.meili_search_key) != bool(self.meili_search_key_uid):
            raise ValueError("MEILI_SEARCH_KEY and MEILI_SEARCH_KEY_UID belong together: set both or none")
        if self.meili_url and urlsplit(self.meili_url).scheme not in ("http", "https"):
            raise ValueError("MEILI_URL begins with http:// or https://, such as http://127.0.0.1:7700")
        return self

    @field_validator("public_url")
    @classmethod
    def _plain_origin(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
            raise ValueError("PUBLIC_URL is scheme and host only, such as https://milo.example.com")
        return value

    # Both are asked for by every unit of work: resolving a path looks at each folder on the way.
    @cached_property
    def data_dir(self) -> Path:
        """The data folder as an absolute path."""
        return self.data.expanduser().resolve()

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy address of the app database."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'milo.db'}"
        for scheme in ("postgres://", "postgresql://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    @property
    def origin(self) -> str:
        """The origin that links carry: PUBLIC_URL, else http://localhost with the port."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def origins(self) -> list[str]:
        """Origins that may open the websocket or post a form. Never empty: an empty list would switch the check off."""
        if self.public_url:
            return [self.public_url]
        return [f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1", "[::1]")]

    @property
    def is_https(self) -> bool:
        """Whether people reach Milo over https."""
        return self.origin.startswith("https://")

    @property
    def has_model(self) -> bool:
        """Whether a model endpoint is configured."""
        return bool(self.ai_provider and self.ai_model)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process; `settings.cache_clear()` re-reads them (tests)."""
    return Settings()
