"""The words of mails: nothing but names can be put into them, and nothing in a value is obeyed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from milo_app.core.errors import Invalid
from milo_app.domain.outreach import templates

CONTEXT = {"name": "Dana", "interviewer": "Retail Associate", "link": "http://localhost:3000/i/me/abc"}
TRICKS = [
    "{{7*7}}",
    "{{ workspace }}",
    "{{link}}",
    "{% for x in y %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{''.__class__.__mro__}}",
    "{{config}}",
    "{{'a'*10**9}}",
    "{{self|attr('x')}}",
    "*{7*7}",
    "{0.__class__}",
    "%(name)s",
    "%s%n",
    "$name",
    "{name}",
    "`id`",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "<style>*{display:none}</style>",
    "</td></tr></table>",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
]
BREAKS = [
    f"Dana{mark}Bcc: all@firm.test"
    for mark in ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x00", "\x1b", "\x85", "\u2028", "\u2029", "\n ", "\t", "\x7f")
]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]


def _tags(html: str) -> _Tags:
    found = _Tags()
    found.feed(html)
    return found


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("name", ["interviewer", "workspace"])
def test_a_value_stays_the_text_that_it_is(trick: str, name: str) -> None:
    context, workspace = ({**CONTEXT, name: trick}, "Northwind") if name != "workspace" else (CONTEXT, trick)
    calm = templates.render("invitation", CONTEXT, "Northwind", "#0b7a6b")
    mail = templates.render("invitation", context, workspace, "#0b7a6b")
    assert trick in mail.text
    assert _tags(mail.html).tags == _tags(calm.html).tags
    assert set(_tags(mail.html).hrefs) == {CONTEXT["link"]}
    assert "49" not in mail.text.replace(trick, "")


@pytest.mark.parametrize("value", BREAKS)
@pytest.mark.parametrize("name", ["name", "interviewer", "link"])
def test_line_breaks_and_control_characters_are_refused(name: str, value: str) -> None:
    with pytest.raises(Invalid):
        templates.render("invitation", {**CONTEXT, name: value}, "Northwind", "#0b7a6b")


@pytest.mark.parametrize(
    "name", ["Win at http://evil.example", "www.evil.example", "evil.example/x", "a@b", "<b>x", "x" * 81]
)
def test_a_name_that_carries_an_address_is_not_greeted(name: str) -> None:
    mail = templates.render("resume_link", {**CONTEXT, "name": name}, "Northwind", "#0b7a6b")
    assert "Hello there," in mail.text and name not in mail.text


@pytest.mark.parametrize("name", ["Dana", "J. R. Smith", "Łukasz Żak", "O'Neil", "Anne-Marie", "山田 太郎"])
def test_ordinary_names_are_greeted(name: str) -> None:
    assert f"Hello {name}," in templates.render("resume_link", {**CONTEXT, "name": name}, "Northwind", "#fff").text


def test_unknown_and_missing_values_are_named() -> None:
    with pytest.raises(Invalid, match="password"):
        templates.render("invitation", {**CONTEXT, "password": "x"}, "Northwind", "#0b7a6b")
    with pytest.raises(Invalid, match="needs link"):
        templates.render("invitation", {**CONTEXT, "link": " "}, "Northwind", "#0b7a6b")
    with pytest.raises(Invalid):
        templates.render("newsletter", CONTEXT, "Northwind", "#0b7a6b")


def test_a_block_without_its_value_is_left_out() -> None:
    bare = templates.render("invitation", CONTEXT, "Northwind", "#0b7a6b")
    full = templates.render("invitation", {**CONTEXT, "deadline": "20 Dec"}, "Northwind", "#0b7a6b")
    assert "Please finish by" not in bare.text and "{{" not in bare.text
    assert "Please finish by 20 Dec." in full.text and "Please finish by 20 Dec." in full.html


@pytest.mark.parametrize("kind", sorted(templates.TEMPLATES))
def test_every_mail_says_the_same_in_both_parts_and_fetches_nothing(kind: str) -> None:
    form = templates.template(kind)
    context = {name: CONTEXT.get(name, "Value of " + name) for name in form.required | form.optional}
    mail = templates.render(kind, context, "Northwind", "#0b7a6b")
    parsed = _tags(mail.html)
    assert not {"img", "script", "link", "iframe", "form"} & set(parsed.tags)
    assert "url(" not in mail.html and 'lang="en"' in mail.html and parsed.tags.count("h1") == 1
    _, blocks = templates.blocks_of(kind, context, "Northwind")
    assert all(block.text in mail.text for block in blocks)
    assert "Northwind" in mail.text and "!" not in mail.text and "\u2014" not in mail.text


def test_the_disclosure_stands_in_the_invitation() -> None:
    text = templates.render("invitation", CONTEXT, "Northwind", "#0b7a6b").text
    assert "You will talk with an AI interviewer. A person at Northwind reads every result." in text


@pytest.mark.parametrize("color", ["red", "#12", "#0b7a6b;background:url(x)", "", 'x" onload="y'])
def test_a_color_that_is_none_is_replaced(color: str) -> None:
    assert "#0b7a6b" in templates.render("invitation", CONTEXT, "N", color).html
    assert "onload" not in templates.render("invitation", CONTEXT, "N", color).html


@pytest.mark.parametrize("color", ["#000000", "#ffffff", "#0b7a6b", "#ffd400", "#3355ff", "#888888", "#777777"])
def test_words_on_a_button_can_be_read_on_any_color(color: str) -> None:
    def luminance(value: str) -> float:
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(color), luminance(templates.text_on(color))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_blocks_of_a_mail_can_be_read_back_for_the_preview() -> None:
    mail = templates.render("invitation", CONTEXT, "Northwind", "#0b7a6b")
    found = templates.read_blocks(mail.text)
    assert found[0].kind == "heading" and found[0].text == "Your interview for Retail Associate"
    assert [(b.text, b.href) for b in found if b.kind == "button"] == [("Start your interview", CONTEXT["link"])]
    assert not any("--" in block.text for block in found)
