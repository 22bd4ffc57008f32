"""Tables whose rows are arrays of JSON, one of them the header, as tools for HXL write them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, plural
from sulh.tables.cell_texts import as_text, raw_json
from sulh.tables.csv_rows import refuse_doubled
from sulh.tables.layout import LINES_SEEN, find_header
from sulh.tables.rows import Rejected, Row, Table, reject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.errors import Problem
    from sulh.tables.layout import Layout
    from sulh.tables.source import Source

__all__ = ["array_table"]


def array_table(
    lists: Sequence[list[Any]], source: Source, layout: Layout, problems: tuple[Problem, ...]
) -> Table:
    """Return a table whose rows are arrays, one of them the header; a row's number is its place."""
    file, size = source.name, source.content.size
    first = [[as_text(cell) for cell in each] for each in lists[:LINES_SEEN]]
    header = find_header(first, layout, file)
    if not header.has_names or not header.columns:
        raise InputError(
            f"The first array of {file} is no header.", remedy="Name the columns there."
        )
    refuse_doubled(header.columns, file)
    return Table(
        columns=tuple(filter(None, header.columns)),
        rows=(
            _array_row(each, header.columns, Row(number, {}, raw_json(each), size), file)
            for number, each in enumerate(lists[header.begin :], start=header.begin + 1)
        ),
        has_header=True,
        name=file,
        content=source.content,
        assumptions=(*problems, *header.assumptions),
        hashtags=header.hashtags,
    )


def _array_row(cells: Sequence[Any], columns: Sequence[str], row: Row, file: str) -> Row | Rejected:
    texts = [as_text(cell) for cell in cells]
    if any(texts[len(columns) :]):
        message = f"has {plural(len(texts), 'cell')}, the header has {len(columns)}"
        return reject("wrong-width", file, row, message=message)
    pairs = itertools.zip_longest(columns, texts[: len(columns)], fillvalue="")
    return row._replace(values={name: text for name, text in pairs if name})
