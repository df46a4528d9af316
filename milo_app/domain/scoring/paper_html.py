"""The printed page: a paper as one HTML document without scripts or addresses. Everything is escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from milo_app.domain.scoring.evidence import Segment
from milo_app.domain.scoring.paper import Asked, Block, Check, Chips, Heading, Note, Paper, Point, Quoted, Said, Scored

NEUTRAL = "#0b7a6b"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_STYLE = """
@page { size: A4; margin: 18mm 16mm }
:root { --ink: #1a1c20; --quiet: #5c6370; --line: #d9dce2; --strong: #18794e; --fair: #4a4fd0; --weak: #b4471f }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem; background: #fff; color: var(--ink);
  font: 400 14px/1.5 Inter, "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere }
header { border-top: 4px solid var(--brand); padding-top: .75rem }
.company { display: flex; justify-content: space-between; gap: 1rem; font-weight: 600 }
.company img { max-height: 2.2rem; max-width: 10rem; vertical-align: middle }
.company { align-items: center }
.company span { font-weight: 400; color: var(--quiet) }
h1 { margin: 1rem 0 0; font-size: 1.7rem; line-height: 1.2 }
.subtitle, .quiet, .quote cite, dt, .aside { color: var(--quiet) }
.overall { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin: 1rem 0;
  padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px }
.overall b { font-size: 1.9rem; line-height: 1 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0 }
dd { margin: 0 }
h2 { margin: 1.75rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.15rem }
h3 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 1.1rem 0 .35rem; font-size: 1rem }
h2, h3 { break-after: avoid }
h3 .aside { font-weight: 400 }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; padding: 0; list-style: none }
.chips li { padding: .1rem .5rem; border: 1px solid var(--line); border-radius: 999px }
.item { margin: .6rem 0; break-inside: avoid }
.item p { margin: .1rem 0 }
.row { display: flex; justify-content: space-between; gap: 1rem }
.row b:last-child { white-space: nowrap }
.bar { display: block; width: 100%; height: 4px; margin: .25rem 0 }
.bar .back { fill: var(--line) }
.label { font-size: .85em }
.quote { margin: .2rem 0 .2rem .75rem; padding-inline-start: .6rem; border-inline-start: 2px solid var(--line);
  font-style: normal }
.quote cite { font-style: normal; font-size: .85em }
.said { white-space: pre-wrap }
mark { background: #e7e8fb; color: inherit }
mark sup { margin-inline-start: .15em; color: var(--fair) }
.strong { color: var(--strong); fill: var(--strong) }
.fair { color: var(--fair); fill: var(--fair) }
.weak { color: var(--weak); fill: var(--weak) }
.none { color: var(--quiet) }
footer { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .85em }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt } }
"""


def page(paper: Paper) -> str:
    """Return the document. Its one style sheet is inline; `policy` allows that and nothing else."""
    parts = "\n".join(_block(block) for block in paper.blocks)
    facts = "".join(f"<dt>{escape(name)}</dt><dd dir=auto>{escape(value)}</dd>" for name, value in paper.facts)
    figure = "–" if paper.score is None else str(paper.score)
    return f"""<!doctype html>
<html lang="{paper.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>{escape(paper.file_stem)}</title><style>{style(paper)}</style></head>
<body>
<header><div class="company">{_company(paper)}<span>{escape(paper.kicker)}</span></div>
<h1 dir="auto">{escape(paper.title)}</h1><div class="subtitle" dir="auto">{escape(paper.subtitle)}</div></header>
<main>
<div class="overall"><b class="{paper.tone}">{figure}</b><span class="{paper.tone}">{escape(paper.band)}</span>
<span>{escape(paper.score_word)}</span><span class="quiet">{escape(paper.evaluator)}</span></div>
<dl>{facts}</dl>
{parts}
</main>
<footer>{escape(paper.footer)}</footer>
</body></html>
"""


def style(paper: Paper) -> str:
    """Return the style sheet with the company's colour; what is no colour becomes Milo's own."""
    color = paper.color if _COLOR.fullmatch(paper.color) else NEUTRAL
    return f"{_STYLE}:root {{ --brand: {color} }}"


def policy(paper: Paper) -> str:
    """Return the content security policy of the page: its own style sheet by hash, the logo in it, and nothing else."""
    digest = b64encode(sha256(style(paper).encode()).digest()).decode()
    style_hash = f"style-src 'sha256-{digest}'; img-src data:"
    return f"default-src 'none'; {style_hash}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _company(paper: Paper) -> str:
    """Return the company's name, with its logo before it; the picture is part of the document."""
    name = f"<bdi>{escape(paper.company)}</bdi>"
    if paper.logo is None:
        return name
    kind = "jpeg" if paper.logo.kind == "jpg" else "png"
    return f'<b><img alt="" src="data:image/{kind};base64,{b64encode(paper.logo.body).decode()}"> {name}</b>'


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Chips():
            return f'<ul class="chips">{"".join(f"<li dir=auto>{escape(c.text)}</li>" for c in block.items)}</ul>'
        case Point():
            quotes = _quotes([block.quote] if block.quote else [])
            label = f'<span class="label {block.tone}">{escape(block.label)}</span>'
            return f'<div class="item">{label}<p dir="auto">{escape(block.text)}</p>{quotes}</div>'
        case Scored():
            return _scored(block)
        case Check():
            name, result = escape(block.name), escape(block.result)
            row = f'<div class="row"><bdi>{name}</bdi><b class="{block.tone}">{result}</b></div>'
            return f'<div class="item">{row}<p class="quiet" dir="auto">{escape(block.detail)}</p></div>'
        case Asked():
            return _asked(block)
        case Note():
            return f'<p class="quiet">{escape(block.text)}</p>'


def _heading(block: Heading) -> str:
    aside = f'<span class="aside {block.tone}">{escape(block.aside)}</span>' if block.aside else ""
    return f"<h{block.level}><bdi>{escape(block.text)}</bdi>{aside}</h{block.level}>"


def _scored(block: Scored) -> str:
    figure = escape(block.note) if block.score is None else str(block.score)
    name = f"{escape(block.number)} <bdi>{escape(block.name)}</bdi>"
    return (
        f'<div class="item"><div class="row"><b>{name}</b><b class="{block.tone}">{figure}</b></div>'
        f'{_bar(block.score, block.tone)}<p class="quiet">{escape(block.aside)}</p>'
        f'<p dir="auto">{escape(block.text)}</p>{_quotes(block.quotes)}</div>'
    )


def _bar(score: int | None, tone: str) -> str:
    """Return a bar as a picture: its width is an attribute, so that no inline style is needed."""
    if score is None:
        return ""
    return (
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="back" width="100" height="4"/><rect class="{tone}" width="{score}" height="4"/></svg>'
    )


def _quotes(quotes: Iterable[Quoted]) -> str:
    return "".join(
        f'<blockquote class="quote" dir="auto">“{escape(quote.text)}” <cite>{escape(quote.source)}</cite></blockquote>'
        for quote in quotes
    )


def _asked(block: Asked) -> str:
    aside = f'<b class="{block.tone}">{escape(block.aside)}</b>' if block.aside else ""
    note = f'<p class="quiet">{escape(block.note)}</p>' if block.note else ""
    row = f'<div class="row"><b>{escape(block.number)} <bdi>{escape(block.text)}</bdi></b>{aside}</div>'
    return f'<div class="asked">{row}{"".join(_said(turn) for turn in block.turns)}{note}</div>'


def _said(turn: Said) -> str:
    label = f'<span class="label quiet">{escape(turn.label)}: </span>' if turn.label else ""
    return f'<p class="said" dir="auto">{label}{"".join(_segment(part) for part in turn.segments)}</p>'


def _segment(part: Segment) -> str:
    text = escape(part["text"])
    return f"<mark>{text}<sup>{escape(part['mark'])}</sup></mark>" if part["mark"] else text
