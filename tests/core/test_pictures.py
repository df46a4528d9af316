"""What a picture is, by its first bytes."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Invalid
from milo_app.core.pictures import Picture, picture_of
from tests.factories.papers import jpg, png


def test_png_and_jpg_tell_their_size() -> None:
    assert picture_of(png(120, 40)) == Picture("png", 120, 40)
    assert picture_of(jpg(300, 90)) == Picture("jpg", 300, 90)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"GIF89a" + b"x" * 80,
        b"<svg onload=alert(1)>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + b"\0" * 80,
        jpg(1, 1)[:8],
    ],
)
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        picture_of(body)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (60_000, 60_000), (2_001, 2_001)])
def test_one_that_unpacks_to_too_much_or_nothing_is_refused(width: int, height: int) -> None:
    for body in (png(width, height), jpg(width, height)):
        with pytest.raises(Invalid) as refused:
            picture_of(body)
        assert "pixels" in refused.value.message
