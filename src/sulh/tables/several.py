"""A file of several tables: which of them is read, and rows that repeat within another table's rows.

A telephone's form asks some questions several times within one visit. KoboToolbox puts these answers on a
sheet of their own, ODK Central into a file of their own; a column of each says which row they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sulh.errors import InputError, Problem, shown
from sulh.tables.hashtags import hashtag_row
from sulh.tables.layout import assumption
from sulh.tables.rows import Rejected, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from sulh.tables.layout import Layout

__all__ = ["Parts", "table_of"]

TITLE_MAX = 31
"""Workbooks cut the titles of their sheets to so many characters."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a row says which row of another table it belongs to: columns of both, and of that table's name."""

    own: str
    parent: str
    table: str = ""
    visit: str = ""
    of_visit: str = ""
    """Columns with the visit's number, of a visit and of what repeats in it: a second way to find it."""


LINKS = (
    Link("_index", "_parent_index", "_parent_table_name", "_id", "_submission__id"),
    Link("KEY", "PARENT_KEY"),
)
"""Those of KoboToolbox and of ODK Central."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The tables in a file, at least one, by their names: the first rows of each, and how one is opened.

    `noun` is what people call such a table. Where they have no order, the first is not the one that is meant.
    """

    file: str
    noun: str
    heads: Mapping[str, Sequence[Sequence[str]]]
    open: Callable[[str], Table]
    is_ordered: bool = True


def table_of(parts: Parts, layout: Layout) -> Table:
    """Open the table that the layout names, or the first with HXL hashtags, or the first.

    What repeats within the rows of another table is never taken for them. Where the layout names a table
    as `repeat`, its rows are read beside what the rows they belong to say; a row to which none belongs
    stays as it is, at the end.

    Raises
    ------
    InputError
        When no table has the name, which is meant is unclear, or the rows that repeat do not say what
        they belong to.
    """
    if layout.repeat:
        return _repeated(parts, _named(parts, layout.repeat, "repeat"))
    if layout.sheet:
        return parts.open(_named(parts, layout.sheet, "sheet"))
    repeats = {name: link for name in parts.heads if (link := _link_of(parts.heads[name]))}
    mains = [name for name in parts.heads if name not in repeats] or [*parts.heads]
    tagged = [name for name in mains if hashtag_row(parts.heads[name]) is not None]
    if not parts.is_ordered and len(tagged or mains) > 1:
        raise InputError(
            f"{parts.file} holds several tables: {shown(', '.join(parts.heads))}.",
            remedy="Name the one to read: --read-as sheet=…",
        )
    name = (tagged or mains)[0]
    table = parts.open(name)
    notes = []
    if name != next(iter(parts.heads)):
        why = ", the first with hashtags of HXL" if table.hashtags else ""
        message = f"the rows are those of the {parts.noun} {shown(name)!r}{why}"
        notes.append(assumption(parts.file, "sheet", message))
    if repeats and len(repeats) < len(parts.heads):
        listed = shown(", ".join(repeats))
        message = f"what repeats within its rows is not read: {parts.noun} {listed}"
        notes.append(assumption(parts.file, "repeat", message))
    return replace(table, assumptions=(*notes, *table.assumptions))


def _named(parts: Parts, name: str, setting: str) -> str:
    """Return the table that people call so, by its whole name, or by the end of it."""
    word = name.casefold()
    for fits in (
        lambda each: each == word,
        lambda each: each == word[:TITLE_MAX],
        lambda each: _stem(each) == _stem(word),
        lambda each: _stem(each).endswith((f"-{word}", f".{word}", f"/{word}")),
    ):
        names = [each for each in parts.heads if fits(each.casefold())]
        if len(names) == 1:
            return names[0]
    raise InputError(
        f"{parts.file} has no {parts.noun} {shown(name)!r}, or more than one.",
        remedy=f"It holds: {shown(', '.join(parts.heads))}. Name one with --read-as {setting}=…",
    )


def _stem(name: str) -> str:
    """Return the name of a table without its folders and its ending."""
    base = name.rpartition("/")[2]
    return base.rpartition(".")[0] or base


def _link_of(rows: Sequence[Sequence[str]]) -> Link | None:
    """Return how the rows of a table name what they belong to; None where they do not."""
    return next(
        (
            link
            for link in LINKS
            if any(link.parent in row or (link.of_visit and link.of_visit in row) for row in rows)
        ),
        None,
    )


def _repeated(parts: Parts, name: str) -> Table:
    link = _link_of(parts.heads[name])
    if link is None:
        raise InputError(
            f"The rows of the {parts.noun} {shown(name)!r} of {parts.file} do not say what they belong to.",
            remedy=f"One of these columns does: {', '.join(each.parent for each in LINKS)}. "
            f"To read it alone: --read-as sheet={shown(name)}.",
        )
    child = parts.open(name)
    others = {
        other: parts.open(other)
        for other, head in parts.heads.items()
        if other != name
        and any(link.own in row or (link.visit and link.visit in row) for row in head)
    }
    columns = dict.fromkeys(column for each in (*others.values(), child) for column in each.columns)
    repeats = frozenset(other for other in others if _link_of(parts.heads[other]))
    return replace(
        child,
        columns=tuple(columns),
        rows=_Family(child, name, others, link).rows(repeats),
        by_columns=None,
        assumptions=(
            *child.assumptions,
            *_notes(parts, name, repeats, has_keys="ref" in child.columns),
        ),
    )


def _notes(
    parts: Parts, name: str, repeats: Collection[str], *, has_keys: bool
) -> Iterator[Problem]:
    note = assumption(
        parts.file,
        "repeat",
        f"the rows are those of the {parts.noun} {shown(name)!r}, each with what the row says that it "
        "belongs to; rows to which none belongs follow at the end",
    )
    yield replace(note, remedy="Without repeat=…, these latter are the rows.")
    if not has_keys:
        message = "what repeats has no column 'ref': all rows of one visit have the visit's"
        remedy = (
            'Are there several in one visit? Tell them apart in a mapping: ref = ["ref", "_index"].'
        )
        yield replace(note, message=message, remedy=remedy)
    if repeats:
        message = f"of {shown(', '.join(sorted(repeats)))} only what rows of it belong to is read"
        yield replace(note, message=message, remedy="Read the file once more for each: repeat=…")


class _Family:
    """The rows of a table, and those of other tables that they belong to."""

    def __init__(self, child: Table, name: str, others: Mapping[str, Table], link: Link) -> None:
        self.child, self.name, self.link = child, name, link
        self.rows_of = {other: list(table.rows) for other, table in others.items()}
        self.parents: dict[tuple[str, str], list[tuple[str, Row]]] = {}
        self.visits: dict[str, list[tuple[str, Row]]] = {}
        for other, rows in self.rows_of.items():
            for row in rows:
                if not isinstance(row, Row):
                    continue
                if row.values.get(link.own):
                    key = self._key(other, row.values[link.own])
                    self.parents.setdefault(key, []).append((other, row))
                if visit := row.values.get(link.visit, "").strip():
                    self.visits.setdefault(visit, []).append((other, row))
        self.used: set[tuple[str, int]] = set()

    def _key(self, table: str, own: str) -> tuple[str, str]:
        """Return what one row is found by: an index counts within its table, a key everywhere."""
        return (table.casefold()[:TITLE_MAX] if self.link.table else "", own.strip())

    def rows(self, repeats: Collection[str]) -> Iterator[Row | Rejected]:
        """Yield the child's rows with what they belong to, then other rows, but for those of `repeats`."""
        last = 0
        for row in self.child.rows:
            last = row.number
            yield self._whole(row) if isinstance(row, Row) and row.values else row
        for other, rows in self.rows_of.items():
            if other in repeats:
                continue
            for row in rows:
                if (other, row.number) not in self.used:
                    yield _moved(row, last + row.number)
            last += max((row.number for row in rows), default=0)

    def _whole(self, row: Row) -> Row | Rejected:
        """Return a row with what the row says that it belongs to, and so on up."""
        values, lowest, passed = row.values, row, {self.name}
        parents: list[tuple[str, Row]] | None = self._parents_of(row) or []
        while parents is not None:
            if len(parents) != 1 or parents[0][0] in passed:
                return self._orphan(row, lowest, len(parents))
            below, (table, lowest) = lowest, parents[0]
            if not self._is_one_visit(below, lowest):
                return self._of_two_visits(row, below, lowest)
            passed.add(table)
            self.used.add((table, lowest.number))
            values = _joined(lowest.values, values)
            parents = self._parents_of(lowest)
        return row._replace(values=values)

    def _parents_of(self, row: Row) -> list[tuple[str, Row]] | None:
        """Return the rows that a row says that it belongs to; None: it says nothing."""
        if (key := self._parent_of(row)) is not None:
            return self.parents.get(key, [])
        visit = row.values.get(self.link.of_visit, "").strip()
        return self.visits.get(visit, []) if visit else None

    def _is_one_visit(self, below: Row, above: Row) -> bool:
        """Whether two rows bear the number of one visit, as far as both bear any."""
        own = below.values.get(self.link.of_visit, "").strip()
        other = above.values.get(self.link.visit) or above.values.get(self.link.of_visit, "")
        return not own or not other.strip() or own == other.strip()

    def _of_two_visits(self, row: Row, below: Row, above: Row) -> Rejected:
        other = above.values.get(self.link.visit) or above.values.get(self.link.of_visit, "")
        index = below.values.get(self.link.parent, "")
        problem = Problem(
            code="no-parent",
            source=self.child.name,
            row=row.number,
            field=self.link.of_visit,
            value=shown(below.values[self.link.of_visit]),
            message=f"is another visit than {shown(other)}, which {self.link.parent} {shown(index)} names",
            remedy="Export the whole form again, with all of its sheets or files.",
        )
        return Rejected(problem, row.raw, row.bytes_read)

    def _parent_of(self, row: Row) -> tuple[str, str] | None:
        own = row.values.get(self.link.parent, "")
        return self._key(row.values.get(self.link.table, ""), own) if own.strip() else None

    def _orphan(self, row: Row, lowest: Row, count: int) -> Rejected:
        problem = Problem(
            code="no-parent",
            source=self.child.name,
            row=row.number,
            field=self.link.parent,
            value=shown(lowest.values.get(self.link.parent, "")),
            message="belongs to several rows of the file"
            if count > 1
            else "belongs to no row of the file that can be read",
            remedy="Export the whole form again, with all of its sheets or files.",
        )
        return Rejected(problem, row.raw, row.bytes_read)


def _joined(parent: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Return what two rows say; where both have a column, the own answer goes first if there is one."""
    answers = {name: text for name, text in own.items() if text.strip() or name not in parent}
    return {**parent, **answers}


def _moved(row: Row | Rejected, number: int) -> Row | Rejected:
    """Return a row under another number, so that no two rows of a table have the same."""
    if isinstance(row, Row):
        return row._replace(number=number)
    others = tuple(replace(each, row=number) for each in row.others)
    return row._replace(problem=replace(row.problem, row=number), others=others)
