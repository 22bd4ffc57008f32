"""Metres from points to borders, on the WGS 84 ellipsoid. How: border_nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.border_nearest import (
    PIECE_DEG,
    RUN,
    Arrays,
    Floats,
    Ints,
    boxes_around,
    distance_chunk,
    near_chunk,
)
from sulh.kernels.threads import in_chunks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Borders", "border_distance_m", "make_borders", "near_borders"]


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """Edges of several zones or lines made ready by `make_borders`. Immutable.

    Attributes
    ----------
    pieces : float64[p, 4]
        lon, lat of both ends of the edges, long ones cut up; in order of item.
    edge_of : int64[p]
        The edge of each piece.
    edges : float64[e, 4]
    run_start : int64[runs + 1]
        A run is up to `RUN` pieces of one item that follow each other.
    run_box : float64[runs, 4]
        lon min, lat min, lon max, lat max.
    item_start : int64[items + 1]
        The runs of each item.
    item_box : float64[items, 4]
    """

    pieces: Floats
    edge_of: Ints
    edges: Floats
    run_start: Ints
    run_box: Floats
    item_start: Ints
    item_box: Floats

    @property
    def arrays(self) -> Arrays:
        """Return the arrays as the kernels take them."""
        return (
            self.pieces,
            self.edge_of,
            self.edges,
            self.run_start,
            self.run_box,
            self.item_start,
            self.item_box,
        )


def make_borders(edges: ArrayLike, item_of: ArrayLike, n_items: int) -> Borders:
    """Make edges ready for `near_borders`.

    Parameters
    ----------
    edges : float64[e, 4]
        lon, lat of both ends, degrees, finite; straight in lon, lat.
    item_of : int[e]
        The zone or line of each edge, not decreasing, 0 to n_items - 1.
    n_items : int

    Raises
    ------
    ValueError
        When the arrays have other shapes, or hold NaN or infinity.
    """
    whole = np.ascontiguousarray(edges, np.float64).reshape(-1, 4)
    items = np.ascontiguousarray(item_of, np.int64)
    if items.shape != (len(whole),) or (np.diff(items) < 0).any():
        raise ValueError("item_of does not give each edge an item, in order")
    if not np.isfinite(whole).all():
        raise ValueError("an edge is not finite")
    cuts = np.maximum(np.abs(whole[:, 2] - whole[:, 0]), np.abs(whole[:, 3] - whole[:, 1]))
    n_pieces = np.maximum(np.ceil(cuts / PIECE_DEG), 1).astype(np.int64)
    edge_of = np.repeat(np.arange(len(whole)), n_pieces)
    pieces = whole if len(edge_of) == len(whole) else _cut(whole, n_pieces, edge_of)

    piece_item = items[edge_of]
    item_first = np.searchsorted(piece_item, np.arange(n_items + 1))
    runs_each = -(-np.diff(item_first) // RUN)
    item_start = np.concatenate(([0], np.cumsum(runs_each)))
    within = np.arange(item_start[-1]) - np.repeat(item_start[:-1], runs_each)
    run_start = np.append(np.repeat(item_first[:-1], runs_each) + RUN * within, len(pieces))
    return Borders(
        pieces=pieces,
        edge_of=edge_of,
        edges=whole,
        run_start=run_start,
        run_box=boxes_around(pieces, run_start),
        item_start=item_start,
        item_box=boxes_around(pieces, item_first),
    )


def _cut(whole: Floats, n_pieces: Ints, edge_of: Ints) -> Floats:
    """Cut each edge into so many pieces of one length; those of one piece stay as they are."""
    start, step = whole[edge_of, :2], (whole[:, 2:] - whole[:, :2])[edge_of]
    k = np.arange(len(edge_of)) - np.repeat(np.cumsum(n_pieces) - n_pieces, n_pieces)
    part = n_pieces[edge_of]
    pieces = np.hstack(
        (start + step * (k / part)[:, None], start + step * ((k + 1) / part)[:, None])
    )
    alone = part == 1
    pieces[alone] = whole[edge_of[alone]]
    return pieces


def border_distance_m(
    lon: ArrayLike, lat: ArrayLike, edges: ArrayLike, *, threads: int | None = None
) -> Floats:
    """Measure how far each point is from the nearest of some edges.

    Parameters
    ----------
    lon, lat : float64[m]
        Degrees, WGS 84.
    edges : float64[n, 4]
        lon, lat of both ends, degrees; straight in lon, lat. They may cross the antimeridian by
        going beyond 180.
    threads : int, optional
        By default as many as numba is set to.

    Returns
    -------
    metres : float64[m]
        Geodesic to within 0.1 % below 100 km, and exactly 0 on an edge; NaN for a point that is not
        finite, inf where there are no edges.
    """
    x, y = np.ascontiguousarray(lon, np.float64), np.ascontiguousarray(lat, np.float64)
    whole = np.ascontiguousarray(edges, np.float64).reshape(-1, 4)
    out = np.full(len(x), np.inf)
    if len(whole):
        borders = make_borders(whole, np.zeros(len(whole), np.int64), 1).arrays

        def measure(begin: int, end: int) -> None:
            distance_chunk(x, y, begin, end, borders, out)

        in_chunks(measure, len(x), block=64, alone=256, threads=threads)
    return out


def near_borders(
    borders: Borders,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    radius_m: ArrayLike,
    margin_m: ArrayLike = 0.0,
    threads: int | None = None,
) -> tuple[Ints, NDArray[np.int32], Floats]:
    """Find for each point the items whose border is at most its radius and their margin away.

    Parameters
    ----------
    borders : Borders
    lon, lat : float64[n]
        Degrees, WGS 84.
    radius_m : float64[n] or float
        Metres, of each point. NaN: nothing is near.
    margin_m : float64[items] or float
        Metres, of each item.
    threads : int, optional
        By default as many as numba is set to.

    Returns
    -------
    offsets : int64[n + 1]
    items : int32[k]
        The items near point i are ``items[offsets[i] : offsets[i + 1]]``, ascending: those with a
        distance (as `border_distance_m` measures it) <= radius + margin.
    metres : float64[k]
        The distance of each.
    """
    x, y = np.ascontiguousarray(lon, np.float64), np.ascontiguousarray(lat, np.float64)
    radius = np.ascontiguousarray(np.broadcast_to(np.asarray(radius_m, np.float64), x.shape))
    n_items = len(borders.item_box)
    margin = np.ascontiguousarray(np.broadcast_to(np.asarray(margin_m, np.float64), (n_items,)))
    counts = np.zeros(len(x), np.int64)

    def find(begin: int, end: int) -> tuple[NDArray[np.int32], Floats]:
        pair: tuple[NDArray[np.int32], Floats] = near_chunk(
            x, y, begin, end, radius, margin, borders.arrays, counts
        )
        return pair

    parts = in_chunks(find, len(x), block=64, alone=256, threads=threads)
    items = np.concatenate([items for items, _ in parts])
    metres = np.concatenate([metres for _, metres in parts])
    return np.concatenate(([0], np.cumsum(counts))), items, metres
