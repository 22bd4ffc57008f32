"""Field types of words: texts, keys, names, actors, choices, lists, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import polars as pl
from msgspec import Meta

from sulh.errors import shown
from sulh.picture.field_type import Calls, Column, FieldType, Input, Sealed
from sulh.tables import FaultyField
from sulh.tables.fields import parse_choice, parse_key, parse_name, parse_text, parse_yes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "ActorField",
    "AddressField",
    "AgentField",
    "ChoiceField",
    "FileNameField",
    "KeyField",
    "NameField",
    "ReferenceField",
    "RowNumberField",
    "SealableTextField",
    "SenderField",
    "TextField",
    "WordsField",
    "YesNoField",
    "split_words",
]

WORDS_MAX = 100
LINK_LENGTH_MAX = 2_000
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=\S)")
SCHEMES = ("http", "https", "doi", "urn", "hdl", "ftp")


def parse_free_text(field: str, text: str, *, required: bool) -> str:
    """Return free text."""
    if required and not text.strip():
        raise FaultyField("missing", field, "", message="is missing")
    return parse_text(field, text)


def dump_sealed(value: str | Sealed) -> str | dict[str, Any]:
    """Return a text, or a sealed one, as a body holds it."""
    return {"sealed": value.sealed} if isinstance(value, Sealed) else value


def text_of(value: str | Sealed) -> str:
    """Return a text that is not sealed."""
    return "" if isinstance(value, Sealed) else value


@dataclass(frozen=True, kw_only=True)
class TextField(FieldType):
    """Free text."""

    calls: ClassVar[Calls] = (parse_free_text,)
    input: ClassVar[Input] = "long-text"
    dtype: ClassVar[Any] = pl.String

    def options(self) -> dict[str, Any]:
        """Return whether the text must be there."""
        return {"required": self.required}


@dataclass(frozen=True, kw_only=True)
class SealableTextField(TextField):
    """Free text that a body may hold sealed for an audience; a table then holds none."""

    calls = (parse_free_text, dump_sealed, text_of)
    dumped = "dump_sealed({})"

    def wire(self) -> Any:
        """Return a text, or a sealed one."""
        return str | Sealed

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for the text; a sealed one is empty."""
        return (f"text_of(stored.{name})",) if self.tabled else ()


@dataclass(frozen=True, kw_only=True)
class KeyField(FieldType):
    """A short identifying text on one line: a reference, a word of a vocabulary, a language."""

    calls: ClassVar[Calls] = (parse_key,)

    def options(self) -> dict[str, Any]:
        """Return whether the key must be there."""
        return {"required": self.required}


@dataclass(frozen=True, kw_only=True)
class ReferenceField(KeyField):
    """A sender's own key: of the record itself, or of another record, of the kind `to`.

    With `numbers`, the tables number the records of that kind by sender and key, in a column of that
    name, and a record that refers to one bears the same number; -1: it refers to none.
    """

    to: str = ""
    numbers: str = ""

    dtype = pl.String


@dataclass(frozen=True, kw_only=True)
class SenderField(KeyField):
    """Who sends the record; a file may say it once for all rows."""

    def parse_code(self, name: str) -> str:
        """Return an expression for the row's sender, or else the file's."""
        return f'parse_key({name!r}, get({name!r}, "") or context.source)'


@dataclass(frozen=True, kw_only=True)
class FileNameField(FieldType):
    """The file that a record came from; no column of a form."""

    code: ClassVar[str] = "context.file"

    def columns(self, name: str) -> tuple[Column, ...]:  # noqa: ARG002 -- none
        """Return no column."""
        return ()

    def parse_code(self, name: str) -> str:  # noqa: ARG002 -- no column
        """Return an expression for the file's name."""
        return self.code


@dataclass(frozen=True, kw_only=True)
class RowNumberField(FileNameField):
    """The row of that file."""

    code = "row"
    empty = 0
    dtype = pl.Int64

    def wire(self) -> Any:
        """Return a whole number that JSON has."""
        return Annotated[int, Meta(ge=0, le=2**53 - 1)]


@dataclass(frozen=True, kw_only=True)
class NameField(KeyField):
    """The name of somebody or something, as the source writes it, in any script."""

    calls = (parse_name,)


def split_words(field: str, text: str, parse: Callable[[str, str], str]) -> tuple[str, ...]:
    """Return what semicolons part, each once, in the order written."""
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > WORDS_MAX:
        raise FaultyField("too-long", field, shown(text), message=f"names more than {WORDS_MAX}")
    return tuple(dict.fromkeys(parse(field, part) for part in parts))


def parse_actor(field: str, text: str) -> str:
    """Return one actor: two names with a semicolon between them would otherwise make a third."""
    if ";" not in text and text.strip():
        return parse_name(field, text)
    names = split_words(field, text, parse_name)
    if len(names) != 1:
        raise FaultyField(
            "bad-word" if names else "missing",
            field,
            shown(text),
            message="names several" if names else "is missing",
            expected="one actor",
            remedy="Give one row for each, or the name of the coalition." if names else "",
        )
    return names[0]


@dataclass(frozen=True, kw_only=True)
class ActorField(FieldType):
    """One actor, by a name that the mission's pack may know."""

    calls = (parse_actor,)

    def column(self, name: str, **more: Any) -> Column:
        """Return a column that a form must fill, though a body may lack it."""
        return super().column(name, **({"required": True} | more))

    def optional(self) -> bool:
        """Say no: a form must name an actor."""
        return False

    def actors(self, value: str) -> tuple[str, ...]:
        """Return the name."""
        return (value,)


def parse_agent(field: str, text: str) -> str:
    """Return the name of who acts for the mission; it may hold a semicolon."""
    return parse_name(field, text)


@dataclass(frozen=True, kw_only=True)
class AgentField(ActorField):
    """Who inspects or verifies, by a name that the mission's pack may know."""

    calls = (parse_agent,)


def parse_word(
    field: str, text: str, choices: tuple[str, ...], words: Mapping[str, str] | None = None
) -> str:
    """Return the word of a record for one of a form's words."""
    word = parse_choice(field, text, choices)
    return words[word] if words else word


@dataclass(frozen=True, kw_only=True)
class ChoiceField(FieldType):
    """One of a few words. `words` leads from a form's word to the record's, where they differ."""

    choices: tuple[str, ...]
    words: tuple[str, ...] = ()

    calls: ClassVar[Calls] = (parse_word,)
    input = "choice"

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return the column with its words."""
        return (self.column(self.heading or name, choices=tuple(filter(None, self.choices))),)

    def optional(self) -> bool:
        """Say whether nothing is one of the words."""
        return "" in self.choices

    def options(self) -> dict[str, Any]:
        """Return the words, and the record's words where they differ."""
        words = dict(zip(self.choices, self.words, strict=True)) if self.words else None
        return {"choices": self.choices} | ({"words": words} if words else {})

    def wire(self) -> Any:
        """Return one of the record's words."""
        return Literal[self.words or self.choices]


@dataclass(frozen=True, kw_only=True)
class YesNoField(FieldType):
    """Yes or no; an empty cell is no."""

    calls = (parse_yes,)
    input = "yes-no"
    present = ""
    empty = False
    dtype = pl.Boolean

    def wire(self) -> Any:
        """Return yes or no."""
        return bool


def parse_words(field: str, text: str, *, required: bool) -> tuple[str, ...]:
    """Return the words of a list."""
    words = split_words(field, text, parse_key)
    if required and not words:
        raise FaultyField("missing", field, "", message="is missing", expected="what for")
    return words


@dataclass(frozen=True, kw_only=True)
class WordsField(FieldType):
    """A list of short words, parted by semicolons."""

    calls: ClassVar[Calls] = (parse_words,)
    dumped = "list({})"
    empty: ClassVar[Any] = ()
    dtype = pl.List(pl.String)

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return the column of the list."""
        return (self.column(self.heading or name, several=True),)

    def options(self) -> dict[str, Any]:
        """Return whether there must be a word."""
        return {"required": self.required}

    def wire(self) -> Any:
        """Return a list of texts."""
        return tuple[str, ...]


def parse_address(field: str, text: str) -> str:
    """Return where something can be found: a web address, or a reference in words."""
    clean = parse_text(field, text.strip())
    scheme = SCHEME.match(clean)
    if len(clean) > LINK_LENGTH_MAX or not clean.isprintable():
        raise FaultyField("too-long", field, shown(clean), message="is no address of one line")
    if scheme and scheme.group(1).casefold() not in SCHEMES:
        raise FaultyField("bad-word", field, shown(clean), expected=f"one of: {', '.join(SCHEMES)}")
    return clean


@dataclass(frozen=True, kw_only=True)
class AddressField(FieldType):
    """Where something can be found: a web address, or a reference in words."""

    calls = (parse_address,)
    dtype = pl.String
