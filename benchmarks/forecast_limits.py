"""What limits the forecast: weights chosen with hindsight, and two choices tried before the first test month.

    python -m benchmarks.forecast_limits [--keep FOLDER]

The best weights of the components for each state of a cell and each month ahead, fitted on the test itself,
show what no way of learning the weights can pass by much. The table goes to docs/reference/forecasts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from benchmarks.forecast_page import write_part
from benchmarks.forecast_rivals import COUNTRIES, events_of
from benchmarks.kept import executor_of
from benchmarks.tables import Table

from sulh import warn
from sulh.kernels.counts import least_on_simplex, pool_sums
from sulh.values import SerialExecutor
from sulh.warn import RIVALS, rival_cdfs, tune_rivals
from sulh.warn.component_forecasts import component_cdfs, fit_pair
from sulh.warn.death_series import STATES
from sulh.warn.rolling import plan_rolling, train, weights_at
from sulh.warn.scores import crps
from sulh.warn.weights import keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

HORIZONS = (1, 2, 3)
ORIGINS = 90
"""So many origins of a record, nearly, are scored, at even steps."""

THIN = 3
"""Weights are learned from every third month: a little worse than from all, and three times as fast."""

ROUNDS = 4000


def scores_of(name: str) -> dict[str, NDArray[np.float64]]:
    """Return sums of CRPS, float64[2, 3] by part (before the test, test) and months ahead.

    Of the `model`; of month 3 with the weights of months 1 and 2 (`near`); with weights of hindsight
    (`hindsight`, the test only); and of the best rival (`rival`, the test only).
    """
    series = warn.death_series(warn.events_panel(events_of(name).frame, step="month"), "deaths")
    panel, half = series.panel, series.panel.periods // 2
    every = max(1, panel.periods // ORIGINS)
    plan = plan_rolling(
        series, horizons=(1, 2, 3, 12), seed=1, first_test=max(13, half // 2), every=every
    )
    training = train(series, plan.training[::THIN], plan.horizons, SerialExecutor())
    early = list(range(min(12, half // 2), half, 2 * THIN))
    settings = tune_rivals(series, early, (1, 3, 6, 12), before=half + 1)
    model, near = np.zeros((2, 3)), np.zeros((2, 3))
    rivals = {rival: np.zeros(3) for rival in RIVALS}
    sums: list[list[tuple[NDArray[np.float64], NDArray[np.float64], float]]] = [[], [], []]
    for origin in plan.tests:
        weights = weights_at(series, training, origin, plan.horizons)
        cells, support = panel.known_at(origin), series.support_at(origin)
        keys = keys_of(series, origin, cells)
        own = rival_cdfs(series, origin, cells, settings) if origin >= half else {}
        for at, horizon in enumerate(HORIZONS):
            part = int(origin >= half)
            if origin + horizon >= (panel.periods if part else half):
                continue
            cdfs = component_cdfs(series, origin, cells, fit_pair(series, origin, horizon))
            outcome = series.counts[origin + horizon, cells].astype(np.float64)
            products, partials = pool_sums(
                cdfs, support, outcome, np.ones(len(cells)), keys, len(STATES)
            )
            for total, values in (
                (model, weights.values[int(horizon > 2)]),
                (near, weights.values[0]),
            ):
                total[part, at] += outcome.sum() + sum(
                    w @ p @ w - 2.0 * w @ r
                    for w, p, r in zip(values, products, partials, strict=True)
                )
            if part:
                sums[at].append((products, partials, outcome.sum()))
                for rival, cdf in own.items():
                    rivals[rival][at] += float(crps(cdf, support, outcome).sum())
    hindsight = np.zeros(3)
    for at, each in enumerate(sums):
        products, partials = (np.sum([one[i] for one in each], axis=0) for i in (0, 1))
        hindsight[at] = sum(one[2] for one in each)
        for p, r in zip(products, partials, strict=True):
            w = least_on_simplex(p, r, ROUNDS)
            hindsight[at] += w @ p @ w - 2.0 * w @ r
    return {
        "model": model,
        "near": near,
        "hindsight": hindsight,
        "rival": np.min(list(rivals.values()), axis=0),
    }


def table_of(keep: Path | None) -> Table:
    """Return the leads of the model and of weights with hindsight, and what `near` would have changed."""
    executor = executor_of(keep)
    rows, means = [], []
    for name, score in zip(COUNTRIES, executor.map(scores_of, list(COUNTRIES)), strict=True):
        lead = 1.0 - score["model"][1] / score["rival"]
        best = 1.0 - score["hindsight"] / score["rival"]
        change = 1.0 - score["near"][:, 2] / score["model"][:, 2]
        means.append([*lead, *best, *change])
        rows.append((COUNTRIES[name].country, *_texts(means[-1])))
    rows.append(("mean", *_texts(np.mean(means, axis=0).tolist())))
    return Table(
        title="The lead of the model over the best rival, and that of weights chosen with hindsight, deaths",
        columns=("Country", "1 month", "2", "3", "hindsight: 1 month", "2", "3",
                 "month 3 with the weights of months 1 and 2: before the test", "in the test"),
        rows=tuple(rows),
        notes=(
            "Hindsight: the best weights for each state and month ahead, fitted on the test itself.",
            "The last two columns: how much lower the CRPS of month 3 would have been.",
            f"Scored at some {ORIGINS} origins of each record; learned from every {THIN} months.",
        ),
    )  # fmt: skip


def _texts(values: list[float]) -> list[str]:
    return [f"{each:+.1%}" for each in values]


def main() -> None:
    """Score, print, and put the table in the page."""
    write_part("forecast_limits", "limits", lambda keep: [table_of(keep)])


if __name__ == "__main__":
    main()
