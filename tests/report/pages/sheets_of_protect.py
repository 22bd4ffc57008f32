"""The pages of laydowns and patrols, each with all that it can say; names are codes."""

from dataclasses import replace
from datetime import date
from functools import cache

from tests.protect.laydown.test_entry import DEMAND, SITES

from sulh.picture import Origin
from sulh.protect import PatrolPlace, plan_laydown, schedule_patrols
from sulh.report.pages.laydown import laydown_sheet
from sulh.report.pages.patrol import patrol_sheet
from sulh.respond import WayClosure
from sulh.respond.trips import TripTimes
from sulh.respond.ways import prepare_ways
from sulh.values import Place

DAY = date(2026, 11, 25)


@cache
def ways(last=None):
    """Return what travel times rest on, with a closure of each sort."""
    closures = tuple(
        WayClosure(
            origin=Origin(source="S1", ref=f"Y{at}"), since=DAY, until=until, reason="flood",
            radius_m=900, place=Place(lon=21.0, lat=6.0), bears_t=bears, delay_min=delay,
        )
        for at, (until, bears, delay) in enumerate(
            ((None, None, None), (DAY, 5, None), (None, None, 20), (DAY, 5, 20))
        )
    )  # fmt: skip
    times = TripTimes(ways=prepare_ways(None), closures=closures)
    return times.used(DAY, last)


@cache
def laydown(goal):
    plan = plan_laydown(DEMAND, SITES, count=2, reach_km=90, goal=goal)
    return replace(plan, ways=ways())


@cache
def patrols():
    places = tuple(
        PatrolPlace(name=f"K{k}", lon=35.0 + 0.05 * k, lat=33.0, value=3.5 + k, stay_min=45)
        for k in range(3)
    )
    return schedule_patrols(
        places, (35.1, 33.1), DAY, seed=4, days=4, utc_offset_h=2, ways=ways(date(2026, 11, 28))
    )


TOWNS = {*DEMAND["name"].to_list(), *SITES["name"].to_list()}
SHEETS = {
    ("laydown_sheet", goal): (
        lambda speech, goal=goal: laydown_sheet(
            laydown(goal), mission="M1", simulated=True, speech=speech
        ),
        {word for each in TOWNS for word in each.split()},
    )
    for goal in ("cover", "median", "centre")
} | {("patrol_sheet", "all"): (lambda speech: patrol_sheet(patrols(), speech=speech), set())}
