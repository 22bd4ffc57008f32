"""``sulh recover publish``: tables with hashtags of HXL for other organisations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, FROM, output_option
from sulh.cli.output import write_output

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["publish"]


@click.command(short_help="Write 3W, needs, people or returns with HXL hashtags.")
@click.argument("table", type=click.Choice(("aid", "needs", "people", "returns")))
@AT
@AS_OF
@FROM
@EXERCISE
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=30,
    show_default=True,
    help="Needs and deliveries of so many days before --at.",
)
@output_option(".csv", ".xlsx", ".json")
@click.pass_obj
def publish(
    folder: Path,
    *,
    table: str,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    days: int,
    output: Path | None,
) -> None:
    """Write a table with a row of HXL hashtags below its header; without -o, as CSV on the terminal.

    aid: who does what where (3W), with P-codes where the mission's gazetteer has them; needs: what is needed,
    came and is missing; people: counts at each place; returns: flows. People are rounded to tens, so that
    nobody can be picked out. --from is for returns; the default is 90 days before --at.
    """
    from sulh import workspace
    from sulh.report import hxl_csv, hxl_json, hxl_xlsx

    moment = at or datetime.now(UTC)
    sheet = workspace.published_table(
        workspace.open_workspace(folder),
        table,
        at=moment,
        as_of=as_of,
        since=since or moment - timedelta(days=90),
        days=days,
        simulated=exercise,
    )
    if output is None:
        click.echo(hxl_csv(sheet), nl=False)
    else:
        write_output(
            output,
            {
                ".csv": partial(hxl_csv, sheet),
                ".xlsx": partial(hxl_xlsx, sheet),
                ".json": partial(hxl_json, sheet),
            },
        )
    for line in sheet.left_out:
        click.echo(line, err=True)
