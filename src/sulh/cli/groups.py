"""The command groups: Sulh's errors as sentences, and a help page in sections that fits a screen."""

from __future__ import annotations

import errno
import os
import re
from typing import Any

import click

from sulh.cli.show import plain
from sulh.errors import InputError, SulhError, shown

__all__ = ["SECTIONS", "SpeakingGroup"]

SECTIONS = (
    ("Start", ("demo", "init", "pack")),
    (
        "Reports and findings",
        (
            "observe",
            "correct",
            "retract",
            "compare",
            "verify",
            "explain",
            "tally",
            "answer",
            "report",
            "share",
        ),
    ),
    ("Planning", ("warn", "protect", "respond", "sustain", "recover", "exercise")),
    (
        "Ledger and server",
        ("ledger", "sync", "backup", "restore", "privacy", "serve", "account"),
    ),
)
"""The sections of ``sulh --help``, in order. A new command is one word here."""

OF_THE_MISSION = ("-C", "--mission")
FIRST_SENTENCE = re.compile(r"(.+?[.!?])(?=\s|$)", re.DOTALL)


def first_sentence(command: click.Command) -> str:
    """Return the first sentence of a command's help, on one line, never cut."""
    text = " ".join((command.help or "").split())
    match = FIRST_SENTENCE.match(text)
    return match.group(1) if match else text


class SpeakingGroup(click.Group):
    """Turns Sulh's own exceptions into a sentence, a remedy and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SulhError as error:
            click.secho(plain(f"sulh: {error}"), err=True, fg="red")
            for problem in getattr(error, "problems", ()):
                click.echo(f"  {problem}", err=True)
            if error.remedy:
                click.echo(plain(f"  {error.remedy}"), err=True)
            ctx.exit(error.exit_code)
        except click.NoSuchOption as error:
            if error.option_name not in OF_THE_MISSION:
                raise
            raise click.UsageError(
                f"{error.option_name} stands before the command: sulh -C FOLDER …", error.ctx
            ) from error
        except OSError as error:
            # Where nobody reads the output any more, click ends quietly.
            if error.errno == errno.EPIPE or not error.strerror:
                raise
            where = f" ({shown(os.fspath(error.filename))})" if error.filename else ""
            click.secho(f"sulh: The system refused: {error.strerror}{where}.", err=True, fg="red")
            click.echo("  Check the path, its rights and the free space of the disk.", err=True)
            ctx.exit(InputError.exit_code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section, each with its first sentence."""
        width = max(len(name) for name in self.commands)
        formatter.write("\n")
        for section, names in SECTIONS:
            formatter.write(f"{section}:\n")
            for name in names:
                command = self.get_command(ctx, name)
                if command is not None and not command.hidden:
                    formatter.write(f"  {name:<{width}}  {first_sentence(command)}\n")
