"""The part of a text that a hit shows."""

from __future__ import annotations

import pytest

from milo_app.adapters.index_sqlite.finding import around

LONG = (
    "Led the warehouse of a grocery chain through three seasons, hired twelve people, then Kubernetes for the whole "
    "of its platform, until the last migration had been finished and documented."
)


def test_a_snippet_begins_and_ends_at_whole_words() -> None:
    shown, met = around(LONG, ["kubernetes"])
    inner = shown.removeprefix("… ").removesuffix(" …")
    assert inner != shown and met == {"kubernetes"}
    assert inner in LONG
    before, after = LONG.split(inner)
    assert before.endswith(" ") and after.startswith(" ")


@pytest.mark.parametrize("body", ["Kubernetes", "Kubernetes and more", "more of Kubernetes"])
def test_what_is_short_is_shown_whole(body: str) -> None:
    assert around(body, ["kuber"]) == (body, {"kubernetes"})


def test_scripts_without_spaces_are_cut_at_a_letter() -> None:
    body = "的" * 100 + "東京 " + "中" * 100
    shown, _ = around(body, ["的"])
    assert shown.endswith(" …")
