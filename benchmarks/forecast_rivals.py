"""The forecast beside the field's naive ones, by horizon and country, with block-bootstrap intervals.

    python -m benchmarks.forecast_rivals [--only NAME] [--keep FOLDER]

Every rival is tuned on origins whose outcome was known before the first test (the middle of the record).
Intervals draw blocks of twelve months of targets, because months next to each other are alike. The tables go
to docs/reference/forecasts.md. ``--keep`` stores the scores of each country, which take minutes, for the next
time.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from benchmarks.__main__ import load, machine
from benchmarks.kept import code_digest
from benchmarks.tables import Table, markdown, replaced

from sulh import warn
from sulh.tables import open_table
from sulh.values import SerialExecutor
from sulh.warn import RIVALS, rival_cdfs, tune_rivals
from sulh.warn.component_forecasts import COMPONENTS, component_cdfs, fit_pair
from sulh.warn.model_selection import select_methods
from sulh.warn.rolling import METHODS, train, weights_at
from sulh.warn.scores import crps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.warn import Measure, RollingPlan
    from sulh.warn.death_series import DeathSeries
    from sulh.warn.weights import TrainingSums

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "forecasts.md"
POOLED = "pooled"
LEADS = {"1": (1, 1), "2 to 3": (2, 3), "4 to 6": (4, 6), "7 to 12": (7, 12)}
GOALS = {"1 to 3 together": (1, 3), "4 to 12 together": (4, 12)}
"""The months ahead that the goals of the page are set for."""

HORIZONS = range(1, 13)
BLOCK, DRAWS = 12, 2000


class Country(NamedTuple):
    """A table of events of one country."""

    file: str
    country: str


COUNTRIES = {
    "car": Country("ged231_central_african_republic.csv", "Central African Republic"),
    "syria": Country("ged_syria_2016_2019.csv", "Syria"),
    "mali": Country("ged211_precise_events.csv.gz", "Mali"),
    "nigeria": Country("ged211_precise_events.csv.gz", "Nigeria"),
}
LONG = ("car", "mali", "nigeria")
"""Those with decades: Syria's four years are too short to learn sums or trees from."""

BOTH = ("car", "syria")
"""The tables that have civilian deaths; the others are scored on all deaths."""


def events_of(name: str) -> warn.Events:
    """Return the events of one country."""
    file, country = COUNTRIES[name]
    path = Path(os.environ["SULH_DATA"]) / file
    read = warn.read_events(open_table(path), timezone=ZoneInfo("UTC"))
    frame = read.value.frame.filter(pl.col("country") == country)
    return warn.Events(frame=frame, left_out=read.value.left_out)


def scores_of(name: str, measure: Measure) -> tuple[pl.DataFrame, str]:
    """Return the CRPS of each method, origin and horizon (sums over cells, and their number)."""
    return score_panel(warn.events_panel(events_of(name).frame, step="month"), measure)


def score_panel(
    panel: warn.Panel, measure: Measure, *, every: int = 1, thin: int = 1
) -> tuple[pl.DataFrame, str]:
    """Return the same for a panel: tested every so many months, learned from every `thin`-th month."""
    series = warn.death_series(panel, measure)
    plan = warn.plan_rolling(series, horizons=tuple(HORIZONS), seed=1, every=every)
    training = train(series, plan.training[::thin], plan.horizons, SerialExecutor())
    frames = [forecast_scores(series, plan, training)]
    tests = plan.tests
    early = list(range(min(12, tests[0] // 2), tests[0], 2 * thin))
    settings = tune_rivals(series, early, (1, 3, 6, 12), before=tests[0] + 1)
    for origin in tests:
        cells = panel.known_at(origin)
        support = series.support_at(origin)
        for rival, cdf in rival_cdfs(series, origin, cells, settings).items():
            for horizon in HORIZONS:
                if origin + horizon < panel.periods:
                    outcome = series.counts[origin + horizon, cells].astype(np.float64)
                    total = float(crps(cdf, support, outcome).sum())
                    frames.append(
                        pl.DataFrame(
                            {"origin": [origin], "horizon": [horizon], "method": [rival],
                             "crps": [total], "cells": [len(cells)]},
                            schema_overrides={"cells": pl.UInt32},
                        )
                    )  # fmt: skip
    return pl.concat(frames, how="vertical_relaxed"), str(settings)


def forecast_scores(
    series: DeathSeries, plan: RollingPlan, training: Sequence[TrainingSums]
) -> pl.DataFrame:
    """Return the CRPS of the forecast of one country, by origin and months ahead: sums over cells.

    As `warn.score_rolling` has it, without its other scores, which take longer than all of this.
    """
    panel = series.panel
    assert len(panel.countries) == 1, "a method is chosen for each country"
    rows = []
    for origin in plan.tests:
        weights = weights_at(series, training, origin, plan.horizons)
        cells, support = panel.known_at(origin), series.support_at(origin)
        for horizon in plan.horizons:
            if origin + horizon >= panel.periods:
                continue
            cdfs = component_cdfs(series, origin, cells, fit_pair(series, origin, horizon))
            outcome = series.counts[origin + horizon, cells].astype(np.float64)
            for method in METHODS:
                cdf = (
                    weights.mix(series, origin, horizon, cells, cdfs)
                    if method == "model"
                    else cdfs[:, COMPONENTS.index(method)]
                )
                total = float(crps(cdf, support, outcome).sum())
                rows.append((origin, horizon, 0, method, total, float(outcome.sum()), len(cells)))
    columns = ["origin", "horizon", "country", "method", "crps", "outcome", "cells"]
    scores = pl.DataFrame(rows, schema=columns, orient="row")
    methods = select_methods(scores, plan.tests).select("origin", "method")
    return scores.join(methods, on=["origin", "method"], how="semi").select(
        "origin",
        "horizon",
        pl.lit("forecast").alias("method"),
        "crps",
        pl.col("cells").cast(pl.UInt32),
    )


def kept_scores(name: str, measure: Measure, folder: Path) -> tuple[pl.DataFrame, str]:
    """Return `scores_of`: from a folder, or computed and then kept in it."""
    path = folder / f"{name}-{measure}-{code_digest('benchmarks.forecast_rivals')[:12]}.parquet"
    if not path.is_file():
        scores, settings = scores_of(name, measure)
        folder.mkdir(parents=True, exist_ok=True)
        scores.with_columns(settings=pl.lit(settings)).write_parquet(path)
    stored = pl.read_parquet(path)
    return stored.drop("settings"), str(stored["settings"][0])


def table_of(name: str, measure: Measure, folder: Path) -> Table:
    """Return the mean CRPS of the forecast and the rivals by horizon, and the lead over the best rival."""
    scores, settings = kept_scores(name, measure, folder)
    rows = []
    for lead, (first, last) in LEADS.items():
        part = scores.filter(pl.col("horizon").is_between(first, last))
        means = _means(part)
        best = _best(means)
        gain, low, high = bounds_of(leads_over(part, best))
        rows.append(
            (
                lead,
                f"{means['forecast']:.4f}",
                *(f"{means[rival]:.4f}" for rival in RIVALS),
                f"{best}: {gain:+.1%} ({low:+.1%} to {high:+.1%})",
            )
        )
    return Table(
        title=f"{COUNTRIES[name].country}, {measure.replace('_', ' ')}: CRPS by months ahead",
        columns=("Months ahead", "forecast", *RIVALS, "Lead over the best rival (95 %)"),
        rows=tuple(rows),
        notes=(
            f"Rivals tuned before the first test: {settings}.",
            "The best rival is picked on the test itself: an advantage over what one could have chosen.",
        ),
    )


def pooled_table(folder: Path) -> Table:
    """Return the mean over countries of the lead over each country's best rival, on all deaths."""
    rows = []
    for lead, (first, last) in {**LEADS, **GOALS}.items():
        leads = []
        for name in COUNTRIES:
            scores, _ = kept_scores(name, "deaths", folder)
            part = scores.filter(pl.col("horizon").is_between(first, last))
            leads.append(leads_over(part, _best(_means(part))))
        gain, low, high = bounds_of(np.mean(leads, axis=0))
        clear = sum(bounds_of(each)[1] > 0.0 for each in leads)
        behind = sum(bounds_of(each)[2] < 0.0 for each in leads)
        least = min(each[0] for each in leads)
        rows.append(
            (
                lead,
                f"{gain:+.1%} ({low:+.1%} to {high:+.1%})",
                f"{least:+.1%}",
                str(clear),
                str(behind),
            )
        )
    return Table(
        title=f"The lead over the best rival, mean over {len(COUNTRIES)} countries, deaths",
        columns=(
            "Months ahead",
            "Mean lead (95 %)",
            "Least",
            "Countries clearly ahead",
            "clearly behind",
        ),
        rows=tuple(rows),
        notes=(
            "Each country counts alike; its best rival is picked on its test itself, at each lead.",
            "Clearly: the country's own interval lies on one side of zero.",
        ),
    )


def _means(part: pl.DataFrame) -> dict[str, float]:
    return {
        str(method): float(own["crps"].sum() / own["cells"].sum())
        for (method,), own in part.group_by(["method"])
    }


def _best(means: dict[str, float]) -> str:
    return min(RIVALS, key=lambda rival: means[rival])


def bounds_of(leads: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return the lead and its 95 % interval, from `leads_over`."""
    low, high = np.nanpercentile(leads[1:], (2.5, 97.5))
    return float(leads[0]), float(low), float(high)


def leads_over(part: pl.DataFrame, rival: str) -> NDArray[np.float64]:
    """Return how much lower the forecast's CRPS is, as a share of the rival's: on the test, then by draw.

    Draws in which the rival makes no error have no share (NaN).
    """
    (leads,) = _leads(part, [rival])
    return leads


def chance_behind(part: pl.DataFrame) -> tuple[float, float]:
    """Return how often a forecast would be clearly behind the best rival by chance alone.

    First if it were as good as the rival that is best on these months, the others as far off as they are;
    then if it were as good as every rival. Each rival's leads by draw are moved so that their mean is that;
    a draw's best rival is the one most ahead in it. Clearly: beyond the upper end of that rival's interval.
    """
    leads = np.array(_leads(part, RIVALS))
    by_draw = leads[:, 1:][:, ~np.isnan(leads[:, 1:]).all(axis=0)]
    reach = np.nanpercentile(leads[:, 1:], 97.5, axis=1) - leads[:, 0]
    chances = []
    for level in (leads[:, 0].min(), leads[:, :1]):
        moved = by_draw - level
        best = np.nanargmin(moved, axis=0)
        least = np.take_along_axis(moved, best[None], axis=0)[0]
        chances.append(float((least + reach[best] < 0.0).mean()))
    return chances[0], chances[1]


def _leads(part: pl.DataFrame, rivals: Sequence[str]) -> list[NDArray[np.float64]]:
    target = pl.col("origin") + pl.col("horizon")
    sums = {
        method: part.filter(pl.col("method") == method)
        .group_by(target.alias("target"))
        .agg(pl.col("crps").sum())
        .sort("target")["crps"]
        .to_numpy()
        for method in ("forecast", *rivals)
    }
    targets = part.select(target.alias("target"))["target"].to_numpy()
    months = int(targets.max() - targets.min()) + 1
    own = sums["forecast"]
    draws = _blocks(len(own), max(1, round(BLOCK * len(own) / months)))
    forecast = own[draws].sum(axis=1)
    leads = []
    for rival in rivals:
        whole = sums[rival][draws].sum(axis=1)
        gains = 1.0 - forecast / np.where(whole > 0.0, whole, np.nan)
        leads.append(np.append(1.0 - own.sum() / sums[rival].sum(), gains))
    return leads


def _blocks(length: int, block: int) -> NDArray[np.int64]:
    """Return draws of blocks of so many consecutive targets, round the end, int64[draws, length]."""
    rng = np.random.default_rng(0)
    block = min(block, length)
    starts = rng.integers(0, length, (DRAWS, -(-length // block)))
    steps = (starts[:, :, None] + np.arange(block)) % length
    return steps.reshape(DRAWS, -1)[:, :length]


def main() -> None:
    """Score, print, and put the tables in the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forecast_rivals")
    parser.add_argument("--only", choices=[*COUNTRIES, POOLED], action="append")
    parser.add_argument("--keep", type=Path, help="the folder where scores are kept")
    options = parser.parse_args()
    with TemporaryDirectory() as made:
        run(options.only or [*COUNTRIES, POOLED], options.keep or Path(made))


def run(names: Sequence[str], folder: Path) -> None:
    """Score each, print, and put the tables in the page."""
    for name in names:
        before = load()
        if name == POOLED:
            tables = [pooled_table(folder)]
        else:
            measures = warn.MEASURES if name in BOTH else ("deaths",)
            tables = [table_of(name, measure, folder) for measure in measures]
        text = f"*{machine()}; load {before} before, {load()} after.*\n\n"
        text += "\n".join(markdown(table) for table in tables)
        print(text, flush=True)
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), f"rivals-{name}", text), "utf-8")


if __name__ == "__main__":
    main()
