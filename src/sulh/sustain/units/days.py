"""What holds on a day, and the latest records up to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["holds_on", "latest_by"]


class Lasting(Protocol):
    """Something that holds from a day to a day, both included; `until` None: open."""

    @property
    def since(self) -> date:
        """Return the first day."""

    @property
    def until(self) -> date | None:
        """Return the last day."""


def holds_on(each: Lasting, day: date) -> bool:
    """Say whether something holds on a day."""
    return each.since <= day and (each.until is None or day <= each.until)


class Dated(Protocol):
    """A record of a day."""

    @property
    def day(self) -> date:
        """Return the day."""


Record = TypeVar("Record", bound=Dated)


def latest_by(records: Iterable[Record], day: date) -> list[Record]:
    """Return the records of the last day that has any, up to `day`."""
    earlier = [each for each in records if each.day <= day]
    last = max((each.day for each in earlier), default=None)
    return [each for each in earlier if each.day == last]
