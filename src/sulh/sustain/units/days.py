"""What holds on a day, and what was found last up to a day."""

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
    """Something found on a day."""

    @property
    def day(self) -> date:
        """Return the day."""


Found = TypeVar("Found", bound=Dated)


def latest_by(found: Iterable[Found], day: date) -> list[Found]:
    """Return what was found on the last day on which anything was, up to `day`."""
    known = [each for each in found if each.day <= day]
    last = max((each.day for each in known), default=None)
    return [each for each in known if each.day == last]
