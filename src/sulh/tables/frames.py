"""Any library's data frame as a Polars frame: Polars, Arrow, pandas, GeoPandas."""

from __future__ import annotations

from typing import Any

import polars as pl

from sulh.errors import InputError, MissingExtraError

__all__ = ["as_frame", "to_pandas"]

WGS84 = "EPSG:4326"


def as_frame(data: Any) -> pl.DataFrame:
    """Return a data frame of any library as a Polars frame, NaN as null.

    Taken are Polars frames, anything with the Arrow PyCapsule interface, pandas frames, and
    GeoPandas frames, whose points become the columns `lon` and `lat` (degrees, WGS 84).

    Raises
    ------
    InputError
        When the value is no data frame, or its geometry is not points.
    """
    if isinstance(data, pl.LazyFrame):
        return as_frame(data.collect())
    if isinstance(data, pl.DataFrame):
        frame = data
    elif hasattr(data, "geometry") and hasattr(data, "to_crs"):
        frame = _from_geopandas(data)
    elif hasattr(data, "dtypes") and hasattr(data, "index") and hasattr(data, "to_dict"):
        frame = _from_pandas(data)
    elif hasattr(data, "__arrow_c_stream__"):
        frame = pl.DataFrame(data)
    elif isinstance(data, list | tuple) and all(isinstance(row, dict) for row in data):
        frame = pl.DataFrame(list(data), infer_schema_length=None)
    else:
        raise InputError(
            f"A {type(data).__name__} is no table.",
            remedy="Give a Polars, pandas, GeoPandas or Arrow table, or a list of dictionaries.",
        )
    return frame.with_columns(pl.col(pl.Float32, pl.Float64).fill_nan(None))


def to_pandas(frame: pl.DataFrame) -> Any:
    """Return a Polars frame as a pandas frame; null is None, NaN or NaT, as pandas has it.

    Needs pandas only: Polars' own `to_pandas` also needs pyarrow.

    Raises
    ------
    MissingExtraError
        When pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 -- an extra
    except ImportError:
        raise MissingExtraError(work="A pandas frame", extra="pandas") from None
    return pd.DataFrame({column.name: column.to_list() for column in frame})


def _from_pandas(data: Any) -> pl.DataFrame:
    """Return a pandas frame column by column: no pyarrow is needed."""
    columns = {}
    for name in data.columns:
        column = data[name]
        if str(column.dtype) in ("object", "category", "str") or "string" in str(column.dtype):
            missing = column.isna().to_list()
            values = [
                None if is_missing else value
                for value, is_missing in zip(column.to_list(), missing, strict=True)
            ]
            columns[str(name)] = pl.Series(str(name), values, strict=False)
        elif column.isna().any() and str(column.dtype)[0] in "IUFbB":
            columns[str(name)] = pl.Series(
                str(name), column.astype(object).where(column.notna(), None).to_list()
            )
        else:
            columns[str(name)] = _from_plain(str(name), column)
    return pl.DataFrame(columns)


def _from_plain(name: str, column: Any) -> pl.Series:
    timezone = getattr(column.dtype, "tz", None)
    if timezone is not None:
        utc = column.dt.tz_convert("UTC").dt.tz_localize(None)
        return pl.Series(name, _microseconds(utc)).dt.replace_time_zone("UTC")
    return pl.Series(name, _microseconds(column))


def _microseconds(column: Any) -> Any:
    """Return a column's array, times in microseconds: Polars takes no times in seconds."""
    values = column.to_numpy()
    return values.astype("datetime64[us]") if values.dtype.kind == "M" else values


def _from_geopandas(data: Any) -> pl.DataFrame:
    geometry = data.geometry
    if not bool((geometry.geom_type == "Point").all()):
        raise InputError(
            "A geometry is no point.", remedy="Give points, for instance the centroids of areas."
        )
    points = geometry if data.crs is None else geometry.to_crs(WGS84)
    others = data.drop(columns=[geometry.name])
    frame = _from_pandas(others)
    return frame.with_columns(
        pl.Series("lon", points.x.to_numpy()), pl.Series("lat", points.y.to_numpy())
    )
