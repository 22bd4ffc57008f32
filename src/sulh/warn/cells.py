"""Which cell holds a point, and which cells are neighbours.

PRIO-GRID (Tollefsen, Strand and Buhaug 2012, Journal of Peace Research 49(2)): half a degree, 720
columns from the west, 360 rows from the south; cell 1 is the south-western one, and row r, column c
(from 0) is cell r * 720 + c + 1. H3 needs the extra `h3`. Districts: `sulh.warn.districts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, MissingExtraError

__all__ = [
    "CellKind",
    "Cells",
    "h3_cells",
    "prio_cells",
    "prio_centre",
    "prio_gid",
    "square_cells",
    "unwrap",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CellKind = Literal["prio", "h3", "district"]

PRIO_DEGREES = 0.5
H3_RESOLUTION = 4
"""Hexagons of about 1,770 square kilometres; a PRIO-GRID cell at the equator has 3,090."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Cells, and the cell that each of many points lies in.

    `names` are ascending; `lon`, `lat` (float64[n]) the centres; `pairs` (int64[p, 2]) the neighbours,
    both ways; `of_point` (int64[points]) the cell of each point, -1: in none. `outlines` are drawn on
    maps, one for each cell: float64[k, 2], lon, lat.
    """

    kind: str
    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    pairs: Ints
    of_point: Ints
    outlines: tuple[Floats, ...]


def prio_gid(lon: Floats, lat: Floats) -> Ints:
    """Return the PRIO-GRID cell of each point, 1 to 259,200.

    A point on the border of two cells belongs to the eastern and northern one; the poles and the
    180th meridian to the last row and column.
    """
    return _square(np.asarray(lon), np.asarray(lat), PRIO_DEGREES) + 1


def prio_centre(gid: Ints) -> tuple[Floats, Floats]:
    """Return lon and lat of the centres of PRIO-GRID cells, degrees."""
    return _centre(np.asarray(gid) - 1, PRIO_DEGREES)


def _square(lon: Floats, lat: Floats, degrees: float) -> Ints:
    columns, rows = round(360 / degrees), round(180 / degrees)
    column = np.minimum(np.floor((lon + 180) / degrees), columns - 1)
    row = np.minimum(np.floor((lat + 90) / degrees), rows - 1)
    return np.asarray(row * columns + column, dtype=np.int64)


def _centre(square: Ints, degrees: float) -> tuple[Floats, Floats]:
    columns = round(360 / degrees)
    row, column = np.divmod(square, columns)
    return (column + 0.5) * degrees - 180, (row + 0.5) * degrees - 90


def prio_cells(lon: Floats, lat: Floats, *, ring: int = 1) -> Cells:
    """Return the PRIO-GRID cells of points, with the cells up to `ring` steps around them."""
    return _squares("prio", lon, lat, degrees=PRIO_DEGREES, ring=ring)


def square_cells(lon: Floats, lat: Floats, *, degrees: float, ring: int = 0) -> Cells:
    """Return the cells of points in a grid of squares of so many degrees."""
    if not (0.01 <= degrees <= 10 and abs(360 / degrees - round(360 / degrees)) < 1e-6):
        raise InputError(
            f"Squares of {degrees} degrees do not fill the globe.",
            remedy="Choose 0.01 to 10 degrees that divide 180, e.g. 0.1, 0.25 or 0.5.",
        )
    return _squares("square", lon, lat, degrees=degrees, ring=ring)


def _squares(kind: str, lon: Floats, lat: Floats, *, degrees: float, ring: int) -> Cells:
    columns, rows = round(360 / degrees), round(180 / degrees)
    of_point = _square(lon, lat, degrees)
    squares = np.unique(of_point)
    for _ in range(ring):
        squares = np.unique(np.concatenate([squares, _around(squares, columns, rows)[:, 1]]))
    around = _around(squares, columns, rows)
    place = np.searchsorted(squares, around)
    is_here = (place < len(squares)) & (squares[np.minimum(place, len(squares) - 1)] == around)
    pairs = place[is_here.all(axis=1)]
    centre_lon, centre_lat = _centre(squares, degrees)
    half = degrees / 2
    corners = np.array([[-half, -half], [half, -half], [half, half], [-half, half]])
    return Cells(
        kind=kind,
        names=tuple(f"{each + 1}" for each in squares),
        lon=centre_lon,
        lat=centre_lat,
        pairs=pairs,
        of_point=np.searchsorted(squares, of_point),
        outlines=tuple(
            corners + np.array([x, y]) for x, y in zip(centre_lon, centre_lat, strict=True)
        ),
    )


def _around(squares: Ints, columns: int, rows: int) -> Ints:
    """Return the pairs of each square and the up to eight around it, across the 180th meridian."""
    row, column = np.divmod(squares, columns)
    pairs = []
    for up in (-1, 0, 1):
        for east in (-1, 0, 1):
            if up == east == 0:
                continue
            on_globe = (row + up >= 0) & (row + up < rows)
            other = (row + up) * columns + (column + east) % columns
            pairs.append(np.column_stack([squares, other])[on_globe])
    return np.concatenate(pairs)


def h3_cells(lon: Floats, lat: Floats, *, resolution: int = H3_RESOLUTION, ring: int = 1) -> Cells:
    """Return the H3 hexagons of points, with those up to `ring` steps around them.

    Raises
    ------
    MissingExtraError
        When the extra `h3` is not installed.
    """
    try:
        import h3  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(work="Forecasting in H3 cells", extra="h3") from error
    of_point = [h3.latlng_to_cell(y, x, resolution) for x, y in zip(lon, lat, strict=True)]
    hexagons = sorted({each for cell in set(of_point) for each in h3.grid_disk(cell, ring)})
    place = {cell: i for i, cell in enumerate(hexagons)}
    pairs = [
        (i, place[other])
        for cell, i in place.items()
        for other in sorted(h3.grid_disk(cell, 1))
        if other != cell and other in place
    ]
    centres = np.array([h3.cell_to_latlng(cell) for cell in hexagons]).reshape(-1, 2)
    return Cells(
        kind="h3",
        names=tuple(hexagons),
        lon=centres[:, 1],
        lat=centres[:, 0],
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        of_point=np.array([place[cell] for cell in of_point], dtype=np.int64),
        outlines=tuple(np.array(h3.cell_to_boundary(cell))[:, ::-1] for cell in hexagons),
    )


def unwrap(outline: Floats) -> Floats:
    """Return an outline in one piece: where it crosses the 180th meridian, with lon beyond 180."""
    lon, lat = outline.T
    if np.ptp(lon) <= 180:
        return outline
    return np.column_stack([np.where(lon < 0, lon + 360, lon), lat])
