"""How a company looks: colour and logo, for those who may change them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app.core.errors import Denied, Invalid
from milo_app.core.work import Actor, Work, system
from milo_app.domain.accounts import branding
from tests.factories.papers import jpg, png


@pytest.fixture
def boss(w: Work) -> Work:
    """The unit of work of somebody who may change the branding."""
    return replace(w, actor=system(w.workspace_id))


@pytest.mark.parametrize(("typed", "kept"), [("#7A1FB4", "#7a1fb4"), (" 7a1fb4 ", "#7a1fb4")])
def test_a_colour_is_kept_as_six_small_digits(boss: Work, typed: str, kept: str) -> None:
    assert branding.set_color(boss, typed) == kept
    assert branding.branding(boss).color == kept


@pytest.mark.parametrize("typed", ["", "red", "#12345", "#1234567", "#12345g", "red;} body{x"])
def test_what_is_no_colour_is_refused(boss: Work, typed: str) -> None:
    with pytest.raises(Invalid):
        branding.set_color(boss, typed)


def test_a_logo_takes_the_place_of_the_one_before_and_can_be_removed(boss: Work) -> None:
    assert branding.logo(boss) is None
    first = branding.set_logo(boss, png(40, 20))
    second = branding.set_logo(boss, jpg(40, 20))
    assert first != second and branding.branding(boss).logo == second
    found = branding.logo(boss)
    assert found is not None and found.kind == "jpg"
    branding.remove_logo(boss)
    branding.remove_logo(boss)
    assert branding.logo(boss) is None and branding.branding(boss).logo == ""


def test_a_file_that_is_no_picture_or_too_large_is_refused_and_the_logo_stays(boss: Work) -> None:
    kept = branding.set_logo(boss, png(40, 20))
    for body in (b"<svg/>", png(40, 20) + b"\0" * branding.MOST_BYTES):
        with pytest.raises(Invalid):
            branding.set_logo(boss, body)
    assert branding.branding(boss).logo == kept


def test_it_needs_the_right(w: Work) -> None:
    other = replace(w, actor=Actor("user", w.workspace_id, permissions=frozenset({"candidate:read"})))
    for act in (
        lambda: branding.set_color(other, "#000000"),
        lambda: branding.set_logo(other, png(1, 1)),
        lambda: branding.remove_logo(other),
    ):
        with pytest.raises(Denied):
            act()
