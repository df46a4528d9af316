"""What Milo does with a candidate's data, in plain words."""

from __future__ import annotations

import reflex as rx

from milo_app.components.public import facts, headline, public_page


def privacy() -> rx.Component:
    """Draw the page."""
    return public_page(
        headline("What happens to your data", "In plain words."),
        facts(
            (
                ("file-text", "What is kept:", "your name, email, phone, resume, answers and rating."),
                ("sparkles", "Who scores:", "an AI or fixed rules, always with your own words as proof."),
                ("users", "Who decides:", "a person of the company that you applied to."),
                ("lock", "Who sees it:", "only that company's hiring team, on its own server."),
                ("download", "Your copy:", "you can take everything along under “See or take your data”."),
            )
        ),
        rx.el.p(
            "This page describes the software. The company that you applied to answers for how it uses your data; "
            "write to it to correct or delete something.",
            class_name="p-muted",
        ),
        brand="Interview",
        letter="I",
        footer_links=(("See or take your data", "/i/my-data"),),
    )
