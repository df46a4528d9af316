"""Icons that many rows share: each is drawn once on a page, hidden, and shown elsewhere by reference.

A row of a table then holds two small elements per icon instead of a component, and its kind may be a plain text.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import icon
from milo_app.components.values import Text

_PREFIX = "mi-"


def sprite(*names: str) -> rx.Component:
    """Draw the icons that `mark` shows; place it once on a page."""
    return rx.el.div(
        *[icon(name, custom_attrs={"id": f"{_PREFIX}{name}", "aria-hidden": "true"}) for name in names],
        class_name="m-sprite",
        aria_hidden="true",
    )


def mark(name: str, **props: Any) -> rx.Component:
    """Show an icon of the page's sprite by its name."""
    return mark_at(f"#{_PREFIX}{name}", **props)


def mark_at(reference: Text, **props: Any) -> rx.Component:
    """Show an icon of the page's sprite by its reference (`#mi-eye`), which a row may hold as text."""
    props.setdefault("class_name", "m-i")
    return rx.el.svg(rx.el.svg.use(href=reference), view_box="0 0 16 16", custom_attrs={"aria-hidden": "true"}, **props)
