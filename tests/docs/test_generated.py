"""The pages that are made from the code say what the code says."""

from __future__ import annotations

import inspect

import pytest

from milo_app.core.settings import ROOT
from tests.docs.generated import COMMAND, GUIDE, PAGES, event_classes, guide_with_settings, import_graph


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), f"run {COMMAND}"


def test_the_settings_of_the_operator_guide_are_those_of_the_code() -> None:
    guide = (ROOT / GUIDE).read_text(encoding="utf-8")
    assert guide == guide_with_settings(guide), f"run {COMMAND}"


def test_every_event_says_what_happened() -> None:
    silent = [found.__name__ for _, classes in event_classes() for found in classes if not inspect.getdoc(found)]
    assert silent == []


def test_the_graph_sees_the_arrows_that_must_be_there() -> None:
    graph = import_graph()
    for arrow in ("pages --> state", "state --> bootstrap", "adapters --> domain", "scoring --> interviews"):
        assert f"  {arrow}\n" in graph


def test_the_graph_has_no_arrow_upwards() -> None:
    graph = import_graph()
    for arrow in ("domain --> adapters", "domain --> state", "state --> pages", "candidates --> interviews"):
        assert f"  {arrow}\n" not in graph
