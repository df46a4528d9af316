"""The map of an interviewer's candidates: bubbles at the left; people, or places to press, at the right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.cells import standing
from milo_app.components.chips import avatar
from milo_app.components.empty import loading
from milo_app.components.islands.views import city_map
from milo_app.components.primitives import button, icon, link
from milo_app.components.sprite import mark
from milo_app.components.values import when
from milo_app.pages.candidates_table import nobody
from milo_app.state.applications import Applications as S
from milo_app.state.candidates_map import CandidatesMap as M

_NOTE = "City level, taken from resume and phone"


def candidates_map() -> rx.Component:
    """Draw map and list, or why there is nobody to show."""
    is_empty = (M.spots.length() == 0) & (M.people.length() == 0) & (M.chosen == "")
    return loading(M.is_loading, _skeleton(), rx.cond(is_empty, nobody(), _both()))


def _both() -> rx.Component:
    world = rx.cond(
        M.spots.length() > 0,
        city_map(M.spots, M.scope, M.pick, label="Map of the candidates' cities; the list of places holds the same"),
        rx.el.div(
            icon("map-pin-off", 24),
            rx.el.strong("No location is known"),
            rx.el.span(_NOTE, class_name="m-meta"),
            class_name="m-map-none",
        ),
    )
    return rx.el.div(rx.el.div(world, class_name="m-map-side"), _list(), class_name="m-map-view", id="map-view")


def _list() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                _tab("people", M.head),
                _tab("places", M.places_words),
                class_name="m-seg",
                role="group",
                aria_label="People or places",
            ),
            class_name="m-map-head",
        ),
        when(
            M.chosen,
            rx.el.div(
                icon("map-pin", 14),
                rx.el.span(M.chosen, class_name="m-cut", role="status"),
                button("Clear", M.clear, kind="quiet", size="small"),
                class_name="m-map-chosen",
            ),
        ),
        rx.cond(M.tab == "places", _places(), _people()),
        rx.el.footer(
            rx.el.div(
                icon("map-pin-off", 16),
                rx.el.span(M.nowhere),
                rx.cond(
                    M.nowhere.contains("no location"),
                    rx.el.button(
                        rx.cond(M.is_nowhere, "Hide them", "Show them"),
                        type="button",
                        on_click=M.toggle(0),
                        class_name="m-link",
                    ),
                    rx.fragment(),
                ),
                class_name="m-map-nowhere",
            ),
            rx.el.span(_NOTE, class_name="m-meta"),
            class_name="m-map-foot",
        ),
        class_name="m-map-list",
        aria_label="People and places",
    )


def _tab(key: str, words: Any) -> rx.Component:
    return rx.el.button(
        words,
        type="button",
        on_click=M.show(key),
        custom_attrs={"aria-pressed": rx.cond(M.tab == key, "true", "false")},
    )


def _people() -> rx.Component:
    return rx.el.ul(
        rx.foreach(M.people, _person),
        when(M.foot, rx.el.li(M.foot, class_name="m-map-more m-meta")),
        class_name="m-map-people",
        tab_index=0,
        aria_label="People",
    )


def _person(person: Any) -> rx.Component:
    return rx.el.li(
        avatar(person["initials"]),
        rx.el.span(
            rx.el.span(
                link(
                    person["name"],
                    href="/candidates/" + person["id"].to(str) + S.suffix,
                    class_name="m-row-link m-cut",
                    title=person["name"],
                ),
                rx.cond(
                    person["decision"] == "shortlisted", mark("star-full", class_name="m-i m-board-star"), rx.fragment()
                ),
                class_name="m-name",
            ),
            rx.el.span(person["place"], class_name="m-meta m-cut"),
            class_name="m-two",
        ),
        standing(person["chip"].to(dict[str, str])),
        key=person["id"],
    )


def _places() -> rx.Component:
    return rx.el.ul(
        rx.foreach(M.spots, _place), class_name="m-map-people m-map-places", tab_index=0, aria_label="Places"
    )


def _place(spot: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(rx.cond(spot["on"], icon("check", 14), rx.fragment()), class_name="m-check-slot"),
            rx.el.span(spot["label"], class_name="m-cut"),
            rx.el.span(spot["count"], class_name="m-count"),
            type="button",
            on_click=M.toggle(spot["id"]),
            custom_attrs={"aria-pressed": rx.cond(spot["on"], "true", "false")},
        ),
        key=spot["id"].to_string(),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="m-map-side m-ghost"), rx.el.div(class_name="m-map-list m-ghost"),
        class_name="m-map-view", aria_hidden="true",
    )  # fmt: skip
