"""Which method a country uses: the model, unless a naive forecast was clearly better there."""

import polars as pl

from sulh import warn


def scores_of(model, naive, outcome=1.0):
    rows = [
        {
            "origin": origin,
            "horizon": 1,
            "country": 0,
            "method": name,
            "crps": crps,
            "outcome": outcome,
        }
        for origin in range(12)
        for name, crps in (("model", model(origin)), ("last", naive(origin)), ("past", 9.0))
    ]
    return pl.DataFrame(rows)


def test_a_naive_forecast_is_used_only_when_it_was_clearly_better_and_known():
    """Better by chance is not enough; scores that were not known at the origin do not count."""
    clear = scores_of(lambda t: 2.0 + 0.1 * (t % 2), lambda _: 1.0)
    assert warn.select_methods(clear, [12])["method"].to_list() == ["last"]
    assert warn.select_methods(clear, [6])["method"].to_list() == ["model"], "too few known by then"
    doubtful = scores_of(lambda t: 1.0 + (t % 3), lambda t: 2.4 - (t % 2))
    assert warn.select_methods(doubtful, [12])["method"].to_list() == ["model"]
    quiet = scores_of(lambda t: 0.1 + 0.01 * (t % 2), lambda _: 0.0, outcome=0.0)
    assert warn.select_methods(quiet, [12])["method"].to_list() == ["model"], (
        "quiet is no proof of peace"
    )
