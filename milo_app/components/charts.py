"""Figures as cards and bars in plain HTML and SVG, each with its words and a table that holds the same figures."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.primitives import icon, meta, title
from milo_app.components.values import Items, Text, choose, each, inline, when


def figures(items: Items) -> rx.Component:
    """Lay out figure cards in one row; items are `{"label", "value", "before", "change", "tone", "help", "spark"}`."""
    return rx.el.div(each(items, _figure), class_name="m-figures")


def _figure(item: Any) -> rx.Component:
    return figure_card(
        item["label"],
        item["value"],
        item["before"],
        change=item["change"],
        tone=item["tone"],
        help=item["help"],
        spark=item["spark"],
    )


def figure_card(
    label: Text,
    value: Text,
    before: Text = "",
    *,
    change: Text = "",
    tone: Text = "",
    help: Text = "",
    spark: Text = "",
) -> rx.Component:
    """Show one figure with its change and what it is compared with.

    `tone` is up, down or flat; `help` says what is counted; `spark` are the points of a line in a box of 100 by 28.
    """
    arrows = {"up": icon("arrow-up-right", 12), "down": icon("arrow-down-right", 12)}
    return rx.el.section(
        rx.el.h2(label, when(help, rx.el.span(". ", help, class_name="m-sr")), class_name="m-figure-label"),
        rx.el.span(value, class_name="m-figure-value"),
        when(spark, _spark(spark)),
        rx.el.div(
            when(
                change,
                rx.el.span(choose(tone, arrows, rx.fragment()), rx.el.span(change), class_name=f"m-change is-{tone}"),
            ),
            meta(before),
            class_name="m-figure-foot",
        ),
        class_name="m-figure",
        title=help,
    )


def _spark(points: Text) -> rx.Component:
    return rx.el.svg(
        rx.el.svg.polyline(points=points),
        view_box="0 0 100 28",
        custom_attrs={"aria-hidden": "true", "preserveAspectRatio": "none"},
        class_name="m-spark",
    )


def bar_chart(
    question: Text, takeaway: Text, n: Text, before: Text, bars: Items, axis: Items, spoken: Text
) -> rx.Component:
    """Draw bars with a mark for the window before on each; the title is the question, the takeaway its answer.

    Bars are `{"tick", "tip", "height", "before", "is_running"}` with heights such as "40%" (an empty `before` draws no
    mark); axis lines are `{"text", "at"}`. A screen reader hears `spoken`; the figures themselves stand in the page's table.
    """
    return rx.el.section(
        rx.el.div(title(question), rx.el.p(takeaway, class_name="m-muted"), class_name="m-chart-head"),
        rx.el.div(
            meta(n),
            when(
                before,
                rx.el.span(
                    rx.el.span(class_name="m-key-mark", aria_hidden="true"), before, class_name="m-meta m-key-line"
                ),
            ),
            class_name="m-chart-facts",
        ),
        rx.el.div(
            each(axis, _axis_line),
            rx.el.div(each(bars, _bar), class_name="m-bars"),
            class_name="m-plot",
            role="img",
            aria_label=spoken,
        ),
        class_name="m-card m-chart",
    )


def _axis_line(step: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(step["text"]), class_name="m-axis-line", custom_attrs=inline(at=step["at"]), aria_hidden="true"
    )


def _bar(bar: Any) -> rx.Component:
    look = rx.cond(bar["is_running"].to(bool), "m-col is-running", "m-col") if isinstance(bar, rx.Var) else "m-col"
    return rx.el.div(
        rx.el.span(class_name="m-col-bar"),
        when(bar["before"], rx.el.span(class_name="m-col-before")),
        when(bar["tick"], rx.el.span(bar["tick"], class_name="m-col-tick")),
        class_name=look,
        custom_attrs={
            "style": {"--h": bar["height"], "--b": bar["before"]},
            "data-tip": bar["tip"],
        },
    )


def as_table(*body: Any, summary: Text = "View as table") -> rx.Component:
    """Fold a table away under a line that opens it, without asking the server."""
    return rx.el.details(
        rx.el.summary(icon("table-2", 14), rx.el.span(summary), class_name="m-fold-line"),
        *body,
        class_name="m-fold",
    )
