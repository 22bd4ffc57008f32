"""The command line: parse, call one function, show.

Each group of commands is one file. Errors that Sulh raises on purpose are printed as one sentence
with what to do, and set the exit code; anything else is a fault of ours and shows its traceback.
"""

from __future__ import annotations

from pathlib import Path

import click

from sulh import __version__
from sulh.cli.account import account
from sulh.cli.answer import answer
from sulh.cli.backup import backup, restore, resume
from sulh.cli.demo import demo
from sulh.cli.exercise import exercise
from sulh.cli.groups import SpeakingGroup
from sulh.cli.ledger import compare, correct, ledger, retract
from sulh.cli.ledger_move import move
from sulh.cli.ledger_proofs import check, countersign, export, head, heads, prove, witness
from sulh.cli.observe import init, observe
from sulh.cli.pack import pack
from sulh.cli.privacy import privacy
from sulh.cli.protect import protect
from sulh.cli.protect_backtest import backtest
from sulh.cli.protect_laydown import laydown
from sulh.cli.protect_patrol import patrol
from sulh.cli.recover import recover
from sulh.cli.recover_figures import figures
from sulh.cli.recover_iati import iati
from sulh.cli.recover_publish import publish
from sulh.cli.recover_rebuild import choose, donor, governance, projects
from sulh.cli.report import report
from sulh.cli.respond import respond
from sulh.cli.respond_busy import busy
from sulh.cli.respond_casualties import casualties
from sulh.cli.respond_convoys import convoys
from sulh.cli.respond_first_days import first_days
from sulh.cli.respond_react import react
from sulh.cli.respond_tasks import issue, step, watch
from sulh.cli.serve import serve
from sulh.cli.share import share
from sulh.cli.sustain import sustain
from sulh.cli.sync import sync
from sulh.cli.verify import explain, tally, verify
from sulh.cli.warn import warn

__all__ = ["main"]


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

for command in (prove, check, export, heads, head, countersign, witness, move, resume):
    ledger.add_command(command)

protect.add_command(backtest)
protect.add_command(laydown)
protect.add_command(patrol)
for command in (figures, iati, publish, choose, donor, governance, projects):
    recover.add_command(command)
respond.add_command(busy)
respond.add_command(first_days)
respond.add_command(react)
for command in (issue, step, watch):
    respond.add_command(command)
respond.add_command(convoys)
respond.add_command(casualties)
