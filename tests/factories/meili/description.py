"""Meilisearch's own description of its API, and checks of requests and answers against it.

The published file is used as it is, but for the overlays below. Each is a flaw of the file, not of a server.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse
from werkzeug.datastructures import MultiDict

SPEC = Path(__file__).parents[2] / "contracts" / "specs" / "meilisearch-openapi.json"
HOST = "http://localhost:7700"


@dataclass(frozen=True)
class Overlay:
    """A place where the file is wrong about servers, and why we believe that."""

    name: str
    reason: str
    mend: Callable[[dict[str, Any]], None]


def _patterns(spec: dict[str, Any]) -> None:
    spec["components"]["schemas"]["AttributePatterns"] = {"type": "array", "items": {"type": "string"}}


def _commas(spec: dict[str, Any]) -> None:
    for route in spec["paths"].values():
        for operation in route.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query" and parameter["schema"].get("type") == "array":
                    parameter["explode"] = False


def _sections(spec: dict[str, Any]) -> None:
    answer = spec["paths"]["/multi-search"]["post"]["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"oneOf": [answer["schema"], {"$ref": "#/components/schemas/SearchResults"}]}


OVERLAYS = (
    Overlay(
        "AttributePatterns",
        'declared as an object {patterns}, but servers and the documentation take a list: "facets": ["kind"]',
        _patterns,
    ),
    Overlay(
        "lists in addresses",
        "declared without a style, which means one parameter for each value; servers and the documentation take commas",
        _commas,
    ),
    Overlay(
        "multi-search in sections",
        "the answer without federation is described as the schema SearchResults, but the route does not mention it",
        _sections,
    ),
)


@lru_cache(maxsize=2)
def description(*, is_mended: bool = True) -> OpenAPI:
    """Return the description with its overlays, or as it was published."""
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    if is_mended:
        for overlay in OVERLAYS:
            overlay.mend(spec)
    # The file has an invalid default (`Human` for LogMode), so that it does not pass as a description itself.
    return OpenAPI.from_dict(spec, config=Config(spec_validator_cls=None))


def request_of(method: str, path: str, query: str = "", body: bytes = b"", key: str = "any") -> MockRequest:
    """Return a request in the form that the checks want."""
    values = MultiDict([(name, value) for name, many in parse_qs(query).items() for value in many])
    return MockRequest(
        HOST,
        method.lower(),
        path,
        args=values,
        headers={"Authorization": f"Bearer {key}"},
        data=body or None,
    )


def fault_of_request(request: MockRequest, *, is_mended: bool = True) -> str:
    """Return what is wrong with a request, or nothing."""
    return _fault(lambda: description(is_mended=is_mended).validate_request(request))


def fault_of_answer(request: MockRequest, status: int, body: bytes) -> str:
    """Return what is wrong with an answer, or nothing."""
    return _fault(lambda: description().validate_response(request, MockResponse(body, status)))


def _fault(check: Callable[[], None]) -> str:
    try:
        check()
    except OpenAPIError as error:
        inner = error.__cause__
        details = [
            f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in getattr(inner, "schema_errors", ())
        ]
        return "; ".join(details) or f"{type(error).__name__}: {inner or error}"
    return ""
