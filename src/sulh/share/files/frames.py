"""Features as columns for notebooks: an Arrow file, and GeoParquet 1.1.

The geometry is well-known binary (lon, lat in degrees, WGS 84); a feature that lies nowhere has none.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import shapely

if TYPE_CHECKING:
    from sulh.share.features import Collection
    from sulh.share.filters import FeatureColumns

__all__ = ["arrow_bytes", "geometry_wkb", "geoparquet_bytes"]


def geometry_wkb(columns: FeatureColumns) -> list[bytes | None]:
    """Return where the features are, as little-endian well-known binary."""
    return list(shapely.to_wkb(columns.all_shapes, byte_order=1))


def _with_geometry(columns: FeatureColumns) -> pl.DataFrame:
    shapes = pl.Series("geometry", geometry_wkb(columns), dtype=pl.Binary)
    return columns.frame.with_columns(shapes)


def arrow_bytes(collection: Collection) -> bytes:
    """Return an Arrow file (IPC): ``polars.read_ipc`` and ``pyarrow.ipc.open_file`` read it."""
    content = io.BytesIO()
    _with_geometry(collection.columns).write_ipc(content, compat_level=pl.CompatLevel.oldest())
    return content.getvalue()


def geoparquet_bytes(collection: Collection) -> bytes:
    """Return a GeoParquet file (1.1.0), whose coordinates are in OGC:CRS84, as is meant where none is named."""
    columns = collection.columns
    shapes = columns.all_shapes[columns.placed]
    types = sorted({each.geom_type for each in shapes})
    about: dict[str, Any] = {"encoding": "WKB", "geometry_types": types}
    if shapes.size:
        about["bbox"] = [float(each) for each in shapely.total_bounds(shapes)]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": about}}
    content = io.BytesIO()
    _with_geometry(columns).write_parquet(content, metadata={"geo": json.dumps(geo)})
    return content.getvalue()
