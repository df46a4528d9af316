"""The colours, spaces and sizes of Milo, named once; pages never name a colour.

Each colour stands here with the value that the Radix scales have in both themes, so that a test can measure the
contrast, and as a custom property of `assets/milo.css`, which is what components and pages use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

THEME: Final[dict[str, str]] = {
    "accent_color": "iris",
    "gray_color": "slate",
    "radius": "medium",
    "scaling": "100%",
    "panel_background": "solid",
}
"""Arguments of `rx.theme`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A colour with its custom property and its hex value in the light and the dark theme."""

    name: str
    light: str
    dark: str

    @property
    def css(self) -> str:
        """The custom property, ready for a style."""
        return f"var(--m-{self.name})"


_ALL: Final = (
    Token("app", "#ffffff", "#111113"),
    Token("panel", "#ffffff", "#18191b"),
    Token("subtle", "#f9f9fb", "#212225"),
    Token("sidebar", "#f9f9fb", "#18191b"),
    Token("quiet", "#f0f0f3", "#272a2d"),
    Token("main", "#1c2024", "#edeef0"),
    Token("muted", "#60646c", "#b0b4ba"),
    Token("line", "#e0e1e6", "#2e3135"),
    Token("edge", "#cdced6", "#43484e"),
    Token("control", "#8b8d98", "#696e77"),
    Token("solid", "#5b5bd6", "#5b5bd6"),
    Token("on-solid", "#ffffff", "#ffffff"),
    Token("accent", "#5753c6", "#b1a9ff"),
    Token("tint", "#f0f1fe", "#202248"),
    Token("mark", "#f0f1fe", "#202248"),
    Token("ring", "#5b5bd6", "#6e6ade"),
    Token("good", "#218358", "#3dd68c"),
    Token("good-bg", "#e6f6eb", "#132d21"),
    Token("good-text", "#193b2d", "#b1f1cb"),
    Token("warn", "#ab6400", "#ffca16"),
    Token("warn-bg", "#fff7c2", "#302008"),
    Token("warn-text", "#4f3422", "#ffe7b3"),
    Token("late", "#cc4e00", "#ffa057"),
    Token("late-bg", "#ffefd6", "#331e0b"),
    Token("late-text", "#582d1d", "#ffe0c2"),
    Token("bad", "#ce2c31", "#ff9592"),
    Token("bad-bg", "#feebec", "#3b1219"),
    Token("bad-text", "#641723", "#ffd1d9"),
    Token("danger", "#ce2c31", "#ce2c31"),
    Token("off", "#8b8d98", "#696e77"),
    Token("bar-good", "#30a46c", "#30a46c"),
    Token("bar-fair", "#5b5bd6", "#5b5bd6"),
    Token("bar-weak", "#80838d", "#777b84"),
    Token("bar-edge", "#ffc53d", "#ffc53d"),
    Token("stage-resume", "#0072b2", "#4aa3df"),
    Token("stage-form", "#007a5a", "#35b58c"),
    Token("stage-sms", "#d55e00", "#e58147"),
    Token("stage-web", "#8f4b7a", "#bc7fac"),
    Token("stage-video", "#60646c", "#8c919a"),
    Token("brand", "#0b7a66", "#0b7a66"),
)

TOKENS: Final[dict[str, Token]] = {token.name: token for token in _ALL}
"""Every colour by its name."""

APP = TOKENS["app"].css
PANEL = TOKENS["panel"].css
SUBTLE = TOKENS["subtle"].css
QUIET = TOKENS["quiet"].css
MAIN = TOKENS["main"].css
MUTED = TOKENS["muted"].css
LINE = TOKENS["line"].css
CONTROL = TOKENS["control"].css
ACCENT = TOKENS["accent"].css
TINT = TOKENS["tint"].css
GOOD = TOKENS["good"].css
WARN = TOKENS["warn"].css
BAD = TOKENS["bad"].css

SPACE: Final[dict[int, str]] = {
    step: f"{pixels}px" for step, pixels in enumerate((0, 4, 8, 12, 16, 24, 32, 40, 48, 64))
}
"""The 4 px grid: step 1 to 9 in pixels."""

SIDEBAR_WIDTH = "232px"
TOP_BAR_HEIGHT = "48px"
FOOTER_HEIGHT = "56px"
REPORT_WIDTH = "880px"
CONTENT_WIDTH = "1440px"


def contrast(first: str, second: str) -> float:
    """Measure the contrast of two hex colours after WCAG 2.2: 1 (same) to 21 (black on white)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(hex_color: str) -> float:
    channels = [int(hex_color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
