"""``sulh sustain gaps``: what is unmet, what ends soon, which pledges fill it best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import deliver
from sulh.cli.sustain_tables import Reading, day_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["gaps"]


@click.command(short_help="Show which units are missing and which pledges fill the gaps.")
@click.option("--requirements", type=FILE, help="Statements of unit requirement.")
@click.option("--pledges", type=FILE, help="Units on offer.")
@click.option("--deployments", type=FILE, help="Units that are deployed.")
@click.option(
    "--at",
    type=When("end"),
    metavar="TIME",
    help="The day of the decision; default: today.",
)
@AS_OF
@click.option(
    "--soon",
    default=90,
    show_default=True,
    type=click.IntRange(0),
    help="Show deployments that end within so many days.",
)
@output_option(".html", ".pdf", ".xlsx", ".json")
@MAP
@REJECTS
@JSON
@click.pass_obj
def gaps(
    folder: Path,
    *,
    requirements: Path | None,
    pledges: Path | None,
    deployments: Path | None,
    at: datetime | None,
    as_of: datetime | None,
    soon: int,
    output: Path | None,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Show what is unmet by month, what ends soon, and which pledges fill it best.

    Without the three tables, the records in the mission's ledger are used.
    """
    from sulh import sustain
    from sulh.report import gaps_sheet

    reading = Reading(rejects=rejects, quiet=as_json)
    tables = (requirements, pledges, deployments)
    if not any(tables):
        needs, offers, units = _from_ledger(folder, as_of)
    elif all(tables):
        needs, offers, units = _from_tables(reading, *tables)
    else:
        raise click.UsageError(
            "Name all of --requirements, --pledges and --deployments, or none of them."
        )
    summary = sustain.gap_summary(needs, offers, units, day=day_of(at), within_days=soon)
    deliver(
        lambda: gaps_sheet(summary),
        reading.json(summary.content()),
        output,
        as_json=as_json,
        work="The page of gaps in PDF",
    )


def _from_tables(reading: Reading, *tables: Path | None) -> tuple[Any, ...]:
    """Return what three tables hold: requirements, pledges, deployments."""
    from sulh import sustain

    readers = (sustain.read_requirements, sustain.read_pledges, sustain.read_unit_deployments)
    pairs = zip(tables, readers, strict=True)
    return tuple(reading.read_if(path, reader) for path, reader in pairs)  # type: ignore[arg-type]


def _from_ledger(folder: Path, as_of: datetime | None) -> tuple[Any, ...]:
    """Return the same from the ledger of the mission in a folder."""
    from sulh import workspace

    entries = workspace.ledger_entries(workspace.open_workspace(folder), as_of=as_of)
    return entries["requirement"], entries["pledge"], entries["deployment"]
