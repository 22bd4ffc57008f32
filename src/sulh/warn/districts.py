"""Districts as cells: the zones of a pack, by the name that an event gives, else by their borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.observe import normalise_name
from sulh.warn.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import shapely

    from sulh.mission import Pack

__all__ = ["District", "district_cells", "pack_districts"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district: the names that events give it, and its borders where the pack has them."""

    names: tuple[str, ...]
    geometry: shapely.Geometry | None = None


def pack_districts(pack: Pack) -> dict[str, District]:
    """Return the districts of a mission's pack by title.

    Raises
    ------
    InputError
        When the pack has no districts.
    """
    districts = {
        zone.name: District(names=zone.names, geometry=zone.geometry)
        for zone in pack.zones.values()
        if zone.kind == pack.districts
    }
    if not districts:
        raise InputError(
            f"The pack {pack.id} has no districts.", remedy="Choose --cells prio or h3."
        )
    return districts


def district_cells(
    districts: Mapping[str, District], lon: Floats, lat: Floats, labels: Sequence[str]
) -> Cells:
    """Return districts as cells: all of them, with or without an event.

    An event lies in the district that it names; where it names none of them, in the first by name
    whose borders hold its point. Districts are neighbours when their borders come within a hundredth
    of a degree of each other. A district without borders is shown as a ring around its events.

    Parameters
    ----------
    districts
        By title.
    lon, lat
        Of the events, degrees.
    labels
        The district that each event names, or empty.
    """
    import shapely as sh  # noqa: PLC0415 -- slow to load

    titles = tuple(sorted(districts))
    shapes = [districts[title].geometry for title in titles]
    by_name = {
        normalise_name(name): i
        for i, title in enumerate(titles)
        for name in (title, *districts[title].names)
    }
    of_point = np.array([by_name.get(normalise_name(each), -1) for each in labels], dtype=np.int64)
    for i in reversed(range(len(titles))):
        if shapes[i] is not None:
            inside = np.asarray(sh.intersects_xy(shapes[i], lon, lat))
            of_point[inside & (of_point < 0)] = i
    areas = [i for i, each in enumerate(shapes) if each is not None]
    pairs = [
        (i, j) for i in areas for j in areas if i != j and sh.dwithin(shapes[i], shapes[j], 0.01)
    ]
    middles = np.array([_middle(shapes[i], lon, lat, of_point == i) for i in range(len(titles))])
    return Cells(
        kind="district",
        names=titles,
        lon=middles[:, 0],
        lat=middles[:, 1],
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        of_point=of_point,
        outlines=tuple(
            _ring(*middle) if shape is None else _outline(shape)
            for shape, middle in zip(shapes, middles, strict=True)
        ),
    )


def _middle(
    shape: shapely.Geometry | None, lon: Floats, lat: Floats, own: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return where to show a district: a point in it, or the middle of its events."""
    if shape is not None:
        point = shape.representative_point()
        return float(point.x), float(point.y)
    if not own.any():
        own = np.ones(len(lon), dtype=np.bool_)
    return float(np.median(lon[own])), float(np.median(lat[own]))


def _ring(lon: float, lat: float) -> Floats:
    """Return a mark where there is no outline: a ring of a quarter degree."""
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return np.column_stack([lon + 0.25 * np.cos(angle), lat + 0.25 * np.sin(angle)])


def _outline(shape: shapely.Geometry) -> Floats:
    """Return the outline of the largest part."""
    parts = list(getattr(shape, "geoms", [shape]))
    largest = max(parts, key=lambda part: part.area)
    return np.asarray(largest.exterior.coords)[:, :2]
