"""The colours hold the contrast that style.md measured, and the stylesheet knows every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from milo_app.components.tokens import TOKENS, contrast

STYLESHEET = (Path(__file__).parents[2] / "assets" / "milo.css").read_text(encoding="utf-8")

READABLE = [
    ("main", "app"), ("main", "panel"), ("main", "subtle"), ("main", "quiet"), ("main", "tint"), ("main", "mark"),
    ("muted", "app"), ("muted", "panel"), ("muted", "subtle"), ("muted", "sidebar"), ("muted", "quiet"),
    ("muted", "tint"),
    ("accent", "app"), ("accent", "panel"), ("accent", "tint"), ("on-solid", "solid"), ("on-solid", "danger"),
    ("on-solid", "brand"), ("good-text", "good-bg"), ("warn-text", "warn-bg"), ("late-text", "late-bg"),
    ("bad-text", "bad-bg"), ("bad", "app"), ("bad", "panel"),
]  # fmt: skip
"""Pairs of words and ground: 4.5:1 in both themes."""

SEEN = [
    ("control", "app"), ("control", "panel"), ("ring", "app"), ("ring", "panel"), ("solid", "app"), ("good", "panel"),
    ("warn", "panel"), ("late", "panel"), ("off", "panel"), ("bar-weak", "panel"), ("stage-resume", "panel"),
    ("stage-form", "panel"), ("stage-sms", "panel"), ("stage-web", "panel"), ("stage-video", "panel"),
]  # fmt: skip
"""Pairs of a sign and its ground: 3:1 in both themes."""


@pytest.mark.parametrize(("words", "ground"), READABLE)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_have_at_least_four_and_a_half_to_one(words: str, ground: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[words], theme), getattr(TOKENS[ground], theme)) >= 4.5


@pytest.mark.parametrize(("sign", "ground"), SEEN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_and_borders_have_at_least_three_to_one(sign: str, ground: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[sign], theme), getattr(TOKENS[ground], theme)) >= 3


def test_the_measure_gives_the_figures_of_the_style_guide() -> None:
    assert contrast("#ffffff", "#5b5bd6") == pytest.approx(5.37, abs=0.01)
    assert contrast("#ce2c31", "#ffffff") == pytest.approx(5.21, abs=0.01)
    assert contrast("#218358", "#ffffff") == pytest.approx(4.72, abs=0.01)
    assert contrast("#ab6400", "#ffffff") == pytest.approx(4.61, abs=0.01)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("name", sorted(TOKENS))
def test_the_stylesheet_defines_every_color(name: str) -> None:
    assert re.search(rf"--m-{name}\s*:", STYLESHEET), f"assets/milo.css does not define --m-{name}"


def test_the_stylesheet_uses_no_color_that_is_not_defined() -> None:
    used = set(re.findall(r"var\(--m-([a-z-]+)", STYLESHEET))
    assert used <= set(TOKENS), used - set(TOKENS)


def test_the_stylesheet_loads_nothing_from_elsewhere() -> None:
    assert not re.search(r"url\((?!/fonts/)", STYLESHEET)
    assert "@import" not in STYLESHEET


def test_the_fonts_of_a_latin_page_stay_small() -> None:
    fonts = Path(__file__).parents[2] / "assets" / "fonts"
    latin = sum((fonts / name).stat().st_size for name in ("inter-latin.woff2", "jetbrains-mono-latin.woff2"))
    assert latin < 150 * 1024
    assert {path.name for path in fonts.glob("*.txt")} == {"inter-OFL.txt", "jetbrains-mono-OFL.txt"}


def test_every_font_that_the_stylesheet_names_is_there() -> None:
    names = re.findall(r"url\(/fonts/([\w.-]+)\)", STYLESHEET)
    assert names
    for name in names:
        assert (Path(__file__).parents[2] / "assets" / "fonts" / name).is_file()


def test_motion_stops_for_people_who_asked_for_less() -> None:
    assert "prefers-reduced-motion:reduce" in STYLESHEET
