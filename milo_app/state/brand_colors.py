"""A workspace's own color on its candidates' pages. Pure."""

from __future__ import annotations


def readable(color: str) -> str:
    """Return a workspace's colour when white letters can be read on it (4.5:1), else nothing: the page's own stands in."""
    text = color.strip().lstrip("#")
    if len(text) != 6:
        return ""
    try:
        parts = [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return ""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return f"#{text}" if 1.05 / (luminance + 0.05) >= 4.5 else ""
