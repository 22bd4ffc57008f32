"""Rows of a table in a zip archive: a shapefile's attributes, or the files that ODK Central exports."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.tables.dbf_rows import codec_named
from sulh.tables.layout import NO_LAYOUT, Layout, assumption
from sulh.tables.several import Parts, table_of
from sulh.tables.source import Source
from sulh.tables.xlsx_rows import WORKBOOK_FAULTS, check_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sulh.errors import Problem
    from sulh.tables.rows import Table

__all__ = ["zip_table"]

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
        return openers[ending](own, replace(layout, encoding=encoding, sheet="", repeat=""))

    if not names:
        raise InputError(
            f"{source.name} holds no table.", remedy=f"Endings read: {', '.join(openers)}."
        )
    heads = {name: _head(open_one(name)) if len(names) > 1 else [] for name in names}
    parts = Parts(file=source.name, noun="file", heads=heads, open=open_one, is_ordered=False)
    table = table_of(parts, layout)
    notes = [_of_shapes(source.name, name) for name in names if table.name.endswith(f"/{name}")]
    has_shapes = table.name.lower().endswith(".dbf")
    return replace(
        table,
        content=source.content,
        assumptions=(*(notes if has_shapes else ()), *table.assumptions),
    )


def _of_shapes(file: str, name: str) -> Problem:
    note = assumption(file, "sheet", f"of the shapefile, the attributes are read: {shown(name)}")
    return replace(
        note, remedy="Its shapes are not: give lon and lat as columns of the attributes."
    )


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
    stem = name.rpartition(".")[0]
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        beside = [each for each in archive.namelist() if each.lower() == f"{stem}.cpg".lower()]
    return codec_named(_read(source, beside[0])) if beside else ""


def _head(table: Table) -> list[list[str]]:
    """Return the columns of a table, its hashtags, and nothing else, as its first rows."""
    hashtags = [str(table.hashtags.get(name, "")) for name in table.columns]
    return [[*table.columns], *([hashtags] if table.hashtags else [])]
