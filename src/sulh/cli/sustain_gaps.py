"""``sulh sustain gaps``: what is unmet, what ends soon, which pledges fill it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sulh.cli.options import FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
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
    "--at", type=When("end"), metavar="TIME", help="The day of the decision; default: today."
)
@click.option(
    "--soon",
    default=90,
    show_default=True,
    type=click.IntRange(0),
    help="Show deployments that end within so many days.",
)
@output_option(".html", ".pdf", ".xlsx", ".json")
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
    units = reading.read(deployments, sustain.read_unit_deployments)
    summary = sustain.gap_summary(needs, offers, units, day=day_of(at), within_days=soon)
    content = reading.json(summary.content())
    if output:
        writers = sheet_writers(lambda: gaps_sheet(summary), work="The page of gaps in PDF")
        write_output(output, {**writers, ".json": lambda: content})
    if as_json:
        click.echo(content)
        return
    print_sheet(gaps_sheet(summary))
