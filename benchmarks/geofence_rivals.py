"""Other tools that find points in zones, each in its fastest form known to us, two threads.

Each takes the points as its own kind of table or array, made before the clock starts, and returns
the pairs as two arrays, unordered. A tool that is not installed is left out and named.
"""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

Pairs = tuple[np.ndarray, np.ndarray]
Points = tuple[np.ndarray, np.ndarray]
THREADS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A tool: `prepare` makes its form of points and zones and returns the work to be timed.

    `points_5`, `points_500` say on how many points it is timed with so many zones: a slow tool on
    fewer, its rate being steady. 0: not at all.
    """

    name: str
    prepare: Callable[[list[shapely.Polygon], Points], Callable[[], Pairs]]
    points_5: int
    points_500: int


def in_halves(work: Callable[[int, int], Pairs], n: int) -> Pairs:
    """Do the work on parts of the points in threads, and join the pairs."""
    cuts = np.linspace(0, n, 4 * THREADS + 1).astype(int)
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(work, cuts[:-1], cuts[1:]))
    return np.concatenate([p for p, _ in parts]), np.concatenate([z for _, z in parts])


def shapely_prepared(
    zones: list[shapely.Polygon], points: Points, tried: Callable[..., np.ndarray]
) -> Callable[[], Pairs]:
    """Zone by zone: points in its box, then the prepared polygon, on parts that fit a cache.

    Each thread has polygons of its own, since a prepared one is not safe to share.
    """
    lon, lat = points
    boxes = [z.bounds for z in zones]
    text = shapely.to_wkb(zones)
    step = 100_000

    def part(begin: int, end: int) -> Pairs:
        own = shapely.from_wkb(text)
        shapely.prepare(own)
        found, of = [], []
        for b in range(begin, end, step):
            x, y = lon[b : min(b + step, end)], lat[b : min(b + step, end)]
            for z, (x0, y0, x1, y1) in enumerate(boxes):
                near = np.flatnonzero((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))
                held = near[tried(own[z], x[near], y[near])]
                found.append(held + b)
                of.append(np.full(len(held), z, np.int32))
        return np.concatenate(found), np.concatenate(of)

    return lambda: in_halves(part, len(lon))


def shapely_prepared_sorted(
    zones: list[shapely.Polygon], points: Points, tried: Callable[..., np.ndarray]
) -> Callable[[], Pairs]:
    """Sort the points of each part by lon, so that a zone's box is a slice; then as above."""
    lon, lat = points
    boxes = [z.bounds for z in zones]
    text = shapely.to_wkb(zones)

    def part(begin: int, end: int) -> Pairs:
        own = shapely.from_wkb(text)
        shapely.prepare(own)
        order = np.argsort(lon[begin:end])
        x, y = lon[begin:end][order], lat[begin:end][order]
        found, of = [], []
        for z, (x0, y0, x1, y1) in enumerate(boxes):
            first, last = np.searchsorted(x, x0, "left"), np.searchsorted(x, x1, "right")
            slice_y = y[first:last]
            near = first + np.flatnonzero((slice_y >= y0) & (slice_y <= y1))
            held = near[tried(own[z], x[near], y[near])]
            found.append(order[held] + begin)
            of.append(np.full(len(held), z, np.int32))
        return np.concatenate(found), np.concatenate(of)

    return lambda: in_halves(part, len(lon))


def shapely_tree(
    zones: list[shapely.Polygon], points: Points, predicate: str
) -> Callable[[], Pairs]:
    geometries = shapely.points(*points)

    def work() -> Pairs:
        shapely.prepare(zones)
        tree = shapely.STRtree(zones)

        def part(begin: int, end: int) -> Pairs:
            found, of = tree.query(geometries[begin:end], predicate=predicate)
            return found + begin, of

        return in_halves(part, len(geometries))

    return work


def shapely_tree_of_points(zones: list[shapely.Polygon], points: Points) -> Callable[[], Pairs]:
    """Index the points, ask with the zones."""
    geometries = shapely.points(*points)

    def work() -> Pairs:
        of, found = shapely.STRtree(geometries).query(zones, predicate="intersects")
        return found, of

    return work


def geopandas_join(
    zones: list[shapely.Polygon], points: Points, predicate: str
) -> Callable[[], Pairs]:
    geopandas = importlib.import_module("geopandas")
    left = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*points))
    right = geopandas.GeoDataFrame(geometry=zones)

    def work() -> Pairs:
        joined = geopandas.sjoin(left, right, predicate=predicate)
        return joined.index.to_numpy(), joined["index_right"].to_numpy()

    return work


def sedona(zones: list[shapely.Polygon], points: Points) -> Callable[[], Pairs]:
    sedonadb = importlib.import_module("sedonadb")
    arrow = importlib.import_module("pyarrow")
    engine = sedonadb.connect()
    engine.sql(f"SET datafusion.execution.target_partitions = {THREADS}").execute()
    left = arrow.table({"p": np.arange(len(points[0])), "x": points[0], "y": points[1]})
    right = arrow.table({"z": np.arange(len(zones)), "wkb": shapely.to_wkb(zones).tolist()})
    engine.create_data_frame(left).to_view("raw_points", overwrite=True)
    engine.create_data_frame(right).to_view("raw_zones", overwrite=True)
    made = engine.sql("SELECT p, ST_Point(x, y) AS geometry FROM raw_points").to_memtable()
    made.to_view("points", overwrite=True)
    made = engine.sql("SELECT z, ST_GeomFromWKB(wkb) AS geometry FROM raw_zones").to_memtable()
    made.to_view("zones", overwrite=True)

    def work() -> Pairs:
        query = (
            "SELECT p, z FROM points JOIN zones ON ST_Intersects(points.geometry, zones.geometry)"
        )
        table = engine.sql(query).to_pandas()
        return table["p"].to_numpy(), table["z"].to_numpy()

    return work


def polars_st(zones: list[shapely.Polygon], points: Points) -> Callable[[], Pairs]:
    polars = importlib.import_module("polars")
    st = importlib.import_module("polars_st")
    left = polars.DataFrame({"p": np.arange(len(points[0])), "x": points[0], "y": points[1]})
    left = left.select("p", st.point(polars.concat_arr("x", "y")).alias("geometry"))
    right = polars.DataFrame(
        {"z": np.arange(len(zones)), "geometry": shapely.to_wkb(zones).tolist()}
    ).with_columns(st.from_wkb("geometry"))

    def work() -> Pairs:
        joined = left.st.sjoin(right, on="geometry", how="inner", predicate="intersects")
        return joined["p"].to_numpy(), joined["z"].to_numpy()

    return work


DUCKDB_SCRIPT = f"""
import pickle, sys, time, numpy as np, duckdb, glob, importlib.util, os
folder = sys.argv[1]
con = duckdb.connect(config={{"threads": {THREADS}, "allow_unsigned_extensions": "true"}})
con.execute("SET enable_progress_bar = false")
spec = importlib.util.find_spec("duckdb_extension_spatial")
folder_of = os.path.dirname(spec.origin)
found = glob.glob(folder_of + "/extensions/*/*.duckdb_extension")
con.load_extension(found[0])
lon, lat = np.load(folder + "/lon.npy"), np.load(folder + "/lat.npy")
wkb = pickle.load(open(folder + "/zones.pickle", "rb"))
raw = {{"p": np.arange(len(lon)), "x": lon, "y": lat}}
con.execute("CREATE TABLE points AS SELECT p, ST_Point(x, y) AS g FROM raw")
con.execute("CREATE TABLE zones (z INTEGER, g GEOMETRY)")
con.executemany("INSERT INTO zones VALUES (?, ST_GeomFromWKB(?))", list(enumerate(wkb)))
for k in range(int(sys.argv[2])):
    start = time.perf_counter()
    got = con.execute(
        "SELECT p, z FROM points JOIN zones ON ST_Intersects(zones.g, points.g)"
    ).fetchnumpy()
    print(time.perf_counter() - start)
np.save(folder + "/p.npy", got["p"])
np.save(folder + "/z.npy", got["z"])
"""


def duckdb_elsewhere(
    zones: list[shapely.Polygon], points: Points, times: int
) -> tuple[list[float], Pairs]:
    """Time DuckDB under the Python that SULH_BENCH_DUCKDB names, and return its pairs.

    Its spatial extension must match its version to the letter, so it may need one of its own:
    ``pip install duckdb==1.5.5 duckdb-extension-spatial==1.5.5 numpy``.
    """
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder, "lon.npy"), points[0])
        np.save(Path(folder, "lat.npy"), points[1])
        Path(folder, "zones.pickle").write_bytes(pickle.dumps(shapely.to_wkb(zones).tolist()))
        command = [os.environ["SULH_BENCH_DUCKDB"], "-c", DUCKDB_SCRIPT, folder, str(times)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        pairs = np.load(Path(folder, "p.npy")), np.load(Path(folder, "z.npy"))
        return [float(line) for line in said.split()], pairs


POSTGIS_SCRIPT = """
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TEMP TABLE raw (p int, x float8, y float8);
\\copy raw FROM '{folder}/points.csv' WITH (FORMAT csv)
CREATE TEMP TABLE zones_raw (z int, g text);
\\copy zones_raw FROM '{folder}/zones.csv' WITH (FORMAT csv)
CREATE TEMP TABLE points AS SELECT p, ST_Point(x, y, 4326) AS g FROM raw;
CREATE TEMP TABLE zones AS SELECT z, ST_SetSRID(g::geometry, 4326) AS g FROM zones_raw;
CREATE INDEX ON zones USING gist (g);
ANALYZE points; ANALYZE zones;
SET max_parallel_workers_per_gather = {threads};
\\timing on
{queries}
\\timing off
\\copy pairs TO '{folder}/pairs.csv' WITH (FORMAT csv)
"""
"""Points are geometries and zones are indexed before the clock starts, as for the other tools."""


def postgis_server(
    zones: list[shapely.Polygon], points: Points, times: int
) -> tuple[list[float], Pairs]:
    """Time PostGIS on the server that SULH_BENCH_POSTGIS names (a connection string for psql)."""
    query = (
        "DROP TABLE IF EXISTS pairs;\n"
        "CREATE TEMP TABLE pairs AS SELECT p, z FROM points JOIN zones ON ST_Intersects(zones.g, points.g);"
    )
    with tempfile.TemporaryDirectory() as folder:
        numbered = np.column_stack((np.arange(len(points[0])), *points))
        np.savetxt(
            Path(folder, "points.csv"), numbered, fmt=("%d", "%.17g", "%.17g"), delimiter=","
        )
        lines = [f"{z},{shapely.to_wkb(zone, hex=True)}" for z, zone in enumerate(zones)]
        Path(folder, "zones.csv").write_text("\n".join(lines), encoding="ascii")
        script = POSTGIS_SCRIPT.format(
            folder=folder, threads=THREADS, queries="\n".join([query] * times)
        )
        command = ["psql", os.environ["SULH_BENCH_POSTGIS"], "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        said = subprocess.run(
            command, input=script, capture_output=True, text=True, check=True
        ).stdout
        taken = [float(line.split()[1]) / 1e3 for line in said.splitlines() if "Time:" in line]
        pairs = np.loadtxt(Path(folder, "pairs.csv"), delimiter=",", dtype=np.int64)
    # Each query is timed as two statements: dropping the table of the one before, and its own.
    return taken[1::2], (pairs[:, 0], pairs[:, 1])


RIVALS = (
    Rival(
        name="GeoPandas `sjoin` `intersects` (its default)",
        prepare=lambda z, p: geopandas_join(z, p, "intersects"),
        points_5=1_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="GeoPandas `sjoin` `within`",
        prepare=lambda z, p: geopandas_join(z, p, "within"),
        points_5=1_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="Shapely STRtree of the zones, `intersects`",
        prepare=lambda z, p: shapely_tree(z, p, "intersects"),
        points_5=1_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="Shapely STRtree of the zones, `within`",
        prepare=lambda z, p: shapely_tree(z, p, "within"),
        points_5=1_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="Shapely STRtree of the points",
        prepare=shapely_tree_of_points,
        points_5=1_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="Shapely prepared `intersects_xy` after bounding boxes",
        prepare=lambda z, p: shapely_prepared(z, p, shapely.intersects_xy),
        points_5=10_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="Shapely prepared `contains_xy` after bounding boxes",
        prepare=lambda z, p: shapely_prepared(z, p, shapely.contains_xy),
        points_5=10_000_000,
        points_500=1_000_000,
    ),
    Rival(
        name="the same on points sorted by lon (sorting counted)",
        prepare=lambda z, p: shapely_prepared_sorted(z, p, shapely.contains_xy),
        points_5=10_000_000,
        points_500=10_000_000,
    ),
    Rival(name="SedonaDB", prepare=sedona, points_5=10_000_000, points_500=10_000_000),
    Rival(name="polars-st `sjoin`", prepare=polars_st, points_5=1_000_000, points_500=100_000),
)
