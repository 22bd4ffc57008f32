"""Forecasts of violence: how good next to the naive ones, how fast, and how time grows.

``python -m benchmarks --only warn``. The tables of accuracy and growth need the folder that
``SULH_DATA`` names (UCDP GED: Central African Republic, Syria, and the world's events with an exact
place); without it only the score and the nearest settlement are measured.
"""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from benchmarks.kept import in_pieces
from benchmarks.tables import Table, median_seconds

from sulh import warn
from sulh.errors import plural
from sulh.kernels.nearest_points import nearest_points, unit_vectors
from sulh.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.warn import Measure, RollingScores, TimeStep

SEED = 1
FORECASTS, MEMBERS = 157_320, 1_000
DIFFERENCE_MAX = 1e-9
"""Scores of two tools are the same when they are as near as this; they add up in other orders."""


class DataSet(NamedTuple):
    """A file of events, and what is forecast from it."""

    file: str
    step: TimeStep
    months: int
    measures: tuple[Measure, ...]


SETS = {
    "CAR by month": DataSet("ged231_central_african_republic.csv", "month", 12, warn.MEASURES),
    "Syria by month": DataSet("ged_syria_2016_2019.csv", "month", 12, warn.MEASURES),
    "World, exact places, by year": DataSet("ged211_precise_events.csv.gz", "year", 1, ("deaths",)),
}
WORLD = "World, exact places, by year"


def run(*, quick: bool) -> list[Table]:
    """Time the score and the nearest settlement; score the sets of events; time the growth.

    The scores of each set are kept in the folder that `benchmarks.kept.FOLDER` names, so that a run that was
    stopped goes on there. Times are measured anew: they belong to the load of one run.
    """
    folder = Path(os.environ.get("SULH_DATA", ""))
    names: list[str] = []
    for name, each in SETS.items():
        if not os.environ.get("SULH_DATA") or not (folder / each.file).exists():
            print(f"SULH_DATA does not hold {each.file}: {name} is left out")
            continue
        if not quick or name == "Syria by month":
            names.append(name)
    scored = in_pieces(partial(accuracy, folder=folder, quick=quick), names)
    tables = [crps_speed(quick=quick), nearest_speed(quick=quick)]
    tables += [table for each in scored for table in each]
    if WORLD in names:
        tables.append(growth(folder))
    return tables


def events_of(folder: Path, name: str) -> warn.Events:
    """Return the events of a set."""
    read = warn.read_events(open_table(folder / SETS[name].file), timezone=ZoneInfo("UTC"))
    print(f"{name}: {read.kept:,} rows read, {len(read.raw):,} rejected")
    return read.value


def accuracy(name: str, folder: Path, *, quick: bool) -> list[Table]:
    """Score one set on rolling origins: overall, and in how many countries the forecast is better."""
    data = SETS[name]
    events = events_of(folder, name)
    rows, wins, notes = [], [], []
    panel = None
    for measure in data.measures:
        evaluation = warn.evaluate(
            events,
            step=data.step,
            months=2 if quick else data.months,
            measures=[measure],
            seed=SEED,
        )
        panel, rolling = evaluation.panel, evaluation.measures[measure]
        rows += overall_rows(measure, rolling)
        wins += win_rows(measure, rolling, panel.countries)
        notes += notes_of(measure, rolling, panel)
    assert panel is not None
    return [
        Table(
            title=f"{name}: {plural(len(panel.countries), 'country', 'countries')}, {len(panel.cells):,} cells",
            columns=(
                *("Measure", "Method", "CRPS", "Ignorance", "Interval score", "Brier"),
                *("Average precision", "PIT in 50 %", "PIT in 90 %", "Held 50 %", "Held 90 %"),
            ),
            rows=tuple(rows),
            notes=tuple(notes),
        ),
        Table(
            title=f"{name}: countries where the forecast's CRPS is lower than the naive one's",
            columns=("Measure", "Deadly cases", "Countries", *warn.NAIVE, "all four"),
            rows=tuple(wins),
            notes=("*Deadly cases*: at least so many cells and periods of the test with deaths.",),
        ),
    ]


def overall_rows(measure: Measure, rolling: RollingScores) -> list[tuple[str, ...]]:
    """Return a row of scores for each method."""
    return [
        (
            measure.replace("_", " "),
            row["method"],
            *(f"{row[each]:.4f}" for each in ("crps", "ignorance", "interval", "brier")),
            f"{row['average_precision']:.3f}",
            *(f"{100 * row[each]:.1f}" for each in ("pit50", "pit90", "held50", "held90")),
        )
        for row in warn.overall_scores(rolling).iter_rows(named=True)
    ]


def win_rows(
    measure: Measure, rolling: RollingScores, names: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Return in what share of countries the forecast is better, by their deadly cases."""
    countries = warn.scores_by_country(rolling, names)
    rows = []
    for least in (1, 10, 20):
        wins = warn.country_wins(countries, "forecast", deadly_min=least)
        shares = [*(wins.better_than[naive] for naive in warn.NAIVE), wins.better_than_all]
        cells = [f"{100 * each:.0f} %" for each in shares]
        rows.append((measure.replace("_", " "), f"{least}", f"{wins.countries}", *cells))
    return rows


def notes_of(measure: Measure, rolling: RollingScores, panel: warn.Panel) -> list[str]:
    """Say which origins were tested, how calibrated likely cases are, and which use a naive one."""
    words, tests = measure.replace("_", " "), rolling.plan.tests
    likely = warn.coverage_where_likely(rolling, "forecast")
    changed = rolling.methods.filter(pl.col("method") != "model").height
    origins = (
        f"{words}: origins {panel.label(tests[0])} to {panel.label(tests[-1])}, {len(tests)} of "
        f"them, {rolling.plan.horizons[-1]} {panel.step}s ahead; "
        f"{rolling.missed_deaths:,} deaths in cells not known at the origin (not scored)."
    )
    coverage = f"{words}: where the forecast's own chance of any deaths was a half or more " + (
        f"({likely.cases:,} cases), {100 * likely.pit50:.1f} % of PIT values in the central half, "
        f"{100 * likely.pit90:.1f} % in nine tenths."
        if likely.cases
        else "there were no cases."
    )
    return [
        origins,
        coverage,
        f"{words}: {changed} of {rolling.methods.height} country-origins used a naive forecast.",
    ]


def growth(folder: Path) -> Table:
    """Time a rolling test by year over more and more countries."""
    events = events_of(folder, WORLD).frame
    most = events.group_by("country").agg(pl.len().alias("n")).sort("n", "country", descending=True)
    rows = []
    for size in (1, 4, 16, 64, most.height):
        part = events.filter(pl.col("country").is_in(most["country"].head(size).to_list()))
        panel = warn.events_panel(part, step="year")
        series = warn.death_series(panel, "deaths")
        plan = warn.plan_rolling(series, horizons=(1,), seed=SEED)
        begin = time.perf_counter()
        warn.score_rolling(series, plan)
        seconds = time.perf_counter() - begin
        rows.append((f"{size}", f"{len(panel.cells):,}", f"{part.height:,}", f"{seconds:.1f}"))
    return Table(
        title="How time grows from one country to all: a rolling test over the second half of the years",
        columns=("Countries", "Cells", "Rows", "Seconds"),
        rows=tuple(rows),
        notes=("Countries with the most rows first; one process.",),
    )


def by_sorting(samples: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Score samples in NumPy, as one would write it by hand."""
    m = samples.shape[1]
    order = np.sort(samples, axis=1)
    away = np.abs(order - outcome[:, None]).mean(axis=1)
    return away - order @ (2.0 * np.arange(m) - m + 1) / m**2


def crps_speed(*, quick: bool) -> Table:
    """Time the CRPS of samples next to other tools, and of our distributions."""
    chance = np.random.default_rng(SEED)
    n = 5_000 if quick else FORECASTS
    samples = chance.negative_binomial(0.3, 0.1, (n, MEMBERS)).astype(np.float64)
    outcome = chance.negative_binomial(0.3, 0.1, n).astype(np.float64)
    support = np.arange(samples.max() + 1)
    counts = np.zeros((n, len(support)))
    np.add.at(counts, (np.arange(n)[:, None], samples.astype(np.int64)), 1.0)
    cdf = np.cumsum(counts, axis=1) / MEMBERS
    ways: dict[str, Callable[[], np.ndarray]] = {
        "sulh, samples": lambda: warn.crps_samples(samples, outcome),
        f"sulh, distributions over {len(support)} values": lambda: warn.crps(cdf, support, outcome),
        "NumPy, sorted by hand": lambda: by_sorting(samples, outcome),
    }
    try:
        import properscoring  # noqa: PLC0415 -- the group bench

        ways["properscoring"] = lambda: properscoring.crps_ensemble(outcome, samples)
    except ImportError:
        print("properscoring is not installed and is left out")
    try:
        import scoringrules  # noqa: PLC0415 -- the group bench

        ways["scoringrules (numba, estimator qd)"] = lambda: scoringrules.crps_ensemble(
            outcome, samples, estimator="qd", backend="numba"
        )
    except ImportError:
        print("scoringrules is not installed and is left out")
    rows, first = [], None
    for name, way in ways.items():
        way()
        seconds, scores = median_seconds(way, times=1 if quick else 3)
        first = first or (seconds, scores)
        difference = np.abs(scores - first[1]).max()
        rows.append(
            (
                *(name, f"{seconds:.2f}", f"{seconds / first[0]:.1f}", f"{difference:.1e}"),
                "yes" if difference <= DIFFERENCE_MAX else "no",
            )
        )
    return Table(
        title=f"CRPS of {n:,} forecasts of {MEMBERS:,} members",
        columns=("Way", "Seconds", "Times ours", "Largest difference", "Same result"),
        rows=tuple(rows),
        notes=(
            "One process, the median of three after one to warm up; seeded random counts.",
            "The second row scores the same forecasts as distributions, as the model keeps them.",
        ),
    )


def nearest_speed(*, quick: bool) -> Table:
    """Time the nearest of many settlements on the sphere next to SciPy's tree of points in space."""
    chance = np.random.default_rng(SEED)
    n, m = (2_000, 20_000) if quick else (100_000, 235_000)
    lon, lon_to = chance.uniform(-180, 180, n), chance.uniform(-180, 180, m)
    lat, lat_to = (np.degrees(np.arcsin(chance.uniform(-1, 1, size))) for size in (n, m))
    ways: dict[str, Callable[[], np.ndarray]] = {
        "sulh": lambda: nearest_points(lon, lat, lon_to, lat_to)
    }
    try:
        from scipy.spatial import cKDTree  # noqa: PLC0415 -- the group bench

        ways["SciPy cKDTree, building and asking"] = lambda: cKDTree(
            unit_vectors(lon_to, lat_to)
        ).query(unit_vectors(lon, lat))[1]
    except ImportError:
        print("SciPy is not installed and is left out")
    rows, first = [], None
    for name, way in ways.items():
        way()
        seconds, nearest = median_seconds(way, times=1 if quick else 3)
        first = first or (seconds, nearest)
        same = "yes" if np.array_equal(nearest, first[1]) else "no"
        rows.append((name, f"{seconds:.2f}", f"{seconds / first[0]:.1f}", same))
    return Table(
        title=f"The nearest of {m:,} settlements to each of {n:,} events",
        columns=("Way", "Seconds", "Times ours", "Same result"),
        rows=tuple(rows),
        notes=("One process; places evenly over the globe, seeded.",),
    )
