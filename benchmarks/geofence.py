"""Points in zones: the geofence kernel beside the tools people use for it."""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING

import numpy as np
import shapely
from benchmarks.geofence_rivals import RIVALS, Pairs, Points, duckdb_elsewhere, postgis_server
from benchmarks.tables import Table, median_seconds

from sulh.kernels import ZoneIndex, build_index, locate, locate_first, locate_mask, locate_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["run"]

WINDOW = (14.0, 3.0, 26.0, 11.0)
"""lon, lat from and to: twelve by eight degrees."""

COVERED = 0.35
"""The zones' areas sum to about this part of the window."""

NEAR_M = 500.0
"""Points near a border are moved so far from a random vertex, one standard deviation."""

THREADS = 2
N = 10_000_000


def run(*, quick: bool = False) -> list[Table]:
    """Measure with 5 and with 500 zones of 1,000 vertices; `quick` takes few points."""
    divide, times = (50, 2) if quick else (1, 5)
    tables = []
    for n_zones in (5, 500):
        zones = make_zones(n_zones)
        points = make_points(N // divide)
        index, build_ms = build(zones, times)
        tables.append(against_rivals(zones, points, index, divide=divide, times=times))
        tables.append(by_kind(zones, points, index, build_ms=build_ms, times=times))
    return tables


def make_zones(n_zones: int, *, n_vertices: int = 1_000) -> list[shapely.Polygon]:
    """Make overlapping, ragged zones, the same in every run."""
    rng = np.random.default_rng(2_026)
    x0, y0, x1, y1 = WINDOW
    radius = np.sqrt(COVERED * (x1 - x0) * (y1 - y0) / n_zones / np.pi)
    zones = []
    for _ in range(n_zones):
        angle = np.sort(rng.uniform(0, 2 * np.pi, n_vertices))
        wave = 0.25 * np.sin(5 * angle + rng.uniform(0, 6)) + 0.1 * np.sin(23 * angle)
        reach = rng.uniform(0.7, 1.2) * radius * (1 + wave + rng.normal(0, 0.005, n_vertices))
        centre = rng.uniform((x0 + radius, y0 + radius), (x1 - radius, y1 - radius))
        ring = np.column_stack((np.cos(angle), np.sin(angle))) * reach[:, None] + centre
        zones.append(shapely.Polygon(ring))
    return zones


def make_points(n: int) -> Points:
    """Spread points evenly over the window, the same in every run."""
    rng = np.random.default_rng(7)
    x0, y0, x1, y1 = WINDOW
    return rng.uniform(x0, x1, n), rng.uniform(y0, y1, n)


def points_near_borders(zones: list[shapely.Polygon], n: int) -> Points:
    """Scatter points around random vertices."""
    rng = np.random.default_rng(8)
    vertices = shapely.get_coordinates(zones)
    degrees = NEAR_M / 111_000
    chosen = vertices[rng.integers(0, len(vertices), n)] + rng.normal(0, degrees, (n, 2))
    return np.ascontiguousarray(chosen[:, 0]), np.ascontiguousarray(chosen[:, 1])


def sorted_by_place(points: Points) -> Points:
    """Sort into strips of a twentieth of a degree, by lon within each."""
    order = np.lexsort((points[0], np.floor(points[1] * 20)))
    return points[0][order], points[1][order]


def build(zones: list[shapely.Polygon], times: int) -> tuple[ZoneIndex, float]:
    """Return the index and the milliseconds it took."""
    _, coords, (rings, polygons, of) = shapely.to_ragged_array(
        [shapely.MultiPolygon([z]) for z in zones]
    )

    def work() -> ZoneIndex:
        return build_index(coords, rings, polygon_offsets=polygons, zone_offsets=of)

    work()  # compiles, or loads what was compiled
    seconds, index = median_seconds(work, times=times)
    return index, seconds * 1e3


def against_rivals(
    zones: list[shapely.Polygon], points: Points, index: ZoneIndex, *, divide: int, times: int
) -> Table:
    """Time every tool on the same points and check that all find the same pairs."""
    locate_pairs(index, points[0][:9], points[1][:9])  # compiles
    seconds, pairs = median_seconds(
        lambda: locate_pairs(index, *points, threads=THREADS), times=times
    )
    ours = len(points[0]) / seconds
    rows = [("Sulh `locate_pairs`", millions(len(points[0])), rate(ours), "1", "")]
    measured = (
        f"Million points a second, median of {times} ({min(times, 3)} where it takes over 5 s), "
        f"{THREADS} threads where the tool has them. Points are in the tool's own form before the "
        "clock starts; every tool returns all pairs of point and zone."
    )
    compared = (
        f"{len(pairs[0]) / len(points[0]):.2f} zones a point. A tool timed on fewer points is "
        "compared with Sulh's pairs for those, and its rate is taken to be steady."
    )
    notes = [measured, compared]
    for name, n, took, found in timed_rivals(zones, points, divide=divide, times=times):
        if isinstance(found, str):
            notes.append(f"{name}: not measured ({found}).")
            continue
        same = "yes" if same_pairs(found, pairs, n) else "**no**"
        theirs = n / took
        rows.append((name, millions(n), rate(theirs), f"{ours / theirs:.0f}", same))
    return Table(
        title=f"{millions(len(points[0]))} points in {len(zones)} zones of 1,000 vertices",
        columns=("Tool", "Points", "M points/s", "Sulh is faster by", "Same pairs"),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def timed_rivals(
    zones: list[shapely.Polygon], points: Points, *, divide: int, times: int
) -> Iterator[tuple[str, int, float, Pairs | str]]:
    """Yield each rival's name, points, seconds and pairs, or why it was not measured."""
    for rival in RIVALS:
        n = (rival.points_5 if len(zones) <= 5 else rival.points_500) // divide
        some = points[0][:n], points[1][:n]
        try:
            work = rival.prepare(zones, some)
        except ImportError as error:
            yield rival.name, n, 0.0, f"{error.name} is not installed"
            continue
        first, found = median_seconds(work, times=1)
        again = [median_seconds(work, times=1)[0] for _ in range((times if first < 5 else 3) - 1)]
        yield rival.name, n, statistics.median([first, *again]), found
    n = 1_000_000 // divide
    if "SULH_BENCH_DUCKDB" in os.environ:
        seconds, found = duckdb_elsewhere(zones, (points[0][:n], points[1][:n]), times)
        yield "DuckDB spatial", n, statistics.median(seconds), found
    else:
        yield "DuckDB spatial", n, 0.0, "SULH_BENCH_DUCKDB names no Python with its extension"
    if "SULH_BENCH_POSTGIS" in os.environ:
        seconds, found = postgis_server(zones, (points[0][:n], points[1][:n]), times)
        yield "PostGIS", n, statistics.median(seconds), found
    else:
        yield "PostGIS", n, 0.0, "SULH_BENCH_POSTGIS names no server"


def same_pairs(found: Pairs, ours: Pairs, n: int) -> bool:
    """Say whether a tool's pairs on the first n points are ours."""
    upto = np.searchsorted(ours[0], n)
    order = np.lexsort((found[1], found[0]))
    return np.array_equal(found[0][order], ours[0][:upto]) and np.array_equal(
        found[1][order], ours[1][:upto]
    )


def by_kind(
    zones: list[shapely.Polygon],
    points: Points,
    index: ZoneIndex,
    *,
    build_ms: float,
    times: int,
) -> Table:
    """Time each form of the answer on points spread evenly, sorted, and near borders."""
    forms: dict[str, Callable[..., object]] = {
        "`locate_pairs` (point and zone numbers)": locate_pairs,
        "`locate` (offsets and zone numbers)": locate,
        "`locate_first` (lowest zone)": locate_first,
    }
    if len(zones) <= 64:
        forms["`locate_mask` (a bit a zone)"] = locate_mask
    kinds = {
        "spread": points,
        "sorted": sorted_by_place(points),
        "near": points_near_borders(zones, len(points[0])),
    }
    rows = []
    for name, form in forms.items():
        cells = []
        for lon, lat in kinds.values():
            form(index, lon[:9], lat[:9])
            seconds, _ = median_seconds(
                lambda f=form, x=lon, y=lat: f(index, x, y, threads=THREADS), times=times
            )
            cells.append(rate(len(lon) / seconds))
        rows.append((name, *cells))
    return Table(
        title=f"Forms of the answer, {len(zones)} zones",
        columns=(
            "Form",
            "spread evenly",
            "sorted by place",
            f"about {NEAR_M:.0f} m from a border",
        ),
        rows=tuple(rows),
        notes=("Million points a second.", about(index, build_ms)),
    )


def about(index: ZoneIndex, build_ms: float) -> str:
    """Say what the index costs."""
    held = index.borders.arrays if index.borders else ()
    borders = sum({id(a): a.nbytes for a in held}.values())
    return (
        f"The index is built in {build_ms:.0f} ms and holds {index.nbytes / 1e6:.1f} MB, of which "
        f"{borders / 1e6:.1f} MB are for `near_border`."
    )


def millions(n: int) -> str:
    """Write a number of points."""
    return f"{n / 1e6:g} M"


def rate(points_a_second: float) -> str:
    """Write a speed to two or three figures."""
    value = points_a_second / 1e6
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"
