"""The laydown: OR-Library's p-medians against HiGHS and spopt, and maximal covering of three sizes."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import highspy
import numpy as np
from benchmarks.tables import Table

from sulh.protect import (
    Effort,
    coverage_of_matrix,
    coverage_of_points,
    maximal_cover,
    p_centre,
    p_median,
)
from sulh.protect.solvers.fewest import fewest_sites

OPTIMA = (
    5819, 4093, 4250, 3034, 1355, 7824, 5631, 4445, 2734, 1255, 7696, 6634, 4374, 2968, 1729,
    8162, 6999, 4809, 2845, 1789, 9138, 8579, 4619, 2961, 1828, 9917, 8307, 4498, 3033, 1989,
)  # fmt: skip
"""Beasley 1985, OR-Library, pmed1 to pmed30."""

SPOPT_S_MAX = float(os.environ.get("SULH_BENCH_SPOPT_S", "600"))
"""Seconds that spopt gets for an instance, building included."""

HIGHS_S_MAX = float(os.environ.get("SULH_BENCH_HIGHS_S", "120"))
"""Seconds that HiGHS gets for an instance in the radius formulation, building included."""


def run(*, quick: bool) -> list[Table]:
    """Solve all instances in the data, and let the rivals try each."""
    folder = Path(os.environ.get("SULH_DATA", "")) / "orlib"
    numbers = [k for k in range(1, 31) if (folder / f"pmed{k}.txt").exists()]
    numbers = numbers[:2] if quick else numbers
    tables = [_medians(folder, numbers, quick=quick)] if numbers else []
    return [*tables, _covers(quick=quick), _fewest(quick=quick), _examples()]


def read_orlib(path: Path) -> tuple[np.ndarray, int]:
    """Read an instance; a later line for the same pair replaces an earlier one."""
    numbers = np.array(path.read_text("utf-8").split(), np.int64)
    n, _, p = numbers[:3].tolist()
    far = np.full((n, n), np.inf)
    np.fill_diagonal(far, 0.0)
    for i, j, cost in numbers[3:].reshape(-1, 3).tolist():
        far[i - 1, j - 1] = far[j - 1, i - 1] = cost
    for k in range(n):
        far = np.minimum(far, far[:, k, None] + far[k])
    return far, p


def _medians(folder: Path, numbers: list[int], *, quick: bool) -> Table:
    p_median(np.abs(np.subtract.outer(np.arange(30.0), np.arange(30.0))), np.ones(30), 3)
    limits = {"HiGHS": 60.0 if quick else HIGHS_S_MAX, "spopt": 60.0 if quick else SPOPT_S_MAX}
    seconds_of: dict[str, list[tuple[float, float]]] = {name: [] for name in limits}
    rows, total = [], 0.0
    for number in numbers:
        far, p = read_orlib(folder / f"pmed{number}.txt")
        begin = time.perf_counter()
        median = p_median(far, np.ones(len(far)), p)
        seconds = time.perf_counter() - begin
        total += seconds
        if (median.total, median.proven) != (OPTIMA[number - 1], True):
            raise AssertionError(f"pmed{number}: {median.total}, proven: {median.proven}")
        rivals = {
            "HiGHS": _radius(far, p, limits["HiGHS"]),
            "spopt": _spopt_within(far, p, limits["spopt"]),
        }
        cells = []
        for name, (value, spent) in rivals.items():
            if value is None:
                cells += [f"no proof in {limits[name]:.0f}", ""]
                continue
            seconds_of[name].append((seconds, spent))
            cells += [f"{spent:.1f}", "yes" if abs(value - median.total) <= 1e-6 else "NO"]
        instance = (f"pmed{number}", str(len(far)), str(p), f"{median.total:.0f}")
        rows.append((*instance, f"{seconds:.2f}", *cells))
        print(*rows[-1], flush=True)
    rows.append(("all", "", "", "", f"{total:.1f}", "", "", "", ""))
    return Table(
        title="OR-Library p-medians to the published optimum, with proof",
        columns=(
            *("instance", "nodes", "p", "optimum", "Sulh, seconds", "HiGHS, radius, seconds"),
            *("same as HiGHS", "spopt with HiGHS, seconds", "same as spopt"),
        ),
        rows=tuple(rows),
        notes=(
            *(_compared(name, limits[name], pairs) for name, pairs in seconds_of.items()),
            "HiGHS, radius: one variable for each distinct distance of a demand, the fairer rival.",
            "All start from the same matrix; compiled before the clock starts; models are built in it.",
        ),
    )


def _compared(name: str, limit: float, pairs: list[tuple[float, float]]) -> str:
    if not pairs:
        return f"{name} finished no instance within {limit:.0f} s."
    ours, theirs = (sum(each) for each in zip(*pairs, strict=True))
    return (
        f"Over the {len(pairs)} instances that {name} finished within {limit:.0f} s, Sulh took "
        f"{ours:.1f} s and {name} {theirs:.1f} s: {theirs / ours:.0f} times as long."
    )


def _radius(far: np.ndarray, p: int, seconds: float) -> tuple[float | None, float]:
    """Solve the radius formulation with HiGHS (Elloumi 2010), one thread; None without a proof.

    For each demand and each distance, z = 1 says that no site of the plan is that near. At each distance z
    can only fall to 0 where a site at that distance is used. A demand goes no farther than its n - p + 1
    nearest sites, of which one is used.
    """
    begin = time.perf_counter()
    n = len(far)
    gains: list[float] = []
    starts, columns, values, low = [0], [], [], []
    constant, column = 0.0, n
    for own in far.T:
        order = np.argsort(own, kind="stable")
        distances, first = np.unique(own[order[: n - p + 1]], return_index=True)
        groups = np.split(order[: n - p + 1], first[1:])
        constant += distances[0]
        for k, group in enumerate(groups):
            is_last = k == len(groups) - 1
            columns += group.tolist()
            values += [1.0] * len(group)
            if not is_last:
                columns.append(column)
                values.append(1.0)
                gains.append(float(distances[k + 1] - distances[k]))
            if k:
                columns.append(column - 1)
                values.append(-1.0)
            column += not is_last
            low.append(0.0 if k else 1.0)
            starts.append(len(columns))
    columns += range(n)
    values += [1.0] * n
    value = _solve_rows(
        (np.zeros(n), np.array(gains), constant),
        (starts, columns, values),
        (np.array([*low, p]), np.array([*([highspy.kHighsInf] * len(low)), p])),
        seconds,
    )
    return value, time.perf_counter() - begin


def _solve_rows(
    costs: tuple[np.ndarray, np.ndarray, float],
    rows: tuple[list[int], list[int], list[float]],
    bounds: tuple[np.ndarray, np.ndarray],
    seconds: float,
) -> float | None:
    """Minimise over binary and then continuous variables; None without a proof."""
    (whole, parts, constant), (starts, columns, values) = costs, rows
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(whole) + len(parts), len(bounds[0])
    lp.offset_ = constant
    lp.col_cost_ = np.concatenate([whole, parts])
    lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.ones(lp.num_col_)
    lp.row_lower_, lp.row_upper_ = bounds
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = np.array([*starts, len(columns)], np.int32)
    lp.a_matrix_.index_ = np.array(columns, np.int32)
    lp.a_matrix_.value_ = np.array(values)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * len(whole) + [kinds.kContinuous] * len(parts)
    highs = highspy.Highs()
    highs.silent()
    for option, value in {"threads": 1, "mip_rel_gap": 0.0, "time_limit": seconds}.items():
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return float(highs.getInfo().objective_function_value)


def _spopt_within(far: np.ndarray, p: int, seconds: float) -> tuple[float | None, float]:
    """Let spopt solve it in a process of its own, which ends when the time is over."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_spopt, args=(far, p, sender))
    process.start()
    try:
        if not receiver.poll(seconds + 10.0):  # ten for the imports, which are not counted
            return None, seconds
        value, spent = receiver.recv()
        return (value, spent) if spent <= seconds else (None, seconds)
    finally:
        process.terminate()
        process.join()


def _spopt(far: np.ndarray, p: int, sender: Any) -> None:
    import pulp  # noqa: PLC0415 -- in its own process
    from spopt.locate import PMedian  # noqa: PLC0415

    begin = time.perf_counter()
    model = PMedian.from_cost_matrix(far, np.ones(len(far)), p_facilities=p)
    model.solve(pulp.HiGHS(msg=False, threads=2, gapRel=0.0))
    value = float(model.problem.objective.value())
    sender.send((value, time.perf_counter() - begin))


def _covers(*, quick: bool) -> Table:
    rows = []
    sizes = [(1_000, 200, 20, 0.10), (5_000, 500, 40, 0.06), (20_000, 2_000, 80, 0.04)]
    for n, m, count, reach in sizes[:1] if quick else sizes:
        for seed in (1, 2):
            rng = np.random.default_rng(seed)
            # A square of a degree at the equator, about 111 km wide.
            lon, lat = rng.uniform(0, 1, n), rng.uniform(0, 1, n)
            site_lon, site_lat = rng.uniform(0, 1, m), rng.uniform(0, 1, m)
            weights = rng.integers(1, 100, n).astype(float)
            begin = time.perf_counter()
            coverage = coverage_of_points(lon, lat, site_lon, site_lat, reach_m=reach * 111_000.0)
            cover = maximal_cover(coverage, weights, count, effort=Effort(links_max=100_000))
            seconds = time.perf_counter() - begin
            rows.append(
                (
                    f"{n:,}",
                    f"{m:,}",
                    str(count),
                    f"{cover.covered:,.0f}",
                    f"{cover.bound:,.0f}",
                    "proven" if cover.proven else f"{cover.gap:.3%}",
                    f"{seconds:.1f}",
                )
            )
    return Table(
        title="Maximal covering of random points",
        columns=("demands", "sites", "chosen", "covered", "bound", "gap", "seconds"),
        rows=tuple(rows),
        notes=(
            (
                "Points and sites uniform in a square; weights 1 to 99; the time holds the reach, "
                "the search and the bound."
            ),
        ),
    )


def _fewest(*, quick: bool) -> Table:
    """Reach all of random points with the fewest sites; spopt's LSCP by PuLP and HiGHS is the rival."""
    import pulp  # noqa: PLC0415 -- only where the rival is run
    from spopt.locate import LSCP  # noqa: PLC0415

    rows = []
    for n, m, reach in [(300, 60, 0.2), (1_000, 150, 0.12), (2_000, 200, 0.1)][: 1 if quick else 3]:
        rng = np.random.default_rng(n)
        points, sites = rng.uniform(0, 1, (n, 2)), rng.uniform(0, 1, (m, 2))
        far = np.linalg.norm(sites[:, None] - points[None], axis=2)
        far = far[:, (far <= reach).any(axis=0)]
        begin = time.perf_counter()
        fewest = fewest_sites(coverage_of_matrix(far, reach=reach))
        seconds = time.perf_counter() - begin
        begin = time.perf_counter()
        model = LSCP.from_cost_matrix(far.T, service_radius=reach)
        theirs = model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0.0)).problem.objective.value()
        spent = time.perf_counter() - begin
        same = fewest.proven and round(theirs) == len(fewest.sites)
        numbers = (
            f"{far.shape[1]:,}",
            str(m),
            str(len(fewest.sites)),
            f"{seconds:.2f}",
            f"{spent:.2f}",
        )
        rows.append((*numbers, "yes" if same else "NO"))
    return Table(
        title="The fewest sites that reach everyone",
        columns=(
            "demands",
            "sites",
            "fewest",
            "Sulh, seconds",
            "spopt with HiGHS, seconds",
            "same",
        ),
        rows=tuple(rows),
        notes=(
            "Points and sites uniform in a square; both from the same matrix, models built in it.",
        ),
    )


def _examples() -> Table:
    """Solve the examples of spopt's docstrings: 100 clients and 5 facilities on a lattice of streets."""
    import geopandas  # noqa: PLC0415 -- only where the example is run
    import pulp  # noqa: PLC0415
    import spaghetti  # noqa: PLC0415
    from spopt.locate import MCLP, PCenter, PMedian  # noqa: PLC0415
    from spopt.locate.util import simulated_geo_points  # noqa: PLC0415

    streets = spaghetti.Network(in_data=spaghetti.regular_lattice((0, 0, 10, 10), 9, exterior=True))
    lines = spaghetti.element_as_gdf(streets, arcs=True)
    area = geopandas.GeoDataFrame(geometry=[lines.geometry.buffer(0.2).union_all()])
    for name, needed, seed in (("clients", 100, 5), ("facilities", 5, 6)):
        points = simulated_geo_points(area, needed=needed, seed=seed)
        streets.snapobservations(points, name, attribute=True)
    cost = streets.allneighbordistances(
        sourcepattern=streets.pointpatterns["clients"],
        destpattern=streets.pointpatterns["facilities"],
    )
    # The documentation draws its weights without a seed.
    weights = np.random.default_rng(0).integers(1, 12, 100).astype(float)
    solver = pulp.HiGHS(msg=False, gapRel=0.0)
    far = cost.T
    pairs = (
        (
            "PMedian, 4 of 5",
            PMedian.from_cost_matrix(cost, weights, p_facilities=4),
            p_median(far, weights, 4).total,
        ),
        (
            "MCLP, 4 of 5 within 7",
            MCLP.from_cost_matrix(cost, weights, service_radius=7, p_facilities=4),
            maximal_cover(coverage_of_matrix(far, reach=7.0), weights, 4).covered,
        ),
        (
            "PCenter, 4 of 5",
            PCenter.from_cost_matrix(cost, p_facilities=4),
            p_centre(far, 4).farthest,
        ),
    )
    rows = []
    for name, model, ours in pairs:
        theirs = float(model.solve(solver).problem.objective.value())
        same = abs(ours - theirs) <= 1e-6 * max(1.0, abs(theirs))
        rows.append((name, f"{ours:,.3f}", f"{theirs:,.3f}", "yes" if same else "NO"))
    return Table(
        title="The examples of spopt's documentation",
        columns=("example", "Sulh", "spopt with HiGHS", "same value"),
        rows=tuple(rows),
    )
