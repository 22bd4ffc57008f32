"""The pages of laydowns, patrols and back-tests, each with all that it can say; names are codes."""

from dataclasses import replace
from datetime import date
from functools import cache

from tests.protect.backtest.synthetic import (
    BORDERS,
    FORCE,
    deployed,
    history,
    ladder,
    scattered,
    towns,
)
from tests.protect.laydown.test_entry import DEMAND, SITES

from sulh.picture import Origin
from sulh.protect import PatrolPlace, backtest, plan_laydown, schedule_patrols
from sulh.protect.backtest.years import YearLeftOut
from sulh.report.pages.backtest import backtest_sheet
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


@cache
def replayed():
    """Return two missions over two years, also by road; what is left out has each reason."""
    result = backtest(
        deployed(*FORCE), history(*scattered()), towns(), borders=BORDERS, mandates=None, seed=4,
        roads=ladder(),
    )  # fmt: skip
    reasons = (
        "the events end in 2003", "no troops are known in 2003",
        "the table has 1,200 of 2,400 deaths in C1",
        "the table has no event in C1 in 2003, of 1,200 deaths",
    )  # fmt: skip
    left = tuple(YearLeftOut(mission="M1", year=2002, reason=each) for each in reasons)
    return replace(result, left_out=left)


@cache
def quiet():
    rows = history(*((*row[:4], 0.0) for row in scattered()))
    return backtest(deployed(*FORCE), rows, towns(), borders=BORDERS, mandates=None)


DATA = {
    *("ALPHA", "BETA", "UCDP", "GED", "Sundberg", "Melander", "Geo", "PKO", "Cil", "Fjelde"),
    *("Hultman", "Nilsson", "GeoNames"),
}
TOWNS = {*DEMAND["name"].to_list(), *SITES["name"].to_list()}
SHEETS = (
    {
        ("laydown_sheet", goal): (
            lambda speech, goal=goal: laydown_sheet(
                laydown(goal), mission="M1", simulated=True, speech=speech
            ),
            {word for each in TOWNS for word in each.split()},
        )
        for goal in ("cover", "median", "centre")
    }
    | {
        ("backtest_sheet", "roads"): (
            lambda speech: backtest_sheet(replayed(), speech=speech),
            DATA,
        ),
        ("backtest_sheet", "quiet"): (lambda speech: backtest_sheet(quiet(), speech=speech), DATA),
    }
    | {("patrol_sheet", "all"): (lambda speech: patrol_sheet(patrols(), speech=speech), set())}
)
