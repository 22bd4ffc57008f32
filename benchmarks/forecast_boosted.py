"""The boosted forecast beside the forecast of `sulh warn`, and the even mixture of both.

    python -m benchmarks.forecast_boosted [--only NAME]

At each third month of the second half of the record; trees are grown anew once a year. Their settings were
chosen on Mali and the Central African Republic. The table goes to docs/reference/forecasts.md.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.__main__ import load, machine
from benchmarks.boosted_trees import boosted_features, fit_boosted
from benchmarks.forecast_rivals import COUNTRIES, LONG, PAGE, bounds_of, events_of, leads_over
from benchmarks.kept import in_pieces
from benchmarks.tables import Table, markdown, replaced

from sulh import warn
from sulh.values import SerialExecutor
from sulh.warn.rolling import plan_rolling, train, weights_at
from sulh.warn.scores import crps
from sulh.warn.weights import model_cdfs

if TYPE_CHECKING:
    from benchmarks.boosted_trees import Boosted

HORIZONS = {1: "1", 2: "2 to 3", 5: "4 to 6", 9: "7 to 12"}
EVERY, YEAR = 3, 12


def scores_of(name: str) -> pl.DataFrame:
    """Return the CRPS of each method, origin and horizon, summed over cells."""
    series = warn.death_series(warn.events_panel(events_of(name).frame, step="month"), "deaths")
    features = boosted_features(series)
    plan = plan_rolling(series, horizons=(1, 12), seed=1, every=EVERY)
    training = train(series, plan.training, plan.horizons, SerialExecutor())
    trees: dict[tuple[int, int], Boosted | None] = {}
    rows = []
    for origin in plan.tests:
        weights = weights_at(series, training, origin, plan.horizons)
        cells, support = series.panel.known_at(origin), series.support_at(origin)
        for horizon in HORIZONS:
            if origin + horizon >= series.panel.periods:
                continue
            outcome = series.counts[origin + horizon, cells].astype(np.float64)
            year = max(plan.tests[0], origin // YEAR * YEAR)
            if (year, horizon) not in trees:
                trees[year, horizon] = fit_boosted(series, features, year, horizon)
            grown = trees[year, horizon]
            assert grown is not None, "half a record has past cases"
            model = model_cdfs(series, horizon, origin=origin, weights=weights)
            boosted = grown.forecast(features[origin, cells])[:, : len(support)]
            for method, cdf in (
                ("model", model),
                ("boosted", boosted),
                ("forecast", (model + boosted) / 2),
            ):
                score = float(crps(np.ascontiguousarray(cdf), support, outcome).sum())
                rows.append((origin, horizon, method, score))
    return pl.DataFrame(rows, schema=["origin", "horizon", "method", "crps"], orient="row")


def rows_of(name: str) -> list[tuple[str, ...]]:
    """Return the lead of the boosted forecast and of the mixture over the forecast, by months ahead."""
    scores = scores_of(name)
    rows = []
    for horizon, words in HORIZONS.items():
        part = scores.filter(pl.col("horizon") == horizon)
        alone = part.filter(pl.col("method") != "forecast").with_columns(
            pl.col("method").replace({"boosted": "forecast"})
        )
        leads = [bounds_of(leads_over(each, "model")) for each in (alone, part)]
        texts = [f"{lead:+.1%} ({low:+.1%} to {high:+.1%})" for lead, low, high in leads]
        rows.append((COUNTRIES[name].country, words, *texts))
    return rows


def main() -> None:
    """Score, print, and put the table in the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forecast_boosted")
    parser.add_argument("--only", choices=LONG, action="append", help="prints only")
    options = parser.parse_args()
    before = load()
    table = Table(
        title="Boosted trees: lead over the forecast, deaths",
        columns=(
            "Country",
            "Months ahead",
            "boosted alone (95 %)",
            "mixed evenly with the forecast (95 %)",
        ),
        rows=tuple(row for rows in in_pieces(rows_of, options.only or LONG) for row in rows),
        notes=(
            f"At {', '.join(map(str, HORIZONS))} months ahead.",
            "Intervals draw blocks of twelve targets, three months apart.",
        ),
    )
    text = f"*{machine()}; load {before} before, {load()} after.*\n\n" + markdown(table)
    print(text, flush=True)
    if not options.only:
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), "boosted", text), "utf-8")


if __name__ == "__main__":
    main()
