"""Pictures and measurements know every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from milo_app.commands import sites
from milo_app.commands.bench import events, first_load
from milo_app.commands.sites import SITES, filled, places
from milo_app.core.settings import ROOT
from tests.databases import Installation, on_postgres

FOUND = {"interviewer": "i", "application": "a", "people": "a,b", "public": "acme/sales", "mail": "m", "cohort": "c"}
_ROUTE = re.compile(r'^\s+add\(app, "([^"]+)"', re.MULTILINE)
_REDIRECTS = {"/"}


def matches(route: str, path: str) -> bool:
    """Whether a path belongs to a route such as /candidates/[application_id]."""
    pattern = re.sub(r"\[\w+\]", "[^/]+", route)
    return re.fullmatch(pattern, path.split("?", 1)[0]) is not None


def test_every_page_is_photographed() -> None:
    routes = _ROUTE.findall((ROOT / "milo_app" / "pages" / "__init__.py").read_text())
    assert len(routes) > 10
    paths = [filled(site, FOUND) for site in SITES]
    unseen = [route for route in routes if not any(matches(route, path) for path in paths)]
    assert set(unseen) - _REDIRECTS - {"404"} == set()


def test_the_names_of_pages_are_file_names_and_unique() -> None:
    names = [site.name for site in SITES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


def test_what_is_measured_is_a_known_page() -> None:
    names = {site.name for site in SITES}
    assert set(first_load.GOALS) <= names
    assert set(events.PAGES.values()) <= names


def test_a_page_whose_part_is_unknown_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        filled(sites.Site("x", "/interviewers/{interviewer}"), {})


@pytest.mark.sqlite_only
def test_an_empty_installation_has_no_places(installation: Installation) -> None:
    assert not on_postgres()
    assert places(Path(installation.data / "milo.db")) == {}
