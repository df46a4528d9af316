"""Every component draws with plain values and with Vars, and names what it shows for those who cannot see it."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

from milo_app.components import chips, islands, primitives, public, public_inputs, report, shell, table
from tests.components.cases import CASES, MODULES, Plain, Vars, box


def drawn(component: rx.Component) -> str:
    """Give the JSX of a component, wherever Reflex keeps it."""
    return str(component.render())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("values", [Plain(), Vars()], ids=["plain", "vars"])
def test_it_draws(name: str, values: Any) -> None:
    assert drawn(CASES[name](values))


@pytest.mark.parametrize("name", CASES)
def test_a_var_reaches_the_page(name: str) -> None:
    plain, bound = drawn(CASES[name](Plain())), drawn(CASES[name](Vars()))
    if plain != bound:
        assert "state." in bound


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rsplit(".", 1)[-1])
def test_every_public_component_is_tried_here_and_explained(module: Any) -> None:
    short = module.__name__.rsplit(".", 1)[-1]
    for name, thing in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(thing) or thing.__module__ != module.__name__:
            continue
        assert f"{short}.{name}" in CASES, f"no case draws {short}.{name}"
        assert thing.__doc__, f"{short}.{name} has no docstring"


@pytest.mark.parametrize("source", sorted(Path(islands.__path__[0]).glob("*.jsx")), ids=lambda path: path.name)
def test_an_island_is_a_small_file(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) < 150


def test_an_icon_button_is_named_for_screen_readers() -> None:
    assert "Shortlist" in drawn(primitives.icon_button("star", "Shortlist"))
    assert "aria-label" in drawn(primitives.icon_button("star", "Shortlist"))


def test_a_row_opens_by_a_real_link() -> None:
    jsx = drawn(table.title_cell("Ada Obi", "/candidates/1"))
    assert "ReactRouterLink" in jsx
    assert "/candidates/1" in jsx


def test_what_does_not_exist_is_not_drawn() -> None:
    bare = shell.shell(
        box(), active="x", nav=[], workspace="Acme", user_name="Dana", user_email="d@example.com", user_initials="D"
    )
    jsx = drawn(bare)
    for absent in ("Analytics", "Create interviewer", "Sign out", "Search"):
        assert absent not in jsx


def test_a_failed_dealbreaker_is_named_and_never_only_red() -> None:
    jsx = drawn(chips.score_chip("84", "failed", 84, failed="Work permit"))
    assert "Work permit" in jsx
    assert "Failed" in jsx


def test_every_band_has_a_word_for_screen_readers() -> None:
    for band, word in chips.BAND_WORDS.items():
        if band not in ("failed", "none"):
            assert word in drawn(chips.score_chip("70", band, 70))
    assert "not scored" in drawn(chips.score_chip("", "none", 0))


def test_a_blank_score_shows_no_number() -> None:
    assert "84" not in drawn(chips.score_chip("84", "none", 84))


def test_evidence_is_marked_with_the_number_of_its_criterion() -> None:
    jsx = drawn(report.evidence_text([{"text": "plain ", "mark": ""}, {"text": "proof", "mark": "3"}]))
    assert jsx.count("mark") >= 1
    assert "proof" in jsx


def test_candidate_pages_take_nothing_from_recruiter_components() -> None:
    source = inspect.getsource(public) + inspect.getsource(public_inputs)
    for heavy in (
        "shell",
        "forms",
        "table",
        "wizard",
        "report",
        "notifications",
        "layout",
        "rx.dialog",
        "rx.select",
        "rx.popover",
    ):
        assert f"components.{heavy}" not in source
        assert not (heavy.startswith("rx.") and heavy in source)
