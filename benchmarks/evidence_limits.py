"""What limits any plan: how near deaths are to past ones, what the search loses, and how long it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.evidence_data import LAST, cases
from benchmarks.laydown_choice import LAST_YEAR, RULES, choose, kept_scores
from benchmarks.tables import Table

from sulh.kernels.facility_reach import within_m
from sulh.kernels.programme import Effort
from sulh.protect import coverage_of_points, maximal_cover
from sulh.protect.backtest.plans import EFFORT, credited, measure_reach, plan_sites, plan_weights
from sulh.protect.laydown.coverage import join_coverages

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from sulh.protect import MissionYear
    from sulh.protect.backtest.points import Points

SPANS = (1, 3, 5, 10, 100)
BOUNDED = ("MINUSCA", "MINUSMA", "UNAMID")
CANDIDATES, SITES = 5_000, 60
NUMBERS = (1, 10, 30, 100, 300, len(RULES))


def limit_tables() -> list[Table]:
    """Return the share of deaths near any past violence, and near any candidate."""
    pairs = cases(LAST_YEAR + 1, LAST)
    total = sum(ahead.civilians.sum() for _, ahead in pairs)
    rows = []
    for span in SPANS:
        sums = {(kind, km): 0.0 for kind in ("one-sided", "any") for km in (10, 25, 50)}
        for year, ahead in pairs:
            for kind, is_known in (("one-sided", year.civilians > 0), ("any", year.deaths > 0)):
                places = year.past.only((year.age <= span) & is_known)
                for km in (10, 25, 50):
                    near = _near(ahead.events, places, km)
                    sums[kind, km] += float(ahead.civilians[near].sum())
        name = (
            "ever (since 1989)" if span == SPANS[-1] else f"{span} years" if span > 1 else "a year"
        )
        rows.append((name, *(f"{each / total:.2f}" for each in sums.values())))
    candidates = []
    for name, only_settled in (
        ("settlements and own places", True),
        ("and places of past violence", False),
    ):
        sums = {
            km: sum(
                ahead.civilians[
                    _near(ahead.events, _sites(year, only_settled=only_settled), km)
                ].sum()
                for year, ahead in pairs
            )
            for km in (25, 50)
        }
        candidates.append((name, *(f"{each / total:.2f}" for each in sums.values())))
    return [
        Table(
            title="Share of the next year's civilian deaths near past violence, plans of 2010 and after",
            columns=("Violence of the past", "one-sided, 10 km", "25 km", "50 km",
                     "any, 10 km", "25 km", "50 km"),
            rows=tuple(rows),
        ),
        Table(
            title="Share of them near any candidate site",
            columns=("Candidates", "25 km", "50 km"),
            rows=tuple(candidates),
            notes=("Beyond these shares no plan can go, with any number of sites.",),
        ),
    ]  # fmt: skip


def _sites(year: MissionYear, *, only_settled: bool) -> Points:
    return year.sites.only(year.is_settled) if only_settled else year.sites


def _near(events: Points, places: Points, km: float) -> NDArray[np.bool_]:
    if not len(places):
        return np.zeros(len(events), np.bool_)
    starts, _ = within_m(events.lon, events.lat, places.lon, places.lat, reach_m=1000.0 * km)
    return np.asarray(np.diff(starts) > 0)


def effort_tables() -> list[Table]:
    """Return what the limited search loses against a proven bound, and its time for 5,000 candidates."""
    gaps = []
    for year, _ in cases(LAST_YEAR + 1, LAST):
        if year.mission not in BOUNDED:
            continue
        reach, weights = measure_reach(year), plan_weights(year)
        demands = credited(weights)
        quick = maximal_cover(reach.both, demands, year.count, effort=EFFORT)
        proof = maximal_cover(
            reach.both, demands, year.count, effort=Effort(gap_max=0.001, links_max=0)
        )
        gaps.append(1.0 - quick.covered / proof.bound)
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(20.0, 30.0, CANDIDATES), rng.uniform(-5.0, 5.0, CANDIDATES)
    begin = time.perf_counter()
    both = join_coverages(
        *(coverage_of_points(lon, lat, lon, lat, reach_m=1000.0 * km) for km in (25, 50))
    )
    weights = rng.pareto(1.0, CANDIDATES)
    demands = credited(weights)
    cover = maximal_cover(both, demands, SITES, effort=EFFORT)
    seconds = time.perf_counter() - begin
    proof = maximal_cover(both, demands, SITES, effort=Effort(gap_max=0.001, links_max=0))
    return [
        Table(
            title="What the limited search loses",
            columns=("What", "Figure"),
            rows=(
                (
                    f"{len(gaps)} mission-years of {', '.join(BOUNDED)}: below the bound, mean and worst",
                    f"{np.mean(gaps):.1%}, {np.max(gaps):.1%}",
                ),
                (
                    f"{CANDIDATES:,} candidates in ten by ten degrees, {SITES} sites: time, below the bound",
                    f"{seconds:.1f} s, {1.0 - cover.covered / proof.bound:.1%}",
                ),
            ),
        )
    ]


def number_tables(scores: Path | None) -> list[Table]:
    """Return what plans for fewer and for more outlooks reach, the best up to 2009 first."""
    rows, groups, years = kept_scores(scores)
    early = years <= LAST_YEAR
    best, _ = choose(rows[early], groups[early], len(RULES))
    real, plans = 0.0, np.zeros(len(NUMBERS))
    for year, ahead in cases(LAST_YEAR + 1, LAST):
        reach = measure_reach(year)
        real += ahead.civilians[_near(ahead.events, year.real, 25)].sum()
        for at, number in enumerate(NUMBERS):
            sites = year.sites.only(plan_sites(year, plan_weights(year, best[:number]), reach))
            plans[at] += ahead.civilians[_near(ahead.events, sites, 25)].sum()
    return [
        Table(
            title="How many outlooks: deaths within 25 km over the real laydown, plans of 2010 and after",
            columns=("The best", *map(str, NUMBERS)),
            rows=(("the plan, all sites free", *(f"{each:.2f}" for each in plans / real)),),
        )
    ]
