"""``sulh respond``: who goes now, how often units are out, the first days after a disaster."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import click
from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, AsOf, Exercise, InFile, Json, Language, Page, writes
from sulh.cli.output import show
from sulh.cli.parameters import Folder, Group
from sulh.cli.sustain import read_units
from sulh.cli.tables import Tables
from sulh.cli.travel import ABOVE_0, TripOptions
from sulh.errors import InputError

CaseFile = Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".csv", ".json")]
Point = Annotated[tuple[float, float] | None, (float, float), {"metavar": "LON LAT"}]
DELAY = {"metavar": "NAME=LOW:LIKELY:HIGH"}
HOURS = FloatRange(0.5, 72)


@click.group(cls=Group, short_help="Plan who goes now, and by which way.")
def respond() -> None:
    """Plan who goes now: wounded reached in time, units that are out."""


@respond.command(short_help="Show whether the wounded reach care in time.")
def casevac(
    folder: Folder,
    assets: AnyFile = None,
    facilities: AnyFile = None,
    *,
    casualty: Annotated[Point, "Plan for one casualty at this place."] = None,
    places: Annotated[AnyFile, "Plan for these places: lon, lat, weight (people), name."] = None,
    delay: Annotated[
        tuple[str, ...], "Minutes of aid, alarm, decision, loading or handover.", DELAY
    ] = (),
    fix: Annotated[AnyFile, "Say what to change at these sites: name, lon, lat."] = None,
    count: Annotated[int, "Number of changes.", IntRange(1)] = 1,
    troops: Annotated[
        AnyFile, "Where own troops stand, counted apart: lon, lat, weight, name."
    ] = None,
    trip: TripOptions,
    as_of: AsOf = None,
    tables: Tables,
    as_json: Json = False,
    output: CaseFile = None,
    language: Language = "en",
) -> None:
    """Show whether the wounded reach first aid, care and surgery in 10 minutes, 1 hour and 2 hours.

    ASSETS is a table of vehicles, helicopters and boats, FACILITIES one of places that treat the wounded; the
    forms are in the how-to guide. Without them those of the mission's ledger count, but for assets on a task.
    With --casualty: the chain by the clock, and what remains when an asset does not start. With --places: where
    the timeline holds, by day and by night, each asset lost in turn; with --wet-factor also when it is wet.
    """
    room, plan = rooms.respond, rooms.protect
    if (casualty is None) == (places is None):
        raise InputError("Give either --casualty or --places.", remedy="Give one of them.")
    way = trip.trip(folder, as_of, tables)
    medical = rooms.workspace.medical_of(way, assets, facilities)
    travel, ways, numbers = way.travel(), way.ways(), room.parse_delays(delay)
    if casualty is not None:
        chain = room.find_chain(*casualty, way.moment, medical, ways, travel, numbers)
        forms = rooms.forms.chain_forms(chain, clock=way.clock, language=language)
        show(forms, output, as_json=as_json)
    elif places is not None:
        factor = way.wet_factor
        cover = room.evacuate_area(
            tables.read(places, plan.read_demands),
            medical,
            ways,
            room.area_conditions(replace(travel, speed_factor=1.0), wet_factor=factor),
            numbers,
            troops=tables.read_if(troops, plan.read_demands),
        )
        sites = tables.read_if(fix, plan.read_sites)
        fixes = room.compare_fixes(cover, ways, sites, count) if sites else ()
        show(rooms.forms.area_forms(cover, fixes, language=language), output, as_json=as_json)


@respond.command(short_help="Show how often units are out, and what they leave behind.")
def busy(
    folder: Folder,
    assets: InFile,
    places: InFile,
    *,
    calls_a_day: Annotated[float, "Calls from all places in a day.", ABOVE_0],
    job_min: Annotated[float, "Mean minutes that a unit is out for a call.", ABOVE_0] = 120.0,
    reach: Annotated[
        float, "Minutes of start and way within which a place is covered.", ABOVE_0
    ] = 60.0,
    night: Annotated[bool, "In the dark: units that work by day only are left out."] = False,
    trip: TripOptions,
    as_of: AsOf = None,
    tables: Tables,
    as_json: Json = False,
    output: Page = None,
    language: Language = "en",
) -> None:
    """Show how often units are out on jobs, and what each leaves behind when it goes.

    ASSETS is the table of `sulh respond casevac`, PLACES has lon, lat, weight (calls come in proportion to
    it) and name. A unit that is out is not there: the next one goes, and others can move to close the hole.
    """
    room, way = rooms.respond, trip.trip(folder, as_of, tables)
    units = tables.read(assets, partial(rooms.sustain.read_form, form=room.MEDICAL_ASSETS))
    plan = room.plan_busy(
        tables.read(places, rooms.protect.read_demands),
        units,
        way.ways(),
        way.travel(),
        calls_a_day=calls_a_day,
        job_min=job_min,
        reach_min=reach,
        is_dark=night,
    )
    show(rooms.forms.busy_forms(plan, language=language), output, as_json=as_json)


@respond.command(short_help="Show who goes to a place, and what is uncovered then.")
def react(
    folder: Folder,
    lon: float,
    lat: float,
    *,
    units: Annotated[AnyFile, "Table of units; default: those in the mission's ledger."] = None,
    need: Annotated[
        tuple[str, ...],
        "A capability of capabilities.toml that the unit must have; may be repeated.",
        {"metavar": "CAPABILITY"},
    ] = (),
    sets: Annotated[int, "How many times at once it must have it.", IntRange(1)] = 1,
    escort_to: Annotated[
        Point, "Only units that escort; they go on to this place in a column."
    ] = None,
    places: Annotated[AnyFile, "What is to stay in reach: lon, lat, weight, name."] = None,
    reach: Annotated[
        float, "Minutes of notice and way within which a place is covered.", ABOVE_0
    ] = 60.0,
    trip: TripOptions,
    as_of: AsOf = None,
    tables: Tables,
    as_json: Json = False,
    output: Page = None,
    language: Language = "en",
) -> None:
    """Show who goes to LON LAT (degrees): the nearest capable unit with its way, and the second choice.

    What units can do today is what `sulh sustain readiness` says of the unit that they belong to; proven
    capabilities come first. Units with a task that is under way in the ledger are out.
    """
    room, way = rooms.respond, trip.trip(folder, as_of, tables)
    rows = way.rows()
    ready = rows.of(units, room.RESPONSE_UNITS)
    if not ready:
        raise InputError(
            "There are no units that can be sent.",
            remedy="Give --units, or observe records of the kind response-unit.",
        )
    abilities = room.abilities_of(ready, (), ())
    if need:
        capabilities = rooms.workspace.folder_capabilities(folder)
        own = rows.entries if rows.entries.get("unit") else None
        listed = rooms.sustain.unit_records(own) if own else read_units(folder, None, Tables())
        results = rooms.sustain.assess_readiness(listed, capabilities, way.moment.date())
        abilities = room.abilities_of(ready, results, need, sets=sets)
    result = room.react(
        lon,
        lat,
        way.moment,
        room.ReactionUnits(
            units=ready,
            abilities=tuple(abilities),
            out=rooms.workspace.ledger_units_out(rows.entries, way.moment),
        ),
        way.ways(),
        way.travel(),
        escort_to=escort_to,
        places=tables.read_if(places, rooms.protect.read_demands),
        reach_min=reach,
    )
    forms = rooms.forms.reaction_forms(result, clock=way.clock, language=language)
    show(forms, output, as_json=as_json)


@respond.command("first-days", short_help="Plan the first 72 hours after a disaster.")
def first_days(
    folder: Folder,
    *,
    units: Annotated[AnyFile, "Table of search teams; default: units of the ledger."] = None,
    worksites: Annotated[AnyFile, "Table of worksites; default: those in the ledger."] = None,
    sectors: Annotated[AnyFile, "Table of sectors; default: those in the ledger."] = None,
    disasters: Annotated[AnyFile, "Table of disasters; default: those in the ledger."] = None,
    rapid_h: Annotated[float, "Hours of rapid rescue.", HOURS] = 4.0,
    full_h: Annotated[float, "Hours of full rescue.", HOURS] = 24.0,
    trip: TripOptions,
    as_of: AsOf = None,
    exercise: Exercise = False,
    tables: Tables,
    as_json: Json = False,
    output: Page = None,
    language: Language = "en",
) -> None:
    """Plan who searches which worksite, which sectors to assess, and what the displaced need in 72 hours.

    Worksites go by their triage category of INSARAG, A to F. The records come in with `sulh observe`: kinds
    area-assessment, worksite, disaster and response-unit; or give tables.
    """
    room, way = rooms.respond, trip.trip(folder, as_of, tables)
    read = way.rows(simulated=exercise).of
    assessed = read(worksites, room.WORKSITES), read(sectors, room.AREA_ASSESSMENTS)
    if not any(assessed):
        raise InputError(
            "No sector and no worksite was assessed.",
            remedy="Give --worksites or --sectors, or observe records of these kinds.",
        )
    plan = room.plan_first_days(
        *assessed,
        read(disasters, room.mass_casualty.DISASTERS),
        read(units, room.RESPONSE_UNITS),
        way.ways(),
        way.travel(),
        at=way.moment,
        hours=(rapid_h, full_h),
        simulated=exercise or is_simulated(units, worksites, sectors, disasters),
    )
    show(rooms.forms.first_days_forms(plan, language=language), output, as_json=as_json)


def is_simulated(*paths: Path | None) -> bool:
    """Return whether a table says by its name that it is simulated."""
    return any(".simulated." in each.name for each in paths if each)
