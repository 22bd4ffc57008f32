"""Rows of a table in a zip archive: a shapefile with its shapes, or the files that ODK Central exports."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import InputError, plural, shown
from sulh.tables.dbf_rows import codec_named
from sulh.tables.layout import NO_LAYOUT, Layout, assumption
from sulh.tables.rows import Rejected, Row, reject
from sulh.tables.several import Parts, table_of
from sulh.tables.shapes import SHAPE_COLUMNS, Shape, ShapeFault, read_shapes, to_degrees
from sulh.tables.source import Source
from sulh.tables.xlsx_rows import WORKBOOK_FAULTS, check_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sulh.tables.rows import Table

__all__ = ["zip_table"]

SAME_DEGREES = 0.001
"""Coordinates of attributes are rounded as a rule: so far from the shape they are the same place."""
LEAFLETS = (".txt",)
"""Endings of what is a table where nothing else in the archive is: it explains the others as a rule."""
SYSTEM_FOLDERS = ("__MACOSX",)
REMEDY = "Unpack it, look at what is in it, and give the table itself."


def zip_table(
    source: Source,
    layout: Layout = NO_LAYOUT,
    *,
    openers: Mapping[str, Callable[[Source, Layout], Table]],
) -> Table:
    """Open a table in a zip archive; nothing is unpacked onto the disk, and no archive in it is opened.

    It is the one that the layout names, or the only one that does not repeat within the rows of another.
    `openers` say by a file's ending how its rows are read.

    Raises
    ------
    InputError
        When the file is no zip archive, is encrypted, damaged, names a path out of its own folder or one
        path twice, would unpack to far more than it is, or when which table to read is unclear.
    """
    check_zip(source, "zip archive")
    names = _tables(source, openers)
    for _ in source.pieces():
        pass  # the digest is that of the whole archive

    def open_one(name: str) -> Table:
        own = Source(f"{source.name}/{name}", _read(source, names[name]))
        ending = own.ending
        encoding = layout.encoding or (_code_page(source, names[name]) if ending == ".dbf" else "")
        table = openers[ending](own, replace(layout, encoding=encoding, sheet="", repeat=""))
        return _with_shapes(table, source, names[name]) if ending == ".dbf" else table

    if not names:
        raise InputError(
            f"{source.name} holds no table.", remedy=f"Endings read: {', '.join(openers)}."
        )
    heads = {name: _head(open_one(name)) if len(names) > 1 else [] for name in names}
    parts = Parts(file=source.name, noun="file", heads=heads, open=open_one, is_ordered=False)
    table = table_of(parts, layout)
    return replace(table, content=source.content)


def _with_shapes(table: Table, source: Source, name: str) -> Table:
    """Return the attributes of a shapefile with what its shapes say: where each is, and how large an area is.

    Raises
    ------
    InputError
        When there are not as many shapes as rows, or they cannot be read.
    """
    shapes = _beside(source, name, ".shp")
    if not shapes:
        note = "of the shapefile, the attributes alone are read: no .shp is beside them"
        return _noted(table, source.name, note, "Pack the .shp and the .prj with the .dbf.")
    file = f"{source.name}/{name.rpartition('.')[0]}.shp"
    projection = _beside(source, name, ".prj")
    read = read_shapes(shapes, file, to_degrees(projection, file))
    rows = list(table.rows)
    if len(rows) != len(read):
        raise InputError(
            f"{file} has {plural(len(read), 'shape')}, and its table {plural(len(rows), 'row')}.",
            remedy="Copy both again: row by row they belong together.",
        )
    fresh = tuple(each for each in SHAPE_COLUMNS if any(_has(shape, each) for shape in read))
    added = tuple(each for each in fresh if each not in table.columns)
    noted = replace(
        table,
        columns=(*table.columns, *added),
        rows=iter([_row_of(*pair, table.name) for pair in zip(rows, read, strict=True)]),
    )
    has_faults = any(isinstance(each, ShapeFault) for each in read)
    if (fresh or has_faults) and projection is None:
        noted = _noted(
            noted,
            source.name,
            "the shapes are taken for degrees in WGS 84: no .prj says it",
            "Pack the .prj with them.",
        )
    if not fresh and not has_faults:
        text = "of the shapefile, the attributes alone are read: its shapes are lines, or empty"
        noted = _noted(noted, source.name, text, "Points and areas are read.")
    elif "radius_m" in fresh:
        text = "an area is read as its centre (lon, lat), how far it reaches (radius_m, accuracy_m) and area_m2"
        noted = _noted(noted, source.name, text, "Columns of these names in the table go first.")
    return noted


def _noted(table: Table, file: str, text: str, remedy: str) -> Table:
    note = replace(assumption(file, "sheet", text), remedy=remedy)
    return replace(table, assumptions=(*table.assumptions, note))


def _has(shape: Shape | ShapeFault, column: str) -> bool:
    return isinstance(shape, Shape) and getattr(shape, column) is not None


def _row_of(row: Row | Rejected, shape: Shape | ShapeFault, file: str) -> Row | Rejected:
    """Return a row with its shape; the table's own cells go first, but may not be of another place."""
    if isinstance(row, Rejected) or not row.values:
        return row
    if isinstance(shape, ShapeFault):
        remedy = "If its numbers are metres, pack the .prj with it, or export it in EPSG:4326."
        return reject("bad-feature", file, row, message=str(shape), remedy=remedy)
    texts = shape.texts()
    for name in ("lon", "lat"):
        own = row.values.get(name, "").strip()
        if own and name in texts and not _is_same(own, float(texts[name])):
            message = f"has another {name} in its attributes than in its shape"
            return reject("bad-feature", file, row, message=message)
    empty = {name: text for name, text in texts.items() if not row.values.get(name, "").strip()}
    return row._replace(values={**row.values, **empty})


def _is_same(text: str, degrees: float) -> bool:
    try:
        return abs(float(text.replace(",", ".")) - degrees) <= SAME_DEGREES
    except ValueError:
        return True  # what cannot be read is refused where it is read


def _beside(source: Source, name: str, ending: str) -> bytes | None:
    """Return the file of another ending beside a .dbf; None where there is none."""
    path = f"{name.rpartition('.')[0]}{ending}".lower()
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        beside = [each for each in archive.namelist() if each.lower() == path]
    return _read(source, beside[0]) if beside else None


def _tables(source: Source, endings: Collection[str]) -> dict[str, str]:
    """Return the tables in an archive by their paths: what each is called in the archive itself."""
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        stored = [each.filename for each in archive.infolist() if not each.is_dir()]
    paths = {name: name.replace("\\", "/") for name in stored}
    unsafe = [name for name, path in paths.items() if _leads_out(path)]
    if unsafe or len({*paths.values()}) < len(stored):
        reason = f"names the path {shown(unsafe[0])!r}" if unsafe else "names a path twice"
        raise InputError(f"{source.name} {reason} and is refused.", remedy=REMEDY)
    tables = {
        path: name
        for name, path in paths.items()
        if Source(path, b"").ending in endings and not _is_of_system(path)
    }
    texts = {path for path in tables if path.lower().endswith(LEAFLETS)}
    return {path: tables[path] for path in tables if path not in texts} or tables


def _leads_out(path: str) -> bool:
    parts = path.split("/")
    return ".." in parts or "\0" in path or not parts[0] or ":" in parts[0]


def _is_of_system(path: str) -> bool:
    """Say whether a file is one that an operating system adds, which no person put there."""
    return any(part in SYSTEM_FOLDERS or part.startswith(".") for part in path.split("/"))


def _read(source: Source, name: str) -> bytes:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            return archive.read(name)
    except (*WORKBOOK_FAULTS, NotImplementedError) as error:
        reason = shown(error) or type(error).__name__
        raise InputError(
            f"{source.name} is damaged, or packed in a way that is not read: {shown(name)}: {reason}",
            remedy=REMEDY,
        ) from error


def _code_page(source: Source, name: str) -> str:
    """Return the encoding that the .cpg file beside a .dbf names; empty where there is none."""
    page = _beside(source, name, ".cpg")
    return codec_named(page) if page is not None else ""


def _head(table: Table) -> list[list[str]]:
    """Return the columns of a table, its hashtags, and nothing else, as its first rows."""
    hashtags = [str(table.hashtags.get(name, "")) for name in table.columns]
    return [[*table.columns], *([hashtags] if table.hashtags else [])]
