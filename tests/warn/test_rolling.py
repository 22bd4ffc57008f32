"""Rolling origins: scores use only what was known."""

import polars as pl
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn


def test_scores_of_earlier_outcomes_do_not_move_when_later_ones_do():
    """A rolling test scores the same up to the planted event, also in which method is used."""
    events = random_events(2)
    planted = pl.concat([events, event(events["lon"][0], events["lat"][0], 2007, 12, deaths=800)])

    def scores_of(these):
        series = warn.death_series(panel_of(these, until=2007 * 12 + 11), "deaths")
        rolling = warn.score_rolling(
            series, warn.plan_rolling(series, horizons=(1, 3), seed=1, first_test=60)
        )
        last = series.panel.periods - 1
        early = rolling.scores.filter(pl.col("origin") + pl.col("horizon") < last)
        return early, rolling.methods.filter(pl.col("origin") < last)

    before, methods_before = scores_of(events)
    after, methods_after = scores_of(planted)
    assert before.height > 1000
    assert before.equals(after)
    assert methods_before.equals(methods_after)
