"""The bodies of requests of those who review reports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sulh.server.schemas.records import Line, RequestBody, Text, TlpLabel


class ReleaseIn(RequestBody):
    """Who else may read a record from now on, by the ids of parties or nations, and its new marking."""

    to: list[Line] = Field(default_factory=list, max_length=100)
    tlp: TlpLabel | None = None
    reason: Text


class ComparisonIn(RequestBody):
    """Whether incidents, by their ids, are one event or different ones, and why."""

    records: Annotated[list[Line], Field(min_length=2, max_length=20)]
    judgement: Literal["same", "different"]
    reason: Text
