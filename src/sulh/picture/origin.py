"""Where a record comes from: who sent it, under which key, and how far it can be trusted."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol, get_args

from msgspec import Struct

from sulh.picture.fields import (
    Address,
    Choice,
    FileName,
    Key,
    Reference,
    RowNumber,
    Sender,
    Text,
)
from sulh.picture.place_and_time import Rating
from sulh.values import Reliability

__all__ = ["Entry", "Means", "Origin"]

Means = Literal[
    "seen", "heard", "camera", "drone", "satellite", "radar", "told", "document", "media", ""
]


class Origin(Struct, frozen=True, kw_only=True, gc=False):
    """Where a record comes from.

    `source` and `ref` together say whether it has come in before.
    """

    source: Annotated[str, Sender(required=True, meaning="who publishes or sends it")]
    ref: Annotated[str, Reference(required=True, meaning="the sender's own key for it")]
    reliability: Annotated[
        Reliability, Rating(meaning="Admiralty code", standard="MISP admiralty-scale")
    ] = Reliability()
    means: Annotated[Means, Choice(meaning="how it became known", choices=get_args(Means))] = ""
    file: Annotated[str, FileName(meaning="the file that it came from")] = ""
    row: Annotated[int, RowNumber(meaning="the row of that file")] = 0
    text: Annotated[str, Text(meaning="the report in words, up to 64 KB")] = ""
    language: Annotated[
        str, Key(meaning="the language of the words", standard="BCP 47", tabled=False)
    ] = ""
    link: Annotated[
        str, Address(meaning="where to find it: a web address or a reference", tabled=False)
    ] = ""


class Entry(Protocol):
    """What a record of the ledger says, as a typed value of its kind's class."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
