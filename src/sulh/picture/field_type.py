"""What a field of a record is, said once: in a form, in the ledger, in a table and in a schema.

A field type annotates a field of a kind's class. From it `sulh.picture.kind` compiles what reads and
writes records. For that it gives short pieces of Python, in which ``get(column, "")`` is a cell of a
form's row, ``context`` how rows are read, ``row`` the row's number, ``body`` the JSON object that goes
into the ledger, and ``stored`` one that came from there, with its types checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol

import polars as pl
from msgspec import NODEFAULT, Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sulh.tables import Area
    from sulh.tables.positions import NamedPlace

__all__ = ["Calls", "Column", "FieldType", "Input", "RowContext", "Sealed", "Stored", "described"]

Input = Literal[
    "text", "long-text", "whole", "decimal", "yes-no", "choice", "day", "moment", "point"
]
Calls = tuple[Callable[..., Any], ...]
Stored = tuple[Any, Any]
"""The type of a value in a ledger's body, and the value that stands for an absent one."""


class RowContext(Protocol):
    """How rows are read; `sulh.observe.context.Context` says more."""

    @property
    def file(self) -> str:
        """The name that problems and records carry."""

    @property
    def timezone(self) -> ZoneInfo:
        """Where a day begins and ends."""

    @property
    def now(self) -> datetime | None:
        """What is after this moment (UTC) is refused; None: not checked."""

    @property
    def source(self) -> str:
        """Who sends the reports, where a row does not say."""

    @property
    def area(self) -> Area | None:
        """Where the mission works; None: not checked."""

    @property
    def places(self) -> Callable[[str], tuple[NamedPlace, ...]] | None:
        """Returns the places that a name or a code can mean; None: no gazetteer is at hand."""


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One column of a form, as its page, a web form, an XLSForm and a JSON Schema show it.

    `choices` are the words it may hold; `vocabulary` is the list of a mission pack whose words it
    holds; `several`: semicolons part many. `low` and `high` are bounds, in `unit`. Nobody is asked for a
    column with a `calculation`, an expression of XLSForm. One with `only_if` is asked for only where the
    column of that name holds one of the words `only_for`. A `prominent` one stands with those that must be
    filled in, though it need not be.
    """

    name: str
    input: Input
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    vocabulary: str = ""
    several: bool = False
    unit: str = ""
    low: float | None = None
    high: float | None = None
    standard: str = ""
    calculation: str = ""
    only_if: str = ""
    only_for: tuple[str, ...] = ()
    prominent: bool = False


class Sealed(Struct, frozen=True):
    """A value that only its audiences can open, as `sulh.ledger.seal` wrote it."""

    sealed: dict[str, Any]


def described(wire: Any, meaning: str, **bounds: Any) -> Any:
    """Return the type of a value in a body, with what it means and its bounds."""
    return Annotated[wire, Meta(description=meaning, **bounds)]


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """A field with one column that holds text; a type that differs overrides what differs.

    `meaning` says in a few words what the field holds, and `standard` which standard it follows.
    `vocabulary` is the list whose words the field holds: of a mission pack (``acts``, ``items``, ``zones``), or
    ``kinds`` of record. Its column bears the name of the field, or `heading`. What is not `tabled` is left
    out of the tables that rooms compute with. `only_if` names another column: forms ask for the field only
    where that one holds one of the words `only_for`; what is filled in all the same is read all the same.
    Where it is `prominent`, forms show it at once, beside what must be filled in.

    `calls` are the functions that its pieces of Python call; the first parses a cell. `dumped` and
    `loaded` are expressions that turn a record's value into a body's and back, and `present` says whether
    there is a value to write (empty: there always is). `empty` stands for a value that is absent from a
    body, and `dtype` is the type of a table's column.
    """

    meaning: str
    required: bool = False
    unit: str = ""
    vocabulary: str = ""
    standard: str = ""
    heading: str = ""
    tabled: bool = True
    only_if: str = ""
    only_for: tuple[str, ...] = ()
    prominent: bool = False

    calls: ClassVar[Calls] = ()
    input: ClassVar[Input] = "text"
    dumped: ClassVar[str] = "{}"
    present: ClassVar[str] = "{}"
    loaded: ClassVar[str] = "{}"
    empty: ClassVar[Any] = ""
    dtype: ClassVar[Any] = pl.Categorical

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return the columns of a form."""
        return (self.column(self.heading or name),)

    def questions(self, name: str) -> tuple[Column, ...]:
        """Return what a form on a telephone asks for."""
        return self.columns(name)

    def column(self, name: str, **more: Any) -> Column:
        """Return one column, with what this type says of all its columns."""
        of_all: dict[str, Any] = {
            "input": self.input,
            "meaning": self.meaning,
            "required": self.required,
            "vocabulary": self.vocabulary,
            "unit": self.unit,
            "standard": self.standard,
            "only_if": self.only_if,
            "only_for": self.only_for,
            "prominent": self.prominent,
        }
        return Column(name=name, **(of_all | more))

    def optional(self) -> bool:
        """Say whether an empty cell is `empty`, so that there is nothing to parse."""
        return not self.required

    def options(self) -> dict[str, Any]:
        """Return the further arguments of the function that parses a cell."""
        return {}

    def parse_code(self, name: str) -> str:
        """Return an expression for the value that a row holds; it may raise `FaultyField`."""
        name = self.heading or name
        options = "".join(f", {key}={value!r}" for key, value in self.options().items())
        parse = f'{self.calls[0].__name__}({name!r}, get({name!r}, ""){options})'
        return f"{parse} if get({name!r}) else {self.empty!r}" if self.optional() else parse

    def part_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- overridden
        """Return expressions that check each column alone, where a field has several."""
        return ()

    def wire(self) -> Any:
        """Return the type of the value in a body."""
        return str

    def stored(self, name: str) -> dict[str, Stored]:
        """Return the keys of a body, with the types of their values."""
        wire = self.wire() if self.required or self.empty is not None else self.wire() | None
        default = NODEFAULT if self.required else self.empty
        return {name: (described(wire, self.meaning), default)}

    def dump_code(self, name: str, value: str) -> str:
        """Return a statement that puts a value (an expression) into ``body``."""
        put = f"body[{name!r}] = {self.dumped.format(value)}"
        if self.required or not self.present:
            return put
        return f"if {self.present.format(value)}: {put}"

    def write_codes(self, name: str, value: str) -> dict[str, str]:
        """Return, for each key of a body, an expression for what it holds: ``UNSET`` where it is left out."""
        code = self.dumped.format(value)
        if self.required or not self.present:
            return {name: code}
        if self.present == self.dumped == "{}":
            return {name: f"{value} or UNSET"}
        return {name: f"{code} if {self.present.format(value)} else UNSET"}

    def load_code(self, name: str) -> str:
        """Return an expression for the value that ``stored`` holds."""
        return self.loaded.format(f"stored.{name}")

    def table(self, name: str) -> dict[str, Any]:
        """Return the columns of a table, with their types."""
        return {name: self.dtype} if self.tabled else {}

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for the cell of each of those columns."""
        return (f"stored.{name}",) if self.tabled else ()

    def actors(self, value: Any) -> tuple[str, ...]:  # noqa: ARG002 -- overridden
        """Return the names of actors in a value, as the source writes them."""
        return ()

    child: ClassVar[str] = ""
    """The name of a table of its own, with a row for each part of a value."""

    def child_columns(self) -> dict[str, Any]:
        """Return the columns of that table with their types, behind `row`, the record's position."""
        raise NotImplementedError

    def child_rows(self, value: Any) -> Iterable[tuple[Any, ...]]:
        """Return the rows of that table for a value of a body."""
        raise NotImplementedError
