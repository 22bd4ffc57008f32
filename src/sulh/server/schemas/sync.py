"""What the API takes and answers when sites exchange records and files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from sulh.server.schemas.records import RequestBody

__all__ = [
    "ExerciseClock",
    "FilePartOut",
    "LackedFileOut",
    "LackedFilesOut",
    "Lacking",
    "MessageRead",
    "ReachedIn",
    "SiteMessage",
    "SiteMessagesOut",
    "SyncResultOut",
    "SyncState",
]


class Lacking(RootModel[Annotated[dict[str, tuple[int, str]], Field(max_length=1000)]]):
    """How much of each site's chain another site has: its size and the root over it."""


class ExerciseClock(BaseModel):
    """The clock of a live exercise: its time now, how fast it runs (0: it is paused), and its end.

    `delivered`: how many injects were delivered so far; their reports are in the next bundle.
    """

    clock: datetime
    speed: float
    until: datetime
    delivered: int


class SiteMessage(BaseModel):
    """A message to trainees: its delivery's number, when it was sent (the exercise's time), to which roles."""

    number: int
    id: str
    at: datetime
    sender: str
    text: str
    to: list[str]


class SiteMessagesOut(BaseModel):
    """The exercise's title, and the next messages after a delivery, in their order; empty: no more."""

    title: str
    messages: list[SiteMessage]


class MessageRead(RequestBody):
    """Who, a role with an account's id, read the message of an inject."""

    inject: Annotated[str, StringConstraints(max_length=80)]
    by: Annotated[str, StringConstraints(max_length=200)]


class ReachedIn(RequestBody):
    """What a site with trainees has: the first `number` deliveries; the roles there; who read what."""

    number: Annotated[int, Field(ge=0, lt=2**53)]
    roles: Annotated[list[Annotated[str, StringConstraints(max_length=40)]], Field(max_length=20)]
    read: Annotated[list[MessageRead], Field(max_length=500)]


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
