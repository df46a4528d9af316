"""One call of the model: ask, check, ask again, and say in a sentence why it failed.

The vendor libraries are imported here, at the first call. No tool is offered but the one that carries the reply's
schema. What passes by itself (a dropped connection, a 500, a short wait) is tried again at once; a longer wait goes
back to the queue, so that no worker sleeps through it.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from milo_app.adapters.llm_model.connection import Connection

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models import Model

O = TypeVar("O", bound=BaseModel)  # noqa: E741 - the output of a call
RETRIES = 2
"""How often a reply that fails the schema or a check is asked for again."""
_RAW_LIMIT = 20_000
_MOST_TOKENS = 8192


@dataclass(frozen=True)
class Reply(Generic[O]):
    """What came back: the checked output, the tokens of all tries, how many requests it took, and the words as sent."""

    output: O
    tokens_in: int
    tokens_out: int
    requests: int
    raw: dict[str, Any]


class CallFailed(Exception):
    """No usable reply. `retry_after` in seconds; None when trying again alone cannot help.

    `pause` is set, in seconds, for what may pass at once.
    """

    def __init__(self, reason: str, retry_after: int | None = 60, *, pause: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.pause = pause


class AskAgain(Exception):
    """A check of ours wants another reply; the message tells the model why."""


Check = Callable[[O, bool], O]
"""Looks at an output and returns it or raises `AskAgain`; the flag says that this is the last reply there will be."""


def nonce() -> str:
    """Return a mark that nobody could have written into a text beforehand."""
    return secrets.token_hex(8)


def warm_up() -> None:
    """Import the vendor libraries now (takes seconds), so that the first candidate does not wait for it."""
    import pydantic_ai
    import pydantic_ai.models.anthropic
    import pydantic_ai.models.openai  # noqa: F401


def ask(
    connection: Connection,
    instructions: str,
    prompt: str,
    output: type[O],
    check: Check[O] | None = None,
    *,
    limit_s: float | None = None,
    retries: int = RETRIES,
) -> Reply[O]:
    """Ask the model and return a reply that fits the schema and the check; raises `CallFailed` with a sentence.

    Must not be called on a thread that runs an event loop. `limit_s` bounds all tries together.
    """
    warm_up()
    whole = limit_s or max(connection.timeout_s, min(100.0, 3 * connection.timeout_s))
    ends = time.monotonic() + whole
    for left in range(connection.tries - 1, -1, -1):
        try:
            return _one_try(connection, instructions, prompt, output, check, ends - time.monotonic(), retries)
        except CallFailed as failed:
            if not left or failed.pause is None or time.monotonic() + failed.pause >= ends:
                raise
            time.sleep(failed.pause)
    raise AssertionError("a connection has at least one try")


def _one_try(
    connection: Connection,
    instructions: str,
    prompt: str,
    output: type[O],
    check: Check[O] | None,
    limit_s: float,
    retries: int,
) -> Reply[O]:
    from milo_app.adapters.llm_model.failures import explain

    try:
        return asyncio.run(_ask(connection, instructions, prompt, output, check, limit_s, retries))
    except Exception as error:
        failed = explain(error, connection, retries + 1)
        if failed is None:
            raise
        raise failed from error


async def _ask(
    connection: Connection,
    instructions: str,
    prompt: str,
    output: type[O],
    check: Check[O] | None,
    limit_s: float,
    retries: int,
) -> Reply[O]:
    async with _client(connection) as client:
        agent = _agent(connection, client, instructions, output, check, retries)
        async with asyncio.timeout(limit_s):
            done = await agent.run(prompt)
    usage = done.usage
    return Reply(
        output=done.output,
        tokens_in=usage.input_tokens or 0,
        tokens_out=usage.output_tokens or 0,
        requests=usage.requests,
        raw={"reply": _last_words(done.all_messages()), "requests": usage.requests, "mode": connection.mode},
    )


def _client(connection: Connection) -> Any:
    """Return the vendor's client; it repeats nothing by itself, since it would sleep through any Retry-After."""
    if connection.provider == "anthropic":
        from anthropic import AsyncAnthropic

        return AsyncAnthropic(
            api_key=connection.key or "none",
            base_url=connection.base_url,
            timeout=connection.timeout_s,
            max_retries=0,
        )
    from openai import AsyncOpenAI

    return AsyncOpenAI(
        api_key=connection.key or "none",
        base_url=connection.base_url,
        timeout=connection.timeout_s,
        max_retries=0,
    )


def _model(connection: Connection, client: Any) -> Model:
    if connection.provider == "anthropic":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        return AnthropicModel(connection.model, provider=AnthropicProvider(anthropic_client=client))
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    return OpenAIChatModel(connection.model, provider=OpenAIProvider(openai_client=client))


def _agent(
    connection: Connection, client: Any, instructions: str, output: type[O], check: Check[O] | None, retries: int
) -> Agent[object, O]:
    from pydantic_ai import Agent, ModelRetry, ModelSettings, NativeOutput, PromptedOutput, RunContext, ToolOutput

    shapes: dict[str, Any] = {"tool": ToolOutput, "json_schema": NativeOutput, "prompted": PromptedOutput}
    # Anthropic wants a limit; a larger one would make its client stream the reply.
    limits = {"max_tokens": _MOST_TOKENS} if connection.provider == "anthropic" else {}
    agent: Agent[object, O] = Agent(
        _model(connection, client),
        output_type=shapes[connection.mode](output),
        instructions=instructions,
        model_settings=ModelSettings(**limits),  # type: ignore[typeddict-item]
        retries=retries,
    )
    if check is not None:
        asked = check

        @agent.output_validator
        def checked(context: RunContext[object], found: O) -> O:
            try:
                return asked(found, context.retry >= retries)
            except AskAgain as again:
                raise ModelRetry(str(again)) from again

    return agent


def _last_words(messages: list[ModelMessage]) -> str:
    from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart

    for message in reversed(messages):
        if isinstance(message, ModelResponse):
            parts = [
                part.args_as_json_str() if isinstance(part, ToolCallPart) else part.content
                for part in message.parts
                if isinstance(part, (TextPart, ToolCallPart))
            ]
            return "\n".join(parts)[:_RAW_LIMIT]
    return ""
