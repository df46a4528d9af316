"""Where the model is, and how it is asked for structured output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from milo_app.core.errors import Unavailable
from milo_app.core.settings import Settings

Provider = Literal["openai", "anthropic"]
OutputMode = Literal["tool", "json_schema", "prompted"]

_HOME: dict[str, str] = {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}
# Hosts whose models are known to call tools. Any other endpoint is asked in words, which every model understands.
_WITH_TOOLS = (
    "api.openai.com",
    "openai.azure.com",
    "api.anthropic.com",
    "api.mistral.ai",
    "api.groq.com",
    "api.deepseek.com",
    "openrouter.ai",
    "generativelanguage.googleapis.com",
)


@dataclass(frozen=True)
class Connection:
    """A model endpoint. `timeout_s` holds for one reply; `tries` counts a call and its repeats after passing errors."""

    provider: Provider
    model: str
    base_url: str
    key: str = field(default="", repr=False)
    output: Literal["auto", "tool", "json_schema", "prompted"] = "auto"
    timeout_s: float = 60.0
    tries: int = 3

    @property
    def host(self) -> str:
        """The host of the endpoint, for people."""
        return urlsplit(self.base_url).hostname or self.base_url

    @property
    def mode(self) -> OutputMode:
        """How structured output is asked for; `auto` uses tools at hosts that are known to have them."""
        if self.output != "auto":
            return self.output
        knows_tools = any(self.host == name or self.host.endswith("." + name) for name in _WITH_TOOLS)
        return "tool" if knows_tools else "prompted"


def connection_from(chosen: Settings) -> Connection:
    """Return the endpoint of the settings; raises `Unavailable` when no model is configured (see `has_model`).

    The address is always given to the client, so that variables of the vendor's own library cannot redirect it.
    """
    if not chosen.ai_provider or not chosen.ai_model:
        raise Unavailable("No model is configured.", do="Set MILO_AI_PROVIDER and MILO_AI_MODEL.")
    return Connection(
        provider=chosen.ai_provider,
        model=chosen.ai_model,
        base_url=chosen.ai_base_url.strip().rstrip("/") or _HOME[chosen.ai_provider],
        key=chosen.ai_key.strip(),
        output=chosen.ai_output,
        timeout_s=chosen.ai_timeout_s,
    )
