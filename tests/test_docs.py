"""Nothing is undocumented: commands, options, kinds, reasons, problem codes, links."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sulh import mission
from sulh.cli import main
from sulh.mission import KINDS, SCHEMAS, schema
from sulh.verify import NEXT_STEPS, REASONS
from sulh.workspace.record_kinds import RECORD_KINDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CODE = re.compile(
    r"""(?:code=|FaultyField\(\s*|\.fault\(\s*|_rejected\([^"]*)["']([a-z]+(?:-[a-z]+)+|missing|negative|future|conflict|bounds|simulated|cycle|unreadable)["']"""
)


def page(name):
    return (DOCS / name).read_text("utf-8")


def test_generated_pages_are_what_the_code_says():
    """The pages of commands and of the Python API are up to date."""
    done = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commands(command, path=("sulh",)):
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))


@pytest.mark.parametrize(
    ("path", "command"),
    list(commands(main)),
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_every_command_and_option_says_what_it_does(path, command):
    """A command has a help text and every option of it has one."""
    assert command.help, path
    assert f"## {' '.join(path)}\n" in page("reference/commands.md")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help or option.name == "author", (path, option.name)


def test_every_provision_kind_has_its_meaning_and_its_format():
    """The nine kinds stand in the semantics and in the pack format."""
    for kind in KINDS:
        assert f"\n## {kind}\n" in page("reference/verification-semantics.md"), kind
        assert f"| `{kind}` |" in page("reference/pack-format.md"), kind


def test_every_reason_is_in_the_semantics():
    """Each reason has a row that says what it means; what is undetermined can be settled."""
    text = page("reference/verification-semantics.md")
    for reason in REASONS:
        assert f"| `{reason}` |" in text, reason
    undetermined = set(re.findall(r"\| `([a-z-]+)` \| undetermined \|", text))
    assert undetermined == set(NEXT_STEPS)


def test_every_column_and_kind_of_the_form_is_described():
    """The page of record kinds has a heading for each kind, and a row for each of its columns."""
    sections = page("reference/record-kinds.md").split("\n## ")
    shared = next(each for each in sections if each.startswith("Columns of every kind\n"))
    for kind in RECORD_KINDS:
        own = next(each for each in sections if each.startswith(f"{kind.name}\n"))
        for column in kind.columns:
            assert f"`{column.name}`" in shared + own, (kind.name, column.name)


def test_the_record_kind_of_the_how_to_is_the_one_that_a_test_takes_all_the_way():
    """What the page shows works."""
    shown = page("how-to/add-a-record-kind.md").partition("```python\n")[2].partition("```")[0]
    assert shown in (ROOT / "tests" / "picture" / "water_point.py").read_text("utf-8")


def test_every_schema_key_has_a_description():
    """What an editor shows beside a key of a pack is written in the schema."""

    def walk(part, path):
        for key, value in part.get("properties", {}).items():
            assert value.get("description"), (*path, key)
            walk(value, (*path, key))
            walk(value.get("items", {}), (*path, key))

    for name in SCHEMAS:
        walk(schema(name), (name,))


def test_every_problem_code_has_a_heading():
    """A code that a person may meet is explained."""
    text = page("reference/problems.md")
    found = set()
    for room in ("mission", "tables", "observe", "workspace"):
        for path in (ROOT / "src" / "sulh" / room).glob("*.py"):
            found |= set(CODE.findall(path.read_text("utf-8")))
    assert len(found) > 25
    assert {code for code in found if f"## {code}\n" not in text} == set()


@pytest.mark.parametrize(
    "path",
    [*sorted(DOCS.rglob("*.md")), ROOT / "README.md"],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_links_lead_somewhere(path):
    """Every relative link of a page leads to a file that is there."""
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


@pytest.mark.slow
def test_the_tutorial_runs_as_it_is_written(tmp_path):
    """Each command of the tutorial runs, and prints what the page shows."""
    text = page("tutorial/first-mission.md")
    shell = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "COLUMNS": "120",
    }
    checked = 0
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL):
        for command, shown in re.findall(
            r"^\$ (.+)\n((?:(?!\$ ).*\n?)*)", block, flags=re.MULTILINE
        ):
            done = subprocess.run(
                command,
                shell=True,
                cwd=tmp_path,
                env=shell,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, command + done.stdout + done.stderr
            for line in shown.splitlines():
                if line.strip() and line.strip() != "…":
                    assert " ".join(line.split()) in " ".join(done.stdout.split()), (
                        command,
                        line,
                        done.stdout,
                    )
                    checked += 1
    assert checked > 10


def test_the_packs_page_names_every_pack():
    """Each bundled pack has its section."""
    for name in mission.bundled():
        assert f"\n## {name}\n" in page("reference/packs.md")


def test_every_page_is_in_the_index():
    """Whoever looks for a page finds it from docs/README.md."""
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"README.md"}
    linked = set(re.findall(r"\]\(([^)#]+\.md)", page("README.md")))
    assert pages == linked
