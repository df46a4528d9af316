"""Requests to Meilisearch against its own description (1.53.0): what we send fits, and what is wrong does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from milo_app.adapters.index_meili import asking
from milo_app.adapters.index_meili.stored import settings
from milo_app.domain.search.ports import Narrowing, Scope, SearchRequest
from tests.factories.meili.description import OVERLAYS, SPEC, fault_of_answer, fault_of_request, request_of
from tests.factories.meili.index import Index

ASKED = asking.query(
    "milo_people",
    asking.Way("ada"),
    Scope(1, frozenset({3, 4})),
    SearchRequest("ada", page=2, per_page=20, narrowing=Narrowing((frozenset({"a", "b"}),), 2, 9)),
)
TASKS = "statuses=succeeded,failed,canceled&beforeFinishedAt=2026-01-01T00:00:00Z"
VALID: list[tuple[str, str, str, Any]] = [
    ("POST", "/multi-search", "", {"queries": [ASKED], "federation": None}),
    ("POST", "/multi-search", "", {"queries": [asking.query("milo_people", asking.Way(""), Scope(1), SearchRequest(""))]}),
    ("POST", "/indexes", "", {"uid": "milo_people", "primaryKey": "id"}),
    ("PATCH", "/indexes/milo_people/settings", "", settings()),
    ("POST", "/indexes/milo_people/documents", "primaryKey=id", [{"id": "1-7"}]),
    ("POST", "/indexes/milo_people/documents/delete-batch", "", ["1-7"]),
    ("POST", "/indexes/milo_people/documents/fetch", "", {"filter": "ws = 1", "limit": 0}),
    ("GET", "/indexes/milo_people/documents/cursor", "", None),
    ("POST", "/swap-indexes", "", [{"indexes": ["milo_people", "milo_people_new"]}]),
    ("GET", "/tasks/7", "", None),
    ("DELETE", "/tasks", TASKS, None),
]  # fmt: skip
WRONG: list[tuple[str, str, str, Any]] = [
    ("POST", "/multi-search", "", {"queries": [ASKED | {"showRankingScores": True}]}),
    ("POST", "/multi-search", "", {"queries": [{k: v for k, v in ASKED.items() if k != "indexUid"}]}),
    ("POST", "/multi-search", "", {"queries": [ASKED | {"page": "2"}]}),
    ("POST", "/multi-search", "", {"queries": [ASKED | {"matchingStrategy": "most"}]}),
    ("POST", "/multi-search", "", {"queries": [ASKED], "page": 1}),
    ("POST", "/multi-search", "", {}),
    ("POST", "/indexes", "", {"primaryKey": "id"}),
    ("PATCH", "/indexes/milo_people/settings", "", settings() | {"searchCutoffMs": "soon"}),
    ("POST", "/indexes/milo_people/documents/delete-batch", "", {"ids": ["1-7"]}),
    ("POST", "/swap-indexes", "", {"indexes": ["milo_people", "milo_people_new"]}),
    ("POST", "/swap-indexes", "", [{"indexes": ["a", "b"], "atomic": True}]),
    ("GET", "/tasks/seven", "", None),
    ("DELETE", "/tasks", "statuses=done", None),
    ("POST", "/indexes/milo_people/find", "", {}),
]


def sent(method: str, path: str, query: str, body: Any, *, is_mended: bool = True) -> str:
    """Return what the description says against a request."""
    data = b"" if body is None else json.dumps(body).encode()
    return fault_of_request(request_of(method, path, query, data), is_mended=is_mended)


@pytest.mark.parametrize(("method", "path", "query", "body"), VALID)
def test_what_is_sent_fits(method: str, path: str, query: str, body: Any) -> None:
    assert sent(method, path, query, body) == ""


@pytest.mark.parametrize(("method", "path", "query", "body"), WRONG)
def test_what_is_wrong_is_found(method: str, path: str, query: str, body: Any) -> None:
    assert sent(method, path, query, body)


def test_the_file_is_as_published_and_names_its_license() -> None:
    info = json.loads(SPEC.read_text(encoding="utf-8"))["info"]
    assert (info["version"], info["license"]["name"]) == ("1.53.0", "MIT")


def test_each_overlay_mends_something_that_is_wrong_in_the_file_and_says_why() -> None:
    assert [overlay.name for overlay in OVERLAYS] == [
        "AttributePatterns", "lists in addresses", "multi-search in sections"
    ]  # fmt: skip
    assert all(len(overlay.reason) > 40 for overlay in OVERLAYS)
    facets = {"queries": [ASKED | {"facets": ["ws"]}]}
    assert sent("POST", "/multi-search", "", facets) == ""
    assert sent("POST", "/multi-search", "", facets, is_mended=False)
    assert sent("DELETE", "/tasks", TASKS, None) == ""
    assert sent("DELETE", "/tasks", TASKS, None, is_mended=False)


def test_answers_are_checked_too() -> None:
    index = Index(
        "milo_people", settings=settings(), documents={"1-7": {"id": "1-7", "doc": 7, "ws": 1, "name": "Ada"}}
    )
    asked = ASKED | {"filter": ["ws = 1"], "page": 1}
    request = request_of("POST", "/multi-search", body=json.dumps({"queries": [asked]}).encode())
    good = index.search(asked)
    assert fault_of_answer(request, 200, json.dumps({"results": [good]}).encode()) == ""
    for bad in ({"results": [{k: v for k, v in good.items() if k != "hits"}]}, {"sections": [good]}, {"results": good}):
        assert fault_of_answer(request, 200, json.dumps(bad).encode())
