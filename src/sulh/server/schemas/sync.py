"""What the API takes and answers when sites exchange records and files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from sulh.server.schemas.records import RequestBody

__all__ = [
    "ExerciseClock",
    "FilePartOut",
    "LackedFileOut",
    "LackedFilesOut",
    "Lacking",
    "SyncResultOut",
    "SyncState",
]


class Lacking(RootModel[Annotated[dict[str, tuple[int, str]], Field(max_length=1000)]]):
    """How much of each site's chain another site has: its size and the root over it."""


class ExerciseClock(BaseModel):
    """The clock of a live exercise: its time now, how fast it runs (0: it is paused), and its end."""

    clock: datetime
    speed: float
    until: datetime


class SyncState(RequestBody):
    """How much of each site's chain is here: its size and the root over it; `exercise`: where one runs."""

    site: str
    state: dict[str, list[int | str]]
    exercise: ExerciseClock | None = None


class SyncResultOut(RequestBody):
    """What a bundle brought: records by site, what was refused, and what was set aside."""

    added: dict[str, int]
    refused: list[str]
    set_aside: list[str] = Field(default=[])


class LackedFileOut(BaseModel):
    """A file that a record names and that has not come in whole: its bytes, and how many are here."""

    model_config = ConfigDict(from_attributes=True)

    digest: str
    size: int
    have: int


class LackedFilesOut(BaseModel):
    """Files that have not come in, by SHA-256, up to 500; empty when there are no more."""

    lacking: list[LackedFileOut]


class FilePartOut(BaseModel):
    """How many bytes of the file are here: the next part begins there."""

    have: int
