"""The written house holds together: links lead somewhere, commands and sentences exist, decisions have their three parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from milo_app import cli
from milo_app.api.v2.app import PLACE, make_v2
from milo_app.core.settings import ROOT

PAGES = sorted(
    [*ROOT.glob("docs/**/*.md"), *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md"))],
    key=lambda page: page.as_posix(),
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# Names of this machine, or of a registry that happened to be near it, are of no use to anybody else.
_PRIVATE = re.compile(r"/(?:work|root|tmp|home)/|registry\.|artifactory|pypi\.org|npmjs", re.IGNORECASE)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    words = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", word.lower()).replace(" ", "-") for word in words}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    wrong = []
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        place, _, anchor = target.partition("#")
        file = (page.parent / place).resolve() if place else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_is_plain(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "\N{EM DASH}" not in text
    assert _PRIVATE.findall(text) == []


def _rows(guide: str) -> dict[str, str]:
    """Return the row of each command in the operator guide's table, by command."""
    return {row[1]: row[0] for row in re.finditer(r"^\| `\./milo ([a-z -]+)` \|.*$", guide, re.MULTILINE)}


def _options() -> dict[str, list[str]]:
    """Return each command as typed, with its options."""
    found: dict[str, list[str]] = {}

    def walk(group: object, before: str) -> None:
        for name, command in group.commands.items():  # type: ignore[attr-defined]
            if hasattr(command, "commands"):
                walk(command, f"{before}{name} ")
            else:
                found[before + name] = [
                    option for each in command.params for option in each.opts if option.startswith("-")
                ]

    walk(typer.main.get_command(cli.app), "")
    return found


def test_the_operator_guide_has_exactly_the_commands_with_their_options_and_an_example() -> None:
    rows = _rows((ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8"))
    options = _options()
    assert set(rows) == set(options)
    for command, row in rows.items():
        assert [option for option in options[command] if f"`{option}`" not in row] == [], command
        example = row.split("|")[3]
        assert re.search(rf"`[^`]*\./milo {command}\b[^`]*`", example), command


def test_the_page_of_the_public_api_has_exactly_its_paths() -> None:
    described = set(
        re.findall(r"^\| `GET (/api/v2\S*)` \|", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE)
    )
    paths = make_v2().openapi()["paths"]
    assert described == {PLACE + path for path in paths}
    assert {method for path in paths.values() for method in path} == {"get"}


def _source() -> str:
    files = [ROOT / "milo", *(ROOT / "milo_app").rglob("*.py")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return re.sub(r'"\s*\n\s*f?"', "", text)  # sentences that are written over several lines


def test_every_sentence_under_when_something_is_wrong_is_one_that_milo_says() -> None:
    guide = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    said = re.findall(r'^\| "([^"]+)" \|', guide.partition("## When something is wrong")[2], re.MULTILINE)
    source = _source()
    assert len(said) > 10
    assert [sentence for sentence in said if sentence not in source] == []


def test_every_button_of_the_readmes_steps_stands_on_a_page() -> None:
    steps = (ROOT / "README.md").read_text("utf-8").partition("## From clone")[2].partition("\n## ")[0]
    buttons = set(re.findall(r"\*\*([^*]+)\*\*", steps))
    drawn = "\n".join(file.read_text("utf-8") for room in ("pages", "components") for file in _python_of(room))
    assert len(buttons) >= 6
    assert [words for words in sorted(buttons) if f'"{" ".join(words.split())}"' not in drawn] == []


def _python_of(room: str) -> list[Path]:
    return sorted((ROOT / "milo_app" / room).rglob("*.py"))


def test_every_decision_says_context_decision_and_consequence_in_few_lines() -> None:
    records = sorted(ROOT.glob("docs/adr/0*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for record in records:
        text = record.read_text(encoding="utf-8")
        headings = _HEADING.findall(text)[1:]
        assert headings == ["Context", "Decision", "Consequence"], record.name
        assert 10 <= len(text.splitlines()) <= 25, record.name
        assert f"({record.name})" in listed


def test_pictures_are_few_and_light() -> None:
    pictures = list((ROOT / "docs" / "pictures").glob("*"))
    assert len(pictures) <= 6
    assert [picture.name for picture in pictures if picture.stat().st_size > 300_000] == []
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [picture.name for picture in pictures if f"docs/pictures/{picture.name}" not in readme] == []


def test_the_license_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
