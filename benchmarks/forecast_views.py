"""The set-up of the VIEWS prediction challenge, as far as the data allow.

    python -m benchmarks.forecast_views [--keep FOLDER]

Hegre and others 2024 (arXiv 2407.11045): deaths in state-based conflict by PRIO-GRID cell and month, Africa and
the Middle East; each October a forecast of the next year's months, from January on. The score is the CRPS over
all cells and months. Here: UCDP GED 21.1, events with precise places, so the years end with 2020; Sulh
forecasts twelve months ahead at most, so a year is January to October. Cells that nothing was known of count
for every method as a forecast of no deaths. The table goes to docs/reference/forecasts.md.
"""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.evidence_data import EVENTS, TOTALS
from benchmarks.forecast_page import write_part
from benchmarks.kept import executor_of
from benchmarks.tables import Table

from sulh import warn
from sulh.warn import RIVALS, RivalSettings, rival_cdfs, tune_rivals
from sulh.warn.model_selection import select_methods
from sulh.warn.rolling import METHODS, score_at, training_origins
from sulh.warn.scores import crps
from sulh.warn.weights import TrainingSums, fit_weights, training_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.warn.death_series import DeathSeries

REGIONS = ("Africa", "Middle East")
STATE_BASED = 1
FIRST_YEAR, LAST_YEAR = 2009, 2020
CHALLENGE = range(2018, 2021)
"""Those of the challenge's years, 2018 to 2023, that the data hold."""

PUBLISHED = {2018: 9.9, 2019: 5.5, 2020: 4.0}
"""Per cent that a strong entry was ahead of the challenge's best benchmark."""

HORIZONS = tuple(range(3, 13))
LEARNED = (4, 8, 12)
THIN = 4
BENCHMARKS = ("zeros", "last", "conflictology", "conflictology-near", "bootstrap-240")
"""Those of the challenge: the last month, the last twelve, those of the neighbours too, the last 240."""

DRAWS = 2000


@cache
def series() -> DeathSeries:
    """Return deaths in state-based conflict by PRIO-GRID cell and month."""
    folder = Path(os.environ["SULH_DATA"])
    totals = pl.read_csv(folder / TOTALS, infer_schema=False)
    places = totals.filter(pl.col("region_cy").is_in(REGIONS))["country_cy"].unique()
    frame = pl.read_csv(folder / EVENTS, infer_schema=False).filter(
        pl.col("country").is_in(places.implode()),
        pl.col("type_of_violence") == str(STATE_BASED),
    )
    events = warn.events_from_frame(
        frame.select(
            "country",
            pl.col("date_start").str.slice(0, 10).alias("date"),
            pl.col("longitude").cast(pl.Float64).alias("lon"),
            pl.col("latitude").cast(pl.Float64).alias("lat"),
            pl.col("best").cast(pl.Int64).alias("deaths"),
        )
    )
    panel = warn.events_panel(events, step="month", until=f"{LAST_YEAR}-12")
    return warn.death_series(panel, "deaths")


def origin_of(year: int) -> int:
    """Return the position of October of the year before: the last month known."""
    panel = series().panel
    labels = [panel.label(each) for each in range(panel.periods)]
    return labels.index(f"{year - 1}-10")


def teach(origin: int) -> list[TrainingSums]:
    """Return what an origin teaches."""
    return training_sums(series(), origin, LEARNED)


def settings_of(years: Sequence[int]) -> RivalSettings:
    """Return the settings of the rivals, tuned before the first of some years."""
    first = origin_of(min(years))
    return tune_rivals(series(), range(12, first, 12), (3, 7, 12), before=first + 1)


@cache
def lessons(keep: Path | None) -> tuple[TrainingSums, ...]:
    """Return what all origins teach, each kept."""
    origins = range(12, origin_of(LAST_YEAR), THIN)
    return tuple(each for some in executor_of(keep).map(teach, origins) for each in some)


def scores_of(keep: Path | None, item: tuple[int, RivalSettings]) -> pl.DataFrame:
    """Return the CRPS of each method by country and months ahead: sums over cells."""
    year, tuned = item
    origin, deaths = origin_of(year), series()
    past = set(training_origins("month", origin))
    weights = fit_weights(
        deaths,
        [each for each in lessons(keep) if each.origin in past],
        origin=origin,
        horizons=HORIZONS,
    )
    scores, missed_deaths = score_at(deaths, (origin, weights), horizons=HORIZONS, seed=1)
    keys = ["origin", "horizon", "country", "method"]
    frames = [
        scores.select(*keys, "crps", "outcome").group_by(keys).agg(pl.col("crps", "outcome").sum())
    ]
    cells, support = deaths.panel.known_at(origin), deaths.support_at(origin)
    usual = rival_cdfs(deaths, origin, cells, RivalSettings())
    strong = rival_cdfs(deaths, origin, cells, tuned)
    cdfs = {f"challenge {name}": usual[name] for name in BENCHMARKS}
    cdfs |= {f"tuned {name}": strong[name] for name in RIVALS}
    for method, cdf in cdfs.items():
        for horizon in HORIZONS:
            if origin + horizon >= deaths.panel.periods:
                continue
            outcome = deaths.counts[origin + horizon, cells].astype(np.float64)
            rows = pl.DataFrame(
                {
                    "origin": origin,
                    "horizon": horizon,
                    "country": deaths.panel.country[cells],
                    "method": method,
                    "crps": crps(cdf, support, outcome),
                    "outcome": outcome,
                }
            )
            frames.append(rows.group_by(keys).agg(pl.col("crps", "outcome").sum()))
    return pl.concat(frames, how="vertical_relaxed").with_columns(
        year=pl.lit(year), missed_deaths=pl.lit(missed_deaths)
    )


def table_of(keep: Path | None) -> Table:
    """Return the lead over the challenge's best benchmark, and over the best rival, by year."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    executor = executor_of(keep)
    (tuned,) = executor.map(settings_of, [tuple(years)])
    scores = pl.concat(executor.map(partial(scores_of, keep), [(year, tuned) for year in years]))
    own = scores.filter(pl.col("method").is_in(METHODS))
    methods = select_methods(own, [origin_of(year) for year in years])
    chosen = scores.join(
        methods.select("origin", "country", "method"),
        on=["origin", "country", "method"],
        how="semi",
    ).with_columns(method=pl.lit("forecast"))
    sums = (
        pl.concat([scores, chosen])
        .group_by("year", "method")
        .agg(pl.col("crps").sum() + pl.col("missed_deaths").first())
    )
    totals = {
        str(method): own.sort("year")["crps"].to_numpy()
        for (method,), own in sums.group_by(["method"])
    }
    return _leads(list(years), totals)


def _leads(years: list[int], totals: dict[str, np.ndarray]) -> Table:
    benchmarks = [f"challenge {name}" for name in BENCHMARKS]
    rivals = [*benchmarks, *(f"tuned {name}" for name in RIVALS)]
    rows = []
    for name, at in (
        *((str(year), [i]) for i, year in enumerate(years)),
        (f"{CHALLENGE[0]} to {CHALLENGE[-1]}", [years.index(each) for each in CHALLENGE]),
        (f"{years[0]} to {years[-1]}", list(range(len(years)))),
    ):
        forecast = totals["forecast"][at]
        cells = [f"{forecast.sum():,.0f}"]
        for group in (benchmarks, rivals):
            best = min(group, key=lambda each: totals[each][at].sum())
            own = totals[best][at]
            lead = f"{1.0 - forecast.sum() / own.sum():+.1%}"
            if len(at) == len(years):
                rng = np.random.default_rng(0)
                draws = rng.integers(0, len(at), (DRAWS, len(at)))
                leads = 1.0 - forecast[draws].sum(axis=1) / own[draws].sum(axis=1)
                low, high = np.percentile(leads, (2.5, 97.5))
                lead += f" ({low:+.1%} to {high:+.1%})"
            cells.append(f"{best.split(' ', 1)[1]}: {lead}")
        published = PUBLISHED.get(years[at[0]]) if len(at) == 1 else None
        rows.append((name, *cells, "" if published is None else f"+{published}%"))
    return Table(
        title="As in the VIEWS challenge: lead over the best benchmark, each year known until October before",
        columns=("Year", "CRPS, sum", "Over the challenge's best benchmark",
                 "Over the best of these and of the rivals above", "A strong entry, as published"),
        rows=tuple(rows),
        notes=(
            "State-based conflict, Africa and the Middle East, January to October of each year.",
            "The best is picked on the year or years themselves; the rivals above are tuned before 2009.",
            "95 %: whole years drawn. A strong entry: January to December, all places.",
        ),
    )  # fmt: skip


def main() -> None:
    """Score, print, and put the table in the page."""
    write_part("forecast_views", "views-challenge", lambda keep: [table_of(keep)])


if __name__ == "__main__":
    main()
