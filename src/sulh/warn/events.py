"""Deadly events as a table: one row an event, or a place and year.

Columns: lon, lat (degrees, WGS 84), year, month (null where only the year is known), country (empty
where it is not known), district, deaths and civilian_deaths (best), each with _low and _high. Deaths are
counts; nothing here names a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe import Report

__all__ = ["EVENTS"]

EVENTS: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "year": pl.Int64,
    "month": pl.Int64,
    "country": pl.String,
    "district": pl.String,
    **{
        f"{measure}{bound}": pl.Int64
        for measure in ("deaths", "civilian_deaths")
        for bound in ("", "_low", "_high")
    },
}
