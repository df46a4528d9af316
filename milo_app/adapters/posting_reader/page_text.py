"""A page's posting as plain text: schema.org's JobPosting where the page has one, else its main text. Runs in the jail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import html  # type: ignore[import-untyped]

FEWEST_WORDS = 25
_ROBOT = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|unusual traffic|checking your browser|verify you are|access denied",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"enable javascript|javascript is (?:disabled|required)|requires javascript", re.IGNORECASE)
_BLOCK = re.compile(r"<\s*(?:br|/p|/div|/li|/ul|/ol|/h[1-6]|/tr)\s*/?\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li[^>]*>", re.IGNORECASE)
_SECTIONS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("skills", "Skills"),
    ("workHours", "Hours"),
    ("jobBenefits", "Benefits"),
)


def read_page(page: str) -> dict[str, object]:
    """Return `{"text", "title"}`, or `{"reason"}`: login, robot, script, no_text."""
    try:
        tree = html.fromstring(page) if page.strip() else None
    except (ValueError, html.etree.ParserError):
        tree = None
    if tree is None:
        return {"reason": "no_text"}
    found = next(_postings(tree), None)
    if found is not None:
        text = _from_posting(found)
        if len(text.split()) >= FEWEST_WORDS:
            return {"text": text, "title": _plain(found.get("title"))[:200]}
    title = _plain("".join(tree.xpath("//h1[1]//text()")) or "".join(tree.xpath("//title[1]//text()")))[:200]
    text = (
        trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
        or ""
    ).strip()
    if len(text.split()) < FEWEST_WORDS:
        return {"reason": _why_empty(tree, f"{title} {text} {_words(tree)}")}
    if tree.xpath("//input[@type='password']") and len(text.split()) < 120:
        return {"reason": "login"}
    head = f"{title}\n\n" if title and not text.startswith(title) else ""
    return {"text": head + text, "title": title}


def _why_empty(tree: Any, shown: str) -> str:
    if tree.xpath("//input[@type='password']"):
        return "login"
    if _ROBOT.search(shown):
        return "robot"
    if _SCRIPT.search(shown) or len(tree.xpath("//script")) > 2:
        return "script"
    return "no_text"


def _words(tree: Any) -> str:
    return " ".join(tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]"))[:5000]


def _postings(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the JobPosting objects of a page's linked data, wherever they stand in it."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            told = json.loads(script, strict=False)
        except ValueError:
            continue
        todo, seen = [told], 0
        while todo and seen < 2000:
            here, seen = todo.pop(0), seen + 1
            if isinstance(here, list):
                todo += here
            elif isinstance(here, dict):
                kind = here.get("@type")
                if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
                    yield here
                todo += [value for value in here.values() if isinstance(value, dict | list)]


def _from_posting(found: dict[str, Any]) -> str:
    first = [_plain(found.get("title")), _named(found.get("hiringOrganization")), _place(found.get("jobLocation"))]
    facts = [_plain(found.get("employmentType")), _pay(found.get("baseSalary"))]
    parts = [", ".join(part for part in first if part), ", ".join(part for part in facts if part)]
    parts.append(_plain(found.get("description"), lines=True))
    said = parts[-1]
    for key, name in _SECTIONS:
        text = _plain(found.get(key), lines=True)
        if text and text not in said:
            parts.append(f"{name}:\n{text}")
    return "\n\n".join(part for part in parts if part)


def _named(value: Any) -> str:
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)


def _place(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    address = one.get("address") if isinstance(one, dict) else one
    if isinstance(address, dict):
        names = (address.get(key) for key in ("addressLocality", "addressRegion", "addressCountry"))
        return ", ".join(name for name in (_named(part) for part in names) if name)
    return _plain(address)


def _pay(value: Any) -> str:
    if not isinstance(value, dict):
        return _plain(value)
    inner = value.get("value")
    amounts = inner if isinstance(inner, dict) else {"value": inner}
    low, high = amounts.get("minValue") or amounts.get("value"), amounts.get("maxValue")
    figures = " to ".join(str(part) for part in (low, high) if part)
    unit = _plain(amounts.get("unitText")).lower()
    currency = _plain(value.get("currency"))
    return f"{currency} {figures}{' per ' + unit if unit else ''}".strip() if figures else ""


def _plain(value: Any, *, lines: bool = False) -> str:
    """Return a value as text: tags out, list items as lines with a dash, entities read."""
    if isinstance(value, list):
        return (", " if not lines else "\n").join(part for part in (_plain(one, lines=lines) for one in value) if part)
    if value is None or isinstance(value, dict | bool):
        return ""
    text = str(value)
    if "<" in text or "&" in text:
        marked = _ITEM.sub("\n- ", _BLOCK.sub("\n", text))
        try:
            text = html.fromstring(f"<div>{marked}</div>").text_content()
        except (ValueError, html.etree.ParserError):
            text = re.sub(r"<[^>]*>", " ", marked)
    rows = [" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")]
    kept = [row for row in rows if row and row != "-"]
    return "\n".join(kept) if lines else " ".join(kept)
