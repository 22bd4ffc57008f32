"""Write the generated parts of the reference: commands, the Python API.

``python -m docs.generate`` writes them; ``--check`` fails when a page is not what the code says.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from pathlib import Path

os.environ["COLUMNS"] = "96"

from typing import TYPE_CHECKING

import click

from sulh.cli import main as command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOMS = (
    "sulh",
    "sulh.errors",
    "sulh.values",
    "sulh.kernels",
    "sulh.mission",
    "sulh.ledger",
    "sulh.picture",
    "sulh.observe",
    "sulh.verify",
    "sulh.sustain",
    "sulh.report",
)


def commands_page() -> str:
    """Return the page of all commands, from the help that each prints."""
    lines = [
        "# Commands",
        "",
        "Written from the commands' own help by `make docs`. Exit codes: 0 done; 1 other error;",
        "2 a file or argument cannot be read; 3 a faulty pack; 4 the ledger cannot be trusted;",
        "5 an extra is missing.",
        "",
    ]
    for path, command in walk(command_line, ("sulh",)):
        context = click.Context(command, info_name=" ".join(path), max_content_width=96)
        lines += [f"## {' '.join(path)}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def walk(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its path, groups before their members."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from walk(command.commands[name], (*path, name))


def api_page() -> str:
    """Return the page of the public names of each room, from their docstrings."""
    lines = [
        "# Python API",
        "",
        "Written from the docstrings by `make docs`. What stands here is public and kept stable;",
        "everything else may change.",
        "",
    ]
    for room in ROOMS:
        module = importlib.import_module(room)
        lines += [f"## {room}", "", inspect.getdoc(module) or "", ""]
        for name in sorted(module.__all__):
            lines += entry(name, getattr(module, name))
    return "\n".join(lines).rstrip() + "\n"


def entry(name: str, thing: object) -> list[str]:
    """Return the lines for one public name."""
    heading = name
    if inspect.isfunction(thing):
        heading = f"{name}{inspect.signature(thing)}"
    elif inspect.isclass(thing):
        heading = f"class {name}"
    is_documented = inspect.isfunction(thing) or inspect.isclass(thing)
    text = inspect.getdoc(thing) if is_documented else ""
    shown = [f"### {name}", ""]
    if is_documented:
        shown += ["```python", heading, "```", ""]
    if text:
        shown += ["```text", text, "```", ""]
    return shown


PAGES = {"reference/commands.md": commands_page, "reference/api.md": api_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    stale = []
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"stale: {', '.join(stale)}; run `make docs`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
