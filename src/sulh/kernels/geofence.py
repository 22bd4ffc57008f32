"""Points in zones: which zones of a set hold each of many points.

The verdicts are those of Shapely (GEOS) to the last bit: ``intersects`` counts the border as
inside, as ``shapely.intersects_xy`` does; ``contains`` does not, as ``shapely.contains_xy``. Edges
are straight in the coordinates given. NaN and infinite points are in no zone.

With ``wrap=True`` coordinates are degrees, lon then lat, and the meridians at -180 and 180 are one:
a zone that reaches beyond either (170 to 190, say) also holds the points written from the other
side. How it works: docs/explanation/geofence.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sulh.kernels.border_distance import Borders, make_borders, near_borders
from sulh.kernels.geofence_exact import BORDER, INSIDE
from sulh.kernels.geofence_grid import TILE, Floats, Grid, list_edges, mark_tiles, sweep
from sulh.kernels.geofence_query import (
    BLOCK,
    Tables,
    first_chunk,
    mask_chunk,
    offsets_chunk,
    zones_chunk,
)
from sulh.kernels.geofence_zones import (
    boxes_of,
    check_globe,
    checked_zones,
    rectangles_of,
    with_copies,
)
from sulh.kernels.threads import in_chunks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Predicate",
    "ZoneIndex",
    "build_index",
    "locate",
    "locate_first",
    "locate_mask",
    "locate_pairs",
    "near_border",
]

Predicate = Literal["intersects", "contains"]

ORDINARY = 2.0**300
"""Coordinates from 1/ORDINARY to ORDINARY, and 0, neither underflow nor overflow in a product of
two differences; the grid is used for them. Others are tried edge by edge, like GEOS, slowly."""

EDGES_MAX = 2**29
"""Edges are numbered in 29 bits of a stream of int32."""

ALONE = 65_536
"""So many points or fewer are done on the calling thread: starting others would cost more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ZoneIndex:
    """Zones made ready by `build_index`. Immutable, and safe to use from many threads.

    Attributes
    ----------
    n_zones : int
    wrap : bool
        Whether the meridians at -180 and 180 degrees are one.
    vertices : float64[m, 2]
        lon, lat of all rings, one after another, copies beyond the antimeridian included.
    zone_of : int32[m]
        The zone of each vertex, not decreasing.
    is_edge : bool[m]
        Whether an edge runs from vertex i to vertex i + 1.
    grid : tuple
        x0, y0, columns a degree, rows a degree, columns, rows.
    tables : tuple
        What the kernels take; see geofence_query.
    masks : unsigned[sets + 1]
        The bits of each set of zones, if there are no more than 64.
    borders : Borders or None
        The edges as `near_border` takes them, without copies; None with ``wrap=False``.
    """

    n_zones: int
    wrap: bool
    vertices: Floats
    zone_of: NDArray[np.int32]
    is_edge: NDArray[np.bool_]
    grid: Grid
    tables: Tables
    masks: NDArray[Any]
    borders: Borders | None

    @property
    def nbytes(self) -> int:
        """Return the memory that the index holds, in bytes."""
        arrays: list[NDArray[Any]] = [self.zone_of, self.is_edge, self.masks]
        arrays += self.borders.arrays if self.borders else ()
        grid_and_arrays = [*self.tables[:3], *self.tables[3], *self.tables[4]]
        arrays += [a for a in grid_and_arrays if isinstance(a, np.ndarray)]
        return sum(a.nbytes for a in {id(a): a for a in arrays}.values())


def build_index(
    coords: ArrayLike,
    ring_offsets: ArrayLike,
    *,
    polygon_offsets: ArrayLike,
    zone_offsets: ArrayLike,
    wrap: bool = True,
    cells: int | None = None,
) -> ZoneIndex:
    """Make zones ready for `locate`.

    The four arrays are what ``shapely.to_ragged_array`` gives for multipolygons. A zone is all its
    rings by the even-odd rule, so shells and holes need no order and no orientation.

    Parameters
    ----------
    coords : float64[n, 2]
        Vertices, lon and lat in degrees (or plane coordinates, with ``wrap=False``), finite.
    ring_offsets : int[rings + 1]
        Ring r is ``coords[ring_offsets[r] : ring_offsets[r + 1]]``; it is closed: its last vertex
        repeats its first.
    polygon_offsets : int[polygons + 1]
        Polygon p is rings ``polygon_offsets[p]`` to ``polygon_offsets[p + 1]``.
    zone_offsets : int[zones + 1]
        Zone z is polygons ``zone_offsets[z]`` to ``zone_offsets[z + 1]``; it may be empty.
    wrap : bool
        Make copies, shifted by 360 degrees, of zones that reach the antimeridian. Points are then
        expected in [-180, 180]; points beyond are in no zone.
    cells : int, optional
        About how many cells the grid shall have; it changes the speed, never a result.

    Raises
    ------
    ValueError
        When the arrays do not describe closed rings of finite coordinates, or when, with ``wrap``,
        a vertex is not within 540 degrees east or west and 90 north or south, or a zone more than
        360 degrees wide.
    """
    vertices, rings, ring_zone, n_zones = checked_zones(
        coords, ring_offsets, polygon_offsets, zone_offsets
    )
    rectangles = rectangles_of(vertices, rings, ring_zone, n_zones)
    boxes = boxes_of(vertices, rings, ring_zone, n_zones)
    borders = None
    if wrap:
        check_globe(vertices, boxes)
        borders = _borders(vertices, rings, ring_zone, n_zones)
        vertices, rings, ring_zone = with_copies(vertices, rings, ring_zone, boxes)
        boxes = boxes_of(vertices, rings, ring_zone, n_zones)
    if len(vertices) > EDGES_MAX:
        raise ValueError(f"{len(vertices)} vertices are more than {EDGES_MAX}")
    is_edge = np.ones(len(vertices), np.bool_)
    is_edge[rings[1:] - 1] = False
    zone_of = np.repeat(ring_zone, np.diff(rings))

    size = np.abs(vertices)
    ordinary = bool(np.all((size == 0) | ((size >= 1 / ORDINARY) & (size <= ORDINARY))))
    grid = _grid(boxes, ordinary=ordinary, wrap=wrap, cells=cells or _cell_count(len(vertices)))
    listing = list_edges(vertices, is_edge, grid)
    tiles, n_touched = mark_tiles(grid, listing)
    state = np.zeros(n_touched * TILE * TILE, np.int32)
    stream, set_start, set_zone = sweep(zone_of, n_zones, grid, listing, tiles, state)
    # Copies made by NumPy may lie in large pages, which far reads gain from.
    stream = np.array(stream)

    n_sets = len(set_start) - 1
    set_first = np.full(n_sets + 1, -1, np.int32)
    nonempty = np.diff(set_start) > 0
    set_first[:-1][nonempty] = set_zone[set_start[:-1][nonempty]]
    shape = (stream, vertices, boxes, rectangles, ordinary)
    return ZoneIndex(
        n_zones=n_zones,
        wrap=wrap,
        vertices=vertices,
        zone_of=zone_of,
        is_edge=is_edge,
        grid=grid,
        tables=(grid, tiles, state, shape, (set_start, set_zone, set_first)),
        masks=_set_masks(set_start, set_zone, n_zones),
        borders=borders,
    )


def locate(
    index: ZoneIndex,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    predicate: Predicate = "intersects",
    threads: int | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Find all zones of each point, as one list with offsets.

    Parameters
    ----------
    index : ZoneIndex
    lon, lat : float64[n]
        Degrees, WGS 84, lon in [-180, 180].
    predicate : {"intersects", "contains"}
        Whether a point on a border counts as inside.
    threads : int, optional
        By default as many as numba is set to (``NUMBA_NUM_THREADS``, or all cores).

    Returns
    -------
    offsets : int64[n + 1]
    zones : int32[pairs]
        The zones of point i are ``zones[offsets[i] : offsets[i + 1]]``, ascending.
    """
    x, y, least = _points(lon, lat, predicate)
    counts = np.empty(len(x), np.int32)
    _, zones, starts = _locate_chunks(index, x, y, least=least, counts=counts, threads=threads)
    offsets = np.zeros(len(x) + 1, np.int64)

    def fill(begin: int, end: int) -> None:
        offsets_chunk(counts, begin, end, starts[begin], offsets)

    in_chunks(fill, len(x), block=BLOCK, alone=ALONE, threads=threads)
    return offsets, zones


def locate_pairs(
    index: ZoneIndex,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    predicate: Predicate = "intersects",
    threads: int | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Find all pairs of a point and a zone that holds it; parameters as in `locate`.

    Returns
    -------
    points : int64[pairs]
        Ascending.
    zones : int32[pairs]
        Ascending for each point.
    """
    x, y, least = _points(lon, lat, predicate)
    counts = np.empty(0, np.int32)
    points, zones, _ = _locate_chunks(index, x, y, least=least, counts=counts, threads=threads)
    return points, zones


def locate_first(
    index: ZoneIndex,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    predicate: Predicate = "intersects",
    threads: int | None = None,
) -> NDArray[np.int32]:
    """Find the zone with the lowest number that holds each point; parameters as in `locate`.

    Returns
    -------
    zone : int32[n]
        -1 where no zone holds the point.
    """
    x, y, least = _points(lon, lat, predicate)
    out = np.empty(len(x), np.int32)

    def fill(begin: int, end: int) -> None:
        first_chunk(x, y, begin, end, index.tables, least, out)

    in_chunks(fill, len(x), block=BLOCK, alone=ALONE, threads=threads)
    return out


def locate_mask(
    index: ZoneIndex,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    predicate: Predicate = "intersects",
    threads: int | None = None,
) -> NDArray[Any]:
    """Find all zones of each point as bits, for up to 64 zones; parameters as in `locate`.

    Returns
    -------
    bits : uint8[n], uint16[n], uint32[n] or uint64[n]
        The smallest that has a bit for each zone. Bit z is set where zone z holds the point.

    Raises
    ------
    ValueError
        When the index has more than 64 zones.
    """
    if index.n_zones > 64:
        raise ValueError(f"{index.n_zones} zones do not fit in 64 bits; use locate")
    x, y, least = _points(lon, lat, predicate)
    out = np.empty(len(x), index.masks.dtype)

    def fill(begin: int, end: int) -> None:
        mask_chunk(x, y, begin, end, index.tables, index.masks, least, out)

    in_chunks(fill, len(x), block=BLOCK, alone=ALONE, threads=threads)
    return out


def near_border(
    index: ZoneIndex,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    radius_m: ArrayLike,
    margin_m: ArrayLike = 0.0,
    threads: int | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
    """Find the zones whose border is at most the point's radius and the zone's margin away.

    Parameters
    ----------
    index : ZoneIndex
        Of lon, lat: built with ``wrap=True``.
    lon, lat : float64[n]
        Degrees, WGS 84.
    radius_m : float64[n] or float
        Metres, of each point. NaN: nothing is near.
    margin_m : float64[zones] or float
        Metres, of each zone.
    threads : int, optional
        By default as many as numba is set to.

    Returns
    -------
    offsets : int64[n + 1]
    zones : int32[k]
        The zones near point i are ``zones[offsets[i] : offsets[i + 1]]``, ascending: those whose
        border is at a distance <= radius + margin, on either side of the point.
    metres : float64[k]
        The distance of each, geodesic to within 0.1 % below 100 km, exactly 0 on the border.

    Raises
    ------
    ValueError
        When the index was built with ``wrap=False``.
    """
    if index.borders is None:
        raise ValueError("distances need an index of lon, lat, built with wrap=True")
    return near_borders(
        index.borders, lon, lat, radius_m=radius_m, margin_m=margin_m, threads=threads
    )


def _locate_chunks(
    index: ZoneIndex,
    x: Floats,
    y: Floats,
    *,
    least: int,
    counts: NDArray[np.int32],
    threads: int | None,
) -> tuple[NDArray[np.int64], NDArray[np.int32], dict[int, int]]:
    """Return points and zones of all pairs, and how many come before each part of the points."""

    def find(begin: int, end: int) -> tuple[int, Any, Any]:
        return begin, *zones_chunk(x, y, begin, end, index.tables, least, counts)

    parts = in_chunks(find, len(x), block=BLOCK, alone=ALONE, threads=threads)
    starts = np.cumsum([0] + [len(zones) for _, _, zones in parts])
    points = np.empty(starts[-1] if counts.size == 0 else 0, np.int64)
    zones = np.empty(starts[-1], np.int32)

    def join(first: int, last: int) -> None:
        for part in range(first, last):
            begin, some_points, some_zones = parts[part]
            zones[starts[part] : starts[part + 1]] = some_zones
            if points.size:
                np.add(some_points, begin, out=points[starts[part] : starts[part + 1]])

    in_chunks(join, len(parts), block=1, alone=1, threads=threads)
    return points, zones, {part[0]: int(starts[k]) for k, part in enumerate(parts)}


def _points(lon: ArrayLike, lat: ArrayLike, predicate: Predicate) -> tuple[Floats, Floats, int]:
    if predicate not in {"intersects", "contains"}:
        raise ValueError(f"predicate {predicate!r} is neither 'intersects' nor 'contains'")
    x = np.ascontiguousarray(lon, np.float64)
    y = np.ascontiguousarray(lat, np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"lon {x.shape} and lat {y.shape} are not two arrays of one length")
    return x, y, INSIDE if predicate == "contains" else BORDER


def _borders(
    vertices: Floats, rings: NDArray[np.int64], ring_zone: NDArray[np.int32], n_zones: int
) -> Borders:
    is_edge = np.ones(len(vertices), np.bool_)
    is_edge[rings[1:] - 1] = False
    first = np.flatnonzero(is_edge)
    zone_of = np.repeat(ring_zone, np.diff(rings))
    return make_borders(np.hstack((vertices[first], vertices[first + 1])), zone_of[first], n_zones)


def _cell_count(n_vertices: int) -> int:
    """Return how many cells serve so many vertices, as measured.

    The more cells, the fewer points lie in one that edges touch, and the fewer edges those hold;
    but the index takes longer to build, and reading it waits for memory.
    """
    return int(min(max(10_000 * n_vertices**0.5, 4_096), 2**25))


def _grid(boxes: Floats, *, ordinary: bool, wrap: bool, cells: int) -> Grid:
    """Choose the grid: about square cells over all zones; one cell where nothing else is sound.

    With a scale of 0 every finite coordinate falls in one cell.
    """
    nonempty = boxes[boxes[:, 0] <= boxes[:, 2]]
    if not ordinary or len(nonempty) == 0:
        return 0.0, 0.0, 0.0, 0.0, TILE, TILE
    x0, y0 = nonempty[:, :2].min(axis=0)
    x1, y1 = nonempty[:, 2:].max(axis=0)
    if wrap:
        x0, x1 = max(x0, -180.0), min(x1, 180.0)
    width, height = float(x1 - x0), float(y1 - y0)
    if width <= 0 and height <= 0:
        return 0.0, 0.0, 0.0, 0.0, TILE, TILE
    longest = max(width, height)
    width, height = max(width, longest / cells), max(height, longest / cells)
    tiles = max(1, cells // TILE**2)
    across = min(max(round((tiles * width / height) ** 0.5), 1), tiles)
    down = min(max(round(tiles / across), 1), tiles)
    columns, rows = across * TILE, down * TILE
    # A trifle less, so that the far border falls in the last column, not beyond it.
    shrink = 1 - 2.0**-40
    return float(x0), float(y0), columns / width * shrink, rows / height * shrink, columns, rows


def _set_masks(
    set_start: NDArray[np.int64], set_zone: NDArray[np.int32], n_zones: int
) -> NDArray[Any]:
    """Return the bits of each set and a last 0; nothing when there are more than 64 zones."""
    if n_zones > 64:
        return np.empty(0, np.uint64)
    bits = next(b for b in (8, 16, 32, 64) if n_zones <= b)
    masks = np.zeros(len(set_start), np.uint64)
    members = np.uint64(1) << set_zone.astype(np.uint64)
    np.bitwise_or.at(masks, np.repeat(np.arange(len(set_start) - 1), np.diff(set_start)), members)
    return masks.astype(f"u{bits // 8}")
