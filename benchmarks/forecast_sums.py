"""How wide the sums over a country's cells are: coverage and CRPS, cells drawn alone and leaning together.

    python -m benchmarks.forecast_sums [--only NAME]

At each third month of the second half of the record: the country's deaths in each of the next three months, and
in all three. Leanings are learned at each origin from earlier ones whose outcome was known. The tables go to
docs/reference/forecasts.md.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.__main__ import load, machine
from benchmarks.forecast_rivals import COUNTRIES, LONG, PAGE, events_of
from benchmarks.kept import in_pieces
from benchmarks.tables import Table, markdown, replaced

from sulh import warn
from sulh.values import SerialExecutor
from sulh.warn.cell_forecasts import CellForecasts
from sulh.warn.rolling import plan_rolling, train, weights_at
from sulh.warn.weights import model_cdfs

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORIZONS = (1, 2, 3)
EVERY, DRAWS = 3, 1000
WAYS = ("alone", "leaning")
LEVELS = (0.5, 0.9)


def sums_of(
    name: str,
) -> tuple[dict[str, list[NDArray[np.float64]]], list[NDArray[np.float64]], str]:
    """Return samples of sums float64[draws, 4] (months, and all) by way, what followed, the last leaning."""
    panel = warn.events_panel(events_of(name).frame, step="month")
    series = warn.death_series(panel, "deaths")
    plan = plan_rolling(
        series, horizons=HORIZONS, seed=1, first_test=panel.periods // 3, every=EVERY
    )
    training = train(series, plan.training, HORIZONS, SerialExecutor())
    samples: dict[str, list[NDArray[np.float64]]] = {way: [] for way in WAYS}
    outcomes, scores, leanings = [], [], {}
    for origin in plan.tests:
        if origin + max(HORIZONS) >= panel.periods:
            continue
        weights = weights_at(series, training, origin, HORIZONS)
        cells = panel.known_at(origin)
        if origin >= panel.periods // 2:
            known = [each for at, each in scores if at + max(HORIZONS) <= origin]
            leanings = warn.learn_leanings(panel, known)
            after = series.counts[origin + 1 : origin + 1 + len(HORIZONS), cells].sum(axis=1)
            outcomes.append(np.append(after, after.sum()).astype(np.float64))
            for way in WAYS:
                forecast = CellForecasts(
                    series=series, origin=origin, horizons=HORIZONS, cells=cells,
                    support=series.support_at(origin), methods=("model",) * len(cells),
                    cdfs={h: model_cdfs(series, h, origin=origin, weights=weights) for h in HORIZONS},
                    leanings=leanings if way == "leaning" else {},
                )  # fmt: skip
                each = [forecast.samples(h, seed=1, draws=DRAWS).sum(axis=0) for h in HORIZONS]
                samples[way].append(np.column_stack([*each, sum(each)]).astype(np.float64))
        item = (origin, weights)
        scores.append((origin, warn.score_sums_at(series, item, horizons=HORIZONS, seed=1)))
    return (
        samples,
        outcomes,
        ", ".join(f"{each.within:g} and {each.lasting:g}" for each in leanings.values()),
    )


def row_of(name: str) -> tuple[str, ...]:
    """Return coverage of months and of three months together, and the CRPS of leaning over alone."""
    samples, outcomes, leaning = sums_of(name)
    y = np.array(outcomes)
    cells, scores = [], {}
    for way in WAYS:
        x = np.array(samples[way])  # origins, draws, sums
        for part in (slice(0, 3), slice(3, 4)):
            for level in LEVELS:
                low, high = np.quantile(
                    x[:, :, part], ((1 - level) / 2, (1 + level) / 2), axis=1, method="inverted_cdf"
                )
                cells.append(f"{((y[:, part] >= low) & (y[:, part] <= high)).mean():.0%}")
        scores[way] = warn.crps_samples(x.transpose(0, 2, 1).reshape(-1, DRAWS), y.ravel()).reshape(
            y.shape
        )
    ratio = scores["leaning"].mean(axis=0) / scores["alone"].mean(axis=0)
    return (
        COUNTRIES[name].country, str(len(y)), *cells,
        f"{scores['leaning'][:, :3].mean() / scores['alone'][:, :3].mean():.3f}", f"{ratio[3]:.3f}",
        leaning or "none",
    )  # fmt: skip


def main() -> None:
    """Score, print, and put the table in the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forecast_sums")
    parser.add_argument("--only", choices=LONG, action="append", help="prints only")
    options = parser.parse_args()
    before = load()
    heads = [
        f"{way}: {what} {level:.0%}"
        for way in WAYS
        for what in ("months", "three months")
        for level in LEVELS
    ]
    table = Table(
        title="Coverage of a country's deaths by its samples' central intervals",
        columns=("Country", "Origins", *heads, "CRPS ratio, months", "CRPS ratio, three months",
                 "Last leaning"),
        rows=tuple(in_pieces(row_of, options.only or LONG)),
        notes=(
            "Coverage should be at least the level: whole numbers hold more where sums are small.",
            "CRPS ratio: leaning over alone, below 1 is better. Last leaning: within a month, and lasting.",
        ),
    )  # fmt: skip
    text = f"*{machine()}; load {before} before, {load()} after.*\n\n" + markdown(table)
    print(text, flush=True)
    if not options.only:
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), "sums", text), "utf-8")


if __name__ == "__main__":
    main()
