"""The pages of the wounded, reactions and busy units, each with all that it can say; names are codes."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

import numpy as np
from tests.respond import test_evacuation as medical_made
from tests.respond.busy import test_entry as busy_made
from tests.respond.convoys.invented import need, stock, vehicle
from tests.respond.mass_casualty import test_event as many_made
from tests.respond.tasks import test_life as life_made
from tests.respond.test_reaction import ABLE, DOUBT, STRAIGHT, UNABLE, group, unit

from sulh.picture import Origin
from sulh.protect import Demands
from sulh.report.pages.busy import busy_sheet
from sulh.report.pages.casualties import casualties_sheet
from sulh.report.pages.convoys import convoys_sheet
from sulh.report.pages.driver import driver_sheet
from sulh.report.pages.evacuation import area_sheet, chain_sheet
from sulh.report.pages.reaction import reaction_sheet
from sulh.report.pages.tasks import tasks_sheet
from sulh.respond import (
    Delays,
    Medical,
    Travel,
    WayClosure,
    area_conditions,
    evacuate_area,
    find_chain,
    react,
    watch_tasks,
)
from sulh.respond.convoys import Search, plan_convoys, straight_ways
from sulh.respond.fixes import Fix
from sulh.respond.mass_casualty import plan_casualties
from sulh.values import Place

NIGHT = datetime(2026, 6, 15, 21, tzinfo=UTC)
CLOCK = timezone(timedelta(hours=3))


def people(*weights):
    count = len(weights)
    lon = np.linspace(0.0, 0.4, count)
    names = tuple(f"K{n}" for n in range(count))
    return Demands(names=names, lon=lon, lat=np.zeros(count), weights=np.array([weights], float))


@cache
def force():
    """Return assets and facilities of which many cannot do what they seem to be there for."""
    asset, facility = medical_made.asset, medical_made.facility
    return Medical(
        assets=(
            asset("A1", 0.0), asset("A2", 0.3, night=False), asset("A3", 0.1, seats=0),
            asset("A4", 0.1, mode="helicopter", speed_kmh=200, night=False),
            *(asset(f"A{n}", 0.1, night=False) for n in range(5, 9)),
        ),
        facilities=(
            facility("H1", 0.05), facility("H2", 0.2, beds=0), facility("H3", 0.3, theatres=0),
            facility("H4", 0.3, level="1", theatres=0),
        ),
    )  # fmt: skip


@cache
def cover():
    conditions = area_conditions(Travel(), wet_factor=0.5)
    return evacuate_area(
        people(1200, 30, 5000),
        force(),
        medical_made.WAYS,
        conditions,
        Delays(),
        troops=people(0, 40, 0),
    )


FIXES = tuple(
    Fix(
        kind=kind, conditions="night", assets=assets, sites=sites, people=1200, bound=1300,
        is_proven=True,
    )
    for kind, assets, sites in (
        ("move", ("A2",), ("T1",)), ("landing-site", (), ("T1", "T2")), ("asset", (), ()),
        ("post", (), ()),
    )
)  # fmt: skip


@cache
def chain():
    return find_chain(0.1, 0.0, NIGHT, force(), medical_made.WAYS, Travel(), Delays())


def around():
    return Demands(
        names=("K1", "K2"),
        lon=np.array([20.1, 20.35]),
        lat=np.array([5.0, 5.0]),
        weights=np.array([[3000.0, 4.0]]),
    )


@cache
def reaction(*, nobody=False):
    units = [unit(f"U{n}", 20.0 + n / 50, 5.0, escorts=True) for n in range(4)]
    abilities = (UNABLE,) * 4 if nobody else (ABLE, DOUBT, ABLE, UNABLE)
    return react(
        20.2, 5.0, NIGHT, group(*units, abilities=abilities, out={"U2": "patrol T1"}), STRAIGHT,
        Travel(is_wet=True), escort_to=(20.3, 5.0), places=around(), reach_min=60.0,
    )  # fmt: skip


@cache
def busy():
    towns = busy_made.places((0.0, 1030), (0.5, 10))
    return busy_made.ask(towns, [busy_made.asset("A1", 0.0), busy_made.asset("A2", 0.5)])


@cache
def casualties():
    hospitals = [many_made.hospital("H1", 10, beds=4), many_made.hospital("H2", 40, blood_units=9)]
    fleet = [many_made.asset(f"A{n}", 5.0, seats=2) for n in range(3)]
    event = many_made.event(fleet, hospitals, 9, 4)
    return plan_casualties(event, runs=20, simulated=True)


CONVOYS = straight_ways()


@cache
def convoys():
    """Return a plan in which needs wait for every sort of reason, with an escort, a column and closures."""
    needs = [
        need("N1", 1500, 0.1, supply="Q1"),
        need("N2", 400, 0.2, supply="Q1", opens="08:00"),
        need("N3", 90000, 0.2, supply="Q1"),
        need("N4", 4, 0.1, supply="Q2"),
        need("N5", 4, 0.1, supply="Q1", unit="m3"),
        need("N6", 4, 30.0, supply="Q1"),
        need("N7", 4, None, supply="Q1"),
        need("N8", 3, 0.1, supply="Q3", unit="pallet"),
        need("N9", 4, 0.1, supply="Q1", opens="03:00", closes="03:30"),
    ]
    stocks = [
        stock("D1", 5000, supply="Q1"),
        stock("D1", 50, supply="Q3", unit="pallet"),
        stock("D2", 50, lon=0.3, supply="Q1"),
    ]
    vehicles = [
        vehicle("V1", "D1", load_kg=900, pallets=2, column="C1"),
        vehicle("V2", "D1", load_kg=900, pallets=1, column="C1"),
        vehicle("E1", "D1", escort=True),
        vehicle("V3", "D9", load_kg=900),
    ]
    shut = WayClosure(
        origin=Origin(source="S1", ref="Y1"),
        since=NIGHT.date(),
        reason="flood",
        radius_m=50,
        place=Place(lon=5.0, lat=6.0),
    )
    return plan_convoys(
        needs, stocks, vehicles, CONVOYS, first=NIGHT.date(), days=2, closures=(shut,),
        search=Search(iterations=50), simulated=True,
    )  # fmt: skip


@cache
def tasks():
    """Return a watch with a task of each fate, a step that does not fit and one that nobody recorded."""
    given = [
        life_made.task(f"P{n}", start=60 * n - 120, end=60 * n - 60, unit="U1") for n in range(6)
    ]
    steps = [
        life_made.step("accepted", -120, "P0"),
        life_made.step("under-way", -119, "P0", 1),
        life_made.step("under-way", -60, "P1"),
        life_made.step("done", -30, "P1", 1),
        life_made.step("cancelled", 0, "P2"),
        life_made.step("done", 1, "P2", 1),
        life_made.step("done", 1, "P9"),
    ]
    return watch_tasks(given, steps, life_made.at(130))


SHEETS = {
    ("tasks_sheet", "all"): (lambda speech: tasks_sheet(tasks(), speech=speech), set()),
    ("convoys_sheet", "all"): (
        lambda speech: convoys_sheet(convoys(), CONVOYS, speech=speech),
        {"lon", "lat"},
    ),
    ("driver_sheet", "first"): (
        lambda speech: driver_sheet(convoys(), convoys().runs[0], CONVOYS, speech=speech),
        set(),
    ),
    ("area_sheet", "all"): (lambda speech: area_sheet(cover(), FIXES, speech=speech), set()),
    ("chain_sheet", "night"): (
        lambda speech: chain_sheet(chain(), clock=CLOCK, speech=speech),
        set(),
    ),
    ("reaction_sheet", "choices"): (
        lambda speech: reaction_sheet(reaction(), clock=CLOCK, speech=speech),
        {"old", "none"},
    ),
    ("reaction_sheet", "nobody"): (
        lambda speech: reaction_sheet(reaction(nobody=True), speech=speech),
        {"old", "none"},
    ),
    ("busy_sheet", "all"): (lambda speech: busy_sheet(busy(), speech=speech), set()),
    ("casualties_sheet", "all"): (
        lambda speech: casualties_sheet(casualties(), speech=speech),
        {"START", "Hoag", "Newport", "Beach", "sulh", "recover", "needs"},
    ),
}
