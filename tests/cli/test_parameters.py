"""Commands from typed functions: what the types and their notes say is what click does."""

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import click
import pytest
from click.testing import CliRunner

from sulh.cli import main
from sulh.cli.parameters import Folder, command

FILES = sorted((Path(__file__).parents[2] / "src" / "sulh" / "cli").glob("*.py"))


@dataclass(frozen=True, kw_only=True)
class Pace:
    """A group within a group."""

    fast: Annotated[bool, "Hurry."] = False
    speed: Annotated[float, "How fast.", click.FloatRange(0.0)] = 1.5


@dataclass(frozen=True, kw_only=True)
class Trip:
    """A group of options."""

    via: Annotated[tuple[str, ...], "Stop here.", "--stop"] = ()
    pace: Pace = field(default_factory=Pace)


@command()
def go(
    folder: Folder,
    start: str,
    ends: tuple[str, ...] = (),
    *,
    by: Annotated[Literal["foot", "boat"], "By what."],
    days: Annotated[int | None, "How long.", click.IntRange(1)] = None,
    dry: Annotated[bool | None, "The season.", "--dry/--wet", {"default": None}] = None,
    trip: Trip,
) -> None:
    """Go somewhere."""
    click.echo(repr((folder, start, ends, by, days, dry, trip)))


def run(*arguments):
    return CliRunner().invoke(go, arguments, obj=Path("m"))


def test_values_come_as_the_types_say():
    """Arguments, options, groups within groups, and the mission's folder."""
    result = run(
        "a", "b", "c", "--by", "boat", "--days", "2", "--stop", "x", "--stop", "y", "--fast"
    )
    own = (Path("m"), "a", ("b", "c"), "boat", 2, None)
    assert result.output == repr((*own, Trip(via=("x", "y"), pace=Pace(fast=True)))) + "\n"


def test_what_is_left_out_has_its_default():
    """Without a default a parameter is required; a flag may be neither on nor off."""
    assert (
        run("a", "--by", "foot", "--wet").output
        == repr((Path("m"), "a", (), "foot", None, False, Trip())) + "\n"
    )
    assert "Missing option '--by'" in run("a").stderr
    assert "Missing argument 'START'" in run("--by", "foot").stderr


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [(("--by", "air"), "'air' is not one of"), (("--days", "0"), "0 is not in the range")],
)
def test_what_does_not_fit_its_type_is_refused(arguments, fault):
    """Choices and ranges are those of the types."""
    result = run("a", "--by", "foot", *arguments)
    assert (result.exit_code, fault in result.stderr) == (2, True)


def test_the_help_shows_each_option_once_with_its_default():
    """Names, help and defaults; nothing is shown where there is no default."""
    text = run("--help").output
    for line in (
        "--stop TEXT",
        "--fast",
        "How fast.  [default: 1.5; x>=0.0]",
        "By what.  [required]",
    ):
        assert text.count(line) == 1, line
    assert "default: False" not in text


def leaves(group):
    for each in group.commands.values():
        yield from leaves(each) if isinstance(each, click.Group) else [each]


def test_every_option_of_every_command_has_help():
    """An option that does not say what it is for is found by nobody."""
    assert [
        (each.name, option.name)
        for each in leaves(main)
        for option in each.params
        if isinstance(option, click.Option) and not option.help
    ] == []


def test_the_command_line_parses_calls_and_shows():
    """No page is written here, and there are fewer than 50 lines a command."""
    texts = {path.name: path.read_text("utf-8") for path in FILES}
    marks = ("<svg", "<div", "<table", "import polars", "import numpy", "**options: Any")
    assert [(name, mark) for name, text in texts.items() for mark in marks if mark in text] == []
    lines = sum(text.count("\n") for text in texts.values())
    assert lines / len([*leaves(main)]) < 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rooms_are_loaded_when_a_command_asks_for_them(path):
    """At the top of a file only what is quick to load: `sulh --help` waits for all of them."""
    light = (
        "sulh.cli",
        "sulh.errors",
        "sulh.values",
        "sulh.query_",
        "sulh.languages",
        "sulh.tables.rejects",
    )
    own = [
        node.module
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sulh.")
    ]
    assert [each for each in own if not each.startswith(light)] == []
