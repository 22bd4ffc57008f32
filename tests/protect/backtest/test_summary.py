"""Summaries pool what the counts say."""

import math

import numpy as np
import polars as pl
from tests.protect.backtest.synthetic import cases, history, scattered

from sulh.protect import as_json, replay_years, summarise
from sulh.protect.backtest.replay import MEASURES, REACHES_KM
from sulh.protect.backtest.sentences import bounded

COUNTS = replay_years(cases(history(*scattered())), seed=4).counts


def test_summaries_pool_what_the_counts_say():
    """Shares and ratios are those of a plain sum, of each measure; the same seed gives the same intervals."""
    summary = summarise(COUNTS, seed=1)
    assert str(summary) == str(summarise(COUNTS, seed=1))
    for km in REACHES_KM:
        near = COUNTS.filter((pl.col("reach_km") == km) & (pl.col("all_civilians") > 0))
        for measure in MEASURES:
            sums = {
                method: rows[measure].sum()
                for (method,), rows in near.group_by(["method"], maintain_order=True)
            }
            total = near.filter(method="real")[f"all_{measure}"].sum()
            share = summary.share("plan", km, measure)
            assert math.isclose(share.value, sums["plan"] / total)
            assert share.low <= share.value <= share.high
            for rival in ("real", "next", "rule", "last-year"):
                ratio = summary.compare("plan", rival, km, measure).ratio
                assert math.isclose(ratio.value, sums["plan"] / sums[rival])
    assert summarise(COUNTS.filter(pl.col("all_civilians") < 0)) is None


def test_how_often_better_is_counted_by_mission_years():
    """Better and no worse, by deaths; without each mission the ratio is that of the others."""
    near = COUNTS.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
    plan, real = (near.filter(method=name).sort("mission", "year") for name in ("plan", "real"))
    against = summarise(COUNTS).compare("plan", "real", 25)
    assert against.better.value == (plan["civilians"] > real["civilians"]).mean()
    assert against.not_worse.value == (plan["civilians"] >= real["civilians"]).mean()
    others = plan["mission"] != "ALPHA"
    expected = plan.filter(others)["civilians"].sum() / real.filter(others)["civilians"].sum()
    assert math.isclose(against.without["ALPHA"], expected)


def test_the_parts_of_a_year_are_added_up():
    """Twelve months in place of one year: as many mission-years, the sums of their parts."""
    parts = pl.concat([COUNTS.with_columns(part=pl.lit(n)) for n in (0, 1)])
    once, twice = summarise(COUNTS), summarise(parts)
    assert twice.mission_years == once.mission_years
    assert twice.civilians == 2 * once.civilians
    assert twice.share("plan", 25) == once.share("plan", 25)


def test_intervals_are_those_of_whole_missions():
    """Two missions: a draw holds one of them twice, or both; the bounds are the two missions' own shares."""
    near = COUNTS.filter((pl.col("reach_km") == 25) & (pl.col("method") == "plan"))
    own = [
        rows["civilians"].sum() / rows["all_civilians"].sum()
        for _, rows in near.group_by("mission", maintain_order=True)
    ]
    share = summarise(COUNTS).share("plan", 25)
    assert np.allclose((share.low, share.high), (min(own), max(own)))


def test_a_ratio_to_nothing_has_no_value():
    """A rival that reaches nobody: null in JSON, not a number."""
    none = COUNTS.with_columns(civilians=pl.when(method="rule").then(0.0).otherwise("civilians"))
    ratio = as_json(summarise(none).compare("plan", "rule", 25))["ratio"]
    assert ratio == {"value": None, "low": None, "high": None}


def test_one_mission_has_no_interval():
    """There is nothing to draw from: an interval of no width would look like certainty."""
    summary = summarise(COUNTS.filter(mission="ALPHA"))
    against = summary.compare("plan", "real", 25)
    for figure in (summary.share("plan", 25), against.ratio, against.better, against.not_worse):
        assert figure.value is not None
        assert (figure.low, figure.high) == (None, None)
    assert bounded(against.ratio) == f"{against.ratio.value:.2f}"
