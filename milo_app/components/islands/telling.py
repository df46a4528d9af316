"""What only a browser can do about notifications: ring, and be pushed to."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.values import Handler, Items, Num, Text


def _library(name: str) -> str:
    return "$/public" + rx.asset(path=name, shared=True)


class NoticeSound(rx.NoSSRComponent):
    """Plays a sound when its number grows, in one tab only."""

    library = _library("notice_sound.jsx")
    tag = "NoticeSound"

    ring: rx.Var[int]
    on_browser: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class SoundSample(rx.NoSSRComponent):
    """Plays the sound once, on a click."""

    library = _library("notice_sound.jsx")
    tag = "SoundSample"

    label: rx.Var[str]


class PushSwitch(rx.NoSSRComponent):
    """Subscribes this browser to push, on a click."""

    library = _library("push_switch.jsx")
    tag = "PushSwitch"

    public_key: rx.Var[str]
    marks: rx.Var[list[str]]
    on_device: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def notice_sound(ring: Num, on_browser: Handler = None) -> rx.Component:
    """Ring whenever `ring` (a time in milliseconds) grows.

    `on_browser(mark)` comes once after a page was loaded in a browser that is pushed to.
    """
    return NoticeSound.create(ring=ring, **({"on_browser": on_browser} if on_browser is not None else {}))


def sound_sample(label: Text = "Play it") -> rx.Component:
    """Draw a button that plays the sound."""
    return SoundSample.create(label=label)


def push_switch(public_key: Text, marks: Items, on_device: Handler) -> rx.Component:
    """Draw the button that lets this browser be pushed to, or say why it cannot be.

    `on_device` gets the subscription as JSON; `marks` are those of the devices that are known already.
    """
    given: Any = marks if isinstance(marks, rx.Var) else list(marks)
    return PushSwitch.create(public_key=public_key, marks=given, on_device=on_device)
