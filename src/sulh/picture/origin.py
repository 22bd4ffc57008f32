"""Where a record comes from: who sent it, under which key, and how far it can be trusted."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol, get_args

from msgspec import Struct

from sulh.picture.reliability_field import ReliabilityField
from sulh.picture.text_fields import (
    AddressField,
    ChoiceField,
    FileNameField,
    KeyField,
    ReferenceField,
    RowNumberField,
    SenderField,
    TextField,
)
from sulh.values import Reliability

__all__ = ["KEYS_OF_ORIGIN", "Entry", "Means", "Origin"]

KEYS_OF_ORIGIN = ("ref", "text", "link", "language", "file", "row")
"""What a body holds of its origin alone: its sender's key and words, and where it stood."""

Means = Literal[
    "seen", "heard", "camera", "drone", "satellite", "radar", "told", "document", "media", ""
]


class Origin(Struct, frozen=True, kw_only=True, gc=False):
    """Where a record comes from.

    `source` and `ref` together say whether it has come in before.
    """

    source: Annotated[str, SenderField(required=True, meaning="who publishes or sends it")]
    ref: Annotated[str, ReferenceField(required=True, meaning="the sender's own key for it")]
    reliability: Annotated[
        Reliability, ReliabilityField(meaning="Admiralty code", standard="MISP admiralty-scale")
    ] = Reliability()
    means: Annotated[Means, ChoiceField(meaning="how it became known", choices=get_args(Means))] = (
        ""
    )
    file: Annotated[str, FileNameField(meaning="the file that it came from")] = ""
    row: Annotated[int, RowNumberField(meaning="the row of that file")] = 0
    text: Annotated[str, TextField(meaning="the report in words, up to 64 KB")] = ""
    language: Annotated[
        str, KeyField(meaning="the language of the words", standard="BCP 47", tabled=False)
    ] = ""
    link: Annotated[
        str, AddressField(meaning="where to find it: a web address or a reference", tabled=False)
    ] = ""


class Entry(Protocol):
    """What a record of the ledger says, as a typed value of its kind's class."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
