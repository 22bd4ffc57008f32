"""Forecasts of violence: how good, against the naive ones; how fast, and how time grows.

``python -m benchmarks --only warn``. The accuracy tables need the folder that ``SULH_DATA`` names (UCDP
GED: Central African Republic, Syria, and the world's places by year); without it only the speed of the
score itself is measured. Every figure in docs/reference/forecasts.md comes from here.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.tables import Table

from sulh import warn
from sulh.cli.warn_inputs import Taken, build, take_events
from sulh.warn.component_forecasts import EXPERTS, expert_shares

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 1
SETS = {
    "CAR by month": ("ged231_central_african_republic.csv", "column", tuple(range(1, 13)), 1),
    "Syria by month": ("ged_syria_2016_2019.csv", "column", tuple(range(1, 13)), 1),
    "World by year": ("ged201_place_years.csv", "settlement", (1,), 1),
}
FORECASTS, MEMBERS = 157_320, 1_000


def run(*, quick: bool) -> list[Table]:
    """Score the sets of events, then time the score and the growth."""
    tables = [crps_speed(quick=quick)]
    folder = os.environ.get("SULH_DATA", "")
    if folder and Path(folder).is_dir():
        names = list(SETS)[1:2] if quick else list(SETS)
        for name in names:
            tables += accuracy(name, Path(folder), quick=quick)
        if not quick:
            tables.append(if_true(Path(folder)))
        tables.append(growth(Path(folder), quick=quick))
    else:
        print("SULH_DATA names no folder: the accuracy and growth tables are left out")
    return tables


def events_of(folder: Path, name: str) -> Taken:
    file, by_country, _, _ = SETS[name]
    return take_events(
        (folder / file,),
        folder,
        pack_name="",
        by_country=by_country,
        by_district=False,
        exercise=False,
    )


def accuracy(name: str, folder: Path, *, quick: bool) -> list[Table]:
    """Score one set on rolling origins: overall, and how many countries are won."""
    panel = build(events_of(folder, name), "prio", "auto", None)[0]
    _, _, horizons, every = SETS[name]
    rows, wins, missed = [], [], []
    for measure in warn.MEASURES:
        study = warn.study(panel, measure)
        plan = warn.plan_rolling(
            study, horizons=horizons[:2] if quick else horizons, seed=SEED, every=every
        )
        begun = time.perf_counter()
        rolled = warn.roll(study, plan)
        seconds = time.perf_counter() - begun
        words = measure.replace("_", " ")
        missed.append(
            f"{words}: origins {panel.label(plan.tests[0])} to {panel.label(plan.tests[-1])}, "
            f"{len(plan.tests)} of them, {plan.horizons[-1]} {panel.step}s ahead, {seconds:.0f} s; "
            f"{rolled.missed:,} deaths in cells not known at the origin (scored by nobody)."
        )
        for row in warn.overall(rolled).iter_rows(named=True):
            figures = [f"{row[each]:.4f}" for each in ("crps", "ignorance", "interval", "brier")]
            shares = [f"{100 * row[each]:.1f}" for each in ("pit50", "pit90", "held50", "held90")]
            precision = f"{row['average_precision']:.3f}"
            rows.append((words, row["method"], *figures, precision, *shares))
        countries = warn.by_country(rolled, panel.countries)
        for least in (1, 10, 20):
            share = warn.shares_of_countries(countries, "forecast", deadly_min=least)
            each = [f"{100 * share.better_than[naive]:.0f} %" for naive in warn.NAIVE]
            every_one = f"{100 * share.better_than_all:.0f} %"
            wins.append((words, f"{least}", f"{share.countries}", *each, every_one))
        likely = warn.where_likely(rolled, "forecast")
        missed.append(
            f"{words}: where the forecast's own chance of any deaths was a half or more "
            f"({likely.cases:,} cases), {100 * likely.pit50:.1f} % of PIT values in the central half, "
            f"{100 * likely.pit90:.1f} % in nine tenths."
        )
        fallen = rolled.trust.filter(pl.col("method") != "model").height
        missed.append(f"{words}: {fallen} of {rolled.trust.height} country-origins fell back.")
    return [
        Table(
            title=f"{name}: {len(panel.countries)} countries, {len(panel.cells):,} cells",
            columns=(
                *("Measure", "Method", "CRPS", "Ignorance", "Interval score", "Brier"),
                *("Average precision", "PIT in 50 %", "PIT in 90 %", "Held 50 %", "Held 90 %"),
            ),
            rows=tuple(rows),
            notes=tuple(missed),
        ),
        Table(
            title=f"{name}: countries where the forecast's CRPS is lower than the naive one's",
            columns=("Measure", "Deadly cases", "Countries", *warn.NAIVE, "all four"),
            rows=tuple(wins),
            notes=("*Deadly cases*: at least so many cells and periods of the test with deaths.",),
        ),
    ]


TOGETHER = {
    "each cell for itself": (0.0, False),
    "a country's cells lean together, anew each year": (0.3, False),
    "a country's cells lean together, all test years": (0.3, True),
}
"""How the drawn outcomes of a country's cells hang together: the correlation, and whether it lasts."""


def if_true(folder: Path, *, draws: int = 10) -> Table:
    """Count the countries that would be won if the forecast of each cell were the truth.

    Outcomes of the test years are drawn from the forecasts themselves, and all methods are scored on
    them: what is lost then is chance. A Gaussian copula lets a country's cells do well or badly together.
    """
    panel = build(events_of(folder, "World by year"), "prio", "auto", None)[0]
    rows = []
    for measure in warn.MEASURES:
        study = warn.study(panel, measure)
        plan = warn.plan_rolling(study, horizons=(1,), seed=SEED)
        years = []
        for origin in plan.tests:
            ahead = warn.forecast(study, horizons=(1,), origin=origin)
            said = expert_shares(study, origin, ahead.cells, None)
            ways = [ahead.shares[1], *(said[:, EXPERTS.index(each)] for each in warn.NAIVE)]
            years.append((ahead.support, ways, panel.country[ahead.cells]))
        for words, (share, lasts) in TOGETHER.items():
            deadly, won = drawn_wins(years, len(panel.countries), draws, share, lasts=lasts)
            for least in (1, 10, 20):
                wins = [100 * won[i][deadly[i] >= least].mean() for i in range(draws)]
                counted = f"{(deadly >= least).sum(axis=1).mean():.0f}"
                span = f"{min(wins):.0f} to {max(wins):.0f} %"
                mean = f"{np.mean(wins):.0f} %"
                rows.append((measure.replace("_", " "), words, f"{least}", counted, mean, span))
    return Table(
        title="World by year: countries that the forecast would win if it were the truth",
        columns=(
            *("Measure", "Drawn", "Deadly cases, at least", "Countries"),
            *("all four, mean", "lowest to highest"),
        ),
        rows=tuple(rows),
        notes=(
            f"Outcomes drawn {draws} times from the forecast of each cell (Gaussian copula, correlation 0.3).",
            "Countries: with so many deadly cases, on average over the draws.",
        ),
    )


def drawn_wins(
    years: list[tuple[np.ndarray, list[np.ndarray], np.ndarray]],
    countries: int,
    draws: int,
    share: float,
    *,
    lasts: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the deadly cases, and whether all four naive ones lose, by draw and country."""
    chance = np.random.default_rng(SEED)
    at = np.linspace(-6.0, 6.0, 4001)
    below = np.array([NormalDist().cdf(each) for each in at])
    lasting = chance.standard_normal((draws, countries))
    sums, deadly = np.zeros((draws, 5, countries)), np.zeros((draws, countries))
    for support, ways, home in years:
        for draw in range(draws):
            common = lasting[draw] if lasts else chance.standard_normal(countries)
            own = chance.standard_normal(len(home))
            value = np.interp(share**0.5 * common[home] + (1 - share) ** 0.5 * own, at, below)
            came = support[np.minimum((ways[0] <= value[:, None]).sum(axis=1), len(support) - 1)]
            deadly[draw] += np.bincount(home, came > 0, countries)
            for way, shares in enumerate(ways):
                scored = warn.crps(shares, support, came)
                sums[draw, way] += np.bincount(home, scored, countries)
    return deadly, (sums[:, :1] < sums[:, 1:]).all(axis=1)


def growth(folder: Path, *, quick: bool) -> Table:
    """Time one year's rolling test over more and more countries."""
    taken = events_of(folder, "World by year")
    most = taken.events.group_by("country").agg(pl.len().alias("n")).sort("n", descending=True)
    rows = []
    for size in (1, 4) if quick else (1, 4, 16, 64, most.height):
        events = taken.events.filter(pl.col("country").is_in(most["country"].head(size).to_list()))
        lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
        panel = warn.build_panel(events, warn.prio_cells(lon, lat), step="year")
        study = warn.study(panel, "deaths")
        plan = warn.plan_rolling(study, horizons=(1,), seed=SEED)
        begun = time.perf_counter()
        warn.roll(study, plan)
        seconds = time.perf_counter() - begun
        rows.append((f"{size}", f"{len(panel.cells):,}", f"{events.height:,}", f"{seconds:.1f}"))
    return Table(
        title="How time grows from one country to all: a rolling test over twelve years",
        columns=("Countries", "Cells", "Rows", "Seconds"),
        rows=tuple(rows),
        notes=("Countries with the most rows first; one process.",),
    )


def by_sorting(samples: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Score samples in NumPy, as one would write it by hand."""
    m = samples.shape[1]
    order = np.sort(samples, axis=1)
    away = np.abs(order - seen[:, None]).mean(axis=1)
    return away - order @ (2.0 * np.arange(m) - m + 1) / m**2


def crps_speed(*, quick: bool) -> Table:
    """Time the CRPS of samples next to other tools, and of our distributions."""
    chance = np.random.default_rng(SEED)
    n = 5_000 if quick else FORECASTS
    samples = chance.negative_binomial(0.3, 0.1, (n, MEMBERS)).astype(np.float64)
    seen = chance.negative_binomial(0.3, 0.1, n).astype(np.float64)
    ways: dict[str, Callable[[], np.ndarray]] = {
        "sulh, samples": lambda: warn.crps_samples(samples, seen),
        "NumPy, sorted by hand": lambda: by_sorting(samples, seen),
    }
    try:
        import properscoring  # noqa: PLC0415 -- the group bench

        ways["properscoring"] = lambda: properscoring.crps_ensemble(seen, samples)
    except ImportError:
        print("properscoring is not installed and is left out")
    try:
        import scoringrules  # noqa: PLC0415 -- the group bench

        ways["scoringrules (numba, estimator qd)"] = lambda: scoringrules.crps_ensemble(
            seen, samples, estimator="qd", backend="numba"
        )
    except ImportError:
        print("scoringrules is not installed and is left out")
    support = np.asarray(warn.SUPPORT[:140])
    counted = np.array([np.searchsorted(np.sort(row), support, side="right") for row in samples])
    shares = counted / MEMBERS
    ways["sulh, distributions over 140 values"] = lambda: warn.crps(shares, support, seen)
    times, values = {}, {}
    for name, way in ways.items():
        way()
        spent = []
        for _ in range(1 if quick else 3):
            begun = time.perf_counter()
            values[name] = way()
            spent.append(time.perf_counter() - begun)
        times[name] = sorted(spent)[len(spent) // 2]
    base = times["sulh, samples"]
    rows = [
        (
            name,
            f"{seconds:.2f}",
            f"{seconds / base:.1f}",
            f"{np.abs(values[name] - values['sulh, samples']).max():.1e}",
        )
        for name, seconds in times.items()
    ]
    return Table(
        title=f"CRPS of {n:,} forecasts of {MEMBERS:,} members",
        columns=("Way", "Seconds", "Times ours", "Largest difference from ours"),
        rows=tuple(rows),
        notes=(
            "One process, the median of three after one to warm up; seeded random counts.",
            "The last row scores the same forecasts as running shares, as the model keeps them.",
        ),
    )
