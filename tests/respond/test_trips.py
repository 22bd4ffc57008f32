"""Plans of `protect` go by the ways of `respond`: what is closed, when, and for which vehicle."""

import json
import math
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.backtest.synthetic import FORCE, cases, history, ladder, scattered
from tests.respond.test_ways import by_heap, closure, line, touches

from sulh.cli import main
from sulh.errors import InputError
from sulh.protect import (
    Demands,
    Pace,
    PatrolPlace,
    Sites,
    UnitSpec,
    plan_units,
    read_roads,
    replay_years,
    schedule_patrols,
)
from sulh.protect.laydown.problem import CandidateSite
from sulh.respond import Travel, TripTimes, Vehicle, base_minutes, prepare_ways
from sulh.workspace.folder import set_up

DAY = date(2026, 6, 15)
PACE = Pace(road_kmh=60.0, off_kmh=6.0, off_max_km=0.01)
STEP = 0.02
GRID = [(20 + i * STEP, 5 + j * STEP) for j in range(4) for i in range(4)]
STREETS = [
    *(GRID[4 * j : 4 * j + 4] for j in range(4)),
    *(GRID[i::4] for i in range(4)),
]
NETWORK = prepare_ways(read_roads([line(*each) for each in STREETS], "roads", PACE).value)
AREA = st.tuples(st.integers(0, 14), st.integers(0, 14), st.sampled_from([300, 900, 2500]))
LORRY = Vehicle(kind="lorry", weight_t=12.0)


def areas_of(rows, **more):
    return tuple(closure(20 + i * STEP / 4, 5 + j * STEP / 4, m, **more) for i, j, m in rows)


def plain_minutes(shut, start):
    """Search from a crossing over the pieces that no shut area touches; a slow walk says which those are."""
    roads = NETWORK.roads
    at = list(zip(roads.lon.tolist(), roads.lat.tolist(), strict=True))
    tails = np.repeat(np.arange(len(at)), np.diff(roads.starts))
    minutes = np.array(
        [
            math.inf if any(touches(at[i], at[j], each) for each in shut) else roads.minutes[e]
            for e, (i, j) in enumerate(zip(tails, roads.ends, strict=True))
        ]
    )
    node = min(range(len(at)), key=lambda k: math.dist(at[k], start))
    if any(touches(start, start, each) for each in shut):
        return {}
    return {at[k]: total for k, total in by_heap(roads, minutes, node).items()}


def plain_reach(shut, site, reach):
    """Return the crossings within a travel time of a site; rounded, as the file's points are."""
    times = plain_minutes(shut, site)
    return {(round(x, 6), round(y, 6)) for (x, y), t in times.items() if t <= reach}


@settings(derandomize=True, max_examples=8, deadline=None)
@given(st.lists(AREA, max_size=4), st.sampled_from([3.0, 6.0, 9.0]))
def test_a_laydown_is_the_best_of_a_plain_search_over_what_stays_open(rows, reach):
    """Of all pairs of crossings tried one by one, none covers more weight than the two of the plan."""
    shut = areas_of(rows)
    weights = np.arange(1.0, 17.0)
    places = GRID[::3]
    lon, lat = np.array(GRID).T
    sites = Sites(
        sites=tuple(CandidateSite(name=f"s{k}") for k in range(len(places))),
        lon=np.array(places)[:, 0],
        lat=np.array(places)[:, 1],
    )
    demands = Demands(
        names=tuple(f"d{k}" for k in range(16)), lon=lon, lat=lat, weights=weights[None]
    )
    times = TripTimes(ways=NETWORK, closures=shut)
    minutes = times.minutes(DAY, sites.lon, sites.lat, lon, lat)
    unit = UnitSpec(name="post", count=2, reach=reach)
    plan = plan_units(demands, sites, [unit], minutes=minutes, ways=times.used(DAY))
    near = [plain_reach(shut, each, reach) for each in places]

    def covered(*chosen):
        own = set().union(*(near[k] for k in chosen))
        return sum(
            w for w, (x, y) in zip(weights, GRID, strict=True) if (round(x, 6), round(y, 6)) in own
        )

    best = max(covered(a, b) for a in range(len(places)) for b in range(a))
    assert plan.result.weight_covered == pytest.approx(best)
    assert len(plan.ways.closures) == len(plan.ways.areas) == len(shut)


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(AREA, max_size=4))
def test_patrols_go_round_what_is_closed_or_it_is_said_where_they_cannot(rows):
    """Minutes from the base are those of the plain search; a place without a way stops the plan by name."""
    shut = areas_of(rows)
    base, places = GRID[0], [("near", *GRID[5]), ("far", *GRID[15])]
    plain = {(round(x, 6), round(y, 6)): t for (x, y), t in plain_minutes(shut, base).items()}
    want = [plain.get((round(x, 6), round(y, 6)), math.inf) for _, x, y in places]
    want = [
        math.inf if any(touches(each[1:], each[1:], area) for area in shut) else t
        for each, t in zip(places, want, strict=True)
    ]
    times = TripTimes(ways=NETWORK, closures=shut)
    if all(map(math.isfinite, want)):
        assert base_minutes(times, base, places, DAY)[0, 1:] == pytest.approx(want)
        return
    with pytest.raises(InputError, match="No way leads from the base and back") as error:
        base_minutes(times, base, places, DAY)
    for (name, *_), minutes in zip(places, want, strict=True):
        assert (f"{name}: " in str(error.value)) == (not math.isfinite(minutes))


def test_a_closed_road_changes_the_calendar():
    """With the street open both places fit a day; a flood makes the way too long for one of them."""
    places = tuple(
        PatrolPlace(name=name, lon=lon, lat=lat, value=5.0, stay_min=10.0)
        for name, (lon, lat) in (("a", GRID[3]), ("b", GRID[2]))
    )
    rows = [(each.name, each.lon, each.lat) for each in places]
    # 3 km of street in the bottom row, shut between the second and third crossing for three days.
    flood = closure(20.03, 5.0, 500, until=date(2026, 6, 17), reason="flood")
    times = TripTimes(ways=NETWORK, closures=(flood,))

    def harm(first, last):
        travel = base_minutes(times, GRID[0], rows, first, last)
        plan = schedule_patrols(
            places, GRID[0], first, seed=1, days=2, travel=travel, leave_min=480.0, back_min=514.0,
            utc_offset_h=0.0, ways=times.used(first, last),
        )  # fmt: skip
        return plan.plan.game.harm, plan.ways

    open_, _ = harm(date(2026, 7, 1), date(2026, 7, 2))
    shut, ways = harm(date(2026, 6, 17), date(2026, 6, 18))
    assert open_ == 0.0
    assert shut == 2.5
    assert "from 2026-06-17 to 2026-06-18: 1; each counts on all of them" in ways.sentences[-1]
    assert ways.closures == (
        "c (flood; engineers, F6): 500 m around lon 20.0300, lat 5.0000, from 2026-06-01 to 2026-06-17",
    )


def test_a_weak_bridge_stops_the_lorry_and_the_wet_season_slows_both():
    """The same table as `land_minutes` has for them; the words say vehicle, weight, season and escort."""
    bridge = closure(20.01, 5.0, 100, reason="weight-limit", bears_t=Decimal(10))
    (x, y), (to_x, to_y) = GRID[0], GRID[1]
    ends = [np.array([each]) for each in (x, y, to_x, to_y)]
    car = TripTimes(ways=NETWORK, closures=(bridge,))
    lorry = replace(car, vehicle=LORRY, travel=Travel(is_wet=True, is_escorted=True))
    assert car.minutes(DAY, *ends)[0, 0] == pytest.approx(2.22, rel=0.01)
    assert car.minutes(DAY, *ends, limit=2.0)[0, 0] == math.inf
    # Three sides of a block, a column of 30 km/h on an unknown surface, at 0.7 of that in the wet.
    assert lorry.minutes(DAY, *ends)[0, 0] == pytest.approx(3 * 2.22 * 2 / 0.7, rel=0.01)
    assert "by lorry of 12 t, in the wet season, in a column" in lorry.used(DAY).sentences[1]
    assert "Its weight is not given" in car.used(DAY).sentences[1]
    assert "Its weight" not in lorry.used(DAY).sentences[1]
    assert (
        car.used(date(2026, 5, 1)).sentences[-1] == "No closure that holds on 2026-05-01 is known."
    )


@pytest.mark.slow
def test_a_back_test_counts_a_closure_in_the_periods_on_whose_first_day_it_holds():
    """Closed from 2003 on: the year before as if it were open, that year as if it had always been closed."""
    pairs, ways = cases(history(*scattered()), force=FORCE[:9]), prepare_ways(ladder())
    starts = sorted({year.start for year, _ in pairs})
    assert [each.year for each in starts] == [2002, 2003]

    def counts(*closures):
        times = TripTimes(ways=ways, closures=closures)
        frame = replay_years(pairs, seed=2, roads=times, minutes=(60.0,)).counts
        by_road = frame.filter(pl.col("reach_min").is_not_null())
        return [by_road.filter(pl.col("year") == each.year - 1) for each in starts], times

    always, late = (
        closure(10.0, 0.0, 60_000, since=since, reason="flood")
        for since in (date(2000, 1, 1), date(2003, 1, 1))
    )
    (open_before, open_after), _ = counts()
    (shut_before, shut_after), _ = counts(always)
    (before, after), times = counts(late)
    assert before.equals(open_before)
    assert not before.equals(shut_before)
    assert after.equals(shut_after)
    assert not after.equals(open_after)
    used = times.used_in(starts)
    assert "each counts in the periods that begin in it" in used.sentences[-1]
    assert len(used.closures) == 1
    plain = replay_years(pairs, seed=2, roads=ways.roads, minutes=(60.0,)).counts
    assert plain.filter(pl.col("reach_min").is_not_null()).equals(
        pl.concat([open_before, open_after])
    )


@pytest.fixture
def files(tmp_path):
    """A grid of streets as a file, a flood, and tables of demands, sites and places of patrols."""
    texts = {
        "roads.geojson": json.dumps(
            {"type": "FeatureCollection", "features": [line(*each) for each in STREETS]}
        ),
        "shut.csv": "source,ref,reason,radius_m,from,to,lon,lat,accuracy_m\n"
        "engineers,bridge 7,flood,500,2026-06-01,2026-06-30,20.01,5.0,10\n"
        "engineers,bridge 8,flood,wide,2026-06-01,2026-06-30,20.01,5.0,10\n",
        "demand.csv": "name,lon,lat,weight\nMarket,20.02,5.0,10\n",
        "sites.csv": "name,lon,lat\nCamp,20.0,5.0\n",
        "places.csv": "name,lon,lat,value,minutes\nMarket,20.02,5.0,5,10\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def sulh(folder, words):
    words = [str(folder / each) if (folder / each).is_file() else each for each in words.split()]
    result = CliRunner().invoke(main, ["protect", *words])
    return result, json.loads(result.stdout) if result.exit_code == 0 else {}


def test_the_commands_take_closures_and_say_which_they_used(files):
    """A laydown and patrols with and without the flood; the answer names it with its source and days."""
    laydown = "laydown demand.csv sites.csv --count 1 --reach 4 --roads roads.geojson --road-kmh 60 --json"
    _, open_ = sulh(files, f"{laydown} --at 2026-06-15")
    _, shut = sulh(files, f"{laydown} --at 2026-06-15 --closures shut.csv")
    _, over = sulh(files, f"{laydown} --at 2026-07-15 --closures shut.csv")
    assert [each["covered"] for each in (open_, shut, over)] == [10.0, 0.0, 10.0]
    assert open_["ways"]["closures"] == over["ways"]["closures"] == []
    assert shut["ways"]["closures"][0].startswith("bridge 7 (flood; engineers, F6): 500 m around")
    words = "shut.csv: 1 of 2 rows cannot be read and does not count."
    assert shut["ways"]["sentences"][-1] == words
    patrol = "patrol places.csv --base 20.0,5.0 --from 2026-06-15 --days 3 --seed 1 --utc-offset 0 --json"
    hours = "--leave 08:00 --return 08:20"
    _, ways = sulh(files, f"{patrol} {hours} --roads roads.geojson --road-kmh 60")
    assert ways["calendar"]
    done, _ = sulh(
        files, f"{patrol} {hours} --roads roads.geojson --road-kmh 60 --closures shut.csv"
    )
    assert "No patrol can visit and be back in time: Market" in done.output
    done, _ = sulh(files, f"{patrol} --leave 08:00 --return 18:00 --closures shut.csv")
    assert "No way leads from the base and back: Market: " in done.output
    assert "bridge 7 (flood; engineers, F6)" in done.output


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("laydown demand.csv sites.csv --count 1 --closures shut.csv", "count on roads only"),
        ("laydown demand.csv sites.csv --count 1 --wet", "count on roads only"),
        ("laydown demand.csv sites.csv --count 1 --weight-t 20", "count on roads only"),
        (
            "laydown demand.csv sites.csv --count 1 --travel-times shut.csv --escort",
            "With --travel-times, closures, season, escort and vehicle do not count",
        ),
        (
            "patrol places.csv --base 20,5 --from 2026-06-15 --seed 1 --travel-times shut.csv --dry",
            "With --travel-times, closures, season, escort and vehicle do not count",
        ),
        (
            (
                "patrol places.csv --base 20,5 --from 2026-06-15 --seed 1 --travel-times shut.csv "
                "--roads roads.geojson"
            ),
            "Both --travel-times and --roads are given",
        ),
    ],
)
def test_options_that_would_not_count_are_refused(files, words, fault):
    """Nothing is passed in silence: each says what counts, and what to do."""
    done, _ = sulh(files, words)
    assert done.exit_code == 2
    assert fault in " ".join(done.output.split())


def test_closures_of_the_ledger_and_the_season_of_the_pack_count(files):
    """In a mission's folder nothing needs to be given: its closures, and the wet season that its pack names."""
    mission = files / "mission"
    set_up(mission, pack_name="example", site="hq", now=datetime(2026, 6, 1, tzinfo=UTC))
    pack = next(mission.glob("**/pack.toml"))
    pack.write_text(
        pack.read_text("utf-8")
        + '\n[[wet_season]]\nfrom = "11-01"\nto = "02-29"\nsource = "ceasefire"\nevidence = "to_verify"\n',
        "utf-8",
    )
    laydown = "demand.csv sites.csv --count 1 --reach 4 --roads roads.geojson --road-kmh 60 --json"
    words = [str(files / each) if (files / each).is_file() else each for each in laydown.split()]

    def sentence(at, *more):
        command = ["-C", str(mission), "protect", "laydown", *words, "--at", at, *more]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)["ways"]["sentences"][1]

    assert "wet season" in sentence("2026-12-15")
    assert "wet season" in sentence("2027-01-15")
    assert "wet season" not in sentence("2026-06-15")
    assert "wet season" not in sentence("2026-12-15", "--dry")
    assert "wet season" in sentence("2026-06-15", "--wet")
