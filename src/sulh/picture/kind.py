"""A kind of record, declared once: a class whose fields say what they hold.

From the class follow a form's columns, the record of a row, its body in the ledger and back, the columns
of a table and the schemas. What runs once a row is compiled; ``KIND.source`` shows it as Python.
"""

from __future__ import annotations

import inspect
import re
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

from sulh.errors import InputError, shown
from sulh.picture.compiled import (
    Field,
    body_class,
    compile_expression,
    compile_functions,
    fields_of,
    source_of,
)
from sulh.picture.field_type import FieldType
from sulh.tables import FaultyField
from sulh.tables.rows import FaultyRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sulh.picture.field_type import Input, RowContext
    from sulh.picture.hxl_form import HxlForm
    from sulh.picture.kind_form import KindForm
    from sulh.picture.origin import Entry

__all__ = ["Body", "Kind", "Registry"]

Body = dict[str, Any]

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAMED = re.compile(r"(?:\$\.|field `)(\w+)")
RESERVED = ("kind", "tlp", "device")
"""Keys of a body that say how a record is handled, and what device sent it."""

UNFIT = (ValueError, TypeError, ArithmeticError, RecursionError)
"""What a body raises that does not fit; msgspec's own error is a ValueError."""


class Kind:
    """A kind of record.

    Parameters
    ----------
    record
        Its class: a `msgspec.Struct` with an `origin`, whose fields are annotated with field types. With
        ``gc=False``, Python does not search millions of records, which hold values only, for cycles.
    table
        The name of its table: a plural.
    title
        What people call it, where that is not its name.
    lookalike
        Two records of one sender that say the same under two keys are worth a warning.
    rule
        What the fields of a row must be together: it raises `FaultyField`.
    """

    def __init__(
        self,
        record: type[msgspec.Struct],
        *,
        table: str,
        title: str = "",
        lookalike: bool = False,
        rule: Callable[[Any], None] | None = None,
    ) -> None:
        self.record = record
        self.name = HUMP.sub("-", record.__name__).lower()
        self.table = table
        self.title = title or self.name.replace("-", " ")
        self.lookalike = lookalike
        self.fields: tuple[Field, ...] = tuple(fields_of(record))
        self.columns = tuple(
            column for each in self.fields for column in each.type.columns(each.name)
        )
        _refuse_doubled(self.name, [column.name for column in self.columns])
        _refuse_reserved(self.name, self.fields)
        self.body_class = body_class(record)
        self._rule = rule
        functions = compile_functions(record)
        self._parse: Callable[..., Any] = functions["parse"]
        self._from_stored: Callable[..., Any] = functions["from_stored"]
        self._cells_of: Callable[..., list[list[Any]]] = functions["cells_of"]
        self.to_body: Callable[[Any], Body] = functions["to_body"]
        """Return the JSON body of a record, safe for canonical JSON."""
        self.write: Callable[[Any], tuple[bytes, bytes]] = functions["write"]
        """Return the body of a record as JSON with sorted keys, twice.

        First without `KEYS_OF_ORIGIN`, as orjson writes it; then whole: ``canonical(to_body(record))``.
        """

    def __repr__(self) -> str:
        return f"<Kind {self.name}>"

    @property
    def meaning(self) -> str:
        """Return what the kind is, from the docstring of its class."""
        return inspect.cleandoc(self.record.__doc__ or "")

    @property
    def source(self) -> str:
        """Return the Python that was compiled for this kind."""
        return source_of(self.record)

    def parse(self, values: Mapping[str, str], context: RowContext, row: int) -> Entry:
        """Return the record of a form's row.

        Raises
        ------
        FaultyRow
            When the row holds none; it names every problem.
        """
        try:
            record: Entry = self._parse(values, values.get, context, row)
            if self._rule is not None:
                self._rule(record)
        except FaultyField as fault:
            raise FaultyRow(self._faults(values, context, row) or [fault]) from None
        return record

    def _faults(
        self, values: Mapping[str, str], context: RowContext, row: int
    ) -> list[FaultyField]:
        """Return what is wrong with each field; a field as a whole only where its parts are right."""
        faults: list[FaultyField] = []
        for parts, whole in self._checks:
            before = len(faults)
            for check in (*parts, whole):
                if check is whole and len(faults) > before:
                    continue
                try:
                    check(values, values.get, context, row)
                except FaultyField as fault:
                    faults.append(fault)
        return faults

    @cached_property
    def _checks(self) -> tuple[tuple[tuple[Callable[..., Any], ...], Callable[..., Any]], ...]:
        """Each field's pieces of code, as functions: first its parts, then all of it."""

        def function(code: str) -> Callable[..., Any]:
            return compile_expression(self.record, "values, get, context, row", code)

        return tuple(
            (
                tuple(map(function, each.type.part_codes(each.name))),
                function(each.type.parse_code(each.name)),
            )
            for each in self.fields
        )

    def from_body(self, body: Any) -> Any:
        """Return the record that a body holds, whatever JSON it is.

        Raises
        ------
        InputError
            When the body does not hold such a record: another program made it.
        """
        try:
            return self._from_stored(msgspec.convert(body, self.body_class))
        except UNFIT as error:
            raise InputError(self._unfit(body, error)) from error

    def to_cells(self, bodies: list[Any]) -> tuple[list[Any], list[list[Any]]]:
        """Return bodies with the types of their values checked, and the columns of their table.

        Raises
        ------
        InputError
            When a body does not hold a record of this kind.
        """
        try:
            checked = msgspec.convert(bodies, list[self.body_class])  # type: ignore[name-defined]
            return checked, self._cells_of(checked)
        except UNFIT:
            for body in bodies:
                self.from_body(body)
            raise

    def _unfit(self, body: Any, error: Exception) -> str:
        """Say which field of a body does not fit, and why."""
        name, reason = NAMED.search(str(error)), str(error).partition(" - at ")[0].replace("`", "")
        field = name[1] if name and isinstance(error, msgspec.ValidationError) else ""
        if not isinstance(error, msgspec.ValidationError):
            stored = msgspec.convert(body, self.body_class)
            for each in self.fields:
                try:
                    compile_expression(self.record, "stored", each.type.load_code(each.name))(
                        stored
                    )
                except UNFIT:
                    field = each.name
                    break
        where = f"{field}: " if field else ""
        return f"A record does not hold a report of kind {self.name}: {where}{shown(reason)}."

    @cached_property
    def _actors(self) -> tuple[tuple[Callable[[Any], Any], Callable[[Any], tuple[str, ...]]], ...]:
        return tuple(
            (attrgetter(each.path), each.type.actors)
            for each in self.fields
            if type(each.type).actors is not FieldType.actors
        )

    def actor_names(self, record: Any) -> tuple[str, ...]:
        """Return the names of the actors in a record, as the source writes them."""
        names: tuple[str, ...] = ()
        for get, actors in self._actors:
            names += actors(get(record))
        return names

    @cached_property
    def vocabularies(self) -> tuple[tuple[Field, Callable[[Any], str]], ...]:
        """The fields that hold a word of the pack's vocabularies, and what reads the word."""
        return tuple((each, attrgetter(each.path)) for each in self.fields if each.type.vocabulary)


def _refuse_doubled(kind: str, names: list[str]) -> None:
    doubled = [name for name in names if names.count(name) > 1]
    if doubled:
        raise TypeError(f"Two fields of the kind {kind} have a column {doubled[0]!r}.")


def _refuse_reserved(kind: str, fields: tuple[Field, ...]) -> None:
    for field in fields:
        for key in field.type.stored(field.name):
            if key in RESERVED:
                raise TypeError(f"A body of the kind {kind} would hold {key!r}, which means more.")


class Registry:
    """Kinds of record, by the name that each carries in the ledger and by its class.

    Iterating gives the kinds, in their order; ``"incident" in kinds`` asks for a name. `forms` are those of
    one kind alone, `hxl` those that tables with hashtags are read as, the first that fits.
    """

    def __init__(
        self,
        *kinds: Kind,
        forms: tuple[KindForm, ...] = (),
        hxl: tuple[HxlForm, ...] = (),
    ) -> None:
        self.forms = forms
        self.hxl = hxl
        self._by_name = {kind.name: kind for kind in kinds}
        self._by_class: dict[type[Any], Kind] = {kind.record: kind for kind in kinds}
        if len(self._by_name) < len(kinds):
            raise TypeError("Two kinds of record have one name.")

    def __repr__(self) -> str:
        return f"<Registry {', '.join(self._by_name)}>"

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Kind:
        return self._by_name[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all kinds."""
        return tuple(self._by_name)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the form of all kinds, each once, behind that of the kind itself."""
        columns = (column.name for kind in self for column in kind.columns)
        return tuple(dict.fromkeys(("kind", *columns, "simulated")))

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """What the columns of all kinds hold, by name; of two kinds' the first."""
        columns = [column for kind in self for column in kind.columns]
        return {column.name: column.input for column in reversed(columns)}

    def of(self, record: Entry) -> Kind:
        """Return the kind of a record."""
        return self._by_class[type(record)]

    def to_body(self, record: Entry) -> Body:
        """Return the JSON body of a record, safe for canonical JSON."""
        return self._by_class[type(record)].to_body(record)

    def from_body(self, name: str, body: Any) -> Any:
        """Return the record of a kind that a body holds.

        Raises
        ------
        InputError
            When there is no such kind, or the body holds no record of it.
        """
        kind = self._by_name.get(name)
        if kind is None:
            raise InputError(f"A record of kind {shown(name)!r} carries no report.")
        return kind.from_body(body)
