"""Tables with hashtags of HXL as files: CSV, XLSX, and JSON as an array of arrays."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from sulh.report.xlsx import rows_xlsx
from sulh.tables import defused

if TYPE_CHECKING:
    from sulh.recover import HxlSheet

__all__ = ["hxl_csv", "hxl_json", "hxl_xlsx"]


def hxl_csv(sheet: HxlSheet) -> str:
    """Return a table as CSV; texts that a spreadsheet would run as a formula are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows((sheet.words, sheet.hashtags))
    for row in sheet.rows:
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def hxl_json(sheet: HxlSheet) -> str:
    """Return a table as a JSON array of arrays, its first two the headers."""
    arrays = [sheet.words, sheet.hashtags, *sheet.rows]
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in arrays) + "\n]\n"


def hxl_xlsx(sheet: HxlSheet) -> bytes:
    """Return a table as a workbook of one sheet."""
    return rows_xlsx(sheet.title, sheet.words, [sheet.hashtags, *sheet.rows])
