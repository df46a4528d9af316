"""The one form that is a plain HTML form."""

from __future__ import annotations

from milo_app.components.primitives import post_button


def test_a_post_button_is_a_form_that_nothing_keeps_from_being_sent() -> None:
    assert post_button("Sign out", "/api/auth/sign-out").event_triggers == {}
