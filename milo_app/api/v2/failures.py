"""How the public API says no: one shape for every refusal, with a sentence and a code."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from milo_app.api.v2.shapes import ErrorBody, ErrorDetail, ErrorShape, Fault, InvalidBody
from milo_app.core.errors import MiloError, TooMany

_INVALID = "invalid_request_error"
_KINDS: dict[int, tuple[str, str]] = {
    400: (_INVALID, "invalid_request"),
    401: ("authentication_error", "invalid_api_key"),
    403: ("permission_error", "missing_permission"),
    404: ("not_found_error", "resource_not_found"),
    405: (_INVALID, "method_not_allowed"),
    422: (_INVALID, "validation_error"),
    429: ("rate_limit_error", "rate_limit_exceeded"),
    503: ("api_error", "unavailable"),
}
# One sentence for everything that is not there, so that nobody can tell another workspace's id from an invented one.
_NOTHING = "There is nothing with this id."
_WRONG = "Milo could not answer this. Nothing was changed."


class NoKey(MiloError):
    """The request carries no key that opens: none, unknown, revoked or expired, which all sound the same."""

    status = 401

    def __init__(self) -> None:
        super().__init__("The API key is missing or not valid.")


class WrongRange(MiloError):
    """A range whose end lies before its start."""

    status = 400

    def __init__(self) -> None:
        super().__init__("created_before lies before created_after.")


def answer_failures(api: FastAPI) -> None:
    """Give every failure of an API the shape of this module."""
    api.add_exception_handler(MiloError, _named)
    api.add_exception_handler(RequestValidationError, _not_valid)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(Exception, _unexpected)


def _answer(status: int, message: str, param: str | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    kind, code = _KINDS.get(status, (_INVALID, "invalid_request") if status < 500 else ("api_error", "internal_error"))
    if status == 422:
        return _faulty([(["query", param or ""], message, "value_error")])
    body = ErrorBody(error=ErrorShape(type=kind, code=code, message=message, param=param))
    return JSONResponse(body.model_dump(), status_code=status, headers=headers)


def _named(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MiloError)
    if error.status == 404:
        return _answer(404, _NOTHING)
    headers = {}
    if error.status == 401:
        headers = {"www-authenticate": "Bearer"}
    if isinstance(error, TooMany):
        headers = {"retry-after": str(error.retry_after)}
    return _answer(error.status, error.sentence(), getattr(error, "field", "") or None, headers)


def _not_valid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _faulty([(list(fault["loc"]), str(fault["msg"]), str(fault["type"])) for fault in error.errors()])


def _faulty(faults: list[tuple[list[str | int], str, str]]) -> JSONResponse:
    details = [ErrorDetail(code=kind, message=message, param=str(loc[-1])) for loc, message, kind in faults]
    kind, code = _KINDS[422]
    first = details[0]
    error = ErrorShape(
        type=kind, code=code, message=f"{first.param}: {first.message}", param=first.param, errors=details
    )
    body = InvalidBody(error=error, detail=[Fault(loc=loc, msg=msg, type=kind) for loc, msg, kind in faults])
    return JSONResponse(body.model_dump(), status_code=422)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    words: dict[int, str] = {404: "There is no such path.", 405: "This path cannot do that."}
    headers: Any = error.headers
    return _answer(error.status_code, words.get(error.status_code, str(error.detail)), headers=headers)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    return _answer(500, _WRONG)  # the server writes the error itself to the log
