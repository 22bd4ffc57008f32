"""``sulh sustain``: who contributes what, what is missing, what units can do, what is due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, AsOf, InFile, Json, Language, Page, When, writes
from sulh.cli.output import show
from sulh.cli.parameters import Folder, Group
from sulh.cli.show import print_problems
from sulh.cli.tables import Reading, Tables

if TYPE_CHECKING:
    from sulh.sustain import UnitRecords

Brief = Annotated[Path | None, writes(".html", ".pdf", ".csv", ".xlsx", ".json")]
Dashboard = Annotated[Path | None, writes(".html", ".pdf", ".xlsx")]
END = When("end")
UnitFolder = Annotated[
    Path | None,
    click.Path(path_type=Path, exists=True, file_okay=False),
    {"callback": lambda ctx, _param, folder: folder or ctx.obj},
]


@click.group(cls=Group, short_help="Contributions, missing units, readiness, reimbursement.")
def sustain() -> None:
    """Say who contributes what to peace missions, and what is missing."""


def day_of(at: datetime | None) -> date:
    """Return the day that ``--at`` means, the last one of a month; today where it is not given."""
    return (at - timedelta(microseconds=1)).date() if at else datetime.now(UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDay:
    """On which day units are judged, by what was known when."""

    at: Annotated[datetime | None, "Judge the units on this day; default: today.", END] = None
    as_of: AsOf = None


def read_units(folder: Path, as_of: datetime | None, tables: Tables) -> "UnitRecords":
    """Read the units of a folder or of its ledger; print what does not fit, and leave out what no unit has."""
    reading, today = Reading(tables, quiet=False), datetime.now(UTC).date()
    units = rooms.workspace.folder_units(folder, reading.read, today=today, as_of=as_of)
    print_problems(rooms.sustain.misfits(units))
    return units.of_listed_units()


@sustain.command(short_help="Show who contributes how many people.")
def contributions(
    tables: tuple[InFile, ...],
    *,
    nation: Annotated[str, "Show only this nation (name or alpha-3 code)."] = "",
    mission: Annotated[str, "Show only this mission, as the tables write it."] = "",
    group: Annotated[str, "Show only the members of this group, such as OIC or EU."] = "",
    groups: Annotated[AnyFile, "Read your own groups from this file (TOML)."] = None,
    pack: Annotated[str | None, "Read the groups of this pack (name or folder)."] = None,
    at: Annotated[
        datetime | None,
        "Show the period of this day or month; default: the latest of each source.",
        END,
    ] = None,
    fatalities: Annotated[AnyFile, "Add the deaths in this table of fatalities."] = None,
    population: Annotated[AnyFile, "Divide by the population in this table."] = None,
    income: Annotated[AnyFile, "Divide by the national income in this table (US$)."] = None,
    aliases: Annotated[AnyFile, "Read your own names of nations (name, nation)."] = None,
    trace: Annotated[bool, "Name the rows behind each figure."] = False,
    output: Brief = None,
    language: Language = "en",
    reading: Tables,
    as_json: Json = False,
) -> None:
    """Show who contributes how many people: totals with bounds, ranks, shares, concentration.

    TABLES are in the UN's monthly form, in Geo-PKO's, or in Sulh's own; their columns say which.
    Sources are never added to each other; where they disagree, Sulh says so. Tables of population
    and income have the columns nation, year and value.
    """
    room, read = rooms.sustain, Reading(reading, quiet=as_json)
    names = read.read_if(aliases, room.read_aliases)
    frames = [read.read(each, partial(room.read_contributions, aliases=names)) for each in tables]
    measures = partial(room.read_measures, aliases=names)
    summary = room.summarise_contributions(
        *frames,
        fatalities=read.read_if(fatalities, partial(room.read_fatalities, aliases=names)),
        nation=nation,
        group=group,
        mission=mission,
        day=day_of(at) if at else None,
        population=read.read_if(population, measures),
        income=read.read_if(income, measures),
        groups=rooms.workspace.contributor_groups(groups, pack),
    )
    forms = rooms.forms.contributions_forms(summary, read.accounts, language=language)
    show(forms, output, as_json=as_json)
    if trace and not as_json:
        for row in summary.frame.to_dicts():
            click.echo(f"{row['contributor']} {row['period']}: {', '.join(row['rows'])}")


@sustain.command(short_help="Show where missions are deployed, by year.")
def places(
    table: InFile,
    *,
    mission: Annotated[str, "Show only this mission, as the table writes it."] = "",
    output: Brief = None,
    language: Language = "en",
    reading: Tables,
    as_json: Json = False,
) -> None:
    """Show where a mission is deployed by year: places, troops, units by type, with bounds.

    TABLE is Geo-PKO's file of places or of types of units. Several maps of one year are not added:
    the smallest and the largest figure of each place give the bounds. Infantry, troops and reserve
    are people by standard sizes of units; for all else the places that have any are counted.
    """
    room, read = rooms.sustain, Reading(reading, quiet=as_json)
    years = room.deployment_years(read.read(table, room.read_deployed_places), mission)
    forms = rooms.forms.deployments_forms(years, read.accounts, language=language)
    show(forms, output, as_json=as_json)


@sustain.command(short_help="Show which units are missing and which pledges fill the gaps.")
def gaps(
    folder: Folder,
    *,
    requirements: Annotated[AnyFile, "Statements of unit requirement."] = None,
    pledges: Annotated[AnyFile, "Units on offer."] = None,
    deployments: Annotated[AnyFile, "Units that are deployed."] = None,
    at: Annotated[datetime | None, "The day of the decision; default: today.", END] = None,
    as_of: AsOf = None,
    soon: Annotated[int, "Show deployments that end within so many days.", IntRange(0)] = 90,
    output: Page = None,
    language: Language = "en",
    tables: Tables,
    as_json: Json = False,
) -> None:
    """Show what is unmet by month, what ends soon, and which pledges fill it best.

    Without the three tables, the records in the mission's ledger are used.
    """
    room, read = rooms.sustain, Reading(tables, quiet=as_json)
    if requirements and pledges and deployments:
        needs = read.read(requirements, room.read_requirements)
        offers = read.read(pledges, room.read_pledges)
        units = read.read(deployments, room.read_unit_deployments)
    elif requirements or pledges or deployments:
        raise click.UsageError(
            "Name all of --requirements, --pledges and --deployments, or none of them."
        )
    else:
        needs, offers, units = rooms.workspace.ledger_gaps(folder, as_of)
    summary = room.gap_summary(needs, offers, units, day=day_of(at), within_days=soon)
    forms = rooms.forms.gaps_forms(summary, read.accounts, language=language)
    show(forms, output, as_json=as_json)


@sustain.command(short_help="Show what units can do on a day.")
def readiness(
    folder: UnitFolder = None,
    *,
    when: UnitDay,
    output: Dashboard = None,
    language: Language = "en",
    tables: Tables,
) -> None:
    """Show what the units of FOLDER can do on a day, not only what they have.

    FOLDER (default: the mission's) has capabilities.toml and the forms; without forms, the records in the
    mission's ledger are used. With technology.toml the answer also covers sensors, radios, drones,
    counter-explosive equipment and networks, with their servicing and trained operators.
    """
    here, day = folder or Path(), day_of(when.at)
    units = read_units(here, when.as_of, tables)
    results, technology = rooms.workspace.assess_units(here, units, day)
    lacking = rooms.sustain.training_gaps(units, day)
    forms = rooms.forms.readiness_forms(results, technology, lacking, day, language=language)
    show(forms, output)


@sustain.command(short_help="Show which training units lack.")
def training(
    folder: UnitFolder = None,
    *,
    when: UnitDay,
    output: Dashboard = None,
    language: Language = "en",
    tables: Tables,
) -> None:
    """Show what training the units of FOLDER lack; future units are judged on their first day."""
    day = day_of(when.at)
    units = read_units(folder or Path(), when.as_of, tables)
    lacking = rooms.sustain.training_gaps(units, day)
    show(rooms.forms.training_forms(lacking, day, language=language), output)


@sustain.command(short_help="Compute what is due to units for a month.")
def reimbursement(
    folder: UnitFolder = None,
    *,
    at: Annotated[datetime, "The month, such as 2022-06.", END],
    as_of: AsOf = None,
    rates: Annotated[
        AnyFile, "Use this rate table; without personnel rates, the UN's are added."
    ] = None,
    output: Annotated[Path | None, writes(".html", ".pdf", ".csv", ".xlsx")] = None,
    language: Language = "en",
    tables: Tables,
) -> None:
    """Compute what is due for a month to the units of FOLDER, line by line."""
    room, day = rooms.sustain, day_of(at)
    own = room.with_personnel_rates(
        room.read_rates(rates.read_text("utf-8"), rates.name) if rates else ()
    )
    units = read_units(folder or Path(), as_of, tables)
    statement = room.reimburse(day.year, day.month, units, own)
    show(rooms.forms.reimbursement_forms(statement, language=language), output)
