"""The quick way of the benchmarks to score a forecast, beside the full one."""

import polars as pl
import pytest
from benchmarks.forecast_rivals import forecast_scores
from tests.warn.small_events import panel_of, random_events

from sulh import warn
from sulh.values import SerialExecutor
from sulh.warn.rolling import train


def test_the_quick_scores_are_sums_of_the_full_ones():
    """Every origin and month ahead of a small record, and as many cells."""
    panel = panel_of(random_events(7, years=3, places=5))
    series = warn.death_series(panel, "deaths")
    plan = warn.plan_rolling(series, horizons=(1, 3), seed=1)
    training = train(series, plan.training[::4], plan.horizons, SerialExecutor())
    full = warn.score_rolling(series, plan, training=training)
    expected = (
        full.scores.filter(pl.col("method") == "forecast")
        .group_by("origin", "horizon")
        .agg(pl.col("crps").sum(), pl.len().alias("cells"))
    )
    quick = forecast_scores(series, plan, training)
    both = expected.join(quick, on=["origin", "horizon"], suffix="_quick", validate="1:1")
    assert both.height == expected.height == quick.height > 0
    assert both["crps_quick"].to_list() == pytest.approx(both["crps"].to_list(), rel=1e-9)
    assert (both["cells"] == both["cells_quick"]).all()
