"""Choose the outlooks of the plan, on mission-years up to 2009 only, and print them.

    python -m benchmarks.laydown_choice [--save scores.npz]

Each of 864 simple rules places the sites of each case greedily; its score is the share of the next year's
log(1 + civilian deaths) within 25 km (three quarters) and 50 km (one quarter). Cases are the mission-years
up to 2009, and countries south of the Sahara, each year up to 2009, with 25 sites in place of a mission's
bases. A rule's score is the mean over missions, and over countries, each half. `sulh.protect.OUTLOOKS` are the
`BEST` rules, `STRONGEST_RULE` is the one without spread that is best for 25 km alone.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.evidence_data import FIRST, LAST, cases, read_data

from sulh.kernels.facility_cover import greedy_cover
from sulh.protect import Outlook, build_mission_years
from sulh.protect.backtest.outlooks import outlook_weights, people_weights
from sulh.protect.backtest.plans import CREDIT, LITTLE, credited, measure_reach
from sulh.protect.laydown.coverage import coverage_of_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sulh.protect import MissionYear, NextYear

    Floats = NDArray[np.float64]

LAST_YEAR = 2009
"""Plans made at the end of this year are the last that the choice sees, with what came in the next."""

BEST = 30
SITES = 25
AFRICA = {"lon": (-20.0, 44.0), "lat": (-36.0, 24.0)}
SPREADS = ((0.0, 25.0, 0.5), *product((0.3, 0.6), (15.0, 30.0), (0.0, 0.5)))

RULES = tuple(
    Outlook(decay=d, power=p, others=o, near=near, spread_km=km, settled=settled)
    for d, p, o in product(
        (0.2, 0.35, 0.5, 0.65, 0.8, 0.9), (0.15, 0.25, 0.4, 0.6), (0.0, 0.1, 0.3, 0.6)
    )
    for near, km, settled in SPREADS
)


def country_cases(last_year: int) -> Iterator[tuple[MissionYear, NextYear]]:
    """Yield countries south of the Sahara with as many sites as a mission, in their largest towns."""
    data = read_data()
    towns = data.settlements.filter(
        *(pl.col(name).is_between(*ends) for name, ends in AFRICA.items())
    )
    largest = towns.sort("population", descending=True).group_by("country").head(SITES)
    force = largest.select("country", "lon", "lat").join(
        pl.DataFrame({"year": list(range(FIRST, last_year + 2))}), how="cross"
    )
    kinds = ("infantry", "reserve", "medical", "aviation", "police", "observers")
    force = force.with_columns(
        pl.lit(1).alias("troops"), *(pl.lit(0).alias(kind) for kind in kinds)
    ).rename({"country": "mission"})
    for mission in sorted(force["mission"].unique()):
        own = force.filter(pl.col("mission") == mission)
        pairs = [(mission, year) for year in range(FIRST, last_year + 1)]
        for year, ahead in build_mission_years(own, data.events, towns, data.borders, pairs):
            if (ahead.civilians > 0).sum() >= 5 and len(year.past) >= 20:
                yield year, ahead


def score(case: tuple[MissionYear, NextYear]) -> Floats:
    """Return what each rule reaches in a case, float64[rules, 4].

    Columns: log-deaths within 25 km and within 50 km by the sites for both, all log-deaths, and log-deaths
    within 25 km by the sites for 25 km alone.
    """
    year, ahead = case
    weights = outlook_weights(year, RULES) + LITTLE * people_weights(year)
    reach = measure_reach(year)
    harm = np.log1p(ahead.civilians)
    ends = ahead.events.lon, ahead.events.lat, year.sites.lon, year.sites.lat
    near = [coverage_of_points(*ends, reach_m=1000.0 * km) for km in (25, 50)]
    free = np.zeros(len(year.sites), np.int8), np.zeros(len(year.sites), np.bool_)
    rows = np.empty((len(RULES), 4))
    for at, weight in enumerate(weights):
        both = credited(weight)
        chosen = [
            np.flatnonzero(greedy_cover(each.starts, each.demands, w, *free, 0, year.count))
            for each, w in ((reach.both, both), (reach.once, weight))
        ]
        rows[at] = (
            harm[near[0].covered_by(chosen[0])].sum(),
            harm[near[1].covered_by(chosen[0])].sum(),
            harm.sum(),
            harm[near[0].covered_by(chosen[1])].sum(),
        )
    return rows


def mean_scores(rows: Floats, groups: NDArray[np.str_]) -> tuple[Floats, Floats]:
    """Return each rule's mean over groups of its pooled share: for the credit, and for 25 km alone."""
    credit, near = [], []
    for group in np.unique(groups):
        sums = rows[groups == group].sum(axis=0)
        credit.append((CREDIT[0] * sums[:, 0] + CREDIT[1] * sums[:, 1]) / sums[:, 2])
        near.append(sums[:, 3] / sums[:, 2])
    return np.mean(credit, axis=0), np.mean(near, axis=0)


def choose(
    rows: Floats, groups: NDArray[np.str_], count: int = BEST
) -> tuple[list[Outlook], Outlook]:
    """Return the best rules, and the strongest simple one. Groups are missions, or countries by two letters."""
    is_country = np.array([len(each) == 2 for each in groups])
    halves = [mean_scores(rows[part], groups[part]) for part in (is_country, ~is_country)]
    credit, near = (np.mean(each, axis=0) for each in zip(*halves, strict=True))
    plain = np.array([rule.near == 0.0 for rule in RULES])
    best = np.argsort(-credit, kind="stable")[:count]
    return [RULES[at] for at in best], RULES[int(np.argmax(np.where(plain, near, -1.0)))]


def all_scores(last_year: int) -> tuple[Floats, NDArray[np.str_], NDArray[np.int64]]:
    """Return the scores of all cases, float64[cases, rules, 4], their missions or countries, and years.

    Countries always end in `LAST_YEAR`.
    """
    pairs = [*cases(FIRST, last_year), *country_cases(LAST_YEAR)]
    with ThreadPoolExecutor(2) as pool:
        rows = np.stack(list(pool.map(score, pairs)))
    return (
        rows,
        np.array([year.mission for year, _ in pairs]),
        np.array([year.year for year, _ in pairs]),
    )


def kept_scores(path: Path | None) -> tuple[Floats, NDArray[np.str_], NDArray[np.int64]]:
    """Return `all_scores` up to the last year: from a file, or computed and then kept in it."""
    if path is not None and path.is_file():
        with np.load(path) as stored:
            return stored["rows"], stored["groups"], stored["years"]
    rows, groups, years = all_scores(LAST)
    if path is not None:
        np.savez_compressed(path, rows=rows, groups=groups, years=years)
    return rows, groups, years


def main() -> None:
    """Score, choose and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.laydown_choice")
    parser.add_argument("--save", type=Path, help="keep the scores of all years in this file")
    options = parser.parse_args()
    rows, groups, years = kept_scores(options.save) if options.save else all_scores(LAST_YEAR)
    early = years <= LAST_YEAR
    best, strongest = choose(rows[early], groups[early])
    print(f"{early.sum()} cases, {len(RULES)} rules")
    print("STRONGEST_RULE =", strongest)
    for rule in best:
        print(
            (rule.decay, rule.power, rule.others, rule.near, rule.spread_km, rule.settled),
            end=",\n",
        )


if __name__ == "__main__":
    main()
