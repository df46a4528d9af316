"""What went wrong at the endpoint, in a sentence for people, and whether trying again can help."""

from __future__ import annotations

import json

from pydantic_ai import exceptions as pai

from milo_app.adapters.llm_model.calling import CallFailed
from milo_app.adapters.llm_model.connection import Connection

_LONGEST_WAIT = 3600
_SHORT_WAIT = 3
_PAUSE = 0.5


def explain(error: Exception, connection: Connection, tries: int) -> CallFailed | None:
    """Return the failure for an error of the call, or None for an error that is a mistake of ours."""
    if isinstance(error, TimeoutError):
        return CallFailed(f"The model endpoint {connection.host} did not answer in time.", 120)
    if isinstance(error, pai.UserError):
        return CallFailed(f"The model settings cannot be used: {str(error)[:200]}", None)
    if isinstance(error, pai.ModelAPIError):
        return _of_endpoint(error, connection)
    if isinstance(error, pai.ContentFilterError):
        return CallFailed("The model's provider blocked the reply by its content filter.", None)
    if isinstance(error, pai.AgentRunError):
        return _of_reply(error, connection, tries)
    if isinstance(error, (OSError, json.JSONDecodeError)) or _is_vendor(error):
        return CallFailed(f"The model endpoint {connection.host} gave no usable reply ({type(error).__name__}).", 120)
    return None


def _is_vendor(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in ("openai", "anthropic", "httpx2", "httpcore2", "httpx")


def _wait(error: pai.ModelAPIError | pai.ModelHTTPError, usual: int) -> int:
    return min(_LONGEST_WAIT, max(1, round(error.retry_after))) if error.retry_after else usual


def _of_endpoint(error: pai.ModelAPIError, connection: Connection) -> CallFailed:
    host = f"The model endpoint {connection.host}"
    status = getattr(error, "status_code", 0)
    if isinstance(error, pai.ModelTimeoutError):
        return CallFailed(f"{host} did not answer within {connection.timeout_s:g} s.", 120)
    if isinstance(error, pai.ModelAuthenticationError) or status in (401, 403):
        return CallFailed(f"{host} refused the key. Check MILO_AI_KEY.", None)
    if isinstance(error, pai.ModelQuotaExceededError):
        return CallFailed(f"{host} says that its quota is used up.", _wait(error, _LONGEST_WAIT))
    if isinstance(error, pai.ModelRateLimitError) or status == 429:
        wait = _wait(error, 60)
        return CallFailed(
            f"{host} takes no more requests now (429).", wait, pause=wait if wait <= _SHORT_WAIT else None
        )
    if isinstance(error, pai.ModelNotFoundError) or status == 404:
        return CallFailed(f"{host} does not know the model {connection.model} or this address.", None)
    if isinstance(error, pai.ModelContextWindowExceededError):
        return CallFailed(f"The text is too long for the model {connection.model}.", None)
    if isinstance(error, pai.ModelRequestRejectedError) or status in (400, 422):
        words = f"{host} refused the request{f' ({status})' if status else ''}. Try another MILO_AI_OUTPUT."
        return CallFailed(words, None)
    if isinstance(error, pai.ModelConnectionError):
        return CallFailed(f"{host} could not be reached.", 120, pause=_PAUSE)
    return CallFailed(f"{host} had an error{f' ({status})' if status else ''}.", _wait(error, 120), pause=_PAUSE)


def _of_reply(error: pai.AgentRunError, connection: Connection, tries: int) -> CallFailed:
    words = str(error)
    if isinstance(error, pai.OutputTokenLimitExceeded):
        return CallFailed("The model's reply was cut off before its end.", 300)
    if "maximum" in words and "retries" in words:
        return CallFailed(f"The model {connection.model} did not answer in the agreed form, in {tries} tries.", 300)
    return CallFailed(
        f"The model endpoint {connection.host} answered with something that is no model reply. Check MILO_AI_BASE_URL.",
        None,
    )
