"""Pages of `docs/` that are made from the code: `.venv/bin/python -m tests.docs.generated` writes them again.

`test_generated.py` compares what stands there with what would be written, so that these pages cannot grow old.
"""

from __future__ import annotations

import dataclasses
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import grimp

from milo_app import domain
from milo_app.core.events import Event
from milo_app.core.settings import ROOT, Settings
from milo_app.domain.accounts.models import Role
from milo_app.domain.accounts.permissions import CATALOGUE
from milo_app.wiring import AUDITED

COMMAND = ".venv/bin/python -m tests.docs.generated"
_HEAD = f"<!-- Made by `{COMMAND}`. Change the code, not this page. -->\n\n"
# Drawn from top to bottom, as the layers stand in pyproject.toml.
_ROOMS = (
    *("cli", "commands", "milo_app", "pages", "api", "jobs", "state", "components"),
    *("bootstrap", "wiring", "handlers", "adapters", "orm", "domain", "core"),
)


def permissions() -> str:
    """The catalogue of accounts/permissions.py as one table per group."""
    groups = list(dict.fromkeys(permission.group for permission in CATALOGUE))
    roles = list(Role)
    lines = [
        "# Permissions",
        "",
        "Who may do what. A permission is `resource:action`; a role is a set of them; nothing is granted by default.",
        "The same names are the scopes of API keys. Some rights belong to parts of Milo that are still to come.",
    ]
    for group in groups:
        lines += ["", f"## {group}", "", f"| Permission | What it allows | {_titles(roles)} |", "|---|---|:-:|:-:|:-:|"]
        for each in CATALOGUE:
            if each.group == group:
                marks = " | ".join("yes" if role in each.roles else "" for role in roles)
                lines.append(f"| `{each.name}` | {each.words} | {marks} |")
    return _HEAD + "\n".join(lines) + "\n"


def _titles(roles: list[Role]) -> str:
    return " | ".join(role.value.capitalize() for role in roles)


def event_classes() -> Iterator[tuple[str, list[type[Event]]]]:
    """Yield each capability that has events, with its classes in the order of the file."""
    for _, name, _ in pkgutil.iter_modules(domain.__path__):
        if not (Path(domain.__path__[0]) / name / "events.py").exists():
            continue
        module = import_module(f"milo_app.domain.{name}.events")
        own = [
            found
            for found in vars(module).values()
            if inspect.isclass(found) and issubclass(found, Event) and found.__module__ == module.__name__
        ]
        parents = {parent for found in own for parent in found.__mro__[1:]}
        yield name, [found for found in own if found not in parents]


def events() -> str:
    """Every event class with its sentence, its fields, and whether the audit log keeps it."""
    lines = [
        "# Events",
        "",
        "Facts in the past tense, told inside the transaction that made them true. Subscribers (`wiring.py` lists them)",
        "write their own rows in the same transaction, so no effect is lost. Events carry ids, never rows.",
    ]
    for capability, classes in event_classes():
        lines += ["", f"## {capability}", "", "| Event | What happened | Carries | Audit log |", "|---|---|---|:-:|"]
        for found in classes:
            sentence = " ".join((inspect.getdoc(found) or "").split("\n\n")[0].split())
            carries = ", ".join(f"`{field.name}`" for field in dataclasses.fields(found))
            lines.append(f"| `{found.__name__}` | {sentence} | {carries} | {'kept' if found in AUDITED else ''} |")
    return _HEAD + "\n".join(lines) + "\n"


def import_graph() -> str:
    """Who imports whom, read from the code: rooms of milo_app, then capabilities of the domain."""
    graph = grimp.build_graph("milo_app", exclude_type_checking_imports=True, cache_dir=None)
    edges = {
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    rooms = _between(edges, "milo_app")
    capabilities = _between(edges, "milo_app.domain")
    order = [name for name in _ROOMS if any(name in edge for edge in rooms)]
    return (
        _HEAD
        + '# Import graph\n\nRead from the code; an arrow means "imports". '
        + "`lint-imports` holds the rules (pyproject.toml), [architecture.md](architecture.md) explains them.\n\n"
        + "## Rooms\n\n"
        + _mermaid(rooms, order)
        + "\n`__init__` files and imports for type checkers only are left out. Every room may import `core`.\n\n"
        + "## Capabilities of the domain\n\n"
        + _mermaid(capabilities, sorted({name for edge in capabilities for name in edge}))
        + "\n## The same as a list\n\n"
        + _listed(rooms, order)
        + "".join(_listed(capabilities, sorted({name for name, _ in capabilities}), "domain/"))
    )


def _between(edges: set[tuple[str, str]], container: str) -> set[tuple[str, str]]:
    """Return which children of a package import which others."""

    def child(module: str) -> str:
        return module.removeprefix(container + ".").split(".")[0] if module.startswith(container + ".") else ""

    found = {(child(importer), child(imported)) for importer, imported in edges}
    return {(one, other) for one, other in found if one and other and one != other}


def _mermaid(edges: set[tuple[str, str]], order: list[str]) -> str:
    shown = sorted((e for e in edges if e[1] != "core"), key=lambda e: (order.index(e[0]), order.index(e[1])))
    return "\n".join(["```mermaid", "flowchart TD", *[f"  {one} --> {other}" for one, other in shown], "```", ""])


def _listed(edges: set[tuple[str, str]], order: list[str], prefix: str = "") -> str:
    lines = []
    for name in order:
        imported = sorted(other for one, other in edges if one == name)
        lines.append(
            f"- `{prefix}{name}` imports {', '.join(f'`{other}`' for other in imported) or 'nothing of Milo'}."
        )
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Every setting with its default and what it decides."""
    lines = ["| Setting | Default | What it decides |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        alias = getattr(field.validation_alias, "choices", None)
        shown = alias[0] if alias else f"MILO_{name.upper()}"
        # A bare <word> would be taken for HTML.
        words = (field.description or "").replace("<", "&lt;")
        lines.append(f"| `{shown}` | {_shown(field.default)} | {words} |")
    return "\n".join(lines) + "\n"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "`1`" if default else "`0`"
    if isinstance(default, Path):
        return f"`{default.relative_to(ROOT)}/`"
    return f"`{default}`" if default != "" else "empty"


PAGES: dict[str, Callable[[], str]] = {
    "docs/permissions.md": permissions,
    "docs/events.md": events,
    "docs/import-graph.md": import_graph,
}
GUIDE = "docs/operator-guide.md"
OPEN, CLOSE = "<!-- settings: made by the command in docs/README.md -->\n", "<!-- end of settings -->\n"


def guide_with_settings(guide: str) -> str:
    """Return the operator guide with its table of settings as the code has it."""
    before, _, rest = guide.partition(OPEN)
    _, _, after = rest.partition(CLOSE)
    return before + OPEN + settings_table() + CLOSE + after


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (ROOT / name).write_text(make(), encoding="utf-8")
    guide = ROOT / GUIDE
    guide.write_text(guide_with_settings(guide.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
