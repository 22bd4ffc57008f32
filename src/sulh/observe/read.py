"""Read a file of reports: recognise its format, yield batches of reports and problems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.observe import acled, ged, geopko
from sulh.observe import form as form_rows
from sulh.observe.batches import read_batches
from sulh.observe.central_export import as_one_position
from sulh.observe.context import Batch, ByRow, Context, Converter
from sulh.observe.hxl import hxl_table
from sulh.observe.marking import MARKING_COLUMN
from sulh.observe.question_groups import without_groups
from sulh.observe.records import REPORT_KINDS
from sulh.observe.telephone_answers import names_of_labels, with_plain_answers
from sulh.tables import Table, open_file
from sulh.tables.conventions import ColumnSorts, apply_conventions
from sulh.tables.hashtags import by_hashtags
from sulh.tables.layout import Layout, parse_layout
from sulh.tables.mapping import Mapping as TableMapping
from sulh.tables.mapping import Target, apply_mapping, check_order, read_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sulh.picture.kind import Registry
    from sulh.picture.kind_form import KindForm
    from sulh.tables import Area
    from sulh.tables.positions import NamedPlace
    from sulh.tables.source import Source

__all__ = ["FORMATS", "OpenReports", "TableFormat", "open_reports", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A table whose columns Sulh knows. `columns` are those by which it is recognised.

    `sorts` are the columns in which numbers and dates may be written in other ways; `every` are all that it may
    have, where it may have no others.
    """

    name: str
    title: str
    columns: frozenset[str]
    converter: Callable[[Context], Converter]
    every: frozenset[str] = frozenset()
    sorts: ColumnSorts = ColumnSorts()  # noqa: RUF009 -- it is frozen


FORMATS = (
    TableFormat(
        name="form",
        title="Sulh's report form",
        columns=frozenset(("kind", "ref", "start")),
        converter=lambda context: ByRow(form_rows.FormConverter(context)),
    ),
    TableFormat(
        name="ged",
        title="UCDP GED",
        columns=ged.COLUMNS,
        converter=ged.GedConverter,
        sorts=ged.SORTS,
    ),
    TableFormat(
        name="acled",
        title="ACLED",
        columns=acled.COLUMNS,
        converter=acled.AcledConverter,
        sorts=acled.SORTS,
    ),
    TableFormat(
        name="geopko",
        title="Geo-PKO",
        columns=geopko.COLUMNS,
        converter=geopko.GeoPkoConverter,
        sorts=ColumnSorts(decimals=frozenset(("latitude", "longitude"))),
    ),
)
"""The known tables. A new one is one file and one line here."""

MAPPED, HXL = "mapped", "hxl"
"""The formats of tables that a mapping file, or hashtags, make tables of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReports:
    """An opened table of reports, to be read once: its name, and the name of its format.

    The format is one of `FORMATS`, or ``mapped``: the table is then one of the form already. `kinds` are
    the kinds of record that a row of the form may be, and `gazetteer` is the file of places to look up.
    """

    file: str
    format: str
    table: Table
    kinds: Registry
    gazetteer: str = ""


def open_reports(
    source: Path | Table | Source,
    *,
    format: str | None = None,  # noqa: A002 -- the word that the command uses
    mapping: Path | None = None,
    kinds: Registry = REPORT_KINDS,
    read_as: Mapping[str, str] = MappingProxyType({}),
) -> OpenReports:
    """Open a file of reports, or take an opened table, and recognise its format by its columns.

    Parameters
    ----------
    source
        A file that `sulh.tables.open_table` opens, or its bytes as a `sulh.tables.source.Source`; or a table:
        `sulh.tables.rows_table` makes one of rows in memory.
    format
        A name in `FORMATS`; None: recognised from the columns.
    mapping
        A mapping file for a table that is none of them.
    kinds
        The kinds of record that a row of the form may be.
    read_as
        Settings of `sulh.tables.layout.Layout` by name, which overrule the mapping and the content.

    Raises
    ------
    InputError
        When the file cannot be read, or its ending or its columns are none that Sulh knows; or when day
        and month of a mapping are exchanged.
    """
    mapped = read_mapping(mapping, _form(kinds)) if mapping is not None else None
    layout = _layout(mapped, read_as)
    formats = formats_of(kinds)
    is_hxl = format == HXL
    by_name = format is not None and mapped is None and not is_hxl
    format_by_name = _named(str(format), formats) if by_name else None
    table = source if isinstance(source, Table) else open_file(source, layout)
    sorts = sorts_of(kinds)
    if mapped is not None:
        if table.hashtags and any(name.startswith("#") for name in mapped.needed):
            return _mapped_by_hashtags(table, mapped, layout, kinds)
        if not isinstance(source, Table):
            assumptions = check_order(open_file(source, layout), mapped, layout)
            table = replace(table, assumptions=(*table.assumptions, *assumptions))
        table = with_plain_answers(table, ())
        table = apply_conventions(apply_mapping(table, mapped, layout), layout, sorts)
        return OpenReports(
            file=table.name, format=MAPPED, table=table, kinds=kinds, gazetteer=layout.gazetteer
        )
    if table.hashtags and format_by_name is None and (is_hxl or not _matches(table, formats)):
        table = hxl_table(table, kinds.hxl, reads_codes=bool(layout.gazetteer))
        layout = replace(layout, decimal=layout.decimal or ".")  # as HXL writes numbers
        table = apply_conventions(table, layout, sorts)
        return OpenReports(
            file=table.name, format=HXL, table=table, kinds=kinds, gazetteer=layout.gazetteer
        )
    if is_hxl:
        raise InputError(
            f"{table.name} has no row of hashtags below its header.",
            remedy="HXL needs one, such as #org, #sector, #adm1+name.",
        )
    table = with_plain_answers(as_one_position(table), _lists(kinds))
    if any("/" in name for name in table.columns):
        table = without_groups(table, _all_columns(kinds))
    if format_by_name is None:
        format_by_name = _recognise(table, formats)
    else:
        _refuse_missing(tuple(sorted(format_by_name.columns - set(table.columns))), table)
    is_other = format_by_name in FORMATS[1:]
    table = apply_conventions(table, layout, format_by_name.sorts if is_other else sorts)
    return OpenReports(
        file=table.name,
        format=format_by_name.name,
        table=table,
        kinds=kinds,
        gazetteer=layout.gazetteer,
    )


def _mapped_by_hashtags(
    table: Table, mapped: TableMapping, layout: Layout, kinds: Registry
) -> OpenReports:
    """Open a table whose mapping names columns by their hashtags."""
    whole = by_hashtags(table, mapped.needed)
    table = apply_conventions(apply_mapping(whole, mapped, layout), layout, sorts_of(kinds))
    return OpenReports(
        file=table.name, format=MAPPED, table=table, kinds=kinds, gazetteer=layout.gazetteer
    )


def _layout(mapped: TableMapping | None, read_as: Mapping[str, str]) -> Layout:
    """Return what people say of a file, and what Sulh knows of published tables."""
    settings = {**(mapped.settings if mapped else {}), **read_as}
    layout = parse_layout(settings, "--read-as" if read_as else "The mapping")
    if mapped is not None:
        return layout
    return replace(layout, headless=(ged.HEADLESS,), canonical=_canonical_columns)


def _canonical_columns(names: tuple[str, ...]) -> tuple[str, ...]:
    return names_of_labels(acled.canonical_columns(names))


@cache
def _lists(kinds: Registry) -> frozenset[str]:
    """Return the columns that hold several words."""
    return frozenset(each.name for kind in kinds for each in kind.columns if each.several)


@cache
def _all_columns(kinds: Registry) -> frozenset[str]:
    """Return the columns that some format or form has."""
    of_formats = (name for each in formats_of(kinds) for name in each.columns)
    return frozenset((*kinds.inputs, *COMMON_COLUMNS, "kind", *of_formats))


@cache
def sorts_of(kinds: Registry) -> ColumnSorts:
    """Return the columns of the form, and of the forms of one kind, by what they hold."""
    names: dict[str, set[str]] = {}
    for kind in kinds:
        for column in kind.columns:
            names.setdefault(column.input, set()).add(column.name)
    for form in kinds.forms:
        for own, column_name in form.renames.items():
            for each in names.values():
                if column_name in each:
                    each.add(own)
    return ColumnSorts(
        decimals=frozenset(names.get("decimal", ())),
        wholes=frozenset(names.get("whole", ())),
        dates=frozenset(names.get("day", set()) | names.get("moment", set())),
    )


def read(
    reports: OpenReports | Path,
    *,
    timezone: ZoneInfo,
    source: str = "",
    now: datetime | None = None,
    simulated: bool = False,
    area: Area | None = None,
    places: Callable[[str], tuple[NamedPlace, ...]] | None = None,
) -> Iterator[Batch]:
    """Yield batches of a table's reports and problems, in bounded memory.

    Every row is accounted for: the rows of all batches are the reports that carry a row and the
    rows with an error. A report without a row says what the file covers.

    Parameters
    ----------
    reports
        What `open_reports` returns; or a file, which it then opens.
    timezone
        Where days begin and end, for dates without a time.
    source
        Who sends the reports, where a row does not say.
    now
        UTC; reports from after it are rejected. None: not checked.
    simulated
        The file is an exercise's; a row marked as simulated is refused otherwise.
    area
        West, south, east, north of where the mission works, degrees, WGS 84: a point far outside
        that would lie inside with lon and lat exchanged is rejected. None: not checked.
    places
        Returns the places that a name or code in the column ``position`` can mean. None: none are known.

    Raises
    ------
    InputError
        When the file cannot be read at all. A bad row is a problem, never an exception.
    """
    opened = reports if isinstance(reports, OpenReports) else open_reports(reports)
    context = Context(
        file=opened.file,
        timezone=timezone,
        kinds=opened.kinds,
        now=now,
        source=source,
        simulated=simulated,
        area=area,
        places=places,
        columns=frozenset(opened.table.columns),
    )
    name = "form" if opened.format in {MAPPED, HXL} else opened.format
    converter = _named(name, formats_of(opened.kinds)).converter(context)
    columns = _known_columns(opened.kinds, opened.format)
    yield from read_batches(opened.table, converter, context, columns)


@cache
def formats_of(kinds: Registry) -> tuple[TableFormat, ...]:
    """Return the known tables, and the forms of one kind alone."""
    return FORMATS + tuple(
        TableFormat(
            name=form.name,
            title="",
            columns=form.required,
            converter=partial(_by_kind, form=form),
            every=frozenset((*form.columns, MARKING_COLUMN)),
        )
        for form in kinds.forms
    )


def _by_kind(context: Context, form: KindForm) -> Converter:
    return ByRow(form_rows.KindFormConverter(context, form))


@cache
def _known_columns(kinds: Registry, format_name: str) -> frozenset[str] | None:
    """Return the columns that are read; None where a table may have any others."""
    own = {form.name: form.columns for form in kinds.forms}
    if format_name == "form" or format_name in own:
        return frozenset((*kinds.columns, MARKING_COLUMN, *own.get(format_name, ())))
    return None


def _form(kinds: Registry) -> Target:
    """Return the form of some kinds of record, as what other tables are mapped to."""
    columns = [column for kind in kinds for column in kind.columns]
    return Target(
        title="the report form",
        columns=(*kinds.columns, MARKING_COLUMN),
        dates=frozenset(each.name for each in columns if each.input in {"day", "moment"}),
        lists=frozenset(each.name for each in columns if each.several),
    )


def _named(name: str, formats: tuple[TableFormat, ...]) -> TableFormat:
    for each in formats:
        if each.name == name:
            return each
    raise InputError(f"There is no format {shown(name)!r}.", remedy=f"Formats: {_names(formats)}.")


def _names(formats: tuple[TableFormat, ...]) -> str:
    return ", ".join(f"{each.name} ({each.title})" if each.title else each.name for each in formats)


COMMON_COLUMNS = ("kind", "ref", "source", "reliability", "credibility")
"""Every row of the report form has these, of whatever kind; forms of one kind have no such marks."""


def _matches(table: Table, formats: tuple[TableFormat, ...]) -> list[TableFormat]:
    columns = set(table.columns)
    if columns.issuperset(COMMON_COLUMNS):  # a template of any kind, whatever its own columns are
        return [_named("form", formats)]
    return [each for each in formats if each.columns <= columns]


def _recognise(table: Table, formats: tuple[TableFormat, ...]) -> TableFormat:
    matches = _matches(table, formats)
    if len(matches) == 1 or FORMATS[0] in matches:  # no form of one kind alone has a column `kind`
        return matches[0]
    whole = [each for each in matches if each.every.issuperset(table.columns)]
    if len(whole) == 1:  # the others leave columns of the table unread
        return whole[0]
    names = ", ".join(each.name for each in matches)
    what = f"fit several tables ({names})" if matches else "belong to no known table"
    repeats = [each.message for each in table.assumptions if each.field == "repeat"]
    hint = f"Perhaps --read-as repeat=…: {repeats[0]}. " if repeats else ""
    lack = [each for each in COMMON_COLUMNS if each not in table.columns]
    if 0 < len(lack) < len(COMMON_COLUMNS) and {"kind", "ref"} <= set(table.columns):
        hint += f"It looks like Sulh's report form, which also needs: {', '.join(lack)}. "
    raise InputError(
        f"The columns of {table.name} {what}: {shown(', '.join(table.columns)) or 'none'}",
        remedy=f"{hint}Name the format with --format: {_names(formats)}; or give a mapping file with --map.",
    )


def _refuse_missing(missing: tuple[str, ...], table: Table) -> None:
    if missing and (table.has_header or not set(table.columns)):
        raise InputError(
            f"{table.name} has no column {shown(missing[0])!r}.",
            remedy=f"Its columns: {shown(', '.join(table.columns))}.",
        )
