"""Lines of a GeoPackage (OGC 12-128r19): an SQLite file, geometries as well-known binary with a header."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from sulh.errors import InputError, Problem, plural, shown
from sulh.protect import RoadFile, RoadLine

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["geopackage_lines"]

WGS84 = (4326, 0)  # 0: undefined geographic, by the standard
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
LAYERS = """
    SELECT c.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id
    FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
    LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
    WHERE c.data_type = 'features' ORDER BY c.table_name
"""


def geopackage_lines(path: Path) -> RoadFile:
    """Return the lines of all layers, in degrees, WGS 84; the columns of a layer are the tags.

    Raises
    ------
    InputError
        When the file is no GeoPackage, or a layer is not in WGS 84.
    """
    if not path.is_file():
        raise InputError(f"{path} is not there.")
    lines: list[RoadLine] = []
    problems: list[Problem] = []
    raw: dict[int, str] = {}
    rows = 0
    notes = []
    try:
        # Immutable: a file that cannot be written, or lies on a read-only disk, is read all the same.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as base:
            layers = base.execute(LAYERS).fetchall()
            for table, column, srs, body, code in layers:
                is_wgs84 = srs in WGS84 or (str(body).upper() == "EPSG" and code == 4326)
                if not is_wgs84:
                    raise InputError(
                        f"{path.name}: the layer {shown(table)} is not in WGS 84 but in "
                        f"{shown(str(body))}:{shown(str(code))}.",
                        remedy="Export it again with coordinates in EPSG:4326.",
                    )
                before = len(lines)
                cursor = base.execute(f"SELECT * FROM {_quoted(table)}")
                names = [each[0] for each in cursor.description]
                for row in cursor:
                    rows += 1
                    cells = dict(zip(names, row, strict=True))
                    parts = _parts(cells.pop(column, None))
                    if not parts:
                        problems.append(_fault(path.name, rows))
                        raw[rows] = str({k: v for k, v in cells.items() if v is not None})
                    lines += [RoadLine(points=each, tags=cells, number=rows) for each in parts]
                notes.append(
                    f"{path.name}: layer {shown(table)}: {plural(len(lines) - before, 'line')}."
                )
    except sqlite3.Error as error:
        raise InputError(
            f"{shown(path.name)} is no GeoPackage that can be read: {shown(str(error))}."
        ) from error
    return RoadFile(
        lines=tuple(lines),
        rows=rows,
        notes=tuple(notes),
        problems=tuple(problems),
        raw=raw,
    )


def _quoted(name: str) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _parts(content: Any) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Return the lines of a geometry, float64[k, 2]; none where it is no line on Earth."""
    if not isinstance(content, bytes) or content[:2] != b"GP" or len(content) < 8:
        return []
    kind = (content[3] >> 1) & 7
    if kind >= len(ENVELOPE_BYTES):
        return []
    try:
        shape = shapely.from_wkb(content[8 + ENVELOPE_BYTES[kind] :])
    except shapely.errors.GEOSException:
        return []
    if shape is None or shape.geom_type not in ("LineString", "MultiLineString"):
        return []
    lines = [shapely.get_coordinates(each) for each in shapely.get_parts(shape)]
    is_good = all(len(x) > 1 and (np.abs(x) <= (180.0, 90.0)).all() for x in lines)
    return lines if is_good else []


def _fault(file: str, row: int) -> Problem:
    return Problem(
        code="bad-feature",
        source=file,
        row=row,
        field="geometry",
        value="",
        message="is not a line on Earth",
        expected="a LineString or MultiLineString in degrees",
        remedy="",
    )
