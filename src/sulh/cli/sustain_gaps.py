"""``sulh sustain gaps``: what is unmet, what ends soon, which pledges fill it best."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sulh.cli.options import FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import sheet_writers, write_output
from sulh.cli.sheets import print_sheet
from sulh.cli.sustain_tables import Reading, day_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["gaps"]


@click.command(short_help="Show which units are missing and which pledges fill the gaps.")
@click.option("--requirements", required=True, type=FILE, help="Statements of unit requirement.")
@click.option("--pledges", required=True, type=FILE, help="Units on offer.")
@click.option("--deployments", required=True, type=FILE, help="Units that are deployed.")
@click.option(
    "--at",
    type=When("end"),
    metavar="TIME",
    help="The day of the decision; default: today.",
)
@click.option(
    "--soon",
    default=90,
    show_default=True,
    type=click.IntRange(0),
    help="Show deployments that end within so many days.",
)
@output_option(".html", ".pdf", ".xlsx")
@REJECTS
@JSON
def gaps(
    *,
    requirements: Path,
    pledges: Path,
    deployments: Path,
    at: datetime | None,
    soon: int,
    output: Path | None,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Show what is unmet by month, what ends soon, and which pledges fill it best."""
    from sulh import sustain
    from sulh.report import gaps_sheet

    reading = Reading(rejects=rejects, quiet=as_json)
    needs = reading.read(requirements, sustain.read_requirements)
    offers = reading.read(pledges, sustain.read_pledges)
    units = reading.read(deployments, sustain.read_deployments)
    summary = sustain.gap_summary(needs, offers, units, day=day_of(at), within_days=soon)
    if output:
        work = "The page of gaps in PDF"
        write_output(output, sheet_writers(lambda: gaps_sheet(summary), work=work))
    if as_json:
        content = {**summary.content(), "tables": reading.accounts}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    print_sheet(gaps_sheet(summary))
