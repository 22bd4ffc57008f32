"""Write a collection in one of the forms of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sulh.errors import InputError, plural
from sulh.share.files.frames import arrow_bytes, geoparquet_bytes
from sulh.share.files.geopackage import geopackage_bytes
from sulh.share.files.kml import kml_bytes
from sulh.share.files.sheets import features_csv, features_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sulh.share.features import Collection

__all__ = ["FILE_TYPES", "ROWS_OF_FILE_MAX", "FileForm", "file_bytes"]

FileForm = Literal["csv", "xlsx", "kml", "gpkg", "parquet", "arrow"]
ROWS_OF_FILE_MAX = 200_000
FILE_TYPES: Mapping[FileForm, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "kml": "application/vnd.google-earth.kml+xml",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.file",
}
"""The media type of each form."""
WRITERS: Mapping[FileForm, Callable[[Collection], bytes]] = {
    "csv": features_csv,
    "xlsx": features_xlsx,
    "kml": kml_bytes,
    "gpkg": lambda collection: geopackage_bytes([collection]),
    "parquet": geoparquet_bytes,
    "arrow": arrow_bytes,
}


def file_bytes(collection: Collection, form: FileForm) -> bytes:
    """Return a collection as a file. The same features are the same bytes.

    Raises
    ------
    InputError
        When it has more features than a file holds.
    """
    if collection.columns.height > ROWS_OF_FILE_MAX:
        raise InputError(
            f"{plural(collection.columns.height, 'feature is', 'features are')} more than the "
            f"{ROWS_OF_FILE_MAX:,} of a file.",
            remedy="Ask for less with bbox, datetime or a filter.",
        )
    return WRITERS[form](collection)
