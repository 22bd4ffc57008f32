"""Summaries pool what the counts say."""

import math

import polars as pl
from tests.protect.backtest.synthetic import cases, history, scattered

from sulh.protect import as_json, replay_years, summarise


def test_summaries_pool_what_the_counts_say():
    """Pooled shares, medians and ratios are those of a plain sum; the same seed gives the same intervals."""
    replay = replay_years(cases(history(*scattered())), seed=4)
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
    assert summary.captured[100] is None  # all within reach already
    assert as_json(summary)["captured"]["100"] is None
    assert summarise(replay.counts.filter(pl.col("all_civilians") < 0)) is None


def test_a_plan_is_not_asked_for_what_foresight_could_not_do():
    """Mission-years in which the real laydown reached all count as not better, but not as possible."""
    counts = replay_years(cases(history(*scattered())), seed=4).counts
    whole = counts.with_columns(
        civilians=pl.when(mission="ALPHA", method="real")
        .then("all_civilians")
        .otherwise("civilians")
    )
    summary = summarise(whole)
    assert (summary.better[25], summary.foresight_better[25]) == (0.5, 0.5)
    assert summary.better_where_possible[25] == 1.0
    assert summarise(counts).better_where_possible[25] == 1.0
