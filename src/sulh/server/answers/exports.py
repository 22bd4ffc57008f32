"""A list page as a file: CSV, GeoJSON, a workbook, or printed (HTML, PDF). Rows are those of the page.

Every row comes from the same function as the page's, so that a file shows no more than a page, and
counts nothing that the reader may not read.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sulh.errors import InputError
from sulh.languages import say
from sulh.languages.refusals import refusal
from sulh.report.sheet import Section, Sheet, sheet_html, sheet_pdf
from sulh.report.xlsx import sheet_xlsx
from sulh.tables.rejects import defused
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.report.forms import ResultForms

__all__ = [
    "ROWS_MAX",
    "Export",
    "Format",
    "Language",
    "SheetFormat",
    "file_headers",
    "forms_file",
    "sheet_file",
    "write_export",
]

Format = Literal["csv", "geojson", "xlsx", "html", "pdf"]
SheetFormat = Literal["html", "pdf", "xlsx"]
Language = Literal["ar", "en", "fr"]

ROWS_MAX = 5_000
"""One file holds so many rows; it says where there are more."""
TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A table on its way out.

    `columns` are ids of messages, `rows` have a text or number for each; `printed` are the places of
    the columns that fit on paper. `strictest` is the marking of the strictest row ("" where none is
    marked), `points` have lon and lat (WGS 84) for each row that has a place. `facts` say what was
    asked: an id of a message, and words. `more`: there are further rows.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    printed: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    strictest: str = ""
    simulated: bool = False
    more: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    points: dict[int, tuple[float, float]] = field(default_factory=dict)


def write_export(
    export: Export, form: Format, language: Language, *, mission: str, moment: datetime
) -> tuple[bytes, dict[str, str]]:
    """Return a file's bytes and the headers of the answer that carries it.

    Raises
    ------
    InputError
        When the table has no places and GeoJSON is asked for.
    MissingExtraError
        When PDF is asked for and the extra `pdf` is not installed.
    """
    if form == "csv":
        content = _csv(export, language)
    elif form == "geojson":
        content = _geojson(export)
    else:
        sheet = _sheet(export, language, mission=mission, moment=moment, printed=form != "xlsx")
        content = _WRITERS[form](sheet)
    return content, file_headers(export.name, form, moment)


def file_headers(name: str, form: Format, moment: datetime) -> dict[str, str]:
    """Return the headers of an answer that is a file, named for when it was made."""
    return {
        "content-type": TYPES[form],
        "content-disposition": f'attachment; filename="{name}-{moment:%Y%m%d-%H%M}.{form}"',
    }


def sheet_file(
    sheet: Sheet, name: str, form: SheetFormat, moment: datetime
) -> tuple[bytes, dict[str, str]]:
    """Return a page that the command line prints as a file, and the headers of the answer that carries it.

    Raises
    ------
    MissingExtraError
        When PDF is asked for and the extra `pdf` is not installed.
    """
    return _WRITERS[form](sheet), file_headers(name, form, moment)


def forms_file(
    forms: ResultForms, name: str, form: Format, moment: datetime
) -> tuple[bytes, dict[str, str]]:
    """Return a result as the command line writes it, and the headers of the answer that carries it.

    Raises
    ------
    InputError
        When the result has no such form.
    MissingExtraError
        When PDF is asked for and the extra `pdf` is not installed.
    """
    writers = forms.writers()
    if f".{form}" not in writers:
        formats = ", ".join(each for each in TYPES if f".{each}" in writers)
        raise refusal(InputError, "no-format", format=form, formats=formats)
    content = writers[f".{form}"]()
    return (
        content.encode() if isinstance(content, str) else content,
        file_headers(name, form, moment),
    )


def _html(sheet: Sheet) -> bytes:
    return sheet_html(sheet).encode()


_WRITERS: dict[Format, Callable[[Sheet], bytes]] = {
    "xlsx": sheet_xlsx,
    "html": _html,
    "pdf": sheet_pdf,
}


def _csv(export: Export, language: Language) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([say(language, each) for each in export.columns])
    for row in export.rows:
        writer.writerow([defused(each) if isinstance(each, str) else each for each in row])
    for words in _warnings(export, language):
        writer.writerow([words])
    return out.getvalue().encode(
        "utf-8-sig"
    )  # spreadsheets take UTF-8 without its mark for another


def _geojson(export: Export) -> bytes:
    if not export.points:
        raise refusal(InputError, "no-points")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(export.points[place])},
            "properties": dict(zip(export.columns, row, strict=True)),
        }
        for place, row in enumerate(export.rows)
        if place in export.points
    ]
    collection = {"type": "FeatureCollection", "features": features, "more": export.more}
    return json.dumps(collection, ensure_ascii=False).encode()


def _warnings(export: Export, language: Language) -> list[str]:
    notes = [export.strictest] if export.strictest else []
    notes += [say(language, "exercise-band")] if export.simulated else []
    notes += [say(language, "export-more", count=len(export.rows))] if export.more else []
    return notes


def _sheet(
    export: Export, language: Language, *, mission: str, moment: datetime, printed: bool
) -> Sheet:
    places = export.printed if printed else tuple(range(len(export.columns)))
    rows = tuple(
        tuple("" if row[place] is None else str(row[place]) for place in places)
        for row in export.rows
    )
    facts = [f"{say(language, name)}: {words}" for name, words in export.facts if words]
    facts.append(f"{say(language, 'export-made')}: {format_utc(moment)}")
    band = [export.strictest] if export.strictest else []
    band += [say(language, "exercise-band")] if export.simulated else []
    more = (_plain(say(language, "export-more", count=len(export.rows))),) if export.more else ()
    return Sheet(
        title=say(language, export.title),
        banner=" · ".join(band),
        subtitle=mission,
        sentences=tuple(facts),
        sections=(
            Section(
                heading=say(language, export.title),
                header=tuple(say(language, export.columns[place]) for place in places),
                rows=rows,
                numbers=frozenset(at for at, place in enumerate(places) if place in export.numbers),
                notes=more if rows else (say(language, "no-records"),),
            ),
        ),
        landscape=True,
        language=language,
    )


def _plain(text: str) -> str:
    """Return a sentence without the marks that isolate its values: a sheet isolates it whole."""
    return text.replace("\u2068", "").replace("\u2069", "")
