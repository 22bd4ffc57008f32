"""The bodies about one's own password and sessions."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from sulh.server.access.principal import Way
from sulh.server.schemas.records import Answer, RequestBody, Utc

__all__ = ["OwnSession", "OwnSessionsOut", "PasswordIn"]

Secret = Annotated[str, StringConstraints(max_length=200)]


class PasswordIn(RequestBody):
    """The present password of one's own account, and the new one."""

    present: Secret
    new: Secret


class OwnSession(Answer):
    """A session of one's own account that goes on.

    `how` it began; `address` is the network address that it began from, `device` what the browser then said of
    itself; both may be empty. `seen`: its last sign of life, to the minute.
    """

    id: str
    begun: Utc
    seen: Utc
    how: Way
    address: str
    device: str


class OwnSessionsOut(BaseModel):
    """One's own sessions, the newest first; `current` is the id of the one that asks."""

    sessions: list[OwnSession]
    current: str
