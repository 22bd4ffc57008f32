"""The functions of a kind, written out as plain Python and compiled once."""

from __future__ import annotations

import linecache
import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from sulh.ledger.canonical import canonical
from sulh.picture.field_type import FieldType
from sulh.picture.origin import KEYS_OF_ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Field", "body_class", "compile_functions", "fields_of", "source_of"]

OF_GROUP = re.compile(r"\brecord\.(\w+)\.")
"""A part of a value in a record, such as the place's name: `write` takes each value out once."""
TINY = re.compile(rb"[0-9]e-")
"""How msgspec and orjson write numbers below 1e-5, which canonical JSON writes in another way."""


class Field(msgspec.Struct, frozen=True):
    """A field of a kind: its name, its type, and the path of its value in a record.

    It `is_optional` where its class gives it a default.
    """

    name: str
    type: FieldType
    path: str
    is_optional: bool


@cache
def _members(
    record: type[msgspec.Struct],
) -> tuple[tuple[str, FieldType | type[msgspec.Struct]], ...]:
    """Return the names of a class's fields, with the type of each or the class of a group.

    Kept for each class: Python compiles every annotation anew when it is asked for them.
    """
    hints = get_type_hints(record, include_extras=True)
    members: list[tuple[str, FieldType | type[msgspec.Struct]]] = []
    for name in record.__struct_fields__:
        hint = hints[name]
        of_type = [
            each for each in getattr(hint, "__metadata__", ()) if isinstance(each, FieldType)
        ]
        if of_type:
            members.append((name, of_type[0]))
        elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            members.append((name, hint))
        else:
            raise TypeError(f"{record.__name__}.{name} says not what it holds: annotate it.")
    return tuple(members)


@cache
def _optional(record: type[msgspec.Struct]) -> frozenset[str]:
    """Return the names of the fields with a default; kept, since msgspec compiles every annotation for it."""
    return frozenset(each.name for each in msgspec.structs.fields(record) if not each.required)


def fields_of(record: type[msgspec.Struct], path: str = "") -> Iterator[Field]:
    """Yield the fields of a class, those of a group in its place."""
    for name, member in _members(record):
        if isinstance(member, FieldType):
            yield Field(name, member, path + name, name in _optional(record))
        else:
            yield from fields_of(member, f"{path}{name}.")


@cache
def _defaults(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the defaults that a class gives its fields, where they are not what an empty cell means."""
    members = dict(_members(record))
    defaults = {}
    for each in msgspec.structs.fields(record):
        member = members[each.name]
        if not isinstance(member, FieldType) or each.default is msgspec.NODEFAULT:
            continue
        if len(member.columns(each.name)) == 1 and each.default != member.empty:
            defaults[each.name] = each.default
    return defaults


def _default_name(record: type[msgspec.Struct], name: str) -> str:
    return f"default_{record.__name__}_{name}"


def _classes(record: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """Yield a class and those of its groups."""
    yield record
    for _, member in _members(record):
        if not isinstance(member, FieldType):
            yield from _classes(member)


def _parse_code(record: type[msgspec.Struct], field: FieldType, name: str) -> str:
    """Return an expression for the value of a row: an empty cell, or none, means the class's default."""
    code = field.parse_code(name)
    if name not in _defaults(record):
        return code
    column = field.columns(name)[0].name
    return f'({code}) if get({column!r}, "").strip() else {_default_name(record, name)}'


def _stored_defaults(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what stands in a body for those defaults, by key."""
    body: dict[str, Any] = {}
    for each in _classes(record):
        for name, member in _members(each):
            if isinstance(member, FieldType) and name in _defaults(each):
                names = {"value": _defaults(each)[name], **names_of(each)}
                body[name] = eval(member.dumped.format("value"), names)  # noqa: S307 -- as below
    return body


def body_class(record: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """Return the class of the bodies of a kind: what their keys hold, checked by msgspec."""
    stored = {
        key: of_key
        for field in fields_of(record)
        for key, of_key in field.type.stored(field.name).items()
    }
    for key, value in _stored_defaults(record).items():
        wire, _ = stored[key]
        stored[key] = wire, msgspec.convert(value, wire)
    # In the order of canonical JSON, in which msgspec looks for them fastest.
    keys: list[Any] = [
        (key, wire) if default is msgspec.NODEFAULT else (key, wire, default)
        for key, (wire, default) in sorted(stored.items())
    ]
    return msgspec.defstruct(f"{record.__name__}Body", keys, kw_only=True, gc=False)


def _construct(
    record: type[msgspec.Struct],
    code: Callable[[type[msgspec.Struct], FieldType, str], str],
    indent: str,
) -> str:
    """Return an expression that makes a record, each field by its code."""
    deeper = f"{indent}    "
    lines = [
        f"{deeper}{name}="
        + (
            code(record, member, name)
            if isinstance(member, FieldType)
            else _construct(member, code, deeper)
        )
        for name, member in _members(record)
    ]
    return f"{record.__name__}(\n" + ",\n".join(lines) + f",\n{indent})"


def _dump(record: type[msgspec.Struct], value: str) -> Iterator[str]:
    """Yield the statements that put a record's fields into ``body``."""
    for name, member in _members(record):
        if not isinstance(member, FieldType):
            yield f"    {name} = {value}.{name}"
            yield from _dump(member, name)
        elif name in _defaults(record):  # written always: what is absent means the default
            yield f"    body[{name!r}] = {member.dumped.format(f'{value}.{name}')}"
        else:
            yield f"    {member.dump_code(name, f'{value}.{name}')}"


def _written(record: type[msgspec.Struct], value: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a body, each with an expression for what it holds."""
    for name, member in _members(record):
        if not isinstance(member, FieldType):
            yield from _written(member, f"{value}.{name}")
        elif name in _defaults(record):  # as in `_dump`
            yield name, member.dumped.format(f"{value}.{name}")
        else:
            yield from member.write_codes(name, f"{value}.{name}").items()


def _written_class(record: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """Return the class from which msgspec writes a body: its keys in the order of canonical JSON."""
    keys = sorted(key for key, _ in _written(record, "record"))
    fields = [(key, Any, msgspec.UNSET) for key in keys]
    return msgspec.defstruct(f"Written{record.__name__}", fields, gc=False)


def _write(record: type[msgspec.Struct]) -> str:
    """Return the statements that write a body twice: without what is of its origin alone, and whole."""
    values = {key: OF_GROUP.sub(r"of_\1.", code) for key, code in _written(record, "record")}
    codes = dict(sorted(values.items()))
    groups = sorted(
        {name for _, code in _written(record, "record") for name in OF_GROUP.findall(code)}
    )
    locals_ = "".join(f"    of_{name} = record.{name}\n" for name in groups)
    content = ", ".join("UNSET" if key in KEYS_OF_ORIGIN else code for key, code in codes.items())
    late = "".join(
        f"    written.{key} = {code}\n" for key, code in codes.items() if key in KEYS_OF_ORIGIN
    )
    return f"""\
{locals_}    written = Written{record.__name__}({content})
    substance = encode(written)
    if b"e-" in substance and TINY.search(substance):
        return substance, canonical(to_body(record))
{late}    return substance, encode(written)"""


def source_of(record: type[msgspec.Struct]) -> str:
    """Return the source of a kind's functions: from a row, to a body, from a body."""
    dump = "\n".join(_dump(record, "record"))
    cells = "".join(
        f"        [{code} for stored in bodies],\n"
        for each in fields_of(record)
        for code in each.type.cell_codes(each.name)
    )
    return f"""\
def parse(values, get, context, row):
    return {_construct(record, _parse_code, "    ")}


def to_body(record):
    body = {{}}
{dump}
    return body


def write(record):
{_write(record)}


def from_stored(stored):
    return {_construct(record, lambda _, field, name: field.load_code(name), "    ")}


def cells_of(bodies):
    return [
{cells}    ]
"""


def names_of(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what the pieces of code of a class call, by name."""
    names: dict[str, Any] = {record.__name__: record}
    names |= {_default_name(record, name): value for name, value in _defaults(record).items()}
    for _, member in _members(record):
        if isinstance(member, FieldType):
            names |= {each.__name__: each for each in member.calls}
        else:
            names |= names_of(member)
    return names


def compile_functions(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the functions of a kind, by name; a traceback shows their lines."""
    source, file, names = source_of(record), f"<kind {record.__name__}>", names_of(record)
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names |= {
        f"Written{record.__name__}": _written_class(record),
        "UNSET": msgspec.UNSET,
        "TINY": TINY,
        "canonical": canonical,
        "encode": msgspec.json.Encoder(order="deterministic").encode,
    }
    exec(compile(source, file, "exec"), names)  # noqa: S102 -- written from declarations alone
    return names


def compile_expression(
    record: type[msgspec.Struct], parameters: str, code: str
) -> Callable[..., Any]:
    """Return one piece of code of a class as a function."""
    function: Callable[..., Any] = eval(f"lambda {parameters}: {code}", names_of(record))  # noqa: S307 -- as above
    return function
