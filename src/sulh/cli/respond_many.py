"""``sulh respond casualties`` and ``convoys``: many wounded at once, and relief for many places."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from click import FloatRange, IntRange
from click import Path as PathType

from sulh.cli import rooms
from sulh.cli.options import AnyFile, AsOf, Clock, Exercise, Json, Language, writes
from sulh.cli.output import show, write_output
from sulh.cli.parameters import Folder
from sulh.cli.respond import DELAY, CaseFile, Point, is_simulated, respond
from sulh.cli.tables import Tables
from sulh.cli.travel import LandOptions, TripOptions
from sulh.errors import InputError

COUNT = IntRange(0, 100_000)
NO_DEFAULT = {"show_default": False}
MINUTES = FloatRange(0, 720)
Seed = Annotated[int, IntRange(min=0)]


@respond.command(short_help="Show how long many wounded wait, and which transfers help.")
def casualties(
    folder: Folder,
    assets: AnyFile = None,
    facilities: AnyFile = None,
    *,
    scene: Annotated[Point, "Where the wounded are."] = None,
    immediate: Annotated[int | None, "Wounded of category immediate (red).", COUNT] = None,
    delayed: Annotated[int | None, "Wounded of category delayed (yellow).", COUNT] = None,
    minor: Annotated[int, "Wounded of category minor (green).", COUNT, NO_DEFAULT] = 0,
    deceased: Annotated[int, "Deceased (black).", COUNT, NO_DEFAULT] = 0,
    triage: Annotated[
        AnyFile, "Table of counts: the last row holds; default: those in the ledger."
    ] = None,
    disasters: Annotated[
        AnyFile, "Table of disasters, for the first 72 hours; default: those in the ledger."
    ] = None,
    surgery_min: Annotated[
        float, "Mean minutes of an operation, where a hospital does not say.", FloatRange(1, 1440)
    ] = 90.0,
    blood_each: Annotated[float, "Units of blood for each operation.", FloatRange(0.1, 100)] = 4.0,
    delayed_surgery: Annotated[
        float, "Share of the delayed who need an operation.", FloatRange(0, 1)
    ] = 0.5,
    delay: Annotated[
        tuple[str, ...], "Minutes of alarm, decision, loading or handover.", DELAY
    ] = (),
    runs: Annotated[int, "Number of runs of the simulation.", IntRange(1, 100_000)] = 1000,
    seed: Annotated[Seed, "Random seed: the same gives the same answer."] = 0,
    trip: TripOptions,
    as_of: AsOf = None,
    exercise: Exercise = False,
    tables: Tables,
    output: CaseFile = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Show how long many wounded wait for surgery, who has none, and which transfers between hospitals help.

    ASSETS and FACILITIES are those of `sulh respond casevac`; a facility may say its blood (blood_units)
    and the minutes of an operation (surgery_min). With --disasters also what the displaced need in 72 hours.
    """
    room, many = rooms.respond, rooms.respond.mass_casualty
    way = trip.trip(folder, as_of, tables)
    read = way.rows(simulated=exercise).of
    is_counted = scene is not None or immediate is not None or delayed is not None
    if is_counted and triage is not None:
        raise InputError(
            "The wounded are counted twice.", remedy="Give either --triage, or --scene and counts."
        )
    counts = None if is_counted else read(triage, many.TRIAGE_COUNTS)
    place, wounded = many.wounded_at(scene, (immediate, delayed, minor, deceased), counts)
    event = many.prepare_event(
        *place,
        wounded,
        rooms.workspace.medical_of(way, assets, facilities, simulated=exercise),
        way.ways(),
        way.travel(),
        many.Care(
            surgery_min=surgery_min,
            blood_each=blood_each,
            delayed_share=delayed_surgery,
            delays=room.parse_delays(delay),
        ),
        is_dark=room.is_dark_at(way.moment, *place),
    )
    simulated = exercise or is_simulated(assets, facilities, triage, disasters)
    plan = many.plan_casualties(event, runs=runs, seed=seed, simulated=simulated)
    events = read(disasters, many.DISASTERS)
    needs = room.first_needs(events, simulated=simulated)
    if needs is None and (events or disasters):
        tables.say("No disaster says that anybody is displaced: no needs follow.")
    forms = rooms.forms.casualties_forms(plan, needs, language=language)
    show(forms, output, as_json=as_json)


@respond.command(short_help="Plan relief convoys: what goes where and when.")
def convoys(
    folder: Folder,
    *,
    needs: Annotated[AnyFile, "Table of needs; default: those in the mission's ledger."] = None,
    stocks: Annotated[AnyFile, "Table of stock in depots; default: the ledger's."] = None,
    vehicles: Annotated[AnyFile, "Table of vehicles and escorts; default: the ledger's."] = None,
    days: Annotated[
        int, "Number of days; each serves what those before left.", IntRange(1, 14)
    ] = 1,
    leave: Annotated[
        float,
        "Loading begins at the earliest.",
        Clock(),
        {"default": "06:00"},
    ] = 360.0,
    back: Annotated[
        float,
        "Vehicles are back by then.",
        "--return",
        Clock(),
        {"default": "18:00"},
    ] = 1080.0,
    curfew: Annotated[
        tuple[str, ...],
        "Nobody is on the road in these hours; may be repeated.",
        {"metavar": "HH:MM-HH:MM"},
    ] = (),
    load_min: Annotated[float, "Minutes of loading before each trip.", MINUTES] = 30.0,
    unload_min: Annotated[
        float, "Minutes of unloading a load, where a need does not say.", MINUTES
    ] = 30.0,
    places: Annotated[AnyFile, "Places of needs without coordinates: name, lon, lat."] = None,
    rounds: Annotated[
        int, "Iterations of the search for each depot and day.", IntRange(1, 1_000_000)
    ] = 2000,
    seed: Annotated[Seed, "Random seed of the search."] = 0,
    sheets: Annotated[
        Path | None,
        "Folder for one page for each driver and day (HTML).",
        PathType(path_type=Path, file_okay=False),
    ] = None,
    pdf: Annotated[bool, "Drivers' pages in PDF."] = False,
    trip: LandOptions,
    as_of: AsOf = None,
    exercise: Exercise = False,
    tables: Tables,
    output: Annotated[
        Path | None, writes(".html", ".pdf", ".xlsx", ".csv", ".json", ".geojson")
    ] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Plan relief convoys: which vehicle takes what from which depot where, and when.

    Each of needs, stock and vehicles comes from a table (the how-to guide has the columns) or from the
    mission's ledger. Loads larger than a vehicle are split. What is not delivered is named with its reason.
    The plan begins on the day of --at; on each day the closures of that day count.
    """
    room, way = rooms.respond.convoys, trip.trip(folder, as_of, tables)
    rows = way.rows(simulated=exercise)
    files = {"needs": needs, "stocks": stocks, "vehicles": vehicles}
    missing = [name for name, path in files.items() if path is None]
    if missing and not rows.is_mission:
        raise InputError(
            f"There are no {' and no '.join(missing)}: the folder is not a mission's.",
            remedy=f"Give {' and '.join(f'--{each}' for each in missing)}, or -C and a mission.",
        )
    demands, stored, fleet = (
        rows.of(path, form) for path, form in zip(files.values(), room.CONVOY_FORMS, strict=True)
    )
    ways, (closures, notes) = way.convoy_ways(fleet), way.all_closures()
    sites = tables.read_if(places, rooms.protect.read_sites)
    plan = room.plan_convoys(
        demands,
        stored,
        fleet,
        ways,
        first=way.day,
        days=days,
        hours=room.Hours(
            leave=leave,
            back=back,
            curfews=tuple(room.parse_curfew(each) for each in curfew),
            load_min=load_min,
            unload_min=unload_min,
        ),
        closures=closures,
        travel=way.circumstances((way.day, way.day + timedelta(days=days - 1))),
        places=room.place_points(way.pack, sites),
        search=room.Search(iterations=rounds, seed=seed),
        notes=[*rows.notes, *notes],
        simulated=exercise or is_simulated(*files.values()),
    )
    show(rooms.forms.convoys_forms(plan, ways, language=language), output, as_json=as_json)
    if sheets:
        rooms.workspace.make_folder(sheets)
        for name, forms in rooms.forms.driver_forms(plan, ways, language=language):
            write_output(sheets / f"{name}{'.pdf' if pdf else '.html'}", forms.writers())
