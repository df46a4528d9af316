"""The label filter of a list: its button and menu, and the chips of what filters. The state keeps it in the address."""

from __future__ import annotations

import reflex as rx

from milo_app.components.labels import filter_chips, label_filter_menu
from milo_app.state.label_filter import LabelFilter as S


def label_filter() -> rx.Component:
    """Draw the button and its menu once some interviewer has a label; the page's on_load needs `LabelFilter.load`."""
    return rx.cond(
        S.is_shown,
        label_filter_menu(
            S.groups,
            S.chosen.length().to(str),
            S.search,
            on_search=S.type_search,
            on_toggle=S.toggle,
            on_clear=S.clear,
            on_open=S.opened,
            has_chosen=S.chosen.length() > 0,
            is_open=S.is_open,
        ),
        rx.fragment(),
    )


def label_chips() -> rx.Component:
    """Draw what the list is filtered by."""
    return rx.cond(S.chosen.length() > 0, filter_chips(S.chosen, S.toggle), rx.fragment())
