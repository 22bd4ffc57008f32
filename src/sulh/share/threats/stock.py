"""Versions of threat objects, each once for all audiences: what matching needs in columns.

A shelf names objects by number. In memory an object is its id and some tens of bytes of columns; its
content lies where `Contents` keeps it, which a server lets be a file.
"""

from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from sulh.share.threats.indicator_texts import IndicatorTexts
from sulh.share.threats.outward import REQUIRED, needed, without_hidden
from sulh.share.threats.sign_texts import SignTexts
from sulh.share.threats.stix import StixObject, read_object
from sulh.share.threats.word_numbers import WordNumbers
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

__all__ = [
    "EPOCH",
    "NO_NAME",
    "NO_TIME",
    "OLD_SPEC",
    "TICK",
    "Contents",
    "ContentsInMemory",
    "Stock",
    "microseconds",
]

TICK = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_TIME = -(2**63)
"""Stands for the version of an object that has none."""
NO_NAME = -1
REVOKED = b'"revoked":true'
OLD_SPEC = 20
"""Stands for STIX 2.0."""


def microseconds(moment: datetime) -> int:
    """Return a time (UTC) in microseconds since 1970."""
    return (moment - EPOCH) // TICK


class Contents(Protocol):
    """Bytes that are kept and never change. Any thread may read while one appends."""

    def append(self, content: bytes) -> int:
        """Keep bytes; return where they begin."""
        ...

    def read(self, place: int, length: int) -> bytes:
        """Return bytes from where they begin."""
        ...


class ContentsInMemory:
    """Contents of a command that ends soon, and of tests."""

    def __init__(self) -> None:
        self._content = bytearray()

    def append(self, content: bytes) -> int:
        """Keep bytes; return where they begin."""
        place = len(self._content)
        self._content += content
        return place

    def read(self, place: int, length: int) -> bytes:
        """Return bytes from where they begin."""
        return bytes(self._content[place : place + length])


class Stock:
    """Objects by number, and numbers for the ids of objects (`names`), their types and the ledger's records.

    `name_of`, `type_of`, `spec_of` (20 or 21), `time_of` (the version in microseconds since 1970, `NO_TIME` for
    none), `length_of` (bytes of content) and `revoked_of` (whether this version takes the object back) are
    columns by number; of indicators, `from_of` and `until_of` say when they hold (so too), `maker_of` the
    number of their maker's id (`NO_NAME` for none), `texts` finds them by words and `signs` has what they say
    to block. `naming` says by an id's number which records (by number) hold an object that names it: perhaps
    one that an audience may not have.
    """

    def __init__(self, contents: Callable[[], Contents] = ContentsInMemory) -> None:
        self._contents = contents()
        self.signs = SignTexts(contents())
        self.texts = IndicatorTexts(contents())
        self.names, self.types, self.records = WordNumbers(), WordNumbers(), WordNumbers()
        self.name_of = array("i")
        self.type_of = array("i")
        self.spec_of = array("b")
        self.time_of = array("q")
        self.length_of = array("i")
        self.from_of, self.until_of, self.revoked_of = array("q"), array("q"), array("b")
        self.maker_of = array("i")
        self.naming: dict[int, array[int]] = {}
        self._places = array("q")
        self._version_lengths = array("b")
        self._digests = array("q")
        self._references = array("i")
        self._references_end = array("q", [0])
        self._outward: dict[tuple[int, int], int] = {}

    def __len__(self) -> int:
        return len(self.name_of)

    def keep(self, each: StixObject) -> int:
        """Keep an object; return its number."""
        self.name_of.append(self.names.number(each.id))
        self.type_of.append(self.types.number(each.type))
        self.spec_of.append(OLD_SPEC if each.spec_version == "2.0" else 21)
        self.time_of.append(microseconds(parse_utc(each.version)) if each.version else NO_TIME)
        self.length_of.append(len(each.content))
        fields = each.fields if each.type == "indicator" else {}
        self._keep_validity(fields)
        may_be = REVOKED in each.content  # quicker than to parse each
        self.revoked_of.append(may_be and each.fields.get("revoked") is True)
        version = each.version.encode()
        self._places.append(self._contents.append(version + each.content))
        self._version_lengths.append(len(version))
        self._digests.append(hash(each.content))
        for name in sorted(each.references):
            self._references.append(self.names.number(name))
        self._references_end.append(len(self._references))
        maker = self.names.get(str(fields.get("created_by_ref")))
        self.maker_of.append(NO_NAME if maker is None else maker)
        self.texts.append(each.id, fields)
        return len(self.name_of) - 1

    def _keep_validity(self, fields: dict[str, Any]) -> None:
        self.from_of.append(_moment(fields.get("valid_from")))
        self.until_of.append(_moment(fields.get("valid_until")))

    def hold(self, record: int, objects: Iterable[int]) -> None:
        """Remember what the objects of a record name."""
        for each in objects:
            for name in self.references(each):
                self.naming.setdefault(name, array("i")).append(record)

    def references(self, number: int) -> Sequence[int]:
        """Return the numbers of the ids that an object names."""
        return self._references[self._references_end[number] : self._references_end[number + 1]]

    def version(self, number: int) -> str:
        """Return an object's version as it is written; empty for none."""
        return self._contents.read(self._places[number], self._version_lengths[number]).decode()

    def content(self, number: int) -> bytes:
        """Return an object's canonical JSON."""
        return self._contents.read(
            self._places[number] + self._version_lengths[number], self.length_of[number]
        )

    def fetch(self, number: int) -> StixObject:
        """Return an object as it was kept."""
        begin = self._version_lengths[number]
        both = self._contents.read(self._places[number], begin + self.length_of[number])
        return StixObject(
            id=self.names[self.name_of[number]],
            type=self.types[self.type_of[number]],
            version=both[:begin].decode(),
            spec_version="2.0" if self.spec_of[number] == OLD_SPEC else "2.1",
            content=both[begin:],
            references=frozenset(self.names[each] for each in self.references(number)),
        )

    def is_same(self, one: int, other: int) -> bool:
        """Say whether two objects have the same content."""
        return one == other or (
            self._digests[one] == self._digests[other]
            and self.length_of[one] == self.length_of[other]
            and self.content(one) == self.content(other)
        )

    def is_version(self, one: int, other: int) -> bool:
        """Say whether two objects bear the same id and version."""
        return one == other or (
            self.name_of[one] == self.name_of[other]
            and self.time_of[one] == self.time_of[other]
            and self.version(one) == self.version(other)
        )

    def needs(self, number: int) -> list[frozenset[int]]:
        """Return for each property that an object cannot be without the ids of which it needs one at least."""
        if not self.references(number) or self.types[self.type_of[number]] not in REQUIRED:
            return []
        return [
            frozenset(map(self.names.number, names))
            for names in needed(orjson.loads(self.content(number)))
        ]

    def outward(self, number: int, visible: Container[int]) -> int | None:
        """Return an object without references to ids that are not visible; itself where there are none.

        None where it cannot be without them (see `without_hidden`).
        """
        if all(name in visible for name in self.references(number)):
            return number
        fields: dict[str, Any] = orjson.loads(self.content(number))
        rest = without_hidden(fields, _Names(self.names, visible))
        if rest is None:
            return None
        each = read_object(rest)
        key = number, hash(each.content)
        before = self._outward.get(key)
        if before is not None and self.content(before) == each.content:
            return before
        self._outward[key] = self.keep(each)
        return self._outward[key]


class _Names:
    """Ids of objects that are visible, of which only the numbers are known."""

    def __init__(self, names: WordNumbers, visible: Container[int]) -> None:
        self._names, self._visible = names, visible

    def __contains__(self, name: object) -> bool:
        number = self._names.get(name) if isinstance(name, str) else None
        return number is not None and number in self._visible


def _moment(value: Any) -> int:
    """Return a time as it is written in microseconds since 1970; `NO_TIME` where it is none."""
    try:
        return microseconds(parse_utc(value))
    except (ValueError, TypeError, OverflowError, AttributeError):
        return NO_TIME
