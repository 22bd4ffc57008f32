"""The command line: parse, call one function, show.

Each group of commands is one file. Errors that Sulh raises on purpose are printed as one sentence
with what to do, and set the exit code; anything else is a fault of ours and shows its traceback.
"""

from __future__ import annotations

from pathlib import Path

import click

from sulh import __version__
from sulh.cli import ledger_proofs, protect_laydown, recover_iati, respond_many, respond_tasks
from sulh.cli.account import account
from sulh.cli.demo import demo
from sulh.cli.exercise import exercise
from sulh.cli.groups import SpeakingGroup
from sulh.cli.ledger import backup, compare, correct, ledger, restore, retract
from sulh.cli.observe import init, observe
from sulh.cli.pack import pack
from sulh.cli.privacy import privacy
from sulh.cli.protect import protect
from sulh.cli.recover import recover
from sulh.cli.respond import respond
from sulh.cli.serve import serve
from sulh.cli.share import share
from sulh.cli.sustain import sustain
from sulh.cli.sync import sync
from sulh.cli.verify import answer, explain, report, tally, verify
from sulh.cli.warn import warn

__all__ = ["MORE", "main"]

MORE = (ledger_proofs, protect_laydown, recover_iati, respond_many, respond_tasks)
"""Further commands of groups: whoever imports these files adds them."""


@click.group(cls=SpeakingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sulh")
@click.option(
    "-C",
    "--mission",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder of the mission; default: the current folder.",
)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Open operations platform for peace missions: agreement, reports, plans."""
    ctx.obj = folder


for command in (
    demo,
    pack,
    init,
    observe,
    verify,
    explain,
    tally,
    answer,
    warn,
    protect,
    respond,
    exercise,
    report,
    sustain,
    recover,
    share,
    correct,
    retract,
    compare,
    ledger,
    sync,
    backup,
    restore,
    privacy,
    serve,
    account,
):
    main.add_command(command)
