"""Features as tables for people: CSV and a workbook. A cell is never a formula, whoever wrote the report."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import shapely
import xlsxwriter

from sulh.share.features import plain_value
from sulh.tables.rejects import defused

if TYPE_CHECKING:
    from sulh.share.features import Collection

__all__ = ["features_csv", "features_xlsx"]

CELL_MAX = 32_767
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""What every workbook says of its making: the same features are the same bytes."""


def _rows(collection: Collection) -> tuple[list[str], list[list[Any]]]:
    """Return names and rows, with lon and lat of points, or the shape as well-known text."""
    columns = collection.columns
    names, rows = list(columns.frame.columns), [list(each) for each in columns.frame.iter_rows()]
    for row in rows:
        row[:] = [plain_value(each) for each in row]
    if columns.lon is not None and columns.lat is not None:
        places = zip(columns.lon.tolist(), columns.lat.tolist(), columns.placed, strict=True)
        names += ["lon", "lat"]
        for row, (lon, lat, placed) in zip(rows, places, strict=True):
            row.extend([lon, lat] if placed else [None, None])
    elif columns.shapes is not None:
        names.append("wkt")
        for row, text in zip(rows, shapely.to_wkt(columns.all_shapes), strict=True):
            row.append(text)
    return names, rows


def features_csv(collection: Collection) -> bytes:
    """Return a CSV file, UTF-8 with a mark at its beginning, which spreadsheets need; times in UTC."""
    names, rows = _rows(collection)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows(
        [defused(each) if isinstance(each, str) else each for each in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def features_xlsx(collection: Collection) -> bytes:
    """Return a workbook with one sheet; times are texts in UTC, so that no spreadsheet shifts them."""
    names, rows = _rows(collection)
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet(collection.id[:31])
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows, 1):
            sheet.write_row(
                place, 0, [each[:CELL_MAX] if isinstance(each, str) else each for each in row]
            )
    return content.getvalue()
