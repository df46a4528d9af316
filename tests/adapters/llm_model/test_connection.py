"""Which endpoint is used, and how it is asked."""

from __future__ import annotations

import pytest

from milo_app.adapters.llm_model import Connection, connection_from
from milo_app.core.errors import Unavailable
from milo_app.core.settings import Settings


@pytest.mark.parametrize("chosen", [{}, {"ai_provider": "openai"}, {"ai_model": "m"}])
def test_without_a_model_there_is_no_connection(chosen: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        connection_from(Settings(**chosen))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("provider", "url"), [("openai", "https://api.openai.com/v1"), ("anthropic", "https://api.anthropic.com")]
)
def test_the_address_of_the_provider_is_the_usual_one(provider: str, url: str) -> None:
    found = connection_from(Settings(ai_provider=provider, ai_model="m"))  # type: ignore[arg-type]
    assert (found.base_url, found.mode) == (url, "tool")


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("http://127.0.0.1:11434/v1", "prompted"),
        ("https://our.openai.azure.com/openai/v1", "tool"),
        ("https://api.openai.com.evil.example/v1", "prompted"),
        ("https://api.groq.com/openai/v1", "tool"),
    ],
)
def test_tools_are_used_at_hosts_that_are_known_to_have_them(url: str, mode: str) -> None:
    assert Connection("openai", "m", url).mode == mode


def test_a_chosen_output_mode_wins() -> None:
    assert Connection("openai", "m", "http://localhost/v1", output="json_schema").mode == "json_schema"
