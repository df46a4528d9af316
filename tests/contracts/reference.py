"""Checks answers against the published description of the API that Milo's own mirrors."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

SPEC = Path(__file__).parent / "specs" / "reference-api-v2.json"


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the description."""
    found: dict[str, Any] = json.loads(SPEC.read_text(encoding="utf-8"))
    return found


def schema_of(path: str, status: int) -> dict[str, Any]:
    """Return the schema of an answer to a GET; KeyError when the description has no such answer."""
    answer = description()["paths"][path]["get"]["responses"][str(status)]
    found: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return found


def faults(body: Any, schema: dict[str, Any]) -> list[str]:
    """Return where a body differs from a schema of the description, as `path: message`."""
    whole = {**schema, "components": description()["components"]}
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(whole).iter_errors(body)]


def undescribed(body: Any, schema: dict[str, Any], place: str = "$") -> set[str]:
    """Return the fields of a body that the description does not name, without list positions."""
    if isinstance(body, list):
        return {found for each in body for found in undescribed(each, schema.get("items", {}), place)}
    if not isinstance(body, dict):
        return set()
    known = _properties(schema)
    if not known:
        return set()  # the description leaves this object open
    extra = {f"{place}.{name}" for name in body if name not in known}
    return extra.union(
        *(undescribed(body[name], _resolved(known[name]), f"{place}.{name}") for name in known if name in body)
    )


def _properties(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _resolved(schema).get("properties", {})
    return found


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _resolved(option)
    if "$ref" in schema:
        found: dict[str, Any] = description()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    if "items" in schema:
        return {**schema, "items": _resolved(schema["items"])}
    return schema
