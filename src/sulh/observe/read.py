"""Read a file of reports: recognise its format, yield batches of reports and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sulh.errors import InputError, Problem, shown
from sulh.observe.acled import AcledConverter, is_acled
from sulh.observe.csv_rows import csv_columns, csv_rows
from sulh.observe.form import COLUMNS, FormConverter, is_form
from sulh.observe.ged import GedConverter, is_ged
from sulh.observe.geopko import GeoPkoConverter, is_geopko
from sulh.observe.mapping import MappedConverter, Mapping, read_mapping
from sulh.observe.other_rows import geojson_rows, jsonl_rows, xlsx_rows
from sulh.observe.reading import BATCH_ROWS, Batch, Context, Converter, FaultyField, Row
from sulh.observe.records import Report

__all__ = ["FORMATS", "TableFormat", "read", "recognise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A table whose columns Sulh knows."""

    name: str
    title: str
    recognises: Callable[[Iterable[str]], bool]
    converter: Callable[[Context], Converter]


FORMATS = (
    TableFormat(
        name="form", title="Sulh's report form", recognises=is_form, converter=FormConverter
    ),
    TableFormat(name="ged", title="UCDP GED", recognises=is_ged, converter=GedConverter),
    TableFormat(name="acled", title="ACLED", recognises=is_acled, converter=AcledConverter),
    TableFormat(name="geopko", title="Geo-PKO", recognises=is_geopko, converter=GeoPkoConverter),
)
"""The known tables. A new one is one file and one line here."""

ROWS: dict[str, Callable[[Path, str], Iterator[Row | Problem]]] = {
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".txt": csv_rows,
    ".jsonl": jsonl_rows,
    ".ndjson": jsonl_rows,
    ".geojson": geojson_rows,
    ".json": geojson_rows,
    ".xlsx": xlsx_rows,
}
"""How rows are got from a file, by its ending."""


def recognise(path: Path) -> str:
    """Return the name of the file's format.

    Raises
    ------
    InputError
        When its ending or its columns are none that Sulh knows.
    """
    ending = path.suffix.lower()
    if ending not in ROWS:
        raise InputError(
            f"{path.name} has the ending {ending or 'none'!r}, which no reader takes.",
            remedy=f"Endings read: {', '.join(ROWS)}.",
        )
    columns: Iterable[str]
    if ROWS[ending] is csv_rows:
        columns = csv_columns(path)
    else:
        first = next((row for row in ROWS[ending](path, path.name) if isinstance(row, Row)), None)
        columns = tuple(first.values) if first else ("kind", "ref", "start")
    matches = [each.name for each in FORMATS if each.recognises(columns)]
    if ROWS[ending] is csv_rows and len(matches) != 1:
        raise InputError(
            f"The columns of {path.name} are of no known table: {shown(', '.join(columns))}",
            remedy="Name the format with --format ("
            + ", ".join(each.name for each in FORMATS)
            + "), or give a mapping file with --map.",
        )
    return matches[0] if matches else "form"


def read(
    path: Path,
    *,
    timezone: ZoneInfo,
    format: str | None = None,  # noqa: A002 -- the word that the command uses
    mapping: Path | None = None,
    source: str = "",
    now: datetime | None = None,
    simulated: bool = False,
) -> Iterator[Batch]:
    """Yield batches of the file's reports and problems, in bounded memory.

    Parameters
    ----------
    path
        A .csv, .tsv, .jsonl, .geojson or .xlsx file.
    timezone
        Where days begin and end, for dates without a time.
    format
        A name in `FORMATS`; None: recognised from the columns.
    mapping
        A mapping file for a table that is none of them.
    source
        Who sends the reports, where a row does not say.
    now
        UTC; reports from after it are rejected. None: not checked.
    simulated
        The file is an exercise's; a row marked as simulated is refused otherwise.

    Raises
    ------
    InputError
        When the file cannot be read at all. A bad row is a problem, never an exception.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path}.")
    if mapping is None and format is None:
        format = recognise(path)  # noqa: A001
    context = Context(
        file=path.name, timezone=timezone, now=now, source=source, simulated=simulated
    )
    get_rows = ROWS.get(path.suffix.lower(), csv_rows)
    found = _converter(context, format, read_mapping(mapping) if mapping else None)
    rows = get_rows(path, path.name)
    yield from _batches(rows, found, context, is_form_table=mapping is None and format == "form")


def _converter(context: Context, name: str | None, mapping: Mapping | None) -> Converter:
    if mapping is not None:
        return MappedConverter(context, mapping)
    for each in FORMATS:
        if each.name == name:
            return each.converter(context)
    raise InputError(
        f"There is no format {name!r}.",
        remedy=f"Formats: {', '.join(each.name for each in FORMATS)}.",
    )


def _batches(
    rows: Iterator[Row | Problem], converter: Converter, context: Context, *, is_form_table: bool
) -> Iterator[Batch]:
    collected = _Collected()
    warned: set[str] = set()
    for row in rows:
        collected.take(row, converter, context)
        if is_form_table and isinstance(row, Row):
            unknown = [name for name in row.values if name not in COLUMNS and name not in warned]
            warned.update(unknown)
            collected.problems += [unknown_column(name, context.file) for name in unknown]
        if collected.rows + collected.blank >= BATCH_ROWS:
            yield collected.batch()
            collected = _Collected()
    collected.reports += converter.conclude()
    yield collected.batch()


class _Collected:
    """What a batch has gathered so far."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.problems: list[Problem] = []
        self.raw: dict[int, str] = {}
        self.rows = self.blank = self.bytes_read = 0

    def take(self, row: Row | Problem, converter: Converter, context: Context) -> None:
        """Add a row's reports, or its problem."""
        if isinstance(row, Problem):
            self.rows += 1
            self.problems.append(row)
            self.raw[row.row] = row.value
            return
        self.bytes_read = row.bytes_read
        if not row.values or not any(text.strip() for text in row.values.values()):
            self.blank += 1
            return
        self.rows += 1
        try:
            self.reports += converter.convert(row)
        except FaultyField as fault:
            self.problems.append(_problem(fault, row, context))
            self.raw[row.number] = row.raw

    def batch(self) -> Batch:
        """Return what was gathered."""
        return Batch(
            reports=tuple(self.reports),
            problems=tuple(self.problems),
            rows=self.rows,
            blank=self.blank,
            bytes_read=self.bytes_read,
            raw=self.raw,
        )


def _problem(fault: FaultyField, row: Row, context: Context) -> Problem:
    return Problem(
        code=fault.code,
        source=context.file,
        row=row.number,
        field=fault.field,
        value=shown(fault.value),
        message=fault.message,
        expected=fault.expected,
        remedy=fault.remedy,
    )


def unknown_column(name: str, file: str) -> Problem:
    """Return the warning about a column that the form does not have."""
    return Problem(
        code="unknown-column",
        source=file,
        row=1,
        field=shown(name),
        message="is no column of the report form and is not read",
        remedy="Its columns are in docs/reference/report-form.md.",
        severity="warning",
    )
