"""The two views of people that need the browser: a board whose cards are dragged, and a map. Both load lazily."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.values import Flag, Handler, Items, Text


def _library(name: str) -> str:
    return "$/public" + rx.asset(path=name, shared=True)


_DRAG = ["@dnd-kit/core@6.3.1", "@dnd-kit/utilities@3.2.2"]


class Board(rx.NoSSRComponent):
    """Columns with cards that can be dragged between them."""

    library = _library("board.jsx")
    tag = "Board"
    lib_dependencies: list[str] = _DRAG

    label: rx.Var[str]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


class BoardColumn(rx.NoSSRComponent):
    """One column of a `Board`."""

    library = _library("board.jsx")
    tag = "BoardColumn"

    column: rx.Var[str]
    title: rx.Var[str]


class BoardCard(rx.NoSSRComponent):
    """One card of a `BoardColumn`."""

    library = _library("board.jsx")
    tag = "BoardCard"

    card: rx.Var[str]
    label: rx.Var[str]
    column: rx.Var[str]
    stands: rx.Var[str]
    can: rx.Var[str]
    moves: rx.Var[bool]


_library("city_map_figure.jsx")  # linked beside the map, which imports it


class CityMap(rx.NoSSRComponent):
    """A map with a bubble for each city, drawn by Plotly's geo bundle with outlines of our own."""

    library = _library("city_map.jsx")
    tag = "CityMap"
    lib_dependencies: list[str] = ["plotly.js-geo-dist-min@3.7.0"]

    spots: rx.Var[list[dict[str, Any]]]
    scope: rx.Var[str]
    label: rx.Var[str]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(list[int])]


def board(*columns: Any, on_move: Handler, label: str) -> rx.Component:
    """Hold `board_column`s; `on_move(card, column)` comes once after a drop, allowed or not. Mouse, touch and keyboard.

    Keep a menu on each card that moves it as well.
    """
    return Board.create(*columns, on_move=on_move, label=label)


def board_column(column: Text, title: Text, *children: Any) -> rx.Component:
    """Draw a column; its key is what `on_move` is told."""
    return BoardColumn.create(*children, column=column, title=title, key=column)


def board_card(
    card: Text, *children: Any, label: Text, column: Text, stands: Text, can: Text, moves: Flag = True
) -> rx.Component:
    """Draw a card. `stands` is the column it may go back to, `can` names what the menu of the board offers for it."""
    return BoardCard.create(
        *children, card=card, label=label, column=column, stands=stands, can=can, moves=moves, key=card
    )


def city_map(spots: Items, scope: Text, on_pick: Handler, *, label: Text) -> rx.Component:
    """Draw a map; `on_pick(ids)` tells which spots were clicked or lie in a selected area.

    Spots are `{"id", "lat", "lon", "count", "label", "short", "country", "on"}`; `scope` is Plotly's part of the world.
    Keep a list beside it that can be used by keyboard.
    """
    given: Any = spots if isinstance(spots, rx.Var) else list(spots)
    return CityMap.create(spots=given, scope=scope, on_pick=on_pick, label=label)
