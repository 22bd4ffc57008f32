"""Collections of features as files: for tables, maps, notebooks and geographic information systems."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.files.frames import arrow_bytes, geoparquet_bytes
    from sulh.share.files.geopackage import geopackage_bytes
    from sulh.share.files.kml import kml_bytes
    from sulh.share.files.sheets import features_csv, features_xlsx
    from sulh.share.files.write import FILE_TYPES, ROWS_OF_FILE_MAX, FileForm, file_bytes

__all__ = [
    "FILE_TYPES",
    "ROWS_OF_FILE_MAX",
    "FileForm",
    "arrow_bytes",
    "features_csv",
    "features_xlsx",
    "file_bytes",
    "geopackage_bytes",
    "geoparquet_bytes",
    "kml_bytes",
]

export_lazily(__name__)
