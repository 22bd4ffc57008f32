"""Write the generated parts of the reference: commands, the Python API.

``python -m docs.generate`` writes them; ``--check`` fails when a page is not what the code says.
"""

from __future__ import annotations

import importlib
import inspect
import os
import re
import sys
from pathlib import Path

os.environ["COLUMNS"] = "96"

from typing import TYPE_CHECKING

import click
from docs.record_kinds import kinds_page, schema_pages

from sulh.cli import main as command_line
from sulh.server.access import policy
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.ledger.tlp import Tlp

HERE = Path(__file__).parent
ADDRESS, FUNCTION = re.compile(r"<function (\w+) at 0x[0-9a-f]+>"), r"\1"
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
    "sulh.warn",
    "sulh.protect",
    "sulh.sustain",
    "sulh.report",
    "sulh.server",
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
        heading = f"{name}{ADDRESS.sub(FUNCTION, str(inspect.signature(thing)))}"
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


ROLES_OPENING = """# Roles

Written from `sulh.server.access.policy` by `make docs`; a test tries every cell through the HTTP API.
Everything is refused that does not stand here, and an API token does at most what its scopes say.

- **Markings** are those of the Traffic Light Protocol 2.0, in a record's body as `tlp`. What carries none
  has the server's `default_marking` (TLP:AMBER); the genesis is TLP:CLEAR. A correction or retraction is as
  strict as what it amends, and RED while that has not come in. A marking that cannot be read is RED.
- **Own**: entered with this very account. **Party's**: entered by an account of the same party or nation,
  a finding about the party, or a record that a watch officer released to it (kind `release`; never what is
  TLP:RED). **Other**: everything else. TLP:RED is for named recipients: whoever entered
  the record, and the watch officers, to whom the mission's reports are addressed.
- **A finding** is as strict as the strictest record it rests on. A party always sees the findings about
  itself, so that it can answer; of the records behind it, it is told only how many are withheld.
- **Rating** (the Admiralty code) is for watch officers and analysts. What an observer, a liaison or a
  contributor enters is unrated until one of these corrects it; from then on only they amend it.
- **An unrated report counts only for those who may read it.** For the others a finding is judged without the
  unrated reports that are stricter than they may read (the column *other*): such a report neither takes a
  finding away from them nor tells them by a verdict or a count that it is there. Only where a finding would
  be worse without it, such a finding is as strict as the report: nobody is shown a breach that the mission
  does not see.
- **Liaisons and contributors** do not work for the mission: they enter reports in the name of their party or
  nation only; and nobody of the mission but those who rate enters one in a party's name. Administrators keep
  accounts and read nothing of the mission's but TLP:CLEAR.
- **Reading** a record that is TLP:RED or TLP:AMBER+STRICT, or has a sealed field, is recorded in the ledger
  (kind `access`) before the answer leaves. Who may not read a record is told the same as where there is none.
"""


def roles_page() -> str:
    """Return the page of who may do what, from the policy."""
    lines = [ROLES_OPENING]
    for action, title in (
        ("read", "Read records"),
        ("read finding", "Read findings"),
        ("amend", "Correct and retract"),
        ("release", "Mark anew, and release to a party"),
        ("answer", "Answer findings"),
    ):
        lines += [f"## {title}", "", "Up to and with this marking:", ""]
        lines += ["| Role | own | party's | other |", "|---|---|---|---|"]
        for role in policy.ROLES:
            cells = [reach(role, action, whose) for whose in policy.WHOSE]
            lines.append(f"| {role} | {' | '.join(cells)} |")
        lines.append("")
    plain = sorted(policy.BY_ROLE, key=policy.ACTIONS.index)
    lines += ["## What no marking decides", "", f"| Role | {' | '.join(plain)} |"]
    lines.append("|---" * (len(plain) + 1) + "|")
    for role in policy.ROLES:
        cells = ["yes" if policy.allowed(role, action) else "" for action in plain]
        lines.append(f"| {role} | {' | '.join(cells)} |")
    lines += ["", "## Scopes of tokens", "", "| Scope | Actions |", "|---|---|"]
    for scope in policy.SCOPES:
        actions = [each for each in policy.ACTIONS if policy.SCOPE_OF[each] == scope]
        lines.append(f"| `{scope}` | {', '.join(actions)} |")
    return "\n".join(lines) + "\n"


def reach(role: policy.Role, action: policy.Action, whose: policy.Whose) -> str:
    """Return the strictest marking in question, empty where there is nothing such."""
    is_outside = role in policy.OUTSIDE
    no_such = (whose == "own" and (action in {"read finding", "answer"} or not entering(role))) or (
        whose == "party" and not (is_outside and (action in {"read", "amend"} or role == "liaison"))
    )
    limit: Tlp | None = None if no_such else policy.strictest(role, action, whose)
    return limit.label if limit is not None else ""


def entering(role: policy.Role) -> bool:
    """Say whether a role enters anything that could be its own."""
    return policy.allowed(role, "submit")


PAGES = {
    "reference/commands.md": commands_page,
    "reference/api.md": api_page,
    "reference/roles.md": roles_page,
    "reference/record-kinds.md": lambda: kinds_page(RECORD_KINDS),
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    stale = []
    pages = {name: page() for name, page in PAGES.items()} | schema_pages(RECORD_KINDS)
    for name, text in pages.items():
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"stale: {', '.join(stale)}; run `make docs`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
