"""``sulh sustain contributions`` and ``places``: who contributes what, and where it is deployed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import deliver
from sulh.cli.sustain_tables import Reading, day_of
from sulh.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.sustain import ContributorGroup

__all__ = ["contributions", "places"]

OUTPUT = output_option(".html", ".pdf", ".csv", ".xlsx", ".json")


@click.command(short_help="Show who contributes how many people.")
@click.argument("tables", nargs=-1, required=True, type=FILE)
@click.option("--nation", default="", help="Show only this nation (name or alpha-3 code).")
@click.option("--mission", default="", help="Show only this mission, as the tables write it.")
@click.option("--group", default="", help="Show only the members of this group, such as OIC or EU.")
@click.option("--groups", type=FILE, help="Read your own groups from this file (TOML).")
@click.option("--pack", help="Read the groups of this pack (name or folder).")
@click.option(
    "--at",
    type=When("end"),
    metavar="TIME",
    help="Show the period of this day or month; default: the latest of each source.",
)
@click.option("--fatalities", type=FILE, help="Add the deaths in this table of fatalities.")
@click.option("--population", type=FILE, help="Divide by the population in this table.")
@click.option("--income", type=FILE, help="Divide by the national income in this table (US$).")
@click.option("--aliases", type=FILE, help="Read your own names of nations (name, nation).")
@click.option("--trace", is_flag=True, help="Name the rows behind each figure.")
@OUTPUT
@MAP
@REJECTS
@JSON
def contributions(
    *,
    tables: tuple[Path, ...],
    nation: str,
    mission: str,
    group: str,
    groups: Path | None,
    pack: str | None,
    at: datetime | None,
    fatalities: Path | None,
    population: Path | None,
    income: Path | None,
    aliases: Path | None,
    trace: bool,
    output: Path | None,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Show who contributes how many people: totals with bounds, ranks, shares, concentration.

    TABLES are in the UN's monthly form, in Geo-PKO's, or in Sulh's own; their columns say which.
    Sources are never added to each other; where they disagree, Sulh says so. Tables of population
    and income have the columns nation, year and value.
    """
    from sulh import sustain
    from sulh.report import contributions_sheet, frame_csv, frames_xlsx

    reading = Reading(rejects=rejects, quiet=as_json)
    names = reading.read_if(aliases, sustain.read_aliases)
    frames = [
        reading.read(each, partial(sustain.read_contributions, aliases=names)) for each in tables
    ]
    measures = partial(sustain.read_measures, aliases=names)
    summary = sustain.summarise_contributions(
        *frames,
        fatalities=reading.read_if(fatalities, partial(sustain.read_fatalities, aliases=names)),
        nation=nation,
        group=group,
        mission=mission,
        day=day_of(at) if at else None,
        population=reading.read_if(population, measures),
        income=reading.read_if(income, measures),
        groups=_groups(groups, pack),
    )
    deliver(
        lambda: contributions_sheet(summary),
        reading.json(summary.content()),
        output,
        as_json=as_json,
        work="A brief in PDF",
        printed=lambda: contributions_sheet(summary, rows_max=None),
        csv=lambda: frame_csv(summary.frame),
        xlsx=lambda: frames_xlsx(summary.tables()),
    )
    if trace and not as_json:
        for row in summary.frame.to_dicts():
            click.echo(f"{row['contributor']} {row['period']}: {', '.join(row['rows'])}")


def _groups(path: Path | None, pack: str | None) -> dict[str, ContributorGroup]:
    """Return the groups of a file and of a pack."""
    from sulh.mission import find
    from sulh.sustain import read_groups

    files = [path] if path is not None else []
    if pack is not None:
        own = find(pack) / "contributors.toml"
        if not own.is_file():
            raise InputError(f"{own} is not there.", remedy="Define the pack's groups in it.")
        files.append(own)
    groups: dict[str, ContributorGroup] = {}
    for each in files:
        groups |= read_groups(each.read_text("utf-8"), each.name)
    return groups


@click.command(short_help="Show where missions are deployed, by year.")
@click.argument("table", type=FILE)
@click.option("--mission", default="", help="Show only this mission, as the table writes it.")
@OUTPUT
@MAP
@REJECTS
@JSON
def places(
    *, table: Path, mission: str, output: Path | None, rejects: Path | None, as_json: bool
) -> None:
    """Show where a mission is deployed by year: places, troops, units by type, with bounds.

    TABLE is Geo-PKO's file of places or of types of units. Several maps of one year are not added:
    the smallest and the largest figure of each place give the bounds. Infantry, troops and reserve
    are people by standard sizes of units; for all else the places that have any are counted.
    """
    from sulh.report import frame_csv, places_sheet
    from sulh.sustain import deployment_years, read_deployed_places

    reading = Reading(rejects=rejects, quiet=as_json)
    years = deployment_years(reading.read(table, read_deployed_places), mission)
    deliver(
        lambda: places_sheet(years),
        reading.json({"mission_years": years.to_dicts()}),
        output,
        as_json=as_json,
        work="The table in PDF",
        csv=lambda: frame_csv(years),
    )
