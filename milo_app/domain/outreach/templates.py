"""How the words of a mail become a plain and an HTML part.

A template (`mail_kinds`) is a list of blocks. The only thing it can do is to put a named value in the place of
`{{name}}`; which names exist is fixed per template, a value is never looked at for further names, and everything is
escaped in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from milo_app.core.errors import Invalid
from milo_app.core.text import plain
from milo_app.domain.outreach.mail_kinds import TEMPLATES, Block, Template

_PLACE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"[/@<>\\]|:\S|www\.|\.\w{2,}", re.IGNORECASE)
_LONGEST_VALUE = 600
_FALLBACK_COLOR = "#0b7a6b"
_INK = "#1c2024"
_FONTS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"


@dataclass(frozen=True)
class Rendered:
    """A mail ready to be addressed: subject on one line, and the same words twice."""

    subject: str
    text: str
    html: str


def template(kind: str) -> Template:
    """Return a template, or raise `Invalid` for a kind that does not exist."""
    found = TEMPLATES.get(kind)
    if found is None:
        raise Invalid("There is no mail of this kind.", field="kind")
    return found


def header_safe(text: str, field: str) -> str:
    """Return a text that may stand in a header; line breaks and control characters are refused, never repaired."""
    if any(ord(ch) < 32 or ord(ch) == 127 or ch in "\u0085\u2028\u2029" for ch in text):
        raise Invalid("This text holds a line break or a control character.", field=field)
    return text.strip()


def greeting(name: str) -> str:
    """Return a name to greet with, "there" for one that carries an address.

    Anybody can apply with somebody else's e-mail, so a name must not turn our mail into theirs.
    """
    return "there" if len(name) > 80 or _ADDRESS.search(name) else name


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their names, once: a value that looks like a place stays as it is."""
    return _PLACE.sub(lambda match: values[match.group(1)], text)


def blocks_of(kind: str, context: Mapping[str, str], workspace: str) -> tuple[str, list[Block]]:
    """Return the subject and the filled blocks of a mail; raises `Invalid` for unknown, missing or unsafe values."""
    form = template(kind)
    unknown = set(context) - form.names
    missing = {name for name in form.required if not context.get(name, "").strip()}
    if unknown or missing:
        names = ", ".join(sorted(unknown or missing))
        raise Invalid(
            f"The mail takes no value called {names}." if unknown else f"The mail needs {names}.", field="context"
        )
    values = dict.fromkeys(form.names, "")
    for name, value in {**context, "workspace": workspace}.items():
        if len(value) > _LONGEST_VALUE:
            raise Invalid(f"The value of {name} is too long for a mail.", field=name)
        values[name] = plain(header_safe(value, name)).strip()
    values["name"] = greeting(values["name"])
    filled = [
        Block(block.kind, fill(block.text, values), fill(block.href, values))
        for block in form.blocks
        if all(values[name] for part in (block.text, block.href) for name in _PLACE.findall(part))
    ]
    return fill(form.subject, values)[:200], filled


def render(kind: str, context: Mapping[str, str], workspace: str, color: str) -> Rendered:
    """Return the mail as plain text and as HTML with the name and color of the workspace."""
    subject, blocks = blocks_of(kind, context, workspace)
    footer = f"Sent by {workspace} with Milo."
    return Rendered(subject, as_text(blocks, footer), as_html(blocks, footer, subject, workspace, color))


def as_text(blocks: list[Block], footer: str) -> str:
    """Return the plain part: paragraphs with an empty line between, a button as its words over its address."""
    parts = [f"{block.text}:\n{block.href}" if block.kind == "button" else block.text for block in blocks]
    return "\n\n".join([*parts, "-- ", footer]).replace("-- \n\n", "-- \n") + "\n"


def text_on(color: str) -> str:
    """Return black or white, whichever reads better on a color (WCAG relative luminance)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def _html_block(block: Block, color: str) -> str:
    words = escape(block.text)
    if block.kind == "heading":
        return f'<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:{_INK}">{words}</h1>'
    if block.kind == "note":
        return f'<p style="margin:16px 0 0;font-size:13px;line-height:1.5;color:#60646c">{words}</p>'
    if block.kind == "text":
        return f'<p style="margin:0 0 14px">{words}</p>'
    href = escape(block.href, quote=True)
    return (
        f'<p style="margin:22px 0"><a href="{href}" style="display:inline-block;padding:12px 20px;border-radius:8px;'
        f'background:{color};color:{text_on(color)};font-weight:600;text-decoration:none">{words}</a></p>'
        f'<p style="margin:0 0 14px;font-size:13px;line-height:1.5;color:#60646c;word-break:break-all">'
        f'Or open this address: <a href="{href}" style="color:{_INK}">{href}</a></p>'
    )


def as_html(blocks: list[Block], footer: str, subject: str, workspace: str, color: str) -> str:
    """Return the HTML part: one column, inline styles, no picture and nothing fetched, readable without styles."""
    color = color if _COLOR.fullmatch(color) else _FALLBACK_COLOR
    body = "\n".join(_html_block(block, color) for block in blocks)
    table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"'
    dot = f"display:inline-block;width:10px;height:10px;border-radius:5px;background:{color}"
    page = f"margin:0;padding:0;background:#f4f5f6;font-family:{_FONTS};font-size:16px;line-height:1.55;color:{_INK}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(subject)}</title>\n</head>\n"
        f'<body style="{page}">\n'
        f'{table} style="border-collapse:collapse"><tr><td align="center" style="padding:24px 12px">\n'
        f'{table} style="max-width:560px;text-align:left">\n'
        f'<tr><td style="padding:0 4px 14px;font-weight:600"><span aria-hidden="true" style="{dot}"></span>'
        f"&nbsp; {escape(workspace)}</td></tr>\n"
        '<tr><td style="background:#ffffff;border:1px solid #e0e1e6;border-radius:12px;padding:28px">\n'
        f"{body}\n</td></tr>\n"
        f'<tr><td style="padding:16px 4px;font-size:13px;color:#60646c">{escape(footer)}</td></tr>\n'
        "</table>\n</td></tr></table>\n</body>\n</html>\n"
    )


def read_blocks(text: str) -> list[Block]:
    """Read the blocks back from a plain part, for a preview that draws them as components."""
    body = text.split("\n-- \n", 1)[0]
    found: list[Block] = []
    for index, part in enumerate(piece.strip() for piece in body.split("\n\n")):
        words, _, href = part.rpartition("\n")
        if words.endswith(":") and "\n" not in words and href.startswith(("http://", "https://", "[")):
            found.append(Block("button", words[:-1], href))
        elif part:
            found.append(Block("heading" if index == 0 else "text", part))
    return found
