"""How candidates are added and interviews are tried: the parts that several pages share."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from milo_app.components.primitives import Kind, post_button
from milo_app.components.values import Text


def test_run_button(
    interviewer: Text,
    which: Literal["live", "draft"] = "live",
    *,
    text: Text = "Take it as a test candidate",
    kind: Kind = "outline",
    wide: bool = False,
) -> rx.Component:
    """Draw the button that opens the candidate's page in a new tab as a test run, which counts in no figure.

    `interviewer` is a public id. "live" takes the published version, and the draft where none is published; "draft"
    takes what stands in the draft now.
    """
    return post_button(
        text,
        "/api/test-runs",
        fields={"interviewer": interviewer, "which": which},
        kind=kind,
        icon_name="flask-conical",
        wide=wide,
        new_tab=True,
    )
