"""Features as a GeoPackage (OGC 12-128r18, 1.3): a database in one file, made in memory.

Coordinates are lon, lat in degrees (EPSG:4326 as GeoPackage has it, x first).
"""

from __future__ import annotations

import sqlite3
import struct
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import shapely

from sulh.share.files.frames import geometry_wkb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.share.features import Collection

__all__ = ["geopackage_bytes"]

HEADER = b"GP\x00\x01" + struct.pack("<i", 4326)
"""Version 1, little-endian, no envelope; the geometry itself follows."""
LONG_AGO = "1970-01-01T00:00:00.000Z"
WGS_84 = (
    'GEOGCS["WGS 84",DATUM["World Geodetic System 1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
TABLES = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""


def geopackage_bytes(collections: Iterable[Collection]) -> bytes:
    """Return a GeoPackage with a layer for each collection; the same features are the same bytes."""
    with sqlite3.connect(":memory:") as base:
        base.executescript(TABLES)
        base.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
            [
                ("Undefined cartesian", -1, "NONE", -1, "undefined"),
                ("Undefined geographic", 0, "NONE", 0, "undefined"),
                ("WGS 84", 4326, "EPSG", 4326, WGS_84),
            ],
        )
        for each in collections:
            _add(base, each)
        base.commit()
        content = base.serialize()
    base.close()
    return content


def _add(base: sqlite3.Connection, collection: Collection) -> None:
    columns, table = collection.columns, _quoted(collection.id)
    fields = [f"{_quoted(name)} {_type(dtype)}" for name, dtype in columns.frame.schema.items()]
    base.execute(
        f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom GEOMETRY, {', '.join(fields)})"
    )
    rows = (
        (None if shape is None else HEADER + shape, *map(_plain, row))
        for shape, row in zip(geometry_wkb(columns), columns.frame.iter_rows(), strict=True)
    )
    names = ", ".join(["geom", *map(_quoted, columns.frame.columns)])
    marks = ", ".join("?" * (1 + columns.frame.width))
    base.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    shapes = columns.all_shapes[columns.placed]
    bounds = [float(each) for each in shapely.total_bounds(shapes)] if shapes.size else [None] * 4
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
        (collection.id, collection.title, collection.description, _changed(columns.frame), *bounds),
    )
    base.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
        (collection.id, "POINT" if columns.lon is not None else "GEOMETRY"),
    )


def _changed(frame: pl.DataFrame) -> str:
    """Return when the last change came in: a layer says no time of its own making."""
    last = frame["changed_at"].max() if "changed_at" in frame.columns else None
    return _plain(last) if isinstance(last, datetime) else LONG_AGO


def _type(dtype: pl.DataType) -> str:
    if dtype == pl.Boolean:
        return "BOOLEAN"
    if dtype.is_integer():
        return "INTEGER"
    if dtype.is_numeric():
        return "REAL"
    if dtype == pl.Date:
        return "DATE"
    return "DATETIME" if isinstance(dtype, pl.Datetime) else "TEXT"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03}Z"
    if isinstance(value, float) and np.isnan(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
