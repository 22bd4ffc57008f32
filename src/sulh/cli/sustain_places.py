"""``sulh sustain places``: Geo-PKO's places of deployment, by mission and year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS
from sulh.cli.show import console
from sulh.cli.sustain_tables import FILE, account_of, take_in

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["places"]


@click.command()
@click.argument("table", type=FILE)
@click.option("--mission", help="Only this mission, as the table writes it.")
@REJECTS
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def places(*, table: Path, mission: str | None, rejects: Path | None, as_json: bool) -> None:
    """Show where a mission is deployed by year: places, troops, units by type, with bounds.

    TABLE is Geo-PKO's file of places or of types of units. Several maps of one year are not added:
    the smallest and the largest figure of each place give the bounds. Infantry, troops and reserve
    are people by standard sizes of units; of all else the places that have any are counted.
    """
    from sulh import sustain as room

    found = take_in(table, room.read_places, rejects=rejects, quiet=as_json)
    years = room.mission_years(found)
    if mission:
        years = years.filter(years["mission"].str.to_lowercase() == mission.lower())
    rows = years.to_dicts()
    if as_json:
        content = {"mission_years": rows, "tables": [account_of(found, table)]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    shown = Table("mission", "year", "places", "rows", *found.columns)
    for row in rows:
        sizes = (
            f"{row[f'{name}_low']:,}"
            + (f" to {row[f'{name}_high']:,}" if row[f"{name}_high"] != row[f"{name}_low"] else "")
            + (f" + {row[f'{name}_unknown']} unknown" if row[f"{name}_unknown"] else "")
            for name in found.columns
        )
        shown.add_row(row["mission"], row["year"], str(row["places"]), str(row["rows"]), *sizes)
    console().print(shown if rows else "No place matches.")
