"""What more inputs would bring: people, actors, roads, changes of pace, and what the boosted trees see.

    python -m benchmarks.forecast_inputs [--keep FOLDER]

Each group of inputs goes into the regression that sorts the past cases of the component `analog`, in the
African countries of `benchmarks.forecast_world`, on months before the first test month only: nothing is chosen
on the test. Three scores beside those without the inputs: of the component alone; of the even mixture that
holds it; and of a stack of both mixtures, its share learned from what was known by then. The table goes to
docs/reference/forecasts.md.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.boosted_trees import boosted_features
from benchmarks.evidence_data import EVENTS, TOTALS
from benchmarks.forecast_page import write_part
from benchmarks.forecast_world import panels
from benchmarks.kept import executor_of
from benchmarks.tables import Table

from sulh import warn
from sulh.warn.analog import fit_analogs
from sulh.warn.component_forecasts import (
    CASES_MAX,
    COMPONENTS,
    COUNTRY_FEATURES,
    component_cdfs,
    fit_pair,
)
from sulh.warn.features import decaying_mean, neighbour_sums
from sulh.warn.scores import crps
from sulh.warn.weights import EVEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.warn.death_series import DeathSeries

    Floats = NDArray[np.float64]
    Scores = dict[tuple[str, int], NDArray[np.float64]]

ROADS = "roads/afrilearndata/trans-african-highway.kml"
HORIZONS = (1, 3, 9)
EVERY = 3
ACTIVE = 12
"""In months: an actor is present for so long after an event of its own."""

KM_PER_DEGREE = 111.2
ANALOG = COMPONENTS.index("analog")
GROUPS = {
    "people": "people in the cell and around it, and by its level of deaths",
    "actors": "armed actors of the last twelve months and events, here and around",
    "roads": "kilometres to the Trans-African Highway, and by the level of deaths",
    "changes": "the last three months against two years: here, around, in the country",
    "trees": "what the boosted trees see: time since the last deaths, neighbours over time, season and more",
    "all": "all of these",
}


@cache
def _panels() -> dict[str, warn.Panel]:
    return panels()[0]


def inputs_of(country: str, series: DeathSeries) -> dict[str, Floats]:
    """Return the groups of inputs, each float64[t, n, k]; nothing of them looks ahead."""
    panel = series.panel
    own, level = series.counts.astype(np.float64), series.features.level
    near = neighbour_sums(panel, own)
    whole = np.broadcast_to(own.sum(axis=1, keepdims=True), own.shape)
    groups = {
        "people": _of_places(_people(panel), level),
        "actors": _actors(country, panel),
        "roads": _of_places(_road_km(panel)[None], level),
        "changes": np.stack([_change(each) for each in (own, near, whole)], axis=2),
        "trees": boosted_features(series)[:, :, series.features.values.shape[2] :],
    }  # fmt: skip
    return {**groups, "all": np.concatenate(list(groups.values()), axis=2)}


def _change(counts: Floats) -> Floats:
    """Return the last three months against the last two years, in logarithms."""
    logs = np.log1p(counts)
    return decaying_mean(logs, 3.0) - decaying_mean(logs, 24.0)


def _of_places(values: Floats, level: Floats) -> Floats:
    """Return log(1 + value) of each kind, float64[kinds, n], and the first by the level of deaths."""
    fixed = [np.broadcast_to(np.log1p(each), level.shape) for each in values]
    return np.stack([*fixed, fixed[0] * np.log1p(level)], axis=2)


def _people(panel: warn.Panel) -> Floats:
    """Return how many people live in each cell and in its neighbours, by settlements: float64[2, n]."""
    towns = warn.geonames_settlements()
    own = pl.DataFrame({"cell": _names(towns["lon"], towns["lat"]), "people": towns["population"]})
    sums = dict(own.group_by("cell").agg(pl.col("people").sum()).iter_rows())
    people = np.array([[sums.get(each, 0) for each in panel.cells]], dtype=np.float64)
    return np.vstack([people, neighbour_sums(panel, people)])


def _road_km(panel: warn.Panel) -> Floats:
    """Return how far a cell's middle lies from the nearest point of a road, in a flat map about it."""
    lon, lat = _road_points().T
    return np.array(
        [
            np.hypot((lon - x) * np.cos(np.radians(y)), lat - y).min() * KM_PER_DEGREE
            for x, y in zip(panel.lon, panel.lat, strict=True)
        ]
    )


@cache
def _road_points() -> Floats:
    text = (Path(os.environ["SULH_DATA"]) / ROADS).read_text("utf-8")
    lines = re.findall(r"<coordinates>(.*?)</coordinates>", text, re.DOTALL)
    return np.array([point.split(",")[:2] for line in lines for point in line.split()], np.float64)


def _actors(country: str, panel: warn.Panel) -> Floats:
    place = {name: at for at, name in enumerate(panel.cells)}
    month = {panel.label(at): at for at in range(panel.periods)}
    rows = _sides().filter(pl.col("country") == country)
    events = np.zeros((panel.periods, len(panel.cells)))
    is_present: dict[tuple[int, str], NDArray[np.bool_]] = {}
    for cell, label, sides in rows.select("cell", "month", "sides").iter_rows():
        if cell not in place or label not in month:
            continue
        events[month[label], place[cell]] += 1.0
        for side in {*sides} - {"Civilians"}:
            key = place[cell], side
            is_present.setdefault(key, np.zeros(panel.periods, np.bool_))
            is_present[key][month[label] : month[label] + ACTIVE] = True
    actors = np.zeros_like(events)
    for (at, _), present in is_present.items():
        actors[:, at] += present
    pace = decaying_mean(events, 6.0)
    each = (actors, neighbour_sums(panel, actors), pace, neighbour_sums(panel, pace))
    return np.log1p(np.stack(each, axis=2))


@cache
def _sides() -> pl.DataFrame:
    frame = pl.read_csv(Path(os.environ["SULH_DATA"]) / EVENTS, infer_schema=False)
    lon, lat = (frame[each].cast(pl.Float64) for each in ("longitude", "latitude"))
    return frame.select(
        "country",
        pl.Series("cell", _names(lon, lat)),
        pl.col("date_start").str.slice(0, 7).alias("month"),
        pl.concat_list("side_a", "side_b").alias("sides"),
    )


def _names(lon: pl.Series, lat: pl.Series) -> list[str]:
    """Return the PRIO-GRID cell of each place."""
    row, column = (
        np.floor((each.to_numpy() + turn) * 2).astype(np.int64)
        for each, turn in ((lat, 90), (lon, 180))
    )
    return [str(each) for each in row * 720 + column + 1]


def scores_of(country: str) -> Scores:
    """Return sums of CRPS, float64[origins, 6], by group of inputs and months ahead.

    Columns: the component, the even mixture and the stack, without the inputs and with them (a stack
    without them is the even mixture).
    """
    panel = _panels()[country]
    series = warn.death_series(panel, "deaths")
    inputs, half = inputs_of(country, series), panel.periods // 2
    even = EVEN["month"]
    scores: Scores = {}
    for horizon in HORIZONS:
        sums: dict[str, list[list[float]]] = {group: [] for group in inputs}
        known: dict[str, list[tuple[int, float, float]]] = {group: [] for group in inputs}
        for origin in range(half // 2, half - horizon + 1, EVERY):
            pair = fit_pair(series, origin, horizon)
            if pair is None:
                continue
            cells, support = panel.known_at(origin), series.support_at(origin)
            outcome = series.counts[origin + horizon, cells].astype(np.float64)
            cdfs = component_cdfs(series, origin, cells, pair)
            mixture = np.einsum("j,njg->ng", even, cdfs)
            plain = [
                float(crps(each, support, outcome).sum()) for each in (cdfs[:, ANALOG], mixture)
            ]
            for group, values in inputs.items():
                rich = _analog(series, values, origin, horizon)[:, : len(support)]
                other = mixture + even[ANALOG] * (rich - cdfs[:, ANALOG])
                alone, changed = (
                    float(crps(each, support, outcome).sum()) for each in (rich, other)
                )
                # The CRPS of (1 - w) F + w G is (1 - w) CRPS(F) + w CRPS(G) - w (1 - w) of ∫ (F - G)².
                apart = float((((other - mixture) ** 2)[:, :-1] * np.diff(support)).sum())
                share = _share([each for each in known[group] if each[0] <= origin])
                stacked = (1 - share) * plain[1] + share * changed - share * (1 - share) * apart
                known[group].append((origin + horizon, plain[1] - changed, apart))
                sums[group].append([*plain, plain[1], alone, changed, stacked])
        scores |= {(group, horizon): np.array(each) for group, each in sums.items()}
    return scores


def _analog(series: DeathSeries, inputs: Floats, origin: int, horizon: int) -> Floats:
    """Return the component `analog` with more inputs, float64[n, g]."""
    panel, last = series.panel, origin - horizon
    cases = int(np.clip(last + 1 - panel.known_from, 0, None).sum())
    positions = np.arange(last, -1, -max(1, -(-cases // CASES_MAX)))
    is_known = panel.known_from[None, :] <= positions[:, None]
    # One country alone has no features of its country: `sulh.warn.component_forecasts`.
    values = np.concatenate([series.features.values[:, :, _own(series)], inputs], axis=2)
    analogs = fit_analogs(values[positions][is_known], series.counts[positions + horizon][is_known])
    assert analogs is not None, "the pair was fitted from the same cases"
    return np.ascontiguousarray(analogs.forecast(values[origin, panel.known_at(origin)]))


def _own(series: DeathSeries) -> list[int]:
    every = range(series.features.values.shape[2])
    return [each for each in every if each not in COUNTRY_FEATURES]


def _share(known: list[tuple[int, float, float]]) -> float:
    """Return the share of the second mixture that would have been best so far; a half to begin with."""
    gain, apart = (sum(each[at] for each in known) for at in (1, 2))
    # The sum of CRPS over w is constant - w gain - w (1 - w) apart.
    return float(np.clip((gain + apart) / (2 * apart), 0.0, 1.0)) if apart > 0.0 else 0.5


def table_of(keep: Path | None) -> Table:
    """Return the mean gain over countries by group of inputs, and in how many it is a gain."""
    totals = pl.read_csv(Path(os.environ["SULH_DATA"]) / TOTALS, infer_schema=False)
    africa = set(totals.filter(pl.col("region_cy") == "Africa")["country_cy"])
    names = [each for each in _panels() if each in africa]
    scores = executor_of(keep).map(scores_of, names)
    rows = []
    for group, words in GROUPS.items():
        for horizon in HORIZONS:
            sums = np.array([each[group, horizon].sum(axis=0) for each in scores])
            gains = 1.0 - sums[:, 3:] / sums[:, :3]
            means, ahead = gains.mean(axis=0), (gains > 0.0).sum(axis=0)
            texts = [f"{mean:+.1%} ({count})" for mean, count in zip(means, ahead, strict=True)]
            rows.append((words, str(horizon), *texts))
    return Table(
        title=f"What more inputs bring before the first test month, mean over {len(names)} countries, deaths",
        columns=("Inputs", "Months ahead", "the analog alone", "in the even mixture", "stacked"),
        rows=tuple(rows),
        notes=(
            "How much lower the CRPS is; in brackets, in how many of the countries it is lower.",
            f"Countries: {', '.join(names)}.",
        ),
    )


def main() -> None:
    """Score, print, and put the table in the page."""
    write_part("forecast_inputs", "inputs", lambda keep: [table_of(keep)])


if __name__ == "__main__":
    main()
