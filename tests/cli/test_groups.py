"""The help page: every command in a section, a whole short sentence each, on one screen."""

import click
import pytest
from click.testing import CliRunner

from sulh.cli import main
from sulh.cli.groups import SECTIONS, first_sentence

LINES_MAX = 40
COLUMNS = 80


def test_every_command_stands_in_one_section():
    """A new command is found in the help."""
    listed = [name for _, names in SECTIONS for name in names]
    assert sorted(listed) == sorted(main.commands)


def test_the_help_fits_one_screen():
    """Forty lines of eighty characters, and no sentence is cut."""
    text = CliRunner().invoke(main, ["--help"]).output
    lines = text.splitlines()
    assert len(lines) <= LINES_MAX
    assert max(map(len, lines)) <= COLUMNS, [line for line in lines if len(line) > COLUMNS]
    assert "..." not in text.split("Start:")[1]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_has_a_whole_sentence(name):
    """The first sentence of a command's help says what it does."""
    sentence = first_sentence(main.commands[name])
    assert sentence.endswith("."), sentence
    assert sentence[0].isupper()


def test_first_sentence_is_not_cut_at_a_dot_inside():
    """A file name or a number in a sentence does not end it."""
    command = click.Command("x", help="Write serve.toml with 1.5 settings. More follows.")
    assert first_sentence(command) == "Write serve.toml with 1.5 settings."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["init", "FILE", "--pack", "example"], "is a file"),
        (["pack", "show", "é" * 300], "File name too long"),
        (["--mission", "FILE", "verify"], "FILE"),
        (["serve", "--port", "70000"], "not in the range"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(tmp_path, arguments, words):
    """No path that somebody gives ends in a page of Python."""
    path = tmp_path / "FILE"
    path.write_text("no folder", encoding="utf-8")
    given = [str(path) if each == "FILE" else each for each in arguments]
    result = CliRunner().invoke(main, given)
    assert result.exit_code in {2, 3}
    assert isinstance(result.exception, SystemExit)
    assert words in result.output


@pytest.mark.parametrize("option", ["-C", "--mission"])
def test_the_mission_s_folder_behind_the_command(option):
    """Whoever writes it there is told where it stands."""
    result = CliRunner().invoke(main, ["verify", option, "m"])
    assert result.exit_code == 2
    assert "stands before the command: sulh -C FOLDER" in result.output
