"""Records as typed columns, for the rooms that compute.

Every table begins with `index`, the record's place in `Tables.ids`; its further columns follow from the
fields of its kind. Times are microseconds since 1970, UTC. Texts that come again and again are
categories: a table holds each once.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.picture.text_fields import ReferenceField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from sulh.picture.field_type import FieldType
    from sulh.picture.kind import Body, Kind, Registry

__all__ = ["REPORT_COLUMNS", "TableBuilder", "Tables", "child_tables", "table_columns"]

REPORT_COLUMNS = (
    *("index", "source", "ref", "start", "end", "lon", "lat", "accuracy_m"),
    *("zone", "district", "country", "place", "reliability", "credibility"),
    *("means", "file", "row", "text"),
)
"""The columns of every report: who says what happened when and where."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Tables:
    """All records of a picture. `ids` holds the record id of each, by `index`.

    Each kind's table is an attribute that bears the table's name: ``tables.incidents``. `parents` says
    of a table that holds parts of a field which table its `row` points into.
    """

    ids: pl.Series
    frames: Mapping[str, pl.DataFrame]
    names: Mapping[str, str]
    simulated: bool = False
    parents: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __getattr__(self, name: str) -> pl.DataFrame:
        try:
            return self.__dict__["frames"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"There is no table {name!r}.") from None

    def of_kind(self, kind: str) -> pl.DataFrame:
        """Return the table of a kind of record, by the name it carries in the ledger."""
        return self.frames[self.names[kind]]

    def all_reports(self) -> pl.DataFrame:
        """Return the columns that all reports have, with their kind, in the order recorded."""
        frames = [
            frame.select(*REPORT_COLUMNS, pl.lit(kind).alias("kind"))
            for kind, table in self.names.items()
            if {*REPORT_COLUMNS} <= {*(frame := self.frames[table]).columns}
        ]
        return pl.concat(frames).sort("index")

    def rows_where(self, keep: Mapping[str, NDArray[np.bool_]]) -> Tables:
        """Return only some rows of the tables that `keep` names, with the parts that belong to them."""
        frames = dict(self.frames)
        for name, mask in keep.items():
            frames[name] = frames[name].filter(pl.Series(mask, dtype=pl.Boolean))
        for name, parent in self.parents.items():
            if parent in keep:
                row = frames[name]["row"].to_numpy()
                places = np.cumsum(keep[parent]) - 1
                frames[name] = _with_rows(frames[name], places[row], only=keep[parent][row])
        return replace(self, frames=frames)

    def joined(self, other: Tables) -> Tables:
        """Return the rows of both, each table in the order of `index`, over the `ids` of `other`."""
        more = {name for name in self.names.values() if other.frames[name].height}
        frames, orders = dict(self.frames), {}
        for name in more:
            both = pl.concat([self.frames[name], other.frames[name]])
            order = np.argsort(both["index"].to_numpy(), kind="stable")
            in_order = bool((np.diff(order) > 0).all())
            frames[name] = both if in_order else both[order]
            orders[name] = np.arange(order.size) if in_order else np.argsort(order)
        for name, parent in self.parents.items():
            if parent not in more:
                continue
            later = other.frames[name].with_columns(pl.col("row") + self.frames[parent].height)
            both = pl.concat([self.frames[name], later.cast({"row": pl.UInt32})])
            frames[name] = _with_rows(both, orders[parent][both["row"].to_numpy()])
        return replace(other, frames=frames)

    def renumbered(self, places: NDArray[np.int64], ids: pl.Series) -> Tables:
        """Return the same rows over other `ids`, where what stood at n stands at ``places[n]``."""
        frames = dict(self.frames)
        for name in self.names.values():
            index = pl.Series("index", places[frames[name]["index"].to_numpy()], dtype=pl.UInt32)
            frames[name] = frames[name].with_columns(index)
        return replace(self, frames=frames, ids=ids)


def _with_rows(
    parts: pl.DataFrame, rows: NDArray[np.int64], *, only: NDArray[np.bool_] | None = None
) -> pl.DataFrame:
    """Return parts that belong to other rows, in the order of these; `only` some of them."""
    parts = parts.with_columns(pl.Series("row", rows, dtype=pl.Int64))
    if only is not None:
        parts = parts.filter(pl.Series(only, dtype=pl.Boolean))
    if not parts["row"].is_sorted():
        parts = parts.sort("row", maintain_order=True)
    return parts.with_columns(pl.col("row").cast(pl.UInt32))


def table_columns(kind: Kind, kinds: Registry) -> dict[str, Any]:
    """Return the columns of a kind's table with their types."""
    columns: dict[str, Any] = {"index": pl.UInt32}
    for field in kind.fields:
        columns |= field.type.table(field.name)
    return columns | dict.fromkeys(numbered_keys(kind, kinds), pl.Int64)


def child_tables(kind: Kind) -> dict[str, dict[str, Any]]:
    """Return the tables that hold parts of a kind's fields, with their columns."""
    return {
        field.type.child: {"row": pl.UInt32, **field.type.child_columns()}
        for field in kind.fields
        if field.type.child
    }


def numbered_keys(kind: Kind, kinds: Registry) -> dict[str, str]:
    """Return the columns that number records of a kind, and the field whose key each numbers."""
    numbered: dict[str, str] = {}
    for each in kinds:
        for field in each.fields:
            if isinstance(field.type, ReferenceField) and field.type.numbers:
                if each is kind:
                    numbered[field.type.numbers] = field.name
                elif field.type.to == kind.name:
                    numbered[field.type.numbers] = "ref"
    return numbered


class _Layout:
    """The table of one kind: its frames so far, and the bodies that are still to be laid out."""

    def __init__(self, kind: Kind, kinds: Registry) -> None:
        self.kind = kind
        self.columns = table_columns(kind, kinds)
        self.children = child_tables(kind)
        self.numbered = numbered_keys(kind, kinds)
        self.frames: dict[str, list[pl.DataFrame]] = {
            name: [] for name in (kind.table, *self.children)
        }
        self.height = 0
        self.index: list[int] = []
        self.bodies: list[Body] = []

    def lay_out(self, numbers: dict[tuple[str, str, str], int]) -> None:
        """Make a frame of the bodies that came since the last one; `numbers` are those of all kinds."""
        checked, cells = self.kind.to_cells(self.bodies)
        for name, key_name in self.numbered.items():
            key_of = attrgetter(key_name)
            cells.append(
                [
                    numbers.setdefault((name, stored.source, key), len(numbers)) if key else -1
                    for stored, key in zip(checked, map(key_of, checked), strict=True)
                ]
            )
        columns = dict(zip(self.columns, (self.index, *cells), strict=True))
        self.frames[self.kind.table].append(pl.DataFrame(columns, schema=self.columns))
        for field in self.kind.fields:
            if field.type.child:
                self._lay_out_child(field.type, list(map(attrgetter(field.name), checked)))
        self.height += len(checked)
        self.index, self.bodies = [], []

    def _lay_out_child(self, type_: FieldType, values: list[Any]) -> None:
        """Make a frame of the parts of a field's values."""
        schema = self.children[type_.child]
        parts = [type_.child_rows(value) for value in values]
        cells = [[row for row, own in enumerate(parts, self.height) for _ in own]]
        cells += [[part[n] for own in parts for part in own] for n in range(len(schema) - 1)]
        frame = pl.DataFrame(dict(zip(schema, cells, strict=True)), schema=schema)
        self.frames[type_.child].append(frame)


class TableBuilder:
    """Tables that grow: records are added in the order recorded, as often as there are new ones.

    `numbers`: those that keys have so far, by column, source and key; new ones are added to it. `empty`:
    tables without a row, where the caller has them already.
    """

    def __init__(
        self,
        kinds: Registry,
        numbers: dict[tuple[str, str, str], int] | None = None,
        empty: Tables | None = None,
    ) -> None:
        self._empty = empty
        self._layouts = {kind.name: _Layout(kind, kinds) for kind in kinds}
        self._ids: list[str] = []
        self._numbers = {} if numbers is None else numbers

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, records: Iterable[tuple[str, str, Body]]) -> None:
        """Add records: the id, the kind and the body of each.

        Raises
        ------
        InputError
            When a body does not hold a record of its kind.
        """
        for identity, kind, body in records:
            layout = self._layouts.get(kind)
            if layout is not None:
                layout.index.append(len(self._ids))
                layout.bodies.append(body)
                self._ids.append(identity)
        for layout in self._layouts.values():
            if layout.bodies or self._empty is None:
                layout.lay_out(self._numbers)

    def tables(self, *, simulated: bool = False) -> Tables:
        """Return all records added so far, as tables."""
        frames = {} if self._empty is None else dict(self._empty.frames)
        for layout in self._layouts.values():
            frames |= {name: pl.concat(parts) for name, parts in layout.frames.items() if parts}
        return Tables(
            ids=pl.Series("id", self._ids, dtype=pl.String),
            frames=frames,
            names={name: layout.kind.table for name, layout in self._layouts.items()},
            simulated=simulated,
            parents={
                child: layout.kind.table
                for layout in self._layouts.values()
                for child in layout.children
            },
        )
