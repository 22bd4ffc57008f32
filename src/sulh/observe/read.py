"""Read a file of reports: recognise its format, yield batches of reports and problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import InputError, Problem, shown
from sulh.observe import acled, form, ged, geopko
from sulh.observe.context import Batch, Context, Converter
from sulh.observe.mapping import MappedConverter, read_mapping
from sulh.tables import Area, Rejected, Row, Table, convert_row, open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sulh.observe.records import Report

__all__ = ["FORMATS", "TableFormat", "read", "recognise"]

BATCH_ROWS = 2_000
BATCH_BYTES = 16_000_000
RAW_LENGTH_MAX = 8_000
WARNINGS_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A table whose columns Sulh knows. `columns` are those by which it is recognised."""

    name: str
    title: str
    columns: frozenset[str]
    converter: Callable[[Context], Converter]


FORMATS = (
    TableFormat(
        name="form",
        title="Sulh's report form",
        columns=frozenset(("kind", "ref", "start")),
        converter=form.FormConverter,
    ),
    TableFormat(name="ged", title="UCDP GED", columns=ged.COLUMNS, converter=ged.GedConverter),
    TableFormat(name="acled", title="ACLED", columns=acled.COLUMNS, converter=acled.AcledConverter),
    TableFormat(
        name="geopko", title="Geo-PKO", columns=geopko.COLUMNS, converter=geopko.GeoPkoConverter
    ),
)
"""The known tables. A new one is one file and one line here."""


def recognise(path: Path) -> str:
    """Return the name of the file's format.

    Raises
    ------
    InputError
        When the file cannot be read, or its ending or its columns are none that Sulh knows.
    """
    return _recognise(open_table(path), path.name).name


def read(
    path: Path,
    *,
    timezone: ZoneInfo,
    format: str | None = None,  # noqa: A002 -- the word that the command uses
    mapping: Path | None = None,
    source: str = "",
    now: datetime | None = None,
    simulated: bool = False,
    area: Area | None = None,
) -> Iterator[Batch]:
    """Yield batches of the file's reports and problems, in bounded memory.

    Every row is accounted for: the rows of all batches are the reports that carry a row and the
    rows with an error. A report without a row says what the file covers.

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
    area
        West, south, east, north of where the mission works, degrees, WGS 84: a point far outside
        that would lie inside with lon and lat exchanged is rejected. None: not checked.

    Raises
    ------
    InputError
        When the file cannot be read at all. A bad row is a problem, never an exception.
    """
    found = read_mapping(mapping) if mapping is not None else None
    known = _named(format) if format is not None and found is None else None
    table = open_table(path)
    context = Context(
        file=path.name,
        timezone=timezone,
        now=now,
        source=source,
        simulated=simulated,
        area=area,
    )
    if found is not None:
        _refuse_missing(found.missing(table.columns), table, path.name)
        yield from _batches(table, MappedConverter(context, found), context, None)
        return
    if known is None:
        known = _recognise(table, path.name)
    else:
        _refuse_missing(tuple(sorted(known.columns - set(table.columns))), table, path.name)
    columns = frozenset(form.COLUMNS) if known.name == "form" else None
    yield from _batches(table, known.converter(context), context, columns)


def _named(name: str) -> TableFormat:
    for each in FORMATS:
        if each.name == name:
            return each
    raise InputError(f"There is no format {shown(name)!r}.", remedy=f"Formats: {_names()}.")


def _names() -> str:
    return ", ".join(f"{each.name} ({each.title})" for each in FORMATS)


def _recognise(table: Table, file: str) -> TableFormat:
    matches = [each for each in FORMATS if each.columns <= set(table.columns)]
    if len(matches) == 1:
        return matches[0]
    what = "fit several tables" if matches else "are of no known table"
    raise InputError(
        f"The columns of {file} {what}: {shown(', '.join(table.columns)) or 'none'}",
        remedy=f"Name the format with --format: {_names()}; or give a mapping file with --map.",
    )


def _refuse_missing(missing: tuple[str, ...], table: Table, file: str) -> None:
    if missing and (table.has_header or not set(table.columns)):
        raise InputError(
            f"{file} has no column {shown(missing[0])!r}.",
            remedy=f"Its columns: {shown(', '.join(table.columns))}.",
        )


def _batches(
    table: Table, converter: Converter, context: Context, columns: frozenset[str] | None
) -> Iterator[Batch]:
    """Convert the rows; `columns`, where given, are those that the format has."""
    unknown = _UnknownColumns(columns, context.file)
    batch = _Collected(0)
    batch.problems += unknown.look(table.columns)
    for row in table.rows:
        batch.take(row, converter, context)
        if not table.has_header and isinstance(row, Row):
            batch.problems += unknown.look(row.values)
        if batch.is_full():
            yield batch.as_batch()
            batch = _Collected(batch.bytes_read)
    batch.reports += converter.conclude()
    yield batch.as_batch()


class _Collected:
    """What a batch has gathered so far."""

    def __init__(self, bytes_before: int) -> None:
        self.reports: list[Report] = []
        self.problems: list[Problem] = []
        self.raw: dict[int, str] = {}
        self.rows = self.blank = 0
        self.bytes_before = self.bytes_read = bytes_before

    def take(self, row: Row | Rejected, converter: Converter, context: Context) -> None:
        """Add a row's report, or its problem."""
        self.bytes_read = row.bytes_read
        found = convert_row(row, context.file, converter.convert)
        if found is None:
            self.blank += 1
            return
        self.rows += 1
        if isinstance(found, Rejected):
            self.problems.append(found.problem)
            length = len(found.raw)
            cut = f"… ({length} characters)" if length > RAW_LENGTH_MAX else ""
            self.raw[found.problem.row] = found.raw[:RAW_LENGTH_MAX] + cut
        else:
            self.reports.append(found)

    def is_full(self) -> bool:
        """Say whether it is time to hand the batch on."""
        return (
            self.rows + self.blank >= BATCH_ROWS
            or self.bytes_read - self.bytes_before >= BATCH_BYTES
        )

    def as_batch(self) -> Batch:
        """Return what was gathered."""
        return Batch(
            reports=tuple(self.reports),
            problems=tuple(self.problems),
            rows=self.rows,
            blank=self.blank,
            bytes_read=self.bytes_read,
            raw=self.raw,
        )


class _UnknownColumns:
    """Warns once of each column that a format does not have, and of a hundred at the most."""

    def __init__(self, columns: frozenset[str] | None, file: str) -> None:
        self._columns = columns
        self._file = file
        self._warned: set[str] = set()

    def look(self, names: Iterable[str]) -> list[Problem]:
        """Return a warning for each new name."""
        if self._columns is None or len(self._warned) >= WARNINGS_MAX:
            return []
        new = [each for each in names if each not in self._columns and each not in self._warned]
        self._warned.update(new)
        return [unknown_column(name, self._file) for name in new]


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
