"""What the pages under Data share: the list of them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.layout import Tab
from milo_app.components.settings import settings_layout
from milo_app.pages.frame import framed

_PAGES = (Tab("labels", "Resource labels", "/data/labels"), Tab("indexing", "Data indexing", "/data/indexing"))


def in_data(active: str, *content: Any) -> rx.Component:
    """Frame a page of Data with its neighbours at the left."""
    return framed(settings_layout(_PAGES, active, *content, label="Data"), active="data")
